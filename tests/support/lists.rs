//! Lists as the clerk reads them, slice by slice: surveyed, passed through, written.
#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each test program uses its part")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use std::fmt::Write;

use cpx_guide::staff::clerk::{Titles, Written};
use cpx_guide::staff::fault::Fault;
use cpx_guide::staff::survey::{Survey, Values, key};
use cpx_guide::staff::surveyor::{Asked, Step, Surveyor};
use cpx_guide::staff::text::Part;
use cpx_guide::staff::workbook;
use cpx_guide::staff::write::Writer;

/// Titles that are known.
const KNOWN: &[&str] = &["nom", "profession", "service"];

/// The titles of what is appended.
pub fn ours() -> Vec<String> {
    ["CPx : carte", "CPx : pourquoi"].map(str::to_owned).to_vec()
}

/// A list: its bytes, or those of the text of its sheet.
pub struct List {
    pub bytes: Vec<u8>,
    pub survey: Survey,
}

pub fn slices(bytes: &[u8], length: usize) -> impl Iterator<Item = (&[u8], Part)> {
    let last = bytes.len().div_ceil(length).max(1) - 1;
    let slice = move |place: usize| &bytes[place * length..bytes.len().min((place + 1) * length)];
    (0..=last).map(move |place| (slice(place), if place == last { Part::Last } else { Part::More }))
}

/// Reads a list through, as text or as a workbook.
pub fn open(bytes: &[u8], sheet: Option<usize>, titles: Titles, length: usize) -> Result<List, Fault> {
    let mut text = Vec::new();
    let mut book = None;
    if workbook::is_one(bytes) {
        book = Some(workbook::open(bytes, sheet, &mut |chunk| text.extend_from_slice(chunk.as_bytes()))?);
    } else {
        text = bytes.to_vec();
    }
    let ours = ours();
    let known = |cells: &[&str]| cells.iter().filter(|it| KNOWN.contains(&key(it).as_str())).count();
    let asked = Asked { file: "liste.csv".to_owned(), workbook: book, titles, known: Box::new(known), ours };
    let mut surveyor = Surveyor::new(asked);
    'again: loop {
        for (slice, part) in slices(&text, length) {
            if surveyor.feed(slice, part)? == Step::Again {
                continue 'again;
            }
        }
        return Ok(List { survey: surveyor.finish()?, bytes: text });
    }
}

/// All rows of a list, those above the titles and the titles included.
pub fn rows(list: &List, length: usize) -> Result<Vec<Vec<String>>, Fault> {
    let mut pass = list.survey.pass();
    let mut rows = Vec::new();
    for (slice, part) in slices(&list.bytes, length) {
        pass.feed(slice, part, &mut |row| {
            assert_eq!(row.number, rows.len() as u64);
            assert_eq!(row.width(), row.cells().count());
            assert!(row.cells().enumerate().all(|(place, cell)| row.get(place) == Some(cell)));
            assert_eq!(row.get(row.width()), None);
            rows.push(row.cells().map(str::to_owned).collect());
            Ok(())
        })?;
    }
    Ok(rows)
}

/// What is appended to a row: its number below the titles, and a word that looks like a formula.
pub fn appended(below: u64) -> [String; 2] {
    [below.to_string(), "=oui".to_owned()]
}

/// Writes a list, with [`appended`] at the end of each row.
pub fn write(list: &List, to: Written, length: usize) -> Result<Vec<u8>, Fault> {
    let mut writer = Writer::new(to, &list.survey, ours())?;
    let mut pass = list.survey.pass();
    let mut out = Vec::new();
    for (slice, part) in slices(&list.bytes, length) {
        pass.feed(slice, part, &mut |row| {
            let appended = list.survey.below(row.number).map(appended);
            writer.add(row, appended.as_ref().map_or(&[], |it| it))
        })?;
        out.extend(writer.take());
    }
    out.extend(writer.finish()?);
    Ok(out)
}

/// A survey in short: what it is, where its titles are, how many rows, and each column with its values.
pub fn told(survey: &Survey) -> String {
    let head = survey.header.map_or("sans titres".to_owned(), |it| format!("titres {it}"));
    let mut text = format!("{:?}\n{head}, {} lignes, {} colonnes\n", survey.form, survey.rows, survey.columns.len());
    for column in &survey.columns {
        let values = match &column.values {
            Values::Few(values) => {
                values.iter().map(|it| format!("{:?}×{}", it.text, it.rows)).collect::<Vec<_>>().join(" ")
            }
            Values::Many => "…".to_owned(),
        };
        let _ = writeln!(text, "{:?}: {values}", column.title);
    }
    text
}
