//! The difference between two editions, against the decisions themselves: every way through the one beside every way
//! through the other, and each must be in just one group if its decision changes, and in none if it does not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use cpx_guide::decision::{Decision, decide};
use cpx_guide::engine::{Answers, paths};
use cpx_guide::keeper::diff::{Difference, Fate, Group, Part, Place, diff, earlier, files, markdown, text};
use cpx_guide::pack::source::Source;
use cpx_guide::session::Compiled;
use serde_json::Value;
use support::editions::{compiled, pair, replace, shipped};

/// A way through one edition, and what it decides.
struct Way {
    answers: BTreeMap<String, String>,
    made: Value,
}

fn ways(compiled: &Compiled) -> Vec<Way> {
    let Compiled { guide, graph } = compiled;
    let way = |path: cpx_guide::engine::Path| {
        let answers = path.turns.iter().map(|turn| guide.logic.keys(turn.question, turn.choice));
        let answers: BTreeMap<_, _> =
            answers.map(|(question, choice)| (question.to_owned(), choice.to_owned())).collect();
        let Decision::Made(made) = decide(guide, graph, &Answers::of(&path.turns), &[]) else { panic!("undecided") };
        let mut made = serde_json::to_value(made).unwrap();
        for key in ["pack", "edition", "digest"] {
            made[key] = Value::Null;
        }
        without_words(&mut made);
        // What a decision says in words alone: what a step hangs on, what it sends; and what was asked.
        let plan = graph.plan(path.plan);
        let steps = plan.steps.iter().map(|it| {
            let hangs = |id| guide.logic.provisos.look_up(id).unwrap().key.clone();
            let ways = guide.logic.steps[it.step].options.iter().flat_map(|way| way.sends.iter().map(|id| (*id, None)));
            let sends = it.sends.iter().map(|it| (it.piece, it.proviso)).chain(ways).map(|(id, proviso)| {
                let piece = &guide.logic.pieces[id];
                let signers = piece.signed_by.iter().map(|id| guide.logic.actors[*id].key.clone());
                (piece.key.clone(), proviso.map(hangs), signers.collect::<Vec<_>>())
            });
            (it.proviso.map(hangs), sends.collect::<Vec<_>>())
        });
        made["more"] = serde_json::to_value(steps.collect::<Vec<_>>()).unwrap();
        let asked = path.turns.iter().map(|turn| guide.logic.questions[turn.question].key.as_str());
        made["asked"] = asked.collect::<Vec<_>>().into();
        Way { answers, made }
    };
    paths(graph).map(way).collect()
}

/// Titles, and addresses of documents and pages, are no decision.
fn without_words(made: &mut Value) {
    match made {
        Value::Object(fields) => {
            fields.remove("title");
            fields.remove("url");
            fields.retain(|key, value| key != "source" || !value.as_str().unwrap().starts_with("https:"));
            fields.values_mut().for_each(without_words);
        }
        Value::Array(items) => items.iter_mut().for_each(without_words),
        _ => {}
    }
}

fn holds(place: &Place, answers: &[&BTreeMap<String, String>]) -> bool {
    place.answers.iter().all(|given| {
        let answer = answers.iter().find_map(|it| it.get(&given.question));
        answer.is_some_and(|answer| given.choices.contains(answer))
    })
}

fn holding<'a>(difference: &'a Difference, answers: &[&BTreeMap<String, String>]) -> Vec<&'a Group> {
    let inside = |group: &&Group| group.at.iter().any(|place| holds(place, answers));
    difference.groups.iter().filter(inside).collect()
}

/// Compares two editions by what they decide, pair by pair; tells how many pairs change.
#[track_caller]
fn proved(old: &Compiled, new: &Compiled) -> (Difference, usize) {
    let difference = diff(old, new);
    let (olds, news) = (ways(old), ways(new));
    let (mut changed, mut all) = (0, 0);
    let agree = |a: &Way, b: &Way| {
        a.answers.iter().all(|(question, choice)| b.answers.get(question).is_none_or(|it| it == choice))
    };
    for was in &olds {
        for is in news.iter().filter(|is| agree(was, is)) {
            let groups = holding(&difference, &[&was.answers, &is.answers]);
            let differs = was.made != is.made;
            let told = || format!("{:?} / {:?}: {groups:#?}\n{}\n{}", was.answers, is.answers, was.made, is.made);
            assert_eq!(groups.len(), usize::from(differs), "{}", told());
            (changed, all) = (changed + usize::from(differs), all + 1);
        }
    }
    // What one edition alone knows meets no way of the other.
    for (own, others) in [(&olds, &news), (&news, &olds)] {
        for alone in own.iter().filter(|own| !others.iter().any(|other| agree(own, other))) {
            assert_eq!(holding(&difference, &[&alone.answers]).len(), 1, "{:?}", alone.answers);
            (changed, all) = (changed + 1, all + 1);
        }
    }
    let counted: usize = difference.groups.iter().map(|group| group.situations).sum();
    assert_eq!((counted, difference.situations), (changed, all));
    (difference, changed)
}

#[test]
fn an_edition_does_not_differ_from_itself() {
    let guide = support::guide();
    assert!(proved(&guide, &guide).0.is_empty());
}

/// Where each group is, and what becomes of the organisms.
fn heads(difference: &Difference) -> Vec<String> {
    let head = |group: &Group| {
        let answers = group.at.iter().flat_map(|place| &place.answers);
        let answers = answers.map(|it| format!("{}={}", it.question, it.choices.join("|"))).collect::<Vec<_>>();
        let organisms = group.changes.iter().find(|change| change.aspect.part == Part::Organisms);
        let organisms = organisms.map(|it| format!("{} -> {}", it.old.join(" "), it.new.join(" ")));
        format!("{}: {}", answers.join(" "), organisms.unwrap_or_default())
    };
    difference.groups.iter().map(head).collect()
}

#[test]
fn the_second_edition_changes_nurses_alone() {
    let (old, new) = pair("cpx-2026.edits");
    let (old, new) = (compiled(&old), compiled(&new));
    let (there, changed) = proved(&old, &new);
    let (back, again) = proved(&new, &old);
    assert_eq!(changed, again);
    assert_eq!(there.groups.len(), back.groups.len());
    assert_eq!(
        heads(&there),
        [
            "lieu=etablissement titulaire=professionnel profession=infirmier: ars ans -> ordre-infirmiers",
            "lieu=ville titulaire=professionnel profession=infirmier: ars cpam -> ordre-infirmiers",
            "lieu=etablissement titulaire=formation profession=infirmier: ",
        ]
    );
}

/// Edits of the shipped rules, proved against the rules as they are: in how many groups they change something.
#[track_caller]
fn changes(edits: &[(&str, &str)], groups: usize) {
    let mut source = shipped();
    source.translations.clear();
    for (before, after) in edits {
        replace(&mut source.rules, before, after);
    }
    let (difference, _) = proved(&support::guide(), &compiled(&source));
    assert_eq!(difference.groups.len(), groups, "{edits:?}");
}

#[test]
fn a_rule_said_otherwise_changes_nothing() {
    let besoin = "id = \"rpps-pro\"\nwhen = { besoin";
    changes(&[(besoin, "id = \"rpps-pro\"\nwhen = { lieu = [\"ville\", \"etablissement\"], besoin")], 0);
    changes(&[("id = \"cps-adeli-ville\"", "id = \"cps-en-ville\"")], 0);
    changes(&[("title = \"Une CPS, à demander à l’Ordre\"", "title = \"Une CPS\"")], 0);
    changes(&[("url = \"https://www.onpp.fr\"", "url = \"https://www.onpp.example\"")], 0);
}

#[test]
fn what_was_added_or_withdrawn_is_told_as_such() {
    let other = "[[question.choice]]\nid = \"autre\"";
    let new = "[[question.choice]]\nid = \"biologiste\"\ntext = \"b\"\nattributes = { registre = \"adeli\", cps = \"delivree\" }\n";
    changes(&[(other, &format!("{new}{other}"))], 4);
    let physicist = "[[question.choice]]\nid = \"physicien-medical\"\ntext = \"Physicien médical, physicienne médicale\"\nalso = [\"radiophysicien\", \"radiophysicienne\"]\nattributes = { registre = \"adeli\", cps = \"pas-encore\" }\n";
    changes(&[(physicist, "")], 2);
}

/// What is called otherwise is no change, and is found under its older name.
#[test]
fn what_was_renamed_is_still_the_same() {
    let mut source = shipped();
    source.translations.clear();
    let edition = support::guide().guide.logic.edition;
    let earlier = "[[earlier]]\nedition = \"EDITION\"\nrenamed = [\n\
        { was = \"profession=physicien-medical\", is = \"profession=physicien\" },\n\
        { was = \"carte-rpps=oui\", is = \"rpps=vrai\" }, { was = \"carte-rpps=non\", is = \"rpps=faux\" },\n]\n\n";
    let section = "[[section]]\nid = \"1.2\"";
    for (before, after) in [
        (format!("edition = \"{edition}\"\nlang").as_str(), "edition = \"autre\"\nlang"),
        ("id = \"physicien-medical\"", "id = \"physicien\""),
        (section, format!("{}{section}", earlier.replace("EDITION", &edition)).as_str()),
    ] {
        replace(&mut source.rules, before, after);
    }
    let text = source
        .rules
        .text
        .replace("carte-rpps = \"oui\"", "rpps = \"vrai\"")
        .replace("carte-rpps = \"non\"", "rpps = \"faux\"");
    let (head, tail) = text.split_once("id = \"carte-rpps\"").unwrap();
    let tail = tail.replacen("id = \"oui\"", "id = \"vrai\"", 1).replacen("id = \"non\"", "id = \"faux\"", 1);
    source.rules.text = format!("{head}id = \"rpps\"{tail}");
    let new = compiled(&source);
    assert!(diff(&support::guide(), &new).is_empty());
    // Backwards nobody says what they are called: they have come and gone.
    assert!(proved(&new, &support::guide()).1 > 0);
}

#[test]
fn questions_may_come_and_move() {
    let motif = "[[question]]\nid = \"motif\"";
    let region = "[[question]]\nid = \"region\"\ntext = \"t\"\nshort = \"s\"\nhint = \"h\"\nerror = \"e\"\nsources = [\"2.7\"]\n[[question.choice]]\nid = \"metropole\"\ntext = \"m\"\n[[question.choice]]\nid = \"ailleurs\"\ntext = \"a\"\n\n";
    let note = (
        "when = { besoin = \"renouvellement\", motif = [\"echeance\", \"incident\"] }\ntext",
        "when = { besoin = \"renouvellement\", motif = [\"echeance\", \"incident\"], region = \"ailleurs\" }\ntext",
    );
    changes(&[(motif, &format!("{region}{motif}")), note], 2);
    let rules = shipped().rules.text;
    let (_, rest) = rules.split_once(motif).unwrap();
    let (own, rest) = rest.split_once("[[question]]").unwrap();
    let (last, _) = rest.split_once("# ---").unwrap();
    let (before, after) = (format!("{motif}{own}[[question]]{last}"), format!("[[question]]{last}{motif}{own}"));
    changes(&[(&before, &after)], 1);
}

#[test]
fn a_part_of_the_plan_that_changes_is_told_where_it_does() {
    changes(
        &[("id = \"premiere-dossier\"\ncard-working-days = 10", "id = \"premiere-dossier\"\ncard-working-days = 12")],
        1,
    );
    changes(
        &[(
            "sends = [\"101\", \"201-responsable\", \"201-vise\", \"301-directeur\"",
            "sends = [\"101\", \"201-vise\", \"301-directeur\"",
        )],
        1,
    );
    changes(
        &[(
            "provisos = [{ id = \"responsable-sans-carte\", when = { fact = \"carte-incertaine-ville\" } }]\n",
            "provisos = [{ id = \"responsable-sans-carte\" }]\n",
        )],
        1,
    );
    changes(&[("signed-by = [\"titulaire\", \"gestionnaire\"]", "signed-by = [\"gestionnaire\"]")], 1);
    changes(&[("date = \"2023-06\"", "date = \"2023-07\"")], 1);
    changes(
        &[(
            "id = \"rpps-plus\"\nkind = \"since\"\nwhen = { fact = [\"cpe-etablissement\", \"cpe-ville\"] }",
            "id = \"rpps-plus\"\nkind = \"since\"\nwhen = { fact = \"cpe-ville\" }",
        )],
        1,
    );
}

/// The example, told in every form; the fingerprints apart, which any edit of the rules changes.
#[test]
fn the_second_edition_is_told() {
    let (old, new) = pair("cpx-2026.edits");
    let mut difference = files(&old, &new).unwrap();
    for named in [&mut difference.old, &mut difference.new] {
        assert_eq!(named.digest.len(), 12);
        named.digest = "digest".to_owned();
    }
    support::golden("editions/cpx-2026.txt", &text(&difference));
    support::golden("editions/cpx-2026.md", &markdown(&difference));
    support::golden("editions/cpx-2026.json", &(serde_json::to_string_pretty(&difference).unwrap() + "\n"));
}

/// What a link must be told is written by the command, and pasted as it is into both files.
#[test]
fn what_links_must_be_told_is_written() {
    let (old, new) = pair("cpx-2026.edits");
    let rows = earlier(&old, &new).unwrap();
    let (rules, english) = rows.split_once("\n# en\n").unwrap();
    assert!(new.rules.text.contains(rules), "{rules}");
    assert!(new.translations.iter().any(|file| file.text.contains(english)), "{english}");
    let mut silent = new.clone();
    silent.translations.clear();
    let until = silent.rules.text.find("[[section]]\nid").unwrap();
    let from = silent.rules.text.find("\n[[earlier]]").unwrap();
    silent.rules.text.replace_range(from + 1..until, "");
    assert!(files(&old, &new).unwrap().untold.is_empty());
    let untold = files(&old, &silent).unwrap().untold;
    let told: Vec<_> = untold.iter().flat_map(|place| &place.answers).map(|it| it.choices.join("|")).collect();
    assert_eq!(told, ["professionnel", "infirmier"], "in both places alike");
    assert!(text(&files(&old, &silent).unwrap()).contains("does not say so"));
}

#[test]
fn only_words_are_no_change_and_are_told_apart() {
    let mut new = shipped();
    let url = "url = \"https://www.onpp.fr\"";
    replace(&mut new.rules, url, "url = \"https://www.onpp.example\"");
    replace(&mut new.rules, "go-on = \"Continuer\"", "go-on = \"Suivant\"");
    let difference = files(&shipped(), &new).unwrap();
    assert!(difference.is_empty() && difference.rows.is_empty());
    let words: Vec<_> =
        difference.words.iter().map(|row| (row.row.as_str(), row.fate, row.fields[0].key.as_str())).collect();
    assert_eq!(
        words,
        [("organism ordre-pedicures-podologues", Fate::Changed, "url"), ("texts", Fate::Changed, "go-on")]
    );
}

/// An edition from before some words of the page were needed can still be compared; one with a fault cannot.
#[test]
fn an_older_edition_is_opened_and_a_faulty_one_is_not() {
    let mut old = shipped();
    let line = |text: &str| text.lines().find(|line| line.starts_with("edition-said")).unwrap().to_owned() + "\n";
    for file in std::iter::once(&mut old.rules).chain(&mut old.translations) {
        let gone = line(&file.text);
        replace(file, &gone, "no-longer = \"x\"\n");
    }
    let difference = files(&old, &shipped()).unwrap();
    assert!(difference.is_empty());
    assert_ne!(difference.old.digest, difference.new.digest);
    let refused = files(&shipped(), &old).unwrap_err();
    assert!(refused.contains("missing text `edition-said`"), "{refused}");
    replace(&mut old.rules, "id = \"cps-rpps\"", "id = \"cps rpps\"");
    let refused = files(&old, &old).unwrap_err();
    assert!(refused.contains("bad id `cps rpps`") && refused.contains("missing text `edition-said`"), "{refused}");
    assert_eq!(refused.matches("bad id").count(), 2, "both are told");
}

/// Two editions on a disk, compared by the command: its exit code is for machines, what it prints for people.
#[test]
fn the_exit_code_tells_whether_decisions_change() {
    let (old, new) = pair("cpx-2026.edits");
    let mut faulty = old.clone();
    replace(&mut faulty.rules, "id = \"cps-rpps\"", "id = \"cps rpps\"");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff");
    let on_disk = |name: &str, source: &Source| {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        for file in std::iter::once(&source.rules).chain(&source.translations) {
            fs::write(folder.join(Path::new(&file.name).file_name().unwrap()), &file.text).unwrap();
        }
        folder.join("cpx.toml").to_string_lossy().into_owned()
    };
    let [old, new, faulty] = [("old", &old), ("new", &new), ("faulty", &faulty)].map(|(name, it)| on_disk(name, it));
    let guide = |arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_guide")).arg("diff").args(arguments).output().unwrap();
        let [out, err] = [done.stdout, done.stderr].map(|it| String::from_utf8(it).unwrap());
        (done.status.code().unwrap(), out, err)
    };
    let (code, out, _) = guide(&[&old, &old]);
    assert!(code == 0 && out.contains("no situation changes"), "{code} {out}");
    let (code, out, _) = guide(&[&old, &new]);
    assert!(code == 1 && out.contains("organisms ars, ans -> ordre-infirmiers"), "{code} {out}");
    let (code, out, _) = guide(&[&old, &new, "--json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["groups"][0]["changes"][0]["new"][0]), (1, &Value::from("ordre-infirmiers")));
    let (code, out, _) = guide(&[&old, &new, "--markdown"]);
    assert!(code == 1 && out.starts_with("### "), "{code} {out}");
    let (code, out, _) = guide(&[&old, &new, "--earlier"]);
    assert!(code == 0 && out.starts_with("[[earlier]]"), "{code} {out}");
    for refused in [
        vec![old.as_str(), &faulty],
        vec![&faulty, &old],
        vec![&old],
        vec![&old, "nowhere.toml"],
        vec![&old, &new, "--x"],
    ] {
        let (code, out, err) = guide(&refused);
        assert!(code == 2 && out.is_empty() && !err.is_empty(), "{refused:?}: {code} {out} {err}");
    }
}
