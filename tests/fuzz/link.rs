//! Any text as a saved link and as a preset: read, drawn, written, and read back as the same.
#![no_main]

use std::sync::LazyLock;

use cpx_guide::decision::decide;
use cpx_guide::engine::Answers;
use cpx_guide::page::page;
use cpx_guide::session::{Compiled, Mode, Msg, Origin, Session, update};
use cpx_guide::{built_in, link};
use libfuzzer_sys::fuzz_target;

static GUIDE: LazyLock<Compiled> = LazyLock::new(|| built_in::compiled("").unwrap());

fuzz_target!(|text: &str| {
    let Compiled { guide, graph } = &*GUIDE;
    let logic = &guide.logic;
    let (answers, strays) = Answers::parse(logic, text);
    let (again, none) = Answers::parse(logic, &answers.write(logic));
    assert!(again == answers && none.is_empty(), "a preset is not what was written");
    let _decided = decide(guide, graph, &answers, &strays);
    for text in [text.to_owned(), format!("#cpx={text}")] {
        let Some(read) = link::read(logic, &text) else { continue };
        let saved = link::write(logic, &read.answers, &read.work);
        let back = link::read(logic, &saved).expect("what was written is a link");
        assert!(
            back.answers == read.answers && back.work == read.work && back.strays.is_empty(),
            "{text} becomes {saved}"
        );
        let session = Session::with(read.answers, read.strays).from(Origin::Edition(read.edition));
        let session = update(&GUIDE, Session::default(), Msg::Loaded(Box::new(Session { work: read.work, ..session })));
        let expert = update(&GUIDE, session.clone(), Msg::Switched(Mode::Expert));
        for session in [session, expert] {
            let _drawn = page(&GUIDE, &session).resumed(&GUIDE, &session, "https://example.org/");
        }
    }
});
