//! The year of a date that is written without one.

use std::sync::LazyLock;

use regex::Regex;

use super::page::Line;
use super::page::Page;
use super::pattern::compile;
use super::pattern::has_any;
use crate::analysis::Evidence;

/// What the text says about the year in which it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Year {
    /// It speaks of this year as the present one.
    Present(u16, Evidence),
    /// It speaks of the year before as over.
    NotBefore(u16, Evidence),
}

/// Looks for a sentence that ties the writing to a year: first one that names the present year,
/// else the latest year that is spoken of as over.
pub(super) fn of_writing(page: &Page<'_>) -> Option<Year> {
    let present = page.prose().find_map(|line| quote(page, line, &PRESENT));
    if let Some((year, evidence)) = present {
        return Some(Year::Present(year, evidence));
    }
    let over = page.prose().filter_map(|line| {
        let (year, evidence) = quote(page, line, &OVER)?;
        (!speaks_of_future(line.text)).then_some((year, evidence))
    });
    let (year, evidence) = over.max_by_key(|(year, _)| *year)?;
    Some(Year::NotBefore(year.saturating_add(1), evidence))
}

fn quote(page: &Page<'_>, line: &Line<'_>, forms: &[Regex]) -> Option<(u16, Evidence)> {
    if !has_any(line.text, &["20", "19"]) || !has_any(line.text, &MARKS) {
        return None;
    }
    let captures = forms.iter().find_map(|form| form.captures(line.text))?;
    let whole = captures.get(0)?;
    let year = captures.name("year")?.as_str().parse().ok()?;
    Some((year, Evidence::quote(page.text, line.span_of(whole.start(), whole.end()))))
}

/// Every form holds one of these.
const MARKS: [&str; 8] =
    ["being held", "this year", "dieses Jahr", "今年", "正在", "end of", "Ende ", "截至"];

fn speaks_of_future(text: &str) -> bool {
    [" will ", " plan", " aim", " expect", "将", "计划", "预计", " soll", " wird ", " werden "]
        .iter()
        .any(|word| text.contains(word))
}

/// Forms that call a year the present one.
static PRESENT: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"\bin (?P<year>(?:19|20)\d\d) (?:is |are |now )?being held\b",
        r"\b(?:is|are) (?:now |currently )?being held (?:\w+ ){0,4}in (?P<year>(?:19|20)\d\d)\b",
        r"\bthis year,? \(?(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<year>(?:19|20)\d\d),? this year\b",
        r"\bdieses Jahr,? \(?(?P<year>(?:19|20)\d\d)\b",
        r"今年[(（](?P<year>(?:19|20)\d\d)",
        r"(?P<year>(?:19|20)\d\d)年[^。,，]{0,20}正在[^。,，]{0,10}(?:举行|召开|举办)",
    ])
});

/// Forms that call a year over.
static OVER: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"\b(?:[Bb]y|[Aa]t|[Aa]s of) the end of (?P<year>(?:19|20)\d\d)\b",
        r"\bEnde (?P<year>(?:19|20)\d\d) (?:war|waren|lag|lagen|gab)\b",
        r"截至(?P<year>(?:19|20)\d\d)年(?:底|末|年底|年末)",
    ])
});

#[cfg(test)]
mod tests {
    use super::OVER;
    use super::PRESENT;
    use super::Year;
    use super::of_writing;
    use crate::analysis::origin::page::Page;

    fn year(sentence: &str) -> Option<Year> {
        let text = format!(
            "{sentence} The pumps of the northern station were all running, and the water fell."
        );
        of_writing(&Page::new(&text, &[]))
    }

    #[test]
    fn every_form_compiles() {
        assert_eq!((PRESENT.len(), OVER.len()), (7, 3));
    }

    #[test]
    fn a_present_event_gives_the_year_and_a_past_one_its_bound() {
        assert!(matches!(
            year("At the flood forum in 2021 being held here, pumps were shown."),
            Some(Year::Present(2021, _))
        ));
        assert!(matches!(
            year("By the end of 2020, forty pumps had been replaced."),
            Some(Year::NotBefore(2021, _))
        ));
    }

    #[test]
    fn plans_and_histories_say_nothing_about_the_year() {
        assert_eq!(year("By the end of 2030, forty pumps will be replaced."), None);
        assert_eq!(year("In 2014, the first pump was built."), None);
    }
}
