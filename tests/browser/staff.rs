//! The page of lists in real browsers: whole journeys from a list that is dropped to the orders and back, lists that are none,
//! work that is given up, every place where a clerk may work. What the page saves is held, byte by byte, against what the
//! same clerk writes on the host.

use std::io::{Cursor, Write};

use cpx_guide::built_in;
use cpx_guide::staff::clerk::Written;
use cpx_guide::staff::columns::Columns;
use cpx_guide::staff::mapping::{Answer, Known, Mapping, propose};
use cpx_guide::staff::words::Words;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::bench::Bench;
use crate::browser::{Browser, in_all_engines, in_engines, until};
use crate::roster::{
    Way, answer, at, begins, choose, give, give_mapping, kept, offers, open, opened, press, sight_where,
};
use crate::site::Setup;

in_all_engines!(
    a_list_goes_in_and_the_orders_come_out,
    a_page_from_the_disk_takes_a_list,
    where_no_worker_may_be_the_page_does_the_work,
    what_is_no_list_is_told_and_the_list_before_stays,
);

in_engines!([Chromium as in_chromium, Firefox as in_firefox] {
    five_thousand_rows_come_back,
    three_hundred_megabytes_go_through,
    work_is_given_up,
    who_cannot_hear_is_replaced_by_one_who_knows_as_much,
    an_archive_that_is_a_bomb_does_no_harm,
    the_page_speaks_english,
});

/// Twelve rows by hand, with every verdict.
const TWELVE: &[u8] = include_bytes!("../staff/douze.csv");
const THOUSANDS: &[u8] = include_bytes!("../staff/cinq-mille.csv");
/// An establishment with a contract, whose responsable, no health professional, has a card.
const HOUSE: &[(&str, &str)] = &[
    ("lieu", "etablissement"),
    ("besoin", "carte"),
    ("titulaire", "employe"),
    ("contrat", "oui"),
    ("carte-famille", "oui"),
    ("responsable", "non-ps"),
    ("representant", "lui-meme"),
    ("carte-mandataire", "non"),
    ("carte-rpps", "non"),
];

/// What the clerk writes on the host, where all proposals are accepted and the house answers as it does here.
fn expected(list: &[u8], to: Written, settle: impl Fn(&mut Mapping)) -> Vec<u8> {
    let compiled = built_in::compiled("").unwrap();
    let mut bench = Bench::new();
    let survey = bench.open("liste.csv", list);
    let mut mapping = propose(&Columns::built_in(&compiled.guide), &compiled.guide.logic, &survey.columns, None);
    for value in mapping.columns.iter_mut().flat_map(|it| &mut it.values) {
        if value.known == Known::Likely {
            value.known = Known::Settled;
        }
    }
    settle(&mut mapping);
    let house = HOUSE
        .iter()
        .map(|(question, choice)| Answer { question: (*question).to_owned(), choice: (*choice).to_owned() });
    bench.sort(&mapping, &house.collect::<Vec<_>>());
    bench.write(to)
}

/// The orders of the twelve rows.
pub(crate) async fn ordered(browser: &Browser) {
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    to_the_orders(browser).await;
}

/// From a list that is there to its orders: every proposal accepted, the house as it is here.
async fn to_the_orders(browser: &Browser) {
    at(browser, "columns").await;
    press(browser, "go-on").await;
    let sight =
        sight_where(browser, "values or house", |it| matches!(it.step.as_str(), "values" | "house" | "orders")).await;
    if sight.step == "values" {
        for key in ["values-accept-one", "values-accept-many"] {
            if offers(browser, key).await {
                press(browser, key).await;
                sight_where(browser, "they are accepted", |it| !it.told.is_empty()).await;
            }
        }
        press(browser, "go-on").await;
    }
    through_the_house(browser).await;
}

/// On to the orders; the house is asked only what nobody has answered.
async fn through_the_house(browser: &Browser) {
    let sight =
        sight_where(browser, "house or orders", |it| matches!(it.step.as_str(), "house" | "orders") && !it.works).await;
    if sight.step == "house" {
        answer(browser, HOUSE).await;
        press(browser, "house-go-on").await;
    }
    at(browser, "orders").await;
}

/// Goes through all steps of the page, with a fault among them, and looks at each in French and in English.
pub(crate) async fn every_step(browser: &Browser, mut look: impl AsyncFnMut(&str)) {
    let mut both = async |step: &str| {
        for lang in ["en", "fr"] {
            browser.ask::<Value>("document.documentElement.lang = arguments[0]", &[lang]).await;
            let title = Words::of(lang).get("step-orders").to_owned();
            until(lang, async || browser.ask::<String>(TEXT, &[]).await.contains(&title).then_some(())).await;
            look(&format!("{step} {lang}")).await;
        }
    };
    open(browser, "/staff.html").await;
    both("list").await;
    give(browser, Way::Field, "rien.csv", b"").await;
    sight_where(browser, "a fault", |it| it.fault.is_some() && !it.works).await;
    both("fault").await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    at(browser, "columns").await;
    browser.ask::<Value>(UNFOLD, &[]).await;
    both("columns").await;
    press(browser, "go-on").await;
    at(browser, "values").await;
    browser.ask::<Value>(UNFOLD, &[]).await;
    both("values").await;
    press(browser, "go-on").await;
    at(browser, "house").await;
    both("house").await;
    press(browser, "house-go-on").await;
    at(browser, "orders").await;
    both("orders, nothing answered").await;
    to_the_house(browser).await;
    answer(browser, HOUSE).await;
    both("house, answered").await;
    press(browser, "house-go-on").await;
    at(browser, "orders").await;
    both("orders").await;
}

/// Opens what is folded in the step that is open.
const UNFOLD: &str =
    "for (const it of document.querySelector('cpx-staff').shadowRoot.querySelectorAll('details')) it.open = true";

async fn to_the_house(browser: &Browser) {
    let change = "document.querySelector('cpx-staff').shadowRoot.querySelector('#cpx-staff-house button').click()";
    browser.ask::<Value>(change, &[]).await;
    at(browser, "house").await;
}

async fn written(browser: &Browser, key: &str) -> (String, Vec<u8>) {
    press(browser, key).await;
    kept(browser).await
}

async fn a_list_goes_in_and_the_orders_come_out(browser: &Browser) {
    open(browser, "/staff.html").await;
    browser.settled().await;
    let before = browser.fetched();
    give(browser, Way::Drop, "douze.csv", TWELVE).await;
    sight_where(browser, "the focus follows the step", |it| it.step == "columns" && it.focused).await;
    browser.picture("columns").await;
    to_the_orders(browser).await;
    browser.picture("orders").await;

    let (name, text) = written(browser, "keep-text-file").await;
    assert_eq!(name, "douze-cartes.csv");
    assert!(text == expected(TWELVE, Written::Text, |_| {}), "{}", String::from_utf8_lossy(&text));
    let (_, book) = written(browser, "keep-workbook").await;
    // Not its bytes: each machine packs in its own way.
    let sheet = |book: &[u8]| {
        let mut bench = Bench::new();
        bench.open("douze-cartes.xlsx", book);
        bench.list
    };
    assert!(sheet(&book) == sheet(&expected(TWELVE, Written::Workbook, |_| {})), "the workbook is another one");
    let (_, mapping) = written(browser, "keep-mapping").await;

    // Corrected: the care assistant is a professional of no listed profession, after all.
    correct(browser).await;
    let (_, corrected) = written(browser, "keep-text-file").await;
    let settled = expected(TWELVE, Written::Text, |mapping| {
        let values = mapping.columns.iter_mut().flat_map(|it| &mut it.values);
        for value in values.filter(|it| it.value == "Aide-soignante") {
            value.says = [("titulaire", "professionnel"), ("profession", "autre")]
                .map(|(question, choice)| Answer { question: question.to_owned(), choice: choice.to_owned() })
                .to_vec();
        }
    });
    assert!(corrected == settled && corrected != text, "{}", String::from_utf8_lossy(&corrected));

    // What was written is a list again, and what was said of the first one holds for it.
    press(browser, "restart").await;
    at(browser, "list").await;
    give_mapping(browser, &mapping).await;
    sight_where(browser, "the mapping is read", |it| !it.told.is_empty()).await;
    give(browser, Way::Field, "douze-cartes.csv", &text).await;
    to_the_orders(browser).await;
    let (_, again) = written(browser, "keep-text-file").await;
    assert!(again == text, "{}", String::from_utf8_lossy(&again));
    assert_eq!(browser.fetched(), before, "something was asked of the network");
}

/// Goes back to the values and settles one of them anew.
async fn correct(browser: &Browser) {
    let change = "const root = document.querySelector('cpx-staff').shadowRoot;
        root.querySelector('#cpx-staff-values button').click();";
    browser.ask::<Value>(change, &[]).await;
    at(browser, "values").await;
    let find = "const root = document.querySelector('cpx-staff').shadowRoot;
        for (const it of root.querySelectorAll('details')) it.open = true;
        const row = [...root.querySelectorAll('tr')].find((it) => it.querySelector('th')?.textContent.trim() === arguments[0]);
        return [...row.querySelectorAll('select')].map((it) => it.id);";
    let lists: Vec<String> = browser.ask(find, &["Aide-soignante"]).await;
    for (question, choice) in [("titulaire", "professionnel"), ("profession", "autre")] {
        let id = lists.iter().find(|it| it.ends_with(question)).unwrap();
        choose(browser, id, choice).await;
    }
    press(browser, "go-on").await;
    through_the_house(browser).await;
}

async fn a_page_from_the_disk_takes_a_list(browser: &Browser) {
    let page = std::path::absolute("dist/staff.html").unwrap();
    // Its worker is made of its own text there: that leads nowhere.
    browser.owns("blob:null/");
    browser.open_at(&format!("file://{}", page.display())).await;
    opened(browser).await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    to_the_orders(browser).await;
    let (_, text) = written(browser, "keep-text-file").await;
    assert!(text == expected(TWELVE, Written::Text, |_| {}));
}

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

const TEXT: &str = "return document.querySelector('cpx-staff').shadowRoot.textContent";

async fn five_thousand_rows_come_back(browser: &Browser) {
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "cinq-mille.csv", THOUSANDS).await;
    to_the_orders(browser).await;
    browser.picture("orders-5000").await;
    let (_, text) = written(browser, "keep-text-file").await;
    assert!(text == expected(THOUSANDS, Written::Text, |_| {}), "not what the clerk writes on the host");
}

/// A list of so many megabytes that is made in the page: it would not fit through the driver.
const GIVE_LARGE: &str = "
    const megabytes = Number(arguments[0]), row = `${'x'.repeat(88)};IDE;CDI\\n`;
    const part = new Blob([row.repeat(Math.ceil(1e6 / row.length))]), transfer = new DataTransfer();
    transfer.items.add(new File(['matricule;fonction;statut\\n', ...Array(megabytes).fill(part)], 'grande.csv'));
    const input = document.querySelector('cpx-staff').shadowRoot.getElementById('cpx-staff-file');
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true, composed: true }));";

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
    let long = "matricule;fonction;statut;service\n".to_owned() + &"A0001;IDE;CDI;Urgences\n".repeat(150_000);
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

async fn the_page_speaks_english(browser: &Browser) {
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    at(browser, "columns").await;
    browser.ask::<Value>("document.documentElement.lang = 'en'", &[]).await;
    let title = Words::of("en").get("step-columns").to_owned();
    until("English", async || browser.ask::<String>(TEXT, &[]).await.contains(&title).then_some(())).await;
}
