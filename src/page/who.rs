//! Who does what: the steps of the plan by those who take part, where several do.

use super::WhoRow;
use super::say::said;
use crate::pack::{Guide, Plan};

/// A row for each actor, then for each organism turned to; none where one actor does it all.
pub(super) fn who(guide: &Guide, plan: &Plan) -> Vec<WhoRow> {
    let (logic, words) = (&guide.logic, &guide.words);
    let texts = &words.texts;
    let acts = |id| plan.steps.iter().any(|it| logic.steps[it.step].actor == id);
    let actors: Vec<_> = logic.actors.ids().filter(|id| acts(*id)).collect();
    if actors.len() < 2 {
        return Vec::new();
    }
    let actors = actors.iter().map(|id| WhoRow {
        name: said(texts.step_actor(), &[("name", &words.actors[*id])]),
        steps: steps(guide, plan, &|place| plan.steps.get(place).is_some_and(|it| logic.steps[it.step].actor == *id)),
    });
    let organisms = plan.organisms.iter().map(|id| WhoRow {
        name: said(texts.step_organism(), &[("name", &words.organisms[*id].name)]),
        steps: steps(guide, plan, &|place| {
            plan.steps.get(place).is_some_and(|it| {
                let mut options = logic.steps[it.step].options.iter();
                it.organism == Some(*id) || options.any(|option| option.organism == Some(*id))
            })
        }),
    });
    actors.chain(organisms).collect()
}

/// The steps of a plan that are somebody's, each with its number.
fn steps(guide: &Guide, plan: &Plan, takes: &dyn Fn(usize) -> bool) -> Vec<String> {
    let steps = plan.steps.iter().enumerate().filter(|(place, _)| takes(*place));
    steps.map(|(place, it)| numbered(guide, place + 1, &guide.words.steps[it.step].title)).collect()
}

/// A step by its number.
pub(super) fn numbered(guide: &Guide, number: usize, title: &str) -> String {
    said(guide.words.texts.step_number(), &[("number", &number.to_string()), ("title", title)])
}
