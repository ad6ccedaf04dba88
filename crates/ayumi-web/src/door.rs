//! Under which names the pages are served, to whom, and from where a request comes.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};

/// The names of this machine, under which it always serves itself.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// How the pages are reached.
#[derive(Clone, Debug, Default)]
pub struct Door {
    /// The address under which people reach it (`https://ayumi.example.jp`), without a path;
    /// `None` for this machine only.
    pub origin: Option<Origin>,
    /// Other machines can reach it: nobody comes in without an account, even while there is none.
    pub outside: bool,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub proxies: Vec<IpAddr>,
}

/// The address people type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Over TLS?
    pub https: bool,
    /// The name with its port, in lower case.
    pub host: String,
}

/// The text is no address of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address such as https://ayumi.example.jp")]
pub struct OriginError;

impl std::str::FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let uri: Uri = text.parse().map_err(|_| OriginError)?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(OriginError),
        };
        let authority = uri.authority().ok_or(OriginError)?;
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() || text.contains('@') {
            return Err(OriginError);
        }
        let host = authority.as_str().to_ascii_lowercase();
        Ok(Self { https, host })
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scheme = if self.https { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.host)
    }
}

impl Origin {
    /// The name without its port: what a passkey is bound to.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => &self.host,
        }
    }
}

impl Door {
    /// Is this a host under which the pages are served?
    pub fn is_own(&self, host: &str) -> bool {
        let named = self.origin.as_ref().is_some_and(|origin| {
            let host = host.to_ascii_lowercase();
            // The port of the scheme may be written or left out.
            host == origin.host
                || host
                    .strip_suffix(":443")
                    .is_some_and(|one| one == origin.host)
        });
        named || NAMES.iter().any(|name| is_name(host, name))
    }

    /// Are cookies kept to encrypted connections?
    pub fn is_https(&self) -> bool {
        self.origin.as_ref().is_some_and(|origin| origin.https)
    }

    /// Where the pages of a request stand: the site's address, or this machine under the name it
    /// was asked by.
    pub fn origin_of(&self, headers: &HeaderMap) -> Origin {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let own = host.filter(|host| NAMES.iter().any(|name| is_name(host, name)));
        match (&self.origin, own) {
            (_, Some(host)) => Origin {
                https: false,
                host: host.to_ascii_lowercase(),
            },
            (Some(origin), None) => origin.clone(),
            (None, None) => Origin {
                https: false,
                host: NAMES[0].to_owned(),
            },
        }
    }

    /// Can passkeys work there? Browsers make them over TLS, and on `localhost`.
    pub fn takes_passkeys(&self, headers: &HeaderMap) -> bool {
        let origin = self.origin_of(headers);
        origin.https || origin.name() == NAMES[0]
    }

    /// The network address a request comes from. What a proxy says is believed only of those
    /// that are known, from the last one back.
    #[must_use]
    pub fn network(&self, parts: &Parts) -> String {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let Some(peer) = peer.map(|info| info.0.ip()) else {
            return NAMES[0].to_owned();
        };
        let forwarded = parts.headers.get_all("x-forwarded-for");
        let mut hops: Vec<IpAddr> = forwarded
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(|hop| hop.trim().parse().ok())
            .collect();
        let mut from = peer;
        while self.proxies.contains(&from) {
            match hops.pop() {
                Some(hop) => from = hop,
                None => break,
            }
        }
        from.to_string()
    }
}

/// Is this the name, with any port?
fn is_name(host: &str, name: &str) -> bool {
    let start = host.get(..name.len());
    let same = start.is_some_and(|start| start.eq_ignore_ascii_case(name));
    same && is_port(&host[name.len()..])
}

fn is_port(rest: &str) -> bool {
    rest.is_empty()
        || rest
            .strip_prefix(':')
            .is_some_and(|port| port.parse::<u16>().is_ok())
}

/// A cookie of a request.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter();
    let lines = lines.filter_map(|value| value.to_str().ok());
    let mut pairs = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value)
}

/// The door a request came to.
pub fn of(request: &Request) -> Door {
    request
        .extensions()
        .get::<Door>()
        .cloned()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Door, Origin};

    fn check(host: &str, own: bool) {
        assert_eq!(Door::default().is_own(host), own, "{host}");
    }

    #[test]
    fn names_of_this_machine() {
        check("localhost", true);
        check("LOCALHOST:8017", true);
        check("127.0.0.1:1", true);
        check("[::1]:8017", true);
        check("localhost.evil.example", false);
        check("localhost:x", false);
        check("localhost:99999", false);
        check("127.0.0.2", false);
        check("evil.example", false);
        check("", false);
    }

    #[test]
    fn names_of_the_site() {
        let origin: Origin = "https://Ayumi.example.jp".parse().unwrap();
        assert_eq!(origin.to_string(), "https://ayumi.example.jp");
        let door = Door {
            origin: Some(origin),
            ..Door::default()
        };
        assert!(door.is_own("ayumi.example.jp"));
        assert!(door.is_own("AYUMI.example.jp:443"));
        assert!(door.is_own("localhost:8017"));
        assert!(!door.is_own("example.jp"));
        assert!(!door.is_own("ayumi.example.jp.evil.example"));
        for wrong in [
            "ayumi.example.jp",
            "ftp://a",
            "https://",
            "https://a/b",
            "https://u@a",
        ] {
            assert!(wrong.parse::<Origin>().is_err(), "{wrong}");
        }
        let with_port: Origin = "http://10.0.0.5:8017".parse().unwrap();
        assert_eq!(with_port.name(), "10.0.0.5");
    }
}
