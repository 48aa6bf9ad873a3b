//! What is printed, read back from the PDF: one sheet of A4 for each verdict and for the longest plans, every step and
//! every address on it, nothing on it that is only to be pressed.

use lopdf::Document;
use serde_json::Value;
use thirtyfour::common::print::{PrintPage, PrintParameters};

use crate::browser::{Browser, in_engines};
use crate::hands::screen_where;
use crate::rules;

in_engines!([Chromium as chromium, Firefox as firefox] {
    each_verdict_is_one_sheet, the_longest_plans_are_one_sheet, wherever_the_guide_stands_it_is_one_sheet,
});

/// How many of the longest plans are printed.
const LONGEST: usize = 12;
/// A4, in points.
const SHEET: (f32, f32) = (595.28, 841.89);
/// A page that ships, one of a host, and the document of the frame.
const PLACES: &[&str] = &["/", "/paper.html", "/frame.html"];
const CONTROLS: &str = "
    const root = document.querySelector('cpx-guide').shadowRoot;
    return [...root.querySelectorAll('button, summary')].map((it) => it.textContent)";

async fn each_verdict_is_one_sheet(browser: &Browser) {
    let plans = plans();
    let mut seen = Vec::new();
    for (path, decision) in &plans {
        if !seen.contains(&&decision["verdict"]) {
            seen.push(&decision["verdict"]);
            one_sheet(browser, "/", path, decision).await;
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
}

async fn the_longest_plans_are_one_sheet(browser: &Browser) {
    for (path, decision) in plans().iter().take(LONGEST) {
        one_sheet(browser, "/", path, decision).await;
    }
}

async fn wherever_the_guide_stands_it_is_one_sheet(browser: &Browser) {
    let plans = plans();
    for place in PLACES {
        for (path, decision) in [&plans[0], &plans[plans.len() / 2]] {
            one_sheet(browser, place, path, decision).await;
        }
    }
}

/// Every path with its decision, those with the most to print first; of paths to the same plan, one.
fn plans() -> Vec<(String, Value)> {
    let paths = rules::paths();
    let decided = rules::decisions(paths.iter().map(String::as_str));
    let mut plans: Vec<(String, Value)> = paths.into_iter().zip(decided).collect();
    let weight =
        |it: &Value| ["steps", "documents", "notes"].iter().map(|key| it[*key].to_string().len()).sum::<usize>();
    plans.sort_by_key(|(path, it)| std::cmp::Reverse((weight(it), path.len())));
    plans.dedup_by(|(_, a), (_, b)| {
        a["steps"] == b["steps"] && a["notes"] == b["notes"] && a["verdict"] == b["verdict"]
    });
    plans
}

async fn one_sheet(browser: &Browser, place: &str, path: &str, decision: &Value) {
    const ANSWER: &str = "
        const guide = document.querySelector('cpx-guide');
        guide.answers = Object.fromEntries(new URLSearchParams(arguments[0]));";
    browser.open(place).await;
    crate::hands::screen(browser).await;
    browser.ask::<Value>(ANSWER, &[&path.replace(' ', "&")]).await;
    let verdict = decision["verdict"].as_str().unwrap();
    screen_where(browser, "the result", |it| it.verdict.as_deref() == Some(verdict)).await;
    browser.settled().await;
    let controls: Vec<String> = browser.ask(CONTROLS, &[]).await;
    let sheet = PrintParameters {
        page: PrintPage { width: 21.0, height: 29.7 },
        shrink_to_fit: false,
        ..PrintParameters::default()
    };
    let printed = browser.driver.print_page(sheet).await.unwrap();
    let about = format!("{place} {path}");

    let pdf = Document::load_mem(&printed).unwrap();
    let pages = pdf.get_pages();
    assert_eq!(pages.len(), 1, "sheets of {about}");
    let (width, height) = size(&pdf, pages[&1]);
    assert!((width - SHEET.0).abs() < 2.0 && (height - SHEET.1).abs() < 2.0, "{width} × {height} pt: {about}");
    let text = bare(&pdf.extract_text(&[1]).unwrap());
    for step in decision["steps"].as_array().unwrap() {
        on(&text, &step["title"], &about);
    }
    for document in decision["documents"].as_array().unwrap() {
        on(&text, &document["url"], &about);
    }
    on(&text, &decision["edition"], &about);
    assert!(!controls.is_empty(), "{about}");
    for control in controls {
        assert!(!text.contains(&bare(&control)), "`{control}` is printed: {about}");
    }
}

/// The first page box that a page or what it belongs to states.
fn size(pdf: &Document, page: lopdf::ObjectId) -> (f32, f32) {
    let mut at = pdf.get_dictionary(page).unwrap();
    while !at.has(b"MediaBox") {
        at = pdf.get_dictionary(at.get(b"Parent").unwrap().as_reference().unwrap()).unwrap();
    }
    let side = |it: &lopdf::Object| it.as_float().unwrap();
    let edges: Vec<f32> = at.get(b"MediaBox").unwrap().as_array().unwrap().iter().map(side).collect();
    (edges[2] - edges[0], edges[3] - edges[1])
}

#[track_caller]
fn on(text: &str, wanted: &Value, about: &str) {
    if let Some(wanted) = wanted.as_str() {
        assert!(text.contains(&bare(wanted)), "`{wanted}` is not printed: {about}\n{text}");
    }
}

/// Letters and digits alone: where lines end, and which dash a font has, is another matter.
fn bare(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}
