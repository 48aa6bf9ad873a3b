//! Messages that are ready to be sent, as addresses that open them in the reader's own mail program. An address that is
//! too long is refused by some systems without a word, so a message leaves out what it needs least, whole lines at a time.

use super::say::said;
use super::{Link, ResultPage};
use crate::pack::{DocumentKind, Guide, Id, Mail, Plan, PlanStep};

/// How long an address may be, escaped as it is: Windows hands on about two thousand characters.
pub const LONGEST: usize = 1_800;

/// Lines under a heading. Each comes with a number: the higher, the less it is needed; 0 is never left out.
struct Part {
    heading: Option<String>,
    lines: Vec<(u8, String)>,
}

/// The messages of a plan, each for somebody whom it concerns.
pub(super) fn mails(guide: &Guide, plan: &Plan, result: &ResultPage) -> Vec<Link> {
    let mails = guide.logic.mails.iter().filter(|(_, mail)| concerns(guide, plan, mail));
    mails
        .map(|(id, _)| Link { label: guide.words.mails[id].label.clone(), url: mail(guide, plan, result, id) })
        .collect()
}

fn concerns(guide: &Guide, plan: &Plan, mail: &Mail) -> bool {
    plan.steps
        .iter()
        .any(|it| mail.actors.contains(&guide.logic.steps[it.step].actor) || mail.concerns.contains(&it.step))
}

fn mail(guide: &Guide, plan: &Plan, result: &ResultPage, id: Id<Mail>) -> String {
    let (mail, words) = (&guide.logic.mails[id], &guide.words);
    let (named, texts) = (&words.mails[id], &words.texts);
    let own = |it: &&PlanStep| mail.actors.contains(&guide.logic.steps[it.step].actor);
    let alone = |rank, text: &str| Part { heading: None, lines: vec![(rank, text.to_owned())] };
    let card = result
        .card
        .as_ref()
        .map(|card| said(texts.mail_card(), &[("card", &format!("{} – {}", card.name, card.title))]));
    let steps = plan.steps.iter().filter(own).flat_map(|it| {
        let step = &words.steps[it.step];
        [Some((1, format!("- {}", step.title))), step.text.as_ref().map(|text| (5, format!("  {text}")))]
    });
    let others = plan.steps.iter().filter(|it| !own(it)).map(|it| {
        let (step, actor) = (&words.steps[it.step], &words.actors[guide.logic.steps[it.step].actor]);
        // What concerns the reader all the same is needed more.
        let rank = if mail.concerns.contains(&it.step) { 2 } else { 7 };
        (rank, format!("- {}", said(texts.mail_other(), &[("step", &step.title), ("name", actor)])))
    });
    let delays = result.delay.iter().flat_map(|delay| &delay.rows).map(|line| (3, format!("- {line}")));
    let part = |heading: &str, lines: Vec<(u8, String)>| Part { heading: Some(heading.to_owned()), lines };
    let parts = vec![
        alone(0, &named.opening),
        Part { heading: None, lines: card.into_iter().map(|card| (1, card)).collect() },
        part(texts.mail_steps(), steps.flatten().collect()),
        part(texts.mail_documents(), documents(guide, plan, mail)),
        part(texts.mail_delays(), delays.collect()),
        part(texts.mail_others(), others.collect()),
        Part {
            heading: None,
            lines: vec![
                (0, said(texts.mail_source(), &[("sheet", &words.sheet)])),
                (0, texts.mail_notice().to_owned()),
            ],
        },
        alone(0, &named.closing),
    ];
    let subject = said(&named.subject, &[("result", &result.heading)]);
    address(&subject, parts)
}

/// The documents that the reader's own steps need, each with the address at which it is found.
fn documents(guide: &Guide, plan: &Plan, mail: &Mail) -> Vec<(u8, String)> {
    let needed = |id| {
        plan.steps.iter().any(|it| {
            let step = &guide.logic.steps[it.step];
            let ways = || step.options.iter().any(|option| option.documents.contains(id));
            mail.actors.contains(&step.actor) && (it.documents.contains(id) || ways())
        })
    };
    let lines = plan.documents.iter().filter(|id| needed(id)).map(|id| {
        let (document, title) = (&guide.logic.documents[*id], &guide.words.documents[*id].title);
        let rank = if document.kind == DocumentKind::Guide { 6 } else { 4 };
        match document.url.as_ref().or(document.found_at.as_ref()) {
            Some(url) => {
                let line = said(guide.words.texts.mail_address(), &[("name", title), ("url", url)]);
                (rank, format!("- {line}"))
            }
            None => (rank, format!("- {title}")),
        }
    });
    lines.collect()
}

/// The address that opens a message to nobody yet.
fn address(subject: &str, mut parts: Vec<Part>) -> String {
    loop {
        let address = escaped("mailto:?subject=", &plain(subject)) + "&body=";
        let address = escaped(&address, &plain(&body(&parts)));
        let lines = parts.iter_mut().flat_map(|part| &mut part.lines);
        let least = lines.map(|(rank, _)| *rank).max().unwrap_or_default();
        if address.len() <= LONGEST || least == 0 {
            return address;
        }
        // Of those needed least, the last.
        let part = parts.iter_mut().rev().find(|part| part.lines.iter().any(|(rank, _)| *rank == least));
        if let Some(lines) = part.map(|part| &mut part.lines) {
            let place = lines.iter().rposition(|(rank, _)| *rank == least);
            place.map(|place| lines.remove(place));
        }
    }
}

/// The text: an empty line between the parts, and no part of which nothing is left.
fn body(parts: &[Part]) -> String {
    let parts = parts.iter().filter(|part| !part.lines.is_empty()).map(|part| {
        let lines = part.heading.iter().chain(part.lines.iter().map(|(_, line)| line));
        lines.map(String::as_str).collect::<Vec<_>>().join("\n")
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

/// A text as it is typed into a message: without the spaces and signs of a typesetter, which take six to nine characters
/// each in an address.
fn plain(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        '\u{a0}' | '\u{202f}' => ' ',
        '’' => '\'',
        '–' => '-',
        other => other,
    });
    letters.collect()
}

/// What an address begins with, and after it a text in which all is escaped that has a meaning there. The end of a line
/// is that of the network, two letters long.
pub(super) fn escaped(begin: &str, text: &str) -> String {
    let mut address = begin.to_owned();
    for byte in text.replace("\r\n", "\n").replace('\n', "\r\n").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:,()'!*@".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for digit in [byte >> 4, byte & 15] {
                address.push(char::from(if digit < 10 { b'0' + digit } else { b'A' + digit - 10 }));
            }
        }
    }
    address
}
