//! The step in which values are settled: a table a column, the doubtful values first, the others when they are asked for.

use super::{Look, control, headed, table};
use crate::page::Focus;
use crate::staff::page::{Sure, ValueColumn, ValueRow, ValueTable, ValuesStep};
use crate::ui::piece::{Piece, each, tag, text};
use crate::ui::prose;

/// Draws the step.
pub(super) fn view(step: &ValuesStep, look: Look) -> Piece {
    Piece::none()
        .with(prose::paragraphs(&step.text))
        .with(each(step.accept.as_slice(), |it| control::button("copy accept", it, look)))
        .with(each(&step.columns, |it| column(it, look)))
        .with(control::go_on(&step.go_on, look))
}

fn column(column: &ValueColumn, look: Look) -> Piece {
    let sure = |sure: &Sure| match sure {
        Sure::Folded(show) => control::quiet(show, look),
        Sure::Shown(table) => values(table, look),
    };
    tag("section")
        .class("part")
        .key(&column.key)
        .with(headed(&column.title, look.level, column.focus))
        .with(prose::line("hint", &column.text))
        .with(each(column.doubts.as_slice(), |it| values(it, look)))
        .with(each(column.sure.as_slice(), sure))
}

fn values(values: &ValueTable, look: Look) -> Piece {
    let rows = each(&values.rows, |it| value(it, &values.heads, look));
    Piece::none()
        .with(table::form("form values-table", &values.caption, &values.heads, rows))
        .with(each(values.pager.as_slice(), |it| control::pager(it, look)))
}

fn value(row: &ValueRow, heads: &[String], look: Look) -> Piece {
    let mut heads = heads.iter().skip(1);
    let mut cell = |content: Piece| table::form_cell(heads.next(), content);
    let many = cell(text(&row.rows));
    let says = each(&row.says, |it| cell(control::named(it, Focus::Elsewhere, look)));
    let state = tag("span").class("state").text(&row.state);
    let confirm = each(row.confirm.as_slice(), |it| control::button("copy", it, look));
    let state = cell(Piece::none().with(state).with(confirm));
    table::form_row(&row.key, row.known, &row.value, row.focus).with(many).with(says).with(state)
}
