//! Broken DOCX, ODT, EPUB and EML files cost nothing but their own text: no panic, no hang.

use std::io::Cursor;
use std::io::Write;
use std::time::Duration;
use std::time::Instant;

use provenance::document::Document;
use provenance::document::Hints;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::mutation;

/// How long one file may take, in a build without optimisation.
const LONGEST: Duration = Duration::from_secs(5);

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn word() -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="1" Type="x/officeDocument" Target="word/document.xml"/><Relationship Id="2" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>"#,
        ),
        (
            "docProps/core.xml",
            "<cp:coreProperties><dc:title>Valve</dc:title><dc:creator>Ann; Ben</dc:creator></cp:coreProperties>",
        ),
        (
            "word/_rels/document.xml.rels",
            r#"<Relationships><Relationship Id="1" Type="x/styles" Target="styles.xml"/><Relationship Id="2" Type="x/numbering" Target="numbering.xml"/><Relationship Id="3" Type="x/footnotes" Target="notes.xml"/><Relationship Id="4" Type="x/header" Target="head.xml"/></Relationships>"#,
        ),
        (
            "word/styles.xml",
            r#"<w:styles><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#,
        ),
        (
            "word/numbering.xml",
            r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num></w:numbering>"#,
        ),
        (
            "word/notes.xml",
            r#"<w:footnotes><w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
        ),
        ("word/head.xml", "<w:hdr><w:p><w:r><w:t>Draft</w:t></w:r></w:p></w:hdr>"),
        (
            "word/document.xml",
            r#"<w:document><w:body><w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>Scope</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:del w:author="A"/></w:rPr></w:pPr><w:ins w:author="A"><w:r><w:t>The valve</w:t><w:footnoteReference w:id="1"/></w:r></w:ins></w:p><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shall</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Limit</w:t></w:r></w:p></w:tc><w:tc><w:p><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></w:p></w:tc></w:tr></w:tbl><w:sectPr><w:headerReference r:id="4"/></w:sectPr></w:body></w:document>"#,
        ),
    ])
}

fn open_document() -> Vec<u8> {
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        (
            "meta.xml",
            "<office:document-meta><office:meta><dc:title>Valve</dc:title></office:meta></office:document-meta>",
        ),
        (
            "styles.xml",
            r#"<office:document-styles><office:styles><style:style style:family="paragraph" style:name="P" style:parent-style-name="P"/><text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/></text:outline-style><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" loext:num-list-format="%1%."/><text:list-level-style-number text:level="2" style:num-format="a" text:display-levels="2"/></text:list-style></office:styles><office:master-styles><style:master-page><style:header><text:p>Draft</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"#,
        ),
        ("Object 1/content.xml", "<math><mi>x</mi></math>"),
        (
            "content.xml",
            r#"<office:document-content><office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info></text:deletion></text:changed-region></text:tracked-changes><text:h text:outline-level="1" text:style-name="P">Scope</text:h><text:list text:style-name="L" xml:id="a"><text:list-item text:start-value="4"><text:p>one<text:note text:note-class="footnote"><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item></text:list><table:table><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"><text:p>c</text:p></table:table-cell><table:table-cell/></table:table-row></table:table><text:p><draw:frame><draw:object xlink:href="./Object 1"/><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></text:p></office:text></office:body></office:document-content>"#,
        ),
    ])
}

fn book() -> Vec<u8> {
    package(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", r#"<container><rootfile full-path="O/b.opf"/></container>"#),
        (
            "O/b.opf",
            r#"<package><metadata><dc:title>Valve</dc:title></metadata><manifest><item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>"#,
        ),
        (
            "O/a b.xhtml",
            "<html><body><h1>Scope</h1><p>The valve <b>shall</b> close.</p></body></html>",
        ),
    ])
}

fn mail() -> Vec<u8> {
    b"From: =?UTF-8?Q?J=C3=B6rg?= <j@example.org>\r\nSubject: Scope\r\nDate: Mon, 6 May 2024 07:08:09 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/plain; charset=iso-8859-1; format=flowed; delsp=yes\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n> Das Ger=E4t \r\n> antwortet.\r\n--y\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n--y--\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: Inner\r\nContent-Transfer-Encoding: base64\r\n\r\nd29yZHM=\r\n--x\r\nContent-Type: application/pdf; name=spec.pdf\r\n\r\n%PDF\r\n--x--\r\n".to_vec()
}

fn read_broken(seeds: std::ops::Range<u64>) {
    let files =
        [("a.docx", word()), ("a.odt", open_document()), ("a.epub", book()), ("a.eml", mail())];
    for (name, file) in files {
        let hints = Hints { file_name: Some(name.to_owned()) };
        assert!(Document::parse(&file, &hints).text().contains("Scope"), "{name} is sound");
        for seed in seeds.clone() {
            let broken = mutation::broken(&file, seed);
            let began = Instant::now();
            let document = Document::parse(&broken, &hints);
            assert!(began.elapsed() < LONGEST, "{name} {seed}: {:?}", began.elapsed());
            let has_panicked =
                document.limitations().iter().any(|told| told.detail.contains("parser failed"));
            assert!(!has_panicked, "{name} {seed}");
        }
    }
}

#[test]
fn broken_files_neither_panic_nor_hang() {
    read_broken(0..150);
}

/// The whole: `cargo test --release --test documents office -- --ignored`.
#[test]
#[ignore = "takes a minute"]
fn ten_thousand_broken_files_neither_panic_nor_hang() {
    read_broken(1_000..3_500);
}
