//! The table of all routes, and the layers around them.

use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::{Extension, Router, middleware};
use ayumi_app::App;
use ayumi_app::access::{
    AddPasskey, ChangeFactors, EndSession, Join, ShowAccount, ShowLink, ShowSignIn, ShowTable,
    SignIn, SignOut,
};
use ayumi_app::intake::{
    AcceptIntake, AnswerQuestions, AttachIntake, CompareNewer, CorrectReading, DiscardIntake,
    ImportForm, MAX_BYTES, MatchColumns, ReadSource, RereadIntake, ShowIntake, TakeNewer, Upload,
};
use ayumi_app::organisation::handover::{ChangeHandover, SetOwners, ShowSheet};
use ayumi_app::organisation::keeping::{ShowKeeping, StopCouncil};
use ayumi_app::organisation::people::{ChangeOrganisation, GrantSupport, Invite, ShowOrganisation};
use ayumi_app::organisation::{ListCouncils, MakeCouncil, ShowCouncil};
use ayumi_app::plan::comment::{ShowComments, WriteComment};
use ayumi_app::plan::edit::{EditPlan, MakePlan, ShowBin, UndoEdit};
use ayumi_app::plan::edition::{
    CompareEditions, DecideEdition, FetchEditionFile, FreezeEdition, ShowEdition, ShowEditions,
};
use ayumi_app::plan::{
    ExportPlan, FetchAttachment, ListPlans, RemoveAttachment, ShowItem, ShowPlan,
};
use ayumi_app::publish::{FetchFile, LookPublication, StartPublication};
use ayumi_app::record::{ShowRecord, TakeRecord};
use ayumi_app::review::{
    ConfirmUnmentioned, CorrectMention, ListUnmentioned, PointReference, ShowReview,
};
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use crate::door::Door;
use crate::kept::Pages;
use crate::organisation::{chart_handlers, moves_handlers};
use crate::route::Verb::{Get, Post};
use crate::route::{Declared, Routes, route};
use crate::{
    access, api, around, dress, guard, intake, organisation, plan, publish, record, review,
};

/// Longest time a request may take.
const TIME: Duration = Duration::from_secs(60);
/// What a form has around the file it sends, in bytes.
const AROUND: usize = 2 * 1024 * 1024;
/// The most a request may bring, in bytes.
pub const MOST_BYTES: usize = MAX_BYTES + AROUND;

/// Everything the browser's door answers, to this machine only.
pub fn router(app: App) -> Router {
    router_at(app, Door::default())
}

/// Everything the browser's door answers, where it stands.
pub fn router_at(app: App, door: Door) -> Router {
    layered(table().router.with_state(app)).layer(Extension(door))
}

/// Every route that changes something: its action and its path. A test sends each one stale.
#[must_use]
pub fn changing() -> Vec<(&'static str, String)> {
    table().changing
}

/// Every route as it was declared. A test walks them all.
#[must_use]
pub fn declared() -> Vec<Declared> {
    table().declared
}

fn table() -> Routes {
    api_routes(pages(Routes::default()))
}

fn pages(r: Routes) -> Routes {
    let r = route::<ListCouncils, _, _>(r, Get, "/", organisation::handlers::councils);
    let r = route::<MakeCouncil, _, _>(r, Post, "/councils", organisation::handlers::make);
    let keeping = "/councils/{council}";
    let r = route::<ShowKeeping, _, _>(r, Get, keeping, organisation::keeping::show);
    let stop = "/councils/{council}/stop";
    let r = route::<StopCouncil, _, _>(r, Post, stop, organisation::keeping::stop);
    let r = route::<ShowCouncil, _, _>(r, Get, "/c/{council}", organisation::handlers::home);
    let chart = "/c/{council}/organisation";
    let r = route::<ShowOrganisation, _, _>(r, Get, chart, chart_handlers::show);
    let r = route::<ChangeOrganisation, _, _>(r, Post, chart, chart_handlers::change);
    let r = route::<Invite, _, _>(r, Post, "/c/{council}/people", chart_handlers::people);
    let r = route::<GrantSupport, _, _>(r, Post, "/c/{council}/support", chart_handlers::support);
    let r = handover_pages(access_pages(r));
    let r = intake_pages(r);
    let r = plan_pages(r);
    let look = "/c/{council}/publications/{id}";
    let r = route::<LookPublication, _, _>(r, Get, look, publish::handlers::look);
    let fetch = "/c/{council}/publications/{id}/files/{number}";
    let r = route::<FetchFile, _, _>(r, Get, fetch, publish::handlers::fetch);
    let r = route::<ShowRecord, _, _>(r, Get, "/c/{council}/record", record::handlers::show);
    let r = route::<TakeRecord, _, _>(r, Get, "/c/{council}/record.csv", record::handlers::table);
    let r = route::<around::ShowHelp, _, _>(r, Get, "/help", around::help);
    let r = route::<around::FetchAsset, _, _>(r, Get, "/assets/{*name}", around::asset);
    let r = route::<around::Alive, _, _>(r, Get, "/healthz", around::alive);
    route::<around::Ready, _, _>(r, Get, "/readyz", around::ready)
}

fn handover_pages(r: Routes) -> Routes {
    let all = "/c/{council}/handovers";
    let r = route::<ShowOrganisation, _, _>(r, Get, all, moves_handlers::list);
    let r = route::<ChangeHandover, _, _>(r, Post, all, moves_handlers::change);
    let below = |page: &str| format!("{all}/{page}");
    let r = route::<ShowOrganisation, _, _>(r, Get, &below("new"), moves_handlers::new);
    let r = route::<ShowOrganisation, _, _>(r, Get, &below("{id}"), moves_handlers::show);
    let sheet = "/c/{council}/posts/{post}/handover";
    let r = route::<ShowSheet, _, _>(r, Get, sheet, moves_handlers::sheet);
    let r = route::<ShowSheet, _, _>(r, Get, &format!("{sheet}.pdf"), moves_handlers::pdf);
    let owners = "/c/{council}/plans/{plan}/owners";
    let r = route::<ShowPlan, _, _>(r, Get, owners, moves_handlers::owners);
    route::<SetOwners, _, _>(r, Post, owners, moves_handlers::own)
}

fn access_pages(r: Routes) -> Routes {
    use access::{account_handlers as own, handlers as door};
    let r = route::<ShowSignIn, _, _>(r, Get, "/signin", door::form);
    let r = route::<SignIn, _, _>(r, Post, "/signin", door::enter);
    let r = route::<SignIn, _, _>(r, Post, "/signin/code", door::code);
    let r = route::<SignIn, _, _>(r, Post, "/signin/passkey", door::passkey);
    let r = route::<SignIn, _, _>(r, Post, "/signin/passkey/ask", door::ask);
    let r = route::<AddPasskey, _, _>(r, Post, "/me/passkeys", own::passkey);
    let r = route::<AddPasskey, _, _>(r, Post, "/me/passkeys/ask", own::ask);
    let r = route::<SignOut, _, _>(r, Post, "/signout", door::leave);
    let r = route::<ShowLink, _, _>(r, Get, "/join/{token}", door::link);
    let r = route::<Join, _, _>(r, Post, "/join/{token}", door::take);
    let r = route::<ShowTable, _, _>(r, Get, "/access", access::table::show);
    let r = route::<ShowAccount, _, _>(r, Get, "/me", own::show);
    let r = route::<EndSession, _, _>(r, Post, "/me/sessions", own::end);
    route::<ChangeFactors, _, _>(r, Post, "/me/factors", own::change)
}

fn intake_pages(r: Routes) -> Routes {
    let r = route::<ShowCouncil, _, _>(r, Get, "/c/{council}/intakes/new", intake::handlers::new);
    let r = route::<Upload, _, _>(
        r,
        Post,
        "/c/{council}/intakes",
        intake::handlers::upload_file,
    );
    let own = "/c/{council}/intakes/{id}";
    let r = route::<ShowIntake, _, _>(r, Get, own, intake::handlers::show);
    let below = |page: &str| format!("{own}/{page}");
    let pages = below("pages/{page}");
    let r = route::<ShowIntake, _, _>(r, Get, &pages, intake::page::picture);
    let r = route::<AnswerQuestions, _, _>(r, Post, &below("answers"), intake::handlers::answer);
    let correct = below("correct");
    let r = route::<ShowIntake, _, _>(r, Get, &correct, intake::correct_handlers::form);
    let r = route::<CorrectReading, _, _>(r, Post, &correct, intake::correct_handlers::correct);
    let r = route::<RereadIntake, _, _>(r, Post, &below("reread"), intake::handlers::reread);
    let columns = below("columns");
    let r = route::<ShowIntake, _, _>(r, Get, &columns, intake::columns_handlers::form);
    let r = route::<MatchColumns, _, _>(r, Post, &columns, intake::columns_handlers::say);
    let r = route::<AttachIntake, _, _>(r, Post, &below("attach"), intake::handlers::attach);
    let newer = below("newer");
    let r = route::<CompareNewer, _, _>(r, Get, &newer, intake::newer_handlers::compare);
    let r = route::<TakeNewer, _, _>(r, Post, &newer, intake::newer_handlers::take);
    let r = route::<AcceptIntake, _, _>(r, Post, &below("accept"), intake::handlers::accept);
    route::<DiscardIntake, _, _>(r, Post, &below("discard"), intake::handlers::discard)
}

fn plan_pages(r: Routes) -> Routes {
    let own = "/c/{council}/plans/{plan}";
    let below = |page: &str| format!("{own}/{page}");
    let r = route::<ShowPlan, _, _>(r, Get, own, plan::handlers::show);
    let r = route::<ShowItem, _, _>(r, Get, &below("items/{item}"), plan::handlers::item);
    let edit = below("edit");
    let r = route::<ShowPlan, _, _>(r, Get, &edit, plan::edit::handlers::tree);
    let r = route::<EditPlan, _, _>(r, Post, &edit, plan::edit::handlers::edit);
    let r = route::<UndoEdit, _, _>(r, Post, &below("undo"), plan::edit::handlers::undo);
    let r = route::<ShowBin, _, _>(r, Get, &below("bin"), plan::edit::handlers::bin);
    let one = below("items/{item}/edit");
    let r = route::<ShowItem, _, _>(r, Get, &one, plan::edit::handlers::item);
    let comments = below("items/{item}/comments");
    let r = route::<WriteComment, _, _>(r, Post, &comments, plan::comments::write);
    let r = route::<ShowComments, _, _>(r, Get, &below("comments"), plan::comments::list);
    let r = route::<ShowPlan, _, _>(r, Get, &below("groups"), plan::groups::show);
    let r = edition_pages(r);
    let new = "/c/{council}/new-plan";
    let r = route::<ListPlans, _, _>(r, Get, new, plan::edit::handlers::new);
    let all = "/c/{council}/plans";
    let r = route::<MakePlan, _, _>(r, Post, all, plan::edit::handlers::make);
    let kept = below("attachments/{id}");
    let r = route::<FetchAttachment, _, _>(r, Get, &kept, plan::attachments::fetch);
    let remove = below("attachments/{id}/remove");
    let r = route::<RemoveAttachment, _, _>(r, Post, &remove, plan::attachments::remove);
    let r = route::<ShowReview, _, _>(r, Get, &below("review"), review::handlers::chapter);
    let unmentioned = below("unmentioned");
    let r = route::<ListUnmentioned, _, _>(r, Get, &unmentioned, review::handlers::unmentioned);
    let r = route::<CorrectMention, _, _>(r, Post, &unmentioned, review::handlers::correct);
    let confirm = below("unmentioned/confirm");
    let r = route::<ConfirmUnmentioned, _, _>(r, Post, &confirm, review::handlers::confirm);
    let references = below("references");
    let r = route::<ShowReview, _, _>(r, Get, &references, review::handlers::references);
    let r = route::<PointReference, _, _>(r, Post, &references, review::handlers::point);
    let publishing = below("publish");
    let r = route::<ShowPlan, _, _>(r, Get, &publishing, publish::handlers::form);
    route::<StartPublication, _, _>(r, Post, &publishing, publish::handlers::start)
}

fn edition_pages(r: Routes) -> Routes {
    use plan::edition::handlers as of;
    let below = |page: &str| format!("/c/{{council}}/plans/{{plan}}/{page}");
    let all = below("editions");
    let r = route::<ShowEditions, _, _>(r, Get, &all, of::show);
    let r = route::<FreezeEdition, _, _>(r, Post, &all, of::freeze);
    let decide = below("editions/{number}/decide");
    let r = route::<DecideEdition, _, _>(r, Post, &decide, of::decide);
    let compare = |end: &str| below(&format!("compare{end}"));
    let r = route::<CompareEditions, _, _>(r, Get, &compare(""), of::compare);
    let r = route::<CompareEditions, _, _>(r, Get, &compare(".pdf"), of::compare_pdf);
    let r = route::<CompareEditions, _, _>(r, Get, &compare(".docx"), of::compare_docx);
    let file = below("editions/{number}/files/{page}");
    let r = route::<FetchEditionFile, _, _>(r, Get, &file, of::file);
    let sent = "/c/{council}/sent/{edition}";
    let r = route::<ShowEdition, _, _>(r, Get, sent, of::sent);
    let r = route::<ShowEdition, _, _>(r, Get, &format!("{sent}/plan.pdf"), of::sent_pdf);
    let proposal = |end: &str| below(&format!("editions/{{number}}/proposal.{end}"));
    let r = route::<CompareEditions, _, _>(r, Get, &proposal("pdf"), of::proposal_pdf);
    route::<CompareEditions, _, _>(r, Get, &proposal("docx"), of::proposal_docx)
}

fn api_routes(r: Routes) -> Routes {
    let r = route::<ListPlans, _, _>(r, Get, "/api/plans", api::list_all);
    let r = route::<ReadSource, _, _>(r, Post, "/api/readings", api::read);
    let own = "/api/councils/{council}/plans";
    let r = route::<ImportForm, _, _>(r, Post, own, api::import);
    let r = route::<ExportPlan, _, _>(r, Get, "/api/plans/{plan}", api::export);
    let r = intake_routes(r);
    let mentions = "/api/councils/{council}/plans/{plan}/mentions";
    let r = route::<CorrectMention, _, _>(r, Post, mentions, api::correct);
    let unmentioned = "/api/councils/{council}/plans/{plan}/unmentioned";
    let r = route::<ConfirmUnmentioned, _, _>(r, Post, unmentioned, api::confirm);
    let references = "/api/councils/{council}/plans/{plan}/references";
    route::<PointReference, _, _>(r, Post, references, api::point)
}

fn intake_routes(r: Routes) -> Routes {
    use api::intakes as of;
    let all = "/api/councils/{council}/intakes";
    let own = format!("{all}/{{id}}");
    let below = |page: &str| format!("{own}/{page}");
    let r = route::<Upload, _, _>(r, Post, all, of::upload_file);
    let r = route::<ShowIntake, _, _>(r, Get, &own, of::show);
    let r = route::<AnswerQuestions, _, _>(r, Post, &below("answers"), of::answer);
    let r = route::<CorrectReading, _, _>(r, Post, &below("corrections"), of::correct);
    let r = route::<RereadIntake, _, _>(r, Post, &below("reread"), of::reread);
    let r = route::<MatchColumns, _, _>(r, Post, &below("columns"), of::columns);
    let r = route::<AttachIntake, _, _>(r, Post, &below("attach"), of::attach);
    let r = route::<AcceptIntake, _, _>(r, Post, &below("accept"), of::accept);
    route::<DiscardIntake, _, _>(r, Post, &below("discard"), of::discard)
}

fn layered(routes: Router) -> Router {
    routes
        .fallback(|| async { StatusCode::NOT_FOUND.into_response() })
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(Extension(Pages::new()))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn(guard::guard))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            TIME,
        ))
        .layer(middleware::from_fn(dress::dress))
        .layer(middleware::from_fn(guard::headers))
        .layer(CompressionLayer::new())
}
