//! Changes told together: situations in which the same is decided otherwise are one group, and what else changes in some
//! of them stands under it, each with the answers that make the difference. A changed situation is in one group, no other
//! in any.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::aspect::{Aspect, Part, Parts};
use super::cover::{Cube, cover};
use super::joint::{Joint, Situation};

/// Situations that change alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// In which way.
    pub kind: Kind,
    /// Where: one of these holds in each situation of the group, none in any other.
    #[serde(rename = "where")]
    pub at: Vec<Place>,
    /// How many sets of answers that is, as far as questions are asked.
    pub situations: usize,
    /// The rules that decide, before and after.
    pub rules: Vec<Ruled>,
    /// What is decided otherwise, the same in all of them.
    pub changes: Vec<Change>,
    /// What else becomes otherwise, in all of them or in some.
    pub details: Vec<Detail>,
    /// The rows of the file behind it, by kind and id, where the files are known.
    pub rows: Vec<String>,
}

/// The ways in which situations change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Something else is decided, or has to be done.
    Decision,
    /// The older edition alone knows them.
    Gone,
    /// The newer edition alone knows them.
    Come,
    /// The same is decided; it is asked or explained otherwise.
    Reasons,
}

/// Answers under which something changes; all of them must be given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Place {
    /// A line a question, in asking order; without any, it is so in every situation.
    pub answers: Vec<Given>,
}

/// A question that is asked, and what is answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Given {
    /// The question.
    pub question: String,
    /// One of these choices.
    pub choices: Vec<String>,
    /// The attributes that exactly these choices carry (`registre=rpps`), where the files are known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<String>,
    /// All the other choices of the question, where these are the fewer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// Whether that is every choice there is: it counts that the question is asked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub any: bool,
    /// The same in the words of the pack, if there are few of them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// A rule before and after; none where an edition does not know the situation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ruled {
    /// The rule that decided.
    pub old: Option<String>,
    /// The rule that decides.
    pub new: Option<String>,
}

/// A part of the decision, before and after.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// Which part.
    #[serde(flatten)]
    pub aspect: Aspect,
    /// What it was.
    pub old: Vec<String>,
    /// What it is.
    pub new: Vec<String>,
}

/// Something in the plan that becomes otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Detail {
    /// Which part.
    #[serde(flatten)]
    pub aspect: Aspect,
    /// What is no longer there.
    pub gone: Vec<String>,
    /// What is there now.
    pub come: Vec<String>,
    /// Whether what is there before and after stands in another order.
    pub reordered: bool,
    /// Where within the group; empty if in all of it.
    #[serde(rename = "where")]
    pub at: Vec<Place>,
}

/// One difference between two decisions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Delta {
    aspect: Aspect,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Gone(String),
    Come(String),
    Order,
}

/// What makes situations one group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    kind: Kind,
    rules: BTreeSet<Ruled>,
    changes: Vec<Change>,
    organisms: Option<Change>,
    deltas: BTreeSet<Delta>,
}

/// A place in the list of cases, with all that changes there.
type Member = (usize, BTreeSet<Delta>);

/// A situation with what is decided in it, before and after.
pub(super) struct Case<'a> {
    pub(super) situation: &'a Situation,
    pub(super) old: Option<Parts>,
    pub(super) new: Option<Parts>,
    pub(super) rules: Ruled,
}

/// The groups, what is decided otherwise first.
pub(super) fn groups(joint: &Joint<'_>, cases: &[Case<'_>]) -> Vec<Group> {
    let mut keys: BTreeMap<Key, Vec<Member>> = BTreeMap::new();
    for (row, case) in cases.iter().enumerate() {
        if let Some((key, deltas)) = key(case) {
            keys.entry(key).or_default().push((row, deltas));
        }
    }
    let mut keyed: Vec<(Key, Vec<Member>)> = Vec::new();
    for (mut key, members) in keys {
        key.rules = members.iter().filter_map(|(row, _)| Some(cases.get(*row)?.rules.clone())).collect();
        match keyed.iter_mut().find_map(|(known, there)| Some((joined(known, &key)?, known, there))) {
            Some((joined, known, there)) => {
                *known = joined;
                there.extend(members);
                there.sort();
            }
            None => keyed.push((key, members)),
        }
    }
    let all: Vec<_> = cases.iter().map(|case| case.situation).collect();
    let group = |(key, members): (Key, Vec<Member>)| {
        let inside = |row: usize| members.binary_search_by_key(&row, |(member, _)| *member).is_ok();
        let within: Vec<_> = members.iter().filter_map(|(row, _)| Some(cases.get(*row)?.situation)).collect();
        let mut changes = key.changes;
        changes.extend(key.organisms);
        changes.sort();
        Group {
            kind: key.kind,
            at: places(joint, cover(&all, inside)),
            situations: within.len(),
            rules: key.rules.into_iter().collect(),
            changes,
            details: details(joint, &within, &members),
            rows: Vec::new(),
        }
    };
    keyed.into_iter().map(group).collect()
}

/// What two groups have in common, if that is enough to tell both in one sentence: the same is decided but for some of the
/// organisms, or nothing is and something in the plan changes alike. The rest stands under it.
fn joined(one: &Key, other: &Key) -> Option<Key> {
    if let (Some(a), Some(b)) = (&one.organisms, &other.organisms) {
        let common = |a: &[String], b: &[String]| a.iter().filter(|it| b.contains(it)).cloned().collect::<Vec<_>>();
        let organisms = Change { aspect: a.aspect.clone(), old: common(&a.old, &b.old), new: common(&a.new, &b.new) };
        let like = |key: &Key| Key { organisms: None, ..key.clone() };
        let told = organisms.old != organisms.new && like(one) == like(other);
        return told.then(|| Key { organisms: Some(organisms), ..one.clone() });
    }
    let common: BTreeSet<_> = one.deltas.intersection(&other.deltas).cloned().collect();
    let rules = one.rules.union(&other.rules).cloned().collect();
    (!common.is_empty()).then(|| Key { deltas: common, rules, ..one.clone() })
}

/// What makes this situation belong to a group, and all that changes in it; `None` if nothing does.
fn key(case: &Case<'_>) -> Option<(Key, BTreeSet<Delta>)> {
    let key = |kind, changes, organisms, deltas| Key { kind, rules: BTreeSet::new(), changes, organisms, deltas };
    let (old, new) = match (&case.old, &case.new) {
        (Some(old), Some(new)) => (old, new),
        (Some(only), None) => {
            return Some((key(Kind::Gone, alone(only, Kind::Gone), None, BTreeSet::new()), BTreeSet::new()));
        }
        (None, Some(only)) => {
            return Some((key(Kind::Come, alone(only, Kind::Come), None, BTreeSet::new()), BTreeSet::new()));
        }
        (None, None) => return None,
    };
    let (mut changes, mut organisms, mut deltas) = (Vec::new(), None, BTreeSet::new());
    for (aspect, was) in old {
        let Some(is) = new.get(aspect).filter(|is| *is != was) else { continue };
        let change = |old, new| Change { aspect: aspect.clone(), old, new };
        match aspect.part {
            Part::Organisms => {
                organisms = Some(change(was.clone(), is.clone()));
                differences(aspect, was, is, &mut deltas);
            }
            Part::Delay => changes.push(change(without(was, is), without(is, was))),
            part if part.is_head() => changes.push(change(was.clone(), is.clone())),
            // Each leaves out its own card: what that is, is told with the card.
            Part::Others => differences(aspect, &without(was, &own(new)), &without(is, &own(old)), &mut deltas),
            _ => differences(aspect, was, is, &mut deltas),
        }
    }
    let head = !changes.is_empty() || organisms.is_some();
    if !head && deltas.is_empty() {
        return None;
    }
    let reasons = !head && deltas.iter().all(|delta| delta.aspect.part.is_reason());
    let kind = if reasons { Kind::Reasons } else { Kind::Decision };
    // Where nothing else is decided, the group is made by what is to be done.
    let told = |delta: &&Delta| !head && !delta.aspect.part.is_reason();
    let made_by = deltas.iter().filter(told).cloned().collect();
    Some((key(kind, changes, organisms, made_by), deltas))
}

/// What is decided in a situation that one edition alone knows.
fn alone(parts: &Parts, kind: Kind) -> Vec<Change> {
    let head = parts.iter().filter(|(aspect, items)| aspect.part.is_head() && !items.is_empty());
    let change = |(aspect, items): (&Aspect, &Vec<String>)| {
        let (old, new) = if kind == Kind::Gone { (items.clone(), Vec::new()) } else { (Vec::new(), items.clone()) };
        Change { aspect: aspect.clone(), old, new }
    };
    head.map(change).collect()
}

fn own(parts: &Parts) -> Vec<String> {
    parts.get(&Aspect { part: Part::Card, of: None }).cloned().unwrap_or_default()
}

fn differences(aspect: &Aspect, was: &[String], is: &[String], deltas: &mut BTreeSet<Delta>) {
    let delta = |what| Delta { aspect: aspect.clone(), what };
    let (gone, come) = (without(was, is), without(is, was));
    if without(was, &gone) != without(is, &come) {
        deltas.insert(delta(What::Order));
    }
    deltas.extend(gone.into_iter().map(What::Gone).map(delta));
    deltas.extend(come.into_iter().map(What::Come).map(delta));
}

fn without(items: &[String], others: &[String]) -> Vec<String> {
    items.iter().filter(|item| !others.contains(item)).cloned().collect()
}

/// What changes in some situations of a group, each set of them told once.
fn details(joint: &Joint<'_>, within: &[&Situation], members: &[Member]) -> Vec<Detail> {
    let mut held: BTreeMap<&Delta, Vec<usize>> = BTreeMap::new();
    for (row, (_, deltas)) in members.iter().enumerate() {
        for delta in deltas {
            held.entry(delta).or_default().push(row);
        }
    }
    let mut told: BTreeMap<(&Aspect, Vec<usize>), Vec<&What>> = BTreeMap::new();
    for (delta, rows) in held {
        // What happens to the organisms everywhere is told at the head.
        if delta.aspect.part != Part::Organisms || rows.len() < within.len() {
            told.entry((&delta.aspect, rows)).or_default().push(&delta.what);
        }
    }
    let detail = |((aspect, rows), whats): ((&Aspect, Vec<usize>), Vec<&What>)| {
        let everywhere = rows.len() == within.len();
        let cubes = if everywhere { Vec::new() } else { cover(within, |row| rows.binary_search(&row).is_ok()) };
        let mut detail = Detail {
            aspect: aspect.clone(),
            gone: Vec::new(),
            come: Vec::new(),
            reordered: false,
            at: places(joint, cubes),
        };
        for what in whats {
            match what {
                What::Gone(item) => detail.gone.push(item.clone()),
                What::Come(item) => detail.come.push(item.clone()),
                What::Order => detail.reordered = true,
            }
        }
        detail
    };
    told.into_iter().map(detail).collect()
}

/// Cubes by ids.
pub(super) fn places(joint: &Joint<'_>, cubes: Vec<Cube>) -> Vec<Place> {
    let given = |(question, values): (usize, u128)| {
        let asked = joint.questions.get(question)?;
        let (mut choices, mut except) = (Vec::new(), Vec::new());
        for (place, value) in asked.values.iter().enumerate() {
            let side = if values & (1 << place) == 0 { &mut except } else { &mut choices };
            side.push(value.key.clone());
        }
        let any = except.is_empty();
        if except.len() >= choices.len() {
            except.clear();
        }
        Some(Given {
            question: asked.key.clone(),
            choices,
            attributes: Vec::new(),
            except,
            any,
            words: joint.words(asked, values),
        })
    };
    cubes.into_iter().map(|cube| Place { answers: cube.into_iter().filter_map(given).collect() }).collect()
}
