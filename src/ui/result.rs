//! The result: what was decided first, then whom to turn to, what to do and with what, then why. The order is that
//! of use: a reader may stop anywhere and has read what mattered most.

use super::piece::{Name, Piece, each, tag};
use super::{Look, copies, dispatches, documents, house, notes, prose, steps, work};
use crate::page::{CardBlock, OrganismRow, ResultPage};

/// Draws the result, to be read first.
pub(super) fn view(page: &ResultPage, look: Look) -> Piece {
    around(page, prose::first_heading(&page.heading, look.level), because(page, look), look)
}

/// Draws the result beside what it answers: the focus stays there.
pub(super) fn beside(page: &ResultPage, look: Look) -> Piece {
    around(page, prose::screen_heading(&page.heading, look.level), because(page, look), look)
}

fn because(page: &ResultPage, look: Look) -> Piece {
    prose::part("because", &page.because, look.below(), |rows, _| prose::list(rows))
}

/// Draws the result between its heading and its reasons: they alone depend on how it was reached.
pub(super) fn around(page: &ResultPage, heading: Piece, because: Piece, look: Look) -> Piece {
    let below = look.below();
    let lines = |rows: &[String], _: Look| prose::list(rows);
    let work = page.work.as_ref();
    tag("div")
        .part("result")
        .has(Name::Class, &format!("result verdict-{}", page.verdict_key))
        .key("result")
        .with(tag("p").part("verdict").class("verdict").text(&page.verdict))
        .with(heading)
        .with(prose::paragraph(page.text.as_ref()))
        .with(each(page.card.as_slice(), |it| card(it, below)))
        .with(each(work.map_or(&[], |it| it.dates.as_slice()), |it| work::dates(it, below)))
        .with(prose::part_if("organisms", page.organisms.as_ref(), below, organisms))
        .with(prose::part("steps", &page.steps, below, |rows, look| {
            Piece::none().with(each(page.work.as_slice(), work::progress)).with(steps::view(rows, look))
        }))
        .with(prose::part_if("who", page.who.as_ref(), below, dispatches::who))
        .with(prose::part_if("dispatches", page.dispatches.as_ref(), below, dispatches::view))
        .with(prose::part("documents", &page.documents, below, documents::view))
        .with(prose::part_if("mails", work.and_then(|it| it.mails.as_ref()), below, work::mails))
        .with(each(work.map_or(&[], |it| it.resume.as_slice()), |it| copies::resume(it, below)))
        .with(prose::part_if("delay", page.delay.as_ref(), below, lines))
        .with(prose::part_if("note vigilance", page.vigilance.as_ref(), below, notes::view))
        .with(prose::part_if("note since", page.since.as_ref(), below, notes::view))
        .with(because)
        .with(prose::part("not-because", &page.not_because, below, notes::other_cards))
        .with(prose::part("sources", &page.sources, below, lines))
        .with(each(page.glossary.as_slice(), |terms| prose::terms(terms, "glossary")))
        .with(each(page.work.as_slice(), |it| copies::report(&it.report, below)))
}

/// The card to order. The drawing beside the words is plain on purpose: it must not pass for the card itself.
fn card(card: &CardBlock, look: Look) -> Piece {
    let words = tag("div")
        .with(prose::heading(&card.heading, look.level))
        .with(prose::line("strong", &card.title))
        .with(prose::paragraph(Some(&card.text)))
        .with(prose::line("insi", &card.insi));
    let drawing = tag("div")
        .part("drawing")
        .is(Name::Hidden, "true")
        .class("drawing")
        .with(each(card.drawing.as_slice(), |it| prose::drawing(it)))
        .text(&card.name);
    tag("section").part("card").has(Name::Class, &format!("card card-{}", card.key)).with(drawing).with(words)
}

/// Whom to turn to. The order counts, but not as a number: some of them are alternatives.
fn organisms(rows: &[OrganismRow], look: Look) -> Piece {
    prose::rows(each(rows, |row| {
        tag("li")
            .with(each(row.drawing.as_slice(), |it| prose::drawing(it)))
            .with(prose::line("strong", &row.name))
            .with(prose::paragraph(Some(&row.text)))
            .with(each(row.link.as_slice(), |it| tag("p").with(prose::link(&it.label, &it.url, look))))
            .with(each(row.contact.as_slice(), |it| house::contact(it, look)))
    }))
}
