//! `cargo guide case`: a reported result as a line for `tests/cases.txt`. The line alone goes to the standard output, so
//! that it can be added to the file; what is to be known about it goes beside.

use std::io::Read;

use cpx_guide::keeper::case;

use crate::failure::Failure;
use crate::place;

/// Prints the case of a link or of the JSON of a report; `-` reads it from the standard input.
///
/// # Errors
/// If there is no argument, or it is neither.
pub(crate) fn case(arguments: &[String]) -> Result<(), Failure> {
    let [text] = arguments else {
        return Err(Failure::new("say what was reported: a link, the JSON of a report, or `-` for the standard input"));
    };
    let mut reported = text.clone();
    if text == "-" {
        reported.clear();
        let read = std::io::stdin().read_to_string(&mut reported);
        read.map_err(|error| Failure::new(format!("the standard input cannot be read: {error}")))?;
    }
    let guide = place::guide()?;
    let made = case::case(&guide, &case::read(&guide, &reported).map_err(Failure::new)?);
    for remark in made.remarks {
        eprintln!("{remark}");
    }
    println!("{}", made.line);
    eprintln!("once the reason is written, the line is for `tests/cases.txt`; `cargo verify` holds the guide to it");
    Ok(())
}
