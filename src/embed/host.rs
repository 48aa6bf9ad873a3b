//! Draws an element's session into its shadow root: style sheets adopted, never written as text into the page; focus
//! moved after a step, never when the guide appears in somebody else's page.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::HtmlElement;
use yew::{Component, Context, Html};

use super::desk::Desk;
use super::events;
use crate::edge::{self, Drawn, Spare};
use crate::session::Msg;
use crate::ui;
use crate::ui::styles::SHEET;

pub(super) type Stage = edge::Stage<Host>;

thread_local! {
    /// Places whose elements have been taken out.
    static SPARE: Spare<Host> = const { Spare::new(Vec::new()) };
}

/// The drawn guide.
pub(super) struct Host {
    moved: Moved,
}

/// What a drawn guide is told.
pub(super) enum HostMsg {
    /// Something happened on the screen.
    Screen(Msg),
    /// Something happened elsewhere: draw again, and leave the focus where it is.
    Redraw,
    /// The person went back or forth in the history: draw again, and let the focus follow.
    Travelled,
}

/// Whether the screen has just moved on, so that the focus must follow.
#[derive(Clone, Copy, PartialEq)]
enum Moved {
    Yes,
    No,
}

impl Component for Host {
    type Message = HostMsg;
    type Properties = Drawn<Desk>;

    fn create(_ctx: &Context<Self>) -> Self {
        Self { moved: Moved::No }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: HostMsg) -> bool {
        match msg {
            HostMsg::Screen(msg) => {
                // What answers among other fields, or narrows a list, leaves the person where they are.
                let stays = matches!(
                    msg,
                    Msg::Picked(_) | Msg::Filtered(_) | Msg::Searched(..) | Msg::Answered(..) | Msg::Worked(_)
                );
                if !stays {
                    self.moved = Moved::Yes;
                }
                if let Some(desk) = &ctx.props().desk {
                    desk.happened(msg);
                }
            }
            HostMsg::Travelled => self.moved = Moved::Yes,
            HostMsg::Redraw => {}
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(desk) = &ctx.props().desk else { return Html::default() };
        let level = desk.element().as_ref().and_then(|it| edge::level(it)).unwrap_or_default();
        ui::view(&desk.page(), level, &ctx.link().callback(HostMsg::Screen))
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let Some(desk) = &ctx.props().desk else { return };
        let Some(element) = desk.element() else { return };
        if desk.greets() {
            events::ready(&element);
            desk.tell();
        }
        if std::mem::replace(&mut self.moved, Moved::No) == Moved::Yes {
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
    adopt(desk, element)?;
    Stage::mount(desk, &root, &SPARE)
}

/// The element has left the page.
pub(super) fn clear(stage: Stage) {
    stage.clear(&SPARE);
}

/// Dresses the shadow root: in the sheet of the guide, then in the accent of an overlay.
///
/// # Errors
/// What the browser says if it refuses.
pub(super) fn adopt(desk: &Desk, element: &HtmlElement) -> Result<(), JsValue> {
    edge::adopt(element, SHEET, desk.sheet())
}
