//! One decision, however it is come by: for every path of the golden list, what the element decides and tells, and what
//! the guide without script shows when its links are followed, is what the rules decide on the host.

use serde_json::{Value, json};

use crate::browser::{Browser, in_all_engines};
use crate::hands::screen;
use crate::rules;

in_all_engines!(every_path_of_the_element, every_path_of_the_guide_without_script);

/// By the method, and by the event as the answers are set: all paths in one page.
async fn every_path_of_the_element(browser: &Browser) {
    const DECIDE: &str = "
        const guide = document.querySelector('cpx-guide'), told = [];
        guide.addEventListener('cpx-decided', (it) => told.push(it.detail.decision));
        return JSON.parse(arguments[0]).map((answers) => {
            guide.answers = answers;
            const decided = guide.decide(answers), event = told.pop();
            return JSON.stringify(decided) === JSON.stringify(event) ? decided : { decided, event };
        });";
    browser.open("/host.html").await;
    screen(browser).await;
    let paths = rules::paths();
    let answers: Vec<Value> = paths.iter().map(|path| rules::answers(path)).collect();
    let decided: Vec<Value> = browser.ask(DECIDE, &[&Value::from(answers).to_string()]).await;
    for ((path, decided), expected) in
        paths.iter().zip(&decided).zip(rules::decisions(paths.iter().map(String::as_str)))
    {
        assert_eq!(decided, &expected, "{path}");
    }
    assert_eq!(decided.len(), paths.len());
}

/// From link to link, by the links that are in the document and by nothing else; what is read there are ids.
async fn every_path_of_the_guide_without_script(browser: &Browser) {
    const WALK: &str = "
        const place = (id) => document.getElementById(id)?.closest('.screen, .decided');
        const ids = (part, kind) => [...part.querySelectorAll(`[data-id^=${kind}-]`)].map((it) => it.dataset.id.slice(kind.length + 1));
        // A single reason is no list.
        const rows = (part) => part.querySelectorAll('li').length || part.querySelectorAll('p').length;
        const start = document.querySelector('.screen');
        return JSON.parse(arguments[0]).map((choices) => {
            let at = start, way = '';
            for (const choice of choices) {
                way = way ? `${way}.${choice}` : choice;
                const links = [...at.querySelectorAll('.choices a')].filter((it) => it.getAttribute('href') === `#${way}`);
                if (links.length !== 1) return { lost: way, links: links.length };
                at = place(links[0].hash.slice(1));
                if (!at) return { nowhere: way };
            }
            const result = at.querySelector('.result'), card = at.querySelector('.card');
            const named = (part, kind) => [...part?.classList ?? []].find((it) => it.startsWith(kind))?.slice(kind.length) ?? null;
            return {
                verdict: named(result, 'verdict-'), card: named(card, 'card-'),
                steps: ids(at, 'step'), documents: ids(at, 'document'),
                links: [...at.querySelectorAll('.documents a')].map((it) => it.href),
                // What carries no id is counted, or known by its number in the sheet.
                organisms: at.querySelectorAll('.organisms .rows > li').length,
                vigilance: at.querySelectorAll('.note.vigilance li').length,
                since: at.querySelectorAll('.note.since li').length,
                sources: [...new Set([...result.textContent.matchAll(/§\\s([0-9.]+[0-9])/g)].map((it) => it[1]))].sort(),
                // A plan that several ways lead to stands once, and each way has its own reasons in it.
                because: at.querySelectorAll(['li', '> p'].map((it) => `.because.${document.getElementById(way).className} ${it}`)).length,
            };
        });";
    browser.open("/static.html").await;
    let paths = rules::paths();
    let choices: Vec<Vec<&str>> =
        paths.iter().map(|path| path.split_whitespace().map(|it| it.split_once('=').unwrap().1).collect()).collect();
    let shown: Vec<Value> = browser.ask(WALK, &[&json!(choices).to_string()]).await;
    for ((path, shown), decision) in paths.iter().zip(&shown).zip(rules::decisions(paths.iter().map(String::as_str))) {
        let ids = |key: &str| -> Value {
            decision[key].as_array().unwrap().iter().map(|it| it["id"].clone()).collect::<Vec<_>>().into()
        };
        // Guides and notices stand with the form that they explain, as links.
        let holds = |list: &Value, it: &Value| list.as_array().unwrap().contains(it);
        for document in decision["documents"].as_array().unwrap() {
            let there = holds(&shown["documents"], &document["id"]) || holds(&shown["links"], &document["url"]);
            assert!(there, "{path}: {} is missing", document["id"]);
        }
        let mut documents = ids("documents");
        documents.as_array_mut().unwrap().retain(|id| holds(&shown["documents"], id));
        let count = |key: &str| decision[key].as_array().unwrap().len();
        let notes = |kind: &str| decision["notes"].as_array().unwrap().iter().filter(|it| it["kind"] == kind).count();
        let expected = json!({
            "verdict": decision["verdict"], "card": decision["card"],
            "steps": ids("steps"), "documents": documents, "links": shown["links"], "organisms": count("organisms"),
            "vigilance": notes("vigilance"), "since": notes("since"), "sources": decision["sources"],
            "because": count("because"),
        });
        assert_eq!(shown, &expected, "{path}");
    }
    assert_eq!(shown.len(), paths.len());
}
