//! What the screen for lists says: a [`Session`] turned into plain text and controls. Every control carries the message
//! that it sends; no row is looked at here but those that are shown, and nothing after here composes a sentence.
//!
//! One type a block of the screen: that is why it is long.

mod blocked;
mod columns;
mod house;
mod list;
mod orders;
mod rows;
mod say;
mod totals;
mod values;

use super::columns::Columns;
use super::session::{Msg, Session, Spot, Step};
use crate::page::{Focus, Picked};
use crate::session::Compiled;
use say::Say;

/// The screen of a session.
#[must_use]
pub fn page(compiled: &Compiled, columns: &Columns, session: &Session) -> Page {
    let say = Say::new(compiled, columns);
    let steps = STEPS.iter().zip(1..).map(|(step, number)| self::step(&say, session, *step, number));
    let begun = session.list.is_some() || session.saved.is_some();
    Page {
        lang: compiled.guide.words.lang.clone(),
        title: say.get("title"),
        intro: session.list.is_none().then(|| say.get("intro")),
        fault: session.fault.as_ref().map(|fault| say::trouble(&say, session, fault)),
        work: session.doing.as_ref().map(|doing| say::work(&say, doing)),
        status: session.told.as_ref().map(|told| say::told(&say, told)).unwrap_or_default(),
        steps: steps.collect(),
        restart: begun.then(|| say.control("restart", Msg::Restarted)),
        disclaimer: vec![say.get("disclaimer"), compiled.guide.words.disclaimer.clone()],
    }
}

/// The steps, each with its name in ids and its title.
const STEPS: [(Step, &str, &str); 5] = [
    (Step::List, "list", "step-list"),
    (Step::Columns, "columns", "step-columns"),
    (Step::Values, "values", "step-values"),
    (Step::House, "house", "step-house"),
    (Step::Orders, "orders", "step-orders"),
];

fn step(say: &Say, session: &Session, (step, key, title): (Step, &'static str, &str), number: usize) -> StepBlock {
    let title = say.get(title);
    let here = session.step == step;
    let body = match &session.list {
        _ if here => StepBody::Open(match (step, &session.list) {
            (Step::Columns, Some(list)) => Open::Columns(Box::new(columns::step(say, session, list))),
            (Step::Values, Some(list)) => Open::Values(Box::new(values::step(say, session, list))),
            (Step::House, Some(list)) => Open::House(Box::new(house::step(say, session, list))),
            (Step::Orders, Some(list)) => Open::Orders(Box::new(orders::step(say, session, list))),
            _ => Open::List(Box::new(list::step(say, session))),
        }),
        Some(list) if step < session.step => {
            let line = match step {
                Step::List | Step::Orders => list::line(say, list),
                Step::Columns => columns::line(say, list),
                Step::Values => values::line(say, list),
                Step::House => house::line(say, list),
            };
            let name = say.fill("change-name", &[("step", &title)]);
            let change = Control { name: Some(name), ..say.control("change", Msg::Revisited(step, Spot::Heading)) };
            StepBody::Folded { line, change: Box::new(change) }
        }
        _ => StepBody::Later,
    };
    let focus = if here && session.spot == Spot::Heading { Focus::Here } else { Focus::Elsewhere };
    StepBlock { key, number: number.to_string(), title, focus, body }
}

/// Everything on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The language of the words.
    pub lang: String,
    /// What the screen is called.
    pub title: String,
    /// What it is for; told until a list is there.
    pub intro: Option<String>,
    /// What went wrong last.
    pub fault: Option<Trouble>,
    /// What is being done.
    pub work: Option<Work>,
    /// What has been done, to be announced politely; always there, so that it is heard.
    pub status: String,
    /// The steps, in order.
    pub steps: Vec<StepBlock>,
    /// All over again.
    pub restart: Option<Control>,
    /// What becomes of the list, and who is behind the guide.
    pub disclaimer: Vec<String>,
}

/// What went wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What.
    pub title: String,
    /// What to do.
    pub text: String,
    /// Whether it is to be read first.
    pub focus: Focus,
}

/// What is being done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// What, to be announced once.
    pub title: String,
    /// How much of it, from 0 to 100; nothing while that is not known.
    pub percent: Option<u8>,
    /// The same in words.
    pub text: String,
    /// Stops it.
    pub cancel: Control,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepBlock {
    /// Its name in ids and classes.
    pub key: &'static str,
    /// Its number.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Whether its heading is to be read first.
    pub focus: Focus,
    /// What there is of it.
    pub body: StepBody,
}

/// What there is of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepBody {
    /// Nothing yet.
    Later,
    /// What came of it, in a line, with the way back.
    Folded {
        /// The line.
        line: String,
        /// The way back.
        change: Box<Control>,
    },
    /// All of it.
    Open(Open),
}

/// The step on which the person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// The list is given.
    List(Box<ListStep>),
    /// Its columns are named.
    Columns(Box<ColumnsStep>),
    /// Its values are.
    Values(Box<ValuesStep>),
    /// What holds for all rows is asked.
    House(Box<HouseStep>),
    /// The orders.
    Orders(Box<OrdersStep>),
}

/// Something to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// What it says.
    pub label: String,
    /// What it is called aloud, where its label needs what stands around it.
    pub name: Option<String>,
    /// What it sends.
    pub msg: Msg,
}

/// A list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Select {
    /// Its id.
    pub id: String,
    /// What is chosen.
    pub label: String,
    /// What may be.
    pub options: Vec<Choice>,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its name within the list.
    pub key: String,
    /// What it says.
    pub label: String,
    /// What helps to choose it.
    pub hint: Option<String>,
    /// Whether it is the one chosen.
    pub state: Picked,
    /// What choosing it sends; nothing for what only stands there before something is chosen.
    pub msg: Option<Msg>,
}

/// To other lines of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    /// What it leads through.
    pub label: String,
    /// Which lines are shown.
    pub text: String,
    /// To those before.
    pub back: Option<Control>,
    /// To those after.
    pub on: Option<Control>,
}

/// A file to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileField {
    /// What it is for.
    pub label: String,
    /// What it may be.
    pub hint: String,
}

/// A heading with lines under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The heading.
    pub title: String,
    /// The lines.
    pub lines: Vec<String>,
}

/// The step in which a list is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListStep {
    /// What is needed and what is not.
    pub text: Vec<String>,
    /// The file, to be chosen or dropped.
    pub file: FileField,
    /// What is said to the one who drops it.
    pub drop: String,
    /// The field for what is pasted.
    pub paste: PasteField,
    /// What of a mapping was not understood.
    pub notice: Option<Notice>,
    /// The file of a mapping.
    pub mapping: FileField,
    /// What a list may look like.
    pub sample: Control,
    /// On with the list that is there.
    pub go_on: Option<Control>,
}

/// A field for what is pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteField {
    /// The line that opens it.
    pub title: String,
    /// Its label.
    pub label: String,
    /// What happens with it.
    pub hint: String,
    /// The button for what is typed.
    pub button: String,
}

/// The step in which the columns are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnsStep {
    /// What was read, and what to do.
    pub text: Vec<String>,
    /// What of a mapping was not understood.
    pub notice: Option<Notice>,
    /// The sheet that is read, where there are several.
    pub sheet: Option<Select>,
    /// Where the titles are.
    pub titles: Select,
    /// What stands in the table of the columns.
    pub caption: String,
    /// The heads of that table.
    pub heads: Vec<String>,
    /// The columns shown.
    pub columns: Vec<ColumnRow>,
    /// To others.
    pub pager: Option<Pager>,
    /// The first rows, behind a line that opens.
    pub preview: (String, DataTable),
    /// The file of a mapping.
    pub mapping: FileField,
    /// On.
    pub go_on: Control,
}

/// A column with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRow {
    /// Its place, for ids.
    pub key: String,
    /// Its title, or its letter.
    pub title: String,
    /// Some of what stands in it.
    pub examples: String,
    /// What it says.
    pub kind: Select,
    /// Whether it is to be read first.
    pub focus: Focus,
}

/// Cells as they stand, in a region of their own that scrolls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataTable {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns, that of the row numbers first.
    pub heads: Vec<String>,
    /// Its rows: what each is called, then its cells.
    pub rows: Vec<(String, Vec<String>)>,
}

/// The step in which values are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValuesStep {
    /// What to do.
    pub text: Vec<String>,
    /// Accepts all proposals.
    pub accept: Option<Control>,
    /// The columns that say something.
    pub columns: Vec<ValueColumn>,
    /// On.
    pub go_on: Control,
}

/// A column with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueColumn {
    /// Its place, for ids.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What it says, and how much of it is settled.
    pub text: String,
    /// Whether it is to be read first.
    pub focus: Focus,
    /// The values that are or were doubtful.
    pub doubts: Option<ValueTable>,
    /// The others: there may be thousands, so they are drawn when they are asked for.
    pub sure: Option<Sure>,
}

/// The values of a column that were sure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sure {
    /// How many there are; to be shown.
    Folded(Box<Control>),
    /// They are shown.
    Shown(Box<ValueTable>),
}

/// Values of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueTable {
    /// What it shows.
    pub caption: String,
    /// Its heads.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<ValueRow>,
    /// To others.
    pub pager: Option<Pager>,
}

/// A value with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueRow {
    /// Its place, for ids.
    pub key: String,
    /// The value.
    pub value: String,
    /// In how many rows it stands.
    pub rows: String,
    /// What it answers, question by question.
    pub says: Vec<Select>,
    /// How that is known.
    pub known: &'static str,
    /// The same in words.
    pub state: String,
    /// That it is so.
    pub confirm: Option<Control>,
    /// Whether it is to be read first.
    pub focus: Focus,
}

/// The step in which is asked what holds for all rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseStep {
    /// What to do.
    pub text: Vec<String>,
    /// The questions, in asking order.
    pub questions: Vec<HouseQuestion>,
    /// How many rows lead to a decision so far, to be announced politely.
    pub status: String,
    /// On.
    pub go_on: Control,
}

/// A question asked once for all rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseQuestion {
    /// Its id, for ids.
    pub key: String,
    /// The question.
    pub heading: String,
    /// What helps to answer it.
    pub hint: String,
    /// How many rows wait for it.
    pub waits: String,
    /// Its choices.
    pub choices: Vec<Choice>,
    /// Takes the answer back.
    pub take_back: Option<Control>,
    /// Whether it is to be read first.
    pub focus: Focus,
}

/// The step with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrdersStep {
    /// What there is in all.
    pub totals: Vec<Total>,
    /// Answers that more rows give than can be, a sentence each.
    pub too_many: Vec<String>,
    /// The cards by organism, drawn and as a table.
    pub chart: Option<Chart>,
    /// What can be taken along.
    pub keep: KeepBlock,
    /// What is done for the whole, in order.
    pub parts: Vec<Part>,
    /// The rows that lead to no card.
    pub blocked: Option<BlockedPart>,
    /// The rows one by one.
    pub rows: RowsPart,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub number: String,
    /// What it counts.
    pub label: String,
}

/// Cards by organism.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The heading.
    pub title: String,
    /// The organisms, in the order of the pieces of a bar.
    pub legend: Vec<String>,
    /// A bar a card.
    pub bars: Vec<Bar>,
    /// The same as a table.
    pub table: DataTable,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is for.
    pub label: String,
    /// How many rows it stands for.
    pub number: String,
    /// Its pieces: which of the legend, where it begins and how long it is, in thousandths.
    pub pieces: Vec<(usize, u64, u64)>,
}

/// What can be taken along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepBlock {
    /// The heading.
    pub title: String,
    /// What becomes of it.
    pub text: String,
    /// The list and the mapping, as files.
    pub controls: Vec<Control>,
    /// On paper.
    pub print: String,
}

/// A part of what is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name in classes.
    pub key: &'static str,
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// What is to be done, in order.
    pub tasks: Vec<Task>,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What it hangs on.
    pub proviso: Option<String>,
    /// What to do.
    pub title: String,
    /// How many rows it concerns, to whom it goes, who does it: a line each.
    pub facts: Vec<String>,
    /// What goes in, each with how many.
    pub pieces: Vec<PieceRow>,
}

/// What goes into a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceRow {
    /// How many.
    pub copies: String,
    /// What.
    pub title: String,
    /// When it goes in, who signs it, what it must bear: a line each.
    pub marks: Vec<String>,
}

/// Rows that lead to no card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockedPart {
    /// The heading.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// The reasons.
    pub reasons: Vec<Blocked>,
}

/// A reason, with the rows that it holds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// Its place, for ids.
    pub key: String,
    /// What holds them up.
    pub title: String,
    /// How many rows, and which one is the first.
    pub rows: String,
    /// What to do.
    pub text: String,
    /// To the place where it is corrected, and to the rows.
    pub controls: Vec<Control>,
}

/// The rows one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsPart {
    /// The heading.
    pub title: String,
    /// Which rows are shown.
    pub group: Select,
    /// The rows, once they are there.
    pub table: Option<DataTable>,
    /// What is said while they are not.
    pub text: Option<String>,
    /// To others.
    pub pager: Option<Pager>,
    /// Whether it is to be read first.
    pub focus: Focus,
}
