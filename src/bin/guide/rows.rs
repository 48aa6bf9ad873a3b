//! Prints what lists of many rows cost in a browser: builds the page, and has such lists go through it by the bench that
//! does that. It judges nothing: machines are shared.

use crate::failure::Failure;
use crate::step::{cargo, run, step};
use crate::{browsers, page, setup};

/// Builds the page, and has lists of so many rows go through it; of the usual numbers, unless told.
///
/// # Errors
/// If a build fails, or a list does not go through.
pub(crate) fn rows(arguments: &[String]) -> Result<(), Failure> {
    setup::building()?;
    let browsers = browsers::install()?;
    step("build", page::build)?;
    let mut command = cargo();
    // It is the browser that is timed: the profile of the tests spares building everything once more.
    command.args(["bench", "--profile", "dev", "--features", "browser", "--bench", "rows", "--"]);
    browsers.tell(command.args(arguments));
    run(&mut command)
}
