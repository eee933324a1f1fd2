//! Small books, written here, and the text that is read from them.

use std::io::Cursor;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::extract;
use crate::document::extracted::Field;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;

const CONTAINER: &str =
    r#"<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>"#;

const PACKAGE: &str = r##"<package><metadata><dc:title>Valve</dc:title><dc:creator>Ann</dc:creator><dc:creator>Ben</dc:creator><dc:date>2024-05-06</dc:date><meta property="dcterms:modified">2024-06-07T08:09:10Z</meta></metadata>
    <manifest><item id="a" href="first%20part.xhtml" media-type="application/xhtml+xml"/><item id="b" href="text/second.xhtml" media-type="application/xhtml+xml"/><item id="n" href="notes.xhtml#top" media-type="application/xhtml+xml"/><item id="c" href="cover.png" media-type="image/png"/></manifest>
    <spine><itemref idref="n" linear="no"/><itemref idref="c"/><itemref idref="a"/><itemref idref="b"/></spine></package>"##;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn book(further: &[(&str, &str)]) -> Vec<u8> {
    let parts = [
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", PACKAGE),
        ("OPS/first part.xhtml", "<html><body><h1>One</h1><p>The valve closes.</p></body></html>"),
        ("OPS/text/second.xhtml", "<html><body><h1>Two</h1><p>It opens.</p></body></html>"),
        ("OPS/notes.xhtml", "<html><body><p>A note.</p></body></html>"),
    ];
    package(&[&parts, further].concat())
}

#[test]
fn chapters_are_read_in_the_order_of_the_spine() {
    let whole = extract(&book(&[]), &Limits::default()).unwrap();
    assert_eq!(whole.text, "# One\n\nThe valve closes.\n\n# Two\n\nIt opens.\n\nA note.\n");
    let found: Vec<(Field, &str)> =
        whole.metadata.iter().map(|found| (found.field, found.value.as_str())).collect();
    assert_eq!(
        found,
        [
            (Field::Title, "Valve"),
            (Field::Author, "Ann"),
            (Field::Author, "Ben"),
            (Field::Published, "2024-05-06"),
            (Field::Updated, "2024-06-07T08:09:10Z"),
        ]
    );
}

#[test]
fn encrypted_chapters_are_told() {
    let lock = r#"<encryption><CipherReference URI="OPS/text/second.xhtml"/></encryption>"#;
    let whole = extract(&book(&[("META-INF/encryption.xml", lock)]), &Limits::default()).unwrap();
    assert_eq!(whole.text, "# One\n\nThe valve closes.\n\nA note.\n");
    assert_eq!(whole.limitations[0].kind, LimitationKind::Encrypted);
}

#[test]
fn a_missing_chapter_costs_only_itself() {
    let parts = [
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", PACKAGE),
        ("OPS/notes.xhtml", "<p>A note.</p>"),
    ];
    let whole = extract(&package(&parts), &Limits::default()).unwrap();
    assert_eq!(whole.text, "A note.\n");
    assert_eq!(whole.limitations[0].kind, LimitationKind::Damaged);
}
