//! What links of the older edition have to be told: where today's answers lead to another verdict, card or organism than
//! the same answers did, and what the older edition said there, in its own words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::cover::cover;
use super::group::{Given, Place, places};
use super::joint::{Edition, Joint, Situation};
use crate::engine::{Stop, Turn, Walk, differs};
use crate::pack::{Guide, Plan, Words};
use crate::page::outcome;
use crate::session::Compiled;

/// What can be answered today, and what the older edition said to it: more than one thing where it asked more.
struct Today {
    /// The walk of today alone.
    situation: Situation,
    /// The plans that the older edition had for it.
    said: BTreeSet<usize>,
    /// Whether one of them was another than today's in what counts.
    differs: bool,
}

/// The walks of today, each with what was said to it.
fn today(joint: &Joint<'_>, old: &Compiled, new: &Compiled, situations: &[Situation]) -> Vec<Today> {
    let mut walks: BTreeMap<Vec<Turn>, Today> = BTreeMap::new();
    for it in situations {
        let (Some(was), Some(is)) = (&it.old, &it.new) else { continue };
        let walk = walks.entry(is.turns.clone()).or_insert_with(|| Today {
            situation: Situation { answers: joint.answers(Edition::New, &is.turns), old: None, new: Some(is.clone()) },
            said: BTreeSet::new(),
            differs: false,
        });
        walk.said.insert(was.plan.row());
        let [was, is] =
            [(old, was.plan), (new, is.plan)].map(|(compiled, plan)| head(&compiled.guide, compiled.graph.plan(plan)));
        walk.differs |= was != is;
    }
    walks.into_values().collect()
}

/// Verdict, card and organisms, by id.
fn head<'a>(guide: &'a Guide, plan: &Plan) -> (&'a str, Option<&'a str>, Vec<&'a str>) {
    let logic = &guide.logic;
    let rule = &logic.rules[plan.rule];
    let organisms = plan.organisms.iter().map(|id| logic.organisms[*id].key.as_str());
    (&logic.verdicts[rule.verdict].key, rule.card.map(|card| logic.cards[card].key.as_str()), organisms.collect())
}

/// Where links of the older edition lead to something else today, and the newer edition does not say so.
pub(super) fn untold(joint: &Joint<'_>, old: &Compiled, new: &Compiled, situations: &[Situation]) -> Vec<Place> {
    if old.guide.logic.edition == new.guide.logic.edition {
        return Vec::new();
    }
    let today = today(joint, old, new, situations);
    let untold = |it: &Today| {
        let way = it.situation.new.as_ref().filter(|_| it.differs);
        way.is_some_and(|way| {
            let walk = Walk { turns: way.turns.clone(), stop: Stop::Decides(way.plan) };
            differs(&new.guide.logic, &old.guide.logic.edition, &walk).is_none()
        })
    };
    let untold: Vec<_> = today.iter().map(untold).collect();
    let walks: Vec<_> = today.iter().map(|it| &it.situation).collect();
    places(joint, cover(&walks, |row| untold.get(row) == Some(&true)))
}

/// The rows that tell it, as the newer rules file and its translations would hold them: to be pasted, and to be read.
///
/// `others` are the older edition's words in other languages; `named` names sets of choices by their attributes.
pub(super) fn rows(old: &Compiled, others: &[Words], new: &Compiled, named: impl Fn(&mut Place)) -> String {
    let joint = Joint::new(old, new);
    let today = today(&joint, old, new, &joint.situations());
    let walks: Vec<_> = today.iter().map(|it| &it.situation).collect();
    let mut alike: Vec<&BTreeSet<usize>> = Vec::new();
    for it in today.iter().filter(|it| it.differs) {
        if !alike.contains(&&it.said) {
            alike.push(&it.said);
        }
    }
    let edition = &old.guide.logic.edition;
    let mut rules = format!("[[earlier]]\nedition = \"{edition}\"\ndiffers = [\n");
    let mut texts: Vec<_> =
        others.iter().map(|words| format!("\n# {}\n[earlier.{edition}]\ndiffers = [\n", words.lang)).collect();
    for said in alike {
        let wanted = |row: usize| today.get(row).is_some_and(|it| it.differs && it.said == *said);
        let mut at = places(&joint, cover(&walks, wanted));
        at.iter_mut().for_each(&named);
        let _infallible = writeln!(
            rules,
            "    {{ when = {}, said = {} }},",
            when(&at),
            quoted(&sentence(old, &old.guide.words, said))
        );
        for (words, text) in others.iter().zip(&mut texts) {
            let _infallible = writeln!(text, "    {},", quoted(&sentence(old, words, said)));
        }
    }
    rules.push_str("]\n");
    rules + &texts.into_iter().map(|text| text + "]\n").collect::<String>()
}

/// What some plans said; what several began alike is said once.
fn sentence(old: &Compiled, words: &Words, plans: &BTreeSet<usize>) -> String {
    let guide = Guide { logic: old.guide.logic.clone(), words: words.clone() };
    let plans = old.graph.plans().filter(|(id, _)| plans.contains(&id.row()));
    let mut said: Vec<String> = Vec::new();
    for (_, plan) in plans {
        let it = outcome(&guide, plan);
        if !said.contains(&it) {
            said.push(it);
        }
    }
    let head = said.first().and_then(|it| it.rsplit_once(": ")).map_or("", |(head, _)| head).to_owned();
    let rest = said.iter().skip(1).map(|it| it.strip_prefix(&format!("{head}: ")).unwrap_or(it));
    said.first().into_iter().map(String::as_str).chain(rest).collect::<Vec<_>>().join(" / ")
}

/// A condition as the rules file writes it.
fn when(at: &[Place]) -> String {
    let all = |place: &Place| {
        let answers: Vec<_> = place.answers.iter().map(test).collect();
        if answers.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", answers.join(", ")) }
    };
    match at {
        [only] => all(only),
        several => format!("{{ any = [{}] }}", several.iter().map(all).collect::<Vec<_>>().join(", ")),
    }
}

fn test(given: &Given) -> String {
    let values = |values: &[&str]| match values {
        [only] => quoted(only),
        several => format!("[{}]", several.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", ")),
    };
    let attributes = given.attributes.iter().filter_map(|it| it.split_once('='));
    let attributes: Vec<_> =
        attributes.map(|(name, value)| format!("\"{}.{name}\" = {}", given.question, values(&[value]))).collect();
    if attributes.is_empty() || given.choices.len() == 1 {
        let choices: Vec<_> = given.choices.iter().map(String::as_str).collect();
        return format!("{} = {}", given.question, values(&choices));
    }
    attributes.join(", ")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
