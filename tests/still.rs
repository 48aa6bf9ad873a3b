//! The guide as a plain document, walked link by link: every way of `tests/paths.txt` must lead to the decision of the
//! engine, in the words of the page that the element draws; and the document must need nothing but its sheet.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

#[path = "still/said.rs"]
mod said;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cpx_guide::decision::Made;
use cpx_guide::engine::Answers;
use cpx_guide::page::{Body, Page, page};
use cpx_guide::session::{Compiled, Session};
use cpx_guide::still;
use cpx_guide::ui::Level;
use support::html::{Element, read, squeezed};

/// Nothing is hidden.
fn none(_: &Element) -> bool {
    false
}

/// A screen of the document, as the sheet shows it when the address names its id.
struct Shown<'a> {
    /// The columns of the screen.
    columns: &'a Element,
    /// What belongs to this way alone; `None` for a question, which is reached in one way.
    number: Option<&'a str>,
}

impl Shown<'_> {
    /// Said to the ear where the eye sees an arrow, drawn for the eye where the ear hears a name, or of another way.
    fn hides(&self, it: &Element) -> bool {
        let number = it.classes().find(|it| it.strip_prefix('n').is_some_and(|it| it.parse::<u32>().is_ok()));
        it.has("unseen") || it.has("drawing") || number.is_some_and(|it| Some(it) != self.number)
    }

    fn all(&self) -> Vec<&Element> {
        self.columns.all(&|it| self.hides(it))
    }

    fn one(&self, class: &str) -> &Element {
        let found: Vec<_> = self.all().into_iter().filter(|it| it.has(class)).collect();
        assert_eq!(found.len(), 1, "{class}");
        found[0]
    }

    fn text(&self, class: &str) -> String {
        self.one(class).text(&|it| self.hides(it))
    }

    /// The ids that the links of a part lead to, each with the name of the link.
    fn links(&self, class: &str) -> Vec<(String, &str)> {
        let part = self.one(class);
        let links = std::iter::once(part).chain(part.all(&|it| self.hides(it))).filter(|it| it.name == "a");
        links.filter_map(|it| Some((it.text(&none), it.attribute("href")?.strip_prefix('#')?))).collect()
    }
}

/// Every id of the document with the screen that it shows.
fn screens(document: &Element) -> BTreeMap<&str, Shown<'_>> {
    let mut screens = BTreeMap::new();
    for element in document.all(&none) {
        let columns = || element.elements().find(|it| it.has("columns")).expect("a screen has columns");
        let mut add = |id, number| {
            assert!(screens.insert(id, Shown { columns: columns(), number }).is_none(), "{id} stands twice");
        };
        if element.has("screen") {
            add(element.attribute("id").unwrap(), None);
        } else if element.has("decided") {
            for place in element.elements().filter(|it| it.name == "span") {
                add(place.attribute("id").unwrap(), place.classes().next());
            }
        }
    }
    screens
}

#[test]
fn every_path_leads_link_by_link_to_its_decision() {
    let compiled = support::guide();
    let document = read(&still::page(&compiled));
    let screens = screens(&document);
    let paths = fs::read_to_string("tests/paths.txt").unwrap();
    let mut walked = 0;
    for line in paths.lines().filter(|line| !line.starts_with('#')) {
        let answers = line.split_once(" => ").unwrap().0;
        let mut met = Vec::new();
        let mut given = String::new();
        let mut id = "debut";
        for answer in answers.split(' ') {
            let shown = &screens[id];
            let before = page_of(&compiled, &given);
            let Body::Question(asked) = &before.body else { panic!("{given} is decided") };
            let (question, choice) = answer.split_once('=').unwrap();
            assert_eq!(asked.key, question, "{line}");
            assert_eq!(shown.text("main"), said::question(&before, asked, &met), "{line}");
            trail(shown, &before, &met);
            let label = &asked.choices.iter().find(|it| it.key == choice).unwrap().label;
            let ways = shown.links("choices");
            let followed: Vec<_> = ways.iter().filter(|(name, _)| *name == squeezed(label)).collect();
            assert_eq!(followed.len(), 1, "{label} in {line}");
            met.push(id);
            id = followed[0].1;
            given = format!("{given}&{answer}");
        }
        let shown = &screens[id];
        let after = page_of(&compiled, &given);
        let Body::Result(result) = &after.body else { panic!("{given} is not decided") };
        let back = squeezed(&after.back.as_ref().unwrap().label);
        assert_eq!(shown.text("main"), back + &said::result(result), "{line}");
        trail(shown, &after, &met);
        let (answers, _) = Answers::parse(&compiled.guide.logic, &given);
        same_decision(shown, &support::made(&compiled, &answers), &compiled);
        walked += 1;
    }
    assert_eq!(walked, support::paths(&compiled).len());
}

fn page_of(compiled: &Compiled, answers: &str) -> Page {
    let (answers, strays) = Answers::parse(&compiled.guide.logic, answers);
    assert_eq!(strays, []);
    page(compiled, &Session::with(answers, strays))
}

/// The answers stand beside the screen, each leading back to its question.
#[track_caller]
fn trail(shown: &Shown, page: &Page, met: &[&str]) {
    let Some(expected) = &page.trail else {
        assert!(shown.all().iter().all(|it| !it.has("trail")) && met.is_empty());
        return;
    };
    let rows = expected.rows.iter().map(|row| row.question.clone() + &row.choice).collect::<String>();
    let restart = &page.restart.as_ref().unwrap().label;
    assert_eq!(shown.text("trail"), squeezed(&format!("{}{rows}{restart}", expected.title)));
    let names = expected.rows.iter().map(|row| squeezed(&row.question)).chain([squeezed(restart)]);
    let addresses = met.iter().copied().chain([met[0]]);
    assert_eq!(shown.links("trail"), names.zip(addresses).collect::<Vec<_>>());
    assert_eq!(shown.links("back").iter().map(|it| it.1).collect::<Vec<_>>(), [*met.last().unwrap()]);
}

/// What can be told by machine of the section is the decision of the engine.
#[track_caller]
fn same_decision(shown: &Shown, made: &Made, compiled: &Compiled) {
    let (logic, words) = (&compiled.guide.logic, &compiled.guide.words);
    let classes = |of: &str, prefix: &str| -> Vec<String> {
        let found = shown.all().into_iter().filter(|it| it.has(of)).flat_map(|it| it.classes().map(str::to_owned));
        found.filter_map(|it| it.strip_prefix(prefix).map(str::to_owned)).collect()
    };
    assert_eq!(classes("result", "verdict-"), [made.verdict.as_str()]);
    assert_eq!(classes("card", "card-"), made.card.iter().cloned().collect::<Vec<_>>());
    let keys = |prefix: &str| -> Vec<&str> {
        shown.all().iter().filter_map(|it| it.attribute("data-id")?.strip_prefix(prefix)).collect()
    };
    assert_eq!(keys("step-"), made.steps.iter().map(|it| it.id.as_str()).collect::<Vec<_>>());
    // A guide stands with the document that it helps to fill in, where that is in the plan.
    let id_of = |key: &str| logic.documents.ids().find(|id| logic.documents[*id].key == key).unwrap();
    let all: BTreeSet<_> = made.documents.iter().map(|it| it.id.as_str()).collect();
    let helps = |key: &str| {
        logic.documents[id_of(key)].guide_for.is_some_and(|form| all.contains(logic.documents[form].key.as_str()))
    };
    let own: Vec<_> = made.documents.iter().map(|it| it.id.as_str()).filter(|it| !helps(it)).collect();
    assert_eq!(keys("document-"), own);
    let text = made.documents.is_empty().then(String::new).unwrap_or_else(|| shown.text("documents"));
    for document in &made.documents {
        assert!(text.contains(&squeezed(&document.title)), "{} is missing", document.id);
    }
    let links: BTreeSet<_> = shown.all().iter().filter_map(|it| it.attribute("href")).collect();
    for url in made.documents.iter().filter_map(|it| it.url.as_deref()) {
        assert!(links.contains(url), "no link to {url}");
    }
    let organisms = shown.all().into_iter().filter(|it| it.has("organisms"));
    let names: Vec<_> = organisms
        .flat_map(|it| it.all(&none).into_iter().filter(|it| it.has("strong")).map(|it| it.text(&none)))
        .collect();
    let expected = made.organisms.iter().map(|key| {
        let id = logic.organisms.ids().find(|id| logic.organisms[*id].key == *key).unwrap();
        squeezed(&words.organisms[id].name)
    });
    assert_eq!(names, expected.collect::<Vec<_>>());
}

/// Each screen is reached from the first question by choices alone; each link leads somewhere; no id stands twice.
#[test]
fn no_link_is_dead_and_no_screen_is_lost() {
    let compiled = support::guide();
    let document = read(&still::page(&compiled));
    let screens = screens(&document);
    let everything = document.all(&none);
    let ids: Vec<_> = everything.iter().filter_map(|it| it.attribute("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
    assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), screens.keys().copied().collect());
    for link in everything.iter().filter(|it| it.name == "a") {
        let address = link.attribute("href").unwrap();
        match address.strip_prefix('#') {
            Some(id) => assert!(screens.contains_key(id), "nothing at {address}"),
            None => assert!(address.starts_with("https://") && link.attribute("target") == Some("_blank"), "{address}"),
        }
    }
    let (mut seen, mut open) = (BTreeSet::from(["debut"]), vec!["debut"]);
    while let Some(id) = open.pop() {
        let shown = &screens[id];
        if shown.number.is_none() {
            open.extend(shown.links("choices").into_iter().map(|it| it.1).filter(|it| seen.insert(it)));
        }
    }
    assert_eq!(seen, screens.keys().copied().collect());
}

#[test]
fn the_document_needs_nothing_but_its_sheet() {
    let compiled = support::guide();
    let document = read(&still::page(&compiled));
    for element in document.all(&none) {
        let known = ["html", "head", "meta", "title", "link", "body", "main", "div", "h1", "h2", "h3", "h4", "h5", "p"];
        let more = ["a", "span", "ul", "ol", "li", "dl", "dt", "dd", "section", "details", "summary", "svg", "path"];
        assert!(known.contains(&element.name.as_str()) || more.contains(&element.name.as_str()), "<{}>", element.name);
        for (name, value) in &element.attributes {
            let refused =
                name == "style" || name.starts_with("on") || name == "src" || value.starts_with("javascript:");
            assert!(!refused, "{name}={value:?}");
        }
        if element.name == "link" {
            assert!(["static.css", "icon.svg"].contains(&element.attribute("href").unwrap()));
        }
    }
    let sheet = still::style(&compiled);
    for refused in ["@import", "url(", ":host", "expression("] {
        assert!(!sheet.contains(refused), "`{refused}` in the sheet");
    }
}

/// One heading of the first level, and no level left out below it.
#[test]
fn headings_are_in_order() {
    let document = read(&still::page(&support::guide()));
    let mut last = 0;
    let mut firsts = 0;
    for element in document.all(&none) {
        let level = element.name.strip_prefix('h').and_then(|it| it.parse::<u32>().ok());
        if let Some(level) = level {
            assert!(level <= last + 1, "h{level} after h{last}: {}", element.text(&none));
            firsts += u32::from(level == 1);
            last = level;
        }
    }
    assert_eq!(firsts, 1);
}

/// What belongs to one way is shown and hidden by a rule for its number.
#[test]
fn the_sheet_knows_every_number() {
    let compiled = support::guide();
    let (document, sheet) = (read(&still::page(&compiled)), still::style(&compiled));
    for number in screens(&document).values().filter_map(|it| it.number) {
        assert!(
            sheet.contains(&format!(".still .columns .{number},"))
                || sheet.contains(&format!(".columns .{number} {{ display: none"))
        );
        assert!(sheet.contains(&format!(".still .{number}:target ~ .columns .{number}")));
    }
}

/// The first question, standing in another page, leads into the document and says what the element will say.
#[test]
fn the_first_question_leads_into_the_document() {
    let compiled = support::guide();
    let document = read(&still::page(&compiled));
    let screens = screens(&document);
    let alone = read(&still::first(&compiled, "static.html", Level::new(1).unwrap()));
    let everything = alone.all(&none);
    let links = everything.iter().filter_map(|it| it.attribute("href"));
    let ids: Vec<_> = links.map(|it| it.strip_prefix("static.html#").unwrap()).collect();
    assert!(ids.iter().all(|it| screens.contains_key(it)));
    let page = page_of(&compiled, "");
    let Body::Question(asked) = &page.body else { panic!("nothing is asked") };
    assert_eq!(ids.len(), asked.choices.len());
    let said = [page.title.clone(), said::question(&page, asked, &[]), page.disclaimer.concat()].concat();
    assert_eq!(alone.text(&none), squeezed(&said));
    assert!(everything.iter().all(|it| it.attribute("id").is_none()), "an id may stand in the page already");
    assert_eq!(everything.iter().filter(|it| it.name == "h1").count(), 1);
}

/// The words explained and the notice stand once, whatever is shown.
#[test]
fn the_glossary_stands_once() {
    let compiled = support::guide();
    let document = read(&still::page(&compiled));
    let answers = Answers::of(&support::paths(&compiled)[0].0);
    let page = page(&compiled, &Session::with(answers, Vec::new()));
    let Body::Result(result) = &page.body else { panic!("not decided") };
    let guide = document.all(&none).into_iter().find(|it| it.has("guide")).unwrap();
    let end: String =
        guide.elements().filter(|it| it.name == "details" || it.has("footer")).map(|it| it.text(&none)).collect();
    let glossary = result.glossary.as_ref().map(said::terms).unwrap_or_default().concat();
    assert_eq!(end, squeezed(&(glossary + &page.disclaimer.concat())));
}
