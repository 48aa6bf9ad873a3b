//! The focus within one form. A link to `#id` would look in the host page, find nothing there, and change its
//! address; so the controls that lead to the choices carry the focus there themselves.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Puts the focus on the choice picked, or else on the first, of the form in which the event happened.
pub(super) fn choices(event: &Event) {
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("form").ok().flatten());
    let Some(form) = form else { return };
    let found = [".picked input", ".choice input"]
        .iter()
        .find_map(|path| form.query_selector(path).ok().flatten())
        .and_then(|input| input.dyn_into::<HtmlElement>().ok());
    if let Some(input) = found {
        // Only a detached element refuses, and that one has been replaced by a newer screen.
        let _ = input.focus();
    }
}
