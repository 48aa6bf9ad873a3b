//! Draws an element's session into its shadow root. Drawing follows when the browser has time; the focus follows a step, and
//! is never moved when the element appears in somebody else's page.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::HtmlElement;
use yew::{Component, Context, Html};

use super::desk::Desk;
use crate::edge::{self, Drawn, Spare};
use crate::staff::session::Msg;
use crate::staff::ui::styles::SHEET;
use crate::staff::ui::{self, Gesture};

pub(super) type Stage = edge::Stage<Host>;

thread_local! {
    /// Places whose elements have been taken out.
    static SPARE: Spare<Host> = const { Spare::new(Vec::new()) };
}

/// The drawn page.
pub(super) struct Host;

/// What a drawn page is told.
pub(super) enum HostMsg {
    /// The person did something.
    Did(Gesture),
    /// Something happened elsewhere.
    Happened(Msg),
    /// Draw again.
    Redraw,
}

impl Component for Host {
    type Message = HostMsg;
    type Properties = Drawn<Desk>;

    fn create(_ctx: &Context<Self>) -> Self {
        Self
    }

    fn update(&mut self, ctx: &Context<Self>, msg: HostMsg) -> bool {
        if let Some(desk) = &ctx.props().desk {
            match msg {
                HostMsg::Did(gesture) => desk.did(gesture),
                HostMsg::Happened(msg) => desk.happened(msg),
                HostMsg::Redraw => {}
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(desk) = &ctx.props().desk else { return Html::default() };
        let level = desk.element().and_then(|element| edge::level(&element)).unwrap_or_default();
        ui::view(&desk.page(), level, &ctx.link().callback(HostMsg::Did))
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let Some(desk) = &ctx.props().desk else { return };
        let Some(element) = desk.element() else { return };
        desk.greet();
        if desk.moved() {
            edge::focus(&element);
        }
    }
}

/// Draws the session of an element into its shadow root.
///
/// # Errors
/// What the browser says if it refuses.
pub(super) fn mount(desk: &Rc<Desk>, element: &HtmlElement) -> Result<Stage, JsValue> {
    let root = edge::root(element)?;
    edge::adopt(element, SHEET, None)?;
    Stage::mount(desk, &root, &SPARE)
}

/// The element has left the page.
pub(super) fn clear(stage: Stage) {
    stage.clear(&SPARE);
}
