//! The lists of a document, as Word's numbering wants them.

use ayumi_document::ListItem;

use crate::xml::Xml;

/// Every list, in order; the n-th has number n.
#[derive(Debug, Default)]
pub(super) struct Lists {
    markers: Vec<Marker>,
}

#[derive(Debug)]
enum Marker {
    /// 1. 2. 3., beginning anew.
    Numbers,
    /// One sign before every entry.
    Sign(String),
}

impl Lists {
    /// Takes up a list; the number to write at its paragraphs.
    pub(super) fn open(&mut self, ordered: bool, items: &[ListItem]) -> usize {
        let own = items
            .iter()
            .find_map(|item| item.marker.as_deref())
            .map(str::trim);
        let sign = own.filter(|own| !own.is_empty() && !matches!(*own, "-" | "*" | "+"));
        self.markers.push(match sign {
            Some(sign) if !ordered => Marker::Sign(sign.to_owned()),
            None if !ordered => Marker::Sign("・".to_owned()),
            _ => Marker::Numbers,
        });
        self.markers.len()
    }

    /// The part `word/numbering.xml`.
    pub(super) fn part(&self) -> Vec<u8> {
        let mut xml = Xml::part();
        let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        xml.open("w:numbering", &[("xmlns:w", main)]);
        for (n, marker) in self.markers.iter().enumerate() {
            let id = (n + 1).to_string();
            xml.open("w:abstractNum", &[("w:abstractNumId", &id)]);
            xml.value("w:multiLevelType", "hybridMultilevel");
            (0..9).for_each(|depth| level(&mut xml, depth, marker));
            xml.close("w:abstractNum");
        }
        for n in 1..=self.markers.len() {
            let id = n.to_string();
            xml.open("w:num", &[("w:numId", &id)]);
            xml.value("w:abstractNumId", &id);
            xml.close("w:num");
        }
        xml.close("w:numbering");
        xml.into_bytes()
    }
}

fn level(xml: &mut Xml, depth: usize, marker: &Marker) {
    let (format, text) = match marker {
        Marker::Numbers => ("decimal", format!("%{}.", depth + 1)),
        Marker::Sign(sign) => ("bullet", sign.clone()),
    };
    xml.open("w:lvl", &[("w:ilvl", &depth.to_string())]);
    xml.value("w:start", "1");
    xml.value("w:numFmt", format);
    xml.value("w:lvlText", &text);
    xml.value("w:lvlJc", "left");
    xml.open("w:pPr", &[]);
    let left = (depth + 1) * 315;
    xml.empty(
        "w:ind",
        &[("w:left", &left.to_string()), ("w:hanging", "315")],
    );
    xml.close("w:pPr");
    xml.close("w:lvl");
}
