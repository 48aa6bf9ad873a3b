//! Draws the questionnaire: as a picture, or as a Mermaid flowchart.

use std::path::Path;

use cpx_guide::engine::Answers;
use cpx_guide::keeper::graph::{Legend, mermaid, sketch, svg};
use cpx_guide::pack::draft::draft;
use cpx_guide::pack::upkeep::upkeep;

use crate::failure::Failure;
use crate::options::options;
use crate::{check, place};

/// Draws a pack, and on it the path that some answers take.
///
/// # Errors
/// Every fault of the pack, an answer that is none, and a file that cannot be read or written.
pub(crate) fn graph(arguments: &[String]) -> Result<(), Failure> {
    let options = options(arguments, &["--path", "--out"], &["--mermaid"])?;
    let source = check::open(&check::rules(options.file))?;
    let (guide, graph, _) = source.compile().map_err(check::told)?;
    let (answers, strays) = Answers::parse(&guide.logic, options.value("--path").unwrap_or_default());
    if let Some(stray) = strays.first() {
        let (question, choice) = (&stray.question, &stray.choice);
        return Err(Failure::new(format!("`{question}={choice}` is no answer of this pack")));
    }
    let sketch = sketch(&graph, &answers);
    let legend = Legend { guide: &guide, upkeep: &upkeep(&draft(&source.rules.text).0) };
    let (drawn, usual) = match options.value("--mermaid") {
        Some(_) => (mermaid(&sketch, &legend), "graph.mmd"),
        None => (svg(&sketch, &legend), "graph.svg"),
    };
    let out = Path::new(options.value("--out").unwrap_or(usual));
    place::write(out, drawn)?;
    println!("{}", out.display());
    Ok(())
}
