//! Small PDF files made by hand: text at places, rules, pages. No font is embedded: a map from
//! codes to characters is all that reading needs.

use std::fmt::Write;

/// A page under way; places are points from its upper left.
pub struct Page {
    size: (f64, f64),
    content: String,
    entries: String,
}

impl Page {
    /// A4 upright.
    pub fn a4() -> Self {
        Self::sized(595.0, 842.0)
    }

    /// A page of this size.
    pub fn sized(width: f64, height: f64) -> Self {
        Self {
            size: (width, height),
            content: String::new(),
            entries: String::new(),
        }
    }

    /// Further entries of the page's dictionary.
    pub fn entry(mut self, entry: &str) -> Self {
        self.entries.push_str(entry);
        self
    }

    /// Operators as they are.
    pub fn raw(mut self, operators: &str) -> Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }

    /// Text whose line begins at `x`, its baseline at `y`.
    pub fn text(self, x: f64, y: f64, size: f64, text: &str) -> Self {
        let y = self.size.1 - y;
        self.raw(&format!(
            "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET",
            hex(text)
        ))
    }

    /// The same in 10 points of another font: `F2` tells no characters, `F3` only private ones.
    pub fn text_in(self, font: &str, x: f64, y: f64, text: &str) -> Self {
        let y = self.size.1 - y;
        self.raw(&format!(
            "BT /{font} 10 Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET",
            hex(text)
        ))
    }

    /// Text that runs down the page, as on a sheet that was turned.
    pub fn turned(mut self, x: f64, y: f64, size: f64, text: &str) -> Self {
        let y = self.size.1 - y;
        let _ = writeln!(
            self.content,
            "BT /F1 {size} Tf 0 -1 1 0 {x} {y} Tm <{}> Tj ET",
            hex(text)
        );
        self
    }

    /// A rule.
    pub fn rule(mut self, from: (f64, f64), to: (f64, f64)) -> Self {
        let (a, b) = (self.size.1 - from.1, self.size.1 - to.1);
        let _ = writeln!(self.content, "0.5 w {} {a} m {} {b} l S", from.0, to.0);
        self
    }

    /// A table of rules: where its columns and rows part, and the lines of its cells.
    pub fn table(mut self, xs: &[f64], ys: &[f64], cells: &[&[&str]]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        for y in ys {
            self = self.rule((left, *y), (right, *y));
        }
        for x in xs {
            self = self.rule((*x, top), (*x, bottom));
        }
        self.cells(xs, ys, cells)
    }

    /// The words of a table alone.
    pub fn cells(mut self, xs: &[f64], ys: &[f64], cells: &[&[&str]]) -> Self {
        for (row, y) in cells.iter().zip(ys) {
            for (cell, x) in row.iter().zip(xs) {
                for (n, line) in cell.split('\n').enumerate() {
                    self = self.text(x + 4.0, y + 14.0 + 14.0 * n as f64, 10.0, line);
                }
            }
        }
        self
    }
}

fn hex(text: &str) -> String {
    text.encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect()
}

/// A whole file.
#[derive(Default)]
pub struct File {
    objects: Vec<Vec<u8>>,
    root: String,
    trailer: String,
}

/// A file of these pages.
pub fn pdf(pages: Vec<Page>) -> Vec<u8> {
    File::of(pages).bytes()
}

impl File {
    /// The objects of these pages: 1 the root, 2 the pages, 3–9 fonts, then each page and its
    /// content.
    pub fn of(pages: Vec<Page>) -> Self {
        let mut file = Self::default();
        let kids: Vec<String> = (0..pages.len())
            .map(|n| format!("{} 0 R", 10 + 2 * n))
            .collect();
        file.push("");
        file.push(&format!(
            "<</Type/Pages/Kids[{}]/Count {}>>",
            kids.join(" "),
            kids.len()
        ));
        let font = |map: &str| {
            format!(
                "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[6 0 R]{map}>>"
            )
        };
        file.push(&font("/ToUnicode 7 0 R"));
        file.push(&font(""));
        file.push(&font("/ToUnicode 8 0 R"));
        file.push("<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[32 126 500]>>");
        file.stream("", map("").as_bytes());
        file.stream("", map("E000").as_bytes());
        file.push("null");
        for (n, page) in pages.into_iter().enumerate() {
            let (width, height) = page.size;
            file.push(&format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>/Contents {} 0 R{}>>",
                11 + 2 * n,
                page.entries
            ));
            file.stream("", page.content.as_bytes());
        }
        file
    }

    /// Entries of the root dictionary.
    pub fn root(mut self, entries: &str) -> Self {
        self.root.push_str(entries);
        self
    }

    /// Entries of the trailer.
    pub fn trailer(mut self, entries: &str) -> Self {
        self.trailer.push_str(entries);
        self
    }

    /// How many objects there are.
    pub fn count(&self) -> usize {
        self.objects.len()
    }

    /// One object more; gives its number.
    pub fn push(&mut self, object: &str) -> usize {
        self.objects.push(object.as_bytes().to_vec());
        self.objects.len()
    }

    /// One stream more; gives its number.
    pub fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let head = format!("<</Length {}{entries}>>stream\n", data.len());
        self.objects
            .push([head.as_bytes(), data, b"\nendstream"].concat());
        self.objects.len()
    }

    /// Another object in place of one.
    pub fn replace(&mut self, number: usize, object: &str) {
        self.objects[number - 1] = object.as_bytes().to_vec();
    }

    /// The file.
    pub fn bytes(mut self) -> Vec<u8> {
        let root = format!("<</Type/Catalog/Pages 2 0 R{}>>", self.root);
        self.replace(1, &root);
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (n, object) in self.objects.iter().enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n", n + 1).as_bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let table = out.len();
        let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        for place in &places {
            let _ = writeln!(end, "{place:010} 00000 n ");
        }
        let _ = write!(
            end,
            "trailer\n<</Size {}/Root 1 0 R{}>>\nstartxref\n{table}\n%%EOF\n",
            places.len() + 1,
            self.trailer
        );
        out.extend(end.as_bytes());
        out
    }
}

/// Every code is its own character; or always the same one.
fn map(same: &str) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    for block in 0..4u32 {
        let _ = writeln!(out, "64 beginbfrange");
        for high in block * 64..block * 64 + 64 {
            let to = if same.is_empty() {
                format!("{high:02X}00")
            } else {
                same.to_owned()
            };
            let _ = writeln!(out, "<{high:02X}00> <{high:02X}FF> <{to}>");
        }
        let _ = writeln!(out, "endbfrange");
    }
    out.push_str("endcmap end");
    out
}
