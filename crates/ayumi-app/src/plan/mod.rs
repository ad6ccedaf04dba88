//! Plans: the list, a plan whole, one item with its surroundings, the export.

mod attachments;
pub mod comment;
pub mod edit;
pub mod edition;
mod export_plan;
mod find;
mod list_plans;
mod shelf;
mod show_item;
mod show_plan;

pub use attachments::{
    AttachmentError, FetchAttachment, RemoveAttachment, fetch_attachment, remove_attachment,
};
pub use ayumi_store::AttachmentId;
pub use ayumi_store::attachment::Attachment;
pub use ayumi_store::plan::{Origin, PlanRow, StoredPlan};
pub use export_plan::{Export, ExportAs, ExportPlan, ExportPlanError, export_csv, export_plan};
pub use find::PlanName;
pub use list_plans::{ListPlans, ListPlansError, list_plans};
pub use show_item::{ItemView, Owner, ShowItem, ShowItemError, SourceLine, show_item};
pub use show_plan::{PlanView, ShowPlan, ShowPlanError, show_plan};

pub(crate) use find::{find, id_of, view};
pub(crate) use shelf::Shelf;
