//! Asks each official address of a pack whether it still answers, and says where in the file a dead one stands. Politely:
//! by name, one request at a time to a host, with a pause between two, no more of an answer than its head, and never
//! unless somebody asks for it.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use ureq::{Agent, Error};

use crate::pack::draft::draft;
use crate::pack::problem::{Problem, Report, Text};
use crate::pack::source::File;
use crate::pack::upkeep::addresses;

/// How it is done.
#[derive(Clone, Copy)]
pub struct Manners<'a> {
    /// How long one answer is waited for.
    pub timeout: Duration,
    /// What is done between two requests to one host: waiting, but who runs the tests need not.
    pub pause: &'a (dyn Fn() + Sync),
    /// Is told each address once it is known what became of it: asking takes minutes, and silence looks like a fault.
    pub heard: &'a (dyn Fn(&str, &Found) + Sync),
}

/// An address, and what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The address.
    pub url: String,
    /// What became of it.
    pub found: Found,
    /// Each time that it is written, ready to be printed: file, line, column, what is wrong, the line itself.
    pub told: Vec<String>,
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It answers.
    Alive,
    /// It leads to another, which answers.
    Moved {
        /// The other.
        to: String,
        /// For how long.
        stay: Stay,
    },
    /// It answers people, maybe, but not programs: with this status.
    Refused(u16),
    /// It answers no more: why.
    Dead(String),
}

/// For how long an address has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// For good, and the file should follow.
    ForGood,
    /// For now: the old address stays the right one.
    ForNow,
}

/// Who asks, so that whoever keeps the server can see it.
const NAME: &str = concat!("cpx-guide-links/", env!("CARGO_PKG_VERSION"), " (checks that official pages still exist)");
/// How many times one may be sent on.
const HOPS: usize = 5;

/// Asks every address of a rules file, each once; in the order of the file.
#[must_use]
pub fn links(rules: &File, manners: Manners<'_>) -> Vec<Asked> {
    let (draft, _) = draft(&rules.text);
    let mut places: BTreeMap<&str, Vec<&Text>> = BTreeMap::new();
    for address in addresses(&draft) {
        places.entry(&address.it).or_default().push(address);
    }
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in places.keys() {
        hosts.entry(origin(url)).or_default().push(url);
    }
    let agent = agent(manners.timeout);
    let found: BTreeMap<&str, Found> = thread::scope(|scope| {
        let threads = hosts.values().map(|urls| scope.spawn(|| in_turn(&agent, urls, manners))).collect::<Vec<_>>();
        threads.into_iter().filter_map(|thread| thread.join().ok()).flatten().collect()
    });
    let mut asked: Vec<_> = found
        .into_iter()
        .filter_map(|(url, found)| {
            let places = places.get(url)?;
            let told = found.told().map(|message| places.iter().map(|it| told(rules, it, &message)).collect());
            Some((places.first()?.at, Asked { url: url.to_owned(), found, told: told.unwrap_or_default() }))
        })
        .collect();
    asked.sort_by_key(|(at, _)| *at);
    asked.into_iter().map(|(_, asked)| asked).collect()
}

/// One host, one address after the other.
fn in_turn<'a>(agent: &Agent, urls: &[&'a str], manners: Manners<'_>) -> Vec<(&'a str, Found)> {
    let mut found = Vec::with_capacity(urls.len());
    for (place, url) in urls.iter().enumerate() {
        if place > 0 {
            (manners.pause)();
        }
        let answer = ask(agent, url, manners);
        (manners.heard)(url, &answer);
        found.push((*url, answer));
    }
    found
}

/// Follows an address to its end.
fn ask(agent: &Agent, url: &str, manners: Manners<'_>) -> Found {
    let (mut at, mut stay) = (url.to_owned(), Stay::ForGood);
    for hop in 0..=HOPS {
        if hop > 0 {
            (manners.pause)();
        }
        let (status, location) = match answer(agent, &at, manners) {
            Ok(answer) => answer,
            Err(error) => return Found::Dead(after(url, &at, &why(&error, manners.timeout))),
        };
        match (status, location) {
            (301 | 302 | 303 | 307 | 308, Some(location)) => {
                if !matches!(status, 301 | 308) {
                    stay = Stay::ForNow;
                }
                at = join(&at, &location);
            }
            (200..=399, _) if at == url => return Found::Alive,
            (200..=399, _) => return Found::Moved { to: at, stay },
            (401 | 403 | 429, _) => return Found::Refused(status),
            _ => return Found::Dead(after(url, &at, &format!("it answers {status}"))),
        }
    }
    Found::Dead(format!("it is sent on more than {HOPS} times"))
}

/// The status of an answer, and where it sends to. Some servers know no `HEAD`, and some know it badly: what it refuses is
/// asked for once more as a browser would.
fn answer(agent: &Agent, url: &str, manners: Manners<'_>) -> Result<(u16, Option<String>), Error> {
    let head = agent.head(url).call()?;
    let response = if head.status().as_u16() < 400 {
        head
    } else {
        (manners.pause)();
        agent.get(url).call()?
    };
    let location = response.headers().get("location").and_then(|it| it.to_str().ok()).map(str::to_owned);
    Ok((response.status().as_u16(), location))
}

fn agent(timeout: Duration) -> Agent {
    let config = Agent::config_builder()
        .user_agent(NAME)
        .timeout_global(Some(timeout))
        .http_status_as_error(false)
        // Each hop is looked at here: for good or for now makes a difference.
        .max_redirects(0)
        .max_redirects_will_error(false);
    config.build().new_agent()
}

fn why(error: &Error, timeout: Duration) -> String {
    match error {
        Error::HostNotFound => "no server has this name".to_owned(),
        Error::Timeout(_) => format!("no answer within {} s", timeout.as_secs_f32()),
        Error::ConnectionFailed => "there is no connection".to_owned(),
        Error::Io(error) => format!("there is no connection ({error})"),
        other => format!("no secure or readable answer ({other})"),
    }
}

/// A reason, told of the address at which it was met.
fn after(url: &str, at: &str, why: &str) -> String {
    if url == at { why.to_owned() } else { format!("it sends on to `{at}`, of which: {why}") }
}

impl Found {
    /// What is wrong, if something is.
    fn told(&self) -> Option<String> {
        match self {
            Self::Alive => None,
            Self::Moved { to, stay: Stay::ForGood } => Some(format!("moved for good, to `{to}`")),
            Self::Moved { to, stay: Stay::ForNow } => Some(format!("for now it leads to `{to}`")),
            Self::Refused(status) => Some(format!("turns programs away ({status}): look at it in a browser")),
            Self::Dead(why) => Some(format!("dead: {why}")),
        }
    }
}

fn told(rules: &File, address: &Text, message: &str) -> String {
    let problem = Problem::new(address.at, message);
    Report { problem: &problem, file: &rules.name, source: &rules.text }.to_string()
}

/// Scheme, host and port: `https://esante.gouv.fr`.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find(['/', '?', '#'])).map_or(url.len(), |at| host + at);
    url.get(..end).unwrap_or(url)
}

/// Where a `Location` leads, seen from `base`.
fn join(base: &str, location: &str) -> String {
    let location = location.split('#').next().unwrap_or_default();
    let base = base.split(['?', '#']).next().unwrap_or_default();
    let origin = origin(base);
    let scheme = base.split("//").next().unwrap_or_default();
    let head = location.split(['/', '?']).next().unwrap_or_default();
    if head.contains(':') {
        location.to_owned()
    } else if location.starts_with("//") {
        format!("{scheme}{location}")
    } else if location.starts_with('/') {
        format!("{origin}{location}")
    } else if location.starts_with('?') {
        format!("{base}{location}")
    } else {
        let folder = base
            .get(origin.len()..)
            .and_then(|path| path.rfind('/'))
            .map_or("/", |at| base.get(origin.len()..=origin.len() + at).unwrap_or("/"));
        format!("{origin}{folder}{location}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn leads(base: &str, location: &str, expected: &str) {
        assert_eq!(join(base, location), expected);
    }

    #[test]
    fn a_location_is_seen_from_where_it_was_said() {
        leads("https://a.fr/b/c?d", "https://e.fr/f", "https://e.fr/f");
        leads("https://a.fr/b/c?d", "//e.fr/f", "https://e.fr/f");
        leads("https://a.fr:1/b/c?d", "/f#g", "https://a.fr:1/f");
        leads("https://a.fr/b/c?d/e", "f", "https://a.fr/b/f");
        leads("https://a.fr/b/c?d", "?e", "https://a.fr/b/c?e");
        leads("https://a.fr", "f", "https://a.fr/f");
        leads("https://a.fr/b/", "c/d:e", "https://a.fr/b/c/d:e");
    }
}
