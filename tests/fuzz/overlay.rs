//! Any text as an overlay: read, and put on a question, on a result and on all questions at once. Nothing that leads
//! anywhere runs a script or opens a file.
#![no_main]

use std::sync::LazyLock;

use cpx_guide::built_in;
use cpx_guide::engine::{Answers, paths};
use cpx_guide::overlay::parse;
use cpx_guide::page::{Page, page};
use cpx_guide::session::{Compiled, Mode, Session};
use libfuzzer_sys::fuzz_target;

static GUIDE: LazyLock<Compiled> = LazyLock::new(|| built_in::compiled("").unwrap());
/// The first question, the longest plan, and that plan beside all questions.
static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let longest = paths(&GUIDE.graph).max_by_key(|path| GUIDE.graph.plan(path.plan).steps.len()).unwrap();
    let session = Session::with(Answers::of(&longest.turns), Vec::new());
    let expert = Session { mode: Mode::Expert, ..session.clone() };
    [Session::default(), session, expert].iter().map(|session| page(&GUIDE, session)).collect()
});

fuzz_target!(|text: &str| {
    let (overlay, problems) = parse(&GUIDE.guide.logic, text);
    for page in &*PAGES {
        let dressed = page.clone().dressed(&GUIDE.guide.words, &overlay, &problems);
        let shown = format!("{dressed:?}").to_ascii_lowercase();
        for evil in ["\"javascript:", "\"data:", "\"vbscript:", "\"file:"] {
            assert!(!links(&shown).any(|link| link.starts_with(evil)), "{text} leads to {evil}");
        }
    }
});

/// What stands in the place of an address.
fn links(shown: &str) -> impl Iterator<Item = &str> {
    let places = ["url: ", "address: "].into_iter().flat_map(|field| shown.split(field).skip(1));
    places.map(|link| link.strip_prefix("some(").unwrap_or(link))
}
