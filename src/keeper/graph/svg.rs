//! The drawing for the eye: one picture without script, style sheet or font from elsewhere. A question is a box that lists
//! its answers; a line leads from each to what follows. The path shown is drawn last, above the others.

use super::layout::{Box, Layout, layout};
use super::{Legend, Shown, Sketch, Spot};
use crate::still::escaped;

const WIDTH: f64 = 232.0;
const BETWEEN: f64 = 96.0;
const MARGIN: f64 = 28.0;
const LINE: f64 = 16.0;
const PAD: f64 = 9.0;
/// How many letters of the head's font, and of the rows', fill a line of a box, bold ones too.
const TITLE: usize = 27;
const ROW: usize = 31;
const HEAD: f64 = 30.0;
/// Above the drawing: what it is, and what its colours mean.
const BANNER: f64 = 64.0;

const FRAME: &str = include_str!("frame.svg");

/// The drawing of a sketch.
#[must_use]
pub fn svg(sketch: &Sketch, legend: &Legend<'_>) -> String {
    let cards: Vec<Card> = sketch.spots.iter().map(|spot| card(spot, legend)).collect();
    let boxes: Vec<Box> = cards.iter().map(Card::size).collect();
    let layout = layout(sketch, &boxes);
    let layers = u32::try_from(layout.layers).unwrap_or(u32::MAX);
    let width = f64::from(layers) * (WIDTH + BETWEEN) - BETWEEN + 2.0 * MARGIN;
    let height = layout.height + 2.0 * MARGIN + BANNER;
    let (asks, ends) = count(sketch);
    let told = format!(
        "{} : {asks} questions à leur place, {ends} résultats. Chaque ligne d’une question mène à ce qui la suit.{}",
        legend.guide.words.sheet,
        path(sketch, legend)
    );
    let mut drawn = String::new();
    drawn.push_str(&banner(legend, sketch));
    for shown in [Shown::No, Shown::Yes] {
        drawn.push_str(&lines(sketch, &boxes, &layout, shown));
    }
    for (card, (layer, top)) in cards.iter().zip(&layout.places) {
        drawn.push_str(&card.draw(left(*layer), top + BANNER + MARGIN));
    }
    let facts = [
        ("{{width}}", format!("{width:.0}")),
        ("{{height}}", format!("{height:.0}")),
        ("{{lang}}", escaped(&legend.guide.words.lang)),
        ("{{title}}", escaped(&legend.guide.words.title)),
        ("{{told}}", escaped(&told)),
        // Last, so that no text of the pack is taken for a place.
        ("{{drawn}}", drawn),
    ];
    facts.iter().fold(FRAME.to_owned(), |frame, (place, fact)| frame.replace(place, fact))
}

fn count(sketch: &Sketch) -> (usize, usize) {
    let ends = sketch.spots.iter().filter(|spot| matches!(spot, Spot::Decides { .. })).count();
    (sketch.spots.len() - ends, ends)
}

/// The path shown, for those who do not see it.
fn path(sketch: &Sketch, legend: &Legend<'_>) -> String {
    let mut said = Vec::new();
    let mut at = Some(sketch.root);
    while let Some(spot) = at.and_then(|at| sketch.spots.get(at)) {
        at = match spot {
            Spot::Asks { question, ways, .. } => ways.iter().find(|way| way.shown == Shown::Yes).map(|way| {
                said.push(format!("{} : {}", legend.question(*question), legend.way(*question, ways, way)));
                way.to
            }),
            Spot::Decides { rule, .. } => {
                said.push(legend.result(*rule).1.to_owned());
                None
            }
        };
    }
    if said.is_empty() { String::new() } else { format!(" Chemin montré : {}.", said.join(" ; ")) }
}

fn banner(legend: &Legend<'_>, sketch: &Sketch) -> String {
    let logic = &legend.guide.logic;
    let title = format!("{} – règles {}, empreinte {}", legend.guide.words.title, logic.edition, logic.digest);
    let mut drawn = format!("<text class=\"i\" x=\"{MARGIN}\" y=\"{:.1}\">{}</text>\n", MARGIN + 14.0, escaped(&title));
    let shown = matches!(sketch.spots.get(sketch.root), Some(Spot::Asks { shown: Shown::Yes, .. }));
    let keys = [("q", "question"), ("r", "carte à commander"), ("n", "autre résultat"), ("q on", "chemin montré")];
    for ((class, said), place) in keys.iter().take(if shown { 4 } else { 3 }).zip(0_u32..) {
        let (x, y) = (MARGIN + 160.0 * f64::from(place), MARGIN + 30.0);
        drawn.extend([format!(
            "<g class=\"{class}\"><rect class=\"b\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"22\" height=\"14\" rx=\"3\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\">{said}</text></g>\n",
            x + 30.0,
            y + 11.5
        )]);
    }
    drawn
}

fn left(layer: usize) -> f64 {
    MARGIN + f64::from(u32::try_from(layer).unwrap_or(u32::MAX)) * (WIDTH + BETWEEN)
}

fn lines(sketch: &Sketch, boxes: &[Box], layout: &Layout, wanted: Shown) -> String {
    let mut drawn = String::new();
    let spots = sketch.spots.iter().zip(boxes).zip(layout.places.iter().zip(&layout.bends));
    for ((spot, size), ((layer, top), bends)) in spots {
        let Spot::Asks { ways, .. } = spot else { continue };
        for ((way, port), bends) in ways.iter().zip(&size.ports).zip(bends) {
            let (Some((_, to)), Some(end)) = (layout.places.get(way.to), boxes.get(way.to)) else { continue };
            if way.shown != wanted {
                continue;
            }
            let (mut x, mut y) = (left(*layer) + WIDTH, top + BANNER + MARGIN + port);
            let mut line = format!("M{x:.1} {y:.1}");
            let stops = bends
                .iter()
                .map(|bend| (*bend + BANNER + MARGIN, WIDTH))
                .chain([(to + BANNER + MARGIN + end.entry, 0.0)]);
            for (next, straight) in stops {
                let half = x + BETWEEN / 2.0;
                x += BETWEEN;
                line.extend([format!("C{half:.1} {y:.1} {half:.1} {next:.1} {x:.1} {next:.1}")]);
                if straight > 0.0 {
                    x += straight;
                    line.extend([format!("H{x:.1}")]);
                }
                y = next;
            }
            let class = if wanted == Shown::Yes { "l on" } else { "l" };
            drawn.extend([format!("<path class=\"{class}\" d=\"{line}\"/>\n")]);
        }
    }
    drawn
}

/// What stands in a box.
struct Card {
    class: &'static str,
    head: Vec<String>,
    rows: Vec<Row>,
    full: String,
}

/// A line or two in a box.
struct Row {
    class: &'static str,
    lines: Vec<String>,
}

fn card(spot: &Spot, legend: &Legend<'_>) -> Card {
    match spot {
        Spot::Asks { question, ways, shown } => {
            let rows = ways.iter().map(|way| {
                let class = if way.shown == Shown::Yes { "w on" } else { "w" };
                Row { class, lines: wrapped(&legend.way(*question, ways, way), ROW) }
            });
            Card {
                class: if *shown == Shown::Yes { "q on" } else { "q" },
                head: wrapped(legend.question(*question), TITLE),
                rows: rows.collect(),
                full: legend.guide.words.questions[*question].text.clone(),
            }
        }
        Spot::Decides { rule, plans, shown } => {
            let (head, title) = legend.result(*rule);
            let ordered = legend.guide.logic.rules[*rule].card.is_some();
            let class = match (ordered, shown) {
                (true, Shown::No) => "r",
                (true, Shown::Yes) => "r on",
                (false, Shown::No) => "n",
                (false, Shown::Yes) => "n on",
            };
            let plans = if *plans == 1 { "1 plan".to_owned() } else { format!("{plans} plans") };
            let rows = vec![Row { class: "", lines: wrapped(title, ROW) }, Row { class: "s", lines: vec![plans] }];
            Card { class, head: wrapped(&head, TITLE), rows, full: title.to_owned() }
        }
    }
}

impl Card {
    fn head_height(&self) -> f64 {
        HEAD + LINE * f64::from(u32::try_from(self.head.len()).unwrap_or(1).saturating_sub(1))
    }

    fn size(&self) -> Box {
        let mut height = self.head_height();
        let mut ports = Vec::new();
        for row in &self.rows {
            ports.push(height + row.height() / 2.0);
            height += row.height();
        }
        Box { height: height + 2.0, ports, entry: self.head_height() / 2.0 }
    }

    fn draw(&self, x: f64, y: f64) -> String {
        let height = self.size().height;
        let mut drawn = format!(
            "<g class=\"{}\"><title>{}</title><rect class=\"b\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{WIDTH}\" \
             height=\"{height:.1}\" rx=\"6\"/>",
            self.class,
            escaped(&self.full)
        );
        if self.class.starts_with('q') {
            let (x, y, width, height) = (x + 2.0, y + 2.0, WIDTH - 4.0, self.head_height() - 4.0);
            drawn.extend([format!(
                "<rect class=\"t\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width}\" height=\"{height:.1}\" rx=\"4\"/>"
            )]);
        }
        drawn += &words("h", &self.head, x, y + 20.0);
        let mut at = y + self.head_height();
        for (place, row) in self.rows.iter().enumerate() {
            if place > 0 && self.class.starts_with('q') {
                drawn.extend([format!("<path class=\"p\" d=\"M{:.1} {at:.1}h{:.1}\"/>", x + PAD, WIDTH - 2.0 * PAD)]);
            }
            drawn += &words(row.class, &row.lines, x, at + LINE - 0.5);
            at += row.height();
        }
        drawn + "</g>\n"
    }
}

impl Row {
    fn height(&self) -> f64 {
        LINE * f64::from(u32::try_from(self.lines.len()).unwrap_or(1)) + 6.0
    }
}

fn words(class: &str, lines: &[String], x: f64, y: f64) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let mut drawn = String::new();
    for (line, place) in lines.iter().zip(0_u32..) {
        let y = y + LINE * f64::from(place);
        drawn.extend([format!("<text{class} x=\"{:.1}\" y=\"{y:.1}\">{}</text>", x + PAD, escaped(line))]);
    }
    drawn
}

/// A text in lines that fit a box; a word that is longer stays whole.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
