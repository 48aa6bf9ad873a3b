//! Why the rules on the screen are not those that the page around it has asked for: in plain words for the person, and for
//! the IT service with what to change.

use super::say::said;
use super::{Notice, Page};
use crate::pack::sealed::Unfit;
use crate::pack::words::{Texts, Words};

/// A pack that was asked for and is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The address, as the page gives it.
    pub address: String,
    /// Why.
    pub cause: Cause,
}

/// Why a pack is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A page opened from a disk cannot read what lies beside it.
    OnDisk,
    /// It lies on another site, and the page does not say by which fingerprint it is known.
    Elsewhere,
    /// The policy of the page does not let it be fetched.
    Blocked,
    /// Nobody answered, or not to this page.
    Unreachable,
    /// It did not come in time.
    Late,
    /// The server answered something else, by this number.
    Status(String),
    /// It is larger than any pack.
    TooLarge,
    /// Its fingerprint is not the one that the page gives.
    Integrity,
    /// It came, and is not what it should be.
    Unfit(Unfit),
}

impl Cause {
    /// The cause that goes by a name where files are fetched (`status 404`).
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "on-disk" => Self::OnDisk,
            "elsewhere" => Self::Elsewhere,
            "blocked" => Self::Blocked,
            "late" => Self::Late,
            "too-large" => Self::TooLarge,
            "integrity" => Self::Integrity,
            _ => name.strip_prefix("status ").map_or(Self::Unreachable, |status| Self::Status(status.to_owned())),
        }
    }

    fn said(&self, texts: &Texts) -> String {
        let text = match self {
            Self::OnDisk => texts.pack_on_disk(),
            Self::Elsewhere => texts.pack_elsewhere(),
            Self::Blocked => texts.pack_blocked(),
            Self::Unreachable => texts.pack_unreachable(),
            Self::Late => texts.pack_late(),
            Self::Status(status) => return said(texts.pack_status(), &[("status", status)]),
            Self::TooLarge => texts.pack_too_large(),
            Self::Integrity => texts.pack_integrity(),
            Self::Unfit(Unfit::Foreign) => texts.pack_foreign(),
            Self::Unfit(Unfit::Format) => texts.pack_format(),
            Self::Unfit(Unfit::Damaged) => texts.pack_damaged(),
            Self::Unfit(Unfit::Unsound) => texts.pack_unsound(),
        };
        text.to_owned()
    }
}

impl Page {
    /// The same page, which says that it goes by other rules than it was asked to.
    #[must_use]
    pub fn instead(mut self, words: &Words, refusal: &Refusal) -> Self {
        let texts = &words.texts;
        let named = [("address", refusal.address.as_str()), ("reason", &refusal.cause.said(texts))];
        let lines = vec![texts.pack_text().to_owned(), said(texts.pack_service(), &named)];
        self.notices.push(Notice { title: texts.pack_title().to_owned(), lines });
        self
    }
}
