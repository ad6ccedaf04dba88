//! The second half of an import: what would be refused is refused before anything is made, then the
//! plan is stored in one transaction.

use ayumi_app::intake::{
    ImportFile, ImportFileError, ImportForm, ImportFormError, Imported, KeepError, SourceFile,
    ToImport, check_import, import_file, import_form, read_form,
};
use ayumi_app::organisation::{
    MakeCouncil, NewCouncil, Settle, SettleError, check_first_council, make_council,
};
use ayumi_app::{Given, Unit};
use ayumi_core::access::Actor;
use ayumi_locale::{Lang, key};

use super::{Content, Decided, confirmed};
use crate::arguments::{Import, Where};
use crate::exit::{Exit, Stop};
use crate::{open, output};

/// Stores. A missing or differing organisation, or a plan of the same title, is one more
/// question, unless `--yes` was given.
pub(super) async fn keep(
    place: &Where,
    import: &Import,
    (content, decided): (Content, Decided),
    lang: Lang,
) -> Result<Imported, Stop> {
    let mut wanted = Wanted {
        content: content.with(decided),
        settle: Settle {
            slug: import.council.clone(),
            although_other: import.council.is_some(),
        },
    };
    let mut council = None;
    if open::is_new(place, lang).await? {
        // Nothing is made for an import that would be refused.
        match wanted.checked(lang) {
            Err(NotKept::NoCouncil(stop)) => council = Some(name(import, stop, lang).await?),
            Err(NotKept::Stop(stop) | NotKept::Ask { stop, .. }) => return Err(stop),
            Ok(()) => {}
        }
    }
    let app = open::app(place, lang).await?;
    loop {
        let unit = app.change(Actor::LocalOperator, None).await;
        let mut unit = unit.map_err(|error| Stop::of(&error, lang))?;
        if let Some(name) = council.take() {
            make(&mut unit, name, lang).await?;
        }
        match wanted.keep(&mut unit, lang).await {
            Ok(imported) => {
                unit.commit()
                    .await
                    .map_err(|error| Stop::of(&error, lang))?;
                return Ok(imported);
            }
            Err(NotKept::Stop(stop)) => return Err(stop),
            Err(NotKept::NoCouncil(stop)) => council = Some(name(import, stop, lang).await?),
            Err(NotKept::Ask { words, stop, about }) => {
                // The question may wait long: the right to write is given back meanwhile.
                drop(unit);
                output::say(&words);
                if !import.yes && !confirmed(lang).await {
                    return Err(stop);
                }
                wanted.confirm(about);
            }
        }
    }
}

/// What is to be kept, with what the person said so far.
struct Wanted {
    content: ToKeep,
    settle: Settle,
}

/// A document with its reading and answers, or a form.
enum ToKeep {
    Document(Box<ToImport>),
    Form(SourceFile),
}

impl Content {
    fn with(self, decided: Decided) -> ToKeep {
        match self {
            Self::Document(file, reading) => ToKeep::Document(Box::new(ToImport {
                file,
                reading: *reading,
                answers: decided.answers,
                settle: Settle::default(),
                choice: decided.choice,
                although_again: false,
            })),
            Self::Form(file) => ToKeep::Form(file),
        }
    }
}

impl Wanted {
    /// What would be refused whatever is kept already.
    fn checked(&self, lang: Lang) -> Result<(), NotKept> {
        let organization = match &self.content {
            ToKeep::Document(input) => {
                check_import(input).map_err(|error| NotKept::Stop(Stop::of(&error, lang)))?
            }
            ToKeep::Form(file) => {
                let plan = read_form(&file.bytes);
                let plan = plan.map_err(|error| NotKept::Stop(Stop::of(&error, lang)))?;
                plan.organization
            }
        };
        check_first_council(&self.settle, organization.as_deref())
            .map_err(|error| settled(&error, Stop::of(&error, lang), lang))
    }

    async fn keep(&self, unit: &mut Unit, lang: Lang) -> Result<Imported, NotKept> {
        match &self.content {
            ToKeep::Document(input) => {
                let input = ToImport {
                    settle: self.settle.clone(),
                    ..(**input).clone()
                };
                document(unit, input, lang).await
            }
            ToKeep::Form(file) => form(unit, file, &self.settle, lang).await,
        }
    }

    /// The person said yes.
    fn confirm(&mut self, about: About) {
        match (about, &mut self.content) {
            (About::Council, _) => self.settle.although_other = true,
            (About::Again, ToKeep::Document(input)) => input.although_again = true,
            (About::Again, ToKeep::Form(_)) => {}
        }
    }
}

/// The name of a new council where the document names none: typed, or with `--yes` one that says
/// that it is missing.
async fn name(import: &Import, stop: Stop, lang: Lang) -> Result<String, Stop> {
    if import.yes {
        output::say(&lang.text(key::CLI_IMPORT_NO_ORGANIZATION));
        return Ok(lang.text(key::CLI_IMPORT_NAMELESS));
    }
    let typed = output::ask(&lang.text(key::CLI_IMPORT_ASK_NAME))
        .await
        .unwrap_or_default();
    let typed = typed.trim();
    if typed.is_empty() {
        Err(stop)
    } else {
        Ok(typed.to_owned())
    }
}

async fn make(unit: &mut Unit, name: String, lang: Lang) -> Result<(), Stop> {
    let permit = open::permit::<MakeCouncil>(unit, None, lang)?;
    let slug = Some(NEW_COUNCIL.to_owned());
    let made = make_council(
        unit,
        permit,
        Given::default(),
        NewCouncil {
            name,
            slug,
            kind: ayumi_core::organisation::Kind::default(),
        },
    )
    .await;
    made.map(drop).map_err(|error| Stop::of(&error, lang))
}

/// Short name of a council made without an organisation: there is no other one yet.
const NEW_COUNCIL: &str = "council";

/// Why a plan was not stored.
enum NotKept {
    Stop(Stop),
    /// There is no council yet, and the document names no organisation.
    NoCouncil(Stop),
    /// Something to confirm first.
    Ask {
        words: String,
        about: About,
        /// How the command ends when it is not confirmed.
        stop: Stop,
    },
}

/// What is to be confirmed.
#[derive(Clone, Copy)]
enum About {
    /// The document names another organisation than the only council there is.
    Council,
    /// The council has a plan of this title.
    Again,
}

async fn document(unit: &mut Unit, input: ToImport, lang: Lang) -> Result<Imported, NotKept> {
    let permit = open::permit::<ImportFile>(unit, None, lang).map_err(NotKept::Stop)?;
    import_file(unit, permit, input)
        .await
        .map_err(|error| match &error {
            ImportFileError::Council(council) => settled(council, Stop::of(&error, lang), lang),
            ImportFileError::Keep(KeepError::Again { slug, title }) => {
                let values = [("slug", slug.as_str()), ("title", title.as_str())];
                NotKept::Ask {
                    words: lang.format(key::CLI_IMPORT_AGAIN, &values),
                    about: About::Again,
                    stop: Stop::new(Exit::Fine, lang.text(key::CLI_IMPORT_LEFT)),
                }
            }
            _ => NotKept::Stop(Stop::of(&error, lang)),
        })
}

async fn form(
    unit: &mut Unit,
    file: &SourceFile,
    settle: &Settle,
    lang: Lang,
) -> Result<Imported, NotKept> {
    let permit = open::permit::<ImportForm>(unit, None, lang).map_err(NotKept::Stop)?;
    import_form(unit, permit, Given::default(), file, settle)
        .await
        .map_err(|error| match &error {
            ImportFormError::Council(council) => settled(council, Stop::of(&error, lang), lang),
            _ => NotKept::Stop(Stop::of(&error, lang)),
        })
}

fn settled(error: &SettleError, stop: Stop, lang: Lang) -> NotKept {
    match error {
        SettleError::Differs { council, read } => {
            let values = [("council", council.as_str()), ("read", read.as_str())];
            NotKept::Ask {
                words: lang.format(key::CLI_IMPORT_OTHER_COUNCIL, &values),
                about: About::Council,
                stop,
            }
        }
        SettleError::NoName => NotKept::NoCouncil(stop),
        SettleError::Several(_) => NotKept::Stop(Stop {
            exit: Exit::Usage,
            ..stop
        }),
        _ => NotKept::Stop(stop),
    }
}
