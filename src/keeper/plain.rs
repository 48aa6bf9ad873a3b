//! A condition as one would say it: without names of facts, without double negation, nothing twice, and what is common to
//! several cases said once before them. It holds for the same complete answers as the condition it comes from.

use std::collections::BTreeMap;

use crate::pack::{ChoiceId, ChoiceSet, Condition, Id, Logic, Question};

/// The most choices that are better listed than named by what they share.
pub(super) const FEW: usize = 3;

/// Whether a condition is to hold or to fail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Holds,
    Fails,
}

/// What is known of the answers while a part of a condition is read.
type Known = BTreeMap<Id<Question>, ChoiceSet>;

/// A condition in its plain form: answers, then cases; no fact, no `Not`. Holds always is `All` of nothing, never is `Any`
/// of nothing.
#[must_use]
pub fn plain(logic: &Logic, condition: &Condition) -> Condition {
    let mut form = spread(logic, condition, Sense::Holds);
    // Each round says less; what says no less is plain.
    loop {
        let next = tidy(logic, &form, &Known::new());
        if next == form {
            return form;
        }
        form = next;
    }
}

/// Facts replaced by what they mean, `Not` carried inwards to the answers.
fn spread(logic: &Logic, condition: &Condition, sense: Sense) -> Condition {
    let each = |parts: &[Condition]| parts.iter().map(|part| spread(logic, part, sense)).collect();
    match (condition, sense) {
        (Condition::Fact(fact), _) => spread(logic, &logic.facts[*fact].when, sense),
        (Condition::Answer(..), Sense::Holds) => condition.clone(),
        (Condition::Answer(question, choices), Sense::Fails) => {
            Condition::Answer(*question, minus(every(logic, *question), *choices))
        }
        (Condition::All(parts), Sense::Holds) | (Condition::Any(parts), Sense::Fails) => Condition::All(each(parts)),
        (Condition::Any(parts), Sense::Holds) | (Condition::All(parts), Sense::Fails) => Condition::Any(each(parts)),
        (Condition::Not(part), Sense::Holds) => spread(logic, part, Sense::Fails),
        (Condition::Not(part), Sense::Fails) => spread(logic, part, Sense::Holds),
    }
}

/// One round of saying less, where `known` holds already.
fn tidy(logic: &Logic, condition: &Condition, known: &Known) -> Condition {
    match condition {
        Condition::Answer(question, choices) => answer(logic, known, *question, *choices),
        Condition::All(parts) => all(logic, parts, known),
        Condition::Any(parts) => any(logic, parts, known),
        Condition::Fact(_) | Condition::Not(_) => tidy(logic, &spread(logic, condition, Sense::Holds), known),
    }
}

/// An answer, as far as it says more than is known.
fn answer(logic: &Logic, known: &Known, question: Id<Question>, choices: ChoiceSet) -> Condition {
    let before = known.get(&question).copied().unwrap_or_else(|| every(logic, question));
    let left = common(before, choices);
    match (left.is_empty(), left == before) {
        (true, _) => Condition::Any(Vec::new()),
        (false, true) => Condition::always(),
        // A short list is said as it is; a long one keeps the form in which it was written, which has a name.
        (false, false) if left.iter().count() <= FEW => Condition::Answer(question, left),
        (false, false) => Condition::Answer(question, choices),
    }
}

/// Answers first, each question once; then what hangs on them.
fn all(logic: &Logic, parts: &[Condition], known: &Known) -> Condition {
    let mut own: BTreeMap<Id<Question>, ChoiceSet> = BTreeMap::new();
    let mut others = Vec::new();
    for part in flat(parts, |part| if let Condition::All(inner) = part { Some(inner) } else { None }) {
        if let Condition::Answer(question, choices) = part {
            let before = own.get(question).copied().unwrap_or_else(|| every(logic, *question));
            own.insert(*question, common(before, *choices));
        } else if !others.contains(part) {
            others.push(part.clone());
        }
    }
    let mut within = known.clone();
    let mut said = Vec::new();
    for (question, choices) in own {
        match answer(logic, known, question, choices) {
            Condition::Answer(question, left) => {
                within.insert(question, left);
                said.push(Condition::Answer(question, left));
            }
            Condition::Any(_) => return Condition::Any(Vec::new()),
            _ => {}
        }
    }
    for part in others {
        match tidy(logic, &part, &within) {
            Condition::All(inner) => said.extend(inner),
            Condition::Any(inner) if inner.is_empty() => return Condition::Any(inner),
            part => said.push(part),
        }
    }
    // What follows from other parts need not be said.
    let mut place = 0;
    while let Some(part) = said.get(place) {
        let others = said.iter().enumerate().filter(|(other, _)| *other != place);
        let follows = others.map(|(_, other)| other).any(|other| follows(logic, part, other, &within));
        if follows {
            said.remove(place);
        } else {
            place += 1;
        }
    }
    Condition::of(said, Condition::All)
}

/// Whether `part` holds in each of the cases that `cases` lists.
fn follows(logic: &Logic, part: &Condition, cases: &Condition, known: &Known) -> bool {
    let (Condition::Any(_), Condition::Any(cases)) = (part, cases) else { return false };
    cases.iter().all(|case| {
        let mut known = known.clone();
        for conjunct in conjuncts(case) {
            if let Condition::Answer(question, choices) = conjunct {
                let before = known.get(question).copied().unwrap_or_else(|| every(logic, *question));
                known.insert(*question, common(before, *choices));
            }
        }
        tidy(logic, part, &known) == Condition::always()
    })
}

/// What all cases have in common, then the cases.
fn any(logic: &Logic, parts: &[Condition], known: &Known) -> Condition {
    let mut own: BTreeMap<Id<Question>, ChoiceSet> = BTreeMap::new();
    let mut cases: Vec<Condition> = Vec::new();
    for part in flat(parts, |part| if let Condition::Any(inner) = part { Some(inner) } else { None }) {
        match tidy(logic, part, known) {
            Condition::Answer(question, choices) => {
                let before = own.get(&question).copied().unwrap_or_default();
                own.insert(question, choices.iter().fold(before, ChoiceSet::with));
            }
            Condition::All(inner) if inner.is_empty() => return Condition::All(inner),
            Condition::Any(inner) => cases.extend(inner),
            case if cases.contains(&case) => {}
            case => cases.push(case),
        }
    }
    let mut said = Vec::new();
    for (question, choices) in own {
        match answer(logic, known, question, choices) {
            Condition::All(inner) => return Condition::All(inner),
            Condition::Any(_) => {}
            one => said.push(one),
        }
    }
    said.extend(cases);
    let shared: Vec<Condition> = match said.split_first() {
        Some((first, rest)) if !rest.is_empty() => {
            let in_all = |part: &&Condition| rest.iter().all(|case| conjuncts(case).contains(*part));
            conjuncts(first).iter().filter(in_all).cloned().collect()
        }
        _ => Vec::new(),
    };
    if shared.is_empty() {
        return Condition::of(said, Condition::Any);
    }
    let rest = said.iter().map(|case| {
        let left = conjuncts(case).iter().filter(|part| !shared.contains(part)).cloned().collect();
        Condition::of(left, Condition::All)
    });
    let rest = Condition::Any(rest.collect());
    Condition::All(shared.into_iter().chain([rest]).collect())
}

/// The parts of which every one must hold.
fn conjuncts(condition: &Condition) -> &[Condition] {
    if let Condition::All(parts) = condition { parts } else { std::slice::from_ref(condition) }
}

/// Parts, those that are lists of the same kind opened.
fn flat<'a>(parts: &'a [Condition], inner: fn(&Condition) -> Option<&Vec<Condition>>) -> Vec<&'a Condition> {
    let open = |part: &'a Condition| match inner(part) {
        Some(inner_parts) => flat(inner_parts, inner),
        None => vec![part],
    };
    parts.iter().flat_map(open).collect()
}

/// Every choice of a question.
pub(super) fn every(logic: &Logic, question: Id<Question>) -> ChoiceSet {
    (0..logic.questions[question].choices.len()).filter_map(ChoiceId::at).collect()
}

/// What is in the first and not in the second.
pub(super) fn minus(all: ChoiceSet, without: ChoiceSet) -> ChoiceSet {
    all.iter().filter(|choice| !without.contains(*choice)).collect()
}

/// What is in both.
pub(super) fn common(one: ChoiceSet, other: ChoiceSet) -> ChoiceSet {
    one.iter().filter(|choice| other.contains(*choice)).collect()
}
