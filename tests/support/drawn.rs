//! Views rendered on the host, and held against files. `UPDATE=1` writes those files anew.
#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each test program uses its part")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::path::Path;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::{env, fs};

use yew::{Html, LocalServerRenderer, Properties, component};

/// What is drawn is what the file holds.
#[track_caller]
pub fn check(folder: &str, name: &str, html: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder).join(format!("{name}.html"));
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, html).expect("the golden file");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert!(html == golden, "{name}.html is not what is drawn now (UPDATE=1 accepts it):\n{html}");
}

/// A view as HTML, one tag a line where tags meet.
pub fn html(view: Html) -> String {
    let html = finish(LocalServerRenderer::<Shown>::with_props(ShownProps { view }).hydratable(false).render());
    html.replace("><", ">\n<") + "\n"
}

/// Runs a rendering to its end. The views wait for nothing, so no runtime is needed.
fn finish<T>(rendering: impl Future<Output = T>) -> T {
    let mut rendering = pin!(rendering);
    match rendering.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(it) => it,
        Poll::Pending => panic!("a view waits for something"),
    }
}

#[derive(PartialEq, Properties)]
struct ShownProps {
    view: Html,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    props.view.clone()
}
