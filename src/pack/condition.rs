//! Conditions over answers, as the check understood them: attributes have become sets of choices, and a named condition
//! is stored once. What is left of a condition under some answers is told in `residue`.

use super::bytes::{Reader, Stored, Writer};
use super::{Fact, Id, Question};

/// The place of a choice among those of its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChoiceId(u8);

/// A set of choices of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ChoiceSet(u64);

/// A test over answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// The question is answered by one of the choices.
    Answer(Id<Question>, ChoiceSet),
    /// The named condition holds.
    Fact(Id<Fact>),
    /// Every one holds; none at all holds always.
    All(Vec<Condition>),
    /// At least one holds; none at all holds never.
    Any(Vec<Condition>),
    /// The other does not hold.
    Not(Box<Condition>),
}

impl ChoiceId {
    /// How many choices a question can have.
    pub const LIMIT: usize = 64;

    /// The choice at `place`, if a question can have that many.
    #[must_use]
    pub fn at(place: usize) -> Option<Self> {
        (place < Self::LIMIT).then(|| u8::try_from(place).ok().map(Self)).flatten()
    }

    /// Its place, from 0.
    #[must_use]
    pub fn place(self) -> usize {
        usize::from(self.0)
    }

    /// Its bit in a set; none for a place that a damaged file invented.
    fn bit(self) -> u64 {
        1_u64.checked_shl(u32::from(self.0)).unwrap_or(0)
    }
}

impl ChoiceSet {
    /// Whether `choice` is in the set.
    #[must_use]
    pub fn contains(self, choice: ChoiceId) -> bool {
        self.0 & choice.bit() != 0
    }

    /// The set with `choice` in it.
    #[must_use]
    pub fn with(self, choice: ChoiceId) -> Self {
        Self(self.0 | choice.bit())
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The choices of the set, in order.
    pub fn iter(self) -> impl Iterator<Item = ChoiceId> {
        (0..ChoiceId::LIMIT).filter_map(ChoiceId::at).filter(move |choice| self.contains(*choice))
    }
}

impl Stored for ChoiceSet {
    fn write(&self, to: &mut Writer) {
        to.number(self.0);
    }

    fn read(from: &mut Reader) -> Self {
        Self(from.number())
    }
}

impl FromIterator<ChoiceId> for ChoiceSet {
    fn from_iter<I: IntoIterator<Item = ChoiceId>>(choices: I) -> Self {
        choices.into_iter().fold(Self::default(), Self::with)
    }
}

impl Condition {
    /// A list of conditions as `several` joins them; a list of one is that one.
    #[must_use]
    pub fn of(mut parts: Vec<Self>, several: fn(Vec<Self>) -> Self) -> Self {
        match (parts.len(), parts.pop()) {
            (1, Some(only)) => only,
            (_, last) => several(parts.into_iter().chain(last).collect()),
        }
    }

    /// Holds under any answers.
    #[must_use]
    pub fn always() -> Self {
        Self::All(Vec::new())
    }
}
