//! An overlay in real browsers: from its address and from the page, live, taken away again; what is wrong with it named;
//! and no word of it that does anything but be read.

use serde::Deserialize;
use serde_json::Value;

use crate::browser::{Browser, in_all_engines, until};
use crate::hands::{Hand, Saved, answer, press, screen, screen_where};
use crate::site::{Setup, overlay};

in_all_engines!(
    an_address_dresses_the_guide,
    a_page_dresses_the_guide_and_undresses_it,
    each_fault_is_named_and_nothing_happens,
    what_does_not_come_is_named_and_the_guide_stands,
    what_is_answered_stays,
    a_wrong_result_can_be_copied,
);

/// The published policy, for a page that fetches from its own server.
const FETCHING: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

const EMPLOYEE: &str = "lieu=etablissement&besoin=carte&titulaire=professionnel&profession=orthophoniste&contrat=oui\
    &carte-famille=oui";

/// What is seen of an overlay.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Seen {
    title: String,
    house: String,
    /// Whether the logo is there, and its picture with it.
    logo: (bool, bool),
    contacts: usize,
    own: Vec<String>,
    /// Links to the house's own pages.
    links: usize,
    skipped: Vec<String>,
    /// The colour of links and buttons.
    accent: String,
}

const SEEN: &str = "
    const root = document.querySelector('cpx-guide').shadowRoot;
    if (!root?.querySelector('form, .result')) return null;
    const text = (path) => root.querySelector(path)?.textContent ?? '', all = (path) => [...root.querySelectorAll(path)];
    const logo = root.querySelector('.logo');
    return {
        title: text('.title'),
        house: text('.house'),
        logo: [Boolean(logo), Boolean(logo?.naturalWidth)],
        contacts: all('.rows .contact').length,
        own: all('.own-step > :first-child').map((it) => it.textContent),
        links: all('a').filter((it) => it.href.includes('intranet')).length,
        skipped: all('.skipped li, .skipped p + p').map((it) => it.textContent),
        accent: getComputedStyle(root.querySelector('.quiet')).color,
    };";

/// What is seen once it is as expected.
async fn seen(browser: &Browser, what: &str, is: impl Fn(&Seen) -> bool) -> Seen {
    until(what, async || browser.ask::<Option<Seen>>(SEEN, &[]).await.filter(|seen| is(seen))).await
}

const WEAR: &str = "document.querySelector('cpx-guide').overlay = JSON.parse(arguments[0])";

async fn set_answers(browser: &Browser, answers: &str) {
    const SET: &str = "document.querySelector('cpx-guide').setAttribute('answers', arguments[0])";
    browser.ask::<Value>(SET, &[answers]).await;
    screen_where(browser, "a result", |it| it.verdict.is_some()).await;
}

/// As soon as it is there, with answers given beforehand that can be changed.
async fn an_address_dresses_the_guide(browser: &Browser) {
    let site = browser.site(Setup { policy: FETCHING, ..Setup::default() });
    browser.open_at(&format!("{}/overlay.html", site.url)).await;
    let first = seen(browser, "the house and its logo", |it| it.logo == (true, true)).await;
    assert_eq!(first.title, "Commander une carte CPx au CHU");
    assert!(first.house.contains("Guide adapté par CHU des Deux-Rives") && first.house.contains("01 99 00 12 34"));
    assert_eq!((first.skipped, first.accent.as_str()), (vec![], "rgb(107, 45, 134)"));
    let begun = screen_where(browser, "answered beforehand", |it| it.trail == 1).await;
    assert_eq!(begun.question.as_deref(), Some("besoin"));
    crate::hands::change(browser, Hand::Mouse, 1).await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    set_answers(browser, EMPLOYEE).await;
    let result = seen(browser, "the plan", |it| !it.own.is_empty()).await;
    assert_eq!((result.own.len(), result.contacts), (3, 1));
    assert!(result.links > 3, "{result:?}");
    browser.picture("adapted").await;
    // Another address, or none, takes it away.
    let unset = "document.querySelector('cpx-guide').removeAttribute('overlay')";
    browser.ask::<Value>(unset, &[]).await;
    seen(browser, "the plain guide", |it| it.house.is_empty() && it.own.is_empty() && it.links == 0).await;
}

/// Under the published policy, which fetches nothing. What it was before, it is again after.
async fn a_page_dresses_the_guide_and_undresses_it(browser: &Browser) {
    const DRAWN: &str = "return document.querySelector('cpx-guide').shadowRoot.querySelector('.guide').outerHTML";
    const AWAY: &str =
        "const it = document.querySelector('cpx-guide'), to = it.parentNode; it.remove(); to.append(it);";
    browser.open("/kinds.html").await;
    screen(browser).await;
    set_answers(browser, EMPLOYEE).await;
    let before: String = browser.ask(DRAWN, &[]).await;
    let plain = seen(browser, "the plan", |it| it.own.is_empty()).await;
    browser.ask::<Value>(WEAR, &[&overlay("hospital")]).await;
    let worn = seen(browser, "the house", |it| it.logo == (true, true)).await;
    assert_eq!((worn.own.len(), worn.contacts, worn.accent.as_str()), (3, 1, "rgb(107, 45, 134)"));
    let kept: bool = browser.ask("return document.querySelector('cpx-guide').overlay.version === 1", &[]).await;
    assert!(kept, "the page reads back what it set");
    browser.ask::<Value>(WEAR, &[&overlay("region")]).await;
    let other = seen(browser, "the region", |it| it.house.contains("Région Exemple")).await;
    assert_eq!((other.own.len(), other.contacts, &other.accent, other.logo), (0, 1, &plain.accent, (false, false)));
    browser.ask::<Value>(WEAR, &["null"]).await;
    seen(browser, "the plain guide", |it| *it == plain).await;
    let after: String = browser.ask(DRAWN, &[]).await;
    assert_eq!(after, before);
    // It is the element's own: taken out of the page and put back, it is still dressed.
    browser.ask::<Value>(WEAR, &[&overlay("hospital")]).await;
    browser.ask::<Value>(AWAY, &[]).await;
    seen(browser, "the house again", |it| *it == worn).await;
}

async fn each_fault_is_named_and_nothing_happens(browser: &Browser) {
    const HOSTILE: &str = "
        const guide = document.querySelector('cpx-guide'), html = '<img src=x onerror=alert(1)>\\u{1F600}';
        guide.overlay = { version: 1, name: html, service: { name: '<script>alert(1)</script>', page: 'javascript:alert(1)' },
            steps: [{ title: html, text: '</li></ol><style>*{display:none}</style>' }], logo: { address: '//evil.example/x', text: 'x' } };";
    const MADE: &str = "
        const root = document.querySelector('cpx-guide').shadowRoot;
        return [root.querySelectorAll('img, script, style, [style], [onerror]').length,
            [...root.querySelectorAll('a')].filter((it) => !/^(https|mailto|data):/.test(it.href)).length,
            root.querySelector('.skipped')?.textContent ?? ''];";
    const CIRCLE: &str = "const it = { version: 1 }; it.steps = it; document.querySelector('cpx-guide').overlay = it;";
    browser.open("/kinds.html").await;
    screen(browser).await;
    set_answers(browser, EMPLOYEE).await;
    let plain = seen(browser, "the plan", |it| it.skipped.is_empty()).await;
    browser.ask::<Value>(WEAR, &[&overlay("broken")]).await;
    let broken = seen(browser, "what was skipped", |it| !it.skipped.is_empty()).await;
    assert_eq!(broken.skipped.len(), 16, "{:#?}", broken.skipped);
    assert!(broken.skipped.iter().any(|it| it.starts_with("contacts.__proto__")));
    // Too pale on light, no colour on dark.
    assert_eq!((&broken.accent, broken.contacts), (&plain.accent, 1));
    assert!(broken.house.contains("CHU <b>des</b> Deux-Rives"));
    browser.ask::<Value>(HOSTILE, &[]).await;
    seen(browser, "the hostile one", |it| it.skipped.len() == 2).await;
    let (made, links, skipped): (usize, usize, String) = browser.ask(MADE, &[]).await;
    assert_eq!((made, links), (0, 0), "{skipped}");
    assert!(skipped.contains("service.page") && skipped.contains("logo.address"), "{skipped}");
    browser.ask::<Value>(CIRCLE, &[]).await;
    seen(browser, "the circle", |it| it.skipped.len() == 1 && it.house.is_empty()).await;
    for (text, lines) in [("[]", 1), ("1", 1), ("{\"version\": 2, \"name\": \"CHU\"}", 1), ("{\"version\": 1}", 0)] {
        browser.ask::<Value>(WEAR, &[text]).await;
        let seen = seen(browser, text, |it| it.skipped.len() == lines).await;
        assert_eq!(Seen { skipped: vec![], ..seen }, plain, "{text}");
    }
}

async fn what_does_not_come_is_named_and_the_guide_stands(browser: &Browser) {
    const SET: &str = "document.querySelector('cpx-guide').setAttribute('overlay', arguments[0])";
    let site = browser.site(Setup { policy: FETCHING, ..Setup::default() });
    browser.open_at(&format!("{}/kinds.html", site.url)).await;
    screen(browser).await;
    let says = |what: &'static str| move |it: &Seen| it.skipped.len() == 1 && it.skipped[0].contains(what);
    // Neither https nor from here: it is not even asked for.
    for address in ["http://elsewhere.example/x.json", "data:application/json,{}", "javascript:1"] {
        browser.ask::<Value>(SET, &[address]).await;
        seen(browser, address, says("https://")).await;
        browser.ask::<Value>(SET, &["region.json"]).await;
        seen(browser, "one that is sound", |it| it.skipped.is_empty() && !it.house.is_empty()).await;
    }
    browser.ask::<Value>(SET, &["kinds.css"]).await;
    seen(browser, "no JSON", says("JSON")).await;
    // The last one asked for is the one that counts.
    browser.ask::<Value>(&format!("{SET}; {SET};").replacen("arguments[0]", "'kinds.css'", 1), &["region.json"]).await;
    seen(browser, "the last one", |it| it.skipped.is_empty() && !it.house.is_empty()).await;
    assert_eq!(browser.noise().await, Vec::<String>::new(), "all this was quiet");
    browser.ask::<Value>(SET, &["nowhere.json"]).await;
    seen(browser, "it is not there", says("connect-src")).await;
    // Where the policy fetches nothing, that is said, and the guide goes on.
    browser.noise().await;
    browser.open("/overlay.html").await;
    seen(browser, "it is refused", says("connect-src")).await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    browser.settled().await;
    browser.noise().await;
}

/// What the person has answered, or the page before, is not answered anew.
async fn what_is_answered_stays(browser: &Browser) {
    const RESTART: &str = "document.querySelector('cpx-guide').restart()";
    browser.open("/kinds.html").await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    browser.ask::<Value>(WEAR, &[&overlay("hospital")]).await;
    seen(browser, "the house", |it| !it.house.is_empty()).await;
    assert_eq!(screen(browser).await.answers["lieu"], "ville");
    browser.ask::<Value>(RESTART, &[]).await;
    screen_where(browser, "from the beginning", |it| it.trail == 0).await;
}

async fn a_wrong_result_can_be_copied(browser: &Browser) {
    const FIELD: &str = "
        const root = document.querySelector('cpx-guide').shadowRoot, field = root.querySelector(arguments[0]);
        return [field.value, field.value.slice(field.selectionStart, field.selectionEnd),
            [...root.querySelectorAll('.report [role=status]')].map((it) => it.textContent).join('|')];";
    browser.open("/kinds.html").await;
    screen(browser).await;
    set_answers(browser, EMPLOYEE).await;
    press(browser, Hand::Mouse, ".report summary").await;
    let (link, ..): (String, String, String) = browser.ask(FIELD, &["#cpx-report-link"]).await;
    assert_eq!(link, Saved(EMPLOYEE).to_string());
    press(browser, Hand::Mouse, "#cpx-report-line + .copy").await;
    let read = async || browser.ask::<(String, String, String)>(FIELD, &["#cpx-report-line"]).await;
    let (told, marked, status) = until("it is said", async || Some(read().await).filter(|it| it.2.len() > 1)).await;
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((told["verdict"].as_str(), told["card"].as_str()), (Some("commandable"), Some("cps")));
    let (said, other) = (status.split('|').nth(1).unwrap(), status.split('|').next().unwrap());
    assert!(!said.is_empty() && other.is_empty(), "the one that was copied is named: {status}");
    assert!(!marked.is_empty() || browser.engine != crate::engine::Engine::Chromium);
}
