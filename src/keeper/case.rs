//! What somebody reported with « Signaler une erreur », as a line of `tests/cases.txt`: the answers, what the guide decides
//! today, and a reason that is still to be written. The lines are checked here too, so that both ways know one format.
//!
//! `answers => verdict card | organisms | from codes | documents | reason` for a decision;
//! `answers => ? question | ignored | reason` where something is still to ask.

use serde_json::Value;

use crate::decision::{Answer, Decision, Made, decide};
use crate::engine::{Answers, Stray};
use crate::link;
use crate::session::Compiled;

/// How a reason begins that nobody has written yet.
pub const UNWRITTEN: &str = "À COMPLÉTER";

/// What was reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The answers that are understood today.
    pub answers: Answers,
    /// Those that are not.
    pub strays: Vec<Stray>,
    /// The edition of the rules under which they were given; empty if it is not told.
    pub edition: String,
    /// What the guide is said to have decided: verdict and card, then the organisms. A link does not tell.
    pub decided: Option<(String, String)>,
}

/// A case made of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The line for `tests/cases.txt`.
    pub line: String,
    /// What the keeper should know about it, a sentence each.
    pub remarks: Vec<String>,
}

/// Reads a link, an address that ends in one, or the JSON of a report.
///
/// # Errors
/// If the text is none of these.
pub fn read(compiled: &Compiled, text: &str) -> Result<Report, String> {
    let text = text.trim();
    if text.starts_with('{') {
        return reported(compiled, text);
    }
    let fragment = text.find('#').map_or(text, |at| text.get(at..).unwrap_or_default());
    // A mail program may have escaped it.
    let link = link::read(&compiled.guide.logic, &unescaped(fragment));
    let link = link.ok_or("neither a link that holds `#cpx=` nor the JSON of a report")?;
    Ok(Report { answers: link.answers, strays: link.strays, edition: link.edition, decided: None })
}

/// Reads the JSON of a report: its answers go the way of a link of their edition.
fn reported(compiled: &Compiled, text: &str) -> Result<Report, String> {
    let json: Value = serde_json::from_str(text).map_err(|error| format!("the report is no JSON: {error}"))?;
    let string = |key: &str| json.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let pack = string("pack");
    if pack != compiled.guide.logic.pack {
        return Err(format!("the report is about the pack `{pack}`, not about `{}`", compiled.guide.logic.pack));
    }
    let answers = json.get("answers").and_then(Value::as_object).ok_or("the report has no `answers`")?;
    let edition = string("edition");
    let pairs = answers.iter().map(|(question, choice)| format!("&{question}={}", choice.as_str().unwrap_or_default()));
    let link = format!("#cpx={edition}{}", pairs.collect::<String>());
    let link = link::read(&compiled.guide.logic, &link).ok_or("the report has no answers that can be read")?;
    let organisms = json.get("organisms").and_then(Value::as_array).into_iter().flatten();
    let organisms: Vec<_> = organisms.filter_map(Value::as_str).map(str::to_owned).collect();
    let card = json.get("card").and_then(Value::as_str).unwrap_or("-");
    let decided = Some((format!("{} {card}", string("verdict")), list(&organisms)));
    Ok(Report { answers: link.answers, strays: link.strays, edition, decided })
}

/// A text without the escapes of addresses, as far as they are any.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, mut tail)) = rest.split_first() {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if byte.is_some() {
            tail = tail.get(2..).unwrap_or_default();
        }
        bytes.push(byte.unwrap_or(*first));
        rest = tail;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The line of a report, and what is to be said about it.
#[must_use]
pub fn case(compiled: &Compiled, report: &Report) -> Case {
    let logic = &compiled.guide.logic;
    let mut remarks = Vec::new();
    if !report.edition.is_empty() && report.edition != logic.edition {
        remarks.push(format!("reported under edition `{}`; today's is `{}`", report.edition, logic.edition));
    }
    for it in &report.strays {
        remarks.push(format!("`{}={}` means nothing today and is left out", it.question, it.choice));
    }
    let written = report.answers.write(logic).replace('&', " ");
    let expected = match decide(&compiled.guide, &compiled.graph, &report.answers, &[]) {
        Decision::Open(open) => {
            remarks.push(format!("the answers decide nothing yet: `{}` is still to ask", open.next));
            format!("? {} | {} | {UNWRITTEN} : pourquoi cette question", open.next, told(&open.ignored))
        }
        Decision::Made(made) => {
            let now = (head(&made), list(&made.organisms));
            match &report.decided {
                Some(then) if *then == now => {}
                Some((verdict, organisms)) => {
                    remarks.push(format!("reported: {verdict} | {organisms}; decided today: {} | {}", now.0, now.1));
                }
                None => {}
            }
            for it in &made.ignored {
                remarks.push(format!("`{}={}` plays no part in the decision", it.question, it.choice));
            }
            let documents: Vec<_> = made.documents.iter().map(|it| String::from("+") + &it.id).collect();
            let reason = format!("{UNWRITTEN} : § de la fiche et raison");
            [now.0, now.1, delay(&made), list(&documents), reason].join(" | ")
        }
    };
    Case { line: format!("{written} => {expected}"), remarks }
}

/// What is wrong with a line of cases; nothing if it is well formed and the guide agrees.
#[must_use]
pub fn faults(compiled: &Compiled, line: &str) -> Vec<String> {
    let Some((written, expected)) = line.split_once(" => ") else { return vec!["a case has an arrow".to_owned()] };
    let fields: Vec<_> = expected.split(" | ").map(str::trim).collect();
    let pairs = written.split_whitespace().map(|piece| piece.split_once('=').unwrap_or((piece, "")));
    let (answers, strays) = Answers::read(&compiled.guide.logic, pairs);
    let mut faults = Vec::new();
    let mut same = |what: &str, found: &str, expected: &str| {
        if found != expected {
            faults.push(format!("{what}: {found}, expected {expected}"));
        }
    };
    let reason = match (fields.as_slice(), decide(&compiled.guide, &compiled.graph, &answers, &strays)) {
        ([next, ignored, reason], Decision::Open(open)) => {
            same("next", &format!("? {}", open.next), next);
            let mut expected: Vec<_> = ignored.split_whitespace().collect();
            expected.sort_unstable();
            same("ignored", &told(&open.ignored), &expected.join(" "));
            reason
        }
        ([verdict, organisms, from, documents, reason], Decision::Made(made)) => {
            same("decision", &head(&made), verdict);
            same("organisms", &list(&made.organisms), organisms);
            same("delay", &delay(&made), from);
            for wanted in documents.split_whitespace().filter(|it| *it != "-") {
                let id = wanted.strip_prefix(['+', '!']);
                let known = id.filter(|id| compiled.guide.logic.documents.rows().any(|it| it.key == *id));
                match known {
                    Some(id) => {
                        let there = made.documents.iter().any(|it| it.id == id);
                        same("document", &format!("{}{id}", if there { "+" } else { "!" }), wanted);
                    }
                    None => same("document", "unknown", wanted),
                }
            }
            reason
        }
        (_, Decision::Open(open)) => return vec![format!("decision: ? {}, expected {expected}", open.next)],
        (_, Decision::Made(made)) => return vec![format!("decision: {}, expected {expected}", made.verdict)],
    };
    if reason.is_empty() || reason.starts_with(UNWRITTEN) {
        faults.push("a case has a reason: write why this is right".to_owned());
    }
    faults
}

fn head(made: &Made) -> String {
    format!("{} {}", made.verdict, made.card.as_deref().unwrap_or("-"))
}

fn delay(made: &Made) -> String {
    let codes = |new| if new { "new" } else { "kept" };
    made.delay.as_ref().map_or_else(|| "-".to_owned(), |it| format!("{} {}", it.from, codes(it.new_codes)))
}

fn list(ids: &[String]) -> String {
    if ids.is_empty() { "-".to_owned() } else { ids.join(" ") }
}

fn told(answers: &[Answer]) -> String {
    let mut pieces: Vec<_> = answers.iter().map(|it| format!("{}={}", it.question, it.choice)).collect();
    pieces.sort();
    list(&pieces)
}
