//! The views, rendered on the host and compared with `tests/views/*.html`. `UPDATE=1 cargo test --test views` writes
//! those files anew; what a screen says is made by hand here, so that a reworded guide breaks nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/drawn.rs"]
mod drawn;
#[path = "views/pages.rs"]
mod pages;

use cpx_guide::page::Page;
use cpx_guide::ui::{self, Level, styles};
use yew::Callback;

#[test]
fn screens() {
    check("first", &pages::first(), 2);
    check("question", &pages::question(), 2);
    check("error", &pages::error(), 1);
    check("result", &pages::result(), 5);
    check("adapted", &pages::adapted(), 2);
    check("expert", &pages::expert(), 2);
}

/// Under a strict policy an inline style is ignored in silence, and an address with `#` would leave the shadow root.
#[test]
fn nothing_that_a_strict_page_refuses() {
    for page in [pages::first(), pages::question(), pages::error(), pages::result(), pages::adapted(), pages::expert()]
    {
        let html = render(&page, Level::default());
        for refused in [" style=", "<style", "<script", "href=\"#", "innerHTML"] {
            assert!(!html.contains(refused), "`{refused}` in {html}");
        }
    }
}

/// One place on a screen takes the focus: the heading, or the error if there is one.
#[test]
fn one_focus_a_screen() {
    for page in [pages::first(), pages::question(), pages::error(), pages::result(), pages::adapted(), pages::expert()]
    {
        let html = render(&page, Level::default());
        assert_eq!(html.matches("data-focus").count(), 1, "{html}");
    }
}

/// Dark is stated twice, for the attribute and for the preference: the two must not drift apart.
#[test]
fn dark_is_one_palette() {
    let tokens = styles::SHEET;
    let palette = |selector: &str| {
        let from = tokens.find(selector).expect("the selector") + selector.len();
        let length = tokens[from..].find('}').expect("the end of the block");
        &tokens[from..from + length]
    };
    assert_eq!(palette(":host([theme=\"dark\"]) {"), palette(":host(:not([theme=\"light\"])) {"));
}

#[track_caller]
fn check(name: &str, page: &Page, level: u8) {
    drawn::check("views", name, &render(page, Level::new(level).expect("a level")));
}

fn render(page: &Page, level: Level) -> String {
    drawn::html(ui::view(page, level, &Callback::noop()))
}
