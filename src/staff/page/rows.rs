//! The rows one by one, some at a time: each with its card and the answers that decided.

use super::columns::{glance, title};
use super::say::Say;
use super::{Choice, DataTable, RowsPart, Select};
use crate::engine::{Answers, Stop, Walk, walk, why};
use crate::page::{Focus, Picked};
use crate::staff::session::{Counted, List, Msg, ROWS, Session, Spot};
use crate::staff::tally::{End, Group};

/// How many columns of the list are shown beside what was decided.
const WIDEST: usize = 40;

pub(super) fn part(say: &Say, session: &Session, list: &List) -> RowsPart {
    let counted = list.counted.as_ref();
    let all = match (counted, list.group) {
        (Some(counted), Some(group)) => counted.tally.groups.get(group).map_or(0, |it| it.rows),
        (Some(counted), None) => counted.tally.rows,
        (None, _) => 0,
    };
    let from = list.rows.as_ref().map_or(0, |it| it.from);
    RowsPart {
        title: say.get("rows-title"),
        group: groups(say, list),
        table: counted.and_then(|counted| table(say, list, counted)),
        text: list.rows.is_none().then(|| say.get("rows-waiting")),
        pager: say.pager(&say.get("rows-title"), from, ROWS, all, Msg::RowsTurned),
        focus: if session.spot == Spot::Rows { Focus::Here } else { Focus::Elsewhere },
    }
}

/// How far the answers of a group lead.
pub(super) fn answers(say: &Say, group: &Group) -> Walk {
    let pairs = group.answers.iter().map(|it| (it.question.as_str(), it.choice.as_str()));
    walk(&say.compiled.graph, &Answers::read(&say.compiled.guide.logic, pairs).0)
}

/// Which rows are shown.
fn groups(say: &Say, list: &List) -> Select {
    let option = |key: String, label: String, group: Option<usize>| Choice {
        key,
        label,
        hint: None,
        state: if group == list.group { Picked::Yes } else { Picked::No },
        msg: Some(Msg::GroupChosen(group)),
    };
    let all = option("all".to_owned(), say.get("rows-all"), None);
    let groups = list.counted.iter().flat_map(|it| &it.tally.groups).enumerate().map(|(place, group)| {
        let answers: Vec<_> = group.answers.iter().map(|it| say.choice(it)).collect();
        let (outcome, rows) = (outcome(say, group), say.rows(group.rows));
        let values = [("outcome", &*outcome), ("rows", &rows), ("answers", &answers.join(", "))];
        option(place.to_string(), say.fill("rows-group", &values), Some(place))
    });
    Select {
        id: "cpx-staff-group".to_owned(),
        label: say.get("rows-group-label"),
        options: std::iter::once(all).chain(groups).collect(),
    }
}

fn table(say: &Say, list: &List, counted: &Counted) -> Option<DataTable> {
    let shown = list.rows.as_ref()?;
    let columns = list.survey.columns.iter().enumerate().take(WIDEST);
    let titles = columns.map(|(place, it)| title(say, &it.title, place));
    let own = ["row-head", "rows-head-outcome", "rows-head-why"].map(|it| say.get(it)).into_iter();
    // Rows of one group say the same: it is worked out once.
    let mut told: Vec<(usize, [String; 2])> = Vec::new();
    let rows = shown.rows.iter().map(|row| {
        let known = told.iter().find(|(group, _)| *group == row.group).map(|(_, said)| said.clone());
        let said = known.unwrap_or_else(|| {
            let said = counted.tally.groups.get(row.group).map(|it| [outcome(say, it), because(say, it)]);
            let said = said.unwrap_or_default();
            told.push((row.group, said.clone()));
            said
        });
        let cells = row.cells.iter().take(WIDEST).map(|it| glance(it));
        (say.number(row.row), said.into_iter().chain(cells).collect())
    });
    Some(DataTable { caption: say.get("rows-caption"), heads: own.chain(titles).collect(), rows: rows.collect() })
}

/// What becomes of a group, as short as can be.
fn outcome(say: &Say, group: &Group) -> String {
    let words = &say.compiled.guide.words;
    match (&group.end, answers(say, group).stop) {
        (End::Decided, Stop::Decides(plan)) => {
            let rule = &say.compiled.guide.logic.rules[say.compiled.graph.plan(plan).rule];
            rule.card.map_or_else(|| words.verdicts[rule.verdict].clone(), |card| words.cards[card].name.clone())
        }
        (End::Empty, _) => say.get("outcome-empty"),
        _ => say.get("outcome-waiting"),
    }
}

/// Why: the answers that decided, or what is missing.
fn because(say: &Say, group: &Group) -> String {
    let walk = answers(say, group);
    let (logic, graph) = (&say.compiled.guide.logic, &say.compiled.graph);
    match (&group.end, walk.stop) {
        (End::Decided, Stop::Decides(plan)) => {
            let because = why::because(logic, graph, &walk, plan);
            say.list(&because.into_iter().map(|turn| say.turn(turn)).collect::<Vec<_>>())
        }
        (End::Asks { question }, _) => say.fill("why-asks", &[("question", &say.short(question))]),
        (End::Doubts { question }, _) => say.fill("why-doubts", &[("question", &say.short(question))]),
        (End::Clashes { question }, _) => say.fill("why-clashes", &[("question", &say.short(question))]),
        (End::Refuses { answer }, _) => say.fill("why-refuses", &[("answer", &say.answer(answer))]),
        (End::Empty | End::Decided, _) => String::new(),
    }
}
