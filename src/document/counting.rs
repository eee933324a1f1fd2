//! Numbers as lists write them: `12`, `xii`, `ab`, `十二`.

/// The ways to write a number of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// `12`
    Decimal,
    /// `03`, from 10 on as usual.
    DecimalZero,
    /// `XII`
    UpperRoman,
    /// `xii`
    LowerRoman,
    /// `L`, after `Z` comes `AA`, `BB`.
    UpperLetter,
    /// `l`
    LowerLetter,
    /// `12th`
    Ordinal,
    /// `十二`
    Chinese,
    /// `一二`, digit by digit.
    ChineseDigits,
    /// `①`
    Circled,
    /// `１２`
    FullWidth,
    /// Nothing is written.
    Nothing,
}

impl Count {
    /// Writes a number.
    pub(super) fn write(self, number: u64) -> String {
        let digits = number.to_string();
        match self {
            Self::Decimal => digits,
            Self::DecimalZero => format!("{number:02}"),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperLetter => letters(number),
            Self::LowerLetter => letters(number).to_lowercase(),
            Self::Ordinal => format!("{number}{}", ending(number)),
            Self::Chinese => chinese(number),
            Self::ChineseDigits => digits.chars().map(|digit| mapped(digit, CHINESE)).collect(),
            Self::Circled => circled(number),
            Self::FullWidth => digits.chars().map(|digit| mapped(digit, FULL_WIDTH)).collect(),
            Self::Nothing => String::new(),
        }
    }
}

const CHINESE: &str = "〇一二三四五六七八九";
const FULL_WIDTH: &str = "０１２３４５６７８９";

const ROMAN: [(u64, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn roman(number: u64) -> String {
    if number == 0 || number >= 10_000 {
        return number.to_string();
    }
    let mut left = number;
    let mut text = String::new();
    for (value, letters) in ROMAN {
        while left >= value {
            text.push_str(letters);
            left -= value;
        }
    }
    text
}

fn letters(number: u64) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 30) else {
        return number.to_string();
    };
    let letter = ('A'..='Z').nth(usize::try_from(index % 26).unwrap_or(0)).unwrap_or('A');
    std::iter::repeat_n(letter, usize::try_from(index / 26 + 1).unwrap_or(1)).collect()
}

fn ending(number: u64) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn chinese(number: u64) -> String {
    let digit =
        |value: u64| CHINESE.chars().nth(usize::try_from(value % 10).unwrap_or(0)).unwrap_or('〇');
    match number {
        0..=9 => digit(number).to_string(),
        10..=99 => {
            let tens = if number < 20 { String::new() } else { digit(number / 10).to_string() };
            let ones =
                if number.is_multiple_of(10) { String::new() } else { digit(number).to_string() };
            format!("{tens}十{ones}")
        }
        100..=999 => {
            let rest = number % 100;
            let rest = match rest {
                0 => String::new(),
                1..=9 => format!("〇{}", digit(rest)),
                10..=19 => format!("一{}", chinese(rest)),
                _ => chinese(rest),
            };
            format!("{}百{rest}", digit(number / 100))
        }
        _ => number.to_string(),
    }
}

fn circled(number: u64) -> String {
    let index = number.checked_sub(1).and_then(|index| usize::try_from(index).ok());
    let mark = index.and_then(|index| ('①'..='⑳').nth(index));
    mark.map_or_else(|| number.to_string(), String::from)
}

fn mapped(digit: char, digits: &str) -> char {
    let value = digit.to_digit(10).and_then(|value| usize::try_from(value).ok());
    value.and_then(|value| digits.chars().nth(value)).unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn numbers_are_written_as_word_processors_do() {
        let cases = [
            (Count::LowerRoman, 14, "xiv"),
            (Count::UpperRoman, 1999, "MCMXCIX"),
            (Count::LowerLetter, 1, "a"),
            (Count::UpperLetter, 28, "BB"),
            (Count::DecimalZero, 7, "07"),
            (Count::Ordinal, 22, "22nd"),
            (Count::Ordinal, 112, "112th"),
            (Count::Chinese, 12, "十二"),
            (Count::Chinese, 105, "一百〇五"),
            (Count::Chinese, 314, "三百一十四"),
            (Count::ChineseDigits, 10, "一〇"),
            (Count::Circled, 3, "③"),
            (Count::FullWidth, 10, "１０"),
            (Count::Nothing, 10, ""),
        ];
        for (count, number, written) in cases {
            assert_eq!(count.write(number), written);
        }
    }

    #[test]
    fn numbers_beyond_a_way_of_writing_are_decimal() {
        assert_eq!(Count::UpperRoman.write(u64::MAX), u64::MAX.to_string());
        assert_eq!(Count::LowerLetter.write(0), "0");
    }
}
