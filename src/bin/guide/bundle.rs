//! Makes of what Trunk has built what is shipped: the one script with everything in it, the guide without script, the
//! pages beside them, the file that holds it all; then weighs them.

use std::path::{Path, PathBuf};

use cpx_guide::still::{self, Elsewhere};
use cpx_guide::ui;

use crate::budget::Budget;
use crate::failure::Failure;
use crate::place::write;
use crate::release::is_immutable;
use crate::script::{Kind, small};
use crate::{budget, offline, overlay, place, script, site, weigh};

const PAGE: &str = "index.html";
/// By which overlays are written.
pub(crate) const SCHEMA: &str = "overlay.schema.json";
const STATIC_PAGE: &str = "static.html";
/// Where the page leaves room for the first question.
const FIRST_QUESTION: &str = "<!-- first question -->";

/// Called by Trunk with the folder of the finished build: puts the files together, then weighs the folder.
///
/// # Errors
/// If a part is missing, or the budget is exceeded.
pub(crate) fn bundle(_arguments: &[String]) -> Result<(), Failure> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let folder =
        folder.ok_or_else(|| Failure::new("only Trunk calls this, at the end of a build: try `cargo verify`"))?;
    script::make(&folder)?;
    stand_still(&folder)?;
    write(&folder.join(SCHEMA), overlay::published()?)?;
    // The worker keeps what is there by then.
    site::make(&folder)?;
    weighed(&folder)
}

/// The guide without any script beside the page and in the file for the mail, and the first question in the page until
/// the element draws it.
fn stand_still(folder: &Path) -> Result<(), Failure> {
    let guide = place::guide()?;
    let look = small(&still::style(&guide), Kind::Sheet)?;
    for (file, page) in still_pages()? {
        write(&folder.join(file), page)?;
    }
    write(&folder.join("static.css"), &look)?;
    let host = place::text_of(&folder.join("host.css"))?;
    offline::make(folder, &still::sections(&guide), &(host + &look))?;
    let page = place::text_of(&folder.join(PAGE))?;
    let first = ui::Level::new(1).map(|level| still::first(&guide, STATIC_PAGE, level)).unwrap_or_default();
    if !page.contains(FIRST_QUESTION) {
        return Err(Failure::new(format!("`{PAGE}` has no place for the first question: `{FIRST_QUESTION}`")));
    }
    write(&folder.join(PAGE), page.replace(FIRST_QUESTION, first.trim_end()))
}

/// The guide without any script in each language, under the name of its file: the pack's own has none in it.
fn still_pages() -> Result<Vec<(String, String)>, Failure> {
    let guides = place::guides()?;
    let own = guides.first().map(|it| it.guide.words.lang.clone()).unwrap_or_default();
    let all = guides.iter().map(|it| {
        let words = &it.guide.words;
        let file = if words.lang == own { STATIC_PAGE.to_owned() } else { format!("static.{}.html", words.lang) };
        Elsewhere { lang: words.lang.clone(), label: words.texts.this_language().to_owned(), file }
    });
    let all: Vec<_> = all.collect();
    let pages = guides.iter().zip(&all).map(|(guide, here)| {
        let others: Vec<_> = all.iter().filter(|it| *it != here).cloned().collect();
        (here.file.clone(), still::page(guide, &others))
    });
    Ok(pages.collect())
}

/// Prints the weights and holds them to the budget.
fn weighed(folder: &Path) -> Result<(), Failure> {
    let budget = Budget::parse(&place::text_of(&place::root().join(".budget.toml"))?)?;
    let mut parcels = weigh::folder(folder)?;
    parcels.retain(|parcel| !is_immutable(&parcel.name));
    let verdict = budget::compare(&budget, &parcels);
    println!("{}", verdict.table);
    if verdict.faults.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("over the budget of `.budget.toml`: {}", verdict.faults.join("; "))))
}
