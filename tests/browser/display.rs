//! A screen that nobody sees, for the browser that cannot do without one. It ends with the driver that it was opened
//! for, and takes with it whatever still draws on it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::engine::program;

/// A virtual screen.
pub(crate) struct Display {
    child: Child,
    /// Its name, as `DISPLAY` has it.
    pub(crate) name: String,
}

impl Display {
    /// Opens a screen of its own; the server finds a free name and says it once it is there.
    pub(crate) fn open() -> Self {
        let mut command = Command::new(program("CPX_XVFB", &["Xvfb"]));
        command.args(["-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp", "-noreset"]);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let display = Self { child, name: format!(":{}", line.trim()) };
        assert!(!line.trim().is_empty(), "the virtual screen did not open");
        display
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
