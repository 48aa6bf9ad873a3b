//! A condition altered in every way, one thing at a time: each part dropped and negated, each value dropped, exchanged and
//! joined by another, `all` and `any` exchanged; and the values of TOML as they are written again.

use std::fmt;

use toml::de::DeValue;

/// What conditions can speak of.
pub(super) struct Names {
    pub(super) facts: Vec<String>,
    /// Questions with their choices, attributes with their values.
    pub(super) questions: Vec<(String, Vec<String>)>,
}

impl Names {
    /// A condition with one thing altered, in every way.
    pub(super) fn alter(&self, condition: &Written) -> Vec<(&'static str, Written)> {
        let entries = condition.clone().entries();
        let mut made = Vec::new();
        for (place, (key, value)) in entries.iter().enumerate() {
            let mut others = entries.clone();
            others.remove(place);
            let rest = Written::Table(others);
            let this = Written::Table(vec![(key.clone(), value.clone())]);
            made.push(("part of a condition dropped", rest.clone()));
            let turned = Written::Table(vec![("not".to_owned(), this)]);
            made.push(("part of a condition negated", Written::both(rest.clone(), turned)));
            let with = |key: &str, value: Written| {
                let mut entries = entries.clone();
                entries[place] = (key.to_owned(), value);
                Written::Table(entries)
            };
            match (key.as_str(), value) {
                ("not", inner) => {
                    made.extend(self.alter(inner).into_iter().map(|(done, inner)| (done, with(key, inner))));
                }
                ("all" | "any", Written::List(parts)) => {
                    let other = if key == "all" { "any" } else { "all" };
                    if parts.len() > 1 && !entries.iter().any(|it| it.0 == other) {
                        made.push(("all and any exchanged", with(other, value.clone())));
                    }
                    for (place, part) in parts.iter().enumerate() {
                        let put = |part: Option<Written>| {
                            let mut parts = parts.clone();
                            parts.splice(place..=place, part);
                            with(key, Written::List(parts))
                        };
                        if parts.len() > 1 {
                            made.push(("part of a condition dropped", put(None)));
                        }
                        made.extend(self.alter(part).into_iter().map(|(done, part)| (done, put(Some(part)))));
                    }
                }
                _ => {
                    let facts = if key == "fact" { Some(&self.facts) } else { None };
                    let known = facts.or_else(|| self.questions.iter().find(|it| it.0 == *key).map(|it| &it.1));
                    let (known, names) = (known.expect("a condition names what is there"), value.names());
                    let several =
                        |names: Vec<String>| with(key, Written::List(names.into_iter().map(Written::Text).collect()));
                    for name in &names {
                        let others: Vec<_> = names.iter().filter(|it| *it != name).cloned().collect();
                        if !others.is_empty() {
                            made.push(("value dropped", several(others.clone())));
                        }
                        let next = next(known, &names, name);
                        if !names.contains(&next) {
                            made.push(("value exchanged", several([others, vec![next]].concat())));
                        }
                    }
                    if let Some(last) = names.last().filter(|_| names.len() < known.len()) {
                        made.push(("value added", several([names.clone(), vec![next(known, &names, last)]].concat())));
                    }
                }
            }
        }
        made
    }
}

/// A value, ready to be written again.
#[derive(Debug, Clone)]
pub(super) enum Written {
    Text(String),
    List(Vec<Written>),
    Table(Vec<(String, Written)>),
}

impl Written {
    pub(super) fn of(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::Array(items) => Self::List(items.iter().map(|it| Self::of(it.get_ref())).collect()),
            DeValue::Table(entries) => Self::Table(
                entries.iter().map(|(key, value)| (key.get_ref().to_string(), Self::of(value.get_ref()))).collect(),
            ),
            other => Self::Text(text(other)),
        }
    }

    pub(super) fn entries(self) -> Vec<(String, Self)> {
        if let Self::Table(entries) = self { entries } else { Vec::new() }
    }

    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Text(name) => vec![name.clone()],
            Self::List(items) => items.iter().flat_map(Self::names).collect(),
            Self::Table(_) => Vec::new(),
        }
    }

    /// Two conditions that must both hold.
    fn both(one: Self, other: Self) -> Self {
        match (one, other) {
            (Self::Table(one), other) if one.is_empty() => other,
            (Self::Table(mut one), Self::Table(other))
                if !other.iter().any(|it| one.iter().any(|own| own.0 == it.0)) =>
            {
                one.extend(other);
                Self::Table(one)
            }
            (one, other) => Self::Table(vec![("all".to_owned(), Self::List(vec![one, other]))]),
        }
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::List(items) => {
                write!(f, "[{}]", items.iter().map(Self::to_string).collect::<Vec<_>>().join(", "))
            }
            Self::Table(entries) => {
                let entries = entries.iter().map(|(key, value)| format!("{} = {value}", quoted(key)));
                write!(f, "{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// The name after `name` that is not among some.
pub(super) fn next(known: &[String], taken: &[String], name: &str) -> String {
    let place = known.iter().position(|it| it == name).map_or(0, |it| it + 1);
    let round = known.iter().cycle().skip(place).take(known.len());
    round.into_iter().find(|it| !taken.contains(it)).unwrap_or(&known[0]).clone()
}

pub(super) fn text(value: &DeValue<'_>) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn list(value: &DeValue<'_>) -> Vec<String> {
    Written::of(value).names()
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
