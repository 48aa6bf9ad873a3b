//! Every kind of page that a person can meet, one a line: which page is opened, with what answers, and what is done
//! there. What must hold of every page is shown of each of these; a new kind of page is a new line.

use serde_json::Value;

use crate::browser::{Browser, until};
use crate::failure::failure;
use crate::hands::{Hand, answer, change, go_on, screen, screen_where, tab_to};
use crate::site::{Setup, Site, overlay};

/// A kind of page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    page: Page,
    then: Then,
}

/// Where it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// The element, in a host page that is well made, begun with these answers.
    Guide(&'static str),
    /// A page of the site that holds the element.
    Site(&'static str),
    /// A page of the site for the people of a portal: there is no English one.
    French(&'static str),
    /// The guide without script, at this screen.
    Still(&'static str),
    /// The element where it may not run.
    Refused,
}

/// What is done there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Read,
    /// Goes on without an answer.
    GoOn,
    /// Types this into the filter, which leaves no more choices than these.
    Type(&'static str, usize),
    /// Opens whatever can be opened.
    Open,
    /// Waits until the page has found out how the guide fares there.
    Diagnose,
    /// Waits until the page has asked the guide for its questions and its colours.
    Offer,
    /// Asks for all questions on one page.
    Switch,
    /// Says when the file is complete, and ticks the first step.
    Work(&'static str),
    /// Dresses the guide in this example of an overlay, and opens whatever can be opened.
    Adapt(&'static str),
    /// Changes the answer to the first question to this one.
    Change(&'static str, &'static str),
}

/// A language of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    French,
    English,
}

use Page::{French, Guide, Refused, Site as Own, Still};
use Then::{Adapt, Change, Diagnose, GoOn, Offer, Open, Read, Switch, Type, Work};

/// The longest plan there is, with all that somebody may not know.
pub(crate) const LONGEST: &str = "lieu=etablissement&besoin=carte&titulaire=professionnel&profession=dieteticien\
    &contrat=ne-sait-pas&responsable=non-ps&representant=president-mandate";
const PROFESSIONS: &str = "lieu=etablissement&besoin=carte&titulaire=professionnel";
const EMPLOYEE: &str = "lieu=etablissement&besoin=carte&titulaire=professionnel&profession=orthophoniste&contrat=oui\
    &carte-famille=oui";

pub(crate) const KINDS: &[Kind] = &[
    kind("first-question", Guide(""), Read),
    kind("question-explained", Guide("lieu=etablissement&besoin=carte"), Open),
    kind("question-with-unknown", Guide("lieu=etablissement&besoin=carte&titulaire=employe"), Read),
    kind("professions", Guide(PROFESSIONS), Read),
    kind("professions-filtered", Guide(PROFESSIONS), Type("ortho", 15)),
    kind("professions-none", Guide(PROFESSIONS), Type("zzz", 0)),
    kind("error", Guide(""), GoOn),
    kind("error-among-many", Guide(PROFESSIONS), GoOn),
    kind("notice-dropped", Guide(EMPLOYEE), Change("lieu", "ville")),
    kind("notice-ignored", Guide("lieu=ville&besoin=jamais&ailleurs=oui"), Read),
    kind("commandable", Guide("lieu=ville&besoin=carte&titulaire=employe&carte-famille=non"), Open),
    kind("pas-encore-delivree", Guide("lieu=ville&besoin=carte&titulaire=professionnel&profession=psychologue"), Open),
    kind(
        "non-eligible",
        Guide("lieu=etablissement&besoin=carte&titulaire=formation&profession=masseur-kinesitherapeute"),
        Open,
    ),
    kind("non-listee", Guide("lieu=ville&besoin=carte&titulaire=professionnel&profession=autre"), Open),
    kind("demarche", Guide("lieu=etablissement&besoin=mandataire&contrat=oui&carte-mandataire=oui"), Open),
    kind("information", Guide("lieu=ville&besoin=renouvellement&motif=echeance&carte-rpps=oui"), Open),
    kind("longest", Guide(LONGEST), Open),
    kind("dated", Guide(EMPLOYEE), Work("2026-11-23")),
    kind("all-questions", Guide(""), Switch),
    kind("all-questions-answered", Guide(EMPLOYEE), Switch),
    kind("adapted-question", Guide(PROFESSIONS), Adapt("hospital")),
    kind("adapted", Guide(EMPLOYEE), Adapt("hospital")),
    kind("adapted-in-part", Guide(EMPLOYEE), Adapt("broken")),
    kind("index", Own("/"), Read),
    // Its headings stand below those of the page around it, unless it is asked to stand alone.
    kind("frame", Own("/frame.html#heading-level=1"), Read),
    kind("still-question", Still(""), Read),
    kind("still-result", Still("#ville.carte.employe.non"), Read),
    kind("integration", French("/integration.html"), Offer),
    kind("accessibility", French("/accessibilite.html"), Read),
    kind("diagnostic", French("/diagnostic.html"), Diagnose),
    kind("failure", Refused, Read),
];

const fn kind(name: &'static str, page: Page, then: Then) -> Kind {
    Kind { name, page, then }
}

/// Goes from kind to kind in one browser.
pub(crate) struct Tour<'a> {
    pub(crate) browser: &'a Browser,
    /// The site whose policy does not allow WebAssembly.
    refusing: Site,
}

impl<'a> Tour<'a> {
    pub(crate) fn new(browser: &'a Browser) -> Self {
        const POLICY: &str =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'";
        Self { browser, refusing: browser.site(Setup { policy: POLICY, ..Setup::default() }) }
    }

    /// Visits every kind that exists in this language, and tells all that went wrong at once.
    pub(crate) async fn every(&self, lang: Lang, mut visit: impl AsyncFnMut(&Kind)) {
        let mut failures = Vec::new();
        for kind in KINDS.iter().filter(|it| it.exists_in(lang)) {
            let name = format!("{}-{}", kind.name, lang.code());
            let visited = self
                .browser
                .attempt(&name, async || {
                    self.open(kind, lang).await;
                    visit(kind).await;
                })
                .await;
            failures.extend(visited.err().map(|failure| format!("{name}: {failure}")));
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }

    /// Opens a page of this kind, and does what is to be done there.
    pub(crate) async fn open(&self, kind: &Kind, lang: Lang) {
        let browser = self.browser;
        match kind.page {
            Page::Guide(answers) => {
                browser.open(&format!("/kinds{}.html", lang.ending())).await;
                self.begin(answers, lang).await;
            }
            Page::Site(path) => {
                browser.open(path).await;
                screen(browser).await;
                self.begin("", lang).await;
            }
            Page::French(path) => browser.open(path).await,
            Page::Still(place) => {
                browser.open(&format!("/static{}.html{place}", lang.ending())).await;
            }
            Page::Refused => {
                self.quiet_but(&[]).await;
                browser.open_at(&format!("{}/kinds{}.html", self.refusing.url, lang.ending())).await;
                failure(browser, "blocked").await;
                browser.settled().await;
                // That it was refused is said, of course.
                browser.noise().await;
            }
        }
        self.act(kind.then).await;
    }

    /// Demands that the browser was quiet so far, but for what was to be provoked.
    async fn quiet_but(&self, provoked: &[&str]) {
        let mut noise = self.browser.noise().await;
        noise.retain(|line| !provoked.iter().any(|it| line.contains(it)));
        assert!(noise.is_empty(), "the browser was not quiet: {noise:#?}");
    }

    async fn begin(&self, answers: &str, lang: Lang) {
        const BEGIN: &str = "
            const [answers, lang] = arguments, guide = document.querySelector('cpx-guide');
            document.documentElement.lang = lang;
            if (answers) guide.setAttribute('answers', answers);";
        const BEGUN: &str =
            "return document.querySelector('cpx-guide').shadowRoot?.querySelector('.guide')?.lang === arguments[0]";
        let browser = self.browser;
        screen(browser).await;
        browser.ask::<Value>(BEGIN, &[answers, lang.code()]).await;
        until("the language", async || browser.ask::<bool>(BEGUN, &[lang.code()]).await.then_some(())).await;
        screen_where(browser, "the answers", |it| (it.trail > 0) != answers.is_empty()).await;
    }

    /// Waits until a part of the guide is there.
    async fn shown(&self, part: &str) {
        const SHOWN: &str =
            "return Boolean(document.querySelector('cpx-guide').shadowRoot.querySelector(arguments[0]))";
        until(part, async || self.browser.ask::<bool>(SHOWN, &[part]).await.then_some(())).await;
    }

    async fn act(&self, then: Then) {
        const OPEN: &str = "
            const all = [...document.querySelector('cpx-guide').shadowRoot.querySelectorAll('details')];
            for (const it of all) it.open = true;
            return all.length;";
        const DIAGNOSED: &str = "
            const state = document.querySelector('cpx-diagnostic').getAttribute('data-state');
            return Boolean(state) && state !== 'running'";
        const OFFERED: &str = "
            const said = document.querySelector('#contrast').textContent;
            return Boolean(document.querySelector('#presets select') && said)";
        const SWITCH: &str = "document.querySelector('cpx-guide').shadowRoot.querySelector('.switch').click()";
        const WORK: &str = "
            const root = document.querySelector('cpx-guide').shadowRoot, field = root.querySelector('input[type=date]');
            root.querySelector('.step input[type=checkbox]').click();
            field.value = arguments[0];
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        const ADAPT: &str = "document.querySelector('cpx-guide').overlay = JSON.parse(arguments[0])";
        let browser = self.browser;
        match then {
            Then::Read => {}
            Then::Switch => {
                browser.ask::<Value>(SWITCH, &[]).await;
                self.shown(".field").await;
            }
            Then::Work(day) => {
                browser.ask::<Value>(WORK, &[day]).await;
                self.shown(".milestone > .date").await;
            }
            Then::GoOn => {
                go_on(browser, Hand::Mouse).await;
                screen_where(browser, "the error", |it| it.alert.is_some()).await;
            }
            Then::Type(typed, left) => {
                tab_to(browser, "input[type=search]").await;
                browser.type_text(typed).await;
                screen_where(browser, typed, |it| it.choices.len() <= left).await;
            }
            Then::Adapt(name) => {
                browser.ask::<Value>(ADAPT, &[&overlay(name)]).await;
                self.shown(".house").await;
                browser.ask::<usize>(OPEN, &[]).await;
            }
            Then::Open => assert!(browser.ask::<usize>(OPEN, &[]).await > 0, "there is nothing to open"),
            Then::Diagnose => {
                until("the diagnostic", async || browser.ask::<bool>(DIAGNOSED, &[]).await.then_some(())).await;
                browser.settled().await;
                // It asks for the header of its own page, which the published policy refuses.
                self.quiet_but(&["connect-src", "Content"]).await;
            }
            Then::Offer => {
                until("the questions", async || browser.ask::<bool>(OFFERED, &[]).await.then_some(())).await;
            }
            Then::Change(question, choice) => {
                change(browser, Hand::Mouse, 1).await;
                screen_where(browser, "the first question", |it| it.question.as_deref() == Some(question)).await;
                answer(browser, Hand::Mouse, question, choice).await;
                screen_where(browser, "a notice", |it| it.notices > 0).await;
            }
        }
    }
}

impl Kind {
    fn exists_in(&self, lang: Lang) -> bool {
        lang == Lang::French || !matches!(self.page, Page::French(_))
    }

    /// Whether nothing is done there.
    pub(crate) fn is_only_read(&self) -> bool {
        matches!(self.then, Then::Read | Then::Offer)
    }

    /// Whether the element itself is on the page, and runs.
    pub(crate) fn is_guide(&self) -> bool {
        matches!(self.page, Page::Guide(_))
    }
}

impl Lang {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// What the names of its pages end on.
    fn ending(self) -> &'static str {
        match self {
            Self::French => "",
            Self::English => ".en",
        }
    }
}
