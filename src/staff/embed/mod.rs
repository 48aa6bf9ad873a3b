//! The edge of the lists: the only part that touches the DOM, files, workers. JavaScript classes without logic (`element.js`,
//! `clerk.js`, `serve.js`) forward what the browser tells them; everything they are told is decided here. The page and its
//! worker are two instances of one module, each with its half.

mod desk;
mod host;
mod worker;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{File, HtmlElement};

use super::clerk::Said;
use super::fault::Fault;
use super::session::Msg;
use crate::built_in;
use crate::edge;
use desk::Desk;
use host::{HostMsg, Stage};

#[wasm_bindgen]
extern "C" {
    /// What only the browser can do for an element: `element.js` does it.
    pub type Edge;
    /// Has the clerk do a job, with a file beside it.
    #[wasm_bindgen(method)]
    fn ask(this: &Edge, job: &str, file: Option<File>);
    /// Has the clerk stop.
    #[wasm_bindgen(method)]
    fn stop(this: &Edge);
    /// Lets the clerk go, with all that it holds.
    #[wasm_bindgen(method)]
    fn leave(this: &Edge);
    /// Reads a small file as text; it comes back by [`Staff::read`].
    #[wasm_bindgen(method)]
    fn read(this: &Edge, file: &File);
    /// Makes a file of a text.
    #[wasm_bindgen(method)]
    fn file(this: &Edge, text: &str) -> File;
    /// Saves a text, or what the clerk has written last.
    #[wasm_bindgen(method)]
    fn save(this: &Edge, name: &str, kind: &str, text: Option<&str>);
    /// Prints the page.
    #[wasm_bindgen(method)]
    fn print(this: &Edge);
}

/// Loads what the build has checked and stored. `crashed` is called if the module ever meets what cannot be: nothing may be
/// asked of it after that.
///
/// # Errors
/// A message for the IT service if the stored guide cannot be read: the file is damaged.
#[wasm_bindgen(js_name = load)]
pub fn load(crashed: Function, lang: &str) -> Result<(), JsError> {
    edge::watch(crashed);
    Ok(built_in::compiled(lang).map(|_| ())?)
}

/// One element on a page: it keeps its list while it is taken out and put back.
#[wasm_bindgen]
pub struct Staff {
    desk: Rc<Desk>,
    drawn: RefCell<Option<Stage>>,
}

#[wasm_bindgen]
impl Staff {
    /// An instance for an element, in the language that it is in; nothing is drawn yet.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(element: &HtmlElement, lang: &str, edge: Edge) -> Result<Staff, JsError> {
        Ok(Self { desk: Rc::new(Desk::new(element, lang, edge)?), drawn: RefCell::default() })
    }

    /// The element is in a page: draw.
    ///
    /// # Errors
    /// If the browser refuses a shadow root or a style sheet.
    pub fn connected(&self) -> Result<(), JsValue> {
        let undrawn = self.drawn.borrow().is_none();
        if let Some(element) = self.desk.element().filter(|_| undrawn) {
            let stage = host::mount(&self.desk, &element)?;
            self.drawn.replace(Some(stage));
        }
        Ok(())
    }

    /// The element has left the page.
    pub fn disconnected(&self) {
        if let Some(stage) = self.drawn.take() {
            host::clear(stage);
        }
    }

    /// The element, or what is around it, has another language or another look now.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub fn speak(&self, lang: &str) -> Result<(), JsError> {
        self.desk.speak(lang)?;
        self.tell(HostMsg::Redraw);
        Ok(())
    }

    /// The clerk said something: JSON of what [`Worker::says`](worker::Worker) gives.
    pub fn heard(&self, said: &str) {
        let said = serde_json::from_str(said).unwrap_or(Said::Failed(Fault::Crashed));
        self.tell(HostMsg::Happened(Msg::Heard(said)));
    }

    /// The clerk was lost in the midst of a job.
    pub fn lost(&self) {
        self.tell(HostMsg::Happened(Msg::Heard(Said::Failed(Fault::Crashed))));
    }

    /// What a small file holds; nothing if it could not be read.
    pub fn read(&self, text: &str) {
        self.tell(HostMsg::Happened(Msg::MappingGiven(text.to_owned())));
    }

    fn tell(&self, msg: HostMsg) {
        match (&*self.drawn.borrow(), msg) {
            (Some(stage), msg) => stage.tell(msg),
            // Taken out of the page meanwhile: the list goes on all the same.
            (None, HostMsg::Happened(msg)) => self.desk.happened(msg),
            (None, _) => {}
        }
    }
}
