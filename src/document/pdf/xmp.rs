//! XMP packets (ISO 16684-1): the few properties that tell where a document comes from.

use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;

/// Properties with what they are about.
const PROPERTIES: [(&str, Field); 7] = [
    ("dc:title", Field::Title),
    ("dc:creator", Field::Author),
    ("dc:publisher", Field::Publisher),
    ("dc:date", Field::Published),
    ("xmp:CreateDate", Field::Published),
    ("xmp:ModifyDate", Field::Updated),
    ("dc:language", Field::Language),
];

/// Most statements of one property.
const MOST: usize = 20;

/// The statements of a packet, whose prefixes are the usual ones.
pub(super) fn statements(packet: &str) -> Vec<Metadatum> {
    let mut found = Vec::new();
    for (property, field) in PROPERTIES {
        let made = if property == "xmp:CreateDate" { " (file made)" } else { "" };
        let source = format!("XMP {property}{made}");
        let values = elements(packet, property).into_iter().chain(attribute(packet, property));
        let mut known: Vec<String> = Vec::new();
        for value in values.take(MOST) {
            if !known.contains(&value) {
                found.extend(Metadatum::new(field, &value, source.clone()));
                known.push(value);
            }
        }
    }
    found
}

/// The values inside the first element of a name: its list items, or its text.
fn elements(packet: &str, name: &str) -> Vec<String> {
    let Some(inside) = inside(packet, name) else { return Vec::new() };
    let mut items = Vec::new();
    let mut rest = inside;
    while let Some(at) = rest.find("<rdf:li") {
        let Some(start) = rest.get(at..).and_then(|item| item.find('>')) else { break };
        let after = rest.get(at + start + 1..).unwrap_or_default();
        let end = after.find("</rdf:li").unwrap_or(after.len());
        items.extend(after.get(..end).map(unescaped));
        rest = after.get(end..).unwrap_or_default();
        if items.len() >= MOST {
            break;
        }
    }
    if items.is_empty() && !inside.contains('<') {
        items.push(unescaped(inside));
    }
    items
}

fn inside<'a>(packet: &'a str, name: &str) -> Option<&'a str> {
    let open = format!("<{name}");
    let start = packet.find(&open)? + open.len();
    let rest = packet.get(start..)?;
    if !rest.starts_with(['>', ' ', '\n', '\r', '\t']) {
        return None;
    }
    let (head, rest) = rest.split_once('>')?;
    let end = rest.find(&format!("</{name}"))?;
    (!head.ends_with('/')).then(|| rest.get(..end)).flatten()
}

/// The value of a property written as an attribute.
fn attribute(packet: &str, name: &str) -> Option<String> {
    let start = packet.find(&format!(" {name}=")).or_else(|| packet.find(&format!("\n{name}=")))?;
    let rest = packet.get(start + name.len() + 2..)?;
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest.get(1..)?.split_once(quote).map(|(value, _)| unescaped(value))
}

/// Text with its character references read.
fn unescaped(text: &str) -> String {
    const NAMED: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    let mut read = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("&#") {
        let (before, reference) = rest.split_at(at);
        read.push_str(before);
        let Some((digits, after)) = reference.get(2..).unwrap_or_default().split_once(';') else {
            rest = reference;
            break;
        };
        let code = match digits.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => digits.parse().ok(),
        };
        read.extend(code.and_then(char::from_u32));
        rest = after;
    }
    read.push_str(rest);
    NAMED.iter().fold(read, |text, (name, value)| text.replace(name, value))
}

#[cfg(test)]
mod tests {
    use super::statements;

    #[test]
    fn lists_texts_and_attributes_are_read() {
        let packet = "<rdf:Description xmp:CreateDate=\"2024-01-02\">\
            <dc:title><rdf:Alt><rdf:li xml:lang='x-default'>A &amp; B</rdf:li></rdf:Alt></dc:title>\
            <dc:creator><rdf:Seq><rdf:li>One</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></dc:creator>\
            <xmp:ModifyDate>2024-02-03</xmp:ModifyDate></rdf:Description>";
        let found: Vec<(String, String)> =
            statements(packet).into_iter().map(|one| (one.source, one.value)).collect();
        let of = |source: &str, value: &str| (source.to_owned(), value.to_owned());
        assert_eq!(
            found,
            [
                of("XMP dc:title", "A & B"),
                of("XMP dc:creator", "One"),
                of("XMP dc:creator", "Two"),
                of("XMP xmp:CreateDate (file made)", "2024-01-02"),
                of("XMP xmp:ModifyDate", "2024-02-03"),
            ]
        );
    }
}
