//! The least of an HTTP server that tests need, and no more: one request a connection, so that a server that is closed
//! is gone at once, as a machine without a network is. It listens on this machine alone.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// What a browser asks.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// What stands after the method: a path, or a whole address where a proxy is asked.
    pub(crate) target: String,
    pub(crate) body: Vec<u8>,
}

/// What it is answered.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

/// A server that answers until it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    closed: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// A request larger than this is nobody's.
const LARGE: usize = 1 << 20;

impl Server {
    /// Listens on this port, 0 being any that is free.
    pub(crate) fn open(port: u16, answer: impl Fn(Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        let address = listener.local_addr().unwrap();
        let closed = Arc::new(AtomicBool::new(false));
        let (answer, is_closed) = (Arc::new(answer), Arc::clone(&closed));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if is_closed.load(Ordering::SeqCst) {
                    return;
                }
                let (answer, is_closed) = (Arc::clone(&answer), Arc::clone(&is_closed));
                // Browsers open connections that they may never use: none may hold up the others.
                std::thread::spawn(move || serve(stream, &is_closed, &*answer));
            }
        });
        Self { address, closed, thread: Some(thread) }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for somebody to come.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(stream: TcpStream, closed: &AtomicBool, answer: &dyn Fn(Request) -> Reply) {
    let Some(request) = read(&stream) else { return };
    if closed.load(Ordering::SeqCst) {
        return;
    }
    let reply = answer(request);
    // A browser that has gone away needs no answer.
    let _ = write(stream, &reply);
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream);
    let mut line = String::new();
    lines.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut length = 0;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok().filter(|it| *it < LARGE)?;
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    Some(Request { method, target, body })
}

fn write(mut stream: TcpStream, Reply { status, headers, body }: &Reply) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} -\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    stream.write_all(body)?;
    stream.flush()
}
