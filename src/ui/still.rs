//! The same screens as they stand in a page without any script: a control becomes a link, and what the views draw is
//! drawn by them here too. The words are those of the [`Page`]; the addresses come from the one who lays the page out.
//!
//! Several ways of answering may lead to one plan. It is drawn once: what belongs to one of these ways alone carries a
//! class with the number of that way (`n1`, `n2` …), by which the sheet shows it.

use yew::{Callback, Html};

use super::piece::{Name, Piece, each, tag};
use super::{Level, Look, prose, result};
use crate::page::{ChoiceRow, Page, QuestionPage, ResultPage, Section, Terms, Trail};

/// A way that leads to a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The answers given, as the screen lists them; none before the first.
    pub trail: Option<Trail>,
    /// The addresses of the questions answered, in that order.
    pub met: Vec<String>,
}

/// A way that leads to a result: its id in the page, and the reasons that hold for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The id of the place that a link to this result names.
    pub id: String,
    /// The answers that decided.
    pub because: Section<String>,
    /// How it was reached.
    pub way: Way,
}

/// Draws a question: each choice is a link to its address in `choices`.
pub fn question(page: &Page, asked: &QuestionPage, choices: &[String], way: &Way, level: Level) -> Html {
    let send = Callback::noop();
    let look = Look { level, new_window: &page.new_window, send: &send };
    let many = if asked.filter.is_some() { "choices many" } else { "choices" };
    let rows = asked.choices.iter().zip(choices).fold(Piece::none(), |rows, (choice, at)| rows.with(row(choice, at)));
    let asks = tag("div")
        .class("question")
        .with(prose::screen_heading(&asked.heading, look.level))
        .with(prose::line("hint", &asked.hint))
        .with(each(asked.terms.as_slice(), |terms| prose::terms(terms, "terms")))
        .with(tag("ul").is(Name::Role, "list").class(many).with(rows));
    let main = tag("div")
        .class("main")
        .with(back(page, way, None))
        .with(each(page.intro.as_slice(), |intro| prose::line("intro", intro)))
        .with(asks);
    tag("div").class("columns").with(main).with(trail(page, way, None, look)).html()
}

/// The link covers its row; the hint stands beside it, so that the link is named by the choice alone.
fn row(choice: &ChoiceRow, address: &str) -> Piece {
    tag("li")
        .class("choice")
        .with(tag("a").has(Name::Href, address).text(&choice.label))
        .with(each(choice.hint.as_slice(), |hint| prose::line("hint", hint)))
}

/// Draws a result under the places that lead to it. Places stand before it, so that the sheet can tell which is meant.
pub fn result(page: &Page, shown: &ResultPage, reached: &[Reached], level: Level) -> Html {
    let send = Callback::noop();
    let look = Look { level, new_window: &page.new_window, send: &send };
    let all = |draw: &dyn Fn(&Reached, &str) -> Piece| {
        let numbered = reached.iter().zip(1_usize..);
        numbered.fold(Piece::none(), |list, (it, number)| list.with(draw(it, &format!("n{number}"))))
    };
    let places = all(&|it, class| tag("span").has(Name::Class, class).has(Name::Id, &it.id));
    let reasons = all(&|it, class| because(&it.because, class, look.below()));
    let main = tag("div").class("main").with(all(&|it, class| back(page, &it.way, Some(class)))).with(result::around(
        shown,
        prose::first_heading(&shown.heading, level),
        reasons,
        look,
    ));
    let columns = tag("div").class("columns").with(main);
    let columns = columns.with(all(&|it, class| trail(page, &it.way, Some(class), look)));
    Piece::none().with(places).with(columns).html()
}

fn because(section: &Section<String>, class: &str, look: Look) -> Piece {
    tag("section")
        .has(Name::Class, &format!("because {class}"))
        .with(prose::heading(&section.title, look.level))
        .with(prose::list(&section.rows))
}

/// The words explained, once for all results.
pub fn glossary(terms: &Terms) -> Html {
    prose::terms(terms, "glossary").html()
}

/// Who is behind the guide, and which rules it follows.
pub fn footer(page: &Page) -> Html {
    tag("div").class("footer").with(prose::paragraphs(&page.disclaimer)).html()
}

/// To the question before.
fn back(page: &Page, way: &Way, class: Option<&str>) -> Piece {
    let link = page.back.as_ref().zip(way.met.last());
    link.map_or_else(Piece::none, |(control, address)| go("quiet back", class, &control.label, address))
}

/// The answers given, each question leading back to where it was asked, and the way back to the first. Shorter than in
/// the element, because it is the part of the document that stands there most often.
fn trail(page: &Page, way: &Way, class: Option<&str>, look: Look) -> Piece {
    let Some(trail) = &way.trail else { return Piece::none() };
    let rows = trail.rows.iter().zip(&way.met).fold(tag("dl"), |rows, (row, address)| {
        let question = tag("a").has(Name::Href, address).text(&row.question);
        rows.with(tag("dt").with(question)).with(tag("dd").text(&row.choice))
    });
    let restart = page.restart.as_ref().zip(way.met.first());
    let restart = restart.map_or_else(Piece::none, |(control, at)| go("quiet restart", None, &control.label, at));
    classed("div", "trail", class).with(prose::heading(&trail.title, look.level.below())).with(rows).with(restart)
}

fn go(class: &str, number: Option<&str>, label: &str, address: &str) -> Piece {
    classed("a", class, number).has(Name::Href, address).text(label)
}

/// An element with a class, and the number of a way if it belongs to one.
fn classed(name: &'static str, class: &str, number: Option<&str>) -> Piece {
    let class = number.map_or_else(|| class.to_owned(), |number| format!("{class} {number}"));
    tag(name).has(Name::Class, &class)
}
