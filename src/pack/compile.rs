//! A logic becomes a graph: an ordered decision diagram, reduced. Nodes with the same future are one node, and a node
//! whose choices all lead to the same future is dropped. "Ask only what can still change the result" is therefore not a
//! rule that somebody has to keep, but what the graph is.

use super::compose::{Composed, compose};
use super::graph::{Graph, Node, NodeId, PlanId, Target};
use super::residue::{MOST_QUESTIONS, Questions, Residue, Residues, bit};
use super::store::{Store, insert};
use super::{ChoiceId, Id, Logic, Plan, Question};

/// Why a logic has no graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Some answers lead to no rule, or to a question without a choice.
    Uncovered,
    /// The graph, or the number of questions, is over its limit.
    TooLarge,
}

/// Answers given one after the other.
pub(super) type Path = [(Id<Question>, ChoiceId)];

/// The most states that compiling visits: a graph of that size is a pack that asks about too many things at once.
pub const LIMIT: usize = 20_000;

impl Graph {
    /// Compiles a logic.
    ///
    /// # Errors
    /// A [`Gap`] where some answers lead nowhere or the graph is over its [`LIMIT`]; a checked guide has neither.
    pub fn compile(logic: &Logic) -> Result<Self, Gap> {
        survey(logic, |_, _| {})
    }
}

/// Compiles a logic and shows `see` each state in which everything is decided, with answers that lead there.
pub(super) fn survey(logic: &Logic, see: impl FnMut(&Path, &Composed)) -> Result<Graph, Gap> {
    if logic.questions.len() > MOST_QUESTIONS {
        return Err(Gap::TooLarge);
    }
    let mut residues = Residues::new(&logic.facts);
    let mut slots = Vec::new();
    compose(logic, |conditions| {
        slots.push(residues.of_all(conditions));
        true
    });
    let questions: Vec<_> = logic.questions.ids().collect();
    let offers: Vec<Vec<_>> = logic
        .questions
        .rows()
        .map(|question| question.choices.iter().map(|choice| residues.of(&choice.when)).collect())
        .collect();
    let mut distinct = Vec::new();
    for residue in slots.iter().chain(offers.iter().flatten()) {
        insert(&mut distinct, *residue);
    }
    let place = |residue: &Residue| distinct.binary_search(residue).unwrap_or_default();
    let mut compiler = Compiler {
        logic,
        slots: slots.iter().map(place).collect(),
        offers: offers.iter().map(|choices| choices.iter().map(place).collect()).collect(),
        questions,
        residues,
        states: Store::new(),
        reached: Vec::new(),
        shared: Store::new(),
        plans: Store::new(),
        path: Vec::new(),
        gap: None,
        see,
    };
    let root = compiler.reach(0, &distinct);
    match (root, compiler.gap) {
        (Some(root), None) => {
            Graph::new(compiler.shared.into_items(), compiler.plans.into_items(), root).ok_or(Gap::Uncovered)
        }
        (_, gap) => Err(gap.unwrap_or(Gap::Uncovered)),
    }
}

struct Compiler<'a, S> {
    logic: &'a Logic,
    questions: Vec<Id<Question>>,
    /// For each condition, in composing order, its place in a state.
    slots: Vec<usize>,
    /// For each choice of each question, the place of the condition under which it is offered.
    offers: Vec<Vec<usize>>,
    residues: Residues<'a>,
    /// States already met: what is left of every condition.
    states: Store<Vec<Residue>>,
    /// For each state, where it leads.
    reached: Vec<Option<Target>>,
    /// Nodes by their futures, so that those with the same future are one.
    shared: Store<Node>,
    plans: Store<Plan>,
    path: Vec<(Id<Question>, ChoiceId)>,
    gap: Option<Gap>,
    see: S,
}

impl<S: FnMut(&Path, &Composed)> Compiler<'_, S> {
    /// The part of the graph that begins where `state` is left and questions from `asked` on are open.
    fn reach(&mut self, asked: usize, state: &[Residue]) -> Option<Target> {
        let number = self.states.number(state.to_vec());
        if let Some(known) = self.reached.get(number) {
            return *known;
        }
        if self.states.len() > LIMIT {
            self.gap = Some(Gap::TooLarge);
            return None;
        }
        // What follows is reached before the state is done: its place is held until then.
        self.reached.push(None);
        let open = state.iter().fold(0, |open, residue| open | self.residues.open(*residue));
        let reached = match self.next(asked, open) {
            Some(question) => self.ask(question, state),
            None => self.decide(state),
        };
        if let Some(place) = self.reached.get_mut(number) {
            *place = reached;
        }
        reached
    }

    fn next(&self, asked: usize, open: Questions) -> Option<Id<Question>> {
        self.questions.iter().skip(asked).copied().find(|question| open & bit(*question) != 0)
    }

    fn ask(&mut self, question: Id<Question>, state: &[Residue]) -> Option<Target> {
        let offers = self.offers.get(question.row()).cloned().unwrap_or_default();
        let mut edges = Vec::with_capacity(offers.len());
        for (place, offer) in offers.into_iter().enumerate() {
            let choice = ChoiceId::at(place).filter(|_| state.get(offer) == Some(&Residue::TRUE));
            edges.push(choice.and_then(|choice| {
                let left: Vec<_> = state.iter().map(|it| self.residues.restrict(*it, question, choice)).collect();
                self.path.push((question, choice));
                let target = self.reach(question.row() + 1, &left);
                self.path.pop();
                target
            }));
            if self.gap == Some(Gap::TooLarge) {
                return None;
            }
        }
        let mut futures = edges.iter().flatten();
        let first = *futures.next().or_else(|| {
            self.gap = Some(Gap::Uncovered);
            None
        })?;
        if futures.all(|future| *future == first) {
            return Some(first);
        }
        let node = self.shared.number(Node { question, edges });
        Some(Target::Ask(NodeId(u32::try_from(node).unwrap_or(u32::MAX))))
    }

    fn decide(&mut self, state: &[Residue]) -> Option<Target> {
        let mut slots = self.slots.iter();
        let composed = compose(self.logic, |_| slots.next().and_then(|slot| state.get(*slot)) == Some(&Residue::TRUE));
        (self.see)(&self.path, &composed);
        let Some(plan) = composed.plan else {
            self.gap = Some(Gap::Uncovered);
            return None;
        };
        let plan = self.plans.number(plan);
        Some(Target::Decide(PlanId(u32::try_from(plan).unwrap_or(u32::MAX))))
    }
}
