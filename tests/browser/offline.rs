//! The site without a network: after the first visit the browser has kept it, whole, and shows it where the server is
//! gone.

use serde_json::Value;

use crate::browser::{Browser, in_all_engines, until};
use crate::hands::{Hand, answer, screen, screen_where};
use crate::site::Setup;
use crate::still;

in_all_engines!(a_newer_version_waits_until_it_is_asked_for, what_was_visited_once_works_without_a_network);

/// Comes once the worker of the site has kept all of it and stands by.
const KEPT: &str = "
    const done = arguments[0];
    if (!navigator.serviceWorker) done('there are no workers');
    else navigator.serviceWorker.ready.then(({ active }) => {
        const look = () => active.state === 'activated' ? done('kept') : active.addEventListener('statechange', look);
        look();
    }, (error) => done(String(error)));";

async fn what_was_visited_once_works_without_a_network(browser: &Browser) {
    let site = browser.site(Setup::default());
    let url = site.url.clone();
    browser.open_at(&format!("{url}/")).await;
    screen(browser).await;
    assert_eq!(browser.ask_later::<String>(KEPT, &[]).await, "kept");
    assert_eq!(browser.noise().await, Vec::<String>::new());
    drop(site);
    for address in [format!("{url}/"), format!("{url}/index.html")] {
        browser.open_at(&address).await;
        answer(browser, Hand::Mouse, "lieu", "ville").await;
        screen_where(browser, "the second question", |it| it.question.as_deref() == Some("besoin")).await;
    }
    // The guide without script was kept along.
    browser.open_at(&format!("{url}/static.html")).await;
    let verdict = still::follow(browser, "lieu=ville besoin=renouvellement motif=echeance carte-rpps=oui").await;
    assert_eq!(verdict, "information");
}

/// It is announced, nothing changes under the person's hands, and the answers are still there after the change.
async fn a_newer_version_waits_until_it_is_asked_for(browser: &Browser) {
    const LOOK: &str = "navigator.serviceWorker.getRegistration().then((it) => it.update())";
    const BUTTON: &str = "return document.querySelector('.news[role=status] button')";
    const MARK: &str = "window.before = true";
    const NEW: &str = "return window.before ? null : document.readyState === 'complete' || null";
    let site = browser.site(Setup::default());
    browser.open_at(&format!("{}/", site.url)).await;
    screen(browser).await;
    assert_eq!(browser.ask_later::<String>(KEPT, &[]).await, "kept");
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    assert!(browser.element(BUTTON, &[]).await.is_none(), "the first version is no news");
    site.renew();
    browser.ask::<Value>(MARK, &[]).await;
    browser.ask::<Value>(LOOK, &[]).await;
    let button = until("the newer version is announced", async || browser.element(BUTTON, &[]).await).await;
    assert_eq!(screen(browser).await.trail, 1);
    browser.picture("news").await;
    button.click().await.unwrap();
    until("the page is loaded anew", async || browser.ask::<Option<bool>>(NEW, &[]).await).await;
    assert_eq!(screen(browser).await.trail, 1);
    assert!(browser.element(BUTTON, &[]).await.is_none());
}
