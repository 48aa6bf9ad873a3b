//! What the host page hears: bubbling, composed events. A page that listens to nothing learns nothing.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::EventTarget;

use super::object;
use crate::decision::Decision;
use crate::edge::send;
use crate::engine::{Answers, Turn};
use crate::pack::Logic;

/// `cpx-ready`: the guide is drawn for the first time.
pub(super) fn ready(element: &EventTarget) {
    send(element, "cpx-ready", &JsValue::NULL);
}

/// `cpx-answered`: a question was answered.
pub(super) fn answered(element: &EventTarget, logic: &Logic, turn: Turn, answers: &Answers) {
    let (question, choice) = logic.keys(turn.question, turn.choice);
    let detail = Object::new();
    set(&detail, "question", &question.into());
    set(&detail, "choice", &choice.into());
    set(&detail, "answers", &object::answers(logic, answers));
    send(element, "cpx-answered", &detail);
}

/// `cpx-decided`: the answers lead to a decision.
pub(super) fn decided(element: &EventTarget, decision: &Decision) {
    let detail = Object::new();
    if let Ok(decision) = object::decision(decision) {
        set(&detail, "decision", &decision);
        send(element, "cpx-decided", &detail);
    }
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // A plain object takes any property.
    let _set = Reflect::set(object, &key.into(), value);
}
