//! The result as a work item: what is ticked and dated is on the screen, in the address and in the memory, and comes
//! back from there; the file for the diary and the messages are what their links say.

use serde::Deserialize;
use serde_json::Value;
use thirtyfour::Key;

use crate::browser::{Browser, in_all_engines, in_engines, until};
use crate::engine::{Engine, taken};
use crate::hands::{Hand, Saved, answer, press, screen, screen_where, tab_to};
use crate::site::root;

in_all_engines!(
    a_box_tells_how_many_steps_are_done_and_moves_nothing,
    another_persons_link_inherits_nothing,
    messages_open_with_what_they_say,
    the_address_brings_everything_back,
    what_is_kept_has_it_all,
    where_nothing_is_copied_the_link_is_marked,
);
// What is on the clipboard is told by pasting it; WebKit's driver has none.
in_engines!([Chromium as chromium_copies, Firefox as firefox_copies] { the_link_is_copied });
// WebKit's browser asks where a file is to go.
in_engines!([Chromium as chromium_takes, Firefox as firefox_takes] { the_file_is_taken_under_the_strict_policy });

pub(crate) const PLAN: Saved = Saved(
    "lieu=etablissement&besoin=carte&titulaire=professionnel&profession=orthophoniste&contrat=oui&carte-famille=oui",
);
pub(crate) const RENEWAL: Saved = Saved("lieu=ville&besoin=renouvellement&motif=echeance&carte-rpps=non");

/// What there is of the work on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Seen {
    pub(crate) ticked: usize,
    pub(crate) boxes: usize,
    pub(crate) progress: String,
    pub(crate) start: String,
    pub(crate) need: String,
    pub(crate) region: bool,
    pub(crate) outcome: Vec<String>,
    pub(crate) dates: Vec<String>,
    pub(crate) file: Option<String>,
    pub(crate) hash: String,
}

const SEEN: &str = "
    const root = document.querySelector('cpx-guide')?.shadowRoot, one = (path) => root?.querySelector(path);
    if (!one('.progress')) return null;
    const all = (path) => [...root.querySelectorAll(path)], boxes = all('.step .tick input');
    return {
        ticked: boxes.filter((it) => it.checked).length,
        boxes: boxes.length,
        progress: one('.progress[role=status]').textContent,
        start: one('#cpx-day-start').value,
        need: one('#cpx-day-need').value,
        region: one('#cpx-region').checked,
        outcome: all('.dates > [role=status] p').map((it) => it.textContent),
        dates: all('.timeline > .milestone > .date').map((it) => it.textContent),
        file: one('.file a[download]')?.href ?? null,
        hash: decodeURIComponent(location.hash),
    };";

pub(crate) async fn seen(browser: &Browser, what: &str, is: impl Fn(&Seen) -> bool) -> Seen {
    until(what, async || browser.ask::<Option<Seen>>(SEEN, &[]).await.filter(|seen| is(seen))).await
}

/// Gives a day, as the picker of the field does.
pub(crate) async fn give(browser: &Browser, field: &str, day: &str) {
    const GIVE: &str = "
        const field = document.querySelector('cpx-guide').shadowRoot.querySelector(arguments[0]);
        field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.ask::<Value>(GIVE, &[field, day]).await;
}

async fn tick(browser: &Browser, hand: Hand, nth: usize) {
    let path = format!(".step:nth-child({nth}) .tick input");
    match hand {
        Hand::Mouse => press(browser, hand, &path).await,
        Hand::Keyboard => {
            tab_to(browser, &path).await;
            browser.key(Key::Space).await;
        }
    }
}

async fn a_box_tells_how_many_steps_are_done_and_moves_nothing(browser: &Browser) {
    const READY: &str =
        "const done = arguments[0]; document.querySelector('cpx-guide').whenReady.then(() => done(true))";
    const LISTEN: &str = "
        window.heard = [];
        for (const name of ['cpx-answered', 'cpx-decided', 'cpx-ready']) addEventListener(name, () => heard.push(name));";
    browser.open(&format!("/{PLAN}")).await;
    let first = seen(browser, "a plan", |it| it.boxes > 2).await;
    assert_eq!((first.ticked, first.start.as_str(), first.file.clone()), (0, "", None));
    browser.ask_later::<Value>(READY, &[]).await;
    browser.ask::<Value>(LISTEN, &[]).await;
    let entries: usize = browser.ask("return history.length", &[]).await;
    tick(browser, Hand::Mouse, 2).await;
    let one = seen(browser, "a step is done", |it| it.ticked == 1).await;
    assert!(one.progress != first.progress && one.progress.contains('1'), "{one:?}");
    tick(browser, Hand::Keyboard, 1).await;
    let two = seen(browser, "two steps are done", |it| it.ticked == 2).await;
    let there: bool = browser
        .ask("return document.querySelector('cpx-guide').shadowRoot.activeElement.type === 'checkbox'", &[])
        .await;
    assert!(there, "the focus stays");
    assert!(two.hash.contains("&.done="), "{two:?}");
    tick(browser, Hand::Keyboard, 1).await;
    seen(browser, "a step is not done after all", |it| it.ticked == 1).await;
    let heard: Vec<String> = browser.ask("return heard", &[]).await;
    assert_eq!(heard, Vec::<String>::new(), "the host page learns nothing of it");
    assert_eq!(browser.ask::<usize>("return history.length", &[]).await, entries, "the history does not grow");
}

async fn another_persons_link_inherits_nothing(browser: &Browser) {
    browser.open(&format!("/{PLAN}")).await;
    seen(browser, "a plan", |it| it.boxes > 2).await;
    tick(browser, Hand::Mouse, 1).await;
    give(browser, "#cpx-day-start", "2026-11-23").await;
    let one = seen(browser, "worked on", |it| it.ticked == 1 && it.start == "2026-11-23").await;
    browser.ask::<Value>("location.hash = arguments[0]", &[&RENEWAL.to_string()]).await;
    let other = seen(browser, "another person's plan", |it| it.boxes != one.boxes).await;
    assert_eq!((other.ticked, other.start.as_str(), other.hash.as_str()), (0, "", RENEWAL.to_string().as_str()));
    browser.driver.back().await.unwrap();
    assert_eq!(seen(browser, "the first person's plan", |it| it.boxes == one.boxes).await, one);
    browser.driver.forward().await.unwrap();
    assert_eq!(seen(browser, "the other's", |it| it.boxes == other.boxes).await, other);
    browser.driver.back().await.unwrap();
    seen(browser, "the first person's plan", |it| it.ticked == 1).await;
    // Back within one's own way, from before the work: it stays.
    press(browser, Hand::Mouse, ".trail dl > :last-child button").await;
    answer(browser, Hand::Mouse, "carte-famille", "non").await;
    let now = screen_where(browser, "on from there", |it| it.answers["carte-famille"] == "non").await;
    assert_eq!(now.verdict, None, "there is more to ask");
    browser.driver.back().await.unwrap();
    assert_eq!(seen(browser, "back at the plan", |it| it.ticked == 1).await, one);
}

async fn the_address_brings_everything_back(browser: &Browser) {
    browser.open(&format!("/{PLAN}")).await;
    seen(browser, "a plan", |it| it.boxes > 2).await;
    tick(browser, Hand::Mouse, 1).await;
    tick(browser, Hand::Mouse, 3).await;
    give(browser, "#cpx-day-start", "2026-11-23").await;
    give(browser, "#cpx-day-need", "2026-12-24").await;
    press(browser, Hand::Mouse, "#cpx-region").await;
    let before = seen(browser, "all of it", |it| it.region && it.ticked == 2 && it.dates.len() == 3).await;
    browser.driver.refresh().await.unwrap();
    let after = seen(browser, "all of it again", |it| it.region).await;
    assert_eq!(after, before);
    let shown: String = browser
        .ask("return document.querySelector('cpx-guide').shadowRoot.querySelector('#cpx-resume').value", &[])
        .await;
    let address: String = browser.ask("return location.href", &[]).await;
    assert_eq!(shown, address, "the link is the address");
    // Back at a question, and answered as before: the work is there.
    press(browser, Hand::Mouse, ".trail dl > :last-child button").await;
    screen_where(browser, "a question", |it| it.question.is_some()).await;
    press(browser, Hand::Mouse, "form button[type=submit]").await;
    assert_eq!(seen(browser, "the plan again", |it| it.ticked == 2).await, before);
    press(browser, Hand::Mouse, ".restart").await;
    screen_where(browser, "from the beginning", |it| it.trail == 0).await;
    let hash: String = browser.ask("return location.hash", &[]).await;
    assert_eq!(hash, Saved("").to_string());
    // What a link says and nobody understands is named.
    browser.open_at("about:blank").await;
    browser.open(&format!("/{PLAN}&.start=hier&.done=danser")).await;
    seen(browser, "a plan", |it| it.ticked == 0 && it.start.is_empty()).await;
    let notice: String = browser
        .ask("return document.querySelector('cpx-guide').shadowRoot.querySelector('.notice').textContent", &[])
        .await;
    assert!(notice.contains("hier") && notice.contains("danser"), "{notice}");
}

async fn what_is_kept_has_it_all(browser: &Browser) {
    const ANSWER: &str = "
        const link = new URLSearchParams(arguments[0].slice(1));
        link.delete('cpx');
        document.querySelector('cpx-guide').answers = Object.fromEntries(link);";
    browser.open("/remember.html").await;
    screen(browser).await;
    browser.ask::<Value>(ANSWER, &[&PLAN.to_string()]).await;
    seen(browser, "a plan", |it| it.boxes > 2).await;
    tick(browser, Hand::Mouse, 2).await;
    give(browser, "#cpx-day-start", "2026-11-23").await;
    let before = seen(browser, "worked on", |it| it.ticked == 1 && it.dates.len() == 3).await;
    assert_eq!(before.hash, "", "the address is the host's");
    let resume: bool =
        browser.ask("return !document.querySelector('cpx-guide').shadowRoot.querySelector('.resume')", &[]).await;
    assert!(resume, "no link where nobody reads it");
    browser.open("/remember.html").await;
    assert_eq!(seen(browser, "kept", |it| it.ticked == 1).await, before);
    press(browser, Hand::Mouse, ".restart").await;
    screen_where(browser, "from the beginning", |it| it.trail == 0).await;
    let kept: usize = browser.ask("return localStorage.length", &[]).await;
    assert_eq!(kept, 0);
}

const RESUME: &str = "
    const root = document.querySelector('cpx-guide').shadowRoot, field = root.querySelector('#cpx-resume');
    return {
        link: field.value,
        marked: field.value.slice(field.selectionStart, field.selectionEnd),
        focus: root.activeElement?.localName ?? '',
        status: root.querySelector('.resume [role=status]').textContent,
    };";

#[derive(Debug, Deserialize)]
struct Resumed {
    link: String,
    marked: String,
    focus: String,
    status: String,
}

async fn copied(browser: &Browser) -> Resumed {
    press(browser, Hand::Mouse, ".resume .copy").await;
    until("something is said of it", async || {
        Some(browser.ask::<Resumed>(RESUME, &[]).await).filter(|it| !it.status.is_empty())
    })
    .await
}

async fn the_link_is_copied(browser: &Browser) {
    const FIELD: &str = "
        const field = document.createElement('textarea');
        document.body.append(field);
        field.focus();";
    browser.open(&format!("/{PLAN}&.start=2026-11-23")).await;
    seen(browser, "a plan", |it| it.boxes > 2).await;
    let said = copied(browser).await;
    assert!(said.status.contains("copié") && said.focus == "button", "{said:?}");
    browser.ask::<Value>(FIELD, &[]).await;
    let keys = browser.driver.action_chain().key_down(Key::Control).send_keys("v");
    keys.key_up(Key::Control).perform().await.unwrap();
    let pasted = until("it is pasted", async || {
        let text: String = browser.ask("return document.querySelector('textarea').value", &[]).await;
        Some(text).filter(|it| !it.is_empty())
    })
    .await;
    assert_eq!(pasted, said.link);
    // What the link says changes: it is no longer the one that was copied.
    tick(browser, Hand::Mouse, 1).await;
    until("nothing is said", async || {
        Some(browser.ask::<Resumed>(RESUME, &[]).await).filter(|it| it.status.is_empty() && it.link != said.link)
    })
    .await;
}

async fn where_nothing_is_copied_the_link_is_marked(browser: &Browser) {
    browser.open(&format!("/{PLAN}")).await;
    seen(browser, "a plan", |it| it.boxes > 2).await;
    for absent in ["document.execCommand = () => false", "document.execCommand = undefined"] {
        browser.ask::<Value>(absent, &[]).await;
        let said = copied(browser).await;
        assert!(said.status.contains("Ctrl+C"), "{said:?}");
        assert_eq!((said.marked, said.focus), (said.link, "input".to_owned()));
        tick(browser, Hand::Mouse, 1).await;
    }
}

async fn messages_open_with_what_they_say(browser: &Browser) {
    const MAILS: &str = "
        const links = [...document.querySelector('cpx-guide').shadowRoot.querySelectorAll('.mails a')];
        return links.map((it) => {
            const query = new URLSearchParams(new URL(it.href).search.replaceAll('+', '%2B'));
            return [it.href.split('?')[0], query.get('subject'), query.get('body')];
        });";
    browser.open(&format!("/{PLAN}")).await;
    seen(browser, "a plan", |it| it.boxes > 2).await;
    let mails: Vec<(String, String, String)> = browser.ask(MAILS, &[]).await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    for (to, subject, body) in mails {
        assert_eq!(to, "mailto:", "to nobody yet");
        assert!(subject.contains("carte") || subject.contains("Carte"), "{subject}");
        assert!(
            body.starts_with("Bonjour,\r\n\r\n") && body.contains("service officiel") && body.contains("CPS"),
            "{body}"
        );
        assert!(!body.replace("\r\n", "").contains('\n'), "{body}");
    }
}

async fn the_file_is_taken_under_the_strict_policy(browser: &Browser) {
    const FILE: &str = "
        const link = document.querySelector('cpx-guide').shadowRoot.querySelector('.file a');
        return [link.download, decodeURIComponent(link.href.split(',').slice(1).join(','))];";
    browser.open(&format!("/{PLAN}&.start=2026-11-23")).await;
    seen(browser, "a plan", |it| it.file.is_some()).await;
    let (name, expected): (String, String) = browser.ask(FILE, &[]).await;
    assert!(expected.starts_with("BEGIN:VCALENDAR\r\n") && expected.ends_with("END:VCALENDAR\r\n"), "{expected}");
    assert_eq!(expected.matches("BEGIN:VEVENT").count(), 3);
    for day in ["20261123", "20261207", "20261209"] {
        assert!(expected.contains(&format!("DTSTART;VALUE=DATE:{day}\r\n")), "{day}: {expected}");
    }
    let folder = taken(browser.engine);
    if browser.engine == Engine::Chromium {
        let to = serde_json::json!({ "behavior": "allow", "downloadPath": folder });
        browser.driver.cdp().send_raw("Browser.setDownloadBehavior", to).await.unwrap();
    }
    let file = folder.join(&name);
    let whole = async || std::fs::read_to_string(&file).ok().filter(|text| text.ends_with("END:VCALENDAR\r\n"));
    press(browser, Hand::Mouse, ".file a").await;
    assert_eq!(until("the file is there", whole).await, expected);
    // The page is still there, and stays so for whoever opened it as a file.
    seen(browser, "the plan", |it| it.file.is_some()).await;
    std::fs::remove_file(&file).unwrap();
    browser.open_at(&format!("file://{}{PLAN}&.start=2026-11-23", root("dist").join("index.html").display())).await;
    seen(browser, "a plan", |it| it.file.is_some()).await;
    press(browser, Hand::Mouse, ".file a").await;
    assert_eq!(until("the file is there again", whole).await, expected);
    std::fs::remove_dir_all(folder).unwrap();
}
