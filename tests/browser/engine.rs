//! The three browsers, each behind its own driver: a child process on a port of its own, which is ended with the test
//! that started it. Every session has a fresh profile, which the driver makes and removes.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::display::Display;

/// A browser to test in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// How a browser is started; each but the first is what some people's machines impose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    Usual,
    /// Without a compiler for scripts, which takes WebAssembly away: a hardened Chromium or Edge.
    Jitless,
    /// Without scripts.
    NoScript,
    /// Without cookies, which makes the storage throw.
    NoStorage,
    /// In dark colours.
    Dark,
    /// In colours that the system chooses, whatever pages say.
    Forced,
}

/// A driver that listens.
pub(crate) struct Driver {
    child: Child,
    /// Ended after the driver.
    _display: Option<Display>,
    /// Where it listens.
    url: String,
}

/// How long a browser may take to appear, and how often it may fail to.
const PATIENCE: Duration = Duration::from_secs(20);
const ATTEMPTS: usize = 3;

/// No start pages, no updates, no reports: a request that is seen is the page's own.
const CHROMIUM: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,900",
];

impl Engine {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Starts the driver, and by it the browser. Now and then one ends as soon as it has begun (two programs that choose
    /// the same free port, for one), and its driver may wait for it for ever: then once more.
    pub(crate) async fn session(self, start: Start, proxy: &str) -> (Driver, WebDriver) {
        for _ in 0..ATTEMPTS {
            let Some(driver) = self.start() else { continue };
            let session = WebDriver::new(&driver.url, self.capabilities(start, proxy));
            match tokio::time::timeout(PATIENCE, session).await {
                Ok(Ok(session)) => return (driver, session),
                Ok(Err(error)) => eprintln!("{} did not start: {error}", self.name()),
                Err(_) => eprintln!("{} did not appear", self.name()),
            }
        }
        panic!("{} was started {ATTEMPTS} times in vain", self.name());
    }

    /// Starts the driver on a free port and waits until it listens.
    fn start(self) -> Option<Driver> {
        match self {
            Self::Chromium => told(Command::new(program("CPX_CHROMEDRIVER", &["chromedriver"])).arg("--port=0")),
            Self::Firefox => {
                let mut command = Command::new(program("CPX_GECKODRIVER", &["geckodriver"]));
                // Its usual port for events is the same for every session.
                told(command.args(["--websocket-port", "0", "--port=0"]))
            }
            Self::WebKit => webkit(),
        }
    }

    /// What the session must be; the proxy is the site under test, which so hears whatever leaves this machine.
    fn capabilities(self, start: Start, proxy: &str) -> Capabilities {
        let options = match self {
            Self::Chromium => chromium_options(start),
            Self::Firefox => firefox_options(start),
            Self::WebKit => webkit_options(start, proxy),
        };
        let mut capabilities = Capabilities::new();
        for (key, value) in options.as_object().unwrap() {
            capabilities.set(key.as_str(), value).unwrap();
        }
        // That one is told among its arguments.
        if self != Self::WebKit {
            let direct = ["127.0.0.1"];
            let proxy = json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "noProxy": direct });
            capabilities.set("proxy", proxy).unwrap();
        }
        if self.speaks_bidi() {
            capabilities.set("webSocketUrl", true).unwrap();
        }
        capabilities
    }

    /// Whether its driver tells by itself what the browser says and does.
    pub(crate) fn speaks_bidi(self) -> bool {
        self != Self::WebKit
    }
}

fn chromium_options(start: Start) -> Value {
    const REFUSED: u8 = 2;
    let mut arguments = CHROMIUM.to_vec();
    let mut preferences = json!({});
    match start {
        // Its colours are changed while it runs.
        Start::Usual | Start::Dark | Start::Forced => {}
        Start::Jitless => arguments.push("--js-flags=--jitless"),
        Start::NoScript => preferences = json!({ "profile.default_content_setting_values.javascript": REFUSED }),
        Start::NoStorage => preferences = json!({ "profile.default_content_setting_values.cookies": REFUSED }),
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": program("CPX_CHROMIUM", &["chromium", "google-chrome"]), "args": arguments, "prefs": preferences,
        },
    })
}

/// Where a file goes that somebody takes from a page.
pub(crate) fn taken(engine: Engine) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("cpx-guide-taken-{}-{}", engine.name(), std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn firefox_options(start: Start) -> Value {
    let preferences = match start {
        Start::NoScript => json!({ "javascript.enabled": false }),
        Start::NoStorage => json!({ "network.cookie.cookieBehavior": 2 }),
        Start::Dark => json!({ "layout.css.prefers-color-scheme.content-override": 0 }),
        Start::Forced => json!({
            "browser.display.document_color_use": 2, "layout.css.prefers-color-scheme.content-override": 1,
        }),
        // Whatever the machine prefers.
        Start::Usual | Start::Jitless => json!({
            "layout.css.prefers-color-scheme.content-override": 1,
            "browser.download.folderList": 2, "browser.download.dir": taken(Engine::Firefox),
        }),
    };
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": program("CPX_FIREFOX", &["firefox-esr", "firefox"]),
            "args": ["-headless", "--width=1200", "--height=900"],
            "prefs": preferences,
        },
    })
}

/// It is told its proxy itself: given it by its driver, with hosts that need none, it reads past the end of their list,
/// and one start in fifteen is its last.
fn webkit_options(start: Start, proxy: &str) -> Value {
    let proxy = format!("--proxy=http://{proxy}");
    let mut arguments = vec!["--automation", "--ignore-host=127.0.0.1", &proxy];
    match start {
        Start::NoScript => arguments.push("--enable-javascript=false"),
        Start::NoStorage => arguments.push("--cookies-policy=never"),
        Start::Usual | Start::Jitless | Start::Dark | Start::Forced => {}
    }
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": program("CPX_WEBKIT", &["MiniBrowser"]), "args": arguments },
    })
}

/// A driver that chooses its port and says which.
fn told(command: &mut Command) -> Option<Driver> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| port_in(&line));
    // What it says later must go somewhere, or it stops at a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    let driver = Driver { child, _display: None, url: format!("http://127.0.0.1:{}", port.unwrap_or_default()) };
    port.map(|_| driver)
}

/// A driver that takes a port, and does not say when it listens there.
fn webkit() -> Option<Driver> {
    let display = Display::open();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = Command::new(program("CPX_WEBKITDRIVER", &["WebKitWebDriver"]));
    command.arg(format!("--port={port}")).env("DISPLAY", &display.name).env("GDK_BACKEND", "x11");
    // There is no session bus here for assistive techniques to be found on.
    command.env("NO_AT_BRIDGE", "1").env_remove("WAYLAND_DISPLAY");
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut driver = Driver { child, _display: Some(display), url: format!("http://127.0.0.1:{port}") };
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if driver.child.try_wait().unwrap().is_some() {
            return None;
        }
        std::thread::yield_now();
    }
    Some(driver)
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where `cargo verify` has found a program; for a test run by hand, the first of these names on the PATH.
pub(crate) fn program(variable: &str, names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut there = names.iter().flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)));
    let told = std::env::var_os(variable).map(PathBuf::from);
    told.or_else(|| there.find(|it| it.is_file()))
        .unwrap_or_else(|| panic!("`{}` is missing: run `cargo verify`, which installs it", names[0]))
}

/// The port in the line by which a driver says that it listens.
fn port_in(line: &str) -> Option<u16> {
    let after = line.split_once("successfully on port ").or_else(|| line.split_once("Listening on 127.0.0.1:"))?.1;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
