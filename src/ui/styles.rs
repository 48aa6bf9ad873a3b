//! The style sheet of the shadow root. It is adopted, never written into the page: a strict policy ignores
//! `<style>` there.

/// The sheets of `style/` that dress the guide, in one and without comments.
pub const SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/guide.css"));
