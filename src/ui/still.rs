//! The same screens as they stand in a page without any script: a control becomes a link, and what the views draw is
//! drawn by them here too. The words are those of the [`Page`]; the addresses come from the one who lays the page out.
//!
//! Several ways of answering may lead to one plan. It is drawn once: what belongs to one of these ways alone carries a
//! class with the number of that way (`n1`, `n2` …), by which the sheet shows it.

use yew::{Callback, Html, classes, html};

use super::{Level, Look, prose, result};
use crate::page::{ChoiceRow, Page, QuestionPage, ResultPage, Section, Terms, Trail};

/// A way that leads to a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The answers given, as the screen lists them; none before the first.
    pub trail: Option<Trail>,
    /// The addresses of the questions answered, in that order.
    pub met: Vec<String>,
}

/// A way that leads to a result: its id in the page, and the reasons that hold for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The id of the place that a link to this result names.
    pub id: String,
    /// The answers that decided.
    pub because: Section<String>,
    /// How it was reached.
    pub way: Way,
}

/// Draws a question: each choice is a link to its address in `choices`.
pub fn question(page: &Page, asked: &QuestionPage, choices: &[String], way: &Way, level: Level) -> Html {
    let send = Callback::noop();
    let look = Look { level, new_window: &page.new_window, send: &send };
    let many = asked.filter.as_ref().map(|_| "many");
    html! {
        <div class="columns">
            <div class="main">
                { back(page, way, None) }
                { for page.intro.iter().map(|intro| html! { <p class="intro">{ intro }</p> }) }
                <div class="question">
                    { prose::screen_heading(&asked.heading, look.level) }
                    { for asked.hint.iter().map(|hint| html! { <p class="hint">{ hint }</p> }) }
                    { for asked.terms.iter().map(|terms| prose::terms(terms, "terms")) }
                    <ul class={classes!("choices", many)} role="list">
                        { for asked.choices.iter().zip(choices).map(|(choice, address)| row(choice, address)) }
                    </ul>
                </div>
            </div>
            { trail(page, way, None, look) }
        </div>
    }
}

/// The link covers its row; the hint stands beside it, so that the link is named by the choice alone.
fn row(choice: &ChoiceRow, address: &str) -> Html {
    html! {
        <li class="choice">
            <a href={address.to_owned()}>{ &choice.label }</a>
            { for choice.hint.iter().map(|hint| html! { <p class="hint">{ hint }</p> }) }
        </li>
    }
}

/// Draws a result under the places that lead to it. Places stand before it, so that the sheet can tell which is meant.
pub fn result(page: &Page, shown: &ResultPage, reached: &[Reached], level: Level) -> Html {
    let send = Callback::noop();
    let look = Look { level, new_window: &page.new_window, send: &send };
    let numbered = || reached.iter().zip(1..).map(|(it, number): (_, usize)| (it, format!("n{number}")));
    let places = numbered().map(|(it, class)| html! { <span {class} id={it.id.clone()}></span> });
    let backs = numbered().map(|(it, class)| back(page, &it.way, Some(class)));
    let trails = numbered().map(|(it, class)| trail(page, &it.way, Some(class), look));
    let reasons = numbered().map(|(it, class)| because(&it.because, class, look.below()));
    html! {
        <>
            { for places }
            <div class="columns">
                <div class="main">
                    { for backs }
                    { result::around(shown, reasons.collect(), look) }
                </div>
                { for trails }
            </div>
        </>
    }
}

fn because(section: &Section<String>, class: String, look: Look) -> Html {
    html! {
        <section class={classes!("because", class)}>
            { prose::heading(&section.title, look.level) }
            { prose::list(&section.rows) }
        </section>
    }
}

/// The words explained, once for all results.
pub fn glossary(terms: &Terms) -> Html {
    prose::terms(terms, "glossary")
}

/// Who is behind the guide, and which rules it follows.
pub fn footer(page: &Page) -> Html {
    html! { <div class="footer">{ prose::paragraphs(&page.disclaimer) }</div> }
}

/// To the question before.
fn back(page: &Page, way: &Way, class: Option<String>) -> Html {
    let link = page.back.as_ref().zip(way.met.last());
    link.map(|(control, address)| go("quiet back", class, &control.label, address)).unwrap_or_default()
}

/// The answers given, each question leading back to where it was asked, and the way back to the first. Shorter than in
/// the element, because it is the part of the document that stands there most often.
fn trail(page: &Page, way: &Way, class: Option<String>, look: Look) -> Html {
    let Some(trail) = &way.trail else { return Html::default() };
    let rows = trail.rows.iter().zip(&way.met).map(|(row, address)| {
        html! { <><dt><a href={address.clone()}>{ &row.question }</a></dt><dd>{ &row.choice }</dd></> }
    });
    let restart = page.restart.as_ref().zip(way.met.first());
    html! {
        <div class={classes!("trail", class)}>
            { prose::heading(&trail.title, look.level.below()) }
            <dl>{ for rows }</dl>
            { for restart.map(|(control, address)| go("quiet restart", None, &control.label, address)) }
        </div>
    }
}

fn go(class: &'static str, number: Option<String>, label: &str, address: &str) -> Html {
    html! { <a class={classes!(class, number)} href={address.to_owned()}>{ label }</a> }
}
