//! XML as a tree, read under limits and without a document type: no entity but the five of XML
//! itself and character references is ever expanded.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::BytesRef;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;

use super::limitation::Limitation;
use super::limitation::LimitationKind;
use super::limits::Limits;

/// Most nodes of one tree, whatever the limits say: a node takes 24 bytes.
const MOST_NODES: usize = 4_000_000;

/// A part of XML as text: UTF-8, or UTF-16 with a byte order mark, or what its declaration says.
pub(super) fn source(bytes: &[u8]) -> Cow<'_, str> {
    let declared = || {
        let head = bytes.get(..128).unwrap_or(bytes);
        let at = memchr::memmem::find(head, b"encoding=")? + "encoding=".len() + 1;
        let label = head.get(at..)?.split(|byte| matches!(byte, b'"' | b'\'')).next()?;
        encoding_rs::Encoding::for_label(label)
    };
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(declared).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0
}

/// A document of XML: its nodes in the order of the document.
#[derive(Debug, Default)]
pub(super) struct Xml<'a> {
    records: Vec<Record<'a>>,
    /// What went wrong while it was read; the nodes are what stood before.
    broken: Option<Limitation>,
}

#[derive(Debug, Clone, Copy)]
struct Record<'a> {
    /// Inside the angle brackets of an element, the characters of a text, the name of a reference.
    content: &'a str,
    kind: Kind,
    /// The index behind the last node inside.
    end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Element,
    Text,
    /// `&name;`
    Reference,
}

/// A place in a document of XML: an element or a piece of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    records: &'a [Record<'a>],
    index: usize,
}

impl<'a> Xml<'a> {
    /// Reads as much as is well-formed.
    pub(super) fn read(source: &'a str, limits: &Limits) -> Self {
        let source = source.trim_start_matches('\u{feff}');
        let mut builder =
            Builder { records: Vec::new(), open: Vec::new(), most: limits.steps.min(MOST_NODES) };
        let broken = builder.read(source, limits.depth).err();
        builder.close_all();
        Self { records: builder.records, broken }
    }

    /// What went wrong while it was read, for the named part.
    pub(super) fn broken(&self, part: &str) -> Option<Limitation> {
        let broken = self.broken.as_ref()?;
        Some(Limitation::new(broken.kind, format!("{part} {}", broken.detail)))
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Option<Node<'_>> {
        let index = self.records.iter().position(|record| record.kind == Kind::Element)?;
        Some(Node { records: &self.records, index })
    }
}

struct Builder<'a> {
    records: Vec<Record<'a>>,
    open: Vec<usize>,
    most: usize,
}

impl<'a> Builder<'a> {
    fn read(&mut self, source: &'a str, depth: usize) -> Result<(), Limitation> {
        let mut reader = Reader::from_str(source);
        reader.config_mut().check_end_names = true;
        loop {
            let start = position(&reader);
            let event = reader.read_event().map_err(|error| {
                Limitation::new(
                    LimitationKind::Damaged,
                    format!("is not well-formed at byte {start} ({error}); read up to there"),
                )
            })?;
            let raw = source.get(start..position(&reader)).unwrap_or_default();
            match event {
                Event::Start(_) => {
                    self.open.push(self.records.len());
                    self.push(inside(raw, "<", ">"), Kind::Element)?;
                    if self.open.len() > depth {
                        return Err(too_large("nests deeper than is read"));
                    }
                }
                Event::Empty(_) => self.push(inside(raw, "<", "/>"), Kind::Element)?,
                Event::End(_) => self.close(),
                Event::Text(_) => self.push(raw, Kind::Text)?,
                Event::CData(_) => self.push(inside(raw, "<![CDATA[", "]]>"), Kind::Text)?,
                Event::GeneralRef(_) => self.push(inside(raw, "&", ";"), Kind::Reference)?,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
                Event::Eof => return Ok(()),
            }
        }
    }

    fn push(&mut self, content: &'a str, kind: Kind) -> Result<(), Limitation> {
        if self.records.len() >= self.most {
            return Err(too_large("has more elements than are read"));
        }
        let end = u32::try_from(self.records.len() + 1).unwrap_or(u32::MAX);
        self.records.push(Record { content, kind, end });
        Ok(())
    }

    fn close(&mut self) {
        let end = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        if let Some(record) = self.open.pop().and_then(|index| self.records.get_mut(index)) {
            record.end = end;
        }
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn inside<'a>(raw: &'a str, before: &str, after: &str) -> &'a str {
    let inner = raw.strip_prefix(before).unwrap_or(raw);
    inner.strip_suffix(after).unwrap_or(inner)
}

fn too_large(detail: &str) -> Limitation {
    Limitation::new(LimitationKind::TooLarge, format!("{detail}; read up to there"))
}

impl<'a> Node<'a> {
    fn record(self) -> Option<&'a Record<'a>> {
        self.records.get(self.index)
    }

    fn tag(self) -> Option<&'a str> {
        self.record().filter(|record| record.kind == Kind::Element).map(|record| record.content)
    }

    /// The name without its prefix; empty for text.
    pub(super) fn name(self) -> &'a str {
        let qualified = self.qualified_name();
        qualified.rsplit_once(':').map_or(qualified, |(_, local)| local)
    }

    /// The name as it is written, with its prefix; empty for text.
    pub(super) fn qualified_name(self) -> &'a str {
        self.tag().and_then(|tag| tag.split_ascii_whitespace().next()).unwrap_or_default()
    }

    /// The nodes right inside.
    pub(super) fn children(self) -> impl Iterator<Item = Self> + use<'a> {
        let end = self.end();
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = Self { records: self.records, index: next };
            (next < end).then(|| next = child.end())?;
            Some(child)
        })
    }

    /// All nodes inside, in the order of the document.
    pub(super) fn descendants(self) -> impl Iterator<Item = Self> + use<'a> {
        (self.index + 1..self.end()).map(move |index| Self { records: self.records, index })
    }

    /// The first element of that name right inside.
    pub(super) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        let tag = self.tag()?;
        // Most elements have no attribute of interest; reading them costs.
        memchr::memmem::find(tag.as_bytes(), name.as_bytes())?;
        let start = BytesStart::from_content(tag, self.qualified_name().len());
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false);
        let found = attributes
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(Cow::Owned(unescaped(&found.value)))
    }

    /// The characters of a text or reference; empty for elements, which hold theirs in their
    /// children, and for references to entities that XML itself does not know.
    pub(super) fn characters(self) -> Cow<'a, str> {
        match self.record() {
            Some(Record { content, kind: Kind::Text, .. }) => Cow::Borrowed(content),
            Some(Record { content, kind: Kind::Reference, .. }) => {
                Cow::Owned(referred(content).map(String::from).unwrap_or_default())
            }
            _ => Cow::Borrowed(""),
        }
    }

    /// All text inside, as it stands.
    pub(super) fn text(self) -> String {
        self.descendants().map(Self::characters).collect()
    }

    fn end(self) -> usize {
        let end = self.record().map_or(self.index + 1, |record| record.end as usize);
        end.max(self.index + 1)
    }
}

/// A value whose references are resolved; those that XML does not know stay as they are written.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let reference =
            after.split_once(';').and_then(|(name, rest)| Some((referred(name)?, rest)));
        match reference {
            Some((character, behind)) => {
                text.push(character);
                rest = behind;
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

fn referred(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => BytesRef::new(name).resolve_char_ref().ok().flatten(),
    }
}

#[cfg(test)]
mod tests {
    use super::LimitationKind;
    use super::Limits;
    use super::Xml;
    use super::source;

    #[test]
    fn elements_attributes_and_text_are_found_whatever_the_prefix() {
        let xml = Xml::read(
            r#"<?xml version="1.0"?><w:p w:id='1 &amp; 2'>a<w:r/>&lt;&#233;<![CDATA[<b>]]></w:p>"#,
            &Limits::default(),
        );
        let root = xml.root().unwrap();
        assert_eq!((root.name(), root.qualified_name()), ("p", "w:p"));
        assert_eq!(root.attribute("id").unwrap(), "1 & 2");
        assert_eq!(root.text(), "a<é<b>");
        assert!(root.child("r").is_some() && xml.broken("it").is_none());
    }

    #[test]
    fn entities_of_a_document_type_are_not_expanded() {
        let bomb = r#"<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>x&b;&c;y</a>"#;
        let xml = Xml::read(bomb, &Limits::default());
        assert_eq!(xml.root().unwrap().text(), "xy");
    }

    #[test]
    fn what_stands_before_a_breach_is_kept() {
        let xml = Xml::read("<a><b>one</b><c>two</a>", &Limits::default());
        assert_eq!(xml.root().unwrap().text(), "onetwo");
        assert_eq!(xml.broken("the part").unwrap().kind, LimitationKind::Damaged);
    }

    #[test]
    fn deep_nesting_ends_the_reading() {
        let deep = "<a>".repeat(100_000);
        let xml = Xml::read(&deep, &Limits::default());
        assert_eq!(xml.broken("the part").unwrap().kind, LimitationKind::TooLarge);
        assert_eq!(xml.root().unwrap().descendants().count(), Limits::default().depth);
    }

    #[test]
    fn utf16_is_read_by_its_byte_order_mark() {
        let bytes: Vec<u8> = "\u{feff}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let text = source(&bytes);
        assert_eq!(Xml::read(&text, &Limits::default()).root().unwrap().text(), "é");
    }
}
