//! Reads back the workbook that `ayumi-book` lays out: its tidy sheet holds the plan whole, one datum
//! in each row. The sheets to print are the second printing; what they say beyond it is listed.

use std::collections::BTreeSet;

use ayumi_core::interchange::{Field, ReadFinding, ReadItem};
use ayumi_core::plan::{FindingKind, Legend, Period};
use ayumi_document::{Block, Document, Row, Table, Why, block::for_each_run};

use super::records::{Datum, schedule, take};
use super::review::path;
use super::text::Text;
use super::words::Words;
use super::{Chapter, Published};

/// The columns of the tidy sheet: position, parent, level, label, title, kind of datum, name, stage,
/// term, section, marker, kind of finding, content.
const COLUMNS: usize = 13;

/// What was read of a workbook; `None` when the document is none of ours.
pub(super) fn read(document: &Document) -> Option<Published> {
    Words::all().iter().find_map(|words| {
        let (at, table) = sheet(&document.blocks, words)?;
        let chapter = Chapter::new(&[], words);
        Book {
            chapter,
            said: BTreeSet::new(),
        }
        .read(&document.blocks, at, table)
    })
}

/// The tidy sheet, by its heading row.
fn sheet<'d>(blocks: &'d [Block], words: &Words) -> Option<(usize, &'d Table)> {
    blocks.iter().enumerate().find_map(|(at, block)| {
        let Block::Table(table) = block else {
            return None;
        };
        let head: Vec<String> = table.rows.first()?.cells.iter().map(plain).collect();
        let own = [
            (0, &words.position),
            (1, &words.parent),
            (4, &words.title),
            (5, &words.datum),
        ];
        let ours = head.len() == COLUMNS && own.iter().all(|(n, own)| head[*n] == **own);
        ours.then_some((at, table))
    })
}

fn plain(cell: &ayumi_document::Cell) -> String {
    Text::of_cell(cell).value()
}

/// A row of the tidy sheet.
struct Line {
    path: Vec<usize>,
    cells: Vec<Text>,
}

impl Line {
    /// The `n`-th cell, empty where the row ends before it.
    fn cell(&self, n: usize) -> Text {
        self.cells.get(n).cloned().unwrap_or_default()
    }

    fn kind(&self) -> String {
        self.cell(5).value()
    }

    fn datum(&self) -> Datum {
        Datum {
            kind: self.kind(),
            name: self.cell(6).some(),
            stage: self.cell(7).some(),
            when: self.cell(8).value(),
            section: self.cell(9).some(),
            content: self.cell(12).some(),
        }
    }
}

struct Book<'d> {
    chapter: Chapter<'d>,
    /// Everything the tidy sheet says, blanks left out.
    said: BTreeSet<String>,
}

impl Book<'_> {
    fn read(mut self, blocks: &[Block], at: usize, table: &Table) -> Option<Published> {
        let (head, rows) = table.rows.split_first()?;
        for cell in &head.cells {
            self.chapter.leave(Why::TableHead, &Text::of_cell(cell));
        }
        let lines: Vec<Line> = rows.iter().map(line).collect::<Option<_>>()?;
        // Items first, then findings: other rows name both by their positions.
        for step in [Self::item, Self::finding, Self::other] {
            lines.iter().try_for_each(|line| step(&mut self, line))?;
        }
        let words = self.chapter.words;
        for own in [&words.overall, &words.status, "\u{3010}", "\u{3011}"] {
            self.note(own);
        }
        for (number, block) in blocks.iter().enumerate() {
            if number != at {
                self.second(block);
            }
        }
        Some(self.chapter.out)
    }

    /// The row that is an item itself, or the plan; notes what every row says.
    fn item(&mut self, line: &Line) -> Option<()> {
        for cell in &line.cells {
            self.note(&cell.value());
        }
        let words = self.chapter.words;
        if line.kind() != words.item {
            return Some(());
        }
        self.chapter.leave(Why::TableHead, &line.cell(5));
        let [level, label, title] = [2, 3, 4].map(|n| line.cell(n));
        let Some((number, above)) = line.path.split_last() else {
            let title = self.chapter.place(Field::Head("title"), &title);
            self.chapter.out.plan.title = Some(title);
            return Some(());
        };
        let list = match above {
            [] => &mut self.chapter.out.plan.items,
            above => &mut self.chapter.item(above)?.items,
        };
        // Rows out of order are not ours.
        if list.len() != *number {
            return None;
        }
        list.push(ReadItem {
            level: level.some(),
            label: label.some(),
            title: title.value(),
            at: title.at().or_else(|| label.at()),
            ..ReadItem::default()
        });
        for (name, part) in [("level", &level), ("label", &label), ("title", &title)] {
            if !part.is_blank() {
                self.chapter
                    .place(Field::Item(line.path.clone(), name), part);
            }
        }
        self.repeated(line, &[0, 1]);
        Some(())
    }

    fn finding(&mut self, line: &Line) -> Option<()> {
        let words = self.chapter.words;
        if line.kind() != words.finding {
            return Some(());
        }
        self.repeated(line, &[0, 1, 2, 3, 4, 5, 6]);
        let [marker, kind, content] = [10, 11, 12].map(|n| line.cell(n));
        let kind_of = self.chapter.kind(&kind.value());
        let kind_of = kind_of.unwrap_or(FindingKind::Unclassified);
        let path = line.path.clone();
        let findings = self.chapter.findings(&path)?;
        let number = findings.len();
        findings.push(ReadFinding {
            marker: marker.some(),
            text: content.value(),
            kind: kind_of,
            refs: crate::findings::references(&content.value(), kind_of),
            at: content.at(),
            ..ReadFinding::default()
        });
        for (name, part) in [("marker", &marker), ("kind", &kind), ("text", &content)] {
            if !part.is_blank() {
                self.chapter
                    .place(Field::Finding(path.clone(), number, name), part);
            }
        }
        Some(())
    }

    fn other(&mut self, line: &Line) -> Option<()> {
        let words = self.chapter.words;
        let kind = line.kind();
        if kind == words.item || kind == words.finding {
            return Some(());
        }
        self.repeated(line, &[0, 1, 2, 3, 4, 5]);
        let (name, content) = (line.cell(6), line.cell(12));
        if kind == words.about {
            return self.chapter.about(&line.path, &name, &content);
        }
        if kind == words.reference {
            return self.chapter.leads_to(&line.path, &name, &content);
        }
        if kind == words.unmentioned {
            return self.chapter.unmentioned(&content);
        }
        if line.path.is_empty() && kind == words.group {
            return self.chapter.grouping(&name, &content);
        }
        if line.path.is_empty() {
            return self.of_plan(line, &kind);
        }
        let datum = line.datum();
        let field = take(self.chapter.item(&line.path)?, &datum, words)?;
        for n in [6, 7, 8, 9, 12] {
            let part = line.cell(n);
            if !part.is_blank() {
                self.chapter
                    .place(Field::Item(line.path.clone(), field), &part);
            }
        }
        Some(())
    }

    /// A row about the plan as a whole.
    fn of_plan(&mut self, line: &Line, kind: &str) -> Option<()> {
        let words = self.chapter.words;
        let content = line.cell(12);
        if kind == words.legend || kind == words.order {
            return self.legend(line, kind == words.order);
        }
        self.repeated(line, &[6]);
        let head = |words: &Words| {
            [
                (&words.organization, "organization"),
                (&words.generation, "generation"),
                (&words.period, "period"),
                (&words.philosophy, "philosophy"),
                (&words.vision, "vision"),
                (&words.level, "levels"),
            ]
            .into_iter()
            .find_map(|(word, field)| (word == kind).then_some(field))
        };
        let field = head(words)?;
        let value = self.chapter.place(Field::Head(field), &content);
        let plan = &mut self.chapter.out.plan;
        match field {
            "organization" => plan.organization = Some(value),
            "generation" => {
                plan.generation = super::head::numbers(&value)
                    .first()
                    .copied()?
                    .try_into()
                    .ok();
            }
            "philosophy" => plan.philosophy = Some(value),
            "vision" => plan.vision = Some(value),
            "levels" => plan.levels.push(value),
            _ => {
                let years = schedule(&line.datum(), words);
                plan.period = Some(Period {
                    from: years.term?.year,
                    to: match years.to {
                        None => Some(years.term?.year),
                        Some(to) => to,
                    },
                    text: value,
                });
                self.repeated(line, &[8]);
            }
        }
        Some(())
    }

    /// A sign with its meaning, or the rank of the sign named last.
    fn legend(&mut self, line: &Line, order: bool) -> Option<()> {
        let [symbol, of, content] = [6, 7, 12].map(|n| line.cell(n));
        let legends = &mut self.chapter.out.legends;
        if order {
            let index = legends.len().checked_sub(1)?;
            legends[index].order = content.value().parse().ok();
            self.repeated(line, &[6, 7]);
            self.chapter.place(Field::Legend(index, "order"), &content);
            return Some(());
        }
        let index = legends.len();
        legends.push(Legend {
            symbol: symbol.value(),
            meaning: content.value(),
            of: of.some(),
            order: None,
            at: symbol.at(),
        });
        for (name, part) in [("symbol", &symbol), ("of", &of), ("meaning", &content)] {
            if !part.is_blank() {
                self.chapter.place(Field::Legend(index, name), part);
            }
        }
        Some(())
    }

    /// Cells that repeat the row of their item.
    fn repeated(&mut self, line: &Line, cells: &[usize]) {
        for n in cells {
            self.chapter.leave(Why::Duplicate, &line.cell(*n));
        }
    }

    fn note(&mut self, text: &str) {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if !bare.is_empty() {
            self.said.insert(bare);
        }
    }

    /// A block of a sheet to print: what the tidy sheet says too is its second printing.
    fn second(&mut self, block: &Block) {
        let rows = match block {
            Block::Table(table) => table.rows.iter().map(Some).collect(),
            _ => vec![None],
        };
        for (number, row) in rows.into_iter().enumerate() {
            let mut texts = Vec::new();
            match row {
                Some(row) => texts.extend(row.cells.iter().map(Text::of_cell)),
                None => for_each_run(std::slice::from_ref(block), &mut |run| {
                    texts.push(Text::of_inline(&vec![run.clone()]));
                }),
            }
            let head = number == 0 || row.is_none();
            for text in texts {
                let why = self.second_printing(&text, head);
                self.chapter.leave(why, &text);
            }
        }
    }

    /// Why a text of a sheet to print is left out: it is said in the tidy sheet, it heads the sheet,
    /// or it is something else, which a person has to see.
    fn second_printing(&self, text: &Text, head: bool) -> Why {
        let bare: String = text
            .value()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let known = |said: &String| bare.contains(said.as_str());
        // A cell to print joins label and title, findings, values: all of it is known when nothing
        // is left once the known is taken out, the longest first.
        let mut parts: Vec<&String> = self.said.iter().filter(|said| known(said)).collect();
        parts.sort_by_key(|said| std::cmp::Reverse(said.len()));
        let mut rest = bare.clone();
        for part in parts {
            rest = rest.replace(part.as_str(), "");
        }
        if rest.is_empty() {
            Why::Duplicate
        } else if head {
            Why::TableHead
        } else {
            Why::Unassigned
        }
    }
}

fn line(row: &Row) -> Option<Line> {
    let cells: Vec<Text> = row.cells.iter().map(Text::of_cell).collect();
    let position = cells.first()?.value();
    let path = if position.is_empty() {
        Vec::new()
    } else {
        path(&position)?
    };
    Some(Line { path, cells })
}
