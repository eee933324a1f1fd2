//! The extractor: from the bytes of a PDF to its derived text.

use super::composed::compose;
use super::content::Fonts;
use super::content::Sheet;
use super::content::interpret;
use super::layout::Scene;
use super::layout::blocks;
use super::layout::furniture;
use super::layout::segments;
use super::metadata::metadata;
use super::pages::pages;
use super::syntax::Budget;
use super::syntax::File;
use super::syntax::OpenError;
use crate::document::extracted::Extracted;
use crate::document::limitation::Limitation;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;

/// Largest share of a page that pictures cover on one that is not scanned.
const SCANNED_SHARE: f64 = 0.3;

/// What the sheets of a document have in common.
#[derive(Debug, Default)]
struct Tally {
    unknown: usize,
    hidden: usize,
    pictures: usize,
    empty: usize,
    has_more_pages: bool,
}

/// Derives the text of a PDF.
pub(in crate::document) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, Limitation> {
    let file = File::open(bytes, Budget::new(limits)).map_err(refusal)?;
    let (pages, has_more_pages) = pages(&file, limits.pages);
    let mut fonts = Fonts::new(&file);
    let mut tally = Tally { has_more_pages, ..Tally::default() };
    let mut scenes: Vec<Scene> = Vec::with_capacity(pages.len());
    for page in &pages {
        let sheet = interpret(&file, page, &mut fonts);
        let shows_hidden = tally.add(&sheet);
        scenes.push(segments(&sheet, shows_hidden));
    }
    let fixtures = furniture(&mut scenes);
    let composed = compose(blocks(scenes), fixtures, limits.text_bytes);
    let limitations = tally.limitations(&file, composed.is_cut, composed.text.is_empty());
    Ok(Extracted {
        text: composed.text,
        pages: composed.pages,
        furniture: composed.furniture,
        metadata: metadata(&file),
        limitations,
        ..Extracted::default()
    })
}

fn refusal(error: OpenError) -> Limitation {
    match error {
        OpenError::Encrypted => Limitation::new(
            LimitationKind::Encrypted,
            "encrypted, and does not open without a password; keep a decrypted copy instead, such \
             as `qpdf --decrypt --password=… IN OUT` makes",
        ),
        OpenError::Damaged => Limitation::new(
            LimitationKind::Damaged,
            "no pages can be found in this PDF; get it again, or try `qpdf IN OUT` to repair it",
        ),
    }
}

impl Tally {
    /// Counts a sheet in; tells whether its hidden characters are its text, as they are where
    /// character recognition laid them under a picture.
    fn add(&mut self, sheet: &Sheet) -> bool {
        self.unknown += sheet.unknown;
        let hidden = sheet.glyphs.iter().filter(|glyph| glyph.is_hidden).count();
        let is_recognised = hidden * 2 > sheet.glyphs.len();
        if !is_recognised {
            self.hidden += hidden;
        }
        if sheet.glyphs.is_empty() {
            self.empty += 1;
            self.pictures += usize::from(sheet.picture > SCANNED_SHARE);
        }
        is_recognised
    }

    fn limitations(&self, file: &File<'_>, is_cut: bool, is_empty: bool) -> Vec<Limitation> {
        let mut found = Vec::new();
        let mut tell = |kind, detail: String| found.push(Limitation::new(kind, detail));
        if file.is_rebuilt() {
            tell(
                LimitationKind::Damaged,
                "its table of objects is damaged; text was read from what could be found".into(),
            );
        }
        if is_cut || self.has_more_pages || file.budget.is_exhausted() {
            tell(LimitationKind::TooLarge, "too large to read whole; its text is cut".into());
        }
        if self.unknown > 0 {
            let detail = format!(
                "{} characters have no known meaning in their fonts and are missing",
                self.unknown
            );
            tell(LimitationKind::UnknownCharacters, detail);
        }
        if self.pictures > 0 {
            let which = if is_empty {
                "its pages are pictures without text".to_owned()
            } else {
                format!("{} pages are pictures without text", self.pictures)
            };
            let detail = format!("{which}; `ocrmypdf IN OUT` adds a text layer to be read");
            tell(LimitationKind::Scanned, detail);
        } else if is_empty && self.unknown == 0 {
            tell(LimitationKind::NoText, "no page of this PDF has any text".into());
        }
        if self.hidden > 0 {
            let detail = format!("{} characters are drawn without ink, left out", self.hidden);
            tell(LimitationKind::HiddenText, detail);
        }
        found
    }
}
