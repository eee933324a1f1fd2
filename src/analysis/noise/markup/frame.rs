//! The lines of a page in the tree of its elements.

use super::hints;
use super::hints::Parts;
use super::hints::Words;
use super::tags::Tag;
use super::tags::Tags;
use crate::analysis::noise::facts::Facts;
use crate::analysis::noise::page::Page;
use crate::document::Document;
use crate::document::Element;
use crate::text::Span;

/// What stands in an element, all that is below it included.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) rows: u32,
    pub(super) width: u32,
    pub(super) linked: u32,
    pub(super) links: u32,
    pub(super) prose: u32,
    pub(super) prose_rows: u32,
    pub(super) commas: u32,
    pub(super) headings: u32,
    pub(super) items: u32,
    /// The first row, and the one after the last.
    pub(super) first: u32,
    pub(super) after: u32,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        if other.rows == 0 {
            return;
        }
        self.first = if self.rows == 0 { other.first } else { self.first.min(other.first) };
        self.after = self.after.max(other.after);
        self.rows = self.rows.saturating_add(other.rows);
        self.width = self.width.saturating_add(other.width);
        self.linked = self.linked.saturating_add(other.linked);
        self.links = self.links.saturating_add(other.links);
        self.prose = self.prose.saturating_add(other.prose);
        self.prose_rows = self.prose_rows.saturating_add(other.prose_rows);
        self.commas = self.commas.saturating_add(other.commas);
        self.headings = self.headings.saturating_add(other.headings);
        self.items = self.items.saturating_add(other.items);
    }
}

/// One element with what is known of it from below and from above.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) parent: usize,
    pub(super) tag: Tag,
    /// The tags and the kinds of part that it and the elements around it are.
    pub(super) tags: Tags,
    pub(super) own_parts: Parts,
    pub(super) parts: Parts,
    /// What its own names weigh, and what they weigh together with those around it.
    pub(super) own_weight: i32,
    pub(super) weight: i32,
    pub(super) lowest: i32,
    pub(super) highest: i32,
    pub(super) depth: u32,
    pub(super) lists: u32,
    pub(super) sums: Sums,
    /// The nearest element around it with more rows.
    pub(super) up: usize,
    /// The outermost element around it with as many rows.
    pub(super) outer: usize,
    /// Its name and hints as one number.
    pub(super) look: u64,
}

/// A row in its element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row {
    /// The innermost element that holds all of it.
    pub(super) owner: usize,
    /// Bytes of it in links, how many links, and its bytes.
    pub(super) linked: u32,
    pub(super) links: u32,
    pub(super) bytes: u32,
}

/// The lines of a page in the tree of its elements. Place 0 is the page itself.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) places: Vec<Place>,
    pub(super) rows: Vec<Row>,
    /// From the page down to the innermost element that holds most of the running text.
    pub(super) core: Vec<usize>,
    /// For every row how far down the core it stands, and the element there that holds it.
    pub(super) branches: Vec<(usize, usize)>,
}

impl Frame {
    pub(super) fn of(document: &Document<'_>, page: &Page, words: &Words) -> Self {
        let elements = document.elements();
        let text = document.text();
        let mut frame = Self {
            places: places(elements, words),
            rows: rows(text, page, elements),
            core: Vec::new(),
            branches: Vec::new(),
        };
        count_links(page, elements, &mut frame.rows);
        frame.sum(page);
        frame.core = frame.find_core();
        frame.branches = frame.find_branches();
        frame
    }

    pub(super) fn place(&self, id: usize) -> &Place {
        self.places.get(id).unwrap_or(&PAGE)
    }

    /// The innermost element that holds all of a row.
    pub(super) fn owner(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |row| row.owner)
    }

    /// The elements around a row, from the innermost with exactly this row outwards, each with
    /// more rows than the one before.
    pub(super) fn levels(&self, row: usize) -> [usize; LEVELS] {
        let mut at = self.owner(row);
        std::array::from_fn(|_| {
            let level = at;
            at = self.place(at).up;
            level
        })
    }

    fn sum(&mut self, page: &Page) {
        for (number, (row, line)) in (0..).zip(self.rows.iter().zip(&page.lines)) {
            let own = own_sums(number, row, line, &self.places);
            if let Some(place) = self.places.get_mut(row.owner) {
                place.sums.add(&own);
            }
        }
        for id in (1..self.places.len()).rev() {
            let place = *self.place(id);
            if let Some(parent) = self.places.get_mut(place.parent) {
                parent.sums.add(&place.sums);
            }
        }
        for id in 1..self.places.len() {
            let (parent, rows) = (self.place(id).parent, self.place(id).sums.rows);
            let around = *self.place(parent);
            let is_wider = around.sums.rows > rows;
            if let Some(place) = self.places.get_mut(id) {
                place.up = if is_wider { parent } else { around.up };
                place.outer = if is_wider { id } else { around.outer };
            }
        }
    }

    /// Goes down from the page as long as one child holds most of the running text.
    fn find_core(&self) -> Vec<usize> {
        let mut best: Vec<(u32, usize)> = vec![(0, 0); self.places.len()];
        for (id, place) in self.places.iter().enumerate().skip(1) {
            if let Some(best) = best.get_mut(place.parent)
                && place.sums.prose > best.0
            {
                *best = (place.sums.prose, id);
            }
        }
        let mut core = vec![0];
        let mut at = 0;
        while let Some((prose, child)) = best.get(at).copied()
            && prose > 0
            && u64::from(prose) * CORE_OF >= u64::from(self.place(at).sums.prose) * CORE_SHARE
            && self.place(child).sums.prose_rows > 1
        {
            core.push(child);
            at = child;
        }
        core
    }

    fn find_branches(&self) -> Vec<(usize, usize)> {
        // For every element how far down the core it hangs, and the child of the core there.
        let mut hangs: Vec<(usize, usize)> = vec![(0, 0); self.places.len()];
        let mut in_core = vec![None; self.places.len()];
        for (level, id) in self.core.iter().enumerate() {
            if let Some(slot) = in_core.get_mut(*id) {
                *slot = Some(level);
            }
        }
        for id in 0..self.places.len() {
            let own = in_core.get(id).copied().flatten();
            let parent = self.place(id).parent;
            let around = in_core.get(parent).copied().flatten();
            let hung = match (own, around) {
                (Some(level), _) => (level, id),
                (None, Some(level)) => (level, id),
                (None, None) => hangs.get(parent).copied().unwrap_or_default(),
            };
            if let Some(slot) = hangs.get_mut(id) {
                *slot = hung;
            }
        }
        self.rows.iter().map(|row| hangs.get(row.owner).copied().unwrap_or_default()).collect()
    }
}

/// How many levels around a row are looked at.
pub(super) const LEVELS: usize = 5;

/// The share of the running text that the core goes on with.
const CORE_SHARE: u64 = 6;
const CORE_OF: u64 = 10;

/// The page itself.
const PAGE: Place = Place {
    parent: 0,
    tag: Tag::Other,
    tags: Tags::NONE,
    own_parts: Parts::NONE,
    parts: Parts::NONE,
    own_weight: 0,
    weight: 0,
    lowest: 0,
    highest: 0,
    depth: 0,
    lists: 0,
    sums: Sums {
        rows: 0,
        width: 0,
        linked: 0,
        links: 0,
        prose: 0,
        prose_rows: 0,
        commas: 0,
        headings: 0,
        items: 0,
        first: 0,
        after: 0,
    },
    up: 0,
    outer: 0,
    look: 0,
};

fn places(elements: &[Element], words: &Words) -> Vec<Place> {
    let mut places = Vec::with_capacity(elements.len() + 1);
    places.push(PAGE);
    for element in elements {
        let parent = element.parent.map_or(0, |parent| parent + 1);
        let around: Place = places.get(parent).copied().unwrap_or(PAGE);
        let tag = Tag::of(&element.name);
        let own_parts = hints::parts(element);
        let own_weight = words.weigh(element);
        places.push(Place {
            parent,
            tag,
            tags: around.tags.with(tag),
            own_parts,
            parts: around.parts.with(own_parts),
            own_weight,
            weight: around.weight.saturating_add(own_weight),
            lowest: around.lowest.min(own_weight),
            highest: around.highest.max(own_weight),
            depth: around.depth + 1,
            lists: around.lists + u32::from(tag == Tag::List),
            look: look(element),
            ..PAGE
        });
    }
    places
}

/// An element's name and hints as one number (FNV-1a, digits left out).
fn look(element: &Element) -> u64 {
    let bytes = element.name.bytes().chain([b' ']).chain(element.hints.bytes());
    bytes.filter(|byte| !byte.is_ascii_digit()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// For every line the innermost element that holds all of it.
fn rows(text: &str, page: &Page, elements: &[Element]) -> Vec<Row> {
    let mut next = 0;
    let row = |line: &Facts| {
        let span = content(text, line.span);
        while elements.get(next).is_some_and(|element| element.span.start() <= span.start()) {
            next += 1;
        }
        let mut owner = next;
        while let Some(element) = owner.checked_sub(1).and_then(|at| elements.get(at))
            && !element.span.covers(span)
        {
            owner = element.parent.map_or(0, |parent| parent + 1);
        }
        let bytes = u32::try_from(span.len()).unwrap_or(u32::MAX);
        Row { owner, linked: 0, links: 0, bytes }
    };
    page.lines.iter().map(row).collect()
}

/// A line without the marks of the light markup at its ends.
fn content(text: &str, span: Span) -> Span {
    let line = span.slice(text);
    let mut start = line.len() - line.trim_start_matches(['#', '-', '|', ' ']).len();
    let numbered = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if start == 0 && numbered.len() < line.len() && numbered.starts_with(". ") {
        start = line.len() - numbered.len() + 2;
    }
    let end = line.trim_end_matches(['|', ' ']).len();
    if start < end { Span::at(span.start() + start, end - start) } else { span }
}

/// Counts the links of every row and how much of it they cover.
fn count_links(page: &Page, elements: &[Element], rows: &mut [Row]) {
    let is_link = |element: &&Element| matches!(element.name.as_str(), "a" | "button");
    for link in elements.iter().filter(is_link) {
        let first = page.lines.partition_point(|line| line.span.end() <= link.span.start());
        let lines = page.lines.iter().zip(rows.iter_mut()).skip(first);
        for (line, row) in lines.take_while(|(line, _)| line.span.start() < link.span.end()) {
            let start = line.span.start().max(link.span.start());
            let bytes = line.span.end().min(link.span.end()).saturating_sub(start);
            row.links += 1;
            row.linked = row.linked.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX));
        }
    }
}

fn own_sums(number: u32, row: &Row, line: &Facts, places: &[Place]) -> Sums {
    let bytes = u64::from(row.bytes.max(1));
    let linked = u64::from(row.linked.min(row.bytes)) * u64::from(line.width()) / bytes;
    let linked = u32::try_from(linked).unwrap_or(u32::MAX);
    let is_prose = line.is_prose() && linked * 2 < line.width();
    let tags = places.get(row.owner).map_or(Tags::NONE, |place| place.tags);
    Sums {
        rows: 1,
        width: line.width(),
        linked,
        links: row.links,
        prose: if is_prose { line.width() - linked } else { 0 },
        prose_rows: u32::from(is_prose),
        commas: line.commas,
        headings: u32::from(tags.has(Tag::Heading)),
        items: u32::from(tags.has(Tag::Item)),
        first: number,
        after: number + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::Frame;
    use crate::analysis::noise::markup::hints::Words;
    use crate::analysis::noise::markup::tags::Tag;
    use crate::analysis::noise::page::Page;
    use crate::document::Document;
    use crate::document::Hints;

    fn frame(html: &str) -> Frame {
        let hints = Hints { file_name: Some("page.html".to_owned()) };
        let document = Document::parse(html.as_bytes(), &hints);
        let page = Page::read(document.text());
        Frame::of(&document, &page, &Words::default())
    }

    #[test]
    fn a_line_belongs_to_the_innermost_element_that_holds_all_of_it() {
        let frame = frame("<main><h2>Scope</h2><ul><li><a href=x>one</a> and more</ul></main>");
        let tag = |row: usize| frame.place(frame.owner(row)).tag;
        assert_eq!((tag(0), tag(1)), (Tag::Heading, Tag::Item));
        assert_eq!((frame.rows[1].links, frame.rows[1].linked), (1, 3));
    }

    #[test]
    fn levels_go_outwards_and_each_has_more_lines() {
        let frame = frame("<div><section><p>one</p><p>two</p></section><p>three</p></div>");
        let rows: Vec<u32> = frame.levels(0).iter().map(|id| frame.place(*id).sums.rows).collect();
        assert_eq!(rows[..3], [1, 2, 3]);
    }

    #[test]
    fn the_core_is_where_the_running_text_is() {
        let prose = "<p>The new lock of the harbour was opened on Monday, after four years of work on \
                     both of its walls.</p>";
        let html =
            format!("<body><div><p>Menu</p></div><div id=x>{}</div></body>", prose.repeat(3));
        let frame = frame(&html);
        let core = frame.core.last().copied().unwrap_or_default();
        assert_eq!(frame.place(core).sums.rows, 3);
        assert!(frame.branches[0].0 < frame.branches[1].0);
    }
}
