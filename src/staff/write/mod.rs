//! The list back, with what was decided: every row as it came, in the order in which it came, and new columns at its end,
//! which replace those of an earlier export. It holds one slice at a time, whatever the length of the list.

mod sheet;
pub mod text;

use super::clerk::Written;
use super::fault::Fault;
use super::survey::Survey;
use super::table::Row;
use sheet::Sheet;

pub use sheet::MOST_ROWS;

/// Writes a list, row by row.
pub struct Writer {
    form: Form,
    /// How many cells the rows have before those that are appended.
    width: usize,
    /// The columns that are left out, by their places.
    replaced: Vec<usize>,
    header: Option<u64>,
    /// The titles of what is appended.
    titles: Vec<String>,
}

enum Form {
    Text(String),
    Workbook(Box<Sheet>),
}

impl Writer {
    /// One who has written nothing yet; `titles` are those of the columns that are appended.
    ///
    /// # Errors
    ///
    /// A workbook cannot hold so many rows or columns.
    pub fn new(to: Written, survey: &Survey, titles: Vec<String>) -> Result<Self, Fault> {
        let replaced = survey.appended.clone();
        let width = survey.columns.len() - replaced.len();
        let form = match to {
            Written::Text => Form::Text(text::MARK.to_owned()),
            Written::Workbook => Form::Workbook(Box::new(Sheet::begin(survey, &titles)?)),
        };
        let header = survey.header.map(|it| it as u64);
        let mut writer = Self { form, width, replaced, header, titles };
        if header.is_none() {
            // Without titles nobody would know what the new columns say.
            let blank = std::iter::repeat_n("", width);
            writer.form.row(&mut blank.chain(writer.titles.iter().map(String::as_str)))?;
        }
        Ok(writer)
    }

    /// Writes the next row of the list, with the cells that are appended to it. What is above the titles, and the titles
    /// themselves, come back as they were, whatever is to be appended.
    ///
    /// # Errors
    ///
    /// A workbook cannot hold any more.
    pub fn add(&mut self, row: &Row, appended: &[String]) -> Result<(), Fault> {
        let appended = match self.header {
            Some(header) if row.number < header => return self.form.row(&mut row.cells()),
            Some(header) if row.number == header => &self.titles,
            _ => appended,
        };
        let kept = row.cells().enumerate().filter(|(place, _)| !self.replaced.contains(place)).map(|(_, cell)| cell);
        // A row that is shorter than others is filled up, so that what is appended stands in its columns.
        let short = self.width + self.replaced.iter().filter(|it| **it < row.width()).count();
        let blank = std::iter::repeat_n("", short.saturating_sub(row.width()));
        self.form.row(&mut kept.chain(blank).chain(appended.iter().map(String::as_str)))
    }

    /// What is written so far and was not taken yet: to be called now and then, so that it is never much.
    pub fn take(&mut self) -> Vec<u8> {
        match &mut self.form {
            Form::Text(text) => std::mem::take(text).into_bytes(),
            Form::Workbook(sheet) => sheet.take(),
        }
    }

    /// The last of it.
    ///
    /// # Errors
    ///
    /// A workbook cannot hold so much.
    pub fn finish(self) -> Result<Vec<u8>, Fault> {
        match self.form {
            Form::Text(text) => Ok(text.into_bytes()),
            Form::Workbook(sheet) => sheet.end(),
        }
    }
}

impl Form {
    fn row(&mut self, cells: &mut dyn Iterator<Item = &str>) -> Result<(), Fault> {
        match self {
            Self::Text(text) => {
                text::guarded(cells, text);
                Ok(())
            }
            Self::Workbook(sheet) => sheet.row(cells),
        }
    }
}
