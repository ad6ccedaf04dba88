//! Title, facts, philosophy, vision, structure, legend.

use ayumi_core::interchange::Field;
use ayumi_core::plan::{FiscalYear, Legend, Period};
use ayumi_document::{Block, Table, Why};

use super::Chapter;
use super::text::Text;

impl Chapter<'_> {
    /// Everything before the review.
    pub(super) fn head(&mut self) -> Option<()> {
        let title = self.heading(1)?;
        self.out.plan.title = Some(self.place(Field::Head("title"), &title));
        let facts = self.table()?;
        self.facts(facts)?;
        let words = self.words;
        self.heading_of(2, &words.overview)?;
        if self.heading_of(3, &words.philosophy).is_some() {
            self.out.plan.philosophy = Some(self.paragraph("philosophy")?);
        }
        if self.heading_of(3, &words.vision).is_some() {
            self.out.plan.vision = Some(self.paragraph("vision")?);
        }
        if self.heading_of(3, &words.structure).is_some() {
            let table = self.table()?;
            self.structure(table)?;
        }
        if self.heading_of(3, &words.legend).is_some() {
            let table = self.table()?;
            self.legends(table)?;
        }
        Some(())
    }

    fn paragraph(&mut self, field: &'static str) -> Option<String> {
        let Some(Block::Paragraph { content, .. }) = self.peek() else {
            return None;
        };
        self.next += 1;
        Some(self.place(Field::Head(field), &Text::of_inline(content)))
    }

    fn facts(&mut self, table: &Table) -> Option<()> {
        self.leave(Why::Heading, &Text::of_inline(table.caption.as_ref()?));
        let mut dated = false;
        let mut period = None;
        for row in &table.rows {
            let [name, value] = row.cells.as_slice() else {
                return None;
            };
            let (name, value) = (Text::of_cell(name), Text::of_cell(value));
            self.leave(Why::TableHead, &name);
            let name = name.value();
            let words = self.words;
            if name == words.organization {
                self.out.plan.organization = Some(self.place(Field::Head("organization"), &value));
            } else if name == words.generation {
                self.place(Field::Head("generation"), &value);
                self.out.plan.generation =
                    numbers(&value.value()).first().copied()?.try_into().ok();
            } else if name == words.period {
                period = Some(self.place(Field::Head("period"), &value));
            } else if name == words.years {
                let text = period.take()?;
                self.leave(Why::Duplicate, &value);
                // The western years stand first; the same in eras follows in brackets.
                let value = value.value();
                let western = value.split(['\u{ff08}', '(']).next().unwrap_or_default();
                let years = numbers(western);
                let from = FiscalYear(i32::try_from(*years.first()?).ok()?);
                let to = match years.get(1) {
                    Some(year) => Some(FiscalYear(i32::try_from(*year).ok()?)),
                    None => None,
                };
                self.out.plan.period = Some(Period { from, to, text });
            } else if name == words.as_of {
                self.leave(Why::NoField, &value);
                dated = true;
            } else {
                return None;
            }
        }
        (dated && period.is_none()).then_some(())
    }

    fn legends(&mut self, table: &Table) -> Option<()> {
        for (index, row) in table.rows.iter().enumerate() {
            let [symbol, meaning, of, order] = row.cells.as_slice() else {
                return None;
            };
            let cells = [symbol, meaning, of, order].map(Text::of_cell);
            if index == 0 {
                cells
                    .iter()
                    .for_each(|cell| self.leave(Why::TableHead, cell));
                continue;
            }
            let [symbol, meaning, of, order] = cells;
            let field = |name| Field::Legend(index - 1, name);
            let legend = Legend {
                symbol: self.place(field("symbol"), &symbol),
                meaning: self.place(field("meaning"), &meaning),
                of: of.some(),
                order: order.some().and_then(|text| text.parse().ok()),
                at: symbol.at(),
            };
            self.place(field("of"), &of);
            self.place(field("order"), &order);
            self.out.legends.push(legend);
        }
        Some(())
    }
}

/// The whole numbers written in `text` with ASCII digits.
pub(super) fn numbers(text: &str) -> Vec<i64> {
    text.split(|character: char| !character.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}
