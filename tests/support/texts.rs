//! The words of a page that nobody reads: every text there must be, in its least form.

use cpx_guide::pack::words::Texts;

/// The table `[texts]` of a rules file.
pub(crate) fn texts() -> String {
    let texts = Texts::NAMES.iter().map(|name| {
        let many = Texts::LISTS.iter().find(|(list, _)| list == name).map_or(1, |(_, many)| *many);
        format!("{} = \"{}\"\n", name.replace('_', "-"), vec!["t"; many].join(" "))
    });
    format!("\n[texts]\n{}", texts.collect::<String>())
}
