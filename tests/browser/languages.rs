//! The language of an element: its own, or that of the page around it, followed while it is read; every word changes,
//! no answer does.

use serde_json::Value;
use thirtyfour::By;

use crate::browser::{Browser, in_engines, until};
use crate::failure::failure;
use crate::hands::{Hand, answer, screen, screen_where};
use crate::site::Setup;

in_engines!(
    [Chromium as chromium, Firefox as firefox] {
        a_failure_speaks_it_too,
        an_element_speaks_the_language_around_it,
        changing_it_keeps_the_answers,
        the_plain_guide_leads_to_its_other_language,
    }
);

const SPOKEN: &str = "return document.querySelector('cpx-guide').shadowRoot.querySelector('.guide')?.lang ?? null";
const HEADING: &str =
    "return document.querySelector('cpx-guide').shadowRoot.querySelector('legend, .heading').textContent";

async fn speaks(browser: &Browser, lang: &str) {
    until("the language is spoken", async || {
        let spoken: Option<String> = browser.ask(SPOKEN, &[]).await;
        (spoken.as_deref() == Some(lang)).then_some(())
    })
    .await;
}

async fn an_element_speaks_the_language_around_it(browser: &Browser) {
    browser.open("/host.html").await;
    screen(browser).await;
    speaks(browser, "fr").await;
    // (what is done to the page, what is spoken then)
    for (done, spoken) in [
        ("document.documentElement.lang = 'en-GB'", "en"),
        ("document.documentElement.lang = 'de'", "fr"),
        ("document.querySelector('cpx-guide').lang = 'en'", "en"),
        ("document.querySelector('cpx-guide').removeAttribute('lang')", "fr"),
        (
            "const box = document.createElement('div'), root = box.attachShadow({ mode: 'open' });
            document.body.append(box); box.lang = 'en'; root.append(document.querySelector('cpx-guide'));
            root.append(document.createElement('hr')); document.querySelector = () => root.querySelector('cpx-guide')",
            "en",
        ),
    ] {
        browser.ask::<Value>(done, &[]).await;
        speaks(browser, spoken).await;
    }
}

async fn changing_it_keeps_the_answers(browser: &Browser) {
    browser.open("/host.html").await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    answer(browser, Hand::Mouse, "besoin", "renouvellement").await;
    browser.ask::<Value>("document.documentElement.lang = 'en'", &[]).await;
    speaks(browser, "en").await;
    assert_eq!(screen(browser).await.trail, 2);
    assert_eq!(browser.ask::<String>(HEADING, &[]).await, "Which card is it about?");
    answer(browser, Hand::Keyboard, "motif", "echeance").await;
    answer(browser, Hand::Keyboard, "carte-rpps", "non").await;
    let shown = screen_where(browser, "a result", |it| it.verdict.is_some()).await;
    assert_eq!(shown.verdict.as_deref(), Some("information"));
    assert_eq!(browser.ask::<String>(HEADING, &[]).await, "A new card, the same codes");
    let title =
        "return document.querySelector('cpx-guide').decide(document.querySelector('cpx-guide').answers).steps[0].title";
    assert_eq!(browser.ask::<String>(title, &[]).await, "Wait for the card");
    browser.picture("english").await;
    browser.ask::<Value>("document.documentElement.lang = 'fr'", &[]).await;
    speaks(browser, "fr").await;
    assert_eq!(browser.ask::<String>(HEADING, &[]).await, "Une nouvelle carte, les mêmes codes");
}

async fn a_failure_speaks_it_too(browser: &Browser) {
    let blocked = Setup {
        policy: "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'",
        ..Setup::default()
    };
    let site = browser.site(blocked);
    browser.open_at(&format!("{}/english.html", site.url)).await;
    let failure = failure(browser, "blocked").await;
    assert!(failure.link.ends_with("/static.en.html"), "{failure:?}");
    assert!(failure.frame, "{failure:?}");
    // That it was refused is said, of course.
    browser.noise().await;
}

async fn the_plain_guide_leads_to_its_other_language(browser: &Browser) {
    const LINK: &str = "return document.querySelector('.elsewhere a')";
    browser.open("/static.html").await;
    for lang in ["en", "fr"] {
        // A click waits for the page that it leads to.
        browser.element(LINK, &[]).await.unwrap().click().await.unwrap();
        let page = browser.driver.find(By::Css("html")).await.unwrap();
        assert_eq!(page.attr("lang").await.unwrap().as_deref(), Some(lang));
    }
}
