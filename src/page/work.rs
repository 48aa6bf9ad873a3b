//! The result as something to work on: what is done, the days of the plan, the messages, the link that brings it all
//! back. Today is never asked for: a plan is reckoned from the day that the person gives, or back from it.

use super::result::{section, some};
use super::say::{self, said};
use super::{Body, CopyField, Page, Picked, Report, ResultPage, Section, mail, report};
use crate::calendar::{Date, Region, after, before, is_working};
use crate::ics::{Event, ics};
use crate::link;
use crate::pack::graph::PlanId;
use crate::pack::words::Texts;
use crate::pack::{Delay, Id, Plan, Rule, Words};
use crate::session::{Change, Compiled, Day, Msg, Original, Session};

/// The hours of a working day, where a delay is told in working hours.
const HOURS: u16 = 24;

/// What a person can do with a result beside reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// How many steps are done, to be announced politely.
    pub progress: String,
    /// The days of the plan, where the sheet has a delay.
    pub dates: Option<Dates>,
    /// The messages that are ready, each an address that opens it.
    pub mails: Option<Section<super::Link>>,
    /// The link that brings everything back, where it would be read.
    pub resume: Option<Resume>,
    /// What somebody needs who finds it wrong.
    pub report: Report,
}

/// A box to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// What it says.
    pub label: String,
    /// What it is called aloud, if its label needs its surroundings to be understood.
    pub name: Option<String>,
    /// Whether it is ticked.
    pub state: Picked,
    /// Sent when that changes.
    pub msg: Msg,
}

/// The days of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// The heading.
    pub title: String,
    /// What may be given.
    pub text: String,
    /// From when on, and for when.
    pub days: Vec<DayField>,
    /// Whether the public holidays of Alsace-Moselle count.
    pub region: Tick,
    /// What that tick changes.
    pub region_hint: String,
    /// What comes out, to be announced politely.
    pub outcome: Vec<String>,
    /// What happens, in order.
    pub milestones: Vec<Milestone>,
    /// The days as a file for any diary, once there are any.
    pub calendar: Option<Download>,
}

/// A field for a day. What is typed is sent as [`Change::Given`], or as [`Change::Typing`] until it is a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayField {
    /// Which day it is.
    pub day: Day,
    /// Its label.
    pub label: String,
    /// The day, as a date field takes it, or what stands there instead.
    pub value: String,
    /// How to give it, or what is wrong with what was typed: one line in either case, so that nothing moves away under
    /// the pointer when the field is left.
    pub line: String,
    /// Whether something is wrong.
    pub wrong: bool,
}

/// Something that happens on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// What it is.
    pub name: String,
    /// When, in words, if that is known.
    pub date: Option<String>,
    /// How long it takes, or what it is for.
    pub text: String,
}

/// A file that the page itself holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// What the link says.
    pub label: String,
    /// What the file is called.
    pub file: String,
    /// The file, as an address.
    pub url: String,
}

/// The link that brings everything back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// The heading.
    pub title: String,
    /// What the link holds.
    pub text: String,
    /// The link.
    pub field: CopyField,
}

impl Page {
    /// The same page, which shows the link that leads back to it: `address` is where the guide stands, and reads it.
    #[must_use]
    pub fn resumed(mut self, compiled: &Compiled, session: &Session, address: &str) -> Self {
        let texts = &compiled.guide.words.texts;
        let work = match &mut self.body {
            Body::Result(result) => result.work.as_mut(),
            Body::Expert(expert) => expert.result.as_mut().and_then(|result| result.work.as_mut()),
            Body::Question(_) => None,
        };
        if let Some(work) = work {
            let status = session.status(Original::Page, texts.resume_copied(), texts.by_hand());
            let link = link::write(&compiled.guide.logic, &session.answers, &session.work);
            work.resume = Some(Resume {
                title: texts.resume_title().to_owned(),
                text: texts.resume_text().to_owned(),
                field: CopyField {
                    original: Original::Page,
                    label: texts.resume_label().to_owned(),
                    value: address.to_owned() + &link,
                    button: texts.resume_copy().to_owned(),
                    status: status.to_owned(),
                },
            });
        }
        self
    }
}

impl ResultPage {
    /// The same on paper: to be read alone.
    #[must_use]
    pub fn still(mut self) -> Self {
        self.work = None;
        for step in &mut self.steps.rows {
            step.tick = None;
        }
        self
    }
}

/// A result with everything that a person can do with it.
pub(super) fn worked(compiled: &Compiled, session: &Session, id: PlanId, result: ResultPage) -> ResultPage {
    let plan = compiled.graph.plan(id);
    let texts = &compiled.guide.words.texts;
    let mut result = result;
    let mut done = 0;
    for (row, step) in result.steps.rows.iter_mut().zip(&plan.steps) {
        let ticked = session.work.done.contains(&step.step);
        done += usize::from(ticked);
        let change = if ticked { Change::Unticked } else { Change::Ticked };
        row.tick = Some(Tick {
            label: texts.done_label().to_owned(),
            name: Some(said(texts.done_name(), &[("step", &row.title)])),
            state: picked(ticked),
            msg: Msg::Worked(change(step.step)),
        });
    }
    let all = plan.steps.len();
    let progress = match done {
        0 => texts.done_none(),
        done if done == all => texts.done_all(),
        1 => texts.done_one(),
        _ => texts.done_many(),
    };
    let rule = plan.rule;
    let mails = some(section(texts.mails_title(), mail::mails(&compiled.guide, plan, &result)));
    result.work = Some(Work {
        progress: said(progress, &[("count", &done.to_string()), ("all", &all.to_string())]),
        dates: compiled.guide.logic.rules[rule].delay.map(|delay| dates(compiled, session, plan, delay)),
        mails: mails.map(|it| Section { text: Some(texts.mails_text().to_owned()), ..it }),
        resume: None,
        report: report::report(compiled, session, &session.walk(&compiled.graph), id),
    });
    result
}

fn picked(ticked: bool) -> Picked {
    if ticked { Picked::Yes } else { Picked::No }
}

/// The days of a plan, each as far as it can be reckoned.
struct Reckoned {
    start: Option<Date>,
    card: Option<Date>,
    codes: Option<Date>,
}

impl Reckoned {
    /// The day on which all is there.
    fn ready(&self) -> Option<Date> {
        self.codes.or(self.card)
    }
}

/// How many working days the codes take after the card; none where no new ones come.
fn codes_days(delay: &Delay) -> Option<u32> {
    delay.new_codes.then(|| u32::from(delay.codes_working_hours.div_ceil(HOURS)))
}

/// From the first day on.
fn onward(delay: &Delay, start: Option<Date>, region: Region) -> Reckoned {
    let card = start.and_then(|start| after(start, u32::from(delay.card_working_days), region));
    let codes = codes_days(delay).and_then(|days| after(card?, days, region));
    Reckoned { start, card, codes }
}

/// Back from the day on which all is needed. On a day off nothing comes: it must be there on the working day before.
fn backward(delay: &Delay, need: Option<Date>, region: Region) -> Reckoned {
    let last = need.and_then(|need| if is_working(need, region) { Some(need) } else { before(need, 1, region) });
    let days = codes_days(delay);
    let card = last.and_then(|last| before(last, days.unwrap_or_default(), region));
    let start = card.and_then(|card| before(card, u32::from(delay.card_working_days), region));
    Reckoned { start, card, codes: days.and(last) }
}

/// How many working days after another a day comes; none if it does not.
fn days_after(mut day: Date, ready: Date, region: Region) -> u32 {
    let mut count = 0;
    while let Some(next) = day.next().filter(|next| *next <= ready) {
        day = next;
        count += u32::from(is_working(day, region));
    }
    count
}

fn dates(compiled: &Compiled, session: &Session, plan: &Plan, id: Id<Delay>) -> Dates {
    let (logic, words) = (&compiled.guide.logic, &compiled.guide.words);
    let (delay, texts, work) = (&logic.delays[id], &words.texts, &session.work);
    let first = &words.delays[id].start;
    let (ahead, back) = (onward(delay, work.start, work.region), backward(delay, work.need, work.region));
    // Reckoned back only where there is nothing to reckon from.
    let (shown, on) = if work.start.is_none() && work.need.is_some() {
        (&back, texts.on_day_at_latest())
    } else {
        (&ahead, texts.on_day())
    };
    let milestones = milestones(words, plan, delay, first, shown, on);
    let need_label = if delay.new_codes { texts.need_label() } else { texts.need_label_card() };
    let region = match work.region {
        Region::Usual => (Picked::No, Region::AlsaceMoselle),
        Region::AlsaceMoselle => (Picked::Yes, Region::Usual),
    };
    let stamp = work.start.or(work.need);
    let event = if work.start.is_some() { texts.calendar_event() } else { texts.calendar_latest() };
    Dates {
        title: texts.dates_title().to_owned(),
        text: texts.dates_text().to_owned(),
        days: vec![
            day_field(session, Day::Start, said(texts.start_label(), &[("start", first)]), texts),
            day_field(session, Day::Need, need_label.to_owned(), texts),
        ],
        region: Tick {
            label: texts.alsace_moselle().to_owned(),
            name: None,
            state: region.0,
            msg: Msg::Worked(Change::Moved(region.1)),
        },
        region_hint: texts.alsace_moselle_hint().to_owned(),
        outcome: outcome(words, session, first, &ahead, &back),
        calendar: stamp.and_then(|stamp| calendar(words, &logic.rules[plan.rule], &milestones, event, stamp)),
        milestones: milestones.into_iter().map(|(milestone, _)| milestone).collect(),
    }
}

/// What happens, in order, each with its day: what the plan holds before the delays run, then what they lead to.
fn milestones(
    words: &Words,
    plan: &Plan,
    delay: &Delay,
    first: &str,
    days: &Reckoned,
    on: &str,
) -> Vec<(Milestone, Option<Date>)> {
    let texts = &words.texts;
    let mut milestones = Vec::new();
    let mut add = |name: &str, text: &str, day: Option<Date>| {
        let date = day.map(|day| said_on(words, day, on));
        milestones.push((Milestone { name: name.to_owned(), date, text: text.to_owned() }, day));
    };
    for name in plan.steps.iter().filter_map(|it| words.steps[it.step].milestone.as_ref()) {
        add(name, texts.milestone_open(), None);
    }
    add(first, texts.milestone_start(), days.start);
    let count = delay.card_working_days.to_string();
    add(texts.milestone_card(), &said(texts.milestone_card_text(), &[("count", &count)]), days.card);
    match codes_days(delay) {
        Some(count) => {
            let (count, hours) = (count.to_string(), delay.codes_working_hours.to_string());
            let text = said(texts.milestone_codes_text(), &[("count", &count), ("hours", &hours)]);
            add(texts.milestone_codes(), &text, days.codes);
        }
        None => add(texts.milestone_kept(), texts.milestone_kept_text(), None),
    }
    milestones
}

/// A day in words, as `on` says it.
fn said_on(words: &Words, day: Date, on: &str) -> String {
    let weekday = words.texts.weekdays().split_ascii_whitespace().nth(day.weekday()).unwrap_or_default();
    said(on, &[("weekday", weekday), ("date", &say::date(words, &day.to_string()))])
}

/// What the days come to, a sentence each.
fn outcome(words: &Words, session: &Session, first: &str, ahead: &Reckoned, back: &Reckoned) -> Vec<String> {
    let (texts, work) = (&words.texts, &session.work);
    let day = |date: Date| said_on(words, date, texts.on_day());
    let mut lines = Vec::new();
    match (ahead.card, ahead.codes) {
        (Some(card), Some(codes)) => {
            lines.push(said(texts.dates_both(), &[("card", &day(card)), ("codes", &day(codes))]));
        }
        (Some(card), None) => lines.push(said(texts.dates_card(), &[("card", &day(card))])),
        (None, _) => {}
    }
    if let (Some(need), Some(latest)) = (work.need, back.start) {
        let late = ahead.ready().map(|ready| days_after(need, ready, work.region));
        let text = match late {
            None => texts.dates_latest(),
            Some(0) => texts.dates_in_time(),
            Some(1) => texts.dates_late_one(),
            Some(_) => texts.dates_late(),
        };
        let count = late.unwrap_or_default().to_string();
        lines.push(said(text, &[("count", &count), ("start", first), ("date", &day(latest))]));
    }
    lines
}

fn day_field(session: &Session, day: Day, label: String, texts: &Texts) -> DayField {
    let date = match day {
        Day::Start => session.work.start,
        Day::Need => session.work.need,
    };
    let typed = session.misread.iter().find(|known| known.day == day);
    let wrong = typed.is_some_and(|typed| typed.wrong);
    DayField {
        day,
        label,
        value: typed.map(|typed| typed.text.clone()).or_else(|| date.map(|date| date.to_string())).unwrap_or_default(),
        line: if wrong { texts.no_day() } else { texts.day_hint() }.to_owned(),
        wrong,
    }
}

/// The days that are known, as a file; its events are named by their place among the milestones.
fn calendar(
    words: &Words,
    rule: &Rule,
    milestones: &[(Milestone, Option<Date>)],
    called: &str,
    stamp: Date,
) -> Option<Download> {
    let texts = &words.texts;
    let mut events = Vec::new();
    for (place, (milestone, day)) in milestones.iter().enumerate() {
        if let Some(date) = *day {
            events.push(Event {
                key: place.to_string(),
                date,
                title: said(called, &[("milestone", &milestone.name)]),
                text: milestone.text.clone() + "\n" + texts.mail_notice(),
            });
        }
    }
    (!events.is_empty()).then(|| Download {
        label: texts.calendar_label().to_owned(),
        file: texts.calendar_file().to_owned(),
        url: mail::escaped("data:text/calendar;charset=utf-8,", &ics(&rule.key, &events, stamp)),
    })
}
