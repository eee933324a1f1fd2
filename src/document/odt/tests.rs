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

const STYLES: &str = r#"<office:document-styles><office:styles>
    <style:default-style style:family="paragraph"><style:text-properties fo:language="de" fo:country="AT"/></style:default-style>
    <style:style style:family="paragraph" style:name="Title"/>
    <style:style style:family="text" style:name="Secret"><style:text-properties text:display="none"/></style:style>
    <text:outline-style>
      <text:outline-level-style text:level="1" style:num-format="1"/>
      <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
      <text:outline-level-style text:level="3" style:num-format=""/>
    </text:outline-style>
    <text:list-style style:name="L1">
      <text:list-level-style-number text:level="1" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
      <text:list-level-style-number text:level="2" style:num-format="i" style:num-suffix="."/>
      <text:list-level-style-bullet text:level="3" text:bullet-char="•"/>
    </text:list-style></office:styles>
    <office:master-styles><style:master-page>
      <style:header><text:p>Draft</text:p></style:header><style:footer><text:p><text:page-number>7</text:page-number></text:p></style:footer>
    </style:master-page><style:master-page><style:header><text:p>Draft</text:p></style:header></style:master-page></office:master-styles>
  </office:document-styles>"#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn content(body: &str) -> String {
    format!(
        r#"<office:document-content><office:automatic-styles><style:style style:family="paragraph" style:name="P1" style:parent-style-name="Title"/></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    )
}

fn read(body: &str) -> Extracted {
    extract(&package(&[("content.xml", &content(body))]), &Limits::default()).unwrap()
}

fn read_styled(body: &str) -> Extracted {
    let parts = [("content.xml", content(body)), ("styles.xml", STYLES.to_owned())];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    extract(&package(&parts), &Limits::default()).unwrap()
}

/// The text without the running head and foot of [`STYLES`].
fn styled_text(body: &str) -> String {
    read_styled(body).text.strip_suffix("\n\nDraft\n\n7\n").unwrap().to_owned()
}

#[test]
fn a_paragraph_is_one_line() {
    let body = r#"<text:p>The <text:span>sys</text:span>tem<text:s text:c="3"/>shall<text:tab/>answer<text:line-break/><text:a>soon</text:a>.</text:p>"#;
    assert_eq!(read(body).text, "The system shall answer soon.\n");
}

#[test]
fn headings_have_their_level_and_the_number_of_the_outline() {
    let heading =
        |level: u32, text: &str| format!(r#"<text:h text:outline-level="{level}">{text}</text:h>"#);
    let body = [
        r#"<text:p text:style-name="P1">Ventil</text:p>"#.to_owned(),
        heading(1, "Zweck"),
        heading(1, "Umfang"),
        heading(2, "Innen"),
        heading(3, "Tief"),
        heading(2, "Außen"),
        r#"<text:h text:outline-level="1" text:is-list-header="true">Anhang</text:h>"#.to_owned(),
    ];
    assert_eq!(
        styled_text(&body.concat()),
        "# Ventil\n\n# 1 Zweck\n\n# 2 Umfang\n\n## 2.1 Innen\n\n### Tief\n\n## 2.2 Außen\n\n# Anhang"
    );
}

#[test]
fn list_items_have_the_numbers_that_a_person_sees() {
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let with = |text: &str, inner: &str| {
        format!(
            "<text:list-item><text:p>{text}</text:p><text:p>More.</text:p><text:list>{inner}</text:list></text:list-item>"
        )
    };
    let deepest =
        format!("<text:list-item><text:list>{}</text:list></text:list-item>", item("deep"));
    let body = format!(
        r#"<text:list text:style-name="L1">{}{}</text:list><text:p>Between.</text:p>
           <text:list text:style-name="L1" text:continue-numbering="true">{}</text:list>
           <text:list text:style-name="L1">{}</text:list>"#,
        item("one"),
        with("two", &(item("inner") + &item("inner too") + &deepest)),
        item("three"),
        r#"<text:list-item text:start-value="5"><text:p>anew</text:p></text:list-item>"#,
    );
    assert_eq!(
        styled_text(&body),
        "(a) one\n(b) two\n\nMore.\n\n  i. inner\n  ii. inner too\n    - deep\n\nBetween.\n\n\
         (c) three\n(e) anew"
    );
}

#[test]
fn tables_are_rows_and_repetition_is_bounded() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let body = format!(
        r#"<table:table><table:table-header-rows><table:table-row>{}{}{}</table:table-row></table:table-header-rows>
           <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>wide</text:p></table:table-cell><table:covered-table-cell/>{}</table:table-row>
           <table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="4000000000"/></table:table-row></table:table>"#,
        cell("Limit"),
        cell("Value"),
        cell("Unit"),
        cell("s"),
    );
    assert_eq!(read(&body).text, "| Limit | Value | Unit |\n| wide | | s |\n");
}

#[test]
fn notes_stand_at_the_end_under_their_marks() {
    let note = |class: &str, text: &str| {
        format!(
            r#"<text:note text:note-class="{class}"><text:note-citation>1</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"#
        )
    };
    let body =
        format!("<text:p>a{}b{}</text:p>", note("footnote", "Foot."), note("endnote", "End."));
    assert_eq!(read(&body).text, "a[^1]b[^e1]\n\n[^1]: Foot.\n\n[^e1]: End.\n");
}

#[test]
fn tracked_changes_comments_and_hidden_text_are_told() {
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Ann</dc:creator></office:change-info><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p>seen<text:change/><office:annotation><dc:creator>Ben</dc:creator><text:p>why?</text:p></office:annotation><text:span text:style-name="Secret">xx</text:span></text:p>
        <text:section text:display="none"><text:p>y</text:p></text:section>"#;
    let extracted = read_styled(body);
    assert!(extracted.text.starts_with("seen\n"), "{}", extracted.text);
    let told: Vec<(LimitationKind, &str)> =
        extracted.limitations.iter().map(|told| (told.kind, told.detail.as_str())).collect();
    assert_eq!(
        told,
        [
            (
                LimitationKind::TrackedChanges,
                "1 deletion by Ann is tracked and not settled; the text is the one with all accepted"
            ),
            (LimitationKind::Comments, "1 comment by Ben left out of the text"),
            (LimitationKind::HiddenText, "3 characters formatted as hidden, left out"),
        ]
    );
}

#[test]
fn running_heads_stand_once_as_furniture_and_the_language_is_told() {
    let extracted = read_styled("<text:p>Body.</text:p>");
    assert_eq!(extracted.text, "Body.\n\nDraft\n\n7\n");
    let kinds: Vec<FurnitureKind> = extracted.furniture.iter().map(|part| part.kind).collect();
    assert_eq!(kinds, [FurnitureKind::RunningHead, FurnitureKind::PageNumber]);
    assert_eq!(
        (extracted.metadata[0].field, extracted.metadata[0].value.as_str()),
        (Field::Language, "de-AT")
    );
}

#[test]
fn text_boxes_follow_and_formulas_stand_in_their_paragraph() {
    let body = r#"<text:p>It is <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame> so.<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame></text:p>"#;
    let formula = "<math><semantics><mrow><mi>x</mi><mo>=</mo><mn>2</mn></mrow><annotation>x=2</annotation></semantics></math>";
    let parts = [("content.xml", content(body)), ("Object 1/content.xml", formula.to_owned())];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let extracted = extract(&package(&parts), &Limits::default()).unwrap();
    assert_eq!(extracted.text, "It is x = 2 so.\n\nIn the box.\n");
}

#[test]
fn properties_of_the_document_are_metadata() {
    let about = "<office:document-meta><office:meta><dc:title>Valve</dc:title><meta:initial-creator>Ann</meta:initial-creator><dc:creator>Ben</dc:creator><meta:creation-date>2024-05-06T07:08:09</meta:creation-date></office:meta></office:document-meta>";
    let body = content("<text:p>x</text:p>");
    let bytes = package(&[("content.xml", &body), ("meta.xml", about)]);
    let found = extract(&bytes, &Limits::default()).unwrap().metadata;
    let found: Vec<(Field, &str, &str)> = found
        .iter()
        .map(|found| (found.field, found.value.as_str(), found.source.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Field::Title, "Valve", "document property dc:title"),
            (Field::Author, "Ann", "document property meta:initial-creator"),
            (Field::Published, "2024-05-06T07:08:09", "document property meta:creation-date"),
        ]
    );
}

#[test]
fn an_encrypted_file_says_what_to_do() {
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = package(&[("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}\u{2}")]);
    let told = extract(&bytes, &Limits::default()).unwrap_err();
    assert_eq!(told.kind, LimitationKind::Encrypted);
}
