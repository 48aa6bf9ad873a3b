//! Small screens, large letters, wide spacing, clumsy fingers: every kind of page at 320 CSS pixels, which is a page
//! enlarged four times, with letters twice as large, and with the spacing that WCAG 1.4.12 asks pages to bear.

use serde::Deserialize;
use serde_json::Value;

use crate::browser::{Browser, in_engines};
use crate::kinds::{Lang, Tour};
use crate::staff;

// WebKit's window has a least width, and no protocol to go below it.
in_engines!([Chromium as chromium, Firefox as firefox] {
    every_kind_has_room_in_french,
    every_kind_has_room_in_english,
    every_step_with_lists_has_room,
});

const NARROW: (u32, u32) = (320, 640);
const WIDE: (u32, u32) = (1280, 900);

/// What is done to the text of a page, host and element alike.
const DOUBLED: &str = ":root { font-size: 32px !important }";
const SPACED: &str =
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }";
const DRESS: &str = "
    const roots = [document, ...[...document.querySelectorAll('*')].map((it) => it.shadowRoot).filter(Boolean)];
    for (const root of roots) {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((it) => !it.dress);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(arguments[0]);
        sheet.dress = true;
        root.adoptedStyleSheets.push(sheet);
    }";

/// What has no room.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
struct Lack {
    /// By how many pixels the page scrolls sideways.
    sideways: i64,
    /// What sticks out of the window.
    out: Vec<String>,
    /// What is larger than the box that it stands in, and so cut or laid over something else.
    cut: Vec<String>,
    /// What is too small to be hit.
    small: Vec<String>,
}

/// A link within a sentence is as high as its line. A choice is hit anywhere in its row.
const LACK: &str = "
    const least = 24;
    const roots = [document, ...[...document.querySelectorAll('*')].map((it) => it.shadowRoot).filter(Boolean)];
    const all = roots.flatMap((it) => [...it.querySelectorAll('body *, .guide, .guide *, :host > *')])
        .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest('.unseen, svg'));
    const name = (it) => `${it.localName}.${it.className} ${it.textContent.trim().slice(0, 30)}`;
    const scrolls = (it) => it && (['auto', 'scroll'].includes(getComputedStyle(it).overflowX) || scrolls(it.parentElement));
    const text = (it) => [...it.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const inSentence = (it) => it.localName === 'a' && getComputedStyle(it).display === 'inline'
        && it.parentElement.textContent.trim().length > it.textContent.trim().length;
    const hit = (it) => it.matches('[type=radio], [type=checkbox]') ? it.closest('.choice, label') ?? it.labels[0] ?? it : it;
    const cut = (it) => {
        const style = getComputedStyle(it);
        if (!text(it) || style.display === 'inline' || scrolls(it)) return false;
        return it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 2;
    };
    return {
        sideways: Math.max(0, document.documentElement.scrollWidth - innerWidth),
        out: all.filter((it) => !scrolls(it.parentElement) && it.getBoundingClientRect().right > innerWidth + 1).map(name),
        cut: all.filter(cut).map((it) => `${name(it)}: ${it.scrollWidth}x${it.scrollHeight} in ${it.clientWidth}x${it.clientHeight}`),
        small: all.filter((it) => it.matches('a[href], button, input, select, textarea, summary') && !inSentence(it)).map((it) => {
            const { width, height } = hit(it).getBoundingClientRect();
            return width < least || height < least ? `${name(it)}: ${width} x ${height}` : null;
        }).filter(Boolean),
    };";

async fn every_kind_has_room_in_french(browser: &Browser) {
    every_kind_has_room(browser, Lang::French).await;
}

async fn every_kind_has_room_in_english(browser: &Browser) {
    every_kind_has_room(browser, Lang::English).await;
}

async fn every_kind_has_room(browser: &Browser, lang: Lang) {
    Tour::new(browser).every(lang, async |kind| has_room(browser, kind.name).await).await;
}

async fn every_step_with_lists_has_room(browser: &Browser) {
    staff::every_step(browser, async |step| has_room(browser, step).await).await;
}

async fn has_room(browser: &Browser, place: &str) {
    for (size, dress) in [(NARROW, ""), (NARROW, SPACED), (WIDE, ""), (WIDE, DOUBLED)] {
        browser.resize(size.0, size.1).await;
        browser.ask::<Value>(DRESS, &[dress]).await;
        browser.settled().await;
        let lack: Lack = browser.ask(LACK, &[]).await;
        assert_eq!(lack, Lack::default(), "{place} at {size:?} with `{dress}`");
    }
}
