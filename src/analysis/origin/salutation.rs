//! Letters and messages: who speaks in them.

use std::sync::LazyLock;

use regex::Regex;

use super::page::Line;
use super::page::Page;
use super::pattern::compile;
use crate::text::Span;

/// How many lines of the head may hold the salutation.
const LINES: usize = 12;

/// Whether the text opens with a salutation, as a letter or a speech does.
pub(super) fn is_letter(page: &Page<'_>) -> bool {
    page.lines.iter().take(LINES).any(|line| {
        line.width <= 120
            && line.text.ends_with([':', ',', '：', '，', '!', '！'])
            && SALUTATIONS.iter().any(|form| form.is_match(line.text))
    })
}

/// The speaker whom the title of a letter or message names first.
pub(super) fn speaker(page: &Page<'_>, title: &Line<'_>) -> Option<Span> {
    if !is_letter(page) {
        return None;
    }
    let name = TITLES.iter().find_map(|form| form.captures(title.text)?.name("name"))?;
    Some(title.span_of(name.start(), name.end()))
}

static SALUTATIONS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"^(?:(?:My )?[Dd]ear|Ladies and [Gg]entlemen|Liebe[rs]?|Sehr geehrte[rs]?|Cher|Chers|Chère|Chères|Estimad[oa]s?|Querid[oa]s?)\b[^.?!]*[:,：，!]$|^(?:尊敬的|亲爱的|各位)[^。？]*[:：,，!！]$",
    ])
});

/// Titles of letters and messages that begin with the speaker's name.
static TITLES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"^(?P<name>\p{Lu}\p{Ll}[\p{L}-]*(?: \p{Lu}\p{Ll}[\p{L}-]*){0,2}?)(?:['’]s| s|:)?(?: \d{4})?(?: New Years?(?: ?['’]? ?s)?| Christmas| Open| Annual| Shareholder| Opening| Keynote| Farewell)? (?:Message|Letter|Speech|Address|Remarks)\b",
        r"^(?P<name>\p{Han}{2,4}?)(?:\d{4}年?)?(?:新年|元旦|春节|开幕|闭幕)?(?:贺词|致辞|致词|讲话|献词|公开信)",
    ])
});

#[cfg(test)]
mod tests {
    use super::speaker;
    use crate::analysis::origin::page::Page;

    fn speaker_of(text: &str) -> Option<&str> {
        let page = Page::new(text, &[]);
        speaker(&page, page.lines.first()?).map(|span| span.slice(text))
    }

    #[test]
    fn the_speaker_of_a_letter_is_named_in_its_title() {
        assert_eq!(speaker_of("Ana Sol’s Message\nDear friends:\nHello."), Some("Ana Sol"));
        assert_eq!(speaker_of("Sol 2021 New Year s Message\nDear friends,\nHi."), Some("Sol"));
        assert_eq!(speaker_of("王小明2021年新年贺词\n各位同事:\n新年好。"), Some("王小明"));
    }

    #[test]
    fn a_report_about_a_speech_has_no_speaker_as_its_author() {
        assert_eq!(speaker_of("Ana Sol’s Message\nThe mayor spoke today."), None);
        assert_eq!(speaker_of("Water Rises\nDear friends:\nHello."), None);
    }
}
