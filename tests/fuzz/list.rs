//! Any bytes as a staff list, text or workbook: it is read or refused, the same whatever the slices, and what is read comes
//! back with all its rows.
#![no_main]

#[path = "../support/lists.rs"]
mod lists;

use cpx_guide::staff::clerk::{Titles, Written};
use libfuzzer_sys::fuzz_target;
use lists::{open, rows, write};

fuzz_target!(|bytes: &[u8]| {
    let whole = open(bytes, None, Titles::Guess, usize::MAX);
    let sliced = open(bytes, None, Titles::Guess, 7);
    assert_eq!(whole.as_ref().map(|it| &it.survey).ok(), sliced.as_ref().map(|it| &it.survey).ok());
    let Ok(list) = whole else { return };
    let before = rows(&list, 5).unwrap().len() + usize::from(list.survey.header.is_none());
    for to in [Written::Text, Written::Workbook] {
        // A workbook does not hold everything that text does.
        let Ok(written) = write(&list, to, 64) else { continue };
        let back = open(&written, None, Titles::Guess, 64).unwrap();
        assert_eq!(rows(&back, 64).unwrap().len(), before);
        assert_eq!(write(&back, to, 64).unwrap(), written);
    }
});
