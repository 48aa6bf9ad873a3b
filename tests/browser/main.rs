//! The guide in real browsers: whole journeys and every promise of the element, in Chromium, in Firefox and in WebKit,
//! against the files that are shipped, under the strict policy. `cargo verify` builds those files, finds the browsers,
//! runs this.
//!
//! A test is a line of data or a short function of what a person sees and does; `hands` knows the DOM, `browser` the
//! browsers. After each test the browser must have been quiet: no console line, no refusal, no request elsewhere.

#[cfg(test)]
mod aloud;
#[cfg(test)]
mod axe;
#[cfg(test)]
#[path = "../support/bench.rs"]
mod bench;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod clerks;
#[cfg(test)]
mod controls;
#[cfg(test)]
mod days;
#[cfg(test)]
mod display;
#[cfg(test)]
mod element;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod equality;
#[cfg(test)]
mod expert;
#[cfg(test)]
mod failure;
#[cfg(test)]
mod frame;
#[cfg(test)]
mod goldens;
#[cfg(test)]
mod hands;
#[cfg(test)]
mod http;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod life;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod memory;
#[cfg(test)]
mod offline;
#[cfg(test)]
mod overlay;
#[cfg(test)]
mod pack;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod portal;
#[cfg(test)]
mod roster;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod site;
#[cfg(test)]
mod size;
#[cfg(test)]
mod staff;
#[cfg(test)]
mod still;
#[cfg(test)]
#[path = "../support/mod.rs"]
mod support;
#[cfg(test)]
mod watch;
#[cfg(test)]
mod ways;
#[cfg(test)]
mod work;
