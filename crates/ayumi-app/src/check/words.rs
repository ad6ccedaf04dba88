//! The words for what the examination looks at and finds.

use ayumi_core::organisation::CouncilId;
use ayumi_locale::{Key, Lang, key};
use ayumi_store::OpenError;
use ayumi_store::doctor::{Check, Fault};

use super::{Finding, Subject};

/// The name of a check.
#[must_use]
pub fn subject_words(lang: Lang, subject: Subject) -> String {
    lang.text(match subject {
        Subject::Store(check) => check_key(check),
        Subject::Fonts => key::CHECK_FONTS,
    })
}

fn check_key(check: Check) -> Key {
    match check {
        Check::Opens => key::CHECK_OPENS,
        Check::Schema => key::CHECK_SCHEMA,
        Check::Integrity => key::CHECK_INTEGRITY,
        Check::ForeignKeys => key::CHECK_FOREIGN_KEYS,
        Check::Durability => key::CHECK_DURABILITY,
        Check::Chains => key::CHECK_CHAINS,
        Check::Contents => key::CHECK_CONTENTS,
        Check::Rows => key::CHECK_ROWS,
        Check::Files => key::CHECK_FILES,
        Check::Space => key::CHECK_SPACE,
    }
}

/// What was found, and what to do.
#[must_use]
pub fn fault_words(lang: Lang, finding: &Finding) -> String {
    match finding {
        Finding::Store(fault) => store_words(lang, fault),
        Finding::NoFont => lang.text(key::DOCTOR_NO_FONT),
        Finding::FontNotUsable => lang.text(key::DOCTOR_FONT_NOT_USABLE),
    }
}

fn megabytes(bytes: u64) -> String {
    (bytes / (1024 * 1024)).to_string()
}

fn store_words(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::NotOpened { code, reason } => {
            format!("{} ({reason})", lang.text(open_key(code)))
        }
        Fault::NotChecked { reason, .. } => {
            lang.format(key::DOCTOR_NOT_CHECKED, &[("reason", reason)])
        }
        Fault::OlderSchema { step } => lang.format(key::DOCTOR_OLDER_SCHEMA, &[("step", step)]),
        Fault::NewerSchema { step } => lang.format(key::DOCTOR_NEWER_SCHEMA, &[("step", step)]),
        Fault::Damage { detail } => lang.format(key::DOCTOR_DAMAGE, &[("detail", detail)]),
        Fault::BrokenLink {
            table,
            parent,
            rows,
        } => lang.format(
            key::DOCTOR_BROKEN_LINK,
            &[
                ("table", table),
                ("parent", parent),
                ("rows", &rows.to_string()),
            ],
        ),
        Fault::NotDurable { setting, value } => lang.format(
            key::DOCTOR_NOT_DURABLE,
            &[("setting", setting), ("value", value)],
        ),
        Fault::BrokenChain {
            council, sequence, ..
        } => entry(lang, key::DOCTOR_BROKEN_CHAIN, *council, *sequence),
        Fault::AlteredContent { council, sequence } => {
            entry(lang, key::DOCTOR_ALTERED_CONTENT, *council, *sequence)
        }
        Fault::AlteredRows { council, object } => lang.format(
            key::DOCTOR_ALTERED_ROWS,
            &[("council", &council.to_string()), ("object", object)],
        ),
        Fault::MissingFile { sha256 } => {
            lang.format(key::DOCTOR_MISSING_FILE, &[("sha256", sha256)])
        }
        Fault::DamagedFile { sha256 } => {
            lang.format(key::DOCTOR_DAMAGED_FILE, &[("sha256", sha256)])
        }
        Fault::OrphanFile { sha256, .. } => {
            lang.format(key::DOCTOR_ORPHAN_FILE, &[("sha256", sha256)])
        }
        Fault::LittleSpace { free, least } => lang.format(
            key::DOCTOR_LITTLE_SPACE,
            &[
                ("megabytes", &megabytes(*free)),
                ("least", &megabytes(*least)),
            ],
        ),
    }
}

/// What is wrong with an entry of a record.
fn entry(lang: Lang, key: Key, council: CouncilId, sequence: u64) -> String {
    let (council, sequence) = (council.to_string(), sequence.to_string());
    lang.format(key, &[("council", &council), ("sequence", &sequence)])
}

/// Why a store does not open, and what to do.
#[must_use]
pub fn open_words(lang: Lang, error: &OpenError) -> String {
    lang.text(open_key(error.code()))
}

/// The message of a code of [`OpenError`] or of a database's address.
#[must_use]
pub fn open_key(code: &str) -> Key {
    match code {
        "store-network-file-system" => key::STORE_NETWORK_FILE_SYSTEM,
        "store-folder" => key::STORE_FOLDER,
        "store-password-file" => key::STORE_PASSWORD_FILE,
        "store-no-database" => key::STORE_NO_DATABASE,
        "store-connect" => key::STORE_CONNECT,
        "store-newer-schema" => key::STORE_NEWER_SCHEMA,
        "store-not-durable" => key::STORE_NOT_DURABLE,
        "store-migrate" => key::STORE_MIGRATE,
        "store-password-in-url" => key::STORE_PASSWORD_IN_URL,
        "store-unknown-scheme" => key::STORE_UNKNOWN_SCHEME,
        "store-no-path" => key::STORE_NO_PATH,
        _ => key::ERROR_FAILED,
    }
}
