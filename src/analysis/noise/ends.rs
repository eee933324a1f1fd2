//! How a line begins and ends.

use super::scan::is_wide;

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Opening {
    #[default]
    Other,
    Bullet,
    Number,
    Quote,
    Bracket,
    Upper,
    Lower,
    Wide,
    Mark,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Closing {
    #[default]
    Letter,
    Digit,
    Comma,
    Colon,
    Ellipsis,
    Stop,
    Question,
    Quote,
    Bracket,
    Other,
}

impl Opening {
    pub(super) fn of(line: &str) -> Self {
        let mut letters = line.chars();
        let (first, second) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
        match first {
            '-' | '*' | '+' if second == ' ' => Self::Bullet,
            '•' | '·' | '●' | '■' | '▪' | '►' | '▶' | '◆' | '◇' | '–' | '—' | '›' | '»' | '※' => {
                Self::Bullet
            }
            '"' | '“' | '„' | '«' | '「' | '\'' | '‘' | '『' => Self::Quote,
            '(' | '[' | '（' | '【' | '{' | '〔' => Self::Bracket,
            '#' | '|' | '>' | '=' | '`' | '<' | '@' | '/' | '©' | '~' | ':' => Self::Mark,
            _ if first.is_ascii_digit() => Self::Number,
            _ if is_wide(first) => Self::Wide,
            _ if first.is_uppercase() => Self::Upper,
            _ if first.is_lowercase() => Self::Lower,
            _ => Self::Other,
        }
    }
}

impl Closing {
    pub(super) fn of(line: &str) -> Self {
        let mut letters = line.chars().rev();
        let (last, before) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
        match last {
            '…' => Self::Ellipsis,
            '.' if before == '.' => Self::Ellipsis,
            '.' | '。' => Self::Stop,
            '?' | '!' | '？' | '！' => Self::Question,
            '"' | '”' | '“' | '»' | '」' | '\'' | '’' | '』' => Self::Quote,
            ')' | ']' | '）' | '】' => Self::Bracket,
            ',' | ';' | '，' | '；' | '、' => Self::Comma,
            ':' | '：' => Self::Colon,
            _ if last.is_ascii_digit() => Self::Digit,
            _ if last.is_alphanumeric() => Self::Letter,
            _ => Self::Other,
        }
    }
}
