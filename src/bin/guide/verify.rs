//! Checks everything, the cheap before the dear, and stops at the first fault. The browsers come last, so that the
//! output ends on the lines of the test runner.

use std::time::Instant;

use crate::browsers::{self, Browsers};
use crate::failure::Failure;
use crate::step::{cargo, run, step};
use crate::{check, page, setup};

/// A check, and the cargo line that makes it.
struct Check {
    name: &'static str,
    line: &'static [&'static str],
}

const CHECKS: &[Check] = &[
    Check { name: "format", line: &["fmt", "--check"] },
    Check {
        name: "lints, host",
        line: &["clippy", "--all-targets", "--features", "host,browser", "--", "--deny", "warnings"],
    },
    Check {
        name: "lints, browser",
        line: &["clippy", "--lib", "--target", "wasm32-unknown-unknown", "--", "--deny", "warnings"],
    },
    Check { name: "tests on the host", line: &["test", "--features", "host"] },
    Check { name: "documentation", line: &["doc", "--no-deps", "--lib"] },
];

const BROWSER_TESTS: &[&str] = &["test", "--features", "browser", "--test", "browser"];

/// Checks everything.
///
/// # Errors
/// At the first fault.
pub(crate) fn verify(_arguments: &[String]) -> Result<(), Failure> {
    let began = Instant::now();
    check::sound()?;
    setup::setup(&[])?;
    for check in CHECKS {
        step(check.name, || run(cargo().args(check.line).env("RUSTDOCFLAGS", "--deny warnings")))?;
    }
    let browsers = built()?;
    println!("── everything but the browsers is verified, after {} s\n", began.elapsed().as_secs());
    in_browsers(&browsers, &[])
}

/// Builds the page and runs the browser tests alone.
///
/// # Errors
/// If the build or a test fails.
pub(crate) fn browse(arguments: &[String]) -> Result<(), Failure> {
    setup::building()?;
    let browsers = built()?;
    in_browsers(&browsers, arguments)
}

/// The page and the browser tests, both built.
fn built() -> Result<Browsers, Failure> {
    let browsers = browsers::install()?;
    step("build", page::build)?;
    step("build the browser tests", || run(cargo().args(BROWSER_TESTS).arg("--no-run")))?;
    Ok(browsers)
}

/// Nothing is said after this: the test runner has the last word.
fn in_browsers(browsers: &Browsers, arguments: &[String]) -> Result<(), Failure> {
    println!("── tests in Chromium, Firefox and WebKit");
    let mut command = cargo();
    command.args(BROWSER_TESTS).arg("--").args(arguments);
    browsers.tell(&mut command);
    run(&mut command)
}
