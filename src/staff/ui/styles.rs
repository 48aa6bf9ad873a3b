//! The style sheet of the shadow root, adopted as that of the guide is.

/// The sheets of `style/` that dress the lists, in one and without comments.
pub const SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/staff.css"));
