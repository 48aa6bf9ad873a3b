//! What a screen says, piece by piece, in the order in which it is to be read: written here once more and by hand, so
//! that a view that leaves something out is found.

use cpx_guide::page::{DispatchRow, DocumentName, Link, NoteRow, Page, QuestionPage, ResultPage, Source, Terms};

use super::support::html::squeezed;

/// What the middle of a question's screen says, in reading order.
pub(super) fn question(page: &Page, asked: &QuestionPage, met: &[&str]) -> String {
    let mut said = Vec::new();
    said.extend(page.back.as_ref().filter(|_| !met.is_empty()).map(|it| it.label.clone()));
    said.extend(page.intro.clone());
    said.push(asked.heading.clone());
    said.push(asked.hint.clone());
    said.extend(asked.terms.iter().flat_map(terms));
    said.extend(asked.choices.iter().flat_map(|it| std::iter::once(it.label.clone()).chain(it.hint.clone())));
    squeezed(&said.concat())
}

/// What a result says, in reading order, but for the glossary, which stands once at the end of the document.
pub(super) fn result(result: &ResultPage) -> String {
    let mut said = vec![result.verdict.clone(), result.heading.clone()];
    said.extend(result.text.clone());
    if let Some(card) = &result.card {
        said.extend([&card.heading, &card.title, &card.text, &card.insi].map(Clone::clone));
    }
    if let Some(organisms) = &result.organisms {
        said.push(organisms.title.clone());
        for row in &organisms.rows {
            said.extend([row.name.clone(), row.text.clone()]);
            said.extend(row.link.iter().map(label));
        }
    }
    if !result.steps.rows.is_empty() {
        said.push(result.steps.title.clone());
    }
    for step in &result.steps.rows {
        said.extend(step.proviso.clone());
        said.push(step.title.clone());
        said.extend(step.facts.clone());
        said.extend(step.text.clone());
        said.extend(step.signs.clone());
        if let Some(options) = &step.options {
            said.push(options.title.clone());
            for option in &options.rows {
                said.push(option.title.clone());
                said.extend(option.text.clone());
                said.extend(option.documents.iter().map(name));
            }
        }
        if let Some(documents) = &step.documents {
            said.push(documents.title.clone());
            said.extend(documents.rows.iter().map(name));
        }
        said.push(step.sources.clone());
    }
    if let Some(who) = &result.who {
        said.push(who.title.clone());
        said.extend(who.rows.iter().flat_map(|row| std::iter::once(row.name.clone()).chain(row.steps.clone())));
    }
    if let Some(dispatches) = &result.dispatches {
        said.push(dispatches.title.clone());
        said.extend(dispatches.text.clone());
        said.extend(dispatches.rows.iter().flat_map(dispatch));
    }
    if !result.documents.rows.is_empty() {
        said.push(result.documents.title.clone());
    }
    for row in &result.documents.rows {
        said.extend([row.kind.clone(), row.title.clone()]);
        said.extend(row.text.clone());
        said.extend(row.guides.iter().chain(&row.found_at).map(label));
    }
    said.extend(result.delay.iter().flat_map(|it| std::iter::once(it.title.clone()).chain(it.rows.clone())));
    for notes in result.vigilance.iter().chain(&result.since) {
        said.push(notes.title.clone());
        said.extend(notes.text.clone());
        said.extend(notes.rows.iter().flat_map(note));
    }
    said.push(result.because.title.clone());
    said.extend(result.because.rows.clone());
    said.push(result.not_because.title.clone());
    said.extend(
        result.not_because.rows.iter().flat_map(|it| std::iter::once(it.text.clone()).chain(it.changes.clone())),
    );
    if !result.sources.rows.is_empty() {
        said.push(result.sources.title.clone());
    }
    said.extend(result.sources.rows.clone());
    squeezed(&said.concat())
}

fn dispatch(row: &DispatchRow) -> Vec<String> {
    let mut said: Vec<_> = row.proviso.iter().cloned().chain([row.title.clone(), row.to.clone()]).collect();
    for part in &row.parts {
        said.extend(part.proviso.clone());
        for document in &part.documents {
            said.push(document.title.clone());
            said.extend(document.text.clone());
            said.extend(document.marks.clone());
        }
    }
    said.push(row.sources.clone());
    said
}

fn note(row: &NoteRow) -> Vec<String> {
    let source = match &row.source {
        Source::Page(link) => link.label.clone(),
        Source::Sheet(sections) => sections.clone(),
    };
    let links = row.links.iter().map(label);
    row.date.iter().cloned().chain([row.text.clone()]).chain(links).chain([source]).chain(row.checked.clone()).collect()
}

pub(super) fn terms(terms: &Terms) -> Vec<String> {
    let rows = terms.rows.iter().flat_map(|(word, meaning)| [word.clone(), meaning.clone()]);
    std::iter::once(terms.title.clone()).chain(rows).collect()
}

fn label(link: &Link) -> String {
    link.label.clone()
}

fn name(document: &DocumentName) -> String {
    document.title.clone()
}
