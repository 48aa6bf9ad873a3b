//! One browser, one test, one watch: everything that the browser says about itself (console, refusals of the policy,
//! requests) is heard from before the first page until after the last step, by the protocol that both engines speak.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::{FutureExt, StreamExt};
use serde::de::DeserializeOwned;
use serde_json::Value;
use thirtyfour::bidi::modules::browsing_context::Viewport;
use thirtyfour::bidi::{BiDi, RawEvent};
use thirtyfour::{Key, WebDriver, WebElement};

use crate::engine::Engine;
use crate::site::Site;

/// How long anything may take to come true; far more than it ever does.
const PATIENCE: Duration = Duration::from_secs(20);
const EVENTS: [&str; 4] =
    ["log.entryAdded", "network.beforeRequestSent", "network.responseCompleted", "network.fetchError"];
/// Says by the console what the console does not hear of by itself in every engine.
const EARS: &str = "() => {
    addEventListener('securitypolicyviolation', (it) =>
        console.error(`refused by the policy: ${it.violatedDirective} ${it.blockedURI} ${it.sourceFile}:${it.lineNumber}`));
    addEventListener('cpx-failed', (it) => console.error(`the guide failed: ${it.detail.cause}`));
    addEventListener('unhandledrejection', (it) => console.error(`unhandled rejection: ${it.reason}`));
}";
const LAST_WORD: &str = "the test is over";

/// A browser with its site.
pub(crate) struct Browser {
    driver: WebDriver,
    bidi: BiDi,
    heard: Arc<Mutex<Vec<RawEvent>>>,
    site: Site,
    name: String,
}

/// Runs a test in a browser of its own, takes a picture where it fails, and demands that the browser was quiet.
pub(crate) fn run(engine: Engine, test: &str, body: impl AsyncFnOnce(&Browser)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listening = engine.start();
        let driver = WebDriver::new(&listening.url, engine.capabilities()).await.unwrap();
        let driver_too = driver.clone();
        let outcome = AssertUnwindSafe(async move {
            let browser = Browser::watch(driver_too, format!("{test}-{}", engine.name())).await;
            let outcome = AssertUnwindSafe(body(&browser)).catch_unwind().await;
            if outcome.is_err() {
                browser.picture("failed").await;
            }
            let noise = browser.noise().await;
            if let Err(panic) = outcome {
                eprintln!("the browser said meanwhile: {noise:#?}");
                std::panic::resume_unwind(panic);
            }
            assert!(noise.is_empty(), "the browser was not quiet: {noise:#?}");
        })
        .catch_unwind()
        .await;
        let left = driver.quit().await;
        if let Err(panic) = outcome {
            std::panic::resume_unwind(panic);
        }
        left.unwrap();
    });
}

impl Browser {
    async fn watch(driver: WebDriver, name: String) -> Self {
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
        Self { driver, bidi, heard, site: Site::open(), name }
    }

    /// Opens a page of the site, `/` being the page that is shipped.
    pub(crate) async fn open(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.site.url)).await.unwrap();
    }

    /// What a script returns; it runs as the body of a function, with `arguments`.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, script: &str, arguments: &[&str]) -> T {
        let answer =
            self.driver.execute(script, values(arguments)).await.unwrap_or_else(|error| panic!("{script}: {error}"));
        answer.convert().unwrap()
    }

    /// What a promise of a script comes to: the script calls the last of its arguments with it.
    pub(crate) async fn ask_later<T: DeserializeOwned>(&self, script: &str, arguments: &[&str]) -> T {
        let answer = self
            .driver
            .execute_async(script, values(arguments))
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"));
        answer.convert().unwrap()
    }

    /// The element that a script returns.
    pub(crate) async fn element(&self, script: &str, arguments: &[&str]) -> Option<WebElement> {
        self.driver.execute(script, values(arguments)).await.ok()?.element().ok()
    }

    /// Presses one key, wherever the focus is.
    pub(crate) async fn key(&self, key: Key) {
        self.driver.action_chain().send_keys(key).perform().await.unwrap();
    }

    /// Presses the tabulator backwards.
    pub(crate) async fn key_back(&self) {
        let keys = self.driver.action_chain().key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift);
        keys.perform().await.unwrap();
    }

    /// Types a text, wherever the focus is.
    pub(crate) async fn type_text(&self, text: &str) {
        self.driver.action_chain().send_keys(text).perform().await.unwrap();
    }

    /// Waits until something is there, and gives it.
    pub(crate) async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            assert!(began.elapsed() < PATIENCE, "waited in vain: {what}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Gives the page a window of this size, in CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let contexts = self.bidi.browsing_context();
        let context = contexts.top_level().await.unwrap();
        contexts.set_viewport(context, Some(Viewport { width, height })).await.unwrap();
    }

    /// Takes a picture of what is in the window, into `target/screens`.
    pub(crate) async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{}-{name}.png", self.name));
        // A picture helps whoever looks into a failure; it must not be a second one.
        match self.driver.screenshot(&path).await {
            Ok(()) => eprintln!("picture: {}", path.display()),
            Err(error) => eprintln!("no picture: {error}"),
        }
    }

    /// The paths fetched from the site so far, each once, in alphabetical order.
    pub(crate) fn fetched(&self) -> Vec<String> {
        let heard = self.heard.lock().unwrap();
        let requests = heard.iter().filter(|event| event.method == "network.beforeRequestSent");
        let urls = requests.filter_map(|event| event.params["request"]["url"].as_str());
        let paths: BTreeSet<_> = urls.filter_map(|url| url.strip_prefix(&self.site.url)).map(str::to_owned).collect();
        paths.into_iter().collect()
    }

    /// Everything that a quiet page would not have caused.
    async fn noise(&self) -> Vec<String> {
        // Events come in order: once this one is there, all earlier ones are.
        self.ask::<Value>("console.debug(arguments[0])", &[LAST_WORD]).await;
        let over = || self.heard.lock().unwrap().iter().any(|event| event.params["text"] == LAST_WORD);
        self.until("the last word of the console", async || over().then_some(())).await;
        let heard = self.heard.lock().unwrap();
        heard.iter().filter_map(|event| noise_of(event, &self.site.url)).collect()
    }
}

fn noise_of(RawEvent { method, params, .. }: &RawEvent, site: &str) -> Option<String> {
    let url = params["request"]["url"].as_str().unwrap_or_default();
    let status = params["response"]["status"].as_u64().unwrap_or_default();
    match method.as_str() {
        "log.entryAdded" if params["text"] == LAST_WORD => None,
        "log.entryAdded" => Some(format!("console, {}: {}", params["level"], params["text"])),
        // The browsers' own drawings are such addresses, the triangle before a summary for one: they go nowhere.
        _ if url.starts_with("data:") => None,
        "network.beforeRequestSent" if !url.starts_with(site) => Some(format!("a request to {url}")),
        "network.responseCompleted" if status >= 400 => Some(format!("{status} for {url}")),
        "network.fetchError" => Some(format!("{} for {url}", params["errorText"])),
        _ => None,
    }
}

fn values(arguments: &[&str]) -> Vec<Value> {
    arguments.iter().map(|it| Value::from(*it)).collect()
}

/// Makes a test for each engine of each of these functions, which take the browser.
macro_rules! in_both_engines {
    ($($test:ident),* $(,)?) => {$(
        mod $test {
            use crate::browser::run;
            use crate::engine::Engine;

            #[test]
            fn chromium() {
                run(Engine::Chromium, stringify!($test), super::$test);
            }

            #[test]
            fn firefox() {
                run(Engine::Firefox, stringify!($test), super::$test);
            }
        }
    )*};
}

pub(crate) use in_both_engines;
