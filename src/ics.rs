//! The days of a plan as a file for any diary (iCalendar, RFC 5545): one event a day, for the whole day, that blocks
//! nobody's time. It asks for no answer and rings no alarm.
//!
//! No clock: the file is dated with a day that is given. No chance: an event is named by what it is and when, so that
//! who takes the same file in again has each event once.

use crate::calendar::Date;

/// A line has this many octets at most, without its end.
const LINE: usize = 75;

/// A day to remember.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Names the event among those of its plan; never shown.
    pub key: String,
    /// When it is.
    pub date: Date,
    /// What the diary shows.
    pub title: String,
    /// What it says when opened; may have several lines.
    pub text: String,
}

/// The file. `plan` names the plan that the events belong to, and is never shown. `stamp` is the day from which the plan
/// was reckoned: the file says that it was made at the beginning of that day.
///
/// An event keeps its name in the diary, its `UID`, as long as plan, key and day are the same: taking in the file again
/// changes its words and adds nothing. The same plan on other days is another person's: it stands beside.
#[must_use]
pub fn ics(plan: &str, events: &[Event], stamp: Date) -> String {
    let mut file = String::new();
    for (name, value) in [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//cpx-guide//cpx-guide//FR")] {
        line(&mut file, name, value);
    }
    let stamp = digits(stamp) + "T000000Z";
    for event in events {
        line(&mut file, "BEGIN", "VEVENT");
        line(&mut file, "UID", &uid(plan, event));
        line(&mut file, "DTSTAMP", &stamp);
        line(&mut file, "DTSTART;VALUE=DATE", &digits(event.date));
        // The end is the first day that no longer belongs to it; without one, an event has one day as well.
        if let Some(end) = event.date.next() {
            line(&mut file, "DTEND;VALUE=DATE", &digits(end));
        }
        line(&mut file, "SUMMARY", &escaped(&event.title));
        if !event.text.is_empty() {
            line(&mut file, "DESCRIPTION", &escaped(&event.text));
        }
        line(&mut file, "TRANSP", "TRANSPARENT");
        line(&mut file, "END", "VEVENT");
    }
    line(&mut file, "END", "VCALENDAR");
    file
}

/// `20261123`.
fn digits(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// Sixteen hexadecimal digits by which an event is known, out of all those of the world: FNV-1a.
fn uid(plan: &str, event: &Event) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in [plan, &event.key, &event.date.to_string()] {
        // No text holds this byte: it keeps the parts apart.
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}@cpx-guide")
}

/// A text as a value: what has a meaning in the file loses it, and what may not stand there falls away.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            // The end of a line in the manner of Windows is one end.
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push(letter),
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Adds a line, folded where it is too long, never within a letter. What goes on begins with a space, which counts.
fn line(file: &mut String, name: &str, value: &str) {
    let mut octets = 0;
    for letter in name.chars().chain([':']).chain(value.chars()) {
        if octets + letter.len_utf8() > LINE {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push(letter);
        octets += letter.len_utf8();
    }
    file.push_str("\r\n");
}
