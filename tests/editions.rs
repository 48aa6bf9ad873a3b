//! Links of every edition that was ever published, and what they lead to today; and what the page says to whoever opens a
//! link of an edition that said something else. The example of a second edition goes through the same tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use cpx_guide::decision::{Decision, decide};
use cpx_guide::engine::{Answers, Stop, walk};
use cpx_guide::link;
use cpx_guide::page::{outcome, page};
use cpx_guide::session::{Compiled, Msg, Origin, Session, Work, update};
use support::editions::{FOLDER, compiled, pair, spoken};

/// What stands in a file of links: the link, and what it must lead to.
fn lines(name: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(Path::new(FOLDER).join(name)).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("#cpx="));
    lines.map(|line| line.split_once(" => ").map(|(link, to)| (link.to_owned(), to.to_owned())).unwrap()).collect()
}

/// A link opened, as the element opens it.
fn opened(compiled: &Compiled, text: &str) -> Session {
    let logic = &compiled.guide.logic;
    let link = link::read(logic, text).unwrap_or_else(|| panic!("{text} is no link"));
    let session = Session { work: link.work, ..Session::with(link.answers, link.strays) };
    if link.edition == logic.edition { session } else { session.from(Origin::Edition(link.edition)) }
}

/// What the notice about another edition says, beside that it is another.
fn told(compiled: &Compiled, session: &Session) -> Vec<String> {
    let notices = page(compiled, session).notices;
    let own = notices.into_iter().filter(|it| it.title == compiled.guide.words.texts.edition_title());
    own.flat_map(|it| it.lines.into_iter().skip(1)).collect()
}

/// What a link leads to: `asks` a question, or verdict, card and organisms; then what was set aside, and whether the page
/// says that its edition said something else.
fn leads(compiled: &Compiled, text: &str) -> String {
    let session = opened(compiled, text);
    let mut to = match decide(&compiled.guide, &compiled.graph, &session.answers, &session.strays) {
        Decision::Open(open) => format!("asks {}", open.next),
        Decision::Made(made) => {
            let card = made.card.unwrap_or_else(|| "-".to_owned());
            [vec![made.verdict, card], made.organisms].concat().join(" ")
        }
    };
    for stray in &session.strays {
        write!(to, ", without {}={}", stray.question, stray.choice).unwrap();
    }
    if !told(compiled, &session).is_empty() {
        to.push_str(", was told otherwise");
    }
    to
}

#[track_caller]
fn every_link_leads(compiled: &Compiled, name: &str) {
    let lines = lines(name);
    let logic = &compiled.guide.logic;
    for edition in logic.earlier.iter().map(|it| &it.key).chain([&logic.edition]) {
        let own =
            |(link, _): &&(String, String)| link.strip_prefix("#cpx=").unwrap().split('&').next() == Some(edition);
        assert!(lines.iter().any(|line| own(&line)), "{name} has no link of edition {edition}");
    }
    let wrong: Vec<_> =
        lines.iter().map(|(link, to)| (link, to, leads(compiled, link))).filter(|(_, to, now)| *to != now).collect();
    let wrong: Vec<_> =
        wrong.into_iter().map(|(link, to, now)| format!("{link}\n  must lead to {to}\n  leads to {now}")).collect();
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

#[test]
fn a_link_of_every_edition_leads_where_it_must() {
    every_link_leads(&support::guide(), "links.txt");
    let (_, new) = pair("cpx-2026.edits");
    every_link_leads(&compiled(&new), "cpx-2026.links");
}

/// A link that was published stays in the list, whatever comes after.
#[test]
fn no_link_is_forgotten() {
    let kept = lines("cpx-2026.links");
    for (link, _) in lines("links.txt") {
        assert!(kept.iter().any(|(known, _)| *known == link), "cpx-2026.links lacks {link}");
    }
}

/// Whoever saved a link where the older edition ended is told, if and only if it said something else.
#[test]
fn what_an_edition_said_is_told_just_where_it_said_otherwise() {
    let (old, new) = pair("cpx-2026.edits");
    for (old, new) in [(compiled(&old), compiled(&new)), (spoken(&old, "en"), spoken(&new, "en"))] {
        let mut all = 0;
        for (turns, plan) in support::paths(&old) {
            let saved = link::write(&old.guide.logic, &Answers::of(&turns), &Work::default());
            let session = opened(&new, &saved);
            let Stop::Decides(today) = walk(&new.graph, &session.answers).stop else { panic!("{saved} is open") };
            let [was, is] = [(&old, plan), (&new, today)].map(|(it, plan)| outcome(&it.guide, it.graph.plan(plan)));
            let told = told(&new, &session);
            if was == is {
                assert!(told.is_empty(), "{saved}: {told:?}");
                continue;
            }
            all += 1;
            let [before, now] = told.as_slice() else { panic!("{saved}: {told:?}") };
            assert!(now.ends_with(&is), "{saved}: {now}");
            assert!(now.contains(&new.guide.logic.edition) && before.contains(&old.guide.logic.edition));
            // Where today asks less than was asked, the older edition may have said one thing or another.
            let heading = was.split(" – ").next().unwrap();
            let organisms = was.rsplit(": ").next().unwrap();
            assert!(before.contains(heading) && before.contains(organisms), "{saved}: {before} lacks {was}");
        }
        assert!(all > 0);
    }
}

/// It is told to whoever opens the link, and no more once the person goes on; a link that is still open says nothing yet.
#[test]
fn what_was_said_is_told_once() {
    let (_, new) = pair("cpx-2026.edits");
    let new = compiled(&new);
    let nurse = "#cpx=fiche-2021&lieu=ville&besoin=carte&titulaire=professionnel";
    assert!(told(&new, &opened(&new, nurse)).is_empty());
    let session = opened(&new, &format!("{nurse}&profession=infirmier"));
    assert_eq!(told(&new, &session).len(), 2);
    let question = session.walk(&new.graph).turns[3].question;
    let session = update(&new, session, Msg::Revisited(question));
    assert!(told(&new, &session).is_empty());
    assert!(told(&new, &opened(&new, &format!("{nurse}&profession=medecin"))).is_empty());
    assert!(
        told(&new, &opened(&new, &format!("{}&profession=infirmier", nurse.replace("fiche-2021", "inconnue"))))
            .is_empty()
    );
}

/// What is not answered makes nothing hold, nor its contrary.
#[test]
fn an_answer_that_was_not_given_tells_nothing() {
    let (_, mut new) = pair("cpx-2026.edits");
    new.translations.clear();
    let row = "    { when = { lieu = \"ville\", titulaire = \"professionnel\", profession = \"infirmier\" }, said";
    let not = "    { when = { titulaire = \"professionnel\", not = { any = [{ salariat = \"salarie\" }, { fact = \"pas-encore\" }] } }, said";
    support::editions::replace(&mut new.rules, row, not);
    let new = compiled(&new);
    let to = |rest: &str| {
        told(&new, &opened(&new, &format!("#cpx=fiche-2021&besoin=carte&titulaire=professionnel&lieu={rest}"))).len()
    };
    assert_eq!(to("ville&profession=dieteticien&salariat=liberal"), 2);
    assert_eq!(to("ville&profession=dieteticien&salariat=salarie"), 0);
    assert_eq!(to("ville&profession=medecin&salariat=liberal"), 0);
    assert_eq!(to("etablissement&profession=infirmier"), 2);
}
