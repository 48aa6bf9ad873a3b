//! From what is written to what is meant: a draft becomes a guide, or the list of everything that is wrong with it.
//! Names, links and dates are checked row by row; then the guide is compiled, and every answer set must come out with
//! one rule and a complete plan.
//!
//! Row by row, in the order of the file: that is why it is long.

mod conditions;
mod earlier;
mod names;
mod proof;

use conditions::Conditions;
use names::Names;

use super::draft::{self, Draft, is_missing};
use super::form::{is_address, is_date, is_day, is_drawing, is_id, is_language};
use super::problem::{Place, Problem, Text};
use super::read::Found;
use super::words::{
    CardWords, ChoiceWords, DelayWords, MailWords, Named, NoteWords, PieceWords, QuestionWords, StepWords, Texts,
    Titled, Words,
};
use super::{
    Actor, Card, Choice, Condition, Contact, Delay, Document, DocumentKind, Given, Guide, Id, Logic, Mail, Note,
    NoteKind, NoteSource, Orders, Organism, Piece, Proviso, Question, Rule, Section, Step, StepOption, Table, Term,
    Verdict, upkeep,
};

/// Checks a draft.
///
/// `written` are the problems that were met when it was read. A guide comes out only if there is none at all; it has no
/// digest yet.
///
/// # Errors
/// Every problem, in the order of the file.
pub fn check(draft: &Draft, written: Vec<Problem>) -> Result<Guide, Vec<Problem>> {
    let found = Found::new(written);
    let names = Ledger::new(draft, &found);
    let conditions = Conditions::new(&names.questions, &draft.questions, &draft.facts, &found);
    let checker = Checker { draft, names: &names, conditions: &conditions, found: &found };
    let guide = checker.guide();
    conditions.attributes();
    let sound = found.borrow().is_empty();
    conditions.unused();
    checker.links();
    checker.drawings();
    checker.dates();
    match guide {
        Some(guide) if sound => {
            proof::prove(&guide.logic, &names, draft, &found);
            finish(found, Some(guide))
        }
        guide => finish(found, guide),
    }
}

fn finish(found: Found, guide: Option<Guide>) -> Result<Guide, Vec<Problem>> {
    let mut problems = found.into_inner();
    problems.sort();
    problems.dedup();
    match guide {
        Some(guide) if problems.is_empty() => Ok(guide),
        _ => Err(problems),
    }
}

/// The names of every kind of row.
struct Ledger<'a> {
    sections: Names<'a, Section>,
    terms: Names<'a, Term>,
    actors: Names<'a, Actor>,
    organisms: Names<'a, Organism>,
    cards: Names<'a, Card>,
    verdicts: Names<'a, Verdict>,
    delays: Names<'a, Delay>,
    questions: Names<'a, Question>,
    pieces: Names<'a, Piece>,
    provisos: Names<'a, Proviso>,
    rules: Names<'a, Rule>,
    steps: Names<'a, Step>,
    documents: Names<'a, Document>,
    notes: Names<'a, Note>,
}

impl<'a> Ledger<'a> {
    fn new(draft: &'a Draft, found: &Found) -> Self {
        conditions::choices(&draft.questions, found);
        let _noted: Names<'_, Mail> = Names::new("mail", draft.mails.iter().map(|row| &row.id), found);
        for step in &draft.steps {
            let ids = step.options.iter().map(|option| &option.id);
            let _noted: Names<'_, StepOption> = Names::new("option", ids, found);
        }
        Self {
            sections: Names::new("section", draft.sections.iter().map(|row| &row.id), found),
            terms: Names::new("term", draft.terms.iter().map(|row| &row.id), found),
            actors: Names::new("actor", draft.actors.iter().map(|row| &row.id), found),
            organisms: Names::new("organism", draft.organisms.iter().map(|row| &row.named.id), found),
            cards: Names::new("card", draft.cards.iter().map(|row| &row.named.id), found),
            verdicts: Names::new("verdict", draft.verdicts.iter().map(|row| &row.id), found),
            delays: Names::new("delay", draft.delays.iter().map(|row| &row.id), found),
            questions: Names::new("question", draft.questions.iter().map(|row| &row.id), found),
            pieces: Names::new("piece", draft.pieces.iter().map(|row| &row.id), found),
            provisos: Names::new("proviso", draft.provisos.iter().map(|row| &row.id), found),
            rules: Names::new("rule", draft.rules.iter().map(|row| &row.id), found),
            steps: Names::new("step", draft.steps.iter().map(|row| &row.id), found),
            documents: Names::new("document", draft.documents.iter().map(|row| &row.id), found),
            notes: Names::new("note", draft.notes.iter().map(|row| &row.id), found),
        }
    }
}

struct Checker<'a> {
    draft: &'a Draft,
    names: &'a Ledger<'a>,
    conditions: &'a Conditions<'a>,
    found: &'a Found,
}

impl Checker<'_> {
    /// The guide, if every name in it means something. Every table is read before the first one that is not sound ends
    /// it, so that no problem hides another.
    fn guide(&self) -> Option<Guide> {
        let draft = self.draft;
        let sections = table(&draft.sections, |row| {
            Some(Section { key: row.id.it.clone(), when: self.conditions.resolve(&row.when) })
        });
        let questions = table(&draft.questions, |row| Some(self.question(row)));
        let facts = self.conditions.table();
        let verdicts = table(&draft.verdicts, |row| {
            let orders = if row.card { Orders::Card } else { Orders::Nothing };
            let contact = if row.organism { Contact::Organism } else { Contact::Nobody };
            Some(Verdict { key: row.id.it.clone(), orders, contact })
        });
        let cards = table(&draft.cards, |row| {
            let drawing = plain(row.drawing.as_ref());
            Some(Card { key: row.named.id.it.clone(), insi: row.insi, drawing })
        });
        let delays = table(&draft.delays, |row| Some(self.delay(row)));
        let actors = table(&draft.actors, |row| Some(Actor { key: row.id.it.clone() }));
        let organisms = table(&draft.organisms, |row| {
            let drawing = plain(row.drawing.as_ref());
            Some(Organism { key: row.named.id.it.clone(), url: plain(row.url.as_ref()), drawing })
        });
        let documents = table(&draft.documents, |row| self.document(row));
        let pieces = table(&draft.pieces, |row| self.piece(row));
        let provisos = table(&draft.provisos, |row| Some(Proviso { key: row.id.it.clone() }));
        let rules = table(&draft.rules, |row| self.rule(row));
        let steps = table(&draft.steps, |row| self.step(row));
        let notes = table(&draft.notes, |row| self.note(row));
        let terms = table(&draft.terms, |row| Some(Term { key: row.id.it.clone() }));
        let mails = table(&draft.mails, |row| Some(self.mail(row)));
        let texts = self.texts();
        let earlier = earlier::editions(draft, self.conditions, self.found);
        let pack = draft.pack.as_ref()?;
        self.pack(pack);
        let logic = Logic {
            pack: pack.id.it.clone(),
            edition: pack.edition.it.clone(),
            earlier,
            digest: String::new(),
            sections: sections?,
            questions: questions?,
            facts: facts?,
            verdicts: verdicts?,
            cards: cards?,
            delays: delays?,
            actors: actors?,
            organisms: organisms?,
            documents: documents?,
            pieces: pieces?,
            provisos: provisos?,
            rules: rules?,
            steps: steps?,
            notes: notes?,
            terms: terms?,
            mails: mails?,
        };
        Some(Guide { logic, words: self.words(pack, texts)? })
    }

    /// The names of the pack itself: they stand in links, in decisions and in pages.
    fn pack(&self, pack: &draft::Pack) {
        let editions = self.draft.earlier.iter().map(|row| &row.key);
        for name in [&pack.id, &pack.edition].into_iter().chain(editions).filter(|it| !is_missing(it) && !is_id(&it.it))
        {
            self.note_at(name, format!("bad id `{}`: an id is made of a-z, 0-9 and single hyphens", name.it));
        }
        if !is_missing(&pack.lang) && !is_language(&pack.lang.it) {
            self.note_at(&pack.lang, format!("`{}` is no language: write it like fr or en-GB", pack.lang.it));
        }
    }

    fn question(&self, row: &draft::Question) -> Question {
        let own = self.names.questions.find(&row.id, self.found);
        let choices = row.choices.iter().map(|choice| {
            let when = self.conditions.resolve(&choice.when);
            self.conditions.tested(&when, &mut |tested| {
                if own.is_some_and(|own| tested >= own) {
                    let later = self.names.questions.name(tested).map_or("", |name| name.it.as_str());
                    self.note_at(
                        &choice.id,
                        format!("choice `{}` depends on `{later}`, which is not asked before it", choice.id.it),
                    );
                }
            });
            Choice { key: choice.id.it.clone(), when }
        });
        Question {
            key: row.id.it.clone(),
            choices: choices.collect(),
            terms: self.names.terms.find_all(&row.terms, self.found),
            sources: self.sources(&row.id, &row.sources),
        }
    }

    fn delay(&self, row: &draft::Delay) -> Delay {
        Delay {
            key: row.id.it.clone(),
            card_working_days: row.card_working_days,
            codes_working_hours: row.codes_working_hours,
            new_codes: row.new_codes,
            from: row.from.it.clone(),
            sources: self.sources(&row.id, &row.sources),
        }
    }

    fn document(&self, row: &draft::Document) -> Option<Document> {
        let guide_for = row.guide_for.as_ref().and_then(|name| self.names.documents.find(name, self.found));
        let sources = self.sources(&row.id, &row.sources);
        Some(Document {
            key: row.id.it.clone(),
            kind: self.kind(&row.kind)?,
            url: plain(row.url.as_ref()),
            found_at: plain(row.found_at.as_ref()),
            guide_for,
            sources,
            checked: self.checked(row.checked.as_ref()),
        })
    }

    fn kind(&self, name: &Text) -> Option<DocumentKind> {
        self.among("kind of document", name, &DocumentKind::NAMED)
    }

    fn piece(&self, row: &draft::Piece) -> Option<Piece> {
        if row.prepared_in.is_empty() && !is_missing(&row.id) {
            self.note_at(&row.id, format!("piece `{}` is prepared in no step", row.id.it));
        }
        let prepared_in = self.names.steps.find_all(&row.prepared_in, self.found);
        let signed_by = self.names.actors.find_all(&row.signed_by, self.found);
        let sources = self.sources(&row.id, &row.sources);
        let document = self.names.documents.find(&row.document, self.found);
        Some(Piece { key: row.id.it.clone(), document: document?, prepared_in, signed_by, sources })
    }

    fn rule(&self, row: &draft::Rule) -> Option<Rule> {
        for earlier in &row.after {
            self.names.rules.find(earlier, self.found);
        }
        let verdict = self.names.verdicts.find(&row.verdict, self.found);
        let orders = verdict.and_then(|verdict| self.draft.verdicts.get(verdict.row())).map(|verdict| verdict.card);
        match (&row.card, orders) {
            (None, Some(true)) => self.note_at(&row.id, format!("verdict `{}` needs a card", row.verdict.it)),
            (Some(card), Some(false)) => {
                self.note_at(card, format!("verdict `{}` comes without a card", row.verdict.it));
            }
            _ => {}
        }
        let when = self.conditions.resolve(&row.when);
        let card = row.card.as_ref().and_then(|name| self.names.cards.find(name, self.found));
        let delay = row.delay.as_ref().and_then(|name| self.names.delays.find(name, self.found));
        let sources = self.sources(&row.id, &row.sources);
        let checked = self.checked(row.checked.as_ref());
        Some(Rule { key: row.id.it.clone(), when, verdict: verdict?, card, delay, sources, checked })
    }

    fn step(&self, row: &draft::Step) -> Option<Step> {
        if row.options.len() == 1 {
            self.note_at(&row.id, "a step has no option, or several".to_owned());
        }
        let documents = self.given(&row.documents, &self.names.documents);
        let provisos = self.given(&row.provisos, &self.names.provisos);
        let options = row.options.iter().map(|option| StepOption {
            key: option.id.it.clone(),
            organism: option.organism.as_ref().and_then(|name| self.names.organisms.find(name, self.found)),
            documents: self.names.documents.find_all(&option.documents, self.found),
            sends: self.sends(row, option.organism.as_ref(), &option.sends),
        });
        let options = options.collect();
        let sends = self.sends(row, None, &row.sends);
        let when = self.conditions.resolve(&row.when);
        let actor = self.names.actors.find(&row.actor, self.found);
        let organisms = row.organism.as_ref().map(|name| self.organisms(name)).unwrap_or_default();
        let sources = self.sources(&row.id, &row.sources);
        let checked = self.checked(row.checked.as_ref());
        Some(Step {
            key: row.id.it.clone(),
            when,
            actor: actor?,
            provisos,
            organisms,
            documents,
            sends,
            options,
            sources,
            checked,
        })
    }

    /// What a step or one of its ways sends, to somebody.
    fn sends(&self, step: &draft::Step, organism: Option<&Text>, names: &[Text]) -> Vec<Id<Piece>> {
        if let Some(first) = names.first().filter(|_| organism.or(step.organism.as_ref()).is_none()) {
            self.note_at(first, format!("step `{}` sends `{}` to no organism", step.id.it, first.it));
        }
        self.names.pieces.find_all(names, self.found)
    }

    /// What is named, each with the answers under which it is.
    fn given<K>(&self, rows: &[draft::Needed], names: &Names<'_, K>) -> Vec<Given<K>> {
        let given = rows.iter().filter_map(|needed| {
            let what = names.find(&needed.id, self.found)?;
            Some(Given { what, when: self.conditions.resolve(&needed.when) })
        });
        given.collect()
    }

    /// One organism, or the one that an attribute of a chosen choice names.
    fn organisms(&self, name: &Text) -> Vec<Given<Organism>> {
        let Some((question, attribute)) = name.it.split_once('.') else {
            let found = self.names.organisms.find(name, self.found);
            return found.map(|what| Given { what, when: Condition::always() }).into_iter().collect();
        };
        let [question, attribute] = [question, attribute].map(|it| Text { it: it.to_owned(), at: name.at });
        let Some((question, carriers)) = self.conditions.carriers(&question, &attribute) else { return Vec::new() };
        let given = carriers.iter().filter_map(|(value, choices)| {
            let what = self.names.organisms.find(value, self.found)?;
            Some(Given { what, when: Condition::Answer(question, *choices) })
        });
        given.collect()
    }

    fn note(&self, row: &draft::Note) -> Option<Note> {
        let kind = self.among("kind of note", &row.kind, &NoteKind::NAMED);
        let when = self.conditions.resolve(&row.when);
        let source = match &row.source {
            draft::Source::Sections(names) => NoteSource::Sheet(self.sources(&row.id, names)),
            draft::Source::Page(link) => NoteSource::Page(link.url.it.clone()),
        };
        match (kind, &source) {
            (Some(NoteKind::Vigilance), NoteSource::Page(_)) => {
                self.note_at(&row.id, "a point of vigilance cites sections of the sheet".to_owned());
            }
            (Some(NoteKind::Since), NoteSource::Sheet(_)) => {
                self.note_at(&row.id, "a note since the sheet cites a page".to_owned());
            }
            _ => {}
        }
        Some(Note {
            key: row.id.it.clone(),
            kind: kind?,
            when,
            date: plain(row.date.as_ref()),
            source,
            links: row.links.iter().map(|link| link.url.it.clone()).collect(),
            checked: self.checked(row.checked.as_ref()),
        })
    }

    fn mail(&self, row: &draft::Mail) -> Mail {
        if row.actors.is_empty() && !is_missing(&row.id) {
            self.note_at(&row.id, format!("mail `{}` is for no actor", row.id.it));
        }
        Mail {
            key: row.id.it.clone(),
            actors: self.names.actors.find_all(&row.actors, self.found),
            concerns: self.names.steps.find_all(&row.concerns, self.found),
        }
    }

    fn words(&self, pack: &draft::Pack, texts: Texts) -> Option<Words> {
        let draft = self.draft;
        Some(Words {
            lang: pack.lang.it.clone(),
            title: pack.title.it.clone(),
            intro: pack.intro.it.clone(),
            disclaimer: pack.disclaimer.it.clone(),
            sheet: pack.sheet.it.clone(),
            checked: pack.checked.it.clone(),
            texts,
            sections: table(&draft.sections, |row| Some(row.title.it.clone()))?,
            questions: table(&draft.questions, |row| Some(question_words(row)))?,
            verdicts: table(&draft.verdicts, |row| Some(row.name.it.clone()))?,
            cards: table(&draft.cards, |row| {
                let draft::Named { name, text, .. } = &row.named;
                Some(CardWords { name: name.it.clone(), title: row.title.it.clone(), text: text.it.clone() })
            })?,
            delays: table(&draft.delays, |row| {
                let [start, card, codes] = [&row.start, &row.card, &row.codes].map(|text| text.it.clone());
                Some(DelayWords { start, card, codes })
            })?,
            actors: table(&draft.actors, |row| Some(row.name.it.clone()))?,
            organisms: table(&draft.organisms, |row| Some(named(&row.named)))?,
            documents: table(&draft.documents, |row| Some(titled(&row.title, row.text.as_ref())))?,
            pieces: table(&draft.pieces, |row| {
                let marks = row.marks.iter().map(|mark| mark.it.clone()).collect();
                Some(PieceWords { title: plain(row.title.as_ref()), text: plain(row.text.as_ref()), marks })
            })?,
            provisos: table(&draft.provisos, |row| Some(row.text.it.clone()))?,
            rules: table(&draft.rules, |row| Some(titled(&row.title, row.text.as_ref())))?,
            steps: table(&draft.steps, |row| {
                let options = row.options.iter().map(|option| titled(&option.title, option.text.as_ref()));
                Some(StepWords {
                    title: row.title.it.clone(),
                    text: plain(row.text.as_ref()),
                    options: options.collect(),
                    milestone: plain(row.milestone.as_ref()),
                })
            })?,
            notes: table(&draft.notes, |row| {
                let source = match &row.source {
                    draft::Source::Sections(_) => None,
                    draft::Source::Page(link) => Some(link.name.it.clone()),
                };
                let links = row.links.iter().map(|link| link.name.it.clone()).collect();
                Some(NoteWords { text: row.text.it.clone(), links, source })
            })?,
            terms: table(&draft.terms, |row| Some(named(row)))?,
            mails: table(&draft.mails, |row| {
                let texts = [&row.label, &row.subject, &row.opening, &row.closing];
                let [label, subject, opening, closing] = texts.map(|text| text.it.clone());
                Some(MailWords { label, subject, opening, closing })
            })?,
            earlier: draft.earlier.iter().map(said).collect(),
        })
    }

    /// The words of the page: every name must be there, and no other.
    fn texts(&self) -> Texts {
        let keys: Vec<_> = Texts::NAMES.iter().map(|name| name.replace('_', "-")).collect();
        for (name, _) in self.draft.texts.iter().filter(|(name, _)| !keys.contains(&name.it)) {
            self.problem(Problem::unknown("text", name, keys.iter().map(String::as_str)));
        }
        for (name, text) in &self.draft.texts {
            for (list, many) in Texts::LISTS.iter().filter(|(list, _)| *list == name.it) {
                if !is_missing(text) && !Texts::has_words(&text.it, *many) {
                    self.note_at(text, format!("`{list}` needs {many} words, separated by spaces"));
                }
            }
        }
        let texts = keys.iter().map(|key| {
            let text = self.draft.texts.iter().find(|(name, _)| name.it == *key).map(|(_, text)| text.it.clone());
            text.unwrap_or_else(|| {
                self.problem(Problem::new(self.draft.texts_at, format!("missing text `{key}`")));
                String::new()
            })
        });
        Texts::new(texts.collect())
    }

    fn sources(&self, row: &Text, names: &[Text]) -> Vec<Id<Section>> {
        if names.is_empty() && !is_missing(row) {
            self.note_at(row, format!("`{}` cites no section of the sheet", row.it));
        }
        self.names.sections.find_all(names, self.found)
    }

    fn checked(&self, own: Option<&Text>) -> String {
        let default = self.draft.pack.as_ref().map(|pack| &pack.checked);
        own.or(default).map(|date| date.it.clone()).unwrap_or_default()
    }

    fn among<T: Copy>(&self, what: &str, name: &Text, known: &[(&str, T)]) -> Option<T> {
        let meant = known.iter().find(|(key, _)| *key == name.it).map(|(_, it)| *it);
        if meant.is_none() && !is_missing(name) {
            self.problem(Problem::unknown(what, name, known.iter().map(|(key, _)| *key)));
        }
        meant
    }

    /// Every address leads somewhere safe.
    fn links(&self) {
        for url in upkeep::addresses(self.draft) {
            if !is_address(&url.it) {
                self.note_at(url, format!("`{}` is not an https address", url.it));
            }
        }
    }

    /// What is drawn is a path and nothing else, and not a picture that everybody would have to fetch.
    fn drawings(&self) {
        const LONGEST: usize = 400;
        let organisms = self.draft.organisms.iter().filter_map(|row| row.drawing.as_ref());
        let cards = self.draft.cards.iter().filter_map(|row| row.drawing.as_ref());
        for drawing in organisms.chain(cards).filter(|drawing| !is_missing(drawing)) {
            if !is_drawing(&drawing.it) {
                self.note_at(
                    drawing,
                    format!("`{}` is not the path of a drawing: write it like M3 5h18v12", drawing.it),
                );
            }
            if drawing.it.len() > LONGEST {
                self.note_at(drawing, format!("the drawing has {} characters: at most {LONGEST}", drawing.it.len()));
            }
        }
    }

    fn dates(&self) {
        let draft = self.draft;
        let checked = (draft.rules.iter().flat_map(|row| [&row.checked, &row.check_before]))
            .chain(draft.steps.iter().flat_map(|row| [&row.checked, &row.check_before]))
            .chain(draft.documents.iter().flat_map(|row| [&row.checked, &row.check_before]))
            .chain(draft.notes.iter().flat_map(|row| [&row.checked, &row.check_before]))
            .flatten();
        for date in checked.chain(draft.pack.iter().map(|pack| &pack.checked)) {
            if !is_missing(date) && !is_day(&date.it) {
                self.note_at(date, format!("`{}` is not a day: write it like 2026-11-23", date.it));
            }
        }
        for date in draft.notes.iter().filter_map(|row| row.date.as_ref()).filter(|date| !is_date(&date.it)) {
            self.note_at(date, format!("`{}` is not a date: write 2021-10-28, 2024-03 or 2024", date.it));
        }
    }

    fn note_at(&self, name: &Text, message: String) {
        self.problem(Problem::new(name.at, message));
    }

    fn problem(&self, problem: Problem) {
        self.found.borrow_mut().push(problem);
    }
}

fn table<K, T, R>(rows: &[R], meant: impl FnMut(&R) -> Option<T>) -> Option<Table<K, T>> {
    // Every row is visited, so that one faulty row does not hide the problems of the next.
    let meant: Vec<_> = rows.iter().map(meant).collect();
    Table::new(meant.into_iter().collect::<Option<_>>()?)
}

fn plain(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.it.clone())
}

fn named(row: &draft::Named) -> Named {
    Named { name: row.name.it.clone(), text: row.text.it.clone() }
}

fn said(row: &draft::Edition) -> Vec<String> {
    row.differs.iter().map(|it| it.said.it.clone()).collect()
}

fn titled(title: &Text, text: Option<&Text>) -> Titled {
    Titled { title: title.it.clone(), text: plain(text) }
}

fn question_words(row: &draft::Question) -> QuestionWords {
    let choices = row.choices.iter().map(|choice| ChoiceWords {
        text: choice.text.it.clone(),
        hint: plain(choice.hint.as_ref()),
        also: choice.also.iter().map(|name| name.it.clone()).collect(),
    });
    QuestionWords {
        text: row.text.it.clone(),
        short: row.short.it.clone(),
        hint: row.hint.it.clone(),
        error: row.error.it.clone(),
        choices: choices.collect(),
    }
}

/// The start of the file, for what has no better place.
pub(super) fn nowhere() -> Place {
    Place::default()
}
