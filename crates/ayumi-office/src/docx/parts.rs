//! The parts of the package: what every Word file of ours has in common, and its properties.

use ayumi_document::{Document, Notice};

use super::body::{Body, TEXT_WIDTH};
use super::picture;
use crate::words;
use crate::xml::{Attributes, Xml};

const STYLES: &str = include_str!("styles.xml");
const SETTINGS: &str = include_str!("settings.xml");
const FONTS: &str = include_str!("fonts.xml");

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Names of the XML vocabularies of the document part.
const NAMESPACES: Attributes<'static> = &[
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    ("xmlns:r", OFFICE),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
];

/// All parts with their names, and the notices of the writing.
pub(super) fn all(
    document: &Document,
    stem: &str,
    body: Body,
) -> (Vec<(String, Vec<u8>)>, Vec<Notice>) {
    let Body {
        xml,
        mut cleaner,
        lists,
        links,
        pictures,
        mut notices,
        ..
    } = body;
    let title = cleaner.clean(&words::title(document, stem), None);
    let author = cleaner.clean(&document.author, None);
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types()),
        ("_rels/.rels".to_owned(), package_relations()),
        (
            "docProps/core.xml".to_owned(),
            core(document, &title, &author),
        ),
        ("docProps/app.xml".to_owned(), app(&author)),
        ("word/document.xml".to_owned(), main(xml)),
        (
            "word/_rels/document.xml.rels".to_owned(),
            relations(&links, pictures.len()),
        ),
        ("word/styles.xml".to_owned(), STYLES.as_bytes().to_vec()),
        ("word/settings.xml".to_owned(), SETTINGS.as_bytes().to_vec()),
        ("word/fontTable.xml".to_owned(), FONTS.as_bytes().to_vec()),
        ("word/numbering.xml".to_owned(), lists.part()),
        ("word/header1.xml".to_owned(), header(&title, "right")),
        ("word/header2.xml".to_owned(), header(&title, "left")),
        ("word/header3.xml".to_owned(), header("", "left")),
        ("word/footer1.xml".to_owned(), footer("right")),
        ("word/footer2.xml".to_owned(), footer("left")),
    ];
    for (n, svg) in pictures.into_iter().enumerate() {
        let n = n + 1;
        parts.push((format!("word/media/picture{n}.svg"), svg.into_bytes()));
        parts.push((
            format!("word/media/picture{n}.png"),
            picture::CLEAR_PIXEL.to_vec(),
        ));
    }
    notices.extend(cleaner.into_notices());
    (parts, notices)
}

fn main(content: Xml) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:document", NAMESPACES);
    xml.open("w:body", &[]);
    xml.append(content);
    xml.open("w:sectPr", &[]);
    let heads = [
        ("default", "header1"),
        ("even", "header2"),
        ("first", "header3"),
    ];
    for (kind, id) in heads {
        xml.empty("w:headerReference", &[("w:type", kind), ("r:id", id)]);
    }
    for (kind, id) in [
        ("default", "footer1"),
        ("even", "footer2"),
        ("first", "footer1"),
    ] {
        xml.empty("w:footerReference", &[("w:type", kind), ("r:id", id)]);
    }
    xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
    // Inside 27 mm, outside 20 mm; the settings mirror them on left-hand pages.
    let right = (11906 - 1531 - TEXT_WIDTH).to_string();
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", "1474"),
            ("w:right", &right),
            ("w:bottom", "1361"),
            ("w:left", "1531"),
            ("w:header", "737"),
            ("w:footer", "624"),
            ("w:gutter", "0"),
        ],
    );
    xml.empty("w:cols", &[("w:space", "425")]);
    xml.empty("w:titlePg", &[]);
    xml.close("w:sectPr");
    xml.close("w:body");
    xml.close("w:document");
    xml.into_bytes()
}

fn header(title: &str, align: &str) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:hdr", NAMESPACES);
    paragraph(
        &mut xml,
        if title.is_empty() { "Normal" } else { "Header" },
        align,
        |xml| {
            xml.open("w:r", &[]);
            xml.text("w:t", &[("xml:space", "preserve")], title);
            xml.close("w:r");
        },
    );
    xml.close("w:hdr");
    xml.into_bytes()
}

fn footer(align: &str) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:ftr", NAMESPACES);
    paragraph(&mut xml, "Footer", align, |xml| {
        xml.open("w:fldSimple", &[("w:instr", " PAGE ")]);
        xml.open("w:r", &[]);
        xml.text("w:t", &[], "1");
        xml.close("w:r");
        xml.close("w:fldSimple");
    });
    xml.close("w:ftr");
    xml.into_bytes()
}

fn paragraph(xml: &mut Xml, style: &str, align: &str, content: impl Fn(&mut Xml)) {
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", style);
    xml.value("w:jc", align);
    xml.close("w:pPr");
    content(xml);
    xml.close("w:p");
}

fn core(document: &Document, title: &str, author: &str) -> Vec<u8> {
    let time = format!("{}T00:00:00Z", words::date(document));
    let mut xml = Xml::part();
    let dates = [("xsi:type", "dcterms:W3CDTF")];
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.text("dc:title", &[], title);
    xml.text("dc:creator", &[], author);
    xml.text("cp:lastModifiedBy", &[], author);
    xml.text("dcterms:created", &dates, &time);
    xml.text("dcterms:modified", &dates, &time);
    xml.text("dc:language", &[], words::lang(document).tag());
    xml.close("cp:coreProperties");
    xml.into_bytes()
}

fn app(author: &str) -> Vec<u8> {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", namespace)]);
    xml.text("Application", &[], "Ayumi");
    xml.text("Company", &[], author);
    xml.close("Properties");
    xml.into_bytes()
}

fn content_types() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    let kinds = [
        (
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
    ];
    for (ending, kind) in kinds {
        xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
    }
    let word = |kind: &str| format!("{WORD}.{kind}+xml");
    let properties = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    let parts = [
        ("/word/document.xml", word("document.main")),
        ("/word/styles.xml", word("styles")),
        ("/word/settings.xml", word("settings")),
        ("/word/fontTable.xml", word("fontTable")),
        ("/word/numbering.xml", word("numbering")),
        ("/word/header1.xml", word("header")),
        ("/word/header2.xml", word("header")),
        ("/word/header3.xml", word("header")),
        ("/word/footer1.xml", word("footer")),
        ("/word/footer2.xml", word("footer")),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
        ("/docProps/app.xml", properties.to_owned()),
    ];
    for (name, kind) in parts {
        xml.empty("Override", &[("PartName", name), ("ContentType", &kind)]);
    }
    xml.close("Types");
    xml.into_bytes()
}

fn package_relations() -> Vec<u8> {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    relationships(&[
        (
            "document".to_owned(),
            format!("{OFFICE}/officeDocument"),
            "word/document.xml".to_owned(),
        ),
        ("core".to_owned(), core, "docProps/core.xml".to_owned()),
        (
            "app".to_owned(),
            format!("{OFFICE}/extended-properties"),
            "docProps/app.xml".to_owned(),
        ),
    ])
}

fn relations(links: &[String], pictures: usize) -> Vec<u8> {
    let parts = [
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("numbering", "numbering"),
        ("header1", "header"),
        ("header2", "header"),
        ("header3", "header"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ];
    let part = |(id, kind): &(&str, &str)| {
        (
            (*id).to_owned(),
            format!("{OFFICE}/{kind}"),
            format!("{id}.xml"),
        )
    };
    let mut all: Vec<_> = parts.iter().map(part).collect();
    for n in 1..=pictures {
        for ending in ["svg", "png"] {
            let file = format!("media/picture{n}.{ending}");
            all.push((format!("{ending}{n}"), format!("{OFFICE}/image"), file));
        }
    }
    let link = |(n, url): (usize, &String)| {
        (
            format!("link{}", n + 1),
            format!("{OFFICE}/hyperlink"),
            url.clone(),
        )
    };
    all.extend(links.iter().enumerate().map(link));
    relationships(&all)
}

/// `(id, kind, target)` of each.
fn relationships(all: &[(String, String, String)]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open(
        "Relationships",
        &[("xmlns", &format!("{PACKAGE}/relationships"))],
    );
    for (id, kind, target) in all {
        let mut attributes = vec![("Id", id.as_str()), ("Type", kind), ("Target", target)];
        if kind.ends_with("/hyperlink") {
            attributes.push(("TargetMode", "External"));
        }
        xml.empty("Relationship", &attributes);
    }
    xml.close("Relationships");
    xml.into_bytes()
}
