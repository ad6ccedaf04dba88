//! The only way a route comes into being: with its action. A route without an action does not
//! compile; the bare functions of axum are disallowed outside this file (`clippy.toml`).

use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use ayumi_app::intake::Upload;
use ayumi_app::organisation::people::{ShowOrganisation, note_support};
use ayumi_app::organisation::{ShowCouncil, find_council};
use ayumi_app::plan::comment::ShowComments;
use ayumi_app::plan::edit::EditPlan;
use ayumi_app::publish::StartPublication;
use ayumi_app::record::ShowRecord;
use ayumi_app::{App, Key, Unit};
use ayumi_core::access::{Action, Actor, Area, Effect, Permit, Role};
use ayumi_core::organisation::Council;

use crate::access::keep::keep;
use crate::access::session_cookie;
use crate::around::{Alive, FetchAsset, Ready};
use crate::door::{self, Door};
use crate::failure::Failure;
use crate::shell::{CouncilLink, May, Viewer};
use crate::words::Words;

/// What every handler answers.
pub type Answer = Result<Response, Failure>;

/// How a route is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Looks.
    Get,
    /// Changes, or takes a body.
    Post,
}

/// A request for the action `A`, and the only way to its permit.
pub struct Asked<A: Action> {
    /// The use cases.
    pub app: App,
    /// The language asked for.
    pub w: Words,
    /// The head of the request.
    pub parts: Parts,
    /// Who asks.
    pub actor: Actor,
    /// Where the pages stand.
    pub door: Door,
    /// Its body, until it is read. Behind a lock only because a body cannot be shared.
    body: Mutex<Body>,
    /// Why, as typed into the form that was read last.
    reason: Mutex<Option<String>>,
    params: HashMap<String, String>,
    action: PhantomData<A>,
}

/// A unit with the permit of the action, in the council the address names.
pub struct Work<A: Action> {
    /// The unit.
    pub unit: Unit,
    /// The permit.
    pub permit: Permit<A>,
    /// The council.
    pub council: Council,
    /// The council as pages name it.
    pub link: CouncilLink,
}

/// The table of routes while it is made.
#[derive(Default)]
pub struct Routes {
    /// What answers.
    pub router: Router<App>,
    /// The actions that change something, each with its path.
    pub changing: Vec<(&'static str, String)>,
    /// Every route, for the test of rights.
    pub declared: Vec<Declared>,
}

/// A route as it was declared.
#[derive(Clone, Debug)]
pub struct Declared {
    /// How it is asked.
    pub verb: Verb,
    /// Its path.
    pub path: String,
    /// Its action's name.
    pub action: &'static str,
    /// What the action does.
    pub effect: Effect,
    /// What the action is about.
    pub area: Area,
}

/// Adds a route for the action `A`.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that makes routes"
)]
pub fn route<A, F, R>(mut routes: Routes, verb: Verb, path: &str, handler: F) -> Routes
where
    A: Action,
    F: Fn(Asked<A>) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Answer> + Send + 'static,
{
    assert!(
        verb == Verb::Post || A::EFFECT == Effect::Read,
        "{path}: {} changes something and cannot be asked by GET",
        A::NAME
    );
    let answer = move |State(app): State<App>, request: Request| {
        let handler = handler.clone();
        async move {
            let answer = match asked::<A>(app, request).await {
                Ok(asked) if A::AREA != Area::Door && asked.actor == Actor::Visitor => {
                    Ok(keep(&asked).await)
                }
                Ok(asked) => handler(asked).await,
                Err(failure) => Err(failure),
            };
            answer.unwrap_or_else(IntoResponse::into_response)
        }
    };
    let methods: MethodRouter<App> = match verb {
        Verb::Get => get(answer),
        Verb::Post => post(answer),
    };
    if A::EFFECT == Effect::Change {
        routes.changing.push((A::NAME, path.to_owned()));
    }
    routes.declared.push(Declared {
        verb,
        path: path.to_owned(),
        action: A::NAME,
        effect: A::EFFECT,
        area: A::AREA,
    });
    routes.router = routes.router.route(path, methods);
    routes
}

async fn asked<A: Action>(app: App, request: Request) -> Result<Asked<A>, Failure> {
    let (mut parts, body) = request.into_parts();
    let raw = RawPathParams::from_request_parts(&mut parts, &())
        .await
        .map_err(|_| Failure::of(StatusCode::BAD_REQUEST))?;
    let params: HashMap<String, String> = raw
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if params
        .values()
        .any(|value| value.chars().any(char::is_control))
    {
        return Err(Failure::of(StatusCode::BAD_REQUEST));
    }
    let w = parts.extensions.get::<Words>().copied().unwrap_or_default();
    let door = parts.extensions.get::<Door>().cloned().unwrap_or_default();
    let actor = actor_of::<A>(&app, &door, &parts).await?;
    Ok(Asked {
        app,
        w,
        actor,
        door,
        parts,
        body: Mutex::new(body),
        reason: Mutex::default(),
        params,
        action: PhantomData,
    })
}

/// Style sheets and health: nobody is looked for.
fn is_same_for_all<A: Action>() -> bool {
    [FetchAsset::NAME, Alive::NAME, Ready::NAME].contains(&A::NAME)
}

/// Who asks: whoever stands behind the session of the request; on this machine, while there are no
/// accounts, its operator.
async fn actor_of<A: Action>(app: &App, door: &Door, parts: &Parts) -> Result<Actor, Failure> {
    let token = door::cookie(&parts.headers, session_cookie(door));
    match token {
        _ if is_same_for_all::<A>() => Ok(Actor::Visitor),
        Some(token) if app.has_accounts().await? => {
            Ok(ayumi_app::access::actor_of(app, token).await?)
        }
        _ if door.outside || app.has_accounts().await? => Ok(Actor::Visitor),
        _ => Ok(Actor::LocalOperator),
    }
}

impl<A: Action> Asked<A> {
    /// A part of the address.
    ///
    /// # Errors
    /// Never for a name that stands in the route's path.
    pub fn param(&self, name: &str) -> Result<&str, Failure> {
        self.params
            .get(name)
            .map(String::as_str)
            .ok_or_else(Failure::not_there)
    }

    /// An id in the address; one that is none leads nowhere.
    ///
    /// # Errors
    /// 404 for anything that is no UUID.
    pub fn id(&self, name: &str) -> Result<uuid::Uuid, Failure> {
        self.param(name)?.parse().map_err(|_| Failure::not_there())
    }

    /// The body; empty when it was taken before.
    pub fn take_body(&self) -> Body {
        self.body
            .lock()
            .map(|mut body| std::mem::take(&mut *body))
            .unwrap_or_default()
    }

    /// Keeps the reason typed into a form, for the unit that is asked for next.
    pub fn heard(&self, why: Option<String>) {
        if let Ok(mut reason) = self.reason.lock() {
            *reason = why;
        }
    }

    fn why(&self) -> Option<String> {
        self.reason.lock().ok()?.clone()
    }

    /// A value of the query.
    pub fn query(&self, name: &str) -> Option<String> {
        let query = self.parts.uri.query()?;
        let pairs = crate::fields::Fields::of_query(query);
        pairs.get(name).map(str::to_owned)
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    }

    /// A unit that looks, with the permit of this action, in no council.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn look_around(&self) -> Result<(Unit, Permit<A>), Failure> {
        let unit = self.app.look(self.actor.clone()).await?;
        let permit = unit.permit(None)?;
        Ok((unit, permit))
    }

    /// A unit that changes, with the permit of this action, in no council.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn change_around(&self, key: Key) -> Result<(Unit, Permit<A>), Failure> {
        let unit = self.app.change(self.actor.clone(), Some(key)).await?;
        let unit = unit.coming_from(&self.network()).because(self.why());
        let permit = unit.permit(None)?;
        Ok((unit, permit))
    }

    /// A unit that looks, in the council the address names.
    ///
    /// # Errors
    /// 404 when there is no such council.
    pub async fn look(&self) -> Result<Work<A>, Failure> {
        self.work(self.app.look(self.actor.clone()).await?).await
    }

    /// The network address the request comes from.
    pub fn network(&self) -> String {
        self.door.network(&self.parts)
    }

    /// Who looks, for a page outside any council.
    pub fn viewer(&self) -> Option<Viewer> {
        let name = self.actor.identity()?.name.clone();
        let posts = String::new();
        Some(Viewer { name, posts })
    }

    /// A unit that changes, in the council the address names.
    ///
    /// # Errors
    /// 404 when there is no such council.
    pub async fn change(&self, key: Key) -> Result<Work<A>, Failure> {
        let unit = self.app.change(self.actor.clone(), Some(key)).await?;
        let unit = unit.coming_from(&self.network()).because(self.why());
        self.work(unit).await
    }

    /// A unit that looks at the council the address names, for a use case that asks for its permit
    /// on one thing by itself.
    ///
    /// # Errors
    /// 404 when there is no such council.
    pub async fn look_at(&self) -> Result<(Unit, Council, CouncilLink), Failure> {
        let unit = self.app.look(self.actor.clone()).await?;
        let council = find_council(&unit, self.param("council")?).await?;
        let council = council.ok_or_else(Failure::not_there)?;
        // Whoever has no business here is told so before anything of it is looked for: as soon as
        // where there is nothing.
        let permit = unit.permit::<ShowCouncil>(Some(council.id))?;
        let link = self.link(&unit, &council);
        if permit.seat().is_some_and(|seat| seat.role == Role::Support) {
            self.told_of_support(&council).await?;
        }
        Ok((unit, council, link))
    }

    /// A unit that changes, in the council the address names, for a use case that asks for its
    /// right by itself.
    ///
    /// # Errors
    /// 404 when there is no such council.
    pub async fn change_at(&self, key: Key) -> Result<(Unit, Council, CouncilLink), Failure> {
        let unit = self.app.change(self.actor.clone(), Some(key)).await?;
        let unit = unit.coming_from(&self.network()).because(self.why());
        let council = find_council(&unit, self.param("council")?).await?;
        let council = council.ok_or_else(Failure::not_there)?;
        unit.permit::<ShowCouncil>(Some(council.id))?;
        let link = self.link(&unit, &council);
        Ok((unit, council, link))
    }

    async fn work(&self, unit: Unit) -> Result<Work<A>, Failure> {
        // What is another council's is looked up and refused in the same way as what is not there.
        let council = find_council(&unit, self.param("council")?).await?;
        let council = council.ok_or_else(Failure::not_there)?;
        let permit: Permit<A> = unit.permit(Some(council.id))?;
        let link = self.link(&unit, &council);
        if permit.seat().is_some_and(|seat| seat.role == Role::Support) {
            self.told_of_support(&council).await?;
        }
        Ok(Work {
            unit,
            permit,
            council,
            link,
        })
    }

    /// The council reads in its record what the operator looked at: no look without it.
    async fn told_of_support(&self, council: &Council) -> Result<(), Failure> {
        let unit = self.app.change(self.actor.clone(), None).await?;
        let mut unit = unit.coming_from(&self.network());
        note_support(&mut unit, council.id, self.parts.uri.path()).await?;
        unit.commit().await?;
        Ok(())
    }

    /// The council as pages name it for whoever looks.
    pub fn link(&self, unit: &Unit, council: &Council) -> CouncilLink {
        let id = Some(council.id);
        let may = May {
            edit: unit.permit::<EditPlan>(id).is_ok(),
            comments: unit.permit::<ShowComments>(id).is_ok(),
            intake: unit.permit::<Upload>(id).is_ok(),
            publish: unit.permit::<StartPublication>(id).is_ok(),
            organisation: unit.permit::<ShowOrganisation>(id).is_ok(),
            record: unit.permit::<ShowRecord>(id).is_ok(),
        };
        let viewer = self.actor.identity().map(|who| {
            let titles: Vec<&str> = who
                .seats_in(council.id)
                .map(|seat| seat.title.as_str())
                .collect();
            let name = who.seats_in(council.id).next().map(|seat| &seat.name);
            Viewer {
                name: name.unwrap_or(&who.name).clone(),
                posts: titles.join("・"),
            }
        });
        CouncilLink {
            slug: council.slug.clone(),
            name: council.name.clone(),
            may,
            viewer,
        }
    }
}
