//! A saved link: `#cpx=` followed by the edition and the answers, `#cpx=fiche-2021&lieu=ville`. Whatever stands in a
//! link is read into answers and a list of what was not understood; no text is refused. A link of an earlier edition is
//! led from edition to edition to what its answers are called today.

use crate::engine::{Answers, Stray};
use crate::pack::Logic;

const MARK: &str = "cpx=";

/// What a link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The edition of the rules under which it was saved; empty if it names none.
    pub edition: String,
    /// The answers that are understood today.
    pub answers: Answers,
    /// Those that are not.
    pub strays: Vec<Stray>,
}

/// Reads the fragment of an address, with or without its `#`; `None` if it is somebody else's.
#[must_use]
pub fn read(logic: &Logic, fragment: &str) -> Option<Link> {
    let saved = fragment.strip_prefix('#').unwrap_or(fragment).strip_prefix(MARK)?;
    let (edition, rest) = match saved.split_once('&') {
        Some((edition, rest)) => (edition, rest),
        // A link that somebody shortened: answers without an edition.
        None if saved.contains('=') => ("", saved),
        None => (saved, ""),
    };
    let (answers, strays) = Answers::parse(logic, &today(logic, edition, rest));
    Some(Link { edition: edition.to_owned(), answers, strays })
}

/// The fragment, with its `#`, that brings these answers back.
#[must_use]
pub fn write(logic: &Logic, answers: &Answers) -> String {
    let answers = answers.write(logic);
    let joint = if answers.is_empty() { "" } else { "&" };
    format!("#{MARK}{}{joint}{answers}", logic.edition)
}

/// The answers of a link as the present edition calls them. An edition that nobody knows calls them as today.
fn today(logic: &Logic, edition: &str, answers: &str) -> String {
    let mut answers: Vec<&str> = answers.split('&').collect();
    for later in logic.earlier.iter().skip_while(|it| it.key != edition) {
        for answer in &mut answers {
            if let Some(renamed) = later.renamed.iter().find(|it| it.was == answer.trim_ascii()) {
                *answer = &renamed.is;
            }
        }
    }
    answers.join("&")
}
