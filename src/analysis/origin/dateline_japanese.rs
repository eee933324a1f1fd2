//! Datelines of Japanese papers: `【北京共同】`, `【ロンドン＝松本花子】`, `［東京　１４日　ロイター］`.

use super::dateline::Dateline;
use super::dates::DayOrder;
use super::dates::find_dates;
use super::page::Line;
use super::surnames;
use crate::text::Span;

/// Agencies as Japanese papers write them.
const AGENCIES: [&str; 14] = [
    "共同",
    "時事",
    "ロイター",
    "新華社",
    "聯合",
    "聯合ニュース",
    "タス",
    "ＡＦＰ時事",
    "AFP時事",
    "ＡＦＰ",
    "AFP",
    "ＡＰ",
    "AP",
    "CNN",
];

/// The most characters within the brackets.
const LONGEST: usize = 40;

/// Reads the bracket that a line opens with, when it names an agency, or place and reporter.
pub(super) fn read(line: &Line<'_>) -> Option<Dateline> {
    let open = line.text.chars().next()?;
    let close = match open {
        '【' => '】',
        '［' => '］',
        '[' => ']',
        '（' => '）',
        '＜' => '＞',
        _ => return None,
    };
    let start = open.len_utf8();
    let inside = line.text.get(start..)?.split_once(close)?.0;
    if inside.chars().count() > LONGEST {
        return None;
    }
    let mut dateline = Dateline::default();
    let span = |part: &str, at: usize| line.span_of(start + at, start + at + part.len());
    let dates = find_dates(inside, DayOrder::Open);
    let date = dates.first();
    dateline.date =
        date.map(|date| (line.span_of(start + date.start, start + date.end), date.date));
    let dated = date.map_or(0..0, |date| date.start..date.end);
    for (at, part) in parts(inside) {
        if dated.contains(&at) || part.chars().all(|c| c.is_numeric() || c == '日') {
            continue;
        }
        read_part(&mut dateline, part, |piece, from| span(piece, at + from));
    }
    let is_filed =
        dateline.agency.is_some() && (dateline.place.is_some() || dateline.date.is_some());
    (is_filed || dateline.place.is_some() && dateline.reporter.is_some()).then_some(dateline)
}

/// The parts of a text between spaces, commas and equals signs, with their places.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_gap =
        |c: char| c.is_whitespace() || matches!(c, '＝' | '=' | '、' | '，' | ',' | '／' | '/');
    let start = text.as_ptr().addr();
    text.split(is_gap)
        .filter(|part| !part.is_empty())
        .map(move |part| (part.as_ptr().addr() - start, part))
}

/// An agency, a place with an agency behind it, a reporter, a place with a reporter behind it, or a
/// place.
fn read_part(dateline: &mut Dateline, part: &str, span: impl Fn(&str, usize) -> Span) {
    let agency = AGENCIES.iter().filter(|agency| part.ends_with(**agency)).max_by_key(|a| a.len());
    if let Some(agency) = agency {
        let place = part.len() - agency.len();
        dateline.agency = Some(span(agency, place));
        if let Some(name) = part.get(..place).filter(|name| is_place(name)) {
            dateline.place = dateline.place.or(Some(span(name, 0)));
        }
        return;
    }
    let reporter = part.trim_end_matches("記者").trim_end_matches("特派員");
    if surnames::is_name(reporter) {
        dateline.reporter = dateline.reporter.or(Some(span(reporter, 0)));
        return;
    }
    let foreign = part.find(|c: char| !matches!(c, '\u{30a1}'..='\u{30fc}')).unwrap_or(part.len());
    let (place, rest) = part.split_at(foreign);
    if is_place(place) && surnames::is_name(rest) {
        dateline.place = dateline.place.or(Some(span(place, 0)));
        dateline.reporter = dateline.reporter.or(Some(span(rest, foreign)));
    } else if is_place(part) {
        dateline.place = dateline.place.or(Some(span(part, 0)));
    }
}

/// Two to ten characters of Han or katakana.
fn is_place(text: &str) -> bool {
    let is_letter =
        |c: char| matches!(c, '\u{3005}' | '\u{30a1}'..='\u{30fc}' | '\u{3400}'..='\u{9fff}');
    (2..=10).contains(&text.chars().count()) && text.chars().all(|c| is_letter(c) || c == '・')
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::analysis::origin::page::Page;

    fn parts(text: &str) -> Option<[String; 4]> {
        let page = Page::new(text, &[]);
        let dateline = read(page.lines.first()?)?;
        let quote =
            |span: Option<crate::text::Span>| span.map_or("", |span| span.slice(text)).to_owned();
        let date = dateline.date.map(|(_, date)| date.to_string()).unwrap_or_default();
        Some([quote(dateline.agency), quote(dateline.place), date, quote(dateline.reporter)])
    }

    #[test]
    fn brackets_give_agency_place_day_and_reporter() {
        for (lead, wanted) in [
            ("【北京共同】港は再開した。", ["共同", "北京", "", ""]),
            ("【ロンドン＝松本花子】港は再開した。", ["", "ロンドン", "", "松本花子"]),
            ("【カイロ松本花子】港は再開した。", ["", "カイロ", "", "松本花子"]),
            ("［東京　７月１４日　ロイター］ 港は再開した。", ["ロイター", "東京", "--07-14", ""]),
            ("【ワシントン時事】港は再開した。", ["時事", "ワシントン", "", ""]),
        ] {
            assert_eq!(parts(lead), Some(wanted.map(str::to_owned)), "{lead}");
        }
    }

    #[test]
    fn other_brackets_are_no_datelines() {
        for lead in
            ["【速報】港は再開した。", "【写真】港の様子", "（注）港の様子", "[1] See above.", "【"]
        {
            assert_eq!(parts(lead), None, "{lead}");
        }
    }
}
