//! From the text of a rules file to what the second reading evaluates: conditions as they are written, with the names in
//! them resolved. Only the parser of TOML is the crate's own.

use std::cell::RefCell;
use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

use super::{Note, Piece, Question, Reading, Rule, Step, Test, Verdict, Way, When};

impl Reading {
    /// Reads a file; `None` where a condition speaks of nothing that is there.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let file = DeTable::parse(text).ok()?;
        let file = file.get_ref();
        let mut names = Names { questions: Vec::new(), facts: ids(file, "fact"), file };
        for row in rows(file, "question") {
            names.questions.push((said(row, "id"), rows(row, "choice").map(|choice| said(choice, "id")).collect()));
        }
        let tests = RefCell::new(Vec::new());
        let keep = |test: Test| -> When {
            tests.borrow_mut().push(test);
            tests.borrow().len() - 1
        };
        let condition = |row| value(row, "when").map_or(Some(Test::All(Vec::new())), |it| names.test(it));
        let when = |row| condition(row).map(keep);
        for row in rows(file, "fact") {
            when(row)?;
        }
        let under = |outer: When, given: Vec<(String, Test)>| -> Vec<(String, When)> {
            given.into_iter().map(|(id, it)| (id, keep(Test::All(vec![Test::Fact(outer), it])))).collect()
        };
        let given = |row, key| -> Option<Vec<(String, Test)>> {
            let items = value(row, key).and_then(DeValue::as_array).into_iter().flatten();
            let given = items.map(|item| match item.get_ref() {
                DeValue::Table(row) => Some((said(row, "id"), condition(row)?)),
                plain => Some((plain.as_str()?.to_owned(), Test::All(Vec::new()))),
            });
            given.collect()
        };
        let question = |row| {
            let choices = rows(row, "choice").map(|choice| Some((said(choice, "id"), when(choice)?)));
            Some(Question { id: said(row, "id"), choices: choices.collect::<Option<_>>()? })
        };
        let rule = |row| {
            let [id, verdict, card, delay] = ["id", "verdict", "card", "delay"].map(|key| said(row, key));
            let [after, sources] = ["after", "sources"].map(|key| list(row, key));
            Some(Rule { id, when: when(row)?, verdict, card, delay, after, sources })
        };
        let way = |row| {
            let [documents, sends] = ["documents", "sends"].map(|key| list(row, key));
            Way { id: said(row, "id"), organism: said(row, "organism"), documents, sends }
        };
        let step = |row| {
            let when = when(row)?;
            Some(Step {
                id: said(row, "id"),
                when,
                actor: said(row, "actor"),
                provisos: under(when, given(row, "provisos")?),
                organisms: under(when, names.organisms(&said(row, "organism"))?),
                documents: under(when, given(row, "documents")?),
                sends: list(row, "sends"),
                options: rows(row, "option").map(way).collect(),
                sources: list(row, "sources"),
            })
        };
        let piece = |row| Piece {
            id: said(row, "id"),
            document: said(row, "document"),
            prepared_in: list(row, "prepared-in"),
            signed_by: list(row, "signed-by"),
        };
        let verdict = |row| Some(Verdict { id: said(row, "id"), organism: value(row, "organism")?.as_bool()? });
        let note = |row| Some(Note { id: said(row, "id"), when: when(row)?, sources: list(row, "source") });
        let delay = |row| {
            let figures = figures(row, &["card-working-days", "codes-working-hours", "new-codes", "from"]);
            (said(row, "id"), figures, list(row, "sources"))
        };
        let section = |row| Some((said(row, "id"), when(row)?));
        let reading = Self {
            questions: rows(file, "question").map(question).collect::<Option<_>>()?,
            sections: rows(file, "section").map(section).collect::<Option<_>>()?,
            verdicts: rows(file, "verdict").map(verdict).collect::<Option<_>>()?,
            cards: rows(file, "card").map(|row| (said(row, "id"), figures(row, &["insi"]))).collect(),
            delays: rows(file, "delay").map(delay).collect(),
            documents: rows(file, "document").map(|row| (said(row, "id"), figures(row, &["kind"]))).collect(),
            pieces: rows(file, "piece").map(piece).collect(),
            rules: rows(file, "rule").map(rule).collect::<Option<_>>()?,
            steps: rows(file, "step").map(step).collect::<Option<_>>()?,
            notes: rows(file, "note").map(note).collect::<Option<_>>()?,
            tests: tests.into_inner(),
        };
        (!reading.turns_in_circles()).then_some(reading)
    }

    fn turns_in_circles(&self) -> bool {
        fn leads(facts: &[Test], test: &Test, way: &mut Vec<usize>) -> bool {
            match test {
                Test::Answer(..) => false,
                Test::Fact(fact) if way.contains(fact) => true,
                Test::Fact(fact) => {
                    way.push(*fact);
                    let circle = leads(facts, &facts[*fact], way);
                    way.pop();
                    circle
                }
                Test::All(parts) | Test::Any(parts) => parts.iter().any(|it| leads(facts, it, way)),
                Test::Not(part) => leads(facts, part, way),
            }
        }
        (0..self.tests.len()).any(|fact| leads(&self.tests, &Test::Fact(fact), &mut Vec::new()))
    }
}

/// What conditions speak of.
struct Names<'a> {
    questions: Vec<(String, Vec<String>)>,
    facts: Vec<String>,
    file: &'a DeTable<'a>,
}

impl Names<'_> {
    /// A condition as it is written: every entry of a table must hold, one name of a list.
    fn test(&self, written: &DeValue<'_>) -> Option<Test> {
        let entries = written.as_table()?.iter().map(|(key, value)| {
            let value = value.get_ref();
            let parts = || value.as_array()?.iter().map(|it| self.test(it.get_ref())).collect::<Option<Vec<_>>>();
            match key.get_ref().as_ref() {
                "all" => parts().map(Test::All),
                "any" => parts().map(Test::Any),
                "not" => Some(Test::Not(Box::new(self.test(value)?))),
                "fact" => {
                    let named = |name: &String| self.facts.iter().position(|it| it == name).map(Test::Fact);
                    Some(Test::Any(strings(value).iter().map(named).collect::<Option<_>>()?))
                }
                name => self.answer(name, &strings(value)),
            }
        });
        Some(Test::All(entries.collect::<Option<_>>()?))
    }

    /// `question = …` or `question.attribute = …`.
    fn answer(&self, name: &str, values: &[String]) -> Option<Test> {
        let (question, attribute) = name.split_once('.').map_or((name, None), |(it, attribute)| (it, Some(attribute)));
        let place = self.questions.iter().position(|it| it.0 == question)?;
        let choices = if let Some(attribute) = attribute {
            self.carriers(question, attribute, values)?
        } else {
            let ids = &self.questions[place].1;
            values.iter().map(|value| ids.iter().position(|id| id == value)).collect::<Option<_>>()?
        };
        Some(Test::Answer(place, choices))
    }

    /// The choices that carry one of some values of a declared attribute.
    fn carriers(&self, question: &str, attribute: &str, values: &[String]) -> Option<BTreeSet<usize>> {
        let row = rows(self.file, "question").find(|row| said(row, "id") == question)?;
        let declared = list(value(row, "attributes")?.as_table()?, attribute);
        let carries = |choice: &DeTable<'_>| {
            let own = value(choice, "attributes").and_then(DeValue::as_table);
            own.is_some_and(|own| list(own, attribute).iter().any(|it| values.contains(it)))
        };
        let known = values.iter().all(|it| declared.contains(it));
        known.then(|| rows(row, "choice").enumerate().filter(|it| carries(it.1)).map(|it| it.0).collect())
    }

    /// One organism, or the one that an attribute of the answer names.
    fn organisms(&self, name: &str) -> Option<Vec<(String, Test)>> {
        let Some((question, attribute)) = name.split_once('.') else {
            return Some((!name.is_empty()).then(|| (name.to_owned(), Test::All(Vec::new()))).into_iter().collect());
        };
        let row = rows(self.file, "question").find(|row| said(row, "id") == question)?;
        let declared = list(value(row, "attributes")?.as_table()?, attribute);
        let given = declared.into_iter().map(|value| {
            let when = self.answer(name, std::slice::from_ref(&value))?;
            Some((value, when))
        });
        given.collect()
    }
}

fn value<'a>(row: &'a DeTable<'_>, key: &str) -> Option<&'a DeValue<'a>> {
    row.iter().find(|it| it.0.get_ref() == key).map(|it| it.1.get_ref())
}

fn rows<'a>(row: &'a DeTable<'_>, key: &str) -> impl Iterator<Item = &'a DeTable<'a>> {
    value(row, key).and_then(DeValue::as_array).into_iter().flatten().filter_map(|it| it.get_ref().as_table())
}

fn ids(file: &DeTable<'_>, key: &str) -> Vec<String> {
    rows(file, key).map(|row| said(row, "id")).collect()
}

/// A text; empty where there is none.
fn said(row: &DeTable<'_>, key: &str) -> String {
    value(row, key).and_then(DeValue::as_str).unwrap_or_default().to_owned()
}

/// Texts, numbers and flags, as they are written.
fn figures(row: &DeTable<'_>, keys: &[&str]) -> String {
    let figures = keys.iter().filter_map(|key| match value(row, key)? {
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        other => other.as_str().map(str::to_owned),
    });
    figures.collect::<Vec<_>>().join(" ")
}

/// One text, or a list of them.
fn list(row: &DeTable<'_>, key: &str) -> Vec<String> {
    value(row, key).map(strings).unwrap_or_default()
}

fn strings(value: &DeValue<'_>) -> Vec<String> {
    match value.as_array() {
        Some(items) => items.iter().filter_map(|it| it.get_ref().as_str()).map(str::to_owned).collect(),
        None => value.as_str().map(str::to_owned).into_iter().collect(),
    }
}
