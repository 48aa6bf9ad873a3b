//! A logic becomes a graph: an ordered decision diagram, reduced. Nodes with the same future are one node, and a node
//! whose choices all lead to the same future is dropped. "Ask only what can still change the result" is therefore not a
//! rule that somebody has to keep, but what the graph is.

use super::compose::{Composed, compose};
use super::graph::{Graph, Node, NodeId, PlanId, Target};
use super::residue::{MOST_QUESTIONS, Residue, Residues, bit};
use super::store::{Store, insert};
use super::{ChoiceId, Id, Logic, Plan, Question};

/// Why a logic has no graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Some answers lead to no rule, or to a question without a choice.
    Uncovered,
    /// The graph, or the number of questions, is over its limit. The questions by which it grows most, in asking order.
    TooLarge(Vec<Id<Question>>),
}

/// Answers given one after the other.
pub(super) type Path = [(Id<Question>, ChoiceId)];

/// What is seen at the end of a path.
pub(super) enum Sight<'a> {
    /// Everything is decided.
    Decided(&'a Composed),
    /// A question that counts offers nothing.
    DeadEnd(Id<Question>),
}

/// The most states that compiling visits: a graph of that size is a pack that asks about too many things at once.
pub const LIMIT: usize = 20_000;

/// How many questions are named where there are too many states.
const NAMED: usize = 5;

impl Graph {
    /// Compiles a logic.
    ///
    /// # Errors
    /// A [`Gap`] where some answers lead nowhere or the graph is over its [`LIMIT`]; a checked guide has neither.
    pub fn compile(logic: &Logic) -> Result<Self, Gap> {
        survey(logic, |_, _| {})
    }
}

/// Compiles a logic and shows `see` the end of each path that it follows; no two of them leave the same decided.
///
/// Question after question, each state in which it is open is split by its choices, and states that leave the same are
/// one before the next question comes: the work grows with the states, never with the sets of answers.
pub(super) fn survey(logic: &Logic, mut see: impl FnMut(&Path, Sight<'_>)) -> Result<Graph, Gap> {
    if logic.questions.len() > MOST_QUESTIONS {
        return Err(Gap::TooLarge(Vec::new()));
    }
    let mut survey = Survey::new(logic);
    survey.descend()?;
    survey.ascend(&mut see)
}

/// What is left of each condition that does not fail already, by its place, in order.
type State = Vec<(usize, Residue)>;

/// Where a state is met: at which question, or behind the last; as which of the states there.
#[derive(Clone, Copy)]
struct Place {
    layer: usize,
    number: usize,
}

/// The states in which a question is the next to be asked; in the layer behind the last, everything is decided.
struct Layer {
    states: Store<State>,
    /// For each state, the answer by which it was first met.
    from: Vec<Option<(Place, ChoiceId)>>,
    /// For each state, where each choice leads.
    edges: Vec<Vec<Option<Place>>>,
    /// How many states were first met by an answer to this question.
    grown: usize,
}

struct Survey<'a> {
    logic: &'a Logic,
    questions: Vec<Id<Question>>,
    residues: Residues<'a>,
    /// For each condition, in composing order, its place in a state.
    slots: Vec<usize>,
    /// For each choice of each question, the place of the condition under which it is offered.
    offers: Vec<Vec<usize>>,
    /// For each place, the layer up to which it counts: a choice is offered once, a plan composed at the end.
    until: Vec<usize>,
    layers: Vec<Layer>,
    /// How many states there are.
    met: usize,
}

impl<'a> Survey<'a> {
    fn new(logic: &'a Logic) -> Self {
        let mut residues = Residues::new(&logic.facts);
        let mut slots = Vec::new();
        compose(logic, |conditions| {
            slots.push(residues.of_all(conditions));
            true
        });
        let offers: Vec<Vec<_>> = (logic.questions.rows())
            .map(|question| question.choices.iter().map(|choice| residues.of(&choice.when)).collect())
            .collect();
        let mut distinct = Vec::new();
        for residue in slots.iter().chain(offers.iter().flatten()) {
            insert(&mut distinct, *residue);
        }
        let place = |residue: &Residue| distinct.binary_search(residue).unwrap_or_default();
        let slots: Vec<_> = slots.iter().map(place).collect();
        let offers: Vec<Vec<_>> = offers.iter().map(|choices| choices.iter().map(place).collect()).collect();
        let mut until = vec![0; distinct.len()];
        let last = logic.questions.len();
        let uses = offers.iter().enumerate().flat_map(|(layer, places)| places.iter().map(move |it| (*it, layer)));
        for (place, layer) in uses.chain(slots.iter().map(|it| (*it, last))) {
            if let Some(until) = until.get_mut(place) {
                *until = layer.max(*until);
            }
        }
        let layer = || Layer { states: Store::new(), from: Vec::new(), edges: Vec::new(), grown: 0 };
        let layers = (0..=last).map(|_| layer()).collect();
        let questions = logic.questions.ids().collect();
        let mut survey = Self { logic, questions, residues, slots, offers, until, layers, met: 0 };
        survey.meet(None, distinct.into_iter().enumerate().filter(|it| it.1 != Residue::FALSE).collect());
        survey
    }

    /// Meets a state, by an answer or at the start.
    fn meet(&mut self, from: Option<(Place, ChoiceId)>, state: State) -> Option<Place> {
        let open = state.iter().fold(0, |open, (_, residue)| open | self.residues.open(*residue));
        let asks = self.questions.iter().position(|question| open & bit(*question) != 0);
        let layer = asks.unwrap_or(self.questions.len());
        let met = self.layers.get_mut(layer)?;
        let number = met.states.number(state);
        if number == met.from.len() {
            met.from.push(from);
            self.met += 1;
            if let Some(asked) = from.and_then(|(place, _)| self.layers.get_mut(place.layer)) {
                asked.grown += 1;
            }
        }
        Some(Place { layer, number })
    }

    /// Splits the states by the answers, question after question.
    fn descend(&mut self) -> Result<(), Gap> {
        for (layer, question) in self.questions.clone().into_iter().enumerate() {
            // Once they are split, only where they lead is needed of them.
            let states = self.layers.get_mut(layer).map(|it| std::mem::take(&mut it.states)).unwrap_or_default();
            for (number, state) in states.into_items().iter().enumerate() {
                let edges = self.split(Place { layer, number }, question, state);
                if let Some(layer) = self.layers.get_mut(layer) {
                    layer.edges.push(edges);
                }
                if self.met > LIMIT {
                    return Err(Gap::TooLarge(self.growing()));
                }
            }
        }
        Ok(())
    }

    /// Where each choice of a question leads; nowhere if it is not offered.
    fn split(&mut self, at: Place, question: Id<Question>, state: &State) -> Vec<Option<Place>> {
        let offers = self.offers.get(at.layer).cloned().unwrap_or_default();
        let lead = offers.iter().enumerate().map(|(place, offer)| {
            let choice = ChoiceId::at(place).filter(|_| state.binary_search(&(*offer, Residue::TRUE)).is_ok())?;
            let left = state.iter().filter(|(place, _)| self.until.get(*place).is_some_and(|it| *it > at.layer));
            let left = left.map(|(place, it)| (*place, self.residues.restrict(*it, question, choice)));
            let left: State = left.filter(|(_, it)| *it != Residue::FALSE).collect();
            self.meet(Some((at, choice)), left)
        });
        lead.collect()
    }

    /// The questions by which most states came, in asking order.
    fn growing(&self) -> Vec<Id<Question>> {
        let mut grown: Vec<_> = self.layers.iter().zip(&self.questions).map(|(it, id)| (it.grown, *id)).collect();
        grown.sort_by_key(|(grown, _)| std::cmp::Reverse(*grown));
        let mut named: Vec<_> = grown.into_iter().take(NAMED).filter(|it| it.0 > 1).map(|it| it.1).collect();
        named.sort_unstable();
        named
    }

    /// Composes the plans and makes nodes from the last question to the first, so that those with the same future are one.
    fn ascend(mut self, see: &mut impl FnMut(&Path, Sight<'_>)) -> Result<Graph, Gap> {
        let (mut nodes, mut plans) = (Store::new(), Store::new());
        let last = self.questions.len();
        let mut targets: Vec<Vec<Option<Target>>> = vec![Vec::new(); last + 1];
        let decided = self.layers.last_mut().map(|it| std::mem::take(&mut it.states)).unwrap_or_default();
        let leaves: Vec<_> = (decided.into_items().iter().enumerate())
            .map(|(number, state)| self.decide(Place { layer: last, number }, state, &mut plans, see))
            .collect();
        let mut sound = leaves.iter().all(Option::is_some);
        if let Some(places) = targets.last_mut() {
            *places = leaves;
        }
        for (layer, question) in self.questions.iter().enumerate().rev() {
            let edges = self.layers.get(layer).map(|it| it.edges.as_slice()).unwrap_or_default();
            let target = |place: &Place| targets.get(place.layer)?.get(place.number).copied().flatten();
            let mut reached = Vec::with_capacity(edges.len());
            for (number, edges) in edges.iter().enumerate() {
                if edges.iter().all(Option::is_none) {
                    sound = false;
                    see(&self.path(Place { layer, number }), Sight::DeadEnd(*question));
                }
                let edges = edges.iter().map(|place| place.as_ref().and_then(target)).collect();
                reached.push(node(*question, edges, &mut nodes));
            }
            if let Some(places) = targets.get_mut(layer) {
                *places = reached;
            }
        }
        let root = targets.iter().find_map(|places| places.first()).copied().flatten().filter(|_| sound);
        root.and_then(|root| Graph::new(nodes.into_items(), plans.into_items(), root)).ok_or(Gap::Uncovered)
    }

    fn decide(
        &self,
        at: Place,
        state: &State,
        plans: &mut Store<Plan>,
        see: &mut impl FnMut(&Path, Sight<'_>),
    ) -> Option<Target> {
        let mut holds = vec![false; self.until.len()];
        for (place, _) in state {
            if let Some(holds) = holds.get_mut(*place) {
                *holds = true;
            }
        }
        let mut slots = self.slots.iter();
        let composed = compose(self.logic, |_| slots.next().and_then(|slot| holds.get(*slot)) == Some(&true));
        see(&self.path(at), Sight::Decided(&composed));
        let plan = plans.number(composed.plan?);
        Some(Target::Decide(PlanId(u32::try_from(plan).unwrap_or(u32::MAX))))
    }

    /// The answers by which a state was first met.
    fn path(&self, mut at: Place) -> Vec<(Id<Question>, ChoiceId)> {
        let mut path = Vec::new();
        let from = |at: Place| self.layers.get(at.layer)?.from.get(at.number).copied().flatten();
        while let Some((before, choice)) = from(at) {
            path.extend(self.questions.get(before.layer).map(|question| (*question, choice)));
            at = before;
        }
        path.reverse();
        path
    }
}

/// A node that leads to these futures; where all that is offered leads to the same, that itself.
fn node(question: Id<Question>, edges: Vec<Option<Target>>, nodes: &mut Store<Node>) -> Option<Target> {
    let mut futures = edges.iter().flatten();
    let first = *futures.next()?;
    if futures.all(|future| *future == first) {
        return Some(first);
    }
    let node = nodes.number(Node { question, edges });
    Some(Target::Ask(NodeId(u32::try_from(node).unwrap_or(u32::MAX))))
}
