//! Everything that must be on the machine before the work begins: the parts of the Rust toolchain, the pinned tools,
//! the browsers. What is there is left alone, and passed over without a word.

use std::path::Path;
use std::process::Command;

use crate::browsers::{self, Package};
use crate::failure::Failure;
use crate::step::{cargo, read, run, step};
use crate::{check, place, tools};

const TARGET: &str = "wasm32-unknown-unknown";

/// Installs what the other verbs need.
///
/// # Errors
/// If something is missing that cannot be installed here.
pub(crate) fn setup(_arguments: &[String]) -> Result<(), Failure> {
    checking()?;
    building()?;
    browsers::install().map(|_| ())
}

/// What it takes to build the page: rules without fault, and tools.
///
/// # Errors
/// If the rules have a fault, or something is missing that cannot be installed here.
pub(crate) fn building() -> Result<(), Failure> {
    check::sound()?;
    target()?;
    if place::program(&["npm"]).is_none() {
        browsers::debian(&[Package { name: "npm", why: "npm, which brings wasm-opt and esbuild" }])?;
    }
    tools::trunk().install()?;
    tools::wasm_bindgen()?.install()?;
    tools::wasm_opt().install()?;
    tools::esbuild().install()
}

/// What it takes to format and lint.
///
/// # Errors
/// If something is missing that cannot be installed here.
pub(crate) fn checking() -> Result<(), Failure> {
    for (verb, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if read(cargo().args([verb, "--version"])).is_err() {
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn target() -> Result<(), Failure> {
    let sysroot = read(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(&sysroot).join("lib").join("rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    rustup(&["target", "add", TARGET])
}

fn rustup(arguments: &[&str]) -> Result<(), Failure> {
    let words = arguments.join(" ");
    if place::program(&["rustup"]).is_none() {
        return Err(Failure::new(format!("`rustup` is missing: it is needed for `rustup {words}`")));
    }
    step(&format!("rustup {words}"), || run(Command::new("rustup").args(arguments)))
}
