//! What is written beside each row of a list: the decision by its ids, for programs, and in words, for people. It is the
//! same for all rows of a group, but for the number of the row, which is the writer's.

use std::sync::OnceLock;

use super::columns::meant;
use super::survey::key;
use super::tally::{End, Group};
use super::words::{self, Words};
use crate::engine::{Stop, Turn, Walk, walk, why};
use crate::pack::graph::PlanId;
use crate::pack::words::said;
use crate::pack::{Guide, Id, Table};
use crate::session::Compiled;

/// The titles under which programs read it, the number of the row first. They begin alike in every language.
const TITLES: [&str; 8] = [
    "cpx-ligne",
    "cpx-verdict",
    "cpx-carte",
    "cpx-organismes",
    "cpx-etapes",
    "cpx-documents",
    "cpx-reponses",
    "cpx-regles",
];

/// The titles under which people read it, by their keys among the sentences.
const SPOKEN: [&str; 5] = ["cell-result", "cell-card", "cell-organisms", "cell-documents", "cell-why"];

/// The titles of what is written beside each row; the first is that of the number of the row.
#[must_use]
pub fn titles(words: &Words) -> Vec<String> {
    let spoken = SPOKEN.iter().map(|key| words.get(key));
    TITLES.into_iter().chain(spoken).map(str::to_owned).collect()
}

/// The titles in every language: a column under one of them was written by us.
#[must_use]
pub fn every_title() -> Vec<String> {
    let spoken = SPOKEN.iter().filter_map(|key| words::all().get(*key)).flat_map(|it| [it.fr.clone(), it.en.clone()]);
    TITLES.into_iter().map(str::to_owned).chain(spoken).collect()
}

/// Whether a column with this title was written by us, in whichever language.
#[must_use]
pub fn are_ours(title: &str) -> bool {
    static OURS: OnceLock<Vec<String>> = OnceLock::new();
    let ours = OURS.get_or_init(|| every_title().iter().map(|it| key(it)).collect());
    ours.contains(&key(title))
}

/// What is written beside each row of a group, under the titles after the first.
#[must_use]
pub fn cells(compiled: &Compiled, words: &Words, group: &Group) -> Vec<String> {
    let guide = &compiled.guide;
    let answers = meant(&guide.logic, &group.answers);
    let walk = walk(&compiled.graph, &answers);
    let given = answers.write(&guide.logic).replace('&', " ");
    let rules = format!("{}/{}/{}", guide.logic.pack, guide.logic.edition, guide.logic.digest);
    match (&group.end, walk.stop) {
        (End::Decided, Stop::Decides(plan)) => decided(compiled, &walk, plan, given, rules),
        (end, _) => {
            let reason = reason(guide, words, end);
            let mut cells = vec![String::new(); TITLES.len() - 1 + SPOKEN.len()];
            for (place, text) in [(5, given), (6, rules), (7, reason)] {
                if let Some(cell) = cells.get_mut(place) {
                    *cell = text;
                }
            }
            cells
        }
    }
}

/// The decision, by ids and in words.
fn decided(compiled: &Compiled, walk: &Walk, id: PlanId, given: String, rules: String) -> Vec<String> {
    let Compiled { guide: Guide { logic, words }, graph } = compiled;
    let plan = graph.plan(id);
    let rule = &logic.rules[plan.rule];
    let because = why::because(logic, graph, walk, id).into_iter().map(|turn| told(&compiled.guide, turn));
    let documents = plan.documents.iter().map(|id| &words.documents[*id].title);
    let organisms = plan.organisms.iter().map(|id| &words.organisms[*id].name);
    vec![
        logic.verdicts[rule.verdict].key.clone(),
        rule.card.map(|card| logic.cards[card].key.clone()).unwrap_or_default(),
        keys(&logic.organisms, &plan.organisms, |it| &it.key),
        keys(&logic.steps, &plan.steps.iter().map(|it| it.step).collect::<Vec<_>>(), |it| &it.key),
        keys(&logic.documents, &plan.documents, |it| &it.key),
        given,
        rules,
        words.rules[plan.rule].title.clone(),
        rule.card.map(|card| words.cards[card].name.clone()).unwrap_or_default(),
        organisms.map(String::as_str).collect::<Vec<_>>().join(" ; "),
        documents.map(String::as_str).collect::<Vec<_>>().join(" ; "),
        because.collect::<Vec<_>>().join(" ; "),
    ]
}

/// Why a row leads to no decision.
fn reason(guide: &Guide, words: &Words, end: &End) -> String {
    let (key, question, choice) = match end {
        End::Decided => return String::new(),
        End::Asks { question } => ("cell-asks", question.as_str(), ""),
        End::Doubts { question } => ("cell-doubts", question.as_str(), ""),
        End::Clashes { question } => ("cell-clashes", question.as_str(), ""),
        End::Refuses { answer } => ("cell-refuses", answer.question.as_str(), answer.choice.as_str()),
        End::Empty => ("cell-empty", "", ""),
    };
    let asked = guide.logic.questions.find(|it| it.key == question).map(|id| {
        let made = guide.logic.questions[id].choices.iter().position(|it| it.key == choice);
        let called = made.and_then(|place| guide.words.questions[id].choices.get(place));
        (guide.words.questions[id].short.as_str(), called.map_or("", |it| it.text.as_str()))
    });
    let (question, choice) = asked.unwrap_or_default();
    said(words.get(key), &[("question", question), ("choice", choice)])
}

/// An answer in the words of the guide.
fn told(guide: &Guide, turn: Turn) -> String {
    let asked = &guide.words.questions[turn.question];
    let choice = asked.choices.get(turn.choice.place()).map_or("", |it| &it.text);
    said(guide.words.texts.answer(), &[("question", &asked.short), ("choice", choice)])
}

/// Ids of one table, one after the other.
fn keys<K>(table: &Table<K>, ids: &[Id<K>], key: impl Fn(&K) -> &String) -> String {
    ids.iter().map(|id| key(&table[*id]).as_str()).collect::<Vec<_>>().join(" ")
}
