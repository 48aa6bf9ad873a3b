//! Messages that are ready to be sent, as addresses that open them in the reader's own mail program. An address that is
//! too long is refused by some systems without a word, so a message leaves out what it needs least, whole lines at a time.

use super::say::said;
use super::{Link, ResultPage};
use crate::pack::{DocumentKind, Guide, Id, Mail, Plan, PlanStep};

/// How long an address may be, escaped as it is: Windows hands on about two thousand characters.
pub const LONGEST: usize = 1_800;

/// A line of a message.
struct Line {
    /// The part that it belongs to: an empty line stands between two parts.
    part: u8,
    /// The higher, the less it is needed; what is 0 is never left out, nor is a heading by itself.
    rank: u8,
    text: String,
}

/// A heading stays as long as a line of its part does.
const HEADING: u8 = u8::MAX;

/// A message being written.
#[derive(Default)]
struct Letter {
    lines: Vec<Line>,
    part: u8,
}

impl Letter {
    /// Begins a part, under a heading or without one.
    fn part(&mut self, heading: &str) {
        self.part += 1;
        if !heading.is_empty() {
            self.line(HEADING, "", heading);
        }
    }

    #[inline(never)]
    fn line(&mut self, rank: u8, mark: &str, text: &str) {
        self.lines.push(Line { part: self.part, rank, text: mark.to_owned() + text });
    }

    /// Takes out the last of the lines needed least, and what was the heading of nothing else. Whether there was one.
    fn shorten(&mut self) -> bool {
        let mut least = (0, 0);
        for (place, line) in self.lines.iter().enumerate() {
            if line.rank != HEADING && line.rank >= least.0 {
                least = (line.rank, place);
            }
        }
        if least.0 == 0 {
            return false;
        }
        self.lines.remove(least.1);
        true
    }

    /// The text; a heading under which nothing is left falls away.
    fn text(&self) -> String {
        let (mut text, mut part) = (String::new(), 0);
        for (place, line) in self.lines.iter().enumerate() {
            let alone = self.lines.get(place + 1).is_none_or(|next| next.part != line.part);
            if line.rank == HEADING && alone {
                continue;
            }
            if !text.is_empty() {
                text.push_str(if line.part == part { "\n" } else { "\n\n" });
            }
            part = line.part;
            text.push_str(&line.text);
        }
        text
    }
}

/// The messages of a plan, each for somebody whom it concerns.
pub(super) fn mails(guide: &Guide, plan: &Plan, result: &ResultPage) -> Vec<Link> {
    let mut mails = Vec::new();
    for (id, mail) in guide.logic.mails.iter() {
        if plan.steps.iter().any(|it| own(guide, mail, it) || mail.concerns.contains(&it.step)) {
            let url = address(guide, plan, result, id);
            mails.push(Link { label: guide.words.mails[id].label.clone(), url });
        }
    }
    mails
}

/// Whether the reader of a message does a step.
fn own(guide: &Guide, mail: &Mail, it: &PlanStep) -> bool {
    mail.actors.contains(&guide.logic.steps[it.step].actor)
}

/// The address that opens a message to nobody yet.
fn address(guide: &Guide, plan: &Plan, result: &ResultPage, id: Id<Mail>) -> String {
    let subject = said(&guide.words.mails[id].subject, &[("result", &result.heading)]);
    let mut letter = letter(guide, plan, result, id);
    loop {
        let address = opens(&subject, &letter.text());
        if address.len() <= LONGEST || !letter.shorten() {
            return address;
        }
    }
}

/// The address that opens a message with this subject and this text.
pub(super) fn opens(subject: &str, text: &str) -> String {
    let begin = escaped("mailto:?subject=", &plain(subject)) + "&body=";
    escaped(&begin, &plain(text))
}

fn letter(guide: &Guide, plan: &Plan, result: &ResultPage, id: Id<Mail>) -> Letter {
    let (mail, words) = (&guide.logic.mails[id], &guide.words);
    let (named, texts) = (&words.mails[id], &words.texts);
    let mut letter = Letter::default();
    letter.line(0, "", &named.opening);
    if let Some(card) = &result.card {
        letter.part("");
        let name = card.name.clone() + " - " + &card.title;
        letter.line(1, "", &said(texts.mail_card(), &[("card", &name)]));
    }
    letter.part(texts.mail_steps());
    for it in plan.steps.iter().filter(|it| own(guide, mail, it)) {
        let step = &words.steps[it.step];
        letter.line(1, MARK, &guide.title(it));
        if let Some(text) = &step.text {
            letter.line(5, "  ", text);
        }
    }
    letter.part(texts.mail_documents());
    documents(guide, plan, mail, &mut letter);
    letter.part(texts.mail_delays());
    for line in result.delay.iter().flat_map(|delay| &delay.rows) {
        letter.line(3, MARK, line);
    }
    letter.part(texts.mail_others());
    for it in plan.steps.iter().filter(|it| !own(guide, mail, it)) {
        let (step, actor) = (guide.title(it), &words.actors[guide.logic.steps[it.step].actor]);
        // What concerns the reader all the same is needed more.
        let rank = if mail.concerns.contains(&it.step) { 2 } else { 7 };
        letter.line(rank, MARK, &said(texts.mail_other(), &[("step", &step), ("name", actor)]));
    }
    letter.part("");
    letter.line(0, "", &said(texts.mail_source(), &[("sheet", &words.sheet)]));
    letter.line(0, "", texts.mail_notice());
    letter.part("");
    letter.line(0, "", &named.closing);
    letter
}

/// What a line of a list begins with.
const MARK: &str = "- ";

/// The documents that the reader's own steps need, each with the address at which it is found.
fn documents(guide: &Guide, plan: &Plan, mail: &Mail, letter: &mut Letter) {
    for id in &plan.documents {
        let needed = |it: &PlanStep| {
            let options = &guide.logic.steps[it.step].options;
            own(guide, mail, it) && (it.documents.contains(id) || options.iter().any(|it| it.documents.contains(id)))
        };
        if !plan.steps.iter().any(needed) {
            continue;
        }
        let (document, title) = (&guide.logic.documents[*id], &guide.words.documents[*id].title);
        let rank = if document.kind == DocumentKind::Guide { 6 } else { 4 };
        match document.url.as_ref().or(document.found_at.as_ref()) {
            Some(url) => {
                let line = said(guide.words.texts.mail_address(), &[("name", title), ("url", url)]);
                letter.line(rank, MARK, &line);
            }
            None => letter.line(rank, MARK, title),
        }
    }
}

/// A text as it is typed into a message: without the spaces and signs of a typesetter, which take six to nine characters
/// each in an address.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        plain.push(match letter {
            '\u{a0}' | '\u{202f}' => ' ',
            '’' => '\'',
            '–' => '-',
            other => other,
        });
    }
    plain
}

/// What an address begins with, and after it a text in which all is escaped that has a meaning there. A line ends as it
/// does on the network, with two signs, whether it had both or not.
pub(super) fn escaped(begin: &str, text: &str) -> String {
    let mut address = begin.to_owned();
    for byte in text.bytes() {
        match byte {
            b'\r' => {}
            b'\n' => address.push_str("%0D%0A"),
            _ if byte.is_ascii_alphanumeric() || b"-._~/:,()'!*@".contains(&byte) => address.push(char::from(byte)),
            _ => {
                address.push('%');
                for digit in [byte >> 4, byte & 15] {
                    address.push(char::from(if digit < 10 { b'0' + digit } else { b'A' + digit - 10 }));
                }
            }
        }
    }
    address
}
