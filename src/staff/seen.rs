//! The value of a cell of a workbook as a person sees it in a French spreadsheet: days first, a comma before decimals, the
//! zero that a postal code begins with. It knows the formats in which staff lists are kept, not all that there are.

use std::fmt::Write;

use calamine::{DataRef, ExcelDateTime};

/// What is seen in a cell with this value and this number format.
#[must_use]
pub fn seen(value: &DataRef, format: Option<&str>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "VRAI".to_owned(),
        DataRef::Bool(false) => "FAUX".to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => amount(*number, format.unwrap_or_default()),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso(text),
    }
}

/// A number; a code or a telephone by the format that gives it its zeros and its spaces, a share as a percentage.
fn amount(number: f64, format: &str) -> String {
    if let Some(code) = code(number, format) {
        return code;
    }
    let share = format.strip_suffix('%').filter(|it| it.chars().all(|it| matches!(it, '0' | '#' | '.')));
    if let Some(share) = share {
        let decimals = share.split_once('.').map_or(0, |(_, it)| it.len());
        return format!("{:.decimals$}%", number * 100.0).replace('.', ",");
    }
    // What is beyond fifteen digits is an error of calculation, which nobody sees.
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    f64::to_string(&rounded).replace('.', ",")
}

/// A number whose format is a pattern of digits, such as `00000` for a postal code: its digits in their places.
fn code(number: f64, format: &str) -> Option<String> {
    const MOST: f64 = 1e15;
    if !(0.0..MOST).contains(&number) || number.fract() != 0.0 || !format.contains("00") && !format.contains("0#") {
        return None;
    }
    let mut digits = format!("{number}").into_bytes();
    let mut pattern = Vec::new();
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '0' | '#' => pattern.push((true, sign)),
            ' ' | '-' | '\u{a0}' => pattern.push((false, sign)),
            '\\' => pattern.push((false, signs.next()?)),
            '"' => pattern.extend(signs.by_ref().take_while(|it| *it != '"').map(|it| (false, it))),
            _ => return None,
        }
    }
    let mut filled = Vec::new();
    for (is_digit, sign) in pattern.into_iter().rev() {
        match (is_digit, digits.is_empty()) {
            (true, false) => filled.extend(digits.pop().map(char::from)),
            (true, true) if sign == '#' => {}
            _ => filled.push(sign),
        }
    }
    filled.extend(digits.into_iter().rev().map(char::from));
    Some(filled.into_iter().rev().collect())
}

/// A day, a time of day, both, or how long something takes.
fn day(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if value < 0.0 || !value.is_finite() {
        return amount(value, "");
    }
    let seconds = (value.fract() * 86_400.0).round();
    let days = value.trunc();
    let mut text = String::new();
    // Nothing that is counted here comes near what an integer holds.
    let clock = |hours: f64, text: &mut String| {
        let (minutes, seconds) = ((seconds / 60.0).floor() % 60.0, seconds % 60.0);
        let _ = write!(text, "{hours:02}:{minutes:02}");
        if seconds > 0.0 {
            let _ = write!(text, ":{seconds:02}");
        }
    };
    let hours = (seconds / 3600.0).floor();
    if moment.is_duration() {
        clock(days * 24.0 + hours, &mut text);
        return text;
    }
    if days > 0.0 {
        let (year, month, day, ..) = moment.to_ymd_hms_milli();
        let _ = write!(text, "{day:02}/{month:02}/{year:04}");
    }
    if seconds > 0.0 || days == 0.0 {
        if days > 0.0 {
            text.push(' ');
        }
        clock(hours, &mut text);
    }
    text
}

/// A day that is written year first, as other programs write workbooks: with days first.
fn iso(text: &str) -> String {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return text.to_owned();
    };
    let time = time.trim_end_matches('Z').split('.').next().unwrap_or_default();
    match time.strip_suffix(":00").unwrap_or(time) {
        "" | "00:00" => format!("{day}/{month}/{year}"),
        time => format!("{day}/{month}/{year} {time}"),
    }
}
