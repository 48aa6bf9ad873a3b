//! What is left of conditions once some answers are known. Expressions are stored once and simplified as answers come
//! in, so that two states of the questionnaire that leave the same open are the same to the letter.

use super::store::{Store, insert};
use super::{ChoiceId, ChoiceSet, Condition, Fact, Id, Question, Table};

/// An expression of the [`Residues`] that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Residue(u32);

/// A set of questions.
pub(super) type Questions = u128;

/// How many questions a pack can have.
pub(super) const MOST_QUESTIONS: usize = 128;

/// The store of expressions.
#[derive(Debug)]
pub(super) struct Residues<'a> {
    facts: &'a Table<Fact>,
    /// For each fact, its expression, once it has been asked for.
    known: Vec<Option<Residue>>,
    shapes: Store<Shape>,
    /// For each shape, the questions on which it still depends.
    open: Vec<Questions>,
    /// For each shape, what was left of it each time it was restricted.
    restricted: Vec<Vec<Restriction>>,
}

/// An answer, and what it leaves of a shape.
#[derive(Debug, Clone, Copy)]
struct Restriction {
    question: Id<Question>,
    choice: ChoiceId,
    left: Residue,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    False,
    True,
    Answer(Id<Question>, ChoiceSet),
    All(Vec<Residue>),
    Any(Vec<Residue>),
    Not(Residue),
}

impl Residue {
    pub(super) const FALSE: Self = Self(0);
    pub(super) const TRUE: Self = Self(1);
}

impl<'a> Residues<'a> {
    pub(super) fn new(facts: &'a Table<Fact>) -> Self {
        let known = vec![None; facts.len()];
        let mut residues = Self { facts, known, shapes: Store::new(), open: Vec::new(), restricted: Vec::new() };
        residues.store(Shape::False);
        residues.store(Shape::True);
        residues
    }

    /// The expression of a whole condition.
    pub(super) fn of(&mut self, condition: &Condition) -> Residue {
        match condition {
            Condition::Answer(_, choices) if choices.is_empty() => Residue::FALSE,
            Condition::Answer(question, choices) => self.store(Shape::Answer(*question, *choices)),
            Condition::Fact(fact) => self.fact(*fact),
            Condition::All(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.of(part)).collect();
                self.join(&parts, Residue::FALSE)
            }
            Condition::Any(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.of(part)).collect();
                self.join(&parts, Residue::TRUE)
            }
            Condition::Not(part) => {
                let part = self.of(part);
                self.negate(part)
            }
        }
    }

    /// The expression of a named condition. Should one lead back to itself, in a damaged guide, it never holds there.
    fn fact(&mut self, fact: Id<Fact>) -> Residue {
        if let Some(known) = self.known.get(fact.row()).copied().flatten() {
            return known;
        }
        self.know(fact, Residue::FALSE);
        let facts = self.facts;
        let residue = facts.look_up(fact).map_or(Residue::FALSE, |fact| self.of(&fact.when));
        self.know(fact, residue);
        residue
    }

    fn know(&mut self, fact: Id<Fact>, residue: Residue) {
        if let Some(place) = self.known.get_mut(fact.row()) {
            *place = Some(residue);
        }
    }

    /// The expression of several conditions together.
    pub(super) fn of_all(&mut self, conditions: &[&Condition]) -> Residue {
        let parts: Vec<_> = conditions.iter().map(|condition| self.of(condition)).collect();
        self.join(&parts, Residue::FALSE)
    }

    /// The questions on which it still depends.
    pub(super) fn open(&self, residue: Residue) -> Questions {
        self.open.get(residue.0 as usize).copied().unwrap_or_default()
    }

    /// What is left once `question` is answered by `choice`.
    pub(super) fn restrict(&mut self, residue: Residue, question: Id<Question>, choice: ChoiceId) -> Residue {
        if self.open(residue) & bit(question) == 0 {
            return residue;
        }
        let known = self.restricted.get(residue.0 as usize).into_iter().flatten();
        if let Some(known) = known.copied().find(|it| it.question == question && it.choice == choice) {
            return known.left;
        }
        let left = match self.shapes.get(residue.0 as usize).cloned().unwrap_or(Shape::False) {
            Shape::False | Shape::True => residue,
            Shape::Answer(_, choices) if choices.contains(choice) => Residue::TRUE,
            Shape::Answer(..) => Residue::FALSE,
            Shape::Not(part) => {
                let part = self.restrict(part, question, choice);
                self.negate(part)
            }
            Shape::All(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.restrict(*part, question, choice)).collect();
                self.join(&parts, Residue::FALSE)
            }
            Shape::Any(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.restrict(*part, question, choice)).collect();
                self.join(&parts, Residue::TRUE)
            }
        };
        if let Some(restricted) = self.restricted.get_mut(residue.0 as usize) {
            restricted.push(Restriction { question, choice, left });
        }
        left
    }

    /// All of `parts` where `settled` is false, any of them where it is true: one settled part settles the whole.
    fn join(&mut self, parts: &[Residue], settled: Residue) -> Residue {
        let neutral = if settled == Residue::TRUE { Residue::FALSE } else { Residue::TRUE };
        if parts.contains(&settled) {
            return settled;
        }
        let mut left = Vec::new();
        for part in parts.iter().filter(|part| **part != neutral) {
            insert(&mut left, *part);
        }
        match left.as_slice() {
            [] => neutral,
            [only] => *only,
            _ if settled == Residue::TRUE => self.store(Shape::Any(left)),
            _ => self.store(Shape::All(left)),
        }
    }

    fn negate(&mut self, part: Residue) -> Residue {
        match self.shapes.get(part.0 as usize) {
            Some(Shape::False) => Residue::TRUE,
            Some(Shape::True) => Residue::FALSE,
            Some(Shape::Not(inner)) => *inner,
            _ => self.store(Shape::Not(part)),
        }
    }

    fn store(&mut self, shape: Shape) -> Residue {
        let open = match &shape {
            Shape::False | Shape::True => 0,
            Shape::Answer(question, _) => bit(*question),
            Shape::Not(part) => self.open(*part),
            Shape::All(parts) | Shape::Any(parts) => parts.iter().fold(0, |open, part| open | self.open(*part)),
        };
        let number = self.shapes.number(shape);
        if number == self.open.len() {
            self.open.push(open);
            self.restricted.push(Vec::new());
        }
        Residue(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

/// The set of one question.
pub(super) fn bit(question: Id<Question>) -> Questions {
    1 << (question.row() % MOST_QUESTIONS)
}
