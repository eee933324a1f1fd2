//! The one pass over a passage that finds its tokens.

use std::borrow::Cow;

use super::run::address_length;
use super::run::connects;
use super::run::is_address;
use super::run::is_identifier;
use super::run::is_mark;
use super::token::Gap;
use super::token::Shape;
use super::token::Token;
use super::token::fold;
use super::token::is_ideographic;
use super::token::is_invisible;
use super::token::shape_of;
use super::vocabulary::Known;
use super::vocabulary::Vocabulary;
use crate::text::Span;

/// How far ahead a closing mark is looked for, in bytes.
const REACH: usize = 400;

/// Tags of HTML that only shape text.
const SHAPING: [&str; 22] = [
    "a", "abbr", "b", "br", "code", "dd", "div", "dl", "dt", "em", "hr", "i", "li", "ol", "p",
    "pre", "span", "strong", "sub", "sup", "u", "ul",
];

/// Finds the tokens of a passage, in one pass.
pub(super) fn scan<'t>(text: &'t str, vocabulary: &'t Vocabulary) -> Vec<Token<'t>> {
    let mut scanner = Scanner {
        text,
        vocabulary,
        at: 0,
        code_end: 0,
        fence: 0,
        gap: Gap::Stop,
        previous: ' ',
        tokens: Vec::new(),
    };
    while scanner.step() {}
    scanner.tokens
}

/// Where the pass stands.
struct Scanner<'t> {
    text: &'t str,
    vocabulary: &'t Vocabulary,
    at: usize,
    /// Where the open code span ends; behind `at` when none is open.
    code_end: usize,
    /// Length of the mark that closes the open code span; 0 when none is open.
    fence: usize,
    /// What has been passed since the last token.
    gap: Gap,
    /// The character before `at`.
    previous: char,
    tokens: Vec<Token<'t>>,
}

impl<'t> Scanner<'t> {
    /// Takes one token or mark; `false` at the end.
    fn step(&mut self) -> bool {
        if self.fence > 0 && self.at >= self.code_end {
            self.skip(self.fence, Gap::None);
            self.fence = 0;
        }
        let Some(char) = self.rest().chars().next() else { return false };
        if char == ' ' {
            self.previous = char;
            self.at += 1;
            self.gap = self.gap.max(Gap::Space);
        } else if char.is_alphanumeric() || char == '_' && self.is_in_code() {
            self.take_word(char);
        } else if self.is_in_code() || !self.take_structure(char) {
            self.pass_mark(char);
        }
        true
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn is_in_code(&self) -> bool {
        self.at < self.code_end
    }

    /// The text ahead, as far as closing marks are looked for.
    fn ahead(&self) -> &'t str {
        let rest = self.rest();
        rest.get(..rest.floor_char_boundary(REACH)).unwrap_or(rest)
    }

    /// Passes `length` bytes that hold no token.
    fn skip(&mut self, length: usize, gap: Gap) {
        let passed = self.rest().get(..length).unwrap_or_default();
        self.previous = passed.chars().next_back().unwrap_or(self.previous);
        self.at += length;
        self.gap = self.gap.max(gap);
    }

    /// Adds the token of `length` bytes at `offset` bytes after `at`.
    fn push(&mut self, offset: usize, length: usize, shape: Shape) {
        let span = Span::at(self.at + offset, length);
        let raw = span.slice(self.text);
        let word = fold(raw);
        let known = self.vocabulary.known(&word);
        match self.vocabulary.expand(&word, known) {
            None => self.add(span, (word, known), shape, false),
            Some(parts) => {
                for part in &parts {
                    let part = Cow::Owned((*part).to_owned());
                    let known = self.vocabulary.known(&part);
                    self.add(span, (part, known), shape, parts.len() > 1);
                }
            }
        }
    }

    fn add(
        &mut self,
        span: Span,
        (fold, known): (Cow<'t, str>, Known),
        shape: Shape,
        is_contracted: bool,
    ) {
        let (is_code, gap) = (self.is_in_code(), self.gap);
        self.tokens.push(Token { span, fold, known, shape, is_code, gap, is_contracted });
        self.gap = Gap::None;
    }

    /// Takes a mark that opens something: code, a link target, a cross-reference, a tag.
    fn take_structure(&mut self, char: char) -> bool {
        match char {
            '&' => self.take_entity(),
            '-' | '−' => self.take_negative(char),
            '《' => self.open_title(),
            '`' => self.open_code(),
            '{' => self.take_braces(),
            ']' => self.take_link(),
            '<' => self.take_tag(),
            ':' => self.take_role(),
            _ => false,
        }
    }

    /// `&lt;` and the like: the sign that it stands for.
    fn take_entity(&mut self) -> bool {
        let entities = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&amp;", ""),
            ("&quot;", ""),
            ("&nbsp;", ""),
            ("&#39;", ""),
        ];
        let found = entities.iter().find(|(entity, _)| self.rest().starts_with(entity));
        let Some((entity, sign)) = found else { return false };
        let next = self.rest().chars().nth(entity.len()).unwrap_or(' ');
        let shape = sign.chars().next().and_then(|sign| self.sign(sign, next));
        if let Some(shape) = shape {
            self.push(0, entity.len(), shape);
            if let Some(token) = self.tokens.last_mut() {
                token.fold = Cow::Borrowed(sign);
                token.known = self.vocabulary.known(sign);
            }
        }
        self.skip(entity.len(), if *entity == "&nbsp;" { Gap::Space } else { Gap::None });
        true
    }

    /// A minus sign before digits, not a dash between words or the mark of a list item.
    fn take_negative(&mut self, sign: char) -> bool {
        let is_digit = self.rest().chars().nth(1).is_some_and(|next| next.is_ascii_digit());
        if !is_digit
            || self.at == 0
            || !(self.previous.is_whitespace()
                || self.previous == '('
                || is_ideographic(self.previous))
        {
            return false;
        }
        let gap = self.gap;
        self.skip(sign.len_utf8(), Gap::None);
        let length = self.run_length();
        self.push(0, length, Shape::Number);
        if let Some(token) = self.tokens.last_mut() {
            token.fold.to_mut().insert(0, '-');
            token.known = self.vocabulary.known(&token.fold);
            token.span = Span::new(token.span.start() - sign.len_utf8(), token.span.end())
                .unwrap_or(token.span);
            token.gap = gap;
        }
        self.skip_token(length);
        true
    }

    /// 《title》: a name, read like code.
    fn open_title(&mut self) -> bool {
        let (open, close) = ('《'.len_utf8(), '》'.len_utf8());
        let Some(end) = self.ahead().find('》').filter(|end| *end > open) else { return false };
        self.skip(open, Gap::None);
        self.code_end = self.at + end - open;
        self.fence = close;
        true
    }

    fn open_code(&mut self) -> bool {
        let ahead = self.ahead();
        let ticks = ahead.bytes().take_while(|byte| *byte == b'`').count();
        let (Some(fence), Some(inside)) = (ahead.get(..ticks), ahead.get(ticks..)) else {
            return false;
        };
        let Some(length) = inside.find(fence).filter(|length| *length > 0) else { return false };
        self.skip(ticks, Gap::None);
        self.code_end = self.at + length;
        self.fence = ticks;
        true
    }

    /// `{{name}}`, a cross-reference of kramdown-rfc; `!`, `?` and `-` before the name are marks.
    fn take_braces(&mut self) -> bool {
        let ahead = self.ahead();
        let Some(inside) = ahead.strip_prefix("{{") else { return false };
        let Some(length) = inside.find("}}") else { return false };
        let name = inside.get(..length).unwrap_or_default();
        let mut at = 2;
        for part in name.split_inclusive(' ') {
            self.push_braced(at, part, at + part.len() == length + 2);
            at += part.len();
        }
        self.skip(length + 4, Gap::None);
        self.gap = Gap::None;
        true
    }

    /// One part of `{{Section 2 of NAME}}`; the last is the target.
    fn push_braced(&mut self, at: usize, part: &str, is_last: bool) {
        let bare = part.trim_start_matches(['!', '?', '-', ' ']);
        let end = bare.find(['=', ' ']).unwrap_or(bare.len());
        let word = bare.get(..end).unwrap_or_default();
        let is_number = word.starts_with(|char: char| char.is_ascii_digit());
        let shape = match (is_last, is_number) {
            (true, _) => Shape::Target,
            (false, true) => Shape::Number,
            (false, false) => shape_of(word),
        };
        if !word.is_empty() {
            self.push(at + part.len() - bare.len(), end, shape);
            self.gap = Gap::Space;
        }
    }

    /// `](target)`.
    fn take_link(&mut self) -> bool {
        let ahead = self.ahead();
        let Some(inside) = ahead.strip_prefix("](") else { return false };
        let Some(length) = inside.find([')', ' ', '\n']) else { return false };
        if length > 0 {
            self.push(2, length, Shape::Target);
        }
        self.skip(length + 2, Gap::None);
        self.gap = Gap::None;
        true
    }

    /// A tag of HTML that only shapes the text, but for the address that it may hold.
    fn take_tag(&mut self) -> bool {
        let ahead = self.ahead();
        let inside = ahead.get(1..).unwrap_or_default().trim_start_matches('/');
        let name =
            inside.split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_shaping = SHAPING.contains(&name.to_ascii_lowercase().as_str());
        let Some(length) = ahead.find('>').filter(|_| is_shaping) else { return false };
        let tag = ahead.get(..length).unwrap_or_default();
        let address = ["href=\"", "src=\""].iter().find_map(|key| Some(tag.find(key)? + key.len()));
        if let Some(start) = address {
            let quoted = tag.get(start..).unwrap_or_default();
            let end = quoted.find('"').unwrap_or(quoted.len());
            self.push(start, end, Shape::Target);
        }
        self.skip(length + 1, Gap::None);
        true
    }

    /// `:role:` before a backtick: a mark, unless the role is read as a word.
    fn take_role(&mut self) -> bool {
        let ahead = self.ahead();
        let inside = ahead.get(1..).unwrap_or_default();
        let is_role =
            |char: char| char.is_ascii_lowercase() || matches!(char, '-' | '_' | '+' | ':');
        let length = inside.find(|char: char| !is_role(char)).unwrap_or(inside.len());
        let role = inside.get(..length).unwrap_or_default();
        let is_marked =
            role.ends_with(':') && inside.get(length..).is_some_and(|rest| rest.starts_with('`'));
        if !is_marked {
            return false;
        }
        let name = role.trim_end_matches(':');
        if self.vocabulary.lexicon.references.spoken_roles.iter().any(|spoken| spoken == name) {
            self.push(1, name.len(), Shape::Capitals);
        }
        self.skip(length + 1, Gap::None);
        self.open_code()
    }

    /// Passes one character that belongs to no token.
    fn pass_mark(&mut self, char: char) {
        let next = self.rest().chars().nth(1).unwrap_or(' ');
        let ends = next.is_whitespace() || matches!(next, '"' | '\'' | ')' | ']' | '*' | '”' | '’');
        let gap = match char {
            '。' | '！' | '？' | '|' => Gap::Stop,
            '.' | '!' | '?' if ends => Gap::Stop,
            ':' | '：' | '•' => Gap::Stop,
            ',' | ';' | '，' | '；' | '(' | ')' | '（' | '）' | '—' | '–' => Gap::Clause,
            '、' => Gap::Space,
            '\n' if next == '\n' => Gap::Stop,
            _ if char.is_whitespace() => Gap::Space,
            _ => Gap::None,
        };
        if let Some(shape) = self.sign(char, next) {
            self.push(0, char.len_utf8(), shape);
        }
        self.skip(char.len_utf8(), gap);
    }

    /// Signs that carry meaning of their own: comparisons before a number, currencies, operators
    /// inside code.
    fn sign(&self, char: char, next: char) -> Option<Shape> {
        let is_operator = matches!(char, '=' | '<' | '>' | '+' | '%' | '&' | '^' | '!' | '~');
        let is_number = next.is_ascii_digit() || next == ' ' || next == '=';
        match char {
            '$' | '€' | '£' | '¥' | '￥' if next.is_ascii_digit() => Some(Shape::Lower),
            '%' | '‰' | '％' if self.follows_number() => Some(Shape::Lower),
            '≥' | '≤' | '≠' | '°' | '℃' | '§' => Some(Shape::Lower),
            '<' | '>' | '=' if self.previous == ' ' && is_number && self.at > 0 => {
                Some(Shape::Lower)
            }
            '+' if self.previous.is_ascii_digit() && !next.is_alphanumeric() => Some(Shape::Lower),
            _ if self.is_in_code() && is_operator => Some(Shape::Lower),
            _ => None,
        }
    }

    /// Whether the last token is a number, in the same clause.
    fn follows_number(&self) -> bool {
        self.gap < Gap::Clause
            && self.tokens.last().is_some_and(|token| token.shape == Shape::Number)
    }

    /// Takes the run of characters that starts with a letter or digit here.
    fn take_word(&mut self, first: char) {
        if is_ideographic(first) {
            self.push(0, first.len_utf8(), Shape::Ideograph);
            self.gap = Gap::None;
            return self.skip(first.len_utf8(), Gap::None);
        }
        let length = self.run_length();
        let run = self.rest().get(..length).unwrap_or_default();
        if is_address(self.rest(), run) {
            let length = address_length(self.rest());
            // An address cannot begin in another script: what stands before it is a word.
            if length > 0 {
                self.push(0, length, Shape::Target);
                return self.skip_token(length);
            }
        }
        if first.is_ascii_digit() || first.is_numeric() {
            self.push(0, length, Shape::Number);
        } else if is_identifier(run) {
            self.push(0, length, Shape::Mixed);
        } else {
            self.push_words(run);
        }
        self.skip_token(length);
    }

    /// Passes a token that was added.
    fn skip_token(&mut self, length: usize) {
        self.gap = Gap::None;
        self.skip(length, Gap::None);
        self.gap = Gap::None;
    }

    /// Length in bytes of the run here: letters and digits, and signs between them.
    fn run_length(&self) -> usize {
        let plain = plain_run(self.rest().as_bytes());
        if plain > 0 {
            return plain;
        }
        let mut end = 0;
        let mut chars = self.rest().char_indices().peekable();
        let mut before = ' ';
        while let Some((at, char)) = chars.next() {
            let next = chars.peek().map_or(' ', |(_, next)| *next);
            let is_inside =
                |char: char| (char.is_alphanumeric() || char == '_') && !is_ideographic(char);
            let joins = || {
                is_invisible(char)
                    || is_mark(char)
                    || (connects(char, before, next)
                        && (is_inside(next) || next == ':' && char == ':'))
            };
            if !is_inside(char) && !joins() {
                break;
            }
            end = at + char.len_utf8();
            before = char;
        }
        end
    }

    /// Adds the words of a run that is no identifier.
    fn push_words(&mut self, run: &str) {
        if run.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.push(0, run.len(), shape_of(run));
            self.gap = Gap::None;
            return;
        }
        let is_break = |char: char| {
            !char.is_alphanumeric()
                && !matches!(char, '\'' | '’')
                && !is_mark(char)
                && !is_invisible(char)
        };
        let mut offset = 0;
        for word in run.split(is_break) {
            if !word.is_empty() {
                self.push(offset, word.len(), shape_of(word));
                self.gap = Gap::None;
            }
            let after = run.get(offset + word.len()..).and_then(|rest| rest.chars().next());
            offset += word.len() + after.map_or(0, char::len_utf8);
        }
    }
}

/// Length of a run of letters and digits of ASCII that ends before a sign which never goes on with
/// one; 0 where more has to be looked at.
fn plain_run(rest: &[u8]) -> usize {
    let is_plain = |byte: &&u8| byte.is_ascii_alphanumeric();
    let length = rest.iter().take_while(is_plain).count();
    match rest.get(length) {
        None
        | Some(b' ' | b'\n' | b'\t' | b'"' | b'(' | b')' | b';' | b'?' | b'[' | b']' | b'|') => {
            length
        }
        Some(_) => 0,
    }
}
