//! A small lexer for Rust: enough to tell code from comments and literals, line by line.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, keyword or number.
    Word,
    /// One sign.
    Sign,
    /// A string or byte string, raw or not.
    Text,
    /// A character.
    Char,
}

/// A token with the line it begins on.
#[derive(Clone, Debug)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// As written.
    pub text: &'a str,
    /// From 1.
    pub line: usize,
}

/// Tokens without comments and blanks.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while let Some(sign) = source[at..].chars().next() {
        let rest = &source[at..];
        let (kind, length) = next(rest, sign);
        let text = &rest[..length];
        if let Some(kind) = kind {
            out.push(Token { kind, text, line });
        }
        line += text.matches('\n').count();
        at += length;
    }
    out
}

/// Kind (`None` = blank or comment) and length in bytes of what `rest` begins with.
fn next(rest: &str, sign: char) -> (Option<Kind>, usize) {
    if sign.is_whitespace() {
        return (None, sign.len_utf8());
    }
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (None, block_comment(rest));
    }
    if let Some(length) = raw_text(rest) {
        return (Some(Kind::Text), length);
    }
    if sign == '"' || rest.starts_with("b\"") || rest.starts_with("c\"") {
        return (Some(Kind::Text), text(rest));
    }
    if sign == '\'' {
        return character(rest).map_or((Some(Kind::Sign), 1), |length| (Some(Kind::Char), length));
    }
    if sign.is_alphanumeric() || sign == '_' {
        let end = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_');
        return (Some(Kind::Word), end.unwrap_or(rest.len()));
    }
    (Some(Kind::Sign), sign.len_utf8())
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let tail = &rest.as_bytes()[at..];
        if tail.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#`, `br"…"`.
fn raw_text(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let inner = body[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = inner
        .find(&close)
        .map_or(inner.len(), |end| end + close.len());
    Some(rest.len() - inner.len() + end)
}

/// From the quote (or its prefix) to the closing quote.
fn text(rest: &str) -> usize {
    let begin = rest.find('"').map_or(0, |at| at + 1);
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(begin) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A character literal; `None` for a lifetime.
fn character(rest: &str) -> Option<usize> {
    let mut signs = rest.char_indices().skip(1);
    let (_, first) = signs.next()?;
    if first == '\\' {
        signs.next()?;
        return rest[3..].find('\'').map(|at| at + 4);
    }
    let (at, second) = signs.next()?;
    (second == '\'').then_some(at + 1)
}

/// How many tokens stand before the tests of the file (`#[cfg(test)]`).
pub fn before_tests<'a, 'b>(tokens: &'b [Token<'a>]) -> &'b [Token<'a>] {
    let attribute = ["#", "[", "cfg", "(", "test", ")", "]"];
    let end = tokens
        .windows(attribute.len())
        .position(|window| window.iter().map(|token| token.text).eq(attribute));
    &tokens[..end.unwrap_or(tokens.len())]
}

/// How many lines hold a token.
pub fn code_lines(tokens: &[Token<'_>]) -> usize {
    let mut lines: Vec<usize> = tokens
        .iter()
        .flat_map(|token| token.line..=token.line + token.text.matches('\n').count())
        .collect();
    lines.dedup();
    lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[(Kind, &str)]) {
        let found = tokens(source);
        let found: Vec<(Kind, &str)> = found.iter().map(|token| (token.kind, token.text)).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn tells_code_from_comments_and_literals() {
        check(
            "a /* b /* c */ \" */ d // e",
            &[(Kind::Word, "a"), (Kind::Word, "d")],
        );
        check(
            r#""a\"b" c"#,
            &[(Kind::Text, r#""a\"b""#), (Kind::Word, "c")],
        );
        check(
            "r#\"a\"b\"# c",
            &[(Kind::Text, "r#\"a\"b\"#"), (Kind::Word, "c")],
        );
        check(
            "'あ' '\\'' '\\u{3042}'",
            &[
                (Kind::Char, "'あ'"),
                (Kind::Char, "'\\''"),
                (Kind::Char, "'\\u{3042}'"),
            ],
        );
        check(
            "&'a b",
            &[
                (Kind::Sign, "&"),
                (Kind::Sign, "'"),
                (Kind::Word, "a"),
                (Kind::Word, "b"),
            ],
        );
    }

    #[test]
    fn code_ends_where_the_tests_begin() {
        let found = tokens("fn a() {}\n\n// no\n#[cfg(test)]\nmod tests {}\n");
        assert_eq!(code_lines(before_tests(&found)), 1);
    }
}
