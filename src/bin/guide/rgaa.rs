//! The table of the accessibility criteria, for integrators: from `rgaa.toml` to the page `accessibilite.html`. What a
//! criterion is said to be held by is checked against the tests that there are, by `tests/rgaa.rs`.

use std::fmt::Write;

use toml::de::{DeTable, DeValue};

use crate::failure::Failure;

const CRITERIA: &str = include_str!("rgaa.toml");

/// How each state is called, in the order in which they are counted.
const STATES: [(&str, &str); 3] = [("held", "tenu"), ("absent", "sans objet"), ("host", "page hôte")];

/// What the page is filled with: the tables, one a theme, and how many criteria are in which state.
///
/// # Errors
/// If the file is not as expected.
pub(crate) fn facts() -> Result<[(&'static str, String); 2], Failure> {
    let file = DeTable::parse(CRITERIA).map_err(|error| Failure::new(format!("rgaa.toml: {error}")))?.into_inner();
    let broken = || Failure::new("rgaa.toml is not as expected");
    let themes = file.get("theme").and_then(|it| it.get_ref().as_array()).ok_or_else(broken)?;
    let (mut tables, mut counts) = (String::new(), [0_usize; STATES.len()]);
    for (theme, number) in themes.iter().zip(1..) {
        let theme = theme.get_ref().as_table().ok_or_else(broken)?;
        let title = text(theme, "title").ok_or_else(broken)?;
        let criteria = theme.get("criteria").and_then(|it| it.get_ref().as_array()).ok_or_else(broken)?;
        _ = writeln!(
            tables,
            "    <div class=\"scroller\" tabindex=\"0\" role=\"region\" aria-labelledby=\"t{number}\">\n    <table>\n      \
             <caption id=\"t{number}\">{number}. {}</caption>\n      <thead><tr><th scope=\"col\">Critère</th>\
             <th scope=\"col\">État</th><th scope=\"col\">Comment</th></tr></thead>\n      <tbody>",
            escaped(&title)
        );
        for criterion in criteria {
            let criterion = criterion.get_ref().as_table().ok_or_else(broken)?;
            let state = text(criterion, "state").ok_or_else(broken)?;
            let place = STATES.iter().position(|(key, _)| *key == state).ok_or_else(broken)?;
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
            tables.push_str(&row(criterion, place).ok_or_else(broken)?);
        }
        tables.push_str("      </tbody>\n    </table>\n    </div>\n");
    }
    let [held, absent, host] = counts;
    let told = format!(
        "Sur {} critères, {held} sont tenus, {absent} sont sans objet, {host} relèvent de la page hôte.",
        held + absent + host
    );
    Ok([("rgaa", tables), ("rgaa-counts", told)])
}

fn row(criterion: &DeTable<'_>, state: usize) -> Option<String> {
    let tests = criterion.get("tests").and_then(|it| it.get_ref().as_array());
    let tests = tests.into_iter().flat_map(|it| it.iter()).filter_map(|it| it.get_ref().as_str());
    let tests: Vec<_> = tests.map(|it| format!("<code>{}</code>", escaped(it))).collect();
    let hand = criterion.get("hand").is_some().then(|| "Vérifié à la main.".to_owned());
    let proof = if tests.is_empty() { None } else { Some(format!("Tests : {}.", tests.join(", "))) };
    let how = Some(escaped(&text(criterion, "how")?)).filter(|it| !it.is_empty());
    let how: Vec<_> = how.into_iter().chain(hand).chain(proof).collect();
    Some(format!(
        "        <tr><th scope=\"row\">{} {}</th><td>{}</td><td>{}</td></tr>\n",
        escaped(&text(criterion, "n")?),
        escaped(&text(criterion, "about")?),
        STATES.get(state)?.1,
        how.join(" ")
    ))
}

fn text(table: &DeTable<'_>, key: &str) -> Option<String> {
    match table.get(key)?.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
