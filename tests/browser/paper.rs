//! The result on paper, as the browsers print it and as an independent reader of PDF finds it: one sheet of A4 for every
//! plan, from the page, from the shadow root in somebody else's page, and from the frame; nothing cut, no control.

use std::collections::BTreeSet;
use std::path::Path;

use cpx_guide::pack::graph::PlanId;
use cpx_guide::session::Compiled;
use cpx_guide::staff::words::Words;
use lopdf::Document;
use serde_json::Value;
use thirtyfour::common::print::{PrintPage, PrintParameters};

use crate::browser::{Browser, in_engines, until};
use crate::hands::screen;
use crate::{staff, support};

in_engines!([Chromium as chromium, Firefox as firefox] {
    the_longest_plans_fit_on_one_sheet_of_the_site,
    the_longest_plans_fit_on_one_sheet_of_a_host_page,
    the_longest_plans_fit_on_one_sheet_of_the_frame,
    a_host_page_around_it_cuts_nothing,
    the_orders_of_a_list_are_printed_without_its_rows,
});
in_engines!([Chromium as chromium_all] { every_plan_fits_on_one_sheet });

/// How many of the longest plans are printed in each place.
const LONGEST: usize = 12;
/// A4, in points.
const SHEET: [f32; 2] = [595.0, 842.0];

/// A plan to print: the answers that lead there, and what the sheet must say.
struct Plan {
    answers: String,
    verdict: String,
    said: Vec<String>,
}

/// Each plan once, the longest first.
fn plans() -> Vec<Plan> {
    let compiled = support::guide();
    let mut seen = BTreeSet::new();
    let mut plans: Vec<_> = support::paths(&compiled)
        .into_iter()
        .filter(|(_, id)| {
            let plan = compiled.graph.plan(*id);
            seen.insert(format!("{:?} {:?} {:?} {:?}", plan.rule, plan.steps, plan.documents, plan.notes))
        })
        .map(|(turns, id)| plan(&compiled, support::told(&compiled, &turns), id))
        .collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.said.iter().map(String::len).sum::<usize>()));
    plans
}

/// What comes first, what comes last, each step, each document with where it is found, each note.
fn plan(compiled: &Compiled, answers: String, id: PlanId) -> Plan {
    let (logic, words) = (&compiled.guide.logic, &compiled.guide.words);
    let plan = compiled.graph.plan(id);
    let rule = &logic.rules[plan.rule];
    let mut said = vec![words.rules[plan.rule].title.clone()];
    said.extend(rule.card.map(|card| words.cards[card].title.clone()));
    said.extend(plan.organisms.iter().map(|it| words.organisms[*it].name.clone()));
    for it in &plan.steps {
        said.push(words.steps[it.step].title.clone());
        said.extend(words.steps[it.step].text.clone());
    }
    for it in &plan.documents {
        said.push(words.documents[*it].title.clone());
        said.extend(logic.documents[*it].url.iter().chain(&logic.documents[*it].found_at).cloned());
    }
    said.extend(plan.notes.iter().map(|it| words.notes[*it].text.clone()));
    said.extend([&words.disclaimer, &words.sheet].map(Clone::clone));
    Plan { answers, verdict: logic.verdicts[rule.verdict].key.clone(), said }
}

/// One plan of each verdict, the longest, and the longest of all.
fn chosen() -> Vec<Plan> {
    let mut verdicts = BTreeSet::new();
    let mut count = 0;
    let mut plans = plans();
    plans.retain(|plan| {
        count += 1;
        verdicts.insert(plan.verdict.clone()) || count <= LONGEST
    });
    plans
}

async fn the_longest_plans_fit_on_one_sheet_of_the_site(browser: &Browser) {
    print_all(browser, "/", &chosen(), 1).await;
}

async fn the_longest_plans_fit_on_one_sheet_of_a_host_page(browser: &Browser) {
    print_all(browser, "/preset.html", &chosen(), 1).await;
}

async fn the_longest_plans_fit_on_one_sheet_of_the_frame(browser: &Browser) {
    print_all(browser, "/frame.html", &chosen(), 1).await;
}

async fn every_plan_fits_on_one_sheet(browser: &Browser) {
    print_all(browser, "/preset.html", &plans(), 1).await;
}

/// What stands around it may push it onto a second sheet, and no further.
async fn a_host_page_around_it_cuts_nothing(browser: &Browser) {
    print_all(browser, "/host.html", &chosen(), 2).await;
}

async fn print_all(browser: &Browser, page: &str, plans: &[Plan], most: usize) {
    browser.open(page).await;
    screen(browser).await;
    let mut faults = Vec::new();
    for plan in plans {
        faults.extend(print(browser, plan, most).await.into_iter().map(|it| format!("{}: {it}", plan.answers)));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Prints one plan, and says what is wrong with the sheet.
async fn print(browser: &Browser, plan: &Plan, most: usize) -> Vec<String> {
    const GO: &str = "
        document.querySelector('cpx-guide').answers =
            Object.fromEntries(arguments[0].split(' ').map((it) => it.split('=')));";
    const THERE: &str = "
        const guide = document.querySelector('cpx-guide');
        const answers = Object.entries(guide.answers).map((it) => it.join('=')).sort().join(' ');
        const asked = arguments[0].split(' ').sort().join(' ');
        return answers === asked && guide.shadowRoot.querySelector('.result .heading')?.textContent || null;";
    browser.ask::<Value>(GO, &[&plan.answers]).await;
    until(&plan.answers, async || {
        let heading: Option<String> = browser.ask(THERE, &[&plan.answers]).await;
        heading.filter(|it| *it == plan.said[0])
    })
    .await;
    let (document, text) = printed(browser, &plan.answers).await;
    let pages = document.get_pages();
    let mut faults = Vec::new();
    if pages.is_empty() || pages.len() > most {
        faults.push(format!("{} sheets", pages.len()));
    }
    faults.extend(pages.values().filter_map(|page| not_a4(&document, *page)));
    faults.extend(plan.said.iter().filter(|it| !text.contains(&squeezed(it))).map(|it| format!("lacks `{it}`")));
    let texts = support::guide().guide.words.texts;
    let controls = [texts.restart(), texts.change_label()].map(|label| squeezed(label.split('{').next().unwrap()));
    faults.extend(controls.iter().filter(|it| text.contains(*it)).map(|it| format!("has the control `{it}`")));
    faults
}

/// The page on paper, and what it says, squeezed.
async fn printed(browser: &Browser, name: &str) -> (Document, String) {
    browser.settled().await;
    let page = PrintPage { width: 21.0, height: 29.7 };
    let pdf = browser.driver.print_page(PrintParameters { page, ..PrintParameters::default() }).await.unwrap();
    keep(browser, name, &pdf);
    let document = Document::load_mem(&pdf).unwrap();
    let pages: Vec<_> = document.get_pages().into_keys().collect();
    let text = squeezed(&document.extract_text(&pages).unwrap());
    (document, text)
}

/// The numbers, what is sent, what each person does, what holds rows up; no control, and none of the rows.
async fn the_orders_of_a_list_are_printed_without_its_rows(browser: &Browser) {
    staff::ordered(browser).await;
    let (document, text) = printed(browser, "staff").await;
    let pages = document.get_pages();
    let faults: Vec<_> = pages.values().filter_map(|page| not_a4(&document, *page)).collect();
    assert!(faults.is_empty() && (1..=4).contains(&pages.len()), "{} sheets: {faults:?}", pages.len());
    let words = Words::of("fr");
    let says = |key: &str| text.contains(&squeezed(words.get(key).split('{').next().unwrap()));
    for key in
        ["total-cards", "chart-title", "sent-title", "personal-title", "rest-title", "blocked-title", "disclaimer"]
    {
        assert!(says(key), "lacks {key}: {text}");
    }
    for key in ["rows-title", "keep-text-file", "keep-print", "change", "restart"] {
        assert!(!says(key), "has {key}: {text}");
    }
    // Every piece that these orders send, and every organism.
    let guide = support::guide().guide;
    for title in
        guide.words.organisms.iter().map(|(_, it)| &it.name).filter(|it| it.contains("ANS") || it.contains("ARS"))
    {
        assert!(text.contains(&squeezed(title)), "lacks {title}: {text}");
    }
}

fn not_a4(document: &Document, page: lopdf::ObjectId) -> Option<String> {
    let mut at = document.get_dictionary(page).unwrap();
    // What a page does not say, the pages above it say.
    while !at.has(b"MediaBox") {
        at = document.get_dictionary(at.get(b"Parent").unwrap().as_reference().unwrap()).unwrap();
    }
    let corners = at.get(b"MediaBox").unwrap().as_array().unwrap();
    let sides: Vec<f32> = corners.iter().map(|it| it.as_float().unwrap()).collect();
    let fits = sides.iter().skip(2).zip(SHEET).all(|(side, wanted)| (side - wanted).abs() < 2.0);
    (!fits).then(|| format!("a sheet of {sides:?}"))
}

/// Without spaces: lines are broken where the paper ends. Letters that a font draws as one are taken apart.
fn squeezed(text: &str) -> String {
    let text = text.replace('ﬁ', "fi").replace('ﬂ', "fl").replace('ﬀ', "ff").replace('ﬃ', "ffi");
    text.chars().filter(|it| !it.is_whitespace() && *it != '\u{ad}').collect()
}

/// Keeps the sheet, so that it can be looked at.
fn keep(browser: &Browser, answers: &str, pdf: &[u8]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("paper");
    std::fs::create_dir_all(&folder).unwrap();
    let name = answers.replace(' ', ".").replace('=', "-");
    std::fs::write(folder.join(format!("{}-{name}.pdf", browser.engine.name())), pdf).unwrap();
}
