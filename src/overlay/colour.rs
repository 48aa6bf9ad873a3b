//! Whether a colour can be read where the guide would write with it: contrast as WCAG 2 reckons it, at least 4.5.

/// The length of a colour as it is written.
pub(super) const LENGTH: usize = 7;

/// What stands behind the accent, or on it, on a light page: paper and what is written on buttons, quiet blocks. Those
/// of `style/tokens.css`.
pub(super) const LIGHT: [&str; 2] = ["#ffffff", "#f2f6f5"];
/// The same on a dark page: paper, quiet blocks, what is written on buttons.
pub(super) const DARK: [&str; 3] = ["#151b1c", "#1f2829", "#0b2223"];

/// The least contrast of a text with its ground.
const LEAST: f64 = 4.5;

/// Red, green and blue of a colour; none if it is not written `#rrggbb`.
pub(super) fn parse(text: &str) -> Option<[u8; 3]> {
    let hex =
        text.strip_prefix('#').filter(|hex| hex.len() == LENGTH - 1 && hex.bytes().all(|it| it.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(hex, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// Whether a colour has enough contrast with each of these grounds.
pub(super) fn stands_out(colour: &str, grounds: &[&str]) -> bool {
    let light = |text: &str| parse(text).map(luminance).unwrap_or_default();
    let own = light(colour);
    grounds.iter().all(|ground| {
        let ground = light(ground);
        (own.max(ground) + 0.05) / (own.min(ground) + 0.05) >= LEAST
    })
}

fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// How much light a part of a colour stands for: its power of 2.4, as a square times the fifth root of the square, since
/// a table of powers would weigh more in the wasm.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 {
        return part / 12.92;
    }
    let base = (part + 0.055) / 1.055;
    let square = base * base;
    // Newton's way to the root; from above it comes down to it and no further.
    let mut root = 1.0_f64;
    for _ in 0..32 {
        root -= (root - square / (root * root * root * root)) / 5.0;
    }
    square * root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_is_reckoned_as_everybody_does() {
        for part in 0..=255 {
            let exact = f64::from(part) / 255.0;
            let exact = if exact <= 0.04045 { exact / 12.92 } else { ((exact + 0.055) / 1.055).powf(2.4) };
            assert!((linear(part) - exact).abs() < 1e-12, "{part}: {} is not {exact}", linear(part));
        }
    }

    #[track_caller]
    fn check(colour: &str, light: bool, dark: bool) {
        assert_eq!((stands_out(colour, &LIGHT), stands_out(colour, &DARK)), (light, dark), "{colour}");
    }

    #[test]
    fn a_colour_stands_out_on_one_side() {
        check("#11605f", true, false);
        check("#83cdc4", false, true);
        check("#000000", true, false);
        check("#FFFFFF", false, true);
        // The least on white alone is too little on the quiet blocks.
        check("#767676", false, false);
        check("#6f6f6f", true, false);
    }

    /// The grounds are those of the tokens.
    #[test]
    fn the_grounds_are_those_of_the_sheet() {
        let tokens = include_str!("../../style/tokens.css");
        for (names, light, dark) in
            [("--_quiet", LIGHT[1], DARK[1]), ("--_on-mark", "#fff", DARK[2]), ("--_ground", "#fff", DARK[0])]
        {
            let line = tokens.lines().find(|line| line.trim_start().starts_with(&format!("{names}:"))).unwrap();
            assert!(line.contains(light) && line.contains(dark), "{line}");
        }
        assert_eq!(LIGHT[0], "#ffffff");
    }
}
