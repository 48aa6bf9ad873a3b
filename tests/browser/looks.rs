//! What the style sheet of a host page does to the look of the guide: nothing, but for the size of the text, which follows
//! the text around it and never becomes too small to be read.

use std::collections::BTreeMap;

use crate::browser::{Browser, in_all_engines};
use crate::hands::screen;

in_all_engines!(a_hostile_sheet_stays_outside, a_portal_sheet_stays_outside);

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
