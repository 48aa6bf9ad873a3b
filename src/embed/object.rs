//! JavaScript objects: read piece by piece as untrusted text, written from what the engine says.

use js_sys::{Array, Number, Object, Reflect};
use wasm_bindgen::{JsCast, JsError, JsValue};

use super::value::value;
use crate::decision::Decision;
use crate::engine::{Answers, Stray};
use crate::pack::Logic;

/// The answers that an object holds, and what of it names none.
pub(super) fn read(logic: &Logic, value: &JsValue) -> (Answers, Vec<Stray>) {
    let pairs = pairs(value);
    Answers::read(logic, pairs.iter().map(|(question, choice)| (question.as_str(), choice.as_str())))
}

/// The entries of an object as pairs of text. An entry that is null or undefined says nothing; one that is no text is
/// told as what it looks like, to be set aside later as not understood.
fn pairs(value: &JsValue) -> Vec<(String, String)> {
    let Some(object) = Object::try_from(value) else { return Vec::new() };
    let entries = Object::entries(object).into_iter().filter_map(|entry| {
        let entry = Array::from(&entry);
        let (question, choice) = (entry.get(0).as_string()?, entry.get(1));
        (!choice.is_null() && !choice.is_undefined()).then(|| (question, text(&choice)))
    });
    entries.collect()
}

fn text(value: &JsValue) -> String {
    let number = || value.dyn_ref::<Number>().and_then(|number| number.to_string_with_radix(10).ok()).map(String::from);
    let truth = || value.as_bool().map(|truth| if truth { "true" } else { "false" }.to_owned());
    value.as_string().or_else(number).or_else(truth).unwrap_or_default()
}

/// Answers as an object.
pub(super) fn answers(logic: &Logic, answers: &Answers) -> JsValue {
    let object = Object::new();
    for (question, choice) in answers.given(logic).map(|(question, choice)| logic.keys(question, choice)) {
        // A plain object takes any property.
        let _set = Reflect::set(&object, &question.into(), &choice.into());
    }
    object.into()
}

/// A decision as an object, `null` where there is nothing.
pub(super) fn decision(decision: &Decision) -> Result<JsValue, JsError> {
    Ok(value(decision)?)
}
