//! Characters of symbol fonts, which have places of their own (ECMA-376-1, 17.3.3.30).

use crate::document::xml::Node;

/// The characters of the font Symbol from 0x41 on that are no letters of the same shape, by the
/// encoding that Adobe published for it.
const SYMBOL: [(u32, &str); 3] = [
    (0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    (0xa1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
];

/// Characters of Wingdings that stand for something in running text.
const WINGDINGS: [(u32, char); 17] = [
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe8, '➔'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// The character of a `w:sym`; `None` when it is not known.
pub(super) fn symbol(node: Node<'_>) -> Option<char> {
    let code = u32::from_str_radix(&node.attribute("char")?, 16).ok()?;
    let font = node.attribute("font").unwrap_or_default().to_lowercase();
    // Symbol fonts have their characters at their place or 0xF000 above it.
    let place = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    match font.as_str() {
        "symbol" => in_symbol(place),
        "wingdings" => WINGDINGS.iter().find(|(at, _)| *at == place).map(|(_, found)| *found),
        _ if place != code => None,
        _ => char::from_u32(code).filter(|character| !character.is_control()),
    }
}

fn in_symbol(place: u32) -> Option<char> {
    let found = SYMBOL.iter().find_map(|(first, characters)| {
        characters.chars().nth(usize::try_from(place.checked_sub(*first)?).ok()?)
    });
    found.or_else(|| char::from_u32(place).filter(char::is_ascii_graphic))
}

#[cfg(test)]
mod tests {
    use super::in_symbol;

    #[test]
    fn the_font_symbol_holds_greek_and_relations() {
        let found: Vec<char> = [0x6d, 0xb0, 0xb1, 0xa3, 0xb3, 0xb4, 0x57, 0xd7, 0xe5]
            .into_iter()
            .filter_map(in_symbol)
            .collect();
        assert_eq!(found, ['μ', '°', '±', '≤', '≥', '×', 'Ω', '⋅', '∑']);
    }
}
