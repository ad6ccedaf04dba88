//! Which language to speak, decided before anything else is said.

use std::ffi::OsString;

use ayumi_locale::{Lang, key};

/// `--lang` anywhere before `--`, else `AYUMI_LANG`, else the system's language, else Japanese.
pub fn chosen(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next().map(|value| value.into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(lang) = value.and_then(|value| value.parse().ok()) {
            return lang;
        }
    }
    ["AYUMI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .filter(|value| !value.is_empty())
        .find_map(|value| value.parse().ok())
        .unwrap_or_default()
}

/// Yes as a person types it, in either language.
pub fn is_yes(lang: Lang, typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    let yes = lang.text(key::CLI_YES_WORDS);
    matches!(typed.as_str(), "y" | "yes") || yes.split(' ').any(|word| word == typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], expected: Option<Lang>) {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        if let Some(expected) = expected {
            assert_eq!(chosen(&arguments), expected, "{arguments:?}");
        }
    }

    #[test]
    fn flags() {
        check(&["ayumi", "read", "--lang", "en", "a"], Some(Lang::En));
        check(&["ayumi", "--lang=en"], Some(Lang::En));
        check(&["ayumi", "--lang=ja", "read"], Some(Lang::Ja));
    }

    #[test]
    fn yes() {
        assert!(is_yes(Lang::Ja, "はい\n"));
        assert!(is_yes(Lang::En, "Y"));
        assert!(!is_yes(Lang::Ja, ""));
        assert!(!is_yes(Lang::Ja, "no"));
    }
}
