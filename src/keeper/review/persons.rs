//! People of the trade, and what the guide tells each: a list to choose from, one open at a time.

use super::html::{line, list, tag, text, with};
use super::lines::Line;
use super::{Desk, chapter};
use crate::engine::Answers;
use crate::page::{Body, ResultPage, page};
use crate::session::Session;

/// The chapter about people.
pub(super) fn persons(desk: &Desk, personas: &[Line]) -> String {
    let each = personas.iter().map(|person| {
        let summary = tag("summary", &text(&person.said));
        let inside = tag("div", &told(desk, person));
        // Of those that share a name the browser keeps one open.
        with("details", &[("class", "persona"), ("name", "personne")], &(summary + &inside))
    });
    let said = "Choisissez une personne : voici ce que le guide lui dit aujourd’hui.";
    chapter("personnes", "Des personnes", &(line("", said) + &each.collect::<String>()))
}

fn told(desk: &Desk, person: &Line) -> String {
    let answers = tag("h4", "Ses réponses") + &super::rows::answers(desk, &person.turns);
    let strays = match person.strays.as_slice() {
        [] => String::new(),
        strays => line("late", &format!("N’existe plus : {}.", strays.join(", "))),
    };
    let shown = page(&desk.compiled, &Session::with(Answers::of(&person.turns), Vec::new()));
    let outcome = match &shown.body {
        Body::Result(result) => result_of(result),
        Body::Question(question) => line("late", &format!("Il reste à demander : {}", question.heading)),
        Body::Expert(_) => String::new(),
    };
    answers + &strays + &outcome
}

/// A result in short: what it says, in the words of the page.
fn result_of(result: &ResultPage) -> String {
    let mut said = tag("h4", &text(&format!("{} : {}", result.verdict, result.heading)));
    said += &result.text.iter().map(|it| line("", it)).collect::<String>();
    let mut put = |title: &str, kind: &str, rows: Vec<String>| {
        if !rows.is_empty() {
            said += &(tag("h4", &text(title)) + &list(kind, rows.iter().map(|it| text(it))));
        }
    };
    if let Some(organisms) = &result.organisms {
        put(&organisms.title, "ol", organisms.rows.iter().map(|it| it.name.clone()).collect());
    }
    let steps = result.steps.rows.iter().map(|step| {
        let proviso = step.proviso.as_ref().map(|it| format!("{it} : ")).unwrap_or_default();
        let facts = if step.facts.is_empty() { String::new() } else { format!(" – {}", step.facts.join(" – ")) };
        format!("{proviso}{}{facts}", step.title)
    });
    put(&result.steps.title, "ol", steps.collect());
    put(&result.documents.title, "ul", result.documents.rows.iter().map(|it| it.title.clone()).collect());
    if let Some(delay) = &result.delay {
        put(&delay.title, "ul", delay.rows.clone());
    }
    for notes in result.vigilance.iter().chain(&result.since) {
        put(&notes.title, "ul", notes.rows.iter().map(|it| it.text.clone()).collect());
    }
    said
}
