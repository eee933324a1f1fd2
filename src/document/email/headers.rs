//! What the head of a mail says.

use jiff::fmt::rfc2822::DateTimeParser;
use mailparse::MailAddr;
use mailparse::MailHeaderMap;
use mailparse::ParsedMail;
use mailparse::addrparse_header;

use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;

/// The headers that a reader of a mail sees, in this order.
const SHOWN: [&str; 5] = ["Subject", "From", "To", "Cc", "Date"];

/// The headers that people read, a line each.
pub(super) fn shown(mail: &ParsedMail<'_>) -> String {
    let line = |name: &&str| {
        let value = mail.headers.get_first_value(name)?;
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then(|| format!("{name}: {value}\n"))
    };
    SHOWN.iter().filter_map(line).collect()
}

/// What the head says about the mail.
pub(super) fn metadata(mail: &ParsedMail<'_>) -> Vec<Metadatum> {
    let mut found = Vec::new();
    let value = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
    found.extend(Metadatum::new(Field::Title, &value("Subject"), "mail header Subject"));
    for author in authors(mail) {
        found.extend(Metadatum::new(Field::Author, &author, "mail header From"));
    }
    found.extend(Metadatum::new(Field::Published, &date(&value("Date")), "mail header Date"));
    let language = value("Content-Language");
    found.extend(Metadatum::new(Field::Language, &language, "mail header Content-Language"));
    let archived = value("Archived-At");
    let archived = archived.trim().trim_start_matches('<').trim_end_matches('>');
    found.extend(Metadatum::new(Field::Url, archived, "mail header Archived-At"));
    found
}

/// The names of those who wrote it, addresses of those without a name.
fn authors(mail: &ParsedMail<'_>) -> Vec<String> {
    let Some(header) = mail.headers.get_first_header("From") else { return Vec::new() };
    let Ok(addresses) = addrparse_header(header) else { return vec![header.get_value()] };
    addresses
        .iter()
        .map(|address| match address {
            MailAddr::Single(one) => one.display_name.clone().unwrap_or_else(|| one.addr.clone()),
            MailAddr::Group(group) => group.group_name.clone(),
        })
        .collect()
}

/// A date of RFC 5322 in the form of ISO 8601 with the zone as it is written; one that cannot be
/// read stays as it is.
fn date(written: &str) -> String {
    let parser = DateTimeParser::new().relaxed_weekday(true);
    match parser.parse_zoned(written.trim()) {
        Ok(date) => date.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        Err(_unreadable) => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_keep_their_zone() {
        assert_eq!(date("Mon, 6 May 2024 07:08:09 +0200 (CEST)"), "2024-05-06T07:08:09+02:00");
        assert_eq!(date("6 May 24 07:08 GMT"), "2024-05-06T07:08:00+00:00");
        assert_eq!(date("yesterday"), "yesterday");
    }
}
