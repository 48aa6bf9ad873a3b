//! The step in which the columns are named: a line a column, each with what it says.

use super::list::MAPPINGS;
use super::{Look, Purpose, control, table};
use crate::page::{Focus, Picked};
use crate::staff::page::{ColumnRow, ColumnsStep};
use crate::ui::piece::{Piece, each, tag};
use crate::ui::prose;

/// Draws the step.
pub(super) fn view(step: &ColumnsStep, look: Look) -> Piece {
    let read = tag("div")
        .class("read")
        .with(each(step.sheet.as_slice(), |it| control::labelled(it, look)))
        .with(control::labelled(&step.titles, look));
    let rows = each(&step.columns, |it| column(it, &step.heads, look));
    let columns = table::form("form columns-table", &step.caption, &step.heads, rows);
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

fn column(row: &ColumnRow, heads: &[String], look: Look) -> Piece {
    let nothing = row.kind.options.first().is_some_and(|it| it.state == Picked::Yes);
    let examples = tag("span").class("hint").text(&row.examples);
    table::form_row(&row.key, if nothing { "" } else { "picked" }, &row.title, Focus::Elsewhere)
        .with(table::form_cell(heads.get(1), examples))
        .with(table::form_cell(heads.get(2), control::named(&row.kind, row.focus, look)))
}
