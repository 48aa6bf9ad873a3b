//! Tells what one edition of the rules decides otherwise than another. The older one is a file, or the shipped rules as
//! they were at some commit.

use std::path::Path;
use std::process::Command;

use cpx_guide::keeper::diff::{Difference, earlier, files, markdown, text};
use cpx_guide::pack::source::{File, Source};

use crate::failure::Failure;
use crate::place;

/// The rules that are shipped.
const RULES: &str = "src/pack/cpx.toml";
/// The exit code where nothing could be compared.
const NO_ANSWER: u8 = 2;

/// Prints the difference. Fails with 1 if some decision changes, with 2 if nothing could be compared.
pub(crate) fn diff(arguments: &[String]) -> Result<(), Failure> {
    let no_answer = |failure: Failure| failure.with_code(NO_ANSWER);
    let asked = Asked::read(arguments).map_err(no_answer)?;
    let (old, new) = (asked.old().map_err(no_answer)?, open(&asked.new).map_err(no_answer)?);
    let said = |faults: String| no_answer(Failure::new(faults));
    if asked.form == Form::Earlier {
        print!("{}", earlier(&old, &new).map_err(said)?);
        return Ok(());
    }
    let difference = files(&old, &new).map_err(said)?;
    print!("{}", asked.form.write(&difference).map_err(no_answer)?);
    if difference.is_empty() { Ok(()) } else { Err(Failure::new("some decisions change")) }
}

/// What is to be compared, and how it is told.
struct Asked {
    old: Old,
    new: String,
    form: Form,
}

enum Old {
    File(String),
    Commit(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Markdown,
    Json,
    Earlier,
}

impl Asked {
    fn read(arguments: &[String]) -> Result<Self, Failure> {
        let (mut form, mut base, mut paths) = (Form::Text, None, Vec::new());
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--markdown" => form = Form::Markdown,
                "--json" => form = Form::Json,
                "--earlier" => form = Form::Earlier,
                "--base" => base = Some(rest.next().ok_or_else(|| Failure::new("`--base` needs a commit"))?.clone()),
                other if other.starts_with('-') => return Err(Failure::new(format!("there is no option `{other}`"))),
                path => paths.push(path.to_owned()),
            }
        }
        match (base, paths.as_slice()) {
            (None, [old, new]) => Ok(Self { old: Old::File(old.clone()), new: new.clone(), form }),
            (Some(base), []) => Ok(Self { old: Old::Commit(base), new: shipped(), form }),
            (Some(base), [new]) => Ok(Self { old: Old::Commit(base), new: new.clone(), form }),
            _ => Err(Failure::new("name two rules files, OLD and NEW, or a commit: `--base main`")),
        }
    }

    fn old(&self) -> Result<Source, Failure> {
        match &self.old {
            Old::File(path) => open(path),
            Old::Commit(commit) => at_commit(commit),
        }
    }
}

impl Form {
    fn write(self, difference: &Difference) -> Result<String, Failure> {
        match self {
            Self::Markdown => Ok(markdown(difference)),
            Self::Json => {
                let json = serde_json::to_string_pretty(difference);
                json.map(|json| json + "\n").map_err(|error| Failure::new(error.to_string()))
            }
            Self::Text | Self::Earlier => Ok(text(difference)),
        }
    }
}

/// Where the shipped rules lie.
fn shipped() -> String {
    place::root().join(RULES).to_string_lossy().into_owned()
}

fn open(path: &str) -> Result<Source, Failure> {
    Source::open(Path::new(path)).map_err(|error| Failure::new(error.to_string()))
}

/// The shipped rules and their translations as they were at a commit.
fn at_commit(commit: &str) -> Result<Source, Failure> {
    let folder = RULES.rsplit_once('/').map_or("", |(folder, _)| folder);
    let list = git(&["ls-tree", "--name-only", commit, &format!("{folder}/")])?;
    let stem = RULES.strip_suffix("toml").unwrap_or(RULES);
    let file = |path: &str| {
        let text = git(&["show", &format!("{commit}:{path}")])?;
        Ok::<_, Failure>(File { name: format!("{commit}:{path}"), text })
    };
    let of_it = |path: &&str| {
        let lang = path.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".toml"));
        lang.is_some_and(|lang| !lang.contains('.'))
    };
    let translations = list.lines().filter(of_it).map(file).collect::<Result<_, _>>()?;
    Ok(Source { rules: file(RULES)?, translations })
}

fn git(arguments: &[&str]) -> Result<String, Failure> {
    let done = Command::new("git").current_dir(place::root()).args(arguments).output();
    let done = done.map_err(|error| Failure::new(format!("git cannot be run: {error}")))?;
    if !done.status.success() {
        return Err(Failure::new(String::from_utf8_lossy(&done.stderr).trim().to_owned()));
    }
    String::from_utf8(done.stdout).map_err(|_| Failure::new("what git shows is no text"))
}
