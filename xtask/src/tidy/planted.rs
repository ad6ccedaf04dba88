//! The planted faults: small bad trees that a rule must find in the same run.
//!
//! A sample under `xtask/planted/RULE/` is a text of parts. `=== PATH` begins a file,
//! `=== crates` begins lines `name [ours] "licence": dependency dependency …`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::tree::{Crate, Fault, File, Tree};

/// How many samples the rule has, and the names of those it did not find.
pub fn missed(
    root: &Path,
    rule: &str,
    find: fn(&Tree) -> Vec<Fault>,
) -> Result<(usize, Vec<String>)> {
    let folder = root.join("xtask/planted").join(rule);
    let mut samples = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        samples.push(entry.context("a planted fault")?.path());
    }
    samples.sort();
    if samples.is_empty() {
        bail!(
            "the rule {rule} has no planted fault in {}",
            folder.display()
        );
    }
    let mut unseen = Vec::new();
    for sample in &samples {
        let text = fs::read_to_string(sample).with_context(|| sample.display().to_string())?;
        if find(&parse(&text)).is_empty() {
            unseen.push(
                sample
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
            );
        }
    }
    Ok((samples.len(), unseen))
}

fn parse(text: &str) -> Tree {
    let mut tree = Tree::default();
    for part in text.split("=== ").skip(1) {
        let (head, body) = part.split_once('\n').unwrap_or((part, ""));
        if head == "crates" {
            tree.crates.extend(body.lines().filter_map(parse_crate));
        } else {
            tree.files.push(File {
                path: head.to_owned(),
                text: body.to_owned(),
            });
        }
    }
    tree
}

fn parse_crate(line: &str) -> Option<Crate> {
    let (head, dependencies) = line.split_once(": ")?;
    let (words, licence) = head.split_once('"').unwrap_or((head, ""));
    let mut words = words.split_whitespace();
    Some(Crate {
        name: words.next()?.to_owned(),
        ours: words.any(|word| word == "ours"),
        licence: licence.trim_end_matches('"').to_owned(),
        normal: dependencies.split_whitespace().map(str::to_owned).collect(),
    })
}
