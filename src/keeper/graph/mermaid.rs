//! The drawing as a Mermaid flowchart, for documents that draw by themselves: questions as they are, results in one frame a
//! verdict, the path shown in its own class.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Legend, Shown, Sketch, Spot};

/// A sketch as a Mermaid flowchart.
#[must_use]
pub fn mermaid(sketch: &Sketch, legend: &Legend<'_>) -> String {
    let mut chart = String::from("flowchart LR\n");
    // Writing into a text cannot fail.
    let _written = write(&mut chart, sketch, legend);
    chart
}

fn write(chart: &mut String, sketch: &Sketch, legend: &Legend<'_>) -> std::fmt::Result {
    let words = &legend.guide.words;
    writeln!(chart, "  accTitle: {}", plain(&words.title))?;
    writeln!(chart, "  accDescr: {}", plain(&words.sheet))?;
    let mut frames: BTreeMap<_, Vec<(usize, String)>> = BTreeMap::new();
    for (place, spot) in sketch.spots.iter().enumerate() {
        match spot {
            Spot::Asks { question, .. } => {
                writeln!(chart, "  n{place}([\"{}\"])", quoted(legend.question(*question)))?;
            }
            Spot::Decides { rule, plans, .. } => {
                let (head, title) = legend.result(*rule);
                let label = format!("{}<br>{}<br>{plans} plan(s)", quoted(&head), quoted(title));
                frames.entry(legend.guide.logic.rules[*rule].verdict).or_default().push((place, label));
            }
        }
    }
    for (verdict, results) in &frames {
        writeln!(chart, "  subgraph v{}[\"{}\"]", verdict.row(), quoted(&words.verdicts[*verdict]))?;
        for (place, label) in results {
            writeln!(chart, "    n{place}[\"{label}\"]")?;
        }
        writeln!(chart, "  end")?;
    }
    let (mut number, mut shown_lines) = (0_usize, Vec::new());
    for (place, spot) in sketch.spots.iter().enumerate() {
        let Spot::Asks { question, ways, .. } = spot else { continue };
        for way in ways {
            writeln!(chart, "  n{place} -->|\"{}\"| n{}", quoted(&legend.way(*question, ways, way)), way.to)?;
            if way.shown == Shown::Yes {
                shown_lines.push(number.to_string());
            }
            number += 1;
        }
    }
    writeln!(chart, "  classDef shown fill:#fbeae4,stroke:#a0330f,stroke-width:3px")?;
    let shown: Vec<_> = sketch.spots.iter().enumerate().filter(|(_, spot)| is_shown(spot)).collect();
    let shown: Vec<_> = shown.iter().map(|(place, _)| format!("n{place}")).collect();
    if !shown.is_empty() {
        writeln!(chart, "  class {} shown", shown.join(","))?;
    }
    if !shown_lines.is_empty() {
        writeln!(chart, "  linkStyle {} stroke:#a0330f,stroke-width:3px", shown_lines.join(","))?;
    }
    Ok(())
}

fn is_shown(spot: &Spot) -> bool {
    match spot {
        Spot::Asks { shown, .. } | Spot::Decides { shown, .. } => *shown == Shown::Yes,
    }
}

/// A text between quotation marks: what would end it or be read as a tag or as a sign of Mermaid is written by number.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | '{' | '}' | '|' | ';' => {
                quoted.extend([format!("#{};", u32::from(letter))]);
            }
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted
}

/// A text to the end of its line.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() || "#;{}<>".contains(letter) { ' ' } else { letter }).collect()
}
