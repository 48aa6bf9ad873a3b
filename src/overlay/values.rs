//! The smallest parts of an overlay: texts of certain kinds, ids of the guide, places in a plan. Each says what it takes;
//! `schema` says the same in the words of JSON Schema, and the tests hold the two together.

use std::marker::PhantomData;

use super::colour;
use super::json::Json;
use super::reader::{Fault, Reader, Shape};
use crate::pack::{Document, Logic, Organism};

/// How long an address may be.
pub(super) const ADDRESS: usize = 500;
/// How long an e-mail address may be.
pub(super) const MAIL: usize = 120;
/// How long the name of a language may be.
pub(super) const LANG: usize = 35;
/// How long a telephone number may be.
pub(super) const PHONE: usize = 26;

/// The version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Version;

impl Version {
    /// The number that is known here.
    pub(super) const NUMBER: u8 = 1;

    /// Whether a document tells another version.
    pub(super) fn other(json: &Json) -> bool {
        let Json::Record(entries) = json else { return false };
        entries.iter().any(|(key, value)| key == "version" && *value != Json::Number(Self::NUMBER.into()))
    }
}

impl Shape for Version {
    fn read(_json: &Json, _reader: &mut Reader) -> Option<Self> {
        // Another one was met before.
        Some(Self)
    }

    fn absent(reader: &mut Reader) -> Option<Self> {
        reader.fault(Fault::Missing);
        Some(Self)
    }
}

/// A text of at most so many characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<const MOST: usize>(pub String);

/// A name, a title, a line of an address.
pub type Line = Text<120>;
/// A sentence or a few.
pub type Prose = Text<600>;

impl<const MOST: usize> Shape for Text<MOST> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        reader.text(json, MOST).map(|text| Self(text.to_owned()))
    }
}

/// Defines a text of a certain kind: how long it may be, what it must be, what is wrong where it is not.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $name:ident, $most:expr, $is:expr, $fault:ident;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub String);

        impl Shape for $name {
            fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
                of_kind(json, reader, $most, $is, Fault::$fault).map(Self)
            }
        }
    )*};
}

kinds! {
    /// An https address.
    Https, ADDRESS, is_https, NotHttps;
    /// The address of a picture: https, or a path on the page's own server.
    Image, ADDRESS, is_image, NotImage;
    /// An e-mail address.
    Mail, MAIL, is_mail, NotMail;
    /// A telephone number.
    Phone, PHONE, is_phone, NotPhone;
    /// The name of a language, as BCP 47 has it.
    Lang, LANG, is_lang, NotLang;
}

#[inline(never)]
fn of_kind(json: &Json, reader: &mut Reader, most: usize, is: fn(&str) -> bool, fault: Fault) -> Option<String> {
    let text = reader.text(json, most)?;
    if !is(text) {
        reader.fault(fault);
        return None;
    }
    Some(text.to_owned())
}

/// Whether a text is made of ASCII letters, digits and these signs alone; nothing is.
#[inline(never)]
fn is_of(text: &str, signs: &[u8]) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || signs.contains(&byte))
}

/// Whether a text begins with a letter or a digit of ASCII.
#[inline(never)]
fn begins(text: &str) -> bool {
    text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
}

/// A host, perhaps a port, then what an address may hold: nobody's name before the host, no space, no quote, nothing but
/// ASCII.
fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let (host, port) = host.split_once(':').unwrap_or((host, "0"));
    let is_port = (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    begins(host) && is_of(host, b".-") && is_port && is_of(path, b"!#$%&'()*+,-./:;=?@[]_~")
}

/// A path begins with one slash: two would lead to another server, and so would what a browser reads as two.
fn is_image(text: &str) -> bool {
    let path = |path: &str| !path.is_empty() && !path.starts_with('/') && is_of(path, b"._~%/-");
    is_https(text) || text.strip_prefix('/').is_some_and(path)
}

fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let part = |part: &str| !part.is_empty() && is_of(part, b"-");
    !name.is_empty() && is_of(name, b"._%+-") && host.contains('.') && host.split('.').all(part)
}

fn is_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let letter = digits.bytes().any(|byte| byte.is_ascii_alphabetic());
    digits.len() > 1 && begins(digits) && !letter && is_of(digits, b" .()-")
}

fn is_lang(text: &str) -> bool {
    let mut least = 2;
    for part in text.split('-') {
        let letters = least == 1 || part.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !(least..=8).contains(&part.len()) || !is_of(part, b"") || !letters {
            return false;
        }
        least = 1;
    }
    true
}

/// A colour (`#11605f`) that can be read on light.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnLight(pub String);

/// A colour (`#83cdc4`) that can be read on dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnDark(pub String);

impl Shape for OnLight {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        read_on(json, reader, &colour::LIGHT).map(Self)
    }
}

impl Shape for OnDark {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        read_on(json, reader, &colour::DARK).map(Self)
    }
}

fn read_on(json: &Json, reader: &mut Reader, grounds: &[&str]) -> Option<String> {
    let text = of_kind(json, reader, colour::LENGTH, |text| colour::parse(text).is_some(), Fault::NotColour)?;
    if !colour::stands_out(&text, grounds) {
        reader.fault(Fault::Pale);
        return None;
    }
    Some(text)
}

/// A kind of id that the guide knows.
pub(super) trait Known {
    /// Which one.
    const IDS: Ids;
}

/// The kinds of ids.
#[derive(Clone, Copy)]
pub(super) enum Ids {
    Asked,
    Organisms,
    Documents,
    Steps,
}

/// Every id of a kind.
#[inline(never)]
pub(super) fn keys(logic: &Logic, ids: Ids) -> Vec<String> {
    let mut keys = Vec::new();
    let mut add = |key: &str| keys.push(key.to_owned());
    match ids {
        Ids::Asked => {
            for question in logic.questions.rows() {
                add(&question.key);
                for choice in &question.choices {
                    add(&[&question.key, "=", &choice.key].concat());
                }
            }
        }
        Ids::Organisms => logic.organisms.rows().for_each(|row| add(&row.key)),
        Ids::Documents => logic.documents.rows().for_each(|row| add(&row.key)),
        Ids::Steps => logic.steps.rows().for_each(|row| add(&row.key)),
    }
    keys
}

/// The same, lent.
#[inline(never)]
fn lent(keys: &[String]) -> Vec<&str> {
    keys.iter().map(String::as_str).collect()
}

/// A question, or one of its choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked;

impl Known for Asked {
    const IDS: Ids = Ids::Asked;
}

impl Known for Organism {
    const IDS: Ids = Ids::Organisms;
}

impl Known for Document {
    const IDS: Ids = Ids::Documents;
}

/// Entries under ids that the guide knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By<K, T> {
    rows: Vec<(String, T)>,
    of: PhantomData<K>,
}

impl<K, T> By<K, T> {
    /// What stands under an id.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.rows.iter().find(|(known, _)| known == key).map(|(_, it)| it)
    }
}

impl<K, T> Default for By<K, T> {
    fn default() -> Self {
        Self { rows: Vec::new(), of: PhantomData }
    }
}

impl<K: Known, T: Shape> Shape for By<K, T> {
    #[cfg(feature = "host")]
    const NEEDED: bool = false;

    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let known = keys(reader.logic, K::IDS);
        let known = lent(&known);
        let mut by = Self::default();
        for (key, json) in reader.record(json, &known).unwrap_or_default() {
            if known.contains(&key.as_str()) {
                let back = reader.enter(key);
                if let Some(it) = T::read(json, reader) {
                    by.rows.push((key.clone(), it));
                }
                reader.leave(back);
            }
        }
        Some(by)
    }

    fn absent(_reader: &mut Reader) -> Option<Self> {
        Some(Self::default())
    }
}

/// An id that the guide knows.
pub type Key = String;

/// Where in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// Before all.
    #[default]
    Start,
    /// After all.
    End,
    /// Before this step.
    Before(Key),
    /// After this step.
    After(Key),
}

impl Place {
    /// Every place, as it is written, with what it means.
    pub(super) fn all(logic: &Logic) -> Vec<(String, Self)> {
        let mut all = vec![("start".to_owned(), Self::Start), ("end".to_owned(), Self::End)];
        for key in keys(logic, Ids::Steps) {
            all.push((["before ", &key].concat(), Self::Before(key.clone())));
            all.push((["after ", &key].concat(), Self::After(key)));
        }
        all
    }
}

impl Shape for Place {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(json, Line::MOST)?;
        let mut all = Self::all(reader.logic);
        if let Some(place) = all.iter().position(|(written, _)| written == text) {
            return Some(all.swap_remove(place).1);
        }
        let known: Vec<_> = all.iter().map(|(written, _)| written.as_str()).collect();
        reader.unknown(text, &known);
        None
    }
}

impl<const MOST: usize> Text<MOST> {
    /// How many characters it may have.
    pub(super) const MOST: usize = MOST;
}

/// Answers given beforehand, as pairs of ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preset(pub Vec<(Key, Key)>);

impl Shape for Preset {
    #[cfg(feature = "host")]
    const NEEDED: bool = false;

    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let logic = reader.logic;
        let questions: Vec<_> = logic.questions.rows().map(|row| row.key.as_str()).collect();
        let mut preset = Self::default();
        for (key, json) in reader.record(json, &questions).unwrap_or_default() {
            let Some(question) = logic.questions.rows().find(|row| row.key == *key) else { continue };
            let back = reader.enter(key);
            if let Some(text) = reader.text(json, Line::MOST) {
                let choices: Vec<_> = question.choices.iter().map(|choice| choice.key.as_str()).collect();
                if choices.contains(&text) {
                    preset.0.push((key.clone(), text.to_owned()));
                } else {
                    reader.unknown(text, &choices);
                }
            }
            reader.leave(back);
        }
        Some(preset)
    }

    fn absent(_reader: &mut Reader) -> Option<Self> {
        Some(Self::default())
    }
}
