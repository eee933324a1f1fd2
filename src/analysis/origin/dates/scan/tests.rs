//! What is a date, and what is none.

use super::DayOrder;
use super::find_dates;

fn read(line: &str, order: DayOrder) -> Vec<String> {
    let quote = |found: super::Found| format!("{}={}", &line[found.start..found.end], found.date);
    find_dates(line, order).into_iter().map(quote).collect()
}

#[test]
fn written_dates_are_read_in_many_languages() {
    for (line, wanted) in [
        ("BEIJING, July 14 (Xinhua) — The", "July 14=--07-14"),
        ("Guiyang, January 14th (Reporter", "January 14th=--01-14"),
        ("posted on May 3rd, 2021 at noon", "May 3rd, 2021=2021-05-03"),
        ("am 3. März 2021 in Bonn", "3. März 2021=2021-03-03"),
        ("le 1er août 2022", "1er août 2022=2022-08-01"),
        ("el 5 de mayo de 2020", "5 de mayo de 2020=2020-05-05"),
        ("on the 25th of May, 2023.", "25th of May, 2023=2023-05-25"),
        ("12 Sept. 2019", "12 Sept. 2019=2019-09-12"),
        ("04-May-21", "04-May-21=2021-05-04"),
        ("July 2023", "July 2023=2023-07"),
    ] {
        assert_eq!(read(line, DayOrder::Open), [wanted], "{line}");
    }
}

#[test]
fn han_dates_are_read_with_and_without_year_era_and_numerals() {
    for (line, wanted) in [
        ("2023年5月25日", "2023年5月25日=2023-05-25"),
        ("合作促共赢2023-05-25", "2023-05-25=2023-05-25"),
        ("令和5年7月14日（金）", "令和5年7月14日=2023-07-14"),
        ("二〇二三年五月二十五日", "二〇二三年五月二十五日=2023-05-25"),
        ("２０２３年５月２５日", "２０２３年５月２５日=2023-05-25"),
        ("在2022年12月举行", "2022年12月=2022-12"),
    ] {
        assert_eq!(read(line, DayOrder::Open), [wanted], "{line}");
    }
    assert_eq!(read("5月23日至24日,论坛", DayOrder::Open), ["5月23日=--05-23"]);
}

#[test]
fn a_numeric_date_that_reads_both_ways_needs_a_known_order() {
    assert!(read("03/04/2023", DayOrder::Open).is_empty());
    assert_eq!(read("03/04/2023", DayOrder::DayFirst), ["03/04/2023=2023-04-03"]);
    assert_eq!(read("03/04/2023", DayOrder::MonthFirst), ["03/04/2023=2023-03-04"]);
    assert_eq!(read("25/04/2023", DayOrder::MonthFirst), ["25/04/2023=2023-04-25"]);
    assert_eq!(read("3.4.23", DayOrder::Open), ["3.4.23=2023-04-03"]);
}

#[test]
fn versions_sums_and_scores_are_no_dates() {
    for line in ["version 1.2.3", "10,000 km", "192.168.10.12", "3-2 after 90", "room 14/2"] {
        assert!(read(line, DayOrder::DayFirst).is_empty(), "{line}");
    }
}

#[test]
fn a_time_of_day_is_noticed() {
    assert!(find_dates("11:00 AM PDT • May 16, 2024", DayOrder::Open)[0].has_time);
    assert!(find_dates("16.05.2024, 11.00 Uhr", DayOrder::Open)[0].has_time);
    assert!(!find_dates("16.05.2024", DayOrder::Open)[0].has_time);
}
