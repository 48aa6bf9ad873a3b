//! The guide in a frame of another page, by the one line that puts it there: as high as it must be and no higher, heard
//! only from its own frame, and as able to decide as elsewhere.

use serde_json::Value;

use crate::browser::{Browser, in_all_engines, until};
use crate::hands::{Hand, answer, screen_where};
use crate::site::Setup;

in_all_engines!(a_frame_is_as_high_as_the_guide, messages_of_others_are_not_heard);

/// A page that uses the frame allows it, and the sizes that its script sets are no inline styles.
const POLICY: &str = "default-src 'none'; script-src * 'wasm-unsafe-eval'; style-src *; img-src *; frame-src *; \
    connect-src 'none'; base-uri 'none'; require-trusted-types-for 'script'";
const HEIGHTS: &str = "
    const frame = document.querySelector('cpx-frame iframe');
    return [frame.getBoundingClientRect().height, document.documentElement.scrollWidth - innerWidth];";
/// How much of the page in the frame does not fit, within the frame.
const HIDDEN: &str = "return document.documentElement.scrollHeight - innerHeight";

async fn a_frame_is_as_high_as_the_guide(browser: &Browser) {
    let site = browser.site(Setup { policy: POLICY, ..Setup::default() });
    browser.open_at(&format!("{}/framed.html", site.url)).await;
    for (question, choice) in [("besoin", "carte"), ("titulaire", "employe"), ("carte-famille", "oui")] {
        browser.driver.enter_frame(0).await.unwrap();
        answer(browser, Hand::Mouse, question, choice).await;
        fits(browser).await;
        browser.driver.enter_default_frame().await.unwrap();
        let (height, sideways): (f64, f64) = browser.ask(HEIGHTS, &[]).await;
        assert!(height > 200.0 && height < 10_000.0, "{question}: {height}");
        assert!(sideways <= 0.0, "{question}: {sideways} px too wide");
    }
    browser.driver.enter_frame(0).await.unwrap();
    screen_where(browser, "a result", |it| it.verdict.as_deref() == Some("commandable")).await;
    browser.driver.enter_default_frame().await.unwrap();
    let heard: String = browser.ask("return document.querySelector('output').textContent.trim()", &[]).await;
    assert!(heard.starts_with("cpx-ready") && heard.ends_with("cpx-decided:commandable"), "{heard}");
}

async fn fits(browser: &Browser) {
    until("nothing of the guide is hidden in its frame", async || {
        (browser.ask::<f64>(HIDDEN, &[]).await <= 1.0).then_some(())
    })
    .await;
}

/// Whoever knows neither the secret nor is the frame changes nothing.
async fn messages_of_others_are_not_heard(browser: &Browser) {
    const LIES: &str = "
        const frame = document.querySelector('cpx-frame iframe');
        const nonce = new URLSearchParams(new URL(frame.src).hash.slice(1)).get('nonce');
        for (const lie of [
            { type: 'cpx-height', height: 5000 }, { type: 'cpx-height', height: 5001, nonce: 'none' },
            { type: 'cpx-height', height: 5002, nonce }, { type: 'cpx-event', name: 'cpx-decided', nonce }, null, 'text',
        ]) postMessage(lie, '*');";
    let site = browser.site(Setup { policy: POLICY, ..Setup::default() });
    browser.open_at(&format!("{}/framed.html", site.url)).await;
    browser.driver.enter_frame(0).await.unwrap();
    screen_where(browser, "the guide", |it| it.question.is_some()).await;
    fits(browser).await;
    browser.driver.enter_default_frame().await.unwrap();
    let (before, _): (f64, f64) = browser.ask(HEIGHTS, &[]).await;
    browser.ask::<Value>(LIES, &[]).await;
    browser.settled().await;
    let (after, _): (f64, f64) = browser.ask(HEIGHTS, &[]).await;
    assert!((after - before).abs() < 2.0, "{before} became {after}");
    let heard: String = browser.ask("return document.querySelector('output').textContent.trim()", &[]).await;
    assert_eq!(heard, "cpx-ready");
}
