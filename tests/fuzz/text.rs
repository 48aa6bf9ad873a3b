//! Any text as a rules file: its faults are told, or it becomes a guide that is compiled, opened again and drawn.
#![no_main]

#[path = "../support/everything.rs"]
mod everything;

use cpx_guide::pack::sealed::{open, seal};
use cpx_guide::pack::source::{File, Source};
use cpx_guide::session::Compiled;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let rules = File { name: "pack.toml".to_owned(), text: text.to_owned() };
    match (Source { rules, translations: Vec::new() }).compile() {
        Err(refused) => assert!(refused.faults > 0 && !refused.told.is_empty(), "refused without a word"),
        Ok((guide, graph, others)) => {
            let file = seal(&guide, &graph, &others);
            assert!(
                open(&file) == Ok((guide.clone(), graph.clone(), others)),
                "what the check has passed is not sound"
            );
            everything::everything(&Compiled { guide, graph }, 50);
        }
    }
});
