//! The body of a mail.

use mailparse::DispositionType;
use mailparse::ParsedMail;
use mailparse::parse_mail;

use super::flowed::plain;
use super::headers::metadata;
use super::headers::shown;
use crate::document::compound::Compound;
use crate::document::extracted::Extracted;
use crate::document::html;
use crate::document::limitation::Limitation;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;

/// Deepest mail in a mail that is read.
const DEEPEST_MAIL: usize = 8;

/// Most attachments that are named.
const MOST_NAMED: usize = 5;

/// Derives the text of a mail: the headers that people read, then its body, plain text before HTML.
/// Mails inside it follow with their own headers; other attachments are told.
///
/// # Errors
/// A limitation when it is encrypted or no mail.
pub(in crate::document) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, Limitation> {
    let damaged = |detail: String| Limitation::new(LimitationKind::Damaged, detail);
    let mail = parse_mail(bytes)
        .map_err(|error| damaged(format!("no readable mail ({error}); kept as bytes")))?;
    if !mail.headers.iter().any(|header| is_of_mails(&header.get_key_ref())) {
        return Err(damaged(
            "no mail: it has none of the headers of one; kept as bytes".to_owned(),
        ));
    }
    let mut reader = Reader {
        compound: Compound::new(limits),
        limits,
        attachments: Vec::new(),
        encrypted: 0,
        parts: 0,
    };
    reader.mail(&mail, 0);
    reader.finish(&mail)
}

fn is_of_mails(name: &str) -> bool {
    ["from", "date", "subject", "to", "message-id", "received", "mime-version"]
        .contains(&name.to_ascii_lowercase().as_str())
}

struct Reader<'l> {
    compound: Compound,
    limits: &'l Limits,
    attachments: Vec<String>,
    encrypted: usize,
    parts: usize,
}

impl Reader<'_> {
    fn mail(&mut self, mail: &ParsedMail<'_>, depth: usize) {
        self.compound.add_text(shown(mail));
        self.part(mail, depth);
    }

    fn part(&mut self, part: &ParsedMail<'_>, depth: usize) {
        self.parts += 1;
        if self.parts > self.limits.parts || self.compound.is_full() {
            return;
        }
        let kind = part.ctype.mimetype.as_str();
        let disposition = part.get_content_disposition();
        let file = disposition.params.get("filename").or_else(|| part.ctype.params.get("name"));
        if disposition.disposition == DispositionType::Attachment {
            self.attach(file, kind);
            return;
        }
        match kind {
            "multipart/alternative" => {
                if let Some(best) = best(part) {
                    self.part(best, depth);
                }
            }
            "multipart/encrypted" => self.encrypted += 1,
            _ if kind.starts_with("multipart/") => {
                part.subparts.iter().for_each(|part| self.part(part, depth));
            }
            "message/rfc822" | "message/global" => self.inner(part, depth),
            "text/html" | "application/xhtml+xml" => self.page(part),
            "text/plain" | "text/markdown" => self.text(part),
            "application/pkcs7-signature" | "application/pgp-signature" => {}
            "application/pkcs7-mime" | "application/x-pkcs7-mime" => self.encrypted += 1,
            _ if kind.starts_with("text/") && file.is_none() => self.text(part),
            _ => self.attach(file, kind),
        }
    }

    fn text(&mut self, part: &ParsedMail<'_>) {
        let says = |name: &str, value: &str| {
            part.ctype.params.get(name).is_some_and(|said| said.eq_ignore_ascii_case(value))
        };
        match part.get_body() {
            Ok(text) => {
                let text = plain(&text, says("format", "flowed"), says("delsp", "yes"));
                self.compound.add_text(text.trim_end().to_owned() + "\n");
            }
            Err(error) => self.unreadable(&error),
        }
    }

    fn page(&mut self, part: &ParsedMail<'_>) {
        // What the header says of the encoding wins over what the page says.
        let decoded = if part.ctype.params.contains_key("charset") {
            part.get_body().map(|text| format!("\u{feff}{text}").into_bytes())
        } else {
            part.get_body_raw()
        };
        match decoded {
            Ok(bytes) => self.compound.add(html::extract(&bytes, self.limits).1),
            Err(error) => self.unreadable(&error),
        }
    }

    fn inner(&mut self, part: &ParsedMail<'_>, depth: usize) {
        let bytes = match part.get_body_raw() {
            Ok(bytes) if depth < DEEPEST_MAIL => bytes,
            Ok(_) => {
                let detail = "mails nested deeper than is read are left out";
                self.compound.tell(Limitation::new(LimitationKind::TooLarge, detail));
                return;
            }
            Err(error) => return self.unreadable(&error),
        };
        match parse_mail(&bytes) {
            Ok(mail) => self.mail(&mail, depth + 1),
            Err(error) => self.unreadable(&error),
        }
    }

    fn attach(&mut self, file: Option<&String>, kind: &str) {
        self.attachments.push(file.map_or_else(|| kind.to_owned(), Clone::clone));
    }

    fn unreadable(&mut self, error: &mailparse::MailParseError) {
        let detail = format!("a part of it cannot be decoded ({error}), so its text is missing");
        self.compound.tell(Limitation::new(LimitationKind::Damaged, detail));
    }

    fn finish(mut self, mail: &ParsedMail<'_>) -> Result<Extracted, Limitation> {
        if self.encrypted > 0 {
            return Err(Limitation::new(
                LimitationKind::Encrypted,
                "its body is encrypted: save the decrypted mail to read its text",
            ));
        }
        if !self.attachments.is_empty() {
            self.compound
                .tell(Limitation::new(LimitationKind::Attachments, told(&self.attachments)));
        }
        let mut whole = self.compound.finish();
        whole.metadata = metadata(mail);
        Ok(whole)
    }
}

/// The alternative that is read: plain text, else HTML, else the last, which is the richest (RFC
/// 2046, 5.1.4). A plain text without a word is a placeholder for the others.
fn best<'p, 'a>(part: &'p ParsedMail<'a>) -> Option<&'p ParsedMail<'a>> {
    let of = |kind: &str| part.subparts.iter().find(|part| part.ctype.mimetype == kind);
    let has_words = |part: &&ParsedMail<'_>| {
        part.get_body().is_ok_and(|text| text.contains(char::is_alphanumeric))
    };
    of("text/plain")
        .filter(has_words)
        .or_else(|| of("text/html"))
        .or_else(|| part.subparts.iter().find(|part| part.ctype.mimetype.starts_with("multipart/")))
        .or_else(|| part.subparts.last())
}

fn told(attachments: &[String]) -> String {
    let named = attachments.get(..attachments.len().min(MOST_NAMED)).unwrap_or_default().join(", ");
    let noun = if attachments.len() == 1 { "1 attachment" } else { "attachments" };
    match attachments.len().checked_sub(MOST_NAMED) {
        Some(more) if more > 0 => format!("{noun} not read: {named} and {more} more"),
        _ => format!("{noun} not read: {named}"),
    }
}
