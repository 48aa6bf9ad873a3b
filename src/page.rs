//! What the screen says: a [`Session`] turned into plain text and controls. Every control carries the message that
//! it sends; nothing here evaluates a rule, and nothing after here composes a sentence.
//!
//! One type a block of the screen: that is why it is long.

mod dispatches;
mod expert;
mod house;
mod instead;
mod mail;
mod question;
mod report;
mod result;
mod say;
mod who;
mod work;

use crate::engine::{self, Stop, Turn, Walk};
use crate::pack::{Guide, Id, Question, Words};
use crate::session::{Compiled, Mode, Msg, Origin, Original, Screen, Session};
#[cfg(feature = "staff")]
pub(crate) use dispatches::{marks, title_of as piece_title};
pub use house::fault;
pub use instead::{Cause, Refusal};
pub use mail::LONGEST;
pub use result::outcome;
pub use say::date;
use say::{said, title_of};
pub use work::{Dates, DayField, Download, Milestone, Resume, Tick, Work};

/// The screen of a session.
#[must_use]
pub fn page(compiled: &Compiled, session: &Session) -> Page {
    let words = &compiled.guide.words;
    let walk = session.walk(&compiled.graph);
    let begun = !walk.turns.is_empty();
    let control = |label: &str, msg| Control { label: label.to_owned(), msg };
    let (body, back, switch) = match session.mode {
        Mode::Expert => {
            let body = Body::Expert(Box::new(expert::expert(compiled, session, &walk)));
            (body, None, control(words.texts.one_at_a_time(), Msg::Switched(Mode::Guided)))
        }
        Mode::Guided => {
            let body = match session.screen(&compiled.graph) {
                Screen::Asks(node) => Body::Question(Box::new(question::question(compiled, session, node))),
                Screen::Decides(plan) => {
                    let result = result::result(compiled, &walk, plan);
                    Body::Result(Box::new(work::worked(compiled, session, plan, result)))
                }
            };
            let back = session.before(&compiled.graph).map(|_| control(words.texts.go_back(), Msg::WentBack));
            (body, back, control(words.texts.all_at_once(), Msg::Switched(Mode::Expert)))
        }
    };
    Page {
        lang: words.lang.clone(),
        title: words.title.clone(),
        intro: (!begun && session.mode == Mode::Guided).then(|| words.intro.clone()),
        body,
        trail: begun.then(|| trail(compiled, &walk)),
        notices: notices(compiled, session),
        back,
        restart: begun.then(|| control(words.texts.restart(), Msg::Restarted)),
        switch,
        house: None,
        skipped: None,
        disclaimer: disclaimer(compiled),
        new_window: words.texts.new_window().to_owned(),
    }
}

fn trail(compiled: &Compiled, walk: &Walk) -> Trail {
    let words = &compiled.guide.words;
    let rows = walk.turns.iter().map(|turn| {
        let (question, choice) = title_of(words, *turn);
        TrailRow {
            key: compiled.guide.logic.questions[turn.question].key.clone(),
            change_name: said(words.texts.change(), &[("question", &question)]),
            change: Control { label: words.texts.change_label().to_owned(), msg: Msg::Revisited(turn.question) },
            question,
            choice,
        }
    });
    Trail { title: words.texts.answers_title().to_owned(), rows: rows.collect() }
}

fn notices(compiled: &Compiled, session: &Session) -> Vec<Notice> {
    let words = &compiled.guide.words;
    let texts = &words.texts;
    let mut notices = Vec::new();
    if !session.dropped.is_empty() {
        let lines = session.dropped.iter().map(|turn| answer(words, *turn));
        let lines = std::iter::once(texts.dropped_text().to_owned()).chain(lines).collect();
        notices.push(Notice { title: texts.dropped_title().to_owned(), lines });
    }
    let off = session.strays.iter().map(|stray| (stray.question.clone(), stray.choice.clone()));
    let lines: Vec<_> = off
        .map(|(question, choice)| said(texts.ignored_text(), &[("question", &question), ("choice", &choice)]))
        .collect();
    if !lines.is_empty() {
        notices.push(Notice { title: texts.ignored_title().to_owned(), lines });
    }
    notices.extend(origin(compiled, session));
    notices
}

/// Where the answers come from, if that needs saying.
fn origin(compiled: &Compiled, session: &Session) -> Option<Notice> {
    let texts = &compiled.guide.words.texts;
    let (title, text) = match &session.origin {
        Origin::Here => return None,
        Origin::Kept => (texts.kept_title(), texts.kept_text().to_owned()),
        Origin::Edition(old) => {
            let editions = [("old", old.as_str()), ("edition", compiled.guide.logic.edition.as_str())];
            let mut lines = vec![said(texts.edition_text(), &editions)];
            lines.extend(differs(compiled, &session.walk(&compiled.graph), old).into_iter().flatten());
            return Some(Notice { title: texts.edition_title().to_owned(), lines });
        }
    };
    Some(Notice { title: title.to_owned(), lines: vec![text] })
}

/// What an earlier edition said otherwise, and what is said today; `None` where it said the same.
fn differs(compiled: &Compiled, walk: &Walk, old: &str) -> Option<[String; 2]> {
    let Guide { logic, words } = &compiled.guide;
    let Stop::Decides(plan) = walk.stop else { return None };
    let (edition, row) = engine::differs(logic, old, walk)?;
    let was = words.earlier.get(edition)?.get(row)?;
    let is = result::outcome(&compiled.guide, compiled.graph.plan(plan));
    Some([
        said(words.texts.edition_said(), &[("old", old), ("said", was)]),
        said(words.texts.edition_says(), &[("edition", &logic.edition), ("said", &is)]),
    ])
}

/// An answer in words.
fn answer(words: &Words, turn: Turn) -> String {
    let (question, choice) = title_of(words, turn);
    said(words.texts.answer(), &[("question", &question), ("choice", &choice)])
}

fn disclaimer(compiled: &Compiled) -> Vec<String> {
    let (logic, words) = (&compiled.guide.logic, &compiled.guide.words);
    let edition = said(words.texts.edition(), &[("edition", &logic.edition), ("digest", &logic.digest)]);
    let seal = said(words.texts.seal(), &[("count", &compiled.graph.situations().to_string())]);
    let checked = said(words.texts.checked(), &[("date", &say::date(words, &words.checked))]);
    vec![words.disclaimer.clone(), words.sheet.clone(), edition, seal, checked]
}

/// Everything on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The language of the words.
    pub lang: String,
    /// The name of the guide.
    pub title: String,
    /// What the guide is for; shown beside the first question only.
    pub intro: Option<String>,
    /// The question or the result.
    pub body: Body,
    /// The answers given, each with its way back; absent before the first.
    pub trail: Option<Trail>,
    /// What happened to earlier answers, or to answers that were not understood.
    pub notices: Vec<Notice>,
    /// Back to the question before, where there is one.
    pub back: Option<Control>,
    /// All over again, once something is answered.
    pub restart: Option<Control>,
    /// To the other way of asking.
    pub switch: Control,
    /// Who has adapted the guide, if somebody has.
    pub house: Option<House>,
    /// What of an adaptation was skipped: in plain words, then a line an entry.
    pub skipped: Option<Section<String>>,
    /// Who is behind the guide, and which rules it follows.
    pub disclaimer: Vec<String>,
    /// Said beside a link that opens elsewhere.
    pub new_window: String,
}

/// Who has adapted the guide: an establishment, a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct House {
    /// The language of what the logo shows, if not that of the page.
    pub lang: Option<String>,
    /// By whom it is adapted, in a sentence.
    pub title: Option<String>,
    /// Its logo.
    pub logo: Option<Picture>,
    /// Whom to turn to there.
    pub service: Option<ContactBlock>,
}

/// A picture with what it shows in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its address: https, or a path on the page's own server.
    pub address: String,
    /// What it shows.
    pub text: String,
}

/// How to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactBlock {
    /// The language of name and lines, if not that of the page.
    pub lang: Option<String>,
    /// Who says so, or what it is for.
    pub mark: String,
    /// Who it is.
    pub name: Option<String>,
    /// Address, telephone, e-mail: a line each.
    pub lines: Vec<String>,
    /// A page.
    pub link: Option<Link>,
}

/// Something to do that the guide does not know: the house asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnStep {
    /// The language of its words, if not that of the page.
    pub lang: Option<String>,
    /// Who asks for it.
    pub mark: String,
    /// What to do.
    pub title: String,
    /// How.
    pub text: Option<String>,
    /// A page that tells more.
    pub link: Option<Link>,
}

/// What can be copied, in a field of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyField {
    /// What it is.
    pub original: Original,
    /// The label of the field.
    pub label: String,
    /// What it holds.
    pub value: String,
    /// The button that copies it.
    pub button: String,
    /// What became of it, to be announced politely.
    pub status: String,
}

/// What somebody needs who finds a result wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The heading.
    pub title: String,
    /// What to do with it.
    pub text: String,
    /// A link to the answers, and what was decided.
    pub fields: Vec<CopyField>,
    /// A message with both, to nobody yet.
    pub mail: Link,
}

/// The middle of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// One question.
    Question(Box<QuestionPage>),
    /// The answer to them all.
    Result(Box<ResultPage>),
    /// All questions at once, with the answer as soon as there is one.
    Expert(Box<ExpertPage>),
}

/// Something to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// What it says.
    pub label: String,
    /// What it sends.
    pub msg: Msg,
}

/// An address with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads, https only.
    pub url: String,
}

/// A heading with lines under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The heading.
    pub title: String,
    /// The lines, each a sentence or the name of an answer.
    pub lines: Vec<String>,
}

/// The answers given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trail {
    /// The heading.
    pub title: String,
    /// One row an answer, in asking order.
    pub rows: Vec<TrailRow>,
}

/// An answer given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailRow {
    /// Stable id of the question, for element ids.
    pub key: String,
    /// The question, in short.
    pub question: String,
    /// The choice made.
    pub choice: String,
    /// Visible label of the control that changes it.
    pub change: Control,
    /// What the control is called aloud: it names the question.
    pub change_name: String,
}

/// A question, alone on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionPage {
    /// Stable id, for element ids and the radios' name.
    pub key: String,
    /// The question: the legend, and the heading.
    pub heading: String,
    /// What helps to answer it.
    pub hint: String,
    /// Words explained in place.
    pub terms: Option<Terms>,
    /// The field that narrows the choices, where there are many.
    pub filter: Option<Filter>,
    /// The choices to show, in order.
    pub choices: Vec<ChoiceRow>,
    /// What is wrong, after an attempt to go on without an answer.
    pub error: Option<ErrorText>,
    /// To the next screen.
    pub go_on: Control,
}

/// All questions of the path on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpertPage {
    /// The heading.
    pub heading: String,
    /// How the page is used by the keyboard.
    pub hint: String,
    /// The questions of the path, in asking order, the one still open last.
    pub fields: Vec<Field>,
    /// What was decided, or what is asked next: announced politely.
    pub outcome: String,
    /// The result, once decided.
    pub result: Option<ResultPage>,
}

/// A question among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Stable id, for element ids and the radios' name.
    pub key: String,
    /// The question that it asks, for what is typed into it: [`Msg::Searched`].
    pub question: Id<Question>,
    /// The question in words.
    pub label: String,
    /// How its choices are offered.
    pub offer: Offer,
    /// Its choices, each answering at once.
    pub choices: Vec<ChoiceRow>,
    /// Whether the focus goes there when the person goes on.
    pub focus: Focus,
}

/// How the choices of a field are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Side by side.
    Row,
    /// As a list to open.
    List {
        /// What stands in it before one is chosen.
        empty: String,
        /// The field that narrows the list, where it is long.
        search: Option<Search>,
    },
}

/// A field that narrows a list. What is typed is sent as [`Msg::Searched`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The field.
    pub filter: Filter,
    /// What Enter sends: the first choice that goes by what was typed.
    pub take: Option<Msg>,
}

/// Where the focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Here.
    Here,
    /// Elsewhere.
    Elsewhere,
}

/// What is wrong, and where to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorText {
    /// The head of the summary.
    pub title: String,
    /// What to do.
    pub text: String,
}

/// A choice to pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceRow {
    /// Stable id within the question.
    pub key: String,
    /// What it says.
    pub label: String,
    /// What helps to pick it.
    pub hint: Option<String>,
    /// Whether it is the one picked.
    pub state: Picked,
    /// Sent when it is picked.
    pub msg: Msg,
}

/// Whether a choice is the one picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// The field that narrows the choices. What is typed is sent as [`Msg::Filtered`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Its label.
    pub label: String,
    /// What may be typed.
    pub hint: String,
    /// What is typed.
    pub value: String,
    /// How many choices are left, to be announced politely.
    pub status: String,
}

/// Words explained in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The heading.
    pub title: String,
    /// Each word with its meaning.
    pub rows: Vec<(String, String)>,
}

/// The result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultPage {
    /// Stable id of the verdict: a class of the page (`verdict-…`).
    pub verdict_key: String,
    /// The verdict, in a word or two.
    pub verdict: String,
    /// What was decided: the heading.
    pub heading: String,
    /// What that means.
    pub text: Option<String>,
    /// The card to order.
    pub card: Option<CardBlock>,
    /// Whom to turn to, in order.
    pub organisms: Option<Section<OrganismRow>>,
    /// What to do, in order.
    pub steps: Section<StepRow>,
    /// Who does what, where several take part.
    pub who: Option<Section<WhoRow>>,
    /// What is sent, to whom.
    pub dispatches: Option<Section<DispatchRow>>,
    /// What is needed, in order of use.
    pub documents: Section<DocumentRow>,
    /// How long it takes.
    pub delay: Option<Section<String>>,
    /// Points of vigilance of the sheet.
    pub vigilance: Option<Section<NoteRow>>,
    /// What changed since the sheet, set apart.
    pub since: Option<Section<NoteRow>>,
    /// The answers that decided, a sentence each, with the sections that make them count.
    pub because: Section<String>,
    /// The other cards.
    pub not_because: Section<OtherCard>,
    /// The sections of the sheet behind the plan.
    pub sources: Section<String>,
    /// What can be done with it beside reading; nothing on paper.
    pub work: Option<Work>,
    /// The words explained.
    pub glossary: Option<Terms>,
}

/// A part of the result under its own heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<T> {
    /// The heading.
    pub title: String,
    /// A line under it.
    pub text: Option<String>,
    /// What it lists.
    pub rows: Vec<T>,
}

/// The card to order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardBlock {
    /// Stable id: a class of the drawing (`card-…`).
    pub key: String,
    /// The heading of the block.
    pub heading: String,
    /// Its short name.
    pub name: String,
    /// Its name in full.
    pub title: String,
    /// Whom it is for.
    pub text: String,
    /// Whether it opens INSi.
    pub insi: String,
    /// The path of its drawing, on a grid of 24 by 24.
    pub drawing: Option<String>,
}

/// Somebody to turn to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganismRow {
    /// Stable id.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub text: String,
    /// Its site.
    pub link: Option<Link>,
    /// How to reach it from here.
    pub contact: Option<ContactBlock>,
    /// The path of its drawing, on a grid of 24 by 24.
    pub drawing: Option<String>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// Stable id, for element ids.
    pub key: String,
    /// What it hangs on, if it may fall away.
    pub proviso: Option<String>,
    /// Whether it is done; nothing to tick on paper.
    pub tick: Option<Tick>,
    /// What to do.
    pub title: String,
    /// How.
    pub text: Option<String>,
    /// Who does it, and to whom it goes.
    pub facts: Vec<String>,
    /// What must be signed, by whom, and what else it must bear.
    pub signs: Vec<String>,
    /// The ways of doing it.
    pub options: Option<Section<OptionRow>>,
    /// What it needs.
    pub documents: Option<Section<DocumentName>>,
    /// Sections of the sheet.
    pub sources: String,
    /// What the house does before it.
    pub before: Vec<OwnStep>,
    /// What it does after it.
    pub after: Vec<OwnStep>,
}

/// Somebody who takes part: an actor, or an organism that is turned to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhoRow {
    /// Who it is.
    pub name: String,
    /// The steps, each with its number.
    pub steps: Vec<String>,
}

/// Something that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchRow {
    /// What it hangs on, if it may fall away.
    pub proviso: Option<String>,
    /// The step that sends it, with its number, and the way of doing that step.
    pub title: String,
    /// Whom it goes to.
    pub to: String,
    /// What goes in: first what always does, then what hangs on something.
    pub parts: Vec<DispatchPart>,
    /// Sections of the sheet.
    pub sources: String,
}

/// Documents of a dispatch that hang on the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchPart {
    /// What they hang on, if the dispatch does not hang on the same.
    pub proviso: Option<String>,
    /// The documents.
    pub documents: Vec<DispatchDocument>,
}

/// A document in a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchDocument {
    /// What it is.
    pub title: String,
    /// When it goes in, if not always.
    pub text: Option<String>,
    /// Who signs it, and what else it must bear.
    pub marks: Vec<String>,
}

/// One way of doing a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionRow {
    /// What it is called.
    pub title: String,
    /// How.
    pub text: Option<String>,
    /// What it needs.
    pub documents: Vec<DocumentName>,
}

/// A document named in a step: a link where an address is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentName {
    /// Stable id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// Whose address that is, if not the sheet's.
    pub mark: Option<String>,
}

/// A document of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Stable id, for element ids.
    pub key: String,
    /// What kind it is, in a word.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// What is said of it.
    pub text: Option<String>,
    /// Its own address.
    pub link: Option<Link>,
    /// Whose address that is, if not the sheet's.
    pub mark: Option<String>,
    /// The sheet's, where another stands in its place.
    pub official: Option<Link>,
    /// Where it is found, when no address is printed.
    pub found_at: Option<Link>,
    /// The guides that help to fill it in.
    pub guides: Vec<Link>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// When it happened, in words.
    pub date: Option<String>,
    /// What it says.
    pub text: String,
    /// The addresses that it mentions.
    pub links: Vec<Link>,
    /// Who says so: a page, or sections of the sheet.
    pub source: Source,
    /// When it was last compared with its source, if not on the day of the whole guide.
    pub checked: Option<String>,
}

/// Who says what a note says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A public page.
    Page(Link),
    /// Sections of the sheet.
    Sheet(String),
}

/// Another card, and what would lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCard {
    /// The card, in a sentence.
    pub text: String,
    /// The answers that would change, a sentence each.
    pub changes: Vec<String>,
}
