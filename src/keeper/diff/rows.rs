//! What changed in the files, row by row: the rules that a keeper edited, apart from what is only said otherwise. It reads
//! the file as rows under ids and knows of its fields only which of them are words or links.

use std::collections::BTreeMap;

use serde::Serialize;
use toml::de::{DeTable, DeValue};

/// A row of the file that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Row {
    /// Its kind and its id: `fact adeli-pro`, `choice profession=infirmier`, `way remplir-201/tom`.
    pub row: String,
    /// What became of it.
    pub fate: Fate,
    /// The fields that changed; none for a row that is new, gone or only moved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It was not there.
    Come,
    /// It is no longer there.
    Gone,
    /// It says something else.
    Changed,
    /// It stands elsewhere among its like.
    Moved,
}

/// A field that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Field {
    /// Its key, with dots: `attributes.registre`.
    pub key: String,
    /// What it was; nothing if it was not there.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// What changed in a file: what may decide, and what is only read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Rows {
    pub(super) rules: Vec<Row>,
    pub(super) words: Vec<Row>,
}

/// The choices that carry an attribute: question, `attribute=value`, choices.
pub(super) type Attributes = Vec<(String, String, Vec<String>)>;

/// The fields of a row, in the order of their keys.
type Fields = BTreeMap<String, String>;

/// Compares two rules files.
pub(super) fn rows(old: &str, new: &str) -> Rows {
    let (old, new) = (read(old), read(new));
    let mut rows = Rows::default();
    for (row, was) in &old {
        match find(&new, row) {
            None => rows.rules.push(whole(row, Fate::Gone)),
            Some(is) => {
                let (words, rules) = fields(was, is).into_iter().partition(|field| is_words(row, &field.key));
                changed(&mut rows.rules, row, rules);
                changed(&mut rows.words, row, words);
            }
        }
    }
    rows.rules.extend(new.iter().filter(|(row, _)| find(&old, row).is_none()).map(|(row, _)| whole(row, Fate::Come)));
    rows.rules.extend(moved(&old, &new).map(|row| whole(row, Fate::Moved)));
    rows
}

/// Compares two files of texts in another language.
pub(super) fn texts(lang: &str, old: &str, new: &str) -> Vec<Row> {
    let told = |row: &str| format!("{lang}: {row}");
    let (old, new) = (read(old), read(new));
    let mut words = Vec::new();
    for (row, was) in &old {
        match find(&new, row) {
            None => words.push(whole(&told(row), Fate::Gone)),
            Some(is) => changed(&mut words, &told(row), fields(was, is)),
        }
    }
    words.extend(new.iter().filter(|(row, _)| find(&old, row).is_none()).map(|(row, _)| whole(&told(row), Fate::Come)));
    words
}

/// The attributes of the choices of a rules file.
pub(super) fn attributes(rules: &str) -> Attributes {
    let mut attributes: Attributes = Vec::new();
    for (row, fields) in read(rules) {
        let Some((question, choice)) = row.strip_prefix("choice ").and_then(|it| it.split_once('=')) else { continue };
        for (key, values) in fields {
            let Some(name) = key.strip_prefix("attributes.") else { continue };
            for value in values.trim_matches(['[', ']']).split(", ") {
                let value = format!("{name}={value}");
                match attributes.iter_mut().find(|(owner, known, _)| owner == question && *known == value) {
                    Some((_, _, choices)) => choices.push(choice.to_owned()),
                    None => attributes.push((question.to_owned(), value, vec![choice.to_owned()])),
                }
            }
        }
    }
    attributes
}

/// Whether a field is only read: a sentence, a name, an address, a drawing, the day of a check.
fn is_words(row: &str, key: &str) -> bool {
    const WORDS: &[&str] = &[
        "title",
        "text",
        "short",
        "hint",
        "error",
        "name",
        "also",
        "terms",
        "marks",
        "milestone",
        "label",
        "subject",
        "opening",
        "closing",
        "intro",
        "disclaimer",
        "sheet",
        "lang",
        "start",
        "codes",
        "url",
        "found-at",
        "drawing",
        "links",
        "checked",
        "source.name",
        "source.url",
        "said",
    ];
    // A delay says when the card comes; a rule names the card.
    row == "texts" || WORDS.contains(&key) || (row.starts_with("delay ") && key == "card") || row.starts_with("mail ")
}

fn whole(row: &str, fate: Fate) -> Row {
    Row { row: row.to_owned(), fate, fields: Vec::new() }
}

fn changed(rows: &mut Vec<Row>, row: &str, fields: Vec<Field>) {
    if !fields.is_empty() {
        rows.push(Row { row: row.to_owned(), fate: Fate::Changed, fields });
    }
}

fn find<'a>(rows: &'a [(String, Fields)], row: &str) -> Option<&'a Fields> {
    rows.iter().find(|(known, _)| known == row).map(|(_, fields)| fields)
}

fn fields(was: &Fields, is: &Fields) -> Vec<Field> {
    let mut keys: Vec<_> = was.keys().chain(is.keys()).collect();
    keys.sort();
    keys.dedup();
    let field = |key: &String| Field { key: key.clone(), old: was.get(key).cloned(), new: is.get(key).cloned() };
    keys.into_iter().map(field).filter(|field| field.old != field.new).collect()
}

/// The rows of both files before which another row stands that stood behind them.
fn moved<'a>(old: &[(String, Fields)], new: &'a [(String, Fields)]) -> impl Iterator<Item = &'a str> {
    let kind =
        |row: &str| row.split(['=', '/']).next().unwrap_or_default().split(' ').next().unwrap_or_default().to_owned();
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    let places: Vec<_> = new
        .iter()
        .filter_map(|(row, _)| {
            let place = old.iter().position(|(known, _)| known == row)?;
            let furthest = last.entry(kind(row)).or_default();
            let behind = place < *furthest;
            *furthest = place.max(*furthest);
            behind.then_some(row.as_str())
        })
        .collect();
    places.into_iter()
}

/// The rows of a file, in its order.
fn read(file: &str) -> Vec<(String, Fields)> {
    let (table, _) = DeTable::parse_recoverable(file);
    let mut rows = Vec::new();
    for (key, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().for_each(|item| row(&mut rows, key.get_ref(), "", item.get_ref())),
            // The words of the page, and the head of the pack: one row; other languages keep their rows in tables.
            DeValue::Table(inside) if inside.values().all(|it| it.get_ref().is_table()) => {
                for (id, value) in inside {
                    let mut fields = Fields::new();
                    flat(&mut fields, "", value.get_ref());
                    rows.push((format!("{} {}", key.get_ref(), id.get_ref()), fields));
                }
            }
            value => {
                let mut fields = Fields::new();
                flat(&mut fields, "", value);
                rows.push((key.get_ref().to_string(), fields));
            }
        }
    }
    rows
}

/// A row with those that stand within it: the choices of a question, the ways of a step.
fn row(rows: &mut Vec<(String, Fields)>, kind: &str, within: &str, value: &DeValue<'_>) {
    let DeValue::Table(table) = value else { return };
    let id = ["id", "edition"].iter().find_map(|key| table.iter().find(|(known, _)| known.get_ref() == *key));
    let id = format!("{within}{}", id.and_then(|(_, id)| id.get_ref().as_str()).unwrap_or_default());
    let mut fields = Fields::new();
    let mut inside = Vec::new();
    for (key, value) in table {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("id", _) => {}
            ("choice", DeValue::Array(items)) => inside.extend(items.iter().map(|item| ("choice", "=", item))),
            ("option", DeValue::Array(items)) => inside.extend(items.iter().map(|item| ("way", "/", item))),
            (key, value) => flat(&mut fields, key, value),
        }
    }
    rows.push((format!("{kind} {id}"), fields));
    for (kind, joint, item) in inside {
        row(rows, kind, &format!("{id}{joint}"), item.get_ref());
    }
}

/// The fields of a table, those of tables within it behind a dot.
fn flat(fields: &mut Fields, key: &str, value: &DeValue<'_>) {
    match value {
        DeValue::Table(table) if key != "when" => {
            for (inner, value) in table {
                let dot = if key.is_empty() { "" } else { "." };
                flat(fields, &format!("{key}{dot}{}", inner.get_ref()), value.get_ref());
            }
        }
        value => {
            fields.insert(key.to_owned(), written(value));
        }
    }
}

/// A value as it would be written, without quotes.
fn written(value: &DeValue<'_>) -> String {
    let list = |items: Vec<String>| items.join(", ");
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Array(items) => format!("[{}]", list(items.iter().map(|it| written(it.get_ref())).collect())),
        DeValue::Table(table) => {
            let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| -> String {
                let key: &std::borrow::Cow<'_, str> = key.get_ref();
                format!("{key} = {}", written(value.get_ref()))
            };
            format!("{{ {} }}", list(table.iter().map(entry).collect()))
        }
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(day) => day.to_string(),
    }
}
