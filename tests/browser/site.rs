//! A site under test, on this machine and for one test: the files of `dist` as they are shipped, the small host pages
//! of `pages`, and nothing else. What it sends with them (policy, media types) is set by the test; what it was asked
//! for, and what browsers report to it, is written down.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::http::{Reply, Request, Server};

/// The policy that the project publishes for host pages, made stricter by Trusted Types.
pub(crate) const PUBLISHED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
/// The name that browsers find nowhere but at the site: a plain-http host in an intranet.
const INTRANET: &str = "intranet.test";
const REPORTS: &str = "/csp-report";
/// Where the ears of an engine are fetched that has no others.
const EARS_PATH: &str = "/ears.js";
const EARS: &str = include_str!("ears.js");

/// What a site sends with its files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setup {
    pub(crate) policy: &'static str,
    pub(crate) types: Types,
    pub(crate) script: Script,
    /// Whether its pages begin with a script that hears what the engine would not tell.
    pub(crate) ears: Ears,
}

/// The media types of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Types {
    Right,
    /// Only pages and scripts are known: all else is a stream of bytes.
    Unknown,
    /// The same, and the browser is told not to look for itself.
    UnknownNoSniff,
    /// Not even scripts are known.
    PagesOnly,
}

/// In what state its scripts arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Whole,
    /// Two parts of what they carry have changed places.
    Damaged,
}

/// Whether pages are given ears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ears {
    None,
    Added,
}

/// A request that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The path, or the whole address of what lies elsewhere.
    pub(crate) path: String,
    pub(crate) status: u16,
}

/// A site that serves until it is dropped.
pub(crate) struct Site {
    server: Server,
    log: Log,
    newer: Arc<AtomicBool>,
    held: Held,
    /// Its address, without a slash at the end.
    pub(crate) url: String,
}

/// The files of one test, by their paths: any other site may fetch them too.
type Held = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// What came in, kept beyond the life of its site.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Written>>);

#[derive(Default)]
struct Written {
    entries: Vec<Entry>,
    reports: Vec<String>,
}

impl Default for Setup {
    fn default() -> Self {
        Self { policy: PUBLISHED, types: Types::Right, script: Script::Whole, ears: Ears::None }
    }
}

impl Log {
    /// The requests so far, in order.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.0.lock().unwrap().entries.clone()
    }

    /// What browsers reported that the policy refused: forgotten once told.
    pub(crate) fn take_refusals(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap().reports)
    }

    /// What was asked for in vain, or elsewhere: forgotten once told.
    pub(crate) fn take_strays(&self) -> Vec<String> {
        let mut written = self.0.lock().unwrap();
        let (found, strays) = std::mem::take(&mut written.entries).into_iter().partition(|it| it.status < 400);
        written.entries = found;
        // Every engine asks for this where a page names no icon.
        let strays = strays.into_iter().filter(|it: &Entry| !it.path.ends_with("/favicon.ico"));
        strays.map(|it| format!("{} for {}", it.status, it.path)).collect()
    }
}

/// Whether this is a path that a page fetches only for its ears.
pub(crate) fn is_ears(path: &str) -> bool {
    path == EARS_PATH
}

impl Site {
    pub(crate) fn open(setup: Setup) -> Self {
        let index = root("dist").join("index.html");
        assert!(index.is_file(), "there is no `dist`: run `cargo verify`, which builds it");
        let log = Log::default();
        let writing = log.clone();
        let newer = Arc::new(AtomicBool::new(false));
        let turned = Arc::clone(&newer);
        let held = Held::default();
        let holding = Arc::clone(&held);
        let server = Server::open(0, move |request| {
            let path = path(&request.target);
            let file = holding.lock().unwrap().iter().find(|(it, _)| *it == path).map(|(_, file)| file.clone());
            let mut reply = file.map_or_else(|| answer(&request, &path, setup), of_a_test);
            if path.ends_with("service-worker.js") && turned.load(Ordering::SeqCst) {
                // One byte is enough for a browser to see another version.
                reply.body.extend(b"\n//");
            }
            let mut written = writing.0.lock().unwrap();
            if path == REPORTS {
                written.reports.push(refusal(&request.body));
            } else {
                written.entries.push(Entry { path, status: reply.status });
            }
            drop(written);
            reply
        });
        let url = format!("http://{}", server.address());
        Self { server, log, newer, held, url }
    }

    /// From now on it is a newer version of itself.
    pub(crate) fn renew(&self) {
        self.newer.store(true, Ordering::SeqCst);
    }

    /// From now on it has this file.
    pub(crate) fn holds(&self, path: &str, file: Vec<u8>) {
        self.held.lock().unwrap().push((path.to_owned(), file));
    }

    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    /// Where it listens, as one names a proxy.
    pub(crate) fn address(&self) -> String {
        self.server.address().to_string()
    }

    /// Its address as an intranet would have it: no encryption, and a name that is not this machine's.
    pub(crate) fn intranet() -> String {
        format!("http://{INTRANET}")
    }
}

/// The path asked for; the site is also the proxy of the browsers, and then it is the whole address that is asked for.
fn path(target: &str) -> String {
    let own = target.strip_prefix("http://").and_then(|it| it.strip_prefix(INTRANET)).unwrap_or(target);
    own.split(['?', '#']).next().unwrap_or_default().to_owned()
}

fn answer(request: &Request, path: &str, setup: Setup) -> Reply {
    if path == REPORTS {
        return Reply { status: 204, headers: Vec::new(), body: Vec::new() };
    }
    let name = match path.strip_prefix('/') {
        Some("") => Some("index.html"),
        Some(name) if request.method == "GET" && !name.contains("..") => Some(name),
        _ => None,
    };
    let roots = [root("dist"), root("tests/browser/pages"), root("tests/overlays")];
    let read = |name: &str| roots.iter().find_map(|root| std::fs::read(root.join(name)).ok());
    let found = if path == EARS_PATH { Some(EARS.as_bytes().to_vec()) } else { name.and_then(read) };
    let Some(body) = found else {
        return Reply { status: 404, headers: Vec::new(), body: Vec::new() };
    };
    let kind = kind(name.unwrap_or_default(), setup.types);
    let body = if kind.starts_with("text/html") && setup.ears == Ears::Added { with_ears(&body) } else { body };
    let body = if kind.starts_with("text/javascript") { scripts(body, setup.script) } else { body };
    let mut headers = vec![
        ("Content-Type", kind.to_owned()),
        ("Content-Security-Policy", policy(name.unwrap_or_default(), setup.policy)),
        ("Cache-Control", "no-store".to_owned()),
    ];
    if matches!(setup.types, Types::UnknownNoSniff | Types::PagesOnly) {
        headers.push(("X-Content-Type-Options", "nosniff".to_owned()));
    }
    Reply { status: 200, headers, body }
}

fn of_a_test(body: Vec<u8>) -> Reply {
    let headers = [("Content-Type", "application/octet-stream"), ("Access-Control-Allow-Origin", "*")];
    Reply { status: 200, headers: headers.map(|(name, value)| (name, value.to_owned())).to_vec(), body }
}

/// The page of the project itself may be installed; no host page needs to allow that. What a worker may fetch is said
/// where the worker is sent, and it keeps the files of its own site.
fn policy(name: &str, policy: &str) -> String {
    match name {
        "service-worker.js" => format!("default-src 'none'; connect-src 'self'; report-uri {REPORTS}"),
        "index.html" => format!("{policy}; manifest-src 'self'; worker-src 'self'; report-uri {REPORTS}"),
        _ => format!("{policy}; report-uri {REPORTS}"),
    }
}

/// What a careless proxy may do: the middle of a large script is the middle of what it carries.
fn scripts(mut body: Vec<u8>, script: Script) -> Vec<u8> {
    const LARGE: usize = 50_000;
    const PART: usize = 64;
    let middle = body.len() / 2;
    if script == Script::Damaged && body.len() > LARGE {
        body[middle - PART..middle + PART].rotate_left(PART);
    }
    body
}

fn with_ears(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    page.replacen("<head>", &format!("<head><script src=\"{EARS_PATH}\"></script>"), 1).into_bytes()
}

fn kind(name: &str, types: Types) -> &'static str {
    match Path::new(name).extension().and_then(|it| it.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") if types != Types::PagesOnly => "text/javascript; charset=utf-8",
        _ if types != Types::Right => "application/octet-stream",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// What a report says, in the words of the other engines.
fn refusal(report: &[u8]) -> String {
    let report: Value = serde_json::from_slice(report).unwrap_or_default();
    let of = |key: &str| report["csp-report"][key].as_str().unwrap_or("?").to_owned();
    format!("refused by the policy: {} {} (reported)", of("violated-directive"), of("blocked-uri"))
}

/// The text of an example of an overlay.
pub(crate) fn overlay(name: &str) -> String {
    std::fs::read_to_string(root("tests/overlays").join(format!("{name}.json"))).unwrap()
}

pub(crate) fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}
