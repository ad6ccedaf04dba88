//! The own account: posts, sessions, password, second factors.

use askama::Template;
use ayumi_app::access::Factors;
use ayumi_core::access::Identity;
use ayumi_locale::key;

use crate::address;
use crate::shell::{Here, Shell, Viewer};
use crate::words::Words;

/// The own account.
#[derive(Template)]
#[template(path = "access/account.html")]
pub struct AccountPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The name to sign in with.
    pub login: String,
    /// The posts held: council and title.
    pub posts: Vec<(String, String)>,
    /// The sessions.
    pub sessions: Vec<SessionRow>,
    /// The second factors.
    pub factors: FactorRows,
    /// Recovery codes, shown once.
    pub recovery: Vec<String>,
    /// Passkeys can be made here.
    pub passkeys: bool,
    /// What is wrong.
    pub wrong: Option<String>,
}

/// A session.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Its id.
    pub id: String,
    /// When it began.
    pub since: String,
    /// When it was used last.
    pub seen: String,
    /// From where.
    pub network: String,
    /// What the browser calls itself.
    pub agent: String,
    /// It is this one.
    pub own: bool,
}

/// The second factors.
#[derive(Clone, Debug, Default)]
pub struct FactorRows {
    /// A code is asked for.
    pub codes: bool,
    /// A secret that waits for its first code, and its address.
    pub secret: Option<(String, String)>,
    /// How many recovery codes are left.
    pub recovery: usize,
    /// The passkeys: credential, name, when it was made.
    pub passkeys: Vec<(String, String, String)>,
}

impl AccountPage {
    /// The account of somebody.
    pub fn new(w: Words, who: &Identity, factors: Factors, sessions: Vec<SessionRow>) -> Self {
        let mut shell = Shell::new(w.t(key::WEB_ACCOUNT_TITLE), address::ACCOUNT);
        shell.here = Here::Account;
        let viewer = Viewer {
            name: who.name.clone(),
            posts: String::new(),
        };
        let passkeys = factors.passkeys.into_iter().map(|one| {
            let made = w.instant(&one.created_at);
            (one.credential, one.name, made)
        });
        let titles = who.seats.iter();
        Self {
            w,
            shell: shell.seen_by(Some(viewer)).end(),
            login: who.name.clone(),
            posts: titles
                .map(|seat| (seat.name.clone(), seat.title.clone()))
                .collect(),
            sessions,
            factors: FactorRows {
                codes: factors.codes,
                secret: factors.secret,
                recovery: factors.recovery,
                passkeys: passkeys.collect(),
            },
            recovery: Vec::new(),
            passkeys: false,
            wrong: None,
        }
    }
}
