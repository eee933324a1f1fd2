//! Documents that are made of several: the parts of a mail, the chapters of a book.

use super::extracted::Element;
use super::extracted::Extracted;
use super::extracted::Furniture;
use super::limitation::Limitation;
use super::limitation::LimitationKind;
use super::limits::Limits;
use crate::text::Span;

/// Joins the texts of parts, with all that lies on them.
#[derive(Debug)]
pub(super) struct Compound {
    whole: Extracted,
    most_bytes: usize,
}

impl Compound {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { whole: Extracted::default(), most_bytes: limits.text_bytes }
    }

    /// Whether the text is as long as it may become.
    pub(super) fn is_full(&self) -> bool {
        self.whole.text.len() >= self.most_bytes
    }

    /// Adds the text of a part after a blank line, without what the part says about itself.
    pub(super) fn add(&mut self, part: Extracted) {
        part.limitations.into_iter().for_each(|limitation| self.tell(limitation));
        if part.text.trim().is_empty() || self.is_full() {
            return;
        }
        if !self.whole.text.is_empty() {
            let end = self.whole.text.trim_end_matches('\n').len();
            self.whole.text.truncate(end);
            self.whole.text.push_str("\n\n");
        }
        let offset = self.whole.text.len();
        let first = self.whole.elements.len();
        let moved = |span: Span| Span::at(span.start() + offset, span.len());
        self.whole.text.push_str(&part.text);
        self.whole.pages.extend(part.pages.into_iter().map(|page| page + offset));
        self.whole.furniture.extend(
            part.furniture.into_iter().map(|one| Furniture { span: moved(one.span), ..one }),
        );
        self.whole.elements.extend(part.elements.into_iter().map(|one| Element {
            span: moved(one.span),
            parent: one.parent.map(|parent| parent + first),
            ..one
        }));
    }

    /// Adds text that is no part of its own.
    pub(super) fn add_text(&mut self, text: String) {
        self.add(Extracted { text, ..Extracted::default() });
    }

    /// Tells a limitation, once however many parts have it.
    pub(super) fn tell(&mut self, limitation: Limitation) {
        if !self.whole.limitations.contains(&limitation) {
            self.whole.limitations.push(limitation);
        }
    }

    /// The whole.
    pub(super) fn finish(mut self) -> Extracted {
        if self.is_full() {
            let detail = "its text is longer than is read; cut short";
            self.tell(Limitation::new(LimitationKind::TooLarge, detail));
        }
        if !self.whole.text.is_empty() && !self.whole.text.ends_with('\n') {
            self.whole.text.push('\n');
        }
        self.whole
    }
}

#[cfg(test)]
mod tests {
    use super::Compound;
    use super::Element;
    use super::Extracted;
    use super::Limits;
    use super::Span;

    #[test]
    fn elements_of_a_later_part_lie_on_its_text() {
        let part = |text: &str| {
            let element = |parent| Element {
                span: Span::at(0, text.len()),
                parent,
                name: "nav".to_owned(),
                hints: String::new(),
            };
            let elements = vec![element(None), element(Some(0))];
            Extracted { text: format!("{text}\n"), elements, ..Extracted::default() }
        };
        let mut compound = Compound::new(&Limits::default());
        compound.add(part("one"));
        compound.add(part("two"));
        let whole = compound.finish();
        assert_eq!(whole.text, "one\n\ntwo\n");
        assert_eq!(whole.elements[3].span.slice(&whole.text), "two");
        assert_eq!(whole.elements[3].parent, Some(2));
    }
}
