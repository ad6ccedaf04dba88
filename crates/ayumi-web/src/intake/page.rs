//! The pages of a source as pictures above their rows, with the places of its items marked.

use std::collections::BTreeSet;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use ayumi_app::intake::{IntakeId, ShowIntake, file_of_intake, page_picture};
use ayumi_document::{Area, At};
use ayumi_locale::key;

use super::branch::ReadBranch;
use super::source::SourceLine;
use crate::failure::Failure;
use crate::route::{Answer, Asked};
use crate::words::Words;

/// A page as a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePicture {
    /// Where the picture is fetched.
    pub href: String,
    /// What is said to those who do not see it.
    pub alt: String,
    /// The marked places.
    pub spots: Vec<Spot>,
}

/// The place of an item on its page, in ten-thousandths of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its own anchor.
    pub id: String,
    /// The anchor of the item.
    pub item: String,
    /// The item's name.
    pub name: String,
    /// Left edge.
    pub x: u16,
    /// Upper edge.
    pub y: u16,
    /// Width.
    pub width: u16,
    /// Height.
    pub height: u16,
}

impl Spot {
    fn new(area: Area, item: &str, name: &str) -> Self {
        // A little air around the words.
        const AIR: u16 = 40;
        let (x, y) = (area.left.saturating_sub(AIR), area.top.saturating_sub(AIR));
        Self {
            id: spot_of(item),
            item: item.to_owned(),
            name: name.to_owned(),
            x,
            y,
            width: area.right.saturating_add(AIR).min(Area::PAGE) - x,
            height: area.bottom.saturating_add(AIR).min(Area::PAGE) - y,
        }
    }
}

/// The anchor of an item's place on its page.
fn spot_of(item: &str) -> String {
    format!("on-{item}")
}

/// The rows with the picture of each page before its first one; the items of `tree` that are marked
/// on one lead there. `own` is the address of the intake.
pub fn drawn(
    w: Words,
    own: &str,
    mut lines: Vec<SourceLine>,
    tree: &mut ReadBranch,
) -> Vec<SourceLine> {
    let marked = with_pictures(w, own, &mut lines);
    lead_to_spots(tree, &marked);
    lines
}

/// Puts the pictures before the rows and gives the anchors of the items that are marked on one.
fn with_pictures(w: Words, own: &str, lines: &mut [SourceLine]) -> BTreeSet<String> {
    let mut marked = BTreeSet::new();
    let mut first = 0;
    while let Some(at) = lines.get(first).map(|line| line.of.clone()) {
        let count = lines[first..].iter().take_while(|line| line.of == at);
        let end = first + count.count();
        let page = &lines[first..end];
        if let Some(number) = page.iter().find_map(|line| line.page) {
            let spots: Vec<Spot> = page
                .iter()
                .filter_map(|line| Some((line.area?, &line.items)))
                .flat_map(|(area, items)| {
                    let spot = move |(item, name): &(String, String)| Spot::new(area, item, name);
                    items.iter().map(spot)
                })
                .collect();
            marked.extend(spots.iter().map(|spot| spot.item.clone()));
            let place = w.place(At::Page { page: number });
            lines[first].picture = Some(PagePicture {
                href: format!("{own}/pages/{number}"),
                alt: w.v(key::WEB_SOURCE_PICTURE, "place", place),
                spots,
            });
        }
        first = end;
    }
    marked
}

/// Leads the items that are marked on a picture there, and not to the beginning of their page.
fn lead_to_spots(tree: &mut ReadBranch, marked: &BTreeSet<String>) {
    for node in &mut tree.nodes {
        if marked.contains(&node.anchor)
            && let Some(place) = &mut node.place
        {
            place.href = Some(format!("#{}", spot_of(&node.anchor)));
        }
        lead_to_spots(&mut node.children, marked);
    }
}

/// The picture of a page.
pub async fn picture(asked: Asked<ShowIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let page = asked.param("page")?.parse();
    let page: u32 = page.map_err(|_| Failure::not_there())?;
    let work = asked.look().await?;
    let file = file_of_intake(&work.unit, work.permit, id).await?;
    drop(work.unit);
    let picture = page_picture(asked.app.formats(), file, page).await;
    let mut response: Response = picture.ok_or_else(Failure::not_there)?.into_response();
    let png = HeaderValue::from_static("image/png");
    response.headers_mut().insert(header::CONTENT_TYPE, png);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ayumi_locale::Lang;

    fn line(page: u32, area: Option<Area>, items: &[&str]) -> SourceLine {
        let items = items.iter();
        SourceLine {
            of: format!("page-{page}"),
            page: area.is_some().then_some(page),
            area,
            items: items
                .map(|one| ((*one).to_owned(), format!("({one})")))
                .collect(),
            ..SourceLine::default()
        }
    }

    const AREA: Area = Area {
        left: 20,
        top: 1000,
        right: 5000,
        bottom: 1200,
    };

    #[test]
    fn each_page_has_one_picture_with_the_places_of_its_items() {
        let mut lines = vec![
            line(1, Some(AREA), &[]),
            line(1, Some(AREA), &["item-1", "item-2"]),
            line(2, Some(AREA), &["item-3"]),
            line(3, None, &["item-4"]),
        ];
        let marked = with_pictures(Words(Lang::Ja), "/i", &mut lines);
        let marked: Vec<&str> = marked.iter().map(String::as_str).collect();
        assert_eq!(marked, ["item-1", "item-2", "item-3"]);
        let shown: Vec<_> = lines
            .iter()
            .map(|line| {
                line.picture
                    .as_ref()
                    .map(|one| (one.href.as_str(), one.spots.len()))
            })
            .collect();
        let expected = [Some(("/i/pages/1", 2)), None, Some(("/i/pages/2", 1)), None];
        assert_eq!(shown, expected);
        let spot = &lines[0].picture.as_ref().unwrap().spots[0];
        assert_eq!(
            (spot.x, spot.y, spot.width, spot.height),
            (0, 960, 5040, 280)
        );
        assert_eq!(
            (spot.id.as_str(), spot.item.as_str()),
            ("on-item-1", "item-1")
        );
    }
}
