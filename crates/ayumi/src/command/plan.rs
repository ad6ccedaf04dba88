//! `ayumi plan list` and `ayumi plan show`.

use ayumi_app::plan::{PlanName, PlanRow, ShowPlan, show_plan};
use ayumi_core::interchange::plan_to_json;
use ayumi_core::organisation::Council;
use ayumi_locale::{Lang, key};

use super::Ended;
use crate::arguments::{Plan, PlanList, PlanShow, Where};
use crate::exit::{Exit, Stop};
use crate::{open, output, tree};

/// Lists or shows.
pub async fn run(place: &Where, plan: &Plan, lang: Lang) -> Ended {
    match plan {
        Plan::List(list) => run_list(place, list, lang).await,
        Plan::Show(show) => run_show(place, show, lang).await,
    }
}

async fn run_list(place: &Where, list: &PlanList, lang: Lang) -> Ended {
    let rows = rows(place, list.council.as_deref(), lang).await?;
    if list.json {
        let plans: Vec<_> = rows
            .iter()
            .map(|(_, row)| {
                serde_json::json!({ "id": row.id, "slug": row.slug, "title": row.title })
            })
            .collect();
        return output::json(&serde_json::json!({ "plans": plans })).map(|()| Exit::Fine);
    }
    if rows.is_empty() {
        output::say(&lang.text(key::CLI_NO_PLANS));
    }
    for (council, row) in rows {
        let items = row.items.to_string();
        let values = [
            ("slug", row.slug.as_str()),
            ("title", row.title.as_str()),
            ("council", council.name.as_str()),
            ("items", items.as_str()),
        ];
        output::result(&format!("{}\n", lang.format(key::CLI_PLAN_ROW, &values)))?;
    }
    Ok(Exit::Fine)
}

/// The plans, each with its council. Where nothing was ever kept there are none.
async fn rows(
    place: &Where,
    council: Option<&str>,
    lang: Lang,
) -> Result<Vec<(Council, PlanRow)>, Stop> {
    let Some(app) = open::existing(place, lang).await? else {
        return council.map_or(Ok(Vec::new()), |slug| {
            Err(open::no_such_council(slug, lang))
        });
    };
    let unit = open::look(&app, lang).await?;
    let mut rows = Vec::new();
    for council in open::councils(&unit, council, lang).await? {
        for row in open::plans(&unit, &council, lang).await? {
            rows.push((council.clone(), row));
        }
    }
    Ok(rows)
}

async fn run_show(place: &Where, show: &PlanShow, lang: Lang) -> Ended {
    let app = open::with_plans(place, &show.plan, lang).await?;
    let unit = open::look(&app, lang).await?;
    let (council, row) = open::one_plan(&unit, &show.plan, show.council.as_deref(), lang).await?;
    let permit = open::permit::<ShowPlan>(&unit, Some(&council), lang)?;
    let view = show_plan(&unit, permit, &PlanName::from(row.id))
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    if show.json {
        output::json(&plan_to_json(&view.plan))?;
    } else {
        output::result(&tree::plan(&view.plan, lang))?;
    }
    Ok(Exit::Fine)
}
