//! What a region or an establishment adds to the guide: whom to reach there, a service and steps of its own, addresses of
//! documents, a few words, answers given beforehand, a logo, a colour. It dresses a page that is finished, and never meets
//! a rule: it cannot change a decision.
//!
//! Whatever is written is read: each entry that is not as it should be is named, with its place and the reason, and
//! skipped. Nothing is fatal. All texts are plain, bounded in length and number; the only links are `https`.
//!
//! The types below are the one description of the document: they read it, and on the host they tell its JSON Schema.

mod colour;
mod json;
mod reader;
#[cfg(feature = "host")]
pub mod schema;
mod values;

pub use json::{DEEPEST, Json};
pub use reader::{Fault, Problem};
pub use values::{By, Https, Image, Key, Lang, Line, Mail, OnDark, OnLight, Phone, Place, Preset, Prose, Version};

use crate::pack::{Document, Logic, Organism};
use reader::{Reader, Shape, record};
use values::Asked;

/// How many bytes a document may have.
pub const LONGEST: usize = 100_000;

/// The language of an overlay that does not tell.
pub const USUAL: &str = "fr";

record! {
    /// What a region or an establishment adds to the guide. Its decisions stay what they are.
    Overlay: Default {
        /// The version of this format.
        version: Version,
        /// The language of the texts here; French unless told.
        lang: Option<Lang>,
        /// Who speaks here: the name of the establishment or of the region.
        name: Option<Line>,
        /// A picture beside the name.
        logo: Option<Logo>,
        /// The colour of buttons, links and marks.
        accent: Option<Accent>,
        /// The service of the house to turn to first.
        service: Option<Contact>,
        /// How to reach an organism here, by its id in decisions.
        contacts: By<Organism, Contact>,
        /// What the house does beside the plan.
        steps: Vec<Step>,
        /// Where a document is found here, by its id in decisions.
        documents: By<Document, Https>,
        /// Words of the page.
        words: Option<Wording>,
        /// Answers given beforehand, still changeable: `{"lieu": "ville"}`.
        answers: Preset,
    }
}

record! {
    /// A picture with what it shows in words, for whoever does not see it.
    Logo {
        /// Its address: https, or a path on the page's own server (`/logo.svg`).
        address: Image,
        /// What it shows.
        text: Line,
    }
}

record! {
    /// A colour for light pages, and one for dark ones. Each needs a contrast of 4.5 with the guide's own grounds.
    Accent {
        /// On light.
        light: Option<OnLight>,
        /// On dark.
        dark: Option<OnDark>,
    }
}

record! {
    /// Somebody to reach.
    Contact {
        /// A name: a service, a person in charge.
        name: Option<Line>,
        /// The lines of a postal address.
        address: Vec<Line>,
        /// An e-mail address.
        email: Option<Mail>,
        /// A telephone number.
        phone: Option<Phone>,
        /// A page.
        page: Option<Https>,
    }
}

record! {
    /// Something to do that is the house's own.
    Step {
        /// What to do.
        title: Line,
        /// How.
        text: Option<Prose>,
        /// A page that tells more.
        page: Option<Https>,
        /// Where in the plan: `start`, `end`, `before` or `after` with the id of a step (`before visa-ars`); at the start
        /// unless told. Beside a step that the plan does not hold, it is not shown.
        place: Option<Place>,
    }
}

record! {
    /// Words of the page. They are used where the page speaks the language of the overlay.
    Wording {
        /// The name of the guide.
        title: Option<Line>,
        /// What it is for.
        intro: Option<Prose>,
        /// What is added to the hint of a question (`lieu`) or of one of its choices (`lieu=ville`); what the guide says
        /// itself stays.
        hints: By<Asked, Prose>,
    }
}

/// What a document says, and what of it was skipped. `logic` knows the ids.
#[must_use]
pub fn read(logic: &Logic, json: &Json) -> (Overlay, Vec<Problem>) {
    let mut reader = Reader::new(logic);
    if Version::other(json) {
        // What another version means by its entries is not known here.
        reader.enter("version");
        reader.fault(Fault::Version);
        return (Overlay::default(), reader.problems());
    }
    let overlay = Overlay::read(json, &mut reader).unwrap_or_default();
    (overlay, reader.problems())
}

/// What a text says, and what of it was skipped.
#[cfg(feature = "host")]
#[must_use]
pub fn parse(logic: &Logic, text: &str) -> (Overlay, Vec<Problem>) {
    if text.len() > LONGEST {
        return (Overlay::default(), vec![Problem::whole(Fault::TooLarge)]);
    }
    match Json::parse(text) {
        Some(json) => read(logic, &json),
        None => (Overlay::default(), vec![Problem::whole(Fault::NotJson)]),
    }
}
