//! The three browsers, their drivers, a font to print with, and the script that tests put into pages. On Debian what is missing is installed;
//! elsewhere it is named: a browser is the user's own affair there. Ubuntu counts as elsewhere, since its packages of
//! these names are absent or mere snaps.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::step::{read, run, step};
use crate::{place, tools};

/// Where the browsers, their drivers and the script for their pages are.
pub(crate) struct Browsers {
    chromium: PathBuf,
    chromedriver: PathBuf,
    firefox: PathBuf,
    geckodriver: PathBuf,
    webkit: PathBuf,
    webkitdriver: PathBuf,
    xvfb: PathBuf,
    axe: PathBuf,
}

/// A package of Debian, and what it is for.
pub(crate) struct Package {
    /// Its name there.
    pub(crate) name: &'static str,
    /// What to look for elsewhere.
    pub(crate) why: &'static str,
}

const CHROMIUM: Package = Package { name: "chromium", why: "Chromium or Chrome" };
const CHROMEDRIVER: Package = Package { name: "chromium-driver", why: "chromedriver, of the version of the browser" };
const FIREFOX: Package = Package { name: "firefox-esr", why: "Firefox" };
const WEBKIT: Package = Package { name: "libwebkit2gtk-4.1-0", why: "WebKitGTK with its MiniBrowser" };
const WEBKITDRIVER: Package =
    Package { name: "webkit2gtk-driver", why: "WebKitWebDriver, of the version of WebKitGTK" };
const FONT: Package = Package { name: "fonts-liberation", why: "a font of Arial's measures, as those who print have" };
const XVFB: Package = Package { name: "xvfb", why: "Xvfb, a screen for WebKit, which has no headless way" };

impl Browsers {
    /// Tells a command where they are; `tests/browser` reads these names.
    pub(crate) fn tell(&self, command: &mut Command) {
        command
            .env("CPX_CHROMIUM", &self.chromium)
            .env("CPX_CHROMEDRIVER", &self.chromedriver)
            .env("CPX_FIREFOX", &self.firefox)
            .env("CPX_GECKODRIVER", &self.geckodriver)
            .env("CPX_WEBKIT", &self.webkit)
            .env("CPX_WEBKITDRIVER", &self.webkitdriver)
            .env("CPX_XVFB", &self.xvfb)
            .env("CPX_AXE", &self.axe);
    }
}

/// The browsers and drivers, installed where they were missing.
///
/// # Errors
/// If one is missing that cannot be installed here.
pub(crate) fn install() -> Result<Browsers, Failure> {
    let chromium = || place::program(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
    let chromedriver = || place::program(&["chromedriver"]);
    let firefox = || place::program(&["firefox-esr", "firefox"]);
    let webkitdriver = || place::program(&["WebKitWebDriver"]);
    let xvfb = || place::program(&["Xvfb"]);
    let wanted = [
        (CHROMIUM, chromium()),
        (CHROMEDRIVER, chromedriver()),
        (FIREFOX, firefox()),
        (WEBKIT, mini_browser()),
        (WEBKITDRIVER, webkitdriver()),
        (XVFB, xvfb()),
        (FONT, font()),
    ];
    let missing: Vec<_> = wanted.into_iter().filter(|(_, found)| found.is_none()).map(|(it, _)| it).collect();
    if !missing.is_empty() {
        debian(&missing)?;
    }
    let geckodriver = tools::geckodriver();
    geckodriver.install()?;
    let axe = tools::axe();
    axe.install()?;
    let there = |found: Option<PathBuf>, it: &Package| {
        found.ok_or_else(|| Failure::new(format!("`{}` was installed, and its program is not found", it.name)))
    };
    there(font(), &FONT)?;
    Ok(Browsers {
        chromium: there(chromium(), &CHROMIUM)?,
        chromedriver: there(chromedriver(), &CHROMEDRIVER)?,
        firefox: there(firefox(), &FIREFOX)?,
        geckodriver: geckodriver.program()?,
        webkit: there(mini_browser(), &WEBKIT)?,
        webkitdriver: there(webkitdriver(), &WEBKITDRIVER)?,
        xvfb: there(xvfb(), &XVFB)?,
        axe: axe.program()?,
    })
}

/// A font of Arial's measures, by its name. What is printed is counted in sheets, and sheets depend on it; systems other
/// than Linux come with Arial.
fn font() -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        return Some(PathBuf::from("Arial"));
    }
    let found = read(Command::new("fc-match").args(["--format=%{family}", "Arial"])).ok()?;
    ["Arial", "Liberation Sans"].iter().any(|it| found.contains(it)).then(|| PathBuf::from(found))
}

/// The small browser that comes with that library. It is meant for tests, so it is on no PATH: it stands in a folder of the
/// library's version, beside the library.
fn mini_browser() -> Option<PathBuf> {
    const NAME: &str = "MiniBrowser";
    let folders = ["/usr/lib", "/usr/libexec", "/usr/lib64", "/usr/local/lib", "/usr/local/libexec"];
    let below = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut found: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
        found.sort();
        found
    };
    // Either `/usr/libexec/webkit2gtk-4.1`, or one folder deeper, by architecture.
    let first: Vec<PathBuf> = folders.iter().flat_map(|folder| below(Path::new(folder))).collect();
    let second = first.iter().flat_map(|folder| below(folder));
    let versions = first
        .iter()
        .cloned()
        .chain(second)
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit")));
    place::program(&[NAME]).or_else(|| versions.map(|folder| folder.join(NAME)).find(|path| path.is_file()))
}

/// Installs packages where that is Debian's way and allowed; names them where it is not.
///
/// # Errors
/// If they cannot be installed here.
pub(crate) fn debian(missing: &[Package]) -> Result<(), Failure> {
    let names: Vec<&str> = missing.iter().map(|it| it.name).collect();
    if !std::fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian")) {
        let whys: Vec<&str> = missing.iter().map(|it| it.why).collect();
        return Err(Failure::new(format!("missing on this machine: {}; install that, and try again", whys.join("; "))));
    }
    let Some(before) = as_root() else {
        return Err(Failure::new(format!(
            "not allowed to install here; run `sudo apt-get install {}`",
            names.join(" ")
        )));
    };
    let apt = |words: &[&str]| {
        let mut line = before.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        let mut command = Command::new(line.next().unwrap_or("env"));
        command.args(line).args(words);
        run(&mut command)
    };
    step(&format!("install {}", names.join(", ")), || {
        apt(&["update"])?;
        apt(&[&["install", "-y", "--no-install-recommends"], names.as_slice()].concat())
    })
}

/// What must stand before a command so that it runs as root: nothing, `sudo`, or no way.
fn as_root() -> Option<&'static [&'static str]> {
    if read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Some(&[]);
    }
    read(Command::new("sudo").args(["-n", "true"])).is_ok().then_some(&["sudo", "-n"])
}
