//! What holds rows up: each reason once, with what to do and the way to the place where it is done.

use super::orders::held_up;
use super::rows::answers;
use super::say::Say;
use super::{Blocked, BlockedPart, Control};
use crate::engine::Stop;
use crate::staff::session::{Counted, List, Msg, Spot, Step};
use crate::staff::tally::{End, Group};

/// How many groups of rows are offered to be shown for one reason.
const SHOWN: usize = 4;

/// The rows that lead to no card; nothing where all lead to one.
pub(super) fn part(say: &Say, list: &List, counted: &Counted) -> Option<BlockedPart> {
    let groups = held_up(&counted.orders).filter_map(|place| Some((place, counted.tally.groups.get(place)?)));
    let mut reasons: Vec<(Why, Vec<(usize, &Group)>)> = Vec::new();
    for (place, group) in groups {
        let why = why(say, group);
        match reasons.iter_mut().find(|(known, _)| known.title == why.title) {
            Some((_, groups)) => groups.push((place, group)),
            None => reasons.push((why, vec![(place, group)])),
        }
    }
    let reasons = reasons.into_iter().enumerate().map(|(key, (why, groups))| reason(say, list, key, why, &groups));
    let reasons: Vec<_> = reasons.collect();
    (!reasons.is_empty()).then(|| BlockedPart {
        title: say.get("blocked-title"),
        text: say.get("blocked-text"),
        reasons,
    })
}

/// Why a group leads to no card.
struct Why {
    title: String,
    text: String,
    /// The question about which something can be done.
    about: Option<(String, Where)>,
}

/// Where something can be done about it.
#[derive(Clone, Copy)]
enum Where {
    /// What holds for all rows.
    House,
    /// The values of the list.
    Values,
}

fn why(say: &Say, group: &Group) -> Why {
    let asked = |question: &String| {
        let id = say.question(question);
        id.map_or_else(|| question.clone(), |id| say.compiled.guide.words.questions[id].text.clone())
    };
    match &group.end {
        End::Asks { question } => Why {
            title: say.fill("blocked-asks", &[("question", &asked(question))]),
            text: say.get("blocked-asks-do"),
            about: Some((question.clone(), Where::House)),
        },
        End::Doubts { question } => Why {
            title: say.fill("blocked-doubts", &[("question", &say.short(question))]),
            text: say.get("blocked-doubts-do"),
            about: Some((question.clone(), Where::Values)),
        },
        End::Refuses { answer } => Why {
            title: say.fill("blocked-refuses", &[("answer", &say.answer(answer))]),
            text: say.get("blocked-refuses-do"),
            about: Some((answer.question.clone(), Where::Values)),
        },
        End::Clashes { question } => Why {
            title: say.fill("blocked-clashes", &[("question", &say.short(question))]),
            text: say.get("blocked-clashes-do"),
            about: Some((question.clone(), Where::Values)),
        },
        End::Empty => Why { title: say.get("blocked-empty"), text: say.get("blocked-empty-do"), about: None },
        End::Decided => decided(say, group),
    }
}

/// A decision without a card, in the words of the guide.
fn decided(say: &Say, group: &Group) -> Why {
    let guide = &say.compiled.guide;
    let Stop::Decides(plan) = answers(say, group).stop else {
        return Why { title: say.get("blocked-cardless"), text: String::new(), about: None };
    };
    let words = &guide.words.rules[say.compiled.graph.plan(plan).rule];
    Why { title: words.title.clone(), text: words.text.clone().unwrap_or_default(), about: None }
}

fn reason(say: &Say, list: &List, key: usize, why: Why, groups: &[(usize, &Group)]) -> Blocked {
    let rows = groups.iter().map(|(_, it)| it.rows).sum();
    let first = groups.iter().map(|(_, it)| it.first).min().unwrap_or_default();
    let mend = why.about.map(|(question, place)| mend(say, list, question, place, &why.title));
    let shown = groups.iter().take(SHOWN).map(|(place, group)| Control {
        label: say.fill("blocked-show", &[("rows", &say.rows(group.rows))]),
        name: Some(say.fill("blocked-show-name", &[("rows", &say.rows(group.rows)), ("reason", &why.title)])),
        msg: Msg::GroupOpened(*place),
    });
    Blocked {
        key: key.to_string(),
        rows: say.fill(
            if rows == 1 { "blocked-row" } else { "blocked-rows" },
            &[("rows", &say.rows(rows)), ("first", &say.number(first))],
        ),
        text: why.text,
        controls: mend.into_iter().chain(shown).collect(),
        title: why.title,
    }
}

/// To the place where something is done about it.
fn mend(say: &Say, list: &List, question: String, place: Where, reason: &str) -> Control {
    let named = |control: Control| {
        let name = say.fill("blocked-mend-name", &[("label", &control.label), ("reason", reason)]);
        Control { name: Some(name), ..control }
    };
    let logic = &say.compiled.guide.logic;
    let about = |kind: &str| {
        let kind = say.columns.kind(kind);
        kind.is_some_and(|kind| kind.questions.iter().any(|id| logic.questions[*id].key == question))
    };
    let column = list.mapping.columns.iter().find(|it| about(&it.kind)).map(|it| it.column);
    named(match (place, column) {
        (Where::House, _) => say.control("blocked-answer", Msg::Revisited(Step::House, Spot::Question(question))),
        (Where::Values, Some(column)) => {
            say.control("blocked-values", Msg::Revisited(Step::Values, Spot::Column(column)))
        }
        (Where::Values, None) => say.control("blocked-columns", Msg::Revisited(Step::Columns, Spot::Heading)),
    })
}
