//! Serves the guide on this machine, and nowhere else, until the terminal ends it.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

use crate::failure::Failure;
use crate::{page, setup};

const PORT: u16 = 8080;
/// How many ports are tried where the one wanted is taken.
const TRIES: u16 = 50;

/// Builds the guide, serves it, and builds it again at every change.
///
/// # Errors
/// If something is missing, no port is free, or the server ends.
pub(crate) fn serve(arguments: &[String]) -> Result<(), Failure> {
    let wanted = wanted(arguments)?;
    setup::building()?;
    let port = free(wanted)?;
    let mut trunk = page::trunk()?;
    let mut server = trunk
        .args(["serve", "--port", &port.to_string()])
        .spawn()
        .map_err(|error| Failure::new(format!("`trunk` could not be started: {error}")))?;
    let mut said = Said::No;
    loop {
        let over = server.try_wait().map_err(|error| Failure::new(format!("`trunk` was lost: {error}")))?;
        if let Some(status) = over {
            return Err(Failure::new(format!("`trunk serve` ended ({status})")));
        }
        // It listens once the first build is done.
        if said == Said::No && TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            said = Said::Yes;
            println!("\n   The guide is at http://127.0.0.1:{port}/ (Ctrl-C ends it; reload after a change)\n");
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Whether the address was printed.
#[derive(PartialEq)]
enum Said {
    Yes,
    No,
}

/// The port asked for: `--port 9000`, or else the usual one.
fn wanted(arguments: &[String]) -> Result<u16, Failure> {
    match arguments {
        [] => Ok(PORT),
        [flag, port] if flag == "--port" => {
            port.parse().map_err(|_| Failure::new(format!("`{port}` is no port: a number up to 65535 is")))
        }
        _ => Err(Failure::new(format!("`{}` is not understood; there is `--port 8080`", arguments.join(" ")))),
    }
}

/// The first free port from this one on.
fn free(wanted: u16) -> Result<u16, Failure> {
    let last = wanted.saturating_add(TRIES);
    (wanted..=last)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or_else(|| Failure::new(format!("no port is free from {wanted} to {last}")))
}

#[cfg(test)]
mod tests {
    use super::{free, wanted};
    use std::net::{Ipv4Addr, TcpListener};

    #[track_caller]
    fn reads(line: &str, port: Option<u16>) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(wanted(&words).ok(), port);
    }

    #[test]
    fn the_port_is_a_number_or_the_usual_one() {
        reads("", Some(8080));
        reads("--port 9000", Some(9000));
        reads("--port", None);
        reads("--port many", None);
        reads("--open", None);
    }

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(free(port).unwrap() > port);
    }
}
