//! What somebody copies who finds a result wrong: a link to the answers, and what the guide made of them, in a line that a
//! program can read. It holds nothing that the person did with the plan, and nothing is sent.

use super::mail;
use super::{CopyField, Link, Report};
use crate::engine::Walk;
use crate::link;
use crate::pack::graph::PlanId;
use crate::session::{Compiled, Original, Session, Work};

pub(super) fn report(compiled: &Compiled, session: &Session, walk: &Walk, id: PlanId) -> Report {
    let texts = &compiled.guide.words.texts;
    let link = link::write(&compiled.guide.logic, &walk.counted(), &Work::default());
    let told = told(compiled, walk, id);
    let body = [&link, "\n\n", &told].concat();
    let field = |original, label: &str, value, button: &str, copied| CopyField {
        original,
        label: label.to_owned(),
        value,
        button: button.to_owned(),
        status: session.status(original, copied, texts.by_hand()).to_owned(),
    };
    Report {
        title: texts.report_title().to_owned(),
        text: texts.report_text().to_owned(),
        mail: Link { label: texts.report_mail().to_owned(), url: mail::opens(texts.report_subject(), &body) },
        fields: vec![
            field(Original::Link, texts.report_link(), link, texts.resume_copy(), texts.resume_copied()),
            field(Original::Report, texts.report_line(), told, texts.report_copy(), texts.report_copied()),
        ],
    }
}

/// The answers that count and what was decided, as JSON in the words of a decision.
fn told(compiled: &Compiled, walk: &Walk, id: PlanId) -> String {
    let logic = &compiled.guide.logic;
    let plan = compiled.graph.plan(id);
    let rule = &logic.rules[plan.rule];
    let mut line = String::from("{");
    for (name, text) in [("pack", &logic.pack), ("edition", &logic.edition), ("digest", &logic.digest)] {
        entry(&mut line, name, text);
        line.push(',');
    }
    line.push_str("\"answers\":{");
    for (place, turn) in walk.turns.iter().enumerate() {
        let (question, choice) = logic.keys(turn.question, turn.choice);
        line.push_str(if place == 0 { "" } else { "," });
        entry(&mut line, question, choice);
    }
    line.push_str("},");
    entry(&mut line, "verdict", &logic.verdicts[rule.verdict].key);
    line.push(',');
    match rule.card {
        Some(card) => entry(&mut line, "card", &logic.cards[card].key),
        None => line.push_str("\"card\":null"),
    }
    line.push_str(",\"organisms\":[");
    for (place, organism) in plan.organisms.iter().enumerate() {
        line.push_str(if place == 0 { "" } else { "," });
        quote(&mut line, &logic.organisms[*organism].key);
    }
    line.push_str("]}");
    line
}

fn entry(line: &mut String, name: &str, text: &str) {
    quote(line, name);
    line.push(':');
    quote(line, text);
}

/// An id as JSON has it: ids hold no sign that would have to be escaped.
fn quote(line: &mut String, id: &str) {
    line.push('"');
    line.push_str(id);
    line.push('"');
}
