//! What a person sees of the guide, and what a person does: by mouse, or by the keyboard alone. The only file that
//! knows the DOM of the guide, and all it knows of it is what the contract and the parts of the page promise.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::{Key, WebElement};

use crate::browser::{Browser, until};
use crate::support;

/// How a person does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hand {
    Mouse,
    Keyboard,
}

/// A link that somebody saves today, to these answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Saved(pub(crate) &'static str);

impl fmt::Display for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edition = support::guide().guide.logic.edition;
        let joint = if self.0.is_empty() { "" } else { "&" };
        write!(f, "#cpx={edition}{joint}{}", self.0)
    }
}

/// What a person sees.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Screen {
    /// The question on the screen.
    pub(crate) question: Option<String>,
    /// The choices that can be seen.
    pub(crate) choices: Vec<String>,
    /// The one picked.
    pub(crate) picked: Option<String>,
    /// The verdict on the screen.
    pub(crate) verdict: Option<String>,
    /// What is announced as an error.
    pub(crate) alert: Option<String>,
    /// What is announced politely.
    pub(crate) notices: usize,
    /// How many answers the summary shows.
    pub(crate) trail: usize,
    /// What counts, as the element gives it.
    pub(crate) answers: BTreeMap<String, String>,
    /// The part of the guide that has the focus.
    pub(crate) focus: Focus,
}

/// The part of the guide that has the focus.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Focus {
    /// The name of the HTML element, empty where there is none.
    pub(crate) tag: String,
    /// The value of a field or a radio.
    pub(crate) value: String,
    /// Whether a radio is the one picked.
    pub(crate) picked: bool,
}

const SCREEN: &str = "
    const guide = document.querySelector('cpx-guide'), root = guide?.shadowRoot;
    if (!root?.querySelector('form, .result')) return null;
    const one = (path) => root.querySelector(path), all = (path) => [...root.querySelectorAll(path)];
    const radios = all('form input[type=radio]'), focus = root.activeElement;
    const verdict = [...(one('.result')?.classList ?? [])].find((it) => it.startsWith('verdict-'));
    return {
        question: radios[0]?.name.replace(/^cpx-(question-)?/, '') ?? null,
        choices: radios.filter((it) => it.checkVisibility()).map((it) => it.value),
        picked: radios.find((it) => it.checked)?.value ?? null,
        verdict: verdict?.replace('verdict-', '') ?? null,
        alert: one('[role=alert]')?.textContent.trim() ?? null,
        notices: all('[role=status] > .notice').length,
        trail: all('.trail dl dt').length,
        answers: guide.answers,
        focus: { tag: focus?.localName ?? '', value: focus?.value ?? '', picked: focus?.checked ?? false },
    };";

/// What is on the screen once the guide is drawn.
pub(crate) async fn screen(browser: &Browser) -> Screen {
    until("the guide is drawn", async || browser.ask::<Option<Screen>>(SCREEN, &[]).await).await
}

/// The screen once it is as expected.
pub(crate) async fn screen_where(browser: &Browser, what: &str, is: impl Fn(&Screen) -> bool) -> Screen {
    until(what, async || Some(screen(browser).await).filter(|screen| is(screen))).await
}

/// Answers the question on the screen, which must be this one, and goes on.
pub(crate) async fn answer(browser: &Browser, hand: Hand, question: &str, choice: &str) {
    pick(browser, hand, question, choice).await;
    go_on(browser, hand).await;
    let still = |it: &Screen| it.question.as_deref() == Some(question);
    screen_where(browser, &format!("on from `{question}`"), |it| !still(it)).await;
}

/// Picks a choice of the question on the screen, which must be this one.
pub(crate) async fn pick(browser: &Browser, hand: Hand, question: &str, choice: &str) {
    let screen = screen(browser).await;
    assert_eq!(screen.question.as_deref(), Some(question), "another question is asked: {screen:?}");
    assert!(screen.choices.iter().any(|it| it == choice), "`{choice}` is not among {:?}", screen.choices);
    match hand {
        Hand::Mouse => label(browser, choice).await.click().await.unwrap(),
        Hand::Keyboard => pick_by_keys(browser, choice, &screen.choices).await,
    }
    screen_where(browser, &format!("`{choice}` is picked"), |it| it.picked.as_deref() == Some(choice)).await;
}

/// Goes on from the question on the screen.
pub(crate) async fn go_on(browser: &Browser, hand: Hand) {
    press(browser, hand, "form button[type=submit]").await;
}

/// Presses what a path within the guide leads to.
pub(crate) async fn press(browser: &Browser, hand: Hand, path: &str) {
    match hand {
        // A page of another origin comes in another process: what was found just before may be gone with the old one.
        Hand::Mouse => {
            until(path, async || match part(browser, path).await.click().await {
                Err(error) if matches!(error.as_inner(), WebDriverErrorInner::StaleElementReference(_)) => None,
                Err(error) => panic!("`{path}` is not pressed: {error}"),
                Ok(()) => Some(()),
            })
            .await;
        }
        Hand::Keyboard => {
            tab_to(browser, path).await;
            browser.key(Key::Enter).await;
        }
    }
}

/// Moves the focus by the tabulator until a part of the guide has it: forwards, or backwards where it lies behind.
pub(crate) async fn tab_to(browser: &Browser, path: &str) {
    const WAY: &str = "
        const root = document.querySelector('cpx-guide').shadowRoot, focus = root.activeElement;
        if (focus?.matches(arguments[0])) return 'there';
        const behind = focus?.compareDocumentPosition(root.querySelector(arguments[0])) & Node.DOCUMENT_POSITION_PRECEDING;
        return behind ? 'backwards' : 'forwards';";
    part(browser, path).await;
    for _ in 0..100 {
        match browser.ask::<String>(WAY, &[path]).await.as_str() {
            "there" => return,
            "backwards" => browser.key_back().await,
            _ => browser.key(Key::Tab).await,
        }
    }
    panic!("the keyboard does not reach `{path}`");
}

/// Presses the button that changes the nth answer of the summary, the first being 1.
pub(crate) async fn change(browser: &Browser, hand: Hand, nth: usize) {
    press(browser, hand, &format!(".trail dl > :nth-child({nth} of :has(button)) button")).await;
}

/// The arrows move within a group of radios, and pick; the space bar picks where nothing is picked yet. Not every engine
/// goes on from the last radio to the first.
async fn pick_by_keys(browser: &Browser, choice: &str, choices: &[String]) {
    let place = |value: &str| choices.iter().position(|it| it == value);
    tab_to(browser, "form input[type=radio]").await;
    for _ in 0..=choices.len() {
        let focus = screen(browser).await.focus;
        if focus.value == choice {
            if !focus.picked {
                browser.key(Key::Space).await;
            }
            return;
        }
        browser.key(if place(&focus.value) < place(choice) { Key::Down } else { Key::Up }).await;
    }
    panic!("the arrows do not reach `{choice}`");
}

async fn part(browser: &Browser, path: &str) -> WebElement {
    const PART: &str = "return document.querySelector('cpx-guide')?.shadowRoot?.querySelector(arguments[0])";
    until(path, async || browser.element(PART, &[path]).await).await
}

async fn label(browser: &Browser, choice: &str) -> WebElement {
    const LABEL: &str = "
        const radios = [...document.querySelector('cpx-guide').shadowRoot.querySelectorAll('form input[type=radio]')];
        return radios.find((it) => it.value === arguments[0]).labels[0];";
    until(choice, async || browser.element(LABEL, &[choice]).await).await
}
