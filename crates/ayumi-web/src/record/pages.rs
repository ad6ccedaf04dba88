//! The record of a council: who changed what, in a chain.

use askama::Template;
use ayumi_app::record::Record;
use ayumi_core::record::{Change, Who};
use ayumi_locale::key;

use crate::address;
use crate::chip::{Chip, Tone};
use crate::fields::Fields;
use crate::shell::{CouncilLink, Here, Shell};
use crate::words::Words;

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
    pub all: u64,
    /// The hash of the last one.
    pub head: Option<String>,
    /// That it is whole.
    pub whole: Chip,
    /// The entry at which the chain is broken.
    pub broken: Option<u64>,
    /// What was typed into the filter.
    pub typed: Typed,
    /// The actions there are: name, words, chosen.
    pub actions: Vec<(String, String, bool)>,
    /// The kinds of things: name, words, chosen.
    pub kinds: Vec<(&'static str, String, bool)>,
    /// The same as a table.
    pub table: String,
}

/// What was typed into the filter.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// An action.
    pub action: String,
    /// A kind of things.
    pub kind: String,
    /// A name, a post.
    pub who: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// An entry.
pub struct RecordRow {
    /// Its position.
    pub sequence: u64,
    /// When.
    pub moment: String,
    /// Who: the post.
    pub actor: String,
    /// Who stood behind it; `None` when it was erased, or never known.
    pub name: Option<String>,
    /// From where.
    pub network: String,
    /// What.
    pub action: String,
    /// Why, in the person's words.
    pub reason: Option<String>,
    /// On what.
    pub object: String,
    /// The first digits of its hash.
    pub hash: String,
}

impl RecordPage {
    /// The record of a council.
    pub fn new(w: Words, council: &CouncilLink, record: &Record, typed: Typed) -> Self {
        let shell = Shell::new(w.t(key::WEB_RECORD_TITLE), council.record())
            .in_council(council, Here::Record)
            .end();
        let changes = record.changes.iter();
        let rows = changes.map(|(change, who)| row(w, change, who)).collect();
        let action = |name: &String| {
            let chosen = *name == typed.action;
            (name.clone(), action_word(w, name), chosen)
        };
        let kinds = [
            ("plan", key::WEB_KIND_PLAN),
            ("edition", key::WEB_KIND_EDITION),
            ("intake", key::WEB_KIND_INTAKE),
            ("publication", key::WEB_KIND_PUBLICATION),
            ("section", key::WEB_KIND_SECTION),
            ("post", key::WEB_KIND_POST),
            ("person", key::WEB_KIND_PERSON),
            ("handover", key::WEB_KIND_HANDOVER),
            ("owners", key::WEB_KIND_OWNERS),
            ("council", key::WEB_KIND_COUNCIL),
        ];
        let kinds = kinds.map(|(name, words)| (name, w.t(words), name == typed.kind));
        Self {
            w,
            shell,
            rows,
            all: record.entries,
            head: record.head.clone(),
            whole: Chip::new(w, Tone::Done, key::WEB_RECORD_WHOLE),
            broken: record.broken.as_ref().map(|broken| broken.sequence),
            actions: record.actions.iter().map(action).collect(),
            kinds: kinds.into(),
            table: address::record_table(&council.slug, &typed.query()),
            typed,
        }
    }
}

impl Typed {
    /// As the query of an address.
    fn query(&self) -> String {
        let mut fields = Fields::default();
        for (name, value) in [
            ("action", &self.action),
            ("kind", &self.kind),
            ("who", &self.who),
            ("from", &self.from),
            ("to", &self.to),
        ] {
            if !value.is_empty() {
                fields.push(name, value);
            }
        }
        fields.encoded()
    }
}

fn row(w: Words, change: &Change, who: &Who) -> RecordRow {
    RecordRow {
        sequence: change.sequence,
        moment: w.moment(&change.at),
        actor: match (change.actor.as_str(), &who.title) {
            ("local-operator", _) => w.t(key::WEB_ACTOR_LOCAL),
            ("visitor", _) => w.t(key::WEB_ACTOR_VISITOR),
            (_, Some(title)) => title.clone(),
            (other, None) => other.to_owned(),
        },
        name: who.name.clone(),
        network: who.network.clone().unwrap_or_default(),
        action: action_word(w, &change.action),
        reason: who.reason.clone(),
        object: change.object.clone(),
        hash: change.hash.get(..12).unwrap_or(&change.hash).to_owned(),
    }
}

/// The entries as separated values. A cell that a spreadsheet would take for a formula is marked
/// as text.
pub fn as_table(w: Words, record: &Record) -> String {
    let head = [
        key::WEB_RECORD_SEQUENCE,
        key::WEB_RECORD_WHEN,
        key::WEB_RECORD_WHO,
        key::WEB_RECORD_NAME,
        key::WEB_RECORD_NETWORK,
        key::WEB_RECORD_WHAT,
        key::WEB_REASON,
        key::WEB_RECORD_OBJECT,
        key::WEB_RECORD_HASH,
    ];
    let mut table = "\u{feff}".to_owned();
    table += &line(head.map(|key| w.t(key)));
    for (change, who) in &record.changes {
        let one = row(w, change, who);
        table += &line([
            one.sequence.to_string(),
            change.at.clone(),
            one.actor,
            one.name.unwrap_or_default(),
            one.network,
            one.action,
            one.reason.unwrap_or_default(),
            one.object,
            change.hash.clone(),
        ]);
    }
    table
}

fn line(cells: [String; 9]) -> String {
    let cell = |cell: &String| {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
        let mark = if formula { "'" } else { "" };
        format!("\"{mark}{}\"", cell.replace('"', "\"\""))
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

/// The name of an action in words; one without words is shown by its code.
fn action_word(w: Words, action: &str) -> String {
    w.t(match action {
        "stop-council" => key::WEB_ACTION_STOP_COUNCIL,
        "export-council" => key::WEB_ACTION_EXPORT_COUNCIL,
        "import-council" => key::WEB_ACTION_IMPORT_COUNCIL,
        "take-record" => key::WEB_ACTION_TAKE_RECORD,
        "make-plan" => key::WEB_ACTION_MAKE_PLAN,
        "edit-plan" => key::WEB_ACTION_EDIT_PLAN,
        "undo-edit" => key::WEB_ACTION_UNDO_EDIT,
        "empty-bin" => key::WEB_ACTION_EMPTY_BIN,
        "freeze-edition" => key::WEB_ACTION_FREEZE_EDITION,
        "decide-edition" => key::WEB_ACTION_DECIDE_EDITION,
        "write-comment" => key::WEB_ACTION_WRITE_COMMENT,
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
        "grant-support" => key::WEB_ACTION_SUPPORT,
        "support-look" => key::WEB_ACTION_SUPPORT_LOOK,
        "change-handover" => key::WEB_ACTION_HANDOVER,
        "set-owners" => key::WEB_ACTION_OWNERS,
        "erase-contents" => key::WEB_ACTION_ERASE,
        "join" => key::WEB_ACTION_JOIN,
        "invite" => key::WEB_ACTION_INVITE,
        "change-organisation" => key::WEB_ACTION_CHANGE_ORGANISATION,
        "change-factors" => key::WEB_ACTION_CHANGE_FACTORS,
        other => return other.to_owned(),
    })
}
