//! Every screen that answers can lead to, in the order in which a reader would come upon them: the tree of all ways
//! through the guide. A question has one place in it, since what led there decides where its choices lead.
//!
//! Results are shared: those that say the same but for their reasons are one. The reasons are left out of that
//! comparison because they name the answers: compared with them, hardly two results are the same.

use crate::engine::{Answers, Turn};
use crate::page::{Body, Page, QuestionPage, ResultPage, Section, page};
use crate::session::{Compiled, Screen as Shown, Session};
use crate::ui::still::{Reached, Way};

/// The id of the first question.
pub(super) const START: &str = "debut";

/// A screen, and where its links lead.
pub(super) enum Screen {
    Asks(Box<Asked>),
    Decides(Box<Decided>),
}

/// A question at one place of the tree.
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) page: Page,
    pub(super) question: QuestionPage,
    /// The addresses of the screens that the choices lead to.
    pub(super) choices: Vec<String>,
    pub(super) way: Way,
}

/// A result, and every way that leads to it.
pub(super) struct Decided {
    pub(super) page: Page,
    /// What it says, without reasons.
    pub(super) shown: ResultPage,
    pub(super) reached: Vec<Reached>,
}

/// Every screen, its links leading within one document.
pub(super) fn screens(compiled: &Compiled) -> Vec<Screen> {
    let mut screens = Vec::new();
    visit(compiled, &mut Vec::new(), &mut screens);
    screens
}

/// The first question alone, its links leading into the document at `target`; `None` if nothing is to ask.
pub(super) fn first(compiled: &Compiled, target: &str) -> Option<Asked> {
    match stand(compiled, target, &[]) {
        (page, Body::Question(question), way) => Some(asked(compiled, target, &[], (page, *question, way))),
        (_, Body::Result(_) | Body::Expert(_), _) => None,
    }
}

fn visit(compiled: &Compiled, turns: &mut Vec<Turn>, screens: &mut Vec<Screen>) {
    let (page, body, way) = stand(compiled, "", turns);
    match body {
        Body::Question(question) => {
            let asked = asked(compiled, "", turns, (page, *question, way));
            screens.push(Screen::Asks(Box::new(asked)));
            for turn in ways(compiled, turns) {
                turns.push(turn);
                visit(compiled, turns, screens);
                turns.pop();
            }
        }
        Body::Result(shown) => reach(screens, id(compiled, turns), page, shown.still(), way),
        // Nothing here switches to it.
        Body::Expert(_) => {}
    }
}

fn asked(compiled: &Compiled, target: &str, turns: &[Turn], drawn: (Page, QuestionPage, Way)) -> Asked {
    let (page, question, way) = drawn;
    let after = |turn: Turn| address(compiled, target, &[turns, &[turn]].concat());
    let choices = ways(compiled, turns).into_iter().map(after).collect();
    Asked { id: id(compiled, turns), page, question, choices, way }
}

/// One more way to a result that is known, or a new result.
fn reach(screens: &mut Vec<Screen>, id: String, page: Page, mut shown: ResultPage, way: Way) {
    let rows = std::mem::take(&mut shown.because.rows);
    let reached = Reached { id, because: Section { rows, ..shown.because.clone() }, way };
    let known = screens.iter_mut().find_map(|screen| match screen {
        Screen::Decides(known) if known.shown == shown => Some(known),
        _ => None,
    });
    match known {
        Some(known) => known.reached.push(reached),
        None => screens.push(Screen::Decides(Box::new(Decided { page, shown, reached: vec![reached] }))),
    }
}

/// The screen after some answers, in words, and the way that led there.
fn stand(compiled: &Compiled, target: &str, turns: &[Turn]) -> (Page, Body, Way) {
    let mut page = page(compiled, &Session::with(Answers::of(turns), Vec::new()));
    let met = (0..turns.len()).map(|count| address(compiled, target, turns.get(..count).unwrap_or_default()));
    let way = Way { trail: page.trail.take(), met: met.collect() };
    let body = page.body.clone();
    (page, body, way)
}

/// What can be answered after some answers.
fn ways(compiled: &Compiled, turns: &[Turn]) -> Vec<Turn> {
    match Session::with(Answers::of(turns), Vec::new()).screen(&compiled.graph) {
        Shown::Decides(_) => Vec::new(),
        Shown::Asks(node) => {
            let question = compiled.graph.question(node);
            compiled.graph.offered(node).map(|(choice, _)| Turn { question, choice }).collect()
        }
    }
}

fn address(compiled: &Compiled, target: &str, turns: &[Turn]) -> String {
    format!("{target}#{}", id(compiled, turns))
}

/// The ids of the choices made, in order: the same in every edition that asks the same.
fn id(compiled: &Compiled, turns: &[Turn]) -> String {
    let keys: Vec<_> = turns.iter().map(|turn| compiled.guide.logic.keys(turn.question, turn.choice).1).collect();
    if keys.is_empty() { START.to_owned() } else { keys.join(".") }
}
