//! The forms that a text must have where more is made of it than something to read: ids, addresses, dates, drawings. The
//! check holds the author's file to them, and a compiled pack from elsewhere is held to the same.

/// Lower-case words of ASCII letters and digits, joined by single hyphens; a section's dots count as hyphens.
pub(super) fn is_id(text: &str) -> bool {
    let of_an_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.split(['-', '.']).all(|word| !word.is_empty() && word.bytes().all(of_an_id))
}

/// The name of a language, as BCP 47 writes it: `en-GB`.
pub(super) fn is_language(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// An address that leads somewhere safe.
pub(super) fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").unwrap_or_default();
    !host.is_empty() && !host.starts_with('/') && !text.contains(char::is_whitespace)
}

/// A day: `2026-11-23`.
pub(super) fn is_day(text: &str) -> bool {
    text.len() == "2026-11-23".len() && is_date(text)
}

/// A year, a month or a day.
pub(super) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut part = |digits: usize, last: u16| {
        let Some(part) = parts.next() else { return true };
        let number = part.parse().unwrap_or_default();
        part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()) && (1..=last).contains(&number)
    };
    part(4, 9999) && part(2, 12) && part(2, 31) && parts.next().is_none()
}

/// The path of a line and nothing else.
pub(super) fn is_drawing(text: &str) -> bool {
    text.starts_with('M') && text.bytes().all(|it| it.is_ascii_digit() || b"MmLlHhVvCcSsQqTtAaZz .,-".contains(&it))
}
