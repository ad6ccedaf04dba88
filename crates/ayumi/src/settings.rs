//! Where the database and the files lie: flag, else environment, else the system's usual place.

use std::path::PathBuf;

use ayumi_app::check::open_key;
use ayumi_locale::{Lang, key};
use ayumi_store::{Database, Settings};

use crate::arguments::Where;
use crate::exit::{Exit, Stop};

/// The data folder.
pub fn data_dir(place: &Where, lang: Lang) -> Result<PathBuf, Stop> {
    place
        .data_dir
        .clone()
        .or_else(|| variable("AYUMI_DATA_DIR").map(PathBuf::from))
        .or_else(ayumi_platform::folder::default_data_dir)
        .ok_or_else(|| Stop::new(Exit::Configuration, lang.text(key::CLI_NO_DATA_DIR)))
}

/// Database and data folder.
pub fn settings(place: &Where, lang: Lang) -> Result<Settings, Stop> {
    let data_dir = data_dir(place, lang)?;
    let url = match &place.database_url {
        Some(url) => Some(url.clone()),
        None => match variable("AYUMI_DATABASE_URL") {
            Some(url) => Some(url.into_string().map_err(|_| {
                Stop::new(
                    Exit::Configuration,
                    lang.text(key::CLI_DATABASE_URL_NOT_TEXT),
                )
            })?),
            None => None,
        },
    };
    let Some(url) = url else {
        return Ok(Settings::embedded(&data_dir));
    };
    let (url, named) = without_password_file(&url);
    let password_file =
        named.or_else(|| variable("AYUMI_DATABASE_PASSWORD_FILE").map(PathBuf::from));
    let database = Database::from_url(&url, password_file)
        .map_err(|error| Stop::new(Exit::Configuration, lang.text(open_key(error.code()))))?;
    Ok(Settings { database, data_dir })
}

fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Takes the key `password_file` out of a PostgreSQL address; it is ours, not the server's.
fn without_password_file(url: &str) -> (String, Option<PathBuf>) {
    let Some((address, keys)) = url.split_once('?').filter(|_| url.starts_with("postgres")) else {
        return (url.to_owned(), None);
    };
    let mut file = None;
    let kept: Vec<&str> = keys
        .split('&')
        .filter(|pair| match pair.strip_prefix("password_file=") {
            Some(path) => {
                file = Some(PathBuf::from(path));
                false
            }
            None => true,
        })
        .collect();
    let url = if kept.is_empty() {
        address.to_owned()
    } else {
        format!("{address}?{}", kept.join("&"))
    };
    (url, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, address: &str, file: Option<&str>) {
        let (found, path) = without_password_file(url);
        assert_eq!(
            (found.as_str(), path),
            (address, file.map(PathBuf::from)),
            "{url}"
        );
    }

    #[test]
    fn password_files() {
        check(
            "postgres://u@h/d?password_file=/run/p",
            "postgres://u@h/d",
            Some("/run/p"),
        );
        check(
            "postgres://u@h/d?sslmode=require&password_file=/p",
            "postgres://u@h/d?sslmode=require",
            Some("/p"),
        );
        check("postgres://u@h/d", "postgres://u@h/d", None);
        check(
            "sqlite://a?password_file=x",
            "sqlite://a?password_file=x",
            None,
        );
    }
}
