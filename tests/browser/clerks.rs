//! The clerk of the lists where it is hard: no worker, files that are no lists, archives that burst, lists too long to be held,
//! work that is given up, a clerk who does not hear. The page stays alive, and what was there before is there still.

use std::io::{Cursor, Write};

use cpx_guide::staff::clerk::Written;
use cpx_guide::staff::mapping::Mapping;
use cpx_guide::staff::words::Words;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::bench::Bench;
use crate::browser::{Browser, in_all_engines, in_engines};
use crate::roster::{Way, at, begins, give, give_mapping, open, opened, press, sight_where};
use crate::site::Setup;
use crate::staff::{TEXT, TWELVE, expected, to_the_orders, written};

in_all_engines!(where_no_worker_may_be_the_page_does_the_work, what_is_no_list_is_told_and_the_list_before_stays,);

in_engines!([Chromium as in_chromium, Firefox as in_firefox] {
    three_hundred_megabytes_go_through,
    work_is_given_up,
    who_cannot_hear_is_replaced_by_one_who_knows_as_much,
    an_archive_that_is_a_bomb_does_no_harm,
});

/// A list of so many megabytes that is made in the page: it would not fit through the driver.
const GIVE_LARGE: &str = "
    const megabytes = Number(arguments[0]), row = `${'x'.repeat(88)};IDE;CDI\\n`;
    const part = new Blob([row.repeat(Math.ceil(1e6 / row.length))]), transfer = new DataTransfer();
    transfer.items.add(new File(['matricule;fonction;statut\\n', ...Array(megabytes).fill(part)], 'grande.csv'));
    const input = document.querySelector('cpx-staff').shadowRoot.getElementById('cpx-staff-file');
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true, composed: true }));";

async fn where_no_worker_may_be_the_page_does_the_work(browser: &Browser) {
    const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
        connect-src 'none'; worker-src 'none'; base-uri 'none'; form-action 'none'; report-uri /csp-report";
    let site = browser.site(Setup { policy: POLICY, ..Setup::default() });
    browser.open_at(&format!("{}/staff.html", site.url)).await;
    opened(browser).await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    to_the_orders(browser).await;
    let (_, text) = written(browser, "keep-text-file").await;
    assert!(text == expected(TWELVE, Written::Text, |_| {}));
    // Both kinds of worker were refused, which is what the policy is there for.
    let noise = browser.noise().await;
    assert!(noise.iter().all(|it| it.contains("worker") || it.contains("Worker")), "{noise:#?}");
}

async fn what_is_no_list_is_told_and_the_list_before_stays(browser: &Browser) {
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    at(browser, "columns").await;
    for (name, bytes, key) in [
        ("rien.csv", b"".as_slice(), "fault-empty"),
        ("photo.csv", include_bytes!("../lists/picture.png"), "fault-not-text"),
        ("ancien.xls", include_bytes!("../lists/ole.xls"), "fault-other-workbook"),
        ("archive.xlsx", include_bytes!("../lists/no-workbook.xlsx"), "fault-no-workbook"),
        ("coupe.xlsx", include_bytes!("../lists/cut-off.xlsx"), "fault-damaged"),
        ("guillemet.csv", include_bytes!("../lists/open-quote.csv"), "fault-open-quote"),
    ] {
        let change = "document.querySelector('cpx-staff').shadowRoot.querySelector('#cpx-staff-list button')?.click()";
        browser.ask::<Value>(change, &[]).await;
        at(browser, "list").await;
        give(browser, Way::Field, name, bytes).await;
        let said = begins(key);
        let sight =
            sight_where(browser, key, |it| it.fault.as_ref().is_some_and(|it| it.contains(&said)) && !it.works).await;
        assert_eq!(sight.step, "list", "{name}");
        // The page is alive, and the list before is there.
        assert!(browser.ask::<String>(TEXT, &[]).await.contains("douze.csv"), "{name}: the list before is lost");
    }
    give_mapping(browser, b"{").await;
    sight_where(browser, "it is no mapping", |it| it.fault.is_some()).await;
    give(browser, Way::Drop, "douze.csv", TWELVE).await;
    to_the_orders(browser).await;
}

async fn three_hundred_megabytes_go_through(browser: &Browser) {
    open(browser, "/staff.html").await;
    browser.ask::<Value>(GIVE_LARGE, &["300"]).await;
    // Longer than anything else takes here: the length is the point.
    for _ in 0..6 {
        if browser.attempt("it is read", async || drop(at(browser, "columns").await)).await.is_ok() {
            break;
        }
    }
    let text: String = browser.ask(TEXT, &[]).await;
    let rows = 300 * 1_000_000_usize.div_ceil(97);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    assert!(digits.contains(&rows.to_string()), "{rows} rows are not told");
}

async fn work_is_given_up(browser: &Browser) {
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    at(browser, "columns").await;
    let change = "document.querySelector('cpx-staff').shadowRoot.querySelector('#cpx-staff-list button').click()";
    browser.ask::<Value>(change, &[]).await;
    at(browser, "list").await;
    browser.ask::<Value>(GIVE_LARGE, &["300"]).await;
    sight_where(browser, "the clerk works", |it| it.works).await;
    press(browser, "work-cancel").await;
    let sight = sight_where(browser, "the clerk has stopped", |it| !it.works).await;
    assert_eq!((sight.fault, sight.told), (None, Words::of("fr").get("told-cancelled").to_owned()));
    // The list before is the clerk's still.
    let text: String = browser.ask(TEXT, &[]).await;
    assert!(text.contains("douze.csv"), "{text}");
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    to_the_orders(browser).await;
    let (_, text) = written(browser, "keep-text-file").await;
    assert!(text == expected(TWELVE, Written::Text, |_| {}));
}

/// A workbook is read in one go: the clerk who does that hears nothing, and does not come back.
async fn who_cannot_hear_is_replaced_by_one_who_knows_as_much(browser: &Browser) {
    let mut bench = Bench::new();
    let long = "matricule;fonction;statut;service\n".to_owned() + "A0001;IDE;CDI;Urgences\n".repeat(150_000).as_str();
    bench.open("longue.csv", long.as_bytes());
    bench.sort(&Mapping::default(), &[]);
    let book = bench.write(Written::Workbook);
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    to_the_orders(browser).await;
    let change = "document.querySelector('cpx-staff').shadowRoot.querySelector('#cpx-staff-list button').click()";
    browser.ask::<Value>(change, &[]).await;
    at(browser, "list").await;
    give(browser, Way::Field, "longue.xlsx", &book).await;
    sight_where(browser, "the clerk works", |it| it.works).await;
    press(browser, "work-cancel").await;
    let sight = sight_where(browser, "the clerk has stopped", |it| !it.works).await;
    assert_eq!((sight.fault, sight.told), (None, Words::of("fr").get("told-cancelled").to_owned()));
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    to_the_orders(browser).await;
    let (_, text) = written(browser, "keep-text-file").await;
    assert!(text == expected(TWELVE, Written::Text, |_| {}));
}

async fn an_archive_that_is_a_bomb_does_no_harm(browser: &Browser) {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default().large_file(true)).unwrap();
    for _ in 0..700 {
        archive.write_all(&vec![b' '; 1_000_000]).unwrap();
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(bomb.len() < 1_000_000);
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "bombe.xlsx", &bomb).await;
    let said = begins("fault-too-large");
    sight_where(browser, "it is too large", |it| it.fault.as_ref().is_some_and(|it| it.contains(&said)) && !it.works)
        .await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    to_the_orders(browser).await;
}
