//! Pages kept at a council's revision: what nothing has changed since is neither loaded, laid out
//! nor sent again.
//!
//! Never stale: the revision rises in the transaction of every change, also of another process,
//! and every request reads it anew; a page counts only at the revision its own request saw. Only
//! pages without a form are kept: a form has a key of its own each time it is shown.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use ayumi_core::access::Action;
use ayumi_core::interchange::digest;
use ayumi_core::organisation::{Council, CouncilId};
use ayumi_locale::Lang;

use crate::route::{Answer, Asked};
use crate::shell::{CouncilLink, May, Viewer};

/// Most bytes of all pages kept together.
const MOST: usize = 32 * 1024 * 1024;

/// The pages kept.
pub struct Pages {
    /// Differs from start to start: another program may lay the same plan out otherwise.
    start: String,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    pages: HashMap<Name, (u64, Bytes)>,
    size: usize,
}

/// What a page is kept under.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Name {
    council: CouncilId,
    path: String,
    lang: Lang,
    /// Who looks, and what the frame leads to.
    viewer: (Option<Viewer>, May),
}

impl Pages {
    /// None yet.
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            start: uuid::Uuid::now_v7().simple().to_string(),
            kept: Mutex::default(),
        })
    }

    fn at(&self, name: &Name, revision: u64) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, page) = kept.pages.get(name)?;
        (*at == revision).then(|| page.clone())
    }

    /// Keeps a page. When they are too many, all are dropped: what is asked comes back.
    fn keep(&self, name: Name, revision: u64, page: &Bytes) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, old)) = kept.pages.remove(&name) {
            kept.size -= old.len();
        }
        if kept.size + page.len() > MOST {
            *kept = Kept::default();
        }
        if page.len() <= MOST {
            kept.size += page.len();
            kept.pages.insert(name, (revision, page.clone()));
        }
    }
}

impl<A: Action> Asked<A> {
    /// A page without a form that depends on nothing but its address, the language and what the
    /// council's revision stands for. A query may say more (`?done=…`) or set the language: such a
    /// page is made each time.
    ///
    /// # Errors
    /// Never; it is what handlers answer.
    pub fn page(
        &self,
        council: &Council,
        link: &CouncilLink,
        make: impl FnOnce() -> String,
    ) -> Answer {
        let pages = self.parts.extensions.get::<Arc<Pages>>();
        let (Some(pages), None) = (pages, self.parts.uri.query()) else {
            return Ok(Html(make()).into_response());
        };
        let (lang, revision) = (self.w.0, council.revision);
        let viewer = (link.viewer.clone(), link.may);
        let seen = digest(format!("{viewer:?}").as_bytes());
        let seen = &seen[..16];
        let tag = format!("W/\"{}-{revision}-{lang}-{seen}\"", pages.start);
        if is_known(&self.parts.headers, &tag) {
            return Ok(tagged(StatusCode::NOT_MODIFIED.into_response(), &tag));
        }
        let name = Name {
            council: council.id,
            path: self.parts.uri.path().to_owned(),
            lang,
            viewer,
        };
        let page = pages.at(&name, revision).unwrap_or_else(|| {
            let page = Bytes::from(make());
            pages.keep(name, revision, &page);
            page
        });
        Ok(tagged(Html(page).into_response(), &tag))
    }
}

/// Does the browser have this very page?
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH);
    let mut known = known.iter().filter_map(|value| value.to_str().ok());
    known.any(|value| value.split(',').any(|one| one.trim() == tag))
}

/// The browser may keep it, and asks each time whether it still holds.
fn tagged(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    let fixed = [
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::VARY, "cookie, accept-language"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
