//! A person before the screen for lists, with the clerk beside: everything is real but the browser.
#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each test program uses its part")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

#[path = "bench.rs"]
mod bench;

use bench::Bench;
use cpx_guide::session::Compiled;
use cpx_guide::staff::clerk::{Job, Said};
use cpx_guide::staff::columns::Columns;
use cpx_guide::staff::page::{Page, page};
use cpx_guide::staff::session::{Act, List, Msg, Session, update};

/// A person, the screen, and the clerk.
pub struct Desk {
    pub compiled: Compiled,
    pub columns: Columns,
    pub session: Session,
    /// What was to be done outside until now, beside what the clerk was asked.
    pub acts: Vec<Act>,
    /// What the person has in hand, and gives next.
    given: Option<Vec<u8>>,
    bench: Bench,
}

impl Desk {
    /// Nobody has given a list yet.
    pub fn new(lang: &str) -> Self {
        let compiled = cpx_guide::built_in::compiled(lang).unwrap();
        let columns = Columns::built_in(&compiled.guide);
        Self { compiled, columns, session: Session::default(), acts: Vec::new(), given: None, bench: Bench::new() }
    }

    /// Somebody has given this list.
    pub fn with(lang: &str, list: &str) -> Self {
        let mut desk = Self::new(lang);
        desk.give("equipe.csv", list.as_bytes());
        desk
    }

    /// Gives a list, and lets the clerk read it.
    pub fn give(&mut self, name: &str, list: &[u8]) {
        self.given = Some(list.to_vec());
        self.does(Msg::ListGiven { name: name.to_owned(), size: list.len() as u64 });
    }

    /// Takes a list in hand, to be given.
    pub fn hold(&mut self, list: &str) {
        self.given = Some(list.as_bytes().to_vec());
    }

    /// Something happens, and the clerk does at once what he is asked.
    pub fn does(&mut self, msg: Msg) {
        for act in self.only(msg) {
            match act {
                Act::Ask(job) => {
                    let said = self.clerk(job);
                    self.does(Msg::Heard(said));
                }
                act => self.acts.push(act),
            }
        }
    }

    /// Something happens, and the clerk is still at it.
    pub fn only(&mut self, msg: Msg) -> Vec<Act> {
        let (session, acts) = update(&self.compiled, &self.columns, std::mem::take(&mut self.session), msg);
        self.session = session;
        acts
    }

    /// What the clerk says to a job.
    pub fn clerk(&mut self, job: Job) -> Said {
        let given = self.given.take();
        self.bench.ask(job, given.as_deref())
    }

    /// The list that is open.
    pub fn list(&self) -> &List {
        self.session.list.as_ref().expect("a list")
    }

    /// What is on the screen.
    pub fn page(&self) -> Page {
        page(&self.compiled, &self.columns, &self.session)
    }
}
