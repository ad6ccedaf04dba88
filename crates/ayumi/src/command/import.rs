//! `ayumi import`: shows the reading, asks, stores in one transaction.

use ayumi_app::Unit;
use ayumi_app::intake::{
    Answers, ImportFile, ImportFileError, ImportForm, ImportFormError, Imported, SourceFile,
    ToImport, can_be_answered, import_file, import_form, read_form,
};
use ayumi_app::organisation::{MakeCouncil, NewCouncil, Settle, SettleError, make_council};
use ayumi_core::access::Actor;
use ayumi_core::interchange::Reading;
use ayumi_document::Ask;
use ayumi_locale::{Lang, key};

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
    let answers = loop {
        match decide(import, &content, lang).await? {
            Decision::Import(answers) => break answers,
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
    let imported = keep(place, import, content, answers, lang).await?;
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

/// What the person decided.
enum Decision {
    Import(Answers),
    Leave,
    /// The file is in this encoding.
    ReadAgain(String),
}

/// Asks the questions of the reading, then whether to import. With `--yes` nothing is asked and
/// every question keeps the reading's own answer.
async fn decide(import: &Import, content: &Content, lang: Lang) -> Result<Decision, Stop> {
    if import.yes {
        return Ok(Decision::Import(Answers::default()));
    }
    if import.no_input || !output::can_ask() {
        return Err(Stop::new(Exit::Usage, lang.text(key::CLI_IMPORT_NEEDS_YES)));
    }
    let mut answers = Answers::default();
    if let Content::Document(_, reading) = content {
        for (position, question) in reading.questions.iter().enumerate() {
            let again = question.ask == Ask::WhichEncoding;
            if !again && !can_be_answered(reading, question) {
                continue;
            }
            match choose(&question.text, &question.choices, lang).await {
                Some(choice) if again => {
                    return Ok(Decision::ReadAgain(question.choices[choice].clone()));
                }
                Some(choice) => {
                    answers.given.insert(position, choice);
                }
                None => {}
            }
        }
    }
    let yes = confirmed(lang).await;
    Ok(if yes {
        Decision::Import(answers)
    } else {
        Decision::Leave
    })
}

/// The choice a person takes; `None` = the first.
async fn choose(text: &str, choices: &[String], lang: Lang) -> Option<usize> {
    output::say(text);
    for (number, choice) in choices.iter().enumerate() {
        output::say(&format!("  {}. {choice}", number + 1));
    }
    let typed = output::ask(&lang.text(key::CLI_IMPORT_CHOOSE)).await?;
    let number: usize = typed.trim().parse().ok()?;
    (2..=choices.len()).contains(&number).then(|| number - 1)
}

/// Stores. A missing or differing organisation is one more question, unless `--yes` was given.
async fn keep(
    place: &Where,
    import: &Import,
    content: Content,
    answers: Answers,
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
                    answers: answers.clone(),
                    settle: settle.clone(),
                    title: import.title.clone(),
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
        Imported::Unchanged { slug, .. } => {
            lang.format(key::CLI_IMPORT_UNCHANGED, &[("slug", slug)])
        }
        Imported::Kept {
            council,
            council_made,
            slug,
            ..
        } => {
            if *council_made {
                let values = [
                    ("name", council.name.as_str()),
                    ("slug", council.slug.as_str()),
                ];
                output::say(&lang.format(key::CLI_IMPORT_COUNCIL_MADE, &values));
            }
            lang.format(key::CLI_IMPORT_KEPT, &[("slug", slug)])
        }
    };
    output::result(&format!("{words}\n")).map(|()| Exit::Fine)
}
