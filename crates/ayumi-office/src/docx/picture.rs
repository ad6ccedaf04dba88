//! Drawings: SVG as it is, with the words for those who do not see it.

use super::body::TEXT_WIDTH;
use crate::xml::Xml;

/// What Word programs show that cannot draw SVG: nothing, one clear pixel.
pub(super) const CLEAR_PIXEL: [u8; 67] = [
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 10, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

/// A picture, as wide as it is drawn but no wider than the text.
pub(super) fn drawing(xml: &mut Xml, number: usize, svg: &str, alt: &str) {
    let (width, height) = size(svg);
    let (id, name) = (number.to_string(), format!("picture{number}"));
    let extent = [("cx", width.as_str()), ("cy", height.as_str())];
    xml.open("w:drawing", &[]);
    xml.open(
        "wp:inline",
        &[
            ("distT", "0"),
            ("distB", "0"),
            ("distL", "0"),
            ("distR", "0"),
        ],
    );
    xml.empty("wp:extent", &extent);
    xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", alt)]);
    let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    xml.open("a:graphic", &[]);
    xml.open("a:graphicData", &[("uri", picture)]);
    xml.open("pic:pic", &[]);
    xml.open("pic:nvPicPr", &[]);
    xml.empty("pic:cNvPr", &[("id", &id), ("name", &name), ("descr", alt)]);
    xml.empty("pic:cNvPicPr", &[]);
    xml.close("pic:nvPicPr");
    xml.open("pic:blipFill", &[]);
    xml.open("a:blip", &[("r:embed", &format!("png{number}"))]);
    xml.open("a:extLst", &[]);
    xml.open(
        "a:ext",
        &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")],
    );
    let vector = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
    xml.empty(
        "asvg:svgBlip",
        &[("xmlns:asvg", vector), ("r:embed", &format!("svg{number}"))],
    );
    xml.close("a:ext");
    xml.close("a:extLst");
    xml.close("a:blip");
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close("a:stretch");
    xml.close("pic:blipFill");
    xml.open("pic:spPr", &[]);
    xml.open("a:xfrm", &[]);
    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
    xml.empty("a:ext", &extent);
    xml.close("a:xfrm");
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    xml.close("a:prstGeom");
    xml.close("pic:spPr");
    xml.close("pic:pic");
    xml.close("a:graphicData");
    xml.close("a:graphic");
    xml.close("wp:inline");
    xml.close("w:drawing");
}

/// Width and height of a drawing in English Metric Units, from the root's attributes (CSS pixels).
fn size(svg: &str) -> (String, String) {
    const PIXEL: f64 = 9525.0;
    const TWENTIETH: f64 = 635.0;
    let root = svg.split_once('>').map_or(svg, |(root, _)| root);
    let number = |name: &str| -> Option<f64> {
        let rest = root.split_once(&format!(" {name}=\""))?.1;
        rest.split_once('"')?.0.trim_end_matches("px").parse().ok()
    };
    let box_of = || -> Option<(f64, f64)> {
        let numbers = root.split_once(" viewBox=\"")?.1.split_once('"')?.0;
        let mut numbers = numbers
            .split_whitespace()
            .skip(2)
            .filter_map(|n| n.parse().ok());
        Some((numbers.next()?, numbers.next()?))
    };
    let (width, height) = number("width")
        .zip(number("height"))
        .or_else(box_of)
        .unwrap_or((400.0, 300.0));
    let room = TEXT_WIDTH as f64 * TWENTIETH;
    let shrink = (room / (width.max(1.0) * PIXEL)).min(1.0);
    let emu = |pixels: f64| format!("{:.0}", pixels.max(1.0) * PIXEL * shrink);
    (emu(width), emu(height))
}
