//! Starts a publication. The files are made beside the server's other work; the publication says
//! when they are done.

use ayumi_core::access::{Action, Actor, Area, Effect, Permit};
use ayumi_core::intake::Ids;
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::CouncilId;
use ayumi_core::publish::Format;
use ayumi_document::Notice;
use ayumi_locale::{Lang, key};
use ayumi_store::PublicationId;
use ayumi_store::publication::{Publication, PublicationState, PublishedFile};
use ayumi_store::{StoreError, files, publication as publications};
use uuid::Uuid;

use super::make::Draft;
use crate::guard::{Contents, Given, Refused, Subject, same_version};
use crate::plan::PlanName;
use crate::{App, Class, Classified, Unit};

/// Starts a publication.
pub struct StartPublication;

impl Action for StartPublication {
    const NAME: &'static str = "start-publication";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Publications;
}

/// Ends one: the second half of the same work, recorded on its own because it is its own
/// transaction.
pub(super) struct EndPublication;

impl Action for EndPublication {
    const NAME: &'static str = "end-publication";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Publications;
}

/// What is to be published.
#[derive(Clone, Debug)]
pub struct ToPublish {
    /// The plan.
    pub plan: PlanName,
    /// The version of it the person saw.
    pub given: Given,
    /// The formats.
    pub formats: Vec<Format>,
    /// The language of the words around the plan's own.
    pub lang: Lang,
}

/// The publication started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Started {
    /// Its id, to look and to fetch with.
    pub publication: PublicationId,
}

/// Why no publication is started.
#[derive(Debug, thiserror::Error)]
pub enum StartPublicationError {
    /// No such plan in this council.
    #[error("there is no such plan")]
    NotThere,
    /// No format was asked for.
    #[error("no format was asked for")]
    NoFormat,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("starting a publication")]
    Store(#[source] StoreError),
}

impl Classified for StartPublicationError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::NoFormat => Class::Refused(key::ERROR_PUBLICATION_NO_FORMAT),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// Starts publishing a plan of the permit's council; the work begins when the unit is committed.
///
/// # Errors
/// See [`StartPublicationError`].
pub async fn start_publication(
    unit: &mut Unit,
    permit: Permit<StartPublication>,
    input: ToPublish,
) -> Result<Started, StartPublicationError> {
    use StartPublicationError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    if input.formats.is_empty() {
        return Err(E::NoFormat);
    }
    let (draft, version) = Draft::of(unit, council, &input.plan, input.lang)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let expected = input.given.expected;
    let request = (draft.plan.id, expected, input.formats.clone(), input.lang);
    let done = unit
        .remembered::<StartPublication, Uuid>(council, &request)
        .await;
    if let Some(id) = done.map_err(E::Refused)? {
        return Ok(Started {
            publication: PublicationId(id),
        });
    }
    same_version(input.given, version).map_err(E::Refused)?;
    let publication = running(unit, council, &draft, &input.formats);
    publications::insert(unit.session(), &publication)
        .await
        .map_err(E::Store)?;
    let id = publication.id;
    let after = canonical_bytes(&(&publication.source_digest, &input.formats));
    let subject = Subject {
        council,
        object: format!("publication/{id}"),
    };
    let contents = Contents {
        before: None,
        after: Some(&after),
    };
    unit.record::<StartPublication>(&subject, contents, &request, &id.0)
        .await
        .map_err(E::Store)?;
    let (app, actor) = (unit.app().clone(), unit.actor().clone());
    let job = Job {
        council,
        id,
        draft,
        formats: input.formats,
    };
    unit.after_commit(async move { job.run(app, actor).await });
    Ok(Started { publication: id })
}

/// A publication of which nothing is made yet.
fn running(unit: &mut Unit, council: CouncilId, draft: &Draft, formats: &[Format]) -> Publication {
    Publication {
        id: PublicationId(unit.next()),
        council,
        plan: draft.plan.id,
        state: PublicationState::Running,
        formats: formats.to_vec(),
        source_digest: draft.digest(),
        files: Vec::new(),
        notices: serde_json::Value::Array(Vec::new()),
        created_at: unit.now(),
    }
}

/// The work of a publication.
struct Job {
    council: CouncilId,
    id: PublicationId,
    draft: Draft,
    formats: Vec<Format>,
}

impl Job {
    /// Makes the files and ends the publication, well or not. A failure of the store is logged:
    /// the publication then stays running until the next start gives it up.
    async fn run(self, app: App, actor: Actor) {
        let Self {
            council,
            id,
            draft,
            formats,
        } = self;
        let writers = app.formats().clone();
        let work = tokio::task::spawn_blocking(move || {
            let mut made = draft.make(&writers, &formats)?;
            made.pack_web(&draft.plan.slug)?;
            Ok::<_, super::MakeError>(made)
        });
        let ending = match work.await {
            Ok(Ok(made)) => match put_all(&app, made.files).await {
                Ok(files) => Ending {
                    state: PublicationState::Done,
                    files,
                    notices: made.notices,
                },
                Err(error) => {
                    tracing::error!(%error, "keeping the files of a publication");
                    Ending::failed("failure-store")
                }
            },
            Ok(Err(error)) => {
                tracing::error!(%error, "making a publication");
                Ending::failed("failure-writer")
            }
            Err(error) => {
                tracing::error!(%error, "making a publication");
                Ending::failed("failure-writer")
            }
        };
        if let Err(error) = end(&app, actor, council, id, ending).await {
            tracing::error!(%error, "ending a publication");
        }
    }
}

/// How a publication ended.
pub(super) struct Ending {
    state: PublicationState,
    files: Vec<PublishedFile>,
    notices: Vec<Notice>,
}

impl Ending {
    pub(super) fn failed(code: &str) -> Self {
        Self {
            state: PublicationState::Failed(code.to_owned()),
            files: Vec::new(),
            notices: Vec::new(),
        }
    }
}

async fn put_all(app: &App, made: Vec<super::MadeFile>) -> Result<Vec<PublishedFile>, StoreError> {
    let mut kept = Vec::with_capacity(made.len());
    for file in made {
        let sha256 = files::put(app.store(), &file.bytes).await?;
        let size = file.bytes.len() as u64;
        kept.push(PublishedFile {
            name: file.path,
            sha256,
            size,
        });
    }
    Ok(kept)
}

async fn end(
    app: &App,
    actor: Actor,
    council: CouncilId,
    id: PublicationId,
    ending: Ending,
) -> Result<(), StoreError> {
    let mut unit = app.change(actor, None).await?;
    end_in(&mut unit, council, id, ending).await?;
    unit.commit().await
}

/// Ends a publication that is still running; one that is not, or no longer there, stays as it is.
pub(super) async fn end_in(
    unit: &mut Unit,
    council: CouncilId,
    id: PublicationId,
    ending: Ending,
) -> Result<(), StoreError> {
    let Some(publication) = publications::load(unit.session(), council, id).await? else {
        return Ok(());
    };
    if !matches!(publication.state, PublicationState::Running) {
        return Ok(());
    }
    let notices = serde_json::to_value(&ending.notices).unwrap_or_default();
    let ended = Publication {
        state: ending.state,
        files: ending.files,
        notices,
        ..publication
    };
    publications::replace(unit.session(), &ended).await?;
    let made: Vec<_> = ended
        .files
        .iter()
        .map(|file| (&file.name, &file.sha256))
        .collect();
    let after = canonical_bytes(&made);
    let subject = Subject {
        council,
        object: format!("publication/{}", id.0),
    };
    let contents = Contents {
        before: None,
        after: Some(&after),
    };
    unit.note::<EndPublication>(&subject, contents).await
}
