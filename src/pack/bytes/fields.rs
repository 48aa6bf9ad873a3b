//! What is stored of each type, in which order: each list serves the writer, the reader and the number of the format, and
//! the compiler holds that no field is missing from it.

use super::super::graph::Node;
use super::super::words::{
    CardWords, ChoiceWords, DelayWords, MailWords, Named, NoteWords, PieceWords, QuestionWords, StepWords, Titled,
};
use super::super::{
    Actor, Card, Choice, Condition, Contact, Delay, Document, DocumentKind, Edition, Fact, Given, Guide, Logic, Mail,
    Note, NoteKind, NoteSource, Orders, Organism, Piece, Plan, PlanPiece, PlanStep, Proviso, Question, Renamed, Rule,
    Section, Step, StepOption, Term, Verdict, Words,
};
use super::{DEEPEST, Kind, Reader, Stored, Writer};

/// Records, each with all its fields, in the order in which they are stored.
macro_rules! records {
    ($($record:ty { $($field:ident),* })*) => {
        const RECORDS: &str = concat!($($(stringify!($field), ",",)* ";"),*);
        $(impl Stored for $record {
            fn write(&self, to: &mut Writer) {
                let Self { $($field),* } = self;
                $($field.write(to);)*
            }

            fn read(from: &mut Reader) -> Self {
                Self { $($field: Stored::read(from)),* }
            }
        })*
    };
}

/// Kinds without fields, each with all that it can be. What a damaged file calls otherwise is the first.
macro_rules! kinds {
    ($($kind:ty { $first:ident $(, $other:ident)* })*) => {
        const CHOICES: &str = concat!($(stringify!($first), $(",", stringify!($other),)* ";"),*);
        $(impl Stored for $kind {
            fn write(&self, to: &mut Writer) {
                let (Self::$first $(| Self::$other)*) = self;
                to.number(*self as u64);
            }

            fn read(from: &mut Reader) -> Self {
                let number = from.number();
                $(if number == Self::$other as u64 { return Self::$other; })*
                Self::$first
            }
        })*
    };
}

/// Kinds of row, all that ids can name.
macro_rules! rows {
    ($($row:ident)*) => {
        enum Place { $($row,)* }
        /// How many there are.
        pub(super) const KINDS: usize = [$(Place::$row as usize),*].len();
        const ROWS: &str = concat!($(stringify!($row), ","),*);
        $(impl Kind for $row {
            const PLACE: usize = Place::$row as usize;
        })*
    };
}

records! {
    Guide { logic, words }
    Logic {
        pack, edition, earlier, digest, sections, questions, facts, verdicts, cards, delays, actors, organisms, documents,
        pieces, provisos, rules, steps, notes, terms, mails
    }
    Edition { key, renamed, differs }
    Renamed { was, is }
    Section { key, when }
    Question { key, choices, terms, sources }
    Choice { key, when }
    Fact { key, when }
    Verdict { key, orders, contact }
    Card { key, insi, drawing }
    Delay { key, card_working_days, codes_working_hours, new_codes, from, sources }
    Actor { key }
    Organism { key, url, drawing }
    Document { key, kind, url, found_at, guide_for, sources, checked }
    Piece { key, document, prepared_in, signed_by, sources }
    Proviso { key }
    Rule { key, when, verdict, card, delay, sources, checked }
    Step { key, when, actor, provisos, organisms, documents, sends, options, sources, checked }
    Given<Proviso> { what, when }
    Given<Organism> { what, when }
    Given<Document> { what, when }
    StepOption { key, organism, documents, sends }
    Note { key, kind, when, date, source, links, checked }
    Term { key }
    Mail { key, actors, concerns }
    Words {
        lang, title, intro, disclaimer, sheet, checked, texts, sections, questions, verdicts, cards, delays, actors,
        organisms, documents, pieces, provisos, rules, steps, notes, terms, mails, earlier
    }
    Named { name, text }
    Titled { title, text }
    QuestionWords { text, short, hint, error, choices }
    ChoiceWords { text, hint, also }
    CardWords { name, title, text }
    DelayWords { start, card, codes }
    StepWords { title, text, options, milestone }
    PieceWords { title, text, marks }
    MailWords { label, subject, opening, closing }
    NoteWords { text, links, source }
    Node { question, edges }
    Plan { rule, organisms, steps, documents, notes, sources }
    PlanStep { step, proviso, organism, documents, sends }
    PlanPiece { piece, proviso }
}

kinds! {
    Orders { Card, Nothing }
    Contact { Organism, Nobody }
    DocumentKind { Form, Guide, Contract, Terms, Evidence, Service }
    NoteKind { Vigilance, Since }
}

rows! {
    Section Question Fact Verdict Card Delay Actor Organism Document Piece Proviso Rule Step Note Term Mail
}

/// All of the lists.
pub(super) const LAYOUT: [&str; 3] = [RECORDS, CHOICES, ROWS];

impl Stored for NoteSource {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Sheet(sections) => {
                false.write(to);
                sections.write(to);
            }
            Self::Page(url) => {
                true.write(to);
                url.write(to);
            }
        }
    }

    fn read(from: &mut Reader) -> Self {
        if bool::read(from) { Self::Page(Stored::read(from)) } else { Self::Sheet(Stored::read(from)) }
    }
}

impl Stored for Condition {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Answer(question, choices) => {
                to.number(0);
                question.write(to);
                choices.write(to);
            }
            Self::Fact(fact) => {
                to.number(1);
                fact.write(to);
            }
            Self::All(parts) => {
                to.number(2);
                parts.write(to);
            }
            Self::Any(parts) => {
                to.number(3);
                parts.write(to);
            }
            Self::Not(part) => {
                to.number(4);
                part.write(to);
            }
        }
    }

    fn read(from: &mut Reader) -> Self {
        if from.deep == DEEPEST {
            from.damaged();
        }
        from.deep += 1;
        let condition = match from.number() {
            0 => Self::Answer(Stored::read(from), Stored::read(from)),
            1 => Self::Fact(Stored::read(from)),
            2 => Self::All(Stored::read(from)),
            3 => Self::Any(Stored::read(from)),
            _ => Self::Not(Box::new(Self::read(from))),
        };
        from.deep -= 1;
        condition
    }
}
