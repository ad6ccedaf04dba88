//! A file's name as it is shown and kept: never as a path, never with controls.

/// Longest name kept.
const MAX_NAME: usize = 200;

/// A name cleaned for people (`bad-input` 91): the last part of a path, without controls and
/// without marks that turn the reading direction or cannot be seen, at most 200 characters with
/// its ending kept. Never empty.
#[must_use]
pub fn shown_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !invisible(*c))
        .collect();
    let clean = clean.trim().trim_end_matches('.').trim_end();
    if clean.is_empty() {
        return "file".to_owned();
    }
    let count = clean.chars().count();
    if count <= MAX_NAME {
        return clean.to_owned();
    }
    let ending = clean
        .rsplit_once('.')
        .map(|(_, ending)| ending)
        .filter(|e| e.len() <= 8);
    let room = MAX_NAME - ending.map_or(0, |ending| ending.chars().count() + 1);
    let head: String = clean.chars().take(room).collect();
    ending.map_or_else(|| head.clone(), |ending| format!("{head}.{ending}"))
}

/// Zero-width and bidirectional controls (U+200B–U+200F, U+202A–U+202E, U+2060–U+206F, U+FEFF).
fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::shown_name;

    fn check(given: &str, expected: &str) {
        assert_eq!(shown_name(given), expected, "{given:?}");
    }

    #[test]
    fn row_91_names_are_cleaned_and_never_paths() {
        check("../../etc/passwd", "passwd");
        check("C:\\plans\\計画.txt", "計画.txt");
        check("..", "file");
        check("", "file");
        check("CON", "CON");
        check("計画.txt.", "計画.txt");
        check("a\nb\u{202e}txt.exe", "abtxt.exe");
        check("％00.txt", "％00.txt");
        check("👨‍👩‍👧.txt", "👨‍👩‍👧.txt".replace('\u{200d}', "").as_str());
        let long = format!("{}.txt", "あ".repeat(500));
        assert_eq!(shown_name(&long).chars().count(), 200);
        assert!(shown_name(&long).ends_with("あ.txt"));
    }
}
