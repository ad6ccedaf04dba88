//! The addresses of all pages. Made of slugs and ids, never of labels or titles.

use ayumi_core::plan::ItemId;

/// A council's home.
pub fn council(slug: &str) -> String {
    format!("/c/{slug}")
}

/// The form that takes a file.
pub fn new_intake(slug: &str) -> String {
    format!("/c/{slug}/intakes/new")
}

/// Where a file is sent to.
pub fn intakes(slug: &str) -> String {
    format!("/c/{slug}/intakes")
}

/// A reading that waits for a person.
pub fn intake(slug: &str, id: &str) -> String {
    format!("/c/{slug}/intakes/{id}")
}

/// A council's record.
pub fn record(slug: &str) -> String {
    format!("/c/{slug}/record")
}

/// A plan.
pub fn plan(slug: &str, plan: &str) -> String {
    format!("/c/{slug}/plans/{plan}")
}

/// A page below a plan: `review`, `unmentioned`, `publish`.
pub fn below_plan(slug: &str, plan: &str, page: &str) -> String {
    format!("/c/{slug}/plans/{plan}/{page}")
}

/// An item of a plan.
pub fn item(slug: &str, plan: &str, item: ItemId) -> String {
    format!("/c/{slug}/plans/{plan}/items/{item}")
}

/// A publication.
pub fn publication(slug: &str, id: &str) -> String {
    format!("/c/{slug}/publications/{id}")
}

/// A file of a publication, by its position from 1.
pub fn file(slug: &str, id: &str, number: usize) -> String {
    format!("/c/{slug}/publications/{id}/files/{number}")
}

/// A council as a whole, for whoever runs the installation.
pub fn keeping(slug: &str) -> String {
    format!("/councils/{slug}")
}

/// A council's sections, posts and persons.
pub fn organisation(slug: &str) -> String {
    format!("/c/{slug}/organisation")
}

/// Where one signs in.
pub const SIGN_IN: &str = "/signin";

/// The own account.
pub const ACCOUNT: &str = "/me";

/// Where a one-time link leads.
pub fn join(token: &str) -> String {
    format!("/join/{token}")
}

/// The record as a table, by the query of its filter.
pub fn record_table(slug: &str, query: &str) -> String {
    match query {
        "" => format!("/c/{slug}/record.csv"),
        query => format!("/c/{slug}/record.csv?{query}"),
    }
}

/// The changes of posts of a council.
pub fn handovers(slug: &str) -> String {
    format!("/c/{slug}/handovers")
}

/// The handover sheet of a post.
pub fn sheet(slug: &str, post: &str) -> String {
    format!("/c/{slug}/posts/{post}/handover")
}
