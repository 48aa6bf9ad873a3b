//! Scale: a generated pack of 60 questions, 1,000 rules and 300 choices is accepted, and its graph says what reading its
//! rules from top to bottom says. What that costs is printed by the bench of the same name.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/generated.rs"]
mod generated;
#[path = "support/planned.rs"]
mod planned;
#[path = "support/reading.rs"]
mod reading;
#[path = "support/texts.rs"]
mod texts;

use std::collections::BTreeSet;

use cpx_guide::engine::{Answers, Stop, walk};
use cpx_guide::pack::check::check;
use cpx_guide::pack::draft::draft;
use cpx_guide::pack::graph::Graph;
use cpx_guide::pack::problem::Problem;
use cpx_guide::pack::{ChoiceId, Guide};
use generated::{Size, independent, sectors};
use planned::leaf;
use reading::Reading;

fn checked(text: &str) -> Result<Guide, Vec<String>> {
    let (draft, problems) = draft(text);
    check(&draft, problems).map_err(|problems| problems.iter().map(Problem::message).collect())
}

#[test]
fn a_large_pack_decides_as_it_is_written() {
    let size = Size { questions: 60, rules: 1000, choices: 300 };
    let text = sectors(size);
    let guide = checked(&text).expect("the generated pack is sound");
    let logic = &guide.logic;
    let choices: Vec<_> = logic.questions.rows().map(|it| it.choices.len()).collect();
    assert_eq!((choices.len(), logic.rules.len(), choices.iter().sum()), (size.questions, size.rules, size.choices));
    let graph = Graph::compile(logic).unwrap();
    let reading = Reading::of(&text).unwrap();
    let (mut chance, mut rules) = (1_u64, BTreeSet::new());
    for _ in 0..5_000 {
        let complete: Vec<_> = choices.iter().map(|all| next(&mut chance) % all).collect();
        let mut answers = Answers::none();
        for (question, choice) in logic.questions.ids().zip(&complete) {
            answers.set(question, ChoiceId::at(*choice));
        }
        let Stop::Decides(plan) = walk(&graph, &answers).stop else { panic!("{}", answers.write(logic)) };
        let plan = leaf(logic, graph.plan(plan));
        assert_eq!(plan, reading.decide(&complete), "{}", answers.write(logic));
        rules.insert(plan.rule);
    }
    println!("{} rules decided", rules.len());
    assert!(rules.len() > size.rules / 2);
}

/// The same numbers at every run: Marsaglia's xorshift.
fn next(chance: &mut u64) -> usize {
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    usize::try_from(*chance >> 33).unwrap()
}

/// However far beyond the limit, it is refused at the same point, and told by the questions that lead there.
#[test]
fn what_grows_without_end_is_refused_at_the_limit() {
    assert!(checked(&independent(12)).is_ok());
    let told = "the graph has more than 20000 states: too many questions change the plan each in its own way, above all \
        `q9`, `q10`, `q11`, `q12`, `q13`";
    for questions in [15, 60, 120] {
        assert_eq!(checked(&independent(questions)), Err(vec![told.to_owned()]), "{questions}");
    }
    assert_eq!(checked(&independent(129)), Err(vec!["there are more than 128 questions".to_owned()]));
}
