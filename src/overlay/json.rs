//! A JSON value as far as an overlay is made of it: texts, numbers, lists, records. The browser and the host each make it
//! with the parser that they have; no parser is in the wasm.

/// How deep a value is looked into; what lies deeper belongs to no overlay, and is [`Json::Other`].
pub const DEEPEST: usize = 8;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A list.
    List(Vec<Json>),
    /// A record, in any order; a key that stands there twice counts as it comes.
    Record(Vec<(String, Json)>),
    /// A truth, nothing, or what lies too deep.
    Other,
}

#[cfg(feature = "host")]
impl Json {
    /// Reads a text; none if it is no JSON.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // A mark that some editors write before the text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        serde_json::from_str(text).ok().map(|value| Self::of(&value, DEEPEST))
    }

    fn of(value: &serde_json::Value, depth: usize) -> Self {
        use serde_json::Value;
        let Some(depth) = depth.checked_sub(1) else { return Self::Other };
        match value {
            Value::Null | Value::Bool(_) => Self::Other,
            Value::Number(number) => number.as_f64().map_or(Self::Other, Self::Number),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(|item| Self::of(item, depth)).collect()),
            Value::Object(entries) => {
                Self::Record(entries.iter().map(|(key, value)| (key.clone(), Self::of(value, depth))).collect())
            }
        }
    }
}
