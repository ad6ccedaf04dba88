//! `ayumi access`: the table of rights, and the way back in for whoever lost the password.

use ayumi_app::access::{area_words, rescue, rows};
use ayumi_core::access::table::COLUMNS;
use ayumi_core::organisation::Kind;
use ayumi_locale::{Lang, key};

use super::Ended;
use super::serve::{HOST, PORT};
use crate::arguments::{Access, AccessLink, AccessTable, Where};
use crate::exit::{Exit, Stop};
use crate::{open, output};

/// Prints the table, or makes a link.
pub async fn run(place: &Where, access: &Access, lang: Lang) -> Ended {
    match access {
        Access::Table(table) => print(table, lang),
        Access::Link(link) => make(place, link, lang).await,
    }
}

fn print(table: &AccessTable, lang: Lang) -> Ended {
    let kind = table.kind.as_deref().and_then(Kind::named);
    let rows = rows(kind.unwrap_or_default(), lang);
    if table.json {
        output::json(&serde_json::json!({ "roles": rows }))?;
        return Ok(Exit::Fine);
    }
    let mut text = String::new();
    for row in rows {
        text += &format!("{}\n", row.name);
        for (cell, area) in row.cells.iter().zip(COLUMNS) {
            let area = lang.text(area_words(area));
            text += &format!("    {area}: {}\n", cell.words);
        }
    }
    output::result(&text)?;
    Ok(Exit::Fine)
}

/// A link that sets the password of a login anew. Whoever may use this machine's command line may
/// do everything anyway; nobody learns the password.
async fn make(place: &Where, link: &AccessLink, lang: Lang) -> Ended {
    let no_login = || {
        let words = lang.format(key::CLI_ACCESS_NO_LOGIN, &[("login", &link.login)]);
        Stop::new(Exit::NoInput, words)
    };
    let app = open::existing(place, lang).await?.ok_or_else(no_login)?;
    let token = rescue(&app, &link.login).await;
    let token = token.map_err(|error| Stop::of(&error, lang))?;
    let token = token.ok_or_else(no_login)?;
    let site = link
        .url
        .clone()
        .unwrap_or_else(|| format!("http://{HOST}:{PORT}"));
    let site = site.trim_end_matches('/');
    output::say(&lang.text(key::CLI_ACCESS_LINK));
    output::result(&format!("{site}/join/{token}\n"))?;
    Ok(Exit::Fine)
}
