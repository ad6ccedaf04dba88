//! Where the store lies: which database, which data folder.

use std::path::{Path, PathBuf};

/// Which database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// A SQLite file, made when it is not there.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres {
        /// `postgres://user@host/name`, or with `?host=/socket/folder`; never with a password.
        url: String,
        /// A file whose first line is the password.
        password_file: Option<PathBuf>,
    },
}

/// Where everything lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The database.
    pub database: Database,
    /// The folder of the files.
    pub data_dir: PathBuf,
}

/// Why an address names no database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Passwords in addresses end in process lists and logs.
    #[error("the database address holds a password; put it into a file and name that file")]
    PasswordInUrl,
    /// Neither `sqlite://` nor `postgres://`. The address is not repeated: it may hold secrets.
    #[error("the database address begins neither with sqlite:// nor with postgres://")]
    UnknownScheme,
    /// `sqlite://` and nothing behind it.
    #[error("the database address names no file")]
    NoPath,
}

impl SettingsError {
    /// The key of its message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::PasswordInUrl => "store-password-in-url",
            Self::UnknownScheme => "store-unknown-scheme",
            Self::NoPath => "store-no-path",
        }
    }
}

impl Settings {
    /// The embedded database inside the data folder: what is used when nothing is said.
    #[must_use]
    pub fn embedded(data_dir: &Path) -> Self {
        Self {
            database: Database::Sqlite(data_dir.join("ayumi.sqlite")),
            data_dir: data_dir.to_owned(),
        }
    }
}

impl Database {
    /// Reads `sqlite://PATH` or `postgres://…` (`AYUMI_DATABASE_URL`). The path is taken as it
    /// stands: no percent signs are undone, because office folders hold them.
    ///
    /// # Errors
    /// [`SettingsError`]; the address itself is never repeated in it.
    pub fn from_url(url: &str, password_file: Option<PathBuf>) -> Result<Self, SettingsError> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            return if path.is_empty() {
                Err(SettingsError::NoPath)
            } else {
                Ok(Self::Sqlite(PathBuf::from(path)))
            };
        }
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(SettingsError::UnknownScheme);
        }
        if holds_password(url) {
            return Err(SettingsError::PasswordInUrl);
        }
        Ok(Self::Postgres {
            url: url.to_owned(),
            password_file,
        })
    }
}

/// Does a `postgres://` address hold a password, before the `@` or as a parameter?
pub(crate) fn holds_password(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (address, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = address.split('/').next().unwrap_or_default();
    let before_host = authority.rsplit_once('@').map_or("", |(user, _)| user);
    before_host.contains(':')
        || parameters.split('&').any(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            name.eq_ignore_ascii_case("password") || name.eq_ignore_ascii_case("sslpassword")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Result<&str, SettingsError>) {
        let found = Database::from_url(url, None).map(|database| match database {
            Database::Sqlite(path) => format!("file {}", path.display()),
            Database::Postgres { url, .. } => format!("server {url}"),
        });
        assert_eq!(found, expected.map(str::to_owned), "{url}");
    }

    #[test]
    fn addresses() {
        check(
            "sqlite:///var/lib/ayumi/a.sqlite",
            Ok("file /var/lib/ayumi/a.sqlite"),
        );
        check("sqlite://計画 100%.sqlite", Ok("file 計画 100%.sqlite"));
        check("sqlite://", Err(SettingsError::NoPath));
        check("mysql://u@h/d", Err(SettingsError::UnknownScheme));
        check("postgres://u@h:5432/d", Ok("server postgres://u@h:5432/d"));
        check(
            "postgresql://h/d?host=/run/x",
            Ok("server postgresql://h/d?host=/run/x"),
        );
        check("postgres://u:secret@h/d", Err(SettingsError::PasswordInUrl));
        check("postgres://u:@h/d", Err(SettingsError::PasswordInUrl));
        check(
            "postgres://u@h/d?sslmode=require&password=x",
            Err(SettingsError::PasswordInUrl),
        );
        check(
            "postgres://u@h/d?PassWord=x",
            Err(SettingsError::PasswordInUrl),
        );
    }
}
