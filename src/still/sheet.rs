//! The sheet of the plain guide: those of the element, made to hold under one class instead of in a shadow root, then
//! what is different without any script.

use crate::ui::styles::SHEET;

/// What stands for the shadow root's host.
const ROOT: &str = ".still";

const OWN: &str = include_str!("../../style/static.css");

/// The whole sheet. `most` is the greatest number of ways that lead to one result.
pub(super) fn sheet(most: usize) -> String {
    let mut sheet = scoped(SHEET) + "\n";
    sheet.push_str(OWN);
    sheet.push_str(&numbered(most));
    sheet
}

/// What belongs to one way to a result is shown when that way is taken.
fn numbered(most: usize) -> String {
    let all = |rule: &dyn Fn(usize) -> String| (1..=most).map(rule).collect::<Vec<_>>().join(", ");
    let hidden = all(&|number| format!("{ROOT} .columns .n{number}"));
    let shown = all(&|number| format!("{ROOT} .n{number}:target ~ .columns .n{number}"));
    format!("{hidden} {{ display: none; }}\n{shown} {{ display: block; }}\n")
}

/// Every selector put under the root, or made the root where it names the host.
fn scoped(sheet: &str) -> String {
    let mut scoped = String::with_capacity(sheet.len() * 3 / 2);
    let mut rest = sheet;
    while let Some(end) = rest.find(['{', '}', ';']) {
        let (before, after) = rest.split_at(end);
        let mark = after.get(..1).unwrap_or_default();
        let after = after.get(1..).unwrap_or_default();
        let head = before.trim_start();
        scoped.push_str(before.get(..before.len() - head.len()).unwrap_or_default());
        if mark == "{" && !head.starts_with('@') {
            // A rule: its selectors, then its declarations as they are.
            let (body, after) = after.split_once('}').unwrap_or((after, ""));
            scoped.push_str(&selectors(head.trim_end()));
            scoped.extend([" {", body, "}"]);
            rest = after;
        } else {
            scoped.extend([head, mark]);
            rest = after;
        }
    }
    scoped.push_str(rest);
    scoped
}

fn selectors(list: &str) -> String {
    let mut depth = 0_i32;
    let one = list.split(|letter| {
        depth += i32::from(matches!(letter, '(' | '[')) - i32::from(matches!(letter, ')' | ']'));
        letter == ',' && depth == 0
    });
    one.map(|it| selector(it.trim())).collect::<Vec<_>>().join(", ")
}

fn selector(selector: &str) -> String {
    match selector.strip_prefix(":host") {
        None => format!("{ROOT} {selector}"),
        // `:host(x)` is the host where it is `x` too.
        Some(rest) => match rest.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
            Some(also) => format!("{ROOT}{also}"),
            None => format!("{ROOT}{rest}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sheet: &str, expected: &str) {
        assert_eq!(scoped(sheet), expected);
    }

    #[test]
    fn every_rule_is_put_under_the_root() {
        check("a, b c { d: e; f: g }", ".still a, .still b c { d: e; f: g }");
        check(":is(a, b)[c=\",\"] {}", ".still :is(a, b)[c=\",\"] {}");
        check(":host { a: b; }\n:host([c]) { }", ".still { a: b; }\n.still[c] { }");
        check(":host(:not([a])) {}", ".still:not([a]) {}");
        check(
            "@media x {\n:host { a: b }\nc { d: e }\n}\nf {}",
            "@media x {\n.still { a: b }\n.still c { d: e }\n}\n.still f {}",
        );
        check("@supports selector(:has(a)) { b { c: d } }", "@supports selector(:has(a)) { .still b { c: d } }");
    }

    #[test]
    fn nothing_is_left_of_the_shadow_root() {
        assert!(!sheet(3).contains(":host"));
    }
}
