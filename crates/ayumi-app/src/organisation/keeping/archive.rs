//! The archive of a council: a ZIP of `council.json` (what is in it, each with its digest),
//! `tables/NAME.jsonl` (one row per line) and `files/SHA-256`.

use std::io::{Cursor, Read as _};

use ayumi_core::interchange::digest;
use ayumi_core::organisation::Council;
use ayumi_core::record::Head;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The form of the archive. A reader that meets another one refuses.
const FORM: &str = "ayumi/council@1";
/// The name of the list inside.
const MANIFEST: &str = "council.json";
/// The most bytes an archive may have, and unpack to: more than any council has, and less than
/// what would fill a machine.
pub const MAX_ARCHIVE: u64 = 4 * 1024 * 1024 * 1024;
/// The most bytes of the list.
const MAX_MANIFEST: u64 = 64 * 1024 * 1024;

/// Why an archive is not read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveFault {
    /// It is no archive of a council.
    #[error("this is no archive of a council")]
    None,
    /// A newer Ayumi wrote it.
    #[error("a newer Ayumi wrote this archive")]
    Newer,
    /// Something is missing in it, stands twice, or is not what its digest says.
    #[error("the archive is damaged")]
    Damaged,
    /// It unpacks to too much.
    #[error("the archive is too large")]
    TooLarge,
    /// It could not be packed.
    #[error("packing the archive")]
    Pack(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What is in the archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    form: String,
    /// The last step of the schema its rows are of.
    schema: String,
    made: String,
    council: Council,
    entries: u64,
    head: Option<String>,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Part {
    name: String,
    size: u64,
    sha256: String,
}

impl Manifest {
    /// Of a council, with nothing in it yet.
    pub fn new(council: &Council, made: String, head: Option<&Head>) -> Self {
        Self {
            form: FORM.to_owned(),
            schema: ayumi_store::whole::newest_step().to_owned(),
            made,
            council: council.clone(),
            entries: head.map_or(0, |head| head.entries),
            head: head.map(|head| head.hash.clone()),
            parts: Vec::new(),
        }
    }
}

/// An archive while it is made.
#[derive(Default)]
pub struct Archive {
    parts: Vec<(String, Vec<u8>)>,
}

impl Archive {
    /// Adds the rows of a table.
    pub fn push_table(&mut self, name: &str, rows: &[Value]) {
        let mut text = String::new();
        for row in rows {
            text += &row.to_string();
            text.push('\n');
        }
        self.parts
            .push((format!("tables/{name}.jsonl"), text.into_bytes()));
    }

    /// Adds a file.
    pub fn push_file(&mut self, sha256: &str, bytes: Vec<u8>) {
        self.parts.push((format!("files/{sha256}"), bytes));
    }

    /// The archive's bytes.
    pub fn packed(self, mut manifest: Manifest) -> Result<Vec<u8>, ArchiveFault> {
        let part = |(name, bytes): &(String, Vec<u8>)| Part {
            name: name.clone(),
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: digest(bytes),
        };
        manifest.parts = self.parts.iter().map(part).collect();
        let list = serde_json::to_vec_pretty(&manifest);
        let list = list.map_err(|error| ArchiveFault::Pack(error.into()))?;
        let mut all = vec![(MANIFEST.to_owned(), list)];
        all.extend(self.parts);
        ayumi_office::pack(&all).map_err(|error| ArchiveFault::Pack(error.into()))
    }
}

/// An archive that was read and found whole.
pub struct Found {
    /// The council.
    pub council: Council,
    /// The end of its record.
    pub head: Option<Head>,
    /// The rows by table.
    pub tables: Vec<(String, Vec<Value>)>,
    /// The files by digest.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Reads an archive whole and checks every part against its digest.
pub fn read(bytes: Vec<u8>) -> Result<Found, ArchiveFault> {
    use ArchiveFault as F;
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| F::None)?;
    let list = unpacked(&mut zip, MANIFEST, MAX_MANIFEST).map_err(|error| match error {
        F::Damaged => F::None,
        other => other,
    })?;
    let form: Value = serde_json::from_slice(&list).map_err(|_| F::Damaged)?;
    match form["form"].as_str() {
        Some(FORM) => {}
        Some(other) if other.starts_with("ayumi/council@") => return Err(F::Newer),
        _ => return Err(F::None),
    }
    let manifest: Manifest = serde_json::from_value(form).map_err(|_| F::Damaged)?;
    if !ayumi_store::whole::knows_step(&manifest.schema) {
        return Err(F::Newer);
    }
    if zip.len() != manifest.parts.len() + 1 {
        return Err(F::Damaged);
    }
    let sizes = manifest.parts.iter().map(|part| part.size);
    if sizes.fold(0_u64, u64::saturating_add) > MAX_ARCHIVE {
        return Err(F::TooLarge);
    }
    let (mut tables, mut files) = (Vec::new(), Vec::new());
    for part in &manifest.parts {
        let bytes = unpacked(&mut zip, &part.name, part.size)?;
        if digest(&bytes) != part.sha256 {
            return Err(F::Damaged);
        }
        let table = part.name.strip_prefix("tables/");
        match (
            table.and_then(|name| name.strip_suffix(".jsonl")),
            part.name.strip_prefix("files/"),
        ) {
            (Some(name), _) => tables.push((name.to_owned(), lines(&bytes)?)),
            (None, Some(sha256)) => files.push((sha256.to_owned(), bytes)),
            (None, None) => return Err(F::Damaged),
        }
    }
    let hash = manifest.head;
    Ok(Found {
        council: manifest.council,
        head: hash.map(|hash| Head {
            entries: manifest.entries,
            hash,
        }),
        tables,
        files,
    })
}

/// A part, of exactly as many bytes as it should have; never more are unpacked.
fn unpacked(
    zip: &mut zip::ZipArchive<Cursor<Vec<u8>>>,
    name: &str,
    most: u64,
) -> Result<Vec<u8>, ArchiveFault> {
    let part = zip.by_name(name).map_err(|_| ArchiveFault::Damaged)?;
    let mut bytes = Vec::new();
    let read = part.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|_| ArchiveFault::Damaged)?;
    match u64::try_from(bytes.len()).is_ok_and(|size| size <= most) {
        true => Ok(bytes),
        false => Err(ArchiveFault::TooLarge),
    }
}

fn lines(bytes: &[u8]) -> Result<Vec<Value>, ArchiveFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| ArchiveFault::Damaged)?;
    let row = |line| serde_json::from_str(line).map_err(|_| ArchiveFault::Damaged);
    text.lines().map(row).collect()
}
