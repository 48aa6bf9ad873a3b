//! What the guide looks like, held against pictures that somebody has looked at: one for each kind of page and theme, in
//! Chromium, in a font of the tests' own, half as large as life. `UPDATE=1` takes them anew; where one differs, the
//! difference is drawn into `target/screens`.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Cursor};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::browser::{Browser, in_engines, until};
use crate::hands::{screen, screen_where};
use crate::kinds::LONGEST;
use crate::site::Setup;

in_engines!([Chromium as chromium] { it_looks_as_it_did });

/// The published policy, and the font.
const FONTS_TOO: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'";
/// How far a channel may be off before a dot counts as another: letters are not smoothed the same everywhere.
const OFF: u8 = 48;
/// How many dots of a thousand may be others.
const MOST: usize = 4;

/// What is shown: the answers, and a script that does the rest.
const SHOWN: &[(&str, &str, &str)] = &[
    ("question", "", ""),
    ("professions", "lieu=etablissement&besoin=carte&titulaire=professionnel", ""),
    ("error", "lieu=ville", "root.querySelector('.go-on').click()"),
    ("doubt", "lieu=etablissement&besoin=carte&titulaire=employe", ""),
    ("commandable", "lieu=ville&besoin=carte&titulaire=employe&carte-famille=oui", DATED),
    ("not-yet", "lieu=ville&besoin=carte&titulaire=professionnel&profession=psychologue", ""),
    ("information", "lieu=ville&besoin=renouvellement&motif=echeance&carte-rpps=oui", ""),
    ("longest", LONGEST, ""),
    (
        "all-questions",
        "lieu=ville&besoin=carte&titulaire=employe&carte-famille=oui",
        "root.querySelector('.switch').click()",
    ),
];
const DATED: &str = "
    const field = root.querySelector('input[type=date]');
    root.querySelector('.step input').click();
    field.value = '2026-11-23';
    field.dispatchEvent(new Event('change', { bubbles: true }));";
/// Theme and width.
const WORN: &[(&str, u32)] = &[("light", 1280), ("dark", 1280), ("light", 320)];
/// No picture is longer: what is below is more of the same.
const LONGEST_PICTURE: f64 = 1800.0;

struct Picture {
    width: usize,
    height: usize,
    /// Red, green, blue, dot by dot.
    dots: Vec<u8>,
}

async fn it_looks_as_it_did(browser: &Browser) {
    let site = browser.site(Setup { policy: FONTS_TOO, ..Setup::default() });
    let mut others = Vec::new();
    for (theme, width) in WORN {
        wear(browser, theme, *width).await;
        for (name, answers, then) in SHOWN {
            browser.open_at(&format!("{}/golden.html", site.url)).await;
            show(browser, theme, answers, then).await;
            let name = format!("{name}-{theme}-{width}");
            let taken = take(browser).await;
            others.extend(compare(&name, &taken));
        }
    }
    assert!(others.is_empty(), "look at them, then UPDATE=1:\n{}", others.join("\n"));
}

/// The window, and what the system prefers: nothing moves.
async fn wear(browser: &Browser, theme: &str, width: u32) {
    let media = json!({ "features": [
        { "name": "prefers-color-scheme", "value": theme }, { "name": "prefers-reduced-motion", "value": "reduce" },
    ]});
    browser.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await.unwrap();
    let window = json!({ "width": width, "height": 900, "deviceScaleFactor": 0.5, "mobile": false });
    browser.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", window).await.unwrap();
}

async fn show(browser: &Browser, theme: &str, answers: &str, then: &str) {
    const FONTS: &str = "const done = arguments[0];
        Promise.all(['400 1em Golden', '700 1em Golden'].map((it) => document.fonts.load(it))).then((it) => done(it.flat().length))";
    screen(browser).await;
    let begin = "const [answers, theme] = arguments, guide = document.querySelector('cpx-guide');
        guide.setAttribute('theme', theme);
        if (answers) guide.setAttribute('answers', answers);";
    browser.ask::<Value>(begin, &[answers, theme]).await;
    screen_where(browser, "the answers", |it| (it.trail > 0) != answers.is_empty()).await;
    if !then.is_empty() {
        let script = format!("const root = document.querySelector('cpx-guide').shadowRoot; {then}");
        browser.ask::<Value>(&script, &[]).await;
    }
    assert_eq!(browser.ask_later::<usize>(FONTS, &[]).await, 2);
    browser.settled().await;
}

async fn take(browser: &Browser) -> Picture {
    const SIZE: &str = "return [document.documentElement.clientWidth, document.documentElement.scrollHeight]";
    // A scroll bar, or the focus, is nobody's look.
    let (width, height): (f64, f64) = browser.ask(SIZE, &[]).await;
    let clip = json!({ "x": 0, "y": 0, "width": width, "height": height.min(LONGEST_PICTURE), "scale": 1 });
    let wanted = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
    let answer =
        until("a picture", async || browser.driver.cdp().send_raw("Page.captureScreenshot", wanted.clone()).await.ok())
            .await;
    let bytes = STANDARD.decode(answer["data"].as_str().unwrap()).unwrap();
    read(Cursor::new(bytes))
}

fn read(bytes: impl std::io::BufRead + std::io::Seek) -> Picture {
    let mut decoder = png::Decoder::new(bytes);
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().unwrap();
    let mut dots = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut dots).unwrap();
    let channels = info.color_type.samples();
    let dots = dots.chunks(channels).flat_map(|dot| [dot[0], dot[1 % channels], dot[2 % channels]]).collect();
    Picture { width: info.width as usize, height: info.height as usize, dots }
}

fn write(path: &Path, picture: &Picture) {
    let (width, height) = (u32::try_from(picture.width).unwrap(), u32::try_from(picture.height).unwrap());
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path).unwrap()), width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    encoder.write_header().unwrap().write_image_data(&picture.dots).unwrap();
}

/// What is wrong with a picture; nothing if it is as it was, or was taken anew.
fn compare(name: &str, taken: &Picture) -> Option<String> {
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/browser/goldens").join(format!("{name}.png"));
    if std::env::var_os("UPDATE").is_some() {
        write(&golden, taken);
        return None;
    }
    let screens = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
    fs::create_dir_all(&screens).unwrap();
    let now = screens.join(format!("golden-{name}-now.png"));
    let Ok(file) = File::open(&golden) else {
        write(&now, taken);
        return Some(format!("{name}: there is no such picture yet; see {}", now.display()));
    };
    let before = read(BufReader::new(file));
    if (before.width, before.height) != (taken.width, taken.height) {
        write(&now, taken);
        let (was, is) = ((before.width, before.height), (taken.width, taken.height));
        return Some(format!("{name}: {was:?} has become {is:?}; see {}", now.display()));
    }
    let pairs = before.dots.chunks(3).zip(taken.dots.chunks(3));
    let marked: Vec<bool> =
        pairs.map(|(one, other)| one.iter().zip(other).any(|(a, b)| a.abs_diff(*b) > OFF)).collect();
    let count = marked.iter().filter(|it| **it).count();
    if count * 1000 <= marked.len() * MOST {
        return None;
    }
    let red = taken.dots.chunks(3).zip(&marked).flat_map(|(dot, marked)| {
        if *marked { [255, 0, 0] } else { [dot[0] / 2 + 127, dot[1] / 2 + 127, dot[2] / 2 + 127] }
    });
    let drawn = screens.join(format!("golden-{name}-difference.png"));
    write(&drawn, &Picture { dots: red.collect(), ..*taken });
    Some(format!("{name}: {count} of {} dots differ; see {}", marked.len(), drawn.display()))
}
