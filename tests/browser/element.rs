//! The element as a page's owner meets it: attributes, methods, events, and what it never does to its host.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::browser::{Browser, in_all_engines};
use crate::hands::{Hand, answer, screen, screen_where};

in_all_engines!(
    answers_can_be_set_beforehand,
    answers_can_be_set_by_the_page,
    decide_agrees_with_the_page,
    events_tell_the_page,
    focus_is_not_stolen,
    guides_do_not_meet,
    loading_is_told,
    nothing_leaks_into_the_page,
    only_its_own_script_is_fetched,
);

async fn answers_can_be_set_beforehand(browser: &Browser) {
    browser.open("/preset.html").await;
    let preset = screen(browser).await;
    assert_eq!(preset.question.as_deref(), Some("titulaire"));
    assert_eq!(preset.trail, 2);
    // They are answers like others: they can be changed.
    crate::hands::change(browser, Hand::Mouse, 1).await;
    answer(browser, Hand::Mouse, "lieu", "etablissement").await;
    assert_eq!(screen(browser).await.answers["lieu"], "etablissement");
}

async fn answers_can_be_set_by_the_page(browser: &Browser) {
    browser.open("/").await;
    screen(browser).await;
    let set = "document.querySelector('cpx-guide').answers = { lieu: 'ville', besoin: 'renouvellement', nowhere: 'x' }";
    browser.ask::<Value>(set, &[]).await;
    let screen = screen_where(browser, "the answers count", |it| it.trail == 2).await;
    assert_eq!(screen.question.as_deref(), Some("motif"));
    browser.ask::<Value>("document.querySelector('cpx-guide').restart()", &[]).await;
    screen_where(browser, "begun again", |it| it.trail == 0).await;
}

/// The method, the same method on the class, and the event say the same decision.
async fn decide_agrees_with_the_page(browser: &Browser) {
    const LISTEN: &str = "addEventListener('cpx-decided', (it) => { document.decided = it.detail.decision; })";
    const SAY: &str = "
        const guide = document.querySelector('cpx-guide'), answers = guide.answers;
        return [guide.decide(answers), customElements.get('cpx-guide').decide(answers), document.decided];";
    browser.open("/").await;
    browser.ask::<Value>(LISTEN, &[]).await;
    for (question, choice) in [("lieu", "etablissement"), ("besoin", "mandataire"), ("contrat", "oui")] {
        answer(browser, Hand::Mouse, question, choice).await;
        let (open, ..): (Value, Value, Value) = browser.ask(SAY, &[]).await;
        assert_eq!(open["next"].as_str(), screen(browser).await.question.as_deref());
    }
    answer(browser, Hand::Mouse, "carte-mandataire", "oui").await;
    screen_where(browser, "a result", |it| it.verdict.is_some()).await;
    let (method, class, event): (Value, Value, Value) = browser.ask(SAY, &[]).await;
    assert_eq!(method["verdict"].as_str(), screen(browser).await.verdict.as_deref());
    assert_eq!((&class, &event), (&method, &method));
}

/// They bubble out of the shadow root, in order, and a page that listens to nothing learns nothing.
async fn events_tell_the_page(browser: &Browser) {
    const WAIT: &str =
        "const done = arguments[0]; document.querySelector('cpx-guide').whenReady.then(() => done(true))";
    browser.open("/events.html").await;
    assert!(browser.ask_later::<bool>(WAIT, &[]).await);
    for (question, choice) in
        [("lieu", "ville"), ("besoin", "renouvellement"), ("motif", "incident"), ("carte-rpps", "non")]
    {
        answer(browser, Hand::Mouse, question, choice).await;
    }
    screen_where(browser, "a result", |it| it.verdict.is_some()).await;
    let heard: String = browser.ask("return document.querySelector('output').textContent.trim()", &[]).await;
    let expected = "cpx-ready cpx-answered:lieu=ville:1 cpx-answered:besoin=renouvellement:2 \
        cpx-answered:motif=incident:3 cpx-answered:carte-rpps=non:4 cpx-decided:information";
    assert_eq!(heard, expected);
}

/// A guide far down in somebody's page: neither the focus nor the scroll position moves by itself.
async fn focus_is_not_stolen(browser: &Browser) {
    const WHERE: &str = "return [document.activeElement.id || document.activeElement.localName, scrollX, scrollY]";
    browser.open("/below.html").await;
    screen(browser).await;
    assert_eq!(browser.ask::<(String, f64, f64)>(WHERE, &[]).await, ("search".to_owned(), 0.0, 0.0));
    browser.open("/").await;
    screen(browser).await;
    assert_eq!(browser.ask::<(String, f64, f64)>(WHERE, &[]).await, ("body".to_owned(), 0.0, 0.0));
    // Once the person goes on, the focus goes along.
    answer(browser, Hand::Keyboard, "lieu", "ville").await;
    screen_where(browser, "the focus is on the heading", |it| it.focus.tag.starts_with('h')).await;
}

/// Two guides on a page whose script stands there twice: each keeps its own answers.
async fn guides_do_not_meet(browser: &Browser) {
    const ANSWERS: &str = "return [...document.querySelectorAll('cpx-guide')].map((it) => it.answers)";
    browser.open("/two.html").await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    let answers: Vec<BTreeMap<String, String>> = browser.ask(ANSWERS, &[]).await;
    let one = |question: &str, choice: &str| BTreeMap::from([(question.to_owned(), choice.to_owned())]);
    assert_eq!(answers, [one("lieu", "ville"), one("lieu", "etablissement")]);
}

/// What reading the guide takes here: told, never judged, since machines are shared.
async fn loading_is_told(browser: &Browser) {
    const TOOK: &str = "return performance.getEntriesByName('cpx-guide load').map((it) => it.duration)";
    let mut took: Vec<f64> = Vec::new();
    for _ in 0..5 {
        browser.open("/").await;
        screen(browser).await;
        took.extend(browser.ask::<Vec<f64>>(TOOK, &[]).await);
    }
    assert_eq!(took.len(), 5, "once a page");
    let engine = browser.ask::<String>("return navigator.userAgent.split(' ').pop()", &[]).await;
    // Written past the test runner, which would keep it to itself.
    let line = format!("reading the guide, {engine}, in ms: {took:.1?}\n");
    std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes()).unwrap();
}

/// The page keeps its names, its styles and its address.
async fn nothing_leaks_into_the_page(browser: &Browser) {
    const LEAKS: &str = "
        const root = document.querySelector('cpx-guide').shadowRoot;
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
        frame.remove();
        return [
            Object.getOwnPropertyNames(window).filter((it) => /wasm|cpx|yew|bindgen/i.test(it) && !usual.has(it)),
            [...root.querySelectorAll('[style], style, script')].map((it) => it.localName),
            location.hash + location.search + document.cookie + localStorage.length + sessionStorage.length,
            history.length,
        ];";
    browser.open("/events.html").await;
    screen(browser).await;
    let history: (Vec<String>, Vec<String>, String, u32) = browser.ask(LEAKS, &[]).await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    answer(browser, Hand::Mouse, "besoin", "carte").await;
    let leaks: (Vec<String>, Vec<String>, String, u32) = browser.ask(LEAKS, &[]).await;
    assert_eq!(leaks, (vec![], vec![], "00".to_owned(), history.3));
}

/// The script is all that the element fetches, before and after a decision.
async fn only_its_own_script_is_fetched(browser: &Browser) {
    browser.open("/events.html").await;
    for (question, choice) in
        [("lieu", "ville"), ("besoin", "carte"), ("titulaire", "employe"), ("carte-famille", "oui")]
    {
        answer(browser, Hand::Mouse, question, choice).await;
    }
    screen_where(browser, "a result", |it| it.verdict.is_some()).await;
    browser.picture("result").await;
    // Not every engine fetches the icon, or says so.
    let fetched: Vec<_> = browser.fetched().into_iter().filter(|path| path != "/icon.svg").collect();
    assert_eq!(fetched, ["/cpx-guide.js", "/events.html", "/events.js"]);
}
