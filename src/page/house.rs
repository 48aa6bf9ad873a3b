//! What an overlay adds to a page that is finished: it finds its places there by the ids of the rows, and sees no rule, no
//! answer, no plan. What the guide says itself stays, but for its name and its introduction.

use super::say::said;
use super::{
    Body, ContactBlock, DocumentName, DocumentRow, House, Link, OwnStep, Page, Picture, QuestionPage, ResultPage,
    Section,
};
use crate::overlay::{Contact, Fault, Overlay, Place, Problem, Step, USUAL};
use crate::pack::Words;
use crate::pack::words::Texts;

/// How many faults are listed.
const LISTED: usize = 30;

impl Page {
    /// The same page as an overlay dresses it, with what of the overlay was skipped.
    #[must_use]
    pub fn dressed(mut self, words: &Words, overlay: &Overlay, problems: &[Problem]) -> Self {
        self.skipped = skipped(&words.texts, problems);
        let lang = overlay.lang.as_ref().map_or(USUAL, |lang| &lang.0);
        let same = lang.split('-').next().is_some_and(|it| it.eq_ignore_ascii_case(&self.lang));
        let own = overlay.name.as_ref().map_or(words.texts.house_unnamed(), |name| &name.0);
        let dresser = Dresser { texts: &words.texts, overlay, own, lang: (!same).then_some(lang) };
        self.house = dresser.house();
        if let (true, Some(wording)) = (same, &overlay.words) {
            if let Some(title) = &wording.title {
                self.title.clone_from(&title.0);
            }
            if let (Some(shown), Some(intro)) = (&mut self.intro, &wording.intro) {
                shown.clone_from(&intro.0);
            }
            if let Body::Question(question) = &mut self.body {
                hints(question, &|key| wording.hints.get(key).map(|hint| hint.0.as_str()));
            }
        }
        match &mut self.body {
            Body::Question(_) => {}
            Body::Result(result) => dresser.result(result),
            Body::Expert(expert) => expert.result.iter_mut().for_each(|result| dresser.result(result)),
        }
        self
    }
}

/// Adds to the hints of a question.
fn hints<'a>(question: &mut QuestionPage, hint: &dyn Fn(&str) -> Option<&'a str>) {
    if let Some(more) = hint(&question.key) {
        question.hint = [&question.hint, " ", more].concat();
    }
    for choice in &mut question.choices {
        if let Some(more) = hint(&[&question.key, "=", &choice.key].concat()) {
            choice.hint = Some(choice.hint.as_ref().map_or_else(|| more.to_owned(), |own| [own, " ", more].concat()));
        }
    }
}

/// What adds to a page.
struct Dresser<'a> {
    texts: &'a Texts,
    overlay: &'a Overlay,
    /// Who speaks.
    own: &'a str,
    /// The language of what is added, where it is not that of the page.
    lang: Option<&'a str>,
}

impl Dresser<'_> {
    fn lang(&self) -> Option<String> {
        self.lang.map(str::to_owned)
    }

    fn by(&self, text: &str) -> String {
        said(text, &[("name", self.own)])
    }

    fn house(&self) -> Option<House> {
        let overlay = self.overlay;
        let logo = overlay.logo.as_ref();
        let service = overlay.service.as_ref();
        if overlay.name.is_none() && logo.is_none() && service.is_none() {
            return None;
        }
        Some(House {
            lang: self.lang(),
            title: overlay.name.is_some().then(|| self.by(self.texts.house_name())),
            logo: logo.map(|it| Picture { address: it.address.0.clone(), text: it.text.0.clone() }),
            service: service.map(|it| self.contact(it, self.texts.house_service(), self.own)),
        })
    }

    /// How to reach somebody; `name` is what the page is called by where the contact has no name.
    fn contact(&self, contact: &Contact, mark: &str, name: &str) -> ContactBlock {
        let mut lines = Vec::new();
        for line in &contact.address {
            lines.push(line.0.clone());
        }
        if let Some(phone) = &contact.phone {
            lines.push(said(self.texts.house_phone(), &[("phone", &phone.0)]));
        }
        if let Some(mail) = &contact.email {
            lines.push(said(self.texts.house_mail(), &[("mail", &mail.0)]));
        }
        let called = contact.name.as_ref().map_or(name, |name| &name.0);
        ContactBlock {
            lang: self.lang(),
            mark: self.by(mark),
            name: contact.name.as_ref().map(|name| name.0.clone()),
            lines,
            link: contact
                .page
                .as_ref()
                .map(|url| Link { label: said(self.texts.organism_site(), &[("name", called)]), url: url.0.clone() }),
        }
    }

    fn result(&self, result: &mut ResultPage) {
        let overlay = self.overlay;
        for row in result.organisms.iter_mut().flat_map(|it| &mut it.rows) {
            row.contact =
                overlay.contacts.get(&row.key).map(|it| self.contact(it, self.texts.house_contact(), &row.name));
        }
        let steps = &mut result.steps.rows;
        let last = steps.len().saturating_sub(1);
        for (place, row) in steps.iter_mut().enumerate() {
            for it in &overlay.steps {
                match it.place.as_ref().unwrap_or(&Place::Start) {
                    Place::Start if place == 0 => row.before.push(self.step(it)),
                    Place::End if place == last => row.after.push(self.step(it)),
                    Place::Before(key) if *key == row.key => row.before.push(self.step(it)),
                    Place::After(key) if *key == row.key => row.after.push(self.step(it)),
                    _ => {}
                }
            }
            for option in row.options.iter_mut().flat_map(|it| &mut it.rows) {
                self.names(&mut option.documents);
            }
            if let Some(documents) = &mut row.documents {
                self.names(&mut documents.rows);
            }
        }
        for row in &mut result.documents.rows {
            self.document(row);
        }
    }

    fn step(&self, step: &Step) -> OwnStep {
        let title = &step.title.0;
        OwnStep {
            lang: self.lang(),
            mark: self.by(self.texts.house_step()),
            title: title.clone(),
            text: step.text.as_ref().map(|text| text.0.clone()),
            link: step
                .page
                .as_ref()
                .map(|url| Link { label: said(self.texts.house_more(), &[("title", title)]), url: url.0.clone() }),
        }
    }

    /// The house's own address of each document that has one.
    fn names(&self, documents: &mut [DocumentName]) {
        for it in documents {
            if let Some(url) = self.overlay.documents.get(&it.key) {
                it.url = Some(url.0.clone());
                it.mark = Some(self.by(self.texts.house_document()));
            }
        }
    }

    /// The same in full: the address that the guide knows stays beside it.
    fn document(&self, row: &mut DocumentRow) {
        if let Some(url) = self.overlay.documents.get(&row.key) {
            let label = row.title.clone();
            row.official = row
                .link
                .take()
                .map(|link| Link { label: said(self.texts.house_official(), &[("title", &row.title)]), url: link.url });
            row.link = Some(Link { label, url: url.0.clone() });
            row.mark = Some(self.by(self.texts.house_document()));
        }
    }
}

/// What was skipped: first in plain words, then for those who can mend it.
fn skipped(texts: &Texts, problems: &[Problem]) -> Option<Section<String>> {
    if problems.is_empty() {
        return None;
    }
    let mut rows = Vec::new();
    for problem in problems.iter().take(LISTED) {
        rows.push(fault(texts, problem));
    }
    if let Some(more) = problems.len().checked_sub(LISTED).filter(|more| *more > 0) {
        rows.push(said(texts.skipped_more(), &[("count", &more.to_string())]));
    }
    let (title, text) = (texts.skipped_title().to_owned(), Some(texts.skipped_text().to_owned()));
    Some(Section { title, text, rows })
}

/// Why an entry was skipped, after its place.
#[must_use]
pub fn fault(texts: &Texts, problem: &Problem) -> String {
    let (text, most) = match problem.fault {
        Fault::Refused => (texts.fault_refused(), 0),
        Fault::Unreachable => (texts.fault_unreachable(), 0),
        Fault::TooLarge => (texts.fault_too_large(), 0),
        Fault::NotJson => (texts.fault_not_json(), 0),
        Fault::Version => (texts.fault_version(), 0),
        Fault::Missing => (texts.fault_missing(), 0),
        Fault::Unknown => (texts.fault_unknown(), 0),
        Fault::NotRecord => (texts.fault_not_record(), 0),
        Fault::NotList => (texts.fault_not_list(), 0),
        Fault::NotText => (texts.fault_not_text(), 0),
        Fault::Unreadable => (texts.fault_unreadable(), 0),
        Fault::TooLong(most) => (texts.fault_too_long(), most),
        Fault::TooMany(most) => (texts.fault_too_many(), most),
        Fault::NotHttps => (texts.fault_not_https(), 0),
        Fault::NotImage => (texts.fault_not_image(), 0),
        Fault::NotMail => (texts.fault_not_mail(), 0),
        Fault::NotPhone => (texts.fault_not_phone(), 0),
        Fault::NotLang => (texts.fault_not_lang(), 0),
        Fault::NotColour => (texts.fault_not_colour(), 0),
        Fault::Pale => (texts.fault_pale(), 0),
    };
    let path = if problem.path.is_empty() { texts.skipped_file() } else { &problem.path };
    let reason = said(text, &[("count", &most.to_string())]);
    let mut told = said(texts.skipped_entry(), &[("path", path), ("reason", &reason)]);
    if let Some(meant) = &problem.meant {
        told.push(' ');
        told.push_str(&said(texts.skipped_meant(), &[("name", meant)]));
    }
    told
}
