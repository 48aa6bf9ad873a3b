//! How an overlay is read: from the outside in, with the path at hand, each fault named and what bears it skipped. It
//! knows records, lists and texts; what a text may be is in `values`.

use super::json::Json;
use crate::pack::Logic;

/// How many items a list may have.
pub(super) const MOST: usize = 20;
/// How much of a name that means nothing is repeated.
const TOLD: usize = 40;

/// An entry that was skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands: `contacts.ars.page`, `steps[1].title`; empty for the document itself.
    pub path: String,
    /// What is wrong.
    pub fault: Fault,
    /// The name that was probably meant. Looked for on the host alone.
    pub meant: Option<String>,
}

/// What is wrong with an entry, or with the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The address of the document is neither https nor on the page's own server.
    Refused,
    /// The document did not come.
    Unreachable,
    /// It has more than [`LONGEST`](super::LONGEST) bytes.
    TooLarge,
    /// It is no JSON.
    NotJson,
    /// It has another version.
    Version,
    /// Something needed is not there.
    Missing,
    /// Nothing has this name.
    Unknown,
    /// It should be a record.
    NotRecord,
    /// It should be a list.
    NotList,
    /// It should be a text.
    NotText,
    /// It is empty, or holds signs that cannot be seen.
    Unreadable,
    /// It has more than so many characters.
    TooLong(usize),
    /// It has more than so many items.
    TooMany(usize),
    /// It should be an https address.
    NotHttps,
    /// It should be an https address, or a path on the page's own server.
    NotImage,
    /// It should be an e-mail address.
    NotMail,
    /// It should be a telephone number.
    NotPhone,
    /// It should be the name of a language.
    NotLang,
    /// It should be a colour.
    NotColour,
    /// The colour has too little contrast.
    Pale,
}

impl Problem {
    /// A fault of the document itself.
    #[must_use]
    pub fn whole(fault: Fault) -> Self {
        Self { path: String::new(), fault, meant: None }
    }
}

/// What can be read.
pub(super) trait Shape: Sized {
    /// Whether a record needs it.
    #[cfg(feature = "host")]
    const NEEDED: bool = true;

    /// What is written; none if it cannot be used, which the reader then knows.
    fn read(json: &Json, reader: &mut Reader) -> Option<Self>;

    /// What stands for it where nothing is written.
    fn absent(reader: &mut Reader) -> Option<Self> {
        reader.fault(Fault::Missing);
        None
    }
}

/// Where reading stands, and what was skipped so far.
pub(super) struct Reader<'a> {
    pub(super) logic: &'a Logic,
    path: String,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(logic: &'a Logic) -> Self {
        Self { logic, path: String::new(), problems: Vec::new() }
    }

    pub(super) fn problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Something is wrong here.
    #[inline(never)]
    pub(super) fn fault(&mut self, fault: Fault) {
        self.problems.push(Problem { path: self.path.clone(), fault, meant: None });
    }

    /// Nothing has this name, which is none of `known`.
    pub(super) fn unknown(&mut self, name: &str, known: &[&str]) {
        let meant = nearest(name, known);
        self.problems.push(Problem { path: self.path.clone(), fault: Fault::Unknown, meant });
    }

    /// Goes on at an entry of what is read here; says where to come back to.
    #[inline(never)]
    pub(super) fn enter(&mut self, key: &str) -> usize {
        let length = self.path.len();
        if length > 0 && !key.starts_with('[') {
            self.path.push('.');
        }
        let hidden = |letter| if is_unseen(letter) { char::REPLACEMENT_CHARACTER } else { letter };
        self.path.extend(key.chars().take(TOLD).map(hidden));
        length
    }

    /// Comes back from an entry.
    #[inline(never)]
    pub(super) fn leave(&mut self, length: usize) {
        self.path.truncate(length);
    }

    /// The entries of a record, of which those that are none of `keys` are named. What begins with `$` is for other
    /// tools.
    #[inline(never)]
    pub(super) fn record<'b>(&mut self, json: &'b Json, keys: &[&str]) -> Option<&'b [(String, Json)]> {
        let entries = self.entries(json)?;
        for (key, _) in entries.iter().filter(|(key, _)| !key.starts_with('$')) {
            if !keys.contains(&key.as_str()) {
                let back = self.enter(key);
                self.unknown(key, keys);
                self.leave(back);
            }
        }
        Some(entries)
    }

    /// The entries of a record, whatever they are called.
    pub(super) fn entries<'b>(&mut self, json: &'b Json) -> Option<&'b [(String, Json)]> {
        let Json::Record(entries) = json else {
            self.fault(Fault::NotRecord);
            return None;
        };
        Some(entries)
    }

    /// An entry of a record.
    pub(super) fn field<T: Shape>(&mut self, entries: &[(String, Json)], key: &str) -> Option<T> {
        let back = self.enter(key);
        let field = match entry(entries, key) {
            Some(json) => T::read(json, self),
            None => T::absent(self),
        };
        self.leave(back);
        field
    }

    /// A text of at most so many characters, each of which is seen.
    #[inline(never)]
    pub(super) fn text<'b>(&mut self, json: &'b Json, most: usize) -> Option<&'b str> {
        let Json::Text(text) = json else {
            self.fault(Fault::NotText);
            return None;
        };
        if text.chars().any(is_unseen) || text.chars().all(|letter| BLANK.contains(&letter)) {
            self.fault(Fault::Unreadable);
            return None;
        }
        if text.chars().nth(most).is_some() {
            self.fault(Fault::TooLong(most));
            return None;
        }
        Some(text)
    }
}

#[inline(never)]
fn entry<'a>(entries: &'a [(String, Json)], key: &str) -> Option<&'a Json> {
    entries.iter().find(|(known, _)| known == key).map(|(_, json)| json)
}

/// Spaces; a text of nothing else is empty.
pub(super) const BLANK: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// What is not seen, or turns the letters after it around.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(not(target_arch = "wasm32"))]
fn nearest(name: &str, known: &[&str]) -> Option<String> {
    crate::pack::problem::nearest(name, known.iter().copied())
}

/// The tables of what is near weigh more than the suggestion is worth there.
#[cfg(target_arch = "wasm32")]
fn nearest(_name: &str, _known: &[&str]) -> Option<String> {
    None
}

/// What may be left out, and is left out where it cannot be used.
impl<T: Shape> Shape for Option<T> {
    #[cfg(feature = "host")]
    const NEEDED: bool = false;

    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        Some(T::read(json, reader))
    }

    fn absent(_reader: &mut Reader) -> Option<Self> {
        Some(None)
    }
}

/// The items that can be used.
impl<T: Shape> Shape for Vec<T> {
    #[cfg(feature = "host")]
    const NEEDED: bool = false;

    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut list = Vec::new();
        let Json::List(items) = json else {
            reader.fault(Fault::NotList);
            return Some(list);
        };
        if items.len() > MOST {
            reader.fault(Fault::TooMany(MOST));
        }
        for (place, item) in items.iter().take(MOST).enumerate() {
            let back = reader.enter(&["[", &place.to_string(), "]"].concat());
            list.extend(T::read(item, reader));
            reader.leave(back);
        }
        Some(list)
    }

    fn absent(_reader: &mut Reader) -> Option<Self> {
        Some(Vec::new())
    }
}

/// Describes a record once: its type, how it is read, and on the host its schema, with the comments as descriptions.
macro_rules! record {
    ($(#[doc = $about:literal])* $name:ident $(: $derived:ident)? { $($(#[doc = $doc:literal])* $field:ident: $type:ty,)* }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, PartialEq, Eq $(, $derived)?)]
        pub struct $name {
            $($(#[doc = $doc])* pub $field: $type,)*
        }

        impl $crate::overlay::reader::Shape for $name {
            fn read(json: &$crate::overlay::Json, reader: &mut $crate::overlay::reader::Reader) -> Option<Self> {
                let entries = reader.record(json, &[$(stringify!($field)),*])?;
                $(let $field = reader.field(entries, stringify!($field));)*
                // All are looked at before one that is missing counts.
                Some(Self { $($field: $field?,)* })
            }
        }

        #[cfg(feature = "host")]
        impl $crate::overlay::schema::Described for $name {
            fn schema(logic: &$crate::pack::Logic) -> serde_json::Value {
                use $crate::overlay::schema::{field, record};
                record(&[$($about),*], vec![
                    $(field::<$type>(stringify!($field), &[$($doc),*], logic)),*
                ])
            }
        }
    };
}
pub(super) use record;
