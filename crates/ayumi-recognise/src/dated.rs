//! Values after years in running text: `令和3年度 131人 令和4年度 140人`, `30店 → 60店`.

use ayumi_document::Why;

use crate::draft::Node;
use crate::table::role::{Column, Role, When};
use crate::text::slice::Slice;
use crate::values::{RowState, apply_slice, tokens};
use crate::words::{Class, is};
use crate::work::Work;
use crate::years::span_at;

/// Values after years in running text: 令和3年度 131人 令和4年度 140人.
pub(crate) fn yearly(
    work: &mut Work,
    node: Node,
    column: &Column,
    text: Slice,
    row: &mut RowState,
) {
    let mut dated = Dated {
        column: column.clone(),
        found: false,
        pending: Slice::new(),
    };
    for mut token in tokens(text)
        .into_iter()
        .flat_map(|token| at_years(work, token))
        .collect::<Vec<_>>()
    {
        let t = token.folded();
        if t.iter().all(|c| is(*c, Class::Arrow)) && column.role != Role::Schedule {
            // 30店 → 60店: what stands before the arrow is where it starts from.
            if column.role == Role::Target && dated.found {
                dated.flush(work, node, &Role::Baseline, row);
            }
            work.leave(token, Why::Wording);
            continue;
        }
        if column.role == Role::Schedule && !dated.found {
            match crate::lines::chains::give(work, node, token) {
                Ok(()) => continue,
                Err(own) => token = own,
            }
        }
        let front = crate::lines::chains::cut_front(work, &mut token).map(|year| When {
            year: Some(year),
            ..When::default()
        });
        let cut = front.or_else(|| crate::lines::years::cut_year(work, &mut token));
        if let Some(when) = cut {
            if dated.found {
                dated.flush(work, node, &column.role, row);
            }
            dated.begin(when);
            dated.pending.join_blank(token);
            continue;
        }
        let bare = crate::table::role::unbracket(&t);
        match span_at(bare, 0).filter(|span| span.end == bare.len()) {
            Some(span) => {
                dated.name(row);
                dated.flush(work, node, &column.role, row);
                dated.begin(When {
                    year: Some(span.from),
                    ..When::default()
                });
                work.leave(token, Why::TableHead);
            }
            None => {
                if dated.found {
                    dated.flush(work, node, &column.role, row);
                }
                dated.pending.join_blank(token);
            }
        }
    }
    dated.flush(work, node, &column.role, row);
}

/// Cuts a word before each year that stands behind a comma: `検討、令和7年度`.
fn at_years(work: &mut Work, mut token: Slice) -> Vec<Slice> {
    let mut out = Vec::new();
    for i in (1..token.len()).rev() {
        let t: Vec<char> = (i + 1..token.len()).map(|k| token.at(k)).collect();
        if is(token.at(i), Class::Comma) && span_at(&t, 0).is_some() {
            out.push(token.split_off(i + 1));
            let comma = token.split_off(i);
            work.leave(comma, Why::Wording);
        }
    }
    out.push(token);
    out.reverse();
    out
}

/// A value that is being collected, and its year.
struct Dated {
    column: Column,
    found: bool,
    pending: Slice,
}

impl Dated {
    /// A year begins.
    fn begin(&mut self, when: When) {
        self.column.when = when;
        self.found = true;
    }

    /// Words before the first year of a target or actual name what is counted.
    fn name(&mut self, row: &mut RowState) {
        let counted = matches!(self.column.role, Role::Target | Role::Actual);
        let words =
            !self.pending.is_blank() && !self.pending.folded().iter().any(char::is_ascii_digit);
        if !self.found && counted && words && row.indicator.name.is_none() {
            row.indicator.name = Some(self.pending.take());
        }
    }

    /// The value ends.
    fn flush(&mut self, work: &mut Work, node: Node, role: &Role, row: &mut RowState) {
        if self.pending.is_blank() {
            return;
        }
        let one = Column {
            role: role.clone(),
            when: self.column.when,
        };
        apply_slice(work, node, &one, self.pending.take(), row);
    }
}
