//! What came of the list: numbers and bars first, then what is to be done, in order, then what holds rows up, then the rows.

use super::{Gesture, Look, control, table};
use crate::staff::page::{Bar, Blocked, BlockedPart, Chart, KeepBlock, OrdersStep, Part, PieceRow, Task, Total};
use crate::ui::piece::{Name, Piece, each, tag};
use crate::ui::prose;
use yew::virtual_dom::ListenerKind;

/// Draws the step.
pub(super) fn view(step: &OrdersStep, look: Look) -> Piece {
    Piece::none()
        .with(tag("dl").class("totals").with(each(&step.totals, total)))
        .with(each(&step.too_many, |it| tag("p").class("too-many").text(it)))
        .with(keep(&step.keep, look))
        .with(each(step.chart.as_slice(), |it| chart(it, look)))
        .with(each(&step.parts, |it| part(it, look)))
        .with(each(step.blocked.as_slice(), |it| blocked(it, look)))
        .with(table::rows(&step.rows, look))
}

fn total(total: &Total) -> Piece {
    tag("div").with(tag("dt").text(&total.label)).with(tag("dd").text(&total.number))
}

fn keep(keep: &KeepBlock, look: Look) -> Piece {
    let print = tag("button").is(Name::Type, "button").class("copy").text(&keep.print);
    let print = print.on(ListenerKind::onclick, control::does(Gesture::Print, look));
    let buttons = each(&keep.controls, |it| control::button("copy", it, look)).with(print);
    tag("section")
        .class("part keep")
        .with(prose::heading(&keep.title, look.level))
        .with(prose::line("hint", &keep.text))
        .with(tag("div").class("buttons").with(buttons))
}

/// The bars say nothing that the table below them does not say: they are not read out.
fn chart(chart: &Chart, look: Look) -> Piece {
    let mut place = 0;
    let legend = each(&chart.legend, |name| {
        place += 1;
        let mark = tag("svg")
            .is(Name::ViewBox, "0 0 10 10")
            .is(Name::Focusable, "false")
            .with(tag("rect").has(Name::Class, &format!("s{place}")).is(Name::Width, "10").is(Name::Height, "10"));
        tag("li").with(mark).text(name)
    });
    let drawn = tag("div")
        .is(Name::Hidden, "true")
        .part("chart")
        .class("chart")
        .with(tag("ul").class("legend").with(legend))
        .with(tag("div").class("bars").with(each(&chart.bars, bar)));
    tag("section")
        .class("part")
        .with(prose::heading(&chart.title, look.level))
        .with(drawn)
        .with(table::data(&chart.table))
}

/// A bar, of thousandths of the longest.
fn bar(bar: &Bar) -> Piece {
    let piece = |(place, from, long): &(usize, u64, u64)| {
        tag("rect")
            .has(Name::Class, &format!("s{}", place + 1))
            .has(Name::X, &from.to_string())
            .has(Name::Width, &long.to_string())
            .is(Name::Height, "20")
    };
    let drawing = tag("svg")
        .is(Name::ViewBox, "0 0 1000 20")
        .is(Name::Aspect, "none")
        .is(Name::Focusable, "false")
        .with(each(&bar.pieces, piece));
    tag("p")
        .class("bar")
        .with(tag("span").class("strong").text(&bar.label))
        .with(drawing)
        .with(tag("span").text(&bar.number))
}

fn part(part: &Part, look: Look) -> Piece {
    tag("section")
        .part(part.key)
        .has(Name::Class, &format!("part tasks {}", part.key))
        .with(prose::heading(&part.title, look.level))
        .with(prose::line("hint", &part.text))
        .with(tag("ol").is(Name::Role, "list").with(each(&part.tasks, |it| task(it, look.below()))))
}

fn task(task: &Task, look: Look) -> Piece {
    tag("li")
        .class("task")
        .with(each(task.proviso.as_slice(), |it| prose::line("proviso", it)))
        .with(prose::heading(&task.title, look.level))
        .with(prose::items(Some("facts"), &task.facts))
        .with(if task.pieces.is_empty() {
            Piece::none()
        } else {
            tag("ul").is(Name::Role, "list").class("copies-list").with(each(&task.pieces, piece))
        })
}

fn piece(piece: &PieceRow) -> Piece {
    tag("li")
        .with(tag("span").class("many").text(&piece.copies))
        .with(tag("div").with(prose::line("strong", &piece.title)).with(prose::items(Some("marks"), &piece.marks)))
}

fn blocked(part: &BlockedPart, look: Look) -> Piece {
    tag("section")
        .part("blocked")
        .class("part blocked")
        .with(prose::heading(&part.title, look.level))
        .with(prose::line("hint", &part.text))
        .with(prose::rows(each(&part.reasons, |it| reason(it, look.below()))))
}

fn reason(reason: &Blocked, look: Look) -> Piece {
    tag("li")
        .key(&reason.key)
        .with(prose::heading(&reason.title, look.level))
        .with(prose::line("hint", &reason.rows))
        .with(prose::paragraph(Some(&reason.text)))
        .with(tag("p").class("buttons").with(each(&reason.controls, |it| control::quiet(it, look))))
}
