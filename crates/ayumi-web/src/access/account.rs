//! The own account: posts, sessions, password, second factors.

use std::fmt::Write as _;

use askama::Template;
use ayumi_app::access::Factors;
use ayumi_core::access::Identity;
use ayumi_locale::key;
use qrcodegen::{QrCode, QrCodeEcc};

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
    /// A secret that waits for its first code, and the path of its picture with the picture's size.
    pub secret: Option<(String, String, i32)>,
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
                secret: factors.secret.map(|(secret, address)| {
                    let (path, size) = picture(&address);
                    (secret, path, size)
                }),
                recovery: factors.recovery,
                passkeys: passkeys.collect(),
            },
            recovery: Vec::new(),
            passkeys: false,
            wrong: None,
        }
    }
}

/// The blank margin a reader of such pictures needs, in fields.
const MARGIN: i32 = 4;

/// The address an authenticator reads as a two-dimensional code: the path of its dark fields, and how
/// many fields the picture has on a side. Drawn in the page: nothing is fetched, the secret stays in it.
fn picture(address: &str) -> (String, i32) {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium);
    let Ok(code) = code else {
        return (String::new(), 2 * MARGIN);
    };
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{},{}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    (path, code.size() + 2 * MARGIN)
}
