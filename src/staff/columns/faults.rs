//! What is wrong with `columns.toml` beside the rules that it speaks of: every fault at once.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{File, KindRow, Once, ValueRow};
use crate::engine::Answers;
use crate::pack::{Guide, Logic};
use crate::staff::values::{counting, words};

/// Every fault of the file of this build; none for a sound one.
#[must_use]
pub fn faults(guide: &Guide) -> Vec<String> {
    faults_of(&File::built_in(), &guide.logic)
}

fn faults_of(file: &File, logic: &Logic) -> Vec<String> {
    let mut faults = Vec::new();
    if file.kinds.is_empty() {
        faults.push("the file holds no kind, or cannot be read".to_owned());
    }
    let [small, noise] = file.noise();
    titles(file, &small, &mut faults);
    for kind in &file.kinds {
        answers(file, kind, logic, &mut faults);
        names(file, kind, &noise, &mut faults);
    }
    for row in &file.implies {
        let choices =
            row.when.iter().chain(&row.but).flat_map(|(question, all)| all.iter().map(move |it| (question, it)));
        let beside = row.brings.keys().flat_map(|question| row.beside.iter().map(move |it| (question, it)));
        unknown(logic, choices.chain(&row.brings).chain(beside), &mut faults);
        if row.brings.len() != 1 {
            faults.push("what answers bring with them is one answer".to_owned());
        }
    }
    unknown(logic, &file.alone, &mut faults);
    for actor in &file.persons {
        if logic.actors.find(|it| it.key == *actor).is_none() {
            faults.push(format!("there is no actor `{actor}`"));
        }
    }
    often(file, logic, &mut faults);
    faults
}

/// Titles of two kinds.
fn titles(file: &File, small: &BTreeSet<String>, faults: &mut Vec<String>) {
    let mut known: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    for (kind, title) in file.kinds.iter().flat_map(|kind| kind.titles.iter().map(move |title| (kind, title))) {
        let counting = counting(&words(title), small);
        if counting.is_empty() {
            faults.push(format!("the title `{title}` of `{}` is nothing but noise", kind.about));
        } else if let Some(other) = known.insert(counting, &kind.about) {
            faults.push(format!("the title `{title}` of `{}` stands under `{other}` already", kind.about));
        }
    }
}

/// Questions and choices that there are not, or that a kind cannot answer.
fn answers(file: &File, kind: &KindRow, logic: &Logic, faults: &mut Vec<String>) {
    let about = &kind.about;
    for question in std::iter::once(about).chain(&kind.also) {
        if logic.questions.find(|it| it.key == *question).is_none() {
            faults.push(format!("there is no question `{question}`"));
        }
    }
    if file.kinds.iter().filter(|it| it.about == *about).count() > 1 {
        faults.push(format!("there are two kinds about `{about}`"));
    }
    if let Some(other) = kind.values_of.as_ref().filter(|it| file.kind(it).is_none()) {
        faults.push(format!("`{about}` takes over the values of `{other}`, which has none"));
    }
    for value in file.values(kind) {
        unknown(logic, &value.says, faults);
        for question in value.says.keys().filter(|it| *it != about && !kind.also.contains(it)) {
            faults.push(format!("a value of `{about}` answers `{question}`, which is not among its `also`"));
        }
        if let Some(choice) = &value.names_of {
            unknown(logic, [(about, choice)], faults);
        }
    }
}

fn unknown<'a>(logic: &Logic, pairs: impl IntoIterator<Item = (&'a String, &'a String)>, faults: &mut Vec<String>) {
    for (question, choice) in pairs {
        if !Answers::read(logic, [(question.as_str(), choice.as_str())]).1.is_empty() {
            faults.push(format!("there is no answer `{question}={choice}`"));
        }
    }
}

/// Names that say two things, or one thing twice.
fn names(file: &File, kind: &KindRow, noise: &BTreeSet<String>, faults: &mut Vec<String>) {
    let mut known: BTreeMap<Vec<String>, (&ValueRow, &str)> = BTreeMap::new();
    let mut written: BTreeSet<String> = BTreeSet::new();
    for value in file.values(kind) {
        for name in value.sure.iter().chain(&value.likely) {
            let all = words(name);
            if !written.insert(all.join(" ")) {
                faults.push(format!("the name `{name}` stands twice under `{}`", kind.about));
            }
            let counting = counting(&all, noise);
            if counting.is_empty() {
                continue;
            }
            if let Some((other, said)) = known.insert(counting, (value, name)).filter(|(it, _)| it.says != value.says) {
                let both = [&other.says, &value.says].map(|says| format!("{says:?}")).join(" and ");
                faults.push(format!("`{said}` and `{name}` of `{}` are the same words, and say {both}", kind.about));
            }
        }
    }
}

/// Pieces and steps of which nothing tells how often there are, or that there are not.
fn often(file: &File, logic: &Logic, faults: &mut Vec<String>) {
    let pieces: BTreeSet<_> = logic.pieces.rows().map(|it| &it.key).collect();
    let steps: BTreeSet<_> = logic.steps.rows().map(|it| &it.key).collect();
    for (all, what, named) in [(&pieces, "piece", pieces_of as fn(&Once) -> &Vec<String>), (&steps, "step", steps_of)] {
        // What is told of some plans alone is told of the others besides.
        let general = || file.once.iter().filter(|it| it.beside.is_none()).chain([&file.each]).flat_map(named);
        for key in all {
            match general().filter(|it| it == key).count() {
                1 => {}
                0 => faults.push(format!("nothing tells whether the {what} `{key}` is there once, or for each row")),
                _ => faults.push(format!("the {what} `{key}` is told of twice")),
            }
        }
        for key in file.once.iter().chain([&file.each]).flat_map(named).filter(|it| !all.contains(it)) {
            faults.push(format!("there is no {what} `{key}`"));
        }
    }
    for beside in file.once.iter().filter_map(|it| it.beside.as_ref()).filter(|it| !steps.contains(it)) {
        faults.push(format!("there is no step `{beside}`"));
    }
}

fn pieces_of(once: &Once) -> &Vec<String> {
    &once.pieces
}

fn steps_of(once: &Once) -> &Vec<String> {
    &once.steps
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::built_in;

    /// The faults of the file of this build once something in it is another.
    #[track_caller]
    fn names_faults(alter: impl FnOnce(&mut Value), expected: &[&str]) {
        let mut file = serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/columns.json"))).unwrap();
        alter(&mut file);
        let file = serde_json::from_value(file).unwrap();
        assert_eq!(faults_of(&file, &built_in::compiled("").unwrap().guide.logic), expected);
    }

    /// A kind that the pack has and the file has not yet.
    fn kind(file: &mut Value, row: Value) {
        file["kind"].as_array_mut().unwrap().push(row);
    }

    #[test]
    fn each_fault_is_named() {
        names_faults(|_| {}, &[]);
        names_faults(|file| kind(file, json!({ "about": "metier" })), &["there is no question `metier`"]);
        names_faults(
            |file| kind(file, json!({ "about": "representant", "also": ["metier"], "values-of": "responsable" })),
            &["there is no question `metier`", "`representant` takes over the values of `responsable`, which has none"],
        );
        names_faults(
            |file| kind(file, json!({ "about": "lieu" })),
            &["there are two kinds about `lieu`", "there are two kinds about `lieu`"],
        );
        names_faults(
            |file| kind(file, json!({ "about": "representant", "titles": ["de la", "Métiers"] })),
            &[
                "the title `de la` of `representant` is nothing but noise",
                "the title `Métiers` of `representant` stands under `profession` already",
            ],
        );
        let value = |says: Value, sure: &[&str]| json!({ "says": says, "sure": sure });
        names_faults(
            |file| {
                let values = [value(json!({ "representant": "moi" }), &[]), value(json!({ "lieu": "ville" }), &[])];
                kind(file, json!({ "about": "representant", "value": values }));
            },
            &[
                "there is no answer `representant=moi`",
                "a value of `representant` answers `lieu`, which is not among its `also`",
            ],
        );
        names_faults(
            |file| {
                let [one, other] = [json!({ "carte-structure": "oui" }), json!({ "carte-structure": "non" })];
                let values = [value(one, &["déjà équipé", "x"]), value(other, &["équipés déjà", "X"])];
                kind(file, json!({ "about": "carte-structure", "value": values }));
            },
            &[
                "`déjà équipé` and `équipés déjà` of `carte-structure` are the same words, and say \
                 {\"carte-structure\": \"oui\"} and {\"carte-structure\": \"non\"}",
                "the name `X` stands twice under `carte-structure`",
                "`x` and `X` of `carte-structure` are the same words, and say \
                 {\"carte-structure\": \"oui\"} and {\"carte-structure\": \"non\"}",
            ],
        );
        names_faults(|file| file["implies"][0]["brings"] = json!({}), &["what answers bring with them is one answer"]);
        names_faults(|file| file["alone"] = json!({ "titulaire": "x" }), &["there is no answer `titulaire=x`"]);
        names_faults(|file| file["persons"] = json!(["x"]), &["there is no actor `x`"]);
        names_faults(|file| file["once"][1]["beside"] = json!("x"), &["there is no step `x`"]);
        names_faults(
            |file| file["each"]["pieces"][0] = json!("101"),
            &[
                "the piece `101` is told of twice",
                "nothing tells whether the piece `201-employe` is there once, or for each row",
            ],
        );
        names_faults(|file| file["kind"] = json!([]), &["the file holds no kind, or cannot be read"]);
    }
}
