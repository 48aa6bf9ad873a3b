//! What the views are made of: elements drawn by a chain of small calls. `html!` writes each element out in full where
//! it stands, and a screenful of them weighed more than all the rules.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VNode, VTag, VText};
use yew::{AttrValue, Event, Html};

use crate::page::{Focus, Picked};

/// A piece of the screen: an element, a text, a list of pieces, or nothing. In a box, so that handing it on is short.
pub(crate) struct Piece(Box<VNode>);

/// Names each attribute that the guide writes once; those of the lists are not in the module of the guide.
macro_rules! names {
    ($($(#[$only:meta])* $name:ident = $written:literal,)*) => {
        /// The name of an attribute.
        #[derive(Clone, Copy)]
        pub(crate) enum Name {
            $($(#[$only])* $name,)*
        }

        const NAMES: &[&str] = &[$($(#[$only])* $written),*];
    };
}

names! {
    Type = "type",
    Id = "id",
    Group = "name",
    Part = "part",
    Role = "role",
    Href = "href",
    Target = "target",
    Rel = "rel",
    For = "for",
    Lang = "lang",
    TabIndex = "tabindex",
    Focus = "data-focus",
    NoValidate = "novalidate",
    AutoComplete = "autocomplete",
    AutoCapitalize = "autocapitalize",
    SpellCheck = "spellcheck",
    Label = "aria-label",
    DescribedBy = "aria-describedby",
    Invalid = "aria-invalid",
    Hidden = "aria-hidden",
    Class = "class",
    ViewBox = "viewBox",
    Focusable = "focusable",
    Path = "d",
    Value = "value",
    Selected = "selected",
    Disabled = "disabled",
    Download = "download",
    ReadOnly = "readonly",
    Source = "src",
    Alt = "alt",
    Referrer = "referrerpolicy",
    #[cfg(feature = "staff")]
    Accept = "accept",
    #[cfg(feature = "staff")]
    Aspect = "preserveAspectRatio",
    #[cfg(feature = "staff")]
    Height = "height",
    #[cfg(feature = "staff")]
    Max = "max",
    #[cfg(feature = "staff")]
    Rows = "rows",
    #[cfg(feature = "staff")]
    Scope = "scope",
    #[cfg(feature = "staff")]
    Width = "width",
    #[cfg(feature = "staff")]
    X = "x",
}

/// An element without attributes or content.
#[inline(never)]
pub(crate) fn tag(name: &'static str) -> Piece {
    Piece::of(VTag::new(name).into())
}

/// A text, as it stands.
#[inline(never)]
pub(crate) fn text(text: &str) -> Piece {
    Piece::of(VText::new(text.to_owned()).into())
}

/// What `draw` makes of each of some items; also of one that may be missing, as a slice.
pub(crate) fn each<T>(items: &[T], mut draw: impl FnMut(&T) -> Piece) -> Piece {
    let mut list = Piece::none();
    for item in items {
        list = list.with(draw(item));
    }
    list
}

impl Piece {
    /// Nothing; also a list to which others come.
    #[inline(never)]
    pub(crate) fn none() -> Self {
        Self::of(VList::new().into())
    }

    /// With an attribute that never changes.
    #[inline(never)]
    pub(crate) fn is(self, name: Name, value: &'static str) -> Self {
        self.set(name, AttributeOrProperty::Attribute(AttrValue::Static(value)))
    }

    /// With an attribute that the page tells.
    #[inline(never)]
    pub(crate) fn has(self, name: Name, value: &str) -> Self {
        self.set(name, AttributeOrProperty::Attribute(value.to_owned().into()))
    }

    /// With a class.
    #[inline(never)]
    pub(crate) fn class(self, class: &'static str) -> Self {
        self.is(Name::Class, class)
    }

    /// With a part of that name, for the style sheets of the host page.
    #[inline(never)]
    pub(crate) fn part(self, part: &'static str) -> Self {
        self.is(Name::Part, part)
    }

    /// With a key, by which it stays itself among others.
    #[inline(never)]
    pub(crate) fn key(mut self, key: &str) -> Self {
        if let Some(tag) = self.tag() {
            tag.key = Some(Key::from(key));
        }
        self
    }

    /// With what a field holds, or a radio stands for.
    #[inline(never)]
    pub(crate) fn value(mut self, value: &str) -> Self {
        if let Some(tag) = self.tag() {
            tag.set_value(value.to_owned());
        }
        self
    }

    /// With the mark of where the focus goes, if it goes there.
    #[inline(never)]
    pub(crate) fn focus(self, focus: Focus) -> Self {
        if focus == Focus::Here { self.is(Name::Focus, "") } else { self }
    }

    /// An option of a list, with whether it is the one chosen: a property, because a list no longer minds the attribute
    /// once somebody has chosen in it.
    #[inline(never)]
    pub(crate) fn option(self, state: Picked) -> Self {
        let chosen = if state == Picked::Yes { JsValue::TRUE } else { JsValue::FALSE };
        self.set(Name::Selected, AttributeOrProperty::Property(chosen))
    }

    /// With what is to happen on an event.
    #[inline(never)]
    pub(crate) fn on(mut self, kind: ListenerKind, happened: Rc<dyn Fn(&Event)>) -> Self {
        if let Some(tag) = self.tag() {
            tag.add_listener(Rc::new(On { kind, happened }));
        }
        self
    }

    /// With another piece in it.
    #[inline(never)]
    pub(crate) fn with(mut self, piece: Self) -> Self {
        match &mut *self.0 {
            VNode::VTag(tag) => Rc::make_mut(tag).add_child(*piece.0),
            other => other.to_vlist_mut().add_child(*piece.0),
        }
        self
    }

    /// With a text in it.
    #[inline(never)]
    pub(crate) fn text(self, it: &str) -> Self {
        self.with(text(it))
    }

    /// As Yew takes it.
    pub(crate) fn html(self) -> Html {
        *self.0
    }

    /// The element, to be drawn on.
    pub(crate) fn tag(&mut self) -> Option<&mut VTag> {
        match &mut *self.0 {
            VNode::VTag(tag) => Some(Rc::make_mut(tag)),
            _ => None,
        }
    }

    /// All elements have the same list of attributes, most of them without value: Yew compares such lists place by
    /// place. Maps from name to value, which it takes as well, would weigh two thousand bytes more on the wire.
    fn set(mut self, name: Name, value: AttributeOrProperty) -> Self {
        if let Some(tag) = self.tag() {
            if matches!(tag.attributes, Attributes::Static(_)) {
                tag.attributes = Attributes::Dynamic { keys: NAMES, values: vec![None; NAMES.len()].into() };
            }
            if let Attributes::Dynamic { values, .. } = &mut tag.attributes
                && let Some(place) = values.get_mut(name as usize)
            {
                *place = Some(value);
            }
        }
        self
    }

    fn of(node: VNode) -> Self {
        Self(Box::new(node))
    }
}

/// What is to happen on an event.
struct On {
    kind: ListenerKind,
    happened: Rc<dyn Fn(&Event)>,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        self.kind.clone()
    }

    fn handle(&self, event: Event) {
        (self.happened)(&event);
    }

    fn passive(&self) -> bool {
        false
    }
}
