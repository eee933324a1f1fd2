//! Two versions without what they share far from every change.
//!
//! Most of a document stays from version to version. What became of a passage depends on the
//! sentences near it, the heading and the lead-in of the list that it stands under, and on the
//! sentences elsewhere that changed. So both versions are cut at blank lines; parts that stand word
//! for word in both, in the same order and with nothing changed near them, are left out, and the
//! rest is compared as if it were the whole. A passage in a part that was left out is unchanged.
//! Wherever this would not be sure to give what the whole texts give, it is not done.

use std::collections::BTreeMap;

use memchr::memmem;

use super::unit::bare_sentences;
use super::vocabulary::Vocabulary;
use super::vocabulary::hashes;
use crate::text::Span;
use crate::text::starts_item;

/// Sentences beside a change that are kept: more than a passage's context reaches.
const NEAR: usize = 4;

/// How many parts a list is followed back to its lead-in, and the most that are kept beside a change.
const LONGEST_LIST: usize = 64;

/// Shortest text, in bytes, that is worth it.
const SHORTEST: usize = 4000;

/// Two versions, abridged.
#[derive(Debug)]
pub(super) struct Abridged {
    /// The old text that is left.
    pub(super) old: String,
    /// The new text that is left.
    pub(super) new: String,
    /// The words of what was left out, which still tell how rare a word is.
    pub(super) background: Vocabulary,
    old_parts: Parts,
    new_parts: Parts,
    /// For each old part, the new one that is the same.
    partners: Vec<Option<usize>>,
}

/// A text cut at its blank lines: parts, each with the blank lines after it.
#[derive(Debug)]
struct Parts {
    spans: Vec<Span>,
    /// Where each part stands in the text that is left; none where it was left out.
    kept: Vec<Option<usize>>,
    /// For each part, the nearest one at or before it with a heading.
    headings: Vec<Option<usize>>,
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// In the text that is left, there.
    Kept(Span),
    /// In parts that were left out: the run of the old text and of the new one that has it.
    LeftOut(Span, Span),
    /// Where only the whole texts can tell.
    Unclear,
}

impl Abridged {
    /// Abridges two texts; none where there is little to leave out, or what is the same stands in
    /// another order.
    pub(super) fn of(old: &str, new: &str) -> Option<Self> {
        let has = |text: &str, mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
        let is_code = |text: &str| has(text, "```") || has(text, "~~~");
        if old.len().min(new.len()) < SHORTEST || is_code(old) || is_code(new) {
            return None;
        }
        let (old_spans, new_spans) = (cut(old), cut(new));
        let partners = pair(old, &old_spans, new, &new_spans)?;
        let mut keeper = Keeper::new(old, &old_spans, &new_spans, &partners);
        keeper.keep_changes();
        let (kept_old, kept_new) = (keeper.kept_old, keeper.kept_new);
        let (old_headings, new_headings) = (headings(old, &old_spans), headings(new, &new_spans));
        let mut kept_old = with_headings(kept_old, &old_headings);
        let mut kept_new = with_headings(kept_new, &new_headings);
        // What is kept of one text is kept of the other.
        for (at, partner) in partners.iter().enumerate() {
            let Some(partner) = *partner else { continue };
            let is_kept = kept_old.get(at) == Some(&true) || kept_new.get(partner) == Some(&true);
            kept_old.get_mut(at).into_iter().for_each(|kept| *kept = is_kept);
            kept_new.get_mut(partner).into_iter().for_each(|kept| *kept = is_kept);
        }
        let left_out = old_spans.iter().zip(&kept_old).filter(|(_, kept)| !**kept);
        let bytes: usize = left_out.clone().map(|(span, _)| span.len()).sum();
        if 2 * bytes < old.len() {
            return None;
        }
        let mut background = Vocabulary::default();
        for (span, _) in left_out {
            let part = span.slice(old);
            for sentence in bare_sentences(part) {
                background.add(&hashes(sentence.slice(part)), 2);
            }
        }
        let (old_left, old_parts) = leave(old, old_spans, &kept_old, old_headings);
        let (new_left, new_parts) = leave(new, new_spans, &kept_new, new_headings);
        Some(Self { old: old_left, new: new_left, background, old_parts, new_parts, partners })
    }

    /// Where a passage of the old text stands.
    pub(super) fn stand(&self, old: &str, passage: Span) -> Stand {
        let spans = &self.old_parts.spans;
        let first = spans.partition_point(|span| span.end() <= passage.start());
        let after = spans.partition_point(|span| span.start() < passage.end());
        let is_kept = |at: usize| self.old_parts.kept.get(at).is_some_and(Option::is_some);
        if first >= after {
            return Stand::Unclear;
        }
        if (first..after).all(is_kept) {
            return self
                .old_parts
                .shortened(passage, first, after)
                .map_or(Stand::Unclear, Stand::Kept);
        }
        if (first..after).any(is_kept) {
            return Stand::Unclear;
        }
        self.left_out(old, first, after).unwrap_or(Stand::Unclear)
    }

    /// The runs of both texts that have a passage that was left out, when heading and lead-in are
    /// the same as well.
    fn left_out(&self, old: &str, first: usize, after: usize) -> Option<Stand> {
        let partner = |at: usize| self.partners.get(at).copied().flatten();
        let new_first = partner(first)?;
        let is_run = (first..after).all(|at| partner(at) == Some(new_first + (at - first)));
        let heading = self.old_parts.headings.get(first).copied().flatten();
        let new_heading = self.new_parts.headings.get(new_first).copied().flatten();
        let is_same_heading =
            heading.and_then(partner) == new_heading && heading.is_some() == new_heading.is_some();
        let part = |at: usize| self.old_parts.spans.get(at).map_or("", |span| span.slice(old));
        let is_indented = part(first).starts_with(char::is_whitespace);
        // Up to the lead-in of a list, and that itself.
        let list = (0..=first).rev().take(LONGEST_LIST);
        let items = list.clone().take_while(|at| has_item(part(*at))).count();
        let mut led = (first.saturating_sub(items)..first).map(|at| (at, partner(at)));
        let is_led = led.all(|(at, new)| new == Some(new_first.wrapping_sub(first - at)));
        if !(is_run && is_same_heading && is_led) || is_indented {
            return None;
        }
        let run = |spans: &[Span], first: usize, after: usize| {
            Some(spans.get(first)?.join(*spans.get(after.checked_sub(1)?)?))
        };
        let new_run = run(&self.new_parts.spans, new_first, new_first + (after - first))?;
        Some(Stand::LeftOut(run(&self.old_parts.spans, first, after)?, new_run))
    }

    /// Where a span of the old text that is left stands in the whole one.
    pub(super) fn old_span(&self, left: Span) -> Option<Span> {
        self.old_parts.whole(left)
    }

    /// Where a span of the new text that is left stands in the whole one.
    pub(super) fn new_span(&self, left: Span) -> Option<Span> {
        self.new_parts.whole(left)
    }
}

impl Parts {
    /// Where a passage of kept parts stands in what is left; none where parts between were left
    /// out.
    fn shortened(&self, passage: Span, first: usize, after: usize) -> Option<Span> {
        let shift = |at: usize| Some((self.kept.get(at).copied().flatten()?, self.spans.get(at)?));
        let (kept, span) = shift(first)?;
        let (last_kept, last) = shift(after - 1)?;
        let start = kept + (passage.start().max(span.start()) - span.start());
        let end = last_kept + (passage.end() - last.start());
        Span::new(start, end).filter(|left| left.len() == passage.len())
    }

    /// Where a span of what is left stands in the whole; none where it goes over a cut.
    fn whole(&self, left: Span) -> Option<Span> {
        let kept = self.kept.iter().zip(&self.spans);
        let kept: Vec<(usize, &Span)> =
            kept.filter_map(|(kept, span)| Some(((*kept)?, span))).collect();
        let at = |offset: usize| {
            let after = kept.partition_point(|(start, _)| *start <= offset);
            let (start, span) = kept.get(after.checked_sub(1)?)?;
            Some(span.start() + (offset - start))
        };
        let start = at(left.start())?;
        let end = if left.is_empty() { start } else { at(left.end() - 1)? + 1 };
        Span::new(start, end).filter(|whole| whole.len() == left.len())
    }
}

/// Cuts a text at its blank lines.
fn cut(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut start, mut at) = (0, 0);
    let (mut has_body, mut is_over) = (false, false);
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if is_over && !is_blank {
            spans.push(Span::at(start, at - start));
            start = at;
        }
        // Blank lines at the very beginning belong to the first part.
        has_body |= !is_blank;
        is_over = is_blank && has_body;
        at += line.len();
    }
    if start < text.len() {
        spans.push(Span::at(start, text.len() - start));
    }
    spans
}

/// For each old part the new one that is the same; none when what stands once in both texts
/// stands in another order.
fn pair(old: &str, olds: &[Span], new: &str, news: &[Span]) -> Option<Vec<Option<usize>>> {
    let mut places: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, (text, spans)) in [(old, olds), (new, news)].into_iter().enumerate() {
        for (at, span) in spans.iter().enumerate() {
            let found = places.entry(span.slice(text)).or_default();
            found.get_mut(side).into_iter().for_each(|found| found.push(at));
        }
    }
    let mut anchors: Vec<(usize, usize)> = places
        .values()
        .filter_map(|[old, new]| match (old.as_slice(), new.as_slice()) {
            ([old], [new]) => Some((*old, *new)),
            _ => None,
        })
        .collect();
    anchors.sort_unstable();
    if !anchors.is_sorted_by(|one, next| one.1 < next.1) {
        return None;
    }
    let mut partners = vec![None; olds.len()];
    let is_same = |one: usize, other: usize| match (olds.get(one), news.get(other)) {
        (Some(one), Some(other)) => one.slice(old) == other.slice(new),
        _ => false,
    };
    let (mut old_from, mut new_from) = (0, 0);
    for (old_to, new_to) in anchors.into_iter().chain([(olds.len(), news.len())]) {
        // What stands several times is paired from both ends of the gap.
        let (mut first, mut last) = ((old_from, new_from), (old_to, new_to));
        while first.0 < old_to && first.1 < new_to && is_same(first.0, first.1) {
            partners.get_mut(first.0).into_iter().for_each(|partner| *partner = Some(first.1));
            first = (first.0 + 1, first.1 + 1);
        }
        while last.0 > first.0 && last.1 > first.1 && is_same(last.0 - 1, last.1 - 1) {
            last = (last.0 - 1, last.1 - 1);
            partners.get_mut(last.0).into_iter().for_each(|partner| *partner = Some(last.1));
        }
        partners.get_mut(old_to).into_iter().for_each(|partner| *partner = Some(new_to));
        (old_from, new_from) = (old_to + 1, new_to + 1);
    }
    Some(partners)
}

/// Finds which parts are kept.
struct Keeper<'t> {
    old: &'t str,
    olds: &'t [Span],
    /// For each new part, the old one that is the same.
    sources: Vec<Option<usize>>,
    partners: &'t [Option<usize>],
    kept_old: Vec<bool>,
    kept_new: Vec<bool>,
}

impl<'t> Keeper<'t> {
    fn new(old: &'t str, olds: &'t [Span], news: &[Span], partners: &'t [Option<usize>]) -> Self {
        let mut sources = vec![None; news.len()];
        for (at, partner) in partners.iter().enumerate() {
            let source = partner.and_then(|partner| sources.get_mut(partner));
            source.into_iter().for_each(|source| *source = Some(at));
        }
        let (kept_old, kept_new) = (vec![false; olds.len()], vec![false; news.len()]);
        Self { old, olds, sources, partners, kept_old, kept_new }
    }

    fn part(&self, at: usize) -> &'t str {
        self.olds.get(at).map_or("", |span| span.slice(self.old))
    }

    /// Keeps what changed and what stands near it, in both texts.
    fn keep_changes(&mut self) {
        for at in 0..self.olds.len() {
            if self.partners.get(at) == Some(&None) {
                self.mark(at);
                self.keep_back(at);
                self.keep_on(at + 1);
            }
        }
        for at in 0..self.sources.len() {
            if self.sources.get(at) != Some(&None) {
                continue;
            }
            self.kept_new.get_mut(at).into_iter().for_each(|kept| *kept = true);
            let source = |at: usize| self.sources.get(at).copied().flatten();
            let before = at.checked_sub(1).and_then(source);
            let after = source(at + 1);
            before.into_iter().for_each(|before| self.keep_back(before + 1));
            after.into_iter().for_each(|after| self.keep_on(after));
        }
    }

    /// Keeps enough parts before one; whole lists, to their lead-in.
    fn keep_back(&mut self, from: usize) {
        let mut sentences = 0;
        for at in (0..from).rev().take(LONGEST_LIST) {
            self.mark(at);
            let part = self.part(at);
            sentences += bare_sentences(part).count();
            let is_open = has_item(part) || part.starts_with(char::is_whitespace);
            if sentences >= NEAR && !is_open {
                break;
            }
        }
    }

    /// Keeps enough parts from one on.
    fn keep_on(&mut self, from: usize) {
        let mut sentences = 0;
        for at in (from..self.olds.len()).take(LONGEST_LIST) {
            self.mark(at);
            sentences += bare_sentences(self.part(at)).count();
            if sentences >= NEAR {
                break;
            }
        }
    }

    fn mark(&mut self, at: usize) {
        self.kept_old.get_mut(at).into_iter().for_each(|kept| *kept = true);
        let partner = self.partners.get(at).copied().flatten();
        let partner = partner.and_then(|partner| self.kept_new.get_mut(partner));
        partner.into_iter().for_each(|kept| *kept = true);
    }
}

/// Whether an item of a list stands in a part.
fn has_item(part: &str) -> bool {
    part.lines().any(starts_item)
}

/// For each part the nearest one at or before it that has a heading, or may have one.
fn headings(text: &str, spans: &[Span]) -> Vec<Option<usize>> {
    let is_rule = |line: &str| {
        let mark = line.bytes().next().unwrap_or(b' ');
        line.len() >= 3 && mark.is_ascii_punctuation() && line.bytes().all(|byte| byte == mark)
    };
    let has_heading =
        |part: &str| part.lines().map(str::trim).any(|line| line.starts_with('#') || is_rule(line));
    let mut last = None;
    let find = |(at, span): (usize, &Span)| {
        if has_heading(span.slice(text)) {
            last = Some(at);
        }
        last
    };
    spans.iter().enumerate().map(find).collect()
}

/// Keeps the headings that kept parts stand under.
fn with_headings(kept: Vec<bool>, headings: &[Option<usize>]) -> Vec<bool> {
    let mut with = kept.clone();
    for (is_kept, heading) in kept.into_iter().zip(headings) {
        let heading = heading.filter(|_| is_kept).and_then(|heading| with.get_mut(heading));
        heading.into_iter().for_each(|kept| *kept = true);
    }
    with
}

/// Puts together what is kept of a text.
fn leave(
    text: &str,
    spans: Vec<Span>,
    is_kept: &[bool],
    headings: Vec<Option<usize>>,
) -> (String, Parts) {
    let mut left = String::new();
    let mut kept = Vec::with_capacity(spans.len());
    for (span, is_kept) in spans.iter().zip(is_kept) {
        kept.push(is_kept.then_some(left.len()));
        if *is_kept {
            left.push_str(span.slice(text));
        }
    }
    (left, Parts { spans, kept, headings })
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::Abridged;
    use super::Stand;
    use super::cut;
    use crate::citation::locate::Locator;
    use crate::citation::locate::locate;
    use crate::text::Span;

    #[test]
    fn parts_tile_the_text() {
        let text = "\n\none\ntwo\n\n\nthree\n \nfour";
        let parts: Vec<&str> = cut(text).iter().map(|span| span.slice(text)).collect();
        assert_eq!(parts, ["\n\none\ntwo\n\n\n", "three\n \n", "four"]);
    }

    /// A text of many sentences, with headings and lists.
    fn text(salt: usize) -> String {
        let mut text = String::new();
        for section in 0..12 {
            text.push_str(&format!("## Section {section}\n\nThe relay {section} does this:\n\n"));
            for item in 0..4 {
                let number = salt + 31 * section + item;
                text.push_str(&format!("- item {number} waits for the lamp of pier {number}\n\n"));
            }
            for line in 0..6 {
                let number = 7 * section + line;
                text.push_str(&format!(
                    "The keeper of lamp {number} shall light it within {number} minutes. A ship \
                     that comes to pier {number} rings twice. Nobody answers after {number} rings.\n\n"
                ));
            }
        }
        text
    }

    #[test]
    fn one_change_leaves_little_and_far_passages_are_left_out() {
        let old = text(0);
        let new = old.replace("lamp 40 shall", "lamp 40 should");
        let short = Abridged::of(&old, &new).unwrap();
        assert!(6 * short.old.len() < old.len(), "{} of {}", short.old.len(), old.len());
        let at = old.find("pier 3 rings").unwrap();
        assert!(matches!(short.stand(&old, Span::at(at, 12)), Stand::LeftOut(..)));
        let at = old.find("lamp 40 shall").unwrap();
        let Stand::Kept(left) = short.stand(&old, Span::at(at, 13)) else { panic!() };
        assert_eq!(left.slice(&short.old), "lamp 40 shall");
        assert_eq!(short.old_span(left), Some(Span::at(at, 13)));
    }

    #[test]
    fn another_order_is_not_abridged() {
        let old = text(0);
        let (head, tail) = old.split_at(old.find("## Section 6").unwrap());
        assert!(Abridged::of(&old, &format!("{tail}{head}")).is_none());
    }

    proptest! {
        /// The law that all this stands on: the answer is the one that the whole texts give.
        #[test]
        fn abridged_texts_give_the_answer_of_the_whole(
            edits in proptest::collection::vec((0usize..160, 0usize..9, 0usize..160), 1..5),
            quoted in 0usize..160,
            cut_off in 0usize..30,
        ) {
            let old = text(0);
            let mut parts: Vec<String> = old.split("\n\n").map(ToOwned::to_owned).collect();
            let quote = parts[quoted % parts.len()].clone();
            for (at, edit, other) in edits {
                let count = parts.len();
                let at = at % count;
                match edit {
                    0 => parts[at] = parts[at].replace("shall", "should"),
                    1 => parts[at] = parts[at].replace("within", "not within"),
                    2 => parts[at].push_str(" This does not apply at night."),
                    3 => drop(parts.remove(at)),
                    4 => parts.insert(at, format!("A new sentence number {other} stands here.")),
                    5 => parts[at] = parts[at].replace("does this:", "may do this:"),
                    6 => parts.insert(at, format!("## New heading {other}")),
                    7 => parts[at] = parts[at].replace("ship", "big old ship"),
                    _ => parts.swap(at, other % count),
                }
            }
            let new = parts.join("\n\n");
            let quote: String = quote.chars().skip(cut_off / 3).collect();
            let whole = Locator::new(&old, &new).locate(&quote, None);
            prop_assert_eq!(locate(&old, &new, &quote), whole);
        }
    }
}
