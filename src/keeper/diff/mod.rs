//! Two editions of a pack compared by what they decide: which situations get another card, other organisms, other steps.
//! Both graphs are walked together and meet by ids, so that a question which was added, withdrawn, renamed or moved is
//! no hindrance. Wording and links are no decision and are told apart.

mod aspect;
mod cover;
mod group;
mod joint;
#[expect(dead_code, unreachable_pub, reason = "next")]
mod rows;

use serde::Serialize;

pub use aspect::{Aspect, Part};
pub use group::{Change, Detail, Given, Group, Kind, Place, Ruled};

use crate::pack::Logic;
use crate::session::Compiled;
use joint::{Edition, Joint, Way};

/// What one edition decides otherwise than another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The older edition.
    pub old: Named,
    /// The newer one.
    pub new: Named,
    /// How many sets of answers either edition knows, as far as questions are asked.
    pub situations: usize,
    /// What changes, in the fewest sentences.
    pub groups: Vec<Group>,
    /// The questions whose choices are offered in another order.
    pub reordered: Vec<String>,
}

/// Which edition it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The pack.
    pub pack: String,
    /// The edition.
    pub edition: String,
    /// The first 12 hex digits of the SHA-256 of its rules file.
    pub digest: String,
}

impl Difference {
    /// Whether nothing changes in anything that a decision holds: its wording, its links and its edition apart.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.reordered.is_empty()
    }
}

/// What `new` decides otherwise than `old`.
#[must_use]
pub fn diff(old: &Compiled, new: &Compiled) -> Difference {
    let joint = Joint::new(old, new);
    let situations = joint.situations();
    let parts =
        |edition, compiled, way: &Option<Way>| way.as_ref().map(|way| aspect::parts(&joint, edition, compiled, way));
    let rule = |compiled: &Compiled, way: &Option<Way>| {
        way.as_ref().map(|way| compiled.guide.logic.rules[compiled.graph.plan(way.plan).rule].key.clone())
    };
    let cases: Vec<_> = situations
        .iter()
        .map(|it| group::Case {
            situation: it,
            old: parts(Edition::Old, old, &it.old),
            new: parts(Edition::New, new, &it.new),
            rules: Ruled { old: rule(old, &it.old), new: rule(new, &it.new) },
        })
        .collect();
    Difference {
        old: named(&old.guide.logic),
        new: named(&new.guide.logic),
        situations: situations.len(),
        groups: group::groups(&joint, &cases),
        reordered: joint.reordered(),
    }
}

fn named(logic: &Logic) -> Named {
    Named { pack: logic.pack.clone(), edition: logic.edition.clone(), digest: logic.digest.clone() }
}
