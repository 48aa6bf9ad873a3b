//! The edge: the only part that touches the DOM and the host page. A JavaScript class without logic (`element.js`)
//! forwards what the browser tells a custom element; everything it is told is decided here.

mod address;
mod desk;
mod events;
mod host;
mod house;
mod memory;
mod object;
mod pack;
mod value;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::decision::decide as decided;
use crate::edge;
use crate::session::{Compiled, Msg, Session};
use desk::Desk;
use host::{HostMsg, Stage};
use pack::Pack;

/// Loads the guide that the build has checked and compiled, in the language of the page. `crashed` is called if the
/// guide ever meets what cannot be: nothing may be asked of it after that.
///
/// # Errors
/// A message for the IT service if the stored guide cannot be read: the file is damaged.
#[wasm_bindgen(js_name = load)]
pub fn load(crashed: Function, lang: &str) -> Result<(), JsError> {
    edge::watch(crashed);
    Pack::built_in().compiled(lang).map(|_| ())
}

/// What the guide of the build says to some answers: an object of ids in, a decision out, its titles in a language.
///
/// # Errors
/// For a value that cannot be made an object.
#[wasm_bindgen(js_name = decide)]
pub fn decide(answers: &JsValue, lang: &str) -> Result<JsValue, JsError> {
    said(&*Pack::built_in().compiled(lang)?, answers)
}

fn said(compiled: &Compiled, answers: &JsValue) -> Result<JsValue, JsError> {
    let (answers, strays) = object::read(&compiled.guide.logic, answers);
    object::decision(&decided(&compiled.guide, &compiled.graph, &answers, &strays))
}

/// One element on a page: it keeps its answers while it is taken out and put back. A page that hears of something may ask
/// it at once for more, so that nothing here is ever held alone.
#[wasm_bindgen]
pub struct Instance {
    desk: Rc<Desk>,
    drawn: RefCell<Option<Drawn>>,
}

/// What there is of an instance while it is in a page.
struct Drawn {
    stage: Stage,
    /// Hears of the history as long as it lives.
    #[expect(dead_code, reason = "it is only held")]
    travels: EventListener,
}

#[wasm_bindgen]
impl Instance {
    /// An instance for an element, in the language that it is in; nothing is drawn yet. `pack` are the bytes of the pack
    /// that it names, the name of the cause why there are none, or neither.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(element: &HtmlElement, lang: &str, pack: &JsValue) -> Result<Instance, JsError> {
        Ok(Self { desk: Rc::new(Desk::new(element, lang, pack)?), drawn: RefCell::default() })
    }

    /// The element is in a page: draw.
    ///
    /// # Errors
    /// If the browser refuses a shadow root or a style sheet.
    pub fn connected(&self) -> Result<(), JsValue> {
        let undrawn = self.drawn.borrow().is_none();
        if let Some(element) = self.desk.element().filter(|_| undrawn) {
            let stage = host::mount(&self.desk, &element)?;
            let travels = address::listen(&self.desk, &stage);
            self.drawn.replace(Some(Drawn { stage, travels }));
        }
        Ok(())
    }

    /// The element, or what is around it, speaks another language now.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub fn speak(&self, lang: &str) -> Result<(), JsError> {
        if self.desk.speak(lang)? {
            self.redraw();
        }
        Ok(())
    }

    /// The element names another pack now, or none: `pack` as for [`Instance::new`].
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub fn wear(&self, lang: &str, pack: &JsValue) -> Result<(), JsError> {
        self.desk.wear(lang, pack)?;
        self.redraw();
        Ok(())
    }

    /// What the guide of this element says to some answers, as [`decide`] tells it.
    ///
    /// # Errors
    /// For a value that cannot be made an object.
    pub fn decide(&self, answers: &JsValue) -> Result<JsValue, JsError> {
        said(&self.desk.compiled(), answers)
    }

    /// The element has left the page.
    pub fn disconnected(&self) {
        if let Some(drawn) = self.drawn.take() {
            host::clear(drawn.stage);
        }
    }

    /// An attribute has another value, or none.
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript hands over what it passes")]
    pub fn attribute(&self, name: &str, before: Option<String>, value: Option<String>) {
        match name {
            "answers" => self.desk.preset(value.as_deref().unwrap_or_default()),
            "remember" => {
                if let Some(before) = before {
                    memory::forget(&before);
                }
                self.desk.keep();
            }
            _ => {}
        }
        self.redraw();
    }

    /// The answers that count, as an object.
    #[must_use]
    pub fn answers(&self) -> JsValue {
        object::answers(&self.desk.compiled().guide.logic, &self.desk.counted())
    }

    /// Replaces the answers by those of an object.
    pub fn answer(&self, answers: &JsValue) {
        let (answers, strays) = object::read(&self.desk.compiled().guide.logic, answers);
        self.desk.happened(Msg::Loaded(Box::new(Session::with(answers, strays))));
        self.redraw();
    }

    /// Another overlay, as text, or the cause for which it could not be had; neither takes it away.
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript hands over what it passes")]
    pub fn overlay(&self, text: Option<String>, cause: Option<String>) {
        self.desk.dress(house::dress(&self.desk.compiled().guide.logic, text.as_deref(), cause.as_deref()));
        let drawn = self.drawn.borrow().is_some();
        if let Some(element) = self.desk.element().filter(|_| drawn) {
            // Without its colours, the guide can be read.
            let _adopted = host::adopt(&self.desk, &element);
        }
        self.redraw();
    }

    /// Begins again.
    pub fn restart(&self) {
        self.desk.happened(Msg::Restarted);
        self.redraw();
    }

    fn redraw(&self) {
        if let Some(drawn) = &*self.drawn.borrow() {
            drawn.stage.tell(HostMsg::Redraw);
        }
    }
}
