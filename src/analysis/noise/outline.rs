//! What the built-in rules need to know of a page as a whole.

use super::around::Around;
use super::facts::Facts;
use super::lexicon::Kind;

/// Where the running text of a page begins and ends, and which line is its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outline {
    /// The line that is most likely the title.
    pub(super) title: Option<usize>,
    /// The first line of running text; the number of lines where there is none.
    pub(super) first_prose: usize,
    /// The line after the last of running text; 0 where there is none.
    pub(super) after_prose: usize,
    /// Whether the models may judge it: it is no document with markup, and it has running text
    /// or many lines that no document has.
    /// They know pages of articles; of a poem or a list of names they know nothing.
    pub(super) is_page: bool,
    /// Whether the page looks as if it had been scraped from a site: a line stands there that no
    /// document has, or the text is running prose without marks of a specification.
    pub(super) is_scraped: bool,
}

impl Outline {
    pub(super) fn of(around: &Around<'_>) -> Self {
        let lines = &around.page.lines;
        let first_prose = lines.iter().position(Facts::is_prose).unwrap_or(lines.len());
        let after_prose = lines.iter().rposition(Facts::is_prose).map_or(0, |last| last + 1);
        let marks = lines.iter().filter(|line| line.is_document_mark).count();
        let fields = lines.iter().filter(|line| line.is_field).count();
        let is_form = fields >= FORM_FIELDS && fields * FORM_SHARE >= lines.len();
        let is_marked = marks >= DOCUMENT_MARKS && marks * MARK_SHARE >= lines.len();
        let is_document = is_marked || is_form;
        let proofs = lines.iter().filter(|line| line.proof.is_some()).count();
        Self {
            title: around.title,
            first_prose,
            after_prose,
            is_page: !is_document && (after_prose > 0 || proofs * PROOF_SHARE > lines.len()),
            is_scraped: !is_document && is_scraped(lines, proofs),
        }
    }

    /// Whether a line stands before the running text.
    pub(super) const fn is_head(&self, row: usize) -> bool {
        row < self.first_prose
    }

    /// Whether a line stands after the running text.
    pub(super) const fn is_tail(&self, row: usize) -> bool {
        row >= self.after_prose
    }
}

/// Marks of specifications in a thousand lines above which a text is taken for a document.
const MAX_MARKED_PER_MILLE: usize = 300;

/// A text with so many lines of markup or articles of law, at least one line in so many, is a
/// document, which no scrape made.
const DOCUMENT_MARKS: usize = 2;
const MARK_SHARE: usize = 60;

/// A text with so many fields, at least one line in so many, is a form or a specification.
const FORM_FIELDS: usize = 4;
const FORM_SHARE: usize = 3;

/// A page without running text needs one line in so many that no document has.
const PROOF_SHARE: usize = 5;

fn is_scraped(lines: &[Facts], proofs: usize) -> bool {
    let is_marked = |line: &&Facts| {
        let is_normative = line.hint(Kind::Specification) > 1 && line.hint(Kind::Speech) == 0;
        is_normative && line.width() < 200 || line.code_marks > 1 || line.indent > 1
    };
    let marked = lines.iter().filter(is_marked).count();
    marked * 1000 <= lines.len() * MAX_MARKED_PER_MILLE || proofs * PROOF_SHARE > lines.len()
}
