//! What a set of answers is called: by its choices where they are few, by what they share where they are many, by what is
//! left out where that is shorter. The names say exactly the set, never nearly.

use super::plain::{FEW, common, every, minus};
use crate::pack::upkeep::{Attribute, Upkeep};
use crate::pack::{ChoiceSet, Guide, Id, Question};

/// A set of answers in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// One of these choices.
    Among(Vec<String>),
    /// None of these choices.
    Except(Vec<String>),
    /// Whatever carries all of these: attribute and value.
    Having(Vec<(String, String)>),
    /// Whatever lacks this: attribute and value.
    Lacking(String, String),
}

/// The name of a set of choices of a question.
#[must_use]
pub fn name(guide: &Guide, upkeep: &Upkeep, question: Id<Question>, choices: ChoiceSet) -> Name {
    let words = &guide.words.questions[question].choices;
    let texts = |choices: ChoiceSet| -> Vec<String> {
        choices.iter().filter_map(|choice| words.get(choice.place())).map(|it| it.text.clone()).collect()
    };
    let pair = |it: &Attribute| (it.name.clone(), it.value.clone());
    let all = every(&guide.logic, question);
    let others = minus(all, choices);
    if choices.iter().count() <= FEW {
        return Name::Among(texts(choices));
    }
    let known: Vec<_> = upkeep.attributes.iter().filter(|it| it.question == question.row()).collect();
    if let Some(one) = known.iter().find(|it| it.choices == choices) {
        return Name::Having(vec![pair(one)]);
    }
    for (place, first) in known.iter().enumerate() {
        let second = known.iter().skip(place + 1).find(|it| common(first.choices, it.choices) == choices);
        if let Some(second) = second {
            return Name::Having(vec![pair(first), pair(second)]);
        }
    }
    if others.iter().count() <= FEW {
        return Name::Except(texts(others));
    }
    if let Some(one) = known.iter().find(|it| it.choices == others) {
        return Name::Lacking(one.name.clone(), one.value.clone());
    }
    if others.iter().count() < choices.iter().count() {
        Name::Except(texts(others))
    } else {
        Name::Among(texts(choices))
    }
}

/// In French, as it stands after the short name of the question and a colon: `« Oui » ou « Non »`, `registre « rpps »`.
#[must_use]
pub fn french(name: &Name) -> String {
    let quoted = |texts: &[String], link: &str| {
        let texts: Vec<_> = texts.iter().map(|text| format!("«\u{a0}{text}\u{a0}»")).collect();
        match texts.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} {link} {last}", before.join(", ")),
            _ => texts.concat(),
        }
    };
    let shared = |name: &str, value: &str| format!("{name} «\u{a0}{value}\u{a0}»");
    match name {
        Name::Among(texts) => quoted(texts, "ou"),
        Name::Except(texts) => format!("tout sauf {}", quoted(texts, "et")),
        Name::Having(pairs) => pairs.iter().map(|(name, value)| shared(name, value)).collect::<Vec<_>>().join(" et "),
        Name::Lacking(name, value) => format!("tout sauf {}", shared(name, value)),
    }
}
