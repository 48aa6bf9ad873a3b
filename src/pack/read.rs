//! Reads the tables of a TOML file field by field. A field that is missing, of the wrong type or unknown is a problem
//! noted on the way; reading goes on, so that one pass finds them all.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{At, Place, Problem, Text};

/// The problems found so far.
pub(super) type Found = RefCell<Vec<Problem>>;

/// A table that is being read.
pub(super) struct Fields<'a> {
    table: &'a DeTable<'a>,
    at: Place,
    asked: Vec<String>,
    found: &'a Found,
}

impl<'a> Fields<'a> {
    /// The table that a value must be.
    pub(super) fn of(value: &'a Spanned<DeValue<'a>>, found: &'a Found) -> Option<Self> {
        let at = value.span().into();
        match value.get_ref() {
            DeValue::Table(table) => Some(Self::new(table, at, found)),
            other => {
                found.borrow_mut().push(mismatch(at, "a table", other));
                None
            }
        }
    }

    pub(super) fn new(table: &'a DeTable<'a>, at: Place, found: &'a Found) -> Self {
        Self { table, at, asked: Vec::new(), found }
    }

    /// Where problems are noted.
    pub(super) fn found(&self) -> &'a Found {
        self.found
    }

    /// The value of a field that may be absent.
    pub(super) fn value(&mut self, name: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(name.to_owned());
        self.table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    /// A text that may be absent.
    pub(super) fn maybe_text(&mut self, name: &str) -> Option<Text> {
        self.value(name).and_then(|value| text(value, self.found))
    }

    /// A text that must be there; an empty one stands for it otherwise, and the absence is noted.
    pub(super) fn text(&mut self, name: &str) -> Text {
        let missing = At { it: String::new(), at: self.at };
        match self.value(name) {
            Some(value) => text(value, self.found).unwrap_or(missing),
            None => self.missing(name, missing),
        }
    }

    /// Texts: one, a list of them, or none.
    pub(super) fn texts(&mut self, name: &str) -> Vec<Text> {
        self.value(name).map(|value| texts(value, self.found)).unwrap_or_default()
    }

    /// A yes or no that must be there.
    pub(super) fn flag(&mut self, name: &str) -> bool {
        match self.value(name).map(|value| (value.span(), value.get_ref())) {
            Some((_, DeValue::Boolean(flag))) => *flag,
            Some((at, other)) => self.note(mismatch(at.into(), "true or false", other), false),
            None => self.missing(name, false),
        }
    }

    /// A number from 0 to 65,535 that must be there.
    pub(super) fn number(&mut self, name: &str) -> u16 {
        let there = self.table.keys().any(|key| key.get_ref() == name);
        let number = self.maybe_number(name);
        if there { number.unwrap_or_default() } else { self.missing(name, 0) }
    }

    /// A number from 0 to 65,535 that may be absent.
    pub(super) fn maybe_number(&mut self, name: &str) -> Option<u16> {
        let value = self.value(name)?;
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        if number.is_none() {
            self.note(mismatch(value.span().into(), "a number from 0 to 65535", value.get_ref()), ());
        }
        number
    }

    /// A table that must be there, read by `read`.
    pub(super) fn table<T>(&mut self, name: &str, read: impl FnOnce(Fields<'a>) -> T) -> Option<T> {
        match self.value(name) {
            Some(value) => Fields::of(value, self.found).map(read),
            None => self.missing(name, None),
        }
    }

    /// A list of tables, each read by `read`.
    pub(super) fn rows<T>(&mut self, name: &str, mut read: impl FnMut(&mut Fields<'a>) -> T) -> Vec<T> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let DeValue::Array(rows) = value.get_ref() else {
            return self.note(mismatch(value.span().into(), "a list of tables", value.get_ref()), Vec::new());
        };
        let rows = rows.iter().filter_map(|row| Fields::of(row, self.found));
        rows.map(|mut row| {
            let it = read(&mut row);
            row.done();
            it
        })
        .collect()
    }

    /// Every field with its key, whatever its name; ends the reading of the table.
    pub(super) fn entries(self) -> impl Iterator<Item = (Text, &'a Spanned<DeValue<'a>>)> {
        self.table.iter().map(|(key, value)| (At { it: key.get_ref().to_string(), at: key.span().into() }, value))
    }

    /// Ends the reading: what nobody asked for is a problem.
    pub(super) fn done(&self) {
        for key in self.table.keys().filter(|key| !self.asked.iter().any(|asked| key.get_ref() == asked.as_str())) {
            let name = At { it: key.get_ref().to_string(), at: key.span().into() };
            self.note(Problem::unknown("key", &name, self.asked.iter().map(String::as_str)), ());
        }
    }

    /// Something wrong with a field, or with its absence.
    pub(super) fn fault(&self, name: &str, message: String) {
        let key = self.table.keys().find(|key| key.get_ref() == name);
        self.note(Problem::new(key.map_or(self.at, |key| key.span().into()), message), ());
    }

    pub(super) fn missing<T>(&self, name: &str, instead: T) -> T {
        self.note(Problem::new(self.at, format!("`{name}` is missing here")), instead)
    }

    fn note<T>(&self, problem: Problem, instead: T) -> T {
        self.found.borrow_mut().push(problem);
        instead
    }
}

/// What the reader of TOML says of the slips that are made most, and how it is said to whoever never heard of TOML.
const PLAINLY: [(&str, &str); 12] = [
    ("string values must be quoted", "a text stands between quotation marks"),
    ("invalid boolean", "a text stands between quotation marks; without them there is true, false or a number"),
    ("invalid basic string", "the quotation mark at the end of this text is missing"),
    ("unclosed array table", "the name of a row stands between `[[` and `]]`"),
    ("unclosed array", "the `]` at the end of this list is missing"),
    ("unclosed inline table", "the `}` at the end of this is missing"),
    ("unclosed table", "a name in brackets ends with `]`"),
    ("missing comma between array elements", "a comma is missing in this list"),
    ("missing comma between key-value pairs", "a comma is missing between these"),
    ("key with no value", "`=` and a value are missing after this"),
    ("missing value", "what stands after `=` is missing"),
    ("duplicate key", "this is there twice in one row"),
];

/// What is wrong with a file before anything in it is read.
pub(super) fn syntax(errors: &[toml::de::Error]) -> Vec<Problem> {
    let problems = errors.iter().map(|error| {
        let said = error.message().lines().next().unwrap_or("this cannot be read");
        let plain = PLAINLY.iter().find(|(begins, _)| said.starts_with(begins)).map_or(said, |(_, plain)| plain);
        Problem::new(error.span().unwrap_or_default().into(), plain)
    });
    problems.collect()
}

/// The text that a value must be.
pub(super) fn text(value: &Spanned<DeValue<'_>>, found: &Found) -> Option<Text> {
    let at = value.span().into();
    match value.get_ref() {
        DeValue::String(text) if !text.trim().is_empty() => Some(At { it: text.to_string(), at }),
        DeValue::String(_) => {
            found.borrow_mut().push(Problem::new(at, "this text is empty"));
            None
        }
        other => {
            found.borrow_mut().push(mismatch(at, "a text", other));
            None
        }
    }
}

/// The texts that a value must be: one, or a list.
pub(super) fn texts(value: &Spanned<DeValue<'_>>, found: &Found) -> Vec<Text> {
    match value.get_ref() {
        DeValue::Array(rows) => rows.iter().filter_map(|row| text(row, found)).collect(),
        _ => text(value, found).into_iter().collect(),
    }
}

/// A value of another type than the one expected.
pub(super) fn mismatch(at: Place, expected: &str, value: &DeValue<'_>) -> Problem {
    let found = match value {
        DeValue::String(_) => "a text".to_owned(),
        DeValue::Integer(number) => format!("the number {}", number.as_str()),
        DeValue::Float(number) => format!("the number {}", number.as_str()),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(_) => "a date without quotation marks".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table, in braces".to_owned(),
    };
    Problem::new(at, format!("expected {expected}, found {found}"))
}
