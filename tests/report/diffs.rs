//! `diff` in every format and form.

use std::collections::BTreeSet;

use provenance::analysis::noise::Category;
use provenance::analysis::noise::NoiseSpan;
use provenance::diff::Change;
use provenance::diff::ChangeKind;
use provenance::diff::Diff;
use provenance::diff::Layout;
use provenance::diff::Options;
use provenance::diff::Significance;
use provenance::diff::compare;
use provenance::document::Space;
use provenance::id::ContentId;
use provenance::id::SeedId;
use provenance::report::Context;
use provenance::report::DiffOptions;
use provenance::report::NoiseMode;
use provenance::report::terminal::DiffForm;
use provenance::report::terminal::Screen;
use provenance::report::terminal::write_diff;
use provenance::report::write_html;
use provenance::report::write_json;
use provenance::report::write_markdown;
use provenance::report::write_unified;
use provenance::report::write_wdiff;
use provenance::text::LineIndex;
use provenance::text::Span;
use provenance::view::DiffSide;
use provenance::view::DiffView;
use provenance::view::Moment;
use provenance::view::VersionLabel;

use crate::screens::COLOUR;
use crate::screens::NARROW;
use crate::screens::PLAIN;
use crate::screens::WIDE;
use crate::screens::expect;
use crate::screens::expect_fits;
use crate::screens::written;

const OLD: &str = "\
Home > Policy > Retry

# Retry policy

This document tells how clients of the archive behave when a request fails for a reason
that may pass, such as a busy server.

## Time limits

A client MUST retry within 5 s, and it MAY give up after the third attempt; the number of
attempts that were made is written to the log together with the reason of each failure.

Clients do not retry requests that change something.

## Logging

Each attempt is logged with its number.

The log is kept for 30 days.

12 views
";

const NEW: &str = "\
Home > Policies > Retry

# Retry policy

This document tells how clients of the archive behave when a request
fails for a reason that may pass, such as a busy server.

## Time limits

Each attempt is logged with its running number.

A client SHOULD retry within 50 s, and it MAY give up after the third attempt; the number of
attempts that were made is written to the log together with the reason of each failure.

## Logging

The log is kept for 30 days. Nothing else is kept.

4711 views
";

/// A change between the only places where the words stand.
fn change(kind: ChangeKind, old: Span, new: Span, classes: &[Significance]) -> Change {
    Change {
        kind,
        old,
        new,
        significance: classes.iter().copied().collect(),
        is_noise: classes.contains(&Significance::Noise),
        move_id: None,
        inner: Vec::new(),
    }
}

fn old(words: &str) -> Span {
    Span::at(OLD.find(words).unwrap(), words.len())
}

fn new(words: &str) -> Span {
    Span::at(NEW.find(words).unwrap(), words.len())
}

/// One of every kind.
fn diff() -> Diff {
    let replace = ChangeKind::Replace;
    let inner = change(
        ChangeKind::Insert,
        Span::empty(old("number.\n\nThe").start()),
        new("running "),
        &[Significance::Wording],
    );
    let here = new("Each attempt is logged with its running number.");
    let changes = vec![
        change(replace, old("Policy"), new("Policies"), &[Significance::Noise]),
        Change {
            move_id: Some(0),
            inner: vec![inner],
            ..change(
                ChangeKind::MoveTo,
                Span::empty(old("A client").start()),
                here,
                &[Significance::Wording],
            )
        },
        change(replace, old("MUST"), new("SHOULD"), &[Significance::Obligation]),
        change(replace, old("5 s"), new("50 s"), &[Significance::Quantity]),
        change(
            ChangeKind::Delete,
            old("Clients do not retry requests that change something."),
            Span::empty(new("## Logging").start() - 2),
            &[Significance::Negation, Significance::Wording],
        ),
        Change {
            move_id: Some(0),
            ..change(
                ChangeKind::MoveFrom,
                old("Each attempt is logged with its number."),
                Span::empty(new("## Logging").end()),
                &[],
            )
        },
        change(
            ChangeKind::Insert,
            Span::empty(old("\n\n12 views").start()),
            new(" Nothing else is kept."),
            &[Significance::Wording],
        ),
        change(replace, old("12 views"), new("4711 views"), &[Significance::Noise]),
    ];
    let layout = vec![Layout { old: old(" fails for a"), new: new("\nfails for a") }];
    let layout = layout
        .into_iter()
        .map(|it| Layout { old: Span::at(it.old.start(), 1), new: Span::at(it.new.start(), 1) })
        .collect();
    Diff { changes, layout, coarse: Vec::new() }
}

fn noise(text: &str, words: &str, category: Category) -> NoiseSpan {
    let span = Span::at(text.find(words).unwrap(), words.len());
    let (first_line, last_line) = LineIndex::new(text).lines_of(span);
    NoiseSpan { span, first_line, last_line, category, rule: format!("{category:?}.rule") }
}

fn label(version: u32, text: &str) -> VersionLabel {
    VersionLabel {
        seed: Some(SeedId::new("005").unwrap()),
        version: Some(version),
        digest: Some(ContentId::of(text.as_bytes())),
        path: Some(format!("seeds/005_{version}.md")),
        date: Some(Moment::from("2026-11-22T09:14:00Z".parse::<jiff::Timestamp>().unwrap())),
    }
}

fn with_view<T>(use_view: impl FnOnce(&DiffView<'_>) -> T) -> T {
    let old_noise = [
        noise(OLD, "Home > Policy > Retry", Category::Breadcrumb),
        noise(OLD, "12 views", Category::Counter),
    ];
    let new_noise = [
        noise(NEW, "Home > Policies > Retry", Category::Breadcrumb),
        noise(NEW, "4711 views", Category::Counter),
    ];
    let side = |text, version, noise| DiffSide {
        label: label(version, text),
        text,
        space: Space::Raw,
        pages: &[],
        noise,
    };
    let mut view = DiffView::of(&diff(), side(OLD, 1, &old_noise), side(NEW, 2, &new_noise));
    view.title = Some("Retry policy".to_owned());
    view.equals = Some(label(1, "earlier"));
    use_view(&view)
}

fn shown(options: &DiffOptions, form: DiffForm, screen: &Screen) -> String {
    with_view(|view| written(|out| write_diff(view, options, form, screen, out)))
}

const OLD_RULES: &str = "\
第一条 系统应当在5秒内重试,并将每次重试的次数和失败的原因写入日志,供管理人员在三十日内查阅;超过三十日的日志由归档系统统一保存,任何人不得删除。
第二条 本办法由信息中心负责解释。
";

const NEW_RULES: &str = "\
第一条 系统必须在50秒内重试,并将每次重试的次数和失败的原因写入日志,供管理人员在三十日内查阅;超过三十日的日志由归档系统统一保存,任何人可以删除。
第二条 本办法由数据中心负责解释。
";

#[test]
fn chinese_is_cut_between_wide_characters() {
    let at = |text: &str, words: &str| Span::at(text.find(words).unwrap(), words.len());
    let edit = |old, new, class| {
        change(ChangeKind::Replace, at(OLD_RULES, old), at(NEW_RULES, new), &[class])
    };
    let changes = vec![
        edit("应当", "必须", Significance::Obligation),
        edit("5秒", "50秒", Significance::Quantity),
        edit("不得", "可以", Significance::Obligation),
        edit("信息中心", "数据中心", Significance::Wording),
    ];
    let diff = Diff { changes, ..Diff::default() };
    let side = |text, version| DiffSide {
        label: label(version, text),
        text,
        space: Space::Raw,
        pages: &[],
        noise: &[],
    };
    let view = DiffView::of(&diff, side(OLD_RULES, 1), side(NEW_RULES, 2));
    let whole = DiffOptions { context: Context::Blocks(0), ..DiffOptions::default() };
    for (name, options, form, screen) in [
        ("plain", &DiffOptions::default(), DiffForm::Inline, PLAIN),
        ("whole", &whole, DiffForm::Inline, PLAIN),
        ("narrow", &DiffOptions::default(), DiffForm::Inline, NARROW),
        ("side_by_side", &DiffOptions::default(), DiffForm::SideBySide, PLAIN),
    ] {
        let output = written(|out| write_diff(&view, options, form, &screen, out));
        expect_fits(&output, &screen);
        expect(&format!("diff_chinese_{name}"), &output);
    }
}

#[test]
fn the_engine_finds_the_two_numbers_that_were_changed() {
    let old = include_str!("../../seeds/003_4641404722756e64.txt");
    let new = old.replace("2.05 billion", "2.5 billion").replace("845 million", "854 million");
    let side =
        |text| DiffSide { label: label(1, text), text, space: Space::Raw, pages: &[], noise: &[] };
    let diff = compare(old, &new, &Options::default());
    let view = DiffView::of(&diff, side(old), side(&new));
    let options = DiffOptions::default();
    let output = written(|out| write_diff(&view, &options, DiffForm::Inline, &WIDE, out));
    assert_eq!(output.matches("[-2.05-]{+2.5+}").count(), 1);
    assert_eq!(output.matches("[-845-]{+854+}").count(), 1);
    assert_eq!(output.matches("[-").count(), 2);
    expect_fits(&output, &WIDE);
}

#[test]
fn texts_that_differ_in_layout_alone_have_no_changes_to_show() {
    let side =
        |text| DiffSide { label: label(1, text), text, space: Space::Raw, pages: &[], noise: &[] };
    let layout = vec![Layout { old: Span::at(3, 1), new: Span::at(3, 1) }];
    let diff = Diff { layout, ..Diff::default() };
    let view = DiffView::of(&diff, side("one two\n"), side("one\ntwo\n"));
    let options = DiffOptions::default();
    let output = written(|out| write_diff(&view, &options, DiffForm::Inline, &PLAIN, out));
    assert_eq!(output, "005  1 → 1   no words changed, only layout\n");
}

#[test]
fn inline_diff_fits_every_width_and_reads_without_colour() {
    let options = DiffOptions::default();
    for (name, screen) in [("plain", PLAIN), ("narrow", NARROW), ("wide", WIDE)] {
        let output = shown(&options, DiffForm::Inline, &screen);
        expect_fits(&output, &screen);
        expect(&format!("diff_inline_{name}"), &output);
    }
    expect("diff_inline_colour", &shown(&options, DiffForm::Inline, &COLOUR));
}

#[test]
fn whole_paragraphs_are_shown_on_request_and_the_rest_is_folded() {
    for blocks in [0, 1] {
        let options = DiffOptions { context: Context::Blocks(blocks), ..DiffOptions::default() };
        let output = shown(&options, DiffForm::Inline, &PLAIN);
        expect_fits(&output, &PLAIN);
        expect(&format!("diff_context_{blocks}"), &output);
    }
}

#[test]
fn side_by_side_keeps_old_and_new_apart() {
    let options = DiffOptions::default();
    let output = shown(&options, DiffForm::SideBySide, &WIDE);
    expect_fits(&output, &WIDE);
    expect("diff_side_by_side", &output);
}

#[test]
fn only_the_asked_classes_are_shown_and_the_rest_is_counted() {
    let options = DiffOptions {
        only: BTreeSet::from([Significance::Obligation, Significance::Quantity]),
        ..DiffOptions::default()
    };
    expect("diff_only", &shown(&options, DiffForm::Inline, &PLAIN));
}

#[test]
fn noise_is_shown_with_the_rule_that_found_it() {
    let options = DiffOptions { noise: NoiseMode::Show, ..DiffOptions::default() };
    expect("diff_noise", &shown(&options, DiffForm::Inline, &PLAIN));
}

#[test]
fn words_only_and_stat_are_short() {
    let options = DiffOptions::default();
    expect("diff_words", &shown(&options, DiffForm::WordsOnly, &PLAIN));
    expect("diff_stat", &shown(&options, DiffForm::Stat, &PLAIN));
}

#[test]
fn every_other_format_shows_the_same_changes() {
    let options = DiffOptions::default();
    with_view(|view| {
        expect("diff_markdown", &written(|out| write_markdown(view, &options, out)));
        expect("diff_html", &written(|out| write_html(view, &options, out)));
        expect("diff_json", &written(|out| write_json(view, out)));
        expect("diff_unified", &written(|out| write_unified(view, 1, out)));
        expect("diff_wdiff", &written(|out| write_wdiff(view, out)));
    });
}
