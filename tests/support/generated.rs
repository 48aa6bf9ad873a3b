//! Rules files of any size, made to measure and to be held against a second reading. They are sound: sectors that have
//! nothing to do with each other, in each a decision table over its first questions, and further questions on which
//! organisms, documents, provisos and notes hang.

use std::fmt::Write;

/// How much there is of what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) questions: usize,
    pub(super) rules: usize,
    pub(super) choices: usize,
}

/// Three questions of a sector tell its rules apart.
const DECIDING: usize = 3;

/// A sound pack of exactly that size.
pub(super) fn sectors(size: Size) -> String {
    let mut pack = begun();
    let sectors = (size.questions / 6).max(2);
    question(&mut pack, "secteur", sectors, &[], "1");
    let (asked, chosen) = (size.questions - 1, size.choices - sectors);
    let (mut place, mut rules) = (0, 0);
    for sector in 0..sectors {
        let until = asked * (sector + 1) / sectors;
        let choices: Vec<_> = (place..until).map(|it| chosen * (it + 1) / asked - chosen * it / asked).collect();
        let up_to = size.rules * (sector + 1) / sectors;
        self::sector(&mut pack, &format!("s{sector}"), sector, &choices, up_to - rules);
        (place, rules) = (until, up_to);
    }
    pack
}

/// A pack in which each of some questions adds a note of its own, whatever the others say: as many plans as answer sets.
pub(super) fn independent(questions: usize) -> String {
    let mut pack = begun();
    for number in 0..questions {
        let id = format!("q{number}");
        question(&mut pack, &id, 2, &[], "1");
        note(&mut pack, &id, &format!("{{ {id} = \"c0\" }}"), "1");
    }
    rule(&mut pack, "seule", "{}", "information", "1");
    step(&mut pack, "lire", "{}", "documents = [\"guide\"]", "1");
    document(&mut pack, "guide", "1");
    pack
}

/// What does not depend on the size.
fn begun() -> String {
    format!(
        r#"[pack]
id = "genere"
edition = "essai"
lang = "fr"
title = "t"
intro = "i"
disclaimer = "d"
sheet = "s"
checked = "2026-11-23"
{}
[[section]]
id = "1"
title = "t"
[[actor]]
id = "titulaire"
name = "n"
[[verdict]]
id = "information"
name = "n"
card = false
organism = false
"#,
        super::texts::texts()
    )
}

/// What orders and sends to somebody, once there is a sector for it.
const ORDERS: &str = r#"
[[organism]]
id = "guichet-a"
name = "n"
text = "t"
[[organism]]
id = "guichet-b"
name = "n"
text = "t"
[[card]]
id = "carte"
name = "n"
title = "t"
text = "t"
insi = true
[[delay]]
id = "dix-jours"
card-working-days = 10
codes-working-hours = 48
new-codes = true
from = "dossier"
start = "s"
card = "c"
codes = "c"
sources = ["1"]
[[verdict]]
id = "commande"
name = "n"
card = true
organism = true
[[verdict]]
id = "demarche"
name = "n"
card = false
organism = true
[[proviso]]
id = "a-verifier"
text = "t"
"#;

fn sector(pack: &mut String, id: &str, number: usize, choices: &[usize], rules: usize) {
    if number == 0 {
        pack.push_str(ORDERS);
    }
    let section = format!("{}", number + 2);
    writeln!(pack, "[[section]]\nid = \"{section}\"\ntitle = \"t\"\nwhen = {{ secteur = \"c{number}\" }}").unwrap();
    fact(pack, id, &format!("{{ secteur = \"c{number}\" }}"));
    let asked: Vec<_> = (0..choices.len()).map(|it| format!("{id}-q{it}")).collect();
    for (place, (question, choices)) in asked.iter().zip(choices).enumerate() {
        let attributes: &[(&str, &[&str])] = match place {
            0 => &[("suite", &["commande", "demarche", "information"])],
            3 => &[("guichet", &["guichet-a", "guichet-b"])],
            _ => &[],
        };
        self::question(pack, question, *choices, attributes, &section);
    }
    let [first, second] = [&asked[0], &asked[1]];
    let sent = format!("{id}-envoi");
    fact(pack, &sent, &format!("{{ fact = \"{id}\", \"{first}.suite\" = [\"commande\", \"demarche\"] }}"));
    for (number, given) in table(choices, rules).iter().enumerate() {
        let verdict = ["commande", "demarche", "information"][given[0].0 % 3];
        let answers = asked.iter().zip(given).map(|(question, (from, to))| {
            let ids: Vec<_> = (*from..*to).map(|it| format!("\"c{it}\"")).collect();
            format!("{question} = [{}]", ids.join(", "))
        });
        let when = [vec![format!("fact = \"{id}\"")], answers.collect()].concat().join(", ");
        rule(pack, &format!("{id}-r{number}"), &format!("{{ {when} }}"), verdict, &section);
    }
    document(pack, &format!("{id}-guide"), &section);
    step(
        pack,
        &format!("{id}-verifier"),
        &format!("{{ fact = \"{id}\" }}"),
        &format!("documents = [\"{id}-guide\"]"),
        &section,
    );
    document(pack, &format!("{id}-piece"), &section);
    let needs = format!("documents = [\"{id}-piece\"]");
    step(pack, &format!("{id}-joindre"), &format!("{{ fact = \"{sent}\", {second} = \"c1\" }}"), &needs, &section);
    let turns_to = if choices.len() > DECIDING { format!("{id}-q3.guichet") } else { "guichet-a".to_owned() };
    let mut demand = format!("organism = \"{turns_to}\"\n");
    if let Some(last) = choices.get(4).map(|choices| choices - 1) {
        document(pack, &format!("{id}-formulaire"), &section);
        let question = &asked[4];
        let doubt = format!("{{ {question} = \"c{last}\" }}");
        writeln!(demand, "documents = [{{ id = \"{id}-formulaire\", when = {{ {question} = \"c0\" }} }}]").unwrap();
        writeln!(demand, "provisos = [{{ id = \"a-verifier\", when = {doubt} }}]").unwrap();
    }
    step(pack, &format!("{id}-demander"), &format!("{{ fact = \"{sent}\" }}"), &demand, &section);
    for question in asked.iter().skip(5) {
        note(pack, question, &format!("{{ fact = \"{id}\", {first} = \"c0\", {question} = \"c0\" }}"), &section);
    }
}

/// For each rule, the choices of each deciding question under which it holds: any answers fall under exactly one rule.
fn table(choices: &[usize], rules: usize) -> Vec<Vec<(usize, usize)>> {
    let mut open: std::collections::VecDeque<Vec<(usize, usize)>> = std::iter::once(Vec::new()).collect();
    let mut done = Vec::new();
    while let Some(given) = open.pop_front() {
        let missing = rules - open.len() - done.len();
        if missing == 1 || given.len() == DECIDING {
            done.push(given);
            continue;
        }
        // As many parts as the question has choices, or as there are rules still to be made.
        let all = choices[given.len()];
        let parts = all.min(missing);
        for part in 0..parts {
            let to = if part + 1 == parts { all } else { part + 1 };
            open.push_back([given.clone(), vec![(part, to)]].concat());
        }
    }
    assert_eq!(done.len(), rules, "{choices:?} do not tell so many rules apart");
    done
}

fn question(pack: &mut String, id: &str, choices: usize, attributes: &[(&str, &[&str])], section: &str) {
    writeln!(pack, "[[question]]\nid = \"{id}\"\ntext = \"t\"\nshort = \"s\"\nhint = \"h\"\nerror = \"e\"").unwrap();
    writeln!(pack, "sources = [\"{section}\"]").unwrap();
    if !attributes.is_empty() {
        writeln!(pack, "[question.attributes]").unwrap();
    }
    for (name, values) in attributes {
        writeln!(pack, "{name} = {values:?}").unwrap();
    }
    for choice in 0..choices {
        writeln!(pack, "[[question.choice]]\nid = \"c{choice}\"\ntext = \"t\"").unwrap();
        let carried = attributes.iter().map(|(name, values)| format!("{name} = \"{}\"", values[choice % values.len()]));
        let carried: Vec<_> = carried.collect();
        if !carried.is_empty() {
            writeln!(pack, "attributes = {{ {} }}", carried.join(", ")).unwrap();
        }
    }
}

fn fact(pack: &mut String, id: &str, when: &str) {
    writeln!(pack, "[[fact]]\nid = \"{id}\"\nwhen = {when}").unwrap();
}

fn rule(pack: &mut String, id: &str, when: &str, verdict: &str, section: &str) {
    writeln!(pack, "[[rule]]\nid = \"{id}\"\nwhen = {when}\nverdict = \"{verdict}\"\ntitle = \"t\"").unwrap();
    writeln!(pack, "sources = [\"{section}\"]").unwrap();
    if verdict == "commande" {
        writeln!(pack, "card = \"carte\"\ndelay = \"dix-jours\"").unwrap();
    }
}

fn step(pack: &mut String, id: &str, when: &str, more: &str, section: &str) {
    writeln!(pack, "[[step]]\nid = \"{id}\"\nwhen = {when}\ntitle = \"t\"\nactor = \"titulaire\"\n{more}").unwrap();
    writeln!(pack, "sources = [\"{section}\"]").unwrap();
}

fn document(pack: &mut String, id: &str, section: &str) {
    writeln!(pack, "[[document]]\nid = \"{id}\"\nkind = \"form\"\ntitle = \"t\"\nsources = [\"{section}\"]").unwrap();
}

fn note(pack: &mut String, id: &str, when: &str, section: &str) {
    writeln!(
        pack,
        "[[note]]\nid = \"{id}\"\nkind = \"vigilance\"\nwhen = {when}\ntext = \"t\"\nsource = \"{section}\""
    )
    .unwrap();
}
