//! The links of a published web folder, followed on disk as a browser without a server would.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Every link leads to a file and a place in it, and from the first page every other one is
/// reached; a planted dead link and a planted lost page are found.
pub fn check(folder: &Path) -> Result<()> {
    let mut pages = pages(folder)?;
    if pages.len() < 3 {
        bail!("only {} pages", pages.len());
    }
    let faults = faults(&pages);
    if let Some(first) = faults.first() {
        bail!("{} faults, the first: {first}", faults.len());
    }
    let index = PathBuf::from("index.html");
    pages.insert("items/lost.html".into(), String::new());
    let first = pages.get_mut(&index).context("index.html")?;
    first.push_str("<a href=\"items/nowhere.html\">");
    first.push_str("<a href=\"#nowhere\">");
    // Dead file, dead place, lost page.
    let found = self::faults(&pages).len();
    if found != 3 {
        bail!("{found} of 3 planted faults were found");
    }
    Ok(())
}

/// Path below the folder, content.
type Pages = BTreeMap<PathBuf, String>;

fn pages(folder: &Path) -> Result<Pages> {
    let mut found = Pages::new();
    for below in ["", "items"] {
        let list = folder.join(below);
        for entry in fs::read_dir(&list).with_context(|| list.display().to_string())? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "html") {
                let name = path.strip_prefix(folder)?.to_owned();
                found.insert(name, fs::read_to_string(&path)?);
            }
        }
    }
    Ok(found)
}

fn faults(pages: &Pages) -> Vec<String> {
    let mut faults = Vec::new();
    let mut reached = BTreeSet::from([PathBuf::from("index.html")]);
    for (name, html) in pages {
        for address in addresses(html) {
            if address.contains(':') {
                continue;
            }
            let (path, place) = address.split_once('#').unwrap_or((address, ""));
            let target = if path.is_empty() {
                name.clone()
            } else {
                beside(name, path)
            };
            let there = pages.get(&target);
            let placed = place.is_empty()
                || there.is_some_and(|html| html.contains(&format!("id=\"{place}\"")));
            if there.is_none() || !placed {
                faults.push(format!("{}: {address} leads nowhere", name.display()));
            }
            if target != *name {
                reached.insert(target);
            }
        }
    }
    let lost = pages.keys().filter(|name| !reached.contains(*name));
    faults.extend(lost.map(|name| format!("{}: no link leads there", name.display())));
    faults
}

fn addresses(html: &str) -> impl Iterator<Item = &str> {
    html.split("<a ")
        .skip(1)
        .filter_map(|tag| tag.split('>').next())
        .filter_map(|tag| tag.split_once("href=\"")?.1.split('"').next())
}

/// `../index.html` seen from `items/x.html`.
fn beside(name: &Path, path: &str) -> PathBuf {
    let mut at = name.parent().map(Path::to_path_buf).unwrap_or_default();
    for step in path.split('/') {
        match step {
            ".." => {
                at.pop();
            }
            "." | "" => {}
            step => at.push(step),
        }
    }
    at
}
