//! The guide as a document without any script, for where WebAssembly or JavaScript is missing: a section for each
//! question, with its choices as links, and one for each result, with the same words drawn by the same views.
//!
//! Every screen is in the document; its sheet shows the one that the address names, or the first question. Without the
//! sheet it is one long text in the order of asking. It exists on the developer's machine alone, never in the wasm.

mod html;
mod sheet;
mod tree;

use crate::page::ResultPage;
use crate::session::Compiled;
use crate::ui::{Level, still};
pub(crate) use html::escaped;
use html::html;
use tree::{Decided, Screen};

/// What the document allows itself: its sheet, its icon and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// The same document in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its language.
    pub lang: String,
    /// What the link to it says, in that language.
    pub label: String,
    /// Where it is.
    pub file: String,
}

/// The whole document, to stand beside its sheet `static.css`, the icon and those in other languages.
#[must_use]
pub fn page(compiled: &Compiled, others: &[Elsewhere]) -> String {
    let words = &compiled.guide.words;
    format!(
        "<!doctype html>\n<html lang=\"{}\" class=\"sheet\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n\
         <link rel=\"icon\" href=\"icon.svg\">\n<link rel=\"stylesheet\" href=\"static.css\">\n</head>\n<body>\n<main>\n\
         {}{}</main>\n</body>\n</html>\n",
        escaped(&words.lang),
        escaped(&words.title),
        others.iter().map(elsewhere).collect::<String>(),
        sections(compiled),
    )
}

fn elsewhere(it: &Elsewhere) -> String {
    let (lang, file, label) = (escaped(&it.lang), escaped(&it.file), escaped(&it.label));
    format!("<p class=\"elsewhere\"><a href=\"{file}\" hreflang=\"{lang}\" lang=\"{lang}\">{label}</a></p>\n")
}

/// What the document shows: all screens, dressed by [`style`]. May stand in any page that links that sheet, once, and
/// brings its own heading of the first level.
#[must_use]
pub fn sections(compiled: &Compiled) -> String {
    let screens = tree::screens(compiled);
    let title = format!("<h1 class=\"title\">{}</h1>\n", escaped(&compiled.guide.words.title));
    let drawn: String = screens.iter().map(|screen| section(screen) + "\n").collect();
    let end = decided(&screens).next().map(|it| {
        let glossary = it.shown.glossary.as_ref().map(still::glossary).unwrap_or_default();
        format!("{}\n{}\n", html(glossary), html(still::footer(&it.page)))
    });
    framed(compiled, "", &(title + &drawn + &end.unwrap_or_default()))
}

/// The first question as the element draws it, to stand in the element until it does: nothing moves when the element
/// takes over. Its choices lead into the document at `target`; dressed by [`style`].
#[must_use]
pub fn first(compiled: &Compiled, target: &str, level: Level) -> String {
    let Some(it) = tree::first(compiled, target) else { return String::new() };
    let title = format!("<p class=\"title\">{}</p>\n", escaped(&it.page.title));
    let asked = html(still::question(&it.page, &it.question, &it.choices, &it.way, level));
    let footer = html(still::footer(&it.page));
    framed(compiled, " alone", &format!("{title}{asked}\n{footer}\n"))
}

/// The sheet that dresses all of these. Beside them it touches only the ground on which the document lies, and paper.
#[must_use]
pub fn style(compiled: &Compiled) -> String {
    let most = decided(&tree::screens(compiled)).map(|it| it.reached.len()).max();
    sheet::sheet(most.unwrap_or_default())
}

fn decided(screens: &[Screen]) -> impl Iterator<Item = &Decided> {
    screens.iter().filter_map(|screen| match screen {
        Screen::Decides(decided) => Some(&**decided),
        Screen::Asks(_) => None,
    })
}

fn section(screen: &Screen) -> String {
    let level = Level::default();
    match screen {
        Screen::Asks(it) => {
            let start = if it.id == tree::START { " start" } else { "" };
            let drawn = html(still::question(&it.page, &it.question, &it.choices, &it.way, level));
            format!("<div class=\"screen{start}\" id=\"{}\">{drawn}</div>", escaped(&it.id))
        }
        Screen::Decides(it) => {
            let shown = ResultPage { glossary: None, ..it.shown.clone() };
            format!("<div class=\"decided\">{}</div>", html(still::result(&it.page, &shown, &it.reached, level)))
        }
    }
}

fn framed(compiled: &Compiled, class: &str, inside: &str) -> String {
    let lang = escaped(&compiled.guide.words.lang);
    format!("<div class=\"still{class}\">\n<div class=\"guide\" lang=\"{lang}\">\n{inside}</div>\n</div>\n")
}
