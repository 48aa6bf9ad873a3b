//! The dossier for the people of the trade, who read French and no rules file: one page without script, in which each rule
//! is a sentence made from what decides, with its section, its days and the cases that fire it; then what the plans are
//! made of; and people of the trade with what the guide tells them. What is overdue comes first.
//!
//! Its own words are French, as the sheet is; those of the guide are the pack's.

mod days;
mod html;
mod lines;
mod persons;
mod rows;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::calendar::Date;
use crate::pack::draft::draft;
use crate::pack::source::{Refused, Source};
use crate::pack::upkeep::{Upkeep, upkeep};
use crate::page;
use crate::session::Compiled;
use html::{line, link, list, tag, text, with};
use lines::Line;
use rows::Row;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// What a dossier is made from.
#[derive(Debug, Clone, Copy)]
pub struct Papers<'a> {
    /// The rules.
    pub source: &'a Source,
    /// Cases, one a line: `answers => … | reason`.
    pub cases: &'a str,
    /// People, one a line: `name => answers`.
    pub personas: &'a str,
    /// The day of the dossier.
    pub today: Date,
}

/// What all parts of the dossier look at.
struct Desk {
    compiled: Compiled,
    upkeep: Upkeep,
    cases: Vec<Line>,
    today: Date,
}

/// The dossier, a whole page.
///
/// # Errors
/// Every fault of the pack.
pub fn review(papers: &Papers<'_>) -> Result<String, Refused> {
    let (guide, graph, _) = papers.source.compile()?;
    let compiled = Compiled { guide, graph };
    let cases = lines::cases(&compiled, papers.cases);
    let personas = lines::personas(&compiled, papers.personas);
    let upkeep = upkeep(&draft(&papers.source.rules.text).0);
    let desk = Desk { compiled, upkeep, cases, today: papers.today };
    let parts = rows::parts(&desk);
    let body = [
        head(&desk),
        overdue(&desk, &parts),
        persons::persons(&desk, &personas),
        parts.iter().map(|part| part.html(&desk)).collect(),
        attributes(&desk),
    ];
    let title = format!("Relecture : {}", desk.compiled.guide.words.title);
    let policy = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(STYLE)));
    let page = PAGE.replace("{{title}}", &text(&title)).replace("{{policy}}", &policy).replace("{{style}}", STYLE);
    Ok(page.replace("{{body}}", &body.concat()))
}

impl Desk {
    /// A day in words: `23 novembre 2026`.
    fn day(&self, day: &str) -> String {
        page::date(&self.compiled.guide.words, day)
    }
}

fn head(desk: &Desk) -> String {
    let Compiled { guide, graph } = &desk.compiled;
    let (logic, words) = (&guide.logic, &guide.words);
    let seal = format!(
        "Règles {}, empreinte {} : {} situations contrôlées, chacune avec un seul résultat et un plan complet.",
        logic.edition,
        logic.digest,
        graph.situations()
    );
    let day = format!("Dossier du {}. Source des règles : {}.", desk.day(&desk.today.to_string()), words.sheet);
    let chapters = rows::CHAPTERS.iter().map(|(id, title)| (*id, *title));
    let chapters = [("a-revoir", "À revoir"), ("personnes", "Des personnes")].into_iter().chain(chapters);
    let chapters = list("ul", chapters.map(|(id, title)| link(&format!("#{id}"), title)));
    let head = tag("h1", &text(&format!("Relecture : {}", words.title)))
        + &line("", &day)
        + &line("", &seal)
        + &line("quiet", "Chaque phrase est faite des données qui décident : la relire, c’est relire les règles.");
    tag("header", &head) + &with("nav", &[("aria-label", "Sommaire")], &chapters)
}

/// What is to be checked again: what is overdue first, then what is due next.
fn overdue(desk: &Desk, parts: &[rows::Part]) -> String {
    let mut rows: Vec<&Row> = parts.iter().flat_map(|part| &part.rows).filter(|row| row.due.is_some()).collect();
    rows.sort_by_key(|row| row.due);
    let late = rows.iter().filter(|row| row.is_late(desk.today)).count();
    let said = match (late, rows.first().and_then(|row| row.due)) {
        (_, None) => "Rien n’a d’échéance : le fichier des règles n’en donne pas.".to_owned(),
        (0, Some(next)) => format!("Rien n’est en retard. Prochaine échéance : le {}.", desk.day(&next.to_string())),
        (1, _) => "Une ligne est en retard.".to_owned(),
        (late, _) => format!("{late} lignes sont en retard."),
    };
    let table = if late == 0 { String::new() } else { table(desk, rows.iter().take(late)) };
    chapter("a-revoir", "À revoir", &(line("", &said) + &table))
}

fn table<'a>(desk: &Desk, rows: impl Iterator<Item = &'a &'a Row>) -> String {
    let heads = ["Quoi", "Vérifié le", "À revoir avant le"];
    let head = heads.map(|it| with("th", &[("scope", "col")], &text(it))).concat();
    let rows = rows.map(|row| {
        let due = row.due.map(|it| desk.day(&it.to_string())).unwrap_or_default();
        let name = with("th", &[("scope", "row")], &link(&format!("#{}", row.id), &row.title));
        let days = [(heads[1], desk.day(&row.checked)), (heads[2], due)];
        tag("tr", &(name + &days.map(|(head, day)| with("td", &[("data-label", head)], &text(&day))).concat()))
    });
    let body = tag("caption", "La plus ancienne échéance d’abord.")
        + &tag("thead", &tag("tr", &head))
        + &tag("tbody", &rows.collect::<String>());
    with("table", &[("class", "days")], &body)
}

/// By what names several choices go at once, and which these are.
fn attributes(desk: &Desk) -> String {
    let words = &desk.compiled.guide.words;
    let questions = &desk.compiled.guide.logic.questions;
    let rows = desk.upkeep.attributes.iter().filter_map(|it| {
        let question = questions.ids().nth(it.question)?;
        let question = &words.questions[question];
        let texts = it.choices.iter().filter_map(|choice| question.choices.get(choice.place()));
        let texts: Vec<_> = texts.map(|it| it.text.as_str()).collect();
        let said = format!("{} : {} «\u{a0}{}\u{a0}»", question.short, it.name, it.value);
        Some(tag("dt", &text(&said)) + &tag("dd", &text(&format!("{}.", texts.join(" ; ")))))
    });
    chapter("groupes", rows::GROUPS, &tag("dl", &rows.collect::<String>()))
}

fn chapter(id: &str, title: &str, inside: &str) -> String {
    let heading = format!("titre-{id}");
    let head = with("h2", &[("id", &heading)], &text(title));
    with("section", &[("id", id), ("aria-labelledby", &heading)], &(head + inside))
}
