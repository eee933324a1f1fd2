//! A font, ready to read strings.

use super::cmap::CMap;
use super::composite::Composite;
use super::simple::Simple;
use super::style::Style;
use crate::document::pdf::syntax::Dict;
use crate::document::pdf::syntax::File;

/// One code of a string.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown<'a> {
    /// Its characters; `None` when their meaning is not known.
    pub(crate) text: Option<&'a str>,
    /// How far it moves on, in thousandths of the font size.
    pub(crate) width: f64,
    /// Whether word spacing applies: the code is a single byte 32.
    pub(crate) is_space: bool,
}

/// A font.
#[derive(Debug)]
pub(crate) struct Font {
    kind: Kind,
    pub(crate) style: Style,
}

#[derive(Debug)]
enum Kind {
    Simple(Simple),
    Composite(Composite),
}

impl Font {
    /// Loads a font from its dictionary.
    pub(crate) fn load(file: &File<'_>, dict: &Dict) -> Self {
        let name = file.get(dict, "BaseFont");
        let name = String::from_utf8_lossy(name.name().unwrap_or_default()).into_owned();
        let name = name.split_once('+').map_or(name.as_str(), |(_, name)| name);
        let to_unicode = match file.get(dict, "ToUnicode").stream() {
            Some(stream) => file.data(stream).map(|data| CMap::parse(&data, &file.budget, None)),
            None => None,
        };
        if !file.get(dict, "Subtype").is_name("Type0") {
            let descriptor = file.get(dict, "FontDescriptor").dict().cloned().unwrap_or_default();
            let mut style = Style::of(name, &descriptor, file);
            let simple = Simple::load(file, dict, (name, to_unicode.as_ref()));
            style.is_fixed |= simple.is_fixed();
            return Self { kind: Kind::Simple(simple), style };
        }
        let descendants = file.get(dict, "DescendantFonts");
        let first = descendants.array().and_then(|fonts| fonts.first());
        let first = first.map(|font| file.resolve(font));
        let descendant = first.as_ref().and_then(|font| font.dict().cloned()).unwrap_or_default();
        let descriptor =
            file.get(&descendant, "FontDescriptor").dict().cloned().unwrap_or_default();
        let style = Style::of(name, &descriptor, file);
        Self { kind: Kind::Composite(Composite::load(file, dict, &descendant, to_unicode)), style }
    }

    /// Whether the text runs downwards.
    pub(crate) fn is_vertical(&self) -> bool {
        match &self.kind {
            Kind::Simple(_) => false,
            Kind::Composite(composite) => composite.is_vertical(),
        }
    }

    /// Gives each code of a string in turn.
    pub(crate) fn show(&self, string: &[u8], mut each: impl FnMut(Shown<'_>)) {
        match &self.kind {
            Kind::Simple(simple) => {
                for code in string {
                    each(simple.shown(*code));
                }
            }
            Kind::Composite(composite) => composite.show(string, each),
        }
    }
}
