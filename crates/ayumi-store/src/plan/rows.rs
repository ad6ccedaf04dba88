//! From a plan to rows.

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{
    Finding, FindingKind, Half, Item, Part, Plan, PlanId, Rating, Reported, ScheduleCell, Term,
};
use ayumi_document::At;
use uuid::Uuid;

use super::ratings::{self, Whose};
use crate::batch::{self, Renewal};
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{
    finding, finding_about, finding_ref, indicator, item, item_mark, item_section, item_text,
    legend, level, lineage, plan, position, rating, reported_value, schedule_cell, unmentioned,
};

/// Declares [`Rows`] and what is done with all its tables: those pointed at come first.
macro_rules! rows {
    ($($field:ident: $table:ident),* $(,)? ; removed: $($last:ident),* $(,)?) => {
        /// Everything of a plan but its head and origin.
        #[derive(Debug, Default)]
        pub(super) struct Rows {
            $(pub(super) $field: Vec<$table::Model>,)*
        }

        impl Rows {
            /// Inserts the rows of a new plan.
            pub(super) async fn insert(self, s: &Session) -> Result<(), StoreError> {
                $(batch::insert::<$table::Entity>(s, self.$field).await?;)*
                Ok(())
            }

            /// Loads the rows of a plan: one query for each table.
            pub(super) async fn load(
                s: &Session,
                council: CouncilId,
                id: PlanId,
            ) -> Result<Self, StoreError> {
                Ok(Self {
                    $($field: batch::of_plan::<$table::Entity>(s, council.0, id.0).await?,)*
                })
            }

            /// Puts these rows in the place of the stored ones; writes only what differs.
            pub(super) async fn renew(
                self,
                s: &Session,
                council: CouncilId,
                id: PlanId,
            ) -> Result<(), StoreError> {
                let stored = Self::load(s, council, id).await?;
                ratings::refuse_loss(&stored.ratings, &self.ratings, Whose::Stays)?;
                self.write(stored, s, (council.0, id.0)).await
            }

            /// The same where the stored rows are known: of a plan that was claimed. A rating may
            /// go to another item.
            pub(super) async fn renew_from(
                self,
                stored: Self,
                s: &Session,
                owner: (Uuid, Uuid),
            ) -> Result<(), StoreError> {
                ratings::refuse_loss(&stored.ratings, &self.ratings, Whose::MayChange)?;
                self.write(stored, s, owner).await
            }

            async fn write(
                self,
                stored: Self,
                s: &Session,
                owner: (Uuid, Uuid),
            ) -> Result<(), StoreError> {
                $(let mut $field = Renewal::<$table::Entity>::of(stored.$field, self.$field)?;)*
                $($field.write(s).await?;)*
                $($last.remove(s, owner).await?;)*
                Ok(())
            }
        }
    };
}

rows! {
    levels: level,
    items: item,
    marks: item_mark,
    texts: item_text,
    sections: item_section,
    cells: schedule_cell,
    indicators: indicator,
    values: reported_value,
    ratings: rating,
    findings: finding,
    refs: finding_ref,
    abouts: finding_about,
    legends: legend,
    lineage: lineage,
    unmentioned: unmentioned;
    removed:
    unmentioned, lineage, legends, abouts, refs, findings, ratings, values, indicators, cells, sections,
    texts, marks, items, levels,
}

/// The head of a plan.
pub(super) fn head(council: CouncilId, plan: &Plan, version: i64) -> plan::Model {
    let period = plan.period.as_ref();
    plan::Model {
        council_id: council.0,
        id: plan.id.0,
        slug: plan.slug.clone(),
        version,
        organization: plan.organization.clone(),
        title: plan.title.clone(),
        generation: plan.generation.map(i64::from),
        period_from: period.map(|period| period.from.0),
        period_to: period.and_then(|period| period.to).map(|year| year.0),
        period_text: period.map(|period| period.text.clone()),
        philosophy: plan.philosophy.clone(),
        vision: plan.vision.clone(),
        groupings: (!plan.groupings.is_empty()).then(|| json(&plan.groupings)),
        numbering: (!plan.numbering.is_empty()).then(|| json(&plan.numbering)),
    }
}

/// Whose rows are being made.
#[derive(Clone, Copy)]
struct Owner {
    council: Uuid,
    plan: Uuid,
    item: Uuid,
}

impl Rows {
    /// The rows of a plan. Parents stand before their children.
    pub(super) fn of(council: CouncilId, plan: &Plan) -> Self {
        let (council_id, plan_id) = (council.0, plan.id.0);
        let levels = numbered(&plan.levels, |position, name| level::Model {
            council_id,
            plan_id,
            position,
            name: name.clone(),
        });
        let mut rows = Self {
            levels,
            ..Self::default()
        };
        for (index, item) in plan.items.iter().enumerate() {
            rows.item(council_id, plan_id, None, (index, item));
        }
        for (index, finding) in plan.overall.iter().enumerate() {
            rows.finding(council_id, plan_id, None, (index, finding));
        }
        rows.legends = numbered(&plan.legends, |position, legend| legend::Model {
            council_id,
            plan_id,
            position,
            symbol: legend.symbol.clone(),
            meaning: legend.meaning.clone(),
            axis: legend.of.clone(),
            rank: legend.order.map(i64::from),
            place: place(legend.at.as_ref()),
        });
        rows.lineage = numbered(&plan.lineage, |position, edge| lineage::Model {
            council_id,
            plan_id,
            position,
            from_id: edge.from.0,
            to_id: edge.to.0,
            verdict: edge.verdict.clone(),
        });
        rows.unmentioned = numbered(&plan.unmentioned, |position, item| unmentioned::Model {
            council_id,
            plan_id,
            position,
            item_id: item.0,
        });
        rows
    }

    fn item(
        &mut self,
        council_id: Uuid,
        plan_id: Uuid,
        parent_id: Option<Uuid>,
        (index, item): (usize, &Item),
    ) {
        self.own(council_id, plan_id, parent_id, (index, item));
        for (index, below) in item.items.iter().enumerate() {
            self.item(council_id, plan_id, Some(item.id.0), (index, below));
        }
    }

    /// The rows of an item without those below it.
    pub(super) fn own(
        &mut self,
        council_id: Uuid,
        plan_id: Uuid,
        parent_id: Option<Uuid>,
        (index, item): (usize, &Item),
    ) {
        self.items.push(item::Model {
            council_id,
            plan_id,
            id: item.id.0,
            parent_id,
            position: position(index),
            level: item.level.clone(),
            label: item.label.clone(),
            title: item.title.clone(),
            place: place(item.at.as_ref()),
            standing: (!item.standing.is_plain()).then(|| json(&item.standing)),
        });
        let owner = Owner {
            council: council_id,
            plan: plan_id,
            item: item.id.0,
        };
        self.printed_with(owner, item);
        self.indicators(owner, item);
        self.ratings.extend(numbered(&item.ratings, |at, rating| {
            rating_row(owner, at, rating)
        }));
        for (index, finding) in item.findings.iter().enumerate() {
            self.finding(council_id, plan_id, Some(item.id.0), (index, finding));
        }
    }

    /// Marks, texts, sections and schedule.
    fn printed_with(&mut self, owner: Owner, item: &Item) {
        let Owner {
            council: council_id,
            plan: plan_id,
            item: item_id,
        } = owner;
        self.marks
            .extend(numbered(&item.marks, |position, mark| item_mark::Model {
                council_id,
                plan_id,
                item_id,
                position,
                mark: mark.clone(),
            }));
        self.texts
            .extend(numbered(&item.texts, |position, text| item_text::Model {
                council_id,
                plan_id,
                item_id,
                position,
                name: text.name.clone(),
                words: text.text.clone(),
                internal: text.internal.then_some(1),
            }));
        self.sections
            .extend(numbered(&item.sections, |position, section| {
                item_section::Model {
                    council_id,
                    plan_id,
                    item_id,
                    position,
                    section: section.clone(),
                }
            }));
        self.cells.extend(numbered(&item.schedule, |at, cell| {
            cell_row(owner, at, cell)
        }));
    }

    fn indicators(&mut self, owner: Owner, item: &Item) {
        for (index, one) in item.indicators.iter().enumerate() {
            self.indicators.push(indicator::Model {
                council_id: owner.council,
                plan_id: owner.plan,
                item_id: owner.item,
                position: position(index),
                name: one.name.clone(),
                unit: one.unit.clone(),
                definition: (!one.definition.is_plain()).then(|| json(&one.definition)),
            });
            let baseline: Vec<&Reported> = one.baseline.iter().collect();
            let (targets, actuals) = (one.targets.iter().collect(), one.actuals.iter().collect());
            for (kind, values) in [
                ("baseline", baseline),
                ("target", targets),
                ("actual", actuals),
            ] {
                self.values.extend(numbered(&values, |at, value| {
                    value_row(owner, (position(index), kind, at), value)
                }));
            }
        }
    }

    fn finding(
        &mut self,
        council_id: Uuid,
        plan_id: Uuid,
        item_id: Option<Uuid>,
        (index, finding): (usize, &Finding),
    ) {
        let finding_id = finding.id.0;
        self.findings.push(finding::Model {
            council_id,
            plan_id,
            id: finding_id,
            item_id,
            position: position(index),
            kind: kind_name(finding.kind).to_owned(),
            marker: finding.marker.clone(),
            words: finding.text.clone(),
            place: place(finding.at.as_ref()),
        });
        self.refs
            .extend(numbered(&finding.refs, |position, reference| {
                finding_ref::Model {
                    council_id,
                    plan_id,
                    finding_id,
                    position,
                    page: reference.page.map(i64::from),
                    label: reference.label.clone(),
                    target_id: reference.target.map(|item| item.0),
                }
            }));
        self.abouts
            .extend(numbered(&finding.about, |position, item| {
                finding_about::Model {
                    council_id,
                    plan_id,
                    finding_id,
                    position,
                    item_id: item.0,
                }
            }));
    }
}

fn numbered<T, R>(list: &[T], mut row: impl FnMut(i32, &T) -> R) -> Vec<R> {
    list.iter()
        .enumerate()
        .map(|(index, one)| row(position(index), one))
        .collect()
}

fn cell_row(owner: Owner, position: i32, cell: &ScheduleCell) -> schedule_cell::Model {
    let (year, half, quarter) = term_columns(cell.term);
    schedule_cell::Model {
        council_id: owner.council,
        plan_id: owner.plan,
        item_id: owner.item,
        position,
        year,
        half,
        quarter,
        until_year: cell.to.flatten().map(|year| year.0),
        until_open: i32::from(cell.to == Some(None)),
        section: cell.section.clone(),
        words: cell.text.clone(),
    }
}

fn value_row(
    owner: Owner,
    (indicator, kind, position): (i32, &str, i32),
    value: &Reported,
) -> reported_value::Model {
    let (year, half, quarter) = term_columns(value.term);
    reported_value::Model {
        council_id: owner.council,
        plan_id: owner.plan,
        item_id: owner.item,
        indicator,
        kind: kind.to_owned(),
        position,
        year,
        half,
        quarter,
        section: value.section.clone(),
        words: value.text.clone(),
        number: value.number,
    }
}

fn rating_row(owner: Owner, position: i32, rating: &Rating) -> rating::Model {
    let (year, half, quarter) = term_columns(rating.term);
    rating::Model {
        council_id: owner.council,
        plan_id: owner.plan,
        id: rating.id.0,
        item_id: owner.item,
        position,
        stage: rating.stage.clone(),
        axis: rating.axis.clone(),
        year,
        half,
        quarter,
        section: rating.section.clone(),
        grade: rating.grade.clone(),
        words: rating.text.clone(),
        given_on: rating.date.clone(),
        person: rating.person.clone(),
    }
}

/// A term as year, half (1 or 2) and quarter (1 to 4).
fn term_columns(term: Option<Term>) -> (Option<i32>, Option<i32>, Option<i32>) {
    let Some(term) = term else {
        return (None, None, None);
    };
    let (half, quarter) = match term.part {
        Part::Whole => (None, None),
        Part::Half(Half::First) => (Some(1), None),
        Part::Half(Half::Second) => (Some(2), None),
        Part::Quarter(quarter) => (None, Some(i32::from(quarter))),
    };
    (Some(term.year.0), half, quarter)
}

fn kind_name(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Result => "result",
        FindingKind::Reflection => "reflection",
        FindingKind::Mixed => "mixed",
        FindingKind::Note => "note",
        FindingKind::Unclassified => "unclassified",
    }
}

/// A place in the source, as it stands in the JSON forms.
/// As JSON; what is made of plain words can always be written so.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn place(at: Option<&At>) -> Option<String> {
    at.and_then(|at| serde_json::to_string(at).ok())
}
