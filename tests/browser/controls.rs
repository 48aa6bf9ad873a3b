//! The controls of the guide, one promise a test: what is picked, changed, narrowed, begun again, or forgotten.

use thirtyfour::Key;

use crate::browser::{Browser, in_all_engines, in_engines};
use crate::hands::{Hand, Screen, answer, change, go_on, pick, press, screen, screen_where, tab_to};

in_all_engines!(
    back_shows_what_was_answered,
    change_keeps_the_later_answers,
    filter_finds_everyday_names,
    nothing_picked_is_announced,
    restart_forgets,
);
// WebKit's window has a least width, and no protocol to go below it.
in_engines!([Chromium as chromium_narrow, Firefox as firefox_narrow] { narrow_window_needs_no_sideways_scroll });

const HOSPITAL_EMPLOYEE: [(&str, &str); 6] = [
    ("lieu", "etablissement"),
    ("besoin", "carte"),
    ("titulaire", "professionnel"),
    ("profession", "orthophoniste"),
    ("contrat", "oui"),
    ("carte-famille", "oui"),
];

async fn travel(browser: &Browser, hand: Hand, answers: &[(&str, &str)]) -> Screen {
    browser.open("/").await;
    for (question, choice) in answers {
        answer(browser, hand, question, choice).await;
    }
    screen(browser).await
}

/// What everyday people type, and whom they must find among the 30.
async fn filter_finds_everyday_names(browser: &Browser) {
    let before = travel(browser, Hand::Mouse, &HOSPITAL_EMPLOYEE[..3]).await;
    assert_eq!(before.choices.len(), 30);
    let cases: &[(&str, &[&str])] = &[
        ("kiné", &["masseur-kinesitherapeute"]),
        ("IDE", &["infirmier"]),
        ("infirmière", &["infirmier"]),
        ("dentiste", &["chirurgien-dentiste"]),
        ("ortho", &["orthophoniste", "orthoptiste", "orthesiste", "orthopediste", "orthoprothesiste"]),
    ];
    for (typed, found) in cases {
        tab_to(browser, "input[type=search]").await;
        browser.type_text(typed).await;
        let found_all = |it: &Screen| found.iter().all(|name| it.choices.iter().any(|choice| choice == name));
        screen_where(browser, typed, |it| it.choices.len() < 15 && found_all(it)).await;
        for _ in typed.chars() {
            browser.key(Key::Backspace).await;
        }
        screen_where(browser, "all professions again", |it| it.choices.len() == 30).await;
    }
    // Enter in the field leads to the choices that are left: it is no answer.
    browser.type_text("kine").await;
    browser.key(Key::Enter).await;
    let found =
        screen_where(browser, "the focus is on a choice", |it| it.focus.value == "masseur-kinesitherapeute").await;
    assert_eq!((found.alert, found.picked), (None, None));
    browser.key(Key::Space).await;
    screen_where(browser, "the choice is picked", |it| it.picked.is_some()).await;
    go_on(browser, Hand::Keyboard).await;
    screen_where(browser, "on from the professions", |it| it.trail == 4).await;
}

/// The first answer changes: the later ones that still count are kept, the others named, and none is lost.
async fn change_keeps_the_later_answers(browser: &Browser) {
    for hand in [Hand::Mouse, Hand::Keyboard] {
        let before = travel(browser, hand, &HOSPITAL_EMPLOYEE).await;
        assert_eq!(before.verdict.as_deref(), Some("commandable"));
        change(browser, hand, 1).await;
        let again =
            screen_where(browser, "back at the first question", |it| it.question.as_deref() == Some("lieu")).await;
        assert_eq!(again.picked.as_deref(), Some("etablissement"));
        answer(browser, hand, "lieu", "ville").await;
        let after = screen(browser).await;
        assert_eq!(after.verdict.as_deref(), Some("commandable"));
        assert_eq!((after.trail, after.notices), (4, 1));
        assert_eq!(after.answers["profession"], "orthophoniste");
        assert!(!after.answers.contains_key("contrat"), "an answer off the path counts: {after:?}");
        change(browser, hand, 1).await;
        answer(browser, hand, "lieu", "etablissement").await;
        let undone = screen(browser).await;
        assert_eq!((undone.answers, undone.verdict), (before.answers, before.verdict));
    }
}

async fn back_shows_what_was_answered(browser: &Browser) {
    travel(browser, Hand::Mouse, &HOSPITAL_EMPLOYEE[..2]).await;
    for hand in [Hand::Mouse, Hand::Keyboard] {
        press(browser, hand, "button.back").await;
        let back = screen_where(browser, "one question back", |it| it.question.as_deref() == Some("besoin")).await;
        assert_eq!(back.picked.as_deref(), Some("carte"));
        go_on(browser, hand).await;
        screen_where(browser, "on again", |it| it.question.as_deref() == Some("titulaire")).await;
    }
}

async fn restart_forgets(browser: &Browser) {
    for hand in [Hand::Mouse, Hand::Keyboard] {
        travel(browser, hand, &HOSPITAL_EMPLOYEE[..4]).await;
        press(browser, hand, "button.restart").await;
        let again = screen_where(browser, "the first question", |it| it.question.as_deref() == Some("lieu")).await;
        assert_eq!((again.picked, again.trail, again.answers.len()), (None, 0, 0));
    }
}

async fn nothing_picked_is_announced(browser: &Browser) {
    for hand in [Hand::Mouse, Hand::Keyboard] {
        let before = travel(browser, hand, &[]).await;
        assert_eq!(before.alert, None);
        go_on(browser, hand).await;
        let told = screen_where(browser, "the error", |it| it.alert.is_some()).await;
        assert_ne!(told.alert.as_deref(), Some(""));
        assert_eq!(told.question.as_deref(), Some("lieu"));
        pick(browser, hand, "lieu", "ville").await;
        go_on(browser, hand).await;
        let on = screen_where(browser, "on", |it| it.question.as_deref() == Some("besoin")).await;
        assert_eq!(on.alert, None);
    }
}

/// At 320 CSS pixels, which is a page enlarged four times, everything is read by scrolling one way only.
async fn narrow_window_needs_no_sideways_scroll(browser: &Browser) {
    browser.resize(320, 640).await;
    browser.open("/").await;
    screen(browser).await;
    for (question, choice) in HOSPITAL_EMPLOYEE {
        nothing_sticks_out(browser).await;
        if question == "profession" {
            browser.picture("professions").await;
        }
        answer(browser, Hand::Mouse, question, choice).await;
    }
    nothing_sticks_out(browser).await;
    browser.picture("result").await;
}

/// Nothing of what is drawn is wider than the window.
pub(crate) async fn nothing_sticks_out(browser: &Browser) {
    const OUT: &str = "
        const parts = [...document.querySelector('cpx-guide').shadowRoot.querySelectorAll('*')];
        const out = parts.filter((it) => it.checkVisibility() && it.getBoundingClientRect().right > innerWidth + 1);
        return [document.documentElement.scrollWidth - innerWidth, out.map((it) => `${it.localName}.${it.className}`)];";
    let (by, out): (i64, Vec<String>) = browser.ask(OUT, &[]).await;
    assert!(by <= 0 && out.is_empty(), "{by} px too wide: {out:?}");
}
