//! Names as people type them: without accents, in any case, in any order of words. The one place that decides whether
//! what was typed names a choice.

use crate::pack::words::ChoiceWords;

/// Whether a choice goes by what was typed: each typed word begins a word of one of its names.
///
/// Nothing typed names every choice.
#[must_use]
pub fn goes_by(choice: &ChoiceWords, typed: &str) -> bool {
    let typed = fold(typed);
    let names = std::iter::once(&choice.text).chain(&choice.also);
    typed.split_whitespace().next().is_none() || names.map(|name| fold(name)).any(|name| begins(&name, &typed))
}

/// Lower case, without accents or ligatures; whatever is neither letter nor digit becomes a space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            // A letter typed with a separate accent: the accent alone falls away.
            '\u{300}'..='\u{36f}' => {}
            _ if letter.is_alphanumeric() => folded.push(letter),
            _ => folded.push(' '),
        }
    }
    folded
}

fn begins(name: &str, typed: &str) -> bool {
    typed.split_whitespace().all(|word| name.split_whitespace().any(|part| part.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(typed: &str, expected: bool) {
        let also = vec!["kiné".to_owned(), "MK".to_owned()];
        let choice = ChoiceWords { text: "Masseur-kinésithérapeute, masseuse".to_owned(), hint: None, also };
        assert_eq!(goes_by(&choice, typed), expected, "{typed}");
    }

    #[test]
    fn what_is_typed_finds_a_name() {
        finds("", true);
        finds("  ", true);
        finds("kine", true);
        finds("KINÉ", true);
        finds("kine\u{301}", true);
        finds("kinesi mass", true);
        finds("mk", true);
        finds("seur", false);
        finds("kiné libéral", false);
        finds("!?", true);
    }

    #[test]
    fn folding_knows_french() {
        assert_eq!(fold("Œil d’Été-ÇÀ"), "oeil d ete ca");
    }
}
