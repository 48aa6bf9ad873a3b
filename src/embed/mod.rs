//! The edge: the only part that touches the DOM and the host page. A JavaScript class without logic (`element.js`)
//! forwards what the browser tells a custom element; everything it is told is decided here.

mod address;
mod desk;
mod events;
mod host;
mod house;
mod memory;
mod object;
mod value;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::built_in;
use crate::decision::decide as decided;
use crate::session::{Compiled, Msg, Session};
use desk::Desk;
use host::{HostMsg, Stage};

thread_local! {
    /// The guide in each language that somebody has asked for, under the name by which it was.
    static SPOKEN: RefCell<Vec<(String, Rc<Compiled>)>> = const { RefCell::new(Vec::new()) };
    static CRASHED: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Loads the guide that the build has checked and compiled, in the language of the page. `crashed` is called if the
/// guide ever meets what cannot be: nothing may be asked of it after that.
///
/// # Errors
/// A message for the IT service if the stored guide cannot be read: the file is damaged.
#[wasm_bindgen(js_name = load)]
pub fn load(crashed: Function, lang: &str) -> Result<(), JsError> {
    CRASHED.set(Some(crashed));
    // Yew would set its own otherwise, when it first draws.
    yew::set_custom_panic_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        if let Some(crashed) = CRASHED.take() {
            // There is nobody left to tell what this may answer.
            let _told = crashed.call0(&JsValue::NULL);
        }
    }));
    compiled(lang).map(|_| ())
}

/// What the guide says to some answers: an object of ids in, a decision out, its titles in a language.
///
/// # Errors
/// For a value that cannot be made an object.
#[wasm_bindgen(js_name = decide)]
pub fn decide(answers: &JsValue, lang: &str) -> Result<JsValue, JsError> {
    let compiled = compiled(lang)?;
    let (answers, strays) = object::read(&compiled.guide.logic, answers);
    object::decision(&decided(&compiled.guide, &compiled.graph, &answers, &strays))
}

/// One element on a page: it keeps its answers while it is taken out and put back.
#[wasm_bindgen]
pub struct Instance {
    desk: Rc<Desk>,
    drawn: Option<Drawn>,
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
    /// An instance for an element, in the language that it is in; nothing is drawn yet.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(element: &HtmlElement, lang: &str) -> Result<Instance, JsError> {
        let desk = Desk::new(compiled(lang)?, element);
        Ok(Self { desk: Rc::new(desk), drawn: None })
    }

    /// The element is in a page: draw.
    ///
    /// # Errors
    /// If the browser refuses a shadow root or a style sheet.
    pub fn connected(&mut self) -> Result<(), JsValue> {
        if let (None, Some(element)) = (&self.drawn, self.desk.element()) {
            let stage = host::mount(&self.desk, &element)?;
            let travels = address::listen(&self.desk, &stage);
            self.drawn = Some(Drawn { stage, travels });
        }
        Ok(())
    }

    /// The element, or what is around it, speaks another language now.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub fn speak(&mut self, lang: &str) -> Result<(), JsError> {
        if self.desk.speak(&compiled(lang)?) {
            self.redraw();
        }
        Ok(())
    }

    /// The element has left the page.
    pub fn disconnected(&mut self) {
        if let Some(drawn) = self.drawn.take() {
            drawn.stage.clear();
        }
    }

    /// An attribute has another value, or none.
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript hands over what it passes")]
    pub fn attribute(&mut self, name: &str, before: Option<String>, value: Option<String>) {
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
        object::answers(self.desk.logic(), &self.desk.counted())
    }

    /// Replaces the answers by those of an object.
    pub fn answer(&mut self, answers: &JsValue) {
        let (answers, strays) = object::read(self.desk.logic(), answers);
        self.desk.happened(Msg::Loaded(Box::new(Session::with(answers, strays))));
        self.redraw();
    }

    /// Another overlay, as text, or the cause for which it could not be had; neither takes it away.
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript hands over what it passes")]
    pub fn overlay(&mut self, text: Option<String>, cause: Option<String>) {
        self.desk.dress(house::dress(self.desk.logic(), text.as_deref(), cause.as_deref()));
        if let Some(element) = self.desk.element().filter(|_| self.drawn.is_some()) {
            // Without its colours, the guide can be read.
            let _adopted = host::adopt(&self.desk, &element);
        }
        self.redraw();
    }

    /// Begins again.
    pub fn restart(&mut self) {
        self.desk.happened(Msg::Restarted);
        self.redraw();
    }

    fn redraw(&self) {
        if let Some(drawn) = &self.drawn {
            drawn.stage.tell(HostMsg::Redraw);
        }
    }
}

/// The guide in a language, read when it is first asked for and shared by all who speak it.
fn compiled(lang: &str) -> Result<Rc<Compiled>, JsError> {
    let known = SPOKEN.with_borrow(|spoken| spoken.iter().find(|(asked, _)| asked == lang).map(|it| Rc::clone(&it.1)));
    if let Some(known) = known {
        return Ok(known);
    }
    let read = Rc::new(built_in::compiled(lang)?);
    SPOKEN.with_borrow_mut(|spoken| {
        // Several names may mean one language.
        let same = spoken.iter().find(|(_, it)| it.guide.words.lang == read.guide.words.lang);
        let compiled = same.map_or(read, |(_, it)| Rc::clone(it));
        spoken.push((lang.to_owned(), Rc::clone(&compiled)));
        Ok(compiled)
    })
}
