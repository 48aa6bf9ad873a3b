//! The rules file as it is written: names are still text, each with its place. This is the only file that knows what
//! the file looks like; what the names mean is settled by the check.
//!
//! One type a kind of row, in the order of the file: that is why it is long.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{At, Place, Problem, Text};
use super::read::{self, Fields, Found};

/// The whole file.
#[derive(Debug, Default)]
pub struct Draft {
    pub(super) pack: Option<Pack>,
    pub(super) texts: Vec<(Text, Text)>,
    pub(super) texts_at: Place,
    pub(super) earlier: Vec<Edition>,
    pub(super) sections: Vec<Section>,
    pub(super) terms: Vec<Named>,
    pub(super) actors: Vec<Actor>,
    pub(super) organisms: Vec<Organism>,
    pub(super) cards: Vec<Card>,
    pub(super) verdicts: Vec<Verdict>,
    pub(super) delays: Vec<Delay>,
    pub(super) questions: Vec<Question>,
    pub(super) facts: Vec<Fact>,
    pub(super) pieces: Vec<Piece>,
    pub(super) provisos: Vec<Proviso>,
    pub(super) rules: Vec<Rule>,
    pub(super) steps: Vec<Step>,
    pub(super) documents: Vec<Document>,
    pub(super) notes: Vec<Note>,
    pub(super) mails: Vec<Mail>,
}

#[derive(Debug)]
pub(super) struct Mail {
    pub(super) id: Text,
    pub(super) label: Text,
    pub(super) subject: Text,
    pub(super) opening: Text,
    pub(super) closing: Text,
    pub(super) actors: Vec<Text>,
    pub(super) concerns: Vec<Text>,
}

#[derive(Debug)]
pub(super) struct Pack {
    pub(super) id: Text,
    pub(super) edition: Text,
    pub(super) lang: Text,
    pub(super) title: Text,
    pub(super) intro: Text,
    pub(super) disclaimer: Text,
    pub(super) sheet: Text,
    pub(super) checked: Text,
    /// For how many months a comparison with the source holds.
    pub(super) review_months: Option<u16>,
}

#[derive(Debug)]
pub(super) struct Edition {
    pub(super) key: Text,
    pub(super) renamed: Vec<Renamed>,
    pub(super) differs: Vec<Differs>,
}

#[derive(Debug)]
pub(super) struct Differs {
    pub(super) when: Test,
    pub(super) said: Text,
}

#[derive(Debug)]
pub(super) struct Renamed {
    pub(super) was: Text,
    pub(super) is: Text,
}

/// A test over answers, as written.
#[derive(Debug)]
pub(super) enum Test {
    /// `question = …` or `question.attribute = …`.
    Answer {
        name: Text,
        values: Vec<Text>,
    },
    /// `fact = …`.
    Fact(Vec<Text>),
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
}

#[derive(Debug)]
pub(super) struct Section {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) when: Test,
}

#[derive(Debug)]
pub(super) struct Named {
    pub(super) id: Text,
    pub(super) name: Text,
    pub(super) text: Text,
}

#[derive(Debug)]
pub(super) struct Actor {
    pub(super) id: Text,
    pub(super) name: Text,
}

#[derive(Debug)]
pub(super) struct Organism {
    pub(super) named: Named,
    pub(super) url: Option<Text>,
    pub(super) drawing: Option<Text>,
}

#[derive(Debug)]
pub(super) struct Card {
    pub(super) named: Named,
    pub(super) title: Text,
    pub(super) insi: bool,
    pub(super) drawing: Option<Text>,
}

#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) id: Text,
    pub(super) name: Text,
    pub(super) card: bool,
    pub(super) organism: bool,
}

#[derive(Debug)]
pub(super) struct Delay {
    pub(super) id: Text,
    pub(super) card_working_days: u16,
    pub(super) codes_working_hours: u16,
    pub(super) new_codes: bool,
    pub(super) from: Text,
    pub(super) start: Text,
    pub(super) card: Text,
    pub(super) codes: Text,
    pub(super) sources: Vec<Text>,
}

#[derive(Debug)]
pub(super) struct Question {
    pub(super) id: Text,
    pub(super) text: Text,
    pub(super) short: Text,
    pub(super) hint: Text,
    pub(super) error: Text,
    pub(super) terms: Vec<Text>,
    pub(super) sources: Vec<Text>,
    pub(super) attributes: Vec<(Text, Vec<Text>)>,
    pub(super) choices: Vec<Choice>,
}

#[derive(Debug)]
pub(super) struct Choice {
    pub(super) id: Text,
    pub(super) text: Text,
    pub(super) hint: Option<Text>,
    pub(super) also: Vec<Text>,
    pub(super) when: Test,
    pub(super) attributes: Vec<(Text, Vec<Text>)>,
}

#[derive(Debug)]
pub(super) struct Fact {
    pub(super) id: Text,
    pub(super) when: Test,
}

#[derive(Debug)]
pub(super) struct Piece {
    pub(super) id: Text,
    pub(super) document: Text,
    pub(super) title: Option<Text>,
    pub(super) text: Option<Text>,
    pub(super) prepared_in: Vec<Text>,
    pub(super) signed_by: Vec<Text>,
    pub(super) marks: Vec<Text>,
    pub(super) sources: Vec<Text>,
}

#[derive(Debug)]
pub(super) struct Proviso {
    pub(super) id: Text,
    pub(super) text: Text,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub(super) id: Text,
    pub(super) when: Test,
    pub(super) verdict: Text,
    pub(super) card: Option<Text>,
    pub(super) delay: Option<Text>,
    pub(super) after: Vec<Text>,
    pub(super) title: Text,
    pub(super) text: Option<Text>,
    pub(super) sources: Vec<Text>,
    pub(super) checked: Option<Text>,
    pub(super) check_before: Option<Text>,
}

#[derive(Debug)]
pub(super) struct Step {
    pub(super) id: Text,
    pub(super) when: Test,
    pub(super) title: Text,
    pub(super) text: Option<Text>,
    pub(super) actor: Text,
    pub(super) provisos: Vec<Needed>,
    pub(super) organism: Option<Text>,
    pub(super) documents: Vec<Needed>,
    pub(super) sends: Vec<Text>,
    pub(super) options: Vec<StepOption>,
    pub(super) milestone: Option<Text>,
    pub(super) sources: Vec<Text>,
    pub(super) checked: Option<Text>,
    pub(super) check_before: Option<Text>,
}

#[derive(Debug)]
pub(super) struct Needed {
    pub(super) id: Text,
    pub(super) when: Test,
}

#[derive(Debug)]
pub(super) struct StepOption {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) text: Option<Text>,
    pub(super) organism: Option<Text>,
    pub(super) documents: Vec<Text>,
    pub(super) sends: Vec<Text>,
}

#[derive(Debug)]
pub(super) struct Document {
    pub(super) id: Text,
    pub(super) kind: Text,
    pub(super) title: Text,
    pub(super) text: Option<Text>,
    pub(super) url: Option<Text>,
    pub(super) found_at: Option<Text>,
    pub(super) guide_for: Option<Text>,
    pub(super) sources: Vec<Text>,
    pub(super) checked: Option<Text>,
    pub(super) check_before: Option<Text>,
}

#[derive(Debug)]
pub(super) struct Note {
    pub(super) id: Text,
    pub(super) kind: Text,
    pub(super) when: Test,
    pub(super) text: Text,
    pub(super) source: Source,
    pub(super) date: Option<Text>,
    pub(super) links: Vec<Link>,
    pub(super) checked: Option<Text>,
    pub(super) check_before: Option<Text>,
}

#[derive(Debug)]
pub(super) enum Source {
    Sections(Vec<Text>),
    Page(Link),
}

#[derive(Debug)]
pub(super) struct Link {
    pub(super) name: Text,
    pub(super) url: Text,
}

/// Reads the file: whatever can be read, with every problem of syntax, missing, mistyped and unknown key.
#[must_use]
pub fn draft(source: &str) -> (Draft, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(source);
    let found = Found::new(read::syntax(&errors));
    let mut file = Fields::new(table.get_ref(), Place::default(), &found);
    let texts = file.value("texts");
    let draft = Draft {
        pack: file.table("pack", pack),
        texts_at: texts.map(|value| value.span().into()).unwrap_or_default(),
        texts: texts.and_then(|value| Fields::of(value, &found)).map_or_else(Vec::new, |fields| {
            fields.entries().filter_map(|(name, value)| Some((name, read::text(value, &found)?))).collect()
        }),
        earlier: file.rows("earlier", |row| Edition {
            key: row.text("edition"),
            renamed: row.rows("renamed", |row| Renamed { was: row.text("was"), is: row.text("is") }),
            differs: row.rows("differs", |row| Differs { when: when(row), said: row.text("said") }),
        }),
        sections: file.rows("section", |row| Section { id: row.text("id"), title: row.text("title"), when: when(row) }),
        terms: file.rows("term", named),
        actors: file.rows("actor", |row| Actor { id: row.text("id"), name: row.text("name") }),
        organisms: file.rows("organism", |row| Organism {
            named: named(row),
            url: row.maybe_text("url"),
            drawing: row.maybe_text("drawing"),
        }),
        cards: file.rows("card", |row| Card {
            named: named(row),
            title: row.text("title"),
            insi: row.flag("insi"),
            drawing: row.maybe_text("drawing"),
        }),
        verdicts: file.rows("verdict", verdict),
        delays: file.rows("delay", delay),
        questions: file.rows("question", |row| question(row, &found)),
        facts: file.rows("fact", |row| Fact { id: row.text("id"), when: when(row) }),
        pieces: file.rows("piece", piece),
        provisos: file.rows("proviso", |row| Proviso { id: row.text("id"), text: row.text("text") }),
        rules: file.rows("rule", rule),
        steps: file.rows("step", |row| step(row, &found)),
        documents: file.rows("document", document),
        notes: file.rows("note", |row| note(row, &found)),
        mails: file.rows("mail", mail),
    };
    file.done();
    (draft, found.into_inner())
}

fn pack(mut row: Fields<'_>) -> Pack {
    let pack = Pack {
        id: row.text("id"),
        edition: row.text("edition"),
        lang: row.text("lang"),
        title: row.text("title"),
        intro: row.text("intro"),
        disclaimer: row.text("disclaimer"),
        sheet: row.text("sheet"),
        checked: row.text("checked"),
        review_months: row.maybe_number("review-months"),
    };
    row.done();
    pack
}

fn named(row: &mut Fields<'_>) -> Named {
    Named { id: row.text("id"), name: row.text("name"), text: row.text("text") }
}

fn verdict(row: &mut Fields<'_>) -> Verdict {
    Verdict { id: row.text("id"), name: row.text("name"), card: row.flag("card"), organism: row.flag("organism") }
}

fn delay(row: &mut Fields<'_>) -> Delay {
    Delay {
        id: row.text("id"),
        card_working_days: row.number("card-working-days"),
        codes_working_hours: row.number("codes-working-hours"),
        new_codes: row.flag("new-codes"),
        from: row.text("from"),
        start: row.text("start"),
        card: row.text("card"),
        codes: row.text("codes"),
        sources: row.texts("sources"),
    }
}

fn question(row: &mut Fields<'_>, found: &Found) -> Question {
    Question {
        id: row.text("id"),
        text: row.text("text"),
        short: row.text("short"),
        hint: row.text("hint"),
        error: row.text("error"),
        terms: row.texts("terms"),
        sources: row.texts("sources"),
        attributes: attributes(row, found),
        choices: row.rows("choice", |row| Choice {
            id: row.text("id"),
            text: row.text("text"),
            hint: row.maybe_text("hint"),
            also: row.texts("also"),
            when: when(row),
            attributes: attributes(row, found),
        }),
    }
}

fn attributes(row: &mut Fields<'_>, found: &Found) -> Vec<(Text, Vec<Text>)> {
    let fields = row.value("attributes").and_then(|value| Fields::of(value, found));
    fields.map_or_else(Vec::new, |fields| {
        fields.entries().map(|(name, value)| (name, read::texts(value, found))).collect()
    })
}

fn rule(row: &mut Fields<'_>) -> Rule {
    Rule {
        id: row.text("id"),
        when: when(row),
        verdict: row.text("verdict"),
        card: row.maybe_text("card"),
        delay: row.maybe_text("delay"),
        after: row.texts("after"),
        title: row.text("title"),
        text: row.maybe_text("text"),
        sources: row.texts("sources"),
        checked: row.maybe_text("checked"),
        check_before: row.maybe_text("check-before"),
    }
}

fn step(row: &mut Fields<'_>, found: &Found) -> Step {
    Step {
        id: row.text("id"),
        when: when(row),
        title: row.text("title"),
        text: row.maybe_text("text"),
        actor: row.text("actor"),
        organism: row.maybe_text("organism"),
        provisos: needed(row.value("provisos"), "a list of provisos", found),
        documents: needed(row.value("documents"), "a list of documents", found),
        sends: row.texts("sends"),
        options: row.rows("option", |row| StepOption {
            id: row.text("id"),
            title: row.text("title"),
            text: row.maybe_text("text"),
            organism: row.maybe_text("organism"),
            documents: row.texts("documents"),
            sends: row.texts("sends"),
        }),
        milestone: row.maybe_text("milestone"),
        sources: row.texts("sources"),
        checked: row.maybe_text("checked"),
        check_before: row.maybe_text("check-before"),
    }
}

fn piece(row: &mut Fields<'_>) -> Piece {
    Piece {
        id: row.text("id"),
        document: row.text("document"),
        title: row.maybe_text("title"),
        text: row.maybe_text("text"),
        prepared_in: row.texts("prepared-in"),
        signed_by: row.texts("signed-by"),
        marks: row.texts("marks"),
        sources: row.texts("sources"),
    }
}

/// Documents or provisos: a name, or a name with the answers under which it is needed.
fn needed(value: Option<&Spanned<DeValue<'_>>>, list: &str, found: &Found) -> Vec<Needed> {
    let Some(value) = value else { return Vec::new() };
    let DeValue::Array(rows) = value.get_ref() else {
        found.borrow_mut().push(read::mismatch(value.span().into(), list, value.get_ref()));
        return Vec::new();
    };
    let rows = rows.iter().filter_map(|row| match row.get_ref() {
        DeValue::Table(_) => Fields::of(row, found).map(|mut row| {
            let needed = Needed { id: row.text("id"), when: when(&mut row) };
            row.done();
            needed
        }),
        _ => read::text(row, found).map(|id| Needed { id, when: Test::All(Vec::new()) }),
    });
    rows.collect()
}

fn document(row: &mut Fields<'_>) -> Document {
    Document {
        id: row.text("id"),
        kind: row.text("kind"),
        title: row.text("title"),
        text: row.maybe_text("text"),
        url: row.maybe_text("url"),
        found_at: row.maybe_text("found-at"),
        guide_for: row.maybe_text("guide-for"),
        sources: row.texts("sources"),
        checked: row.maybe_text("checked"),
        check_before: row.maybe_text("check-before"),
    }
}

fn note(row: &mut Fields<'_>, found: &Found) -> Note {
    Note {
        id: row.text("id"),
        kind: row.text("kind"),
        when: when(row),
        text: row.text("text"),
        source: match row.value("source") {
            Some(value) if value.get_ref().is_table() => Fields::of(value, found).map_or_else(
                || Source::Sections(Vec::new()),
                |mut row| {
                    let link = link(&mut row);
                    row.done();
                    Source::Page(link)
                },
            ),
            Some(value) => Source::Sections(read::texts(value, found)),
            None => row.missing("source", Source::Sections(Vec::new())),
        },
        date: row.maybe_text("date"),
        links: row.rows("links", link),
        checked: row.maybe_text("checked"),
        check_before: row.maybe_text("check-before"),
    }
}

fn mail(row: &mut Fields<'_>) -> Mail {
    Mail {
        id: row.text("id"),
        label: row.text("label"),
        subject: row.text("subject"),
        opening: row.text("opening"),
        closing: row.text("closing"),
        actors: row.texts("actors"),
        concerns: row.texts("concerns"),
    }
}

fn link(row: &mut Fields<'_>) -> Link {
    Link { name: row.text("name"), url: row.text("url") }
}

/// The condition of a row; a row without one belongs everywhere.
fn when(row: &mut Fields<'_>) -> Test {
    let found = row.found();
    row.value("when").map_or_else(|| Test::All(Vec::new()), |value| test(value, found))
}

/// A condition: every entry of a table must hold.
fn test<'a>(value: &'a Spanned<DeValue<'a>>, found: &'a Found) -> Test {
    let Some(fields) = Fields::of(value, found) else { return Test::Any(Vec::new()) };
    let mut parts: Vec<_> = fields.entries().map(|(name, value)| entry(name, value, found)).collect();
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => Test::All(parts.into_iter().chain(last).collect()),
    }
}

fn entry<'a>(name: Text, value: &'a Spanned<DeValue<'a>>, found: &'a Found) -> Test {
    match name.it.as_str() {
        "fact" => Test::Fact(read::texts(value, found)),
        "all" => Test::All(tests(value, found)),
        "any" => Test::Any(tests(value, found)),
        "not" => Test::Not(Box::new(test(value, found))),
        _ => Test::Answer { name, values: read::texts(value, found) },
    }
}

fn tests<'a>(value: &'a Spanned<DeValue<'a>>, found: &'a Found) -> Vec<Test> {
    if let DeValue::Array(rows) = value.get_ref() {
        return rows.iter().map(|row| test(row, found)).collect();
    }
    found.borrow_mut().push(read::mismatch(value.span().into(), "a list of conditions", value.get_ref()));
    Vec::new()
}

/// An empty name stands for one that is missing: that was reported where it was read.
pub(super) fn is_missing(name: &At<String>) -> bool {
    name.it.is_empty()
}
