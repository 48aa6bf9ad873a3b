//! Draws an element's session into its shadow root. Drawing follows when the browser has time; the focus follows a step, and
//! is never moved when the element appears in somebody else's page.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};
use yew::{AppHandle, Component, Context, Html, Properties, Renderer};

use super::desk::Desk;
use crate::edge;
use crate::staff::session::Msg;
use crate::staff::ui::styles::SHEET;
use crate::staff::ui::{self, Gesture};

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

#[derive(Properties, Clone)]
pub(super) struct HostProps {
    /// Whose page is drawn; nobody's while the place is spare.
    desk: Option<Rc<Desk>>,
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
    let props = HostProps { desk: Some(Rc::clone(desk)) };
    let stage = if let Some(mut stage) = SPARE.with_borrow_mut(Vec::pop) {
        stage.app.update(props);
        stage
    } else {
        // Mounting clears its place: the page gets a place of its own.
        let place = gloo::utils::document().create_element("div")?;
        let app = Renderer::<Host>::with_root_and_props(place.clone(), props).render();
        Stage { place, app }
    };
    root.replace_children_with_node_1(&stage.place);
    Ok(stage)
}

impl Stage {
    /// Tells the drawn page something.
    pub(super) fn tell(&self, msg: HostMsg) {
        self.app.send_message(msg);
    }

    /// The element has left the page: its place is emptied, and waits for another.
    pub(super) fn clear(mut self) {
        self.app.update(HostProps { desk: None });
        self.place.remove();
        SPARE.with_borrow_mut(|spare| spare.push(self));
    }
}
