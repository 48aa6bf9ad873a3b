//! What the columns of a list probably say: by their titles, and where there are none by what stands in them.

use super::{Mapped, Mapping, Meant, Saved};
use crate::pack::Logic;
use crate::staff::cells;
use crate::staff::columns::{Columns, Kind, told};
use crate::staff::mapping::Known;
use crate::staff::survey::{Column, Value, Values, key};
use crate::staff::values::{Meaning, counting, meaning, words};

/// How many values of a column without title are looked at to know it by them.
const SAMPLE: usize = 40;
/// How many values a column may have that is known by its title alone, and none of them.
const FEW: usize = 30;

/// How well a column is of a kind: the greater, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Whether at least half of its rows are understood.
    mostly: Share,
    /// How well its title fits.
    title: usize,
    /// How many of its rows in a hundred are understood.
    understood: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Share {
    Less,
    Half,
}

/// Proposes what the columns of a list say. No question is the first of two columns. A column with too many values is not
/// proposed, nor one that a list of ours has added.
///
/// A mapping kept as a file settles all that it names, and then no other column is proposed: who had left one aside is
/// not asked again.
#[must_use]
pub fn propose(columns: &Columns, logic: &Logic, listed: &[Column], saved: Option<&Saved>) -> Mapping {
    if let Some(saved) = saved {
        return saved.applied(columns, logic, listed);
    }
    let mut fits = Vec::new();
    for (place, column) in listed.iter().enumerate() {
        let Values::Few(values) = &column.values else { continue };
        if cells::are_ours(&column.title) {
            continue;
        }
        let filled: Vec<_> = values.iter().filter(|it| !key(&it.text).is_empty()).collect();
        let kinds = columns.kinds.iter().enumerate();
        let best = kinds.filter_map(|(kind, it)| Some((fit(columns, it, &column.title, &filled)?, kind)));
        // Of kinds that fit as well, the one that is asked first.
        if let Some((fit, kind)) = best.max_by_key(|(fit, kind)| (*fit, std::cmp::Reverse(*kind))) {
            fits.push((kind, fit, place));
        }
    }
    let best = |(kind, fit, place): &(usize, Fit, usize)| {
        !fits.iter().any(|(other, better, at)| other == kind && (better > fit || better == fit && at < place))
    };
    let kept = fits.iter().filter(|it| best(it)).filter_map(|(kind, _, place)| {
        remap(columns, logic, *place, listed.get(*place)?, &columns.kinds.get(*kind)?.key)
    });
    Mapping { columns: kept.collect() }
}

/// A column as one of a kind, with what its values mean there; none if no kind is called so. `place` is its place in the
/// list. A column with too many values has none here: all of them stay doubtful.
#[must_use]
pub fn remap(columns: &Columns, logic: &Logic, place: usize, column: &Column, kind: &str) -> Option<Mapped> {
    let kind = columns.kind(kind)?;
    let few = if let Values::Few(values) = &column.values { values.as_slice() } else { &[] };
    let values = few.iter().map(|it| {
        let Meaning { says, known } = meaning(columns, kind, &it.text);
        Meant { value: it.text.clone(), rows: it.rows, says: told(logic, &says), known }
    });
    Some(Mapped { column: place, title: column.title.clone(), kind: kind.key.clone(), values: values.collect() })
}

/// How well a column is of a kind, by its title and the values of its cells that are not empty; none if it is not to be
/// proposed as one.
fn fit(columns: &Columns, kind: &Kind, title: &str, filled: &[&Value]) -> Option<Fit> {
    let words = counting(&words(title), &columns.small);
    let fits = kind.fits(title, &words);
    if filled.is_empty() || fits == 0 && !words.is_empty() {
        return None;
    }
    let looked: Vec<_> = filled.iter().take(if fits == 0 { SAMPLE } else { usize::MAX }).collect();
    let known = |it: &Value| {
        let Meaning { says, known } = meaning(columns, kind, &it.text);
        // Without a title, what says nothing is no reason to believe it is of this kind.
        if fits == 0 { known == Known::Sure && !says.is_empty() } else { known != Known::Unknown }
    };
    let rows: u64 = looked.iter().map(|it| it.rows).sum();
    let understood = looked.iter().filter(|it| known(it)).map(|it| it.rows).sum::<u64>() * 100 / rows.max(1);
    let whole = fits > words.len();
    let enough = match (fits, whole) {
        (0, _) => understood >= 80,
        (_, true) => understood > 0 || kind.by_title && filled.len() <= FEW,
        (_, false) => understood >= 30,
    };
    let mostly = if understood >= 50 { Share::Half } else { Share::Less };
    enough.then_some(Fit { mostly, title: fits, understood })
}
