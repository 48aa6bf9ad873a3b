//! The page of lists in real browsers: whole journeys from a list that is dropped to the orders and back. What the page saves
//! is held, byte by byte, against what the same clerk writes on the host.

use cpx_guide::built_in;
use cpx_guide::staff::clerk::Written;
use cpx_guide::staff::columns::Columns;
use cpx_guide::staff::mapping::{Answer, Known, Mapping, propose, remap};
use cpx_guide::staff::survey::{Column, Value as Listed, Values};
use cpx_guide::staff::words::Words;
use serde_json::Value;

use crate::bench::Bench;
use crate::browser::{Browser, in_all_engines, in_engines, until};
use crate::roster::{
    HOUSE, Way, answer, at, choose, give, give_mapping, kept, offers, open, opened, press, sight_where,
};

in_all_engines!(
    a_list_goes_in_and_the_orders_come_out,
    a_page_from_the_disk_takes_a_list,
    what_no_name_tells_is_told_by_hand,
);

in_engines!([Chromium as in_chromium, Firefox as in_firefox] {
    five_thousand_rows_come_back,
    the_page_speaks_english,
});

/// Twelve rows by hand, with every verdict.
pub(crate) const TWELVE: &[u8] = include_bytes!("../staff/douze.csv");
const THOUSANDS: &[u8] = include_bytes!("../staff/cinq-mille.csv");

/// What the clerk writes on the host, where all proposals are accepted and the house answers as it does here.
pub(crate) fn expected(list: &[u8], to: Written, settle: impl Fn(&mut Mapping)) -> Vec<u8> {
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
pub(crate) async fn to_the_orders(browser: &Browser) {
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

pub(crate) async fn written(browser: &Browser, key: &str) -> (String, Vec<u8>) {
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
    browser.ask::<Value>(UNFOLD, &[]).await;
    settle(browser, "Aide-soignante", &[("titulaire", "professionnel"), ("profession", "autre")]).await;
    press(browser, "go-on").await;
    through_the_house(browser).await;
}

/// Says what a value says.
async fn settle(browser: &Browser, value: &str, answers: &[(&str, &str)]) {
    const FIND: &str = "
        const root = document.querySelector('cpx-staff').shadowRoot;
        const row = [...root.querySelectorAll('tr')].find((it) => it.querySelector('th')?.textContent.trim() === arguments[0]);
        return [...row.querySelectorAll('select')].map((it) => it.id);";
    let lists: Vec<String> = browser.ask(FIND, &[value]).await;
    for (question, choice) in answers {
        let id = lists.iter().find(|it| it.ends_with(question)).unwrap();
        choose(browser, id, choice).await;
    }
}

async fn what_no_name_tells_is_told_by_hand(browser: &Browser) {
    const CODES: &[u8] = b"code;x\n1;A\n2;B\n3;A\n";
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "codes.csv", CODES).await;
    at(browser, "columns").await;
    choose(browser, "cpx-staff-column-1", "profession").await;
    press(browser, "go-on").await;
    at(browser, "values").await;
    for (value, profession) in [("A", "infirmier"), ("B", "medecin")] {
        settle(browser, value, &[("profession", profession)]).await;
    }
    press(browser, "go-on").await;
    through_the_house(browser).await;
    let (_, text) = written(browser, "keep-text-file").await;
    let compiled = built_in::compiled("").unwrap();
    let columns = Columns::built_in(&compiled.guide);
    let settled = expected(CODES, Written::Text, |mapping| {
        let few = ["A", "B"].map(|it| Listed { text: it.to_owned(), rows: 1 });
        let column = Column { title: "x".to_owned(), values: Values::Few(few.to_vec()) };
        let mut mapped = remap(&columns, &compiled.guide.logic, 1, &column, "profession").unwrap();
        for (value, profession) in mapped.values.iter_mut().zip(["infirmier", "medecin"]) {
            value.says = vec![Answer { question: "profession".to_owned(), choice: profession.to_owned() }];
            value.known = Known::Settled;
        }
        mapping.columns = vec![mapped];
    });
    assert!(text == settled, "{}", String::from_utf8_lossy(&text));
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

pub(crate) const TEXT: &str = "return document.querySelector('cpx-staff').shadowRoot.textContent";

async fn five_thousand_rows_come_back(browser: &Browser) {
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "cinq-mille.csv", THOUSANDS).await;
    to_the_orders(browser).await;
    browser.picture("orders-5000").await;
    let (_, text) = written(browser, "keep-text-file").await;
    assert!(text == expected(THOUSANDS, Written::Text, |_| {}), "not what the clerk writes on the host");
}

async fn the_page_speaks_english(browser: &Browser) {
    open(browser, "/staff.html").await;
    give(browser, Way::Field, "douze.csv", TWELVE).await;
    at(browser, "columns").await;
    browser.ask::<Value>("document.documentElement.lang = 'en'", &[]).await;
    let title = Words::of("en").get("step-columns").to_owned();
    until("English", async || browser.ask::<String>(TEXT, &[]).await.contains(&title).then_some(())).await;
}
