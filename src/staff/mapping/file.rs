//! A mapping as a file, to be used again for the next list: what the columns are, by their titles, what was settled about
//! their values, and what the house answers. Nothing of any row is in it but the values that somebody has settled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Answer, Known, Mapped, Mapping, remap};
use crate::engine::Answers;
use crate::pack::Logic;
use crate::staff::columns::Columns;
use crate::staff::fault::Fault;
use crate::staff::survey::{Column, key};

/// The version of the shape below.
const VERSION: u32 = 1;

/// A mapping kept as a file: all that this pack knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Saved {
    columns: Vec<SavedColumn>,
    /// What the house answers.
    pub house: Vec<Answer>,
}

/// Something in such a file that this pack does not know, or knows otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stray {
    /// It was kept under other rules than these; what they share counts.
    Rules {
        /// Their pack.
        pack: String,
        /// Their edition.
        edition: String,
    },
    /// A column of a kind that there is not.
    Kind {
        /// The title of the column.
        title: String,
        /// The kind.
        kind: String,
    },
    /// An answer that names no question or no choice, or one that its column cannot give.
    Answer(Answer),
}

/// The file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct File {
    #[serde(rename = "cpx-staff")]
    version: u32,
    pack: String,
    edition: String,
    columns: Vec<SavedColumn>,
    house: BTreeMap<String, String>,
}

/// A column of it: what was settled about its values, each by what tells it apart, choices by questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SavedColumn {
    title: String,
    kind: String,
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
}

/// Writes a mapping, and what the house answers, as a file.
#[must_use]
pub fn write(mapping: &Mapping, house: &[Answer], logic: &Logic) -> String {
    let Saved { columns, house } = Saved::of(mapping, house);
    let file = File {
        version: VERSION,
        pack: logic.pack.clone(),
        edition: logic.edition.clone(),
        columns,
        house: by_question(&house),
    };
    // Texts and lists of texts: there is nothing in it that could not be written.
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// Reads such a file, with everything in it that this pack does not know.
///
/// # Errors
/// [`Fault::NotMapping`] if it is no such file.
pub fn read(columns: &Columns, logic: &Logic, text: &str) -> Result<(Saved, Vec<Stray>), Fault> {
    // Editors of Windows put a mark before it.
    let file: File = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| Fault::NotMapping)?;
    if file.version != VERSION {
        return Err(Fault::NotMapping);
    }
    let mut strays = Vec::new();
    if (&file.pack, &file.edition) != (&logic.pack, &logic.edition) {
        strays.push(Stray::Rules { pack: file.pack, edition: file.edition });
    }
    let mut saved =
        Saved { columns: Vec::new(), house: known(logic, &file.house, None, &mut strays).unwrap_or_default() };
    for mut column in file.columns {
        let Some(kind) = columns.kind(&column.kind) else {
            strays.push(Stray::Kind { title: column.title, kind: column.kind });
            continue;
        };
        let asked: Vec<_> = kind.questions.iter().map(|id| logic.questions[*id].key.as_str()).collect();
        // A value of which something is not known is asked about again.
        column.values.retain(|_, says| known(logic, says, Some(&asked), &mut strays).is_some());
        saved.columns.push(column);
    }
    Ok((saved, strays))
}

/// Answers that the pack has, about these questions if only some can be answered; none if one of several is a stray, but
/// of the house's own each counts for itself.
fn known(
    logic: &Logic,
    pairs: &BTreeMap<String, String>,
    asked: Option<&[&str]>,
    strays: &mut Vec<Stray>,
) -> Option<Vec<Answer>> {
    let (mut answers, before) = (Vec::new(), strays.len());
    for (question, choice) in pairs {
        let answer = Answer { question: question.clone(), choice: choice.clone() };
        let unknown = !Answers::read(logic, [(question.as_str(), choice.as_str())]).1.is_empty();
        if unknown || asked.is_some_and(|asked| !asked.contains(&question.as_str())) {
            strays.push(Stray::Answer(answer));
        } else {
            answers.push(answer);
        }
    }
    (asked.is_none() || strays.len() == before).then_some(answers)
}

fn by_question(answers: &[Answer]) -> BTreeMap<String, String> {
    answers.iter().map(|it| (it.question.clone(), it.choice.clone())).collect()
}

impl Saved {
    /// What is kept of a mapping, and of what the house answers.
    #[must_use]
    pub fn of(mapping: &Mapping, house: &[Answer]) -> Self {
        let columns = mapping.columns.iter().map(|it| {
            let settled = it.values.iter().filter(|value| value.known == Known::Settled);
            let values = settled.map(|value| (key(&value.value), by_question(&value.says)));
            SavedColumn { title: it.title.clone(), kind: it.kind.clone(), values: values.collect() }
        });
        Self { columns: columns.collect(), house: house.to_vec() }
    }

    /// The titles that it speaks of and that are not in this list.
    #[must_use]
    pub fn missing(&self, listed: &[Column]) -> Vec<String> {
        let found: Vec<_> = self.places(listed).into_iter().map(|(saved, _)| &saved.title).collect();
        self.columns.iter().map(|it| &it.title).filter(|title| !found.contains(title)).cloned().collect()
    }

    /// What it says of a list.
    pub(super) fn applied(&self, columns: &Columns, logic: &Logic, listed: &[Column]) -> Mapping {
        let mut mapped: Vec<Mapped> = Vec::new();
        for (saved, place) in self.places(listed) {
            let column = listed.get(place).and_then(|column| remap(columns, logic, place, column, &saved.kind));
            let Some(mut column) = column else { continue };
            for value in &mut column.values {
                if let Some(says) = saved.values.get(&key(&value.value)) {
                    let answers = says.iter().map(|(question, choice)| (question.clone(), choice.clone()));
                    value.says = answers.map(|(question, choice)| Answer { question, choice }).collect();
                    value.known = Known::Settled;
                }
            }
            mapped.push(column);
        }
        mapped.sort_by_key(|it| it.column);
        Mapping { columns: mapped }
    }

    /// Its columns, each with its place in a list. Of several that have one title, each is taken once.
    fn places(&self, listed: &[Column]) -> Vec<(&SavedColumn, usize)> {
        let mut taken = Vec::new();
        for saved in &self.columns {
            let same = |(place, it): &(usize, &Column)| {
                key(&it.title) == key(&saved.title) && !taken.iter().any(|(_, at)| at == place)
            };
            if let Some((place, _)) = listed.iter().enumerate().find(same) {
                taken.push((saved, place));
            }
        }
        taken
    }
}
