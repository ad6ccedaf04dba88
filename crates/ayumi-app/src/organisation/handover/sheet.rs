//! The handover sheet of a post: what it answers for, what was said last, what comes next.

use std::collections::BTreeMap;

use ayumi_book::handover::{Handed, sheet};
use ayumi_core::access::{Action, Area, Denied, Effect, Object, Permit};
use ayumi_core::organisation::{
    Council, CouncilId, Post, PostId, Section, Tenure, duties, holders,
};
use ayumi_core::plan::{ItemId, Plan};
use ayumi_document::Document;
use ayumi_locale::Lang;
use ayumi_store::{handover, organisation, people, plan as plans};
use jiff::civil::Date;

use super::HandoverError;
use crate::{Formats, Unit};

/// Looks at the handover sheet of a post.
pub struct ShowSheet;

impl Action for ShowSheet {
    const NAME: &'static str = "show-sheet";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// What a post hands over.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The council.
    pub council: Council,
    /// The post.
    pub post: Post,
    /// Its section's name.
    pub section: Option<String>,
    /// The day of the sheet.
    pub day: Date,
    /// Who holds the post on that day or later: name, first and last day.
    pub holders: Vec<(String, Date, Option<Date>)>,
    /// The plans with the owners of their items.
    pub plans: Vec<(Plan, BTreeMap<ItemId, PostId>)>,
}

/// The sheet of a post of a council. Whoever may see plans may see it, and whoever holds the post.
///
/// # Errors
/// See [`HandoverError`]; [`Denied`] as another error of the caller.
pub async fn show_sheet(
    unit: &Unit,
    council: CouncilId,
    post: PostId,
) -> Result<Result<Sheet, Denied>, HandoverError> {
    use HandoverError as E;
    let s = unit.session();
    let posts = people::posts_on(s, council, unit.day())
        .await
        .map_err(E::Store)?;
    let tenures = people::tenures(s, council).await.map_err(E::Store)?;
    let found = posts.into_iter().find(|one| one.id == post);
    let day = unit.day();
    let object = Object {
        sections: found.iter().filter_map(|one| one.section).collect(),
        persons: holders(&tenures, post, day)
            .iter()
            .map(|one| one.person)
            .collect(),
        ..Object::default()
    };
    let permit: Permit<ShowSheet> = match unit.permit_for(council, &object) {
        Ok(permit) => permit,
        Err(denied) => return Ok(Err(denied)),
    };
    let id = permit.council().ok_or(E::NotThere)?;
    let post = found.ok_or(E::NotThere)?;
    let council = organisation::by_id(s, id).await.map_err(E::Store)?;
    let sections = people::sections(s, id).await.map_err(E::Store)?;
    let of = |section: &Section| section.name_on(day).to_owned();
    let section = sections.iter().find(|one| post.section == Some(one.id));
    let mut all = Vec::new();
    for row in plans::list(s, id).await.map_err(E::Store)? {
        let owners = handover::owners(s, id, row.id).await.map_err(E::Store)?;
        if !owners.values().any(|one| *one == post.id) {
            continue;
        }
        let stored = plans::load(s, id, row.id).await.map_err(E::Store)?;
        all.extend(stored.map(|stored| (stored.plan, owners)));
    }
    Ok(Ok(Sheet {
        council: council.ok_or(E::NotThere)?,
        section: section.map(of),
        day,
        holders: people_of(unit, id, (&post, &tenures)).await?,
        plans: all,
        post,
    }))
}

async fn people_of(
    unit: &Unit,
    council: CouncilId,
    (post, tenures): (&Post, &[Tenure]),
) -> Result<Vec<(String, Date, Option<Date>)>, HandoverError> {
    let day = unit.day();
    let members = people::persons(unit.session(), council).await;
    let members = members.map_err(HandoverError::Store)?;
    let of = tenures.iter().filter(|one| one.post == post.id);
    let open = of.filter(|one| one.to.is_none_or(|to| day <= to));
    Ok(open
        .filter_map(|one| {
            let member = members
                .iter()
                .find(|member| member.person.id == one.person)?;
            Some((member.person.name.clone(), one.from, one.to))
        })
        .collect())
}

impl Sheet {
    /// As a document, for every writer.
    #[must_use]
    pub fn document(&self, lang: Lang) -> Document {
        let handed = Handed {
            council: &self.council.name,
            post: &self.post.title,
            section: self.section.as_deref(),
            holders: &self.holders,
            day: self.day,
            duties: duties(&self.plans, self.post.id, self.day),
        };
        sheet(&handed, lang)
    }
}

/// A single paper (a sheet, a comparison) as a file of a format (`pdf`). Setting takes a moment, beside everything else.
///
/// # Errors
/// The writer's words when it fails; nothing when there is no such writer.
pub async fn write_paper(
    formats: &Formats,
    document: Document,
    format: &'static str,
) -> Result<Option<Vec<u8>>, String> {
    let formats = formats.clone();
    let work = move || {
        let Some(writer) = formats.writer(format) else {
            return Ok(None);
        };
        let written = writer.write(&document, "handover")?;
        Ok(written.files.into_iter().next().map(|(_, bytes)| bytes))
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(error.to_string()))
}
