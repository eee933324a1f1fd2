//! Datelines: the words before a report that say where, when and by whom it was filed.

use std::sync::LazyLock;

use regex::Captures;
use regex::Regex;

use super::dateline_japanese;
use super::dates::DayOrder;
use super::dates::PartialDate;
use super::dates::find_dates;
use super::page::Line;
use super::page::Page;
use super::page::floor_boundary;
use super::pattern::compile;
use super::pattern::has_any;
use crate::text::Span;

/// What a dateline says, each with its place in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dateline {
    /// The agency or paper that filed it.
    pub(super) agency: Option<Span>,
    /// The place it was filed from.
    pub(super) place: Option<Span>,
    /// The day it was filed.
    pub(super) date: Option<(Span, PartialDate)>,
    /// The reporters, as written.
    pub(super) reporter: Option<Span>,
    /// Whether the date stands outside the dateline proper, as the day of what it reports.
    pub(super) is_event_date: bool,
}

/// How many lines of prose at the head may carry the dateline.
const LINES: usize = 4;

/// How many bytes of a line a dateline may take.
const BYTES: usize = 260;

/// Reads the first dateline among the first lines of prose.
pub(super) fn find(page: &Page<'_>) -> Option<Dateline> {
    page.prose().take(LINES).find_map(|line| dateline_japanese::read(line).or_else(|| read(line)))
}

fn read(line: &Line<'_>) -> Option<Dateline> {
    let head = line.text.get(..floor_boundary(line.text, BYTES))?;
    let beginning = head.get(..floor_boundary(head, MARK_BYTES)).unwrap_or(head);
    if !has_any(beginning, &MARKS) {
        return None;
    }
    let captures = FORMS.iter().find_map(|form| form.captures(head).filter(is_sound))?;
    let span = |name| captures.name(name).map(|found| line.span_of(found.start(), found.end()));
    let mut dateline = Dateline {
        agency: span("agency"),
        place: span("place"),
        reporter: span("reporter"),
        ..Dateline::default()
    };
    let end = captures.get(0).map_or(0, |whole| whole.end());
    let dates = find_dates(head, DayOrder::Open);
    let inside = captures.name("date").map_or(0..0, |date| date.range());
    let stated = dates.iter().find(|date| inside.contains(&date.start));
    let event = dates.iter().find(|date| date.start >= end && date.start <= end + 8);
    dateline.is_event_date = stated.is_none() && event.is_some();
    let date = stated.or(event.filter(|_| dateline.reporter.is_some()));
    dateline.date = date.map(|date| (line.span_of(date.start, date.end), date.date));
    Some(dateline)
}

/// Every form holds one of these within its first bytes.
const MARK_BYTES: usize = 110;
const MARKS: [&str; 7] = ["(", "（", "—", "–", "--", "月", "讯"];

/// A form whose date part is no date is another kind of sentence.
fn is_sound(captures: &Captures<'_>) -> bool {
    let date_is_date = captures
        .name("date")
        .is_none_or(|date| !find_dates(date.as_str(), DayOrder::DayFirst).is_empty());
    let agency_is_name = captures.name("agency").is_none_or(|agency| {
        agency.as_str().chars().next().is_some_and(|first| !first.is_numeric())
    });
    date_is_date && agency_is_name
}

/// The forms, tried in order. `PLACE`: a name of up to four capitalised words, with a region.
static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let place = r"(?P<place>\p{Lu}[\p{L}.'’-]*(?: (?:de |am |an der |upon |of )?\p{Lu}[\p{L}.'’-]*){0,3})(?:[,/] ?\p{Lu}[\p{L}. ]{1,20})??";
    let date = r"(?P<date>[\p{L}\d][\p{L}\d ,./]{2,24}?)";
    let agency = r"(?P<agency>\p{Lu}[\p{L}\d .&/-]{1,40}?|dpa(?:[/-]\w+)?|afp|epd|kna|sda|apa)";
    let reporter = r"[(（] ?(?:(?:Our|Special) )?(?:[Rr]eporters?|[Cc]orrespondents?|[Tt]rainee [Rr]eporter)[: ]+(?P<reporter>[^()（）]{2,80}?) ?[)）]";
    let reporter_han = r"[(（](?:\p{Han}{0,8}?)记者[ :：]*(?P<reporter>[\p{Han}· 、]{2,40}?)[ )）]";
    compile(&[
        // BEIJING, July 14 (Xinhua) —   Berlin (dpa) -   PARIS, 14 juil (AFP) -
        format!(r"^{place}(?:,? {date})?,? ?\({agency}\) ?(?:--|[—–:-]|\.-)"),
        // Chinanews.com, Guiyang, January 14th (Reporter Yang Qian)
        format!(r"^{agency}, {place}, {date},? ?{reporter}"),
        // Xinhua News Agency, Beijing, July 14   People's Daily, Beijing, May 3 (
        format!(r"^{agency}, {place}, {date} ?(?:--|[—–:(])"),
        // Shanghai News (Reporter Zhang Xue) On November 8,
        format!(r"^{agency},? {reporter}"),
        // NEW YORK, March 3 —   LONDON —
        format!(
            r"^(?P<place>\p{{Lu}}[\p{{Lu}}.'’ -]{{2,30}})(?:, \p{{Lu}}[\p{{L}}. ]{{1,20}})?(?:,? {date})? ?(?:--|[—–]) "
        ),
        // 新华社北京7月14日电（记者 张三）   中新网贵阳1月14日电
        format!(
            r"^[(（【]?(?P<agency>\p{{Han}}{{1,8}}?[社网報报刊])(?P<place>\p{{Han}}{{2,12}}?)(?P<date>\d{{1,2}}月\d{{1,2}}日)(?:电|電|讯|消息)?(?: ?{reporter_han})?"
        ),
        // 上证报讯（记者 张雪）
        format!(r"^(?P<agency>\p{{Han}}{{2,10}}?)讯 ?{reporter_han}"),
    ])
});

#[cfg(test)]
mod tests {
    use super::FORMS;
    use super::find;
    use crate::analysis::origin::page::Page;

    const REST: &str = " The pumps of the northern station were started again on the second day \
                        after the flood, the operator said in a statement to the press.";

    fn parts(lead: &str) -> [String; 4] {
        let text = format!("{lead}{REST}");
        let dateline = find(&Page::new(&text, &[])).unwrap_or_default();
        let quote = |span: Option<crate::text::Span>| {
            span.map(|span| span.slice(&text).to_owned()).unwrap_or_default()
        };
        let date = dateline.date.map(|(_, date)| date.to_string()).unwrap_or_default();
        [quote(dateline.agency), quote(dateline.place), date, quote(dateline.reporter)]
    }

    #[test]
    fn every_form_compiles() {
        assert_eq!(FORMS.len(), 7);
    }

    #[test]
    fn datelines_give_agency_place_day_and_reporter() {
        for (lead, wanted) in [
            ("LIMA, July 14 (Reuters) —", ["Reuters", "LIMA", "--07-14", ""]),
            ("Bremen (dpa) -", ["dpa", "Bremen", "", ""]),
            (
                "Daily.example, Lima, May 3rd (Reporter Ana Sol)",
                ["Daily.example", "Lima", "--05-03", "Ana Sol"],
            ),
            ("River News (Reporter Ana Sol) On May 3,", ["River News", "", "--05-03", "Ana Sol"]),
            ("新华社杭州7月14日电（记者 王小明）", ["新华社", "杭州", "--07-14", "王小明"]),
            ("江南报讯（记者 王小明）", ["江南报", "", "", "王小明"]),
            ("NEW DELHI, March 3 —", ["", "NEW DELHI", "--03-03", ""]),
        ] {
            assert_eq!(parts(lead), wanted, "{lead}");
        }
    }

    #[test]
    fn an_ordinary_first_sentence_is_no_dateline() {
        for lead in [
            "The board (a body of ten) -",
            "On May 3, the board met.",
            "In Lima (Peru), it rained.",
        ] {
            assert_eq!(parts(lead), ["", "", "", ""].map(str::to_owned), "{lead}");
        }
    }
}
