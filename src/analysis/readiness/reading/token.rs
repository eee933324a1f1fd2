//! Words, numbers, identifiers and quotation marks of a block, in one pass over its bytes.

use super::finds::Finds;
use super::finds::Mark;
use super::finds::MarkKind;
use super::finds::TokenCounts;
use super::shape::SMALL;
use super::shape::Shape;
use super::shape::letters;
use super::units::UNITS;
use super::units::WIDE_UNITS;
use crate::analysis::readiness::lexicon::Class;
use crate::analysis::readiness::lexicon::Hit;
use crate::analysis::readiness::lexicon::Lexicon;
use crate::analysis::readiness::lexicon::WORDS;

/// Methods of HTTP (RFC 9110, 9.3; RFC 5789).
const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// Reads `block`, whose first byte stands at `base`; adds to `counts` and appends to `finds`.
pub(super) fn read(block: &str, base: usize, counts: &mut TokenCounts, finds: &mut Finds) {
    let mut scanner = Scanner {
        text: block,
        base,
        words: &WORDS,
        counts,
        finds,
        next_term: 0,
        ends_sentence: true,
        cell: true,
    };
    scanner.run();
}

struct Scanner<'t, 'o> {
    text: &'t str,
    base: usize,
    words: &'o Lexicon<Class>,
    counts: &'o mut TokenCounts,
    finds: &'o mut Finds,
    /// Terms are looked for from here on: they do not overlap.
    next_term: usize,
    /// Whether the next word starts a sentence.
    ends_sentence: bool,
    /// Whether the next word starts the block or a cell.
    cell: bool,
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at = match byte {
                b' ' => at + 1,
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(at),
                b'0'..=b'9' => self.number(at),
                0x80.. => self.wide(at, byte),
                _ => self.sign(at, byte),
            };
        }
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    /// Looks for a term at the word or character from `start` to `end`.
    fn term(&mut self, start: usize, end: usize) {
        if start < self.next_term {
            return;
        }
        if let Some((end, classes)) = self.words.term_at(self.text.as_bytes(), start, end) {
            let (first, last) = (self.base + start, self.base + end);
            let hits = classes.iter().map(|class| Hit { start: first, end: last, class: *class });
            self.finds.hits.extend(hits);
            self.next_term = end;
        }
    }

    fn mark(&mut self, start: usize, end: usize, kind: MarkKind) {
        self.finds.marks.push(Mark { start: self.base + start, end: self.base + end, kind });
    }

    /// The end of the run of letters, digits and underscores at `at`.
    fn run_end(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        at + rest.iter().take_while(|byte| letters(**byte) != 0).count()
    }

    fn word(&mut self, start: usize) -> usize {
        let mut end = start;
        let mut kinds = 0;
        for byte in self.text.as_bytes().get(start..).unwrap_or_default() {
            let kind = letters(*byte);
            if kind == 0 {
                break;
            }
            kinds |= kind;
            end += 1;
        }
        self.counts.words += 1;
        self.term(start, end);
        let word = self.text.as_bytes().get(start..end).unwrap_or_default();
        let shape = if kinds == SMALL { Shape::of_small(word) } else { Shape::of(word) };
        if shape.is_link && self.text.get(end..).is_some_and(|rest| rest.starts_with("://")) {
            self.counts.links += 1;
            let rest = self.text.as_bytes().get(end..).unwrap_or_default();
            return end + rest.iter().take_while(|b| !b" \t\n\r)>\"`|]".contains(b)).count();
        }
        if shape.is_identifier {
            self.counts.identifiers += 1;
            self.mark(start, end, MarkKind::Identifier);
        } else if shape.is_capitals {
            self.counts.acronyms += 1;
            if let Some(after) = self.after_capitals(start, end) {
                return after;
            }
        } else if shape.is_capitalised && !self.ends_sentence {
            self.counts.names += 1;
        }
        self.ends_sentence = false;
        self.cell = false;
        end
    }

    /// Requirement identifiers and HTTP calls start with a word in capitals; returns their end.
    fn after_capitals(&mut self, start: usize, end: usize) -> Option<usize> {
        let word = self.text.get(start..end)?;
        if METHODS.contains(&word) {
            let rest = self.text.get(end..)?;
            let skipped = rest.len() - rest.trim_start_matches([' ', '`', '|', '\t', '*']).len();
            let is_call =
                rest.get(skipped..).is_some_and(|r| r.starts_with('/') || r.starts_with("http"));
            if is_call || (self.cell && skipped > 0) {
                self.counts.calls += 1;
                self.mark(start, end, MarkKind::Call);
            }
            return None;
        }
        if !self.cell {
            return None;
        }
        let rest = self.text.as_bytes().get(end..)?;
        let tail =
            rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-._".contains(b)).count();
        let id = self.text.get(start..end + tail)?.trim_end_matches(['.', '-']);
        let has_digit = id.bytes().any(|byte| byte.is_ascii_digit());
        let has_joint = id.contains(['-', '_', '.']) || id.len() <= 5;
        if !(has_digit && has_joint && id.len() >= 2 && id.bytes().all(|b| !b.is_ascii_lowercase()))
        {
            return None;
        }
        self.counts.requirement_ids += 1;
        self.mark(start, start + id.len(), MarkKind::RequirementId);
        self.cell = false;
        Some(start + id.len())
    }

    fn number(&mut self, start: usize) -> usize {
        let mut end = self.run_end(start);
        while matches!(self.byte(end), b'.' | b',') && self.byte(end + 1).is_ascii_digit() {
            end = self.run_end(end + 1);
        }
        let token = self.text.get(start..end).unwrap_or_default();
        let digits = token.bytes().take_while(|b| b.is_ascii_digit() || b".,".contains(b)).count();
        self.counts.words += 1;
        self.counts.numbers += 1;
        if token.starts_with("0x") && token.len() > 2 {
            self.counts.identifiers += 1;
            self.mark(start, end, MarkKind::Identifier);
        } else if let Some(unit_end) = self.unit(start + digits, end) {
            self.counts.quantities += 1;
            self.mark(start, unit_end, MarkKind::Quantity);
            end = end.max(unit_end);
        } else if digits == token.len() {
            self.plain_number(token, start, end);
        }
        self.ends_sentence = false;
        self.cell = false;
        end
    }

    fn plain_number(&mut self, token: &str, start: usize, end: usize) {
        let value: u32 = token.parse().unwrap_or_default();
        let is_year = token.len() == 4 && (1900..2100).contains(&value);
        if is_year {
            self.counts.years += 1;
        }
        let before = self.byte(start.saturating_sub(1));
        let is_cited = self.cell || (start > 0 && matches!(before, b'`' | b'(' | b'|'));
        if is_cited && token.len() == 3 && (100..600).contains(&value) {
            self.counts.codes += 1;
            self.mark(start, end, MarkKind::Code);
        }
    }

    /// The end of a unit that follows the digits which end at `digits_end`, in a token that ends
    /// at `end`.
    fn unit(&self, digits_end: usize, end: usize) -> Option<usize> {
        if digits_end < end {
            let glued = self.text.get(digits_end..end)?;
            return UNITS.binary_search(&glued).is_ok().then_some(end);
        }
        let rest = self.text.get(end..)?;
        let gap = usize::from(rest.starts_with([' ', '-']));
        let unit = rest.get(gap..)?;
        let first = unit.as_bytes().first();
        let wide = WIDE_UNITS
            .iter()
            .find(|wide| wide.as_bytes().first() == first && unit.starts_with(**wide));
        if let Some(wide) = wide {
            return Some(end + gap + wide.len());
        }
        let unit_end = self.run_end(end + gap);
        let word = self.text.get(end + gap..unit_end)?;
        UNITS.binary_search(&word).is_ok().then_some(unit_end)
    }

    fn wide(&mut self, at: usize, byte: u8) -> usize {
        let length = match byte {
            0xf0.. => 4,
            0xe0.. => 3,
            _ => 2,
        };
        if matches!(byte, 0xc2 | 0xe2..=0xe9) {
            self.term(at, at + length);
        }
        match byte {
            0xe4..=0xe9 => {
                self.counts.words += 1;
                self.counts.cjk += 1;
                self.cell = false;
            }
            0xe2 | 0xe3 | 0xef => self.wide_sign(at, at + length),
            _ => {}
        }
        at + length
    }

    fn wide_sign(&mut self, start: usize, end: usize) {
        match self.text.get(start..end).unwrap_or_default() {
            "“" | "「" | "『" | "《" => self.quote(start, end, MarkKind::QuoteOpen),
            "”" | "」" | "』" | "》" => self.quote(start, end, MarkKind::QuoteClose),
            "！" | "？" => self.counts.outcries += 1,
            "％" | "€" | "￥" => self.counts.money += 1,
            "|" | "：" | "【" => self.cell = true,
            _ => {}
        }
    }

    fn quote(&mut self, start: usize, end: usize, kind: MarkKind) {
        self.counts.quotes += 1;
        self.mark(start, end, kind);
    }

    fn sign(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b'"' => self.quote(at, at + 1, MarkKind::Quote),
            b'?' | b'!' => {
                self.counts.outcries += 1;
                self.ends_sentence = true;
            }
            b'.' | b':' => self.ends_sentence = true,
            b'$' | b'%' => self.counts.money += 1,
            b'`' => {
                self.counts.notation += 1;
                return self.back_quoted(at);
            }
            b'|' | b'\t' | b'\n' => self.cell = true,
            b'/' => {
                self.counts.notation += 1;
                self.path(at);
            }
            b'<' | b'>' | b'&' => {
                self.counts.notation += 1;
                if let Some(end) = self.tag_end(at) {
                    self.cell = true;
                    return end;
                }
                self.term(at, at + 1);
            }
            b'{' | b'}' | b'=' | b'[' | b']' | b'#' | b'\\' => self.counts.notation += 1,
            _ => {}
        }
        at + 1
    }

    /// The end of an HTML tag: its words are none of the document's.
    fn tag_end(&self, at: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(at..)?;
        let opens = match rest {
            [b'<', b'/', name, ..] | [b'<', name, ..] => name.is_ascii_alphabetic(),
            _ => false,
        };
        let length = rest.iter().take(200).position(|byte| *byte == b'>')?;
        let is_tag = opens && !rest.get(1..length)?.contains(&b'<');
        is_tag.then_some(at + length + 1)
    }

    /// A word in back quotes counts as an identifier; its text is then read as any other.
    fn back_quoted(&mut self, at: usize) -> usize {
        let next = self.byte(at + 1);
        if next.is_ascii_alphabetic() || next == b'_' {
            let end = self.run_end(at + 1);
            if self.byte(end) == b'`' {
                self.counts.identifiers += 1;
                self.mark(at + 1, end, MarkKind::Identifier);
            }
        }
        at + 1
    }

    /// `/users/{id}` after a space, a back quote or a bar.
    fn path(&mut self, at: usize) {
        let before = if at == 0 { b' ' } else { self.byte(at - 1) };
        if !matches!(before, b' ' | b'`' | b'|' | b'"' | b'\t')
            || !self.byte(at + 1).is_ascii_lowercase()
        {
            return;
        }
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let length = rest
            .iter()
            .take(128)
            .take_while(|b| b.is_ascii_alphanumeric() || b"/_-{}:.".contains(b))
            .count();
        let is_deep = rest.get(1..length).unwrap_or_default().contains(&b'/');
        if is_deep {
            self.counts.calls += 1;
            self.mark(at, at + length, MarkKind::Call);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Finds;
    use super::MarkKind;
    use super::TokenCounts;
    use super::read;

    fn marks(text: &str) -> Vec<(MarkKind, String)> {
        let mut found = Finds::default();
        read(text, 0, &mut TokenCounts::default(), &mut found);
        found.marks.iter().map(|mark| (mark.kind, text[mark.start..mark.end].to_owned())).collect()
    }

    #[test]
    fn quantities_are_found_in_both_languages() {
        for text in ["20 ms", "20ms", "99.9%", "2 秒", "1,000 users", "50个"] {
            assert_eq!(marks(text), [(MarkKind::Quantity, text.to_owned())], "{text}");
        }
    }

    #[test]
    fn a_requirement_identifier_starts_a_block_or_a_cell() {
        assert_eq!(marks("FR-3.1: log in"), [(MarkKind::RequirementId, "FR-3.1".to_owned())]);
        assert_eq!(marks("| REQ-LOGIN-12 | log in |").len(), 1);
        assert_eq!(marks("as in RFC-2119"), []);
    }

    #[test]
    fn methods_with_paths_are_calls() {
        assert_eq!(marks("GET /users")[0].0, MarkKind::Call);
        assert_eq!(marks("we get what we want"), []);
    }

    #[test]
    fn a_link_is_no_identifier() {
        assert_eq!(marks("see https://example.org/some_thing/otherThing now"), []);
    }
}
