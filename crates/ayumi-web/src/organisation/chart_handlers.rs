//! Handlers of the organisation.

use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::organisation::people::{
    ChangeOrganisation, GrantSupport, Invite, InviteStep, NewPost, ShowOrganisation, Step,
    change_organisation, grant_support, invite, show_organisation,
};
use ayumi_app::{Class, Classified};
use ayumi_core::access::{Action, Role};
use ayumi_core::organisation::{Hold, PersonId, PostId, SectionId, TenureId};
use ayumi_core::plan::parse_day;
use ayumi_locale::key;
use jiff::civil::Date;

use super::chart::{ChartPage, LinkPage};
use crate::access::handlers::{refused, unread};
use crate::address;
use crate::failure::Failure;
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked};

/// The organisation.
pub async fn show(asked: Asked<ShowOrganisation>) -> Answer {
    let mut page = page_of(&asked).await?;
    if asked.query("done").is_some() {
        page.shell.flash = Some(asked.w.t(key::WEB_ORGANISATION_DONE));
    }
    Ok(Html(html(&page)).into_response())
}

async fn page_of<A: Action>(asked: &Asked<A>) -> Result<ChartPage, Failure> {
    let work = asked.look().await?;
    let id = Some(work.council.id);
    let permit = work.unit.permit::<ShowOrganisation>(id)?;
    let chart = show_organisation(&work.unit, permit).await?;
    let mut page = ChartPage::new(asked.w, &work.link, &chart);
    page.may_change = work.unit.permit::<ChangeOrganisation>(id).is_ok();
    page.may_invite = work.unit.permit::<Invite>(id).is_ok();
    Ok(page)
}

/// Changes sections, posts, and who holds them.
pub async fn change(asked: Asked<ChangeOrganisation>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let step = match step_of(&fields) {
        Ok(step) => step,
        Err(Wrong::Day(said)) => return wrong_day(&asked, &said).await,
        Err(Wrong::Request) => return Err(Failure::not_there()),
    };
    let mut work = asked.change(key).await?;
    match change_organisation(&mut work.unit, work.permit, given, step).await {
        Ok(()) => {
            work.unit.commit().await?;
            Ok(done(&work.link.slug))
        }
        Err(error) => {
            drop(work.unit);
            told(&asked, error).await
        }
    }
}

fn done(slug: &str) -> axum::response::Response {
    Redirect::to(&format!("{}?done=yes", address::organisation(slug))).into_response()
}

async fn told<A: Action>(asked: &Asked<A>, error: impl Classified) -> Answer {
    let Class::Refused(words) = error.class() else {
        return Err(error.into());
    };
    let mut page = page_of(asked).await?;
    page.wrong = Some(asked.w.t(words));
    Ok(refused(error.class(), html(&page)))
}

async fn wrong_day<A: Action>(asked: &Asked<A>, said: &str) -> Answer {
    let mut page = page_of(asked).await?;
    page.wrong = Some(asked.w.v(key::WEB_DAY_WRONG, "day", said));
    Ok(unread(html(&page)))
}

/// Says who may come in. A link that is made is shown once.
pub async fn people(asked: Asked<Invite>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let step = match invite_of(&fields) {
        Ok(step) => step,
        Err(Wrong::Day(said)) => return wrong_day(&asked, &said).await,
        Err(Wrong::Request) => return Err(Failure::not_there()),
    };
    let makes_link = matches!(step, InviteStep::New { .. } | InviteStep::Link(_));
    let mut work = asked.change(key).await?;
    let invited = match invite(&mut work.unit, work.permit, given, step).await {
        Ok(invited) => invited,
        Err(error) => {
            drop(work.unit);
            return told(&asked, error).await;
        }
    };
    work.unit.commit().await?;
    if !makes_link {
        return Ok(done(&work.link.slug));
    }
    let origin = asked.door.origin_of(&asked.parts.headers);
    let link = invited
        .token
        .map(|token| format!("{origin}{}", address::join(&token)));
    let unit = asked.app.look(asked.actor.clone()).await?;
    let name = match unit.permit::<ShowOrganisation>(Some(work.council.id)) {
        Ok(permit) => {
            let chart = show_organisation(&unit, permit).await?;
            chart.name(invited.person).to_owned()
        }
        Err(_) => String::new(),
    };
    Ok(Html(html(&LinkPage::new(asked.w, &work.link, name, link))).into_response())
}

/// Grants support by the operator, or ends it.
pub async fn support(asked: Asked<GrantSupport>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let hours = fields.get("hours").unwrap_or_default().parse();
    let hours = hours.map_err(|_| Failure::not_there())?;
    let mut work = asked.change(key).await?;
    match grant_support(&mut work.unit, work.permit, given, hours).await {
        Ok(()) => {
            work.unit.commit().await?;
            Ok(done(&work.link.slug))
        }
        Err(error) => {
            drop(work.unit);
            told(&asked, error).await
        }
    }
}

/// What is wrong with a form.
pub enum Wrong {
    /// A day that is none, as it was typed.
    Day(String),
    /// No page of ours sends this.
    Request,
}

impl From<uuid::Error> for Wrong {
    fn from(_: uuid::Error) -> Self {
        Self::Request
    }
}

fn step_of(fields: &Fields) -> Result<Step, Wrong> {
    let text = |name: &str| fields.text(name).unwrap_or_default();
    let id = |name: &str| fields.get(name).unwrap_or_default().parse::<uuid::Uuid>();
    let from = || day(fields, "from");
    Ok(match fields.get("step") {
        Some("new-section") => Step::NewSection {
            name: text("name"),
            from: from()?,
        },
        Some("rename-section") => Step::RenameSection {
            section: SectionId(id("section")?),
            name: text("name"),
            from: from()?,
        },
        Some("merge-sections") => Step::MergeSections {
            sections: ids(fields, "sections")?,
            name: text("name"),
            from: from()?,
        },
        Some("split-section") => Step::SplitSection {
            section: SectionId(id("section")?),
            names: lines(&text("names")),
            from: from()?,
        },
        Some("new-post") => Step::NewPost(post_of(fields)?),
        Some("change-post") => Step::ChangePost {
            post: PostId(id("post")?),
            new: post_of(fields)?,
        },
        Some("end-post") => Step::EndPost {
            post: PostId(id("post")?),
            day: from()?,
        },
        Some("give-post") => Step::GivePost {
            post: PostId(id("post")?),
            person: PersonId(id("person")?),
            hold: match fields.get("deputy") {
                Some("yes") => Hold::Deputy,
                _ => Hold::Holder,
            },
            from: from()?,
            to: fields.text("to").map(|_| day(fields, "to")).transpose()?,
        },
        Some("end-tenure") => Step::EndTenure {
            tenure: TenureId(id("tenure")?),
            to: day(fields, "to")?,
        },
        _ => return Err(Wrong::Request),
    })
}

fn ids(fields: &Fields, name: &str) -> Result<Vec<SectionId>, Wrong> {
    let ids: Result<Vec<_>, _> = fields
        .all(name)
        .map(|id| id.parse().map(SectionId))
        .collect();
    match ids? {
        ids if ids.len() < 2 => Err(Wrong::Request),
        ids => Ok(ids),
    }
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn post_of(fields: &Fields) -> Result<NewPost, Wrong> {
    let role = fields.get("role").and_then(Role::named);
    let section = fields.text("of-section");
    let section = section.map(|id| id.parse().map(SectionId)).transpose()?;
    Ok(NewPost {
        title: fields.text("title").unwrap_or_default(),
        role: role.ok_or(Wrong::Request)?,
        section,
        district: fields.text("district"),
    })
}

/// A day as people type it, in both eras and with full-width digits; not a fiscal year.
pub fn day(fields: &Fields, name: &str) -> Result<Date, Wrong> {
    let said = fields.text(name).unwrap_or_default();
    if let Ok(day) = said.parse() {
        return Ok(day);
    }
    let found = parse_day(&said, None).filter(|found| found.range == (0..said.chars().count()));
    found.and_then(|found| found.day).ok_or(Wrong::Day(said))
}

fn invite_of(fields: &Fields) -> Result<InviteStep, Wrong> {
    let person = || {
        fields
            .get("person")
            .unwrap_or_default()
            .parse()
            .map(PersonId)
    };
    Ok(match fields.get("step") {
        Some("new") => {
            let post = fields.text("post").filter(|post| post != "new");
            let post = post.map(|id| id.parse().map(PostId)).transpose()?;
            InviteStep::New {
                name: fields.text("name").unwrap_or_default(),
                post,
                new_post: match post {
                    Some(_) => None,
                    None => Some(post_of(fields)?),
                },
                from: day(fields, "from")?,
            }
        }
        Some("link") => InviteStep::Link(person()?),
        Some("stop") => InviteStep::Stop(person()?),
        Some("resume") => InviteStep::Resume(person()?),
        _ => return Err(Wrong::Request),
    })
}
