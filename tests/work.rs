//! What a person does with a result: over every plan of the guide, the boxes, the days, the file for a diary and the
//! messages are what the plan and the sheet's delays say, and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::collections::BTreeSet;

use cpx_guide::calendar::{Date, Region, after, is_working};
use cpx_guide::engine::{Answers, Turn};
use cpx_guide::pack::graph::PlanId;
use cpx_guide::pack::{Delay, Plan};
use cpx_guide::page::{Body, LONGEST, Page, Picked, ResultPage, Work, page};
use cpx_guide::session::{Change, Compiled, Copied, Day, Mode, Msg, Original, Session, update};
use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};

fn result(page: Page) -> ResultPage {
    match page.body {
        Body::Result(result) => *result,
        Body::Expert(expert) => expert.result.expect("decided"),
        Body::Question(_) => panic!("not decided"),
    }
}

/// The result of some answers after some changes.
fn after_changes(compiled: &Compiled, turns: &[Turn], changes: &[Change]) -> ResultPage {
    let start = Session::with(Answers::of(turns), Vec::new());
    let session = changes.iter().fold(start, |it, change| update(compiled, it, Msg::Worked(change.clone())));
    result(page(compiled, &session))
}

fn worked(result: &ResultPage) -> &Work {
    result.work.as_ref().expect("a result to work on")
}

/// Every plan once, with answers that lead to it.
fn plans(compiled: &Compiled) -> Vec<(Vec<Turn>, PlanId)> {
    let mut seen = BTreeSet::new();
    support::paths(compiled).into_iter().filter(|(_, plan)| seen.insert(*plan)).collect()
}

fn delay<'a>(compiled: &'a Compiled, plan: &Plan) -> Option<&'a Delay> {
    compiled.guide.logic.rules[plan.rule].delay.map(|id| &compiled.guide.logic.delays[id])
}

fn started(date: &str) -> Change {
    Change::Given(Day::Start, date.to_owned())
}

fn needed(date: &str) -> Change {
    Change::Given(Day::Need, date.to_owned())
}

#[test]
fn each_step_has_its_box_and_their_number_is_told() {
    let compiled = support::guide();
    for (turns, id) in support::paths(&compiled) {
        let plan = compiled.graph.plan(id);
        let mut session = Session::with(Answers::of(&turns), Vec::new());
        for done in 0..=plan.steps.len() {
            let shown = result(page(&compiled, &session));
            let ticks: Vec<_> = shown.steps.rows.iter().map(|row| row.tick.clone().unwrap()).collect();
            let ticked = ticks.iter().filter(|tick| tick.state == Picked::Yes).count();
            assert_eq!(ticked, done);
            for (tick, row) in ticks.iter().zip(&shown.steps.rows) {
                let name = tick.name.as_ref().unwrap();
                assert!(name.starts_with(&tick.label) && name.contains(&row.title), "{name}");
            }
            let progress = &worked(&shown).progress;
            let numbers: Vec<usize> = progress.split(' ').filter_map(|word| word.parse().ok()).collect();
            let all = plan.steps.len();
            assert_eq!(numbers, if done == all { vec![] } else { vec![done, all] }, "{progress}");
            // Each box takes its own step and no other: the last one first, so that places and numbers do not agree.
            if let Some(tick) = ticks.iter().rev().find(|tick| tick.state == Picked::No) {
                session = update(&compiled, session, tick.msg.clone());
            }
        }
        for row in result(page(&compiled, &session)).steps.rows {
            session = update(&compiled, session, row.tick.unwrap().msg);
        }
        assert_eq!(session.work, cpx_guide::session::Work::default());
    }
}

#[test]
fn the_same_can_be_done_among_all_questions() {
    let compiled = support::guide();
    for (turns, _) in plans(&compiled) {
        let guided = Session { work: some_work(&compiled), ..Session::with(Answers::of(&turns), Vec::new()) };
        let expert = update(&compiled, guided.clone(), Msg::Switched(Mode::Expert));
        assert_eq!(result(page(&compiled, &guided)), result(page(&compiled, &expert)));
    }
}

fn some_work(compiled: &Compiled) -> cpx_guide::session::Work {
    let mut work = cpx_guide::session::Work { start: Date::new(2026, 11, 23), ..Default::default() };
    compiled.guide.logic.steps.ids().step_by(2).for_each(|step| work.tick(step));
    work
}

#[test]
fn without_a_day_the_timeline_has_durations_alone() {
    let compiled = support::guide();
    let (mut visas, mut kept) = (0, 0);
    for (turns, id) in support::paths(&compiled) {
        let plan = compiled.graph.plan(id);
        let shown = after_changes(&compiled, &turns, &[]);
        let Some(delay) = delay(&compiled, plan) else {
            assert_eq!(worked(&shown).dates, None);
            continue;
        };
        let dates = worked(&shown).dates.as_ref().unwrap();
        assert_eq!((&dates.calendar, dates.outcome.len()), (&None, 0));
        assert!(dates.days.iter().all(|day| day.value.is_empty() && !day.wrong));
        assert!(dates.milestones.iter().all(|it| it.date.is_none()));
        // Those of the plan first, then where the delays begin, the card, the codes.
        let marked = plan.steps.iter().filter_map(|it| compiled.guide.words.steps[it.step].milestone.as_ref());
        let marked: Vec<_> = marked.collect();
        visas += marked.len();
        let names: Vec<_> = dates.milestones.iter().map(|it| &it.name).collect();
        assert_eq!(names[..marked.len()], marked);
        let [start, card, codes] = &dates.milestones[marked.len()..] else { panic!("three milestones") };
        assert!(dates.days[0].label.starts_with(&start.name));
        assert!(card.text.contains(&format!("{} ", delay.card_working_days)), "{}", card.text);
        let hours = codes.text.contains(&delay.codes_working_hours.to_string());
        assert_eq!(hours, delay.new_codes, "{}", codes.text);
        kept += usize::from(!delay.new_codes);
    }
    assert!(visas > 0 && kept > 0);
}

/// The days of the last milestones, as the file for the diary tells them, with what they are called.
fn events(shown: &ResultPage) -> Vec<(String, Date)> {
    let Some(calendar) = &worked(shown).dates.as_ref().unwrap().calendar else { return Vec::new() };
    let file = decoded(calendar.url.strip_prefix("data:text/calendar;charset=utf-8,").unwrap());
    let read: Calendar = file.parse().unwrap();
    let events = read.components.iter().map(|it| {
        let CalendarComponent::Event(event) = it else { panic!("no event") };
        let Some(DatePerhapsTime::Date(date)) = event.get_start() else { panic!("not a whole day") };
        (event.get_summary().unwrap().to_owned(), Date::parse(&date.to_string()).unwrap())
    });
    events.collect()
}

/// What an address says: each character is as it stands, or an octet in hexadecimal.
fn decoded(address: &str) -> String {
    let mut octets = Vec::new();
    let mut rest = address.bytes();
    while let Some(octet) = rest.next() {
        let digits = || [rest.next().unwrap(), rest.next().unwrap()];
        octets.push(if octet == b'%' {
            let mut digits = digits;
            let text = String::from_utf8(digits().to_vec()).unwrap();
            assert_eq!(text, text.to_uppercase());
            u8::from_str_radix(&text, 16).unwrap()
        } else {
            assert!(octet.is_ascii_graphic() && !b"#&?<>\"".contains(&octet), "{}", char::from(octet));
            octet
        });
    }
    String::from_utf8(octets).unwrap()
}

#[test]
fn from_a_day_on_the_days_are_those_of_the_delay() {
    let compiled = support::guide();
    for (turns, id) in plans(&compiled) {
        let Some(delay) = delay(&compiled, compiled.graph.plan(id)) else { continue };
        for region in [Region::Usual, Region::AlsaceMoselle] {
            for start in ["2026-11-23", "2026-12-24", "2027-03-25", "2028-05-01", "2026-08-15"] {
                let shown = after_changes(&compiled, &turns, &[started(start), Change::Moved(region)]);
                let start = Date::parse(start).unwrap();
                let card = after(start, u32::from(delay.card_working_days), region).unwrap();
                // Two working days are 48 working hours.
                let codes = delay.new_codes.then(|| after(card, 2, region).unwrap());
                assert!(!delay.new_codes || delay.codes_working_hours == 48);
                let expected: Vec<_> = [Some(start), Some(card), codes].into_iter().flatten().collect();
                let found = events(&shown);
                assert_eq!(found.iter().map(|it| it.1).collect::<Vec<_>>(), expected);
                let dates = worked(&shown).dates.as_ref().unwrap();
                let marked: Vec<_> = dates.milestones.iter().filter(|it| it.date.is_some()).collect();
                assert_eq!(marked.len(), expected.len());
                for ((title, day), milestone) in found.iter().zip(&marked) {
                    assert!(title.contains(&milestone.name), "{title}");
                    assert!(milestone.date.as_ref().unwrap().contains(&day.parts().0.to_string()));
                }
                assert_eq!(dates.outcome.len(), 1, "when all is there");
                assert_eq!(dates.region.state == Picked::Yes, region == Region::AlsaceMoselle);
            }
        }
    }
}

/// Every day of two years: the day found is early enough, and the next working day would be too late.
#[test]
fn backwards_the_day_found_is_the_last_that_will_do() {
    let compiled = support::guide();
    let mut delays = BTreeSet::new();
    for (turns, id) in plans(&compiled) {
        let Some(delay) = delay(&compiled, compiled.graph.plan(id))
            .filter(|it| delays.insert((it.card_working_days, it.codes_working_hours, it.new_codes)))
        else {
            continue;
        };
        for region in [Region::Usual, Region::AlsaceMoselle] {
            let ready = |start: Date| {
                let card = after(start, u32::from(delay.card_working_days), region).unwrap();
                if delay.new_codes { after(card, 2, region).unwrap() } else { card }
            };
            let mut need = Date::new(2026, 11, 23).unwrap();
            for _ in 0..731 {
                let shown = after_changes(&compiled, &turns, &[needed(&need.to_string()), Change::Moved(region)]);
                let found = events(&shown);
                let latest = found[0].1;
                assert!(is_working(latest, region));
                assert!(ready(latest) <= need, "{need}: {latest}");
                let later = after(latest, 1, region).unwrap();
                assert!(ready(later) > need, "{need}: {later} would do");
                assert!(found.iter().all(|(_, day)| *day <= need));
                need = need.next().unwrap();
            }
        }
    }
    assert!(delays.len() > 1, "with codes and without");
}

#[test]
fn too_near_is_told_in_working_days() {
    let compiled = support::guide();
    for (turns, id) in plans(&compiled) {
        let Some(delay) = delay(&compiled, compiled.graph.plan(id)) else { continue };
        let start = "2026-11-23";
        let ready = if delay.new_codes { "2026-12-09" } else { "2026-12-07" };
        let told = |need: Date, more: &[Change]| {
            let changes = [&[started(start), needed(&need.to_string())], more].concat();
            let shown = after_changes(&compiled, &turns, &changes);
            worked(&shown).dates.as_ref().unwrap().outcome.last().unwrap().clone()
        };
        let texts = &compiled.guide.words.texts;
        let begins = |text: &str| text.split(['{', '.']).next().unwrap().to_owned();
        let ready = Date::parse(ready).unwrap();
        for (days, expected) in [(0, texts.dates_in_time()), (1, texts.dates_late_one())] {
            let need = cpx_guide::calendar::before(ready, days, Region::Usual).unwrap();
            assert!(told(need, &[]).starts_with(&begins(expected)), "{}", told(need, &[]));
        }
        for days in 2..12 {
            let need = cpx_guide::calendar::before(ready, days, Region::Usual).unwrap();
            assert!(told(need, &[]).starts_with(&texts.dates_late().split("{count}").next().unwrap().to_owned()));
            assert!(told(need, &[]).contains(&format!(" {days} ")), "{}", told(need, &[]));
        }
        // Over Christmas, Alsace-Moselle has a day less: Saturday 26 December 2026 is none, Good Friday 2027 is.
        let spring = |region| {
            let changes = [started("2027-03-15"), needed("2027-03-31"), Change::Moved(region)];
            let shown = after_changes(&compiled, &turns, &changes);
            worked(&shown).dates.as_ref().unwrap().outcome.last().unwrap().clone()
        };
        assert_ne!(spring(Region::Usual), spring(Region::AlsaceMoselle));
    }
}

#[test]
fn a_day_that_cannot_be_read_is_told_beside_its_field() {
    let compiled = support::guide();
    for (turns, id) in plans(&compiled) {
        if delay(&compiled, compiled.graph.plan(id)).is_none() {
            continue;
        }
        for (typed, wrong) in
            [("", false), ("0202-11-23", true), ("hier", true), ("2026-02-30", true), ("2300-01-01", true)]
        {
            let shown = after_changes(&compiled, &turns, &[needed("2026-12-24"), needed(typed), started(typed)]);
            let dates = worked(&shown).dates.as_ref().unwrap();
            for day in &dates.days {
                assert_eq!((day.wrong, day.value.as_str()), (wrong, typed));
            }
            // The last day that was one stays.
            assert_eq!((dates.calendar.is_some(), dates.outcome.len()), (wrong, usize::from(wrong)));
        }
        // The ends of the calendar: what cannot be reckoned is left open.
        for edge in [started("2199-12-31"), needed("1900-01-01")] {
            let shown = after_changes(&compiled, &turns, &[edge]);
            assert!(worked(&shown).dates.as_ref().unwrap().outcome.is_empty());
        }
    }
}

/// Subject and text of a message.
fn opened(url: &str) -> (String, String) {
    let rest = url.strip_prefix("mailto:?subject=").expect("a message to nobody yet");
    let (subject, body) = rest.split_once("&body=").unwrap();
    (decoded(subject), decoded(body))
}

#[test]
fn messages_say_what_their_reader_has_to_do_and_fit() {
    let compiled = support::guide();
    let (logic, words) = (&compiled.guide.logic, &compiled.guide.words);
    let typed = |text: &str| text.replace('\u{a0}', " ").replace('’', "'").replace('–', "-");
    let (mut offered, mut shortened) = (BTreeSet::new(), 0);
    for (turns, id) in support::paths(&compiled) {
        let plan = compiled.graph.plan(id);
        let shown = after_changes(&compiled, &turns, &[]);
        let mails = worked(&shown).mails.as_ref().map_or(&[][..], |it| it.rows.as_slice());
        for (mail, row) in logic.mails.iter() {
            let own: Vec<_> = plan.steps.iter().filter(|it| row.actors.contains(&logic.steps[it.step].actor)).collect();
            let concerned = plan.steps.iter().any(|it| row.concerns.contains(&it.step));
            let found = mails.iter().find(|it| it.label == words.mails[mail].label);
            assert_eq!(found.is_some(), !own.is_empty() || concerned, "{}", row.key);
            let Some(found) = found else { continue };
            offered.insert(row.key.clone());
            assert!(found.url.len() <= LONGEST, "{}: {}", found.url.len(), support::told(&compiled, &turns));
            let (subject, body) = opened(&found.url);
            assert!(!subject.contains(['\r', '\n', '{']));
            assert!(body.lines().all(|line| !line.contains(['\r', '{', '\u{a0}'])));
            assert_eq!(body.matches('\n').count(), body.matches("\r\n").count());
            for needed in [texts_notice(&compiled), words.sheet.clone()] {
                assert!(body.contains(&typed(&needed)), "{body}");
            }
            for step in own {
                assert!(body.contains(&typed(&compiled.guide.title(step))), "{body}");
            }
            if let Some(card) = &shown.card {
                assert!(body.contains(&card.name), "{body}");
            }
            // Lines are left out whole: each that is there is a line of the guide.
            let all = all_lines(&compiled, plan);
            for line in body.lines().filter_map(|line| line.strip_prefix("- ")) {
                assert!(all.iter().any(|known| line.starts_with(known)), "{line}");
            }
            let known = all.iter().filter(|known| body.contains(*known)).count();
            shortened += usize::from(known < all.len() / 2);
            for line in body.lines().filter(|line| line.contains("https://")) {
                let url = line.split_once("https://").unwrap().1;
                let urls = logic.documents.rows().flat_map(|it| [&it.url, &it.found_at]).flatten();
                assert!(urls.into_iter().any(|it| it.strip_prefix("https://") == Some(url)), "{line}");
            }
        }
        assert_eq!(mails.is_empty(), worked(&shown).mails.is_none());
    }
    assert_eq!(offered.len(), logic.mails.len(), "each message is offered somewhere");
    assert!(shortened > 0);
}

fn texts_notice(compiled: &Compiled) -> String {
    compiled.guide.words.texts.mail_notice().to_owned()
}

/// What a line of a list in a message may begin with.
fn all_lines(compiled: &Compiled, plan: &Plan) -> Vec<String> {
    let words = &compiled.guide.words;
    let steps = plan.steps.iter().map(|it| compiled.guide.title(it));
    let documents = plan.documents.iter().map(|id| words.documents[*id].title.clone());
    let delay = compiled.guide.logic.rules[plan.rule].delay.map(|id| &words.delays[id]);
    let delays = delay.into_iter().flat_map(|delay| [delay.card.clone(), delay.codes.clone()]);
    let all = steps.chain(documents).chain(delays);
    all.map(|text| text.replace('\u{a0}', " ").replace('’', "'").replace('–', "-")).collect()
}

#[test]
fn the_link_is_shown_where_it_is_read_back() {
    let compiled = support::guide();
    let texts = &compiled.guide.words.texts;
    for (turns, _) in plans(&compiled) {
        let mut session = Session { work: some_work(&compiled), ..Session::with(Answers::of(&turns), Vec::new()) };
        assert_eq!(worked(&result(page(&compiled, &session))).resume, None);
        for (change, status) in
            [(None, ""), (Some(Copied::Yes), texts.resume_copied()), (Some(Copied::ByHand), texts.by_hand())]
        {
            session = change.map_or(session.clone(), |it| {
                update(&compiled, session, Msg::Worked(Change::Copied(Original::Page, it)))
            });
            let shown = result(page(&compiled, &session).resumed(&compiled, &session, "https://portail.example/cpx"));
            let resume = worked(&shown).resume.clone().unwrap();
            assert_eq!(resume.field.status, status);
            let fragment = resume.field.value.strip_prefix("https://portail.example/cpx").unwrap();
            let link = cpx_guide::link::read(&compiled.guide.logic, fragment).unwrap();
            assert_eq!((link.answers, link.work, link.strays), (session.answers.clone(), session.work.clone(), vec![]));
        }
        assert!(result(page(&compiled, &session)).still().work.is_none());
    }
}
