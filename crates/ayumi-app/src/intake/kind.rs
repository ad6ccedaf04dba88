//! Which kind a file is, after the refusals that need more than its first bytes.

use ayumi_document::{Refusal, SourceKind};

/// The kind of a file, told from its content; the name only decides between kinds of text.
///
/// # Errors
/// A [`Refusal`] for empty files, files with macros, locked files, kinds Ayumi does not know, and
/// for a name whose ending promises another kind than the content (naming both).
pub fn kind_of(name: &str, bytes: &[u8]) -> Result<SourceKind, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    // Names of an archive's entries stand in it uncompressed.
    if bytes.starts_with(b"PK\x03\x04") && contains(bytes, b"vbaProject.bin") {
        return Err(Refusal::Macros);
    }
    // A locked Office file is an archive inside the old container, in a stream of this name.
    if bytes.starts_with(OLD_CONTAINER) && contains(bytes, &utf16("EncryptedPackage")) {
        return Err(Refusal::Encrypted);
    }
    ayumi_markup::detect(name, bytes)
}

/// First bytes of the container of old Office files.
const OLD_CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, bytes: &[u8], expected: &str) {
        assert_eq!(format!("{:?}", kind_of(name, bytes)), expected, "{name}");
    }

    #[test]
    fn kinds_and_refusals() {
        check("a.txt", b"1 plan", "Ok(Text)");
        check("a.docx", b"PK\x03\x04....word/document.xml", "Ok(Docx)");
        check("a.txt", b"", "Err(Empty)");
        check(
            "a.docx",
            b"PK\x03\x04word/document.xml word/vbaProject.bin",
            "Err(Macros)",
        );
        let named = r#"Err(KindDisagrees { named: "docx", found: "pdf" })"#;
        check("a.docx", b"%PDF-1.7", named);
        check(
            "a.docx",
            &[OLD_CONTAINER, &utf16("EncryptedPackage")].concat(),
            "Err(Encrypted)",
        );
    }
}
