//! The small pieces that the views share: headings, paragraphs, lists, buttons, links out, parts under a heading.

use yew::{Callback, Html, MouseEvent, html};

use super::{Level, Look};
use crate::page::{Control, Link, Section, Terms};

/// A heading at `level`.
pub(super) fn heading(text: &str, level: Level) -> Html {
    tag(text, level, None, None)
}

/// The heading of the screen.
pub(super) fn screen_heading(text: &str, level: Level) -> Html {
    tag(text, level, Some("heading"), None)
}

/// The heading of the screen, to be read first when the screen is new.
pub(super) fn first_heading(text: &str, level: Level) -> Html {
    tag(text, level, Some("heading"), Some("-1"))
}

/// One element for each level: a tag named at run time would bring a map of attributes into the wasm.
///
/// What may take the focus is what should be read first.
fn tag(text: &str, level: Level, class: Option<&'static str>, tabindex: Option<&'static str>) -> Html {
    let focus = tabindex.map(|_| "");
    match level.number() {
        1 => html! { <h1 {class} {tabindex} data-focus={focus}>{ text }</h1> },
        2 => html! { <h2 {class} {tabindex} data-focus={focus}>{ text }</h2> },
        3 => html! { <h3 {class} {tabindex} data-focus={focus}>{ text }</h3> },
        4 => html! { <h4 {class} {tabindex} data-focus={focus}>{ text }</h4> },
        5 => html! { <h5 {class} {tabindex} data-focus={focus}>{ text }</h5> },
        _ => html! { <h6 {class} {tabindex} data-focus={focus}>{ text }</h6> },
    }
}

/// One paragraph a line.
pub(super) fn paragraphs(lines: &[String]) -> Html {
    lines.iter().map(|line| html! { <p>{ line }</p> }).collect()
}

/// A paragraph, where there is something to say.
pub(super) fn paragraph(text: Option<&String>) -> Html {
    text.map(|text| html! { <p>{ text }</p> }).unwrap_or_default()
}

/// A plain list; a single line is a paragraph.
pub(super) fn list(lines: &[String]) -> Html {
    match lines {
        [] | [_] => paragraphs(lines),
        _ => html! { <ul>{ for lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul> },
    }
}

/// A button that sends its message and nothing else.
pub(super) fn button(class: &'static str, control: &Control, look: Look) -> Html {
    html! {
        <button type="button" class={class} part="button" onclick={press(control, look)}>{ &control.label }</button>
    }
}

/// What pressing a control does.
pub(super) fn press(control: &Control, look: Look) -> Callback<MouseEvent> {
    let msg = control.msg.clone();
    look.send.reform(move |_| msg.clone())
}

/// A link out of the guide. It opens elsewhere, so that the answers stay on the screen, and says so.
pub(super) fn link(to: &Link, look: Look) -> Html {
    html! {
        <a href={to.url.clone()} target="_blank" rel="noopener noreferrer">
            { &to.label }<span class="unseen">{ format!(" ({})", look.new_window) }</span>
        </a>
    }
}

/// Words explained, behind a heading that opens. Folded again with each new screen, for `key` is new then.
pub(super) fn terms(terms: &Terms, key: &str) -> Html {
    let row = |(word, meaning): &(String, String)| {
        html! { <><dt>{ word }</dt><dd>{ meaning }</dd></> }
    };
    html! {
        <details class="terms" part="terms" key={key}>
            <summary>{ &terms.title }</summary>
            <dl>{ for terms.rows.iter().map(row) }</dl>
        </details>
    }
}

/// A part under its own heading, unless there is nothing in it. `rows` draws what it lists.
pub(super) fn part<T>(
    name: &'static str,
    section: &Section<T>,
    look: Look,
    rows: impl FnOnce(&[T], Look) -> Html,
) -> Html {
    if section.rows.is_empty() && section.text.is_none() {
        return Html::default();
    }
    html! {
        <section class={name} part={name}>
            { heading(&section.title, look.level) }
            { paragraph(section.text.as_ref()) }
            if !section.rows.is_empty() { { rows(&section.rows, look.below()) } }
        </section>
    }
}

/// A part that may be missing.
pub(super) fn part_if<T>(
    name: &'static str,
    section: Option<&Section<T>>,
    look: Look,
    rows: impl FnOnce(&[T], Look) -> Html,
) -> Html {
    section.map(|it| part(name, it, look, rows)).unwrap_or_default()
}
