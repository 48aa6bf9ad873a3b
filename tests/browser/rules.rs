//! What the rules decide, read on this side: the golden list of paths, and the decision of the very code that the
//! element carries, run on the host. What browsers show is held against it.

use cpx_guide::decision::decide;
use cpx_guide::engine::Answers;
use cpx_guide::session::Compiled;
use serde_json::Value;

use crate::support;

/// Every path of the golden list: `lieu=ville besoin=carte …`.
pub(crate) fn paths() -> Vec<String> {
    let list = std::fs::read_to_string(crate::site::root("tests").join("paths.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let paths: Vec<_> = lines.filter_map(|line| line.split_once(" => ")).map(|(path, _)| path.to_owned()).collect();
    assert!(paths.len() > 300, "the list of paths has shrunk to {}", paths.len());
    paths
}

/// The decision of a path, as JSON.
pub(crate) fn decision(path: &str) -> Value {
    decisions([path]).remove(0)
}

/// The decisions of paths, as JSON.
pub(crate) fn decisions<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
    decisions_by(&support::guide(), paths)
}

/// The decisions of paths by some rules, as JSON.
pub(crate) fn decisions_by<'a>(compiled: &Compiled, paths: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
    let decided = paths.into_iter().map(|path| {
        let (answers, strays) = Answers::parse(&compiled.guide.logic, &path.replace(' ', "&"));
        serde_json::to_value(decide(&compiled.guide, &compiled.graph, &answers, &strays)).unwrap()
    });
    decided.collect()
}

/// The answers of a path, as an object.
pub(crate) fn answers(path: &str) -> Value {
    path.split_whitespace()
        .map(|it| it.split_once('=').unwrap())
        .map(|(q, c)| (q.to_owned(), c.into()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
