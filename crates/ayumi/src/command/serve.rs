//! `ayumi serve`: the browser's door.

use std::time::Duration;

use ayumi_app::App;
use ayumi_app::access::{offer_first, sweep_access};
use ayumi_app::intake::{SweepIntakes, sweep_files, sweep_intakes};
use ayumi_app::plan::edit::sweep_bins;
use ayumi_app::publish::{GiveUp, give_up_interrupted};
use ayumi_core::access::{Actor, Limits};
use ayumi_locale::{Lang, key};
use ayumi_store::lock::{self, LockError};
use ayumi_web::{Door, ServeError};
use jiff::SignedDuration;

use super::Ended;
use crate::arguments::{Serve, Where};
use crate::exit::{Exit, Stop, with_causes};
use crate::{open, output};

/// Where the pages are, unless something else is said: this machine only.
pub const HOST: &str = "127.0.0.1";
/// The usual port.
pub const PORT: u16 = 8017;

/// How often expired intakes are looked for.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Longest time between being asked to stop and stopping.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until asked to stop.
pub async fn run(place: &Where, serve: &Serve, lang: Lang) -> Ended {
    let port = serve.port.unwrap_or(PORT);
    let address = serve
        .address
        .clone()
        .unwrap_or_else(|| format!("{HOST}:{port}"));
    let door = door(serve, lang)?;
    let listening = || async {
        let listener = ayumi_web::listen(&address, &door).await;
        listener.map_err(|error| not_served(&error, &address, lang))
    };
    ayumi_web::may_serve(&address, &door).map_err(|error| not_served(&error, &address, lang))?;
    // A first database is made only for an address that is free. Where there is one already, its
    // lock speaks first: it knows which server has both.
    let early = if open::is_new(place, lang).await? {
        Some(listening().await?)
    } else {
        None
    };
    let (app, store) = open::app_and_store(place, lang).await?;
    let app = app.with_limits(limits(serve));
    let _lock = lock::acquire(&store)
        .await
        .map_err(|error| not_locked(&error, lang))?;
    give_up(&app, lang).await?;
    sweep(&app, lang).await?;
    let listener = match early {
        Some(listener) => listener,
        None => listening().await?,
    };
    let first = offer_first(&app).await;
    let first = first.map_err(|error| Stop::of(&error, lang))?;
    let origin = door.origin.clone();
    let serving = ayumi_web::serve(app.clone(), (listener, door), |bound| {
        output::say(&lang.text(key::CLI_SERVE_STOP));
        let site = origin.map_or_else(|| format!("http://{bound}"), |origin| origin.to_string());
        if let Some(token) = first {
            let link = format!("{site}/join/{token}");
            output::say(&lang.format(key::CLI_SERVE_FIRST, &[("link", &link)]));
        }
        // Nobody may be listening to standard output any more; the server goes on.
        let _ = output::result(&format!("{site}/\n"));
    });
    let served = tokio::select! {
        // First, so that a signal is caught from the moment the address is told.
        biased;
        () = stopped() => Ok(()),
        () = sweeping(&app, lang) => Ok(()),
        served = serving => served,
    };
    served.map_err(|error| not_served(&error, &address, lang))?;
    Ok(Exit::Fine)
}

/// Where the pages stand: only on this machine, or under the address that was said.
fn door(serve: &Serve, lang: Lang) -> Result<Door, Stop> {
    let said = serve
        .url
        .clone()
        .or_else(|| std::env::var("AYUMI_URL").ok());
    let Some(url) = said.filter(|url| !url.is_empty()) else {
        return Ok(Door::default());
    };
    let origin = url.parse().map_err(|_| {
        let words = lang.format(key::CLI_SERVE_URL_WRONG, &[("url", &url)]);
        Stop::new(Exit::Usage, words)
    })?;
    Ok(Door {
        origin: Some(origin),
        outside: true,
        proxies: serve.proxy.clone(),
    })
}

/// How long sessions last.
fn limits(serve: &Serve) -> Limits {
    let usual = Limits::default();
    let idle = serve
        .idle
        .map(|minutes| SignedDuration::from_mins(minutes.into()));
    let absolute = serve
        .absolute
        .map(|hours| SignedDuration::from_hours(hours.into()));
    Limits {
        idle: idle.unwrap_or(usual.idle),
        absolute: absolute.unwrap_or(usual.absolute),
    }
}

/// Ends when the server was asked to stop and open requests had their time: the server itself
/// ends sooner, as soon as the last one is answered.
async fn stopped() {
    ayumi_platform::signal::asked_to_stop().await;
    tokio::time::sleep(GRACE).await;
}

async fn give_up(app: &App, lang: Lang) -> Result<(), Stop> {
    let mut unit = app
        .change(Actor::LocalOperator, None)
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    let permit = open::permit::<GiveUp>(&unit, None, lang)?;
    let given_up = give_up_interrupted(&mut unit, permit)
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    if given_up > 0 {
        unit.commit()
            .await
            .map_err(|error| Stop::of(&error, lang))?;
    }
    Ok(())
}

/// Deletes what has expired, day by day. Never ends: a day on which it fails is followed by
/// another, and the log says why.
async fn sweeping(app: &App, lang: Lang) {
    loop {
        tokio::time::sleep(DAY).await;
        if let Err(stop) = sweep(app, lang).await {
            tracing::error!(message = %stop.message, "expired intakes were not deleted");
        }
    }
}

async fn sweep(app: &App, lang: Lang) -> Result<(), Stop> {
    let swept = sweep_access(app).await;
    swept.map_err(|error| Stop::of(&error, lang))?;
    let mut unit = app
        .change(Actor::LocalOperator, None)
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    let now = unit.now();
    let permit = open::permit::<SweepIntakes>(&unit, None, lang)?;
    let swept = sweep_intakes(&mut unit, permit)
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    let emptied = sweep_bins(&mut unit).await;
    let emptied = emptied.map_err(|error| Stop::of(&error, lang))?;
    if swept + emptied > 0 {
        unit.commit()
            .await
            .map_err(|error| Stop::of(&error, lang))?;
    } else {
        drop(unit);
    }
    sweep_files(app, now)
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    Ok(())
}

fn not_locked(error: &LockError, lang: Lang) -> Stop {
    match error {
        LockError::Held { holder } => Stop::new(
            Exit::TryAgain,
            lang.format(key::STORE_LOCK_HELD, &[("holder", holder)]),
        ),
        _ => Stop::new(
            Exit::InputOutput,
            with_causes(lang.text(key::STORE_LOCK_FAILED), error),
        ),
    }
}

fn not_served(error: &ServeError, address: &str, lang: Lang) -> Stop {
    let (exit, words) = match error {
        ServeError::Address(_) => (Exit::Usage, key::CLI_SERVE_NO_ADDRESS),
        ServeError::NotLoopback(_) => (Exit::Configuration, key::CLI_SERVE_NOT_LOOPBACK),
        ServeError::Listen { .. } => (Exit::NotReachable, key::CLI_SERVE_NOT_LISTENING),
        ServeError::Serve(_) => (Exit::InputOutput, key::CLI_SERVE_ENDED),
    };
    Stop::new(
        exit,
        with_causes(lang.format(words, &[("address", address)]), error),
    )
}
