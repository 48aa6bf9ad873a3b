//! An overlay as the browser brings it: text, parsed by the browser's own parser, read into what the page is dressed with;
//! its accent as a style sheet of its own, for the host's own styles come before it and nothing is written inline.

use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CssStyleSheet;

use crate::overlay::{Accent, DEEPEST, Fault, Json, LONGEST, Overlay, Problem, read};
use crate::pack::Logic;

/// What a page is dressed with: nothing unless somebody gives it.
#[derive(Default)]
pub(super) struct Dress {
    pub(super) overlay: Overlay,
    pub(super) problems: Vec<Problem>,
    /// The accent, where there is one.
    pub(super) sheet: Option<CssStyleSheet>,
}

/// Reads the text of an overlay, or the cause for which there is none: `refused` or `unreachable`.
pub(super) fn dress(logic: &Logic, text: Option<&str>, cause: Option<&str>) -> Dress {
    let none = |fault| (Overlay::default(), vec![Problem::whole(fault)]);
    let (overlay, problems) = match (text, cause) {
        (_, Some("refused")) => none(Fault::Refused),
        (_, Some(_)) => none(Fault::Unreachable),
        (Some(text), None) if text.len() > LONGEST => none(Fault::TooLarge),
        (Some(text), None) => match JSON::parse(text) {
            Ok(value) => read(logic, &json(&value, DEEPEST)),
            Err(_) => none(Fault::NotJson),
        },
        (None, None) => Default::default(),
    };
    let sheet = overlay.accent.as_ref().and_then(sheet);
    Dress { overlay, problems, sheet }
}

/// A value of JavaScript that came from JSON.
fn json(value: &JsValue, depth: usize) -> Json {
    let Some(depth) = depth.checked_sub(1) else { return Json::Other };
    if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(number) = value.as_f64() {
        Json::Number(number)
    } else if let Some(items) = value.dyn_ref::<Array>() {
        Json::List(items.iter().map(|item| json(&item, depth)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let entries = Object::entries(object).into_iter().map(|entry| {
            let entry = Array::from(&entry);
            (entry.get(0).as_string().unwrap_or_default(), json(&entry.get(1), depth))
        });
        Json::Record(entries.collect())
    } else {
        Json::Other
    }
}

/// The accent on light and on dark; where only one is told, the other stays the guide's. What prefers more contrast keeps
/// the guide's too. The colours are six digits each: nothing else can stand in them.
fn sheet(accent: &Accent) -> Option<CssStyleSheet> {
    let light = accent.light.as_ref().map_or(OWN, |it| &it.0);
    let dark = accent.dark.as_ref().map_or(OWN, |it| &it.0);
    let sides = ["var(--_light,", light, ") var(--_dark,", dark, ")"].concat();
    let text = [":host{--_house:var(--_usual,", &sides, ") var(--_more,", OWN, ")}"].concat();
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(&text).ok()?;
    Some(sheet)
}

/// The accent of the guide.
const OWN: &str = "var(--_mark)";
