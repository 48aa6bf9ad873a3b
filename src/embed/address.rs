//! The address of the page, for the one element that asks for it with `history`: each answer becomes an entry of the
//! history, so that Back leads to the question before, and the address restores everything. Nobody else's is touched.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::desk::Desk;
use super::host::{HostMsg, Stage};

/// Whether the element may use the address.
pub(super) fn asked(element: &Element) -> bool {
    element.has_attribute("history")
}

/// What stands behind the `#` of the address, with it, as it was before a browser or a mail program escaped it; empty
/// where the browser does not say.
pub(super) fn fragment() -> String {
    let written = window().location().hash().unwrap_or_default();
    js_sys::decode_uri_component(&written).map_or(written, String::from)
}

/// The address of the page, without its fragment; empty where the browser does not say.
pub(super) fn page() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Whether the present entry of the history was made here: a link that somebody opens is none.
pub(super) fn own() -> bool {
    window().history().and_then(|history| history.state()).is_ok_and(|state| state.is_truthy())
}

/// A new entry in the history, unless it is the present one.
pub(super) fn push(link: &str) {
    if fragment() == link {
        return;
    }
    if let Ok(history) = window().history() {
        // A sandbox may refuse, and a browser refuses the hundredth within a few seconds: the answers stand all the same.
        let _pushed = history.push_state_with_url(&JsValue::TRUE, "", Some(link));
    }
}

/// The present entry of the history, led to elsewhere.
pub(super) fn replace(link: &str) {
    if let Ok(history) = window().history() {
        // Refused as above, and as harmless.
        let _replaced = history.replace_state_with_url(&JsValue::TRUE, "", Some(link));
    }
}

/// Follows the person back and forth, as long as the listener lives and the element asks for it.
pub(super) fn listen(desk: &Rc<Desk>, stage: &Stage) -> EventListener {
    let (desk, guide) = (Rc::clone(desk), stage.teller());
    EventListener::new(&window(), "popstate", move |_| {
        if desk.element().is_some_and(|element| asked(&element)) && desk.travelled() {
            guide.send_message(HostMsg::Travelled);
        }
    })
}
