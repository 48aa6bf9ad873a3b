//! Who does what: the steps of the plan by those who take part, where several do.

use super::WhoRow;
use super::say::said;
use crate::pack::{Guide, Plan, PlanStep};

/// A row for each actor, then for each organism turned to; none where one actor does it all.
pub(super) fn who(guide: &Guide, plan: &Plan) -> Vec<WhoRow> {
    let (logic, words) = (&guide.logic, &guide.words);
    let mut rows = Vec::new();
    for id in logic.actors.ids() {
        let name = said(words.texts.step_actor(), &[("name", &words.actors[id])]);
        add(&mut rows, guide, plan, name, &|it| logic.steps[it.step].actor == id);
    }
    if rows.len() < 2 {
        return Vec::new();
    }
    for id in &plan.organisms {
        let name = said(words.texts.step_organism(), &[("name", &words.organisms[*id].name)]);
        add(&mut rows, guide, plan, name, &|it| {
            it.organism == Some(*id) || logic.steps[it.step].options.iter().any(|option| option.organism == Some(*id))
        });
    }
    rows
}

/// A row with the steps that are somebody's, if there are any.
fn add(rows: &mut Vec<WhoRow>, guide: &Guide, plan: &Plan, name: String, takes: &dyn Fn(&PlanStep) -> bool) {
    let mut steps = Vec::new();
    for (it, number) in plan.steps.iter().zip(1..) {
        if takes(it) {
            steps.push(numbered(guide, number, &guide.words.steps[it.step].title));
        }
    }
    if !steps.is_empty() {
        rows.push(WhoRow { name, steps });
    }
}

/// A step by its number.
pub(super) fn numbered(guide: &Guide, number: usize, title: &str) -> String {
    said(guide.words.texts.step_number(), &[("number", &number.to_string()), ("title", title)])
}
