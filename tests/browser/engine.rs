//! The two browsers, each behind its own driver: a child process on a port of its own, which is ended with the test
//! that started it. Every session has a fresh profile, which the driver makes and removes.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::json;
use thirtyfour::Capabilities;

/// A browser to test in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
}

/// A driver that listens.
pub(crate) struct Driver {
    child: Child,
    /// Where it listens.
    pub(crate) url: String,
}

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
        }
    }

    /// Starts the driver on a free port and waits until it listens.
    pub(crate) fn start(self) -> Driver {
        let mut command = match self {
            Self::Chromium => Command::new(program("CPX_CHROMEDRIVER", &["chromedriver"])),
            Self::Firefox => {
                let mut command = Command::new(program("CPX_GECKODRIVER", &["geckodriver"]));
                // Its usual port for events is the same for every session.
                command.args(["--websocket-port", "0"]);
                command
            }
        };
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| port_in(&line));
        // What it says later must go somewhere, or it stops at a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let driver = Driver { child, url: format!("http://127.0.0.1:{}", port.unwrap_or_default()) };
        assert!(port.is_some(), "the driver of {} ended before it listened", self.name());
        driver
    }

    /// What the session must be.
    pub(crate) fn capabilities(self) -> Capabilities {
        let options = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": { "binary": program("CPX_CHROMIUM", &["chromium", "google-chrome"]), "args": CHROMIUM },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": program("CPX_FIREFOX", &["firefox-esr", "firefox"]),
                    "args": ["-headless", "--width=1200", "--height=900"],
                },
            }),
        };
        let mut capabilities = Capabilities::new();
        for (key, value) in options.as_object().unwrap() {
            capabilities.set(key.as_str(), value).unwrap();
        }
        capabilities.set("webSocketUrl", true).unwrap();
        capabilities
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where `cargo verify` has found a program; for a test run by hand, the first of these names on the PATH.
fn program(variable: &str, names: &[&str]) -> PathBuf {
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
