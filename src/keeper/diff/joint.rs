//! Two editions walked together: every situation that either of them tells apart, with the way through each. Questions and
//! choices meet by their ids, or by what the newer edition says they were called. What neither edition asks is never
//! answered, so that there are as many situations as walks, not as sets of answers.

use crate::engine::Turn;
use crate::pack::graph::{PlanId, Target};
use crate::pack::{ChoiceId, Id, Logic, Question};
use crate::session::Compiled;

/// A set of the values of one question, by their places: there are at most those of two editions.
pub(super) type Values = u128;

/// Questions and choices of both editions.
#[derive(Debug)]
pub(super) struct Joint<'a> {
    old: &'a Compiled,
    new: &'a Compiled,
    /// In the newer edition's asking order; one that was withdrawn stands behind the question that it followed.
    pub(super) questions: Vec<Asked>,
}

/// A question of either edition, or of both.
#[derive(Debug)]
pub(super) struct Asked {
    /// Its id: the newer one, if it has one.
    pub(super) key: String,
    old: Option<Id<Question>>,
    new: Option<Id<Question>>,
    pub(super) values: Vec<Value>,
}

/// A choice of either edition, or of both.
#[derive(Debug)]
pub(super) struct Value {
    /// Its id: the newer one, if it has one of its own.
    pub(super) key: String,
    old: Option<ChoiceId>,
    new: Option<ChoiceId>,
}

/// What a person can be in, as far as one of the editions tells it apart.
#[derive(Debug, Clone)]
pub(super) struct Situation {
    /// The questions that either edition asks, with the place of the value answered, in the order of the questions.
    pub(super) answers: Vec<(usize, usize)>,
    /// How the older edition is walked; `None` where it does not offer an answer.
    pub(super) old: Option<Way>,
    /// How the newer edition is walked.
    pub(super) new: Option<Way>,
}

/// A way through one edition.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// The questions met, with the answers.
    pub(super) turns: Vec<Turn>,
    /// Where they lead.
    pub(super) plan: PlanId,
}

impl Situation {
    /// What is answered to a question, as a set; nothing if it is not asked.
    pub(super) fn value(&self, question: usize) -> Values {
        self.answers.iter().find(|(asked, _)| *asked == question).map_or(0, |(_, place)| 1 << place)
    }
}

impl<'a> Joint<'a> {
    pub(super) fn new(old: &'a Compiled, new: &'a Compiled) -> Self {
        let (was, is) = (&old.guide.logic, &new.guide.logic);
        let names = names(was, is);
        let mut questions: Vec<_> =
            is.questions.iter().map(|(id, row)| asked(was, is, &row.key, None, Some(id), &[])).collect();
        let mut behind = 0;
        for ((id, row), names) in was.questions.iter().zip(&names) {
            let key = called(&row.key, names);
            let known = questions.iter().position(|it| it.key == key && it.old.is_none());
            if let Some((place, known)) = known.and_then(|place| Some((place, questions.get_mut(place)?))) {
                *known = asked(was, is, key, Some(id), known.new, names);
                behind = behind.max(place + 1);
            } else {
                questions.insert(behind, asked(was, is, &row.key, Some(id), None, names));
                behind += 1;
            }
        }
        Self { old, new, questions }
    }

    /// Every situation, each once: any complete set of answers belongs to one of them.
    pub(super) fn situations(&self) -> Vec<Situation> {
        let side = |compiled: &Compiled| Side { at: Some(compiled.graph.root()), turns: Vec::new() };
        let mut open = vec![State { answers: Vec::new(), old: side(self.old), new: side(self.new) }];
        let mut found = Vec::new();
        while let Some(state) = open.pop() {
            let asking = [self.asks(&state.old, Edition::Old), self.asks(&state.new, Edition::New)];
            match asking.into_iter().flatten().min() {
                Some(question) => open.extend(self.branch(&state, question).into_iter().rev()),
                None => found.extend(state.situation()),
            }
        }
        found
    }

    /// What becomes of a state with each answer to a question; where neither edition offers one, nothing.
    fn branch(&self, state: &State, question: usize) -> Vec<State> {
        let values = self.questions.get(question).map_or(0, |asked| asked.values.len());
        let branch = |place| {
            let mut next = state.clone();
            next.answers.push((question, place));
            self.settle(&mut next.old, Edition::Old, &next.answers);
            self.settle(&mut next.new, Edition::New, &next.answers);
            next
        };
        (0..values).map(branch).filter(|it| it.old.at.is_some() || it.new.at.is_some()).collect()
    }

    /// Follows one edition as far as the answers lead.
    fn settle(&self, side: &mut Side, edition: Edition, answers: &[(usize, usize)]) {
        while let Some(question) = self.asks(side, edition) {
            let Some((_, place)) = answers.iter().find(|(asked, _)| *asked == question) else { return };
            let value = self.questions.get(question).and_then(|it| it.values.get(*place));
            let choice = value.and_then(|value| value.choice(edition));
            let Some(Target::Ask(node)) = side.at else { return };
            let graph = &self.side(edition).graph;
            side.at = choice.and_then(|choice| graph.follow(node, choice));
            side.turns.extend(choice.map(|choice| Turn { question: graph.question(node), choice }));
        }
    }

    /// The question at which one edition stands.
    fn asks(&self, side: &Side, edition: Edition) -> Option<usize> {
        let Some(Target::Ask(node)) = side.at else { return None };
        let question = self.side(edition).graph.question(node);
        self.questions.iter().position(|it| it.id(edition) == Some(question))
    }

    /// The questions of both editions whose choices, as far as both have them, stand in another order.
    pub(super) fn reordered(&self) -> Vec<String> {
        let moved =
            |asked: &&Asked| !asked.values.iter().filter(|it| it.new.is_some()).filter_map(|it| it.old).is_sorted();
        self.questions.iter().filter(moved).map(|asked| asked.key.clone()).collect()
    }

    fn side(&self, edition: Edition) -> &Compiled {
        match edition {
            Edition::Old => self.old,
            Edition::New => self.new,
        }
    }

    /// What both editions call a question of one of them.
    pub(super) fn key(&self, edition: Edition, id: Id<Question>) -> &str {
        self.questions.iter().find(|it| it.id(edition) == Some(id)).map_or("", |it| &it.key)
    }

    /// Answers of one edition by the places of questions and values, in the order of the questions.
    pub(super) fn answers(&self, edition: Edition, turns: &[Turn]) -> Vec<(usize, usize)> {
        let place = |turn: &Turn| {
            let question = self.questions.iter().position(|it| it.id(edition) == Some(turn.question))?;
            let mut values = self.questions.get(question)?.values.iter();
            Some((question, values.position(|it| it.choice(edition) == Some(turn.choice))?))
        };
        let mut answers: Vec<_> = turns.iter().filter_map(place).collect();
        answers.sort_unstable();
        answers
    }

    /// A question and some of its values in the words of the newer edition that knows them, if they are few.
    pub(super) fn words(&self, question: &Asked, values: Values) -> String {
        const FEW: u32 = 3;
        let sides = [(question.new, Edition::New), (question.old, Edition::Old)];
        let row = |id: Option<Id<Question>>, edition| id.map(|id| &self.side(edition).guide.words.questions[id]);
        let short = sides.iter().find_map(|(id, edition)| Some(row(*id, *edition)?.short.as_str()));
        let text = |value: &Value| {
            sides.iter().find_map(|(id, edition)| {
                let choice = value.choice(*edition)?;
                Some(row(*id, *edition)?.choices.get(choice.place())?.text.as_str())
            })
        };
        if values.count_ones() > FEW {
            return String::new();
        }
        let chosen = question.values.iter().enumerate().filter(|(place, _)| values & (1 << place) != 0);
        let chosen: Vec<_> = chosen.filter_map(|(_, value)| text(value)).collect();
        format!("{}: {}", short.unwrap_or_default(), chosen.join(" | "))
    }

    /// What both editions call an answer of one of them: `question=choice`.
    pub(super) fn answer(&self, edition: Edition, turn: Turn) -> String {
        let asked = self.questions.iter().find(|it| it.id(edition) == Some(turn.question));
        let value = asked.and_then(|it| it.values.iter().find(|value| value.choice(edition) == Some(turn.choice)));
        format!("{}={}", asked.map_or("", |it| &it.key), value.map_or("", |it| &it.key))
    }
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edition {
    Old,
    New,
}

impl Asked {
    /// What one edition knows it by.
    pub(super) fn id(&self, edition: Edition) -> Option<Id<Question>> {
        match edition {
            Edition::Old => self.old,
            Edition::New => self.new,
        }
    }
}

impl Value {
    /// The choice that it is in one edition.
    pub(super) fn choice(&self, edition: Edition) -> Option<ChoiceId> {
        match edition {
            Edition::Old => self.old,
            Edition::New => self.new,
        }
    }
}

/// How far the answers lead.
#[derive(Clone)]
struct State {
    answers: Vec<(usize, usize)>,
    old: Side,
    new: Side,
}

/// How far they lead in one edition; nowhere once it does not offer one of them.
#[derive(Clone)]
struct Side {
    at: Option<Target>,
    turns: Vec<Turn>,
}

impl State {
    fn situation(mut self) -> Option<Situation> {
        self.answers.sort_unstable();
        let [old, new] = [self.old, self.new].map(|side| match side.at {
            Some(Target::Decide(plan)) => Some(Way { turns: side.turns, plan }),
            _ => None,
        });
        (old.is_some() || new.is_some()).then_some(Situation { answers: self.answers, old, new })
    }
}

/// What the newer edition calls an answer: question and choice.
type Name = (String, String);

/// What the newer edition calls each answer of each question of the older one. Names are followed from edition to edition,
/// as a saved link is.
fn names(was: &Logic, is: &Logic) -> Vec<Vec<Name>> {
    let later = || is.earlier.iter().skip_while(|it| it.key != was.edition);
    let today = |question: &str, choice: &str| {
        let mut name = format!("{question}={choice}");
        for edition in later() {
            if let Some(renamed) = edition.renamed.iter().find(|it| it.was == name) {
                name.clone_from(&renamed.is);
            }
        }
        let (question, choice) = name.split_once('=').unwrap_or((&name, ""));
        (question.to_owned(), choice.to_owned())
    };
    let rows = was.questions.rows();
    rows.map(|row| row.choices.iter().map(|choice| today(&row.key, &choice.key)).collect()).collect()
}

/// What the newer edition calls a question: otherwise only if all its renamed answers agree on it.
fn called<'a>(key: &'a str, names: &'a [Name]) -> &'a str {
    let mut others = names.iter().map(|(question, _)| question.as_str()).filter(|it| *it != key);
    let first = others.next().unwrap_or(key);
    if others.all(|other| other == first) { first } else { key }
}

/// A question with its values: those of the newer edition, then the older ones that are no more.
fn asked(
    was: &Logic,
    is: &Logic,
    key: &str,
    old: Option<Id<Question>>,
    new: Option<Id<Question>>,
    names: &[Name],
) -> Asked {
    let choices = new.map(|id| is.questions[id].choices.as_slice()).unwrap_or_default();
    let before = old.map(|id| was.questions[id].choices.as_slice()).unwrap_or_default();
    let mut values: Vec<Value> = Vec::new();
    for (place, row) in choices.iter().enumerate() {
        let new = ChoiceId::at(place);
        let olds = names.iter().zip(before).enumerate().filter(|(_, (name, _))| name.0 == key && name.1 == row.key);
        let olds: Vec<_> = olds.map(|(place, (_, row))| (ChoiceId::at(place), &row.key)).collect();
        values.extend(match olds.as_slice() {
            [] => vec![Value { key: row.key.clone(), old: None, new }],
            [(old, _)] => vec![Value { key: row.key.clone(), old: *old, new }],
            // Where answers have become one, their older names tell them apart.
            several => several.iter().map(|(old, key)| Value { key: (*key).clone(), old: *old, new }).collect(),
        });
    }
    for (place, (name, row)) in names.iter().zip(before).enumerate() {
        if name.0 != key || !choices.iter().any(|choice| choice.key == name.1) {
            values.push(Value { key: row.key.clone(), old: ChoiceId::at(place), new: None });
        }
    }
    Asked { key: key.to_owned(), old, new, values }
}
