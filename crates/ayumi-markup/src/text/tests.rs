//! Text in, document out.

use super::*;
use crate::show::show;

fn read(text: &str) -> Document {
    let source = Source {
        name: "a.txt",
        bytes: text.as_bytes(),
        encoding: None,
    };
    TextReader.read(source).expect("text is read")
}

#[test]
fn dump() {
    let Ok(path) = std::env::var("DUMP") else {
        return;
    };
    for path in path.split(' ') {
        let bytes = std::fs::read(path).unwrap();
        let doc = TextReader.read(Source {
            name: path,
            bytes: &bytes,
            encoding: None,
        });
        match doc {
            Ok(doc) => println!("=== {path}\n{}{:?}", show(&doc), doc.notices),
            Err(e) => println!("=== {path} {e:?}"),
        }
    }
}
