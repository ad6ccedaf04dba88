//! `ayumi import`: shows the reading, asks, stores in one transaction.

mod keep;

use ayumi_app::intake::{
    Answers, Choice, Imported, ReadSource, SourceFile, known_columns, read_form,
};
use ayumi_core::interchange::{ColumnMatching, Reading};
use ayumi_locale::{Lang, key};

use super::ask::{self, Answered};
use super::{Ended, read};
use crate::arguments::{Import, Where};
use crate::exit::{Exit, Stop};
use crate::{language, open, output, tree};

/// Imports one file: a document, or an `ayumi/plan@1`.
pub async fn run(place: &Where, import: &Import, lang: Lang) -> Ended {
    let mut file = source(import, lang).await?;
    file.columns = known(place, import, lang).await?;
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
    let imported = keep::keep(place, import, (content, decided), lang).await?;
    tell(&imported, lang)
}

/// The file, read beside the wish to stop: standard input may never end.
async fn source(import: &Import, lang: Lang) -> Result<SourceFile, Stop> {
    let (path, how) = (import.file.clone(), import.how.clone());
    tokio::task::spawn_blocking(move || read::file(&path, &how, lang))
        .await
        .map_err(|error| Stop::new(Exit::InputOutput, error.to_string()))?
}

/// What the council knows of the columns of tables; nothing where it is not clear which council.
async fn known(place: &Where, import: &Import, lang: Lang) -> Result<Vec<ColumnMatching>, Stop> {
    let Some(app) = open::existing(place, lang).await? else {
        return Ok(Vec::new());
    };
    let unit = open::look(&app, lang).await?;
    let all = open::councils(&unit, None, lang).await?;
    let mut meant = all
        .iter()
        .filter(|one| import.council.as_ref().is_none_or(|slug| one.slug == *slug));
    let (Some(council), None) = (meant.next(), meant.next()) else {
        return Ok(Vec::new());
    };
    let permit = open::permit::<ReadSource>(&unit, Some(council), lang)?;
    let columns = known_columns(&unit, &permit).await;
    columns.map_err(|error| Stop::of(&error, lang))
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

async fn confirmed(lang: Lang) -> bool {
    let typed = output::ask(&lang.text(key::CLI_IMPORT_ASK))
        .await
        .unwrap_or_default();
    language::is_yes(lang, &typed)
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
