//! Takes out of a published text what no person sees, so that the round-trip law cannot lean on
//! it: comments, the head of a page, data attributes, hidden elements.

/// `text` (Markdown or HTML) without comments, head, data attributes and hidden elements.
#[must_use]
pub fn strip_hidden(text: &str) -> String {
    let text = cut(text, "<!--", "-->");
    let text = cut(&text, "<head", "</head>");
    let text = cut(&text, "<script", "</script>");
    let text = cut(&text, "<style", "</style>");
    attributes(&text)
}

/// Removes every stretch from `open` to `close`; an unclosed one goes to the end.
fn cut(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        out.push_str(&rest[..at]);
        rest = rest[at..]
            .find(close)
            .map_or("", |end| &rest[at + end + close.len()..]);
    }
    out.push_str(rest);
    out
}

/// Takes data attributes and ids' companions out of every tag, and whole elements that are hidden.
fn attributes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = tag_end(rest) else { break };
        let (tag, behind) = rest.split_at(end);
        rest = behind;
        if is_hidden(tag) {
            let name: String = tag[1..]
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let close = format!("</{name}>");
            rest = rest
                .find(&close)
                .map_or("", |end| &rest[end + close.len()..]);
            continue;
        }
        out.push_str(&without_data(tag));
    }
    out.push_str(rest);
    out
}

/// Where the tag at the start of `text` ends (quotes respected); `None` for a lone `<`.
fn tag_end(text: &str) -> Option<usize> {
    if !text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
        return Some(1);
    }
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

fn is_hidden(tag: &str) -> bool {
    tag.contains(" hidden") || tag.contains("display:none") || tag.contains("aria-hidden=\"true\"")
}

fn without_data(tag: &str) -> String {
    let mut out = tag.to_owned();
    while let Some(at) = out.find(" data-") {
        let end = out[at + 1..]
            .find("=\"")
            .and_then(|value| {
                out[at + value + 3..]
                    .find('"')
                    .map(|end| at + value + 4 + end)
            })
            .unwrap_or(at + 6);
        out.replace_range(at..end, "");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::strip_hidden;

    #[test]
    fn nothing_unseen_is_left() {
        let page = "<head><title>x</title></head><p data-id=\"7\" class=\"a\">見える<!-- no --></p>\
                    <span hidden>no</span>１ < ２ <b>太字</b>";
        assert_eq!(
            strip_hidden(page),
            "<p class=\"a\">見える</p>１ < ２ <b>太字</b>"
        );
    }
}
