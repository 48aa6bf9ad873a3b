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
    typed.split_ascii_whitespace().next().is_none() || names.map(|name| fold(name)).any(|name| begins(&name, &typed))
}

/// Whether a choice is called what was typed by its own name, the one that is shown.
///
/// Nothing typed calls every choice.
#[must_use]
pub fn is_called(choice: &ChoiceWords, typed: &str) -> bool {
    begins(&fold(&choice.text), &fold(typed))
}

/// Lower case, without accents or ligatures; a hyphen, an apostrophe or any other sign becomes a space.
///
/// It knows the letters of French and of its neighbours: the tables of all alphabets weigh more than the rest of this
/// crate's engine. Letters that it does not know stay as they are.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'à'..='å' | 'À'..='Å' => folded.push('a'),
            'ç' | 'Ç' => folded.push('c'),
            'è'..='ë' | 'È'..='Ë' => folded.push('e'),
            'ì'..='ï' | 'Ì'..='Ï' => folded.push('i'),
            'ñ' | 'Ñ' => folded.push('n'),
            'ò'..='ö' | 'Ò'..='Ö' => folded.push('o'),
            'ù'..='ü' | 'Ù'..='Ü' => folded.push('u'),
            'ý' | 'ÿ' | 'Ý' | 'Ÿ' => folded.push('y'),
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            // A letter typed with a separate accent: the accent alone falls away.
            '\u{300}'..='\u{36f}' => {}
            _ if letter.is_ascii_alphanumeric() => folded.push(letter.to_ascii_lowercase()),
            // Signs of ASCII and Latin-1, and general punctuation: hyphens, apostrophes, spaces without break.
            '\0'..='\u{bf}' | '\u{2000}'..='\u{206f}' => folded.push(' '),
            _ => folded.push(letter),
        }
    }
    folded
}

fn begins(name: &str, typed: &str) -> bool {
    typed.split_ascii_whitespace().all(|word| name.split_ascii_whitespace().any(|part| part.starts_with(word)))
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
    fn its_own_name_is_the_one_shown() {
        let also = vec!["dentiste".to_owned()];
        let choice = ChoiceWords { text: "Chirurgien-dentaire".to_owned(), hint: None, also };
        assert!(is_called(&choice, "CHIR") && is_called(&choice, "dent chir") && is_called(&choice, ""));
        assert!(goes_by(&choice, "dentiste") && !is_called(&choice, "dentiste"));
    }

    #[test]
    fn folding_knows_french() {
        assert_eq!(fold("Œil d’Été-ÇÀ"), "oeil d ete ca");
    }
}
