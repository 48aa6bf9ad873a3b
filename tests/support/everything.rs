//! All that a guide can say, made and thrown away: who comes through has met nothing that cannot be.

use cpx_guide::decision::decide;
use cpx_guide::engine::{Answers, Stop, paths, walk};
use cpx_guide::link;
use cpx_guide::page::{Body, page};
use cpx_guide::session::{Change, Compiled, Day, Mode, Msg, Session, update};

/// Walks up to `most` ways through a guide, and makes every page of each: the questions one at a time and all at once, the
/// result with its steps ticked and its days given, the link that brings it back, the decision. Gives how many there were.
pub(crate) fn everything(compiled: &Compiled, most: usize) -> usize {
    let Compiled { guide, graph } = compiled;
    let mut screens = 0;
    for path in paths(graph).take(most) {
        let mut session = Session::default();
        for turn in &path.turns {
            screens += shown(compiled, &session);
            session = update(compiled, session, Msg::Picked(turn.choice));
            session = update(compiled, session, Msg::Continued);
        }
        assert_eq!(session.walk(graph).stop, Stop::Decides(path.plan), "a way leads where it leads");
        for step in graph.plan(path.plan).steps.iter().map(|it| it.step) {
            session = update(compiled, session, Msg::Worked(Change::Ticked(step)));
        }
        for (day, date) in [(Day::Start, "2026-11-23"), (Day::Need, "2027-01-04")] {
            session = update(compiled, session, Msg::Worked(Change::Given(day, date.to_owned())));
        }
        screens += shown(compiled, &session);
        let answers = Answers::of(&path.turns);
        let saved = link::write(&guide.logic, &answers, &session.work);
        let back = link::read(&guide.logic, &saved).expect("a link is one");
        assert!(back.answers == answers && back.work == session.work && back.strays.is_empty(), "{saved}");
        let decision = decide(guide, graph, &answers, &[]);
        serde_json::to_string(&decision).expect("a decision is JSON");
        assert_eq!(walk(graph, &answers).turns, path.turns);
    }
    screens
}

fn shown(compiled: &Compiled, session: &Session) -> usize {
    let expert = update(compiled, session.clone(), Msg::Switched(Mode::Expert));
    let both = [page(compiled, session), page(compiled, &expert).resumed(compiled, &expert, "https://example.org/")];
    both.iter().filter(|it| matches!(it.body, Body::Expert(_))).count() + 1
}
