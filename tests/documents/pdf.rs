//! PDFs become text: what a person reads, in the order in which they read it.

use provenance::document::Document;
use provenance::document::FurnitureKind;
use provenance::document::Hints;
use provenance::document::LimitationKind;

use crate::support::Pdf;
use crate::support::Show;
use crate::support::stream;

fn read(bytes: &[u8]) -> Document<'_> {
    Document::parse(bytes, &Hints::default())
}

fn text(pdf: Pdf) -> String {
    read(&pdf.finish()).text().to_owned()
}

fn kinds(document: &Document<'_>) -> Vec<LimitationKind> {
    document.limitations().iter().map(|limitation| limitation.kind).collect()
}

const PROSE: [&str; 4] = [
    "The pump shall stop when the pressure in the main line is higher",
    "than six bar for more than two seconds, and it shall not be set",
    "going again by anything but the button on the front of the case,",
    "which is locked.",
];

#[test]
fn lines_become_paragraphs() {
    let mut lines = PROSE.to_vec();
    lines.push("Another paragraph begins here because the line above was short by");
    lines.push("far.");
    let expected = format!(
        "{}\n\nAnother paragraph begins here because the line above was short by far.\n",
        PROSE.join(" ")
    );
    assert_eq!(text(Pdf::default().column(&lines)), expected);
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let near: Vec<String> =
        (1..=9).map(|n| format!("the first column tells of case {n}")).collect();
    let far: Vec<String> =
        (1..=9).map(|n| format!("and the second one has case {n} too")).collect();
    let place = |x: f64, n: u32| Show("F", 10.0, x, 700.0 - f64::from(n) * 12.0);
    let mut lines: Vec<(Show<'_>, &str)> = vec![(Show("B", 18.0, 200.0, 740.0), "Two columns")];
    // Written line by line across both columns, as some programs do.
    for (n, (near, far)) in (0..).zip(near.iter().zip(&far)) {
        lines.push((place(72.0, n), near));
        lines.push((place(320.0, n), far));
    }
    let whole = format!("# Two columns\n\n{} {}\n", near.join(" "), far.join(" "));
    assert_eq!(text(Pdf::default().lines(&lines)), whole);
}

#[test]
fn words_divided_at_line_ends_and_ligatures_are_whole_again() {
    let pdf = Pdf::default()
        .object(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding\
             <</Differences[1/f_i/fl/ffi]>>/FirstChar 1/LastChar 3/Widths[500 500 800]>>",
        )
        .page(
            "BT /F 10 Tf 72 700 Td 12 TL (This is what the committee wrote down in its speci-) Tj \
             T* /X 10 Tf (\\001) Tj /F 10 Tf (cation of the o) Tj /X 10 Tf (\\003) Tj \
             /F 10 Tf (ce.) Tj ET",
        );
    let expected = "This is what the committee wrote down in its specification of the office.\n";
    // `speci-` and `fication`: the ligature begins the second line.
    assert_eq!(text(pdf), expected);
}

#[test]
fn a_page_break_in_a_sentence_is_no_change() {
    let page = |pdf: Pdf, number: &str, lines: &[&str]| {
        let mut placed = vec![
            (Show("F", 8.0, 72.0, 760.0), "Pump rules, draft"),
            (Show("F", 8.0, 300.0, 30.0), number),
        ];
        for (n, line) in (0_u32..).zip(lines) {
            placed.push((Show("F", 10.0, 72.0, 700.0 - f64::from(n) * 12.0), *line));
        }
        pdf.lines(&placed)
    };
    let pdf = page(Pdf::default(), "1", &PROSE[..2]);
    let pdf = page(pdf, "2", &PROSE[2..]);
    let third = ["Valves are another matter; they are told of in the next chapter."];
    let pdf = page(pdf, "3", &third);
    let bytes = pdf.finish();
    let document = read(&bytes);
    let whole = PROSE.join(" ");
    let expected = format!(
        "Pump rules, draft\n\n{whole}\n\n1\n\nPump rules, draft\n\n2\n\nPump rules, draft\n\n{}\n\n3\n",
        third[0]
    );
    assert_eq!(document.text(), expected);
    let at = expected.find("going again").unwrap();
    let third = expected.rfind("Pump rules").unwrap();
    assert_eq!(document.pages(), [0, at, third]);
    let kinds: Vec<FurnitureKind> =
        document.furniture().iter().map(|furniture| furniture.kind).collect();
    let (head, number) = (FurnitureKind::RunningHead, FurnitureKind::PageNumber);
    assert_eq!(kinds, [head, number, head, number, head, number]);
}

#[test]
fn headings_items_rows_and_code_have_their_marks() {
    let lines = [
        (Show("B", 16.0, 72.0, 740.0), "1 Pumps"),
        (Show("F", 10.0, 72.0, 710.0), PROSE[0]),
        (Show("F", 10.0, 72.0, 698.0), PROSE[1]),
        (Show("B", 12.0, 72.0, 670.0), "1.1 Limits"),
        (Show("F", 10.0, 72.0, 650.0), "\u{95} a first item"),
        (Show("F", 10.0, 72.0, 638.0), "\u{95} a second item"),
        (Show("F", 10.0, 72.0, 610.0), "Name"),
        (Show("F", 10.0, 200.0, 610.0), "Value"),
        (Show("F", 10.0, 72.0, 598.0), "Pressure"),
        (Show("F", 10.0, 200.0, 598.0), "6 bar"),
        (Show("F", 10.0, 72.0, 586.0), "Delay"),
        (Show("F", 10.0, 200.0, 586.0), "2 s"),
        (Show("C", 10.0, 72.0, 550.0), "if high {"),
        (Show("C", 10.0, 96.0, 538.0), "stop\\(\\);"),
        (Show("C", 10.0, 72.0, 526.0), "}"),
    ];
    let text = text(Pdf::default().lines(&lines).catalog(""));
    let expected = format!(
        "# 1 Pumps\n\n{} {}\n\n## 1.1 Limits\n\n- a first item\n- a second item\n\n\
         | Name | Value |\n| Pressure | 6 bar |\n| Delay | 2 s |\n\n\
         ```\nif high {{\n    stop\\(\\);\n}}\n```\n",
        PROSE[0], PROSE[1]
    );
    assert_eq!(text, expected);
}

#[test]
fn what_the_file_says_of_itself_is_told_with_its_source() {
    let packet = stream(
        "/Type/Metadata/Subtype/XML",
        b"<x><dc:publisher><rdf:Bag><rdf:li>Works</rdf:li></rdf:Bag></dc:publisher></x>",
    );
    let bytes = Pdf::default()
        .object(packet)
        .column(&PROSE)
        .catalog("/Lang(en-GB)/Metadata 10 0 R")
        .info("/Title<FEFF00500075006D0070>/Author(A. Smith)/CreationDate(D:20240102030405Z)")
        .finish();
    let document = read(&bytes);
    let told: Vec<(&str, &str)> =
        document.metadata().iter().map(|one| (one.source.as_str(), one.value.as_str())).collect();
    assert_eq!(
        told,
        [
            ("PDF info /Title", "Pump"),
            ("PDF info /Author", "A. Smith"),
            ("PDF info /CreationDate (file made)", "2024-01-02T03:04:05Z"),
            ("XMP dc:publisher", "Works"),
            ("PDF catalog /Lang", "en-GB"),
        ]
    );
}

#[test]
fn a_damaged_table_of_objects_is_made_anew() {
    let mut bytes = Pdf::default().column(&PROSE).finish();
    let whole = format!("{}\n", PROSE.join(" "));
    assert_eq!(read(&bytes).text(), whole);
    let at = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
    bytes.truncate(at);
    let cut = bytes.clone();
    assert_eq!(read(&cut).text(), whole);
    assert_eq!(kinds(&read(&cut)), [LimitationKind::Damaged]);
    // Bytes put in front move every object.
    let mut moved = Pdf::default().column(&PROSE).finish();
    moved.splice(9..9, *b"% a line that was not there\n");
    assert_eq!(read(&moved).text(), whole);
}

#[test]
fn an_encrypted_file_says_what_to_do() {
    let bytes = Pdf::default().column(&PROSE).trailer("/Encrypt<</Filter/Unknown/V 4>>").finish();
    let document = read(&bytes);
    assert_eq!((document.text(), kinds(&document)), ("", vec![LimitationKind::Encrypted]));
    assert!(document.limitations()[0].detail.contains("qpdf --decrypt"));
}

#[test]
fn a_file_that_opens_with_the_empty_password_is_read() {
    // Written by `qpdf --encrypt "" owner …`, one by each method.
    let files: [(&str, &[u8]); 4] = [
        ("RC4, 40 bits", include_bytes!("encrypted/rc4-40.pdf")),
        ("RC4, 128 bits", include_bytes!("encrypted/rc4-128.pdf")),
        ("AES, 128 bits", include_bytes!("encrypted/aes-128.pdf")),
        ("AES, 256 bits", include_bytes!("encrypted/aes-256.pdf")),
    ];
    for (method, bytes) in files {
        let document = read(bytes);
        assert_eq!(document.text(), "Text behind the empty password\n", "{method}");
        assert_eq!(document.metadata()[0].value, "A title", "{method}");
    }
    let document = read(include_bytes!("encrypted/password.pdf"));
    assert_eq!((document.text(), kinds(&document)), ("", vec![LimitationKind::Encrypted]));
}

#[test]
fn a_scanned_page_says_what_to_do() {
    let picture = stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8", b"\0");
    let bytes = Pdf::default().object(picture).page("q 612 0 0 792 0 0 cm /X Do Q").finish();
    let document = read(&bytes);
    assert_eq!((document.text(), kinds(&document)), ("", vec![LimitationKind::Scanned]));
    assert!(document.limitations()[0].detail.contains("ocrmypdf"));
}

#[test]
fn text_laid_under_a_scan_is_read_and_other_hidden_text_is_told() {
    let picture = || stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8", b"\0");
    let scan = Pdf::default()
        .object(picture())
        .page("q 612 0 0 792 0 0 cm /X Do Q BT 3 Tr /F 10 Tf 72 700 Td (Recognised words) Tj ET");
    assert_eq!(text(scan), "Recognised words\n");
    let bytes = Pdf::default()
        .page("BT /F 10 Tf 72 700 Td (Visible words) Tj 3 Tr 0 -20 Td (hidden) Tj ET")
        .finish();
    let document = read(&bytes);
    assert_eq!(document.text(), "Visible words\n");
    assert_eq!(kinds(&document), [LimitationKind::HiddenText]);
}

#[test]
fn characters_without_meaning_are_counted() {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Odd/Encoding<</Differences[1/g1/g2]>>\
                /FirstChar 1/LastChar 2/Widths[500 500]>>";
    let bytes = Pdf::default()
        .object(font)
        .page("BT /F 10 Tf 72 700 Td (Known) Tj /X 10 Tf (\\001\\002) Tj ET")
        .finish();
    let document = read(&bytes);
    assert_eq!(kinds(&document), [LimitationKind::UnknownCharacters]);
    assert!(document.limitations()[0].detail.starts_with("2 characters"));
}

#[test]
fn forms_that_draw_themselves_and_deep_arrays_end() {
    let form = stream("/Subtype/Form/Resources<</XObject<</X 10 0 R>>>>", b"/X Do /X Do");
    let bytes = Pdf::default().object(form).page("/X Do BT /F 9 Tf 9 700 Td (end) Tj ET").finish();
    assert_eq!(read(&bytes).text(), "end\n");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let bytes = Pdf::default().object(deep).column(&PROSE).catalog("/Lang 10 0 R").finish();
    assert!(read(&bytes).text().starts_with(PROSE[0]));
}

#[test]
fn a_decompression_bomb_is_cut_and_told() {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..256 {
        encoder.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let data = encoder.finish().unwrap();
    let bomb = stream("/Subtype/Form/Filter/FlateDecode", &data);
    let bytes = Pdf::default().object(bomb).page("/X Do").finish();
    let document = read(&bytes);
    assert!(kinds(&document).contains(&LimitationKind::TooLarge));
}

#[test]
fn chinese_in_predefined_maps_is_read() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/GBK-EUC-H/DescendantFonts\
                [<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo\
                <</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>";
    let (words, _, _) = encoding_rs::GBK.encode("系统应当重试");
    let digits: String = words.iter().map(|byte| format!("{byte:02x}")).collect();
    let page = format!("BT /X 12 Tf 72 700 Td <{digits}> Tj ET");
    assert_eq!(text(Pdf::default().object(font).page(&page)), "系统应当重试\n");
}
