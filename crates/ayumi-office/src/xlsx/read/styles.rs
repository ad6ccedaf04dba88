//! What a cell's style tells a reader: its number format, white words, lines around it.

use std::collections::BTreeMap;

use ayumi_document::Refusal;

use super::format::Format;
use super::names::built_in;
use crate::package::{Element, Ns, Step, Walk};

/// The look of a cell, as far as it matters for reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// How its number is shown.
    pub(super) format: Format,
    /// White on white: there, but not to be seen.
    pub(super) white: bool,
    /// A line stands at one of its sides.
    pub(super) lined: bool,
}

/// The looks by their number.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Look>);

impl Styles {
    /// Reads the part of styles.
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, Refusal> {
        let mut codes: BTreeMap<u32, String> = BTreeMap::new();
        let (mut white, mut painted, mut lined) = (Vec::new(), Vec::new(), Vec::new());
        let mut looks = Vec::new();
        let mut walk = Walk::new(part, xml);
        while let Some(step) = walk.step()? {
            let Step::Open(open) = step else { continue };
            if open.ns != Ns::Sheet {
                continue;
            }
            match &*open.name {
                "numFmts" | "fonts" | "fills" | "borders" | "cellXfs" => {}
                _ => continue,
            }
            let list = walk.tree(open)?;
            for one in list.elements() {
                match &*list.name {
                    "numFmts" => {
                        let id = one.own("numFmtId").and_then(|id| id.parse().ok());
                        if let (Some(id), Some(code)) = (id, one.own("formatCode")) {
                            codes.insert(id, code.to_owned());
                        }
                    }
                    "fonts" => white.push(one.child("color").is_some_and(is_white)),
                    "fills" => painted.push(is_painted(one)),
                    "borders" => lined.push(
                        one.elements()
                            .any(|side| side.own("style").is_some_and(|style| style != "none")),
                    ),
                    _ => {
                        let at = |name: &str| one.own(name).and_then(|n| n.parse::<usize>().ok());
                        let holds = |list: &[bool], name: &str| {
                            at(name).and_then(|n| list.get(n)).copied().unwrap_or(false)
                        };
                        let id = one
                            .own("numFmtId")
                            .and_then(|id| id.parse().ok())
                            .unwrap_or(0);
                        let code = codes.get(&id).map(String::as_str).or_else(|| built_in(id));
                        looks.push(Look {
                            format: Format::new(code.unwrap_or_default()),
                            white: holds(&white, "fontId") && !holds(&painted, "fillId"),
                            lined: holds(&lined, "borderId"),
                        });
                    }
                }
            }
        }
        Ok(Self(looks))
    }

    /// The look of that number; the plain one where there is none.
    pub(super) fn get(&self, index: usize) -> Option<&Look> {
        self.0.get(index)
    }
}

/// White by its code. Colour 0 of the theme is that of the window.
fn is_white(color: &Element) -> bool {
    let plain = color.own("tint").is_none();
    match (color.own("rgb"), color.own("theme"), color.own("indexed")) {
        (Some(rgb), ..) => {
            let rgb = rgb.get(rgb.len().saturating_sub(6)..).unwrap_or_default();
            rgb.eq_ignore_ascii_case("FFFFFF")
        }
        (None, Some(theme), _) => theme == "0" && plain,
        (None, None, index) => matches!(index, Some("1" | "9")),
    }
}

/// A ground on which white words can be read.
fn is_painted(fill: &Element) -> bool {
    let Some(pattern) = fill.child("patternFill") else {
        return fill.child("gradientFill").is_some();
    };
    let kind = pattern.own("patternType").unwrap_or("none");
    kind != "none" && !pattern.child("fgColor").is_some_and(is_white)
}
