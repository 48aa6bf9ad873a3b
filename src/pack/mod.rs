//! The rules, once checked: a [`Guide`] holds what decides ([`Logic`]) apart from what is read ([`Words`]), under
//! the same ids. Nothing here asks, walks or draws; a guide that exists is complete and cannot contradict itself.
//!
//! One type a kind of row: that is why it is long.

pub mod bytes;
#[cfg(not(target_arch = "wasm32"))]
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod compile;
#[cfg(not(target_arch = "wasm32"))]
mod compose;
pub mod condition;
#[cfg(not(target_arch = "wasm32"))]
pub mod draft;
mod form;
pub mod graph;
mod plan;
#[cfg(not(target_arch = "wasm32"))]
pub mod problem;
#[cfg(not(target_arch = "wasm32"))]
mod read;
#[cfg(not(target_arch = "wasm32"))]
mod residue;
pub mod sealed;
mod sound;
#[cfg(not(target_arch = "wasm32"))]
pub mod source;
#[cfg(not(target_arch = "wasm32"))]
mod store;
mod table;
#[cfg(not(target_arch = "wasm32"))]
pub mod translate;
#[cfg(not(target_arch = "wasm32"))]
pub mod upkeep;
pub mod words;

pub use condition::{ChoiceId, ChoiceSet, Condition};
pub use plan::{Plan, PlanPiece, PlanStep};
pub use table::{Id, Table};
pub use words::Words;

/// One edition of the rules and of everything said about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// What decides.
    pub logic: Logic,
    /// What is read.
    pub words: Words,
}

/// What decides: ids, conditions, links; no sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logic {
    /// Which pack this is (`cpx`).
    pub pack: String,
    /// Which edition of its source it follows (`fiche-2021`).
    pub edition: String,
    /// The editions before it, oldest first.
    pub earlier: Vec<Edition>,
    /// The first 12 hex digits of the SHA-256 of the rules file.
    pub digest: String,
    /// The sections of the sheet, in its order.
    pub sections: Table<Section>,
    /// The questions, in asking order.
    pub questions: Table<Question>,
    /// The conditions that have a name.
    pub facts: Table<Fact>,
    /// The kinds of answer that the guide can end on.
    pub verdicts: Table<Verdict>,
    /// The cards that exist.
    pub cards: Table<Card>,
    /// The delays that can apply.
    pub delays: Table<Delay>,
    /// Who acts.
    pub actors: Table<Actor>,
    /// Whom one turns to.
    pub organisms: Table<Organism>,
    /// Forms, guides, contract, terms, evidence, services.
    pub documents: Table<Document>,
    /// What is put into dispatches.
    pub pieces: Table<Piece>,
    /// What steps may hang on.
    pub provisos: Table<Proviso>,
    /// The decision table: the first rule that holds wins.
    pub rules: Table<Rule>,
    /// Everything that may have to be done, in the order of doing.
    pub steps: Table<Step>,
    /// Points of vigilance and what changed since the sheet.
    pub notes: Table<Note>,
    /// The words that are explained.
    pub terms: Table<Term>,
    /// The messages that are ready to be sent.
    pub mails: Table<Mail>,
}

impl Guide {
    /// What to do in a step of a plan, after what it hangs on.
    #[must_use]
    pub fn title(&self, it: &PlanStep) -> String {
        let title = &self.words.steps[it.step].title;
        let Some(proviso) = it.proviso.map(|id| self.words.provisos[id].as_str()) else { return title.clone() };
        words::said(self.words.texts.step_proviso(), &[("proviso", proviso), ("title", title)])
    }
}

impl Logic {
    /// The ids of a question and of one of its choices, as links, events and decisions write them.
    #[must_use]
    pub fn keys(&self, question: Id<Question>, choice: ChoiceId) -> (&str, &str) {
        let question = &self.questions[question];
        (&question.key, question.choices.get(choice.place()).map_or("", |choice| &choice.key))
    }
}

/// An earlier edition of the rules: links were saved under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its name in links.
    pub key: String,
    /// The answers that the edition after it calls otherwise.
    pub renamed: Vec<Renamed>,
    /// The answers of today under which it said something else; the first that hold count.
    pub differs: Vec<Condition>,
}

/// An answer that has another name today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// What it was called: `question=choice`.
    pub was: String,
    /// What the next edition calls it.
    pub is: String,
}

/// A section of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its number, as printed: `2.4`.
    pub key: String,
    /// The answers to which it speaks; elsewhere it is not cited.
    pub when: Condition,
}

/// A question with its choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id in links, events and decisions.
    pub key: String,
    /// What may be answered, in the order shown.
    pub choices: Vec<Choice>,
    /// The terms that explain it.
    pub terms: Vec<Id<Term>>,
    /// Where the sheet tells its answers apart.
    pub sources: Vec<Id<Section>>,
}

/// One possible answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id in links, events and decisions.
    pub key: String,
    /// The earlier answers under which it is offered.
    pub when: Condition,
}

/// A condition with a name; none leads back to itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its id within the pack.
    pub key: String,
    /// The answers under which it holds.
    pub when: Condition,
}

/// A kind of answer that the guide can end on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Its id in decisions.
    pub key: String,
    /// Whether a rule with this verdict names the card to order.
    pub orders: Orders,
    /// Whether a plan under this verdict turns to somebody.
    pub contact: Contact,
}

/// Whether a verdict comes with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orders {
    /// There is a card to order.
    Card,
    /// There is none.
    Nothing,
}

/// Whether a verdict sends to an organism.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// At least one organism stands in the plan.
    Organism,
    /// No organism stands in the plan.
    Nobody,
}

/// A card of the CPx family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its id in decisions.
    pub key: String,
    /// Whether it opens the INSi service (§1.3).
    pub insi: bool,
    /// A drawing beside it: the path of a line, on a grid of 24 by 24.
    pub drawing: Option<String>,
}

/// How long a card and its codes take (§2.7, §3.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delay {
    /// Its id within the pack.
    pub key: String,
    /// Working days until the card.
    pub card_working_days: u16,
    /// Working hours between the reception of the card and that of its codes.
    pub codes_working_hours: u16,
    /// Whether new codes are sent.
    pub new_codes: bool,
    /// The event from which the delay runs.
    pub from: String,
    /// Where the sheet says so.
    pub sources: Vec<Id<Section>>,
}

/// Somebody who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Its id in decisions.
    pub key: String,
}

/// Somebody to turn to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organism {
    /// Its id in decisions.
    pub key: String,
    /// Its own site.
    pub url: Option<String>,
    /// A drawing beside it: the path of a line, on a grid of 24 by 24.
    pub drawing: Option<String>,
}

/// Something to fill in, read, enclose or use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id in decisions.
    pub key: String,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The address that the sheet prints, if it prints one.
    pub url: Option<String>,
    /// Where no address is printed: the page on which it is found today.
    pub found_at: Option<String>,
    /// The document that it helps to fill in.
    pub guide_for: Option<Id<Document>>,
    /// Where the sheet names it.
    pub sources: Vec<Id<Section>>,
    /// The day on which it was last compared with its source (`2026-11-23`).
    pub checked: String,
}

/// What kind of document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A form to fill in.
    Form,
    /// A page or notice that helps.
    Guide,
    /// The contract of adhesion.
    Contract,
    /// Terms to read.
    Terms,
    /// A piece to enclose.
    Evidence,
    /// An online service.
    Service,
}

impl DocumentKind {
    /// Every kind, by its name in the rules file and in decisions.
    pub const NAMED: [(&'static str, Self); 6] = [
        ("form", Self::Form),
        ("guide", Self::Guide),
        ("contract", Self::Contract),
        ("terms", Self::Terms),
        ("evidence", Self::Evidence),
        ("service", Self::Service),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// Something put into a dispatch: a document, signed by those who must. One form may be there twice, for two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its id within the pack.
    pub key: String,
    /// What it is.
    pub document: Id<Document>,
    /// The steps that prepare it; without one of them in the plan it is not sent.
    pub prepared_in: Vec<Id<Step>>,
    /// Who signs it.
    pub signed_by: Vec<Id<Actor>>,
    /// Where the sheet says so.
    pub sources: Vec<Id<Section>>,
}

/// A condition that the reader settles, not the guide: a step that stands under it may fall away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proviso {
    /// Its id within the pack.
    pub key: String,
}

/// One line of the decision table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its id within the pack.
    pub key: String,
    /// The answers that it covers.
    pub when: Condition,
    /// What it decides.
    pub verdict: Id<Verdict>,
    /// The card to order, under a verdict that orders one.
    pub card: Option<Id<Card>>,
    /// How long it takes.
    pub delay: Option<Id<Delay>>,
    /// Where the sheet says so.
    pub sources: Vec<Id<Section>>,
    /// The day on which it was last compared with its source.
    pub checked: String,
}

/// Something that may have to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its id in decisions.
    pub key: String,
    /// The answers under which it belongs to the plan.
    pub when: Condition,
    /// Who does it.
    pub actor: Id<Actor>,
    /// What it hangs on, where these answers leave something open: the first that holds, if any.
    pub provisos: Vec<Given<Proviso>>,
    /// Whom it turns to: the first that holds, if any.
    pub organisms: Vec<Given<Organism>>,
    /// What it needs, beside what its options need.
    pub documents: Vec<Given<Document>>,
    /// What it sends, as far as a step before it, or it itself, has prepared it.
    pub sends: Vec<Id<Piece>>,
    /// The ways of doing it, where there are several.
    pub options: Vec<StepOption>,
    /// Where the sheet says so.
    pub sources: Vec<Id<Section>>,
    /// The day on which it was last compared with its source.
    pub checked: String,
}

/// Something that a step needs under some answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given<K> {
    /// What is needed.
    pub what: Id<K>,
    /// The answers under which it is.
    pub when: Condition,
}

/// One way of doing a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepOption {
    /// Its id in decisions.
    pub key: String,
    /// Whom this way turns to, if not the step's organism.
    pub organism: Option<Id<Organism>>,
    /// What this way needs.
    pub documents: Vec<Id<Document>>,
    /// What this way sends.
    pub sends: Vec<Id<Piece>>,
}

/// Something to know beside the plan; it never changes the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id in decisions.
    pub key: String,
    /// Whether it comes from the sheet or from after it.
    pub kind: NoteKind,
    /// The answers beside which it is shown.
    pub when: Condition,
    /// When it happened, as exactly as is known: `2021-10-28`, `2024-03`, `2024`.
    pub date: Option<String>,
    /// Who says so.
    pub source: NoteSource,
    /// Addresses that it mentions, in the order of their words.
    pub links: Vec<String>,
    /// The day on which it was last compared with its source.
    pub checked: String,
}

/// Where a note comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A point that the sheet insists on.
    Vigilance,
    /// Something that changed since the sheet.
    Since,
}

impl NoteKind {
    /// Both kinds, by their names in the rules file and in decisions.
    pub const NAMED: [(&'static str, Self); 2] = [("vigilance", Self::Vigilance), ("since", Self::Since)];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// Who says what a note says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteSource {
    /// Sections of the sheet.
    Sheet(Vec<Id<Section>>),
    /// A public page, by its address.
    Page(String),
}

/// A message that is ready to be sent to somebody who takes part. To whom it goes is not known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id within the pack.
    pub key: String,
    /// Those for whom it is: it says what they have to do.
    pub actors: Vec<Id<Actor>>,
    /// Steps of others that concern them all the same: where one of these is in the plan, the message is offered too.
    pub concerns: Vec<Id<Step>>,
}

/// A word that is explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its id within the pack.
    pub key: String,
}
