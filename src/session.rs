//! All the state there is, and the one function that changes it. The answers given are kept even while a change puts
//! them off the path: they do not count there, they are named, and they count again when the change is undone.

mod work;

use crate::engine::{Answers, Stop, Stray, Turn, Walk, walk};
use crate::pack::graph::{Graph, NodeId, PlanId, Target};
use crate::pack::{ChoiceId, Guide, Id, Question};
pub use work::{Change, Copied, Day, Misread, Original, Work};

/// A guide with its graph: what a session runs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The rules and their words.
    pub guide: Guide,
    /// The rules, compiled.
    pub graph: Graph,
}

/// Where one person stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// Everything answered so far, on the path and off it.
    pub answers: Answers,
    /// The question gone back to, if the person did.
    pub revisited: Option<Id<Question>>,
    /// The choice picked on the screen and not yet confirmed.
    pub picked: Option<ChoiceId>,
    /// What narrows the choices on the screen.
    pub filter: String,
    /// Whether the person tried to go on without an answer.
    pub attempt: Attempt,
    /// The answers that the last change put off the path.
    pub dropped: Vec<Turn>,
    /// The answers from outside that were not understood.
    pub strays: Vec<Stray>,
    /// Where the answers come from, until the person goes on from there.
    pub origin: Origin,
    /// How the questions are asked.
    pub mode: Mode,
    /// The question whose choices the filter narrows, where several are on the screen.
    pub searched: Option<Id<Question>>,
    /// The question answered by what happened last.
    pub answered: Option<Id<Question>>,
    /// What the person made of the plan: what is done, and when.
    pub work: Work,
    /// What stands where a day should, and is none.
    pub misread: Vec<Misread>,
    /// What became of what somebody wanted a copy of, as it stands.
    pub copied: Option<(Original, Copied)>,
}

/// How the questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// One at a time, for whoever comes once.
    #[default]
    Guided,
    /// All on one page, for whoever comes every day.
    Expert,
}

/// Where answers come from, as far as the person must be told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// From this screen, or from the page around it.
    #[default]
    Here,
    /// This browser had kept them.
    Kept,
    /// A link of another edition of the rules.
    Edition(String),
}

/// Whether the person tried to go on without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Attempt {
    /// Not on this screen.
    #[default]
    None,
    /// Yes, and is told.
    Unanswered,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// A session came from outside: a preset, a link, the host page. It may be about somebody else: what was made of the
    /// plan before goes with it.
    Loaded(Box<Session>),
    /// The person went back or forth to where the same session stood before: what was made of the plan since stays.
    Returned(Box<Session>),
    /// A choice was picked, not yet confirmed.
    Picked(ChoiceId),
    /// The person went on from the question on the screen.
    Continued,
    /// The person went back to a question already answered.
    Revisited(Id<Question>),
    /// The person went back by one question.
    WentBack,
    /// The person began again.
    Restarted,
    /// The choices were narrowed by this text.
    Filtered(String),
    /// The choices of this question, one of several on the screen, were narrowed by this text.
    Searched(Id<Question>, String),
    /// A question on the screen was answered, at once.
    Answered(Id<Question>, ChoiceId),
    /// The same, by typing the name of the choice: the person then goes on to what is asked next.
    Named(Id<Question>, ChoiceId),
    /// The person chose how the questions are asked.
    Switched(Mode),
    /// The person worked on the plan.
    Worked(Change),
}

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The question of a node.
    Asks(NodeId),
    /// A plan.
    Decides(PlanId),
}

impl Session {
    /// A session that begins with answers from outside.
    #[must_use]
    pub fn with(answers: Answers, strays: Vec<Stray>) -> Self {
        Self { answers, strays, ..Self::default() }
    }

    /// The same session, known to come from somewhere.
    #[must_use]
    pub fn from(self, origin: Origin) -> Self {
        Self { origin, ..self }
    }

    /// How far the answers lead.
    #[must_use]
    pub fn walk(&self, graph: &Graph) -> Walk {
        walk(graph, &self.answers)
    }

    /// What is on the screen: the question gone back to, or the end of the walk.
    #[must_use]
    pub fn screen(&self, graph: &Graph) -> Screen {
        let walk = self.walk(graph);
        if let Some(node) = self.revisited.and_then(|question| node_of(graph, &walk, question)) {
            return Screen::Asks(node);
        }
        match walk.stop {
            Stop::Asks(node) => Screen::Asks(node),
            Stop::Decides(plan) => Screen::Decides(plan),
        }
    }

    /// Whether answers from outside leave what the person made of the plan: they say nothing of it, and are no new
    /// beginning.
    fn keeps_work(&self) -> bool {
        self.work == Work::default() && self.answers != Answers::none()
    }

    /// What is said of a copy of something: `yes` once it is on the clipboard, `by_hand` where it is only marked.
    #[must_use]
    pub fn status<'a>(&self, original: Original, yes: &'a str, by_hand: &'a str) -> &'a str {
        match self.copied {
            Some((copied, Copied::Yes)) if copied == original => yes,
            Some((copied, Copied::ByHand)) if copied == original => by_hand,
            _ => "",
        }
    }

    /// The question before the one on the screen.
    #[must_use]
    pub fn before(&self, graph: &Graph) -> Option<Id<Question>> {
        let turns = self.walk(graph).turns;
        let earlier = turns.iter().take_while(|turn| Some(turn.question) != self.revisited);
        earlier.last().map(|turn| turn.question)
    }
}

/// The state after something happened.
#[must_use]
pub fn update(compiled: &Compiled, session: Session, msg: Msg) -> Session {
    let graph = &compiled.graph;
    let mut session = Session { copied: None, ..session };
    let last = session.answered.take();
    match msg {
        // The one who asked for a way of asking keeps it, whatever is answered from outside.
        Msg::Loaded(loaded) => {
            // The same answers once more are not somebody else's.
            let same = loaded.answers == session.answers && loaded.keeps_work();
            let work = if same { session.work } else { loaded.work.clone() };
            Session { mode: session.mode, work, ..*loaded }
        }
        Msg::Returned(loaded) => {
            let work = if loaded.keeps_work() { session.work } else { loaded.work.clone() };
            Session { mode: session.mode, work, ..*loaded }
        }
        Msg::Restarted => Session { mode: session.mode, ..Session::default() },
        Msg::Picked(choice) => Session { picked: Some(choice), attempt: Attempt::None, ..session },
        Msg::Filtered(filter) => Session { filter, ..session },
        Msg::Searched(question, filter) => {
            session.filter = filter;
            session.searched = Some(question);
            session
        }
        Msg::Revisited(question) => show(graph, session, question),
        Msg::WentBack => match session.before(graph) {
            Some(question) => show(graph, session, question),
            None => session,
        },
        Msg::Continued => match session.screen(graph) {
            Screen::Asks(node) => go_on(graph, session, node),
            Screen::Decides(_) => session,
        },
        Msg::Answered(question, choice) | Msg::Named(question, choice) => {
            let node = node_of(graph, &session.walk(graph), question);
            match node.filter(|node| graph.follow(*node, choice).is_some()) {
                Some(_) if last == Some(question) => corrected(graph, session, Turn { question, choice }),
                Some(_) => answer(graph, session, Turn { question, choice }),
                None => session,
            }
        }
        Msg::Switched(mode) => {
            session = untouched(session);
            session.mode = mode;
            session.revisited = None;
            session
        }
        Msg::Worked(change) => work::change(session, change),
    }
}

/// Back at a question that is on the path, with its answer picked.
fn show(graph: &Graph, session: Session, question: Id<Question>) -> Session {
    let walk = session.walk(graph);
    if !walk.meets(question) {
        return session;
    }
    Session { revisited: Some(question), picked: session.answers.get(question), ..settled(session) }
}

/// The picked choice becomes the answer; on to what is newly asked, or to the end.
fn go_on(graph: &Graph, session: Session, node: NodeId) -> Session {
    let offered = |choice: &ChoiceId| graph.follow(node, *choice).is_some();
    match session.picked.filter(offered) {
        Some(choice) => answer(graph, session, Turn { question: graph.question(node), choice }),
        None => Session { attempt: Attempt::Unanswered, ..session },
    }
}

/// The state with this answer: later ones that are still asked for stay, and the others are named.
fn answer(graph: &Graph, session: Session, turn: Turn) -> Session {
    let before = session.walk(graph);
    let mut session = settled(session);
    session.answers.set(turn.question, Some(turn.choice));
    let after = session.walk(graph);
    session.dropped = before.turns;
    session.dropped.retain(|turn| !after.meets(turn.question));
    session.revisited = None;
    session.answered = Some(turn.question);
    session
}

/// The same for the question answered just before. Arrows go through its choices one by one: what any of them has put
/// off the path is named as long as it is off.
fn corrected(graph: &Graph, mut session: Session, turn: Turn) -> Session {
    let mut earlier = std::mem::take(&mut session.dropped);
    let mut session = answer(graph, session, turn);
    let after = session.walk(graph);
    earlier.retain(|turn| !after.meets(turn.question) && !session.dropped.contains(turn));
    session.dropped.append(&mut earlier);
    session
}

/// The state with nothing half done on the screen, and what was to be told told.
fn settled(session: Session) -> Session {
    Session { dropped: Vec::new(), strays: Vec::new(), origin: Origin::Here, ..untouched(session) }
}

/// The state with nothing half done on the screen.
fn untouched(session: Session) -> Session {
    Session { picked: None, filter: String::new(), searched: None, attempt: Attempt::None, ..session }
}

/// Where a walk met a question, or stopped at it.
fn node_of(graph: &Graph, walk: &Walk, question: Id<Question>) -> Option<NodeId> {
    asked(graph, walk).into_iter().find(|node| graph.question(*node) == question)
}

/// The questions of a walk, in asking order, with the one that is still open.
#[must_use]
pub fn asked(graph: &Graph, walk: &Walk) -> Vec<NodeId> {
    let mut asked = Vec::with_capacity(walk.turns.len() + 1);
    let mut at = Some(graph.root());
    let mut turns = walk.turns.iter();
    while let Some(Target::Ask(node)) = at {
        asked.push(node);
        at = turns.next().and_then(|turn| graph.follow(node, turn.choice));
    }
    asked
}
