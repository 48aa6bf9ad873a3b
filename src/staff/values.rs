//! What a value of a column means: by the same accent-free names as the guide's filter, and more strictly, because nobody
//! looks at each row. It is sure where its words are those of names, no more and no less; where some are left over, cut
//! short or misspelled, it is likely and must be confirmed; where two meanings are possible, it means nothing yet.

use std::collections::BTreeSet;
use std::ops::Bound;

use super::columns::{Columns, Kind, Name, Names};
use super::mapping::Known;
use crate::engine::{Answers, Turn};
use crate::name::fold;

/// What a value says, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The answers, in asking order; none where it says nothing.
    pub says: Vec<Turn>,
    /// How that is known.
    pub known: Known,
}

impl Meaning {
    /// That it may mean anything.
    const UNKNOWN: Self = Self { says: Vec::new(), known: Known::Unknown };
    /// That there is nothing.
    const NOTHING: Self = Self { says: Vec::new(), known: Known::Sure };

    fn likely(self) -> Self {
        let known = if self.known == Known::Sure { Known::Likely } else { self.known };
        Self { known, ..self }
    }
}

/// What a value means in a column of a kind.
#[must_use]
pub fn meaning(columns: &Columns, kind: &Kind, value: &str) -> Meaning {
    let written = words(value);
    if written.is_empty() {
        return Meaning::NOTHING;
    }
    let (names, counting) = (&kind.names, counting(&written, &columns.noise));
    exactly(names, &written.join(" "))
        .or_else(|| together(columns, names, &counting))
        .or_else(|| begun(names, &counting))
        .or_else(|| together(columns, names, &corrected(names, &counting)?).map(Meaning::likely))
        .unwrap_or(Meaning::UNKNOWN)
}

/// The words of a text, without accents. Single letters that follow each other are one word: `I.D.E.` is `ide`.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = Vec::new();
    let mut spelling = Spelling::Words;
    for word in folded.split_ascii_whitespace() {
        let letter = word.len() == 1 && word.bytes().all(|it| it.is_ascii_lowercase());
        match words.last_mut() {
            Some(last) if letter && spelling == Spelling::Letters => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        spelling = if letter { Spelling::Letters } else { Spelling::Words };
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Words,
    Letters,
}

/// The words that count, in order of the alphabet, each once and in the singular. What begins with a digit never counts:
/// « 2e grade ».
pub(super) fn counting(words: &[String], noise: &BTreeSet<String>) -> Vec<String> {
    let counts = |word: &&String| !noise.contains(*word) && !word.starts_with(|it: char| it.is_ascii_digit());
    let singular = |word: &String| match word.strip_suffix(['s', 'x']) {
        // Short words that end so are mostly abbreviations: `ASS`.
        Some(singular) if word.len() > 4 => singular.to_owned(),
        _ => word.clone(),
    };
    let kept: BTreeSet<_> = words.iter().filter(counts).map(singular).collect();
    kept.into_iter().collect()
}

/// What is written just so.
fn exactly(names: &Names, text: &str) -> Option<Meaning> {
    let written = names.at(names.by_text.get(text)?);
    let first = written.iter().map(|name| name.origin).min()?;
    Some(one(written.into_iter().filter(|name| name.origin == first)))
}

/// What names within the value say together. Where they hold all its words it is as sure as they are, else likely.
fn together(columns: &Columns, names: &Names, counting: &[String]) -> Option<Meaning> {
    let places: BTreeSet<_> = counting.iter().filter_map(|word| names.by_word.get(word)).flatten().copied().collect();
    let mut held = names.at(&places);
    held.retain(|name| name.words.iter().all(|word| counting.contains(word)));
    // A name within another says less: « chirurgien » in « chirurgien-dentiste ».
    let beaten = |name: &Name, by: &Name| {
        let within = name.words.iter().all(|word| by.words.contains(word));
        within && (name.words.len() < by.words.len() || name.origin > by.origin)
    };
    let kept: Vec<_> = held.iter().copied().filter(|name| !held.iter().any(|by| beaten(name, by))).collect();
    if kept.is_empty() {
        return None;
    }
    let (mut says, mut known) = (Answers::none(), Known::Sure);
    for name in &kept {
        for turn in &name.says {
            if says.get(turn.question).is_some_and(|choice| choice != turn.choice) {
                return Some(Meaning::UNKNOWN);
            }
            says.set(turn.question, Some(turn.choice));
        }
        // A second name of the same does not make it less sure.
        let same = kept.iter().any(|it| it.says == name.says && it.known == Known::Sure);
        known = if same { known } else { Known::Likely };
    }
    if !columns.complete(&says, &[]).1.is_empty() {
        return Some(Meaning::UNKNOWN);
    }
    let mut turns: Vec<_> = kept.iter().flat_map(|name| &name.says).copied().collect();
    turns.sort_unstable();
    turns.dedup();
    let all = counting.iter().all(|word| kept.iter().any(|name| name.words.contains(word)));
    let meaning = Meaning { says: turns, known };
    Some(if all { meaning } else { meaning.likely() })
}

/// What is cut short, as in the guide's filter: each word begins one of a name.
fn begun(names: &Names, counting: &[String]) -> Option<Meaning> {
    // Fewer letters begin too much.
    if counting.iter().all(|word| word.len() < 3) {
        return None;
    }
    let mut left: Option<BTreeSet<usize>> = None;
    for word in counting {
        let from = (Bound::Included(word.as_str()), Bound::Unbounded);
        let begun = names.by_word.range::<str, _>(from).take_while(|(it, _)| it.starts_with(word.as_str()));
        let places: BTreeSet<_> = begun.flat_map(|(_, places)| places).copied().collect();
        left = Some(left.map_or(places.clone(), |left| &left & &places));
    }
    let left = names.at(&left?);
    // A name all of whose words are begun is nearer than one that has others besides.
    let whole = |name: &Name| name.words.iter().all(|it| counting.iter().any(|word| it.starts_with(word.as_str())));
    let near: Vec<_> = left.iter().copied().filter(|name| whole(name)).collect();
    let near = if near.is_empty() { left } else { near };
    (!near.is_empty()).then(|| one(near.into_iter()).likely())
}

/// The value with each word that no name has put right, where just one word of a name is near; none if nothing is. Nobody
/// misses the first letter.
fn corrected(names: &Names, counting: &[String]) -> Option<Vec<String>> {
    let mut words: BTreeSet<_> = counting.iter().cloned().collect();
    for word in counting.iter().filter(|word| !names.by_word.contains_key(*word)) {
        // Short words are too near to each other.
        let most = if word.len() < 5 { 0 } else { 1 + usize::from(word.len() > 8) };
        let from = (Bound::Included(word.get(..1)?), Bound::Unbounded);
        let alike =
            || names.by_word.range::<str, _>(from).map(|(it, _)| it).take_while(|it| it.get(..1) == word.get(..1));
        let near = (1..=most)
            .map(|slips| alike().filter(|it| near(it.as_bytes(), word.as_bytes(), slips)).collect::<Vec<_>>());
        if let Some([only]) = near.into_iter().find(|near| !near.is_empty()).as_deref() {
            words.remove(word);
            words.insert((*only).clone());
        }
    }
    let words: Vec<_> = words.into_iter().collect();
    (words != counting).then_some(words)
}

/// What some names of one rank say, if they all say the same.
fn one<'a>(mut names: impl Iterator<Item = &'a Name>) -> Meaning {
    let Some(first) = names.next() else { return Meaning::UNKNOWN };
    let mut meaning = Meaning { says: first.says.clone(), known: first.known };
    for name in names {
        if name.says != meaning.says {
            return Meaning::UNKNOWN;
        }
        if name.known == Known::Sure {
            meaning.known = Known::Sure;
        }
    }
    meaning
}

impl Names {
    fn at<'a>(&self, places: impl IntoIterator<Item = &'a usize>) -> Vec<&Name> {
        places.into_iter().filter_map(|place| self.all.get(*place)).collect()
    }
}

/// Whether so many slips make one word of the other: a letter put in, left out, changed, or swapped with the next.
fn near(one: &[u8], other: &[u8], slips: usize) -> bool {
    match (one, other) {
        ([], rest) | (rest, []) => rest.len() <= slips,
        ([first, one @ ..], [second, other @ ..]) if first == second => near(one, other, slips),
        ([first, after @ ..], [second, beyond @ ..]) => {
            let Some(slips) = slips.checked_sub(1) else { return false };
            let swapped = match (after, beyond) {
                ([third, one @ ..], [fourth, other @ ..]) => {
                    first == fourth && second == third && near(one, other, slips)
                }
                _ => false,
            };
            swapped || near(after, other, slips) || near(one, beyond, slips) || near(after, beyond, slips)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn apart(one: &str, other: &str, expected: usize) {
        let slips = |one: &str, other: &str| (0..100).find(|slips| near(one.as_bytes(), other.as_bytes(), *slips));
        assert_eq!((slips(one, other), slips(other, one)), (Some(expected), Some(expected)), "{one} {other}");
    }

    #[test]
    fn a_slip_is_one_step() {
        apart("", "", 0);
        apart("kine", "kine", 0);
        apart("kine", "kinee", 1);
        apart("kine", "kne", 1);
        apart("kine", "kone", 1);
        apart("kine", "knie", 1);
        apart("kine", "", 4);
        apart("infirmier", "infrimeir", 2);
        apart("ab", "ba", 1);
        apart("abc", "ca", 3);
    }

    #[test]
    fn letters_that_are_spelled_are_a_word() {
        for (text, expected) in
            [("I.D.E.", "ide"), ("M. K.", "mk"), ("A S H q", "ashq"), ("IDE d’État", "ide d etat"), ("e", "e")]
        {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }
}
