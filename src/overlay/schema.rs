//! The JSON Schema of an overlay, told by the types that read it. Editors that know it complete and check as one writes;
//! it knows all that the reader knows, but for the contrast of colours.

use serde_json::{Map, Value, json};

use super::reader::{MOST, Shape};
use super::values::{
    ADDRESS, By, Https, Image, Known, LANG, Lang, MAIL, Mail, OnDark, OnLight, PHONE, Phone, Place, Preset, Text,
    Version, keys,
};
use super::{Overlay, colour};
use crate::pack::Logic;

const HTTPS: &str = r"https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?([/?#][!#-;=?-\[\]_a-z~]*)?";
const PATH: &str = "/[A-Za-z0-9._~%-][A-Za-z0-9._~%/-]*";
/// Signs that are not seen, or turn the letters after them around.
const UNSEEN: &str = r"\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069";
const SPACES: &str = r" \u00a0\u202f";

/// What tells its schema; the ids are those of a guide.
pub(super) trait Described {
    fn schema(logic: &Logic) -> Value;
}

/// The schema of an overlay for a guide.
#[must_use]
pub fn schema(logic: &Logic) -> Value {
    let mut schema = Overlay::schema(logic);
    if let Some(head) = schema.as_object_mut() {
        head.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        head.insert("title".to_owned(), json!("cpx-guide overlay"));
    }
    schema
}

/// A field of a record.
pub(super) struct Field {
    key: &'static str,
    needed: bool,
    schema: Value,
}

pub(super) fn field<T: Shape + Described>(key: &'static str, says: &[&str], logic: &Logic) -> Field {
    let mut schema = T::schema(logic);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), json!(told(says)));
    }
    Field { key, needed: T::NEEDED, schema }
}

pub(super) fn record(says: &[&str], fields: Vec<Field>) -> Value {
    let needed: Vec<_> = fields.iter().filter(|field| field.needed).map(|field| field.key).collect();
    let fields: Map<_, _> = fields.into_iter().map(|field| (field.key.to_owned(), field.schema)).collect();
    json!({
        "description": told(says),
        "type": "object",
        "required": needed,
        "properties": fields,
        "patternProperties": { "^[$]": {} },
        "additionalProperties": false,
    })
}

/// Comments as one text.
fn told(says: &[&str]) -> String {
    says.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

fn text(most: usize, pattern: &str) -> Value {
    json!({ "type": "string", "maxLength": most, "pattern": format!("^{pattern}$") })
}

impl<T: Described> Described for Option<T> {
    fn schema(logic: &Logic) -> Value {
        T::schema(logic)
    }
}

impl<T: Described> Described for Vec<T> {
    fn schema(logic: &Logic) -> Value {
        json!({ "type": "array", "maxItems": MOST, "items": T::schema(logic) })
    }
}

impl<K: Known, T: Described> Described for By<K, T> {
    fn schema(logic: &Logic) -> Value {
        let value = T::schema(logic);
        let entries: Map<_, _> = keys(logic, K::IDS).into_iter().map(|key| (key, value.clone())).collect();
        json!({
            "type": "object",
            "properties": entries,
            "patternProperties": { "^[$]": {} },
            "additionalProperties": false,
        })
    }
}

impl Described for Preset {
    fn schema(logic: &Logic) -> Value {
        let choices = |row: &crate::pack::Question| {
            let keys: Vec<_> = row.choices.iter().map(|choice| choice.key.as_str()).collect();
            (row.key.clone(), json!({ "enum": keys }))
        };
        let questions: Map<_, _> = logic.questions.rows().map(choices).collect();
        json!({
            "type": "object",
            "properties": questions,
            "patternProperties": { "^[$]": {} },
            "additionalProperties": false,
        })
    }
}

impl Described for Version {
    fn schema(_: &Logic) -> Value {
        json!({ "const": Self::NUMBER })
    }
}

impl Described for Place {
    fn schema(logic: &Logic) -> Value {
        let all: Vec<_> = Self::all(logic).into_iter().map(|(written, _)| written).collect();
        json!({ "enum": all })
    }
}

impl<const MOST: usize> Described for Text<MOST> {
    fn schema(_: &Logic) -> Value {
        text(MOST, &format!("[^{UNSEEN}]*[^{UNSEEN}{SPACES}][^{UNSEEN}]*"))
    }
}

/// The texts of a certain kind, each with its pattern.
macro_rules! kinds {
    ($($name:ident, $most:expr, $pattern:expr;)*) => {$(
        impl Described for $name {
            fn schema(_: &Logic) -> Value {
                text($most, &$pattern)
            }
        }
    )*};
}

kinds! {
    Https, ADDRESS, HTTPS;
    Image, ADDRESS, format!("({HTTPS}|{PATH})");
    Mail, MAIL, "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+";
    Phone, PHONE, "[+]?[0-9][0-9 .()-]+";
    Lang, LANG, "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*";
    OnLight, colour::LENGTH, "#[0-9A-Fa-f]{6}";
    OnDark, colour::LENGTH, "#[0-9A-Fa-f]{6}";
}
