//! All questions on one page, as a clerk uses it twenty times a day: by the keyboard alone, field after field, with the
//! result beside them. The focus is only ever where the clerk has led it.

use std::collections::BTreeMap;

use serde::Deserialize;
use thirtyfour::Key;

use crate::browser::{Browser, in_engines, until};
use crate::controls::nothing_sticks_out;
use crate::hands::{self, Hand, press, screen, tab_to};

in_engines!([Chromium as chromium, Firefox as firefox] {
    a_list_is_answered_by_its_first_letters,
    begun_again_it_is_still_one_page,
    enter_takes_what_was_typed_and_goes_on,
    switching_loses_nothing,
    the_address_follows_and_the_history_does_not_grow,
    the_page_hears_each_answer_once,
    whatever_falls_away_is_named,
    whole_paths_by_the_keyboard_alone,
    wide_or_narrow_nothing_sticks_out,
});

const HOSPITAL_EMPLOYEE: &str =
    "lieu=etablissement besoin=carte titulaire=professionnel profession=orthophoniste contrat=oui carte-famille=oui";

/// What a clerk sees.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Desk {
    /// The questions, each with the choice made, or nothing.
    fields: Vec<(String, String)>,
    /// What is announced beside them.
    outcome: String,
    /// Whether it is announced from where it was announced before.
    same: bool,
    /// What is announced as fallen away.
    notices: usize,
    /// The verdict, once there is a result.
    verdict: Option<String>,
    /// The field that has the focus, and what it holds; a heading or a button has no field.
    focus: (String, String, String),
    answers: BTreeMap<String, String>,
}

const DESK: &str = "
    const guide = document.querySelector('cpx-guide'), root = guide?.shadowRoot;
    if (!root?.querySelector('.expert')) return null;
    const key = (field) => field?.querySelector('select, input[type=radio]').id.split('-').slice(2) ?? [];
    const value = (field) => field.querySelector('select')?.value ?? field.querySelector(':checked')?.value ?? '';
    const name = (field) => {
        const radio = field?.querySelector('input[type=radio]');
        return radio ? radio.name.replace('cpx-field-', '') : key(field).join('-');
    };
    const fields = [...root.querySelectorAll('.field')], focus = root.activeElement;
    const outcome = root.querySelector('.outcome[role=status]');
    const verdict = [...(root.querySelector('.result')?.classList ?? [])].find((it) => it.startsWith('verdict-'));
    const same = guide.outcome === undefined || guide.outcome === outcome;
    guide.outcome = outcome;
    return {
        fields: fields.map((it) => [name(it), value(it)]),
        outcome: outcome.lastElementChild.textContent,
        same,
        notices: outcome.querySelectorAll('.notice').length,
        verdict: verdict?.replace('verdict-', '') ?? null,
        focus: [name(focus?.closest('.field')), focus?.localName ?? '', focus?.value ?? ''],
        answers: guide.answers,
    };";

async fn desk(browser: &Browser) -> Desk {
    until("all questions are on one page", async || browser.ask::<Option<Desk>>(DESK, &[]).await).await
}

async fn desk_where(browser: &Browser, what: &str, is: impl Fn(&Desk) -> bool) -> Desk {
    until(what, async || Some(desk(browser).await).filter(|desk| is(desk))).await
}

fn pairs(answers: &str) -> Vec<(&str, &str)> {
    answers.split_whitespace().map(|it| it.split_once('=').unwrap()).collect()
}

/// To all questions on one page, by the keyboard.
async fn open(browser: &Browser, path: &str) -> Desk {
    browser.open(path).await;
    screen(browser).await;
    press(browser, Hand::Keyboard, "button.switch").await;
    desk_where(browser, "the heading is read first", |it| it.focus.1.starts_with('h')).await
}

/// Goes to a question by the tabulator, and to a choice by the arrows, which answer on the way.
async fn answer(browser: &Browser, question: &str, choice: &str) -> Desk {
    tab_to(browser, &format!("[name=cpx-field-{question}]")).await;
    for _ in 0..10 {
        let at = desk(browser).await;
        if at.focus.2 == choice {
            if at.answers.get(question).map(String::as_str) != Some(choice) {
                browser.key(Key::Space).await;
            }
            let answered = |it: &Desk| it.answers.get(question).is_some_and(|it| it == choice);
            let done = desk_where(browser, &format!("`{choice}` is the answer"), answered).await;
            assert_eq!(done.focus, (question.to_owned(), "input".to_owned(), choice.to_owned()), "the focus has moved");
            assert!(done.same, "what announces is another element now: nobody would hear it");
            return done;
        }
        browser.key(Key::Down).await;
    }
    panic!("the arrows do not reach `{choice}`");
}

/// Types a name into the field that narrows a list, and takes it.
async fn take(browser: &Browser, question: &str, typed: &str, choice: &str) -> Desk {
    tab_to(browser, &format!("#cpx-field-{question}-search")).await;
    browser.type_text(typed).await;
    until("the first choice is named", async || {
        const NAMED: &str = "
            const root = document.querySelector('cpx-guide').shadowRoot;
            const status = root.querySelector('.field .status').textContent;
            const options = [...root.querySelectorAll('select option')].filter((it) => it.value);
            return options.length > 0 && status.endsWith(options[0].textContent) && options[0].value === arguments[0];";
        browser.ask::<bool>(NAMED, &[choice]).await.then_some(())
    })
    .await;
    browser.key(Key::Enter).await;
    desk_where(browser, "it is the answer", |it| it.answers.get(question).is_some_and(|it| it == choice)).await
}

async fn travel(browser: &Browser, answers: &str) -> Desk {
    for (question, choice) in pairs(answers) {
        if question == "profession" {
            take(browser, question, choice, choice).await;
        } else {
            answer(browser, question, choice).await;
        }
    }
    desk(browser).await
}

async fn whole_paths_by_the_keyboard_alone(browser: &Browser) {
    let paths = [
        (HOSPITAL_EMPLOYEE, "commandable"),
        ("lieu=ville besoin=carte titulaire=professionnel profession=psychologue", "pas-encore-delivree"),
        ("lieu=ville besoin=renouvellement motif=echeance carte-rpps=oui", "information"),
    ];
    for (path, verdict) in paths {
        let mut before = open(browser, "/").await;
        assert_eq!((before.fields.len(), before.verdict.as_deref()), (1, None));
        for (place, (question, choice)) in pairs(path).into_iter().enumerate() {
            let after = travel(browser, &format!("{question}={choice}")).await;
            assert_eq!(after.fields[place], (question.to_owned(), choice.to_owned()));
            assert_ne!(after.outcome, before.outcome, "nothing is announced");
            before = after;
        }
        assert_eq!(before.verdict.as_deref(), Some(verdict));
        assert_eq!(
            before.fields,
            pairs(path).iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect::<Vec<_>>()
        );
        let said: (String, String) = browser
            .ask(
                "const it = document.querySelector('cpx-guide');
                return [it.decide(it.answers).verdict, it.shadowRoot.querySelector('.result .heading').textContent]",
                &[],
            )
            .await;
        assert_eq!(said.0, verdict);
        assert!(before.outcome.ends_with(&said.1), "{} is announced for {}", before.outcome, said.1);
    }
}

/// The names that people type, then Enter: the answer is there, and the focus on the next question.
async fn enter_takes_what_was_typed_and_goes_on(browser: &Browser) {
    open(browser, "/").await;
    travel(browser, "lieu=etablissement besoin=carte titulaire=professionnel").await;
    // Nothing typed is nothing to take.
    tab_to(browser, "#cpx-field-profession-search").await;
    browser.key(Key::Enter).await;
    browser.settled().await;
    assert_eq!(desk(browser).await.answers.len(), 3);
    browser.type_text("zzz").await;
    browser.key(Key::Enter).await;
    browser.settled().await;
    assert_eq!(desk(browser).await.answers.len(), 3);
    for _ in 0..3 {
        browser.key(Key::Backspace).await;
    }
    take(browser, "profession", "orthoph", "orthophoniste").await;
    let next = desk_where(browser, "the focus is on the next question", |it| it.focus.0 == "contrat").await;
    assert_eq!(next.fields.last(), Some(&("contrat".to_owned(), String::new())));
    // Another name, while later answers stand: they stay, and the focus goes on all the same.
    travel(browser, "contrat=oui carte-famille=oui").await;
    take(browser, "profession", "ergo", "ergotherapeute").await;
    let next = desk_where(browser, "on again", |it| it.focus.0 == "contrat").await;
    assert_eq!((next.answers.len(), next.verdict.as_deref()), (6, Some("commandable")));
}

/// The list alone: it opens and finds as every list of the browser.
async fn a_list_is_answered_by_its_first_letters(browser: &Browser) {
    open(browser, "/").await;
    travel(browser, "lieu=ville besoin=carte titulaire=professionnel").await;
    tab_to(browser, "#cpx-field-profession").await;
    browser.type_text("Psychol").await;
    let after = desk_where(browser, "a result", |it| it.verdict.is_some()).await;
    assert_eq!(after.answers["profession"], "psychologue");
    assert_eq!(after.focus, ("profession".to_owned(), "select".to_owned(), "psychologue".to_owned()));
    // What it is told from outside, it shows.
    let set = "document.querySelector('cpx-guide').answers = { ...document.querySelector('cpx-guide').answers, profession: 'medecin' }";
    browser.ask::<serde_json::Value>(set, &[]).await;
    desk_where(browser, "the list shows it", |it| it.fields[3].1 == "medecin").await;
}

async fn whatever_falls_away_is_named(browser: &Browser) {
    open(browser, "/").await;
    let before = travel(browser, HOSPITAL_EMPLOYEE).await;
    assert_eq!((before.verdict.as_deref(), before.notices), (Some("commandable"), 0));
    let changed = answer(browser, "lieu", "ville").await;
    assert_eq!((changed.notices, changed.answers.contains_key("contrat")), (1, false));
    assert_eq!(changed.answers["profession"], "orthophoniste");
    let back = answer(browser, "lieu", "etablissement").await;
    assert_eq!((back.answers, back.verdict, back.notices), (before.answers, before.verdict, 0));
}

async fn switching_loses_nothing(browser: &Browser) {
    browser.open("/").await;
    for (question, choice) in &pairs(HOSPITAL_EMPLOYEE)[..3] {
        hands::answer(browser, Hand::Keyboard, question, choice).await;
    }
    press(browser, Hand::Keyboard, "button.switch").await;
    let all = desk_where(browser, "the heading is read first", |it| it.focus.1.starts_with('h')).await;
    assert_eq!((all.answers.len(), all.fields.len()), (3, 4));
    take(browser, "profession", "orthoph", "orthophoniste").await;
    press(browser, Hand::Keyboard, "button.switch").await;
    let asked =
        hands::screen_where(browser, "one question at a time", |it| it.question.as_deref() == Some("contrat")).await;
    assert_eq!((asked.trail, asked.focus.tag.starts_with('h')), (4, true));
    for (question, choice) in &pairs(HOSPITAL_EMPLOYEE)[4..] {
        hands::answer(browser, Hand::Keyboard, question, choice).await;
    }
    press(browser, Hand::Keyboard, "button.switch").await;
    let decided = desk_where(browser, "a result", |it| it.verdict.is_some()).await;
    assert_eq!(
        decided.fields,
        pairs(HOSPITAL_EMPLOYEE).iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect::<Vec<_>>()
    );
    press(browser, Hand::Keyboard, "button.switch").await;
    let result =
        hands::screen_where(browser, "the result alone", |it| it.trail == 6 && it.focus.tag.starts_with('h')).await;
    assert_eq!(result.verdict, decided.verdict);
}

async fn begun_again_it_is_still_one_page(browser: &Browser) {
    open(browser, "/").await;
    travel(browser, HOSPITAL_EMPLOYEE).await;
    press(browser, Hand::Keyboard, ".fields button.restart").await;
    let again = desk_where(browser, "all is empty", |it| it.answers.is_empty() && it.focus.1.starts_with('h')).await;
    assert_eq!((again.fields, again.verdict), (vec![("lieu".to_owned(), String::new())], None));
    travel(browser, "lieu=ville").await;
    browser.ask::<serde_json::Value>("document.querySelector('cpx-guide').restart()", &[]).await;
    desk_where(browser, "the page of the host begins again", |it| it.answers.is_empty()).await;
}

async fn the_page_hears_each_answer_once(browser: &Browser) {
    open(browser, "/events.html").await;
    travel(browser, "lieu=ville besoin=carte titulaire=professionnel profession=psychologue").await;
    press(browser, Hand::Keyboard, "button.switch").await;
    hands::screen_where(browser, "the result alone", |it| it.trail == 4).await;
    press(browser, Hand::Keyboard, "button.switch").await;
    desk(browser).await;
    let heard: String = browser.ask("return document.querySelector('output').textContent.trim()", &[]).await;
    // The first choice of a row has the focus; where that is not the one, an arrow leads there.
    let expected = "cpx-ready cpx-answered:lieu=ville:1 cpx-answered:besoin=carte:2 \
        cpx-answered:titulaire=professionnel:3 cpx-answered:profession=psychologue:4 cpx-decided:pas-encore-delivree";
    assert_eq!(heard, expected);
}

/// The page that is shipped keeps the answers in its address: a copied link restores them, Back leaves.
async fn the_address_follows_and_the_history_does_not_grow(browser: &Browser) {
    const WHERE: &str = "return [location.hash, history.length]";
    open(browser, "/").await;
    let before: (String, u32) = browser.ask(WHERE, &[]).await;
    travel(browser, "lieu=ville besoin=carte titulaire=professionnel profession=psychologue").await;
    let after: (String, u32) = browser.ask(WHERE, &[]).await;
    assert_eq!((after.1, before.0.as_str()), (before.1, ""));
    assert!(after.0.ends_with("&profession=psychologue"), "{}", after.0);
}

async fn wide_or_narrow_nothing_sticks_out(browser: &Browser) {
    for width in [320, 768, 1280] {
        browser.resize(width, 900).await;
        open(browser, "/").await;
        travel(browser, "lieu=etablissement besoin=carte titulaire=professionnel").await;
        tab_to(browser, "#cpx-field-profession-search").await;
        browser.type_text("ortho").await;
        browser.settled().await;
        nothing_sticks_out(browser).await;
        browser.picture(&format!("asked-{width}")).await;
        for _ in 0..5 {
            browser.key(Key::Backspace).await;
        }
        travel(browser, "profession=orthophoniste contrat=oui carte-famille=oui").await;
        answer(browser, "lieu", "ville").await;
        nothing_sticks_out(browser).await;
        browser.picture(&format!("decided-{width}")).await;
    }
}
