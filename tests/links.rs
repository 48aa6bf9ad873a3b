//! What `cargo guide links` says of addresses: asked of a server on this machine that behaves in every way a server can.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use cpx_guide::keeper::links::{Found, Manners, Stay, links};
use cpx_guide::pack::source::File;

/// A server, and what it was asked.
struct Server {
    origin: String,
    heard: Arc<Mutex<Vec<String>>>,
    /// Once dropped, what hangs ends.
    _hold: Sender<()>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (hold, ended) = channel();
        let (log, ended, busy) = (Arc::clone(&heard), Arc::new(Mutex::new(ended)), Arc::new(AtomicUsize::new(0)));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (log, ended, busy) = (Arc::clone(&log), Arc::clone(&ended), Arc::clone(&busy));
                thread::spawn(move || serve(&stream.unwrap(), &log, &ended, &busy));
            }
        });
        Self { origin, heard, _hold: hold }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

fn serve(mut stream: &TcpStream, log: &Mutex<Vec<String>>, ended: &Mutex<Receiver<()>>, busy: &AtomicUsize) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    let others = busy.fetch_add(1, Ordering::SeqCst);
    let fields: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    let mut words = request.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap().to_owned());
    assert_eq!(others, 0, "{request} came before another was answered");
    let named = fields.iter().any(|it| it.to_ascii_lowercase().starts_with("user-agent: cpx-guide-links/"));
    assert!(named, "{fields:?}");
    log.lock().unwrap().push(format!("{method} {path}"));
    let (status, location) = match (method, path.as_str()) {
        (_, "/here" | "/folder/beside") | ("GET", "/no-head") => (200, None),
        ("HEAD", "/no-head") => (405, None),
        (_, "/for-good") => (301, Some("/here")),
        (_, "/for-now") => (302, Some("here")),
        (_, "/both") => (308, Some("/for-now?x")),
        (_, "/for-now?x") => (307, Some("/here#part")),
        (_, "/folder/start") => (301, Some("beside")),
        (_, "/round") => (301, Some("/round")),
        (_, "/to-nothing") => (301, Some("/nothing")),
        (_, "/gone") => (410, None),
        (_, "/ill") => (503, None),
        (_, "/people-only") => (403, None),
        _ => (404, None),
    };
    busy.fetch_sub(1, Ordering::SeqCst);
    if path == "/hangs" {
        // Ends with the test, which holds the other end.
        let _over = ended.lock().unwrap().recv();
        return;
    }
    let location = location.map(|it| format!("Location: {it}\r\n")).unwrap_or_default();
    let answer = format!("HTTP/1.1 {status} X\r\n{location}Content-Length: 0\r\nConnection: close\r\n\r\n");
    // Who asked may have gone by now.
    let _sent = stream.write_all(answer.as_bytes());
}

/// A rules file that holds nothing but addresses, the last of them twice.
fn pack(urls: &[String]) -> File {
    let row = |(place, url): (usize, &String)| format!("[[document]]\nid = \"d{place}\"\nurl = \"{url}\"\n");
    let text: String = urls.iter().chain(urls.last()).enumerate().map(row).collect();
    File { name: "pack.toml".to_owned(), text }
}

fn found(urls: &[String], timeout: Duration) -> BTreeMap<String, (Found, Vec<String>)> {
    let heard = Mutex::new(BTreeMap::new());
    let hear = |url: &str, found: &Found| {
        heard.lock().unwrap().insert(url.to_owned(), found.clone());
    };
    let asked = links(&pack(urls), Manners { timeout, pause: &|| {}, heard: &hear });
    let told: BTreeMap<_, _> = asked.iter().map(|it| (it.url.clone(), it.found.clone())).collect();
    assert_eq!(heard.into_inner().unwrap(), told, "what is heard while asking is what is told in the end");
    asked.into_iter().map(|it| (it.url, (it.found, it.told))).collect()
}

#[test]
fn every_way_to_answer_is_told_apart() {
    let server = Server::start();
    let at = |path: &str| format!("{}{path}", server.origin);
    let moved = |to: &str, stay| Found::Moved { to: at(to), stay };
    let dead = |why: &str| Found::Dead(why.to_owned());
    let expected = [
        ("/here", Found::Alive),
        ("/no-head", Found::Alive),
        ("/for-good", moved("/here", Stay::ForGood)),
        ("/folder/start", moved("/folder/beside", Stay::ForGood)),
        ("/for-now", moved("/here", Stay::ForNow)),
        ("/both", moved("/here", Stay::ForNow)),
        ("/people-only", Found::Refused(403)),
        ("/nothing", dead("it answers 404")),
        ("/gone", dead("it answers 410")),
        ("/ill", dead("it answers 503")),
        ("/round", dead("it is sent on more than 5 times")),
        ("/to-nothing", dead(&format!("it sends on to `{}`, of which: it answers 404", at("/nothing")))),
    ];
    let urls: Vec<_> = expected.iter().map(|(path, _)| at(path)).collect();
    // Far more than a machine in trouble needs: none of these is to wait for it.
    let found = found(&urls, Duration::from_secs(60));
    for (path, expected) in &expected {
        assert_eq!(found[&at(path)].0, *expected, "{path}");
    }
    let heard = server.heard();
    let times = |request: &str| heard.iter().filter(|it| *it == request).count();
    assert_eq!((times("HEAD /no-head"), times("GET /no-head")), (1, 1));
    assert_eq!((times("HEAD /here"), times("GET /here")), (4, 0), "once for itself, three times as the end of a way");
    assert_eq!(times("HEAD /round"), 6);
}

/// What is dead is told at every place where it is written, and what is alive nowhere.
#[test]
fn a_dead_address_is_told_where_it_stands() {
    let server = Server::start();
    let at = |path: &str| format!("{}{path}", server.origin);
    let found = found(&[at("/here"), at("/nothing")], Duration::from_secs(60));
    assert!(found[&at("/here")].1.is_empty());
    let told = &found[&at("/nothing")].1;
    let heads: Vec<_> = told.iter().map(|it| it.lines().next().unwrap()).collect();
    assert_eq!(heads, ["pack.toml:6:7: dead: it answers 404", "pack.toml:9:7: dead: it answers 404"]);
    assert!(told[0].contains(&format!("6 | url = \"{}\"", at("/nothing"))), "{}", told[0]);
}

#[track_caller]
fn dies(url: &str, timeout: Duration, expected: &str) {
    match &found(&[url.to_owned()], timeout)[url].0 {
        Found::Dead(why) => assert!(why.contains(expected), "{url}: {why}"),
        other => panic!("{url}: {other:?}"),
    }
}

#[test]
fn whoever_does_not_answer_is_dead() {
    let server = Server::start();
    dies(&format!("{}/hangs", server.origin), Duration::from_millis(200), "no answer within 0.2 s");
    // A port that was free a moment ago.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    dies(&format!("http://{closed}/"), Duration::from_secs(60), "no connection");
    // A server that speaks, but not in secret.
    let plain = server.origin.replace("http:", "https:");
    dies(&format!("{plain}/here"), Duration::from_millis(500), "");
}

/// Between two requests to one host there is a pause; two hosts do not wait for each other.
#[test]
fn one_host_is_asked_in_turn() {
    let (one, other) = (Server::start(), Server::start());
    let urls = ["/here", "/folder/beside", "/no-head"].map(|path| format!("{}{path}", one.origin));
    let urls: Vec<_> = urls.into_iter().chain([format!("{}/here", other.origin)]).collect();
    let pauses = AtomicUsize::new(0);
    let pause = || {
        pauses.fetch_add(1, Ordering::SeqCst);
    };
    let asked = links(&pack(&urls), Manners { timeout: Duration::from_secs(60), pause: &pause, heard: &|_, _| {} });
    assert_eq!(asked.iter().map(|it| &it.url).collect::<Vec<_>>(), urls.iter().collect::<Vec<_>>());
    // Two between three addresses, one between the refused HEAD and the GET.
    assert_eq!(pauses.into_inner(), 3);
    assert_eq!((one.heard().len(), other.heard().len()), (4, 1));
}
