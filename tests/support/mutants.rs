//! Alterations of a rules file, one at a time and in order: every row dropped and exchanged with the next, every name
//! and value replaced, every part of every condition dropped, turned round, narrowed and widened. Each is an edit of the
//! text, as somebody makes it; which of them do harm is not known here.

mod altered;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use altered::{Names, Written, list, next, quoted, text};

/// A rules file with one thing altered.
#[derive(Debug)]
pub(super) struct Mutant {
    /// What was done.
    pub kind: &'static str,
    /// To what.
    pub what: String,
    edits: Vec<(Range<usize>, String)>,
}

impl Mutant {
    /// The altered text.
    pub(super) fn text(&self, original: &str) -> String {
        let mut text = original.to_owned();
        let mut edits: Vec<_> = self.edits.iter().collect();
        edits.sort_by_key(|it| std::cmp::Reverse(it.0.start));
        for (range, new) in edits {
            text.replace_range(range.clone(), new);
        }
        text
    }
}

/// Which names stand where: kind of row, field, kind of what it names.
const NAMES: [(&str, &str, &str); 14] = [
    ("question", "sources", "section"),
    ("delay", "sources", "section"),
    ("piece", "document", "document"),
    ("piece", "prepared-in", "step"),
    ("piece", "signed-by", "actor"),
    ("rule", "verdict", "verdict"),
    ("rule", "card", "card"),
    ("rule", "delay", "delay"),
    ("rule", "sources", "section"),
    ("step", "actor", "actor"),
    ("step", "organism", "organism"),
    ("step", "documents", "document"),
    ("step", "sends", "piece"),
    ("step", "sources", "section"),
];

/// Every alteration of a rules file.
pub(super) fn mutants(text: &str) -> Vec<Mutant> {
    let file = DeTable::parse(text).expect("the file is sound");
    let all = Altering { text, file: file.get_ref(), made: Vec::new() };
    all.rows().offers().names().values().attributes().conditions().made
}

struct Altering<'a> {
    text: &'a str,
    file: &'a DeTable<'a>,
    made: Vec<Mutant>,
}

impl Altering<'_> {
    fn one(&mut self, kind: &'static str, what: &str, edits: &[(Range<usize>, String)]) {
        self.made.push(Mutant { kind, what: what.to_owned(), edits: edits.to_vec() });
    }

    /// Rows, choices and ways dropped, and exchanged with the next of their kind.
    fn rows(mut self) -> Self {
        let kinds = ["section", "question", "question.choice", "fact", "piece", "rule", "step", "step.option", "note"];
        for (kind, [dropped, exchanged]) in kinds.iter().zip([
            ["section dropped", "sections exchanged"],
            ["question dropped", "questions exchanged"],
            ["choice dropped", "choices exchanged"],
            ["fact dropped", "facts exchanged"],
            ["piece dropped", "pieces exchanged"],
            ["rule dropped", "rules exchanged"],
            ["step dropped", "steps exchanged"],
            ["way dropped", "ways exchanged"],
            ["note dropped", "notes exchanged"],
        ]) {
            let blocks = blocks(self.text, kind);
            for (place, block) in blocks.iter().enumerate() {
                let name = title(&self.text[block.clone()]);
                self.one(dropped, &name, &[(block.clone(), String::new())]);
                // Choices and ways have their place in one question or step.
                let next = blocks.get(place + 1).filter(|next| {
                    let between = &self.text[block.end..next.start];
                    !kind.contains('.') || !between.contains("[[")
                });
                if let Some(next) = next {
                    let [one, other] = [block, next].map(|it| self.text[it.clone()].to_owned());
                    self.one(exchanged, &name, &[(block.clone(), other), (next.clone(), one)]);
                }
            }
        }
        self
    }

    /// All choices of a question offered after the first answer of all only.
    fn offers(mut self) -> Self {
        let first = rows(self.file, "question").next().expect("there are questions");
        let choice = rows(first, "choice").next().expect("it has choices");
        let when = format!("{{ {} = {} }}", id(first), quoted(&id(choice)));
        for question in rows(self.file, "question").skip(1) {
            let edits = rows(question, "choice").map(|choice| {
                if let Some(own) = field(choice, "when") {
                    return (own.span(), when.clone());
                }
                let end = line(self.text, field(choice, "text").expect("a text").span()).end;
                (end..end, format!("when = {when}\n"))
            });
            let edits: Vec<_> = edits.collect();
            self.one("question offered less", &id(question), &edits);
        }
        self
    }

    /// Ids renamed where they are given, misspelt where they are used, and exchanged for their neighbours.
    fn names(mut self) -> Self {
        for kind in ["question", "fact", "piece", "proviso", "rule", "step", "document", "note", "delay", "verdict"] {
            for row in rows(self.file, kind) {
                let id = field(row, "id").expect("a row has an id");
                let renamed = format!("{}-x", text(id.get_ref()));
                self.one(
                    "id renamed where it is given",
                    &format!("{kind} {}", text(id.get_ref())),
                    &[(id.span(), quoted(&renamed))],
                );
            }
        }
        for (kind, key, named) in NAMES {
            let known: Vec<_> = rows(self.file, named).map(|row| id(row)).collect();
            for row in rows(self.file, kind) {
                let Some(value) = field(row, key) else { continue };
                let what = format!("{key} of {kind} {}", id(row));
                let several = value.get_ref().is_array();
                let names = list(value.get_ref());
                let write = |names: &[String]| {
                    if several {
                        return Written::List(names.iter().cloned().map(Written::Text).collect()).to_string();
                    }
                    names.first().map(|it| quoted(it)).unwrap_or_default()
                };
                let with = |place: usize, name: String| {
                    let mut names = names.clone();
                    names[place] = name;
                    write(&names)
                };
                for (place, name) in names.iter().enumerate() {
                    let next = next(&known, &names, name);
                    self.one("name exchanged", &format!("{name}, {what}"), &[(value.span(), with(place, next))]);
                    if several {
                        let fewer: Vec<_> = names.iter().filter(|it| *it != name).cloned().collect();
                        self.one("name dropped", &format!("{name}, {what}"), &[(value.span(), write(&fewer))]);
                    }
                }
                self.one("name misspelt", &what, &[(value.span(), with(0, format!("{}s", names[0])))]);
                if ["card", "delay", "organism"].contains(&key) {
                    let line = line(self.text, value.span());
                    self.one("field dropped", &what, &[(line, String::new())]);
                }
            }
        }
        self
    }

    /// Flags turned round, figures one more, one kind of document for another.
    fn values(mut self) -> Self {
        for (kind, key) in [
            ("verdict", "card"),
            ("verdict", "organism"),
            ("card", "insi"),
            ("delay", "new-codes"),
            ("delay", "card-working-days"),
            ("delay", "codes-working-hours"),
            ("document", "kind"),
        ] {
            for row in rows(self.file, kind) {
                let value = field(row, key).expect("every row has it");
                let (done, new) = match value.get_ref() {
                    DeValue::Boolean(flag) => ("flag turned round", (!flag).to_string()),
                    DeValue::Integer(number) => ("figure exchanged", format!("{}1", number.as_str())),
                    kind => ("kind exchanged", quoted(if text(kind) == "form" { "guide" } else { "form" })),
                };
                self.one(done, &format!("{key} of {kind}"), &[(value.span(), new)]);
            }
        }
        self
    }

    /// Attributes of choices exchanged, dropped and added.
    fn attributes(mut self) -> Self {
        for question in rows(self.file, "question") {
            let Some(declared) = field(question, "attributes").and_then(|it| it.get_ref().as_table()) else { continue };
            for choice in rows(question, "choice") {
                let id = id(choice);
                let own = field(choice, "attributes");
                let given = own.map(|it| Written::of(it.get_ref()).entries()).unwrap_or_default();
                let at = own.map_or_else(
                    || {
                        let end = line(self.text, field(choice, "text").expect("a text").span()).end;
                        end..end
                    },
                    Spanned::span,
                );
                let mut write = |kind, name: &str, entries: Vec<(String, Written)>| {
                    let table = Written::Table(entries).to_string();
                    let table = if own.is_some() { table } else { format!("attributes = {table}\n") };
                    self.one(kind, &format!("{name} of {id}"), &[(at.clone(), table)]);
                };
                for (key, values) in declared {
                    let (key, values) = (key.get_ref().to_string(), list(values.get_ref()));
                    let others: Vec<_> = given.iter().filter(|it| it.0 != key).cloned().collect();
                    let has = given.iter().find(|it| it.0 == key).map(|it| it.1.names().join(" "));
                    let with =
                        |value: &String| [others.clone(), vec![(key.clone(), Written::Text(value.clone()))]].concat();
                    match has {
                        Some(value) => {
                            write("attribute dropped", &key, others.clone());
                            if values.len() > 1 {
                                write("attribute exchanged", &key, with(&next(&values, &[], &value)));
                            }
                        }
                        None => write("attribute added", &key, with(&values[0])),
                    }
                }
            }
        }
        self
    }

    /// Every part of every condition.
    fn conditions(mut self) -> Self {
        let names = Names {
            facts: rows(self.file, "fact").map(|row| id(row)).collect(),
            questions: rows(self.file, "question")
                .flat_map(|row| {
                    let named = id(row);
                    let choices = rows(row, "choice").map(|it| id(it)).collect();
                    let declared =
                        field(row, "attributes").and_then(|it| it.get_ref().as_table()).into_iter().flatten();
                    let attributes =
                        declared.map(|(key, values)| (format!("{named}.{}", key.get_ref()), list(values.get_ref())));
                    std::iter::once((named.clone(), choices)).chain(attributes.collect::<Vec<_>>())
                })
                .collect(),
        };
        for kind in ["section", "question", "fact", "rule", "step", "note"] {
            for row in rows(self.file, kind) {
                let id = id(row);
                let provisos = field(row, "provisos").and_then(|it| it.get_ref().as_array()).into_iter().flatten();
                let within = provisos.filter_map(|it| it.get_ref().as_table()).chain(rows(row, "choice"));
                for row in std::iter::once(row).chain(within) {
                    let Some(when) = field(row, "when") else { continue };
                    for (done, altered) in names.alter(&Written::of(when.get_ref())) {
                        self.one(done, &format!("{kind} {id}: {altered}"), &[(when.span(), altered.to_string())]);
                    }
                }
            }
        }
        self
    }
}

/// The rows of a kind as they stand in the text, each from its header to its last line; a row holds what is within it.
fn blocks(text: &str, kind: &str) -> Vec<Range<usize>> {
    let (header, within) = (format!("[[{kind}]]"), [format!("[[{kind}."), format!("[{kind}.")]);
    let (mut blocks, mut open, mut end, mut at) = (Vec::new(), None, 0, 0);
    for line in text.split_inclusive('\n') {
        let is_header = line.starts_with('[') && !within.iter().any(|it| line.starts_with(it));
        if is_header {
            blocks.extend(open.take().map(|start| start..end));
            open = line.starts_with(&header).then_some(at);
        }
        at += line.len();
        if !line.trim().is_empty() && !line.starts_with('#') {
            end = at;
        }
    }
    blocks.extend(open.map(|start| start..end));
    blocks
}

/// What a row is called.
fn title(row: &str) -> String {
    row.lines().find_map(|line| line.strip_prefix("id = ")).unwrap_or_default().trim_matches('"').to_owned()
}

/// The whole lines around a value.
fn line(text: &str, value: Range<usize>) -> Range<usize> {
    let start = text[..value.start].rfind('\n').map_or(0, |it| it + 1);
    let end = text[value.end..].find('\n').map_or(text.len(), |it| value.end + it + 1);
    start..end
}

fn rows<'a>(row: &'a DeTable<'a>, kind: &str) -> impl Iterator<Item = &'a DeTable<'a>> + use<'a> {
    let rows = field(row, kind).and_then(|it| it.get_ref().as_array());
    rows.into_iter().flatten().filter_map(|it| it.get_ref().as_table())
}

fn id(row: &DeTable<'_>) -> String {
    text(field(row, "id").expect("a row has an id").get_ref())
}

fn field<'a>(row: &'a DeTable<'a>, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
    row.iter().find(|it| it.0.get_ref() == key).map(|it| it.1)
}
