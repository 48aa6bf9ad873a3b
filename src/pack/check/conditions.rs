//! Conditions resolved: names of questions, choices, attributes and facts become sets of choices. A fact that leads back
//! to itself is a cycle and is told with the way it takes.

use std::cell::RefCell;

use super::super::draft::{Fact, Question, Test};
use super::super::problem::{Problem, Text};
use super::super::read::Found;
use super::super::upkeep::carrying;
use super::super::{self as pack, ChoiceId, ChoiceSet, Condition, Id, Table};
use super::names::Names;

/// What conditions can speak of.
pub(super) struct Conditions<'a> {
    questions: &'a Names<'a, pack::Question>,
    written: &'a [Question],
    facts: &'a [Fact],
    names: Names<'a, pack::Fact>,
    resolved: RefCell<Vec<State>>,
    found: &'a Found,
}

/// A question, and for each value of one of its attributes the choices that carry it.
pub(super) type Carriers = (Id<pack::Question>, Vec<(Text, ChoiceSet)>);

#[derive(Clone)]
enum State {
    Open,
    Resolving,
    Done(Condition),
}

impl<'a> Conditions<'a> {
    /// Resolves the facts; unknown names and cycles are noted.
    pub(super) fn new(
        questions: &'a Names<'a, pack::Question>,
        written: &'a [Question],
        facts: &'a [Fact],
        found: &'a Found,
    ) -> Self {
        let names = Names::new("fact", facts.iter().map(|fact| &fact.id), found);
        let resolved = RefCell::new(vec![State::Open; facts.len()]);
        Self { questions, written, facts, names, resolved, found }
    }

    /// What a written condition means. Where a part of it means nothing, that is noted and the part left out.
    pub(super) fn resolve(&self, test: &Test) -> Condition {
        match test {
            Test::Answer { name, values } => self.answer(name, values),
            Test::Fact(names) => Condition::of(
                names.iter().filter_map(|name| self.fact(name)).map(Condition::Fact).collect(),
                Condition::Any,
            ),
            Test::All(parts) => Condition::of(parts.iter().map(|part| self.resolve(part)).collect(), Condition::All),
            Test::Any(parts) => Condition::of(parts.iter().map(|part| self.resolve(part)).collect(), Condition::Any),
            Test::Not(part) => Condition::Not(Box::new(self.resolve(part))),
        }
    }

    /// The choices of a question that carry one of the values of an attribute, value by value.
    pub(super) fn carriers(&self, question: &Text, attribute: &Text) -> Option<Carriers> {
        let id = self.questions.find(question, self.found)?;
        let written = self.written.get(id.row())?;
        let known = written.attributes.iter().map(|(name, _)| name.it.as_str());
        let Some((_, values)) = written.attributes.iter().find(|(name, _)| name.it == attribute.it) else {
            self.note(Problem::lacks(&question.it, "attribute", attribute, known));
            return None;
        };
        Some((id, values.iter().map(|value| (value.clone(), carrying(written, &attribute.it, &value.it))).collect()))
    }

    /// Notes the facts that nothing uses.
    pub(super) fn unused(&self) {
        self.names.unused(self.found);
    }

    /// Notes the attributes and values of choices that are not declared.
    pub(super) fn attributes(&self) {
        for question in self.written {
            for (name, values) in question.choices.iter().flat_map(|choice| &choice.attributes) {
                let known = question.attributes.iter().map(|(name, _)| name.it.as_str());
                match question.attributes.iter().find(|(declared, _)| declared.it == name.it) {
                    None => self.note(Problem::lacks(&question.id.it, "attribute", name, known)),
                    Some((_, declared)) => {
                        let known = || declared.iter().map(|value| value.it.as_str());
                        for value in values.iter().filter(|value| !known().any(|known| known == value.it)) {
                            self.note(Problem::lacks(&name.it, "value", value, known()));
                        }
                    }
                }
            }
        }
    }

    fn answer(&self, name: &Text, values: &[Text]) -> Condition {
        let never = Condition::Any(Vec::new());
        if let Some((question, attribute)) = name.it.split_once('.') {
            let [question, attribute] = [question, attribute].map(|it| Text { it: it.to_owned(), at: name.at });
            let Some((id, carriers)) = self.carriers(&question, &attribute) else { return never };
            let wanted = values.iter().filter_map(|value| {
                let known = carriers.iter().map(|(known, _)| known.it.as_str());
                let carrier = carriers.iter().find(|(known, _)| known.it == value.it);
                if carrier.is_none() {
                    self.note(Problem::lacks(&name.it, "value", value, known));
                }
                carrier.map(|(_, choices)| choices)
            });
            return Condition::Answer(id, wanted.flat_map(|choices| choices.iter()).collect());
        }
        let Some(id) = self.questions.find(name, self.found) else { return never };
        let Some(written) = self.written.get(id.row()) else { return never };
        let wanted = values.iter().filter_map(|value| {
            let known = written.choices.iter().map(|choice| choice.id.it.as_str());
            let place = written.choices.iter().position(|choice| choice.id.it == value.it);
            if place.is_none() {
                self.note(Problem::lacks(&name.it, "choice", value, known));
            }
            place.and_then(ChoiceId::at)
        });
        Condition::Answer(id, wanted.collect())
    }

    fn fact(&self, name: &Text) -> Option<Id<pack::Fact>> {
        let id = self.names.find(name, self.found)?;
        let resolving = matches!(self.resolved.borrow().get(id.row()), Some(State::Resolving));
        if resolving {
            self.note(Problem::new(name.at, format!("fact `{}` leads back to itself: a cycle", name.it)));
            return None;
        }
        self.settle(id.row());
        Some(id)
    }

    /// Resolves the fact of a row, unless that is done.
    fn settle(&self, row: usize) {
        let open = matches!(self.resolved.borrow().get(row), Some(State::Open));
        if let Some(fact) = self.facts.get(row).filter(|_| open) {
            self.set(row, State::Resolving);
            let condition = self.resolve(&fact.when);
            self.set(row, State::Done(condition));
        }
    }

    /// The facts as they were understood.
    pub(super) fn table(&self) -> Option<Table<pack::Fact>> {
        let rows = self.facts.iter().enumerate().map(|(row, fact)| {
            self.settle(row);
            match self.resolved.borrow().get(row) {
                Some(State::Done(when)) => Some(pack::Fact { key: fact.id.it.clone(), when: when.clone() }),
                _ => None,
            }
        });
        Table::new(rows.collect::<Option<_>>()?)
    }

    /// Calls `see` for each question that a condition tests, itself or through facts.
    pub(super) fn tested(&self, condition: &Condition, see: &mut impl FnMut(Id<pack::Question>)) {
        match condition {
            Condition::Answer(question, _) => see(*question),
            Condition::Fact(fact) => {
                let fact = self.resolved.borrow().get(fact.row()).cloned();
                if let Some(State::Done(when)) = fact {
                    self.tested(&when, see);
                }
            }
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.tested(part, see)),
            Condition::Not(part) => self.tested(part, see),
        }
    }

    fn set(&self, row: usize, state: State) {
        if let Some(slot) = self.resolved.borrow_mut().get_mut(row) {
            *slot = state;
        }
    }

    fn note(&self, problem: Problem) {
        self.found.borrow_mut().push(problem);
    }
}

/// Notes ids of choices that are doubled, malformed or too many.
pub(super) fn choices(questions: &[Question], found: &Found) {
    for question in questions {
        let ids = question.choices.iter().map(|choice| &choice.id);
        let _noted: Names<'_, pack::Choice> = Names::new("choice", ids, found);
        if question.choices.len() > ChoiceId::LIMIT {
            let message = format!("question `{}` has more than {} choices", question.id.it, ChoiceId::LIMIT);
            found.borrow_mut().push(Problem::new(question.id.at, message));
        }
    }
}
