//! What a person sees of the page of lists, and what a person does there. The only file that knows the DOM of that page; what
//! is on a button it asks the sentences for, so that one may be worded otherwise.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cpx_guide::staff::words::Words;
use serde::Deserialize;
use serde_json::Value;

use crate::browser::{Browser, until};

/// What a person sees.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Sight {
    /// The step that is open.
    pub(crate) step: String,
    /// Whether the clerk is at work.
    pub(crate) works: bool,
    /// What went wrong.
    pub(crate) fault: Option<String>,
    /// What has been done.
    pub(crate) told: String,
    /// The questions asked for all rows, and those among them that are answered.
    pub(crate) questions: Vec<String>,
    pub(crate) answered: Vec<String>,
    /// Whether what has the focus is in the step that is open.
    pub(crate) focused: bool,
}

const SIGHT: &str = "
    const root = document.querySelector('cpx-staff')?.shadowRoot, open = root?.querySelector('.stage.open');
    if (!open) return null;
    const radios = [...open.querySelectorAll('input[type=radio]')], key = (it) => it.name.replace('cpx-staff-', '');
    return {
        step: open.id.replace('cpx-staff-', ''),
        works: !!root.querySelector('.work:not(.idle)'),
        fault: root.querySelector('[role=alert]')?.textContent.trim() ?? null,
        told: root.querySelector('.told')?.textContent.trim() ?? '',
        questions: [...new Set(radios.map(key))],
        answered: radios.filter((it) => it.checked).map(key),
        focused: open.contains(root.activeElement),
    };";
/// Keeps what is saved, in the place of a folder of downloads.
const KEEP: &str = "
    if (window.kept) return;
    window.kept = [];
    const click = HTMLAnchorElement.prototype.click, made = URL.createObjectURL;
    const files = new Map();
    URL.createObjectURL = (file) => {
        const address = made.call(URL, file);
        files.set(address, file);
        return address;
    };
    HTMLAnchorElement.prototype.click = function () {
        if (!this.download) return click.call(this);
        window.kept.push([this.download, files.get(this.href)]);
    };";
/// The file that was saved last, in base64.
const KEPT: &str = "
    const done = arguments[0], [name, file] = window.kept.pop() ?? [];
    if (!file) return done(null);
    const reader = new FileReader();
    reader.onload = () => done([name, reader.result.split(',')[1] ?? '']);
    reader.readAsDataURL(file);";
const GIVE: &str = "
    const [field, how, name, text] = arguments, root = document.querySelector('cpx-staff').shadowRoot;
    const bytes = Uint8Array.from(atob(text), (it) => it.charCodeAt(0)), transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name));
    const input = root.getElementById(field);
    if (how === 'drop') {
        const zone = input.closest('.drop');
        for (const type of ['dragenter', 'dragover', 'drop']) {
            zone.dispatchEvent(new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer: transfer }));
        }
    } else {
        input.files = transfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    }";
const BUTTONS: &str = "
    const buttons = [...document.querySelector('cpx-staff').shadowRoot.querySelectorAll('button')];
    return buttons.filter((it) => it.checkVisibility()).map((it) => it.textContent.trim());";
const PRESS: &str = "
    const root = document.querySelector('cpx-staff').shadowRoot;
    const button = [...root.querySelectorAll('button')].find((it) => it.checkVisibility() && it.textContent.trim().startsWith(arguments[0]));
    button?.click();
    return button ? [] : [...root.querySelectorAll('button')].map((it) => it.textContent.trim());";
const CHOOSE: &str = "
    const list = document.querySelector('cpx-staff').shadowRoot.getElementById(arguments[0]);
    if (!list) return false;
    list.value = arguments[1];
    list.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    return list.value === arguments[1];";
const PICK: &str = "
    const root = document.querySelector('cpx-staff').shadowRoot;
    const radio = [...root.querySelectorAll('input[type=radio]')].find((it) => it.name === `cpx-staff-${arguments[0]}` && it.value === arguments[1]);
    radio?.click();
    return !!radio;";

/// An establishment with a contract, whose responsable, no health professional, has a card.
pub(crate) const HOUSE: &[(&str, &str)] = &[
    ("lieu", "etablissement"),
    ("besoin", "carte"),
    ("titulaire", "employe"),
    ("contrat", "oui"),
    ("carte-famille", "oui"),
    ("responsable", "non-ps"),
    ("representant", "lui-meme"),
    ("carte-mandataire", "non"),
    ("carte-rpps", "non"),
];

/// How a file is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// By the field.
    Field,
    /// It is dropped.
    Drop,
}

/// Opens the page of lists and waits until it is there; what is saved from then on is kept.
pub(crate) async fn open(browser: &Browser, path: &str) {
    browser.open(path).await;
    opened(browser).await;
}

/// Waits until the page of lists is there; what is saved from then on is kept.
pub(crate) async fn opened(browser: &Browser) {
    sight_where(browser, "the page of lists", |it| it.step == "list" && !it.works).await;
    browser.ask::<Value>(KEEP, &[]).await;
}

/// What a person sees once this holds.
pub(crate) async fn sight_where(browser: &Browser, what: &str, holds: impl Fn(&Sight) -> bool) -> Sight {
    let mut last = None;
    let patient = until(what, async || {
        let sight: Option<Sight> = browser.ask(SIGHT, &[]).await;
        if last != sight {
            eprintln!("sees {sight:?}");
            last.clone_from(&sight);
        }
        sight.filter(&holds)
    });
    patient.await
}

/// Waits until a step is open and the clerk has nothing to do.
pub(crate) async fn at(browser: &Browser, step: &str) -> Sight {
    sight_where(browser, &format!("the step {step}"), |it| it.step == step && !it.works).await
}

/// Gives a list.
pub(crate) async fn give(browser: &Browser, way: Way, name: &str, bytes: &[u8]) {
    let how = if way == Way::Drop { "drop" } else { "field" };
    browser.ask::<Value>(GIVE, &["cpx-staff-file", how, name, &STANDARD.encode(bytes)]).await;
}

/// Gives the file of a mapping.
pub(crate) async fn give_mapping(browser: &Browser, bytes: &[u8]) {
    browser.ask::<Value>(GIVE, &["cpx-staff-mapping", "field", "reglage.json", &STANDARD.encode(bytes)]).await;
}

/// What stands before the first place of a sentence.
pub(crate) fn begins(key: &str) -> String {
    let begins = Words::of("fr").get(key).split('{').next().unwrap().trim().to_owned();
    assert!(!begins.is_empty(), "no sentence {key}");
    begins
}

/// Whether there is a button that says this sentence.
pub(crate) async fn offers(browser: &Browser, key: &str) -> bool {
    let buttons: Vec<String> = browser.ask(BUTTONS, &[]).await;
    buttons.iter().any(|it| it.starts_with(&begins(key)))
}

/// Presses the button that says this sentence, or begins as it does.
pub(crate) async fn press(browser: &Browser, key: &str) {
    let label = begins(key);
    let others: Vec<String> = browser.ask(PRESS, &[&label]).await;
    assert!(others.is_empty(), "no button {label:?} among {others:?}");
}

/// Chooses in a list.
pub(crate) async fn choose(browser: &Browser, id: &str, value: &str) {
    assert!(browser.ask::<bool>(CHOOSE, &[id, value]).await, "{id} has no {value}");
}

/// Answers, for all rows, what is asked, until nothing of it is asked any more; other questions stay open.
pub(crate) async fn answer(browser: &Browser, answers: &[(&str, &str)]) {
    loop {
        let sight = at(browser, "house").await;
        let open = answers.iter().find(|(it, _)| {
            sight.questions.iter().any(|asked| asked == it) && !sight.answered.iter().any(|known| known == it)
        });
        let Some((question, choice)) = open else { return };
        assert!(browser.ask::<bool>(PICK, &[question, choice]).await, "{question} has no {choice}");
        sight_where(browser, "the answer", |it| it.answered.iter().any(|it| it == question) && !it.works).await;
    }
}

/// The file that was saved last, by its name; waits for it.
pub(crate) async fn kept(browser: &Browser) -> (String, Vec<u8>) {
    let kept = until("a saved file", async || browser.ask_later::<Option<(String, String)>>(KEPT, &[]).await);
    let (name, text) = kept.await;
    (name, STANDARD.decode(text).unwrap())
}
