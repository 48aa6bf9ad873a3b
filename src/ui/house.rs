//! What an establishment or a region has added to a page, each thing marked as its own: texts, links, one picture.

use super::piece::{Name, Piece, each, tag};
use super::{Look, prose};
use crate::page::{ContactBlock, House, OwnStep, Picture, Section};

/// Draws who has adapted the guide, and whom to turn to there.
pub(super) fn head(house: &House, look: Look) -> Piece {
    let words = tag("div")
        .with(each(house.title.as_slice(), |it| prose::line("strong", it)))
        .with(each(house.service.as_slice(), |it| contact(it, look)));
    let logo = each(house.logo.as_slice(), |it| spoken(logo(it), house.lang.as_ref()));
    tag("div").part("house").class("house").with(logo).with(words)
}

/// Where the page's policy refuses the picture, the browser shows its text.
fn logo(logo: &Picture) -> Piece {
    tag("img")
        .part("logo")
        .class("logo")
        .has(Name::Source, &logo.address)
        .has(Name::Alt, &logo.text)
        .is(Name::Referrer, "no-referrer")
}

/// Draws how to reach somebody. The mark is the guide's, the rest is the house's.
pub(super) fn contact(contact: &ContactBlock, look: Look) -> Piece {
    let own = tag("div")
        .with(each(contact.name.as_slice(), |it| prose::line("strong", it)))
        .with(prose::paragraphs(&contact.lines));
    tag("div")
        .part("contact")
        .class("contact")
        .with(prose::line("own-mark", &contact.mark))
        .with(spoken(own, contact.lang.as_ref()))
        .with(each(contact.link.as_slice(), |it| tag("p").with(prose::link(&it.label, &it.url, look))))
}

/// Draws a step of the house, without a number: those of the plan stay what they are.
pub(super) fn step(step: &OwnStep, look: Look) -> Piece {
    let title = spoken(prose::heading(&step.title, look.level), step.lang.as_ref());
    let text = each(step.text.as_slice(), |text| spoken(tag("p").text(text), step.lang.as_ref()));
    tag("li")
        .part("own-step")
        .class("own-step")
        .with(title)
        .with(prose::line("own-mark", &step.mark))
        .with(text)
        .with(each(step.link.as_slice(), |it| tag("p").with(prose::link(&it.label, &it.url, look))))
}

/// Draws what was skipped, behind a line that opens: most people need not know more.
pub(super) fn skipped(skipped: &Section<String>) -> Piece {
    tag("details")
        .part("skipped")
        .class("skipped")
        .key("skipped")
        .with(tag("summary").text(&skipped.title))
        .with(prose::paragraph(skipped.text.as_ref()))
        .with(prose::list(&skipped.rows))
}

/// A piece in its own language, if it has another than the page.
fn spoken(piece: Piece, lang: Option<&String>) -> Piece {
    lang.into_iter().fold(piece, |piece, lang| piece.has(Name::Lang, lang))
}
