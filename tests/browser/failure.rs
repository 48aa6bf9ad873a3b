//! What stands in the place of a guide that cannot run: why, in words, and a way on that leads somewhere.

use serde::Deserialize;

use crate::browser::{Browser, until};

/// What is shown in the place of the guide.
#[derive(Debug, Deserialize)]
pub(crate) struct Failure {
    /// What it says, and what the page heard where it listens.
    text: String,
    heard: Option<String>,
    pub(crate) frame: bool,
    /// Whether the words of the page, which are shown, lead on.
    pub(crate) leads: bool,
    /// Where its own link leads.
    pub(crate) link: String,
}

/// The frame with the guide without script.
pub(crate) const FRAME: &str =
    "return document.querySelector('cpx-guide').shadowRoot.querySelector('iframe[part=static]')";
const FAILURE: &str = "
    const guide = document.querySelector('cpx-guide'), root = guide.shadowRoot;
    const box = root?.querySelector('[part=failure][role=alert]');
    if (!box?.checkVisibility()) return null;
    const words = [...(root.querySelector('slot')?.assignedElements() ?? [])];
    return {
        text: box.textContent,
        heard: document.querySelector('output')?.textContent ?? null,
        frame: root.querySelector('iframe[part=static]')?.checkVisibility() ?? false,
        leads: words.some((it) => it.checkVisibility() && (it.matches('a[href]') || it.querySelector('a[href]'))),
        link: [...box.querySelectorAll('a')].find((it) => /static(\\.en)?\\.html/.test(it.href))?.href ?? '',
    };";

/// Reads it once it is there, and holds it to what is promised of every failure.
pub(crate) async fn failure(browser: &Browser, cause: &str) -> Failure {
    let read = async || browser.ask::<Option<Failure>>(FAILURE, &[]).await;
    let mut failure = until("the guide says why it cannot", read).await;
    let refused = |it: &Failure| cause == "blocked" && it.frame && it.heard.is_some();
    if refused(&failure) {
        // A frame that the policy refuses goes as soon as that is known.
        browser.settled().await;
        failure = until("the failure is still there", read).await;
    }
    assert!(failure.text.contains(cause), "{cause} is not said to the IT service: {}", failure.text);
    assert!(failure.heard.as_ref().is_none_or(|it| it.contains(&format!("cpx-failed:{cause}"))), "{failure:?}");
    // The one file has nothing beside it: there the words of the page are that guide.
    let alone = failure.link.is_empty() && failure.leads;
    assert!(failure.link.contains("/static.") || alone, "{failure:?}");
    failure
}
