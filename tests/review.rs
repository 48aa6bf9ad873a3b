//! The dossier for people of the trade: every row is in it, what it says of a condition holds exactly where the condition
//! holds, and what is overdue comes first.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use cpx_guide::calendar::Date;
use cpx_guide::keeper::naming::{Name, name};
use cpx_guide::keeper::plain::plain;
use cpx_guide::keeper::review::{Papers, review};
use cpx_guide::pack::draft::draft;
use cpx_guide::pack::source::Source;
use cpx_guide::pack::upkeep::{Upkeep, upkeep};
use cpx_guide::pack::{ChoiceId, ChoiceSet, Condition, Id, Logic, Question};
use cpx_guide::session::Compiled;

fn kept() -> Upkeep {
    upkeep(&draft(&fs::read_to_string("src/pack/cpx.toml").unwrap()).0)
}

/// Every condition of the pack, with the row that it belongs to.
fn conditions(logic: &Logic) -> Vec<(String, &Condition)> {
    let mut all = Vec::new();
    let mut put = |what: &str, key: &str, when| all.push((format!("{what} {key}"), when));
    for row in logic.rules.rows() {
        put("rule", &row.key, &row.when);
    }
    for row in logic.facts.rows() {
        put("fact", &row.key, &row.when);
    }
    for row in logic.sections.rows() {
        put("section", &row.key, &row.when);
    }
    for row in logic.notes.rows() {
        put("note", &row.key, &row.when);
    }
    for row in logic.questions.rows().flat_map(|question| &question.choices) {
        put("choice", &row.key, &row.when);
    }
    for row in logic.steps.rows() {
        put("step", &row.key, &row.when);
        let given = row.documents.iter().map(|it| &it.when).chain(row.provisos.iter().map(|it| &it.when));
        for when in given.chain(row.organisms.iter().map(|it| &it.when)) {
            put("within step", &row.key, when);
        }
    }
    all
}

fn tested(logic: &Logic, condition: &Condition, seen: &mut BTreeSet<Id<Question>>) {
    match condition {
        Condition::Fact(fact) => tested(logic, &logic.facts[*fact].when, seen),
        Condition::Answer(question, _) => drop(seen.insert(*question)),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| tested(logic, part, seen)),
        Condition::Not(part) => tested(logic, part, seen),
    }
}

fn holds(logic: &Logic, condition: &Condition, sheet: &[ChoiceId]) -> bool {
    match condition {
        Condition::Fact(fact) => holds(logic, &logic.facts[*fact].when, sheet),
        Condition::Answer(question, choices) => choices.contains(sheet[question.row()]),
        Condition::All(parts) => parts.iter().all(|part| holds(logic, part, sheet)),
        Condition::Any(parts) => parts.iter().any(|part| holds(logic, part, sheet)),
        Condition::Not(part) => !holds(logic, part, sheet),
    }
}

/// Over every sheet of answers to the questions that a condition tests.
#[test]
fn what_is_said_holds_where_the_condition_holds() {
    let logic = &support::guide().guide.logic;
    let (mut sheets, mut held) = (0_u64, 0_u64);
    for (row, condition) in conditions(logic) {
        let said = plain(logic, condition);
        let mut questions = BTreeSet::new();
        tested(logic, condition, &mut questions);
        tested(logic, &said, &mut questions);
        let mut sheet = vec![ChoiceId::at(0).unwrap(); logic.questions.len()];
        loop {
            let holds = (holds(logic, condition, &sheet), holds(logic, &said, &sheet));
            assert_eq!(holds.0, holds.1, "{row}: {said:?}");
            sheets += 1;
            held += u64::from(holds.0);
            // The next sheet, counted like the digits of a number.
            let next = questions.iter().find(|question| {
                let last = logic.questions[**question].choices.len() - 1;
                let place = &mut sheet[question.row()];
                *place = ChoiceId::at(if place.place() == last { 0 } else { place.place() + 1 }).unwrap();
                place.place() != 0
            });
            if next.is_none() {
                break;
            }
        }
    }
    assert!(held > 1000 && sheets > 2 * held, "{held} of {sheets}");
    println!("{sheets} sheets");
}

/// Nothing is named that is not there: no fact, no `Not`, and one level of cases within answers at the most.
fn leaves<'a>(condition: &'a Condition, seen: &mut Vec<(Id<Question>, &'a ChoiceSet)>) {
    match condition {
        Condition::Answer(question, choices) => seen.push((*question, choices)),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| leaves(part, seen)),
        Condition::Fact(_) | Condition::Not(_) => panic!("{condition:?} is not plain"),
    }
}

/// The set that a name means: read back from the words alone.
fn meant(compiled: &Compiled, kept: &Upkeep, question: Id<Question>, name: &Name) -> BTreeSet<usize> {
    let words = &compiled.guide.words.questions[question].choices;
    let listed = |texts: &[String]| -> BTreeSet<usize> {
        texts.iter().map(|text| words.iter().position(|it| it.text == *text).unwrap()).collect()
    };
    let carrying = |name: &str, value: &str| -> BTreeSet<usize> {
        let attribute = kept.attributes.iter().find(|it| it.name == name && it.value == value).unwrap();
        attribute.choices.iter().map(ChoiceId::place).collect()
    };
    let every: BTreeSet<usize> = (0..words.len()).collect();
    match name {
        Name::Among(texts) => listed(texts),
        Name::Except(texts) => &every - &listed(texts),
        Name::Having(pairs) => pairs.iter().fold(every, |left, (name, value)| &left & &carrying(name, value)),
        Name::Lacking(name, value) => &every - &carrying(name, value),
    }
}

#[test]
fn a_name_means_its_set_and_no_other() {
    let compiled = support::guide();
    let (logic, kept) = (&compiled.guide.logic, kept());
    let mut kinds = HashSet::new();
    for (row, condition) in conditions(logic) {
        let said = plain(logic, condition);
        let mut seen = Vec::new();
        leaves(&said, &mut seen);
        for (question, choices) in seen {
            let name = name(&compiled.guide, &kept, question, *choices);
            let places: BTreeSet<_> = choices.iter().map(ChoiceId::place).collect();
            assert_eq!(meant(&compiled, &kept, question, &name), places, "{row}: {name:?}");
            kinds.insert(std::mem::discriminant(&name));
        }
    }
    assert!(kinds.len() >= 3, "names of few kinds: {kinds:?}");
}

/// Every condition as it is said, by ids.
#[test]
fn every_condition_is_said_as_it_was() {
    fn told(logic: &Logic, condition: &Condition) -> String {
        let each = |parts: &[Condition], link: &str| -> String {
            format!("({})", parts.iter().map(|it| told(logic, it)).collect::<Vec<_>>().join(link))
        };
        match condition {
            Condition::Answer(question, choices) => {
                let keys: Vec<_> = choices.iter().map(|choice| logic.keys(*question, choice).1).collect();
                format!("{}={}", logic.questions[*question].key, keys.join(","))
            }
            Condition::All(parts) => each(parts, " & "),
            Condition::Any(parts) => each(parts, " | "),
            Condition::Fact(_) | Condition::Not(_) => panic!("{condition:?} is not plain"),
        }
    }
    let logic = &support::guide().guide.logic;
    let mut list = String::from("# row: the condition as the dossier says it; UPDATE=1 rewrites\n");
    for (row, condition) in conditions(logic).iter().filter(|(row, _)| !row.starts_with("fact ")) {
        writeln!(list, "{row}: {}", told(logic, &plain(logic, condition))).unwrap();
    }
    support::golden("review.txt", &list);
}

fn dossier(today: &str, change: impl FnOnce(&mut Source)) -> String {
    let mut source = Source::open(Path::new("src/pack/cpx.toml")).unwrap();
    change(&mut source);
    let [cases, personas] = ["cases", "personas"].map(|it| fs::read_to_string(format!("tests/{it}.txt")).unwrap());
    let today = Date::parse(today).unwrap();
    review(&Papers { source: &source, cases: &cases, personas: &personas, today }).unwrap()
}

/// What stands between two texts.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let from = page.find(from).unwrap_or_else(|| panic!("{from} is not there"));
    &page[from..from + page[from..].find(to).unwrap()]
}

#[test]
fn every_row_has_its_place_its_days_and_its_cases() {
    let logic = &support::guide().guide.logic;
    let page = dossier("2026-11-26", |_| {});
    let rows = (logic.rules.rows().map(|row| ("regle", &row.key)))
        .chain(logic.steps.rows().map(|row| ("etape", &row.key)))
        .chain(logic.documents.rows().map(|row| ("document", &row.key)))
        .chain(logic.notes.rows().map(|row| ("note", &row.key)));
    for (kind, key) in rows {
        let row = between(&page, &format!("<article class=\"row\" id=\"{kind}-{key}\">"), "</article>");
        for day in ["<dd>23 novembre 2026</dd>", "<dd>23 novembre 2027</dd>"] {
            assert!(row.contains(day), "{kind} {key}: no {day}");
        }
    }
    for row in logic.rules.rows() {
        let said = between(&page, &format!("id=\"regle-{}\"", row.key), "</article>");
        assert!(said.contains("Si :") && said.contains("Alors :"), "{}", row.key);
        assert!(!said.contains("Aucun cas de tests/cases.txt"), "no case fires `{}`", row.key);
        for section in &row.sources {
            assert!(said.contains(&format!("§ {} – ", logic.sections[*section].key)), "{}", row.key);
        }
    }
    // Every case of the file that is decided stands under one rule, and what points to it finds it.
    let cases: BTreeSet<_> = page.split("id=\"cas-").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    assert_eq!(cases.len(), page.matches("id=\"cas-").count());
    assert!(cases.len() >= 150, "only {} cases", cases.len());
    let anchors: BTreeSet<_> = page.split(" id=\"").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    for link in page.split("href=\"#").skip(1).map(|it| it.split('"').next().unwrap()) {
        assert!(anchors.contains(link), "#{link} leads nowhere");
    }
}

#[test]
fn what_is_overdue_comes_first() {
    // One rule, an own day in the past; a step that was checked long before the rest.
    let early = |source: &mut Source| {
        let text = &mut source.rules.text;
        for (row, day) in [
            ("[[rule]]\nid = \"cpf\"\n", "check-before = \"2026-12-01\"\n"),
            ("[[step]]\nid = \"verifier-rpps\"\n", "checked = \"2025-10-31\"\n"),
        ] {
            assert!(text.contains(row), "{row}");
            *text = text.replacen(row, &format!("{row}{day}"), 1);
        }
    };
    let late = |page: &str| -> Vec<String> {
        let table = between(page, "id=\"a-revoir\"", "</section>");
        table.split("href=\"#").skip(1).map(|it| it.split('"').next().unwrap().to_owned()).collect()
    };
    let page = dossier("2026-12-01", early);
    assert_eq!(late(&page), ["etape-verifier-rpps", "regle-cpf"]);
    assert!(page.contains("<article class=\"row overdue\" id=\"regle-cpf\">"));
    assert!(page.find("a-revoir").unwrap() < page.find("id=\"personnes\"").unwrap());
    assert_eq!(late(&dossier("2026-11-30", early)), ["etape-verifier-rpps"]);
    assert!(late(&dossier("2026-10-30", early)).is_empty());
    let logic = &support::guide().guide.logic;
    let all = logic.rules.len() + logic.steps.len() + logic.documents.len() + logic.notes.len();
    assert_eq!(late(&dossier("2027-11-23", |_| {})).len(), all);
}

/// Everybody in the list is told something final, and the page can do nothing but be read.
#[test]
fn people_are_answered_and_nothing_runs() {
    let page = dossier("2026-11-26", |source| {
        let title = "title = \"Commander une carte CPx\"";
        source.rules.text = source.rules.text.replace(title, "title = \"<script>&\\\"'\"");
    });
    assert!(page.contains("<title>Relecture : &lt;script&gt;&amp;&quot;'</title>"));
    assert!(!page.contains("<script") && !page.contains("{{policy}}"));
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    let persons = between(&page, "id=\"personnes\"", "</section>");
    assert!(persons.matches("<details class=\"persona\" name=\"personne\">").count() >= 12);
    for unsettled in ["Il reste à demander", "N’existe plus"] {
        assert!(!persons.contains(unsettled), "{unsettled}");
    }
}
