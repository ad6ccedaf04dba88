//! The shape of the sources: module docs, lengths, what may not be written.

use super::lex::{Kind, Token, before_tests, code_lines, tokens};
use super::tree::{Fault, File, Tree};

/// Lines of code in a function.
const FUNCTION: usize = 60;
/// Lines of code in a file before its tests.
const FILE: usize = 400;

/// Every file opens by saying what lives there.
pub fn module_docs(tree: &Tree) -> Vec<Fault> {
    let silent = tree.rust().filter(|file| !file.text.starts_with("//!"));
    silent
        .map(|file| Fault::at(file, 1, "does not open with //!"))
        .collect()
}

/// Functions over the budget.
pub fn function_length(tree: &Tree) -> Vec<Fault> {
    tree.rust()
        .flat_map(|file| long_functions(file, &tokens(&file.text)))
        .collect()
}

fn long_functions(file: &File, all: &[Token<'_>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, token) in all.iter().enumerate() {
        let Some(name) = all.get(at + 1) else { break };
        if token.text != "fn" || token.kind != Kind::Word || name.kind != Kind::Word {
            continue;
        }
        let lines = body(&all[at..]).map_or(0, code_lines);
        if lines > FUNCTION {
            let what = format!(
                "fn {} has {lines} lines of code, at most {FUNCTION}",
                name.text
            );
            faults.push(Fault::at(file, token.line, what));
        }
    }
    faults
}

/// What stands between the braces of the function that `tokens` begin with.
fn body<'a, 'b>(tokens: &'b [Token<'a>]) -> Option<&'b [Token<'a>]> {
    let mut around = 0_i32;
    let mut begin = None;
    for (at, token) in tokens.iter().enumerate() {
        match (token.kind, token.text) {
            (Kind::Sign, "(" | "[") => around += 1,
            (Kind::Sign, ")" | "]") => around -= 1,
            (Kind::Sign, ";") if around == 0 => return None,
            (Kind::Sign, "{") if around == 0 => {
                begin = Some(at + 1);
                break;
            }
            _ => {}
        }
    }
    let begin = begin?;
    let mut depth = 1_i32;
    for (at, token) in tokens.iter().enumerate().skip(begin) {
        match (token.kind, token.text) {
            (Kind::Sign, "{") => depth += 1,
            (Kind::Sign, "}") => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&tokens[begin..at]);
        }
    }
    None
}

/// Files over the budget. Files of tests have none.
pub fn file_length(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.rust().filter(|file| !file.is_test()) {
        let lines = code_lines(before_tests(&tokens(&file.text)));
        if lines > FILE {
            let what = format!("{lines} lines of code before its tests, at most {FILE}");
            faults.push(Fault::of(&file.path, what));
        }
    }
    faults
}

/// `unwrap()` outside tests: an `expect` would state the invariant.
pub fn no_unwrap(tree: &Tree) -> Vec<Fault> {
    each(tree, |window| {
        let [dot, name, open, ..] = window else {
            return None;
        };
        (dot.text == "." && name.text == "unwrap" && open.text == "(")
            .then(|| "unwrap() outside tests".to_owned())
    })
}

/// A reader that panics must be mended, not caught.
pub fn no_catch_unwind(tree: &Tree) -> Vec<Fault> {
    each(tree, |window| {
        let first = window.first()?;
        (first.kind == Kind::Word && first.text == "catch_unwind").then(|| first.text.to_owned())
    })
}

/// A lint is silenced by `expect` with a reason, never by `allow`.
pub fn silenced_with_reason(tree: &Tree) -> Vec<Fault> {
    each(tree, |window| {
        let at = window.iter().position(|token| token.text == "[")?;
        if window[0].text != "#" || at > 2 {
            return None;
        }
        let name = window.get(at + 1)?.text;
        let end = window
            .iter()
            .position(|token| token.text == "]")
            .unwrap_or(window.len());
        let reason = window[..end].iter().any(|token| token.text == "reason");
        match name {
            "allow" => Some("allow: use expect with a reason".to_owned()),
            "expect" if !reason => Some("expect without a reason".to_owned()),
            _ => None,
        }
    })
}

/// Looks at every position of the code before the tests, with the tokens that follow.
fn each(tree: &Tree, find: impl Fn(&[Token<'_>]) -> Option<String>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.rust().filter(|file| !file.is_test()) {
        let all = tokens(&file.text);
        let code = before_tests(&all);
        for at in 0..code.len() {
            let window = &code[at..code.len().min(at + 40)];
            if let Some(what) = find(window) {
                faults.push(Fault::at(file, code[at].line, what));
            }
        }
    }
    faults
}
