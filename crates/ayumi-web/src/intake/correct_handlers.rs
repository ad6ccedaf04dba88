//! Handlers of correcting what was read.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::intake::{
    Becomes, Below, ChangeAnswersError, Correct, CorrectReading, Correction, IntakeId, Origin,
    ShowIntake, correct_reading, kind_named, show_intake,
};
use ayumi_app::{Class, Classified};
use ayumi_core::access::Action;
use ayumi_locale::{describe, key};

use super::correct::{About, CorrectPage, anchor, item_page, step_named};
use crate::address;
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked, Work};

/// The page on which an item (`item`) or a text without a place (`text`, from 1) is corrected.
pub async fn form(asked: Asked<ShowIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let about = match (asked.query("item"), asked.query("text")) {
        (Some(item), _) => About::Item(Origin(item)),
        (None, Some(text)) => About::Text(number(&text)?),
        (None, None) => return Err(Failure::not_there()),
    };
    let mut page = page_of(&asked, id, &about).await?;
    page.shell.flash = (asked.query("done").is_some()).then(|| asked.w.t(key::WEB_CORRECT_DONE));
    Ok(Html(html(&page)).into_response())
}

fn number(text: &str) -> Result<usize, Failure> {
    let number: Option<usize> = text.parse().ok();
    number
        .and_then(|number| number.checked_sub(1))
        .ok_or_else(Failure::not_there)
}

async fn page_of<A: Action>(
    asked: &Asked<A>,
    id: IntakeId,
    about: &About,
) -> Result<CorrectPage, Failure> {
    let work = asked.look().await?;
    let permit = work.unit.permit::<ShowIntake>(Some(work.council.id))?;
    let mut shown = show_intake(&work.unit, permit, id).await?;
    describe::reading(&mut shown.reading, asked.w.0);
    let page = CorrectPage::new(
        asked.w,
        &work.link,
        (&id.0.to_string(), shown.intake.version),
        (&shown.reading, &shown.origins),
        about,
    );
    page.ok_or_else(Failure::not_there)
}

/// Makes a correction. What cannot be made is said on the same page.
pub async fn correct(asked: Asked<CorrectReading>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let sent = sent(&fields)?;
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(key).await?;
    let own = address::intake(&link.slug, &id.0.to_string());
    match correct_reading(&mut unit, permit, id, given, sent.correct).await {
        Ok(_) => {
            unit.commit().await?;
            Ok(Redirect::to(&sent.then.address(&own)).into_response())
        }
        Err(error) => {
            drop(unit);
            refused(&asked, id, (error, &sent.about)).await
        }
    }
}

async fn refused(
    asked: &Asked<CorrectReading>,
    id: IntakeId,
    (error, about): (ChangeAnswersError, &Option<About>),
) -> Answer {
    let (Class::Refused(words), Some(about)) = (error.class(), about) else {
        return Err(error.into());
    };
    let status = status_of(error.class());
    // Where the item itself is gone, there is no page to say it on.
    let Ok(mut page) = page_of(asked, id, about).await else {
        return Err(error.into());
    };
    page.refused = Some(asked.w.t(words));
    Ok((status, Html(html(&page))).into_response())
}

/// A form that was sent.
struct Sent {
    correct: Correct,
    /// What the page is about that says a refusal; `None` = the reading itself.
    about: Option<About>,
    then: Then,
}

/// Where one is led to when the correction is made.
enum Then {
    /// The page of the item.
    Item(Origin),
    /// The reading, at this anchor.
    Reading(String),
}

impl Then {
    fn address(&self, own: &str) -> String {
        match self {
            Self::Item(item) => format!("{}&done=1", item_page(own, item)),
            Self::Reading(anchor) => format!("{own}?done=corrected#{anchor}"),
        }
    }
}

fn bad() -> Failure {
    Failure::of(StatusCode::BAD_REQUEST)
}

fn sent(fields: &Fields) -> Result<Sent, Failure> {
    let kind = fields.get("do").unwrap_or_default();
    match kind {
        "name" | "step" | "move" | "kinds" => of_item(kind, fields),
        "take" => of_text(fields),
        "levels" => Ok(on_reading(levels(fields), "read-head")),
        "meanings" => Ok(on_reading(meanings(fields), "legend-head")),
        "take-back" => Ok(Sent {
            correct: Correct::TakeBack,
            about: None,
            then: Then::Reading("read-head".to_owned()),
        }),
        _ => Err(bad()),
    }
}

fn on_reading(corrections: Vec<Correction>, anchor: &str) -> Sent {
    Sent {
        correct: Correct::Add(corrections),
        about: None,
        then: Then::Reading(anchor.to_owned()),
    }
}

fn of_item(kind: &str, fields: &Fields) -> Result<Sent, Failure> {
    let item = Origin(fields.text("item").ok_or_else(bad)?);
    let corrections = match kind {
        "name" => vec![Correction::Name {
            item: item.clone(),
            label: fields.text("label"),
            title: fields.text("title").unwrap_or_default(),
        }],
        "step" => vec![Correction::Step {
            item: item.clone(),
            step: step_named(fields.get("step").unwrap_or_default()).ok_or_else(bad)?,
        }],
        "move" => vec![Correction::Move {
            item: item.clone(),
            below: below(fields)?,
        }],
        _ => item_kinds(fields, &item)?,
    };
    Ok(Sent {
        correct: Correct::Add(corrections),
        about: Some(About::Item(item.clone())),
        then: Then::Item(item),
    })
}

/// The kinds of the item's findings that were changed: `kind-0`, and `was-0` beside it.
fn item_kinds(fields: &Fields, item: &Origin) -> Result<Vec<Correction>, Failure> {
    let mut changed = Vec::new();
    for (name, value) in fields.pairs() {
        let Some(number) = name.strip_prefix("kind-") else {
            continue;
        };
        if fields.get(&format!("was-{number}")) == Some(value) {
            continue;
        }
        changed.push(Correction::Kind {
            of: Below::Item(item.clone()),
            number: number.parse().map_err(|_| bad())?,
            kind: kind_named(value).ok_or_else(bad)?,
        });
    }
    Ok(changed)
}

fn below(fields: &Fields) -> Result<Below, Failure> {
    let value = fields.text("below").ok_or_else(bad)?;
    match value.strip_suffix(':') {
        Some(part) => {
            let part: Option<usize> = part.parse().ok();
            let part = part.and_then(|part| part.checked_sub(1)).ok_or_else(bad)?;
            Ok(Below::Top(part))
        }
        None => Ok(Below::Item(Origin(value))),
    }
}

fn of_text(fields: &Fields) -> Result<Sent, Failure> {
    let text = number(fields.get("text").unwrap_or_default())?;
    let becomes = match fields.get("as").unwrap_or_default() {
        "item" => Becomes::Item,
        kind => Becomes::Finding(kind_named(kind).ok_or_else(bad)?),
    };
    let below = below(fields)?;
    let then = match (&becomes, &below) {
        (Becomes::Item, _) => Then::Item(Origin(format!("text-{}", text + 1))),
        (Becomes::Finding(_), Below::Item(item)) => Then::Reading(anchor(item)),
        (Becomes::Finding(_), Below::Top(_)) => Then::Reading("read-head".to_owned()),
    };
    Ok(Sent {
        correct: Correct::Add(vec![Correction::Take {
            text,
            below,
            becomes,
        }]),
        about: Some(About::Text(text)),
        then,
    })
}

/// The names of levels that were changed: `level-0-1` (plan, position), and `was-0-1` beside it; and
/// names for levels that had none: `depth-0-1` (plan, depth).
fn levels(fields: &Fields) -> Vec<Correction> {
    let named = fields.pairs().filter_map(|(field, _)| {
        let (part, depth) = field.strip_prefix("depth-")?.split_once('-')?;
        Some(Correction::Depth {
            part: part.parse().ok()?,
            depth: depth.parse().ok()?,
            name: fields.text(field)?,
        })
    });
    let changed = fields.pairs().filter_map(|(name, _)| {
        let place = name.strip_prefix("level-")?;
        let from = fields.get(&format!("was-{place}"))?;
        let to = fields.text(name).unwrap_or_default();
        (from != to).then(|| {
            let part = place.split('-').next()?.parse().ok()?;
            Some(Correction::Level {
                part,
                from: from.to_owned(),
                to,
            })
        })?
    });
    changed.chain(named).collect()
}

/// The meanings of signs that were changed: `meaning-0` with `was-0`, `symbol-0` and `of-0` beside it.
fn meanings(fields: &Fields) -> Vec<Correction> {
    let changed = fields.pairs().filter_map(|(name, _)| {
        let number = name.strip_prefix("meaning-")?;
        let was = fields.get(&format!("was-{number}"))?;
        let meaning = fields.text(name).unwrap_or_default();
        let symbol = fields.get(&format!("symbol-{number}"))?.to_owned();
        (was != meaning).then(|| Correction::Meaning {
            symbol,
            of: fields.text(&format!("of-{number}")),
            meaning,
        })
    });
    changed.collect()
}
