//! What tidy looks at: the repository's own files and its crates.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::shell;

/// A file of the repository, as text.
pub struct File {
    /// From the top, with `/`.
    pub path: String,
    /// Its text; binary files are left out.
    pub text: String,
}

impl File {
    /// Whether it is Rust source.
    pub fn is_rust(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|ending| ending == "rs")
    }

    /// Whether the whole file is test, bench or example code, or of a rig that only tests use.
    pub fn is_test(&self) -> bool {
        ["/tests/", "/benches/", "/examples/"]
            .iter()
            .any(|part| self.path.contains(part))
            || self.path.ends_with("/tests.rs")
            || ["crates/ayumi-testkit/", "crates/ayumi-fuzz/"]
                .iter()
                .any(|rig| self.path.starts_with(rig))
    }
}

/// A crate and what it names in `[dependencies]` and `[build-dependencies]`.
pub struct Crate {
    /// Its name.
    pub name: String,
    /// SPDX, as written.
    pub licence: String,
    /// Part of this workspace.
    pub ours: bool,
    /// Normal and build dependencies.
    pub normal: Vec<String>,
}

/// The whole.
#[derive(Default)]
pub struct Tree {
    /// Committed and not yet committed files; ignored ones are not there.
    pub files: Vec<File>,
    /// All crates of the build.
    pub crates: Vec<Crate>,
}

/// A breach of a rule.
pub struct Fault {
    /// File or crate.
    pub place: String,
    /// From 1; 0 = the whole.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl Fault {
    /// At a line of a file.
    pub fn at(file: &File, line: usize, what: impl Into<String>) -> Self {
        Self {
            place: file.path.clone(),
            line,
            what: what.into(),
        }
    }

    /// About a crate or a file as a whole.
    pub fn of(place: &str, what: impl Into<String>) -> Self {
        Self {
            place: place.to_owned(),
            line: 0,
            what: what.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}: {}", self.place, self.what),
            line => write!(out, "{}:{line}: {}", self.place, self.what),
        }
    }
}

impl Tree {
    /// As git sees the folder, with what is not yet committed.
    pub fn of_repository(root: &Path) -> Result<Self> {
        let mut git = shell::program("git");
        git.args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ]);
        let heard = shell::hear(&mut git)?;
        if !heard.success {
            bail!("git ls-files: {}", heard.err);
        }
        let mut files = Vec::new();
        for path in heard.out.split('\0').filter(|path| !path.is_empty()) {
            let Ok(bytes) = fs::read(root.join(path)) else {
                continue;
            };
            if let Ok(text) = String::from_utf8(bytes)
                && !text.contains('\0')
                && !path.starts_with("xtask/planted/")
            {
                files.push(File {
                    path: path.to_owned(),
                    text,
                });
            }
        }
        files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(Self {
            files,
            crates: crates()?,
        })
    }

    /// The Rust sources.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    /// The crates of this workspace.
    pub fn ours(&self) -> impl Iterator<Item = &Crate> {
        self.crates.iter().filter(|member| member.ours)
    }
}

fn crates() -> Result<Vec<Crate>> {
    let json = shell::metadata(&[])?;
    let members: Vec<&str> = json["workspace_members"]
        .as_array()
        .context("workspace_members")?
        .iter()
        .filter_map(serde_json::Value::as_str)
        .collect();
    let packages = json["packages"].as_array().context("packages")?;
    Ok(packages
        .iter()
        .map(|package| Crate {
            name: text(&package["name"]),
            licence: text(&package["license"]),
            ours: package["id"]
                .as_str()
                .is_some_and(|id| members.contains(&id)),
            normal: normal_dependencies(package),
        })
        .collect())
}

fn normal_dependencies(package: &serde_json::Value) -> Vec<String> {
    let all = package["dependencies"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    all.iter()
        .filter(|one| one["kind"] != "dev")
        .map(|one| text(&one["name"]))
        .collect()
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
