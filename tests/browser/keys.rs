//! The keyboard, on every kind of page: the tabulator reaches whatever can be used, in the order of reading, shows where
//! it is, and leaves again. And where the guide itself puts the focus: on what is new, or on what must be mended.

use serde::Deserialize;
use serde_json::Value;
use thirtyfour::Key;

use crate::browser::{Browser, in_engines, until};
use crate::hands::{Hand, answer, change, go_on, press, screen, screen_where, tab_to};
use crate::kinds::{Lang, Tour};

in_engines!(
    [Chromium as chromium, Firefox as firefox] {
        every_kind_is_walked_by_the_tabulator,
        the_focus_goes_to_what_is_new,
    }
);

/// What the tabulator met.
#[derive(Debug, Deserialize)]
struct Met {
    /// What had the focus, in order.
    walked: Vec<String>,
    /// What had it when the next key went down, each time.
    seen: Vec<String>,
    /// What had it then without a sign of it.
    unmarked: Vec<String>,
}

/// More than there is to use in the frame that some pages hold.
const WITHIN_A_FRAME: usize = 10;
/// What can be used, in the order of reading; and from now on the page writes down what has the focus. Of a group of
/// radios the tabulator meets the one picked, or the first.
const LISTEN: &str = "
    const within = (root) => [...root.querySelectorAll('*')].flatMap((it) => [it, ...(it.shadowRoot ? within(it.shadowRoot) : [])]);
    const all = within(document), name = (it) => `${all.indexOf(it)} ${it.localName} ${it.id || it.className} ${it.textContent.trim().slice(0, 20)}`;
    const first = (it) => {
        const group = all.filter((other) => other.type === 'radio' && other.name === it.name && other.form === it.form);
        return it === (group.find((other) => other.checked) ?? group[0]);
    };
    const usable = all.filter((it) => it.matches('a[href], button, input, select, textarea, summary, [tabindex]') && it.tabIndex >= 0
        && !it.disabled && it.checkVisibility({ visibilityProperty: true }) && (it.type !== 'radio' || first(it)));
    const met = window[Symbol.for('met')] = { walked: [], seen: [], unmarked: [] };
    let last = null;
    const hear = (event) => {
        const it = event.composedPath()[0];
        if (it === last || it === document.body) return;
        last = it;
        met.walked.push(name(it));
    };
    const see = () => {
        if (!last?.matches(':focus')) return;
        const it = last;
        const style = [it, it.closest('.choice') ?? it].map((it) => getComputedStyle(it)).find((it) => it.outlineStyle !== 'none');
        // What browsers draw by themselves counts where the page is not the guide's.
        const least = it.getRootNode() === document ? 1 : 2;
        const marked = style && (style.outlineStyle === 'auto' || parseFloat(style.outlineWidth) >= least);
        met.seen.push(name(it));
        if (!marked) met.unmarked.push(name(it));
    };
    // What a person sees: at the moment of the event itself, a busy browser may not have drawn it yet.
    document.addEventListener('keydown', see, true);
    // What happens within a shadow root is not always heard outside.
    for (const it of [document, ...all.map((it) => it.shadowRoot).filter(Boolean)]) it.addEventListener('focusin', hear);
    // The tabulator begins at the top, wherever it was.
    document.body.tabIndex = -1;
    document.body.focus();
    return usable.map(name);";
const MET: &str = "return window[Symbol.for('met')]";

async fn every_kind_is_walked_by_the_tabulator(browser: &Browser) {
    Tour::new(browser)
        .every(Lang::French, async |kind| {
            if kind.is_only_read() {
                // Nobody has done anything yet, so the focus is where the page around has it.
                let has = "return document.activeElement?.localName ?? 'body'";
                assert_eq!(browser.ask::<String>(has, &[]).await, "body", "the focus was taken at load");
            }
            let usable: Vec<String> = browser.ask(LISTEN, &[]).await;
            assert!(!usable.is_empty());
            let mut keys = browser.driver.action_chain();
            // What is left over leads out of the page, or to its beginning again.
            for _ in 0..usable.len() + WITHIN_A_FRAME {
                keys = keys.send_keys(Key::Tab);
            }
            keys.perform().await.unwrap();
            browser.settled().await;
            let mut met: Met = browser.ask(MET, &[]).await;
            // A browser may stop at what scrolls, too; and after the last it begins again.
            met.walked.retain(|it| usable.contains(it));
            met.walked.truncate(usable.len());
            assert_eq!(met.walked, usable);
            assert!(met.unmarked.is_empty(), "the focus is not seen on {:?}", met.unmarked);
            let unseen: Vec<_> = usable.iter().filter(|it| !met.seen.contains(it)).collect();
            assert!(unseen.is_empty(), "no key went down on {unseen:?}");
        })
        .await;
}

/// By mouse and by keyboard: the heading of each new screen, the summary of an error, the field while one types in it.
async fn the_focus_goes_to_what_is_new(browser: &Browser) {
    for hand in [Hand::Mouse, Hand::Keyboard] {
        browser.open("/kinds.html").await;
        for (question, choice) in [
            ("lieu", "etablissement"),
            ("besoin", "carte"),
            ("titulaire", "professionnel"),
            ("profession", "orthophoniste"),
        ] {
            go_on(browser, hand).await;
            on(browser, "[role=alert]").await;
            // What is to be mended leads there.
            press(browser, Hand::Keyboard, "[role=alert] button").await;
            on(browser, "form input[type=radio]").await;
            answer(browser, hand, question, choice).await;
            on(browser, ".heading").await;
        }
        for (question, choice) in [("contrat", "oui"), ("carte-famille", "oui")] {
            answer(browser, hand, question, choice).await;
            on(browser, ".heading").await;
        }
        assert!(screen(browser).await.verdict.is_some());
        change(browser, hand, 1).await;
        on(browser, ".heading").await;
        answer(browser, hand, "lieu", "ville").await;
        screen_where(browser, "a notice", |it| it.notices > 0).await;
        on(browser, ".heading").await;
        press(browser, hand, "button.back").await;
        on(browser, ".heading").await;
        change(browser, hand, 4).await;
        tab_to(browser, "input[type=search]").await;
        browser.type_text("zzz").await;
        screen_where(browser, "none but the one picked", |it| it.choices.len() == 1).await;
        on(browser, "input[type=search]").await;
        press(browser, hand, "button.restart").await;
        on(browser, ".heading").await;
        browser.ask::<Value>("document.documentElement.lang = 'en'", &[]).await;
        on(browser, ".heading").await;
    }
}

/// Waits until this part of the guide has the focus.
async fn on(browser: &Browser, path: &str) {
    const ON: &str =
        "return document.querySelector('cpx-guide').shadowRoot.activeElement?.matches(arguments[0]) ?? false";
    until(&format!("the focus is on {path}"), async || browser.ask::<bool>(ON, &[path]).await.then_some(())).await;
}
