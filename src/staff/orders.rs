//! What must be done for all rows of a list together: which forms, how many, to whom, who signs, in which order.
//!
//! The order of doing is that of the pack's steps, as in each plan. What is done once for the establishment is here once,
//! however many plans have it; what is done for each person is counted. Who signs a piece and what its marks are stands
//! with the piece, and the ways of doing a step with the step.

use super::columns::{Columns, meant};
use super::tally::{End, Group, Tally};
use crate::engine::{Stop, Turn, walk};
use crate::pack::{Card, Id, Organism, Piece, Plan, PlanPiece, PlanStep, Proviso, Step, Verdict};
use crate::session::Compiled;

/// What must be done for all rows of a list together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Orders {
    /// Rows by the card to order and by those to turn to for it, in the order of the cards.
    pub cards: Vec<CardTotal>,
    /// Rows by verdict, in the order of the pack.
    pub verdicts: Vec<(Id<Verdict>, u64)>,
    /// Everything to do, in the order of doing.
    pub tasks: Vec<Task>,
    /// Answers that more rows give than can be: there is one responsable. What is there once for him stays so.
    pub too_many: Vec<(Turn, u64)>,
    /// The groups that are not decided, by their places in the tally.
    pub blocked: Vec<usize>,
    /// The groups that are decided without a card to order, likewise.
    pub cardless: Vec<usize>,
}

/// How many cards of one kind are ordered in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardTotal {
    /// The card.
    pub card: Id<Card>,
    /// Whom the plans turn to, in order of contact.
    pub organisms: Vec<Id<Organism>>,
    /// For how many rows.
    pub rows: u64,
}

/// A step of some plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The step.
    pub step: Id<Step>,
    /// Whom it turns to; a way of doing it may turn to somebody else.
    pub organism: Option<Id<Organism>>,
    /// What it hangs on: any one of these makes it necessary; none, and it is to be done in any case.
    pub hangs: Vec<Id<Proviso>>,
    /// How often it is done.
    pub times: Times,
    /// Who does it.
    pub by: By,
    /// The groups that have it, by their places in the tally.
    pub groups: Vec<usize>,
    /// What is sent in it, in any case or by one of the ways of doing it. Nothing, and it only prepares, or is done
    /// without paper.
    pub dispatches: Vec<Dispatch>,
}

/// How often something is done, or put into a dispatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Times {
    /// Once for the establishment, whatever the number of rows.
    Once,
    /// Once for each of so many rows.
    Each(u64),
}

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The establishment, or whoever holds the list.
    House,
    /// Each person for himself: the employer cannot do it.
    Person,
}

/// What is sent together, to the organism of the task or of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatch {
    /// The way of doing the step that sends this, by its place among the step's options; none if it is sent in any case.
    /// The other ways are alternatives: they do the same without it.
    pub way: Option<usize>,
    /// To whom.
    pub organism: Option<Id<Organism>>,
    /// What goes in, in the order in which the step names it.
    pub parts: Vec<Part>,
}

/// Something put into a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What.
    pub piece: Id<Piece>,
    /// What it hangs on, as in [`Task::hangs`].
    pub hangs: Vec<Id<Proviso>>,
    /// How many.
    pub times: Times,
}

/// Puts together what must be done for all rows.
#[must_use]
pub fn orders(compiled: &Compiled, columns: &Columns, tally: &Tally) -> Orders {
    let logic = &compiled.guide.logic;
    let mut orders = Orders::default();
    for (place, group) in tally.groups.iter().enumerate() {
        let answers = meant(logic, &group.answers);
        let (End::Decided, Stop::Decides(id)) = (&group.end, walk(&compiled.graph, &answers).stop) else {
            orders.blocked.push(place);
            continue;
        };
        let plan = compiled.graph.plan(id);
        let rule = &logic.rules[plan.rule];
        match rule.card {
            Some(card) => add_card(&mut orders.cards, card, &plan.organisms, group.rows),
            None => orders.cardless.push(place),
        }
        match orders.verdicts.iter_mut().find(|(verdict, _)| *verdict == rule.verdict) {
            Some((_, rows)) => *rows += group.rows,
            None => orders.verdicts.push((rule.verdict, group.rows)),
        }
        for step in &plan.steps {
            let scale = Scale { columns, plan, rows: group.rows };
            add_step(&mut orders.tasks, compiled, &scale, step, place);
        }
    }
    for turn in &columns.alone {
        let gives = |group: &&Group| meant(logic, &group.answers).get(turn.question) == Some(turn.choice);
        let rows = tally.groups.iter().filter(gives).map(|it| it.rows).sum();
        orders.too_many.extend((rows > 1).then_some((*turn, rows)));
    }
    orders.cards.sort_by(|one, other| (one.card, &one.organisms).cmp(&(other.card, &other.organisms)));
    orders.verdicts.sort_unstable();
    // Steps are in the order of doing; what must be done in any case stands before what may fall away.
    orders
        .tasks
        .sort_by(|one, other| (one.step, one.organism, &one.hangs).cmp(&(other.step, other.organism, &other.hangs)));
    orders
}

fn add_card(cards: &mut Vec<CardTotal>, card: Id<Card>, organisms: &[Id<Organism>], rows: u64) {
    match cards.iter_mut().find(|it| it.card == card && it.organisms == organisms) {
        Some(it) => it.rows += rows,
        None => cards.push(CardTotal { card, organisms: organisms.to_vec(), rows }),
    }
}

/// How often there is what in the plan of a group.
struct Scale<'a> {
    columns: &'a Columns,
    plan: &'a Plan,
    rows: u64,
}

impl Scale<'_> {
    fn step(&self, step: Id<Step>) -> Times {
        if self.columns.done_once(self.plan, step) { Times::Once } else { Times::Each(self.rows) }
    }

    fn piece(&self, piece: Id<Piece>) -> Times {
        if self.columns.sent_once(self.plan, piece) { Times::Once } else { Times::Each(self.rows) }
    }
}

/// A step of the plan of a group.
fn add_step(tasks: &mut Vec<Task>, compiled: &Compiled, scale: &Scale, it: &PlanStep, group: usize) {
    let step = &compiled.guide.logic.steps[it.step];
    let times = scale.step(it.step);
    let same = |task: &Task| {
        let here = task.step == it.step && task.organism == it.organism;
        here && together((task.times, &task.hangs), (times, it.proviso))
    };
    let place = tasks.iter().position(same).unwrap_or_else(|| {
        let by = if scale.columns.persons.contains(&step.actor) { By::Person } else { By::House };
        let (step, organism, hangs) = (it.step, it.organism, it.proviso.into_iter().collect());
        tasks.push(Task { step, organism, hangs, times: times.none(), by, groups: Vec::new(), dispatches: Vec::new() });
        tasks.len() - 1
    });
    let Some(task) = tasks.get_mut(place) else { return };
    task.groups.push(group);
    task.times = task.times.and(times);
    merge(&mut task.hangs, it.proviso);
    for (way, option) in step.options.iter().enumerate() {
        let sent = option.sends.iter().map(|piece| PlanPiece { piece: *piece, proviso: it.proviso });
        add_dispatch(task, scale, (Some(way), option.organism.or(it.organism)), sent);
    }
    add_dispatch(task, scale, (None, it.organism), it.sends.iter().cloned());
    // In the order in which a step names what it sends, by whichever group it came.
    for dispatch in &mut task.dispatches {
        let named = dispatch.way.map_or(&step.sends, |way| step.options.get(way).map_or(&step.sends, |it| &it.sends));
        dispatch.parts.sort_by(|one, other| {
            let place = |it: &Part| named.iter().position(|piece| *piece == it.piece);
            (place(one), one.times, &one.hangs).cmp(&(place(other), other.times, &other.hangs))
        });
    }
}

fn add_dispatch(
    task: &mut Task,
    scale: &Scale,
    (way, organism): (Option<usize>, Option<Id<Organism>>),
    sent: impl Iterator<Item = PlanPiece>,
) {
    let mut sent = sent.peekable();
    if sent.peek().is_none() {
        return;
    }
    let place = task.dispatches.iter().position(|it| it.way == way).unwrap_or_else(|| {
        task.dispatches.push(Dispatch { way, organism, parts: Vec::new() });
        task.dispatches.len() - 1
    });
    let Some(dispatch) = task.dispatches.get_mut(place) else { return };
    for PlanPiece { piece, proviso } in sent {
        let times = scale.piece(piece);
        let same = |it: &&mut Part| it.piece == piece && together((it.times, &it.hangs), (times, proviso));
        match dispatch.parts.iter_mut().find(same) {
            Some(part) => {
                part.times = part.times.and(times);
                merge(&mut part.hangs, proviso);
            }
            None => dispatch.parts.push(Part { piece, hangs: proviso.into_iter().collect(), times }),
        }
    }
}

/// Whether two groups have something together: what there is once is one, whatever it hangs on; what there is for each
/// row is counted apart by what it hangs on.
fn together((times, hangs): (Times, &[Id<Proviso>]), (more, proviso): (Times, Option<Id<Proviso>>)) -> bool {
    match (times, more) {
        (Times::Once, Times::Once) => true,
        (Times::Each(_), Times::Each(_)) => hangs.iter().copied().eq(proviso),
        _ => false,
    }
}

/// What is there already hangs on something else too. What must be done in any case hangs on nothing any more.
fn merge(hangs: &mut Vec<Id<Proviso>>, proviso: Option<Id<Proviso>>) {
    match proviso {
        _ if hangs.is_empty() => {}
        None => hangs.clear(),
        Some(proviso) if hangs.contains(&proviso) => {}
        Some(proviso) => {
            hangs.push(proviso);
            hangs.sort_unstable();
        }
    }
}

impl Times {
    /// Nothing yet of what is there as often.
    fn none(self) -> Self {
        match self {
            Self::Once => Self::Once,
            Self::Each(_) => Self::Each(0),
        }
    }

    /// As often, and as often again as another group says.
    fn and(self, more: Self) -> Self {
        match (self, more) {
            (Self::Each(rows), Self::Each(more)) => Self::Each(rows + more),
            _ => Self::Once,
        }
    }
}
