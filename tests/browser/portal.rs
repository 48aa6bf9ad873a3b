//! The pages for the people who put the guide into a portal: what they copy must work as it stands, and what the diagnostic
//! says must be what the page does.

use serde_json::Value;

use crate::browser::{Browser, in_all_engines, until};
use crate::hands::{screen, screen_where};
use crate::site::Setup;

in_all_engines!(
    a_policy_without_webassembly_is_diagnosed_with_the_line_to_change,
    choices_are_seen_in_the_preview_and_in_the_lines,
    lines_that_were_copied_work,
    nothing_to_change_is_said_where_the_guide_works,
);

/// The lines for the page, as they stand in the field.
const LINES: &str = "return document.querySelector('#html pre').textContent";
const PRESET: &str = "
    const select = document.querySelector('#presets select');
    select.value = [...select.options].find((it) => it.value === 'ville').value;
    select.dispatchEvent(new Event('input', { bubbles: true }));
    select.dispatchEvent(new Event('change', { bubbles: true }));";
/// Puts the script of some lines into a page that has none, with its fingerprint, which the browser then checks.
const PUT: &str = "
    const of = (name) => new RegExp(`${name}=\"([^\"]+)\"`).exec(arguments[0])?.[1];
    const script = document.createElement('script');
    const policy = window.trustedTypes?.createPolicy('portal', { createScriptURL: (it) => it });
    const src = of('src');
    script.integrity = of('integrity');
    script.crossOrigin = of('crossorigin') ?? 'anonymous';
    script.src = policy ? policy.createScriptURL(src) : src;
    script.onerror = () => { document.title = 'refused'; };
    document.body.append(script);
    return [src, script.integrity];";
const STATE: &str = "
    const it = document.querySelector('cpx-diagnostic'), state = it?.getAttribute('data-state');
    return state && state !== 'running' ? [state, (it.shadowRoot ?? it).textContent] : null;";

async fn choices_are_seen_in_the_preview_and_in_the_lines(browser: &Browser) {
    browser.open("/integration.html").await;
    screen(browser).await;
    browser.ask::<Value>(PRESET, &[]).await;
    screen_where(browser, "the preview follows", |it| it.answers.get("lieu").is_some_and(|it| it == "ville")).await;
    let lines: String = browser.ask(LINES, &[]).await;
    assert!(lines.contains("answers=\"lieu=ville\""), "{lines}");
    browser.picture("integration").await;
}

async fn lines_that_were_copied_work(browser: &Browser) {
    browser.open("/integration.html").await;
    screen(browser).await;
    let lines: String = browser.ask(LINES, &[]).await;
    browser.open("/bare.html").await;
    let (src, print): (String, String) = browser.ask(PUT, &[&lines]).await;
    assert!(src.contains(concat!("cpx-guide-", env!("CARGO_PKG_VERSION"), ".")), "a name that changes: {src}");
    assert!(print.starts_with("sha384-"), "{print}");
    assert_eq!(screen(browser).await.trail, 0);
}

async fn nothing_to_change_is_said_where_the_guide_works(browser: &Browser) {
    browser.open("/diagnostic.html").await;
    let (state, text): (String, String) =
        until("the diagnostic has ended", async || browser.ask(STATE, &[]).await).await;
    assert_eq!(state, "works", "{text}");
    browser.picture("diagnostic").await;
    // It asks for the header of its own page, which the published policy refuses: that is told in its report, too.
    let noise = browser.noise().await;
    assert!(noise.iter().all(|line| line.contains("connect-src") || line.contains("Content")), "{noise:#?}");
}

async fn a_policy_without_webassembly_is_diagnosed_with_the_line_to_change(browser: &Browser) {
    let site = browser.site(Setup { policy: "default-src 'self'", ..Setup::default() });
    browser.open_at(&format!("{}/diagnostic.html", site.url)).await;
    let (state, text): (String, String) =
        until("the diagnostic has ended", async || browser.ask(STATE, &[]).await).await;
    assert_eq!(state, "fails", "{text}");
    assert!(text.contains("'wasm-unsafe-eval'"), "{text}");
    // Refusals are what it is there to cause.
    assert!(!browser.noise().await.is_empty());
}
