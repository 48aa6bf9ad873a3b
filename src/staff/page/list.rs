//! The step in which a list is given, and what is told of the list once it is there.

use super::say::Say;
use super::{FileField, ListStep, Notice, PasteField};
use crate::staff::mapping::Stray;
use crate::staff::separator::Separator;
use crate::staff::session::{List, Msg, Session};
use crate::staff::survey::Form;
use crate::staff::text::Encoding;

pub(super) fn step(say: &Say, session: &Session) -> ListStep {
    ListStep {
        text: vec![say.get("list-needs"), say.get("list-private")],
        file: FileField { label: say.get("list-file"), hint: say.get("list-file-hint") },
        drop: say.get("list-drop"),
        paste: PasteField {
            title: say.get("paste-title"),
            label: say.get("paste-label"),
            hint: say.get("paste-hint"),
            button: say.get("paste-button"),
        },
        notice: strays(say, session),
        mapping: mapping(say),
        sample: say.control("sample-label", Msg::SampleAsked),
        go_on: session.list.as_ref().map(|list| {
            let mut control = say.control("list-keep", Msg::Continued);
            control.label = say.fill("list-keep", &[("name", &name(say, list))]);
            control
        }),
    }
}

pub(super) fn line(say: &Say, list: &List) -> String {
    let columns = u64::try_from(list.survey.columns.len()).unwrap_or(u64::MAX);
    let (rows, columns) = (say.rows(list.survey.rows), say.count("columns-one", "columns-many", columns));
    say.fill("list-line", &[("name", &name(say, list)), ("rows", &rows), ("columns", &columns)])
}

/// How the list was read: what a person sees at once who finds strange signs in it.
pub(super) fn read(say: &Say, list: &List) -> String {
    match &list.survey.form {
        Form::Text { encoding, separator } => {
            let encoding = match encoding {
                Encoding::Utf8 => "UTF-8",
                Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
                Encoding::Windows1252 => "Windows-1252",
            };
            let separator = match separator {
                Separator::Comma => say.get("separator-comma"),
                Separator::Semicolon => say.get("separator-semicolon"),
                Separator::Tab => say.get("separator-tab"),
            };
            say.fill("read-text", &[("encoding", encoding), ("separator", &separator)])
        }
        Form::Workbook { sheets, sheet } => {
            let name = sheets.get(*sheet).map_or("", String::as_str);
            say.fill("read-workbook", &[("sheet", name)])
        }
    }
}

pub(super) fn mapping(say: &Say) -> FileField {
    FileField { label: say.get("mapping-file"), hint: say.get("mapping-file-hint") }
}

/// What of a mapping kept as a file does not fit.
pub(super) fn strays(say: &Say, session: &Session) -> Option<Notice> {
    let missing = session.missing.iter().map(|title| say.fill("stray-title", &[("title", title)]));
    let strays = session.strays.iter().map(|stray| match stray {
        Stray::Rules { pack, edition } => say.fill("stray-rules", &[("pack", pack), ("edition", edition)]),
        Stray::Kind { title, kind } => say.fill("stray-kind", &[("title", title), ("kind", kind)]),
        Stray::Answer(answer) => {
            say.fill("stray-answer", &[("question", &answer.question), ("choice", &answer.choice)])
        }
    });
    let lines: Vec<_> = strays.chain(missing).collect();
    (!lines.is_empty()).then(|| Notice { title: say.get("strays-title"), lines })
}

fn name(say: &Say, list: &List) -> String {
    if list.survey.file.is_empty() { say.get("list-pasted") } else { list.survey.file.clone() }
}
