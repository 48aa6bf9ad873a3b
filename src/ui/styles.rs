//! The style sheets of the shadow root. They are adopted, never written into the page: a strict policy ignores
//! `<style>` there.

/// The sheets of `style/`, without comments, in the order of adoption: each may override the one before.
pub const SHEETS: [&str; 4] = [
    include_str!(concat!(env!("OUT_DIR"), "/tokens.css")),
    include_str!(concat!(env!("OUT_DIR"), "/guide.css")),
    include_str!(concat!(env!("OUT_DIR"), "/timeline.css")),
    include_str!(concat!(env!("OUT_DIR"), "/print.css")),
];
