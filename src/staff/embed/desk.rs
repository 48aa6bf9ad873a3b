//! Where an element keeps its session, and from where what must be done outside is done.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Object, WeakRef};
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::{File, HtmlElement};

use super::Edge;
use crate::built_in;
use crate::edge;
use crate::session::Compiled;
use crate::staff::clerk::{Job, Said};
use crate::staff::columns::Columns;
use crate::staff::page::{Page, page};
use crate::staff::session::{Act, Msg, Session, update};
use crate::staff::ui::{Gesture, Purpose};

/// The session of one element.
pub(super) struct Desk {
    /// The rules in the language that the element is in now.
    spoken: RefCell<Rc<Spoken>>,
    columns: Columns,
    /// Held weakly: the element owns the desk, and whoever forgets the element must get its memory back.
    element: WeakRef<Object>,
    edge: Edge,
    session: RefCell<Session>,
    /// The list that was given last, until the clerk is asked to read it.
    given: RefCell<Option<File>>,
    /// The one that the clerk was asked to read last, and the one that he has read: it may be read again, otherwise.
    asked: RefCell<Option<File>>,
    read: RefCell<Option<File>>,
    /// Whether the focus must go to what is to be read first.
    moved: Cell<bool>,
    /// Whether the host page has heard that the element is there.
    greeted: Cell<bool>,
}

/// What is said in one language.
struct Spoken {
    lang: String,
    compiled: Compiled,
}

impl Spoken {
    fn of(lang: &str) -> Result<Self, JsError> {
        Ok(Self { lang: lang.to_owned(), compiled: built_in::compiled(lang)? })
    }
}

impl Desk {
    /// A session without a list.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub(super) fn new(element: &HtmlElement, lang: &str, edge: Edge) -> Result<Self, JsError> {
        Ok(Self {
            spoken: RefCell::new(Rc::new(Spoken::of(lang)?)),
            // Lists are written in the language of the pack, whatever the page speaks.
            columns: Columns::built_in(&built_in::compiled("")?.guide),
            element: WeakRef::new(element.unchecked_ref::<Object>()),
            edge,
            session: RefCell::default(),
            given: RefCell::default(),
            asked: RefCell::default(),
            read: RefCell::default(),
            moved: Cell::default(),
            greeted: Cell::default(),
        })
    }

    /// The element, as long as somebody holds it.
    pub(super) fn element(&self) -> Option<HtmlElement> {
        self.element.deref().map(JsCast::unchecked_into)
    }

    /// Another language, unless it is spoken already.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub(super) fn speak(&self, lang: &str) -> Result<(), JsError> {
        if self.spoken.borrow().lang != lang {
            self.spoken.replace(Rc::new(Spoken::of(lang)?));
        }
        Ok(())
    }

    /// What the screen says.
    pub(super) fn page(&self) -> Page {
        let spoken = Rc::clone(&self.spoken.borrow());
        page(&spoken.compiled, &self.columns, &self.session.borrow())
    }

    /// The host page hears that the element is there: once.
    pub(super) fn greet(&self) {
        if let Some(element) = self.element().filter(|_| !self.greeted.replace(true)) {
            edge::send(&element, "cpx-ready", &JsValue::NULL);
        }
    }

    /// Whether the screen has moved on, so that the focus must follow: told once.
    pub(super) fn moved(&self) -> bool {
        self.moved.replace(false)
    }

    /// The person did something.
    pub(super) fn did(&self, gesture: Gesture) {
        match gesture {
            Gesture::Msg(msg) => self.happened(msg),
            Gesture::File(Purpose::List, file) => self.give(file),
            Gesture::File(Purpose::Mapping, file) => self.edge.read(&file),
            Gesture::Text(text) => self.give(self.edge.file(&text)),
            Gesture::Print => self.edge.print(),
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number from 0")]
    fn give(&self, file: File) {
        let (name, size) = (file.name(), file.size() as u64);
        self.given.replace(Some(file));
        self.happened(Msg::ListGiven { name, size });
    }

    /// Something happened: the state changes, and what follows outside is done.
    pub(super) fn happened(&self, msg: Msg) {
        if let Msg::Heard(Said::Surveyed(_)) = msg {
            self.read.replace(self.asked.take());
        }
        let spoken = Rc::clone(&self.spoken.borrow());
        let before = self.session.take();
        let (after, acts) = update(&spoken.compiled, &self.columns, before, msg);
        self.session.replace(after);
        for act in acts {
            self.act(act);
        }
    }

    /// The list to read: one that was given, or the last one once more.
    fn opened(&self) -> Option<File> {
        let file = self.given.take().or_else(|| self.read.borrow().clone());
        self.asked.replace(file.clone());
        file
    }

    fn act(&self, act: Act) {
        match act {
            Act::Ask(job) => {
                let file = matches!(job, Job::Open { .. }).then(|| self.opened()).flatten();
                if let Ok(job) = serde_json::to_string(&job) {
                    self.edge.ask(&job, file);
                }
            }
            Act::Cancel => self.edge.stop(),
            Act::Forget => {
                for held in [&self.given, &self.asked, &self.read] {
                    held.take();
                }
                self.edge.leave();
            }
            Act::SaveWritten(name) => self.edge.save(&name, "", None),
            Act::SaveText { name, text } => self.edge.save(&name, "text/plain;charset=utf-8", Some(&text)),
            Act::Focus => self.moved.set(true),
        }
    }
}
