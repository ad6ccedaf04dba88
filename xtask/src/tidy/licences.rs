//! Licences of everything that is built in.

use super::tree::{Fault, Tree};

/// Permissive licences, and weak copyleft by file (MPL-2.0).
const ALLOWED: [&str; 18] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NCSA",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Crates whose licence leaves no allowed choice.
pub fn allowed(tree: &Tree) -> Vec<Fault> {
    let refused = tree.crates.iter().filter(|one| !any_of(&one.licence));
    refused
        .map(|one| Fault::of(&one.name, format!("licence “{}”", one.licence)))
        .collect()
}

/// `A OR B`, with the old `A/B`; parentheses are met only around whole alternatives.
fn any_of(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    split(&expression, " OR ").into_iter().any(all_of)
}

fn all_of(expression: &str) -> bool {
    split(expression, " AND ").into_iter().all(|part| {
        let part = part.trim();
        match part
            .strip_prefix('(')
            .and_then(|inner| inner.strip_suffix(')'))
        {
            Some(inner) => any_of(inner),
            None => ALLOWED.contains(&part),
        }
    })
}

/// Splits outside parentheses.
fn split<'a>(expression: &'a str, by: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let (mut depth, mut begin) = (0_i32, 0);
    for (at, sign) in expression.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && expression[at..].starts_with(by) => {
                parts.push(&expression[begin..at]);
                begin = at + by.len();
            }
            _ => {}
        }
    }
    parts.push(&expression[begin..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::any_of;

    fn check(expression: &str, expected: bool) {
        assert_eq!(any_of(expression), expected, "{expression}");
    }

    #[test]
    fn one_allowed_choice_is_enough_and_every_condition_counts() {
        check("MIT", true);
        check("MIT/Apache-2.0", true);
        check("GPL-3.0 OR MIT", true);
        check("GPL-3.0 AND MIT", false);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("(GPL-3.0 OR AGPL-3.0) AND MIT", false);
        check("", false);
    }
}
