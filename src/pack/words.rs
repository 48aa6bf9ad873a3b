//! What is read: every sentence of the guide, in one language, under the ids of the logic. Nothing here is tested by a
//! rule, and no other file of the crate holds a sentence for the user.
//!
//! Every text of the page by its name: that is why it is long.

use super::bytes::{Reader, Stored, Writer};
use super::{
    Actor, Card, Delay, Document, Mail, Note, Organism, Piece, Proviso, Question, Rule, Section, Step, Table, Term,
    Verdict,
};

/// Every sentence of the guide, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The language, as BCP 47 names it.
    pub lang: String,
    /// The name of the guide.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub intro: String,
    /// Who is behind it and who is not: the notice that it is no official service.
    pub disclaimer: String,
    /// The source that it follows, by name.
    pub sheet: String,
    /// The day on which the whole was last compared with its source (`2026-11-23`).
    pub checked: String,
    /// The words of the page itself.
    pub texts: Texts,
    /// Titles of the sections.
    pub sections: Table<Section, String>,
    /// Questions and choices.
    pub questions: Table<Question, QuestionWords>,
    /// Short names of the verdicts.
    pub verdicts: Table<Verdict, String>,
    /// Cards.
    pub cards: Table<Card, CardWords>,
    /// How long it takes, in full.
    pub delays: Table<Delay, DelayWords>,
    /// Names of the actors.
    pub actors: Table<Actor, String>,
    /// Organisms.
    pub organisms: Table<Organism, Named>,
    /// Documents.
    pub documents: Table<Document, Titled>,
    /// What is put into dispatches.
    pub pieces: Table<Piece, PieceWords>,
    /// What steps may hang on: `S’il n’y a pas encore de contrat`.
    pub provisos: Table<Proviso, String>,
    /// The head of each result.
    pub rules: Table<Rule, Titled>,
    /// Steps and their options.
    pub steps: Table<Step, StepWords>,
    /// Notes.
    pub notes: Table<Note, NoteWords>,
    /// Terms and what they mean.
    pub terms: Table<Term, Named>,
    /// The messages that are ready to be sent.
    pub mails: Table<Mail, MailWords>,
    /// For each earlier edition, what it said otherwise.
    pub earlier: Vec<Vec<String>>,
}

/// A name with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is called.
    pub name: String,
    /// What is said of it.
    pub text: String,
}

/// A title with what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// The title.
    pub title: String,
    /// What follows, if the title does not say it all.
    pub text: Option<String>,
}

/// The words of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionWords {
    /// The question itself.
    pub text: String,
    /// Its name in the list of answers given.
    pub short: String,
    /// What helps to answer it.
    pub hint: String,
    /// What is said when it is left unanswered.
    pub error: String,
    /// Its choices, in their order.
    pub choices: Vec<ChoiceWords>,
}

/// The words of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceWords {
    /// The choice, as shown.
    pub text: String,
    /// What helps to pick it.
    pub hint: Option<String>,
    /// Other names by which it is found: feminine, everyday, abbreviated.
    pub also: Vec<String>,
}

/// The words of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardWords {
    /// Its short name: `CPS`.
    pub name: String,
    /// Its name in full.
    pub title: String,
    /// Whom it is for.
    pub text: String,
}

/// The words of a delay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelayWords {
    /// From when on it is reckoned: `Dossier complet`.
    pub start: String,
    /// When the card comes.
    pub card: String,
    /// When its codes come.
    pub codes: String,
}

/// The words of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepWords {
    /// What to do.
    pub title: String,
    /// How.
    pub text: Option<String>,
    /// Its options, in their order.
    pub options: Vec<Titled>,
    /// Its name among the dates, if it is one on the way there: `Visa de l’ARS`.
    pub milestone: Option<String>,
}

/// The words of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailWords {
    /// The link that opens it.
    pub label: String,
    /// Its subject; `{result}`.
    pub subject: String,
    /// How it begins.
    pub opening: String,
    /// How it ends.
    pub closing: String,
}

/// The words of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceWords {
    /// What it is called, if not as its document is.
    pub title: Option<String>,
    /// When it goes in, if not always.
    pub text: Option<String>,
    /// What it must bear beside signatures: stamp, initials, visa.
    pub marks: Vec<String>,
}

/// The words of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteWords {
    /// What it says.
    pub text: String,
    /// The names of the addresses that it mentions, in their order.
    pub links: Vec<String>,
    /// The name of the page that says so, for a note that no section backs.
    pub source: Option<String>,
}

/// A text with its placeholders filled: `{name}` stands for a value.
#[must_use]
pub fn said(text: &str, values: &[(&str, &str)]) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            said.push('{');
            break;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            said.push_str(value);
        }
        rest = tail;
    }
    said.push_str(rest);
    said
}

/// Names each text of the page once: key of the file, place in the list and reader stay together.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The words of the page itself. In the file a key is written with hyphens: `card-title`.
        ///
        /// Kept as a list in the order of the names: fifty named fields would weigh more than what they hold.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Texts {
            texts: Vec<String>,
        }

        #[expect(non_camel_case_types, reason = "the names are those of the readers below")]
        enum Place {
            $($name,)*
        }

        impl Texts {
            /// Every name, in order.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            $($(#[$doc])*
            #[must_use]
            pub fn $name(&self) -> &str {
                self.at(Place::$name)
            })*
        }
    };
}

impl Texts {
    /// The texts, in the order of [`Texts::NAMES`].
    #[must_use]
    pub fn new(texts: Vec<String>) -> Self {
        Self { texts }
    }

    /// The texts that are lists, each with how many words the page looks for in it.
    pub const LISTS: [(&str, usize); 2] = [("months", 12), ("weekdays", 7)];

    /// Whether there is a text for every name, and in each list as many words as the page looks for.
    pub(super) fn are_whole(&self) -> bool {
        let mut lists = [self.months(), self.weekdays()].into_iter().zip(Self::LISTS);
        self.texts.len() == Self::NAMES.len() && lists.all(|(list, (_, many))| Self::has_words(list, many))
    }

    /// Whether a list has that many words.
    pub(super) fn has_words(list: &str, many: usize) -> bool {
        list.split_ascii_whitespace().count() == many
    }

    fn at(&self, place: Place) -> &str {
        self.texts.get(place as usize).map_or("", String::as_str)
    }
}

impl Stored for Texts {
    fn write(&self, to: &mut Writer) {
        self.texts.write(to);
    }

    fn read(from: &mut Reader) -> Self {
        Self::new(Stored::read(from))
    }
}

texts! {
    /// Button: to the next question.
    go_on,
    /// Button: to the question before.
    go_back,
    /// Button: all over again.
    restart,
    /// Button in the list of answers.
    change_label,
    /// The same button for those who cannot see its row; `{question}`.
    change,
    /// Head of the error message.
    error_title,
    /// Label of the field that filters the choices.
    filter_label,
    /// What may be typed in it.
    filter_hint,
    /// How many choices are left; `{count}`.
    filter_many,
    /// One choice is left.
    filter_one,
    /// No choice is left; `{text}`.
    filter_none,
    /// Head of the list of answers given.
    answers_title,
    /// Head of the notice about answers set aside by a change.
    dropped_title,
    /// What became of them.
    dropped_text,
    /// Head of the notice about answers that were not understood (link, preset).
    ignored_title,
    /// One answer that was not understood; `{question}`, `{choice}`.
    ignored_text,
    /// Head of the notice about answers that this browser had kept.
    kept_title,
    /// Where they are kept, and how they are erased.
    kept_text,
    /// Head of the notice about a link of another edition.
    edition_title,
    /// What became of it; `{old}`, `{edition}`.
    edition_text,
    /// What the edition of the link said otherwise; `{old}`, `{said}`.
    edition_said,
    /// What is said today; `{edition}`, `{said}`.
    edition_says,
    /// Head of the explained words beside a question.
    terms_title,
    /// Head: the card.
    card_title,
    /// The card opens INSi.
    insi_yes,
    /// The card does not open INSi.
    insi_no,
    /// Head: whom to turn to.
    organisms_title,
    /// The link to an organism's site; `{name}`.
    organism_site,
    /// Head: the steps.
    steps_title,
    /// Who acts in a step; `{name}`.
    step_actor,
    /// Whom a step turns to; `{name}`.
    step_organism,
    /// Head: the ways of doing a step.
    step_options,
    /// Head: what a step needs.
    step_documents,
    /// Sections behind something; `{list}`.
    sections,
    /// Head: the documents.
    documents_title,
    /// Kind of document.
    kind_form,
    /// Kind of document.
    kind_guide,
    /// Kind of document.
    kind_contract,
    /// Kind of document.
    kind_terms,
    /// Kind of document.
    kind_evidence,
    /// Kind of document.
    kind_service,
    /// The link to the guide of a document; `{name}`.
    document_guide,
    /// Where a document without printed address is found.
    document_found_at,
    /// Head: the delays.
    delay_title,
    /// Head: points of vigilance.
    vigilance_title,
    /// Head: what changed since the sheet.
    since_title,
    /// That these notes do not change the decision.
    since_text,
    /// The source of a note; `{name}`.
    note_source,
    /// The day something was last compared with its source; `{date}`.
    checked,
    /// Head: why.
    because_title,
    /// Head: why not another card.
    not_because_title,
    /// Another card, and the answers that would lead to it; `{card}`.
    not_because_if,
    /// Another card, to which no answer leads; `{card}`.
    not_because_never,
    /// An answer: `{question}`, `{choice}`.
    answer,
    /// Head: the sections behind the plan.
    sources_title,
    /// Which rules decided; `{edition}`, `{digest}`.
    edition,
    /// What the check of these rules has proved; `{count}`.
    seal,
    /// Head of the glossary.
    glossary_title,
    /// Said beside a link that opens elsewhere.
    new_window,
    /// The twelve months, in order, separated by spaces.
    months,
    /// The first day of a month (`1er`).
    first_day,
    // The plan: what may fall away, who does what, what is sent.
    /// The title of a step that may fall away; `{proviso}`, `{title}`.
    step_proviso,
    /// Somebody who signs; `{name}`.
    signed_by,
    /// What a step has signed; `{piece}`, `{marks}`.
    step_signs,
    /// A step by its number; `{number}`, `{title}`.
    step_number,
    /// One way of doing a step; `{step}`, `{way}`.
    step_way,
    /// Head: who does what.
    who_title,
    /// Head: what is sent.
    dispatches_title,
    /// What to do before sending.
    dispatches_text,
    /// Whom something is sent to; `{name}`.
    dispatch_to,
    /// An answer that decided, with its sections; `{answer}`, `{sections}`.
    criterion,
    /// The link to the guide in this language, from one in another.
    this_language,
    // All questions on one page.
    /// Button: all questions on one page.
    all_at_once,
    /// Button: one question at a time.
    one_at_a_time,
    /// Head of the page with all questions.
    expert_title,
    /// How that page is used by the keyboard.
    expert_hint,
    /// What a list of choices shows before one is chosen.
    expert_choose,
    /// What Enter takes from the list narrowed by typing; `{choice}`.
    expert_takes,
    /// What is asked next; `{question}`.
    expert_open,
    /// What was decided; `{result}`.
    expert_result,
    // Working on the plan.
    /// Label of the box that says a step is done.
    done_label,
    /// The same for those who cannot see its step; `{step}`.
    done_name,
    /// How many steps are done; `{count}`, `{all}`.
    done_many,
    /// One step is done; `{all}`.
    done_one,
    /// No step is done yet; `{all}`.
    done_none,
    /// Every step is done; `{all}`.
    done_all,
    /// Head: the dates.
    dates_title,
    /// What may be typed there.
    dates_text,
    /// Label of the day from which the delays run; `{start}`.
    start_label,
    /// Label of the day on which card and codes are needed.
    need_label,
    /// The same where no codes come.
    need_label_card,
    /// What was typed is no day: hardly longer than the hint, whose place it takes.
    no_day,
    /// How to give a day.
    day_hint,
    /// Label of the box for the public holidays of Alsace-Moselle.
    alsace_moselle,
    /// What that changes.
    alsace_moselle_hint,
    /// The seven days of the week, from Monday, separated by spaces.
    weekdays,
    /// A day with its name; `{weekday}`, `{date}`.
    on_day,
    /// The last day that will do; `{date}`.
    on_day_at_latest,
    /// A milestone for which the sheet has no delay.
    milestone_open,
    /// The first milestone, without a day.
    milestone_start,
    /// Name of the milestone: the card comes.
    milestone_card,
    /// When it comes; `{count}`.
    milestone_card_text,
    /// Name of the milestone: the codes come.
    milestone_codes,
    /// When they come; `{count}`, `{hours}`.
    milestone_codes_text,
    /// Name of the milestone: the codes stay.
    milestone_kept,
    /// That no others come.
    milestone_kept_text,
    /// When card and codes are there; `{card}`, `{codes}`.
    dates_both,
    /// When the card is there; `{card}`.
    dates_card,
    /// The last day for a complete file; `{start}`, `{date}`.
    dates_latest,
    /// All will be there in time; `{date}`.
    dates_in_time,
    /// It comes too late, by so many working days; `{count}`, `{start}`, `{date}`.
    dates_late,
    /// It comes too late, by one working day; `{start}`, `{date}`.
    dates_late_one,
    /// The days of the plan, as a file for any diary.
    calendar_label,
    /// The name of that file.
    calendar_file,
    /// What a day of it is called in the diary; `{milestone}`, `{result}`.
    calendar_event,
    /// The same for the last day that will do; `{milestone}`, `{result}`.
    calendar_latest,
    /// Head: the messages.
    mails_title,
    /// Where their addresses come from.
    mails_text,
    /// Head within a message: the card; `{card}`.
    mail_card,
    /// Head within a message: what the reader has to do.
    mail_steps,
    /// Head within a message: the documents.
    mail_documents,
    /// A line of a message that names something and its address; `{name}`, `{url}`.
    mail_address,
    /// Head within a message: the delays.
    mail_delays,
    /// Head within a message: what others do.
    mail_others,
    /// What somebody else does; `{step}`, `{name}`.
    mail_other,
    /// Which source a message follows; `{sheet}`.
    mail_source,
    /// That a message comes from no official service.
    mail_notice,
    /// Head: the link that brings everything back.
    resume_title,
    /// What the link holds, and what it is good for.
    resume_text,
    /// Label of the field that holds it.
    resume_label,
    /// Button: copy it.
    resume_copy,
    /// It is on the clipboard.
    resume_copied,
    /// What was to be copied is marked, to be copied by hand.
    by_hand,
    // For whoever finds a result wrong.
    /// Head, to be opened.
    report_title,
    /// What to do with what follows.
    report_text,
    /// Label of the link to the answers.
    report_link,
    /// Label of the line that says what was decided.
    report_line,
    /// Button: copy that line.
    report_copy,
    /// It is on the clipboard.
    report_copied,
    /// The link that opens a message with both.
    report_mail,
    /// The subject of that message.
    report_subject,
    // What an establishment or a region adds.
    /// Who has adapted the guide; `{name}`.
    house_name,
    /// Who adds something, where no name is told.
    house_unnamed,
    /// Head: the service to turn to there.
    house_service,
    /// Who tells how to reach an organism; `{name}`.
    house_contact,
    /// Who asks for a step; `{name}`.
    house_step,
    /// Who tells an address; `{name}`.
    house_document,
    /// The link to the address that the sheet prints, beside another; `{title}`.
    house_official,
    /// The link to the page of a step; `{title}`.
    house_more,
    /// A telephone number; `{phone}`.
    house_phone,
    /// An e-mail address; `{mail}`.
    house_mail,
    /// Head, to be opened: some of it was skipped.
    skipped_title,
    /// What that means, and for whom the list is.
    skipped_text,
    /// The place of a fault of the file itself.
    skipped_file,
    /// An entry that was skipped; `{path}`, `{reason}`.
    skipped_entry,
    /// What was probably meant; `{name}`.
    skipped_meant,
    /// How many others were skipped; `{count}`.
    skipped_more,
    /// The address of the file is not allowed.
    fault_refused,
    /// The file did not come.
    fault_unreachable,
    /// The file is too large.
    fault_too_large,
    /// The file is no JSON.
    fault_not_json,
    /// The file has another version.
    fault_version,
    /// Something needed is not there.
    fault_missing,
    /// Nothing has this name.
    fault_unknown,
    /// It should be a record.
    fault_not_record,
    /// It should be a list.
    fault_not_list,
    /// It should be a text.
    fault_not_text,
    /// It is empty, or cannot be seen.
    fault_unreadable,
    /// It is too long; `{count}`.
    fault_too_long,
    /// There are too many; `{count}`.
    fault_too_many,
    /// It should be an https address.
    fault_not_https,
    /// It should be the address of a picture.
    fault_not_image,
    /// It should be an e-mail address.
    fault_not_mail,
    /// It should be a telephone number.
    fault_not_phone,
    /// It should be the name of a language.
    fault_not_lang,
    /// It should be a colour.
    fault_not_colour,
    /// The colour has too little contrast.
    fault_pale,
    // A pack that was asked for and is not used.
    /// Head of the notice.
    pack_title,
    /// What that means for the person.
    pack_text,
    /// What the IT service is told; `{address}`, `{reason}`.
    pack_service,
    /// The page lies on a disk.
    pack_on_disk,
    /// The pack lies on another site.
    pack_elsewhere,
    /// The policy of the page refuses it.
    pack_blocked,
    /// Nobody answers.
    pack_unreachable,
    /// It does not come in time.
    pack_late,
    /// The server answers something else; `{status}`.
    pack_status,
    /// It is too large.
    pack_too_large,
    /// It has another fingerprint.
    pack_integrity,
    /// It is no compiled pack.
    pack_foreign,
    /// It is stored in another format.
    pack_format,
    /// It is damaged.
    pack_damaged,
    /// It holds what no guide can work with.
    pack_unsound,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_braces_survive() {
        assert_eq!(said("a {b} c", &[("b", "x {b}")]), "a x {b} c");
        assert_eq!(said("{none}{b}{", &[("b", "x")]), "x{");
    }
}
