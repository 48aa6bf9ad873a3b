//! The developer's command: one program, one verb a task. `cargo serve` and `cargo verify` are aliases that lead here.
//!
//! It installs what is missing at pinned versions, says what it does while it does it, and never skips anything in
//! silence: what it cannot install it names, and fails. It knows nothing of the rules: it calls tools, and the library for
//! the guide as a plain document.

mod browsers;
mod budget;
mod bundle;
mod carry;
mod case;
mod check;
mod diff;
mod failure;
mod fuzz;
mod graph;
mod integrity;
mod links;
mod load;
mod module;
mod names;
mod offline;
mod options;
mod overlay;
mod pack;
mod page;
mod place;
mod release;
mod review;
mod rgaa;
mod rows;
mod script;
mod serve;
mod setup;
mod site;
mod step;
mod tools;
mod verify;
mod weigh;

use std::process::ExitCode;

use failure::Failure;

/// Something that the command can do.
struct Verb {
    name: &'static str,
    says: &'static str,
    run: fn(&[String]) -> Result<(), Failure>,
}

const VERBS: &[Verb] = &[
    Verb {
        name: "serve",
        says: "serve the guide on this machine and build it again at every change [--port 8080]",
        run: serve::serve,
    },
    Verb {
        name: "verify",
        says: "check everything: format, lints, tests, documentation, build, size, browsers",
        run: verify::verify,
    },
    Verb {
        name: "browse",
        says: "build, and run the browser tests alone [arguments of the test runner]",
        run: verify::browse,
    },
    Verb {
        name: "dist",
        says: "build a release into `dist`: fingerprints, compressed copies, archive",
        run: release::dist,
    },
    Verb {
        name: "load",
        says: "print what the first screen costs on a slow line, beside a bare Yew page [pages to load instead]",
        run: load::load,
    },
    Verb {
        name: "rows",
        says: "print what staff lists cost in Chromium: time, freeze, memory [numbers of rows]",
        run: rows::rows,
    },
    Verb {
        name: "check",
        says: "say every fault of a pack and of its translations, or seal it [FILE]",
        run: check::check,
    },
    Verb {
        name: "graph",
        says: "draw what is asked and decided [FILE] [--mermaid] [--path \"lieu=ville&besoin=carte\"] [--out graph.svg]",
        run: graph::graph,
    },
    Verb {
        name: "review",
        says: "write the dossier for people of the trade [FILE] [--out review.html] [--today 2026-11-26]",
        run: review::review,
    },
    Verb {
        name: "links",
        says: "ask the official addresses of a pack whether they still answer [FILE] [--timeout 10]",
        run: links::links,
    },
    Verb {
        name: "diff",
        says: "tell what one edition of the rules decides otherwise than another: OLD NEW, or --base <commit> [NEW] \
            [--markdown, --json, or --earlier: the rows that tell it to old links]; 0 nothing, 1 something, 2 no answer",
        run: diff::diff,
    },
    Verb {
        name: "overlay",
        says: "check an overlay and prove that no decision hangs on it FILE, or print its schema --schema",
        run: overlay::overlay,
    },
    Verb {
        name: "case",
        says: "make a line for `tests/cases.txt` of a reported result: a link, JSON, or - for the standard input",
        run: case::case,
    },
    Verb {
        name: "pack",
        says: "compile a pack to a file for the element's `pack` attribute [FILE] [--out cpx.pack]",
        run: pack::pack,
    },
    Verb {
        name: "fuzz",
        says: "feed what reads untrusted input with what nobody would think of [text, compiled, link, overlay] [--minutes 10]",
        run: fuzz::fuzz,
    },
    Verb { name: "setup", says: "install what the other verbs need", run: setup::setup },
    Verb {
        name: "bundle",
        says: "called by Trunk at the end of a build: make the one script, weigh what is shipped",
        run: bundle::bundle,
    },
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let Some(verb) = VERBS.iter().find(|verb| verb.name == name) else {
        eprintln!("{}", usage(&name));
        return ExitCode::FAILURE;
    };
    match (verb.run)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}: {failure}", verb.name);
            ExitCode::from(failure.code())
        }
    }
}

fn usage(name: &str) -> String {
    let head = match name {
        "" => "name a verb:".to_owned(),
        name => format!("there is no verb `{name}`; there are:"),
    };
    let verbs = VERBS.iter().map(|verb| format!("  {:<8} {}", verb.name, verb.says));
    std::iter::once(head).chain(verbs).collect::<Vec<_>>().join("\n")
}
