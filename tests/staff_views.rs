//! The screen for lists, rendered on the host and compared with `tests/staff-views/*.html`. `UPDATE=1 cargo test --features
//! host --test staff_views` writes those files anew; what a screen says is made by hand here, so that a reworded sentence
//! breaks nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/drawn.rs"]
mod drawn;
#[path = "staff-views/pages.rs"]
mod pages;

use std::collections::BTreeSet;
use std::fs;

use cpx_guide::staff::page::Page;
use cpx_guide::staff::session::{Msg, Session, Step};
use cpx_guide::staff::ui::{self, styles};
use cpx_guide::ui::Level;
use desk::Desk;
use yew::Callback;

#[test]
fn screens() {
    check("list", &pages::list(), 2);
    check("columns", &pages::columns(), 2);
    check("values", &pages::values(), 3);
    check("house", &pages::house(), 2);
    check("orders", &pages::orders(), 2);
    check("fault", &pages::fault(), 1);
}

/// Under a strict policy an inline style is ignored in silence, and an address with `#` would leave the shadow root.
#[test]
fn nothing_that_a_strict_page_refuses() {
    for (_, html) in everything() {
        for refused in [" style=", "<style", "<script", "href=\"#", "innerHTML", "url("] {
            assert!(!html.contains(refused), "`{refused}` in {html}");
        }
    }
}

/// What a reader hears: each id once, each field and each region with a name, each reference to something that is there,
/// no heading that leaves one out, one place at most that takes the focus.
#[test]
fn whoever_hears_it_finds_the_way() {
    for (name, html) in everything() {
        let ids: Vec<_> = attributes(&html, " id=\"").collect();
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: ids are unique");
        for refers in [" aria-describedby=\"", " for=\""] {
            for id in attributes(&html, refers) {
                assert!(unique.contains(&id), "{name}: `{id}` is there");
            }
        }
        let labelled: BTreeSet<_> = attributes(&html, " for=\"").collect();
        for tag in html.split('<').filter(|it| ["select", "input", "textarea", "progress"].contains(&element(it))) {
            let tag = tag.split('>').next().unwrap();
            let named = attributes(tag, " id=\"").any(|id| labelled.contains(&id));
            assert!(named || tag.contains("aria-label=\""), "{name}: <{tag}> has no name");
        }
        for tag in html.split('<').filter(|it| it.contains("role=\"region\"") || element(it) == "nav") {
            assert!(tag.contains("aria-label=\""), "{name}: <{tag} has no name");
        }
        let tables = html.matches("<table").count();
        assert_eq!(html.matches("<caption>").count(), tables, "{name}: each table has a caption");
        assert!(!html.contains("<th>") && !html.contains("<th class"), "{name}: each head says whose it is");
        let levels: Vec<u8> =
            html.split("<h").filter_map(|it| it.chars().next()?.to_digit(10)?.try_into().ok()).collect();
        assert!(levels.windows(2).all(|it| it[1] <= it[0] + 1), "{name}: headings {levels:?}");
        assert!(html.matches("data-focus").count() <= 1, "{name}: one focus");
        assert!(!html.contains("></button>") && !html.contains("></label>"), "{name}: no button without words");
    }
}

/// Each mark of a bar has its colour, and there is one for as many organisms as the rules can name for one list.
#[test]
fn the_sheet_has_what_is_drawn() {
    let mut desk = Desk::new("fr");
    let list = fs::read("tests/staff/cinq-mille.csv").unwrap();
    desk.give("cinq-mille.csv", &list);
    through(&mut desk, |_| {});
    let html = render(&desk.page(), Level::default());
    let drawn: BTreeSet<_> = html.split("<rect").skip(1).filter_map(|it| attributes(it, " class=\"").next()).collect();
    assert!(drawn.len() > 3, "{drawn:?}");
    for class in drawn {
        assert!(styles::SHEET.contains(&format!(".{class} {{ fill:")), "{class}");
    }
}

fn attributes<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = String> + 'a {
    let found = html.split(name).skip(1).filter_map(|it| it.split('"').next());
    found.flat_map(|it| it.split(' ')).map(str::to_owned)
}

fn element(tag: &str) -> &str {
    tag.split([' ', '>']).next().unwrap_or_default()
}

/// Every screen: those made by hand, and those of a person with a list of every kind, in both languages.
fn everything() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let made = [pages::list(), pages::columns(), pages::values(), pages::house(), pages::orders(), pages::fault()];
    for (place, page) in made.iter().enumerate() {
        all.push((format!("made {place}"), render(page, Level::default())));
    }
    for lang in ["fr", "en"] {
        let mut desk = Desk::new(lang);
        all.push((format!("{lang} empty"), render(&desk.page(), Level::default())));
        desk.give("douze.csv", &fs::read("tests/staff/douze.csv").unwrap());
        through(&mut desk, |desk| {
            let name = format!("{lang} {:?} {:?}", desk.session.step, desk.session.spot);
            all.push((name, render(&desk.page(), Level::default())));
        });
    }
    all
}

/// From the columns to the orders, and then to each place that they lead to.
fn through(desk: &mut Desk, mut look: impl FnMut(&Desk)) {
    look(desk);
    while desk.session.step < Step::Orders {
        desk.does(Msg::Continued);
        look(desk);
        let open = desk.session.list.as_ref().and_then(|list| list.counted.as_ref());
        if let Some(open) = open.and_then(|it| it.open.first()).cloned() {
            let (question, choice) = (open.question, open.choices[0].clone());
            desk.does(Msg::Answered(cpx_guide::staff::mapping::Answer { question, choice }));
        }
        look(desk);
    }
    let there: Session = desk.session.clone();
    for msg in pages::ways(&desk.page()) {
        desk.only(msg);
        look(desk);
        desk.session = there.clone();
    }
}

#[track_caller]
fn check(name: &str, page: &Page, level: u8) {
    drawn::check("staff-views", name, &render(page, Level::new(level).expect("a level")));
}

fn render(page: &Page, level: Level) -> String {
    drawn::html(ui::view(page, level, &Callback::noop()))
}
