//! The site under test, on this machine and for one test: the files of `dist` as they are shipped, the small host pages
//! of `pages`, and nothing else, all under the policy that `index.html` declares.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use tiny_http::{Header, Request, Response, Server};

/// What the strictest host that the guide must work in would send.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A site that serves until it is dropped.
pub(crate) struct Site {
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
    /// Its address, without a slash at the end.
    pub(crate) url: String,
}

impl Site {
    pub(crate) fn open() -> Self {
        let index = root("dist").join("index.html");
        assert!(index.is_file(), "there is no `dist`: run `cargo verify`, which builds it");
        let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
        let url = format!("http://{}", server.server_addr());
        let serving = Arc::clone(&server);
        let thread = std::thread::spawn(move || serving.incoming_requests().for_each(answer));
        Self { server, thread: Some(thread), url }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer(request: Request) {
    let path = request.url().split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let roots = [root("dist"), root("tests/browser/pages")];
    let found = roots.iter().find_map(|root| std::fs::read(root.join(path)).ok()).filter(|_| !path.contains(".."));
    let (status, kind) = if found.is_some() { (200, kind(path)) } else { (404, "text/plain") };
    let response = Response::from_data(found.unwrap_or_default())
        .with_status_code(status)
        .with_header(header("Content-Type", kind))
        .with_header(header("Content-Security-Policy", POLICY))
        .with_header(header("Cache-Control", "no-store"));
    // A browser that has gone away needs no answer.
    let _ = request.respond(response);
}

fn kind(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|it| it.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap()
}

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}
