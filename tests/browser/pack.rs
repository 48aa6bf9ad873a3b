//! The rules of a page instead of those that the guide carries: what they decide, how they come and go while the guide is
//! there, and for each way in which they may fail to, the guide itself with the reason, in both languages.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cpx_guide::pack::bytes::FORMAT;
use cpx_guide::pack::sealed::{MARK, open, seal};
use cpx_guide::pack::source::Source;
use cpx_guide::session::Compiled;
use serde_json::{Value, json};
use sha2::{Digest, Sha384};

use crate::browser::{Browser, in_all_engines, until};
use crate::hands::{Hand, answer, screen, screen_where};
use crate::rules;
use crate::site::{Setup, Site};

in_all_engines!(
    a_page_that_lets_nothing_be_fetched_is_told_so,
    every_path_is_decided_by_the_pack,
    every_failure_is_told_in_both_languages,
    it_comes_and_goes_and_no_answer_is_lost,
    it_comes_from_elsewhere_by_its_fingerprint_alone,
    the_guide_waits_for_it,
);

/// The published policy where the page's own site may be asked for more.
const FETCHES: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
/// The same where any site may.
const FETCHES_ALL: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; connect-src http:; base-uri 'none'; form-action 'none'";
/// Where the pack is, on its site.
const PACK: &str = "/other.pack";
const NAME: &str = "
    const guide = document.querySelector('cpx-guide'), [pack, integrity] = arguments;
    for (const [name, value] of Object.entries({ pack, integrity })) {
        if (value) guide.setAttribute(name, value);
        else guide.removeAttribute(name);
    }";
const FOOTER: &str =
    "return document.querySelector('cpx-guide').shadowRoot?.querySelector('.footer')?.textContent ?? ''";
const NOTICE: &str = "
    const root = document.querySelector('cpx-guide').shadowRoot;
    return [...root?.querySelectorAll('.notice') ?? []].map((it) => it.textContent).join('\\n');";

/// Other rules: a card takes twelve days, and a doctor goes by another name.
fn other() -> (Compiled, Vec<u8>) {
    let mut source = Source::open(Path::new(&crate::site::root("src/pack/cpx.toml"))).unwrap();
    let changes = [
        ("edition = \"fiche-2021\"", "edition = \"essai\""),
        ("card-working-days = 10", "card-working-days = 12"),
        ("id = \"medecin\"", "id = \"docteur\""),
    ];
    for (was, is) in changes {
        assert!(source.rules.text.contains(was), "{was}");
        source.rules.text = source.rules.text.replace(was, is);
    }
    for file in &mut source.translations {
        file.text = file.text.replace("[question.profession.choice.medecin]", "[question.profession.choice.docteur]");
    }
    let (guide, graph, others) = source.compile().unwrap();
    let file = seal(&guide, &graph, &others);
    (Compiled { guide, graph }, file)
}

/// What a page's `integrity` says of a file.
fn print(file: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(file)))
}

/// A site with the other rules, and their guide.
fn site(browser: &Browser, policy: &'static str) -> (Site, Compiled) {
    let site = browser.site(Setup { policy, ..Setup::default() });
    let (compiled, file) = other();
    site.holds(PACK, file);
    (site, compiled)
}

async fn name(browser: &Browser, pack: &str, integrity: &str) {
    browser.ask::<Value>(NAME, &[pack, integrity]).await;
}

/// Waits until the foot of the guide names this digest.
async fn goes_by(browser: &Browser, digest: &str) {
    until("the digest stands at the foot", async || {
        browser.ask::<String>(FOOTER, &[]).await.contains(digest).then_some(())
    })
    .await;
}

async fn the_guide_waits_for_it(browser: &Browser) {
    const READY: &str = "
        const done = arguments[0], guide = document.querySelector('cpx-guide');
        guide.whenReady.then(() => done([guide.answers, guide.decide({ lieu: 'ville', besoin: 'renouvellement', motif: 'incident', 'carte-rpps': 'non' })]));";
    let (site, compiled) = site(browser, FETCHES);
    browser.open_at(&format!("{}/pack.html", site.url)).await;
    let (answers, decision): (Value, Value) = browser.ask_later(READY, &[]).await;
    assert_eq!(answers, json!({ "lieu": "ville", "besoin": "carte" }));
    assert_eq!(decision["digest"], compiled.guide.logic.digest);
    assert_eq!(decision["delay"]["cardWorkingDays"], 12);
    goes_by(browser, &compiled.guide.logic.digest).await;
    assert_eq!(screen(browser).await.notices, 0);
    let entries = site.log().entries();
    assert_eq!(entries.iter().filter(|it| it.path == PACK).count(), 1, "{entries:?}");
}

/// By the method and by the event: what the rules decide on the host.
async fn every_path_is_decided_by_the_pack(browser: &Browser) {
    const DECIDE: &str = "
        const guide = document.querySelector('cpx-guide'), told = [];
        // Who hears of a decision may ask at once.
        guide.addEventListener('cpx-decided', (it) => {
            const asked = guide.decide(guide.answers), decision = it.detail.decision;
            told.push(JSON.stringify(asked) === JSON.stringify(decision) ? decision : { asked, decision });
        });
        return JSON.parse(arguments[0]).map((answers) => {
            guide.answers = answers;
            const decided = guide.decide(answers), event = told.pop();
            return JSON.stringify(decided) === JSON.stringify(event) ? decided : { decided, event };
        });";
    let (site, compiled) = site(browser, FETCHES);
    browser.open_at(&format!("{}/pack.html", site.url)).await;
    goes_by(browser, &compiled.guide.logic.digest).await;
    let paths: Vec<_> = rules::paths().iter().map(|path| path.replace("=medecin", "=docteur")).collect();
    let answers: Vec<Value> = paths.iter().map(|path| rules::answers(path)).collect();
    let decided: Vec<Value> = browser.ask(DECIDE, &[&Value::from(answers).to_string()]).await;
    for ((path, decided), expected) in
        paths.iter().zip(&decided).zip(rules::decisions_by(&compiled, paths.iter().map(String::as_str)))
    {
        assert_eq!(decided, &expected, "{path}");
    }
    assert_eq!(decided.len(), paths.len());
    // The class has no page around it: it answers by the guide's own rules.
    let own: Value = browser.ask("return customElements.get('cpx-guide').decide({ lieu: 'ville', besoin: 'renouvellement', motif: 'incident', 'carte-rpps': 'non' })", &[]).await;
    assert_eq!(own["delay"]["cardWorkingDays"], 10);
}

async fn it_comes_and_goes_and_no_answer_is_lost(browser: &Browser) {
    const ANSWER: &str = "document.querySelector('cpx-guide').answers = { lieu: 'etablissement', besoin: 'carte', titulaire: 'professionnel', profession: 'medecin' }";
    let (site, compiled) = site(browser, FETCHES);
    let own = crate::support::guide().guide.logic.digest;
    browser.open_at(&format!("{}/host.html", site.url)).await;
    screen(browser).await;
    browser.ask::<Value>(ANSWER, &[]).await;
    screen_where(browser, "a result", |it| it.verdict.is_some()).await;
    name(browser, PACK, "").await;
    goes_by(browser, &compiled.guide.logic.digest).await;
    // What exists there stays, what does not is named, and is asked again.
    let screen =
        screen_where(browser, "the profession is asked", |it| it.question.as_deref() == Some("profession")).await;
    assert_eq!((screen.trail, screen.notices), (3, 1));
    assert!(browser.ask::<String>(NOTICE, &[]).await.contains("medecin"));
    name(browser, "", "").await;
    goes_by(browser, &own).await;
    // What only the other rules did not understand is understood again.
    let screen = screen_where(browser, "a result again", |it| it.verdict.is_some()).await;
    assert_eq!((screen.trail, screen.notices, screen.answers["profession"].as_str()), (4, 0, "medecin"));
    // Named twice in a row, the last counts.
    name(browser, "/nowhere.pack", "").await;
    name(browser, PACK, "").await;
    goes_by(browser, &compiled.guide.logic.digest).await;
    assert!(!browser.ask::<String>(NOTICE, &[]).await.contains("nowhere"));
    let noise = browser.noise().await;
    assert!(noise.iter().all(|line| line.contains("404") || line.contains("nowhere.pack")), "{noise:#?}");
}

async fn it_comes_from_elsewhere_by_its_fingerprint_alone(browser: &Browser) {
    let page = browser.site(Setup { policy: FETCHES_ALL, ..Setup::default() });
    let (site, compiled) = site(browser, FETCHES);
    let file = other().1;
    let address = format!("{}{PACK}", site.url);
    browser.open_at(&format!("{}/host.html", page.url)).await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    name(browser, &address, "").await;
    told(browser, "integrity").await;
    assert!(site.log().entries().is_empty(), "asked for without a fingerprint");
    name(browser, &address, &print(&file)).await;
    goes_by(browser, &compiled.guide.logic.digest).await;
    name(browser, &address, &print(b"another")).await;
    told(browser, "integrity").await;
    // Browsers say by the console what they keep back.
    let noise = browser.noise().await;
    assert!(noise.iter().all(|line| line.contains("other.pack") || line.contains("integrity")), "{noise:#?}");
}

/// Waits until the reason holds these words.
async fn told(browser: &Browser, reason: &str) {
    until(&format!("`{reason}` is told"), async || {
        browser.ask::<String>(NOTICE, &[]).await.contains(reason).then_some(())
    })
    .await;
}

async fn a_page_that_lets_nothing_be_fetched_is_told_so(browser: &Browser) {
    browser.open("/pack.html").await;
    told(browser, "connect-src").await;
    assert_eq!(screen(browser).await.question.as_deref(), Some("titulaire"));
    let noise = browser.noise().await;
    assert!(noise.iter().all(|line| line.contains("connect-src") || line.contains("Content")), "{noise:#?}");
}

/// Each time the guide goes on by its own rules, with the answers that it had.
async fn every_failure_is_told_in_both_languages(browser: &Browser) {
    const LATE: &str = "AbortSignal.timeout = () => AbortSignal.abort(new DOMException('late', 'TimeoutError'))";
    let (site, compiled) = site(browser, FETCHES);
    let sound = other().1;
    let altered = |place: usize| {
        let mut file = sound.clone();
        file[place] ^= 1;
        file
    };
    site.holds("/page.pack", b"<!doctype html>".to_vec());
    site.holds("/older.pack", altered(MARK.len()));
    site.holds("/damaged.pack", altered(sound.len() - 1));
    site.holds("/cut.pack", sound[..sound.len() / 2].to_vec());
    site.holds("/forged.pack", forged());
    site.holds("/large.pack", vec![0; 4_000_001]);
    let print = print(b"another");
    // (pack, integrity, done before, what is told in French, in English)
    let failures: &[(&str, &str, &str, &str, &str)] = &[
        ("/nowhere.pack", "", "", "répond 404", "answers 404"),
        ("/page.pack", "", "", "pas un jeu de règles", "not a compiled set"),
        ("/older.pack", "", "", "autre version", "Another version"),
        ("/damaged.pack", "", "", "abîmé", "damaged"),
        ("/cut.pack", "", "", "abîmé", "damaged"),
        ("/forged.pack", "", "", "n’est pas celui d’un jeu", "not what this software makes"),
        ("/large.pack", "", "", "plus de 4 Mo", "larger than 4 MB"),
        (PACK, &print, "", "empreinte", "fingerprint"),
        // One that no browser reads would let anything pass.
        (PACK, "sha1-abc", "", "mal écrite", "misspelt"),
        (PACK, "sha384-abc", "", "mal écrite", "misspelt"),
        ("http://127.0.0.1:9/other.pack", "", "", "autre site", "another site"),
        ("file:///other.pack", "", "", "depuis un disque", "from a disk"),
        ("http://[", "", "", "Aucune réponse", "No answer"),
        // Last, since from then on nothing comes in time.
        ("/other.pack?late", "", LATE, "dix secondes", "ten seconds"),
    ];
    browser.open_at(&format!("{}/host.html", site.url)).await;
    answer(browser, Hand::Mouse, "lieu", "ville").await;
    let own = crate::support::guide().guide.logic.digest;
    for (pack, integrity, before, french, english) in failures {
        name(browser, PACK, "").await;
        goes_by(browser, &compiled.guide.logic.digest).await;
        browser.ask::<Value>(before, &[]).await;
        name(browser, pack, integrity).await;
        told(browser, french).await;
        told(browser, pack).await;
        goes_by(browser, &own).await;
        let screen = screen(browser).await;
        assert_eq!((screen.question.as_deref(), screen.trail, screen.notices), (Some("besoin"), 1, 1), "{pack}");
        browser.ask::<Value>("document.documentElement.lang = 'en'", &[]).await;
        told(browser, english).await;
        browser.ask::<Value>("document.documentElement.lang = 'fr'", &[]).await;
        told(browser, french).await;
    }
    browser.picture("pack-refused").await;
    let noise = browser.noise().await;
    let ours = |line: &str| line.contains(".pack") || line.contains("404") || line.contains("integrity");
    assert!(noise.iter().all(|line| ours(line)), "{noise:#?}");
}

/// Under digests that fit, and with an address that no check would let pass.
fn forged() -> Vec<u8> {
    let (compiled, _) = other();
    let Compiled { mut guide, graph } = compiled;
    let mut rows: Vec<_> = guide.logic.organisms.rows().cloned().collect();
    rows[0].url = Some("javascript:alert(1)".to_owned());
    guide.logic.organisms = cpx_guide::pack::Table::new(rows).unwrap();
    let file = seal(&guide, &graph, &Vec::new());
    assert!(open(&file).is_err() && file[MARK.len()..].starts_with(&FORMAT.to_le_bytes()));
    file
}
