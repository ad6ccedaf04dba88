//! Looking back: findings and ratings of a plan, and what no finding mentions.

mod correct_mention;
mod list_unmentioned;
mod show_review;

pub use correct_mention::{
    CorrectMention, CorrectMentionError, Corrected, Mention, correct_mention,
};
pub use list_unmentioned::{ListUnmentioned, ListUnmentionedError, Unmentioned, list_unmentioned};
pub use show_review::{Review, ShowReview, ShowReviewError, show_review};
