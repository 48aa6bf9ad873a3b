//! What is said aloud: the tree that Chromium gives to screen readers, for every kind of page that the element draws.
//! What is expected there is read from the page itself, so that a reworded text changes nothing here.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::browser::{Browser, in_engines};
use crate::kinds::{Lang, Tour};

in_engines!([Chromium as chromium] { every_kind_is_said_in_french, every_kind_is_said_in_english });

/// What stands in the tree, in the order of reading.
struct Said(Vec<Value>);

/// What the page shows, and so must say.
#[derive(Debug, Deserialize)]
struct Shown {
    heading: String,
    /// Each with its hint.
    choices: Vec<(String, String)>,
    hint: String,
    error: String,
    status: String,
    notices: Vec<String>,
    alert: String,
    links: Vec<String>,
}

const SHOWN: &str = "
    const root = document.querySelector('cpx-guide').shadowRoot;
    const flat = (text) => text.replaceAll(/\\s+/g, ' ').trim();
    const text = (path, from = root) => flat(from.querySelector(path)?.textContent ?? '');
    const all = (path) => [...root.querySelectorAll(path)].filter((it) => it.checkVisibility());
    return {
        heading: text('.heading'),
        choices: all('.choice').map((it) => [text('label', it), text('.hint', it)]),
        hint: text('fieldset > .hint'), error: text('fieldset > .error'), status: text('.status'),
        notices: all('.notice').map((it) => text('.strong', it)),
        alert: text('[role=alert] .strong'), links: all('a[href]').map((it) => flat(it.textContent)),
    };";

impl Said {
    async fn of(browser: &Browser) -> Self {
        let cdp = browser.driver.cdp();
        cdp.send_raw("Accessibility.enable", json!({})).await.unwrap();
        let tree = cdp.send_raw("Accessibility.getFullAXTree", json!({})).await.unwrap();
        let nodes = tree["nodes"].as_array().unwrap();
        // Told layer by layer, and read branch by branch.
        let mut ahead = vec![&nodes[0]];
        let mut said = Vec::new();
        while let Some(node) = ahead.pop() {
            said.push(node.clone());
            let children = node["childIds"].as_array().into_iter().flatten().rev();
            ahead.extend(children.filter_map(|id| nodes.iter().find(|it| it["nodeId"] == *id)));
        }
        Self(said)
    }

    /// What has this role and is not left out.
    fn role<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Value> {
        self.0.iter().filter(move |it| it["ignored"] == false && it["role"]["value"] == role)
    }

    /// All that is read within a part.
    fn text(&self, node: &Value) -> String {
        let own = if node["role"]["value"] == "StaticText" { of(node, "name") } else { String::new() };
        let children = node["childIds"].as_array().into_iter().flatten();
        let parts = children.filter_map(|id| self.0.iter().find(|it| it["nodeId"] == *id)).map(|it| self.text(it));
        flat(&[own].into_iter().chain(parts).collect::<Vec<_>>().join(" "))
    }
}

fn of(node: &Value, what: &str) -> String {
    flat(node[what]["value"].as_str().unwrap_or_default())
}

fn property(node: &Value, name: &str) -> Value {
    let properties = node["properties"].as_array().into_iter().flatten();
    properties.filter(|it| it["name"] == name).map(|it| it["value"]["value"].clone()).next().unwrap_or_default()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn every_kind_is_said_in_french(browser: &Browser) {
    every_kind_is_said(browser, Lang::French).await;
}

async fn every_kind_is_said_in_english(browser: &Browser) {
    every_kind_is_said(browser, Lang::English).await;
}

async fn every_kind_is_said(browser: &Browser, lang: Lang) {
    Tour::new(browser)
        .every(lang, async |kind| {
            if kind.is_guide() {
                let shown: Shown = browser.ask(SHOWN, &[]).await;
                check(&Said::of(browser).await, &shown);
            }
        })
        .await;
}

fn check(said: &Said, shown: &Shown) {
    // The headings: that of the screen at the level asked for, and none that skips one.
    let headings: Vec<_> = said.role("heading").map(|it| (property(it, "level").as_i64(), of(it, "name"))).collect();
    assert!(headings.contains(&(Some(2), shown.heading.clone())), "{} is not in {headings:?}", shown.heading);
    let levels: Vec<_> = headings.iter().filter_map(|(level, _)| *level).collect();
    assert!(levels.windows(2).all(|it| it[1] <= it[0] + 1), "a level is skipped: {headings:?}");
    assert_eq!(levels.iter().filter(|it| **it == 2).count(), 1, "{headings:?}");
    // The choices: a group with the name of the question, described by its hint and by what is wrong.
    let groups: Vec<_> = said.role("radiogroup").collect();
    let radios: Vec<_> = said.role("radio").map(|it| (of(it, "name"), of(it, "description"))).collect();
    assert_eq!(radios, shown.choices);
    assert_eq!(groups.len(), usize::from(!shown.hint.is_empty()));
    for group in groups {
        assert_eq!(of(group, "name"), shown.heading);
        assert_eq!(of(group, "description"), flat(&format!("{} {}", shown.hint, shown.error)));
        assert_eq!(property(group, "invalid") == "true", !shown.error.is_empty(), "{group:#}");
    }
    // What is announced: errors at once, all else when there is a pause.
    let alerts: Vec<_> = said.role("alert").map(|it| said.text(it)).collect();
    assert_eq!(alerts.len(), usize::from(!shown.alert.is_empty()), "{alerts:?}");
    assert!(alerts.iter().all(|it| it.starts_with(&shown.alert) && it.contains(&shown.error)), "{alerts:?}");
    let statuses: Vec<_> = said.role("status").inspect(|it| assert_eq!(property(it, "live"), "polite")).collect();
    let statuses: Vec<_> = statuses.into_iter().map(|it| said.text(it)).collect();
    for expected in shown.notices.iter().chain(Some(&shown.status)).filter(|it| !it.is_empty()) {
        assert!(statuses.iter().any(|it| it.starts_with(expected)), "`{expected}` is not in {statuses:?}");
    }
    // The field: named, and described by how to use it.
    for field in said.role("searchbox") {
        assert!(!of(field, "name").is_empty() && !of(field, "description").is_empty(), "{field:#}");
    }
    // The links and buttons: each has a name, and a link says that it opens elsewhere.
    let links: Vec<_> = said.role("link").map(|it| of(it, "name")).collect();
    assert!(shown.links.iter().all(|it| links.contains(it)), "{:?} in {links:?}", shown.links);
    assert!(said.role("button").all(|it| !of(it, "name").is_empty()));
}
