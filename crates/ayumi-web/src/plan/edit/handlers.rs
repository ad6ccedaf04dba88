//! Handlers of editing a plan.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::plan::edit::{
    EditError, EditPlan, Edited, MakePlan, NewPlan, ShowBin, Start, UndoEdit, edit_plan,
    edited_before, hints_of, in_plan, links_of, make_plan, may_change, show_bin, undo_edit,
};
use ayumi_app::plan::{ListPlans, PlanName, PlanView, ShowItem, ShowPlan, list_plans, show_plan};
use ayumi_app::{Class, Classified, Unit};
use ayumi_core::access::Action;
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::ItemId;
use ayumi_core::plan::edit::{Edit, Template, item_of};
use ayumi_locale::{Key, key};

use super::form::{Aid, OfKey, edit_of, generation_of, period_of};
use super::item::EditItemPage;
use super::new::{Chosen, NewPlanPage};
use super::tree::{BinPage, EditPage};
use super::{Done, hints};
use crate::address;
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked};
use crate::shell::{CouncilLink, Hidden};

/// Most bytes of a form of edits: an item with some long texts, encoded.
const MOST: usize = 4 * 1024 * 1024;

/// The form of a new plan.
/// Whoever may not make one is led to the plans.
pub async fn new(asked: Asked<ListPlans>) -> Answer {
    let work = asked.look().await?;
    if !work.link.may.edit {
        return Ok(Redirect::to(&work.link.home()).into_response());
    }
    let plans = list_plans(&work.unit, work.permit).await?;
    let page = NewPlanPage::new(asked.w, &work.link, &plans, &Chosen::default());
    Ok(Html(html(&page)).into_response())
}

/// Makes a plan. What was typed stays when it is refused.
pub async fn make(asked: Asked<MakePlan>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let mut work = asked.change(key).await?;
    let typed = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    let chosen = Chosen {
        start: typed("start"),
        levels: typed("levels"),
        from: typed("from"),
    };
    let period = period_of(&fields, None).map_err(EditError::Fault);
    let done = match (start_of(&chosen), period) {
        (None, _) => return Err(Failure::of(StatusCode::BAD_REQUEST)),
        (_, Err(error)) => Err(error),
        (Some(start), Ok(period)) => {
            let new = NewPlan {
                title: typed("title"),
                period,
                generation: generation_of(&fields),
                start,
                lang: asked.w.0,
            };
            make_plan(&mut work.unit, work.permit, given, new).await
        }
    };
    match done {
        Ok(made) => {
            work.unit.commit().await?;
            let edit = address::below_plan(&work.link.slug, &made.slug, "edit");
            Ok(Redirect::to(&format!("{edit}?saved=new-plan")).into_response())
        }
        Err(error) => {
            let Class::Refused(words) = error.class() else {
                return Err(error.into());
            };
            let permit = work.unit.permit::<ListPlans>(Some(work.council.id))?;
            let plans = list_plans(&work.unit, permit).await?;
            let mut page = NewPlanPage::new(asked.w, &work.link, &plans, &chosen);
            (page.title, page.generation) = (typed("title"), typed("generation"));
            page.period = typed("period");
            page.refused = Some(asked.w.t(words));
            Ok((status_of(error.class()), Html(html(&page))).into_response())
        }
    }
}

fn start_of(chosen: &Chosen) -> Option<Start> {
    if chosen.start == "plan" {
        let plan = PlanName::new(&*chosen.from);
        return Some(Start::Plan { plan });
    }
    let template = Template::named(&chosen.start)?;
    let levels = match template {
        Template::Blank => 0,
        _ => chosen.levels.parse().ok()?,
    };
    Some(Start::Template { template, levels })
}

/// The tree with its buttons. Whoever may not change it is led to the plan itself.
pub async fn tree(asked: Asked<ShowPlan>) -> Answer {
    let work = asked.look().await?;
    let name = PlanName::new(asked.param("plan")?);
    let view = show_plan(&work.unit, work.permit, &name).await?;
    if !work.link.may.edit {
        let plan = address::plan(&work.link.slug, &view.plan.slug);
        return Ok(Redirect::to(&plan).into_response());
    }
    let adding = asked.query("add").and_then(|id| id.parse().ok());
    let mut page = EditPage::new(asked.w, &work.link, &view, adding);
    if asked.query("add").is_some()
        && let Some(form) = &mut page.adding
    {
        form.focus = true;
    }
    page.done = done_of(&asked, &work.link, &view);
    let hints = hints_of(&work.unit, work.council.id, &view.plan).await?;
    page.hints = hints::rows(asked.w, &view.plan, &hints, &page.tabs.plan);
    page.binned = binned(&work.unit, work.council.id, &name).await?;
    let others = in_plan(&work.unit, work.council.id, (view.plan.id, None));
    page.present = others.into_iter().map(|one| one.name).collect();
    Ok(Html(html(&page)).into_response())
}

async fn binned(unit: &Unit, council: CouncilId, name: &PlanName) -> Result<usize, Failure> {
    let permit = unit.permit::<ShowBin>(Some(council))?;
    Ok(show_bin(unit, permit, name).await?.len())
}

/// What the address says was just done.
fn done_of<A: Action>(asked: &Asked<A>, link: &CouncilLink, view: &PlanView) -> Option<Done> {
    let entry = asked.query("done")?.parse().ok()?;
    let words = match asked.query("undone").is_some() {
        true => key::WEB_EDIT_UNDONE,
        false => key::WEB_EDIT_SAVED,
    };
    Some(Done {
        words: asked.w.t(words),
        action: address::below_plan(&link.slug, &view.plan.slug, "undo"),
        entry,
        hidden: Hidden::fresh(view.version),
    })
}

/// An item with its forms. Whoever may not write it is led to its page.
pub async fn item(asked: Asked<ShowItem>) -> Answer {
    let id = ItemId(asked.id("item")?);
    let work = asked.look().await?;
    let permit = work.unit.permit::<ShowPlan>(Some(work.council.id))?;
    let name = PlanName::new(asked.param("plan")?);
    let view = show_plan(&work.unit, permit, &name).await?;
    if item_of(&view.plan.items, id).is_none() {
        return Err(Failure::not_there());
    }
    if !may_change(&work.unit, work.council.id, (&view.plan, id)).await? {
        let page = address::item(&work.link.slug, &view.plan.slug, id);
        return Ok(Redirect::to(&page).into_response());
    }
    let page = EditItemPage::new(asked.w, &work.link, &view.plan, id);
    let mut page = page.ok_or_else(Failure::not_there)?;
    page.done = done_of(&asked, &work.link, &view);
    let others = in_plan(&work.unit, work.council.id, (view.plan.id, Some(id)));
    let here = others.into_iter().filter(|one| one.item == Some(id));
    page.present = here.map(|one| one.name).collect();
    Ok(Html(html(&page)).into_response())
}

/// What was taken out.
pub async fn bin(asked: Asked<ShowBin>) -> Answer {
    let work = asked.look().await?;
    let name = PlanName::new(asked.param("plan")?);
    let binned = show_bin(&work.unit, work.permit, &name).await?;
    let permit = work.unit.permit::<ShowPlan>(Some(work.council.id))?;
    let view = show_plan(&work.unit, permit, &name).await?;
    let page = BinPage::new(asked.w, &work.link, &view.plan, &binned);
    Ok(Html(html(&page)).into_response())
}

/// Makes an edit. What cannot be made is said on the page it came from, with what was typed.
pub async fn edit(asked: Asked<EditPlan>) -> Answer {
    let fields = fields::read_up_to(&asked, MOST).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let mut ids = OfKey::new(&key);
    let (unit, council, link) = asked.change_at(key).await?;
    let name = asked.param("plan")?;
    let unit = unit.decided_by(fields.text("decision"));
    let mut unit = unit.sent(&(name, &fields));
    let name = PlanName::new(name);
    let permit = unit.permit::<ShowPlan>(Some(council.id))?;
    let view = show_plan(&unit, permit, &name).await?;
    let permit = unit.permit::<ShowBin>(Some(council.id))?;
    let binned = match fields.get("do") {
        Some("restore") => show_bin(&unit, permit, &name).await?,
        _ => Vec::new(),
    };
    let links = fields.get("links").unwrap_or_default();
    let mut aid = Aid {
        ids: &mut ids,
        bin: &binned,
        links: links_of(&unit, council.id, links).await?,
    };
    let wanted = edit_of(&fields, &view.plan, &mut aid)?;
    let sent = Sent {
        asked: &asked,
        fields: &fields,
        link: &link,
        view: &view,
    };
    let wanted = match wanted {
        Ok(edit) => edit,
        Err(fault) => {
            // What a first sending put back cannot be put back again; its answer can be given again.
            if let Ok(Some(done)) = edited_before(&unit, council.id).await {
                return Ok(Redirect::to(&sent.then(&done)).into_response());
            }
            // Who may do nothing here is not told what the plan says.
            unit.permit::<EditPlan>(Some(council.id))?;
            return sent.refused(EditError::Fault(fault), None);
        }
    };
    if fields.get("look").is_some() {
        if !sent.may(&unit, council.id, &wanted).await? {
            unit.permit::<EditPlan>(Some(council.id))?;
        }
        return sent.looked(&wanted, given.expected);
    }
    match edit_plan(&mut unit, council.id, &name, given, wanted.clone()).await {
        Ok(done) => {
            unit.commit().await?;
            Ok(Redirect::to(&sent.then(&done)).into_response())
        }
        Err(error) => {
            drop(unit);
            sent.refused(error, Some(&wanted))
        }
    }
}

/// A form that was sent.
struct Sent<'a> {
    asked: &'a Asked<EditPlan>,
    fields: &'a Fields,
    link: &'a CouncilLink,
    view: &'a PlanView,
}

impl Sent<'_> {
    fn item(&self) -> Option<ItemId> {
        self.fields.get("item")?.parse().ok()
    }

    /// May whoever sent it change what it is about?
    async fn may(&self, unit: &Unit, council: CouncilId, edit: &Edit) -> Result<bool, Failure> {
        let Edit::Change { item, .. } = edit else {
            return Ok(false);
        };
        Ok(may_change(unit, council, (&self.view.plan, *item)).await?)
    }

    /// Why, and by which decision: typed beside the item's own fields, and kept like them.
    fn because(&self) -> (String, String) {
        let typed = |name| self.fields.get(name).unwrap_or_default().to_owned();
        (typed("reason"), typed("decision"))
    }

    /// How what was typed of an item will look. Nothing is saved.
    fn looked(&self, edit: &Edit, seen: Option<u64>) -> Answer {
        let Edit::Change { item, fields } = edit else {
            return Err(Failure::of(StatusCode::BAD_REQUEST));
        };
        let page = EditItemPage::new(self.asked.w, self.link, &self.view.plan, *item);
        let page = page.ok_or_else(Failure::not_there)?;
        let mut page = page.looked((&self.link.slug, &self.view.plan), fields, seen);
        page.because = self.because();
        Ok(Html(html(&page)).into_response())
    }

    /// Where one is led to when it is done.
    fn then(&self, done: &Edited) -> String {
        let plan = &self.view.plan;
        let told = format!("done={}", done.entry);
        if self.fields.get("then") == Some("item")
            && let Some(id) = self.item()
        {
            let page = address::item(&self.link.slug, &plan.slug, id);
            return format!("{page}/edit?{told}&saved={}/{id}", plan.id);
        }
        let edit = address::below_plan(&self.link.slug, &plan.slug, "edit");
        let item = done
            .item
            .map(|id| format!("#item-{id}"))
            .unwrap_or_default();
        match self.fields.get("do") {
            Some("add") => {
                let parent = self.fields.get("parent").unwrap_or_default();
                format!("{edit}?{told}&add={parent}")
            }
            Some(part @ ("lines" | "head")) => {
                format!("{edit}?{told}&saved={}/{part}{item}", plan.id)
            }
            _ => format!("{edit}?{told}{item}"),
        }
    }

    /// The page it came from, with what was typed.
    fn refused(&self, error: EditError, edit: Option<&Edit>) -> Answer {
        let class = error.class();
        let w = self.asked.w;
        if let (Class::Stale(_), Some(Edit::Change { item, fields })) = (class, edit) {
            let page = EditItemPage::new(w, self.link, &self.view.plan, *item);
            let page = page.ok_or_else(Failure::not_there)?;
            let mut page = page.typed((&self.link.slug, &self.view.plan), fields);
            page.conflict = true;
            page.because = self.because();
            let mut answer = (status_of(class), Html(html(&page))).into_response();
            if let Class::Stale(current) = class {
                let tag = HeaderValue::from_str(&format!("\"{current}\""));
                answer
                    .headers_mut()
                    .extend(tag.ok().map(|tag| (header::ETAG, tag)));
            }
            return Ok(answer);
        }
        let Class::Refused(words) = class else {
            return Err(error.into());
        };
        let told: Key = words;
        let item = self
            .item()
            .filter(|_| self.fields.get("then") == Some("item"));
        if let Some(mut page) =
            item.and_then(|id| EditItemPage::new(w, self.link, &self.view.plan, id))
        {
            if let Some(Edit::Change { fields, .. }) = edit {
                page = page.typed((&self.link.slug, &self.view.plan), fields);
                page.because = self.because();
            }
            page.refused = Some(w.t(told));
            return Ok((status_of(class), Html(html(&page))).into_response());
        }
        let parent = self.fields.get("parent").and_then(|id| id.parse().ok());
        let mut page = EditPage::new(w, self.link, self.view, parent);
        let typed = |name: &str| self.fields.get(name).unwrap_or_default().to_owned();
        match self.fields.get("do") {
            Some("lines") => (page.lines, page.lines_open) = (typed("lines"), true),
            Some("head") => {
                page.plan.title = typed("title");
                page.period = typed("period");
                page.levels = typed("levels");
                page.groupings = typed("groupings");
                page.plan.philosophy = self.fields.text("philosophy");
                page.plan.vision = self.fields.text("vision");
            }
            _ => {}
        }
        page.refused = Some(w.t(told));
        Ok((status_of(class), Html(html(&page))).into_response())
    }
}

/// Undoes an edit.
pub async fn undo(asked: Asked<UndoEdit>) -> Answer {
    let fields = fields::read(&asked).await?;
    let key = fields.key()?;
    let given = fields.given()?;
    let entry = fields.get("entry").and_then(|entry| entry.parse().ok());
    let entry = entry.ok_or(Failure::of(StatusCode::BAD_REQUEST))?;
    let (mut unit, council, link) = asked.change_at(key).await?;
    let name = PlanName::new(asked.param("plan")?);
    let done = undo_edit(&mut unit, council.id, &name, given, entry).await?;
    unit.commit().await?;
    let plan = asked.param("plan")?;
    let edit = address::below_plan(&link.slug, plan, "edit");
    let item = done
        .item
        .map(|id| format!("#item-{id}"))
        .unwrap_or_default();
    Ok(Redirect::to(&format!("{edit}?done={}&undone=1{item}", done.entry)).into_response())
}
