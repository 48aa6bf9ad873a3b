//! Tables: with a caption and heads that belong to rows and columns. What is wider than the screen scrolls in a region of
//! its own, which the keyboard reaches.

use super::{Look, control, headed};
use crate::page::Focus;
use crate::staff::page::{DataTable, Notice, RowsPart};
use crate::ui::piece::{Name, Piece, each, tag};
use crate::ui::prose;

/// Cells as they stand.
pub(super) fn data(table: &DataTable) -> Piece {
    let row = |(name, cells): &(String, Vec<String>)| {
        let head = tag("th").is(Name::Scope, "row").text(name);
        tag("tr").with(head).with(each(cells, |cell| tag("td").text(cell)))
    };
    let table_piece = tag("table")
        .class("data")
        .with(tag("caption").text(&table.caption))
        .with(tag("thead").with(heads(&table.heads)))
        .with(tag("tbody").with(each(&table.rows, row)));
    region(&table.caption, table_piece)
}

/// A row of heads.
pub(super) fn heads(heads: &[String]) -> Piece {
    tag("tr").with(each(heads, |head| tag("th").is(Name::Scope, "col").text(head)))
}

/// A region that scrolls where its content is wider than it.
pub(super) fn region(label: &str, content: Piece) -> Piece {
    tag("div").is(Name::Role, "region").has(Name::Label, label).is(Name::TabIndex, "0").class("scroll").with(content)
}

/// Something to know that is in nobody's way.
pub(super) fn notice(notice: &Notice) -> Piece {
    tag("div")
        .part("notice")
        .class("notice")
        .with(prose::line("strong", &notice.title))
        .with(prose::list(&notice.lines))
}

/// The rows one by one.
pub(super) fn rows(part: &RowsPart, look: Look) -> Piece {
    let focus = part.focus;
    tag("section")
        .class("part lines")
        .with(headed(&part.title, look.level, focus))
        .with(control::labelled(&part.group, look))
        .with(each(part.text.as_slice(), |text| prose::line("hint", text)))
        .with(each(part.table.as_slice(), data))
        .with(each(part.pager.as_slice(), |it| control::pager(it, look)))
}

/// A head of a row, to be read first or not.
pub(super) fn row_head(text: &str, focus: Focus) -> Piece {
    let head = tag("th").is(Name::Scope, "row").text(text);
    if focus == Focus::Here { head.is(Name::TabIndex, "-1").focus(focus) } else { head }
}
