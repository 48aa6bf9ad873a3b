//! A staff list in, the orders out: what `<cpx-staff>` does. A list is read through in slices, its columns and values are
//! given a meaning, each row becomes answers, the engine of the guide decides, and what must be sent is put together over
//! all rows. No row is ever held longer than it is looked at, none is lost, and none leaves the browser.
//!
//! ```text
//! bytes --text--> str --table--> rows --surveyor--> Survey      the list read once: titles, values, how many rows
//!   workbook: a workbook becomes such a text first                 |
//!                                          columns, names --propose--> Mapping   what columns and values say
//!                                                                  |
//! rows --sort--> Combo (answers of a row; few) --tally (house)--> Tally { groups }   decided, open, contradictory
//!                                                                  |
//!                                                   orders: what is sent, how many, to whom, in which order
//! rows + Tally --write--> the list back, as text or workbook
//!
//! clerk: Job in, Said out, in a worker     session, page, ui: the screen     embed: the edge of both
//! ```
//!
//! It is a module of its own in the browser, and the guide has nothing of it. The clerk holds the list and never sees the
//! screen; the session holds the screen and never sees the list: they talk in [`clerk::Job`] and [`clerk::Said`].

pub mod cells;
pub mod clerk;
pub mod columns;
pub mod counted;
pub mod embed;
pub mod fault;
pub mod guard;
pub mod mapping;
pub mod orders;
pub mod page;
pub mod seen;
pub mod separator;
pub mod session;
pub mod sort;
pub mod survey;
pub mod surveyor;
pub mod table;
pub mod tally;
pub mod text;
pub mod ui;
pub mod values;
pub mod words;
pub mod workbook;
pub mod write;
