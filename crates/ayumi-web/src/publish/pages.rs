//! Publishing: the form that starts, the page that looks, the files to fetch.

use askama::Template;
use ayumi_core::plan::Plan;
use ayumi_core::publish::Format;
use ayumi_locale::key;

use crate::address;
use crate::chip::{Chip, Tone};
use crate::plan::tabs::{Tab, Tabs};
use crate::review::finding::Link;
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The form that starts a publication, with the ones made before.
#[derive(Template)]
#[template(path = "publish/start.html")]
pub struct StartPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The pages of this plan.
    pub tabs: Tabs,
    /// Where the form is sent to.
    pub action: String,
    /// Version and key.
    pub hidden: Hidden,
    /// The formats.
    pub formats: Vec<FormatView>,
    /// Publications made before: link, moment, state.
    pub made: Vec<(Link, Chip)>,
    /// What was wrong.
    pub refused: Option<String>,
}

/// A format of the form.
pub struct FormatView {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its name in words.
    pub title: String,
    /// What it is good for.
    pub support: String,
    /// Is it ticked?
    pub ticked: bool,
}

/// How far a publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is being made.
    Running,
    /// It is done.
    Done,
    /// It failed.
    Failed,
}

/// The state of a publication as shown.
pub fn state_chip(w: Words, progress: Progress) -> Chip {
    match progress {
        Progress::Running => Chip::new(w, Tone::Busy, key::WEB_PUBLICATION_RUNNING),
        Progress::Done => Chip::new(w, Tone::Done, key::WEB_PUBLICATION_DONE),
        Progress::Failed => Chip::new(w, Tone::Error, key::WEB_PUBLICATION_FAILED),
    }
}

impl StartPage {
    /// The form for `plan`.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        plan: &Plan,
        version: u64,
        made: Vec<(Link, Chip)>,
    ) -> Self {
        let tabs = Tabs::new(w, council, plan, Tab::Publish);
        let own = address::below_plan(&council.slug, &plan.slug, "publish");
        let shell = Shell::new(w.t(key::WEB_PUBLISH_TITLE), own.clone())
            .in_council(council, Here::Plans)
            .via(plan.title.clone(), tabs.plan.clone())
            .end();
        let formats = Format::ALL
            .into_iter()
            .map(|format| format_view(w, format))
            .collect();
        let hidden = Hidden::fresh(version);
        Self {
            w,
            shell,
            tabs,
            action: own,
            hidden,
            formats,
            made,
            refused: None,
        }
    }
}

fn format_view(w: Words, format: Format) -> FormatView {
    let (title, support) = match format {
        Format::Pdf => (key::WEB_FORMAT_PDF, key::WEB_FORMAT_PDF_SUPPORT),
        Format::Docx => (key::WEB_FORMAT_DOCX, key::WEB_FORMAT_DOCX_SUPPORT),
        Format::Xlsx => (key::WEB_FORMAT_XLSX, key::WEB_FORMAT_XLSX_SUPPORT),
        Format::Html => (key::WEB_FORMAT_HTML, key::WEB_FORMAT_HTML_SUPPORT),
        Format::Md => (key::WEB_FORMAT_MD, key::WEB_FORMAT_MD_SUPPORT),
    };
    let ticked = matches!(format, Format::Pdf | Format::Docx);
    FormatView {
        name: format.name(),
        title: w.t(title),
        support: w.t(support),
        ticked,
    }
}

/// The state of a publication, and its files.
#[derive(Template)]
#[template(path = "publish/look.html")]
pub struct LookPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Its state.
    pub state: Chip,
    /// How far it is.
    pub progress: Progress,
    /// When it was started.
    pub moment: String,
    /// The formats asked for.
    pub formats: String,
    /// Its files.
    pub files: Vec<FileView>,
    /// What was changed to print it.
    pub notices: Vec<String>,
    /// Why it failed.
    pub failure: Option<String>,
    /// The digest of the draft it came from.
    pub source_digest: String,
    /// Back to the form.
    pub again: String,
}

/// A file of a publication.
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Where it is fetched.
    pub href: String,
    /// Its size.
    pub size: String,
    /// Its SHA-256.
    pub sha256: String,
}

/// What a [`LookPage`] is made of.
pub struct Looked {
    /// The publication's id.
    pub id: String,
    /// How far it is.
    pub progress: Progress,
    /// When it was started.
    pub moment: String,
    /// The formats asked for.
    pub formats: Vec<Format>,
    /// Name, SHA-256, size.
    pub files: Vec<(String, String, u64)>,
    /// What was changed to print it.
    pub notices: Vec<String>,
    /// Why it failed, in words.
    pub failure: Option<String>,
    /// The digest of the draft it came from.
    pub source_digest: String,
}

impl LookPage {
    /// The page of a publication of `plan` (its slug and title).
    pub fn new(w: Words, council: &CouncilLink, plan: (&str, &str), looked: Looked) -> Self {
        let own = address::publication(&council.slug, &looked.id);
        let again = address::below_plan(&council.slug, plan.0, "publish");
        let shell = Shell::new(w.t(key::WEB_PUBLICATION_TITLE), own)
            .in_council(council, Here::Plans)
            .via(plan.1, address::plan(&council.slug, plan.0))
            .via(w.t(key::WEB_TAB_PUBLISH), again.clone())
            .end();
        let files = looked
            .files
            .into_iter()
            .enumerate()
            .map(|(position, (name, sha256, size))| FileView {
                name,
                href: address::file(&council.slug, &looked.id, position + 1),
                size: w.size(size),
                sha256,
            })
            .collect();
        let names: Vec<_> = looked
            .formats
            .iter()
            .map(|format| format_view(w, *format).title)
            .collect();
        Self {
            w,
            shell,
            state: state_chip(w, looked.progress),
            progress: looked.progress,
            moment: looked.moment,
            formats: names.join(" / "),
            files,
            notices: looked.notices,
            failure: looked.failure,
            source_digest: looked.source_digest,
            again,
        }
    }
}
