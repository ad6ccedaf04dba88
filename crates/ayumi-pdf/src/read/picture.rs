//! A page as a picture, to be looked at beside what was read from it.

use ayumi_document::Refusal;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::Pdf;

/// Most points of a picture's width.
const WIDE: f32 = 1000.0;
/// Most points of its height.
const HIGH: f32 = 1500.0;

/// Draws a page, counted from 1. `None` where there is no such page.
pub(super) fn draw(pdf: &Pdf, page: u32) -> Result<Option<Vec<u8>>, Refusal> {
    let place = (page as usize).checked_sub(1);
    let Some(page) = place.and_then(|place| pdf.pages().get(place)) else {
        return Ok(None);
    };
    let (width, height) = page.render_dimensions();
    let scale = (WIDE / width.max(1.0)).min(HIGH / height.max(1.0));
    // A page of no size, or a thread of one: at least a point, so that there is a picture.
    let side = |length: f32| (length * scale).round().max(1.0) as u16;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: Some(side(width)),
        height: Some(side(height)),
        bg_color: WHITE,
    };
    let interpreter = InterpreterSettings::default();
    let picture = hayro::render(page, &RenderCache::new(), &interpreter, &settings);
    let png = picture.into_png().map_err(|error| Refusal::Broken {
        detail: error.to_string(),
    })?;
    Ok(Some(png))
}
