//! The life of an element on a page: taken out and put back, beside another version, with the history and the memory of
//! the browser where the page asks for them, and its end when something in the page breaks it.

use serde_json::Value;

use crate::browser::{Browser, in_all_engines, until};
use crate::hands::{Hand, Saved, answer, press, screen, screen_where};

in_all_engines!(
    a_broken_guide_says_so_and_shows_the_way_on,
    a_link_brings_everything_back_and_names_what_it_cannot,
    answers_are_kept_only_while_that_is_asked_for,
    answers_set_before_the_script_count,
    back_leads_to_the_question_before,
    the_first_version_keeps_the_name,
    what_is_put_back_is_as_it_was,
);

async fn what_is_put_back_is_as_it_was(browser: &Browser) {
    const OUT: &str = "
        window.out = document.querySelector('cpx-guide');
        out.remove();
        out.answers = { ...out.answers, besoin: 'carte' };";
    const BACK: &str = "document.body.prepend(out); document.querySelector('main').append(out); delete window.out";
    browser.open("/").await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    browser.ask::<Value>(OUT, &[]).await;
    browser.ask::<Value>(BACK, &[]).await;
    let back = screen_where(browser, "drawn again", |it| it.trail == 2).await;
    assert_eq!(back.question.as_deref(), Some("titulaire"));
    let drawn: usize = browser
        .ask("return document.querySelector('cpx-guide').shadowRoot.querySelectorAll('.guide').length", &[])
        .await;
    assert_eq!(drawn, 1);
    answer(browser, Hand::Keyboard, "titulaire", "employe").await;
}

/// A second copy, newer or older, neither fails nor takes anything over.
async fn the_first_version_keeps_the_name(browser: &Browser) {
    const SEEN: &str =
        "return [document.querySelector('cpx-guide').textContent, customElements.get('cpx-guide').version]";
    browser.open("/older.html").await;
    let seen: (String, String) = browser.ask(SEEN, &[]).await;
    assert_eq!(seen, ("une version plus ancienne".to_owned(), "0.0.1".to_owned()));
    browser.open("/two.html").await;
    screen(browser).await;
    let version: String = browser.ask("return customElements.get('cpx-guide').version", &[]).await;
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
}

/// A page may set the property before the script that knows it is there.
async fn answers_set_before_the_script_count(browser: &Browser) {
    const LATE: &str = "
        document.querySelector('cpx-guide').remove();
        const guide = document.createElement('cpx-guide');
        guide.answers = { lieu: 'ville' };
        document.body.append(guide);
        const script = document.createElement('script');
        script.src = window.trustedTypes?.createPolicy('late', { createScriptURL: (it) => it }).createScriptURL('cpx-guide.js')
            ?? 'cpx-guide.js';
        document.body.append(script);";
    browser.open("/bare.html").await;
    browser.ask::<Value>(LATE, &[]).await;
    assert_eq!(screen(browser).await.question.as_deref(), Some("besoin"));
}

async fn back_leads_to_the_question_before(browser: &Browser) {
    browser.open("/").await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    answer(browser, Hand::Mouse, "besoin", "carte").await;
    let hash: String = browser.ask("return location.hash", &[]).await;
    assert!(hash.starts_with("#cpx=") && hash.ends_with("&lieu=ville&besoin=carte"), "{hash}");
    browser.driver.back().await.unwrap();
    let back = screen_where(browser, "one answer less", |it| it.trail == 1).await;
    assert_eq!(back.question.as_deref(), Some("besoin"));
    screen_where(browser, "the focus is on the heading", |it| it.focus.tag.starts_with('h')).await;
    browser.driver.back().await.unwrap();
    screen_where(browser, "no answer", |it| it.trail == 0).await;
    browser.driver.forward().await.unwrap();
    browser.driver.forward().await.unwrap();
    screen_where(browser, "both answers again", |it| it.trail == 2).await;
    press(browser, Hand::Mouse, ".restart").await;
    screen_where(browser, "begun again", |it| it.trail == 0).await;
    browser.driver.back().await.unwrap();
    screen_where(browser, "what was there before", |it| it.trail == 2).await;
}

async fn a_link_brings_everything_back_and_names_what_it_cannot(browser: &Browser) {
    const TOLD: &str = "return [...document.querySelector('cpx-guide').shadowRoot.querySelectorAll('.notice')]
        .map((it) => it.textContent).join(' ')";
    browser.open(&format!("/{}", Saved("lieu=ville&besoin=carte&titulaire=employe"))).await;
    let plain = screen(browser).await;
    assert_eq!((plain.trail, plain.notices), (3, 0));
    // The person follows another link on the same page.
    let go = "location.hash = '#cpx=fiche-1999&lieu=ville&besoin=timbre&ailleurs=<b>x</b>'";
    browser.ask::<Value>(go, &[]).await;
    let strange = screen_where(browser, "one answer is understood", |it| it.trail == 1).await;
    assert_eq!(strange.notices, 2);
    let told: String = browser.ask(TOLD, &[]).await;
    for word in ["timbre", "ailleurs", "<b>x</b>", "fiche-1999"] {
        assert!(told.contains(word), "`{word}` is not named in: {told}");
    }
    // A fragment of the page itself is none of the guide's business.
    browser.ask::<Value>("location.hash = '#pied'", &[]).await;
    answer(browser, Hand::Mouse, "besoin", "renouvellement").await;
    assert_eq!(screen(browser).await.trail, 2);
    // Without `history` a link is not even read.
    browser.open(&format!("/preset.html{}", Saved("lieu=etablissement"))).await;
    assert_eq!(screen(browser).await.answers["lieu"], "ville");
}

async fn answers_are_kept_only_while_that_is_asked_for(browser: &Browser) {
    const STORED: &str = "return JSON.stringify({ ...localStorage })";
    browser.open("/remember.html").await;
    screen(browser).await;
    assert_eq!(browser.ask::<String>(STORED, &[]).await, "{}");
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    browser.open("/remember.html").await;
    let kept = screen_where(browser, "the answer is there", |it| it.trail == 1).await;
    assert_eq!(kept.notices, 1, "whoever sits there now is told");
    press(browser, Hand::Mouse, ".restart").await;
    screen_where(browser, "begun again", |it| it.trail == 0).await;
    assert_eq!(browser.ask::<String>(STORED, &[]).await, "{}");
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    assert_ne!(browser.ask::<String>(STORED, &[]).await, "{}");
    browser.ask::<Value>("document.querySelector('cpx-guide').removeAttribute('remember')", &[]).await;
    assert_eq!(browser.ask::<String>(STORED, &[]).await, "{}");
}

/// Another script of the page takes the ground from under the guide's feet.
async fn a_broken_guide_says_so_and_shows_the_way_on(browser: &Browser) {
    const BREAK: &str = "
        window.causes = [];
        addEventListener('cpx-failed', (it) => causes.push(it.detail.cause));
        // Once, for what says the failure needs elements as well.
        for (const name of ['createElement', 'createElementNS']) {
            const usual = Document.prototype[name];
            Document.prototype[name] = function (...of) {
                Document.prototype[name] = usual;
                throw new DOMException('broken by the page');
            };
        }";
    const SEEN: &str = "
        const root = document.querySelector('cpx-guide').shadowRoot, box = root.querySelector('[part=failure]');
        return box && [causes.join(), box.getAttribute('role'), root.querySelector('slot') !== null,
            [...box.querySelectorAll('a')].map((it) => it.getAttribute('href').split('/').pop()).join()];";
    browser.open("/").await;
    screen(browser).await;
    browser.ask::<Value>(BREAK, &[]).await;
    browser.ask::<Value>("document.querySelector('cpx-guide').answers = { lieu: 'ville' }", &[]).await;
    let seen: (String, String, bool, String) =
        until("the failure is said", async || browser.ask(SEEN, &[]).await).await;
    let expected = ("crashed".to_owned(), "alert".to_owned(), true, "diagnostic.html,static.html".to_owned());
    assert_eq!(seen, expected);
    browser.picture("crashed").await;
    // The console tells it as well, and that is right.
    assert!(!browser.noise().await.is_empty());
}
