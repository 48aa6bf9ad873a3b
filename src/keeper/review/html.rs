//! The little HTML that the dossier is made of: elements with a class and what is in them, text made safe. Nothing else
//! of the dossier writes a `<`.

use crate::still::escaped;

/// Text as it stands between tags.
pub(super) fn text(text: &str) -> String {
    escaped(text)
}

/// An element around what is HTML already.
pub(super) fn tag(name: &str, inside: &str) -> String {
    format!("<{name}>{inside}</{name}>\n")
}

/// The same with attributes, whose values are made safe.
pub(super) fn with(name: &str, attributes: &[(&str, &str)], inside: &str) -> String {
    let attributes = attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)));
    format!("<{name}{}>{inside}</{name}>\n", attributes.collect::<String>())
}

/// A paragraph, of a class if it has one to name.
pub(super) fn line(class: &str, said: &str) -> String {
    with("p", &[("class", class)], &text(said))
}

/// A list of what is HTML already.
pub(super) fn list(kind: &str, items: impl IntoIterator<Item = String>) -> String {
    let items: String = items.into_iter().map(|it| tag("li", &it)).collect();
    if items.is_empty() { items } else { tag(kind, &items) }
}

/// Names with what is said of each, which is HTML already; what is empty is left out.
pub(super) fn facts(rows: &[(&str, String)]) -> String {
    let rows = rows.iter().filter(|(_, said)| !said.is_empty());
    tag("dl", &rows.map(|(name, said)| tag("dt", &text(name)) + &tag("dd", said)).collect::<String>())
}

/// A link within the page, or out of it.
pub(super) fn link(address: &str, said: &str) -> String {
    with("a", &[("href", address)], &text(said)).trim_end().to_owned()
}

/// What can be opened.
pub(super) fn details(summary: &str, inside: &str) -> String {
    tag("details", &(tag("summary", &text(summary)) + inside))
}
