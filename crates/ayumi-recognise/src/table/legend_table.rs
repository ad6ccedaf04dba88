//! Tables of signs and their meanings.

use ayumi_document::Why;

use super::header::Header;
use crate::draft::DraftLegend;
use crate::grade::is_grade;
use crate::text::view::Grid;
use crate::words::exact;
use crate::work::Work;

/// Is it a table of signs? Its first column holds grades, its second says what they mean.
pub(crate) fn fits(head: &Header, grid: &Grid) -> bool {
    let Some(row) = grid.rows.get(head.first) else {
        return false;
    };
    let filled: Vec<Vec<char>> = row
        .iter()
        .map(|cell| cell.folded())
        .filter(|w| !w.is_empty())
        .collect();
    let [sign, meaning, ..] = filled.as_slice() else {
        return false;
    };
    if filled.len() > 3
        || exact("field.sign", sign).is_none()
        || exact("field.meaning", meaning).is_none()
    {
        return false;
    }
    let body = &grid.rows[head.body.min(grid.rows.len())..];
    !body.is_empty()
        && body
            .iter()
            .all(|row| row.first().is_some_and(|cell| is_grade(&cell.folded())))
}

/// Reads the signs.
pub(crate) fn read(work: &mut Work, mut grid: Grid, head: &Header) {
    let of: Option<String> = grid.rows[head.first]
        .first()
        .map(|cell| cell.folded().into_iter().collect::<String>())
        .filter(|name| exact("axis", &name.chars().collect::<Vec<_>>()).is_some());
    for row in grid.rows.iter_mut().take(head.body) {
        for cell in row {
            let text = cell.take();
            work.leave(text, Why::TableHead);
        }
    }
    let mut order = 0;
    for row in grid.rows.iter_mut().skip(head.body) {
        let mut cells = row.iter_mut();
        let (Some(sign), Some(meaning)) = (cells.next(), cells.next()) else {
            continue;
        };
        order += 1;
        let at = sign.at.clone();
        let (symbol, meaning) = (sign.take(), meaning.take());
        let of = of.clone();
        work.legend(DraftLegend {
            symbol,
            meaning,
            of,
            order: Some(order),
            at,
        });
        for rest in cells {
            let text = rest.take();
            work.leave(text, Why::Legend);
        }
    }
}

/// A table of signs whose headings name no other column: 区分｜定義.
pub(crate) fn plain(grid: &Grid) -> Option<Header> {
    let head = Header {
        columns: vec![None; grid.width],
        first: 0,
        body: 1,
        printed: Vec::new(),
        words: Vec::new(),
    };
    fits(&head, grid).then_some(head)
}
