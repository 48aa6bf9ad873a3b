//! The guide in another language: a second file of texts, under the ids of the rules file. Its texts are put into the
//! draft in the place of those that they translate, and the draft is then read as if it had been written so. Every text
//! must have its translation, and every translation its text.

use std::borrow::Cow;

use toml::de::DeTable;

use super::check::check;
use super::draft::{
    Actor, Card, Choice, Delay, Differs, Document, Draft, Edition, Link, Mail, Named, Note, Organism, Pack, Piece,
    Proviso, Question, Rule, Section, Source, Step, StepOption, Verdict, draft,
};
use super::problem::{Place, Problem, Text};
use super::read::{Fields, Found, syntax};
use super::{Logic, Words};

/// The words of a sound rules file in the language of `translation`.
///
/// # Errors
/// Every problem of the translation, in the order of its file.
pub fn translated(rules: &str, translation: &str) -> Result<(Logic, Words), Vec<Problem>> {
    let (mut draft, problems) = draft(rules);
    let said = fill(&mut draft, translation);
    if !said.is_empty() {
        return Err(said);
    }
    let guide = check(&draft, problems)?;
    Ok((guide.logic, guide.words))
}

/// What in a translation does not fit the texts of a rules file, which may have faults of another kind.
#[must_use]
pub fn unfitting(rules: &str, translation: &str) -> Vec<Problem> {
    fill(&mut draft(rules).0, translation)
}

/// Puts the texts of a translation into the draft; what does not fit is told.
fn fill(draft: &mut Draft, translation: &str) -> Vec<Problem> {
    let (table, errors) = DeTable::parse_recoverable(translation);
    let found = Found::new(syntax(&errors));
    let mut file = Fields::new(table.get_ref(), Place::default(), &found);
    for (key, slot) in slots(draft) {
        slot.fill(&mut file, &key);
    }
    file.done();
    let mut said = found.into_inner();
    said.sort();
    said
}

/// A place in the draft that holds words, as the translation must fill it.
enum Slot<'a> {
    /// One text.
    Text(&'a mut Text),
    /// Texts in an order that counts: as many as there are.
    Texts(Vec<&'a mut Text>),
    /// Other names, as many as the language has; those of the first language are kept with them.
    Names(&'a mut Vec<Text>),
    /// A table under each id.
    Rows(Vec<(String, Slots<'a>)>),
    /// A table.
    Table(Slots<'a>),
}

type Slots<'a> = Vec<(Cow<'static, str>, Slot<'a>)>;

impl Slot<'_> {
    fn fill(self, from: &mut Fields<'_>, key: &str) {
        match self {
            Self::Text(text) => put(text, from.text(key), from),
            Self::Texts(texts) => {
                let said = from.texts(key);
                if said.len() != texts.len() {
                    from.fault(key, format!("`{key}` needs {} texts, not {}", texts.len(), said.len()));
                }
                for (text, said) in texts.into_iter().zip(said) {
                    put(text, said, from);
                }
            }
            Self::Names(names) => names.extend(from.texts(key)),
            Self::Rows(rows) => {
                let rows = rows.into_iter().filter(|(_, slots)| !slots.is_empty());
                let rows = rows.map(|(id, slots)| (Cow::from(id), Self::Table(slots)));
                Self::Table(rows.collect()).fill(from, key);
            }
            Self::Table(slots) if slots.is_empty() => {}
            Self::Table(slots) => {
                let _told_if_missing = from.table(key, |mut inside| {
                    for (key, slot) in slots {
                        slot.fill(&mut inside, &key);
                    }
                    inside.done();
                });
            }
        }
    }
}

/// The translation takes the place of the text; what the page puts into the one it must be able to put into the other.
fn put(text: &mut Text, said: Text, from: &Fields<'_>) {
    let (wanted, there) = (placeholders(&text.it), placeholders(&said.it));
    if wanted != there && !said.it.is_empty() {
        let list = |names: &[&str]| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        let message = format!("this text must hold {}, not {}", list(&wanted), list(&there));
        from.found().borrow_mut().push(Problem::new(said.at, message));
    }
    text.it = said.it;
}

/// What stands in braces, in the order of the alphabet.
fn placeholders(text: &str) -> Vec<&str> {
    let mut found: Vec<_> = text.split_inclusive('}').filter_map(|piece| piece.get(piece.rfind('{')?..)).collect();
    found.sort_unstable();
    found
}

/// Every place of the draft that holds words. Each row is taken apart in full: whoever adds a field to one must say here
/// whether it is translated.
fn slots(draft: &mut Draft) -> Slots<'_> {
    let Draft {
        pack,
        texts,
        texts_at: _,
        earlier,
        sections,
        terms,
        actors,
        organisms,
        cards,
        verdicts,
        delays,
        questions,
        facts: _,
        pieces,
        provisos,
        rules,
        steps,
        documents,
        notes,
        mails,
    } = draft;
    let texts = texts.iter_mut().map(|(name, text)| (Cow::from(name.it.clone()), Slot::Text(text)));
    vec![
        ("pack".into(), Slot::Table(pack.iter_mut().flat_map(pack_slots).collect())),
        ("texts".into(), Slot::Table(texts.collect())),
        ("earlier".into(), rows(earlier, edition)),
        ("section".into(), rows(sections, |Section { id, title, when: _ }| (id, vec![one("title", title)]))),
        ("term".into(), rows(terms, named)),
        ("actor".into(), rows(actors, |Actor { id, name }| (id, vec![one("name", name)]))),
        ("organism".into(), rows(organisms, |Organism { named: it, url: _, drawing: _ }| named(it))),
        ("card".into(), rows(cards, card)),
        ("verdict".into(), rows(verdicts, |Verdict { id, name, card: _, organism: _ }| (id, vec![one("name", name)]))),
        ("delay".into(), rows(delays, delay)),
        ("question".into(), rows(questions, question)),
        ("piece".into(), rows(pieces, piece)),
        ("proviso".into(), rows(provisos, |Proviso { id, text }| (id, vec![one("text", text)]))),
        ("rule".into(), rows(rules, rule)),
        ("step".into(), rows(steps, step)),
        ("document".into(), rows(documents, document)),
        ("note".into(), rows(notes, note)),
        ("mail".into(), rows(mails, mail)),
    ]
}

fn rows<'a, T>(rows: &'a mut [T], take: impl Fn(&'a mut T) -> (&'a mut Text, Slots<'a>)) -> Slot<'a> {
    let rows = rows.iter_mut().map(take).map(|(id, slots)| (id.it.clone(), slots));
    Slot::Rows(rows.collect())
}

fn one<'a>(key: &'static str, text: &'a mut Text) -> (Cow<'static, str>, Slot<'a>) {
    (Cow::from(key), Slot::Text(text))
}

fn maybe<'a>(
    key: &'static str,
    text: &'a mut Option<Text>,
) -> impl Iterator<Item = (Cow<'static, str>, Slot<'a>)> + use<'a> {
    text.iter_mut().map(move |text| one(key, text))
}

/// Texts in their order, unless there are none.
fn list<'a>(key: &'static str, texts: Vec<&'a mut Text>) -> Option<(Cow<'static, str>, Slot<'a>)> {
    (!texts.is_empty()).then(|| (Cow::from(key), Slot::Texts(texts)))
}

fn pack_slots(pack: &mut Pack) -> Slots<'_> {
    let Pack { id: _, edition: _, lang, title, intro, disclaimer, sheet, checked: _, review_months: _ } = pack;
    vec![
        one("lang", lang),
        one("title", title),
        one("intro", intro),
        one("disclaimer", disclaimer),
        one("sheet", sheet),
    ]
}

fn edition(row: &mut Edition) -> (&mut Text, Slots<'_>) {
    let Edition { key, renamed: _, differs } = row;
    (key, list("differs", differs.iter_mut().map(|Differs { when: _, said }| said).collect()).into_iter().collect())
}

fn named(row: &mut Named) -> (&mut Text, Slots<'_>) {
    let Named { id, name, text } = row;
    (id, vec![one("name", name), one("text", text)])
}

fn card(row: &mut Card) -> (&mut Text, Slots<'_>) {
    let Card { named: it, title, insi: _, drawing: _ } = row;
    let (id, mut slots) = named(it);
    slots.push(one("title", title));
    (id, slots)
}

fn delay(row: &mut Delay) -> (&mut Text, Slots<'_>) {
    let Delay {
        id,
        card_working_days: _,
        codes_working_hours: _,
        new_codes: _,
        from: _,
        start,
        card,
        codes,
        sources: _,
    } = row;
    (id, vec![one("start", start), one("card", card), one("codes", codes)])
}

fn question(row: &mut Question) -> (&mut Text, Slots<'_>) {
    let Question { id, text, short, hint, error, terms: _, sources: _, attributes: _, choices } = row;
    let choices = ("choice".into(), rows(choices, choice));
    (id, vec![one("text", text), one("short", short), one("hint", hint), one("error", error), choices])
}

/// A choice is found by its first name too, whatever the language: that is what stands on badges and payslips.
fn choice(row: &mut Choice) -> (&mut Text, Slots<'_>) {
    let Choice { id, text, hint, also, when: _, attributes: _ } = row;
    also.push(text.clone());
    let names = ("also".into(), Slot::Names(also));
    (id, std::iter::once(one("text", text)).chain(maybe("hint", hint)).chain([names]).collect())
}

fn piece(row: &mut Piece) -> (&mut Text, Slots<'_>) {
    let Piece { id, document: _, title, text, prepared_in: _, signed_by: _, marks, sources: _ } = row;
    let marks = list("marks", marks.iter_mut().collect());
    (id, maybe("title", title).chain(maybe("text", text)).chain(marks).collect())
}

fn rule(row: &mut Rule) -> (&mut Text, Slots<'_>) {
    let Rule {
        id,
        when: _,
        verdict: _,
        card: _,
        delay: _,
        after: _,
        title,
        text,
        sources: _,
        checked: _,
        check_before: _,
    } = row;
    (id, std::iter::once(one("title", title)).chain(maybe("text", text)).collect())
}

fn document(row: &mut Document) -> (&mut Text, Slots<'_>) {
    let Document {
        id,
        kind: _,
        title,
        text,
        url: _,
        found_at: _,
        guide_for: _,
        sources: _,
        checked: _,
        check_before: _,
    } = row;
    (id, std::iter::once(one("title", title)).chain(maybe("text", text)).collect())
}

fn step(row: &mut Step) -> (&mut Text, Slots<'_>) {
    let Step {
        id,
        when: _,
        title,
        text,
        actor: _,
        provisos: _,
        organism: _,
        documents: _,
        sends: _,
        options,
        milestone,
        sources: _,
        checked: _,
        check_before: _,
    } = row;
    let options = ("option".into(), rows(options, option));
    let texts = std::iter::once(one("title", title)).chain(maybe("text", text)).chain(maybe("milestone", milestone));
    (id, texts.chain([options]).collect())
}

fn option(row: &mut StepOption) -> (&mut Text, Slots<'_>) {
    let StepOption { id, title, text, organism: _, documents: _, sends: _ } = row;
    (id, std::iter::once(one("title", title)).chain(maybe("text", text)).collect())
}

fn note(row: &mut Note) -> (&mut Text, Slots<'_>) {
    let Note { id, kind: _, when: _, text, source, date: _, links, checked: _, check_before: _ } = row;
    let source = match source {
        Source::Sections(_) => None,
        Source::Page(Link { name, url: _ }) => Some(one("source", name)),
    };
    let links = list("links", links.iter_mut().map(|Link { name, url: _ }| name).collect());
    (id, std::iter::once(one("text", text)).chain(source).chain(links).collect())
}

fn mail(row: &mut Mail) -> (&mut Text, Slots<'_>) {
    let Mail { id, label, subject, opening, closing, actors: _, concerns: _ } = row;
    (id, vec![one("label", label), one("subject", subject), one("opening", opening), one("closing", closing)])
}
