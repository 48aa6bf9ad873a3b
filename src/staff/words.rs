//! Every sentence about staff lists, in one language: read from `words.toml`, where each stands beside its translation. What
//! concerns the cards themselves is said in the words of the guide.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

static STORED: &str = include_str!(concat!(env!("OUT_DIR"), "/words.json"));

/// The sentences of one language, by their keys.
#[derive(Debug)]
pub struct Words {
    /// Which of two sentences is said.
    pick: fn(&Sentence) -> &str,
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
        Self { pick: if english { |it| &it.en } else { |it| &it.fr } }
    }

    /// The sentence of a key; nothing where there is none, which the tests rule out.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        all().get(key).map(self.pick).unwrap_or_default()
    }
}

/// Every sentence, by its key; read once.
#[must_use]
pub fn all() -> &'static BTreeMap<String, Sentence> {
    static ALL: OnceLock<BTreeMap<String, Sentence>> = OnceLock::new();
    // What the build has written can be read: a test holds it.
    ALL.get_or_init(|| serde_json::from_str(STORED).unwrap_or_default())
}
