//! Small packages, written here, and the text that is read from them.

use std::io::Cursor;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::extract;
use crate::document::extracted::Extracted;
use crate::document::extracted::Field;
use crate::document::extracted::FurnitureKind;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;

const STYLES: &str = r#"
    <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>
      <w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="berschrift1"/>
      <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Anhang"><w:name w:val="Annex"/><w:basedOn w:val="berschrift1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:type="character" w:styleId="Geheim"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>"#;

const NUMBERING: &str = r#"
    <w:abstractNum w:abstractNumId="1">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="berschrift1"/><w:lvlText w:val="%1"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="berschrift2"/><w:lvlText w:val="%1.%2"/></w:lvl>
      <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="2">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%2."/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="3">
      <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="4">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="第%1条　"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num>
    <w:num w:numId="9"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    <w:num w:numId="10"><w:abstractNumId w:val="3"/></w:num>
    <w:num w:numId="11"><w:abstractNumId w:val="4"/></w:num>"#;

/// Builds a package from parts.
fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn wrapped(name: &str, content: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="w" xmlns:r="r" xmlns:m="m" xmlns:mc="mc">{content}</w:{name}>"#
    )
}

/// A package with the usual parts, the given body and further parts of the folder `word`, each
/// with its kind.
fn document(body: &str, further: &[(&str, &str)]) -> Vec<u8> {
    let target = |kind: &str, part: &str, id: usize| {
        format!(
            r#"<Relationship Id="rId{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{part}"/>"#
        )
    };
    let mut relationships =
        target("styles", "styles.xml", 1) + &target("numbering", "numbering.xml", 2);
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            format!(
                "<Relationships>{}{}</Relationships>",
                target("officeDocument", "word/document.xml", 1),
                target("core-properties", "docProps/core.xml", 2)
            ),
        ),
        ("word/document.xml", wrapped("document", &format!("<w:body>{body}</w:body>"))),
        ("word/styles.xml", wrapped("styles", STYLES)),
        ("word/numbering.xml", wrapped("numbering", NUMBERING)),
    ];
    let names = ["footnotes", "endnotes", "comments", "header", "footer"];
    let paths = [
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/comments.xml",
        "word/header.xml",
        "word/footer.xml",
    ];
    for (index, (kind, content)) in further.iter().enumerate() {
        let at = names.iter().position(|name| name == kind).unwrap();
        relationships += &target(kind, &format!("{kind}.xml"), 10 + index);
        parts.push((paths[at], wrapped("part", content)));
    }
    parts.push((
        "word/_rels/document.xml.rels",
        format!("<Relationships>{relationships}</Relationships>"),
    ));
    package(&parts)
}

fn read(body: &str, further: &[(&str, &str)]) -> Extracted {
    extract(&document(body, further), &Limits::default()).unwrap()
}

fn text(body: &str) -> String {
    read(body, &[]).text
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

fn paragraph(properties: &str, content: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", run(content))
}

fn numbered(list: u32, level: u32, content: &str) -> String {
    let properties =
        format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    paragraph(&properties, content)
}

fn styled(style: &str, content: &str) -> String {
    paragraph(&format!(r#"<w:pStyle w:val="{style}"/>"#), content)
}

#[test]
fn runs_of_a_paragraph_are_one_line() {
    let body = r"<w:p><w:r><w:t>The sys</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tem</w:t><w:tab/><w:t>shall</w:t><w:br/><w:t>answer &lt; 5&#160;s.</w:t></w:r></w:p>";
    assert_eq!(text(body), "The system shall answer < 5 s.\n");
}

#[test]
fn headings_are_known_by_outline_level_and_carry_their_numbers() {
    let body = [
        styled("Titel", "Ventil"),
        styled("berschrift1", "Zweck"),
        styled("berschrift1", "Umfang"),
        styled("berschrift2", "Innen"),
        styled("berschrift2", "Außen"),
        numbered(7, 2, "Das System muss antworten."),
        paragraph(r#"<w:outlineLvl w:val="2"/>"#, "Ohne Nummer"),
        styled("Anhang", "Anhang"),
    ];
    assert_eq!(
        text(&body.concat()),
        "# Ventil\n\n# 1 Zweck\n\n# 2 Umfang\n\n## 2.1 Innen\n\n## 2.2 Außen\n\n\
         2.2.1 Das System muss antworten.\n\n### Ohne Nummer\n\n# 3 Anhang\n"
    );
}

#[test]
fn list_items_have_the_numbers_that_a_person_sees() {
    let body = [
        numbered(8, 0, "one"),
        numbered(8, 1, "inner"),
        numbered(8, 1, "inner too"),
        numbered(8, 0, "two"),
        numbered(8, 1, "inner again"),
        paragraph("", "Between."),
        numbered(8, 0, "three"),
        numbered(9, 0, "from the beginning"),
        numbered(10, 0, "bullet"),
        numbered(10, 1, "inner bullet"),
        numbered(11, 0, "总则"),
    ];
    assert_eq!(
        text(&body.concat()),
        "(a) one\n  i. inner\n  ii. inner too\n(b) two\n  i. inner again\n\nBetween.\n\n(c) three\n\
         (a) from the beginning\n- bullet\n  - inner bullet\n\n第一条 总则\n"
    );
}

#[test]
fn tables_are_rows_with_merged_cells_kept_in_their_columns() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph("", text))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let inner = format!("<w:tbl>{}</w:tbl>", row(&[cell("", "x"), cell("", "y")]));
    let body = format!(
        "<w:tbl>{}{}{}{}</w:tbl>",
        row(&[cell("", "Limit"), cell("", "Value"), cell("", "Unit")]),
        row(&[
            cell(r#"<w:vMerge w:val="restart"/>"#, "time"),
            cell(r#"<w:gridSpan w:val="2"/>"#, "none")
        ]),
        row(&[cell("<w:vMerge/>", ""), cell("", "5"), cell("", "s")]),
        row(&[
            cell("", "sub"),
            format!("<w:tc>{}{inner}</w:tc>", paragraph("", "see")),
            cell("", "")
        ]),
    );
    assert_eq!(
        text(&body),
        "| Limit | Value | Unit |\n| time | none | |\n| | 5 | s |\n| sub | see | |\n| x | y |\n"
    );
}

#[test]
fn the_result_of_a_field_is_text_and_its_code_is_not() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = format!(
        "<w:p>{}<w:r><w:instrText>IF </w:instrText></w:r>{}{}{}{}{}{}{}</w:p>{}",
        field("begin"),
        field("begin"),
        field("separate"),
        run("code"),
        field("end"),
        field("separate"),
        run("result"),
        field("end"),
        paragraph("", "after")
    );
    assert_eq!(text(&body), "result\n\nafter\n");
    let unclosed = format!("<w:p>{}{}</w:p>{}", field("begin"), run("code"), paragraph("", "kept"));
    assert_eq!(text(&unclosed), "kept\n");
}

#[test]
fn tracked_changes_give_the_accepted_text_and_are_told() {
    let body = r#"<w:p><w:pPr><w:rPr><w:del w:author="Ann"/></w:rPr></w:pPr><w:r><w:t>One</w:t></w:r>
        <w:ins w:author="Ann"><w:r><w:t xml:space="preserve"> new</w:t></w:r></w:ins>
        <w:del w:author="Ben"><w:r><w:delText> old</w:delText><w:t>old</w:t></w:r></w:del></w:p>
        <w:p><w:r><w:t xml:space="preserve"> paragraph.</w:t></w:r></w:p>
        <w:tbl><w:tr><w:trPr><w:del w:author="Ben"/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let extracted = read(body, &[]);
    assert_eq!(extracted.text, "One new paragraph.\n");
    let told = &extracted.limitations[0];
    assert_eq!(told.kind, LimitationKind::TrackedChanges);
    assert_eq!(
        told.detail,
        "1 insertion, 3 deletions by Ann, Ben are tracked and not settled; the text is the one \
         with all accepted"
    );
}

#[test]
fn notes_stand_at_the_end_under_their_marks() {
    let note = |id: u32, text: &str| {
        format!(
            r#"<w:footnote w:id="{id}"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>"#,
            run(text)
        )
    };
    let notes = note(1, " First.") + &note(0, "separator") + &note(4, " Second.");
    let reference = |id: u32| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let body = format!("<w:p>{}{}{}{}</w:p>", run("a"), reference(4), run(" b"), reference(1));
    let extracted = read(&body, &[("footnotes", &notes)]);
    assert_eq!(extracted.text, "a[^1] b[^2]\n\n[^1]: Second.\n\n[^2]: First.\n");
}

#[test]
fn running_heads_and_feet_stand_once_at_the_end_as_furniture() {
    let reference = r#"<w:sectPr><w:headerReference r:id="rId10"/><w:footerReference r:id="rId11"/></w:sectPr>"#;
    let body =
        format!("{}<w:p><w:pPr>{reference}</w:pPr></w:p>{reference}", paragraph("", "Body."));
    let extracted =
        read(&body, &[("header", &paragraph("", "Draft")), ("footer", &paragraph("", "3"))]);
    assert_eq!(extracted.text, "Body.\n\nDraft\n\n3\n");
    let kinds: Vec<FurnitureKind> = extracted.furniture.iter().map(|part| part.kind).collect();
    assert_eq!(kinds, [FurnitureKind::RunningHead, FurnitureKind::PageNumber]);
    assert_eq!(extracted.furniture[0].span.slice(&extracted.text), "Draft");
}

#[test]
fn hidden_text_and_comments_are_left_out_and_told() {
    let body = format!(
        r#"<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>xx</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Geheim"/></w:rPr><w:t>y</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>!</w:t></w:r></w:p>"#,
        run("seen")
    );
    let extracted = read(&body, &[("comments", r#"<w:comment w:author="Ann"/>"#)]);
    assert_eq!(extracted.text, "seen!\n");
    let told: Vec<&str> = extracted.limitations.iter().map(|told| told.detail.as_str()).collect();
    assert_eq!(
        told,
        ["1 comment by Ann left out of the text", "3 characters formatted as hidden, left out"]
    );
}

#[test]
fn text_boxes_follow_their_paragraph_once() {
    let inner = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph("", text));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        run("Before."),
        inner("In the box."),
        inner("In the box."),
    );
    assert_eq!(text(&body), "Before.\n\nIn the box.\n");
}

#[test]
fn formulas_are_a_line_of_text() {
    let body = "<w:p><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f></m:oMath></w:p>";
    assert_eq!(text(body), "x^2(a+b)/c\n");
}

#[test]
fn core_properties_and_the_language_are_metadata() {
    let mut parts = vec![
        ("word/document.xml", wrapped("document", &paragraph("", "系统应当在五秒内重试。"))),
        ("docProps/core.xml", r#"<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc" xmlns:dcterms="t"><dc:title> Valve </dc:title><dc:creator>Ann; Ben</dc:creator><dcterms:created>2024-05-06T07:08:09Z</dcterms:created></cp:coreProperties>"#.to_owned()),
        ("_rels/.rels", r#"<Relationships><Relationship Id="a" Type="x/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#.to_owned()),
        ("word/styles.xml", wrapped("styles", STYLES)),
    ];
    parts.push(("word/_rels/document.xml.rels", r#"<Relationships><Relationship Id="a" Type="x/styles" Target="styles.xml"/></Relationships>"#.to_owned()));
    let extracted = extract(&package(&parts), &Limits::default()).unwrap();
    let found: Vec<(Field, &str, &str)> = extracted
        .metadata
        .iter()
        .map(|found| (found.field, found.value.as_str(), found.source.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Field::Title, "Valve", "core property dc:title"),
            (Field::Author, "Ann", "core property dc:creator"),
            (Field::Author, "Ben", "core property dc:creator"),
            (Field::Published, "2024-05-06T07:08:09Z", "core property dcterms:created"),
            (Field::Language, "zh-CN", "w:lang of the default style"),
        ]
    );
}

#[test]
fn a_bomb_costs_no_more_than_the_limit() {
    let body = paragraph("", &"a".repeat(3 << 20));
    let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    let told = extract(&document(&body, &[]), &limits).unwrap_err();
    assert_eq!(told.kind, LimitationKind::TooLarge);
}

#[test]
fn text_before_damage_is_kept_and_the_damage_told() {
    let bytes = package(&[(
        "word/document.xml",
        "<w:document><w:body><w:p><w:r><w:t>kept</w:t></w:r></w:p><w:p></w:q>".to_owned(),
    )]);
    let extracted = extract(&bytes, &Limits::default()).unwrap();
    assert_eq!(extracted.text, "kept\n");
    assert_eq!(extracted.limitations[0].kind, LimitationKind::Damaged);
}

#[test]
fn deeply_nested_tables_do_not_exhaust_the_stack() {
    let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    let body = open.repeat(20_000) + &paragraph("", "deep") + &close.repeat(20_000);
    let extracted = read(&body, &[]);
    assert_eq!(extracted.limitations[0].kind, LimitationKind::TooLarge);
}

#[test]
fn old_and_encrypted_files_say_what_to_do() {
    let magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let encrypted = [magic.clone(), utf16("EncryptedPackage")].concat();
    let kind = |bytes: &[u8]| extract(bytes, &Limits::default()).unwrap_err();
    assert_eq!(kind(&encrypted).kind, LimitationKind::Encrypted);
    let old = kind(&[magic, utf16("WordDocument")].concat());
    assert!(old.detail.contains("--convert-to docx"), "{}", old.detail);
}
