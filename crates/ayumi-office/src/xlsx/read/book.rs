//! The workbook: which sheets there are, in which order, which of them are hidden.

use ayumi_document::{Refusal, Rule, Severity};

use super::report::Report;
use crate::package::{Ns, Package, Relations, Step, Walk};

/// A sheet of the book.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetName {
    /// As shown on its tab.
    pub(super) name: String,
    /// Its part.
    pub(super) part: String,
    /// Not to be seen.
    pub(super) hidden: bool,
}

/// What the workbook tells.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<SheetName>,
    pub(super) from_1904: bool,
    pub(super) title: String,
    pub(super) author: String,
    relations: Relations,
}

impl Book {
    /// Reads the workbook. Sheets of charts and dialogues hold no cells and are left out.
    pub(super) fn read(package: &Package<'_>, report: &mut Report) -> Result<Self, Refusal> {
        let name = package.main_part(&["xl/workbook.xml"])?.unwrap_or_default();
        let Some(part) = package.text(&name)? else {
            return Err(Refusal::Broken {
                detail: "no workbook".to_owned(),
            });
        };
        let mut book = Self {
            relations: package.relations(&name)?,
            ..Self::default()
        };
        let mut walk = Walk::new(&name, &part.text);
        while let Some(step) = walk.step()? {
            let Step::Open(open) = step else { continue };
            if open.is(Ns::Sheet, "workbookPr") {
                book.from_1904 = matches!(open.own("date1904"), Some("1" | "true"));
            } else if open.is(Ns::Sheet, "sheet") {
                let id = open.attribute(Ns::Relation, "id").unwrap_or_default();
                let name = super::strings::unescaped(open.own("name").unwrap_or_default());
                let relation = book.relations.by_id(id).filter(|one| !one.external);
                if relation.is_some_and(|one| one.kind != "worksheet") {
                    report.count(Rule::ObjectsNotRead, Severity::Warning, 1);
                    continue;
                }
                book.sheets.push(SheetName {
                    part: relation.map(|one| one.target.clone()).unwrap_or_default(),
                    hidden: open.own("state").is_some_and(|state| state != "visible"),
                    name,
                });
            }
        }
        let outside = book.relations.of_kind("externalLink").count();
        if outside > 0 {
            report.count(Rule::OutsideNotFollowed, Severity::Warning, outside);
        }
        book.properties(package)?;
        Ok(book)
    }

    /// Title and author as the file's properties name them.
    fn properties(&mut self, package: &Package<'_>) -> Result<(), Refusal> {
        let relations = package.relations("")?;
        let Some(part) = relations.of_kind("core-properties").next() else {
            return Ok(());
        };
        let Some(text) = package.text(&part.target)? else {
            return Ok(());
        };
        let mut walk = Walk::new(&part.target, &text.text);
        while let Some(step) = walk.step()? {
            let Step::Open(open) = step else { continue };
            match (&*open.name, open.ns) {
                ("title", Ns::Properties) => self.title = walk.tree(open)?.words(),
                ("creator", Ns::Properties) => self.author = walk.tree(open)?.words(),
                _ => {}
            }
        }
        Ok(())
    }

    /// A part of the book by its kind, read by `read`; empty where there is none.
    pub(super) fn part<T: Default>(
        &self,
        package: &Package<'_>,
        kind: &str,
        read: fn(&str, &str) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let Some(relation) = self.relations.of_kind(kind).next() else {
            return Ok(T::default());
        };
        match package.text(&relation.target)? {
            Some(part) => read(&relation.target, &part.text),
            None => Ok(T::default()),
        }
    }
}

/// Reports what stands beside a sheet's cells: notes, pictures, drawings.
pub(super) fn beside(
    package: &Package<'_>,
    sheet: &SheetName,
    report: &mut Report,
) -> Result<(), Refusal> {
    let relations = package.relations(&sheet.part)?;
    for relation in relations.of_kind("comments") {
        if let Some(part) = package.text(&relation.target)? {
            let notes = elements(&relation.target, &part.text, Ns::Sheet, "comment")?;
            report.count(Rule::CommentsNotRead, Severity::Warning, notes);
        }
    }
    for relation in relations.of_kind("drawing") {
        if let Some(part) = package.text(&relation.target)? {
            let drawing = |name| elements(&relation.target, &part.text, Ns::Drawing, name);
            report.count(Rule::PicturesNotRead, Severity::Info, drawing("pic")?);
            let objects = drawing("sp")? + drawing("graphicFrame")?;
            report.count(Rule::ObjectsNotRead, Severity::Warning, objects);
        }
    }
    Ok(())
}

/// How many elements of that name a part has.
fn elements(part: &str, xml: &str, ns: Ns, name: &str) -> Result<usize, Refusal> {
    let mut walk = Walk::new(part, xml);
    let mut count = 0;
    while let Some(step) = walk.step()? {
        count += usize::from(matches!(step, Step::Open(open) if open.is(ns, name)));
    }
    Ok(count)
}
