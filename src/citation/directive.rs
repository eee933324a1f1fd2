//! Links to a passage: the text directive of the WICG draft "URL Fragment Text Directives"
//! (`#:~:text=[prefix-,]start[,end][,-suffix]`).
//!
//! A browser looks for whole words, whatever their case and the white space between them, first
//! prefix then start; a start with an end may span paragraphs, a start alone may not. The shortest
//! directive is made that leads to the passage and to no earlier place.

use crate::text::Span;

/// Most characters of a passage that is named whole.
const MOST_WHOLE: usize = 300;

/// Words of a longer passage that name its start and its end, at first.
const FEW: usize = 4;

/// Most words of context or of either end.
const MANY: usize = 20;

/// A text as words with their places.
struct Words<'t> {
    text: &'t str,
    words: Vec<Span>,
    /// The words in lower case with one space between them, as a browser compares them, and where
    /// each stands in that.
    folded: String,
    places: Vec<Span>,
}

/// The fragment of a link that leads to the passage at `span` of `text`, from its `#` on. None when
/// the passage has no letter. Where even context does not tell it from another place, the fragment
/// leads to the first of them.
#[must_use]
pub fn text_fragment(text: &str, span: Span) -> Option<String> {
    let words = Words::new(text);
    let (first, last) = words.covering(span)?;
    let start = words.words.get(first)?.start();
    let end = words.words.get(last)?.end();
    let passage = Span::new(start, end)?;
    let has_break = passage.slice(text).contains(['\n', '\r']);
    let is_long = passage.slice(text).chars().count() > MOST_WHOLE;
    let directive = if is_long || has_break && words.is_in_blocks(passage) {
        words.range(first, last)
    } else {
        words.whole(first, last)
    };
    Some(format!("#:~:text={directive}"))
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        for (at, character) in text.char_indices() {
            match (character.is_whitespace(), start) {
                (false, None) => start = Some(at),
                (true, Some(from)) => {
                    words.extend(Span::new(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.and_then(|from| Span::new(from, text.len())));
        let mut folded = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(words.len());
        for word in &words {
            if !folded.is_empty() {
                folded.push(' ');
            }
            let from = folded.len();
            folded.push_str(&word.slice(text).to_lowercase());
            places.push(Span::at(from, folded.len() - from));
        }
        Self { text, words, folded, places }
    }

    /// First and last of the words that a span touches.
    fn covering(&self, span: Span) -> Option<(usize, usize)> {
        let first = self.words.partition_point(|word| word.end() <= span.start());
        let after = self.words.partition_point(|word| word.start() < span.end());
        let has_letter = |word: &Span| word.slice(self.text).contains(char::is_alphanumeric);
        let touched = self.words.get(first..after)?;
        let from = touched.iter().position(has_letter)?;
        let to = touched.iter().rposition(has_letter)?;
        Some((first + from, first + to))
    }

    /// Whether a passage holds the end of a paragraph.
    fn is_in_blocks(&self, passage: Span) -> bool {
        let mut lines = passage.slice(self.text).lines();
        lines.any(|line| line.trim().is_empty())
            || crate::text::blocks(passage.slice(self.text)).len() > 1
    }

    fn text_of(&self, first: usize, last: usize) -> String {
        let words = self.words.get(first..=last).unwrap_or_default();
        words.iter().map(|word| word.slice(self.text)).collect::<Vec<_>>().join(" ")
    }

    /// Whether the words from `first` to `last` stand nowhere before them.
    fn is_first(&self, first: usize, last: usize) -> bool {
        let place = |at: usize| self.places.get(at).copied().unwrap_or(Span::empty(0));
        let sought = place(first).join(place(last));
        self.folded.find(sought.slice(&self.folded)) == Some(sought.start())
    }

    /// The passage named whole, after as many words before it as tell it from earlier places.
    fn whole(&self, first: usize, last: usize) -> String {
        let before = self.context(first, last);
        let text = encoded(&self.text_of(first, last));
        match before {
            Some(from) => format!("{}-,{text}", encoded(&self.text_of(from, first - 1))),
            None => text,
        }
    }

    /// The passage named by its first and last words.
    fn range(&self, first: usize, last: usize) -> String {
        let most = (last - first).div_ceil(2);
        let count = (FEW..=MANY).find(|count| {
            let start_end = first + (count - 1).min(most.saturating_sub(1));
            self.is_first(first, start_end)
        });
        let count = count.unwrap_or(MANY).min(most.max(1));
        let start_end = first + count - 1;
        let before = self.context(first, start_end);
        let end_count = (FEW..=MANY)
            .find(|count| self.ends_first(start_end, last, (*count).min(most.max(1))))
            .unwrap_or(MANY);
        let end_start = last + 1 - end_count.min(most.max(1));
        let prefix = before
            .map(|from| format!("{}-,", encoded(&self.text_of(from, first - 1))))
            .unwrap_or_default();
        let start = encoded(&self.text_of(first, start_end));
        let end = encoded(&self.text_of(end_start.max(start_end + 1).min(last), last));
        format!("{prefix}{start},{end}")
    }

    /// Whether the last `count` words do not stand between the start and themselves.
    fn ends_first(&self, start_end: usize, last: usize, count: usize) -> bool {
        let from = last + 1 - count;
        let sought = self.text_of(from, last).to_lowercase();
        let between = self.text_of(start_end + 1, last).to_lowercase();
        between.find(&sought).is_none_or(|at| at + sought.len() == between.len())
    }

    /// From which word on the context starts that tells a passage from earlier places; none when
    /// nothing needs to.
    fn context(&self, first: usize, last: usize) -> Option<usize> {
        if self.is_first(first, last) || first == 0 {
            return None;
        }
        let fewest = first - 1;
        let most = first.saturating_sub(MANY);
        let from = (most..=fewest).rev().find(|from| self.is_first(*from, last));
        Some(from.unwrap_or(most))
    }
}

/// Percent-encodes what cannot stand in a text directive: everything but letters and digits of
/// ASCII and a few marks; `-`, `,` and `&` are its own syntax.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'!' | b'~' | b'*' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::text_fragment;
    use crate::text::Span;

    fn decoded(part: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            if first == '%' {
                bytes.push(u8::from_str_radix(&rest[1..3], 16).unwrap());
                rest = &rest[3..];
            } else {
                bytes.push(u8::try_from(u32::from(first)).unwrap());
                rest = &rest[1..];
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    /// Finds what a fragment names, as the draft says: prefix, start and end in order.
    fn found(text: &str, fragment: &str) -> Option<String> {
        let directive = fragment.strip_prefix("#:~:text=").unwrap();
        let mut parts: Vec<&str> = directive.split(',').collect();
        let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let prefix = parts.first().and_then(|part| part.strip_suffix('-')).map(decoded);
        if prefix.is_some() {
            parts.remove(0);
        }
        let at = match &prefix {
            Some(prefix) => {
                squeezed.find(&format!("{prefix} {}", decoded(parts[0])))? + prefix.len() + 1
            }
            None => squeezed.find(&decoded(parts[0]))?,
        };
        let start = decoded(parts[0]);
        let end = match parts.get(1) {
            Some(end) => {
                let from = at + start.len();
                from + squeezed[from..].find(&decoded(end))? + decoded(end).len()
            }
            None => at + start.len(),
        };
        Some(squeezed[at..end].to_owned())
    }

    #[test]
    fn marks_of_the_syntax_are_encoded() {
        let text = "Well-known, R&D first.";
        let whole = text_fragment(text, Span::at(0, text.len())).unwrap();
        assert_eq!(whole, "#:~:text=Well%2Dknown%2C%20R%26D%20first.");
        let chinese = text_fragment("系统 必须", Span::at(7, 6)).unwrap();
        assert_eq!(chinese, "#:~:text=%E5%BF%85%E9%A1%BB");
    }

    #[test]
    fn a_passage_that_stands_before_gets_words_before_it() {
        let text = "Wait here. Then wait here. Wait here again.";
        let at = text.rfind("Wait here").unwrap();
        let fragment = text_fragment(text, Span::at(at, 9)).unwrap();
        assert_eq!(fragment, "#:~:text=here.-,Wait%20here");
    }

    #[test]
    fn a_long_passage_is_named_by_its_ends() {
        let text = (0..200).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ");
        let at = text.find("word10 ").unwrap();
        let end = text.find("word150").unwrap();
        let fragment = text_fragment(&text, Span::new(at, end).unwrap()).unwrap();
        assert!(fragment.len() < 120, "{fragment}");
        let named = found(&text, &fragment).unwrap();
        assert!(named.starts_with("word10 ") && named.ends_with("word149"));
    }

    #[test]
    fn a_passage_over_paragraphs_is_named_by_its_ends() {
        let text = "One two three four.\n\nFive six seven eight nine ten.\n";
        let fragment = text_fragment(text, Span::at(0, text.len())).unwrap();
        assert!(fragment.contains(','), "{fragment}");
        assert_eq!(
            found(text, &fragment).unwrap(),
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }

    #[test]
    fn nothing_to_name_has_no_fragment() {
        assert_eq!(text_fragment("— —", Span::at(0, 3)), None);
        assert_eq!(text_fragment("", Span::empty(0)), None);
    }

    proptest! {
        #[test]
        fn a_fragment_leads_to_words_and_holds_nothing_but_ascii(
            text in "((one|two|Three|four,|5-six|&|系统|must\\.) ?\\n?){1,60}",
            from in 0usize..200, length in 1usize..200,
        ) {
            let from = text.floor_char_boundary(from.min(text.len()));
            let to = text.floor_char_boundary((from + length).min(text.len()));
            if let Some(fragment) = text_fragment(&text, Span::new(from, to).unwrap()) {
                prop_assert!(fragment.is_ascii());
                prop_assert_eq!(fragment.matches('&').count(), 0);
                prop_assert!(found(&text, &fragment).is_some(), "{}", fragment);
            }
        }
    }
}
