//! The watch over one browser: everything that it says about itself (console, refusals of the policy, requests) is
//! heard from before the first page until after the last step. Two engines tell it by the WebDriver BiDi protocol; the
//! third by ears that its pages are given, and by the site, which is the proxy for whatever leaves this machine.

use std::sync::{Arc, Mutex};

use futures_util::StreamExt;
use thirtyfour::WebDriver;
use thirtyfour::bidi::{BiDi, RawEvent};

use crate::site::Log;

const EVENTS: [&str; 4] =
    ["log.entryAdded", "network.beforeRequestSent", "network.responseCompleted", "network.fetchError"];
/// Says by the console what the console does not hear of by itself in every engine.
const EARS: &str = "() => {
    addEventListener('securitypolicyviolation', (it) =>
        console.error(`refused by the policy: ${it.violatedDirective} ${it.blockedURI} ${it.sourceFile}:${it.lineNumber}`));
    addEventListener('cpx-failed', (it) => console.error(`the guide failed: ${it.detail.cause}`));
    addEventListener('unhandledrejection', (it) => console.error(`unhandled rejection: ${it.reason}`));
}";
/// What the ears of a page have heard, and forget.
const HEARD: &str = "return (window[Symbol.for('ears')] ?? []).splice(0)";
const LAST_WORD: &str = "so far";

/// What listens.
pub(crate) enum Watch {
    Bidi { bidi: BiDi, heard: Arc<Mutex<Vec<RawEvent>>> },
    Ears { heard: Mutex<Vec<String>> },
}

impl Watch {
    /// Hears by the protocol.
    pub(crate) async fn by_bidi(driver: &WebDriver) -> Self {
        let bidi = driver.bidi().await.unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (mut events, hearing) = (bidi.subscribe_raw(), Arc::clone(&heard));
        tokio::spawn(async move {
            while let Some(event) = events.next().await {
                hearing.lock().unwrap().push(event);
            }
        });
        bidi.session().subscribe_many(EVENTS.map(str::to_owned)).await.unwrap();
        bidi.script().add_preload_script(EARS).await.unwrap();
        Self::Bidi { bidi, heard }
    }

    /// Hears by the ears of pages.
    pub(crate) fn by_ears() -> Self {
        Self::Ears { heard: Mutex::default() }
    }

    /// The protocol, where it is spoken.
    pub(crate) fn bidi(&self) -> Option<&BiDi> {
        match self {
            Self::Bidi { bidi, .. } => Some(bidi),
            Self::Ears { .. } => None,
        }
    }

    /// Before a page is left: its ears go with it.
    pub(crate) async fn leave(&self, driver: &WebDriver) {
        if let Self::Ears { heard } = self {
            // A page without scripts, or without ears, has nothing to tell.
            let told: Option<Vec<String>> =
                driver.execute(HEARD, Vec::new()).await.ok().and_then(|answer| answer.convert().ok());
            heard.lock().unwrap().extend(told.unwrap_or_default());
        }
    }

    /// Everything since the last time that quiet pages, of these sites, would not have caused.
    pub(crate) async fn noise(&self, driver: &WebDriver, own: &[String], logs: &[Log]) -> Vec<String> {
        self.leave(driver).await;
        let mut noise = match self {
            Self::Bidi { heard, .. } => {
                self.last_word(driver, heard).await;
                let heard = std::mem::take(&mut *heard.lock().unwrap());
                heard.iter().filter_map(|event| noise_of(event, own)).collect()
            }
            Self::Ears { heard } => std::mem::take(&mut *heard.lock().unwrap()),
        };
        noise.extend(logs.iter().flat_map(Log::take_refusals));
        if self.bidi().is_none() {
            noise.extend(logs.iter().flat_map(Log::take_strays));
        }
        noise
    }

    /// Events come in order: once this one is there, all earlier ones are.
    async fn last_word(&self, driver: &WebDriver, heard: &Mutex<Vec<RawEvent>>) {
        let word = serde_json::Value::from(LAST_WORD);
        if driver.execute("console.debug(arguments[0])", vec![word]).await.is_err() {
            // Where scripts are off, no page can have said anything.
            return;
        }
        let over = || heard.lock().unwrap().iter().any(|event| event.params["text"] == LAST_WORD);
        crate::browser::until("the last word of the console", async || over().then_some(())).await;
    }
}

fn noise_of(RawEvent { method, params, .. }: &RawEvent, own: &[String]) -> Option<String> {
    let url = params["request"]["url"].as_str().unwrap_or_default();
    let status = params["response"]["status"].as_u64().unwrap_or_default();
    match method.as_str() {
        "log.entryAdded" if params["text"] == LAST_WORD => None,
        "log.entryAdded" => Some(format!("console, {}: {}", params["level"], params["text"])),
        // The browsers' own drawings are such addresses, the triangle before a summary for one: they go nowhere.
        _ if url.starts_with("data:") => None,
        "network.beforeRequestSent" if !own.iter().any(|it| url.starts_with(it)) => Some(format!("a request to {url}")),
        "network.responseCompleted" if status >= 400 => Some(format!("{status} for {url}")),
        // Leaving a page ends what a browser still fetches for its own tabs.
        "network.fetchError" if params["errorText"] == "NS_BINDING_ABORTED" && url.ends_with("/icon.svg") => None,
        "network.fetchError" => Some(format!("{} for {url}", params["errorText"])),
        _ => None,
    }
}
