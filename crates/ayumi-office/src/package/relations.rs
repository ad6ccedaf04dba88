//! What a part points at, and what kind of content each part is.

use std::collections::BTreeMap;

use ayumi_document::Refusal;

use super::walk::{Element, Step, Walk};
use super::{Package, key};

/// One relation of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The name it is used by (`rId3`).
    pub id: String,
    /// The last word of its type (`styles`, `hyperlink`): the same in transitional and strict files.
    pub kind: String,
    /// The name of a part, or an address outside. Never followed.
    pub target: String,
    /// It leads out of the package.
    pub external: bool,
}

/// The relations of one part, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations(pub Vec<Relation>);

impl Relations {
    /// The relation of this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Relation> {
        self.0.iter().find(|one| one.id == id)
    }

    /// All of one kind that lead to parts.
    pub fn of_kind<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r Relation> {
        self.0
            .iter()
            .filter(move |one| one.kind == kind && !one.external)
    }
}

pub(super) fn of(package: &Package<'_>, part: &str) -> Result<Relations, Refusal> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let list = format!("{folder}/_rels/{file}.rels");
    let Some(text) = package.text(&list)? else {
        return Ok(Relations::default());
    };
    let relation = |one: &Element| {
        let target = one.plain("Target")?;
        let external = one.plain("TargetMode") == Some("External");
        Some(Relation {
            id: one.plain("Id")?.to_owned(),
            kind: one.plain("Type")?.rsplit('/').next()?.to_owned(),
            target: if external {
                target.to_owned()
            } else {
                within(folder, target)
            },
            external,
        })
    };
    Ok(Relations(
        elements(&list, &text.text, "Relationship")?
            .iter()
            .filter_map(relation)
            .collect(),
    ))
}

/// Content types by the part's key, defaults under `*.ending`. A missing list is no reason to
/// refuse: some programs that clean files lose it.
pub(super) fn content_types(package: &Package<'_>) -> Result<BTreeMap<String, String>, Refusal> {
    const LIST: &str = "[Content_Types].xml";
    let mut types = BTreeMap::new();
    let Some(text) = package.text(LIST)? else {
        return Ok(types);
    };
    for name in ["Default", "Override"] {
        for one in elements(LIST, &text.text, name)? {
            let part = match one.plain("Extension") {
                Some(ending) => Some(format!("*.{}", ending.to_ascii_lowercase())),
                None => one.plain("PartName").map(key),
            };
            if let (Some(part), Some(kind)) = (part, one.plain("ContentType")) {
                types.insert(part, kind.to_owned());
            }
        }
    }
    Ok(types)
}

fn elements(part: &str, text: &str, name: &str) -> Result<Vec<Element>, Refusal> {
    let mut walk = Walk::new(part, text);
    let mut found = Vec::new();
    while let Some(step) = walk.step()? {
        if let Step::Open(element) = step
            && &*element.name == name
        {
            found.push(element);
        }
    }
    Ok(found)
}

/// A target as a part's name: relative to the folder of the part that points, never above the root.
fn within(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for step in target.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}
