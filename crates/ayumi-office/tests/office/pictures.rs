//! Pictures in Word files: counted, never unpacked, and named where they tell where they were taken.

use ayumi_document::{Document, Reader, Source, block};
use ayumi_office::{DocxReader, pack};

/// A book with a paragraph and a picture in it, and parts that stand beside the words.
fn with_pictures(pictures: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
         Target=\"word/document.xml\"/></Relationships>";
    let body = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body><w:p>\
         <w:r><w:drawing><pic:pic/></w:drawing></w:r><w:r><w:t>本文</w:t></w:r></w:p></w:body></w:document>";
    let mut parts = vec![
        ("_rels/.rels".to_owned(), relations.as_bytes().to_vec()),
        ("word/document.xml".to_owned(), body.as_bytes().to_vec()),
    ];
    for (name, bytes) in pictures {
        parts.push((format!("word/media/{name}"), bytes.clone()));
    }
    pack(&parts).unwrap()
}

/// The words, and what is said of them.
fn told(file: &[u8]) -> Vec<String> {
    let source = Source {
        name: "a.docx",
        bytes: file,
        encoding: None,
        ..Source::default()
    };
    let Document {
        blocks, notices, ..
    } = DocxReader.read(source).unwrap();
    let mut told = Vec::new();
    block::for_each_run(&blocks, &mut |run| told.push(run.text.clone()));
    told.extend(notices.iter().map(|notice| {
        let value = notice.values.get("value").map_or("", String::as_str);
        format!("{:?} {value}", notice.rule)
    }));
    told
}

#[test]
fn row_29_pictures_are_counted_and_never_unpacked() {
    // 50,000 × 50,000 points; drawings for programs; two that unpack to more than a file may.
    let flood = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xC3\x50\0\0\xC3\x50".to_vec();
    let heavy = vec![0; 80 * 1024 * 1024];
    let file = with_pictures(&[
        ("image1.png", flood),
        ("image2.emf", b"no drawing at all".to_vec()),
        ("image3.tiff", heavy.clone()),
        ("image4.gif", heavy),
    ]);
    assert_eq!(told(&file), ["本文", "PicturesNotRead 1"]);
}

/// A photograph as a telephone makes it: nothing but what it says about itself.
fn photo(with_place: bool) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let parts = [
            &tag.to_le_bytes()[..],
            &kind.to_le_bytes(),
            &count.to_le_bytes(),
            &value.to_le_bytes(),
        ];
        parts.concat()
    };
    exif.extend(1u16.to_le_bytes());
    if with_place {
        // The directory of places, and in it the latitude: three fractions that follow.
        exif.extend(entry(0x8825, 4, 1, 26));
        exif.extend([0; 4]);
        exif.extend(1u16.to_le_bytes());
        exif.extend(entry(2, 5, 3, 44));
        exif.extend([0; 4]);
        exif.extend([35u32, 1, 41, 1, 22, 1].map(u32::to_le_bytes).concat());
    } else {
        // Which way it was held.
        exif.extend(entry(0x0112, 3, 1, 1));
        exif.extend([0; 4]);
    }
    let length = u16::try_from(exif.len() + 2).unwrap();
    let start = [&b"\xFF\xD8\xFF\xE1"[..], &length.to_be_bytes()].concat();
    [start, exif, b"\xFF\xD9".to_vec()].concat()
}

#[test]
fn row_30_photographs_that_tell_their_place_are_named() {
    let file = with_pictures(&[
        ("image1.jpeg", photo(true)),
        ("image2.jpg", photo(false)),
        ("image3.JPG", photo(true)),
        ("image4.jpg", b"\xFF\xD8 broken".to_vec()),
    ]);
    assert_eq!(told(&file), ["本文", "PicturesNotRead 1", "PhotoPlace 2"]);
    // Where none tells its place, nothing is said of places.
    let file = with_pictures(&[("image1.jpg", photo(false))]);
    assert_eq!(told(&file), ["本文", "PicturesNotRead 1"]);
}
