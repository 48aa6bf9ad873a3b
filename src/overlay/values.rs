//! The smallest parts of an overlay: texts of certain kinds, ids of the guide, places in a plan. Each says what it takes;
//! `schema` says the same in the words of JSON Schema, and the tests hold the two together.

use std::marker::PhantomData;

use super::colour;
use super::json::Json;
use super::reader::{Fault, Reader, Shape};
use crate::pack::{Document, Logic, Organism, Step};

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

/// A host, perhaps a port, then what an address may hold: nobody's name before the host, no space, no quote, nothing but
/// ASCII.
fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let (host, port) = host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port)));
    let of_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    host.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && host.bytes().all(of_host)
        && port.is_none_or(|port| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit()))
        && path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
}

/// A path begins with one slash: two would lead to another server, and so would what a browser reads as two.
fn is_image(text: &str) -> bool {
    let of_path = |byte: u8| byte.is_ascii_alphanumeric() || b"._~%/-".contains(&byte);
    let path = |path: &str| !path.is_empty() && !path.starts_with('/') && path.bytes().all(of_path);
    is_https(text) || text.strip_prefix('/').is_some_and(path)
}

fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte);
    let of_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let part = |part: &str| !part.is_empty() && part.bytes().all(of_part);
    !name.is_empty() && name.bytes().all(of_name) && host.contains('.') && host.split('.').all(part)
}

fn is_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits.len() > 1
        && digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || b" .()-".contains(&byte))
}

fn is_lang(text: &str) -> bool {
    let of = |part: &str, least| (least..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric());
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    of(first, 2) && first.bytes().all(|byte| byte.is_ascii_alphabetic()) && parts.all(|part| of(part, 1))
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
    /// Every id of this kind.
    fn keys(logic: &Logic) -> Vec<String>;
}

/// A question, or one of its choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked;

impl Known for Asked {
    fn keys(logic: &Logic) -> Vec<String> {
        let mut keys = Vec::new();
        for question in logic.questions.rows() {
            keys.push(question.key.clone());
            keys.extend(question.choices.iter().map(|choice| question.key.clone() + "=" + &choice.key));
        }
        keys
    }
}

macro_rules! known {
    ($($kind:ident $table:ident,)*) => {$(
        impl Known for $kind {
            fn keys(logic: &Logic) -> Vec<String> {
                logic.$table.rows().map(|row| row.key.clone()).collect()
            }
        }
    )*};
}

known! { Organism organisms, Document documents, Step steps, }

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
        let known = K::keys(reader.logic);
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        let mut by = Self::default();
        for (key, json) in reader.record(json, &known).unwrap_or_default() {
            if known.contains(&key.as_str()) {
                let read = reader.within(key, |reader| T::read(json, reader));
                by.rows.extend(read.map(|it| (key.clone(), it)));
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
        for key in Step::keys(logic) {
            all.push((String::from("before ") + &key, Self::Before(key.clone())));
            all.push((String::from("after ") + &key, Self::After(key)));
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
            reader.within(key, |reader| {
                let Some(text) = reader.text(json, Line::MOST) else { return };
                let choices: Vec<_> = question.choices.iter().map(|choice| choice.key.as_str()).collect();
                if choices.contains(&text) {
                    preset.0.push((key.clone(), text.to_owned()));
                } else {
                    reader.unknown(text, &choices);
                }
            });
        }
        Some(preset)
    }

    fn absent(_reader: &mut Reader) -> Option<Self> {
        Some(Self::default())
    }
}
