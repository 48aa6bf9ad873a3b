//! Where an element keeps its session. Whatever happens, on the screen or from the host page, comes through here: the
//! state changes at once and the events go out; drawing follows when the browser has time.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlElement;

use super::events;
use crate::decision::decide;
use crate::engine::{Answers, Stop, Turn, Walk};
use crate::pack::Logic;
use crate::page::{Page, page};
use crate::session::{Compiled, Msg, Session, update};

/// The session of one element.
pub(super) struct Desk {
    compiled: Rc<Compiled>,
    element: HtmlElement,
    session: RefCell<Session>,
    /// The walk to the decision last told to the host page, so that it hears each one once.
    told: RefCell<Option<Walk>>,
}

impl Desk {
    /// A session that begins with the element's `answers` attribute.
    pub(super) fn new(compiled: Rc<Compiled>, element: HtmlElement) -> Self {
        let preset = element.get_attribute("answers").unwrap_or_default();
        let (answers, strays) = Answers::parse(&compiled.guide.logic, &preset);
        let session = RefCell::new(Session::with(answers, strays));
        Self { compiled, element, session, told: RefCell::new(None) }
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.element
    }

    pub(super) fn logic(&self) -> &Logic {
        &self.compiled.guide.logic
    }

    /// The screen as it stands.
    pub(super) fn page(&self) -> Page {
        page(&self.compiled, &self.session.borrow())
    }

    /// The answers that count.
    pub(super) fn counted(&self) -> Answers {
        self.session.borrow().walk(&self.compiled.graph).counted()
    }

    /// Answers from the attribute replace all others.
    pub(super) fn preset(&self, text: &str) {
        let (answers, strays) = Answers::parse(self.logic(), text);
        self.happened(Msg::Loaded(answers, strays));
    }

    /// Something happened: the state changes, and the host page hears of it.
    pub(super) fn happened(&self, msg: Msg) {
        let answered = matches!(msg, Msg::Continued);
        let before = self.session.borrow().clone();
        let after = update(&self.compiled, before.clone(), msg);
        let turn = answered.then(|| self.confirmed(&before, &after)).flatten();
        self.session.replace(after);
        if let Some(turn) = turn {
            events::answered(&self.element, self.logic(), turn, &self.counted());
        }
        self.tell();
    }

    /// Tells the host page the decision, if there is one that it has not heard.
    pub(super) fn tell(&self) {
        let walk = self.session.borrow().walk(&self.compiled.graph);
        let decided = matches!(walk.stop, Stop::Decides(_));
        let told = self.told.replace(decided.then(|| walk.clone()));
        if decided && told.as_ref() != Some(&walk) {
            let decision = decide(&self.compiled.guide, &self.compiled.graph, &walk.counted(), &[]);
            events::decided(&self.element, &decision);
        }
    }

    /// The answer that going on has confirmed: none where an answer was missing.
    fn confirmed(&self, before: &Session, after: &Session) -> Option<Turn> {
        let crate::session::Screen::Asks(node) = before.screen(&self.compiled.graph) else { return None };
        let question = self.compiled.graph.question(node);
        let confirmed = after.attempt == crate::session::Attempt::None;
        confirmed.then(|| after.answers.get(question)).flatten().map(|choice| Turn { question, choice })
    }
}
