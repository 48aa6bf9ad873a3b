//! What the views draw, as text: rendered on this machine, then freed of what only the element needs.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use yew::{Html, LocalServerRenderer, Properties, component};

/// What the element alone needs: names for the styles of its host page, places for the focus that it moves. `rel` is
/// said once, in the head of the page.
const DROPPED: [&str; 4] = ["part", "tabindex", "data-focus", "rel"];

/// The views' ids, unique in one shadow root, would not be in one document.
const VIEW_ID: (&str, &str) = ("id=\"cpx-", "data-id=\"");

/// A view as HTML.
pub(super) fn html(view: Html) -> String {
    let rendering = LocalServerRenderer::<Drawn>::with_props(DrawnProps { view }).hydratable(false).render();
    // The views wait for nothing, so one look is enough and no runtime is needed. One that waited would be drawn empty,
    // which the walk through the document in `tests/still.rs` would find.
    let drawn = match pin!(rendering).as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(drawn) => drawn,
        Poll::Pending => String::new(),
    };
    lean(&drawn)
}

/// A text as it stands in HTML, between tags or in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Without the attributes that are dropped. The renderer quotes every value and escapes quotes and `<` in it, so a tag is
/// what stands between `<` and the first `>` outside quotes.
fn lean(drawn: &str) -> String {
    let mut lean = String::with_capacity(drawn.len());
    let mut rest = drawn;
    while let Some((before, after)) = rest.split_once('<') {
        lean.push_str(before);
        let mut quoted = false;
        let end = after.find(|letter| {
            quoted ^= letter == '"';
            letter == '>' && !quoted
        });
        let (tag, after) = after.split_at(end.unwrap_or(after.len()));
        lean.push('<');
        push_tag(&mut lean, tag);
        rest = after;
    }
    lean.push_str(rest);
    lean
}

fn push_tag(lean: &mut String, tag: &str) {
    let mut quoted = false;
    let pieces = tag.split(|letter| {
        quoted ^= letter == '"';
        letter == ' ' && !quoted
    });
    for (place, piece) in pieces.enumerate() {
        let name = piece.split_once('=').map_or(piece, |(name, _)| name);
        if place > 0 && DROPPED.contains(&name) {
            continue;
        }
        if place > 0 {
            lean.push(' ');
        }
        match piece.strip_prefix(VIEW_ID.0) {
            Some(id) => lean.extend([VIEW_ID.1, id]),
            None => lean.push_str(piece),
        }
    }
}

#[derive(PartialEq, Properties)]
struct DrawnProps {
    view: Html,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    props.view.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_element_needs_is_dropped() {
        let drawn =
            "<p part=\"a b\" id=\"cpx-step-x\" class=\"c\">part=\"x\"</p><a title=\"&gt; part=\" rel=\"no more\">y</a>";
        assert_eq!(lean(drawn), "<p data-id=\"step-x\" class=\"c\">part=\"x\"</p><a title=\"&gt; part=\">y</a>");
    }
}
