//! A second reading of a rules file, straight from its text: conditions are evaluated as they are written, and the rules
//! are read from top to bottom. It shares nothing with the crate but the parser of TOML, so that what the crate concludes
//! can be held against it; it knows no names but those of conditions, and judges nothing that is not about answers.

#![allow(dead_code, clippy::allow_attributes, reason = "each test program uses its part")]

mod file;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// A rules file.
#[derive(Debug)]
pub(super) struct Reading {
    pub questions: Vec<Question>,
    /// Every condition; the named ones first.
    tests: Vec<Test>,
    sections: Vec<(String, When)>,
    verdicts: Vec<Verdict>,
    /// Cards, delays and documents: the id, and what else is decided by it.
    cards: Vec<(String, String)>,
    delays: Vec<(String, String, Vec<String>)>,
    documents: Vec<(String, String)>,
    pieces: Vec<Piece>,
    rules: Vec<Rule>,
    steps: Vec<Step>,
    notes: Vec<Note>,
}

#[derive(Debug)]
pub(super) struct Question {
    pub id: String,
    pub choices: Vec<(String, When)>,
}

/// The place of a condition among all.
type When = usize;

/// A condition, its names resolved to numbers.
#[derive(Debug, Clone)]
enum Test {
    Answer(usize, BTreeSet<usize>),
    Fact(When),
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
}

#[derive(Debug)]
struct Verdict {
    id: String,
    organism: bool,
}

#[derive(Debug)]
struct Piece {
    id: String,
    document: String,
    prepared_in: Vec<String>,
    signed_by: Vec<String>,
}

#[derive(Debug)]
struct Rule {
    id: String,
    when: When,
    verdict: String,
    card: String,
    delay: String,
    after: Vec<String>,
    sources: Vec<String>,
}

#[derive(Debug)]
struct Step {
    id: String,
    when: When,
    actor: String,
    provisos: Vec<(String, When)>,
    organisms: Vec<(String, When)>,
    documents: Vec<(String, When)>,
    sends: Vec<String>,
    options: Vec<Way>,
    sources: Vec<String>,
}

#[derive(Debug)]
struct Way {
    id: String,
    organism: String,
    documents: Vec<String>,
    sends: Vec<String>,
}

#[derive(Debug)]
struct Note {
    id: String,
    when: When,
    sources: Vec<String>,
}

/// What becomes of some answers: the rule, and all that it decides, by ids, as one text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    pub rule: String,
    pub said: String,
}

/// Every way to answer. A question stands only where two of its answers differ in what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    Leaf(Arc<Leaf>),
    Ask(usize, Vec<Option<Arc<Tree>>>),
}

/// What makes a pack incomplete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// Answers that no rule covers.
    Uncovered,
    /// Two rules that hold, though none says that it comes after the other.
    Twice,
    /// A plan without a step, a document or a source, or with or without an organism against its verdict.
    Incomplete,
    /// A question that counts and offers nothing.
    DeadEnd,
}

/// Answers by question; none where it was not needed.
type Answers = Vec<Option<usize>>;

/// Which conditions hold under some answers; none where that hangs on answers not given.
type Held = Vec<Option<bool>>;

impl Reading {
    /// Every way to answer, with what is wrong on any of them.
    ///
    /// A question is answered where a condition cannot be told without it, and left alone otherwise: each way stands for
    /// all the complete answer sets that agree with it, and between them the ways cover every one.
    pub(super) fn tree(&self) -> (Arc<Tree>, BTreeSet<Fault>) {
        let mut faults = BTreeSet::new();
        let (mut answers, held) = (vec![None; self.questions.len()], vec![None; self.tests.len()]);
        let tree = self.grow(held, &mut answers, &mut faults);
        (tree, faults)
    }

    /// What complete answers come to, a choice for each question.
    pub(super) fn decide(&self, answers: &[usize]) -> Leaf {
        let answers = answers.iter().copied().map(Some).collect();
        let mut held = vec![None; self.tests.len()];
        for place in 0..held.len() {
            held[place] = self.holds(&self.tests[place], &held, &answers);
        }
        self.leaf(&held, &mut BTreeSet::new())
    }

    fn grow(&self, mut held: Held, answers: &mut Answers, faults: &mut BTreeSet<Fault>) -> Arc<Tree> {
        for place in 0..held.len() {
            // What is known stays known, whatever else is answered.
            if held[place].is_none() {
                held[place] = self.holds(&self.tests[place], &held, answers);
            }
        }
        let open = self.tests.iter().zip(&held).filter(|it| it.1.is_none());
        let Some(question) = open.filter_map(|it| self.needs(it.0, &held, answers)).min() else {
            return Arc::new(Tree::Leaf(Arc::new(self.leaf(&held, faults))));
        };
        let mut futures = Vec::new();
        for (choice, (_, when)) in self.questions[question].choices.iter().enumerate() {
            futures.push((held[*when] == Some(true)).then(|| {
                answers[question] = Some(choice);
                let future = self.grow(held.clone(), answers, faults);
                answers[question] = None;
                future
            }));
        }
        let mut offered = futures.iter().flatten();
        match offered.next() {
            None => {
                faults.insert(Fault::DeadEnd);
                Arc::new(Tree::Leaf(Arc::new(Leaf { rule: String::new(), said: "dead end".to_owned() })))
            }
            Some(first) if offered.all(|it| it == first) => first.clone(),
            Some(_) => Arc::new(Tree::Ask(question, futures)),
        }
    }

    /// Whether a condition holds; `None` if that hangs on an answer not given.
    fn holds(&self, test: &Test, held: &Held, answers: &Answers) -> Option<bool> {
        let several = |parts: &[Test], settled: bool| {
            let mut all_known = true;
            for part in parts {
                match self.holds(part, held, answers) {
                    Some(it) if it == settled => return Some(settled),
                    Some(_) => {}
                    None => all_known = false,
                }
            }
            all_known.then_some(!settled)
        };
        match test {
            Test::Answer(question, choices) => answers[*question].map(|it| choices.contains(&it)),
            Test::Fact(fact) => held[*fact].or_else(|| self.holds(&self.tests[*fact], held, answers)),
            Test::All(parts) => several(parts, false),
            Test::Any(parts) => several(parts, true),
            Test::Not(part) => self.holds(part, held, answers).map(|it| !it),
        }
    }

    /// The first question on which an open condition hangs.
    fn needs(&self, test: &Test, held: &Held, answers: &Answers) -> Option<usize> {
        match test {
            Test::Answer(question, _) => Some(*question).filter(|it| answers[*it].is_none()),
            Test::Fact(fact) => self.needs(&self.tests[*fact], held, answers),
            Test::Not(part) => self.needs(part, held, answers),
            Test::All(parts) | Test::Any(parts) => {
                let open = parts.iter().filter(|it| self.holds(it, held, answers).is_none());
                open.filter_map(|it| self.needs(it, held, answers)).min()
            }
        }
    }

    /// What the rules say, from top to bottom, where every condition can be told.
    fn leaf(&self, held: &Held, faults: &mut BTreeSet<Fault>) -> Leaf {
        let holds = |when: &When| held[*when] == Some(true);
        let mut rules = self.rules.iter().filter(|it| holds(&it.when));
        let Some(rule) = rules.next() else {
            faults.insert(Fault::Uncovered);
            return Leaf { rule: String::new(), said: "nothing".to_owned() };
        };
        if rules.any(|it| !it.after.contains(&rule.id)) {
            faults.insert(Fault::Twice);
        }
        let (mut organisms, mut documents, mut steps, mut before) = (vec![], vec![], String::new(), vec![]);
        let mut cited = rule.sources.clone();
        let delay = self.delays.iter().find(|it| it.0 == rule.delay);
        cited.extend(delay.into_iter().flat_map(|it| it.2.clone()));
        for step in self.steps.iter().filter(|it| holds(&it.when)) {
            let first = |given: &[(String, When)]| given.iter().find(|it| holds(&it.1)).map(|it| it.0.clone());
            let (proviso, organism) = (first(&step.provisos), first(&step.organisms));
            before.push((step.id.clone(), proviso.clone()));
            let mut needed: Vec<_> = step.documents.iter().filter(|it| holds(&it.1)).map(|it| it.0.clone()).collect();
            let mut sends = Vec::new();
            for piece in step.sends.iter().filter_map(|id| self.pieces.iter().find(|it| it.id == *id)) {
                let hangs: Vec<_> =
                    before.iter().filter(|it| piece.prepared_in.contains(&it.0)).map(|it| it.1.clone()).collect();
                if let Some(first) = hangs.first() {
                    let proviso = if hangs.contains(&None) { &None } else { first };
                    sends.push(format!(
                        "{}:{}:{:?}",
                        piece.id,
                        proviso.as_deref().unwrap_or_default(),
                        piece.signed_by
                    ));
                    needed.push(piece.document.clone());
                }
            }
            let needed = once(needed);
            organisms.extend(organism.clone());
            documents.extend(needed.clone());
            let mut ways = String::new();
            for way in &step.options {
                organisms.extend(Some(way.organism.clone()).filter(|it| !it.is_empty()));
                documents.extend(way.documents.clone());
                let sends = way.sends.iter().filter_map(|id| self.pieces.iter().find(|it| it.id == *id));
                let sends: Vec<_> = sends.map(|it| format!("{}:{:?}", it.id, it.signed_by)).collect();
                write!(ways, "{} {} {:?} {sends:?};", way.id, way.organism, way.documents).unwrap();
            }
            cited.extend(step.sources.clone());
            steps += &written(&[
                &step.id,
                &proviso.unwrap_or_default(),
                &step.actor,
                &organism.unwrap_or_default(),
                &format!("{needed:?} {sends:?} {ways} {:?}", step.sources),
            ]);
        }
        let notes: Vec<_> = self.notes.iter().filter(|it| holds(&it.when)).collect();
        cited.extend(notes.iter().flat_map(|it| it.sources.clone()));
        let sources: Vec<_> = (self.sections.iter())
            .filter(|(id, when)| cited.contains(id) && holds(when))
            .map(|it| it.0.clone())
            .collect();
        let (organisms, documents) = (once(organisms), once(documents));
        let verdict = self.verdicts.iter().find(|it| it.id == rule.verdict);
        let contact = verdict.is_none_or(|it| it.organism != organisms.is_empty());
        if steps.is_empty() || documents.is_empty() || sources.is_empty() || !contact {
            faults.insert(Fault::Incomplete);
        }
        let notes: Vec<_> = notes.iter().map(|it| it.id.clone()).collect();
        let more = |known: &[(String, String)], id: &String| {
            known.iter().find(|it| it.0 == *id).map(|it| format!("{} {}", it.0, it.1)).unwrap_or_default()
        };
        let documents: Vec<_> = documents.iter().map(|id| more(&self.documents, id)).collect();
        let said = written(&[
            &rule.verdict,
            &more(&self.cards, &rule.card),
            delay.map_or("", |it| &it.1),
            &format!("{organisms:?}\n{steps}{documents:?} {notes:?} {sources:?}"),
        ]);
        Leaf { rule: rule.id.clone(), said }
    }
}

/// Some ids as a line.
pub(super) fn written(parts: &[&str]) -> String {
    parts.join(" ") + "\n"
}

/// Each item at its first place.
fn once(items: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}
