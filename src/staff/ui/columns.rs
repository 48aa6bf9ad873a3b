//! The step in which the columns are named: a line a column, each with what it says.

use super::list::MAPPINGS;
use super::{Look, Purpose, control, table};
use crate::staff::page::{ColumnRow, ColumnsStep};
use crate::ui::piece::{Name, Piece, each, tag};
use crate::ui::prose;

/// Draws the step.
pub(super) fn view(step: &ColumnsStep, look: Look) -> Piece {
    let read = tag("div")
        .class("read")
        .with(each(step.sheet.as_slice(), |it| control::labelled(it, look)))
        .with(control::labelled(&step.titles, look));
    let columns = tag("table")
        .class("form columns-table")
        .with(tag("caption").text(&step.caption))
        .with(tag("thead").with(table::heads(&step.heads)))
        .with(tag("tbody").with(each(&step.columns, |it| column(it, &step.heads, look))));
    let (title, preview) = &step.preview;
    let preview =
        tag("details").class("preview").key("preview").with(tag("summary").text(title)).with(table::data(preview));
    Piece::none()
        .with(prose::paragraphs(&step.text))
        .with(each(step.notice.as_slice(), table::notice))
        .with(read)
        .with(preview)
        .with(columns)
        .with(each(step.pager.as_slice(), |it| control::pager(it, look)))
        .with(control::go_on(&step.go_on, look))
        .with(tag("div").class("further").with(control::file(
            "cpx-staff-mapping",
            MAPPINGS,
            Purpose::Mapping,
            &step.mapping,
            look,
        )))
}

/// A column. On a narrow screen each cell stands under the head of its column, which it carries for that.
fn column(row: &ColumnRow, heads: &[String], look: Look) -> Piece {
    let mut heads = heads.iter().skip(1);
    let mut cell = |content: Piece| {
        let head = heads.next().map_or("", String::as_str);
        tag("td").with(tag("span").is(Name::Hidden, "true").class("narrow").text(head)).with(content)
    };
    let examples = cell(tag("span").class("hint").text(&row.examples));
    let kind = cell(control::named(&row.kind, row.focus, look));
    let class =
        if row.kind.options.first().is_some_and(|it| it.state == crate::page::Picked::Yes) { "" } else { "picked" };
    tag("tr")
        .key(&row.key)
        .has(Name::Class, class)
        .with(tag("th").is(Name::Scope, "row").text(&row.title))
        .with(examples)
        .with(kind)
}
