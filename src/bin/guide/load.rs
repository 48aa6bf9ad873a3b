//! Prints what the first screen costs, beside a bare Yew page: builds both in the same way, and has them loaded on a slow
//! line by the bench that does that. It judges nothing: machines are shared.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::module::{self, target};
use crate::script::{SCRIPT, STREAMED};
use crate::step::{cargo, run, step};
use crate::{browsers, page, place, setup, tools, weigh};

const PAGE: &str = "index.html";
const TARGET: &str = "wasm32-unknown-unknown";
const BARE: &str = "bare";
/// How Trunk loads a module, when nothing keeps it from it: all that is needed is asked for at once, and the module is
/// compiled while it arrives.
const BARE_PAGE: &str = r#"<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Yew</title>
  <link rel="icon" href="data:,">
  <link rel="modulepreload" href="bare.js">
  <link rel="preload" href="bare_bg.wasm" as="fetch" type="application/wasm" crossorigin>
  <script type="module">import init from "./bare.js"; init({ module_or_path: "bare_bg.wasm" });</script>
</head>
<body></body>
</html>
"#;

/// Builds the guide and the bare page, and has them loaded: the pages named, or else the one that is shipped and the same
/// with the module in a file of its own.
///
/// # Errors
/// If a build fails, or a page cannot be loaded.
pub(crate) fn load(arguments: &[String]) -> Result<(), Failure> {
    setup::building()?;
    let browsers = browsers::install()?;
    if arguments.is_empty() {
        step("build", page::build)?;
    }
    let bare = step("build the bare page", bare)?;
    let pages: Vec<PathBuf> = match arguments {
        [] => vec![place::root().join("dist").join(PAGE), streamed()?],
        named => named.iter().map(PathBuf::from).collect(),
    };
    let absolute = |path: &Path| std::path::absolute(path).map_err(|error| Failure::file(path, &error));
    let mut command = cargo();
    // It is the browser that is timed: the profile of the tests spares building everything once more.
    command.args(["bench", "--profile", "dev", "--features", "browser", "--bench", "load", "--"]);
    for page in &pages {
        command.arg(absolute(page)?);
    }
    command.arg(bare);
    browsers.tell(&mut command);
    run(&mut command)
}

/// The page as it is shipped, but with the module in a file of its own, asked for at once.
fn streamed() -> Result<PathBuf, Failure> {
    const PRELOAD: &str = "<link rel=\"preload\" href=\"cpx-guide.wasm\" as=\"fetch\" crossorigin></head>";
    let (dist, folder) = (place::root().join("dist"), target().join("streamed-page"));
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    for name in weigh::names(&dist)? {
        let (from, to) = (dist.join(&name), folder.join(&name));
        std::fs::copy(&from, &to).map_err(|error| Failure::file(&from, &error))?;
    }
    let page = folder.join(PAGE);
    let text = place::text_of(&page)?.replace("connect-src 'none'", "connect-src 'self'");
    let text = text.replace(SCRIPT, STREAMED).replace("</head>", PRELOAD);
    place::write(&page, text)?;
    Ok(page)
}

/// The bare page, in a folder of its own, with the tools and the options that make the guide.
fn bare() -> Result<PathBuf, Failure> {
    let target = target();
    let folder = target.join("bare-page");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    run(cargo().args(["build", "--release", "--target", TARGET, "--features", BARE, "--bin", BARE]))?;
    let module = target.join(TARGET).join("release").join(format!("{BARE}.wasm"));
    let bindgen = tools::wasm_bindgen()?.program()?;
    run(Command::new(bindgen).args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder).arg(&module))?;
    let module = folder.join(format!("{BARE}_bg.wasm"));
    module::optimise(&module, &module)?;
    let page = folder.join("index.html");
    place::write(&page, BARE_PAGE)?;
    Ok(page)
}
