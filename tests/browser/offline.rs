//! The site without a network: after the first visit the browser has kept it, whole, and shows it where the server is
//! gone.

use crate::browser::{Browser, in_all_engines};
use crate::hands::{Hand, answer, screen, screen_where};
use crate::site::Setup;
use crate::still;

in_all_engines!(what_was_visited_once_works_without_a_network);

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
