//! A difference in sentences, as text for a terminal or as Markdown for a discussion of it. Whatever is said stands in the
//! difference; nothing is compared here.

use std::fmt::Write;

use super::aspect::{Aspect, Part};
use super::group::{Change, Detail, Given, Group, Kind, Place};
use super::rows::{Fate, Row};
use super::{Difference, Named};

/// A sentence, with what is said under it.
struct Told {
    head: String,
    under: Vec<String>,
}

/// For a terminal.
#[must_use]
pub fn text(difference: &Difference) -> String {
    let mut text = format!("{}\n", head(difference));
    for (told, number) in groups(difference).iter().zip(1..) {
        let _infallible = write!(text, "\n{number}. {}\n", told.head);
        for line in &told.under {
            let _infallible = writeln!(text, "   {line}");
        }
    }
    for told in apart(difference) {
        let _infallible = write!(text, "\n{}\n", told.head);
        for line in &told.under {
            let _infallible = writeln!(text, "  {line}");
        }
    }
    text
}

/// For a discussion.
#[must_use]
pub fn markdown(difference: &Difference) -> String {
    let mut text = format!("### {}\n", plain(&head(difference)));
    for (told, number) in groups(difference).iter().zip(1..) {
        let _infallible = write!(text, "\n{number}. **{}**\n", plain(&told.head));
        for line in &told.under {
            let _infallible = writeln!(text, "   - {}", plain(line));
        }
    }
    for told in apart(difference) {
        let _infallible = write!(text, "\n#### {}\n\n", plain(&told.head));
        for line in &told.under {
            let _infallible = writeln!(text, "- {}", plain(line));
        }
    }
    text
}

/// Without what Markdown would take for a mark.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '|' | '#') {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

fn head(difference: &Difference) -> String {
    let named = |it: &Named| format!("{} {} ({})", it.pack, it.edition, it.digest);
    let changed: usize = difference.groups.iter().map(|group| group.situations).sum();
    let told = match changed {
        0 => "no situation changes".to_owned(),
        changed => format!("{changed} of {} situations change", difference.situations),
    };
    format!("{} -> {}: {told}", named(&difference.old), named(&difference.new))
}

fn groups(difference: &Difference) -> Vec<Told> {
    difference.groups.iter().map(group).collect()
}

fn group(group: &Group) -> Told {
    let changes: Vec<_> = group.changes.iter().map(|it| change(group.kind, it)).collect();
    let what = match group.kind {
        Kind::Decision if changes.is_empty() => "the same is decided; the plan changes".to_owned(),
        Kind::Decision => changes.join("; "),
        Kind::Gone => format!("no longer there; it was {}", changes.join("; ")),
        Kind::Come => format!("new: {}", changes.join("; ")),
        Kind::Reasons => "the same plan; it is asked or explained otherwise".to_owned(),
    };
    let mut under: Vec<String> = group.at.iter().map(words).filter(|it| !it.is_empty()).collect();
    let s = if group.situations == 1 { "" } else { "s" };
    let rules = group.rules.iter().map(|it| match (&it.old, &it.new) {
        (Some(old), Some(new)) if old != new => format!("{old} -> {new}"),
        (Some(only), _) | (_, Some(only)) => only.clone(),
        (None, None) => String::new(),
    });
    let rules: Vec<_> = rules.collect();
    let kind = if rules.len() == 1 { "rule" } else { "rules" };
    under.push(format!("{} situation{s}, {kind} {}", group.situations, rules.join(", ")));
    if !group.rows.is_empty() {
        under.push(format!("because of {}", group.rows.join(", ")));
    }
    under.extend(details(&group.details));
    Told { head: format!("{}: {what}", at(&group.at)), under }
}

fn change(kind: Kind, change: &Change) -> String {
    let list = |items: &[String]| if items.is_empty() { "none".to_owned() } else { items.join(", ") };
    let what = match kind {
        Kind::Gone => list(&change.old),
        Kind::Come => list(&change.new),
        Kind::Decision | Kind::Reasons => format!("{} -> {}", list(&change.old), list(&change.new)),
    };
    format!("{} {what}", name(&change.aspect))
}

/// What changes under the same answers, in one line.
fn details(details: &[Detail]) -> Vec<String> {
    let mut lines: Vec<(&[Place], Vec<String>)> = Vec::new();
    for it in details {
        let place = it.at.as_slice();
        match lines.iter_mut().find(|(known, _)| *known == place) {
            Some((_, parts)) => parts.push(detail(it)),
            None => lines.push((place, vec![detail(it)])),
        }
    }
    let line = |(place, parts): (&[Place], Vec<String>)| {
        let place = if place.is_empty() { "all of them".to_owned() } else { at(place) };
        format!("{place}: {}", parts.join("; "))
    };
    lines.sort_by_key(|(place, _)| !place.is_empty());
    lines.into_iter().map(line).collect()
}

fn detail(detail: &Detail) -> String {
    let mut parts = Vec::new();
    if !detail.gone.is_empty() {
        parts.push(format!("without {}", detail.gone.join(", ")));
    }
    if !detail.come.is_empty() {
        parts.push(format!("with {}", detail.come.join(", ")));
    }
    if detail.reordered {
        parts.push("in another order".to_owned());
    }
    format!("{} {}", name(&detail.aspect), parts.join(", "))
}

/// What changed beside the decisions.
fn apart(difference: &Difference) -> Vec<Told> {
    let told = |head: &str, under: Vec<String>| (!under.is_empty()).then(|| Told { head: head.to_owned(), under });
    let rows = |rows: &[Row]| rows.iter().map(row).collect();
    let reordered = difference.reordered.iter().map(|it| format!("question {it}")).collect();
    let untold = format!(
        "Links of {} lead elsewhere there, and {} does not say so (diff OLD NEW --earlier writes what would)",
        difference.old.edition, difference.new.edition
    );
    [
        told("Choices are offered in another order", reordered),
        told(&untold, difference.untold.iter().map(|place| at(std::slice::from_ref(place))).collect()),
        told("The rows that changed", rows(&difference.rows)),
        told("Only the words or the links changed", rows(&difference.words)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn row(row: &Row) -> String {
    let fields = row.fields.iter().map(|field| match (&field.old, &field.new) {
        (Some(old), Some(new)) => match (items(old), items(new)) {
            (Some(old), Some(new)) => format!("{} {}", field.key, list(&old, &new)),
            _ => format!("{} {old} -> {new}", field.key),
        },
        (Some(old), None) => format!("{} {old} -> none", field.key),
        (None, new) => format!("{} none -> {}", field.key, new.as_deref().unwrap_or_default()),
    });
    match row.fate {
        Fate::Come => format!("{}: new", row.row),
        Fate::Gone => format!("{}: no longer there", row.row),
        Fate::Moved => format!("{}: moved", row.row),
        Fate::Changed => format!("{}: {}", row.row, fields.collect::<Vec<_>>().join("; ")),
    }
}

/// What a list holds, if the text is one.
fn items(text: &str) -> Option<Vec<&str>> {
    Some(text.strip_prefix('[')?.strip_suffix(']')?.split(", ").collect())
}

/// How a list became another.
fn list(old: &[&str], new: &[&str]) -> String {
    let without = |items: &[&str], others: &[&str]| {
        items.iter().filter(|it| !others.contains(it)).copied().collect::<Vec<_>>().join(", ")
    };
    match (without(old, new).as_str(), without(new, old).as_str()) {
        ("", "") => "in another order".to_owned(),
        ("", come) => format!("with {come}"),
        (gone, "") => format!("without {gone}"),
        (gone, come) => format!("without {gone}, with {come}"),
    }
}

/// Where, by ids: `in lieu=ville, for titulaire=employe`.
fn at(places: &[Place]) -> String {
    let place = |place: &Place| match place.answers.as_slice() {
        [] => "everywhere".to_owned(),
        [only] => format!("for {}", given(only)),
        [first, rest @ ..] => {
            format!("in {}, for {}", given(first), rest.iter().map(given).collect::<Vec<_>>().join(", "))
        }
    };
    places.iter().map(place).collect::<Vec<_>>().join("; or ")
}

fn given(given: &Given) -> String {
    let question = &given.question;
    match given.choices.as_slice() {
        [only] => format!("{question}={only}"),
        _ if given.any => format!("{question} answered"),
        _ if !given.attributes.is_empty() => {
            given.attributes.iter().map(|it| format!("{question}.{it}")).collect::<Vec<_>>().join(" and ")
        }
        _ if !given.except.is_empty() => format!("{question} other than {}", given.except.join("|")),
        choices => format!("{question}={}", choices.join("|")),
    }
}

/// Where, in the pack's own words, as far as they are few.
fn words(place: &Place) -> String {
    place.answers.iter().filter(|it| !it.words.is_empty()).map(|it| it.words.as_str()).collect::<Vec<_>>().join("; ")
}

fn name(aspect: &Aspect) -> String {
    let of = aspect.of.as_deref().unwrap_or_default();
    match aspect.part {
        Part::Verdict => "verdict".to_owned(),
        Part::Card => "card".to_owned(),
        Part::Insi => "insi".to_owned(),
        Part::Organisms => "organisms".to_owned(),
        Part::Delay => "delay".to_owned(),
        Part::Steps => "steps".to_owned(),
        Part::Actor => format!("who does {of}"),
        Part::Contact => format!("whom {of} turns to"),
        Part::Proviso => format!("what {of} hangs on"),
        Part::Needs => format!("documents of {of}"),
        Part::Sends => format!("what {of} sends"),
        Part::SentIf => format!("on what {of} hangs that it is sent"),
        Part::Signs => format!("who signs {of}"),
        Part::Ways => format!("ways of {of}"),
        Part::Cites => format!("sections behind {of}"),
        Part::Documents => "documents".to_owned(),
        Part::Kind => format!("kind of {of}"),
        Part::Notes => "notes".to_owned(),
        Part::Origin => format!("origin of note {of}"),
        Part::Sources => "sections".to_owned(),
        Part::Asked => "questions asked".to_owned(),
        Part::Because => "answers that decide".to_owned(),
        Part::Change => format!("answers that would lead to card {of}"),
        Part::Others => "the other cards".to_owned(),
    }
}
