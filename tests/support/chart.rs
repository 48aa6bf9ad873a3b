//! Charts on two logarithmic axes, one below the other, as one SVG: points, and the straight line that fits them, whose
//! slope is the power by which one grows with the other. Times are milliseconds.

use std::fmt::Write;

/// Some series over the same axes.
pub(super) struct Chart {
    pub(super) title: &'static str,
    pub(super) across: &'static str,
    pub(super) series: Vec<Series>,
}

/// Points of one kind.
pub(super) struct Series {
    pub(super) name: &'static str,
    /// Whether the line that fits them is drawn.
    pub(super) fitted: bool,
    pub(super) points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 400.0;
/// Room for labels: left, right, above, below.
const ROOM: [f64; 4] = [70.0, 190.0, 50.0, 60.0];
/// Told apart by their shade too, and by their shape.
const COLOURS: [&str; 3] = ["#0b5394", "#b45309", "#4d7c0f"];

pub(super) fn draw(charts: &[Chart]) -> String {
    let height = HEIGHT * charts.len() as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#1f2937\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    for (place, chart) in charts.iter().enumerate() {
        writeln!(svg, "<g transform=\"translate(0 {})\">", HEIGHT * place as f64).unwrap();
        chart.draw(&mut svg);
        svg.push_str("</g>\n");
    }
    svg + "</svg>\n"
}

impl Chart {
    fn draw(&self, svg: &mut String) {
        let all = || self.series.iter().flat_map(|it| &it.points).filter(|it| it.1 > 0.0);
        let axes =
            Axes { across: Axis::around(all().map(|it| it.0), 0.03), up: Axis::around(all().map(|it| it.1), 0.1) };
        let [left, right, top, bottom] = [ROOM[0], WIDTH - ROOM[1], ROOM[2], HEIGHT - ROOM[3]];
        writeln!(svg, "<text x=\"{left}\" y=\"28\" font-size=\"16\" font-weight=\"600\">{}</text>", self.title)
            .unwrap();
        for (value, label) in axes.across.ticks() {
            let x = axes.x(value);
            writeln!(svg, "<path d=\"M{x:.1} {top}V{bottom}\" stroke=\"#e5e7eb\"/>").unwrap();
            writeln!(svg, "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{label}</text>", bottom + 18.0).unwrap();
        }
        for (value, label) in axes.up.ticks() {
            let y = axes.y(value);
            writeln!(svg, "<path d=\"M{left} {y:.1}H{right}\" stroke=\"#e5e7eb\"/>").unwrap();
            writeln!(svg, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>", left - 8.0, y + 4.0)
                .unwrap();
        }
        writeln!(svg, "<path d=\"M{left} {top}V{bottom}H{right}\" fill=\"none\" stroke=\"#6b7280\"/>").unwrap();
        let (middle, half) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
        writeln!(svg, "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>", bottom + 42.0, self.across)
            .unwrap();
        writeln!(
            svg,
            "<text transform=\"translate(18 {half}) rotate(-90)\" text-anchor=\"middle\">milliseconds</text>"
        )
        .unwrap();
        for (place, series) in self.series.iter().enumerate() {
            let key = top + 16.0 + 24.0 * place as f64;
            series.draw(svg, &axes, place, (right + 18.0, key));
        }
    }
}

impl Series {
    fn draw(&self, svg: &mut String, axes: &Axes, place: usize, key: (f64, f64)) {
        let colour = COLOURS[place % COLOURS.len()];
        let mut named = self.name.to_owned();
        if let Some((slope, at_one)) = self.line().filter(|_| self.fitted) {
            let ends = [self.points.first(), self.points.last()].map(|it| it.map_or(1.0, |it| it.0));
            let [from, to] = ends.map(|x| (axes.x(x), axes.y(at_one * x.powf(slope))));
            writeln!(
                svg,
                "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"{colour}\" stroke-dasharray=\"5 4\"/>",
                from.0, from.1, to.0, to.1
            )
            .unwrap();
            write!(named, ", slope {slope:.2}").unwrap();
        }
        for (x, y) in self.points.iter().filter(|it| it.1 > 0.0) {
            mark(svg, place, colour, (axes.x(*x), axes.y(*y)));
        }
        mark(svg, place, colour, key);
        writeln!(svg, "<text x=\"{}\" y=\"{}\">{named}</text>", key.0 + 14.0, key.1 + 4.0).unwrap();
    }

    /// The straight line through the logarithms, by least squares: its slope, and its value at one.
    fn line(&self) -> Option<(f64, f64)> {
        let logs: Vec<_> = self.points.iter().filter(|it| it.1 > 0.0).map(|it| (it.0.ln(), it.1.ln())).collect();
        let many = logs.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / many;
        let (x, y) = (mean(|it| it.0), mean(|it| it.1));
        let spread: f64 = logs.iter().map(|it| (it.0 - x).powi(2)).sum();
        let slope = logs.iter().map(|it| (it.0 - x) * (it.1 - y)).sum::<f64>() / spread;
        (logs.len() > 1).then(|| (slope, (y - slope * x).exp()))
    }
}

/// A point: a circle, a square or a triangle.
fn mark(svg: &mut String, place: usize, colour: &str, (x, y): (f64, f64)) {
    let shape = match place % 3 {
        0 => format!("M{:.1} {y:.1}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", x - 4.5),
        1 => format!("M{:.1} {:.1}h8v8h-8z", x - 4.0, y - 4.0),
        _ => format!("M{x:.1} {:.1}l5 9h-10z", y - 5.0),
    };
    writeln!(svg, "<path d=\"{shape}\" fill=\"{colour}\"/>").unwrap();
}

struct Axes {
    across: Axis,
    up: Axis,
}

impl Axes {
    fn x(&self, value: f64) -> f64 {
        ROOM[0] + self.across.part(value) * (WIDTH - ROOM[0] - ROOM[1])
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - ROOM[3] - self.up.part(value) * (HEIGHT - ROOM[2] - ROOM[3])
    }
}

/// From the smallest value to the largest, as logarithms.
struct Axis {
    from: f64,
    to: f64,
}

impl Axis {
    fn around(values: impl Iterator<Item = f64>, margin: f64) -> Self {
        let (from, to) = values.fold((f64::MAX, f64::MIN), |(from, to), it| (from.min(it.ln()), to.max(it.ln())));
        let margin = (to - from) * margin;
        Self { from: from - margin, to: to + margin }
    }

    fn part(&self, value: f64) -> f64 {
        (value.ln() - self.from) / (self.to - self.from)
    }

    /// 1, 2 and 5 times each power of ten that lies on it.
    fn ticks(&self) -> Vec<(f64, String)> {
        let powers = (-4..7).flat_map(|power| [1.0, 2.0, 5.0].map(|it| (it, power)));
        let labelled = powers.map(|(it, power)| {
            let value = it * 10_f64.powi(power);
            (value, format!("{value:.*}", usize::try_from(-power).unwrap_or(0)))
        });
        labelled.filter(|it| (self.from..=self.to).contains(&it.0.ln())).collect()
    }
}
