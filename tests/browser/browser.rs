//! One browser, one test: what a test asks of it, what it does with it, and the demand that it was quiet meanwhile. A
//! test says beforehand which refusals it provokes; all else that the watch hears fails it.

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use thirtyfour::bidi::modules::browsing_context::Viewport;
use thirtyfour::{Key, WebDriver, WebElement};

use crate::engine::{Engine, Start};
use crate::site::{Ears, Log, Setup, Site};
use crate::watch::Watch;

/// How long anything may take to come true; far more than it ever does.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with its site.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    pub(crate) engine: Engine,
    watch: Watch,
    site: Site,
    /// Where requests may go, and what the sites there have written down.
    own: RefCell<Vec<String>>,
    logs: RefCell<Vec<Log>>,
    name: String,
}

/// Runs a test in a browser of its own, takes a picture where it fails, and demands that the browser was quiet.
pub(crate) fn run(engine: Engine, test: &str, body: impl AsyncFnOnce(&Browser)) {
    run_as(engine, Start::Usual, test, body);
}

/// The same, in a browser started in a special way.
pub(crate) fn run_as(engine: Engine, start: Start, test: &str, body: impl AsyncFnOnce(&Browser)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let site = Site::open(setup_for(engine, Setup::default()));
        let (_listening, driver) = engine.session(start, &site.address()).await;
        let driver_too = driver.clone();
        let outcome = AssertUnwindSafe(async move {
            let browser = Browser::watched(driver_too, engine, site, format!("{test}-{}", engine.name())).await;
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

/// An engine that does not speak for itself needs a site that gives its pages ears.
fn setup_for(engine: Engine, setup: Setup) -> Setup {
    let ears = if engine.speaks_bidi() { Ears::None } else { Ears::Added };
    Setup { ears, ..setup }
}

/// Waits until something is there, and gives it.
pub(crate) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(began.elapsed() < PATIENCE, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

impl Browser {
    async fn watched(driver: WebDriver, engine: Engine, site: Site, name: String) -> Self {
        let watch = if engine.speaks_bidi() { Watch::by_bidi(&driver).await } else { Watch::by_ears() };
        let own = RefCell::new(vec![site.url.clone(), Site::intranet(), "file://".to_owned(), "about:".to_owned()]);
        let logs = RefCell::new(vec![site.log().clone()]);
        Self { driver, engine, watch, site, own, logs, name }
    }

    /// A further site, which this browser may visit.
    pub(crate) fn site(&self, setup: Setup) -> Site {
        let site = Site::open(setup_for(self.engine, setup));
        self.own.borrow_mut().push(site.url.clone());
        self.logs.borrow_mut().push(site.log().clone());
        site
    }

    /// Addresses that begin like this are this browser's own.
    pub(crate) fn owns(&self, beginning: &str) {
        self.own.borrow_mut().push(beginning.to_owned());
    }

    /// Opens a page of the site, `/` being the page that is shipped.
    pub(crate) async fn open(&self, path: &str) {
        self.open_at(&format!("{}{path}", self.site.url)).await;
    }

    /// Opens an address.
    pub(crate) async fn open_at(&self, url: &str) {
        self.watch.leave(&self.driver).await;
        self.driver.goto(url).await.unwrap();
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

    /// Gives the page a window of this size, in CSS pixels, where the engine can do that.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let contexts = self.watch.bidi().expect("the engine sets no size").browsing_context();
        let context = contexts.top_level().await.unwrap();
        contexts.set_viewport(context, Some(Viewport { width, height })).await.unwrap();
    }

    /// Runs a function in every page from now on, before the scripts of the page, where the engine can do that.
    pub(crate) async fn in_every_page(&self, function: &str) {
        let script = self.watch.bidi().expect("the engine runs nothing beforehand").script();
        script.add_preload_script(function).await.unwrap();
    }

    /// Does something that may fail, and takes a picture where it does; a failure is what the panic said.
    pub(crate) async fn attempt(&self, what: &str, body: impl AsyncFnOnce()) -> Result<(), String> {
        let Err(panic) = AssertUnwindSafe(body()).catch_unwind().await else { return Ok(()) };
        self.picture(&format!("{what}-failed")).await;
        // Whatever frame it was in.
        let _ = self.driver.enter_default_frame().await;
        let said = panic.downcast_ref::<String>().cloned();
        Err(said.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned())).unwrap_or_default())
    }

    /// Comes back once the page has done what it was about to do.
    pub(crate) async fn settled(&self) {
        const SETTLED: &str = "const done = arguments[0]; requestAnimationFrame(() => setTimeout(() => done(true)))";
        assert!(self.ask_later::<bool>(SETTLED, &[]).await);
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
        let mut paths: Vec<_> = self.site.log().entries().into_iter().map(|it| it.path).collect();
        // As a proxy it is asked for what browsers want for themselves, too: those are whole addresses.
        paths.retain(|path| path.starts_with('/') && !crate::site::is_ears(path));
        paths.sort();
        paths.dedup();
        paths
    }

    /// Everything since the last time that a quiet page would not have caused.
    pub(crate) async fn noise(&self) -> Vec<String> {
        let (own, logs) = (self.own.borrow().clone(), self.logs.borrow().clone());
        self.watch.noise(&self.driver, &own, &logs).await
    }
}

fn values(arguments: &[&str]) -> Vec<Value> {
    arguments.iter().map(|it| Value::from(*it)).collect()
}

/// Makes a test for each of these engines of each of these functions, which take the browser.
macro_rules! in_engines {
    ([$($engine:ident as $name:ident),*] $tests:tt) => {$(
        mod $name {
            $crate::browser::in_engines!(@ $engine $tests);
        }
    )*};
    (@ $engine:ident { $($test:ident),* $(,)? }) => {$(
        #[test]
        fn $test() {
            $crate::browser::run($crate::engine::Engine::$engine, stringify!($test), super::$test);
        }
    )*};
}

/// Makes a test for each engine of each of these functions.
macro_rules! in_all_engines {
    ($($test:ident),* $(,)?) => {
        $crate::browser::in_engines!([Chromium as chromium, Firefox as firefox, WebKit as webkit] { $($test),* });
    };
}

pub(crate) use {in_all_engines, in_engines};
