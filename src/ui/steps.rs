//! The steps, in the order of doing, each with who acts, the ways of doing it and what it needs.

use super::piece::{Name, Piece, each, tag};
use super::{Look, documents, house, prose, work};
use crate::page::{OptionRow, StepRow};

/// Draws the steps. The list is drawn without its own numbers, so its role is stated: some readers drop it then.
pub(super) fn view(steps: &[StepRow], look: Look) -> Piece {
    tag("ol").is(Name::Role, "list").with(each(steps, |step| self::step(step, look)))
}

/// A step among those that the house adds.
fn step(step: &StepRow, look: Look) -> Piece {
    let own = |steps| each(steps, |it| house::step(it, look));
    own(&step.before).with(numbered(step, look)).with(own(&step.after))
}

fn numbered(step: &StepRow, look: Look) -> Piece {
    let below = look.below();
    tag("li")
        .has(Name::Id, &format!("cpx-step-{}", step.key))
        .part("step")
        .class("step")
        .key(&step.key)
        .with(each(step.proviso.as_slice(), |it| prose::line("proviso", it)))
        .with(prose::heading(&step.title, look.level))
        .with(each(step.tick.as_slice(), |it| work::tick(&format!("cpx-done-{}", step.key), it, None, look)))
        .with(prose::items(Some("facts"), &step.facts))
        .with(prose::paragraph(step.text.as_ref()))
        .with(prose::items(Some("signs"), &step.signs))
        .with(prose::part_if("options", step.options.as_ref(), below, options))
        .with(prose::part_if("needs", step.documents.as_ref(), below, documents::names))
        .with(prose::line("source", &step.sources))
}

fn options(options: &[OptionRow], look: Look) -> Piece {
    let row = |option: &OptionRow| {
        let documents = match option.documents.as_slice() {
            [] => Piece::none(),
            documents => documents::names(documents, look),
        };
        tag("li")
            .with(prose::line("strong", &option.title))
            .with(prose::paragraph(option.text.as_ref()))
            .with(documents)
    };
    tag("ul").is(Name::Role, "list").with(each(options, row))
}
