//! The file for diaries, read back by a parser that others wrote, and line by line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

use std::collections::BTreeSet;

use cpx_guide::calendar::Date;
use cpx_guide::ics::{Event, ics};
use icalendar::parser::{Component, read_calendar, unfold};
use proptest::prelude::*;

fn event(key: &str, date: &str, title: &str, text: &str) -> Event {
    let date = Date::parse(date).unwrap();
    Event { key: key.to_owned(), date, title: title.to_owned(), text: text.to_owned() }
}

fn stamp() -> Date {
    Date::parse("2026-11-23").unwrap()
}

/// The value of a property, as the parser understands it.
#[track_caller]
fn value(component: &Component, name: &str) -> String {
    component.find_prop(name).unwrap_or_else(|| panic!("no {name}")).val.to_string()
}

/// What a text may keep in the file: ends of line are all alike, other control characters are not allowed.
fn kept(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|letter| matches!(letter, '\n' | '\t') || !letter.is_control()).collect()
}

/// Reads a file back: its form, then each event.
#[track_caller]
fn reads_back(events: &[Event]) {
    let file = ics("plan", events, stamp());
    assert!(file.ends_with("\r\n"), "the last line has no end");
    for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.is_empty() && !line.contains(['\r', '\n']), "a bare end of line in {line:?}");
    }
    let unfolded = unfold(&file);
    let calendar = read_calendar(&unfolded).unwrap();
    let properties: Vec<_> = calendar.properties.iter().map(|it| (it.name.as_str(), it.val.as_str())).collect();
    assert_eq!(properties, [("VERSION", "2.0"), ("PRODID", "-//cpx-guide//cpx-guide//FR")]);
    assert_eq!(calendar.components.len(), events.len());
    for (read, event) in calendar.components.iter().zip(events) {
        assert_eq!(read.name.as_str(), "VEVENT");
        assert_eq!(value(read, "DTSTAMP"), "20261123T000000Z");
        assert_eq!(value(read, "DTSTART"), event.date.to_string().replace('-', ""));
        let end = event.date.next().map(|date| date.to_string().replace('-', ""));
        assert_eq!(read.find_prop("DTEND").map(|it| it.val.to_string()), end);
        for name in ["DTSTART", "DTEND"] {
            let Some(property) = read.find_prop(name) else { continue };
            let parameters: Vec<_> = property.params.iter().map(|it| (it.key.as_str(), it.val.as_ref())).collect();
            assert!(matches!(parameters[..], [("VALUE", Some(kind))] if kind.as_str() == "DATE"), "{parameters:?}");
        }
        assert_eq!(value(read, "SUMMARY"), kept(&event.title));
        let text = read.find_prop("DESCRIPTION").map_or_else(String::new, |it| it.val.to_string());
        assert_eq!(text, kept(&event.text));
        assert_eq!(value(read, "TRANSP"), "TRANSPARENT");
        assert!(read.components.is_empty(), "an alarm, or something else within the event");
    }
}

#[test]
fn a_plan_is_read_back() {
    let long =
        "Envoyer le dossier complet à l’ARS ; joindre le formulaire 201, signé, et la copie de la pièce d’identité. ";
    reads_back(&[
        event("dossier", "2026-11-24", "Dossier complet", ""),
        event("visa", "2026-12-08", "Visa de l’ARS (par exemple : délégation de Strasbourg)", &long.repeat(8)),
        event("carte", "2026-12-31", "Carte reçue", "Ligne\nautre ligne\r\nfin; \\n n’est pas, ici, une fin de ligne"),
        event("fin", "2199-12-31", "Sans lendemain", "\u{7}sans sonnerie\u{0}"),
    ]);
}

#[test]
fn the_file_is_this() {
    let file = ics("plan", &[event("visa", "2026-02-28", "Visa, ARS", "Deux\nlignes")], stamp());
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//cpx-guide//cpx-guide//FR",
        "BEGIN:VEVENT",
        "UID:6f1fe296dca2ac28@cpx-guide",
        "DTSTAMP:20261123T000000Z",
        "DTSTART;VALUE=DATE:20260228",
        "DTEND;VALUE=DATE:20260301",
        "SUMMARY:Visa\\, ARS",
        "DESCRIPTION:Deux\\nlignes",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(file, expected.join("\r\n"));
}

/// Every length of a line around the fold, with letters of one to four octets across it.
#[test]
fn a_fold_cuts_no_letter() {
    for letter in ["a", "é", "’", "🪪"] {
        for length in 0..160 {
            for start in ["", "x", "xy", "xyz"] {
                let text = format!("{start}{}", letter.repeat(length));
                reads_back(&[event("k", "2026-11-24", &format!("t{text}"), &text)]);
            }
        }
    }
}

/// The names of the events of a file.
fn names(file: &str) -> Vec<String> {
    file.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect()
}

#[test]
fn an_event_keeps_its_name_while_plan_and_day_are_the_same() {
    let one = |plan, key, date, title| names(&ics(plan, &[event(key, date, title, "")], stamp())).concat();
    let name = one("plan", "visa", "2026-11-24", "Visa");
    assert_eq!(name, one("plan", "visa", "2026-11-24", "Visa, dit autrement"));
    let later = Date::parse("2027-01-01").unwrap();
    assert_eq!(name, names(&ics("plan", &[event("visa", "2026-11-24", "Visa", "")], later)).concat());
    let others = [
        one("plan", "visa", "2026-11-25", "Visa"),
        one("plan", "carte", "2026-11-24", "Visa"),
        one("autre", "visa", "2026-11-24", "Visa"),
        // The parts are kept apart.
        one("planv", "isa", "2026-11-24", "Visa"),
        one("", "planvisa", "2026-11-24", "Visa"),
    ];
    let all: BTreeSet<_> = others.iter().chain([&name]).collect();
    assert_eq!(all.len(), others.len() + 1, "two of {all:?} are the same");
}

#[test]
fn a_thousand_events_have_a_thousand_names() {
    let mut date = stamp();
    let mut events = Vec::new();
    for number in 0..1000 {
        events.push(Event { key: (number % 7).to_string(), date, title: String::new(), text: String::new() });
        date = date.next().unwrap();
    }
    let names: BTreeSet<_> = names(&ics("plan", &events, stamp())).into_iter().collect();
    assert_eq!(names.len(), 1000);
}

proptest! {
    #[test]
    fn whatever_it_says_is_read_back(titles in prop::collection::vec("[a-zé’;,\\\\\n\r:\" 🪪]{0,200}", 1..4), text in any::<String>()) {
        let events: Vec<_> = titles.iter().map(|title| event("k", "2026-11-24", &format!("t{title}"), &text)).collect();
        reads_back(&events);
    }
}
