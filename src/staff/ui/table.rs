//! Tables: with a caption and heads that belong to rows and columns. What is wider than the screen scrolls in a region of
//! its own, which the keyboard reaches.

use super::{Look, control, headed};
use crate::page::Focus;
use crate::staff::page::{DataTable, Notice, RowsPart};
use crate::ui::piece::{Name, Piece, each, tag};
use crate::ui::prose;

/// Cells as they stand.
pub(super) fn data(table: &DataTable) -> Piece {
    let head = |head: &String| tag("th").is(Name::Scope, "col").text(head);
    let row = |(name, cells): &(String, Vec<String>)| {
        let head = tag("th").is(Name::Scope, "row").text(name);
        tag("tr").with(head).with(each(cells, |cell| tag("td").text(cell)))
    };
    let table_piece = tag("table")
        .class("data")
        .with(tag("caption").text(&table.caption))
        .with(tag("thead").with(tag("tr").with(each(&table.heads, head))))
        .with(tag("tbody").with(each(&table.rows, row)));
    region(&table.caption, table_piece)
}

/// A table that is filled in. Where there is little room its cells stand one below the other: its roles are stated, because
/// some browsers take what is not laid out as a table for none.
pub(super) fn form(class: &'static str, caption: &str, heads: &[String], rows: Piece) -> Piece {
    let head = |head: &String| tag("th").is(Name::Scope, "col").is(Name::Role, "columnheader").text(head);
    let heads = tag("tr").is(Name::Role, "row").with(each(heads, head));
    let table = tag("table")
        .is(Name::Role, "table")
        .class(class)
        .with(tag("caption").text(caption))
        .with(tag("thead").is(Name::Role, "rowgroup").with(heads))
        .with(tag("tbody").is(Name::Role, "rowgroup").with(rows));
    // What is in it takes the focus, so that the keyboard reaches all of it.
    tag("div").class("wide").with(table)
}

/// A row of such a table. Its head may be what is to be read first.
pub(super) fn form_row(key: &str, class: &str, name: &str, focus: Focus) -> Piece {
    let head = tag("th").is(Name::Scope, "row").is(Name::Role, "rowheader").text(name).focus(focus);
    let head = if focus == Focus::Here { head.is(Name::TabIndex, "-1") } else { head };
    tag("tr").is(Name::Role, "row").key(key).has(Name::Class, class).with(head)
}

/// A cell of such a row, with the head of its column for whoever does not see it above: those who hear it are told anyway.
pub(super) fn form_cell(head: Option<&String>, content: Piece) -> Piece {
    let head = head.map_or("", String::as_str);
    let head = tag("span").is(Name::Hidden, "true").class("narrow").text(head);
    tag("td").is(Name::Role, "cell").with(head).with(content)
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
    tag("section")
        .class("part lines")
        .with(headed(&part.title, look.level, part.focus))
        .with(control::labelled(&part.group, look))
        .with(each(part.text.as_slice(), |text| prose::line("hint", text)))
        .with(each(part.table.as_slice(), data))
        .with(each(part.pager.as_slice(), |it| control::pager(it, look)))
}
