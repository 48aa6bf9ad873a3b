//! Two editions of a pack compared by what they decide: which situations get another card, other organisms, other steps.
//! Both graphs are walked together and meet by ids, so that a question which was added, withdrawn, renamed or moved is
//! no hindrance. Wording and links are no decision and are told apart.

mod aspect;
mod behind;
mod cover;
mod earlier;
mod group;
mod joint;
mod older;
mod rows;
mod tell;

use serde::Serialize;

pub use aspect::{Aspect, Part};
pub use group::{Change, Detail, Given, Group, Kind, Place, Ruled};
pub use rows::{Fate, Field, Row};
pub use tell::{markdown, text};

use crate::pack::source::{File, Refused, Source};
use crate::pack::{Logic, Words};
use crate::session::Compiled;
use joint::{Edition, Joint, Way};

/// What one edition decides otherwise than another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The older edition.
    pub old: Named,
    /// The newer one.
    pub new: Named,
    /// How many sets of answers either edition knows, as far as questions are asked.
    pub situations: usize,
    /// What changes, in the fewest sentences.
    pub groups: Vec<Group>,
    /// The questions whose choices are offered in another order.
    pub reordered: Vec<String>,
    /// Where links saved with the older edition lead to another verdict, card or organism, and the newer edition does not
    /// say so.
    pub untold: Vec<Place>,
    /// The rows of the rules file that changed, but for their words; only where the files are known.
    pub rows: Vec<Row>,
    /// What is only said otherwise, or found elsewhere, in any language; only where the files are known.
    pub words: Vec<Row>,
}

/// Which edition it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The pack.
    pub pack: String,
    /// The edition.
    pub edition: String,
    /// The first 12 hex digits of the SHA-256 of its rules file.
    pub digest: String,
}

impl Difference {
    /// Whether nothing changes in anything that a decision holds: its wording, its links and its edition apart.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.reordered.is_empty()
    }
}

/// What `new` decides otherwise than `old`.
#[must_use]
pub fn diff(old: &Compiled, new: &Compiled) -> Difference {
    let joint = Joint::new(old, new);
    let situations = joint.situations();
    let parts =
        |edition, compiled, way: &Option<Way>| way.as_ref().map(|way| aspect::parts(&joint, edition, compiled, way));
    let rule = |compiled: &Compiled, way: &Option<Way>| {
        way.as_ref().map(|way| compiled.guide.logic.rules[compiled.graph.plan(way.plan).rule].key.clone())
    };
    let cases: Vec<_> = situations
        .iter()
        .map(|it| group::Case {
            situation: it,
            old: parts(Edition::Old, old, &it.old),
            new: parts(Edition::New, new, &it.new),
            rules: Ruled { old: rule(old, &it.old), new: rule(new, &it.new) },
        })
        .collect();
    Difference {
        old: named(&old.guide.logic),
        new: named(&new.guide.logic),
        situations: situations.len(),
        groups: group::groups(&joint, &cases),
        reordered: joint.reordered(),
        untold: earlier::untold(&joint, old, new, &situations),
        rows: Vec::new(),
        words: Vec::new(),
    }
}

/// The same from the files, with the rows that changed, those behind each group, and the words.
///
/// # Errors
/// Every fault of both packs, ready to be printed.
pub fn files(old: &Source, new: &Source) -> Result<Difference, String> {
    let [(was, _), (is, _)] = both(old, new)?;
    let mut difference = diff(&was, &is);
    let changed = rows::rows(&old.rules.text, &new.rules.text);
    let attributes = rows::attributes(&new.rules.text);
    for group in &mut difference.groups {
        group.rows = behind::behind(&was.guide.logic, &is.guide.logic, group, &changed.rules);
        let places = group.at.iter_mut().chain(group.details.iter_mut().flat_map(|detail| &mut detail.at));
        places.for_each(|place| name(place, &attributes));
    }
    difference.untold.iter_mut().for_each(|place| name(place, &attributes));
    (difference.rows, difference.words) = (changed.rules, changed.words);
    for file in &new.translations {
        let lang = lang(file);
        if let Some(before) = old.translations.iter().find(|it| self::lang(it) == lang) {
            difference.words.extend(rows::texts(lang, &before.text, &file.text));
        }
    }
    Ok(difference)
}

/// The `[[earlier]]` rows that tell whoever opens a link of the older edition what it said: for the newer rules file, and
/// for its translations.
///
/// # Errors
/// Every fault of both packs, ready to be printed.
pub fn earlier(old: &Source, new: &Source) -> Result<String, String> {
    let [(was, others), (is, _)] = both(old, new)?;
    let attributes = rows::attributes(&new.rules.text);
    Ok(earlier::rows(&was, &others, &is, |place| name(place, &attributes)))
}

/// Both packs, compiled, with their words in other languages.
fn both(old: &Source, new: &Source) -> Result<[(Compiled, Vec<Words>); 2], String> {
    let compiled = |(guide, graph, others)| (Compiled { guide, graph }, others);
    let said = |refused: Refused| refused.to_string();
    match (older::compile(old, new).map(compiled).map_err(said), new.compile().map(compiled).map_err(said)) {
        (Ok(old), Ok(new)) => Ok([old, new]),
        (old, new) => Err([old.err(), new.err()].into_iter().flatten().collect::<Vec<_>>().join("\n")),
    }
}

/// The language of a file of texts, by its name: `cpx.en.toml`.
fn lang(file: &File) -> &str {
    file.name.rsplit('.').nth(1).unwrap_or_default()
}

/// Names sets of choices by the attributes that describe just them: one, or two together.
fn name(place: &mut Place, attributes: &rows::Attributes) {
    for given in place.answers.iter_mut().filter(|given| given.choices.len() > 1) {
        let own: Vec<_> = attributes.iter().filter(|(question, ..)| *question == given.question).collect();
        let meets = |several: &[&(String, String, Vec<String>)]| {
            let all = |choice: &String| several.iter().all(|(.., carriers)| carriers.contains(choice));
            let known = own.iter().flat_map(|(.., carriers)| carriers);
            given.choices.iter().all(all) && known.filter(|it| all(it)).all(|it| given.choices.contains(it))
        };
        let one = own.iter().find(|it| meets(&[it])).map(|it| vec![*it]);
        let pairs = || own.iter().flat_map(|a| own.iter().map(move |b| [*a, *b]));
        let names = one.or_else(|| pairs().find(|it| meets(it)).map(Vec::from));
        given.attributes = names.into_iter().flatten().map(|(_, attribute, _)| attribute.clone()).collect();
    }
}

fn named(logic: &Logic) -> Named {
    Named { pack: logic.pack.clone(), edition: logic.edition.clone(), digest: logic.digest.clone() }
}
