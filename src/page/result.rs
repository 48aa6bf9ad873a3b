//! The screen of a result: the plan in words, and why.

use super::say::{self, said};
use super::{
    CardBlock, DocumentName, DocumentRow, Link, NoteRow, OptionRow, OrganismRow, OtherCard, ResultPage, Section,
    Source, StepRow, answer, dispatches, question, who,
};
use crate::engine::{Turn, Walk, why};
use crate::pack::graph::PlanId;
use crate::pack::{Card, Document, DocumentKind, Guide, Id, Note, NoteKind, NoteSource, Plan, PlanStep, Words};
use crate::session::Compiled;

pub(super) fn result(compiled: &Compiled, walk: &Walk, id: PlanId) -> ResultPage {
    let Compiled { guide, graph } = compiled;
    let Guide { logic, words } = guide;
    let (plan, texts) = (graph.plan(id), &words.texts);
    let rule = &logic.rules[plan.rule];
    let head = &words.rules[plan.rule];
    let notes = |kind| some(section(notes_title(words, kind), notes(guide, plan, kind)));
    let others = logic.cards.ids().filter(|card| Some(*card) != rule.card);
    ResultPage {
        verdict_key: logic.verdicts[rule.verdict].key.clone(),
        verdict: words.verdicts[rule.verdict].clone(),
        heading: head.title.clone(),
        text: head.text.clone(),
        card: rule.card.map(|card| card_block(guide, card)),
        organisms: some(section(texts.organisms_title(), organisms(guide, plan))),
        steps: section(texts.steps_title(), plan.steps.iter().map(|it| step(guide, plan, it)).collect()),
        who: some(section(texts.who_title(), who::who(guide, plan))),
        dispatches: some(section(texts.dispatches_title(), dispatches::dispatches(guide, plan)))
            .map(|it| Section { text: Some(texts.dispatches_text().to_owned()), ..it }),
        documents: section(texts.documents_title(), documents(guide, plan)),
        delay: rule.delay.map(|delay| {
            let delay = &words.delays[delay];
            section(texts.delay_title(), vec![delay.card.clone(), delay.codes.clone()])
        }),
        vigilance: notes(NoteKind::Vigilance),
        since: notes(NoteKind::Since).map(|it| Section { text: Some(texts.since_text().to_owned()), ..it }),
        because: section(
            texts.because_title(),
            why::because(logic, graph, walk, id).into_iter().map(|turn| criterion(guide, plan, turn)).collect(),
        ),
        not_because: section(texts.not_because_title(), others.map(|card| other(compiled, walk, card)).collect()),
        sources: section(
            texts.sources_title(),
            plan.sources.iter().map(|id| format!("§ {} – {}", logic.sections[*id].key, words.sections[*id])).collect(),
        ),
        glossary: question::terms(words, texts.glossary_title(), logic.terms.ids()),
        work: None,
    }
}

/// A decision in one line: its heading, the card, whom to turn to.
#[must_use]
pub fn outcome(guide: &Guide, plan: &Plan) -> String {
    let Guide { logic, words } = guide;
    let named = |title: &str, name: &str| said(words.texts.answer(), &[("question", title), ("choice", name)]);
    let mut parts = vec![words.rules[plan.rule].title.clone()];
    parts.extend(logic.rules[plan.rule].card.map(|card| named(words.texts.card_title(), &words.cards[card].name)));
    let organisms: Vec<_> = plan.organisms.iter().map(|id| words.organisms[*id].name.as_str()).collect();
    if !organisms.is_empty() {
        parts.push(named(words.texts.organisms_title(), &organisms.join(", ")));
    }
    parts.join(" – ")
}

pub(super) fn section<T>(title: &str, rows: Vec<T>) -> Section<T> {
    Section { title: title.to_owned(), text: None, rows }
}

/// A part of the result that is left out when it lists nothing.
pub(super) fn some<T>(section: Section<T>) -> Option<Section<T>> {
    (!section.rows.is_empty()).then_some(section)
}

fn card_block(guide: &Guide, card: Id<Card>) -> CardBlock {
    let (words, texts) = (&guide.words.cards[card], &guide.words.texts);
    let card = &guide.logic.cards[card];
    CardBlock {
        key: card.key.clone(),
        heading: texts.card_title().to_owned(),
        name: words.name.clone(),
        title: words.title.clone(),
        text: words.text.clone(),
        insi: if card.insi { texts.insi_yes().to_owned() } else { texts.insi_no().to_owned() },
        drawing: card.drawing.clone(),
    }
}

fn organisms(guide: &Guide, plan: &Plan) -> Vec<OrganismRow> {
    let rows = plan.organisms.iter().map(|id| {
        let words = &guide.words.organisms[*id];
        OrganismRow {
            key: guide.logic.organisms[*id].key.clone(),
            contact: None,
            name: words.name.clone(),
            text: words.text.clone(),
            link: guide.logic.organisms[*id]
                .url
                .clone()
                .map(|url| Link { label: said(guide.words.texts.organism_site(), &[("name", &words.name)]), url }),
            drawing: guide.logic.organisms[*id].drawing.clone(),
        }
    });
    rows.collect()
}

fn step(guide: &Guide, plan: &Plan, it: &PlanStep) -> StepRow {
    let (step, words, texts) = (&guide.logic.steps[it.step], &guide.words.steps[it.step], &guide.words.texts);
    let actor = said(texts.step_actor(), &[("name", &guide.words.actors[step.actor])]);
    let organism = it.organism.map(|id| said(texts.step_organism(), &[("name", &guide.words.organisms[id].name)]));
    let options = step.options.iter().zip(&words.options).map(|(option, words)| OptionRow {
        title: words.title.clone(),
        text: words.text.clone(),
        documents: names(guide, &option.documents),
    });
    StepRow {
        key: step.key.clone(),
        proviso: it.proviso.map(|id| guide.words.provisos[id].clone()),
        tick: None,
        title: words.title.clone(),
        text: words.text.clone(),
        facts: std::iter::once(actor).chain(organism).collect(),
        signs: dispatches::signs(guide, it.step),
        options: some(section(texts.step_options(), options.collect())),
        documents: some(section(texts.step_documents(), names(guide, &it.documents))),
        sources: sections(guide, plan, &step.sources),
        before: Vec::new(),
        after: Vec::new(),
    }
}

fn names(guide: &Guide, ids: &[Id<Document>]) -> Vec<DocumentName> {
    let names = ids.iter().map(|id| DocumentName {
        key: guide.logic.documents[*id].key.clone(),
        mark: None,
        title: guide.words.documents[*id].title.clone(),
        url: guide.logic.documents[*id].url.clone(),
    });
    names.collect()
}

/// The documents of the plan; a guide stands with the document that it helps to fill in.
fn documents(guide: &Guide, plan: &Plan) -> Vec<DocumentRow> {
    let Guide { logic, words } = guide;
    let helps = |id: &Id<Document>| logic.documents[*id].guide_for.filter(|form| plan.documents.contains(form));
    let rows = plan.documents.iter().filter(|id| helps(id).is_none()).map(|id| {
        let (document, named) = (&logic.documents[*id], &words.documents[*id]);
        let link = |label: &str, url: &Option<String>| url.clone().map(|url| Link { label: label.to_owned(), url });
        let guides = plan
            .documents
            .iter()
            .filter(|guide| helps(guide) == Some(*id))
            .filter_map(|guide| link(&words.documents[*guide].title, &logic.documents[*guide].url));
        DocumentRow {
            key: document.key.clone(),
            kind: kind(words, document.kind).to_owned(),
            title: named.title.clone(),
            text: named.text.clone(),
            link: link(&named.title, &document.url),
            mark: None,
            official: None,
            found_at: link(words.texts.document_found_at(), &document.found_at),
            guides: guides.collect(),
        }
    });
    rows.collect()
}

fn kind(words: &Words, kind: DocumentKind) -> &str {
    let texts = &words.texts;
    match kind {
        DocumentKind::Form => texts.kind_form(),
        DocumentKind::Guide => texts.kind_guide(),
        DocumentKind::Contract => texts.kind_contract(),
        DocumentKind::Terms => texts.kind_terms(),
        DocumentKind::Evidence => texts.kind_evidence(),
        DocumentKind::Service => texts.kind_service(),
    }
}

fn notes_title(words: &Words, kind: NoteKind) -> &str {
    match kind {
        NoteKind::Vigilance => words.texts.vigilance_title(),
        NoteKind::Since => words.texts.since_title(),
    }
}

fn notes(guide: &Guide, plan: &Plan, kind: NoteKind) -> Vec<NoteRow> {
    let ids = plan.notes.iter().filter(|id| guide.logic.notes[**id].kind == kind);
    ids.map(|id| note(guide, plan, *id)).collect()
}

fn note(guide: &Guide, plan: &Plan, id: Id<Note>) -> NoteRow {
    let (note, words) = (&guide.logic.notes[id], &guide.words.notes[id]);
    let links = words.links.iter().zip(&note.links);
    NoteRow {
        date: note.date.as_ref().map(|date| say::date(&guide.words, date)),
        text: words.text.clone(),
        links: links.map(|(label, url)| Link { label: label.clone(), url: url.clone() }).collect(),
        source: match &note.source {
            NoteSource::Sheet(ids) => Source::Sheet(sections(guide, plan, ids)),
            NoteSource::Page(url) => {
                let name = words.source.as_deref().unwrap_or_default();
                Source::Page(Link { label: said(guide.words.texts.note_source(), &[("name", name)]), url: url.clone() })
            }
        },
        checked: (note.checked != guide.words.checked)
            .then(|| said(guide.words.texts.checked(), &[("date", &say::date(&guide.words, &note.checked))])),
    }
}

/// The sections behind something, as far as they apply.
pub(super) fn sections(guide: &Guide, plan: &Plan, ids: &[Id<crate::pack::Section>]) -> String {
    let keys: Vec<_> = plan.cited(ids).iter().map(|id| guide.logic.sections[*id].key.as_str()).collect();
    said(guide.words.texts.sections(), &[("list", &keys.join(", "))])
}

/// An answer that decided, with the sections that make it count here.
fn criterion(guide: &Guide, plan: &Plan, turn: Turn) -> String {
    let sections = sections(guide, plan, &guide.logic.questions[turn.question].sources);
    let answer = answer(&guide.words, turn);
    said(guide.words.texts.criterion(), &[("answer", &answer), ("sections", &sections)])
}

fn other(compiled: &Compiled, walk: &Walk, card: Id<Card>) -> OtherCard {
    let Guide { logic, words } = &compiled.guide;
    let named = &words.cards[card];
    let name = format!("{} ({})", named.name, named.title);
    match why::change_to(logic, &compiled.graph, walk, card) {
        Some(turns) => OtherCard {
            text: said(words.texts.not_because_if(), &[("card", &name)]),
            changes: turns.into_iter().map(|turn| answer(words, turn)).collect(),
        },
        None => OtherCard { text: said(words.texts.not_because_never(), &[("card", &name)]), changes: Vec::new() },
    }
}
