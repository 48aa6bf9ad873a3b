//! Every sentence about staff lists, in one language: read from `words.toml`, where each stands beside its translation. What
//! concerns the cards themselves is said in the words of the guide.

use std::collections::BTreeMap;

use serde::Deserialize;

static STORED: &str = include_str!(concat!(env!("OUT_DIR"), "/words.json"));

/// The sentences of one language, by their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    said: BTreeMap<String, String>,
}

/// A sentence in each language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// In French, which is also what is said in any language that is not here.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The sentences of a language, as BCP 47 names it (`en`, `en-GB`); French ones where it is neither of the two.
    #[must_use]
    pub fn of(lang: &str) -> Self {
        let english = lang.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("en"));
        let pick = |it: Sentence| if english { it.en } else { it.fr };
        Self { said: all().into_iter().map(|(key, it)| (key, pick(it))).collect() }
    }

    /// The sentence of a key; nothing where there is none, which the tests rule out.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.said.get(key).map_or("", String::as_str)
    }
}

/// Every sentence, by its key, as it is stored.
#[must_use]
pub fn all() -> BTreeMap<String, Sentence> {
    // What the build has written can be read: a test holds it.
    serde_json::from_str(STORED).unwrap_or_default()
}
