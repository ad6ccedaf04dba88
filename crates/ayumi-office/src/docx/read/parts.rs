//! The parts beside the body: styles, lists, notes, heads and feet of pages, properties.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_document::Refusal;

use super::notes::Notes;
use super::numbering::Numbering;
use super::styles::Styles;
use crate::package::{Element, Package, Relations, Step, Walk};

/// Everything the body needs of the other parts.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) notes: Notes,
    /// Words of heads and feet of pages, each once.
    pub(super) furniture: Vec<String>,
    /// Addresses outside, by the id they are used by.
    pub(super) links: BTreeMap<String, String>,
    pub(super) title: String,
    pub(super) language: String,
    /// Parts the document names that are not there or cannot be read.
    pub(super) missing: Vec<String>,
    /// Files inside the file that are not opened.
    pub(super) inner: usize,
}

impl Parts {
    /// Reads the parts that `main` points at. A damaged one is named and read as if it were not
    /// there; one made to harm refuses the file.
    pub(super) fn read(package: &Package<'_>, main: &str) -> Result<Self, Refusal> {
        let mut parts = Self::default();
        let relations = match package.relations(main) {
            Ok(relations) => relations,
            Err(refusal) => {
                parts.or_missing::<()>(main, Err(refusal))?;
                Relations::default()
            }
        };
        parts.name_missing(package, &relations);
        if let Some(styles) = parts.part(package, &relations, "styles", Styles::read)? {
            parts.styles = styles;
        }
        if let Some(lists) = parts.part(package, &relations, "numbering", Numbering::read)? {
            parts.numbering = lists;
        }
        for kind in ["footnotes", "endnotes"] {
            if let Some(notes) = parts.part(package, &relations, kind, Notes::read)? {
                parts.notes.take(kind, notes);
            }
        }
        let mut seen = BTreeSet::new();
        for kind in ["header", "footer"] {
            for one in relations.of_kind(kind) {
                let text = parts.or_missing(&one.target, package.text(&one.target))?;
                let Some(text) = text.flatten() else {
                    continue;
                };
                let lines = parts.or_missing(&one.target, lines(&one.target, &text.text))?;
                let new = lines.into_iter().flatten();
                parts
                    .furniture
                    .extend(new.filter(|line| seen.insert(line.clone())));
            }
        }
        for one in relations.0.into_iter().filter(|one| one.external) {
            parts.links.insert(one.id, one.target);
        }
        parts.properties(package)?;
        parts.inner = package.inner_files().count();
        Ok(parts)
    }

    fn part<T>(
        &mut self,
        package: &Package<'_>,
        relations: &Relations,
        kind: &str,
        read: fn(&str, &str) -> Result<T, Refusal>,
    ) -> Result<Option<T>, Refusal> {
        let Some(one) = relations.of_kind(kind).next() else {
            return Ok(None);
        };
        match package.text(&one.target) {
            Ok(Some(text)) => {
                let part = read(&one.target, &text.text);
                self.or_missing(&one.target, part)
            }
            Ok(None) => Ok(None),
            Err(refusal) => self.or_missing(&one.target, Err(refusal)),
        }
    }

    /// A part that cannot be read is named; every other refusal stays one.
    fn or_missing<T>(
        &mut self,
        name: &str,
        part: Result<T, Refusal>,
    ) -> Result<Option<T>, Refusal> {
        match part {
            Ok(part) => Ok(Some(part)),
            Err(Refusal::Broken { .. }) => {
                self.missing.push(name.to_owned());
                Ok(None)
            }
            Err(refusal) => Err(refusal),
        }
    }

    /// Programs that clean files take parts away and leave what points at them.
    fn name_missing(&mut self, package: &Package<'_>, relations: &Relations) {
        const NEEDED: [&str; 11] = [
            "styles",
            "numbering",
            "footnotes",
            "endnotes",
            "header",
            "footer",
            "image",
            "chart",
            "diagramData",
            "oleObject",
            "package",
        ];
        let gone = relations.0.iter().filter(|one| {
            !one.external && NEEDED.contains(&&*one.kind) && !package.has(&one.target)
        });
        self.missing.extend(gone.map(|one| one.target.clone()));
    }

    fn properties(&mut self, package: &Package<'_>) -> Result<(), Refusal> {
        let relations = self.or_missing("_rels/.rels", package.relations(""))?;
        let part = relations
            .unwrap_or_default()
            .of_kind("core-properties")
            .next()
            .map(|one| one.target.clone());
        let Some(part) = part else { return Ok(()) };
        let text = self.or_missing(&part, package.text(&part))?;
        let Some(text) = text.flatten() else {
            return Ok(());
        };
        let mut walk = Walk::new(&part, &text.text);
        // Properties are no part of the text: what cannot be read of them is left.
        while let Ok(Some(step)) = walk.step() {
            let Step::Open(open) = step else { continue };
            let name = open.name.clone();
            if matches!(&*name, "title" | "language")
                && let Ok(element) = walk.tree(open)
            {
                let words = element.words().trim().to_owned();
                if &*name == "title" {
                    self.title = words;
                } else {
                    self.language = words;
                }
            }
        }
        Ok(())
    }
}

/// The words of every paragraph of a part.
fn lines(part: &str, text: &str) -> Result<Vec<String>, Refusal> {
    let mut walk = Walk::new(part, text);
    let mut lines = Vec::new();
    while let Some(step) = walk.step()? {
        if let Step::Open(open) = step
            && &*open.name == "p"
        {
            let words = said(&walk.tree(open)?);
            lines.extend(words.lines().map(|line| line.trim().to_owned()));
        }
    }
    lines.retain(|line| !line.is_empty());
    Ok(lines)
}

/// The words of an element as Word shows them, without those of a second copy; paragraphs on lines
/// of their own.
pub(super) fn said(element: &Element) -> String {
    let mut out = String::new();
    say(element, &mut out);
    out.trim_end().to_owned()
}

fn say(element: &Element, out: &mut String) {
    for one in element.elements() {
        match &*one.name {
            "t" => out.push_str(&one.words()),
            "tab" => out.push(' '),
            "br" | "cr" => out.push('\n'),
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => {}
            "p" => {
                say(one, out);
                out.push('\n');
            }
            _ => say(one, out),
        }
    }
}
