//! What axe-core, with all its rules, says of every kind of page: nothing. In both languages; in light, in dark, and in
//! colours that the system chooses. And what it does not look at: the contrast of borders, and of the ring around the focus.

use serde::Deserialize;
use serde_json::json;

use crate::browser::{Browser, run_as};
use crate::engine::{Engine, Start, program};
use crate::hands::screen;
use crate::kinds::{Lang, Tour};
use crate::staff;

/// The colours of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Theme {
    Light,
    Dark,
    Forced,
}

/// What it found.
#[derive(Debug, Deserialize)]
struct Findings {
    violations: Vec<Finding>,
    /// What it cannot judge by itself.
    incomplete: Vec<Finding>,
    /// How many rules had something to judge.
    passed: usize,
}

#[derive(Debug, Deserialize)]
struct Finding {
    rule: String,
    /// Where, and why.
    places: Vec<(String, String)>,
}

/// Every rule is on, those that are experimental or mere good practice as well, but one: a contrast of 7 is AAA, which no
/// theme promises. Frames are other pages, and those that there are have lines of their own among the kinds. The guide
/// without script holds every screen there is: those that are not shown are for nobody, and would take minutes.
const AXE: &str = "
    const done = arguments[0];
    const shown = (it) => it.checkVisibility() && (it.matches('.screen') || [...it.querySelectorAll(':scope > .columns')].some((part) => part.checkVisibility()));
    const hidden = [...document.querySelectorAll('.still .screen, .still .decided')].filter((it) => !shown(it));
    for (const it of hidden) it.remove();
    const rules = Object.fromEntries(axe.getRules().map((it) => [it.ruleId, { enabled: it.ruleId !== 'color-contrast-enhanced' }]));
    const told = (findings) => findings.map((it) => ({
        rule: it.id, places: it.nodes.map((node) => [node.target.flat().join(' '), node.failureSummary ?? node.any[0]?.message ?? '']),
    }));
    axe.run(document, { rules, iframes: false, resultTypes: ['violations', 'incomplete'] }).then(
        (it) => done({ violations: told(it.violations), incomplete: told(it.incomplete), passed: it.passes.length }),
        (error) => done({ violations: [{ rule: 'axe', places: [['', String(error)]] }], incomplete: [], passed: 0 }));";

/// What has less contrast than 3 with the grounds that it stands on.
const PALE: &str = "
    const guide = document.querySelector('cpx-guide'), probe = document.createElement('span');
    guide.shadowRoot.append(probe);
    const colour = (name) => {
        probe.style.color = `var(${name})`;
        return getComputedStyle(probe).color.match(/[0-9.]+/g).slice(0, 3).map((it) => it / 255);
    };
    const light = (rgb) => rgb.map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4)
        .reduce((sum, it, at) => sum + it * [0.2126, 0.7152, 0.0722][at], 0);
    const contrast = (one, other) => {
        const [dark, bright] = [light(colour(one)), light(colour(other))].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
    };
    const pairs = ['--_edge', '--_focus', '--_accent', '--_error', '--_caution', '--_since']
        .flatMap((it) => ['--_paper', '--_surface'].map((ground) => [`${it} on ${ground}`, contrast(it, ground)]));
    probe.remove();
    return pairs.filter(([, it]) => !(it >= 3));";

fn check(engine: Engine, theme: Theme, name: &str) {
    let start = match theme {
        Theme::Light => Start::Usual,
        Theme::Dark => Start::Dark,
        Theme::Forced => Start::Forced,
    };
    run_as(engine, start, name, async |browser: &Browser| {
        let axe = std::fs::read_to_string(program("CPX_AXE", &["axe.min.js"])).unwrap();
        // Once for all pages: it is far longer than they are.
        browser.in_every_page(&format!("() => {{ {axe} }}")).await;
        colours(browser, theme).await;
        let tour = Tour::new(browser);
        for lang in [Lang::French, Lang::English] {
            tour.every(lang, async |kind| nothing(browser, &format!("{name}, {} {lang:?}", kind.name)).await).await;
        }
        staff::every_step(browser, async |step| nothing(browser, &format!("{name}, staff, {step}")).await).await;
        // Where the system chooses the colours, it answers for them.
        if theme != Theme::Forced {
            browser.open("/kinds.html").await;
            screen(browser).await;
            let pale: Vec<(String, f64)> = browser.ask(PALE, &[]).await;
            assert!(pale.is_empty(), "too pale: {pale:?}");
        }
    });
}

/// It finds nothing on the page that is there.
async fn nothing(browser: &Browser, place: &str) {
    let found: Findings = browser.ask_later(AXE, &[]).await;
    for it in &found.incomplete {
        println!("{place}: cannot tell {}: {:?}", it.rule, it.places);
    }
    assert!(found.violations.is_empty(), "{place}: {:#?}", found.violations);
    assert!(found.passed > 10, "{place}: only {} rules were judged", found.passed);
}

/// Sees to it that pages have the colours of the theme, and that they know.
async fn colours(browser: &Browser, theme: Theme) {
    const COLOURS: &str =
        "return [matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(forced-colors: active)').matches]";
    if browser.engine == Engine::Chromium {
        let scheme = if theme == Theme::Dark { "dark" } else { "light" };
        let forced = if theme == Theme::Forced { "active" } else { "none" };
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme }, { "name": "forced-colors", "value": forced },
        ]});
        browser.driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await.unwrap();
    }
    browser.open("/kinds.html").await;
    let (dark, forced): (bool, bool) = browser.ask(COLOURS, &[]).await;
    assert_eq!((dark, forced), (theme == Theme::Dark, theme == Theme::Forced));
}

/// Makes a test of each line.
macro_rules! themes {
    ($($name:ident: $engine:ident $theme:ident,)*) => {$(
        #[test]
        fn $name() {
            check(Engine::$engine, Theme::$theme, stringify!($name));
        }
    )*};
}

themes! {
    chromium_light: Chromium Light,
    chromium_dark: Chromium Dark,
    chromium_forced: Chromium Forced,
    firefox_light: Firefox Light,
    firefox_dark: Firefox Dark,
    firefox_forced: Firefox Forced,
}
