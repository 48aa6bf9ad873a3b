//! What can be done with a result beside reading it: native boxes and date fields, links that open a message or a file.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::Event;
use yew::virtual_dom::ListenerKind;

use super::piece::{Name, Piece, each, tag};
use super::{Look, prose};
use crate::page::{Dates, DayField, Download, Link, Milestone, Picked, Tick, Work};
use crate::session::{Change, Day, Msg};

/// Draws the days of the plan: what may be given, what comes of it, and what happens in order.
pub(super) fn dates(dates: &Dates, look: Look) -> Piece {
    let region = tick("cpx-region", &dates.region, Some("cpx-region-hint"), look);
    let hint = tag("p").is(Name::Id, "cpx-region-hint").class("hint").text(&dates.region_hint);
    let fields = tag("div")
        .class("days")
        .with(each(&dates.days, |it| day(it, look)))
        .with(tag("div").class("region").with(region).with(hint));
    tag("section")
        .part("dates")
        .class("dates")
        .with(prose::heading(&dates.title, look.level))
        .with(prose::line("hint dates-hint", &dates.text))
        .with(fields)
        .with(tag("div").is(Name::Role, "status").class("status").with(prose::paragraphs(&dates.outcome)))
        .with(
            tag("ol")
                .is(Name::Role, "list")
                .part("timeline")
                .class("timeline")
                .with(each(&dates.milestones, milestone)),
        )
        .with(each(dates.calendar.as_slice(), download))
}

fn milestone(milestone: &Milestone) -> Piece {
    tag("li")
        .part("milestone")
        .class("milestone")
        .with(prose::line("strong", &milestone.name))
        .with(each(milestone.date.as_slice(), |date| prose::line("date", date)))
        .with(prose::paragraph(Some(&milestone.text)))
}

fn day(field: &DayField, look: Look) -> Piece {
    let (day, id) = (
        field.day,
        match field.day {
            Day::Start => "cpx-day-start",
            Day::Need => "cpx-day-need",
        },
    );
    let line_id = format!("{id}-line");
    // While a day is being typed, a date field tells years of the first centuries, or nothing at all: that is no mistake
    // until the person goes on. The page hears of it all the same, since it draws what it knows.
    let (send, sends) = (look.send.clone(), look.send.clone());
    let onchange = Rc::new(move |event: &Event| {
        send.emit(Msg::Worked(match typed(event) {
            Typed::Day(text) => Change::Given(day, text),
            Typed::Unfinished(text) => Change::Typing(day, text),
        }));
    });
    let onfocusout = Rc::new(move |event: &Event| {
        if let Typed::Unfinished(text) = typed(event) {
            sends.emit(Msg::Worked(Change::Left(day, text)));
        }
    });
    let mut input = tag("input").value(&field.value).is(Name::Type, "date").is(Name::Id, id);
    input = input.has(Name::DescribedBy, &line_id);
    input = input.on(ListenerKind::onchange, onchange).on(ListenerKind::onfocusout, onfocusout);
    if field.wrong {
        input = input.is(Name::Invalid, "true");
    }
    let look = if field.wrong { "error" } else { "hint" };
    tag("div")
        .class("day")
        .with(tag("label").is(Name::For, id).text(&field.label))
        .with(input)
        .with(tag("p").has(Name::Id, &line_id).is(Name::Role, "status").class(look).text(&field.line))
}

/// What stands in a date field.
enum Typed {
    /// A day, or nothing.
    Day(String),
    /// Something that may become a day: what the browser tells of it.
    Unfinished(String),
}

fn typed(event: &Event) -> Typed {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return Typed::Day(String::new()) };
    let text = field.value();
    if text.starts_with('0') || field.validity().bad_input() { Typed::Unfinished(text) } else { Typed::Day(text) }
}

/// Draws a box to tick with its label.
pub(super) fn tick(id: &str, tick: &Tick, hint: Option<&'static str>, look: Look) -> Piece {
    let mut input = self::tag("input")
        .is(Name::Type, "checkbox")
        .has(Name::Id, id)
        .on(ListenerKind::onchange, prose::sends(&tick.msg, look));
    if let Some(name) = &tick.name {
        input = input.has(Name::Label, name);
    }
    if let Some(hint) = hint {
        input = input.is(Name::DescribedBy, hint);
    }
    if let Some(input) = input.tag() {
        input.set_checked(tick.state == Picked::Yes);
    }
    self::tag("div")
        .part("tick")
        .class("tick")
        .with(input)
        .with(self::tag("label").has(Name::For, id).text(&tick.label))
}

/// Draws how many steps are done.
pub(super) fn progress(work: &Work) -> Piece {
    tag("p").part("progress").is(Name::Role, "status").class("progress").text(&work.progress)
}

/// A file that the address itself holds: nothing is asked of a server, and no script is needed.
fn download(file: &Download) -> Piece {
    tag("p").class("file").with(tag("a").has(Name::Href, &file.url).has(Name::Download, &file.file).text(&file.label))
}

/// Draws the messages.
pub(super) fn mails(mails: &[Link], _look: Look) -> Piece {
    tag("ul")
        .is(Name::Role, "list")
        .with(each(mails, |mail| tag("li").with(tag("a").has(Name::Href, &mail.url).text(&mail.label))))
}
