//! Opening what the commands work on: formats, store, app; and finding a plan by its name.

use std::path::Path;
use std::sync::Arc;

use ayumi_app::organisation::{ListCouncils, list_councils};
use ayumi_app::plan::{ListPlans, PlanRow, list_plans};
use ayumi_app::{App, Formats, Parts, Unit};
use ayumi_core::access::{Action, Actor, Permit};
use ayumi_core::organisation::Council;
use ayumi_document::{Reader, Writer};
use ayumi_locale::{Lang, key};
use ayumi_store::{OpenError, Store};

use crate::apart::ReadApart;
use crate::arguments::Where;
use crate::exit::{Exit, Stop, with_causes};
use crate::settings;

/// All formats this program reads and writes. `data_dir` is where fonts may lie.
pub fn formats(data_dir: Option<&Path>) -> Formats {
    let writers: Vec<Box<dyn Writer>> = vec![
        Box::new(ayumi_markup::MarkdownWriter),
        Box::new(ayumi_markup::HtmlWriter),
        Box::new(ayumi_office::DocxWriter),
        Box::new(ayumi_office::XlsxWriter),
        Box::new(ayumi_pdf::ChildPdfWriter::new(data_dir.map(Path::to_owned))),
    ];
    Formats::new(Vec::new(), writers).reading_apart(ReadApart)
}

/// All readers, for the child that reads.
pub fn readers() -> Formats {
    let readers: Vec<Box<dyn Reader>> = vec![
        Box::new(ayumi_markup::TextReader),
        Box::new(ayumi_markup::MarkdownReader),
        Box::new(ayumi_markup::HtmlReader),
        Box::new(ayumi_office::DocxReader),
        Box::new(ayumi_office::XlsxReader),
        Box::new(ayumi_pdf::PdfReader),
    ];
    Formats::new(readers, Vec::new())
}

/// An open app.
pub async fn app(place: &Where, lang: Lang) -> Result<App, Stop> {
    app_and_store(place, lang).await.map(|(app, _)| app)
}

/// An open app, and the store below it for the lock of a server.
pub async fn app_and_store(place: &Where, lang: Lang) -> Result<(App, Store), Stop> {
    let settings = settings::settings(place, lang)?;
    let store = Store::open(&settings)
        .await
        .map_err(|error| not_opened(&error, lang))?;
    Ok((app_of(&store), store))
}

/// An app on what is kept already; `None` where nothing was ever kept. Looking makes nothing.
pub async fn existing(place: &Where, lang: Lang) -> Result<Option<App>, Stop> {
    if is_new(place, lang).await? {
        return Ok(None);
    }
    app(place, lang).await.map(Some)
}

/// Was nothing ever kept here?
pub async fn is_new(place: &Where, lang: Lang) -> Result<bool, Stop> {
    let settings = settings::settings(place, lang)?;
    let exists = Store::exists(&settings).await;
    exists
        .map(|exists| !exists)
        .map_err(|error| not_opened(&error, lang))
}

/// An app to look for a plan in; where nothing was ever kept, there is no such plan.
pub async fn with_plans(place: &Where, name: &str, lang: Lang) -> Result<App, Stop> {
    existing(place, lang)
        .await?
        .ok_or_else(|| no_such_plan(name, &[], lang))
}

fn app_of(store: &Store) -> App {
    let data_dir = store.settings().data_dir.clone();
    App::new(Parts {
        store: store.clone(),
        formats: formats(Some(&data_dir)),
        clock: Arc::new(jiff::Timestamp::now),
        data_dir,
    })
}

fn not_opened(error: &OpenError, lang: Lang) -> Stop {
    let exit = match error {
        OpenError::Connect(_) => Exit::NotReachable,
        OpenError::Folder { .. } => Exit::CannotCreate,
        OpenError::Migrate(_) => Exit::InputOutput,
        _ => Exit::Configuration,
    };
    Stop::new(
        exit,
        with_causes(ayumi_app::check::open_words(lang, error), error),
    )
}

/// A unit that only looks.
pub async fn look(app: &App, lang: Lang) -> Result<Unit, Stop> {
    app.look(Actor::LocalOperator)
        .await
        .map_err(|error| Stop::of(&error, lang))
}

/// The permit of an action in a council.
pub fn permit<A: Action>(
    unit: &Unit,
    council: Option<&Council>,
    lang: Lang,
) -> Result<Permit<A>, Stop> {
    unit.permit(council.map(|council| council.id))
        .map_err(|denied| Stop::of(&denied, lang))
}

/// The councils, or only the one of that short name.
pub async fn councils(unit: &Unit, slug: Option<&str>, lang: Lang) -> Result<Vec<Council>, Stop> {
    let permit = permit::<ListCouncils>(unit, None, lang)?;
    let mut all = list_councils(unit, permit)
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    if let Some(slug) = slug {
        all.retain(|council| council.slug == slug);
        if all.is_empty() {
            return Err(no_such_council(slug, lang));
        }
    }
    Ok(all)
}

/// There is no council of that short name.
pub fn no_such_council(slug: &str, lang: Lang) -> Stop {
    let words = lang.format(key::CLI_NO_SUCH_COUNCIL, &[("slug", slug)]);
    Stop::new(Exit::NoInput, words)
}

/// The plans of a council.
pub async fn plans(unit: &Unit, council: &Council, lang: Lang) -> Result<Vec<PlanRow>, Stop> {
    let permit = permit::<ListPlans>(unit, Some(council), lang)?;
    list_plans(unit, permit)
        .await
        .map_err(|error| Stop::of(&error, lang))
}

/// The one plan of that id or short name, and its council.
pub async fn one_plan(
    unit: &Unit,
    name: &str,
    council: Option<&str>,
    lang: Lang,
) -> Result<(Council, PlanRow), Stop> {
    let mut found = Vec::new();
    let mut known = Vec::new();
    for council in councils(unit, council, lang).await? {
        for row in plans(unit, &council, lang).await? {
            known.push(row.slug.clone());
            if row.slug == name || row.id.to_string() == name {
                found.push((council.clone(), row));
            }
        }
    }
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(_), false) => {
            let words = lang.format(key::CLI_SEVERAL_PLANS, &[("plan", name)]);
            Err(Stop::new(Exit::Usage, words))
        }
        (None, _) => Err(no_such_plan(name, &known, lang)),
    }
}

fn no_such_plan(name: &str, known: &[String], lang: Lang) -> Stop {
    let values = [("plan", name), ("known", &known.join(", "))];
    Stop::new(Exit::NoInput, lang.format(key::CLI_NO_SUCH_PLAN, &values))
}
