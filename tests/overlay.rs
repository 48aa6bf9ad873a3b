//! Overlays: what is written is read or named, never fatal; the schema that is published and the reader say the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::fs;
use std::sync::LazyLock;

use cpx_guide::overlay::schema::schema;
use cpx_guide::overlay::{Fault, LONGEST, Overlay, Problem, parse};
use cpx_guide::session::Compiled;
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

static GUIDE: LazyLock<Compiled> = LazyLock::new(support::guide);
static SCHEMA: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::draft202012::new(&schema(&GUIDE.guide.logic)).expect("a schema"));

fn example(name: &str) -> String {
    fs::read_to_string(format!("tests/overlays/{name}.json")).unwrap()
}

fn read(text: &str) -> (Overlay, Vec<Problem>) {
    parse(&GUIDE.guide.logic, text)
}

/// The schema knows all that the reader knows, but for contrast.
#[track_caller]
fn agrees(document: &Value) {
    let (_, mut problems) = read(&document.to_string());
    problems.retain(|it| it.fault != Fault::Pale);
    let valid = SCHEMA.is_valid(document);
    assert_eq!(valid, problems.is_empty(), "{document}\nread: {problems:?}");
}

fn told(problems: &[Problem]) -> Vec<String> {
    let told = |it: &Problem| {
        let meant = it.meant.as_ref().map(|it| format!(" ({it}?)")).unwrap_or_default();
        format!("{}: {:?}{meant}", it.path, it.fault)
    };
    let mut told: Vec<_> = problems.iter().map(told).collect();
    told.sort();
    told
}

#[test]
fn the_examples_are_read_whole() {
    for name in ["hospital", "region"] {
        let (overlay, problems) = read(&example(name));
        assert_eq!(told(&problems), [""; 0], "{name}");
        assert!(overlay.name.is_some());
        let document: Value = serde_json::from_str(&example(name)).unwrap();
        SCHEMA.validate(&document).expect(name);
        agrees(&document);
    }
}

#[test]
fn each_fault_of_the_broken_one_is_named_and_the_rest_is_read() {
    let (overlay, problems) = read(&example("broken"));
    let expected = [
        "accent.dark: NotColour",
        "accent.light: Pale",
        "answers.lieu: Unknown",
        "answers.lieux: Unknown (lieu?)",
        "contacts.__proto__: Unknown",
        "contacts.ars.page: NotHttps",
        "contacts.ars.phone: NotPhone",
        "contacts.asr: Unknown (ars?)",
        "documents.formulaire-201: NotHttps",
        "logo.address: NotImage",
        "nom: Unknown",
        "service: NotRecord",
        "steps[0].title: Missing",
        "steps[1].place: Unknown (before visa-ars?)",
        "words.hints.lieu=hopital: Unknown",
        "words.intro: Unreadable",
    ];
    assert_eq!(told(&problems), expected);
    // It is a text, not markup.
    assert_eq!(overlay.name.unwrap().0, "CHU <b>des</b> Deux-Rives");
    assert_eq!(overlay.contacts.get("ars").unwrap().name.as_ref().unwrap().0, "Guichet");
    assert_eq!(overlay.steps.len(), 1);
    assert!(overlay.logo.is_none() && overlay.service.is_none() && overlay.answers.0.is_empty());
    agrees(&serde_json::from_str(&example("broken")).unwrap());
}

#[track_caller]
fn whole(text: &str, expected: Fault) {
    assert_eq!(read(text), (Overlay::default(), vec![Problem::whole(expected)]), "{text:.60}");
}

#[test]
fn a_document_that_is_none_leaves_the_plain_guide() {
    whole("", Fault::NotJson);
    whole("{\"version\": 1,}", Fault::NotJson);
    whole("<!doctype html>", Fault::NotJson);
    whole("[]", Fault::NotRecord);
    whole("null", Fault::NotRecord);
    whole("\"overlay\"", Fault::NotRecord);
    whole(&"[".repeat(LONGEST), Fault::NotJson);
    whole(&format!("{{\"version\": 1, \"name\": \"{}\"}}", "x".repeat(LONGEST)), Fault::TooLarge);
    let marked = format!("\u{feff}{}", example("region"));
    assert_eq!(read(&marked), read(&example("region")));
}

/// Another version is not guessed at; a version that is not told is this one.
#[test]
fn the_version_counts() {
    for version in [json!(2), json!("1"), json!(null), json!(1.5)] {
        let (overlay, problems) = read(&json!({ "version": version, "name": "CHU", "other": 1 }).to_string());
        assert_eq!((overlay, told(&problems)), (Overlay::default(), vec!["version: Version".to_owned()]));
    }
    let (overlay, problems) = read("{\"name\": \"CHU\"}");
    assert_eq!((overlay.name.is_some(), told(&problems)), (true, vec!["version: Missing".to_owned()]));
    assert_eq!(read("{\"version\": 1.0}").1, []);
}

/// An entry of a document that is sound but for it.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "each line writes its value where it stands")]
fn entry(key: &str, value: Value, expected: &[&str]) {
    let document = json!({ "version": 1, key: value });
    assert_eq!(told(&read(&document.to_string()).1), expected, "{document:.200}");
    agrees(&document);
}

/// The same under `service`.
#[track_caller]
fn contact(key: &str, text: &str, fault: &str) {
    let expected = format!("service.{key}: {fault}");
    let expected = if fault.is_empty() { vec![] } else { vec![expected.as_str()] };
    entry("service", json!({ key: text }), &expected);
}

#[test]
fn texts_are_plain_and_bounded() {
    let at_most = "é".repeat(120);
    contact("name", &at_most, "");
    contact("name", &(at_most + "é"), "TooLong(120)");
    contact("name", &"x".repeat(10_000), "TooLong(120)");
    contact("name", "<img src=x onerror=alert(1)>", "");
    for unreadable in ["", " ", "\u{a0}\u{202f} ", "a\nb", "a\tb", "a\u{0}b", "a\u{85}b", "a\u{202e}b", "\u{2067}ab"] {
        contact("name", unreadable, "Unreadable");
    }
    contact("name", "👩🏽‍⚕️ Dr Été", "");
    entry("name", json!(["CHU"]), &["name: NotText"]);
    entry("name", json!(null), &["name: NotText"]);
    entry("name", json!(1), &["name: NotText"]);
    entry("words", json!({ "intro": "x".repeat(600) }), &[]);
    entry("words", json!({ "intro": "x".repeat(601) }), &["words.intro: TooLong(600)"]);
}

#[test]
fn links_are_https_alone() {
    for good in [
        "https://a.example",
        "https://a.example:8443/b/c.pdf?d=e&f=%C3%A9#g",
        "https://1.2.3.4/[x]~y;z",
        "https://a?b",
        "https://xn--cole-9oa.example/",
    ] {
        contact("page", good, "");
    }
    for bad in [
        "http://a.example",
        "HTTPS://a.example",
        "javascript:alert(1)",
        "data:text/html,<b>",
        "//a.example",
        "/a",
        "https://",
        "https:///a",
        "https://-a.example",
        "https://ans.example@evil.example/",
        "https://a.example:/",
        "https://a.example:123456",
        "https://a.example:80:80",
        "https://a.example\\@b.example",
        "https://a.example/a b",
        "https://a.example/\"onmouseover=",
        "https://a.example/<b>",
        "https://école.example/",
        " https://a.example",
    ] {
        contact("page", bad, "NotHttps");
    }
    contact("page", "https://a.example/\n", "Unreadable");
    contact("page", &format!("https://a.example/{}", "x".repeat(500)), "TooLong(500)");
}

#[test]
fn pictures_come_from_https_or_from_the_page() {
    let logo = |address: &str, expected: &[&str]| entry("logo", json!({ "address": address, "text": "CHU" }), expected);
    for good in ["/logo.svg", "/a/b/logo-2%20x.png", "/..%2f/~a_b", "https://a.example/logo.svg"] {
        logo(good, &[]);
    }
    for bad in ["//a.example/x", "/\\a.example", "/", "logo.svg", "../x", "/a?b", "data:image/png;base64,AA", "/é.svg"]
    {
        logo(bad, &["logo.address: NotImage"]);
    }
    entry("logo", json!({ "address": "/a.svg" }), &["logo.text: Missing"]);
    entry("logo", json!("/a.svg"), &["logo: NotRecord"]);
}

#[test]
fn mail_phone_and_language_are_what_they_say() {
    for good in ["a@b.example", "a.b+c_d%e-f@g-h.i.example"] {
        contact("email", good, "");
    }
    for bad in ["a", "a@b", "@b.example", "a@b@c.example", "a@.example", "a@b.", "a b@c.example", "é@a.example"] {
        contact("email", bad, "NotMail");
    }
    for good in ["3646", "01 99 00 12 34", "+33 (0)1.99-00"] {
        contact("phone", good, "");
    }
    for bad in ["1", "+", "poste 12", "+ 33", "12 ou 13", "(0)1"] {
        contact("phone", bad, "NotPhone");
    }
    contact("phone", &"1".repeat(27), "TooLong(26)");
    for (lang, sound) in
        [("fr", true), ("en-GB", true), ("zh-Hans-CN", true), ("f", false), ("fr_FR", false), ("fr-", false)]
    {
        entry("lang", json!(lang), if sound { &[] } else { &["lang: NotLang"] });
    }
}

#[test]
fn colours_must_be_readable() {
    let accent = |side: &str, text: &str, fault: &str| {
        let expected = format!("accent.{side}: {fault}");
        let expected = if fault.is_empty() { vec![] } else { vec![expected.as_str()] };
        entry("accent", json!({ side: text }), &expected);
    };
    accent("light", "#11605F", "");
    accent("dark", "#83cdc4", "");
    accent("light", "#83cdc4", "Pale");
    accent("dark", "#11605f", "Pale");
    for bad in ["red", "#fff", "#11605g", "11605f0", "#1160é"] {
        accent("light", bad, "NotColour");
    }
    accent("light", "#11605f;}", "TooLong(7)");
    entry("accent", json!("#11605f"), &["accent: NotRecord"]);
}

#[test]
fn names_must_be_known() {
    entry("colour", json!("#11605f"), &["colour: Unknown"]);
    entry("acccent", json!({}), &["acccent: Unknown (accent?)"]);
    entry("$comment", json!({ "any": 1 }), &[]);
    entry("contacts", json!({ "ars": {}, "$note": 1 }), &[]);
    entry("contacts", json!({ "ars": [] }), &["contacts.ars: NotRecord"]);
    entry("contacts", json!([]), &["contacts: NotRecord"]);
    entry(
        "documents",
        json!({ "formulaire201": "https://a.example" }),
        &["documents.formulaire201: Unknown (formulaire-201?)"],
    );
    entry("constructor", json!({}), &["constructor: Unknown"]);
    entry("words", json!({ "hints": { "lieu": "Ici.", "lieu=ville": "Là." } }), &[]);
    entry("answers", json!({ "lieu": "ville", "besoin": "carte" }), &[]);
    entry("answers", json!({ "lieu": "vile" }), &["answers.lieu: Unknown (ville?)"]);
    entry("answers", json!({ "lieu": true }), &["answers.lieu: NotText"]);
    entry("answers", json!("lieu=ville"), &["answers: NotRecord"]);
    // What is repeated of a name is short, and turns nothing around.
    let long = "\u{202e}<b>".to_owned() + &"x".repeat(10_000);
    let short = "\u{fffd}<b>".to_owned() + &"x".repeat(36) + ": Unknown";
    entry(&long, json!(1), &[&short]);
}

#[test]
fn steps_stand_in_a_list() {
    let step = json!({ "title": "Prévenir" });
    entry("steps", json!(vec![&step; 20]), &[]);
    entry("steps", json!(vec![&step; 21]), &["steps: TooMany(20)"]);
    assert_eq!(read(&json!({ "version": 1, "steps": vec![&step; 21] }).to_string()).0.steps.len(), 20);
    entry("steps", step, &["steps: NotList"]);
    entry("steps", json!([null, 1, "x"]), &["steps[0]: NotRecord", "steps[1]: NotRecord", "steps[2]: NotRecord"]);
    entry("steps", json!([{ "title": "x", "place": "after" }]), &["steps[0].place: Unknown"]);
    entry("service", json!({ "address": vec!["x"; 21] }), &["service.address: TooMany(20)"]);
    let deep = (0..100).fold(json!("x"), |it, _| json!({ "x": it }));
    entry("name", deep, &["name: NotText"]);
}

/// What stands in documents that somebody made up: sound, hostile, of the wrong kind.
fn any_value() -> impl Strategy<Value = Value> {
    #[rustfmt::skip]
    const TEXTS: &[&str] = &[
        "", " ", "CHU", "start", "before visa-ars", "lieu", "ville", "#11605f", "#83cdc4", "/logo.svg",
        "//evil.example", "https://a.example/b", "http://a.example", "javascript:alert(1)", "a@b.example", "01 99 00",
        "fr", "\u{202e}abc", "<script>alert(1)</script>", "a\u{0}b", "\u{a0}",
    ];
    let leaf = prop_oneof![
        select(TEXTS).prop_map(|it| json!(it)),
        any::<String>().prop_map(|it| json!(it)),
        (0_usize..700).prop_map(|it| json!("x".repeat(it))),
        any::<i64>().prop_map(|it| json!(it)),
        Just(json!(null)),
        Just(json!(true)),
        Just(json!(1)),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..24).prop_map(Value::from),
            prop::collection::hash_map(any_key(), inner, 0..6).prop_map(|it| json!(it)),
        ]
    })
}

fn any_key() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    const KEYS: &[&str] = &[
        "version", "lang", "name", "logo", "accent", "service", "contacts", "steps", "documents", "words", "answers",
        "address", "text", "light", "dark", "email", "phone", "page", "title", "place", "intro", "hints", "ars",
        "cpam", "formulaire-201", "lieu", "lieu=ville", "$schema", "__proto__", "constructor", "Name",
    ];
    prop_oneof![9 => select(KEYS).prop_map(str::to_owned), 1 => any::<String>()]
}

/// The places of a document, from the outside in.
fn places(document: &mut Value) -> Vec<&mut Value> {
    match document {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(entries) => entries.values_mut().collect(),
        _ => Vec::new(),
    }
}

/// Puts a value somewhere into a document, in place of what is there.
fn put(document: &mut Value, way: &[Index], value: &Value) {
    let Some((first, rest)) = way.split_first() else {
        *document = value.clone();
        return;
    };
    let mut places = places(document);
    if places.is_empty() {
        *document = value.clone();
    } else {
        let place = first.index(places.len());
        put(places.swap_remove(place), rest, value);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_document_is_read_as_the_schema_says(document in any_value()) {
        read(&document.to_string());
        agrees(&document);
    }

    /// Near to what is sound is where a reader and a schema part.
    #[test]
    fn a_sound_document_with_one_change_is_read_as_the_schema_says(
        way in prop::collection::vec(any::<Index>(), 1..4), value in any_value(), key in any_key()
    ) {
        let sound: Value = serde_json::from_str(&example("hospital")).unwrap();
        let mut changed = sound.clone();
        put(&mut changed, &way, &value);
        agrees(&changed);
        let mut grown = sound;
        grown[key.as_str()] = value;
        agrees(&grown);
    }
}
