//! What a file says about itself: its information dictionary, its XMP packet, its language.

use super::content::text_string;
use super::syntax::Dict;
use super::syntax::File;
use super::xmp;
use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;

/// Most bytes of an XMP packet that are read.
const MOST_XMP_BYTES: usize = 1 << 20;

/// Entries of the information dictionary (ISO 32000-2, table 349). When a file was made is taken
/// for its publication: it tells nothing nearer, and the source says what it is.
const INFO: [(&str, Field, &str); 4] = [
    ("Title", Field::Title, "PDF info /Title"),
    ("Author", Field::Author, "PDF info /Author"),
    ("CreationDate", Field::Published, "PDF info /CreationDate (file made)"),
    ("ModDate", Field::Updated, "PDF info /ModDate (file changed)"),
];

/// All statements of the file.
pub(super) fn metadata(file: &File<'_>) -> Vec<Metadatum> {
    let info = file.info();
    let mut found: Vec<Metadatum> = INFO
        .iter()
        .filter_map(|(key, field, source)| entry(file, &info, key, (*field, source)))
        .collect();
    let catalog = file.catalog();
    let packet = file.get(&catalog, "Metadata");
    let packet = packet.stream().and_then(|stream| file.data(stream)).unwrap_or_default();
    let packet = packet.get(..MOST_XMP_BYTES.min(packet.len())).unwrap_or_default();
    found.extend(xmp::statements(&String::from_utf8_lossy(packet)));
    found.extend(entry(file, &catalog, "Lang", (Field::Language, "PDF catalog /Lang")));
    found
}

fn entry(
    file: &File<'_>,
    dict: &Dict,
    key: &str,
    (field, source): (Field, &str),
) -> Option<Metadatum> {
    let object = file.get(dict, key);
    let text = text_string(object.string()?);
    let is_date = matches!(field, Field::Published | Field::Updated);
    let value = if is_date { date(&text).unwrap_or(text) } else { text };
    Metadatum::new(field, &value, source)
}

/// A date such as `D:20230405123000+02'00'` in ISO 8601 (ISO 32000-2, 7.9.4).
fn date(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("D:");
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (digits, zone) = text.split_at_checked(digits)?;
    let part = |from: usize, to: usize| digits.get(from..to);
    let mut date = part(0, 4)?.to_owned();
    for (from, before) in [(4, '-'), (6, '-')] {
        let Some(part) = part(from, from + 2) else { return Some(date) };
        date.push(before);
        date.push_str(part);
    }
    let Some(minute) = part(10, 12) else { return Some(date) };
    let second = part(12, 14).unwrap_or("00");
    date.push_str(&format!("T{}:{minute}:{second}", part(8, 10)?));
    let zone: String = zone.chars().filter(|c| *c != '\'').collect();
    match (zone.chars().next(), zone.get(1..3), zone.get(3..5)) {
        (Some('Z'), ..) => date.push('Z'),
        (Some(sign @ ('+' | '-')), Some(hours), minutes) => {
            date.push_str(&format!("{sign}{hours}:{}", minutes.unwrap_or("00")));
        }
        _ => {}
    }
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_become_iso_8601_as_far_as_they_go() {
        let of = |text| date(text).unwrap_or_default();
        assert_eq!(of("D:20230405123000+02'00'"), "2023-04-05T12:30:00+02:00");
        assert_eq!(of("D:20230405123000Z00'00'"), "2023-04-05T12:30:00Z");
        assert_eq!(of("D:202304"), "2023-04");
        assert_eq!(of("19991231"), "1999-12-31");
        assert_eq!(date("yesterday"), None);
    }
}
