//! The rules that an element goes by: those of the build, or those of a compiled pack that its page names. Where that one
//! cannot be used, those of the build, with the reason.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::Element;

use crate::built_in;
use crate::pack::sealed::{self, Unfit};
use crate::page::{Cause, Refusal};
use crate::session::Compiled;

/// A pack in the languages that somebody has asked for.
pub(super) struct Pack {
    /// The file that holds it, unless it is that of the build.
    file: Option<Vec<u8>>,
    /// The guide in each language, under the name by which it was asked for.
    spoken: RefCell<Vec<(String, Rc<Compiled>)>>,
}

/// What an element goes by, and why it is not what its page has asked for. `given` are the bytes of a file, the name of
/// the cause why there are none, or neither, where no pack is asked for.
pub(super) fn worn(element: &Element, given: &JsValue) -> (Rc<Pack>, Option<Refusal>) {
    let cause = if let Some(bytes) = given.dyn_ref::<Uint8Array>() {
        match Pack::opened(bytes.to_vec()) {
            Ok(pack) => return (Rc::new(pack), None),
            Err(unfit) => Some(Cause::Unfit(unfit)),
        }
    } else {
        given.as_string().map(|cause| Cause::named(&cause))
    };
    let address = || element.get_attribute("pack").unwrap_or_default();
    (Pack::built_in(), cause.map(|cause| Refusal { address: address(), cause }))
}

impl Pack {
    /// The pack of the build, one for all elements.
    pub(super) fn built_in() -> Rc<Self> {
        thread_local! {
            static BUILT_IN: Rc<Pack> = Rc::new(Pack { file: None, spoken: RefCell::default() });
        }
        BUILT_IN.with(Rc::clone)
    }

    fn opened(file: Vec<u8>) -> Result<Self, Unfit> {
        sealed::open(&file).map(|_| Self { file: Some(file), spoken: RefCell::default() })
    }

    /// The guide in a language, read when it is first asked for and shared by all who speak it.
    ///
    /// # Errors
    /// A message for the IT service if the stored guide cannot be read.
    pub(super) fn compiled(&self, lang: &str) -> Result<Rc<Compiled>, JsError> {
        let mut spoken = self.spoken.borrow_mut();
        if let Some((_, known)) = spoken.iter().find(|(asked, _)| asked == lang) {
            return Ok(Rc::clone(known));
        }
        let read = match &self.file {
            None => built_in::compiled(lang)?,
            // It has been opened before.
            Some(file) => built_in::spoken(sealed::open(file).map_err(|_| built_in::Damaged)?, lang),
        };
        // Several names may mean one language.
        let same = spoken.iter().find(|(_, it)| it.guide.words.lang == read.guide.words.lang);
        let compiled = same.map_or_else(|| Rc::new(read), |(_, it)| Rc::clone(it));
        spoken.push((lang.to_owned(), Rc::clone(&compiled)));
        Ok(compiled)
    }
}
