//! The guide without script, as a person meets it: sections and links, found, read and followed by WebDriver alone, so
//! that it can be tested where no page may run a script.

use thirtyfour::{By, WebElement};

use crate::browser::{Browser, until};

/// The verdict that following these answers (`lieu=ville besoin=carte …`) from link to link comes to, wherever one
/// stands: in the page of the guide itself, or where its first question is shown with the same links.
pub(crate) async fn follow(browser: &Browser, answers: &str) -> String {
    let mut way = String::new();
    for answer in answers.split_whitespace() {
        let choice = answer.split_once('=').unwrap().1;
        way = if way.is_empty() { choice.to_owned() } else { format!("{way}.{choice}") };
        link(browser, &way).await.click().await.unwrap();
        until(&format!("the address is that of `{way}`"), async || {
            let here = browser.driver.current_url().await.ok()?;
            // Within a frame it is the address of the page around it.
            (here.fragment() == Some(&way) || in_frame(browser).await).then_some(())
        })
        .await;
    }
    verdict(browser).await
}

/// The one link of the questions in view that leads there.
async fn link(browser: &Browser, way: &str) -> WebElement {
    let path = format!(".choices a[href='#{way}'], .choices a[href$='.html#{way}']");
    until(&format!("a link to `{way}` is in view"), async || displayed(browser, &path).await).await
}

async fn verdict(browser: &Browser) -> String {
    let result = until("a result is in view", async || displayed(browser, ".result").await).await;
    let classes = result.attr("class").await.unwrap().unwrap_or_default();
    let verdict = classes.split(' ').find_map(|it| it.strip_prefix("verdict-"));
    verdict.unwrap_or_default().to_owned()
}

async fn displayed(browser: &Browser, path: &str) -> Option<WebElement> {
    for element in browser.driver.find_all(By::Css(path)).await.ok()? {
        if element.is_displayed().await.ok()? {
            return Some(element);
        }
    }
    None
}

async fn in_frame(browser: &Browser) -> bool {
    let root = browser.driver.find(By::Css("html")).await;
    let top = browser.driver.execute("return self === top", Vec::new()).await;
    root.is_ok() && top.is_ok_and(|it| it.json() == &serde_json::Value::Bool(false))
}
