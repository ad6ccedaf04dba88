//! Where the Japanese font comes from.
//!
//! In this order: the data folder's `fonts/`, the bytes put into the binary when it was built, the
//! fonts of the system by a list of preference. The first family found sets the text; the others
//! are only opened when it lacks a character.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};

use fontdb::{Database, FaceInfo, Style};
use typst::foundations::Bytes;
use typst::text::Font;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Families we know to set Japanese well, the best first, each with a part of its files' names
/// (lower case, letters and digits only).
const PREFERENCE: &[(&str, &str)] = &[
    ("BIZ UDPGothic", "bizud"),
    ("Noto Sans CJK JP", "notosanscjk"),
    ("Noto Sans JP", "notosansjp"),
    ("IPAexGothic", "ipaexg"),
    ("Yu Gothic", "yugoth"),
    ("Meiryo", "meiryo"),
    ("Hiragino Sans", "hiragino"),
    ("Hiragino Sans", "ヒラギノ角ゴシック"),
];

/// Folders below a font folder that are still looked into.
const DEPTH: usize = 6;

/// Where a family was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `fonts/` in the data folder.
    DataFolder,
    /// In the binary itself.
    Embedded,
    /// Installed on this computer.
    System,
}

/// No font for Japanese was found anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no Japanese font in the data folder's fonts/, in the binary or on the system")]
pub struct FontsMissing;

/// The fonts a document is set with.
#[derive(Debug)]
pub struct Fonts {
    main: Family,
    system: Vec<PathBuf>,
    /// Families of the system, opened for characters that `main` lacks.
    reserve: OnceLock<Vec<Family>>,
}

/// The faces of one family: regular and, if there is one, bold.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    pub(crate) name: String,
    pub(crate) origin: Origin,
    pub(crate) faces: Vec<Font>,
}

impl Fonts {
    /// Looks for fonts; `data_dir` is the data folder, in which `fonts/` is looked for.
    ///
    /// # Errors
    /// [`FontsMissing`] when no family for Japanese is in reach.
    pub fn find(data_dir: Option<&Path>) -> Result<Self, FontsMissing> {
        Self::find_in(data_dir, system_folders())
    }

    /// The same with other folders in place of the system's.
    ///
    /// # Errors
    /// [`FontsMissing`] when no family for Japanese is in reach.
    pub fn find_in(data_dir: Option<&Path>, system: Vec<PathBuf>) -> Result<Self, FontsMissing> {
        let own = data_dir.map(|folder| files_below(&folder.join("fonts")));
        let main = first_of_files(&own.unwrap_or_default())
            .or_else(first_embedded)
            .or_else(|| system_families(&system).next())
            .ok_or(FontsMissing)?;
        Ok(Self {
            main,
            system,
            reserve: OnceLock::new(),
        })
    }

    /// The family that sets the text.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.main.name
    }

    /// Where that family was found.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.main.origin
    }

    pub(crate) fn main(&self) -> &Family {
        &self.main
    }

    /// The families of the system that have at least one of `characters`; opened on first use.
    pub(crate) fn reserve_for(&self, characters: &BTreeSet<char>) -> Vec<Family> {
        if characters.is_empty() {
            return Vec::new();
        }
        let mut wanted = characters.clone();
        let reserve = self.reserve.get_or_init(|| {
            let families = system_families(&self.system);
            families
                .filter(|family| family.name != self.main.name)
                .collect()
        });
        let mut chosen = Vec::new();
        for family in reserve {
            let before = wanted.len();
            wanted.retain(|&c| !family.has(c));
            if wanted.len() < before {
                chosen.push(family.clone());
            }
        }
        chosen
    }
}

impl Family {
    /// All faces of the family can print `c`.
    pub(crate) fn has(&self, c: char) -> bool {
        self.faces
            .iter()
            .all(|face| face.info().coverage.contains(u32::from(c)))
    }
}

/// The family to use out of files a person chose: one we know, else the first by name.
fn first_of_files(files: &[PathBuf]) -> Option<Family> {
    let mut faces = Database::new();
    for file in files {
        // A file that is no font is passed over: the next one may be.
        let _ = faces.load_font_file(file);
    }
    let known = PREFERENCE
        .iter()
        .find_map(|(name, _)| family(&faces, name, Origin::DataFolder));
    known.or_else(|| {
        let names: BTreeSet<&str> = faces.faces().filter_map(family_name).collect();
        names
            .into_iter()
            .find_map(|name| family(&faces, name, Origin::DataFolder))
    })
}

/// The best family among the bytes in the binary.
fn first_embedded() -> Option<Family> {
    let mut faces = Database::new();
    for bytes in EMBEDDED {
        faces.load_font_data(bytes.to_vec());
    }
    let names: BTreeSet<&str> = faces.faces().filter_map(family_name).collect();
    let known = PREFERENCE.iter().map(|(name, _)| *name);
    known
        .chain(names)
        .find_map(|name| family(&faces, name, Origin::Embedded))
}

/// The families of [`PREFERENCE`] installed here, opened one by one.
fn system_families(folders: &[PathBuf]) -> impl Iterator<Item = Family> + use<> {
    let files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| files_below(folder))
        .collect();
    PREFERENCE.iter().filter_map(move |(name, part)| {
        let mut faces = Database::new();
        for file in files.iter().filter(|file| plain_name(file).contains(part)) {
            let _ = faces.load_font_file(file);
        }
        family(&faces, name, Origin::System)
    })
}

/// The regular and the bold face of the family `name`, read into memory.
fn family(faces: &Database, name: &str, origin: Origin) -> Option<Family> {
    let upright: Vec<&FaceInfo> = faces
        .faces()
        .filter(|face| face.families.iter().any(|(own, _)| own == name))
        .filter(|face| face.style == Style::Normal)
        .collect();
    let nearest = |weight: u16| {
        upright
            .iter()
            .min_by_key(|f| f.weight.0.abs_diff(weight))
            .copied()
    };
    let (regular, bold) = (nearest(400)?, nearest(700)?);
    let mut chosen: Vec<Font> = read_face(faces, regular).into_iter().collect();
    if bold.id != regular.id {
        chosen.extend(read_face(faces, bold));
    }
    // Typst may call a family otherwise than the file's name table does ("… R" and the like).
    let name = chosen.first()?.info().family.clone();
    chosen.retain(|face| face.info().family == name);
    Some(Family {
        name,
        origin,
        faces: chosen,
    })
}

fn read_face(faces: &Database, face: &FaceInfo) -> Option<Font> {
    let bytes = faces.with_face_data(face.id, |data, _| Bytes::new(data.to_vec()))?;
    Font::new(bytes, face.index)
}

fn family_name(face: &FaceInfo) -> Option<&str> {
    face.families.first().map(|(name, _)| name.as_str())
}

/// A file's name without blanks, hyphens and the like, in lower case.
fn plain_name(file: &Path) -> String {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The font files in and below `folder`, in the order of their paths; none if it does not exist.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(folder, DEPTH, &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let ending = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        if matches!(ending.as_str(), "ttf" | "otf" | "ttc") {
            files.push(path);
        } else if depth > 0 && path.is_dir() {
            collect(&path, depth - 1, files);
        }
    }
}

/// The folders in which systems keep fonts.
fn system_folders() -> Vec<PathBuf> {
    let below = |variable: &str, path: &str| Some(PathBuf::from(env::var_os(variable)?).join(path));
    if cfg!(windows) {
        let folders = [
            below("WINDIR", "Fonts"),
            below("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
        ];
        return folders.into_iter().flatten().collect();
    }
    if cfg!(target_os = "macos") {
        let shared = ["/System/Library/Fonts", "/Library/Fonts"].map(|path| Some(path.into()));
        return shared
            .into_iter()
            .chain([below("HOME", "Library/Fonts")])
            .flatten()
            .collect();
    }
    let shared = ["/usr/share/fonts", "/usr/local/share/fonts"].map(|path| Some(path.into()));
    let own = [
        below("XDG_DATA_HOME", "fonts"),
        below("HOME", ".local/share/fonts"),
        below("HOME", ".fonts"),
    ];
    shared.into_iter().chain(own).flatten().collect()
}
