//! A page may put the guide in and take it out as often as it likes: what that took is given back. Told by Chromium's own
//! account of its memory, once its collector has been through.

use serde_json::{Value, json};

use crate::browser::{Browser, in_engines};
use crate::hands::screen;

in_engines!([Chromium as chromium] { new_guides_leave_nothing_behind, the_same_guide_leaves_nothing_behind });

const ROUNDS: u32 = 1_000;
/// What the first ones set up is set up for good: caches, shared style sheets, the module's memory, and the code that the
/// engine compiles in stages, 50 KB of it until the thousandth. After that a leak of twenty bytes a round is seen.
const WARMING_UP: u32 = 1_000;
/// Inserts, waits until the guide is drawn, and takes it out again.
const ROUND: &str = "
    const [rounds, way, done] = arguments, one = document.createElement('cpx-guide');
    const drawn = (it) => it.shadowRoot?.querySelector('form')
        ? null
        : new Promise((go) => it.addEventListener('cpx-ready', go, { once: true }));
    (async () => {
        for (let round = 0; round < rounds; round += 1) {
            const guide = way === 'same' ? one : document.createElement('cpx-guide');
            document.body.append(guide);
            await guide.whenReady;
            await drawn(guide);
            guide.remove();
        }
        // What is put off to the next turn, or the next picture, is done by then.
        requestAnimationFrame(() => setTimeout(() => done(null)));
    })();";

async fn new_guides_leave_nothing_behind(browser: &Browser) {
    come_and_go(browser, "new").await;
}

async fn the_same_guide_leaves_nothing_behind(browser: &Browser) {
    come_and_go(browser, "same").await;
}

async fn come_and_go(browser: &Browser, way: &str) {
    browser.open("/memory.html").await;
    screen(browser).await;
    rounds(browser, WARMING_UP, way).await;
    let before = account(browser).await;
    rounds(browser, ROUNDS, way).await;
    let after = account(browser).await;
    eprintln!("{way}, before {before:?}, after {after:?}");
    let close = |before: f64, after: f64| after <= before * 1.02;
    assert!(close(before.heap, after.heap), "the heap grows: {before:?}, {after:?}");
    assert!(close(before.wasm, after.wasm), "the memory of the module grows: {before:?}, {after:?}");
    // A listener or a node a round would be a thousand; a handful is the engine's own.
    assert!(after.listeners <= before.listeners + 20.0, "listeners stay: {before:?}, {after:?}");
    assert!(after.nodes <= before.nodes + 20.0, "nodes stay: {before:?}, {after:?}");
}

async fn rounds(browser: &Browser, count: u32, way: &str) {
    // A script may take half a minute, no longer: a tenth at a time.
    const PART: u32 = 100;
    for _ in 0..count / PART {
        let arguments = vec![json!(PART), json!(way)];
        browser.driver.execute_async(ROUND, arguments).await.unwrap();
    }
}

/// What the page holds.
#[derive(Debug)]
struct Account {
    /// Bytes of scripts, and of the memory of the module, which can only grow.
    heap: f64,
    wasm: f64,
    listeners: f64,
    nodes: f64,
}

async fn account(browser: &Browser) -> Account {
    let cdp = browser.driver.cdp();
    let ask = async |method: &'static str| -> Value { cdp.send_raw(method, json!({})).await.unwrap() };
    ask("Performance.enable").await;
    // What a finaliser lets go is collected by the next.
    for _ in 0..4 {
        ask("HeapProfiler.collectGarbage").await;
        browser.settled().await;
    }
    let metrics = ask("Performance.getMetrics").await;
    let metric = |name: &str| {
        let found = metrics["metrics"].as_array().unwrap().iter().find(|it| it["name"] == name);
        found.unwrap_or_else(|| panic!("no {name}"))["value"].as_f64().unwrap()
    };
    let heap = ask("Runtime.getHeapUsage").await;
    Account {
        heap: heap["usedSize"].as_f64().unwrap(),
        wasm: browser.ask("return document.moduleMemory.buffer.byteLength", &[]).await,
        listeners: metric("JSEventListeners"),
        nodes: metric("Nodes"),
    }
}
