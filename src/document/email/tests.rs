//! Small mails, written here, and the text that is read from them.

use super::extract;
use crate::document::extracted::Extracted;
use crate::document::extracted::Field;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;

const HEAD: &str = "From: =?UTF-8?Q?J=C3=B6rg_M?= <j@example.org>, Ann <ann@example.org>\r\nTo: all@example.org\r\nSubject: Valve\r\n limits\r\nDate: Mon, 6 May 2024 07:08:09 +0200\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n";

fn read(rest: &str) -> Extracted {
    extract(format!("{HEAD}{rest}").as_bytes(), &Limits::default()).unwrap()
}

/// The body, below the headers that people read.
fn body(rest: &str) -> String {
    let text = read(rest).text;
    text.split_once("\n\n").unwrap().1.to_owned()
}

#[test]
fn headers_that_people_read_come_first_and_are_metadata() {
    let mail = read("\r\nThe valve shall close.\r\n");
    assert_eq!(
        mail.text,
        "Subject: Valve limits\nFrom: Jörg M <j@example.org>, Ann <ann@example.org>\n\
         To: all@example.org\nDate: Mon, 6 May 2024 07:08:09 +0200\n\nThe valve shall close.\n"
    );
    let found: Vec<(Field, &str)> =
        mail.metadata.iter().map(|found| (found.field, found.value.as_str())).collect();
    assert_eq!(
        found,
        [
            (Field::Title, "Valve limits"),
            (Field::Author, "Jörg M"),
            (Field::Author, "Ann"),
            (Field::Published, "2024-05-06T07:08:09+02:00"),
        ]
    );
}

#[test]
fn encodings_of_transfer_and_characters_are_undone() {
    let rest = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDas Ger=E4t mu=\r\n=DF antworten.\r\n";
    assert_eq!(body(rest), "Das Gerät muß antworten.\n");
    let rest = "Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\nz7XNs9Om\r\n";
    assert_eq!(body(rest), "系统应\n");
}

#[test]
fn plain_text_is_read_before_html_and_attachments_are_named() {
    let rest = "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\nplain words\r\n--y\r\nContent-Type: text/html\r\n\r\n<p>rich words</p>\r\n--y--\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"spec.pdf\"\r\n\r\n%PDF\r\n--x--\r\n";
    assert_eq!(body(rest), "plain words\n");
    let told = &read(rest).limitations[0];
    assert_eq!(
        (told.kind, told.detail.as_str()),
        (LimitationKind::Attachments, "1 attachment not read: spec.pdf")
    );
}

#[test]
fn html_is_read_where_there_is_no_plain_text() {
    let rest = "Content-Type: text/html; charset=utf-8\r\n\r\n<h2>Scope</h2><p>The valve<br>closes.</p>\r\n";
    let text = body(rest);
    assert!(text.starts_with("## Scope\n\nThe valve"), "{text}");
}

#[test]
fn a_mail_inside_a_mail_follows_with_its_headers_and_deeper_ones_end() {
    let inner = "Content-Type: message/rfc822\r\n\r\n";
    let rest = format!("{inner}Subject: Inner\r\n\r\nwords\r\n");
    assert_eq!(body(&rest), "Subject: Inner\n\nwords\n");
    let deep = read(&(inner.repeat(1000) + "Subject: Inner\r\n\r\nwords\r\n"));
    assert_eq!(deep.limitations[0].kind, LimitationKind::TooLarge);
}

#[test]
fn encrypted_mails_and_files_that_are_no_mail_are_told() {
    let rest = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nAAAA\r\n";
    let told = extract(format!("{HEAD}{rest}").as_bytes(), &Limits::default()).unwrap_err();
    assert_eq!(told.kind, LimitationKind::Encrypted);
    let told = extract(b"only text\n", &Limits::default()).unwrap_err();
    assert_eq!(told.kind, LimitationKind::Damaged);
}
