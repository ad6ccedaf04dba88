//! The record of a council: who changed what, in a chain.

use askama::Template;
use ayumi_core::record::Change;
use ayumi_locale::key;

use crate::chip::{Chip, Tone};
use crate::shell::{CouncilLink, Here, Shell};
use crate::words::Words;

/// How many entries are on the page.
const SHOWN: usize = 500;

/// The record.
#[derive(Template)]
#[template(path = "record/show.html")]
pub struct RecordPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The entries, the newest first.
    pub rows: Vec<RecordRow>,
    /// All entries.
    pub all: usize,
    /// That it is whole.
    pub whole: Chip,
    /// The entry at which the chain is broken.
    pub broken: Option<u64>,
}

/// An entry.
pub struct RecordRow {
    /// Its position.
    pub sequence: u64,
    /// When.
    pub moment: String,
    /// Who.
    pub actor: String,
    /// What.
    pub action: String,
    /// On what.
    pub object: String,
    /// The first digits of its hash.
    pub hash: String,
}

impl RecordPage {
    /// The record of a council; `changes` newest first.
    pub fn new(w: Words, council: &CouncilLink, changes: &[Change], broken: Option<u64>) -> Self {
        let shell = Shell::new(w.t(key::WEB_RECORD_TITLE), council.record())
            .in_council(council, Here::Record)
            .end();
        let rows = changes
            .iter()
            .take(SHOWN)
            .map(|change| row(w, change))
            .collect();
        let whole = Chip::new(w, Tone::Done, key::WEB_RECORD_WHOLE);
        Self {
            w,
            shell,
            rows,
            all: changes.len(),
            whole,
            broken,
        }
    }

    /// How many entries are not on the page.
    pub fn rest(&self) -> usize {
        self.all - self.rows.len()
    }
}

fn row(w: Words, change: &Change) -> RecordRow {
    RecordRow {
        sequence: change.sequence,
        moment: w.moment(&change.at),
        actor: match change.actor.as_str() {
            "local-operator" => w.t(key::WEB_ACTOR_LOCAL),
            other => other.to_owned(),
        },
        action: action_word(w, &change.action),
        object: change.object.clone(),
        hash: change.hash.get(..12).unwrap_or(&change.hash).to_owned(),
    }
}

/// The name of an action in words; one without words is shown by its code.
fn action_word(w: Words, action: &str) -> String {
    w.t(match action {
        "make-council" => key::WEB_ACTION_MAKE_COUNCIL,
        "upload" => key::WEB_ACTION_UPLOAD,
        "answer-questions" => key::WEB_ACTION_ANSWER,
        "reread-intake" => key::WEB_ACTION_REREAD,
        "match-columns" => key::WEB_ACTION_MATCH_COLUMNS,
        "attach-intake" => key::WEB_ACTION_ATTACH,
        "remove-attachment" => key::WEB_ACTION_REMOVE_ATTACHMENT,
        "discard-intake" => key::WEB_ACTION_DISCARD,
        "correct-reading" => key::WEB_ACTION_CORRECT_READING,
        "accept-intake" => key::WEB_ACTION_ACCEPT,
        "take-newer" => key::WEB_ACTION_TAKE_NEWER,
        "sweep-intakes" => key::WEB_ACTION_SWEEP,
        "import-file" => key::WEB_ACTION_IMPORT_FILE,
        "import-form" => key::WEB_ACTION_IMPORT_FORM,
        "correct-mention" => key::WEB_ACTION_CORRECT_MENTION,
        "confirm-unmentioned" => key::WEB_ACTION_CONFIRM_UNMENTIONED,
        "point-reference" => key::WEB_ACTION_POINT_REFERENCE,
        "start-publication" => key::WEB_ACTION_START_PUBLICATION,
        "end-publication" => key::WEB_ACTION_END_PUBLICATION,
        "publish-to-folder" => key::WEB_ACTION_PUBLISH_TO_FOLDER,
        other => return other.to_owned(),
    })
}
