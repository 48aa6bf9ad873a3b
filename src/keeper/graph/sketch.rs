//! The graph as it is drawn: smaller than the one that is walked, and true to it. Plans that one rule decides are one
//! result, and questions that then lead to the same results by the same answers are one question; no question is left out.
//! Answers that lead on alike go together under one name.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::{Answers, walk};
use crate::keeper::naming::{Name, name};
use crate::pack::graph::{Graph, Target};
use crate::pack::upkeep::Upkeep;
use crate::pack::{ChoiceId, ChoiceSet, Guide, Id, Question, Rule};

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Questions and results; a question leads only to what comes before it in this list.
    pub spots: Vec<Spot>,
    /// Where the questions begin.
    pub root: usize,
}

/// A question, or a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A question at one place of the questionnaire.
    Asks {
        /// Which.
        question: Id<Question>,
        /// Its answers, those that lead to the same place together.
        ways: Vec<Way>,
        /// Whether the path shown comes by.
        shown: Shown,
    },
    /// What a rule decides.
    Decides {
        /// Which.
        rule: Id<Rule>,
        /// How many plans it has, each for other circumstances.
        plans: usize,
        /// Whether the path shown ends here.
        shown: Shown,
    },
}

/// Answers that lead to the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Which answers.
    pub choices: ChoiceSet,
    /// Where they lead: a number in the list.
    pub to: usize,
    /// Whether the path shown takes it.
    pub shown: Shown,
}

/// Whether something lies on the path shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Where answers lead, and which they are.
type Lines = Vec<(usize, ChoiceSet)>;

/// Draws a graph together, with the path that some answers take through it.
#[must_use]
pub fn sketch(graph: &Graph, answers: &Answers) -> Sketch {
    let rules: BTreeSet<Id<Rule>> = graph.plans().map(|(_, plan)| plan.rule).collect();
    let mut spots: Vec<Spot> = rules.iter().map(|rule| result(graph, *rule)).collect();
    let place: BTreeMap<Id<Rule>, usize> = rules.into_iter().zip(0..).collect();
    let mut known: BTreeMap<(Id<Question>, Lines), usize> = BTreeMap::new();
    let mut reached: Vec<usize> = Vec::new();
    let end = |reached: &[usize], target: Target| match target {
        Target::Ask(node) => reached.get(node.row()).copied().unwrap_or_default(),
        Target::Decide(plan) => place.get(&graph.plan(plan).rule).copied().unwrap_or_default(),
    };
    // Edges lead only to nodes that come before.
    for node in graph.nodes() {
        let question = graph.question(node);
        let mut ways: Lines = Vec::new();
        for (choice, target) in graph.offered(node) {
            let to = end(&reached, target);
            match ways.iter_mut().find(|(known, _)| *known == to) {
                Some((_, choices)) => *choices = choices.with(choice),
                None => ways.push((to, ChoiceSet::default().with(choice))),
            }
        }
        let next = spots.len();
        let spot = *known.entry((question, ways.clone())).or_insert(next);
        if spot == next {
            let ways = ways.into_iter().map(|(to, choices)| Way { choices, to, shown: Shown::No }).collect();
            spots.push(Spot::Asks { question, ways, shown: Shown::No });
        }
        reached.push(spot);
    }
    let root = end(&reached, graph.root());
    let mut sketch = Sketch { spots, root };
    show(&mut sketch, graph, answers);
    sketch
}

fn result(graph: &Graph, rule: Id<Rule>) -> Spot {
    let plans = graph.plans().filter(|(_, plan)| plan.rule == rule).count();
    Spot::Decides { rule, plans, shown: Shown::No }
}

/// Marks the path that some answers take, as far as they lead.
fn show(sketch: &mut Sketch, graph: &Graph, answers: &Answers) {
    let turns = walk(graph, answers).turns;
    if turns.is_empty() {
        return;
    }
    let mut choices = turns.into_iter().map(|turn| turn.choice);
    let mut at = Some(sketch.root);
    while let Some(spot) = at.and_then(|at| sketch.spots.get_mut(at)) {
        at = match spot {
            Spot::Decides { shown, .. } => {
                *shown = Shown::Yes;
                None
            }
            Spot::Asks { ways, shown, .. } => {
                *shown = Shown::Yes;
                let choice: Option<ChoiceId> = choices.next();
                let taken = ways.iter_mut().find(|way| choice.is_some_and(|choice| way.choices.contains(choice)));
                taken.map(|way| {
                    way.shown = Shown::Yes;
                    way.to
                })
            }
        };
    }
}

/// Answers in few words: the choices where they are few, else what they share, else how many they are.
#[must_use]
pub fn label(guide: &Guide, upkeep: &Upkeep, question: Id<Question>, choices: ChoiceSet) -> String {
    let all = guide.words.questions[question].choices.len();
    let count = choices.iter().count();
    match name(guide, upkeep, question, choices) {
        Name::Among(texts) if texts.len() <= 3 => texts.join(" · "),
        Name::Having(pairs) => {
            let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name} {value}")).collect();
            format!("{} ({count})", pairs.join(", "))
        }
        Name::Lacking(name, value) => format!("sauf {name} {value} ({count})"),
        Name::Except(texts) if texts.len() <= 3 => format!("sauf {} ({count})", texts.join(" · ")),
        Name::Among(_) | Name::Except(_) => format!("{count} réponses sur {all}"),
    }
}
