//! Arrows drawn across the cells of a schedule: what stands at their beginning goes on to their end.

use kurbo::Rect;

use super::line::Line;
use super::ruled::Box;
use super::sheet::GridCell;

/// What an arrow is read as that no words explain.
const ARROW: &str = "→";

/// Joins the cells that an arrow crosses where one of them says what it is about, or none does.
/// Where several speak, each keeps its own words.
pub(super) fn cross(arrow: Rect, boxes: &[Box], rows: &mut [Vec<GridCell>]) {
    let touched = |cell: &&Box| {
        let (y, area) = (arrow.center().y, cell.area);
        let shared = area.x1.min(arrow.x1) - area.x0.max(arrow.x0);
        area.y0 <= y && y <= area.y1 && shared >= 0.4 * area.width()
    };
    let touched: Vec<&Box> = boxes.iter().filter(touched).collect();
    let [first, rest @ ..] = touched.as_slice() else {
        return;
    };
    let one_row = rest
        .iter()
        .all(|cell| cell.row == first.row && cell.rows == first.rows);
    let Some(row) = rows
        .get_mut(first.row)
        .filter(|_| one_row && !rest.is_empty())
    else {
        return;
    };
    let covered = |cell: &&mut GridCell| touched.iter().any(|own| own.col == cell.col);
    let speaking = row
        .iter_mut()
        .filter(covered)
        .filter(|cell| !cell.lines.is_empty());
    let lines = match speaking.collect::<Vec<_>>().as_mut_slice() {
        [] => vec![Line {
            text: ARROW.to_owned(),
            area: arrow,
            size: arrow.height().max(8.0),
            strong: false,
        }],
        [one] => std::mem::take(&mut one.lines),
        _ => return,
    };
    row.retain(|cell| cell.col == first.col || touched.iter().all(|own| own.col != cell.col));
    if let Some(cell) = row.iter_mut().find(|cell| cell.col == first.col) {
        cell.cols = touched.iter().map(|own| own.cols).sum();
        cell.lines = lines;
    }
}
