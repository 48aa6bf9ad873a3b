//! A clerk at work on lists in memory: what hands him slices and takes what he writes is here, the rest is real.
#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each test program uses its part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use cpx_guide::staff::clerk::{Clerk, Job, Said, Titles, Written};
use cpx_guide::staff::mapping::{Answer, Mapping};
use cpx_guide::staff::survey::Survey;
use cpx_guide::staff::tally::Tally;

/// A clerk, and the place where what he reads and writes lies: what `serve.js` is in the browser.
pub struct Bench {
    pub clerk: Clerk,
    pub list: Vec<u8>,
    pub written: Vec<u8>,
}

impl Bench {
    pub fn new() -> Self {
        Self { clerk: Clerk::new().unwrap(), list: Vec::new(), written: Vec::new() }
    }

    /// Has a job done, and gives what was said last.
    pub fn ask(&mut self, job: Job, file: Option<&[u8]>) -> Said {
        let before = self.list.clone();
        if let Some(file) = file {
            self.list = file.to_vec();
        }
        self.clerk.begin(job, self.list.len() as u64);
        self.written.clear();
        let mut last = None;
        loop {
            while let Some(bytes) = self.clerk.bytes() {
                self.written.extend(bytes);
            }
            if self.clerk.turned() {
                self.list = std::mem::take(&mut self.written);
                self.clerk.resized(self.list.len() as u64);
            }
            while let Some(said) = self.clerk.says() {
                last = Some(said);
            }
            let Some(range) = self.clerk.wants() else { break };
            let slice = self.list[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()].to_vec();
            self.clerk.feed(&slice);
        }
        if self.clerk.refused() {
            self.list = before;
        }
        last.unwrap()
    }

    pub fn open(&mut self, file: &str, bytes: &[u8]) -> Survey {
        match self.ask(open(file), Some(bytes)) {
            Said::Surveyed(survey) => survey,
            said => panic!("{said:?}"),
        }
    }

    pub fn sort(&mut self, mapping: &Mapping, house: &[Answer]) -> Tally {
        match self.ask(Job::Sort { mapping: mapping.clone(), house: house.to_vec() }, None) {
            Said::Counted(tally) => tally,
            said => panic!("{said:?}"),
        }
    }

    pub fn write(&mut self, to: Written) -> Vec<u8> {
        let said = self.ask(Job::Write { to, lang: "fr".to_owned() }, None);
        assert_eq!(said, Said::Written(to));
        std::mem::take(&mut self.written)
    }

    pub fn shown(&mut self, group: Option<usize>, from: u64, many: u64) -> Vec<(u64, usize)> {
        match self.ask(Job::Show { group, from, many }, None) {
            Said::Shown(rows) => rows.into_iter().map(|it| (it.row, it.group)).collect(),
            said => panic!("{said:?}"),
        }
    }
}

pub fn open(file: &str) -> Job {
    Job::Open { file: file.to_owned(), sheet: None, titles: Titles::Guess }
}
