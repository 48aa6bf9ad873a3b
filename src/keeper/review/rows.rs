//! The chapters of the dossier: each rule, step, document and note of the pack, with the condition under which it counts,
//! its source, its days and the cases that meet it.

use super::html::{details, facts, line, link, list, tag, text, with};
use super::{Desk, Line, chapter, days};
use crate::calendar::Date;
use crate::engine::Turn;
use crate::keeper::naming::{Name, french, name};
use crate::keeper::plain::plain;
use crate::pack::{Condition, Document, Given, Id, Note, NoteKind, NoteSource, Plan, Rule, Section, Step};

/// The chapters after the people, each with its anchor.
pub(super) const CHAPTERS: [(&str, &str); 5] = [
    ("regles", "Les règles"),
    ("etapes", "Les étapes"),
    ("documents", "Les documents"),
    ("notes", "Les notes"),
    ("groupes", GROUPS),
];
pub(super) const GROUPS: &str = "Les réponses qui vont ensemble";

/// A chapter.
pub(super) struct Part {
    id: &'static str,
    title: &'static str,
    pub(super) rows: Vec<Row>,
}

/// A row of the pack.
pub(super) struct Row {
    /// Its anchor.
    pub(super) id: String,
    /// What it is called.
    pub(super) title: String,
    /// The day on which it was last compared with its source.
    pub(super) checked: String,
    /// The day before which that is to be done again.
    pub(super) due: Option<Date>,
    /// Its id in the rules file.
    key: String,
    /// What is said of it.
    said: String,
}

/// Every row of the pack, chapter by chapter, in the order of the file.
pub(super) fn parts(desk: &Desk) -> Vec<Part> {
    let logic = &desk.compiled.guide.logic;
    let rows: [Vec<Row>; 4] = [
        logic.rules.iter().map(|(id, row)| rule(desk, id, row)).collect(),
        logic.steps.iter().map(|(id, row)| step(desk, id, row)).collect(),
        logic.documents.iter().map(|(id, row)| document(desk, id, row)).collect(),
        logic.notes.iter().map(|(id, row)| note(desk, id, row)).collect(),
    ];
    CHAPTERS.into_iter().zip(rows).map(|((id, title), rows)| Part { id, title, rows }).collect()
}

/// Answers in words.
pub(super) fn answers(desk: &Desk, turns: &[Turn]) -> String {
    let words = &desk.compiled.guide.words;
    let answers = turns.iter().map(|turn| {
        let question = &words.questions[turn.question];
        let choice = question.choices.get(turn.choice.place()).map_or("", |it| it.text.as_str());
        text(&format!("{} : {choice}", question.short))
    });
    list("ul", answers)
}

impl Part {
    pub(super) fn html(&self, desk: &Desk) -> String {
        chapter(self.id, self.title, &self.rows.iter().map(|row| row.html(desk)).collect::<String>())
    }
}

impl Row {
    /// Whether it was to be checked again by now.
    pub(super) fn is_late(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due <= today)
    }

    fn html(&self, desk: &Desk) -> String {
        let late = self.is_late(desk.today);
        let class = if late { "row overdue" } else { "row" };
        let days = [("Vérifié le", text(&desk.day(&self.checked))), ("À revoir avant le", self.due(desk))];
        let head = tag("h3", &text(&self.title)) + &with("p", &[("class", "quiet")], &tag("code", &text(&self.key)));
        with("article", &[("class", class), ("id", &self.id)], &(head + &self.said + &facts(&days)))
    }

    fn due(&self, desk: &Desk) -> String {
        let day = self.due.map(|it| text(&desk.day(&it.to_string())));
        match day {
            Some(day) if self.is_late(desk.today) => {
                with("span", &[("class", "late")], &format!("{day} : échéance dépassée"))
            }
            day => day.unwrap_or_default(),
        }
    }
}

fn rule(desk: &Desk, id: Id<Rule>, rule: &Rule) -> Row {
    let words = &desk.compiled.guide.words;
    let head = &words.rules[id];
    let card = rule.card.map(|card| format!("{} ({})", words.cards[card].title, words.cards[card].name));
    let delay = rule.delay.map(|delay| {
        let delay = &words.delays[delay];
        list("ul", [&delay.card, &delay.codes].map(|it| text(it)))
    });
    let decided = [words.verdicts[rule.verdict].clone()].into_iter().chain(card).collect::<Vec<_>>().join(" : ");
    let then = with("p", &[("class", "then")], &format!("Alors : {}", tag("strong", &text(&decided))));
    let said = when(desk, &rule.when)
        + &then
        + &said(head.text.as_ref())
        + &facts(&[("Délais", delay.unwrap_or_default()), ("Fiche", sections(desk, &rule.sources))])
        + &fired(desk, id);
    let due = days::due(&desk.upkeep, &rule.checked, own(&desk.upkeep.rules, id.row()));
    row("regle", &rule.key, &head.title, said, &rule.checked, due)
}

fn step(desk: &Desk, id: Id<Step>, step: &Step) -> Row {
    let words = &desk.compiled.guide.words;
    let head = &words.steps[id];
    let given = |name: &str, when: &Condition| text(name) + &only_if(desk, when);
    let documents = step.documents.iter().map(|it| given(&words.documents[it.what].title, &it.when));
    let provisos = step.provisos.iter().map(|it| given(&words.provisos[it.what], &it.when));
    let organisms = step.organisms.iter().map(|it: &Given<_>| given(&words.organisms[it.what].name, &it.when));
    let options = head.options.iter().map(|it| text(&it.title));
    let said = when(desk, &step.when)
        + &said(head.text.as_ref())
        + &facts(&[
            ("Par", text(&words.actors[step.actor])),
            ("Auprès de", list("ul", organisms)),
            ("Suspendue à", list("ul", provisos)),
            ("Documents", list("ul", documents)),
            ("Au choix", list("ul", options)),
            ("Fiche", sections(desk, &step.sources)),
            ("Cas", met(desk, |plan| plan.steps.iter().any(|it| it.step == id))),
        ]);
    let due = days::due(&desk.upkeep, &step.checked, own(&desk.upkeep.steps, id.row()));
    row("etape", &step.key, &head.title, said, &step.checked, due)
}

fn document(desk: &Desk, id: Id<Document>, document: &Document) -> Row {
    let (logic, words) = (&desk.compiled.guide.logic, &desk.compiled.guide.words);
    let head = &words.documents[id];
    let needs = |step: &&Step| {
        let own = step.documents.iter().map(|it| it.what);
        own.chain(step.options.iter().flat_map(|it| it.documents.iter().copied())).any(|it| it == id)
    };
    let steps = logic.steps.iter().filter(|(_, step)| needs(step));
    let steps = steps.map(|(id, step)| link(&anchor("etape", &step.key), &words.steps[id].title));
    let address = |url: &Option<String>| url.as_ref().map(|url| link(url, url)).unwrap_or_default();
    let helps =
        document.guide_for.map(|it| link(&anchor("document", &logic.documents[it].key), &words.documents[it].title));
    let said = said(head.text.as_ref())
        + &facts(&[
            ("Adresse", address(&document.url)),
            ("Se trouve à", address(&document.found_at)),
            ("Aide à remplir", helps.unwrap_or_default()),
            ("Étapes", list("ul", steps)),
            ("Fiche", sections(desk, &document.sources)),
            ("Cas", met(desk, |plan| plan.documents.contains(&id))),
        ]);
    let due = days::due(&desk.upkeep, &document.checked, own(&desk.upkeep.documents, id.row()));
    row("document", &document.key, &head.title, said, &document.checked, due)
}

fn note(desk: &Desk, id: Id<Note>, note: &Note) -> Row {
    let words = &desk.compiled.guide.words;
    let head = &words.notes[id];
    let kind = match note.kind {
        NoteKind::Vigilance => words.texts.vigilance_title(),
        NoteKind::Since => words.texts.since_title(),
    };
    let source = match &note.source {
        NoteSource::Sheet(cited) => sections(desk, cited),
        NoteSource::Page(url) => link(url, head.source.as_ref().unwrap_or(url)),
    };
    let links = note.links.iter().zip(&head.links).map(|(url, name)| link(url, name));
    let said = when(desk, &note.when)
        + &facts(&[
            ("Genre", text(kind)),
            ("Date", note.date.as_ref().map(|it| text(&desk.day(it))).unwrap_or_default()),
            ("Source", source),
            ("Liens", list("ul", links)),
            ("Cas", met(desk, |plan| plan.notes.contains(&id))),
        ]);
    let due = days::due(&desk.upkeep, &note.checked, own(&desk.upkeep.notes, id.row()));
    row("note", &note.key, &head.text, said, &note.checked, due)
}

fn row(kind: &str, key: &str, title: &str, said: String, checked: &str, due: Option<Date>) -> Row {
    let id = format!("{kind}-{key}");
    Row { id, title: title.to_owned(), checked: checked.to_owned(), due, key: key.to_owned(), said }
}

fn anchor(kind: &str, key: &str) -> String {
    format!("#{kind}-{key}")
}

fn own(days: &[Option<String>], place: usize) -> Option<&String> {
    days.get(place).and_then(Option::as_ref)
}

fn said(words: Option<&String>) -> String {
    words.map(|it| line("", it)).unwrap_or_default()
}

fn sections(desk: &Desk, cited: &[Id<Section>]) -> String {
    let (logic, words) = (&desk.compiled.guide.logic, &desk.compiled.guide.words);
    let cited = cited.iter().map(|id| text(&format!("§ {} – {}", logic.sections[*id].key, words.sections[*id])));
    list("ul", cited)
}

/// The condition of a row, as the first half of a sentence.
fn when(desk: &Desk, condition: &Condition) -> String {
    match plain(&desk.compiled.guide.logic, condition) {
        Condition::All(parts) if parts.is_empty() => line("if", "Toujours."),
        plain => with(
            "div",
            &[("class", "if")],
            &(tag("p", "Si :") + &list("ul", conjuncts(&plain).iter().map(|it| item(desk, it)))),
        ),
    }
}

/// The condition of something within a row, after its name.
fn only_if(desk: &Desk, condition: &Condition) -> String {
    match plain(&desk.compiled.guide.logic, condition) {
        Condition::All(parts) if parts.is_empty() => String::new(),
        plain => format!(", si :{}", list("ul", conjuncts(&plain).iter().map(|it| item(desk, it)))),
    }
}

fn conjuncts(condition: &Condition) -> &[Condition] {
    if let Condition::All(parts) = condition { parts } else { std::slice::from_ref(condition) }
}

/// A part of a condition, as a point of a list.
fn item(desk: &Desk, condition: &Condition) -> String {
    let guide = &desk.compiled.guide;
    let each = |parts: &[Condition]| list("ul", parts.iter().map(|it| item(desk, it)));
    match condition {
        Condition::Answer(question, choices) => {
            let words = &guide.words.questions[*question];
            let name = name(guide, &desk.upkeep, *question, *choices);
            let said = text(&format!("{} : {}", words.short, french(&name)));
            if matches!(name, Name::Among(_)) {
                return said;
            }
            // What a group holds is told at the end of the dossier.
            let count = format!("{} réponses sur {}", choices.iter().count(), words.choices.len());
            format!("{said} ({})", link("#groupes", &count))
        }
        Condition::Any(parts) if parts.is_empty() => "jamais".to_owned(),
        Condition::Any(parts) => format!("l’un de ces cas :{}", each(parts)),
        Condition::All(parts) => format!("à la fois :{}", each(parts)),
        // A plain condition has neither.
        Condition::Fact(_) | Condition::Not(_) => item(desk, &plain(&guide.logic, condition)),
    }
}

/// The cases that a rule decides, each with its answers and its reason.
fn fired(desk: &Desk, rule: Id<Rule>) -> String {
    let fires = |(_, case): &(usize, &Line)| case.plan.is_some_and(|plan| desk.compiled.graph.plan(plan).rule == rule);
    let cases: Vec<_> = numbered(desk).filter(fires).collect();
    if cases.is_empty() {
        return line("late", "Aucun cas de tests/cases.txt ne passe par cette règle.");
    }
    let each = cases.iter().map(|(number, case)| {
        let head = tag("p", &(tag("strong", &text(&format!("Cas {number}"))) + &text(&format!(" – {}", case.said))));
        with("div", &[("id", &format!("cas-{number}"))], &(head + &answers(desk, &case.turns)))
    });
    let summary = if cases.len() == 1 { "1 cas".to_owned() } else { format!("{} cas", cases.len()) };
    details(&summary, &each.collect::<String>())
}

/// The cases whose plan holds something, by their numbers.
fn met(desk: &Desk, holds: impl Fn(&Plan) -> bool) -> String {
    let met = numbered(desk).filter(|(_, case)| case.plan.is_some_and(|plan| holds(desk.compiled.graph.plan(plan))));
    let met: Vec<_> = met.map(|(number, _)| link(&format!("#cas-{number}"), &number.to_string())).collect();
    if met.is_empty() { "aucun".to_owned() } else { met.join(", ") }
}

/// Every case with its number, from 1, in the order of their file.
fn numbered(desk: &Desk) -> impl Iterator<Item = (usize, &Line)> {
    (1..).zip(&desk.cases)
}
