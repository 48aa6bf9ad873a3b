//! The days of a plan: reckoned on from a day and back from another, typed key by key, on a machine that is slow, too.

use serde_json::Value;
use thirtyfour::Key;

use crate::browser::{Browser, in_all_engines, in_engines, until};
use crate::hands::{Hand, press};
use crate::work::{PLAN, RENEWAL, give, seen};

in_all_engines!(days_are_reckoned_on_and_back, a_slow_machine_takes_nothing_out_of_a_field);
// The date field of WebKit's browser is a line of text.
in_engines!([Chromium as chromium_types, Firefox as firefox_types] { a_day_is_typed_key_by_key });

async fn days_are_reckoned_on_and_back(browser: &Browser) {
    browser.open(&format!("/{PLAN}")).await;
    seen(browser, "a plan", |it| it.boxes > 2).await;
    give(browser, "#cpx-day-start", "2026-11-23").await;
    let on = seen(browser, "a day is given", |it| it.dates.len() == 3).await;
    assert!(on.dates[0].contains("23 novembre 2026") && on.dates[2].contains("9 décembre 2026"), "{on:?}");
    give(browser, "#cpx-day-need", "2026-12-08").await;
    let near = seen(browser, "too near", |it| it.outcome.len() == 2).await;
    assert!(near.outcome[1].contains("un jour ouvré"), "{near:?}");
    give(browser, "#cpx-day-start", "").await;
    let back = seen(browser, "back from the day", |it| it.outcome.len() == 1 && it.start.is_empty()).await;
    assert!(back.dates[0].contains("20 novembre 2026") && back.dates[2].contains("8 décembre 2026"), "{back:?}");
    // Good Friday, 26 March 2027, is a day less there.
    give(browser, "#cpx-day-need", "2027-03-31").await;
    let usual = seen(browser, "another day", |it| it.need == "2027-03-31" && it.dates != back.dates).await;
    press(browser, Hand::Mouse, "#cpx-region").await;
    let there = seen(browser, "the other region", |it| it.region && it.dates != usual.dates).await;
    assert!(there.hash.ends_with("&.need=2027-03-31&.calendar=alsace-moselle"), "{there:?}");
    give(browser, "#cpx-day-need", "").await;
    seen(browser, "no day", |it| it.dates.is_empty() && it.outcome.is_empty() && it.file.is_none()).await;
    // A renewal at expiry brings no codes.
    browser.open_at("about:blank").await;
    browser.open(&format!("/{RENEWAL}&.start=2026-11-23")).await;
    let renewed = seen(browser, "a renewal", |it| !it.dates.is_empty()).await;
    assert_eq!(renewed.dates.len(), 2, "{renewed:?}");
}

/// Day and month are the same number: the order in which a browser asks for them is its own.
async fn a_day_is_typed_key_by_key(browser: &Browser) {
    const ERROR: &str = "
        const root = document.querySelector('cpx-guide').shadowRoot, field = root.querySelector('#cpx-day-start');
        const line = root.getElementById(field.getAttribute('aria-describedby'));
        const told = field.getAttribute('aria-invalid') === 'true' && line.matches('.error[role=status]');
        return [field.matches(':focus'), told && line.textContent !== ''];";
    let told = async |what: &str, focus: bool, error: bool| {
        until(what, async || (browser.ask::<(bool, bool)>(ERROR, &[]).await == (focus, error)).then_some(())).await;
    };
    // By the tabulator one comes to the last part of the field, or to its picker.
    let begin = async || {
        const FOCUS: &str = "document.querySelector('cpx-guide').shadowRoot.querySelector('#cpx-day-start').focus()";
        browser.ask::<Value>(FOCUS, &[]).await;
    };
    browser.open(&format!("/{PLAN}")).await;
    seen(browser, "a plan", |it| it.boxes > 2).await;
    begin().await;
    browser.type_text("1212202").await;
    told("a year being typed is no mistake", true, false).await;
    assert_eq!(seen(browser, "the plan", |_| true).await.file, None);
    browser.type_text("6").await;
    let first = seen(browser, "a day is typed", |it| it.hash.ends_with("&.start=2026-12-12")).await;
    assert_eq!((first.start.as_str(), first.dates.len()), ("2026-12-12", 3));
    // On to a year of two digits: it is told when the person goes on, and the last day that was one stays, the new one
    // of the year before.
    press(browser, Hand::Mouse, "#cpx-region").await;
    press(browser, Hand::Mouse, "#cpx-region").await;
    begin().await;
    browser.type_text("111126").await;
    told("half a year is no mistake yet", true, false).await;
    press(browser, Hand::Mouse, "#cpx-region").await;
    told("it is one when the person has gone on", false, true).await;
    let kept = seen(browser, "the plan", |it| it.region).await;
    assert!(kept.hash.contains("&.start=2026-11-11") && kept.dates.len() == 3, "{kept:?}");
    // Typed again from the first place.
    begin().await;
    browser.type_text("10102026").await;
    seen(browser, "another day", |it| it.start == "2026-10-10" && it.hash.contains("&.start=2026-10-10")).await;
    told("it is a day again", true, false).await;
    // A part of it is taken out.
    browser.key(Key::Backspace).await;
    told("a hole is no mistake yet", true, false).await;
    press(browser, Hand::Mouse, "#cpx-region").await;
    told("it is one when the person has gone on", false, true).await;
    let kept = seen(browser, "the plan", |it| !it.region).await;
    assert!(kept.hash.contains("&.start=2026-10-10") && kept.dates.len() == 3, "{kept:?}");
}

/// Yew draws later when its time is up; here it always is.
async fn a_slow_machine_takes_nothing_out_of_a_field(browser: &Browser) {
    const TYPE: &str = "
        const [days, done] = arguments, field = document.querySelector('cpx-guide').shadowRoot.querySelector('#cpx-day-start');
        const now = Date.now;
        let leap = 0;
        Date.now = () => now() + (leap += 1000);
        const type = async () => {
            for (const day of days.split(' ')) {
                field.value = day;
                field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
                field.dispatchEvent(new Event('change', { bubbles: true }));
                await null;
            }
            const stood = field.value;
            for (let turn = 0; turn < 20; turn++) await new Promise((on) => setTimeout(on));
            Date.now = now;
            return [stood, field.value, field.getAttribute('aria-invalid') ?? 'no'];
        };
        field.focus();
        type().then(done);";
    browser.open(&format!("/{PLAN}")).await;
    seen(browser, "a plan", |it| it.boxes > 2).await;
    for (typed, stands) in [
        ("2026-01-12 2026-11-12 2026-11-01 2026-11-11 0002-11-11", "0002-11-11"),
        ("2027-11-11 2027-11-12 0020-11-12 0202-11-12", "0202-11-12"),
        ("0202-11-12 2027-11-12", "2027-11-12"),
        ("2027-10-12 ", ""),
    ] {
        let [before, after, invalid] = browser.ask_later::<[String; 3]>(TYPE, &[typed]).await;
        assert_eq!([before.as_str(), after.as_str(), invalid.as_str()], [stands, stands, "no"], "{typed}");
    }
}
