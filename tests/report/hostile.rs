//! Documents that try to act on whoever reads about them.

use std::collections::BTreeSet;

use proptest::prelude::any;
use proptest::proptest;
use provenance::diff::Change;
use provenance::diff::ChangeKind;
use provenance::diff::Diff;
use provenance::diff::Options;
use provenance::diff::Significance;
use provenance::diff::compare;
use provenance::document::Space;
use provenance::id::ContentId;
use provenance::id::SeedId;
use provenance::report::Context;
use provenance::report::DiffOptions;
use provenance::report::escape_html;
use provenance::report::escape_markdown;
use provenance::report::terminal::DiffForm;
use provenance::report::terminal::write_diff;
use provenance::report::terminal::write_snapshot;
use provenance::report::visible;
use provenance::report::write_html;
use provenance::report::write_json;
use provenance::report::write_markdown;
use provenance::report::write_wdiff;
use provenance::text::Span;
use provenance::view::DiffSide;
use provenance::view::DiffView;
use provenance::view::Event;
use provenance::view::SeedChange;
use provenance::view::SnapshotView;
use provenance::view::VersionLabel;

use crate::screens::COLOUR;
use crate::screens::NARROW;
use crate::screens::PLAIN;
use crate::screens::expect;
use crate::screens::expect_fits;
use crate::screens::written;

const OLD: &str = "The limit is 5 s.\n\nCall the operator.\n";

const NEW: &str = "The limit is \u{1b}[8m5\u{1b}[0m0 s.\n\n\
Call \u{202e}rotarepo\u{202c} @team, see #12 and https://a.example/x </td></table></details>\
<script>alert(1)</script> **bold** `code` | cell | [x](javascript:y) ![i](//a.example/i.png)\n\n\
```\n</details>\n```\n\r\nzero\u{200b}width\u{9b}2J\u{7}\0\n";

fn with_view<T>(
    (old, new): (&str, &str),
    diff: &Diff,
    use_view: impl FnOnce(&DiffView<'_>) -> T,
) -> T {
    let label = |text: &str| VersionLabel {
        path: Some("a\u{1b}]0;b\u{7}<b>|@x.txt".to_owned()),
        digest: Some(ContentId::of(text.as_bytes())),
        ..VersionLabel::default()
    };
    let side =
        |text| DiffSide { label: label(text), text, space: Space::Raw, pages: &[], noise: &[] };
    let mut view = DiffView::of(diff, side(old), side(new));
    view.title = Some("</h2>\u{1b}[1m# title".to_owned());
    use_view(&view)
}

/// The number and the whole second paragraph are others.
fn hostile_diff() -> Diff {
    let place = |text: &str, from: &str, to: &str| {
        let start = text.find(from).unwrap();
        Span::new(start, text.rfind(to).unwrap() + to.len()).unwrap()
    };
    let change = |old, new| Change {
        kind: ChangeKind::Replace,
        old,
        new,
        significance: BTreeSet::from([Significance::Wording]),
        is_noise: false,
        move_id: None,
        inner: Vec::new(),
    };
    let changes = vec![
        change(place(OLD, "5", "5"), place(NEW, "\u{1b}", "[0m0")),
        change(place(OLD, "the op", "tor."), place(NEW, "\u{202e}", "\0")),
    ];
    Diff { changes, ..Diff::default() }
}

/// Whether nothing is left that a terminal or a reader's eye would fall for.
fn is_inert(output: &str) -> bool {
    output.split('\n').all(|line| visible(line) == line)
}

#[test]
fn hostile_documents_are_shown_and_never_act() {
    let options = DiffOptions::default();
    with_view((OLD, NEW), &hostile_diff(), |view| {
        let terminal = written(|out| write_diff(view, &options, DiffForm::Inline, &PLAIN, out));
        assert!(is_inert(&terminal));
        expect("hostile_terminal", &terminal);
        let markdown = written(|out| write_markdown(view, &options, out));
        assert!(is_inert(&markdown));
        assert!(!markdown.contains("@team") && !markdown.contains("<script"));
        expect("hostile_markdown", &markdown);
        let html = written(|out| write_html(view, &options, out));
        assert!(is_inert(&html));
        assert!(!html.contains("<script") && !html.contains("</table>"));
        let body = html.split_once("</style>").unwrap().1.to_owned();
        expect("hostile_html", &body);
        assert!(is_inert(&written(|out| write_json(view, out))));
    });
}

#[test]
fn a_hostile_file_name_stays_on_its_row() {
    let path = "seeds/\u{1b}[2Ja\nnothing changed: 6 seeds\r\u{202e}txt.b".to_owned();
    let change = SeedChange::new(SeedId::new("seeds/a\u{202e}b").unwrap(), Event::New, path);
    let view = SnapshotView { changes: vec![change].into(), ..SnapshotView::default() };
    let output = written(|out| write_snapshot(&view, &PLAIN, out));
    assert!(is_inert(&output));
    expect("hostile_path", &output);
}

proptest! {
    #[test]
    fn any_texts_are_shown_inert_and_within_the_width(
        old in any::<String>(), new in any::<String>(), blocks in 0_usize..3,
    ) {
        let words = DiffOptions::default();
        let whole = DiffOptions { context: Context::Blocks(blocks), ..DiffOptions::default() };
        let diff = compare(&old, &new, &Options::default());
        with_view((&old, &new), &diff, |view| {
            for options in [&words, &whole] {
                for form in [DiffForm::Inline, DiffForm::SideBySide, DiffForm::WordsOnly] {
                    let plain = written(|out| write_diff(view, options, form, &NARROW, out));
                    assert!(is_inert(&plain));
                    expect_fits(&plain, &NARROW);
                    let _coloured = written(|out| write_diff(view, options, form, &COLOUR, out));
                }
                let html = written(|out| write_html(view, options, out));
                let escaped = html.split_once("</style>").unwrap().1;
                assert!(is_inert(escaped));
                let _markdown = written(|out| write_markdown(view, options, out));
            }
        });
    }

    #[test]
    fn escaped_text_holds_no_markup(text in any::<String>()) {
        let html = escape_html(&text);
        assert!(!html.contains(['<', '>', '"', '\'']));
        let markdown = escape_markdown(&text).replace("<!-- -->", "");
        assert!(!markdown.contains(['<', '>', '|', '`', '*', '[', ']', '\\', '\n']));
    }

    #[test]
    fn wdiff_without_its_deletions_and_marks_is_the_new_text(
        old in "[a-z \n]{0,60}", new in "[a-z \n]{0,60}",
    ) {
        let diff = compare(&old, &new, &Options::default());
        let output =
            with_view((&old, &new), &diff, |view| written(|out| write_wdiff(view, out)));
        let mut kept = String::new();
        for (index, part) in output.split("[-").enumerate() {
            kept.push_str(if index == 0 { part } else { part.split_once("-]").unwrap().1 });
        }
        assert_eq!(kept.replace("{+", "").replace("+}", ""), new);
    }
}
