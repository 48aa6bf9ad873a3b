//! Draws an element's session into its shadow root: style sheets adopted, never written as text into the page; focus
//! moved after a step, never when the guide appears in somebody else's page.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};
use yew::html::Scope;
use yew::{AppHandle, Component, Context, Html, Properties, Renderer};

use super::desk::Desk;
use super::events;
use crate::edge;
use crate::session::Msg;
use crate::ui;
use crate::ui::styles::SHEET;

/// A place in which Yew draws. What Yew listens to it never lets go of, so a place is not given up when its element is
/// taken out: the next element gets it.
pub(super) struct Stage {
    place: Element,
    app: AppHandle<Host>,
}

thread_local! {
    /// Places whose elements have been taken out.
    static SPARE: RefCell<Vec<Stage>> = const { RefCell::new(Vec::new()) };
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

#[derive(Properties, Clone)]
pub(super) struct HostProps {
    /// Whose guide is drawn; nobody's while the place is spare.
    desk: Option<Rc<Desk>>,
}

/// Whether the screen has just moved on, so that the focus must follow.
#[derive(Clone, Copy, PartialEq)]
enum Moved {
    Yes,
    No,
}

impl PartialEq for HostProps {
    fn eq(&self, other: &Self) -> bool {
        match (&self.desk, &other.desk) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl Component for Host {
    type Message = HostMsg;
    type Properties = HostProps;

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
    let props = HostProps { desk: Some(Rc::clone(desk)) };
    let stage = if let Some(mut stage) = SPARE.with_borrow_mut(Vec::pop) {
        stage.app.update(props);
        stage
    } else {
        // Mounting clears its place: the guide gets a place of its own.
        let place = gloo::utils::document().create_element("div")?;
        let app = Renderer::<Host>::with_root_and_props(place.clone(), props).render();
        Stage { place, app }
    };
    root.replace_children_with_node_1(&stage.place);
    Ok(stage)
}

impl Stage {
    /// Tells the drawn guide something.
    pub(super) fn tell(&self, msg: HostMsg) {
        self.app.send_message(msg);
    }

    /// What tells it something later.
    pub(super) fn teller(&self) -> Scope<Host> {
        (*self.app).clone()
    }

    /// The element has left the page: its place is emptied, and waits for another.
    pub(super) fn clear(mut self) {
        self.app.update(HostProps { desk: None });
        self.place.remove();
        SPARE.with_borrow_mut(|spare| spare.push(self));
    }
}

/// Dresses the shadow root: in the sheet of the guide, then in the accent of an overlay.
///
/// # Errors
/// What the browser says if it refuses.
pub(super) fn adopt(desk: &Desk, element: &HtmlElement) -> Result<(), JsValue> {
    edge::adopt(element, SHEET, desk.sheet())
}
