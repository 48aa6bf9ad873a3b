//! Where an element keeps its session. Whatever happens, on the screen or from the host page, comes through here: the
//! state changes at once and the events go out; drawing follows when the browser has time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Object, WeakRef};
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::{CssStyleSheet, HtmlElement};

use super::house::Dress;
use super::pack::{Pack, worn};
use super::{address, events, memory};
use crate::decision::decide;
use crate::engine::{Answers, Stop, Turn, Walk};
use crate::link;
use crate::page::{Page, Refusal, page};
use crate::session::{Compiled, Mode, Msg, Origin, Session, update};

/// The session of one element.
pub(super) struct Desk {
    /// The rules that the element goes by.
    pack: RefCell<Rc<Pack>>,
    /// The same in the language that the element is in now.
    spoken: RefCell<Rc<Compiled>>,
    /// Why they are not those that its page has asked for.
    refusal: RefCell<Option<Refusal>>,
    /// Held weakly: the element owns the desk, and whoever forgets the element must get its memory back.
    element: WeakRef<Object>,
    session: RefCell<Session>,
    /// What an overlay adds.
    dress: RefCell<Dress>,
    /// Whether the host page has heard that the guide is there.
    greeted: Cell<bool>,
    /// The walk to the decision last told to the host page, so that it hears each one once.
    told: RefCell<Option<Walk>>,
}

impl Desk {
    /// A session that begins where the element says: with the link in the address, with what was kept, or with its
    /// `answers` attribute.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub(super) fn new(element: &HtmlElement, lang: &str, given: &JsValue) -> Result<Self, JsError> {
        let held = WeakRef::new(element.unchecked_ref::<Object>());
        let (pack, refusal) = worn(element, given);
        let desk = Self {
            spoken: RefCell::new(pack.compiled(lang)?),
            pack: RefCell::new(pack),
            refusal: RefCell::new(refusal),
            element: held,
            session: RefCell::default(),
            dress: RefCell::default(),
            greeted: Cell::default(),
            told: RefCell::default(),
        };
        let linked = address::asked(element).then(address::fragment).and_then(|text| desk.linked(&text, Origin::Here));
        let kept = || memory::recall(element).and_then(|text| desk.linked(&text, Origin::Kept));
        let preset = || desk.parsed(&element.get_attribute("answers").unwrap_or_default());
        let session = linked.or_else(kept).unwrap_or_else(preset);
        desk.session.replace(session);
        Ok(desk)
    }

    /// The element, as long as somebody holds it.
    pub(super) fn element(&self) -> Option<HtmlElement> {
        self.element.deref().map(JsCast::unchecked_into)
    }

    /// Whether the host page must still hear that the guide is there: once.
    pub(super) fn greets(&self) -> bool {
        !self.greeted.replace(true)
    }

    /// The guide as it speaks now.
    pub(super) fn compiled(&self) -> Rc<Compiled> {
        Rc::clone(&self.spoken.borrow())
    }

    /// The screen as it stands.
    pub(super) fn page(&self) -> Page {
        let (session, spoken, dress) = (self.session.borrow(), self.spoken.borrow(), self.dress.borrow());
        let mut page = page(&spoken, &session).dressed(&spoken.guide.words, &dress.overlay, &dress.problems);
        if let Some(refusal) = &*self.refusal.borrow() {
            page = page.instead(&spoken.guide.words, refusal);
        }
        // A link to here is worth something where it is read back.
        if self.element().is_some_and(|element| address::asked(&element)) {
            page.resumed(&spoken, &session, &address::page())
        } else {
            page
        }
    }

    /// Another overlay. The answers that it gives beforehand count as long as nobody has begun.
    pub(super) fn dress(&self, dress: Dress) {
        let preset = dress.overlay.answers.0.iter().map(|(question, choice)| (question.as_str(), choice.as_str()));
        let (answers, strays) = Answers::read(&self.compiled().guide.logic, preset);
        let session = self.session.borrow();
        let begun = session.answers != Answers::none() || session.picked.is_some();
        drop(session);
        self.dress.replace(dress);
        if !begun && answers != Answers::none() {
            self.happened(Msg::Loaded(Box::new(Session::with(answers, strays))));
        }
    }

    /// The accent of the overlay.
    pub(super) fn sheet(&self) -> Option<CssStyleSheet> {
        self.dress.borrow().sheet.clone()
    }

    /// Speaks another language from now on; says whether it is another.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub(super) fn speak(&self, lang: &str) -> Result<bool, JsError> {
        let compiled = self.pack.borrow().compiled(lang)?;
        let before = self.spoken.replace(Rc::clone(&compiled));
        Ok(!Rc::ptr_eq(&before, &compiled))
    }

    /// Goes by other rules from now on. Answers and work that exist there stay, and the others are named.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub(super) fn wear(&self, lang: &str, given: &JsValue) -> Result<(), JsError> {
        let Some(element) = self.element() else { return Ok(()) };
        let (pack, refusal) = worn(&element, given);
        let compiled = pack.compiled(lang)?;
        let before = self.session.borrow().clone();
        let held = self.link();
        let mut saved = held.clone();
        // What these rules have not understood, the others may.
        for stray in before.strays.iter().filter(|it| !it.choice.contains('&') && !it.question.contains('&')) {
            for part in ["&", &stray.question, "=", &stray.choice] {
                saved.push_str(part);
            }
        }
        self.spoken.replace(compiled);
        self.pack.replace(pack);
        self.refusal.replace(refusal);
        let there = self.linked(&saved, Origin::Here).unwrap_or_default();
        // Nobody has opened a link: where they come from needs no word.
        self.session.replace(Session { mode: before.mode, origin: Origin::Here, ..there });
        if address::asked(&element) && address::fragment() == held {
            address::replace(&self.link());
        }
        self.keep();
        self.told.replace(None);
        self.tell();
        Ok(())
    }

    /// The answers that count.
    pub(super) fn counted(&self) -> Answers {
        self.session.borrow().walk(&self.spoken.borrow().graph).counted()
    }

    /// Answers from the attribute replace all others.
    pub(super) fn preset(&self, text: &str) {
        self.happened(Msg::Loaded(Box::new(self.parsed(text))));
    }

    /// The address has changed: the person went back or forth, or opened a link. Says whether that meant anything.
    pub(super) fn travelled(&self) -> bool {
        let text = address::fragment();
        // The page as it was before the first answer has no fragment; any other belongs to the host page.
        let there = if text.is_empty() { Some(Session::default()) } else { self.linked(&text, Origin::Here) };
        let same = |there: &Session| {
            let here = self.session.borrow();
            there.answers == here.answers && there.work == here.work && there.strays.is_empty()
        };
        let Some(there) = there.filter(|there| !same(there)) else { return false };
        let there = Box::new(there);
        self.become_of(if address::own() { Msg::Returned(there) } else { Msg::Loaded(there) });
        // An entry from before the work on the plan does not undo it: it leads back to all of it from now on.
        if !text.is_empty() && self.link() != text {
            address::replace(&self.link());
        }
        true
    }

    /// Something happened: the state changes, the address and the memory follow, and the host page hears of it.
    pub(super) fn happened(&self, msg: Msg) {
        let before = self.become_of(msg);
        let after = self.session.borrow();
        let answered = after.answers != before.answers;
        // What is only picked or typed so far changes nothing elsewhere.
        if !answered && after.work == before.work {
            return;
        }
        if self.element().is_some_and(|element| address::asked(&element)) {
            // Among many fields there is no question to go back to, nor is there for work on the plan: the address
            // follows, the history does not grow.
            match after.mode {
                Mode::Guided if answered => address::push(&self.link()),
                Mode::Guided | Mode::Expert => address::replace(&self.link()),
            }
        }
        drop(after);
        self.keep();
    }

    /// Keeps the answers, if the page has asked for it, or forgets them where there are none.
    pub(super) fn keep(&self) {
        let Some(element) = self.element() else { return };
        let any = self.session.borrow().answers.given(&self.compiled().guide.logic).next().is_some();
        memory::keep(&element, any.then(|| self.link()).as_deref());
    }

    /// Tells the host page the decision, if there is one that it has not heard.
    pub(super) fn tell(&self) {
        let walk = self.session.borrow().walk(&self.spoken.borrow().graph);
        let decided = matches!(walk.stop, Stop::Decides(_));
        let told = self.told.replace(decided.then(|| walk.clone()));
        let Some(element) = self.element().filter(|_| decided && told.as_ref() != Some(&walk)) else { return };
        // Who hears of it may change the language meanwhile.
        let spoken = self.compiled();
        let decision = decide(&spoken.guide, &spoken.graph, &walk.counted(), &[]);
        events::decided(&element, &decision);
    }

    /// The state changes and the host page hears of it; the state before is handed back.
    fn become_of(&self, msg: Msg) -> Session {
        let compiled = self.compiled();
        let before = self.session.borrow().clone();
        let after = update(&compiled, before.clone(), msg);
        let turn = after.answered.and_then(|question| Some(Turn { question, choice: after.answers.get(question)? }));
        self.session.replace(after);
        if let (Some(turn), Some(element)) = (turn, self.element()) {
            events::answered(&element, &compiled.guide.logic, turn, &self.counted());
        }
        self.tell();
        before
    }

    /// The link that brings everything back.
    fn link(&self) -> String {
        let session = self.session.borrow();
        link::write(&self.spoken.borrow().guide.logic, &session.answers, &session.work)
    }

    fn parsed(&self, text: &str) -> Session {
        let (answers, strays) = Answers::parse(&self.spoken.borrow().guide.logic, text);
        Session::with(answers, strays)
    }

    /// The session that a link brings back, if the text is one.
    fn linked(&self, text: &str, origin: Origin) -> Option<Session> {
        let logic = &self.spoken.borrow().guide.logic;
        let link = link::read(logic, text)?;
        let today = link.edition.is_empty() || link.edition == logic.edition;
        let origin = if today { origin } else { Origin::Edition(link.edition) };
        let session = Session::with(link.answers, link.strays).from(origin);
        Some(Session { work: link.work, ..session })
    }
}
