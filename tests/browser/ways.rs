//! Every way in which people open the guide, a row each: what the site sends, how the browser was started, which page,
//! and what must come of it. Either the guide answers, and decides what the rules decide, or it says why it cannot and
//! the guide without script stands in its place, which is then followed to the same verdict.

use serde_json::Value;

use crate::browser::{Browser, run_as};
use crate::engine::Engine::{self, Chromium, Firefox, WebKit};
use crate::engine::Start::{self, Jitless, NoScript, NoStorage, Usual};
use crate::failure::{FRAME, failure};
use crate::hands::{Hand, answer, screen_where};
use crate::rules;
use crate::site::{PUBLISHED, Script, Setup, Site, Types, root};
use crate::still;

/// A way to open the guide.
struct Way {
    name: &'static str,
    engines: &'static [Engine],
    start: Start,
    page: Page,
    setup: Setup,
    comes: Comes,
    /// What the browser may say of it: every line it says holds one of these.
    says: &'static [&'static str],
}

/// Which page.
#[derive(Clone, Copy)]
enum Page {
    /// Of a site on this machine, which browsers trust as they trust https.
    Http(&'static str),
    /// Of a host in an intranet, over plain http.
    Intranet(&'static str),
    /// A file of what is shipped, as a double click opens it.
    File(&'static str),
    /// The page in the first frame of this page.
    Framed(&'static str),
}

/// What comes of it.
#[derive(Clone, Copy)]
enum Comes {
    /// The guide answers.
    Guide,
    /// It says why it cannot, and shows the guide without script in a frame.
    Frame(&'static str),
    /// The same, with the words of the page instead of a frame.
    Words(&'static str),
    /// No script runs: what stands in the page leads into the guide without script.
    Still,
}

const ALL: &[Engine] = &[Chromium, Firefox, WebKit];
const ANSWERS: &str = "lieu=ville besoin=carte titulaire=employe carte-famille=oui";
/// A portal whose policy nobody has changed for the guide.
const NO_WASM: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; \
    connect-src 'none'; base-uri 'none'; form-action 'none'";
const NO_WASM_NO_FRAME: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'none'; base-uri 'none'; form-action 'none'";
/// Within a frame that has no origin, WebKit finds that nothing is `'self'`: a host that uses such frames names itself.
const FRAMES: &str = "default-src 'none'; script-src * 'wasm-unsafe-eval'; style-src *; img-src *; frame-src *; \
    connect-src 'none'; require-trusted-types-for 'script'";
const SELF: &str = "default-src 'self'";
const FETCHED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
const NO_STYLE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self'";
const SANDBOX: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'none'; sandbox allow-scripts";
/// What the three engines call a refusal, a failure, a media type.
const REFUSED: &[&str] = &[
    "the guide failed: blocked",
    "refused by the policy: script-src",
    "Content Security Policy",
    "Content-Security-Policy",
];
const REFUSED_FRAME: &[&str] = &[
    "the guide failed: blocked",
    "refused by the policy: script-src",
    "refused by the policy: frame-src",
    "Content Security Policy",
    "Content-Security-Policy",
    "BLOCKED_BY_CSP",
    "static.html",
];
/// Firefox says by itself where its owner lets no site keep anything.
const WORKER: &[&str] = &["register/update a ServiceWorker"];
const SHEET: &[&str] = &["host.css", "static.css"];

const WAYS: &[Way] = &[
    Way { name: "http", ..way(Page::Http("/")) },
    Way { name: "http-host-page", ..way(Page::Http("/host.html")) },
    Way { name: "streamed", setup: policy(FETCHED), ..way(Page::Http("/streamed.html")) },
    Way { name: "intranet", ..way(Page::Intranet("/")) },
    Way { name: "file", ..way(Page::File("index.html")) },
    Way { name: "one-file", ..way(Page::File("cpx-guide.html")) },
    Way { name: "sandboxed-frame", setup: policy(FRAMES), ..way(Page::Framed("/sandboxed.html")) },
    Way { name: "sandboxed-page", setup: policy(SANDBOX), ..way(Page::Http("/host.html")) },
    Way { name: "no-style-source", setup: policy(NO_STYLE), ..way(Page::Http("/host.html")) },
    Way { name: "unknown-types", setup: types(Types::Unknown), ..way(Page::Http("/host.html")) },
    Way { name: "unknown-types-no-sniff", setup: types(Types::UnknownNoSniff), ..way(Page::Http("/host.html")) },
    Way { name: "unknown-types-site", setup: types(Types::UnknownNoSniff), says: SHEET, ..way(Page::Http("/")) },
    Way { name: "everything-throws", ..way(Page::Http("/throws.html")) },
    Way { name: "hostile-sheet", ..way(Page::Http("/hostile.html")) },
    Way { name: "portal-sheet", ..way(Page::Http("/dsfr.html")) },
    Way { name: "no-storage", start: NoStorage, says: WORKER, ..way(Page::Http("/")) },
    Way { name: "no-storage-file", start: NoStorage, ..way(Page::File("index.html")) },
    Way {
        name: "no-wasm-policy",
        setup: policy(NO_WASM),
        comes: Comes::Frame("blocked"),
        says: REFUSED,
        ..way(Page::Http("/host.html"))
    },
    Way {
        name: "no-wasm-policy-site",
        setup: policy(NO_WASM),
        comes: Comes::Words("blocked"),
        says: REFUSED,
        ..way(Page::Http("/"))
    },
    Way {
        name: "no-wasm-no-frame",
        setup: policy(NO_WASM_NO_FRAME),
        comes: Comes::Words("blocked"),
        says: REFUSED_FRAME,
        ..way(Page::Http("/host.html"))
    },
    Way {
        name: "self-policy",
        setup: policy(SELF),
        comes: Comes::Frame("blocked"),
        says: REFUSED,
        ..way(Page::Http("/host.html"))
    },
    Way {
        name: "damaged",
        setup: Setup { policy: NO_WASM, script: Script::Damaged, ..SETUP },
        comes: Comes::Frame("damaged"),
        says: &["the guide failed: damaged"],
        ..way(Page::Http("/host.html"))
    },
    Way {
        name: "no-script-type",
        setup: types(Types::PagesOnly),
        comes: Comes::Still,
        says: &["MIME", "nosniff", ".js", ".css", "an error: loading"],
        ..way(Page::Http("/"))
    },
    Way {
        name: "jitless",
        engines: &[Chromium],
        start: Jitless,
        setup: policy(NO_WASM),
        comes: Comes::Frame("no-webassembly"),
        says: &["the guide failed: no-webassembly"],
        ..way(Page::Http("/host.html"))
    },
    Way {
        name: "jitless-site",
        engines: &[Chromium],
        start: Jitless,
        comes: Comes::Words("no-webassembly"),
        says: &["the guide failed: no-webassembly"],
        ..way(Page::Http("/"))
    },
    Way {
        name: "jitless-file",
        engines: &[Chromium],
        start: Jitless,
        comes: Comes::Words("no-webassembly"),
        says: &["the guide failed: no-webassembly"],
        ..way(Page::File("index.html"))
    },
    Way {
        name: "jitless-one-file",
        engines: &[Chromium],
        start: Jitless,
        comes: Comes::Words("no-webassembly"),
        says: &["the guide failed: no-webassembly"],
        ..way(Page::File("cpx-guide.html"))
    },
    Way { name: "no-script-one-file", start: NoScript, comes: Comes::Still, ..way(Page::File("cpx-guide.html")) },
    Way { name: "no-script", start: NoScript, comes: Comes::Still, ..way(Page::Http("/")) },
    Way { name: "no-script-file", start: NoScript, comes: Comes::Still, ..way(Page::File("index.html")) },
];

const SETUP: Setup =
    Setup { policy: PUBLISHED, types: Types::Right, script: Script::Whole, ears: crate::site::Ears::None };

const fn way(page: Page) -> Way {
    Way { name: "", engines: ALL, start: Usual, page, setup: SETUP, comes: Comes::Guide, says: &[] }
}

const fn policy(policy: &'static str) -> Setup {
    Setup { policy, ..SETUP }
}

const fn types(types: Types) -> Setup {
    Setup { types, ..SETUP }
}

/// One browser goes all the ways that it is started for.
macro_rules! travellers {
    ($($name:ident: $engine:ident $start:ident,)*) => {$(
        #[test]
        fn $name() {
            travel($engine, $start);
        }
    )*};
}

travellers! {
    chromium: Chromium Usual,
    chromium_jitless: Chromium Jitless,
    chromium_without_scripts: Chromium NoScript,
    chromium_without_storage: Chromium NoStorage,
    firefox: Firefox Usual,
    firefox_without_scripts: Firefox NoScript,
    firefox_without_storage: Firefox NoStorage,
    webkit: WebKit Usual,
    webkit_without_scripts: WebKit NoScript,
    webkit_without_storage: WebKit NoStorage,
}

fn travel(engine: Engine, start: Start) {
    run_as(engine, start, "ways", async |browser: &Browser| {
        let mut missed = Vec::new();
        let ways = WAYS.iter().filter(|way| way.start == start && way.engines.contains(&engine));
        for way in ways {
            // Each way is gone, whatever came of the one before: one run tells all.
            if let Err(fault) = browser.attempt(way.name, async || go(browser, way).await).await {
                missed.push(format!("{}: {fault}", way.name));
            }
            let noise = browser.noise().await;
            let strange = noise.into_iter().filter(|line| !way.says.iter().any(|it| line.contains(it)));
            missed.extend(strange.map(|line| format!("{}: {line}", way.name)));
        }
        assert!(missed.is_empty(), "{missed:#?}");
    });
}

async fn go(browser: &Browser, way: &Way) {
    // It stands until the way has been gone.
    let _site = open(browser, way).await;
    match way.comes {
        Comes::Guide => guide(browser).await,
        Comes::Frame(cause) => {
            let frame = failure(browser, cause).await.frame;
            assert!(frame, "there is no frame");
            let frame = browser.element(FRAME, &[]).await.unwrap();
            // A driver scrolls within a frame, not the page around it: what lies below the window cannot be clicked.
            frame.scroll_into_view().await.unwrap();
            frame.enter_frame().await.unwrap();
            follow(browser).await;
            browser.driver.enter_default_frame().await.unwrap();
        }
        Comes::Words(cause) => {
            let failure = failure(browser, cause).await;
            assert!(!failure.frame, "there is a frame");
            if !failure.leads {
                browser.open_at(&failure.link).await;
            }
            follow(browser).await;
        }
        Comes::Still => follow(browser).await,
    }
}

async fn open(browser: &Browser, way: &Way) -> Option<Site> {
    let site = browser.site(way.setup);
    match way.page {
        Page::Http(path) => browser.open_at(&format!("{}{path}", site.url)).await,
        Page::Intranet(path) => browser.open_at(&format!("{}{path}", Site::intranet())).await,
        Page::File(name) => browser.open_at(&format!("file://{}", root("dist").join(name).display())).await,
        Page::Framed(path) => {
            browser.open_at(&format!("{}{path}", site.url)).await;
            browser.driver.enter_frame(0).await.unwrap();
        }
    }
    Some(site)
}

async fn guide(browser: &Browser) {
    const DECISION: &str = "const it = document.querySelector('cpx-guide'); return it.decide(it.answers)";
    for step in ANSWERS.split_whitespace() {
        let (question, choice) = step.split_once('=').unwrap();
        answer(browser, Hand::Mouse, question, choice).await;
    }
    let expected = rules::decision(ANSWERS);
    screen_where(browser, "the verdict of the rules", |it| it.verdict.as_deref() == expected["verdict"].as_str()).await;
    assert_eq!(browser.ask::<Value>(DECISION, &[]).await, expected);
    browser.driver.enter_default_frame().await.unwrap();
}

async fn follow(browser: &Browser) {
    assert_eq!(still::follow(browser, ANSWERS).await, rules::decision(ANSWERS)["verdict"]);
}
