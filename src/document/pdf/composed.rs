//! Writing blocks and furniture as derived text.

use std::collections::BTreeMap;

use super::layout::Block;
use super::layout::Fixture;
use super::layout::Kind;
use crate::document::extracted::Furniture;
use crate::document::writer::Writer;

/// The text of a document with its pages and furniture.
#[derive(Debug, Default)]
pub(super) struct Composed {
    pub(super) text: String,
    pub(super) pages: Vec<usize>,
    pub(super) furniture: Vec<Furniture>,
    /// Whether something was left out because the text is too long.
    pub(super) is_cut: bool,
}

/// Writes the blocks; furniture stands after the block that spans the page break.
pub(super) fn compose(
    blocks: Vec<Block>,
    fixtures: Vec<Vec<Fixture>>,
    most_bytes: usize,
) -> Composed {
    let mut composer = Composer {
        writer: Writer::default(),
        pages: BTreeMap::new(),
        furniture: Vec::new(),
        tops: Vec::new(),
        bottoms: Vec::new(),
        next_page: 0,
    };
    for fixtures in fixtures {
        let (tops, bottoms) = fixtures.into_iter().partition(|fixture| fixture.is_top);
        composer.tops.push(tops);
        composer.bottoms.push(bottoms);
    }
    let count = composer.tops.len();
    let mut is_cut = false;
    for block in blocks {
        if composer.writer.len() + block.text.len() > most_bytes {
            is_cut = true;
            break;
        }
        composer.turn_to(block.page);
        composer.write(&block);
    }
    composer.turn_to(count.saturating_sub(1));
    if let Some(last) = composer.bottoms.last_mut() {
        let last = std::mem::take(last);
        composer.fixtures(last);
    }
    let text = composer.writer.finish();
    let mut pages = Vec::with_capacity(count);
    let mut before = 0;
    for page in 0..count {
        before = composer.pages.get(&page).copied().unwrap_or(before).max(before).min(text.len());
        pages.push(if page == 0 { 0 } else { before });
    }
    Composed { pages, furniture: composer.furniture, text, is_cut }
}

struct Composer {
    writer: Writer,
    pages: BTreeMap<usize, usize>,
    furniture: Vec<Furniture>,
    tops: Vec<Vec<Fixture>>,
    bottoms: Vec<Vec<Fixture>>,
    /// The first page whose head was not written.
    next_page: usize,
}

impl Composer {
    /// Writes the furniture between the present page and a later one.
    fn turn_to(&mut self, page: usize) {
        while self.next_page <= page && self.next_page < self.tops.len() {
            let next = self.next_page;
            if let Some(before) = next.checked_sub(1).and_then(|page| self.bottoms.get_mut(page)) {
                let bottoms = std::mem::take(before);
                self.fixtures(bottoms);
            }
            let start = self.start();
            self.pages.entry(next).or_insert(start);
            let tops = self.tops.get_mut(next).map(std::mem::take).unwrap_or_default();
            self.fixtures(tops);
            self.next_page += 1;
        }
    }

    /// Where the next block will begin, behind the blank line before it.
    fn start(&self) -> usize {
        if self.writer.is_empty() { 0 } else { self.writer.len() + 1 }
    }

    fn fixtures(&mut self, fixtures: Vec<Fixture>) {
        for Fixture { kind, text, .. } in fixtures {
            let span = self.writer.paragraph(&text);
            if span.is_empty() {
                continue;
            }
            self.furniture.push(Furniture { span, kind });
        }
    }

    fn write(&mut self, block: &Block) {
        let text = block.text.as_str();
        let span = match &block.kind {
            Kind::Paragraph => self.writer.paragraph(text),
            Kind::Heading(level) => self.writer.heading(*level, text),
            Kind::Item(depth, number) => self.writer.item(*depth, *number, text),
            Kind::Row(cells) => self.writer.row(cells),
            Kind::Code => self.writer.code(text),
        };
        let last = block.breaks.last().map(|(page, _)| *page);
        for (page, offset) in &block.breaks {
            self.pages.insert(*page, span.start() + offset);
        }
        if let Some(last) = last {
            self.turn_to(last);
        }
    }
}
