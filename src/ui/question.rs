//! One question, alone on the screen: a form whose legend is the heading, native radios, one button to go on.
//! Nothing is sent on before that button: picking a choice never changes the screen by itself.

use std::rc::Rc;

use yew::Event;
use yew::virtual_dom::ListenerKind;

use super::piece::{Name, Piece, each, tag};
use super::{Look, choices, focus, prose};
use crate::page::{ErrorText, QuestionPage};

/// Draws a question.
pub(super) fn view(page: &QuestionPage, look: Look) -> Piece {
    let id = |part: &str| format!("cpx-question-{}-{part}", page.key);
    let mut described = id("hint");
    if page.error.is_some() {
        described = described + " " + &id("error");
    }
    let go_on = prose::sends(&page.go_on.msg, look);
    let confirm = Rc::new(move |event: &Event| {
        event.prevent_default();
        go_on(event);
    });
    // `radiogroup`, since a mere group of fields cannot be called invalid.
    let mut fields = tag("fieldset").is(Name::Role, "radiogroup").has(Name::DescribedBy, &described);
    if page.error.is_some() {
        fields = fields.is(Name::Invalid, "true");
    }
    let error = |error: &ErrorText| tag("p").has(Name::Id, &id("error")).class("error").text(&error.text);
    let fields = fields
        .with(tag("legend").with(question_heading(page, look)))
        .with(tag("p").has(Name::Id, &id("hint")).class("hint").text(&page.hint))
        .with(each(page.terms.as_slice(), |terms| prose::terms(terms, "terms")))
        .with(each(page.error.as_slice(), error))
        .with(each(page.filter.as_slice(), |filter| choices::filter(&page.key, filter, look)))
        .with(choices::view(page, look));
    let button = tag("button").is(Name::Type, "submit").part("button go-on").class("go-on").text(&page.go_on.label);
    // A frame in a sandbox may refuse to submit before anybody hears of it; Enter presses this button, too.
    let button = button.on(ListenerKind::onclick, Rc::clone(&confirm) as Rc<dyn Fn(&Event)>);
    // The key makes each question a new form: a reused radio or an open explanation would bring its state along.
    tag("form")
        .part("question")
        .is(Name::NoValidate, "novalidate")
        .class("question")
        .key(&page.key)
        .on(ListenerKind::onsubmit, confirm)
        .with(each(page.error.as_slice(), summary))
        .with(fields)
        .with(button)
}

/// The question; what is wrong with the answer comes before it when there is something wrong.
fn question_heading(page: &QuestionPage, look: Look) -> Piece {
    match page.error {
        None => prose::first_heading(&page.heading, look.level),
        Some(_) => prose::screen_heading(&page.heading, look.level),
    }
}

/// What is wrong, announced at once, with the way to mend it.
fn summary(error: &ErrorText) -> Piece {
    let button = tag("button").is(Name::Type, "button").class("quiet").text(&error.text);
    tag("div")
        .part("error")
        .is(Name::Role, "alert")
        .is(Name::TabIndex, "-1")
        .is(Name::Focus, "")
        .class("summary")
        .with(prose::line("strong", &error.title))
        .with(button.on(ListenerKind::onclick, Rc::new(focus::choices)))
}
