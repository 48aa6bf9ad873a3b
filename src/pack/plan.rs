//! What a person has to do, by id: a leaf of the graph.

use super::{Document, Id, Note, Organism, Piece, Proviso, Rule, Section, Step};

/// What a person has to do, by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plan {
    /// The rule that decided.
    pub rule: Id<Rule>,
    /// Whom to turn to, in order of contact.
    pub organisms: Vec<Id<Organism>>,
    /// What to do, in order.
    pub steps: Vec<PlanStep>,
    /// Every document once, in order of use.
    pub documents: Vec<Id<Document>>,
    /// What to know beside it, in the order of the file.
    pub notes: Vec<Id<Note>>,
    /// The sections of the sheet behind it, in the order of the sheet.
    pub sources: Vec<Id<Section>>,
}

/// A step of a plan, with what these answers make of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanStep {
    /// The step.
    pub step: Id<Step>,
    /// What it hangs on; without it, the step is to be done in any case.
    pub proviso: Option<Id<Proviso>>,
    /// Whom it turns to.
    pub organism: Option<Id<Organism>>,
    /// What it needs, beside what its options need.
    pub documents: Vec<Id<Document>>,
    /// What it sends, beside what its options send.
    pub sends: Vec<PlanPiece>,
}

/// Something that a step sends, with what these answers make of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanPiece {
    /// The piece.
    pub piece: Id<Piece>,
    /// What it hangs on: what the step hangs on that prepares it.
    pub proviso: Option<Id<Proviso>>,
}

impl Plan {
    /// Those of some sections that apply here.
    #[must_use]
    pub fn cited(&self, sections: &[Id<Section>]) -> Vec<Id<Section>> {
        sections.iter().copied().filter(|section| self.sources.contains(section)).collect()
    }
}
