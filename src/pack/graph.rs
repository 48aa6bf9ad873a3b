//! The guide compiled into a forward-only graph: a node asks a question, an edge is a choice, a leaf is a plan. Edges
//! lead to later questions only, so a walk always ends; a question that cannot change what follows has no node.
//!
//! It stands in `pack` because the check proves on it what the engine then walks: it is compiled once, by the build, and
//! stored with the guide.

use super::bytes::{Reader, Stored, Writer};
use super::{ChoiceId, Id, Plan, Question};

/// The compiled guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    nodes: Vec<Node>,
    plans: Vec<Plan>,
    root: Target,
}

/// A question at one point of the questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub(super) u32);

/// A place in the list of plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanId(pub(super) u32);

/// Where an edge leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// To a question.
    Ask(NodeId),
    /// To a plan.
    Decide(PlanId),
}

/// A question, and where each of its choices leads; nowhere if it is not offered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node {
    pub(super) question: Id<Question>,
    pub(super) edges: Vec<Option<Target>>,
}

impl Graph {
    /// The graph of some nodes and plans; `None` if an edge leads to no plan, or to a node that does not come before.
    pub(super) fn new(nodes: Vec<Node>, plans: Vec<Plan>, root: Target) -> Option<Self> {
        let leads = |target: &Target, before: usize| match target {
            Target::Ask(node) => node.row() < before,
            Target::Decide(plan) => plan.row() < plans.len(),
        };
        let mut rows = nodes.iter().enumerate();
        let sound = rows.all(|(row, node)| node.edges.iter().flatten().all(|target| leads(target, row)));
        (sound && leads(&root, nodes.len())).then_some(Self { nodes, plans, root })
    }

    /// Where a walk begins.
    #[must_use]
    pub fn root(&self) -> Target {
        self.root
    }

    /// The question of a node.
    #[must_use]
    pub fn question(&self, node: NodeId) -> Id<Question> {
        self.node(node).question
    }

    /// Where `choice` leads from a node; `None` if it is not offered there.
    #[must_use]
    pub fn follow(&self, node: NodeId, choice: ChoiceId) -> Option<Target> {
        self.node(node).edges.get(choice.place()).copied().flatten()
    }

    /// The choices offered at a node, each with where it leads.
    pub fn offered(&self, node: NodeId) -> impl Iterator<Item = (ChoiceId, Target)> {
        let edges = &self.node(node).edges;
        edges.iter().enumerate().filter_map(|(place, edge)| Some((ChoiceId::at(place)?, (*edge)?)))
    }

    /// How many choices a node knows, offered or not.
    pub(super) fn edges(&self, node: NodeId) -> usize {
        self.node(node).edges.len()
    }

    /// The plan at a leaf.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "a plan id is minted by the graph that it is looked up in")]
    pub fn plan(&self, plan: PlanId) -> &Plan {
        &self.plans[plan.0 as usize]
    }

    /// Every node; an edge leads only to nodes that come before.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// How many situations there are: ways from the first question to a plan, each its own sequence of answers.
    ///
    /// Counted node by node, not way by way: where they are too many for the number, it is the greatest one.
    #[must_use]
    pub fn situations(&self) -> u64 {
        let mut ways: Vec<u64> = Vec::with_capacity(self.nodes.len());
        let from = |ways: &[u64], target: &Target| match target {
            Target::Ask(node) => ways.get(node.row()).copied().unwrap_or_default(),
            Target::Decide(_) => 1,
        };
        for node in &self.nodes {
            // An edge leads only to nodes that come before: what it counts is there.
            let all = node.edges.iter().flatten().fold(0_u64, |all, it| all.saturating_add(from(&ways, it)));
            ways.push(all);
        }
        from(&ways, &self.root)
    }

    /// Every plan.
    pub fn plans(&self) -> impl Iterator<Item = (PlanId, &Plan)> {
        (0..).map(PlanId).zip(&self.plans)
    }

    #[expect(clippy::indexing_slicing, reason = "a node id is minted by the graph that it is looked up in")]
    fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node.0 as usize]
    }
}

impl NodeId {
    /// The node's number, for arrays that run beside the graph.
    #[must_use]
    pub fn row(self) -> usize {
        self.0 as usize
    }
}

impl PlanId {
    /// The plan's number, for arrays that run beside the graph.
    #[must_use]
    pub fn row(self) -> usize {
        self.0 as usize
    }
}

impl Stored for Graph {
    fn write(&self, to: &mut Writer) {
        self.nodes.write(to);
        self.plans.write(to);
        self.root.write(to);
    }

    fn read(from: &mut Reader) -> Self {
        let (nodes, plans, root) = (Stored::read(from), Stored::read(from), Stored::read(from));
        Self::new(nodes, plans, root).unwrap_or_else(|| {
            from.damaged();
            Self { nodes: Vec::new(), plans: Vec::new(), root: Target::Decide(PlanId(0)) }
        })
    }
}

impl Stored for Target {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Ask(node) => to.number(u64::from(node.0) << 1),
            Self::Decide(plan) => to.number(u64::from(plan.0) << 1 | 1),
        }
    }

    fn read(from: &mut Reader) -> Self {
        let number = from.number();
        // What is no row is noticed with the graph: no table is that long.
        let row = u32::try_from(number >> 1).unwrap_or(u32::MAX);
        if number & 1 == 0 { Self::Ask(NodeId(row)) } else { Self::Decide(PlanId(row)) }
    }
}

#[cfg(test)]
impl Graph {
    /// All that it holds, to be altered.
    pub(super) fn parts(self) -> (Vec<Node>, Vec<Plan>, Target) {
        (self.nodes, self.plans, self.root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn leads(target: Target, sound: bool) {
        let plan = Plan {
            rule: Id::at(0).unwrap(),
            organisms: Vec::new(),
            steps: Vec::new(),
            documents: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
        };
        let node = Node { question: Id::at(0).unwrap(), edges: vec![None, Some(target)] };
        let graph = Graph::new(vec![node], vec![plan], Target::Ask(NodeId(0)));
        assert_eq!(graph.is_some(), sound);
    }

    /// Sixty-five questions in a row, each with two choices that lead on alike.
    #[test]
    fn situations_are_counted_and_never_overflow() {
        let plan = || Plan {
            rule: Id::at(0).unwrap(),
            organisms: Vec::new(),
            steps: Vec::new(),
            documents: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
        };
        let graph = |questions: u32| {
            let on = |row: u32| if row == 0 { Target::Decide(PlanId(0)) } else { Target::Ask(NodeId(row - 1)) };
            let node = |row| Node { question: Id::at(0).unwrap(), edges: vec![Some(on(row)), None, Some(on(row))] };
            Graph::new((0..questions).map(node).collect(), vec![plan()], on(questions)).unwrap()
        };
        assert_eq!([0, 1, 10].map(|questions| graph(questions).situations()), [1, 2, 1024]);
        assert_eq!(graph(65).situations(), u64::MAX);
    }

    #[test]
    fn an_edge_leads_to_a_plan_or_to_a_node_before() {
        leads(Target::Decide(PlanId(0)), true);
        leads(Target::Decide(PlanId(1)), false);
        leads(Target::Ask(NodeId(0)), false);
        leads(Target::Ask(NodeId(1)), false);
    }
}
