//! What values mean, in every spelling that personnel offices use.

use std::fs;

use cpx_guide::built_in;
use cpx_guide::engine::{Answers, Turn};
use cpx_guide::staff::columns::faults;
use cpx_guide::staff::mapping::Known;
use cpx_guide::staff::values::meaning;

use crate::list::{columns_of, known};
use crate::support;

#[test]
fn what_is_known_of_columns_is_without_fault() {
    let compiled = support::guide();
    assert_eq!(faults(&compiled.guide), Vec::<String>::new());
}

/// In every language of the guide: which one the screen speaks changes nothing of a list.
#[test]
fn values_mean_what_is_written_down() {
    let text = fs::read_to_string("tests/staff/spellings.txt").unwrap();
    let lines = || text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    assert!(lines().count() > 150);
    let mut wrong = Vec::new();
    for lang in built_in::languages().unwrap() {
        let compiled = built_in::compiled(&lang).unwrap();
        let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
        for line in lines() {
            let (left, expected) = line.split_once(" => ").unwrap();
            let (kind, value) = left.split_once(" | ").unwrap();
            let found = meaning(&columns, columns.kind(kind).unwrap(), value);
            let says = Answers::of(&found.says).write(logic).replace('&', " ");
            let said = format!("{} {says}", known(found.known));
            if said.trim_end() != expected.trim_end() {
                wrong.push(format!("{lang}: {line}\n    {said}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Each choice by its own name and id, in the column of its question.
#[test]
fn every_choice_is_known_by_its_id() {
    let compiled = support::guide();
    let columns = columns_of(&compiled);
    for (id, question) in compiled.guide.logic.questions.iter() {
        let kind = columns.kind(&question.key).unwrap();
        for choice in &question.choices {
            let found = meaning(&columns, kind, &choice.key);
            assert_eq!(found.known, Known::Sure, "{}={}", question.key, choice.key);
            let [Turn { question: asked, choice: made }] = found.says[..] else { panic!("{}", choice.key) };
            assert_eq!((asked, compiled.guide.logic.keys(id, made).1), (id, choice.key.as_str()));
        }
    }
}
