//! Which CPx card to order, from whom, with what, and why: a guided questionnaire that runs wholly in the browser.
//!
//! One text file of rules is checked when the crate is built, compiled into a forward-only graph, walked by the answers,
//! turned into a page of plain text, drawn by Yew, and worn by one custom element, `<cpx-guide>`.
//!
//! ```text
//! cpx.toml --draft--> Draft --check--> Guide --compile--> Graph   build script and host tests: problems carry line and
//!                                        |                  |     column; edges only point forward, so a walk ends
//!                                        +------bytes-------+
//!                                               |
//!                                               v
//!                                         Guide, Graph            read back once at start
//!                                               |
//!                  Answers ---------------------+--walk--> Walk { turns, stop } --> Decision
//!                     ^                                      |
//!      Msg --update--> Session ------------------page--> Page ----> ui (Yew) ----> Msg
//!      calendar, ics: the days of a plan, and the file that carries them into a diary
//!      overlay: what an establishment adds; it dresses a finished Page, and meets no rule
//!      embed: attributes, link, memory --> Session   Session change --> events, address, memory
//!      pack::sealed: Guide, Graph as a file of their own, for a page that brings its own rules
//!      staff: lists of people, each row answers; the same engine decides; a module and an element of its own
//!      keeper: what the person who keeps the rules works with, on the host: cargo guide
//!      still: every Session there can be --page--> ui --> the guide as one document without any script
//! ```
//!
//! The modules below stand in the order in which data flows, and use only those above them. `pack` is also compiled
//! alone, by the build script: the compiler holds that it uses nothing else. What else must hold is in `tests/tidy.rs`.
//!
//! # What the graph is
//!
//! The graph is an ordered decision diagram, reduced: the questions are its variables, in asking order, the plans its
//! leaves. A question stands in it only where two of its choices lead to different futures. So "a question is asked only
//! while its answer can still change the result" needs no rule in the file and no code: it is what reduction does, and
//! `tests/oracle.rs` proves over every complete answer set that nothing is lost by it.
//!
//! The graph and the composing of plans stand in `pack`, not in `engine`, because the check proves on them that every
//! answer set has one rule and a complete plan: what was proved is what is walked. For the same reason a plan is a leaf:
//! it is composed once, at compile time, and deciding is following edges. Compiling is the build's work: what compiles
//! weighs more than what it makes, and the browser gets the latter alone.
//!
//! # What decides and what is read
//!
//! A guide has two halves under the same ids, [`pack::Logic`] and [`pack::Words`]. The engine is given the first alone,
//! so that it cannot see a sentence; a second language is a second set of words.

pub mod pack;

pub mod engine;

pub mod decision;

pub mod calendar;
pub mod ics;

pub mod session;

pub mod link;

pub mod overlay;

pub mod built_in;
pub mod name;
pub mod page;

pub mod ui;

mod edge;

#[cfg(feature = "host")]
pub mod still;

#[cfg(feature = "host")]
pub mod keeper;

#[cfg(feature = "staff")]
pub mod staff;

// In the browser the lists are a module of their own, with an edge of its own.
#[cfg(not(all(target_arch = "wasm32", feature = "staff")))]
pub mod embed;
