//! The looks of cells, made once for a workbook.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const FONT: &str = "BIZ UDPGothic";

/// One format for each kind of cell.
#[derive(Debug)]
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) text: Format,
    pub(super) head: Format,
    pub(super) row_head: Format,
    pub(super) cell: Format,
    pub(super) shaded: Format,
    pub(super) number: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let text = Format::new()
            .set_font_name(FONT)
            .set_font_size(10.5)
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        let cell = text
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x8C8C94));
        let head = cell.clone().set_bold().set_align(FormatAlign::Center);
        Self {
            title: text
                .clone()
                .set_bold()
                .set_font_size(14)
                .set_font_color(Color::RGB(0x0001_118F)),
            head: head
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0xE8F1FE)),
            row_head: cell
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0xF1F1F4)),
            shaded: cell.clone().set_background_color(Color::RGB(0xF1F1F4)),
            number: cell.clone().set_align(FormatAlign::Right),
            text,
            cell,
        }
    }
}
