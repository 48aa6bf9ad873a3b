//! What lists cost in a real browser, printed and never asserted: lists of growing length go through the page that is shipped,
//! in Chromium, each in a new profile. Times are those of the clerk's jobs, as the page has them measured; the freeze is the
//! longest time for which the page could not have answered; memory is what the system counts for the process of the page,
//! at most. `guide rows` builds the page and calls this.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    dead_code,
    unused_imports,
    unused_macros,
    unreachable_pub,
    clippy::allow_attributes,
    reason = "a bench may stop at the first surprise, and uses its part of the browser tests"
)]

#[path = "../browser/browser.rs"]
mod browser;
#[path = "../support/chart.rs"]
mod chart;
#[path = "../browser/display.rs"]
mod display;
#[path = "../browser/engine.rs"]
mod engine;
#[path = "../browser/http.rs"]
mod http;
#[path = "../browser/roster.rs"]
mod roster;
#[path = "../browser/site.rs"]
mod site;
#[path = "../browser/watch.rs"]
mod watch;

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use browser::{Browser, run};
use chart::{Chart, Series};
use engine::Engine;
use roster::{HOUSE, answer, at, open, press, sight_where};

/// How many rows, unless told.
const ROWS: [usize; 7] = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
/// With more, a workbook takes its time.
const WORKBOOK: usize = 100_000;
/// A list of so many rows, as a hospital has them: written in the page, since it would not fit through the driver. From then on
/// the longest time is kept for which the page could not have answered.
const GIVE: &str = "
    const rows = Number(arguments[0]);
    const jobs = ['IDE', 'Infirmière diplômée d’État', 'Aide-soignante', 'Médecin', 'Kiné DE', 'Sage-femme', 'Secrétaire médicale',
        'Psychologue', 'Manip radio', 'Agent des services hospitaliers', 'Pharmacien', 'Interne en médecine', 'Ergothérapeute', 'IADE'];
    const kinds = ['CDI', 'CDD', 'Titulaire', 'Contractuel', 'Vacataire', ''];
    const parts = ['Matricule;Pôle;Service;Fonction;Statut;Entrée;Téléphone;Remarque\\r\\n'];
    for (let at = 0; at < rows;) {
        let part = '';
        for (const end = Math.min(rows, at + 10000); at < end; at++) {
            part += `${100000 + at};Pôle ${at % 12};Unité ${at % 140};${jobs[(at * 7 + at % 11) % jobs.length]};${kinds[at % 6]};` +
                `0${1 + at % 9}/0${1 + at % 7}/20${10 + at % 15};+33 1 99 00 ${10 + at % 90} ${10 + at % 80};\"dossier n° ${at}; à relire\"\\r\\n`;
        }
        parts.push(part);
    }
    const transfer = new DataTransfer();
    transfer.items.add(new File(parts, `liste-${rows}.csv`));
    let last = performance.now();
    window.freeze = 0;
    const tick = () => {
        const now = performance.now();
        window.freeze = Math.max(window.freeze, now - last);
        last = now;
        setTimeout(tick);
    };
    setTimeout(() => {
        last = performance.now();
        tick();
        const input = document.querySelector('cpx-staff').shadowRoot.getElementById('cpx-staff-file');
        input.files = transfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    }, 500);
    return transfer.files[0].size;";
const TOOK: &str = "
    const took = {};
    for (const it of performance.getEntriesByType('measure')) {
        if (it.name.startsWith('cpx-staff ')) took[it.name.slice(10)] = it.duration;
    }
    return [took, window.freeze];";

/// What a list took: milliseconds by job, milliseconds, bytes.
struct Cost {
    rows: usize,
    size: f64,
    took: BTreeMap<String, f64>,
    workbook: Option<f64>,
    freeze: f64,
    /// When the rows are decided, and when the list is written too.
    memory: [Option<f64>; 2],
}

fn main() {
    let told: Vec<usize> = std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let rows = if told.is_empty() { ROWS.to_vec() } else { told };
    let costs: Vec<Cost> = rows.into_iter().map(cost).collect();
    println!("── lists in Chromium, one run each; milliseconds, megabytes");
    println!(
        "{:>9} {:>7} {:>9} {:>9} {:>9} {:>9} {:>9} {:>8} {:>8} {:>8}",
        "rows", "size", "read", "decide", "both", "CSV", ".xlsx", "freeze", "memory", "written"
    );
    for it in &costs {
        let of = |job: &str| it.took.get(job).copied().unwrap_or(f64::NAN);
        println!(
            "{:>9} {:>7.1} {:>9.0} {:>9.0} {:>9.0} {:>9.0} {:>9.0} {:>8.0} {:>8.0} {:>8.0}",
            it.rows,
            it.size / 1e6,
            of("Open"),
            of("Sort"),
            of("Open") + of("Sort"),
            of("Write"),
            it.workbook.unwrap_or(f64::NAN),
            it.freeze,
            it.memory[0].unwrap_or(f64::NAN) / 1e6,
            it.memory[1].unwrap_or(f64::NAN) / 1e6,
        );
    }
    let series = |name, job: &str| Series {
        name,
        fitted: true,
        points: costs.iter().filter_map(|it| Some((it.rows as f64, *it.took.get(job)?))).collect(),
    };
    let chart = Chart {
        title: "What a list costs in Chromium",
        across: "rows",
        series: vec![series("read", "Open"), series("decide", "Sort"), series("write CSV", "Write")],
    };
    fs::create_dir_all("target/bench").unwrap();
    fs::write("target/bench/rows.svg", chart::draw(&[chart])).unwrap();
    println!("\ntarget/bench/rows.svg");
}

fn cost(rows: usize) -> Cost {
    eprintln!("{rows} rows");
    let mut found = None;
    run(Engine::Chromium, "rows", async |browser: &Browser| {
        open(browser, "/staff.html").await;
        let size: f64 = browser.ask(GIVE, &[&rows.to_string()]).await;
        patiently(browser, "columns").await;
        press(browser, "go-on").await;
        sight_where(browser, "the values", |it| it.step == "values").await;
        press(browser, "values-accept-one").await;
        press(browser, "go-on").await;
        patiently(browser, "house").await;
        answer(browser, HOUSE).await;
        press(browser, "house-go-on").await;
        patiently(browser, "orders").await;
        let decided = memory();
        press(browser, "keep-text-file").await;
        patiently(browser, "orders").await;
        let (took, freeze): (BTreeMap<String, f64>, f64) = browser.ask(TOOK, &[]).await;
        let memory = [decided, memory()];
        let mut workbook = None;
        if rows <= WORKBOOK {
            press(browser, "keep-workbook").await;
            patiently(browser, "orders").await;
            let (took, _): (BTreeMap<String, f64>, f64) = browser.ask(TOOK, &[]).await;
            workbook = took.get("Write").copied();
        }
        found = Some(Cost { rows, size, took, workbook, freeze, memory });
    });
    found.unwrap()
}

/// Waits until a step is open and the clerk has nothing to do, as long as a long list takes.
async fn patiently(browser: &Browser, step: &str) {
    for _ in 0..10 {
        if browser.attempt("it is done", async || drop(at(browser, step).await)).await.is_ok() {
            return;
        }
    }
    panic!("{step} never comes");
}

/// The most memory that a page's process has had, in bytes, where the system tells: the greatest of those that descend
/// from this one.
fn memory() -> Option<f64> {
    let status = |pid: u32| fs::read_to_string(format!("/proc/{pid}/status")).ok();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|it| it.starts_with(name))?;
        line.split_ascii_whitespace().nth(1)?.parse::<u64>().ok()
    };
    let mine = |mut pid: u32| loop {
        match status(pid).and_then(|text| field(&text, "PPid:")) {
            Some(0 | 1) | None => return false,
            Some(parent) if parent == u64::from(std::process::id()) => return true,
            Some(parent) => pid = parent as u32,
        }
    };
    let pids = fs::read_dir("/proc").ok()?.filter_map(|it| it.ok()?.file_name().to_str()?.parse::<u32>().ok());
    let pages = pids.filter(|pid| {
        let line = fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        line.contains("--type=renderer") && mine(*pid)
    });
    let most = pages.filter_map(|pid| field(&status(pid)?, "VmHWM:")).max()?;
    Some(most as f64 * 1024.0)
}
