//! Styles: what a paragraph is by its style, through all styles it is based on.

use std::collections::BTreeMap;

use ayumi_document::Refusal;

use crate::package::{Element, Step, Walk};

/// A style is based on another at most so many times; a circle ends here.
const LONGEST_CHAIN: usize = 20;
/// Size of letters where nothing tells it, in half points (10.5 pt, Word's own in Japanese).
const USUAL_SIZE: u32 = 21;

/// Words in Word's own names of styles; the Japanese Word of old wrote its own.
const HEADING: [&str; 2] = ["heading", "見出し"];
const TITLE: [&str; 2] = ["title", "表題"];
const CONTENTS: [&str; 4] = ["toc", "目次", "table of figures", "図表目次"];
const CAPTION: [&str; 3] = ["caption", "図表番号", "table caption"];

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Text.
    #[default]
    Text,
    /// A heading of this level (1–6).
    Heading(u8),
    /// A line of a list of contents.
    Contents,
    /// The words of a table or picture.
    Caption,
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    outline: Option<u8>,
    numbering: Option<(Option<u32>, Option<usize>)>,
    strong: Option<bool>,
    size: Option<u32>,
    hidden: Option<bool>,
    indent: Option<Indent>,
}

/// Indents in twentieths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Indent {
    left: i32,
    first: i32,
}

impl Indent {
    /// The indent a `w:pPr` tells.
    pub(super) fn of(properties: &Element) -> Option<Self> {
        let ind = properties.child("ind")?;
        let twips = |name: &str| ind.own(name)?.parse::<i32>().ok();
        // A hundredth of a character of 10.5 pt.
        let chars = |name: &str| Some(ind.own(name)?.parse::<i32>().ok()?.saturating_mul(21) / 10);
        let left = twips("left")
            .or_else(|| twips("start"))
            .or_else(|| chars("leftChars"));
        let hanging = twips("hanging").or_else(|| chars("hangingChars"));
        let first = twips("firstLine").or_else(|| chars("firstLineChars"));
        Some(Self {
            left: left.unwrap_or(0),
            first: first.unwrap_or(0).saturating_sub(hanging.unwrap_or(0)),
        })
    }

    /// In half-width columns of 10.5 pt type.
    pub(super) fn columns(self) -> u16 {
        let columns = self.left.saturating_add(self.first) / 105;
        u16::try_from(columns).unwrap_or(0).min(80)
    }
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    size: Option<u32>,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, Refusal> {
        let mut walk = Walk::new(part, text);
        let mut styles = Self::default();
        while let Some(step) = walk.step()? {
            let Step::Open(open) = step else { continue };
            match &*open.name {
                "style" => {
                    let style = walk.tree(open)?;
                    styles.add(&style);
                }
                "docDefaults" => {
                    let defaults = walk.tree(open)?;
                    let run = defaults.child("rPrDefault").and_then(|d| d.child("rPr"));
                    styles.size = run.and_then(size);
                }
                "latentStyles" => walk.skip()?,
                _ => {}
            }
        }
        Ok(styles)
    }

    fn add(&mut self, style: &Element) {
        let Some(id) = style.own("styleId") else {
            return;
        };
        let paragraph = style.child("pPr");
        let run = style.child("rPr");
        let outline = paragraph.and_then(|p| p.value("outlineLvl")?.parse().ok());
        let numbering = paragraph.and_then(|p| {
            let list = p.child("numPr")?;
            let number = |name| list.value(name).and_then(|value| value.parse().ok());
            let level = list.value("ilvl").and_then(|value| value.parse().ok());
            Some((number("numId"), level))
        });
        let usual = matches!(style.own("default"), Some("1" | "true" | "on"));
        if usual && style.own("type") == Some("paragraph") {
            self.usual = Some(id.to_owned());
        }
        let own = Style {
            name: style.value("name").unwrap_or_default().to_lowercase(),
            base: style.value("basedOn").map(str::to_owned),
            outline,
            numbering,
            strong: run.and_then(|run| run.switch("b")),
            size: run.and_then(size),
            hidden: run.and_then(|run| run.switch("vanish")),
            indent: paragraph.and_then(Indent::of),
        };
        self.by_id.insert(id.to_owned(), own);
    }

    /// A style and all it is based on, itself first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let mut next = id.or(self.usual.as_deref());
        let chain = std::iter::from_fn(move || {
            let id = next?;
            let style = self.by_id.get(id)?;
            next = style.base.as_deref();
            Some((id, style))
        });
        chain.take(LONGEST_CHAIN)
    }

    /// What paragraphs of this style are.
    pub(super) fn role(&self, id: Option<&str>) -> Role {
        for (_, style) in self.chain(id) {
            if let Some(role) = role_by_name(&style.name) {
                return role;
            }
            // Level 10 (9 here) is plain text.
            match style.outline {
                Some(level @ 0..=8) => return Role::Heading((level + 1).min(6)),
                Some(_) => return Role::Text,
                None => {}
            }
        }
        match id {
            // Programs that clean files lose the styles; the names of Word's own tell by themselves.
            Some(id) if self.by_id.is_empty() => role_by_id(id),
            _ => Role::Text,
        }
    }

    /// The list a style puts its paragraphs in: number, level, and the style that says so.
    pub(super) fn numbering<'s>(
        &'s self,
        id: Option<&'s str>,
    ) -> Option<(Option<u32>, Option<usize>, &'s str)> {
        self.chain(id).find_map(|(id, style)| {
            let (number, level) = style.numbering?;
            Some((number, level, id))
        })
    }

    /// Whether a style's letters are bold.
    pub(super) fn strong(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.strong)
    }

    /// Whether a style's words are hidden.
    pub(super) fn hidden(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.hidden)
    }

    /// The size of a style's letters in half points.
    pub(super) fn size(&self, id: Option<&str>) -> Option<u32> {
        self.chain(id).find_map(|(_, style)| style.size)
    }

    /// The size where nothing tells another.
    pub(super) fn usual_size(&self) -> u32 {
        self.size(None).or(self.size).unwrap_or(USUAL_SIZE)
    }

    pub(super) fn indent(&self, id: Option<&str>) -> Option<Indent> {
        self.chain(id).find_map(|(_, style)| style.indent)
    }
}

/// The size a `w:rPr` tells.
pub(super) fn size(run: &Element) -> Option<u32> {
    run.value("sz")?.parse().ok()
}

fn role_by_name(name: &str) -> Option<Role> {
    if CAPTION.contains(&name) {
        return Some(Role::Caption);
    }
    if TITLE.contains(&name) {
        return Some(Role::Heading(1));
    }
    let heading = HEADING.iter().find_map(|word| name.strip_prefix(word));
    if let Some(level) = heading.and_then(|rest| level(rest.trim())) {
        return Some(Role::Heading(level));
    }
    let contents = |word: &str| {
        let rest = name.strip_prefix(word).map(str::trim);
        rest.is_some_and(|rest| rest.is_empty() || level(rest).is_some() || rest == HEADING[0])
    };
    (CONTENTS.iter().any(|word| contents(word)) || name == "目次の見出し").then_some(Role::Contents)
}

/// Japanese Word names heading 1 by the id `1`.
fn role_by_id(id: &str) -> Role {
    let id = id.to_ascii_lowercase();
    if id == TITLE[0] {
        return Role::Heading(1);
    }
    if let Some(level) = level(id.strip_prefix(HEADING[0]).unwrap_or(&id)) {
        return Role::Heading(level);
    }
    if id.starts_with(CONTENTS[0]) {
        return Role::Contents;
    }
    Role::Text
}

/// The level 1–9, in half-width or full-width digits; below 6 all are 6.
fn level(text: &str) -> Option<u8> {
    let mut digits = text.chars();
    let (Some(digit), None) = (digits.next(), digits.next()) else {
        return None;
    };
    let level = match digit {
        '1'..='9' => u32::from(digit) - u32::from('0'),
        '１'..='９' => u32::from(digit) - 0xFF10,
        _ => return None,
    };
    u8::try_from(level.min(6)).ok()
}
