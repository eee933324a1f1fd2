//! Tokens of PDF (ISO 32000-2, 7.2 and 7.3), of files, content streams and `CMap`s alike.

use std::rc::Rc;

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'a> {
    Int(i64),
    Real(f64),
    Name(Rc<[u8]>),
    String(Rc<[u8]>),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    Word(&'a [u8]),
}

/// Reads tokens from bytes, forgiving whatever can be forgiven.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn seek(&mut self, at: usize) {
        self.at = at;
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next token; `None` at the end.
    pub(crate) fn token(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let byte = self.peek()?;
        match byte {
            b'/' => Some(self.name()),
            b'(' => Some(self.literal()),
            b'<' if self.peek_at(1) == Some(b'<') => Some(self.take(2, Token::DictOpen)),
            b'<' => Some(self.hexadecimal()),
            b'>' if self.peek_at(1) == Some(b'>') => Some(self.take(2, Token::DictClose)),
            b'[' => Some(self.take(1, Token::ArrayOpen)),
            b']' => Some(self.take(1, Token::ArrayClose)),
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.number()),
            b'>' | b')' | b'{' | b'}' => {
                self.at += 1;
                let start = self.at - 1;
                Some(Token::Word(self.bytes.get(start..self.at).unwrap_or_default()))
            }
            _ => Some(Token::Word(self.run(is_regular))),
        }
    }

    pub(crate) fn skip_space(&mut self) {
        loop {
            self.run(is_space);
            if self.peek() != Some(b'%') {
                return;
            }
            self.run(|byte| !matches!(byte, b'\n' | b'\r'));
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn take(&mut self, length: usize, token: Token<'a>) -> Token<'a> {
        self.at += length;
        token
    }

    fn run(&mut self, is_part: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_part(*byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn number(&mut self) -> Token<'a> {
        let start = self.at;
        let written = self.run(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
        // `12abc` is a word; so is a lone sign.
        if self.peek().is_some_and(is_regular) || !written.iter().any(u8::is_ascii_digit) {
            self.run(is_regular);
            let word = self.bytes.get(start..self.at).unwrap_or_default();
            return if written.iter().any(u8::is_ascii_digit) {
                // Numbers run into an operator, as in `0.5w`: take the number, leave the rest.
                self.at = start + written.len();
                parse_number(written)
            } else if word.iter().all(|byte| matches!(byte, b'+' | b'-' | b'.')) {
                Token::Int(0)
            } else {
                Token::Word(word)
            };
        }
        parse_number(written)
    }

    fn name(&mut self) -> Token<'a> {
        self.at += 1;
        let written = self.run(is_regular);
        if !written.contains(&b'#') {
            return Token::Name(Rc::from(written));
        }
        let mut name = Vec::with_capacity(written.len());
        let mut rest = written;
        while let Some((byte, after)) = rest.split_first() {
            let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
            let escaped = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
            match escaped.filter(|_| *byte == b'#') {
                Some(escaped) => {
                    name.push(escaped);
                    rest = after.get(2..).unwrap_or_default();
                }
                None => {
                    name.push(*byte);
                    rest = after;
                }
            }
        }
        Token::Name(Rc::from(name))
    }

    fn hexadecimal(&mut self) -> Token<'a> {
        self.at += 1;
        let written = self.run(|byte| byte != b'>');
        self.at += 1;
        let mut digits =
            written.iter().filter_map(|byte| char::from(*byte).to_digit(16)).peekable();
        let mut string = Vec::with_capacity(written.len() / 2 + 1);
        while let Some(high) = digits.next() {
            let value = high * 16 + digits.next().unwrap_or(0);
            string.push(u8::try_from(value).unwrap_or(0));
        }
        Token::String(Rc::from(string))
    }

    fn literal(&mut self) -> Token<'a> {
        self.at += 1;
        let mut string = Vec::new();
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'\\' => {
                    string.extend(self.escape());
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    string.push(b'\n');
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        Token::String(Rc::from(string))
    }

    /// What follows a reverse solidus.
    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\n' => return None,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                return None;
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                u8::try_from(value & 0xff).unwrap_or(0)
            }
            other => other,
        })
    }
}

/// Reads `-12`, `+.5`, `--3`, `1.2.3` (as 1.2) and `12-3` (as 12), as other readers do.
fn parse_number(written: &[u8]) -> Token<'static> {
    let is_negative = written.first() == Some(&b'-');
    let signs = written.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let digits = written.get(signs..).unwrap_or_default();
    let mut whole = 0_i64;
    let mut fraction = 0.0_f64;
    let mut scale = 1.0_f64;
    let mut has_point = false;
    for byte in digits {
        match byte {
            b'.' if has_point => break,
            b'.' => has_point = true,
            b'0'..=b'9' if has_point => {
                scale /= 10.0;
                fraction += f64::from(byte - b'0') * scale;
            }
            b'0'..=b'9' => {
                whole = whole.saturating_mul(10).saturating_add(i64::from(byte - b'0'));
            }
            _ => break,
        }
    }
    let sign = if is_negative { -1 } else { 1 };
    if has_point {
        #[expect(clippy::cast_precision_loss, reason = "coordinates are far below 2^53")]
        return Token::Real((whole as f64 + fraction) * f64::from(sign));
    }
    Token::Int(whole * i64::from(sign))
}

#[cfg(test)]
mod tests {
    use super::Lexer;
    use super::Token;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        let mut lexer = Lexer::new(text.as_bytes(), 0);
        std::iter::from_fn(|| lexer.token()).collect()
    }

    #[test]
    fn strings_keep_nested_parentheses_and_lose_escapes() {
        let expected = Token::String(b"a(b)c\nA)".as_slice().into());
        assert_eq!(tokens("(a(b)c\\n\\101\\))"), [expected]);
        assert_eq!(tokens("<48 656>"), [Token::String(b"He`".as_slice().into())]);
    }

    #[test]
    fn numbers_in_odd_spellings_are_read() {
        assert_eq!(tokens("-.5 +3 --2"), [Token::Real(-0.5), Token::Int(3), Token::Int(-2)]);
        assert_eq!(tokens("1w"), [Token::Int(1), Token::Word(b"w")]);
    }

    #[test]
    fn names_are_unescaped() {
        assert_eq!(tokens("/A#20B%x"), [Token::Name(b"A B".as_slice().into())]);
    }
}
