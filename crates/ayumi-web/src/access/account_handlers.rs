//! Handlers of the own account.

use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::access::{
    AddPasskey, ChangeFactors, EndSession, FactorError, FactorStep, FactorsChanged, NewPasskey,
    ShowAccount, add_passkey, change_factors, end_session, own_factors, own_sessions,
    start_passkey,
};
use ayumi_app::{Class, Classified};
use ayumi_core::access::{Action, SessionId};
use ayumi_locale::key;

use super::account::{AccountPage, SessionRow};
use super::handlers::{origin, refused, site};
use crate::address;
use crate::failure::Failure;
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked};

/// The own account.
pub async fn show(asked: Asked<ShowAccount>) -> Answer {
    let mut page = page_of(&asked).await?;
    page.shell.flash = match asked.query("done").as_deref() {
        Some("ended") => Some(asked.w.t(key::WEB_SESSION_ENDED)),
        Some("changed") => Some(asked.w.t(key::WEB_FACTORS_CHANGED)),
        _ => None,
    };
    Ok(Html(html(&page)).into_response())
}

async fn page_of<A: Action>(asked: &Asked<A>) -> Result<AccountPage, Failure> {
    let who = asked.actor.identity().ok_or_else(Failure::not_there)?;
    let unit = asked.app.look(asked.actor.clone()).await?;
    let permit = unit.permit::<ShowAccount>(None)?;
    let factors = own_factors(&unit, &permit).await?;
    let sessions = own_sessions(&unit, &permit).await?;
    let row = |one: ayumi_app::access::Session| SessionRow {
        id: one.id.to_string(),
        since: asked.w.instant(&one.created_at),
        seen: asked.w.instant(&one.seen_at),
        own: one.id == who.session,
        network: one.network,
        agent: one.agent,
    };
    let rows = sessions.into_iter().map(row).collect();
    let mut page = AccountPage::new(asked.w, who, factors, rows);
    page.passkeys = asked.door.takes_passkeys(&asked.parts.headers);
    Ok(page)
}

/// Ends a session, or all but this one.
pub async fn end(asked: Asked<EndSession>) -> Answer {
    let fields = fields::read(&asked).await?;
    let which = match fields.get("session") {
        Some("others") => None,
        Some(id) => Some(SessionId(id.parse().map_err(|_| Failure::not_there())?)),
        None => return Err(Failure::not_there()),
    };
    let mut unit = asked.app.change(asked.actor.clone(), None).await?;
    let permit = unit.permit(None)?;
    end_session(&mut unit, permit, which).await?;
    unit.commit().await?;
    Ok(Redirect::to(&format!("{}?done=ended", address::ACCOUNT)).into_response())
}

/// Changes the password or a second factor.
pub async fn change(asked: Asked<ChangeFactors>) -> Answer {
    let fields = fields::read(&asked).await?;
    let step = step_of(&fields)?;
    let unit = asked.app.look(asked.actor.clone()).await?;
    let permit = unit.permit(None)?;
    drop(unit);
    let password = fields.get("password").unwrap_or_default().to_owned();
    match change_factors(&asked.app, permit, password, step, &origin(&asked)).await {
        Ok(FactorsChanged::Done) => {
            Ok(Redirect::to(&format!("{}?done=changed", address::ACCOUNT)).into_response())
        }
        Ok(FactorsChanged::Recovery(codes)) => {
            let mut page = page_of(&asked).await?;
            page.recovery = codes;
            Ok(Html(html(&page)).into_response())
        }
        Err(error) => told(&asked, error).await,
    }
}

/// What the browser is asked for a new passkey.
pub async fn ask(asked: Asked<AddPasskey>) -> Answer {
    let site = site(&asked)?;
    let unit = asked.app.look(asked.actor.clone()).await?;
    let permit = unit.permit(None)?;
    drop(unit);
    let challenge = start_passkey(&asked.app, &permit, &site).await?;
    Ok(axum::Json(challenge).into_response())
}

/// Registers a passkey.
pub async fn passkey(asked: Asked<AddPasskey>) -> Answer {
    let fields = fields::read(&asked).await?;
    let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    let new = NewPasskey {
        pending: text("pending"),
        answer: text("answer"),
        name: text("name"),
        password: text("password"),
    };
    let site = site(&asked)?;
    let unit = asked.app.look(asked.actor.clone()).await?;
    let permit = unit.permit(None)?;
    drop(unit);
    match add_passkey(&asked.app, permit, &site, new, &origin(&asked)).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=changed", address::ACCOUNT)).into_response()),
        Err(error) => told(&asked, error).await,
    }
}

async fn told<A: Action>(asked: &Asked<A>, error: FactorError) -> Answer {
    let Class::Refused(words) = error.class() else {
        return Err(error.into());
    };
    let mut page = page_of(asked).await?;
    page.wrong = Some(asked.w.t(words));
    Ok(refused(error.class(), html(&page)))
}

fn step_of(fields: &Fields) -> Result<FactorStep, Failure> {
    let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    Ok(match fields.get("step") {
        Some("password") => FactorStep::Password(text("new")),
        Some("start-codes") => FactorStep::StartCodes,
        Some("confirm-codes") => FactorStep::ConfirmCodes(text("code")),
        Some("new-recovery") => FactorStep::NewRecovery,
        Some("stop-codes") => FactorStep::StopCodes,
        Some("forget-passkey") => FactorStep::ForgetPasskey(text("credential")),
        _ => return Err(Failure::not_there()),
    })
}
