//! The names of months, as data.

use std::sync::LazyLock;

/// The month that a lower-case word names, in any of the languages read here.
///
/// A word that means something else more often than a month (`mar`, `set`, `mai` within German
/// compounds) is safe, because a day or a year must stand beside it.
pub(super) fn month_of(word: &str) -> Option<u8> {
    let found = BY_NAME.binary_search_by(|(name, _)| (*name).cmp(word)).ok()?;
    BY_NAME.get(found).map(|(_, month)| *month)
}

/// The names with their months, sorted.
static BY_NAME: LazyLock<Vec<(&str, u8)>> = LazyLock::new(|| {
    let months = MONTHS.iter().zip(1_u8..);
    let mut names: Vec<(&str, u8)> = months
        .flat_map(|(names, month)| names.split_whitespace().map(move |name| (name, month)))
        .collect();
    names.sort_unstable();
    names
});

/// One entry a month; English, German, French, Spanish, Italian, Portuguese, Dutch, Norwegian,
/// Danish, Swedish, Polish, Czech, Russian, Ukrainian, Turkish, and their abbreviations.
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari styczeń \
     stycznia sty leden ledna января январь янв січня ocak oca",
    "february feb febr februar feber février févr fév fevrier febrero febbraio fevereiro fev \
     februari luty lutego lut únor února февраля февраль фев лютого şubat şub",
    "march mar mär märz maerz mrz mars marzo março marco maart marzec marca března březen марта \
     март мар березня mart",
    "april apr avril avr abril abr aprile kwiecień kwietnia kwi duben dubna апреля апрель апр \
     квітня nisan nis",
    "may mai mayo maggio mag maio mei maj maja май мая травня květen května mayıs",
    "june jun juni juin junio giugno giu junho czerwiec czerwca cze červen června июня июнь июн \
     червня haziran haz",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca lip červenec července июля \
     июль июл липня temmuz tem",
    "august aug août aout agosto ago augustus augusti sierpień sierpnia sie srpen srpna августа \
     август авг серпня ağustos ağu",
    "september sep sept septembre septiembre setiembre settembre setembro set wrzesień września \
     wrz září сентября сентябрь сен сент вересня eylül eyl",
    "october oct oktober okt octobre octubre ottobre ott outubro out październik października \
     paź říjen října октября октябрь окт жовтня ekim eki",
    "november nov novembre noviembre novembro listopad listopada lis listopadu ноября ноябрь ноя \
     листопада kasım kas",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des \
     grudzień grudnia gru prosinec prosince декабря декабрь дек грудня aralık ara",
];

#[cfg(test)]
mod tests {
    use super::month_of;

    #[test]
    fn months_are_known_in_several_languages() {
        for (word, month) in
            [("sept", 9), ("märz", 3), ("août", 8), ("diciembre", 12), ("mayo", 5), ("июля", 7)]
        {
            assert_eq!(month_of(word), Some(month), "{word}");
        }
        assert_eq!(month_of("reporter"), None);
    }
}
