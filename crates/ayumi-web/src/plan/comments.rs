//! Comments on items: below the item itself, and all of a plan in one list.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::plan::PlanName;
use ayumi_app::plan::comment::{
    CommentError, CommentStep, Comments, ShowComments, WriteComment, show_comments, write_comment,
};
use ayumi_app::{Class, Classified};
use ayumi_core::plan::ItemId;
use ayumi_core::plan::comment::Comment;
use ayumi_locale::key;

use crate::address;
use crate::chip::{Chip, Tone};
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::plan::handlers::item_page;
use crate::plan::tabs::{Tab, Tabs};
use crate::render::html;
use crate::review::finding::Link;
use crate::route::{Answer, Asked};
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The comments on an item, with their forms.
#[derive(Clone, Debug, Default)]
pub struct CommentsView {
    /// Where forms are sent.
    pub action: String,
    /// The comments, in the order they were made.
    pub rows: Vec<CommentRow>,
    /// Version and key of a new one; `None` for whoever only sees.
    pub new: Option<Hidden>,
    /// The name of its draft in the browser.
    pub draft: String,
    /// What was typed, kept on error.
    pub typed: String,
    /// Why it was not taken.
    pub refused: Option<String>,
}

/// A comment as shown.
#[derive(Clone, Debug)]
pub struct CommentRow {
    /// Its id.
    pub id: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: String,
    /// The words.
    pub text: String,
    /// Is it settled?
    pub resolved: bool,
    /// Open, or settled by whom and when.
    pub state: Chip,
    /// Who settled it, and when.
    pub told: String,
    /// Version and key; `None` for whoever only sees.
    pub hidden: Option<Hidden>,
}

impl CommentsView {
    /// The comments on an item at this address.
    pub fn new(w: Words, page: &str, (comments, may): &(Vec<Comment>, bool)) -> Self {
        Self {
            action: format!("{page}/comments"),
            rows: comments.iter().map(|one| row(w, one, *may)).collect(),
            new: may.then(|| Hidden::fresh(0)),
            draft: format!("{page}/comment"),
            typed: String::new(),
            refused: None,
        }
    }
}

fn row(w: Words, one: &Comment, may: bool) -> CommentRow {
    let told = one.resolved.as_ref().map(|done| {
        let at = w.moment(&done.at);
        w.vs(
            key::WEB_COMMENT_RESOLVED_BY,
            &[("name", &*done.by), ("at", &*at)],
        )
    });
    CommentRow {
        id: one.id.to_string(),
        by: match one.by.is_empty() {
            true => w.t(key::WEB_COMMENT_NOBODY),
            false => one.by.clone(),
        },
        at: w.moment(&one.at),
        text: one.text.clone(),
        resolved: one.resolved.is_some(),
        state: match one.resolved {
            Some(_) => Chip::new(w, Tone::Done, key::WEB_COMMENT_RESOLVED),
            None => Chip::new(w, Tone::Busy, key::WEB_COMMENT_OPEN),
        },
        told: told.unwrap_or_default(),
        hidden: may.then(|| Hidden::fresh(one.version)),
    }
}

/// All comments of a plan.
#[derive(Template)]
#[template(path = "plan/comments.html")]
pub struct CommentsPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The pages of this plan.
    pub tabs: Tabs,
    /// How many are open.
    pub open: usize,
    /// Settled ones are shown too.
    pub all: bool,
    /// The comments: where, where forms are sent, what.
    pub rows: Vec<(Option<Link>, String, CommentRow)>,
}

impl CommentsPage {
    /// The page of a plan's comments: the open ones, or all; whoever may settles them here too.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        comments: &Comments,
        (all, may): (bool, bool),
    ) -> Self {
        let plan = &comments.view.plan;
        let tabs = Tabs::new(w, council, plan, Tab::Comments);
        let own = address::below_plan(&council.slug, &plan.slug, "comments");
        let title = w.v(key::WEB_COMMENTS_TITLE, "plan", &plan.title);
        let open = comments.all.iter();
        let open = open.filter(|one| one.comment.resolved.is_none()).count();
        let shown = comments.all.iter();
        let shown = shown.filter(|one| all || one.comment.resolved.is_none());
        let rows = shown.map(|one| {
            let page = address::item(&council.slug, &plan.slug, one.comment.item);
            let link = one.item.clone().map(|words| Link {
                words,
                href: format!("{page}#comments"),
            });
            (link, format!("{page}/comments"), row(w, &one.comment, may))
        });
        Self {
            w,
            shell: Shell::new(title, own)
                .in_council(council, Here::Plans)
                .via(plan.title.clone(), tabs.plan.clone())
                .end(),
            tabs,
            open,
            all,
            rows: rows.collect(),
        }
    }
}

/// The comments of a plan.
pub async fn list(asked: Asked<ShowComments>) -> Answer {
    let work = asked.look().await?;
    let name = PlanName::new(asked.param("plan")?);
    let comments = show_comments(&work.unit, work.permit, &name).await?;
    let all = asked.query("show").as_deref() == Some("all");
    let may = work.unit.permit::<WriteComment>(Some(work.council.id));
    let page = CommentsPage::new(asked.w, &work.link, &comments, (all, may.is_ok()));
    Ok(Html(html(&page)).into_response())
}

/// Writes a comment, settles one, opens it again.
pub async fn write(asked: Asked<WriteComment>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let item = ItemId(asked.id("item")?);
    let mut work = asked.change(key).await?;
    let name = PlanName::new(asked.param("plan")?);
    let step = step_of(&fields)?;
    let done = write_comment(&mut work.unit, work.permit, (&name, item), given, &step).await;
    let page = address::item(&work.link.slug, asked.param("plan")?, item);
    match done {
        Ok(()) => {
            work.unit.commit().await?;
            if fields.get("then") == Some("list") {
                let plan = asked.param("plan")?;
                let list = address::below_plan(&work.link.slug, plan, "comments");
                return Ok(Redirect::to(&list).into_response());
            }
            Ok(Redirect::to(&format!("{page}?saved={page}/comment#comments")).into_response())
        }
        Err(error) => {
            drop(work.unit);
            refused(&asked, error, (item, &fields)).await
        }
    }
}

/// The item again, with what was typed and why it was not taken.
async fn refused(
    asked: &Asked<WriteComment>,
    error: CommentError,
    (item, fields): (ItemId, &Fields),
) -> Answer {
    let Class::Refused(words) = error.class() else {
        return Err(error.into());
    };
    let work = asked.look().await?;
    let permit = work.unit.permit(Some(work.council.id))?;
    let here = (&work.unit, work.council.id, &work.link);
    let mut page = item_page(asked, here, (permit, item)).await?;
    if let Some(comments) = &mut page.comments {
        comments.refused = Some(asked.w.t(words));
        comments.typed = fields.get("text").unwrap_or_default().to_owned();
    }
    Ok((status_of(error.class()), Html(html(&page))).into_response())
}

fn step_of(fields: &Fields) -> Result<CommentStep, Failure> {
    let bad = || Failure::of(axum::http::StatusCode::BAD_REQUEST);
    let comment = || fields.get("comment").and_then(|id| id.parse().ok());
    Ok(match fields.get("step").ok_or_else(bad)? {
        "say" => CommentStep::Say {
            text: fields.get("text").unwrap_or_default().replace("\r\n", "\n"),
        },
        "resolve" => CommentStep::Resolve {
            comment: comment().ok_or_else(bad)?,
        },
        "reopen" => CommentStep::Reopen {
            comment: comment().ok_or_else(bad)?,
        },
        _ => return Err(bad()),
    })
}
