//! The fields of a form, and what every changing form carries: version and key.

use axum::body::to_bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use ayumi_app::intake::{MAX_BYTES, SourceFile};
use ayumi_app::{Given, Key};
use ayumi_core::access::Action;
use ayumi_core::text::is_blank_sign;
use ayumi_document::{PagesError, Selection};
use serde::Serialize;

use crate::failure::Failure;
use crate::problem::Problem;
use crate::route::Asked;

/// Largest form without a file, in bytes.
const FORM_BYTES: usize = 1024 * 1024;

/// The fields of a form, in their order.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The pairs of a query.
    pub fn of_query(query: &str) -> Self {
        Self(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// The first value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    }

    /// All fields.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Adds a pair.
    pub fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// The pairs as a form sends them.
    pub fn encoded(&self) -> String {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        encoded.extend_pairs(self.pairs());
        encoded.finish()
    }

    /// A text as a person means it: trimmed, and empty when only blanks were typed. U+3000, zero
    /// width and the like are blanks (`bad-input` 94).
    pub fn text(&self, name: &str) -> Option<String> {
        let text = self.get(name)?.trim_matches(is_blank_sign);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Which parts of a file are wanted: the pages typed in `pages`, and with `hidden` what the file
    /// hides.
    ///
    /// # Errors
    /// [`PagesError`] for words that name no pages.
    pub fn selection(&self) -> Result<Selection, PagesError> {
        let pages = self.text("pages").map(|text| text.parse());
        Ok(Selection {
            pages: pages.transpose()?,
            hidden: self.get("hidden") == Some("yes"),
        })
    }

    /// The version the person saw.
    ///
    /// # Errors
    /// 428 without one, 400 for one that is no number.
    pub fn given(&self) -> Result<Given, Failure> {
        let version = self
            .get("version")
            .ok_or(Failure::of(StatusCode::PRECONDITION_REQUIRED))?;
        let version = version
            .parse()
            .map_err(|_| Failure::of(StatusCode::BAD_REQUEST))?;
        Ok(Given::version(version))
    }

    /// The key of the form.
    ///
    /// # Errors
    /// 400 without one, and for one that is none.
    pub fn key(&self) -> Result<Key, Failure> {
        let key = self.get("key").ok_or_else(Failure::no_key)?;
        Key::new(key).map_err(|_| Failure::of(StatusCode::BAD_REQUEST))
    }
}

/// Reads the fields of a form.
///
/// # Errors
/// 413 when it is too large, 415 when it is no form, 400 when it cannot be read.
pub async fn read<A: Action>(asked: &Asked<A>) -> Result<Fields, Failure> {
    read_up_to(asked, FORM_BYTES).await
}

/// The same of at most `limit` bytes.
///
/// # Errors
/// 413 when it is too large, 415 when it is no form, 400 when it cannot be read.
pub async fn read_up_to<A: Action>(asked: &Asked<A>, limit: usize) -> Result<Fields, Failure> {
    let kind = asked.header("content-type").unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Failure::of(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let bytes = whole(asked, limit).await?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Failure::of(StatusCode::BAD_REQUEST))?;
    let fields = Fields::of_query(text);
    asked.heard(fields.text("reason"));
    Ok(fields)
}

/// Reads a body of at most `limit` bytes.
///
/// # Errors
/// 413 when it is larger.
pub async fn whole<A: Action>(asked: &Asked<A>, limit: usize) -> Result<Vec<u8>, Failure> {
    let body = asked.take_body();
    let bytes = to_bytes(body, limit).await;
    bytes
        .map(|bytes| bytes.to_vec())
        .map_err(|_| Failure::of(StatusCode::PAYLOAD_TOO_LARGE))
}

/// Reads a form with a file in the field `file`. `None` when no file was chosen.
///
/// # Errors
/// 413 when it is too large, 415 when it is no such form, 400 when it cannot be read.
pub async fn read_with_file<A: Action>(
    asked: &Asked<A>,
) -> Result<(Fields, Option<SourceFile>), Failure> {
    let kind = asked.header("content-type").unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        return Err(Failure::of(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let mut request = Request::new(asked.take_body());
    // The limit of the body travels in the extensions.
    *request.extensions_mut() = asked.parts.extensions.clone();
    if let Some(kind) = asked.parts.headers.get(header::CONTENT_TYPE) {
        request
            .headers_mut()
            .insert(header::CONTENT_TYPE, kind.clone());
    }
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| Failure::of(StatusCode::BAD_REQUEST))?;
    let mut fields = Fields::default();
    let mut file = None;
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let shown = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|error| broken(&error))?;
        match shown {
            Some(shown) if name == "file" => {
                file = Some(SourceFile {
                    name: shown,
                    bytes: bytes.to_vec(),
                    ..SourceFile::default()
                });
            }
            _ if bytes.len() <= FORM_BYTES => {
                fields
                    .0
                    .push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
            _ => return Err(Failure::of(StatusCode::PAYLOAD_TOO_LARGE)),
        }
    }
    if file
        .as_ref()
        .is_some_and(|file| file.bytes.len() > MAX_BYTES)
    {
        return Err(Failure::of(StatusCode::PAYLOAD_TOO_LARGE));
    }
    // A form sent without a choice has a file without name and content.
    let file = file.filter(|file| !(file.name.is_empty() && file.bytes.is_empty()));
    Ok((fields, file))
}

fn broken(error: &MultipartError) -> Failure {
    Problem::of(error.status()).into()
}
