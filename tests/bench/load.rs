//! What the first screen costs on a slow line and a slow machine, printed and never asserted: from the address to the
//! first question that can be answered, beside a bare Yew page to its one button. `guide load` builds both and calls
//! this with their pages; the pages take turns, each load in a new profile, and the medians are told.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    dead_code,
    unreachable_pub,
    clippy::allow_attributes,
    reason = "a bench may stop at the first surprise, and uses its part of the browser tests"
)]

#[path = "../browser/display.rs"]
mod display;
#[path = "../browser/engine.rs"]
mod engine;
#[path = "../browser/http.rs"]
mod http;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use serde::Deserialize;
use serde_json::json;
use thirtyfour::WebDriver;

use engine::{Engine, Start};
use http::{Reply, Request, Server};

/// A slow mobile line, in bytes a second and milliseconds, and a machine at a quarter of this one's speed.
const DOWN: u32 = 1_600_000 / 8;
const UP: u32 = 750_000 / 8;
const LATENCY: u32 = 150;
const SLOWER: u32 = 4;
/// How often each page is loaded; `CPX_RUNS` says otherwise.
const RUNS: usize = 9;
/// Looks at every frame whether what the page is for can be used, and notes when the frame after it is there.
const OBSERVER: &str = "(() => {
    const usable = () =>
        document.querySelector('cpx-guide')?.shadowRoot?.querySelector('form input[type=radio]:enabled')
        ?? document.querySelector('body > button:enabled');
    const look = () => {
        if (!usable()) return requestAnimationFrame(look);
        requestAnimationFrame(() => { window.usableAt = performance.now(); });
    };
    if (self === top) requestAnimationFrame(look);
})()";
/// Comes to what was measured, once the page can be used and its first picture is known.
const MEASURED: &str = "
    const done = arguments[0];
    const look = () => {
        const [painted] = performance.getEntriesByName('first-contentful-paint');
        if (!window.usableAt || !painted) return requestAnimationFrame(look);
        const fetched = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
        done({
            usable: window.usableAt,
            painted: painted.startTime,
            bytes: fetched.reduce((sum, it) => sum + it.encodedBodySize, 0),
        });
    };
    look();";

/// What one load took, in milliseconds and bytes.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Load {
    usable: f64,
    painted: f64,
    bytes: f64,
}

/// A page and what its loads took.
struct Candidate {
    name: String,
    server: Server,
    page: String,
    loads: Vec<Load>,
}

fn main() {
    // `cargo bench` adds words of its own.
    let pages: Vec<PathBuf> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).map(PathBuf::from).collect();
    let runs = std::env::var("CPX_RUNS").ok().and_then(|it| it.parse().ok()).unwrap_or(RUNS);
    let mut candidates: Vec<Candidate> = pages.iter().map(|page| candidate(page)).collect();
    assert!(!candidates.is_empty(), "name a page: `guide load` does");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for run in 0..runs {
        eprintln!("run {} of {runs}", run + 1);
        for candidate in &mut candidates {
            let load = runtime.block_on(load(&format!("http://{}/{}", candidate.server.address(), candidate.page)));
            candidate.loads.push(load);
        }
    }
    print(&candidates, runs);
}

/// One load in a new profile: nothing is kept of the last.
async fn load(url: &str) -> Load {
    let (_driver, session) = Engine::Chromium.session(Start::Usual, "127.0.0.1:9").await;
    let load = measured(&session, url).await;
    session.quit().await.unwrap();
    load
}

async fn measured(session: &WebDriver, url: &str) -> Load {
    let cdp = session.cdp();
    let slow_line = json!({ "offline": false, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP });
    for (method, arguments) in [
        ("Network.enable", json!({})),
        ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
        ("Network.emulateNetworkConditions", slow_line),
        ("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })),
        ("Page.enable", json!({})),
        ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": OBSERVER })),
    ] {
        cdp.send_raw(method, arguments).await.unwrap();
    }
    session.goto(url).await.unwrap();
    session.execute_async(MEASURED, Vec::new()).await.unwrap().convert().unwrap()
}

/// A page with all that lies in its folder, compressed beforehand, as a good server does it.
fn candidate(page: &Path) -> Candidate {
    let folder = page.parent().unwrap();
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Some(kind) = kind(&path) {
            files.insert(format!("/{name}"), (kind, compressed(&path)));
        }
    }
    let page_name = page.file_name().unwrap().to_string_lossy().into_owned();
    assert!(files.contains_key(&format!("/{page_name}")), "{} is no page", page.display());
    let server = Server::open(0, move |request: Request| match files.get(&request.target) {
        Some((kind, body)) => Reply {
            status: 200,
            headers: vec![
                ("Content-Type", (*kind).to_owned()),
                ("Content-Encoding", "br".to_owned()),
                ("Cache-Control", "no-store".to_owned()),
            ],
            body: body.clone(),
        },
        None => Reply { status: 404, headers: Vec::new(), body: Vec::new() },
    });
    Candidate { name: page.display().to_string(), server, page: page_name, loads: Vec::new() }
}

/// What stands beside the file as `.br`, unless that is older, or what comes of compressing it as well as it goes.
fn compressed(path: &Path) -> Vec<u8> {
    let beside = path.with_file_name(format!("{}.br", path.file_name().unwrap().to_string_lossy()));
    let written = |path: &Path| std::fs::metadata(path).and_then(|it| it.modified()).ok();
    if written(&beside) >= written(path) && beside.is_file() {
        return std::fs::read(beside).unwrap();
    }
    let best = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut std::fs::read(path).unwrap().as_slice(), &mut out, &best).unwrap();
    out
}

/// The media type of what a page may ask for; nothing else of the folder is read.
fn kind(path: &Path) -> Option<&'static str> {
    match path.extension()?.to_str()? {
        "html" if path.file_stem()? != "static" => Some("text/html; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        "svg" => Some("image/svg+xml"),
        "webmanifest" => Some("application/manifest+json"),
        _ => None,
    }
}

/// The last page is the one that the others are held against.
fn print(candidates: &[Candidate], runs: usize) {
    let bare = candidates.last().map_or(f64::NAN, |it| median(it, |load| load.usable));
    println!(
        "── first screen, {runs} loads each, medians: 1.6 Mb/s, {LATENCY} ms, a processor at a quarter of its speed"
    );
    println!("{:<40} {:>10} {:>10} {:>10} {:>8} {:>10}", "page", "painted", "usable", "(least)", "ratio", "bytes");
    for it in candidates {
        let usable = median(it, |load| load.usable);
        let least = it.loads.iter().map(|load| load.usable).fold(f64::INFINITY, f64::min);
        println!(
            "{:<40} {:>7.0} ms {:>7.0} ms {:>7.0} ms {:>8.2} {:>10.0}",
            it.name,
            median(it, |load| load.painted),
            usable,
            least,
            usable / bare,
            median(it, |load| load.bytes),
        );
    }
}

fn median(candidate: &Candidate, of: impl Fn(&Load) -> f64) -> f64 {
    let mut values: Vec<f64> = candidate.loads.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
