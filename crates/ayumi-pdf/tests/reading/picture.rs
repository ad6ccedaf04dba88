//! Pages as pictures, and where on them the words stand.

use ayumi_document::block::for_each_run;
use ayumi_document::{Area, Reader, Source};
use ayumi_pdf::PdfReader;

use crate::make::{Page, pdf};

fn source(bytes: &[u8]) -> Source<'_> {
    Source {
        name: "a.pdf",
        bytes,
        encoding: None,
        ..Source::default()
    }
}

/// A picture's width, height, and whether a point of it is dark.
struct Picture {
    size: (u32, u32),
    bytes: Vec<u8>,
    step: usize,
}

impl Picture {
    fn of(png: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .expect("a picture");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a picture")];
        let info = reader.next_frame(&mut bytes).expect("a picture");
        Self {
            size: (info.width, info.height),
            step: info.line_size / info.width as usize,
            bytes,
        }
    }

    /// At parts of ten thousand of width and height.
    fn is_dark(&self, x: u16, y: u16) -> bool {
        let part =
            |part: u16, whole: u32| (u32::from(part) * whole / u32::from(Area::PAGE)) as usize;
        let at = part(y, self.size.1) * self.size.0 as usize + part(x, self.size.0);
        self.bytes[at * self.step] < 128
    }
}

#[test]
fn a_page_is_drawn_as_it_is_looked_at() {
    // A black box at the upper left of the second page, which is turned.
    let file = pdf(vec![
        Page::a4().text(60.0, 60.0, 10.0, "見守り"),
        Page::a4()
            .text(60.0, 60.0, 10.0, "相談")
            .entry("/Rotate 90")
            .raw("0 0 0 rg 0 742 100 100 re f"),
    ]);
    let reader = PdfReader;
    let first = Picture::of(&reader.picture(source(&file), 1).unwrap().unwrap());
    assert_eq!(first.size, (1000, 1415));
    assert!(!first.is_dark(500, 500));
    let second = Picture::of(&reader.picture(source(&file), 2).unwrap().unwrap());
    assert_eq!(second.size, (1000, 707));
    // Turned clockwise, what was at the left is at the top.
    assert!(second.is_dark(9500, 500), "the box is at the upper right");
    assert!(!second.is_dark(500, 500));
    assert_eq!(reader.picture(source(&file), 3), Ok(None));
    assert_eq!(reader.picture(source(&file), 0), Ok(None));
}

#[test]
fn a_page_of_any_size_gives_a_small_picture() {
    for (width, height) in [
        (1.0, 1.0),
        (14_400.0, 2.0),
        (2.0, 14_400.0),
        (14_400.0, 14_400.0),
    ] {
        let file = pdf(vec![
            Page::sized(width, height).raw("0 0 0 rg 0 0 1 1 re f"),
        ]);
        let picture = Picture::of(&PdfReader.picture(source(&file), 1).unwrap().unwrap());
        assert!(
            picture.size.0 <= 1000 && picture.size.1 <= 1500,
            "{width} × {height}: {:?}",
            picture.size
        );
    }
}

/// The words of the page stand where their box is drawn.
#[test]
fn areas_are_parts_of_the_page() {
    let page = Page::a4().text(297.5, 421.0, 20.0, "見守り");
    let file = pdf(vec![Page::a4().text(60.0, 60.0, 10.0, "相談"), page]);
    let document = PdfReader.read(source(&file)).unwrap();
    let mut runs = Vec::new();
    for_each_run(&document.blocks, &mut |run| {
        runs.push((run.text.clone(), run.start))
    });
    assert_eq!(runs.len(), document.areas.len());
    let at = runs.iter().position(|(text, _)| text == "見守り").unwrap();
    let one = document.areas[at];
    assert_eq!(one.start, runs[at].1);
    let near = |value: u16, expected: u16| value.abs_diff(expected) < 60;
    // Three signs of 20 points beginning at the middle, standing on the middle.
    assert!(near(one.area.left, 5000), "{one:?}");
    assert!(near(one.area.right, 5000 + 1008), "{one:?}");
    assert!(one.area.top < 5000 && one.area.bottom > 4900, "{one:?}");
    assert!(one.area.bottom - one.area.top < 400, "{one:?}");
}
