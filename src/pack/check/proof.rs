//! The proof: the guide is compiled, every answer set is visited through what it leaves open, and each must come out
//! with one rule and a complete plan; everything written must serve some answer set.

use std::collections::{BTreeMap, BTreeSet};

use super::super::compile::{Gap, LIMIT, Path, Sight, survey};
use super::super::compose::Composed;
use super::super::draft::Draft;
use super::super::graph::{Graph, Target};
use super::super::problem::{Place, Problem};
use super::super::read::Found;
use super::super::residue::MOST_QUESTIONS;
use super::super::{ChoiceId, Contact, Id, Logic, Piece, Plan, PlanStep, Question, Rule, Step};
use super::{Ledger, earlier, nowhere};

/// How many answer sets of one kind are shown; the others are counted.
const SHOWN: usize = 5;

/// Notes what is not covered, what disagrees, what is incomplete and what serves nothing.
pub(super) fn prove(logic: &Logic, names: &Ledger<'_>, draft: &Draft, found: &Found) {
    let mut proof = Proof {
        logic,
        names,
        draft,
        found,
        uncovered: 0,
        dead_ends: BTreeMap::new(),
        overlaps: BTreeMap::new(),
        lacks: BTreeSet::new(),
    };
    let graph = survey(logic, |path, sight| match sight {
        Sight::Decided(composed) => proof.see(path, composed),
        Sight::DeadEnd(question) => {
            proof.dead_ends.entry(question).or_insert_with(|| told(logic, path));
        }
    });
    if let Err(Gap::TooLarge(growing)) = &graph {
        // Not every answer was looked at: what the others would show cannot be said.
        return proof.too_large(growing);
    }
    proof.overlaps();
    if proof.uncovered > SHOWN {
        let message = format!("{} more sets of answers are covered by no rule", proof.uncovered - SHOWN);
        proof.note(proof.pack_at(), message);
    }
    for (question, answers) in &proof.dead_ends {
        let message = format!("question `{}` offers no choice: {answers}", logic.questions[*question].key);
        proof.note(proof.question_at(*question), message);
    }
    if let Ok(graph) = graph {
        proof.unused(&graph);
    }
}

struct Proof<'a> {
    logic: &'a Logic,
    names: &'a Ledger<'a>,
    draft: &'a Draft,
    found: &'a Found,
    uncovered: usize,
    /// Questions without a choice, with answers under which they are.
    dead_ends: BTreeMap<Id<Question>, String>,
    /// Two rules that hold together, with answers under which they do.
    overlaps: BTreeMap<(Id<Rule>, Id<Rule>), String>,
    lacks: BTreeSet<(Id<Rule>, &'static str)>,
}

impl Proof<'_> {
    fn see(&mut self, path: &Path, composed: &Composed) {
        match &composed.plan {
            None => {
                self.uncovered += 1;
                if self.uncovered <= SHOWN {
                    let at =
                        path.last().map_or(self.pack_at(), |(question, choice)| self.choice_at(*question, *choice));
                    self.note(at, format!("no rule covers these answers: {}", self.told(path)));
                }
            }
            Some(plan) => self.complete(path, plan),
        }
        if let Some((first, others)) = composed.held.split_first() {
            for other in others {
                self.overlaps.entry((*first, *other)).or_insert_with(|| told(self.logic, path));
            }
        }
    }

    /// A plan says what to do, with what, at whose, and on what ground.
    fn complete(&mut self, path: &Path, plan: &Plan) {
        let rule = &self.logic.rules[plan.rule];
        let contact = self.logic.verdicts[rule.verdict].contact;
        let lacks = [
            (plan.steps.is_empty(), "has no step"),
            (plan.documents.is_empty(), "has no document"),
            (plan.sources.is_empty(), "has no source"),
            (plan.organisms.is_empty() && contact == Contact::Organism, "has no organism"),
            (!plan.organisms.is_empty() && contact == Contact::Nobody, "has an organism, against its verdict"),
        ];
        for (_, lack) in lacks.into_iter().filter(|(lacking, _)| *lacking) {
            if self.lacks.insert((plan.rule, lack)) {
                self.at_rule(plan.rule, format!("the plan of rule `{}` {lack}: {}", rule.key, self.told(path)));
            }
        }
    }

    fn overlaps(&self) {
        for ((first, other), answers) in &self.overlaps {
            if self.follows(*other, *first) {
                continue;
            }
            let [a, b] = [first, other].map(|id| &self.logic.rules[*id]);
            let agree = (a.verdict, a.card, a.delay) == (b.verdict, b.card, b.delay);
            let verb = if agree { "overlap" } else { "disagree" };
            self.at_rule(*other, format!("rules `{}` and `{}` {verb}: {answers}", a.key, b.key));
        }
        for (id, row) in self.logic.rules.ids().zip(&self.draft.rules) {
            for name in &row.after {
                let meets = self
                    .logic
                    .rules
                    .find(|rule| rule.key == name.it)
                    .is_some_and(|first| self.overlaps.contains_key(&(first, id)));
                if !meets {
                    self.note(
                        name.at,
                        format!("rule `{}` does not come after `{}` on any answers", row.id.it, name.it),
                    );
                }
            }
        }
    }

    /// Whether `rule` says that it comes after `first`.
    fn follows(&self, rule: Id<Rule>, first: Id<Rule>) -> bool {
        let first = &self.logic.rules[first].key;
        self.draft.rules.get(rule.row()).is_some_and(|row| row.after.iter().any(|name| name.it == *first))
    }

    fn unused(&self, graph: &Graph) {
        let (logic, names, found) = (self.logic, self.names, self.found);
        let plans: Vec<_> = graph.plans().map(|(_, plan)| plan).collect();
        for (id, rule) in logic.rules.iter().filter(|(id, _)| !plans.iter().any(|plan| plan.rule == *id)) {
            self.at_rule(id, format!("rule `{}` can never win", rule.key));
        }
        names.questions.unless(|id| graph.nodes().any(|node| graph.question(node) == id), found);
        self.choices(graph);
        earlier::unused(logic, graph, self.draft, found);
        self.provisos(&plans);
        self.pieces(&plans);
        let rules: Vec<_> = plans.iter().map(|plan| &logic.rules[plan.rule]).collect();
        names.verdicts.unless(|id| rules.iter().any(|rule| rule.verdict == id), found);
        names.cards.unless(|id| rules.iter().any(|rule| rule.card == Some(id)), found);
        names.delays.unless(|id| rules.iter().any(|rule| rule.delay == Some(id)), found);
        names.provisos.unless(|id| plans.iter().any(|plan| plan.steps.iter().any(|it| it.proviso == Some(id))), found);
        let sent = |id| logic.steps.rows().any(|step| step.sends.contains(&id) || by_option(step, id));
        names.pieces.unless(sent, found);
        names.steps.unless(|id| plans.iter().any(|plan| plan.steps.iter().any(|step| step.step == id)), found);
        names.organisms.unless(|id| plans.iter().any(|plan| plan.organisms.contains(&id)), found);
        names.documents.unless(|id| plans.iter().any(|plan| plan.documents.contains(&id)), found);
        names.notes.unless(|id| plans.iter().any(|plan| plan.notes.contains(&id)), found);
        names.sections.unless(|id| plans.iter().any(|plan| plan.sources.contains(&id)), found);
        names.actors.unused(found);
        names.terms.unused(found);
    }

    /// A proviso is of use where its step stands under it in some plan.
    fn provisos(&self, plans: &[&Plan]) {
        for ((id, step), row) in self.logic.steps.iter().zip(&self.draft.steps) {
            for (given, written) in step.provisos.iter().zip(&row.provisos) {
                let stands = |it: &PlanStep| it.step == id && it.proviso == Some(given.what);
                if !plans.iter().any(|plan| plan.steps.iter().any(stands)) {
                    let message = format!("step `{}` never stands under proviso `{}`", step.key, written.id.it);
                    self.note(written.id.at, message);
                }
            }
        }
    }

    /// A piece is of use where something has prepared it.
    fn pieces(&self, plans: &[&Plan]) {
        for ((id, step), row) in self.logic.steps.iter().zip(&self.draft.steps) {
            for (piece, written) in step.sends.iter().zip(&row.sends) {
                let sends = |it: &PlanStep| it.step == id && it.sends.iter().any(|it| it.piece == *piece);
                if !plans.iter().any(|plan| plan.steps.iter().any(sends)) {
                    self.note(written.at, format!("step `{}` never sends `{}`", step.key, written.it));
                }
            }
            // One way of a step is taken or not: only what this step prepares is there to be sent.
            for (option, row) in step.options.iter().zip(&row.options) {
                for (piece, written) in option.sends.iter().zip(&row.sends) {
                    let piece = &self.logic.pieces[*piece];
                    let listed = option.documents.contains(&piece.document);
                    if !piece.prepared_in.contains(&id) || !listed {
                        let message =
                            format!("option `{}` sends `{}`, which it does not prepare", option.key, written.it);
                        self.note(written.at, message);
                    }
                }
            }
        }
    }

    /// A choice is of use where its question is asked and it is offered.
    fn choices(&self, graph: &Graph) {
        for ((id, question), row) in self.logic.questions.iter().zip(&self.draft.questions) {
            let asked = || graph.nodes().filter(|node| graph.question(*node) == id);
            if asked().next().is_none() {
                continue;
            }
            for (place, (choice, written)) in question.choices.iter().zip(&row.choices).enumerate() {
                let offered = |target: &(ChoiceId, Target)| target.0.place() == place;
                if !asked().any(|node| graph.offered(node).any(|it| offered(&it))) {
                    self.note(written.id.at, format!("choice `{}` of `{}` is never offered", choice.key, question.key));
                }
            }
        }
    }

    /// Too many states: the last of the questions by which they grow is shown, the others are named with it.
    fn too_large(&self, growing: &[Id<Question>]) {
        let named: Vec<_> = growing.iter().map(|id| format!("`{}`", self.logic.questions[*id].key)).collect();
        let at = growing.last().map_or(self.pack_at(), |id| self.question_at(*id));
        let message = if named.is_empty() {
            format!("there are more than {MOST_QUESTIONS} questions")
        } else {
            format!(
                "the graph has more than {LIMIT} states: too many questions change the plan each in its own way, above \
                 all {}",
                named.join(", ")
            )
        };
        self.note(at, message);
    }

    fn pack_at(&self) -> Place {
        self.draft.pack.as_ref().map_or(nowhere(), |pack| pack.id.at)
    }

    fn question_at(&self, question: Id<Question>) -> Place {
        self.draft.questions.get(question.row()).map_or(nowhere(), |row| row.id.at)
    }

    fn choice_at(&self, question: Id<Question>, choice: ChoiceId) -> Place {
        let row = self.draft.questions.get(question.row());
        row.and_then(|row| row.choices.get(choice.place())).map_or(nowhere(), |choice| choice.id.at)
    }

    fn told(&self, path: &Path) -> String {
        told(self.logic, path)
    }

    fn at_rule(&self, rule: Id<Rule>, message: String) {
        let at = self.names.rules.name(rule).map_or(nowhere(), |name| name.at);
        self.note(at, message);
    }

    fn note(&self, at: Place, message: String) {
        self.found.borrow_mut().push(Problem::new(at, message));
    }
}

fn by_option(step: &Step, piece: Id<Piece>) -> bool {
    step.options.iter().any(|option| option.sends.contains(&piece))
}

/// Answers as they would be written in a link.
fn told(logic: &Logic, path: &Path) -> String {
    let answers = path.iter().map(|(question, choice)| {
        let (question, choice) = logic.keys(*question, *choice);
        format!("{question}={choice}")
    });
    answers.collect::<Vec<_>>().join(" ")
}
