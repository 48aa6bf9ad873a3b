//! The clerk as `serve.js` calls it: jobs and what is said as JSON, bytes as they are. Whoever calls it decides nothing.

use wasm_bindgen::prelude::*;

use crate::staff::clerk::{Clerk, Said};
use crate::staff::fault::Fault;

/// A clerk in a worker, or beside the page where no worker may be.
#[wasm_bindgen]
pub struct Worker {
    clerk: Clerk,
    said: Option<Said>,
}

#[wasm_bindgen]
impl Worker {
    /// A clerk who has no list yet.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Worker, JsError> {
        Ok(Self { clerk: Clerk::new()?, said: None })
    }

    /// Begins a job; the list is of that many bytes.
    pub fn begin(&mut self, job: &str, size: f64) {
        match serde_json::from_str(job) {
            Ok(job) => self.clerk.begin(job, bytes(size)),
            Err(_) => self.clerk.fail(Fault::Crashed),
        }
    }

    /// The bytes that are wanted next: from where to where. None when the job is done.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no file is that long")]
    pub fn wants(&self) -> Option<Vec<f64>> {
        self.clerk.wants().map(|range| vec![range.start as f64, range.end as f64])
    }

    /// The bytes that were wanted.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.clerk.feed(bytes);
    }

    /// The bytes that were wanted cannot be had any more.
    pub fn gone(&mut self) {
        self.clerk.fail(Fault::Gone);
    }

    /// The job is given up: what was known before it is known again.
    pub fn dropped(&mut self) {
        self.clerk.drop_job();
    }

    /// Some of what is being written; none when there is no more for now.
    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        self.clerk.bytes()
    }

    /// Whether all that was written until now is to be read in the place of the list.
    pub fn turned(&mut self) -> bool {
        self.clerk.turned()
    }

    /// The list that is read from here on is of that many bytes.
    pub fn resized(&mut self, size: f64) {
        self.clerk.resized(bytes(size));
    }

    /// What is said next, as JSON; none when there is no more for now.
    pub fn says(&mut self) -> Option<String> {
        self.said = self.clerk.says();
        serde_json::to_string(self.said.as_ref()?).ok()
    }

    /// What the list is written as, if that is what was said last.
    #[must_use]
    pub fn written(&self) -> Option<String> {
        match &self.said {
            Some(Said::Written(to)) => Some(format!("{to:?}")),
            _ => None,
        }
    }

    /// Whether the job was one that failed: a list that it brought is not kept.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.clerk.refused()
    }
}

/// A number of bytes, as JavaScript counts.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number from 0")]
fn bytes(size: f64) -> u64 {
    size as u64
}
