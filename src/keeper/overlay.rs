//! Checks an overlay, and proves by going every way through the guide that it changes no decision: it walks the pages as
//! they are dressed, pressing what stands there, and holds each against the plain one.

use std::fmt;

use crate::decision::decide;
use crate::engine::{Answers, Turn, paths};
use crate::overlay::Overlay;
use crate::page::{Body, Page, ResultPage, page};
use crate::session::{Compiled, Msg, Session, update};

/// What was gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proof {
    /// The ways from the first question to a decision.
    pub paths: usize,
    /// The screens on them.
    pub screens: usize,
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { paths, screens } = self;
        write!(f, "{paths} ways, {screens} screens: every decision is the same to the letter")
    }
}

/// Goes every way through the guide as the overlay dresses it, from the first question and from what it answers
/// beforehand.
///
/// # Errors
/// The first screen that asks, offers or decides otherwise than the plain one.
pub fn prove(compiled: &Compiled, overlay: &Overlay) -> Result<Proof, String> {
    let preset = overlay.answers.0.iter().map(|(question, choice)| (question.as_str(), choice.as_str()));
    let (preset, strays) = Answers::read(&compiled.guide.logic, preset);
    if let Some(stray) = strays.first() {
        return Err(format!("`{}={}` is answered beforehand, and is no answer", stray.question, stray.choice));
    }
    let mut proof = Proof::default();
    for path in paths(&compiled.graph) {
        proof.paths += 1;
        walk(compiled, overlay, &path.turns, Session::default(), &mut proof)?;
        let begun = Session::with(preset.clone(), Vec::new());
        let begun = path.turns.iter().try_fold(begun, |session, turn| answered(compiled, overlay, session, *turn))?;
        same(compiled, &begun, &path.turns)?;
    }
    Ok(proof)
}

/// One way, answered on the dressed pages from the first question on.
fn walk(
    compiled: &Compiled,
    overlay: &Overlay,
    turns: &[Turn],
    start: Session,
    proof: &mut Proof,
) -> Result<(), String> {
    let mut session = start;
    for turn in turns {
        proof.screens += 1;
        let (plain, dressed) = both(compiled, overlay, &session);
        let shown = told(compiled, turns);
        if controls(&plain) != controls(&dressed) {
            return Err(format!("another question, or other choices, on the way {shown}"));
        }
        let Body::Question(question) = &dressed.body else { return Err(format!("no question on the way {shown}")) };
        let (_, key) = compiled.guide.logic.keys(turn.question, turn.choice);
        let choice = question.choices.iter().find(|choice| choice.key == key);
        let choice = choice.ok_or_else(|| format!("`{key}` is not offered on the way {shown}"))?;
        session = update(compiled, session, choice.msg.clone());
        session = update(compiled, session, question.go_on.msg.clone());
    }
    proof.screens += 1;
    let (plain, dressed) = both(compiled, overlay, &session);
    if controls(&plain) != controls(&dressed) || said(&plain) != said(&dressed) {
        return Err(format!("another result on the way {}", told(compiled, turns)));
    }
    same(compiled, &session, turns)
}

/// The session after a question that is on the way is answered, wherever the answers given beforehand have led.
fn answered(compiled: &Compiled, overlay: &Overlay, session: Session, turn: Turn) -> Result<Session, String> {
    let session = update(compiled, session, Msg::Revisited(turn.question));
    let (_, dressed) = both(compiled, overlay, &session);
    let (asked, key) = compiled.guide.logic.keys(turn.question, turn.choice);
    match &dressed.body {
        Body::Question(question) if question.key == asked => {
            let choice = question.choices.iter().find(|choice| choice.key == key);
            let choice = choice.ok_or_else(|| format!("`{asked}={key}` is no longer offered"))?;
            let session = update(compiled, session, choice.msg.clone());
            Ok(update(compiled, session, question.go_on.msg.clone()))
        }
        _ => Err(format!("`{asked}` can no longer be answered")),
    }
}

/// The session decides as the turns do, to the letter.
fn same(compiled: &Compiled, session: &Session, turns: &[Turn]) -> Result<(), String> {
    let decided = |answers: &Answers| {
        let decision = decide(&compiled.guide, &compiled.graph, answers, &[]);
        serde_json::to_string(&decision).map_err(|error| error.to_string())
    };
    let counted = session.walk(&compiled.graph).counted();
    if decided(&counted)? != decided(&Answers::of(turns))? {
        return Err(format!("another decision on the way {}", told(compiled, turns)));
    }
    Ok(())
}

fn told(compiled: &Compiled, turns: &[Turn]) -> String {
    Answers::of(turns).write(&compiled.guide.logic)
}

/// The plain page of a session, and the dressed one.
fn both(compiled: &Compiled, overlay: &Overlay, session: &Session) -> (Page, Page) {
    let plain = page(compiled, session);
    let dressed = plain.clone().dressed(&compiled.guide.words, overlay, &[]);
    (plain, dressed)
}

/// Everything that a page sends, and for what.
fn controls(page: &Page) -> Vec<(String, Msg)> {
    let mut controls = Vec::new();
    for control in [&page.back, &page.restart].into_iter().flatten().chain([&page.switch]) {
        controls.push((control.label.clone(), control.msg.clone()));
    }
    for row in page.trail.iter().flat_map(|trail| &trail.rows) {
        controls.push((row.question.clone() + &row.choice, row.change.msg.clone()));
    }
    if let Body::Question(question) = &page.body {
        controls.push((question.heading.clone(), question.go_on.msg.clone()));
        controls.extend(question.choices.iter().map(|choice| (choice.label.clone(), choice.msg.clone())));
    }
    controls
}

/// What a result says itself, without what was added to it.
fn said(page: &Page) -> Option<ResultPage> {
    let Body::Result(result) = &page.body else { return None };
    let mut result = (**result).clone();
    for row in result.organisms.iter_mut().flat_map(|it| &mut it.rows) {
        row.contact = None;
    }
    for row in &mut result.steps.rows {
        row.before.clear();
        row.after.clear();
        let names = row.options.iter_mut().flat_map(|it| &mut it.rows).flat_map(|it| &mut it.documents);
        for name in names.chain(row.documents.iter_mut().flat_map(|it| &mut it.rows)) {
            // Where it is found may be told otherwise, what it is may not.
            (name.url, name.mark) = (None, None);
        }
    }
    for row in &mut result.documents.rows {
        // The sheet's own address is still there, beside another.
        let sheet = if row.mark.take().is_some() { row.official.take() } else { row.link.take() };
        row.link = sheet.map(|link| crate::page::Link { label: row.title.clone(), ..link });
    }
    Some(result)
}
