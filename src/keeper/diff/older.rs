//! An older edition opened today. The words of the page are no rules: those that it lacks, because they were not yet
//! needed, are lent by the newer edition, and those that nobody needs any more are passed over.

use toml::de::DeTable;

use crate::pack::source::{File, Refused, Source, digest};
use crate::pack::words::Texts;
use crate::pack::{Guide, Words, graph::Graph};

/// The older edition, checked and compiled.
pub(super) fn compile(old: &Source, new: &Source) -> Result<(Guide, Graph, Vec<Words>), Refused> {
    old.compile().or_else(|refused| {
        let rules = lent(&old.rules, Some(&new.rules));
        let translation =
            |file: &File| lent(file, new.translations.iter().find(|it| super::lang(it) == super::lang(file)));
        let translations = old.translations.iter().map(translation).collect();
        // Should that not be all, the faults are told as they stand in the files.
        let (mut guide, graph, others) = Source { rules, translations }.compile().map_err(|_| refused)?;
        guide.logic.digest = digest(&old.rules.text);
        Ok((guide, graph, others))
    })
}

/// A file with the words of the page that are needed today, and no others.
fn lent(file: &File, today: Option<&File>) -> File {
    let needed = || Texts::NAMES.iter().map(|name| name.replace('_', "-"));
    let own = keys(&file.text);
    let gone: Vec<_> = own.iter().filter(|key| !needed().any(|it| it == **key)).collect();
    let missing: Vec<_> = needed().filter(|key| !own.contains(key)).collect();
    let lent = today.map_or("", |file| &file.text).lines().filter(|line| missing.iter().any(|key| is(line, key)));
    let mut lines = Vec::new();
    for line in file.text.lines().filter(|line| !gone.iter().any(|key| is(line, key))) {
        lines.push(line);
        if line == "[texts]" {
            lines.extend(lent.clone());
        }
    }
    let text = lines.join("\n") + "\n";
    File { name: file.name.clone(), text }
}

/// Whether a line gives the text of that name.
fn is(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
}

fn keys(text: &str) -> Vec<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    let texts = table.get_ref().iter().find(|(key, _)| key.get_ref() == "texts");
    let texts = texts.and_then(|(_, value)| value.get_ref().as_table());
    texts.map_or_else(Vec::new, |texts| texts.keys().map(|key| key.get_ref().to_string()).collect())
}
