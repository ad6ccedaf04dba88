//! The pages of signing in.

use askama::Template;
use ayumi_app::access::Invitation;
use ayumi_core::organisation::Kind;
use ayumi_locale::key;

use crate::address;
use crate::fields::Fields;
use crate::shell::Shell;
use crate::words::Words;

/// The page on which one signs in.
#[derive(Template)]
#[template(path = "access/sign_in.html")]
pub struct SignInPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where one wanted to go.
    pub next: String,
    /// A form that was sent when the session had ended, encoded.
    pub kept: String,
    /// The name, kept on error.
    pub name: String,
    /// Why one is here.
    pub told: Option<String>,
    /// What is wrong.
    pub wrong: Option<String>,
    /// Nobody can come in yet: the first administrator is missing.
    pub empty: bool,
    /// Passkeys can work here.
    pub passkeys: bool,
}

impl SignInPage {
    /// The page that leads on to an address.
    pub fn new(w: Words, next: &str) -> Self {
        Self {
            w,
            shell: Shell::new(w.t(key::WEB_SIGN_IN_TITLE), sign_in_then(next)),
            next: own_address(next).to_owned(),
            kept: String::new(),
            name: String::new(),
            told: None,
            wrong: None,
            empty: false,
            passkeys: false,
        }
    }
}

/// The page that asks for a code.
#[derive(Template)]
#[template(path = "access/code.html")]
pub struct CodePage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// What the first step left.
    pub pending: String,
    /// Where one wanted to go.
    pub next: String,
    /// A form that was kept.
    pub kept: String,
    /// What is wrong.
    pub wrong: Option<String>,
}

impl CodePage {
    /// The page of a second step.
    pub fn new(w: Words, pending: String, (next, kept): (&str, &str)) -> Self {
        Self {
            w,
            shell: Shell::new(w.t(key::WEB_CODE_TITLE), address::SIGN_IN),
            pending,
            next: own_address(next).to_owned(),
            kept: kept.to_owned(),
            wrong: None,
        }
    }
}

/// The page that sends a kept form on.
#[derive(Template)]
#[template(path = "access/resume.html")]
pub struct ResumePage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where the form goes.
    pub next: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
}

impl ResumePage {
    /// The page of a form that was kept.
    pub fn new(w: Words, next: &str, kept: &str) -> Self {
        let pairs = Fields::of_query(kept);
        let pairs = pairs.pairs();
        Self {
            w,
            shell: Shell::new(w.t(key::WEB_RESUME_TITLE), "/"),
            next: own_address(next).to_owned(),
            fields: pairs
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }
}

/// The page of a one-time link.
#[derive(Template)]
#[template(path = "access/join.html")]
pub struct JoinPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where the form goes.
    pub action: String,
    /// What one is asked to do.
    pub lead: String,
    /// The own name is asked for: the first administrator's.
    pub asks_name: bool,
    /// The first council is asked for.
    pub asks_council: bool,
    /// A login is made; otherwise only a password is set.
    pub asks_login: bool,
    /// What the law asks to be told.
    pub privacy: Option<String>,
    /// The kinds of organisation: name, words, chosen.
    pub kinds: Vec<(&'static str, String, bool)>,
    /// What was typed.
    pub name: String,
    /// What was typed.
    pub council: String,
    /// What was typed.
    pub login: String,
    /// The first administrator is the secretariat too.
    pub secretariat: bool,
    /// What is wrong.
    pub wrong: Option<String>,
}

impl JoinPage {
    /// The page of a link.
    pub fn new(w: Words, token: &str, leads: &Invitation) -> Self {
        let (title, lead) = match leads {
            Invitation::First { .. } => (key::WEB_JOIN_FIRST, w.t(key::WEB_JOIN_FIRST_LEAD)),
            Invitation::Person { council, name } => {
                let values = [("council", council.name.as_str()), ("name", name.as_str())];
                (key::WEB_JOIN_TITLE, w.vs(key::WEB_JOIN_LEAD, &values))
            }
            Invitation::Reset { name } => {
                (key::WEB_RESET_TITLE, w.v(key::WEB_RESET_LEAD, "name", name))
            }
        };
        let kind = match leads {
            Invitation::Person { council, .. } => Some(council.kind),
            Invitation::First { councils } => councils.first().map(|one| one.kind),
            Invitation::Reset { .. } => None,
        };
        let asks_council = matches!(leads, Invitation::First { councils } if councils.is_empty());
        let kinds = Kind::ALL.iter().map(|kind| {
            let words = w.t(ayumi_app::access::kind_words(*kind));
            (kind.name(), words, kind.is_usual())
        });
        Self {
            w,
            shell: Shell::new(w.t(title), address::join(token)),
            action: address::join(token),
            lead,
            asks_name: matches!(leads, Invitation::First { .. }),
            asks_council,
            asks_login: !matches!(leads, Invitation::Reset { .. }),
            privacy: kind.map(|kind| w.t(ayumi_app::access::privacy_words(kind))),
            kinds: kinds.collect(),
            name: String::new(),
            council: String::new(),
            login: String::new(),
            secretariat: true,
            wrong: None,
        }
    }
}

/// The page on which one signs in, to go on to an address.
pub fn sign_in_then(next: &str) -> String {
    let next = own_address(next);
    if next == "/" {
        return address::SIGN_IN.to_owned();
    }
    let mut fields = Fields::default();
    fields.push("next", next);
    format!("{}?{}", address::SIGN_IN, fields.encoded())
}

/// An address of this site; anything else leads to the first page.
pub fn own_address(next: &str) -> &str {
    let second = next.as_bytes().get(1);
    let own = next.starts_with('/') && !matches!(second, Some(b'/' | b'\\'));
    match own && !next.chars().any(char::is_control) {
        true => next,
        false => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::own_address;

    fn check(next: &str, expected: &str) {
        assert_eq!(own_address(next), expected, "{next}");
    }

    #[test]
    fn only_addresses_of_this_site() {
        check("/c/midori?done=x#a", "/c/midori?done=x#a");
        check("//evil.example", "/");
        check("/\\evil.example", "/");
        check("https://evil.example", "/");
        check("javascript:alert(1)", "/");
        check("/a\nb", "/");
        check("", "/");
    }
}
