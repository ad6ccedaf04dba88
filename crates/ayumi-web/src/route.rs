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
use ayumi_app::organisation::{ListCouncils, list_councils};
use ayumi_app::{App, Key, Unit};
use ayumi_core::access::{Action, Actor, Effect, Permit};
use ayumi_core::organisation::Council;

use crate::failure::Failure;
use crate::shell::CouncilLink;
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
    /// Its body, until it is read. Behind a lock only because a body cannot be shared.
    body: Mutex<Body>,
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
    Ok(Asked {
        app,
        w,
        parts,
        body: Mutex::new(body),
        params,
        action: PhantomData,
    })
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
        let unit = self.app.look(Actor::LocalOperator).await?;
        let permit = unit.permit(None)?;
        Ok((unit, permit))
    }

    /// A unit that changes, with the permit of this action, in no council.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn change_around(&self, key: Key) -> Result<(Unit, Permit<A>), Failure> {
        let unit = self.app.change(Actor::LocalOperator, Some(key)).await?;
        let permit = unit.permit(None)?;
        Ok((unit, permit))
    }

    /// A unit that looks, in the council the address names.
    ///
    /// # Errors
    /// 404 when there is no such council.
    pub async fn look(&self) -> Result<Work<A>, Failure> {
        self.work(self.app.look(Actor::LocalOperator).await?).await
    }

    /// A unit that changes, in the council the address names.
    ///
    /// # Errors
    /// 404 when there is no such council.
    pub async fn change(&self, key: Key) -> Result<Work<A>, Failure> {
        self.work(self.app.change(Actor::LocalOperator, Some(key)).await?)
            .await
    }

    async fn work(&self, unit: Unit) -> Result<Work<A>, Failure> {
        let slug = self.param("council")?;
        let all = list_councils(&unit, unit.permit::<ListCouncils>(None)?).await?;
        let council = all
            .into_iter()
            .find(|council| council.slug == slug)
            .ok_or_else(Failure::not_there)?;
        let permit = unit.permit(Some(council.id))?;
        let link = CouncilLink {
            slug: council.slug.clone(),
            name: council.name.clone(),
        };
        Ok(Work {
            unit,
            permit,
            council,
            link,
        })
    }
}
