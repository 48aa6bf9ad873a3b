//! Feeds the parts that read untrusted text and bytes with inputs that nobody would think of, for as long as is asked, and
//! stops at the first that does harm. It is no part of `verify`: it finds something, or it has not looked long enough.
//!
//! What it learns is kept in `target/fuzz`, for the next time; `tests/fuzz/corpus` holds the few inputs it begins with.

use crate::failure::Failure;
use crate::step::{cargo, run, step};
use crate::{place, tools};

/// What can be fed: a file each in `tests/fuzz`.
const TARGETS: [&str; 5] = ["text", "compiled", "link", "overlay", "list"];
const MINUTES: u64 = 10;
/// The longest input in bytes: twice the largest that it begins with.
const LONGEST: usize = 16_384;

/// Runs one target, or all of them one after the other.
///
/// # Errors
/// If something is found; the input that found it is named.
pub(crate) fn fuzz(arguments: &[String]) -> Result<(), Failure> {
    let (targets, minutes) = asked(arguments)?;
    tools::cargo_fuzz().install()?;
    targets.iter().try_for_each(|target| step(&format!("fuzz {target}, {minutes} min"), || one(target, minutes)))
}

fn one(target: &str, minutes: u64) -> Result<(), Failure> {
    let (home, learnt) = (place::root().join("tests").join("fuzz"), place::root().join("target").join("fuzz"));
    let corpus = learnt.join("corpus").join(target);
    let found = learnt.join("found").join("");
    for folder in [&corpus, &found] {
        std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    let mut command = cargo();
    // Coverage is what the stable compiler knows and does not show. No sanitizer: there is no unsafe code here.
    command.env("RUSTC_BOOTSTRAP", "1").env("PATH", place::path_with(&[&tools::cargo_fuzz().folder()?])?);
    command.args(["fuzz", "run", "--sanitizer", "none", "--fuzz-dir"]).arg(&home);
    command.arg("--target-dir").arg(&learnt).arg(target).arg(&corpus).arg(home.join("corpus").join(target));
    command.arg("--").args([format!("-max_total_time={}", minutes * 60), format!("-max_len={LONGEST}")]);
    command.arg(format!("-artifact_prefix={}", found.display())).args(["-timeout=20", "-print_final_stats=1"]);
    let words = home.join(format!("{target}.dict"));
    if words.is_file() {
        command.arg(format!("-dict={}", words.display()));
    }
    run(&mut command)
}

/// Which targets, and for how long each.
fn asked(arguments: &[String]) -> Result<(Vec<&'static str>, u64), Failure> {
    let (mut targets, mut minutes) = (Vec::new(), MINUTES);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let target = TARGETS.iter().find(|target| *target == argument);
        let given = || rest.next()?.parse().ok().filter(|minutes| *minutes > 0);
        match (target, argument == "--minutes") {
            (Some(target), _) => targets.push(*target),
            (None, true) => minutes = { given }().ok_or_else(|| Failure::new("`--minutes` needs a number"))?,
            (None, false) => {
                let there = TARGETS.join(", ");
                return Err(Failure::new(format!(
                    "there is no target `{argument}`; there are {there}, and --minutes 10"
                )));
            }
        }
    }
    Ok((if targets.is_empty() { TARGETS.to_vec() } else { targets }, minutes))
}
