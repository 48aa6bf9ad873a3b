//! A step of the work: named before it begins, timed when it ends. Commands speak for themselves: their output goes
//! straight to the terminal, so that a long one shows its progress and a failing one its reason.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::failure::Failure;

/// Does one step, and says so before and after.
///
/// # Errors
/// Those of the work.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    println!("── {name}");
    let began = Instant::now();
    let done = work();
    let end = if done.is_ok() { "done" } else { "failed" };
    println!("── {name}: {end} in {:.1} s\n", began.elapsed().as_secs_f32());
    done
}

/// Runs a command to its end, its output on the terminal.
///
/// # Errors
/// If it cannot be started, or says that it failed.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    println!("   {}", line(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({status})", line(command))))
}

/// What a command prints.
///
/// # Errors
/// If it cannot be started, or says that it failed.
pub(crate) fn read(command: &mut Command) -> Result<String, Failure> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("`{}` failed ({}): {}", line(command), output.status, said.trim())))
}

/// What a command makes of a text.
///
/// # Errors
/// If it cannot be started, or says that it failed.
pub(crate) fn pipe(command: &mut Command, text: &str) -> Result<String, Failure> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let fault = |error: std::io::Error| Failure::new(format!("`{}` was lost: {error}", line(command)));
    if let Some(mut input) = child.stdin.take() {
        // It reads all before it writes: there is no waiting for each other.
        input.write_all(text.as_bytes()).map_err(fault)?;
    }
    let output = child.wait_with_output().map_err(fault)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::new(format!("`{}` failed ({})", line(command), output.status)))
}

/// A cargo of the toolchain that runs this program, at the root of the project.
pub(crate) fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(crate::place::root());
    command
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` could not be started: {error}", name(command)))
}

fn name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned()
}

fn line(command: &Command) -> String {
    let mut words = vec![name(command)];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
