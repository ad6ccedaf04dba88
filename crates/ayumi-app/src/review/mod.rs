//! Looking back: findings and ratings of a plan, and what no finding mentions.

mod confirm_unmentioned;
mod correct_mention;
mod correction;
mod list_unmentioned;
mod point_reference;
mod show_review;

pub use confirm_unmentioned::{ConfirmUnmentioned, Silence, confirm_unmentioned};
pub use correct_mention::{CorrectMention, Mention, correct_mention};
pub use correction::{Corrected, CorrectionError};
pub use list_unmentioned::{ListUnmentioned, ListUnmentionedError, Unmentioned, list_unmentioned};
pub use point_reference::{PointReference, Pointing, point_reference};
pub use show_review::{ShowReview, ShowReviewError, show_review};
