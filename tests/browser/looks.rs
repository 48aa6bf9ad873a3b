//! What the style sheet of a host page does to the look of the guide: nothing, but for the size of the text, which follows
//! the text around it and never becomes too small to be read. And what taking over from plain HTML does: nothing either.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::browser::{Browser, in_all_engines, in_engines};
use crate::hands::screen;
use crate::site::{Setup, root};

in_all_engines!(
    a_guide_told_to_wears_what_the_page_wears,
    a_hostile_sheet_stays_outside,
    a_portal_sheet_stays_outside,
    nothing_moves_when_the_guide_takes_over,
);
in_engines!([Chromium as chromium_later] { a_file_that_has_aged_says_so });

/// For each part of the first screen, what its look is made of.
type Look = BTreeMap<String, BTreeMap<String, String>>;

const LOOK: &str = "
    const root = document.querySelector('cpx-guide').shadowRoot;
    const parts = ['.guide', '.heading', '.choice', '.choice label', '.choice input', '.hint', '.go-on'];
    const looks = ['color', 'background-color', '-webkit-text-fill-color', 'font-family', 'font-style', 'font-weight',
        'font-variant', 'font-stretch', 'letter-spacing', 'word-spacing', 'text-transform', 'text-align', 'text-indent',
        'text-shadow', 'text-decoration-line', 'background-image', 'white-space', 'word-break', 'hyphens', 'display',
        'position', 'list-style-type', 'visibility', 'opacity', 'box-sizing', 'appearance', 'border-top-style'];
    return Object.fromEntries(parts.map((part) => {
        const style = getComputedStyle(root.querySelector(part));
        return [part, Object.fromEntries(looks.map((it) => [it, style.getPropertyValue(it)]))];
    }));";
const SIZE: &str = "
    const guide = document.querySelector('cpx-guide').shadowRoot.querySelector('.guide');
    return parseFloat(getComputedStyle(guide).fontSize)";

async fn look(browser: &Browser, page: &str) -> (Look, f64) {
    browser.open(page).await;
    screen(browser).await;
    browser.picture(&page.replace(['/', '.'], "-")).await;
    (browser.ask(LOOK, &[]).await, browser.ask(SIZE, &[]).await)
}

#[track_caller]
fn same(look: &Look, usual: &Look) {
    for (part, look) in look {
        for (property, value) in look {
            assert_eq!(value, &usual[part][property], "{property} of {part}");
        }
    }
}

async fn a_hostile_sheet_stays_outside(browser: &Browser) {
    let (usual, _) = look(browser, "/host.html").await;
    let (hostile, size) = look(browser, "/hostile.html").await;
    same(&hostile, &usual);
    assert!(size >= 14.0, "text of {size} px");
}

async fn a_portal_sheet_stays_outside(browser: &Browser) {
    let (usual, size) = look(browser, "/host.html").await;
    let (portal, portal_size) = look(browser, "/dsfr.html").await;
    same(&portal, &usual);
    assert!((size - portal_size).abs() < 0.5, "{size} px became {portal_size} px");
}

/// The recipe of the contract, word by word, on a page that is light and on one that is dark.
async fn a_guide_told_to_wears_what_the_page_wears(browser: &Browser) {
    const WORN: &str = "
        const guide = document.querySelector('cpx-guide'), root = guide.shadowRoot;
        document.body.className = arguments[0];
        guide.setAttribute('theme', arguments[0] ? 'dark' : 'light');
        const looks = ['color', 'font-family', 'font-style'];
        const look = (it) => looks.map((name) => getComputedStyle(it).getPropertyValue(name)).join('; ');
        const parts = ['.guide', '.heading', '.choice label', '.hint'].map((part) => look(root.querySelector(part)));
        const grounds = [guide, root.querySelector('.guide')].map((it) => getComputedStyle(it).backgroundColor);
        return [look(document.body), parts, grounds];";
    browser.open("/worn.html").await;
    screen(browser).await;
    for page in ["", "night"] {
        let (around, parts, grounds): (String, Vec<String>, Vec<String>) = browser.ask(WORN, &[page]).await;
        assert!(parts.iter().all(|part| *part == around), "{parts:?} in {around}");
        assert!(grounds.iter().all(|ground| ground == "rgba(0, 0, 0, 0)"), "{grounds:?}");
        browser.picture(&format!("worn-{page}")).await;
    }
}

/// The first question stands there before the script, each part where the guide will draw it.
async fn nothing_moves_when_the_guide_takes_over(browser: &Browser) {
    const PLACES: &str = "
        const guide = document.querySelector('cpx-guide'), root = guide.shadowRoot ?? guide;
        return ['.title', '.intro', '.heading', '.choice', '.choice + .choice', '.footer'].map((part) => {
            const { x, y, width, height } = root.querySelector(part).getBoundingClientRect();
            return [x, y, width, height].map(Math.round).join();
        });";
    // The same site, but that no script may run.
    let plain =
        browser.site(Setup { policy: "default-src 'none'; style-src 'self'; img-src 'self'", ..Setup::default() });
    browser.open_at(&format!("{}/", plain.url)).await;
    let before: Vec<String> = browser.ask(PLACES, &[]).await;
    // That it may not is said, of course.
    browser.noise().await;
    browser.open("/").await;
    screen(browser).await;
    let after: Vec<String> = browser.ask(PLACES, &[]).await;
    assert_eq!(before, after);
}

async fn a_file_that_has_aged_says_so(browser: &Browser) {
    const SAID: &str = "const it = document.getElementById('age'); return it.hidden ? null : it.textContent";
    let file = format!("file://{}", root("dist").join("cpx-guide.html").display());
    browser.open_at(&file).await;
    screen(browser).await;
    assert_eq!(browser.ask::<Option<String>>(SAID, &[]).await, None);
    let later = json!({ "source": "Date.now = () => new Date(2126, 0, 1).getTime()" });
    browser.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", later).await.unwrap();
    browser.ask::<Value>("location.reload()", &[]).await;
    let said = crate::browser::until("the age is said", async || browser.ask::<Option<String>>(SAID, &[]).await).await;
    assert!(said.starts_with("Cette copie a 1") && said.contains(" mois"), "{said}");
    screen(browser).await;
    browser.picture("aged").await;
}
