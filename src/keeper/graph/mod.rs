//! The questionnaire as a drawing: what is asked in which order, which answers lead where, what is decided there. Two
//! ways of writing it, for the eye (SVG) and for documents that draw by themselves (Mermaid); both from one sketch.

mod layout;
mod mermaid;
mod sketch;
mod svg;

pub use mermaid::mermaid;
pub use sketch::{Shown, Sketch, Spot, Way, label, sketch};
pub use svg::svg;

use crate::pack::upkeep::Upkeep;
use crate::pack::{Guide, Id, Question, Rule};

/// What the drawing is labelled from.
#[derive(Debug, Clone, Copy)]
pub struct Legend<'a> {
    /// The rules and their words.
    pub guide: &'a Guide,
    /// The names of groups of answers.
    pub upkeep: &'a Upkeep,
}

impl Legend<'_> {
    /// A question in a word or two.
    fn question(&self, question: Id<Question>) -> &str {
        &self.guide.words.questions[question].short
    }

    /// A group of answers in few words, beside the other ways from that question.
    fn way(&self, question: Id<Question>, ways: &[Way], way: &Way) -> String {
        match ways {
            [_] => "toute réponse : seul le plan change".to_owned(),
            _ => label(self.guide, self.upkeep, question, way.choices),
        }
    }

    /// What a rule decides: the card or the verdict, then the head of the result.
    fn result(&self, rule: Id<Rule>) -> (String, &str) {
        let (row, words) = (&self.guide.logic.rules[rule], &self.guide.words);
        let verdict = &words.verdicts[row.verdict];
        let head = row.card.map_or_else(|| verdict.clone(), |card| format!("{verdict} : {}", words.cards[card].name));
        (head, &words.rules[rule].title)
    }
}
