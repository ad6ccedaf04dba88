//! `ayumi import`: shows the reading, asks, stores in one transaction.

use ayumi_app::Unit;
use ayumi_app::intake::{
    Answers, Choice, ImportFile, ImportFileError, ImportForm, ImportFormError, Imported,
    SourceFile, ToImport, import_file, import_form, read_form,
};
use ayumi_app::organisation::{MakeCouncil, NewCouncil, Settle, SettleError, make_council};
use ayumi_core::access::Actor;
use ayumi_core::interchange::Reading;
use ayumi_locale::{Lang, key};

use super::ask::{self, Answered};
use super::{Ended, read};
use crate::arguments::{Import, Where};
use crate::exit::{Exit, Stop};
use crate::{language, open, output, tree};

/// Imports one file: a document, or an `ayumi/plan@1`.
pub async fn run(place: &Where, import: &Import, lang: Lang) -> Ended {
    let mut file = source(import, lang).await?;
    let mut content = look_at(file.clone(), lang)?;
    content.show(import, lang)?;
    if import.dry_run {
        output::say(&lang.text(key::CLI_IMPORT_DRY_RUN));
        return Ok(Exit::Fine);
    }
    let decided = loop {
        match decide(import, &content, lang).await? {
            Decision::Import(decided) => break decided,
            Decision::Leave => {
                output::say(&lang.text(key::CLI_IMPORT_LEFT));
                return Ok(Exit::Fine);
            }
            Decision::ReadAgain(encoding) => {
                file.encoding = Some(encoding);
                content = look_at(file.clone(), lang)?;
                content.show(import, lang)?;
            }
        }
    };
    let imported = keep(place, import, (content, decided), lang).await?;
    tell(&imported, lang)
}

/// The file, read beside the wish to stop: standard input may never end.
async fn source(import: &Import, lang: Lang) -> Result<SourceFile, Stop> {
    let (path, encoding) = (import.file.clone(), import.encoding.clone());
    tokio::task::spawn_blocking(move || read::file(&path, encoding, lang))
        .await
        .map_err(|error| Stop::new(Exit::InputOutput, error.to_string()))?
}

/// What is imported.
enum Content {
    Document(SourceFile, Box<Reading>),
    Form(SourceFile),
}

/// `ayumi/plan@1` is a JSON object; no plan book begins with a brace.
fn is_form(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{")
}

/// Reads a file as what it is.
fn look_at(file: SourceFile, lang: Lang) -> Result<Content, Stop> {
    if is_form(&file.bytes) {
        return Ok(Content::Form(file));
    }
    let reading = read::reading_of(&file, lang)?;
    Ok(Content::Document(file, Box::new(reading)))
}

impl Content {
    /// In a rehearsal what is shown is the result; else it is a part of the talk.
    fn show(&self, import: &Import, lang: Lang) -> Result<(), Stop> {
        let text = match self {
            Self::Document(_, reading) if import.dry_run => tree::reading(reading, lang),
            Self::Document(_, reading) => tree::summary(reading, lang),
            Self::Form(file) => {
                let plan = read_form(&file.bytes).map_err(|error| Stop::of(&error, lang))?;
                tree::plan(&plan, lang)
            }
        };
        if import.dry_run {
            return output::result(&text);
        }
        output::say(&text);
        Ok(())
    }
}

/// What was answered, and which plans are wanted.
#[derive(Default)]
struct Decided {
    answers: Answers,
    choice: Choice,
}

/// What the person decided.
enum Decision {
    Import(Decided),
    Leave,
    /// The file is in this encoding.
    ReadAgain(String),
}

/// Asks the questions of the reading and which of its plans are wanted, then whether to import.
/// With `--yes` nothing is asked: every question keeps the reading's own answer, and every plan of
/// the file is taken in.
async fn decide(import: &Import, content: &Content, lang: Lang) -> Result<Decision, Stop> {
    if !import.yes && (import.no_input || !output::can_ask()) {
        return Err(Stop::new(Exit::Usage, lang.text(key::CLI_IMPORT_NEEDS_YES)));
    }
    let mut decided = Decided::default();
    if let Content::Document(_, reading) = content {
        if !import.yes {
            match ask::questions(reading, lang).await {
                Answered::Answers(answers) => decided.answers = answers,
                Answered::ReadAgain(encoding) => return Ok(Decision::ReadAgain(encoding)),
            }
        }
        decided.choice = ask::plans(import, reading, lang).await?;
    }
    let yes = import.yes || confirmed(lang).await;
    Ok(if yes {
        Decision::Import(decided)
    } else {
        Decision::Leave
    })
}

/// Stores. A missing or differing organisation is one more question, unless `--yes` was given.
async fn keep(
    place: &Where,
    import: &Import,
    (content, decided): (Content, Decided),
    lang: Lang,
) -> Result<Imported, Stop> {
    let app = open::app(place, lang).await?;
    let mut settle = Settle {
        slug: import.council.clone(),
        although_other: import.council.is_some(),
    };
    let mut council = None;
    loop {
        let unit = app.change(Actor::LocalOperator, None).await;
        let mut unit = unit.map_err(|error| Stop::of(&error, lang))?;
        if let Some(name) = council.take() {
            make(&mut unit, name, lang).await?;
        }
        let kept = match &content {
            Content::Document(file, reading) => {
                let input = ToImport {
                    file: file.clone(),
                    reading: (**reading).clone(),
                    answers: decided.answers.clone(),
                    settle: settle.clone(),
                    choice: decided.choice.clone(),
                };
                document(&mut unit, input, lang).await
            }
            Content::Form(file) => form(&mut unit, file, &settle, lang).await,
        };
        match kept {
            Ok(imported) => {
                unit.commit()
                    .await
                    .map_err(|error| Stop::of(&error, lang))?;
                return Ok(imported);
            }
            Err(NotKept::Stop(stop)) => return Err(stop),
            Err(NotKept::NoCouncil(stop)) => council = Some(name(import, stop, lang).await?),
            Err(NotKept::OtherCouncil { words, stop }) => {
                output::say(&words);
                if !import.yes && !confirmed(lang).await {
                    return Err(stop);
                }
                settle.although_other = true;
            }
        }
    }
}

async fn confirmed(lang: Lang) -> bool {
    let typed = output::ask(&lang.text(key::CLI_IMPORT_ASK))
        .await
        .unwrap_or_default();
    language::is_yes(lang, &typed)
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
    let made = make_council(unit, permit, NewCouncil { name, slug }).await;
    made.map(drop).map_err(|error| Stop::of(&error, lang))
}

/// Short name of a council made without an organisation: there is no other one yet.
const NEW_COUNCIL: &str = "council";

/// Why a plan was not stored.
enum NotKept {
    Stop(Stop),
    /// There is no council yet, and the document names no organisation.
    NoCouncil(Stop),
    /// The document names another organisation than the only council there is.
    OtherCouncil {
        words: String,
        stop: Stop,
    },
}

async fn document(unit: &mut Unit, input: ToImport, lang: Lang) -> Result<Imported, NotKept> {
    let permit = open::permit::<ImportFile>(unit, None, lang).map_err(NotKept::Stop)?;
    import_file(unit, permit, input)
        .await
        .map_err(|error| match &error {
            ImportFileError::Council(council) => settled(council, Stop::of(&error, lang), lang),
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
    import_form(unit, permit, file, settle)
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
            NotKept::OtherCouncil {
                words: lang.format(key::CLI_IMPORT_OTHER_COUNCIL, &values),
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

fn tell(imported: &Imported, lang: Lang) -> Ended {
    let words = match imported {
        Imported::Unchanged { slug, .. } => told(true, slug, lang),
        Imported::Kept {
            council,
            council_made,
            slug,
            more,
            ..
        } => {
            if *council_made {
                let values = [
                    ("name", council.name.as_str()),
                    ("slug", council.slug.as_str()),
                ];
                output::say(&lang.format(key::CLI_IMPORT_COUNCIL_MADE, &values));
            }
            let further = more
                .iter()
                .map(|plan| told(plan.unchanged, &plan.slug, lang));
            std::iter::once(told(false, slug, lang))
                .chain(further)
                .collect::<Vec<_>>()
                .join("\n")
        }
    };
    output::result(&format!("{words}\n")).map(|()| Exit::Fine)
}

/// What became of one plan.
fn told(unchanged: bool, slug: &str, lang: Lang) -> String {
    let words = if unchanged {
        key::CLI_IMPORT_UNCHANGED
    } else {
        key::CLI_IMPORT_KEPT
    };
    lang.format(words, &[("slug", slug)])
}
