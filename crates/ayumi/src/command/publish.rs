//! `ayumi publish PLAN --to … -o DIR`: the review chapter into a folder.

use ayumi_app::plan::PlanName;
use ayumi_app::publish::{Format, PublishToFolder, ToFolder, publish_to_folder};
use ayumi_locale::{Lang, describe, key};

use super::Ended;
use crate::arguments::{Publish, Where};
use crate::exit::{Exit, Stop};
use crate::progress::Step;
use crate::{open, output};

/// Publishes, then lists the files.
pub async fn run(place: &Where, publish: &Publish, lang: Lang) -> Ended {
    let app = open::with_plans(place, &publish.plan, lang).await?;
    let mut unit = open::look(&app, lang).await?;
    let council = publish.council.as_deref();
    let (council, row) = open::one_plan(&unit, &publish.plan, council, lang).await?;
    let permit = open::permit::<PublishToFolder>(&unit, Some(&council), lang)?;
    let mut formats: Vec<Format> = publish
        .to
        .iter()
        .filter_map(|name| Format::from_name(name))
        .collect();
    formats.sort();
    formats.dedup();
    let input = ToFolder {
        plan: PlanName::from(row.id),
        formats,
        lang,
        folder: publish.output.clone(),
    };
    let step = Step::begin(lang.text(key::CLI_PUBLISHING));
    let published = publish_to_folder(&mut unit, permit, input).await;
    drop(step);
    let mut published = published.map_err(|error| Stop::of(&error, lang))?;
    for notice in &mut published.notices {
        describe::notice(notice, lang);
        output::say(&notice.text);
    }
    for (path, _) in &published.files {
        output::result(&format!("{}\n", publish.output.join(path).display()))?;
    }
    Ok(Exit::Fine)
}
