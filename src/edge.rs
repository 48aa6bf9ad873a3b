//! What every element of this crate needs of the browser, whatever it shows: it hears of a crash, has a shadow root with
//! style sheets of its own and a place in which Yew draws, moves the focus, sends events. It knows nothing of guides or
//! lists.

use std::cell::RefCell;
use std::rc::Rc;
use std::thread::LocalKey;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CssStyleSheet, CustomEvent, CustomEventInit, Element, EventTarget, HtmlElement, ShadowRoot, ShadowRootInit,
    ShadowRootMode,
};
use yew::html::Scope;
use yew::{AppHandle, Component, Properties, Renderer};

use crate::ui::Level;

thread_local! {
    static CRASHED: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// One sheet for all elements of the page: a module draws one kind of element.
    static ADOPTED: RefCell<Option<CssStyleSheet>> = const { RefCell::new(None) };
}

/// Has `crashed` called if the module ever meets what cannot be: nothing may be asked of it after that.
pub(crate) fn watch(crashed: Function) {
    CRASHED.set(Some(crashed));
    // Yew would set its own otherwise, when it first draws.
    yew::set_custom_panic_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        if let Some(crashed) = CRASHED.take() {
            // There is nobody left to tell what this may answer.
            let _told = crashed.call0(&JsValue::NULL);
        }
    }));
}

/// A place in which Yew draws. What Yew listens to it never lets go of, so a place is not given up when its element is
/// taken out: the next element gets it.
pub(crate) struct Stage<C: Component> {
    place: Element,
    app: AppHandle<C>,
}

/// Places whose elements have been taken out.
pub(crate) type Spare<C> = RefCell<Vec<Stage<C>>>;

/// What is drawn in a place.
#[derive(Properties)]
pub(crate) struct Drawn<D: 'static> {
    /// What the element draws from; nothing while the place is spare.
    pub(crate) desk: Option<Rc<D>>,
}

impl<D> PartialEq for Drawn<D> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.desk, &other.desk) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl<C: Component<Properties = Drawn<D>>, D: 'static> Stage<C> {
    /// Draws in a shadow root, in a spare place if there is one.
    ///
    /// # Errors
    /// What the browser says if it refuses.
    pub(crate) fn mount(desk: &Rc<D>, root: &ShadowRoot, spare: &'static LocalKey<Spare<C>>) -> Result<Self, JsValue> {
        let drawn = Drawn { desk: Some(Rc::clone(desk)) };
        let stage = if let Some(mut stage) = spare.with_borrow_mut(Vec::pop) {
            stage.app.update(drawn);
            stage
        } else {
            // Mounting clears its place: what is drawn gets a place of its own.
            let place = gloo::utils::document().create_element("div")?;
            let app = Renderer::<C>::with_root_and_props(place.clone(), drawn).render();
            Self { place, app }
        };
        root.replace_children_with_node_1(&stage.place);
        Ok(stage)
    }

    /// The element has left the page: its place is emptied, and waits for another.
    pub(crate) fn clear(mut self, spare: &'static LocalKey<Spare<C>>) {
        self.app.update(Drawn { desk: None });
        self.place.remove();
        spare.with_borrow_mut(|spare| spare.push(self));
    }

    /// Tells what is drawn something.
    pub(crate) fn tell(&self, msg: C::Message) {
        self.teller().send_message(msg);
    }

    /// What tells it something later.
    pub(crate) fn teller(&self) -> Scope<C> {
        (*self.app).clone()
    }
}

/// The shadow root of an element; it gets one if it has none.
///
/// # Errors
/// What the browser says if it refuses.
pub(crate) fn root(element: &Element) -> Result<ShadowRoot, JsValue> {
    match element.shadow_root() {
        Some(root) => Ok(root),
        None => element.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)),
    }
}

/// Dresses the shadow root of an element: in the sheet of the module, then in one of its own.
///
/// # Errors
/// What the browser says if it refuses.
pub(crate) fn adopt(element: &Element, sheet: &str, own: Option<CssStyleSheet>) -> Result<(), JsValue> {
    let mut sheets = ADOPTED.with_borrow_mut(|adopted| -> Result<Array, JsValue> {
        if adopted.is_none() {
            let made = CssStyleSheet::new()?;
            made.replace_sync(sheet)?;
            *adopted = Some(made);
        }
        Ok(adopted.iter().collect())
    })?;
    sheets.extend(own);
    let Some(root) = element.shadow_root() else { return Ok(()) };
    Reflect::set(&root, &"adoptedStyleSheets".into(), &sheets).map(|_| ())
}

/// The level of an element's main heading, if it names one.
pub(crate) fn level(element: &Element) -> Option<Level> {
    let written = element.get_attribute("heading-level")?;
    written.trim().parse().ok().and_then(Level::new)
}

/// Moves the focus to the heading of the new screen, or to what must be mended.
pub(crate) fn focus(element: &Element) {
    let target = element.shadow_root().and_then(|root| root.query_selector("[data-focus]").ok().flatten());
    if let Some(target) = target.and_then(|target: Element| target.dyn_into::<HtmlElement>().ok()) {
        // An element that refuses the focus keeps the screen readable all the same.
        let _focused = target.focus();
    }
}

/// Sends a bubbling, composed event.
pub(crate) fn send(element: &EventTarget, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // What a listener answers, or throws, is its own affair.
        let _heard = element.dispatch_event(&event);
    }
}
