//! What a compiled pack must be for everything after it to hold, beyond ids that have their rows, which is how it was read:
//! parts that run side by side are as long as each other, names are names, addresses are safe, and the graph asks in order.
//!
//! The check proves far more of a rules file: that every situation has its rule and a complete plan. That cannot be seen
//! again in what was compiled, and nobody can walk into harm for want of it: a forged pack may decide nonsense, but no
//! page of it fails, and none leads anywhere but to an https address.
//!
//! A test a kind of forgery: that is why it is long.

use super::form::{is_address, is_date, is_day, is_drawing, is_id, is_language};
use super::graph::{Graph, Target};
use super::{ChoiceId, Condition, Contact, Guide, Id, Logic, NoteSource, Orders, Plan, Words};

/// Whether all of it holds.
pub(super) fn sound(guide: &Guide, graph: &Graph, others: &[Words]) -> bool {
    let Guide { logic, words } = guide;
    let spoken = std::iter::once(words).chain(others);
    names(logic)
        && forms(logic)
        && facts(logic)
        && asks(logic, graph)
        && graph.plans().all(|(_, it)| plan(logic, it))
        && spoken.clone().all(|it| says(logic, it))
        && distinct(spoken.map(|it| (0, it.lang.as_str())))
}

/// Every name is one, and there once: links, events and the drawing go by them.
fn names(logic: &Logic) -> bool {
    let mut names = Vec::new();
    let mut kind = 0;
    macro_rules! rows {
        ($($rows:expr),*) => {$(
            kind += 1;
            for row in $rows {
                names.push((kind, row.key.as_str()));
            }
        )*};
    }
    rows! {
        logic.sections.rows(), logic.questions.rows(), logic.facts.rows(), logic.verdicts.rows(), logic.cards.rows(),
        logic.delays.rows(), logic.actors.rows(), logic.organisms.rows(), logic.documents.rows(), logic.pieces.rows(),
        logic.provisos.rows(), logic.rules.rows(), logic.steps.rows(), logic.notes.rows(), logic.terms.rows(),
        logic.mails.rows(), &logic.earlier
    }
    for question in logic.questions.rows() {
        rows!(&question.choices);
    }
    for step in logic.steps.rows() {
        rows!(&step.options);
    }
    let own = [&logic.pack, &logic.edition, &logic.digest];
    names.iter().all(|(_, name)| is_id(name)) && own.iter().all(|name| is_id(name)) && distinct(names.into_iter())
}

/// Whether each is there once.
fn distinct<'a>(names: impl Iterator<Item = (usize, &'a str)>) -> bool {
    let mut sorted = Vec::new();
    for name in names {
        match sorted.binary_search(&name) {
            Ok(_) => return false,
            Err(place) => sorted.insert(place, name),
        }
    }
    true
}

/// Addresses, days and drawings.
fn forms(logic: &Logic) -> bool {
    let address = |it: &Option<String>| it.as_deref().is_none_or(is_address);
    let drawing = |it: &Option<String>| it.as_deref().is_none_or(is_drawing);
    logic.cards.rows().all(|it| drawing(&it.drawing))
        && logic.organisms.rows().all(|it| address(&it.url) && drawing(&it.drawing))
        && logic.documents.rows().all(|it| address(&it.url) && address(&it.found_at) && is_day(&it.checked))
        && logic.rules.rows().all(|it| is_day(&it.checked))
        && logic.steps.rows().all(|it| is_day(&it.checked))
        && logic.notes.rows().all(|it| {
            let source = match &it.source {
                NoteSource::Page(url) => is_address(url),
                NoteSource::Sheet(_) => true,
            };
            let links = it.links.iter().all(|url| is_address(url));
            source && links && is_day(&it.checked) && it.date.as_deref().is_none_or(is_date)
        })
}

/// No named condition leads back to itself: each is settled once all that it names are.
fn facts(logic: &Logic) -> bool {
    fn settled(condition: &Condition, known: &[bool]) -> bool {
        match condition {
            Condition::Answer(..) => true,
            Condition::Fact(fact) => known.get(fact.row()) == Some(&true),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().all(|part| settled(part, known)),
            Condition::Not(part) => settled(part, known),
        }
    }
    let mut known = vec![false; logic.facts.len()];
    loop {
        let before = known.clone();
        for (id, fact) in logic.facts.iter() {
            let holds = settled(&fact.when, &known);
            if let Some(known) = known.get_mut(id.row()) {
                *known = holds;
            }
        }
        if known == before {
            return known.into_iter().all(|it| it);
        }
    }
}

/// A node has an edge for each choice of its question, at least one of them offered, and what it asks is asked in order.
fn asks(logic: &Logic, graph: &Graph) -> bool {
    graph.nodes().all(|node| {
        let question = graph.question(node);
        let choices = logic.questions[question].choices.len();
        let mut offered = graph.offered(node).map(|(_, target)| match target {
            Target::Ask(later) => graph.question(later) > question,
            Target::Decide(_) => true,
        });
        let first = offered.next() == Some(true);
        first && offered.all(|it| it) && graph.edges(node) == choices && choices <= ChoiceId::LIMIT
    })
}

/// What a plan lists comes in the order of the pack, or of use; each once.
fn plan(logic: &Logic, plan: &Plan) -> bool {
    let rule = &logic.rules[plan.rule];
    let verdict = &logic.verdicts[rule.verdict];
    (verdict.orders == Orders::Card) == rule.card.is_some()
        && (verdict.contact == Contact::Organism) != plan.organisms.is_empty()
        && plan.steps.is_sorted_by(|one, next| one.step < next.step)
        && plan.notes.is_sorted_by(|one, next| one < next)
        && plan.sources.is_sorted_by(|one, next| one < next)
        && once(&plan.organisms)
        && once(&plan.documents)
}

fn once<K>(ids: &[Id<K>]) -> bool {
    ids.iter().enumerate().all(|(place, id)| !ids.iter().take(place).any(|before| before == id))
}

/// The words run beside the rows that they are for, and those that the page takes apart can be.
fn says(logic: &Logic, words: &Words) -> bool {
    let mut questions = logic.questions.rows().zip(words.questions.rows());
    let mut steps = logic.steps.rows().zip(words.steps.rows());
    let mut notes = logic.notes.rows().zip(words.notes.rows());
    let differs = logic.earlier.iter().map(|it| it.differs.len());
    questions.all(|(it, said)| it.choices.len() == said.choices.len())
        && differs.eq(words.earlier.iter().map(Vec::len))
        && steps.all(|(it, said)| it.options.len() == said.options.len())
        && notes.all(|(it, said)| {
            let page = matches!(it.source, NoteSource::Page(_));
            it.links.len() == said.links.len() && page == said.source.is_some()
        })
        && words.texts.are_whole()
        && is_day(&words.checked)
        && is_language(&words.lang)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::LazyLock;

    use super::super::graph::{Node, NodeId, PlanId};
    use super::super::source::Source;
    use super::super::words::Texts;
    use super::super::{Choice, Edition, StepOption, Table, bytes};
    use super::*;

    /// All that a compiled pack holds, to be altered.
    #[derive(Clone)]
    struct Forged {
        logic: Logic,
        words: Words,
        nodes: Vec<Node>,
        plans: Vec<Plan>,
        root: Target,
        others: Vec<Words>,
    }

    impl Forged {
        fn new() -> Self {
            static SHIPPED: LazyLock<Forged> = LazyLock::new(|| {
                let (guide, graph, others) = Source::open(Path::new("src/pack/cpx.toml")).unwrap().compile().unwrap();
                let Guide { logic, words } = guide;
                let (nodes, plans, root) = graph.parts();
                Forged { logic, words, nodes, plans, root, others }
            });
            SHIPPED.clone()
        }

        /// What is stored of it, as far as there is a graph at all.
        fn stored(self) -> Option<Vec<u8>> {
            let graph = Graph::new(self.nodes, self.plans, self.root)?;
            Some(bytes::stored(&Guide { logic: self.logic, words: self.words }, &graph, &self.others))
        }

        /// Whether it would be used.
        fn used(self) -> bool {
            let read = self.stored().and_then(|stored| bytes::restored(&stored));
            read.is_some_and(|(guide, graph, others)| sound(&guide, &graph, &others))
        }
    }

    /// A table with its rows altered.
    fn rows<K, T: Clone>(table: &mut Table<K, T>, alter: impl FnOnce(&mut Vec<T>)) {
        let mut rows: Vec<T> = table.rows().cloned().collect();
        alter(&mut rows);
        *table = Table::new(rows).unwrap();
    }

    #[track_caller]
    fn refused(alter: impl FnOnce(&mut Forged)) {
        let mut forged = Forged::new();
        alter(&mut forged);
        assert!(!forged.used());
    }

    /// An id of a row that does not exist.
    fn beyond<K, T>(table: &Table<K, T>) -> Id<K> {
        Id::at(table.len()).unwrap()
    }

    #[test]
    fn what_the_check_has_passed_is_sound() {
        assert!(Forged::new().used());
    }

    #[test]
    fn no_id_is_without_its_row() {
        refused(|it| it.plans[0].rule = beyond(&it.logic.rules));
        refused(|it| it.plans[0].organisms.push(beyond(&it.logic.organisms)));
        refused(|it| it.plans[0].documents.push(beyond(&it.logic.documents)));
        refused(|it| it.plans[0].notes.push(beyond(&it.logic.notes)));
        refused(|it| it.plans[0].sources.push(beyond(&it.logic.sections)));
        refused(|it| it.plans[0].steps[0].step = beyond(&it.logic.steps));
        refused(|it| it.plans[0].steps[0].proviso = Some(beyond(&it.logic.provisos)));
        refused(|it| it.nodes[0].question = beyond(&it.logic.questions));
        refused(|it| rows(&mut it.logic.rules, |rows| rows[0].verdict = Id::at(60_000).unwrap()));
        refused(|it| rows(&mut it.logic.rules, |rows| rows[0].card = Id::at(60_000)));
        refused(|it| rows(&mut it.logic.rules, |rows| rows[0].delay = Id::at(60_000)));
        refused(|it| rows(&mut it.logic.steps, |rows| rows[0].actor = Id::at(60_000).unwrap()));
        refused(|it| rows(&mut it.logic.steps, |rows| rows[0].sends.push(Id::at(60_000).unwrap())));
        refused(|it| rows(&mut it.logic.pieces, |rows| rows[0].document = Id::at(60_000).unwrap()));
        refused(|it| rows(&mut it.logic.questions, |rows| rows[0].terms.push(Id::at(60_000).unwrap())));
        refused(|it| rows(&mut it.logic.mails, |rows| rows[0].actors.push(Id::at(60_000).unwrap())));
        refused(|it| {
            let nowhere = Condition::Fact(Id::at(60_000).unwrap());
            rows(&mut it.logic.rules, |rows| rows[0].when = nowhere);
        });
    }

    #[test]
    fn every_table_of_a_kind_has_all_its_rows() {
        macro_rules! shorter {
            ($($table:ident)*) => {$(
                refused(|it| rows(&mut it.words.$table, |rows| drop(rows.pop())));
                refused(|it| rows(&mut it.others[0].$table, |rows| rows.push(rows[0].clone())));
                refused(|it| rows(&mut it.logic.$table, |rows| rows.push(rows[0].clone())));
            )*};
        }
        shorter! {
            sections questions verdicts cards delays actors organisms documents pieces provisos rules steps notes terms
            mails
        }
    }

    #[test]
    fn what_runs_side_by_side_is_as_long() {
        refused(|it| rows(&mut it.words.questions, |rows| drop(rows[0].choices.pop())));
        refused(|it| rows(&mut it.others[0].questions, |rows| drop(rows[0].choices.pop())));
        refused(|it| {
            let choice = Choice { key: "more".to_owned(), when: Condition::always() };
            rows(&mut it.logic.questions, |rows| rows[0].choices.push(choice));
        });
        refused(|it| rows(&mut it.words.steps, |rows| rows.iter_mut().for_each(|it| drop(it.options.pop()))));
        refused(|it| {
            let (key, organism) = ("more".to_owned(), None);
            let option = StepOption { key, organism, documents: Vec::new(), sends: Vec::new() };
            rows(&mut it.logic.steps, |rows| rows[0].options.push(option));
        });
        refused(|it| rows(&mut it.words.notes, |rows| rows[0].links.push("more".to_owned())));
        refused(|it| it.words.earlier.push(Vec::new()));
        refused(|it| rows(&mut it.words.notes, |rows| rows.iter_mut().for_each(|it| it.source = None)));
        refused(|it| it.nodes[0].edges.push(None));
        refused(|it| it.nodes[0].edges.truncate(1));
    }

    #[test]
    fn what_the_page_takes_apart_is_whole() {
        let all = |texts: &Texts| -> Vec<String> {
            let text = |name: &str| match name {
                "months" => texts.months(),
                "weekdays" => texts.weekdays(),
                _ => "t",
            };
            Texts::NAMES.iter().map(|name| text(name).to_owned()).collect()
        };
        let with = |it: &mut Forged, alter: &dyn Fn(&mut Vec<String>)| {
            let mut texts = all(&it.words.texts);
            alter(&mut texts);
            it.words.texts = Texts::new(texts);
        };
        let place = |name: &str| Texts::NAMES.iter().position(|it| *it == name).unwrap();
        let mut sound = Forged::new();
        with(&mut sound, &|_| {});
        assert!(sound.used());
        refused(|it| with(it, &|texts| drop(texts.pop())));
        refused(|it| with(it, &|texts| texts.push(String::new())));
        refused(|it| with(it, &|texts| texts[place("months")].push_str(" more")));
        refused(|it| with(it, &|texts| texts[place("weekdays")] = "lundi mardi".to_owned()));
        refused(|it| it.words.checked = "2026-13-01".to_owned());
        refused(|it| it.others[0].checked = "yesterday".to_owned());
        refused(|it| it.words.lang = "\"".to_owned());
        refused(|it| it.words.lang.clear());
        refused(|it| it.others[0].lang = it.words.lang.clone());
    }

    #[test]
    fn names_are_names_and_there_once() {
        macro_rules! named {
            ($($table:ident)*) => {$(
                refused(|it| rows(&mut it.logic.$table, |rows| rows[0].key = "no id".to_owned()));
                refused(|it| rows(&mut it.logic.$table, |rows| rows[0].key = rows[1].key.clone()));
            )*};
        }
        named! {
            sections questions facts verdicts cards delays actors organisms documents pieces provisos rules steps notes
            terms mails
        }
        refused(|it| rows(&mut it.logic.questions, |rows| rows[0].choices[0].key = rows[0].choices[1].key.clone()));
        refused(|it| rows(&mut it.logic.questions, |rows| rows[0].choices[0].key = "a&b".to_owned()));
        refused(|it| it.logic.pack.clear());
        refused(|it| it.logic.edition.push('&'));
        refused(|it| it.logic.digest.clear());
        let edition = |key: &str| Edition { key: key.to_owned(), renamed: Vec::new(), differs: Vec::new() };
        refused(|it| {
            it.logic.earlier.push(edition("a&b"));
            it.words.earlier.push(Vec::new());
            it.others[0].earlier.push(Vec::new());
        });
    }

    #[test]
    fn addresses_days_and_drawings_are_what_they_are_called() {
        let evil = || Some("javascript:alert(1)".to_owned());
        refused(|it| rows(&mut it.logic.organisms, |rows| rows[0].url = evil()));
        refused(|it| rows(&mut it.logic.documents, |rows| rows[0].url = evil()));
        refused(|it| rows(&mut it.logic.documents, |rows| rows[0].found_at = Some("http://example.org".to_owned())));
        refused(|it| rows(&mut it.logic.notes, |rows| rows[0].source = NoteSource::Page("data:,".to_owned())));
        refused(|it| {
            rows(&mut it.logic.notes, |rows| rows[0].links.push("https://".to_owned()));
            rows(&mut it.words.notes, |rows| rows[0].links.push("x".to_owned()));
            rows(&mut it.others[0].notes, |rows| rows[0].links.push("x".to_owned()));
        });
        refused(|it| rows(&mut it.logic.notes, |rows| rows[0].date = Some("soon".to_owned())));
        refused(|it| rows(&mut it.logic.notes, |rows| rows[0].checked = "2026".to_owned()));
        refused(|it| rows(&mut it.logic.rules, |rows| rows[0].checked.clear()));
        refused(|it| rows(&mut it.logic.steps, |rows| rows[0].checked.clear()));
        refused(|it| rows(&mut it.logic.documents, |rows| rows[0].checked.clear()));
        refused(|it| rows(&mut it.logic.cards, |rows| rows[0].drawing = Some("url(#x)".to_owned())));
        refused(|it| rows(&mut it.logic.organisms, |rows| rows[0].drawing = Some(String::new())));
    }

    #[test]
    fn a_named_condition_does_not_lead_back_to_itself() {
        let fact = |row| Condition::Fact(Id::at(row).unwrap());
        refused(|it| rows(&mut it.logic.facts, |rows| rows[0].when = fact(0)));
        refused(|it| {
            rows(&mut it.logic.facts, |rows| {
                rows[0].when = Condition::All(vec![Condition::Not(Box::new(fact(1)))]);
                rows[1].when = Condition::Any(vec![fact(0)]);
            });
        });
    }

    #[test]
    fn what_is_asked_is_asked_in_order() {
        refused(|it| it.nodes[0].edges.fill(None));
        refused(|it| it.root = Target::Ask(NodeId(u32::MAX)));
        refused(|it| it.root = Target::Decide(PlanId(u32::MAX)));
        // Back to itself, and to what was asked before.
        refused(|it| it.nodes[0].edges[0] = Some(Target::Ask(NodeId(0))));
        refused(|it| {
            let last = it.nodes.len() - 1;
            it.nodes[0].question = it.nodes[last].question;
        });
        refused(|it| {
            let first = it.nodes[0].clone();
            let edges = first.edges.iter().map(|_| Some(Target::Ask(NodeId(0)))).collect();
            it.nodes[1] = Node { question: first.question, edges };
        });
    }

    #[test]
    fn a_plan_lists_each_thing_once_and_in_order() {
        let all = Forged::new();
        let long = all.plans.iter().position(|it| it.steps.len() > 1 && it.organisms.len() > 1).unwrap();
        let alter = |alter: &dyn Fn(&mut Plan)| refused(|it| alter(&mut it.plans[long]));
        alter(&|it| it.steps.reverse());
        alter(&|it| it.steps.push(it.steps[0].clone()));
        alter(&|it| it.organisms.push(it.organisms[0]));
        alter(&|it| it.organisms.clear());
        alter(&|it| it.documents.push(it.documents[0]));
        alter(&|it| it.notes.push(it.notes[0]));
        alter(&|it| it.sources.reverse());
        refused(|it| rows(&mut it.logic.rules, |rows| rows[0].card = None));
    }
}
