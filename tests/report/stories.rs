//! Every command but `diff`, on made-up seeds.

use provenance::analysis::origin::Basis;
use provenance::analysis::readiness::Verdict;
use provenance::id::ContentId;
use provenance::id::StatementId;
use provenance::report::terminal::write_init;
use provenance::report::terminal::write_inspect;
use provenance::report::terminal::write_log;
use provenance::report::terminal::write_problems;
use provenance::report::terminal::write_set;
use provenance::report::terminal::write_show;
use provenance::report::terminal::write_snapshot;
use provenance::report::terminal::write_status;
use provenance::report::terminal::write_verify;
use provenance::report::write_json;
use provenance::view::FaultView;
use provenance::view::FileAction;
use provenance::view::HealedView;
use provenance::view::InitFile;
use provenance::view::InitView;
use provenance::view::LogEntry;
use provenance::view::LogView;
use provenance::view::ProblemView;
use provenance::view::SeedState;
use provenance::view::SeedStatus;
use provenance::view::SetView;
use provenance::view::SnapshotView;
use provenance::view::StatusView;
use provenance::view::UnrecordedView;
use provenance::view::VerifyView;

use crate::examples::changes;
use crate::examples::commit;
use crate::examples::conflict;
use crate::examples::entry;
use crate::examples::inspect;
use crate::examples::label;
use crate::examples::moment;
use crate::examples::short;
use crate::examples::show;
use crate::examples::snapshot;
use crate::screens::COLOUR;
use crate::screens::NARROW;
use crate::screens::PLAIN;
use crate::screens::WIDE;
use crate::screens::expect;
use crate::screens::expect_fits;
use crate::screens::written;

#[test]
fn snapshot_tells_a_line_for_every_seed_that_changed() {
    let view = snapshot();
    for (name, screen) in [("plain", PLAIN), ("narrow", NARROW), ("wide", WIDE), ("colour", COLOUR)]
    {
        let output = written(|out| write_snapshot(&view, &screen, out));
        expect(&format!("snapshot_{name}"), &output);
    }
    expect_fits(&written(|out| write_snapshot(&view, &PLAIN, out)), &PLAIN);
    expect("snapshot_json", &written(|out| write_json(&view, out)));
}

#[test]
fn snapshot_without_changes_is_one_line() {
    let view = SnapshotView {
        unchanged: 6,
        last_recorded: Some(moment("2026-11-22T09:14:00Z")),
        ..SnapshotView::default()
    };
    let output = written(|out| write_snapshot(&view, &PLAIN, out));
    assert_eq!(output, "nothing changed: 6 seeds, last recorded 2026-11-22 09:14 UTC\n");
}

#[test]
fn snapshot_names_conflicts_healed_objects_and_problems() {
    let view = SnapshotView {
        check: true,
        changes: changes().into_iter().take(1).collect::<Vec<_>>().into(),
        unchanged: 7,
        conflicts: vec![conflict()],
        healed: vec![HealedView {
            path: "snapshots/objects/3d/62ea6c".to_owned(),
            digest: ContentId::of(b"a"),
            source: "seeds/003_bbbb.txt".to_owned(),
        }],
        problems: vec![ProblemView {
            message: "cannot read seeds/009.txt".to_owned(),
            causes: vec!["permission denied".to_owned()],
            hint: Some(
                "the other 8 seeds were recorded; fix the permission and run \
                 `provenance snapshot` again"
                    .to_owned(),
            ),
        }],
        notes: vec!["run 7f31c9a2 is older than its parent 5b20aa11".to_owned()],
        ..SnapshotView::default()
    };
    let mut output = written(|out| write_snapshot(&view, &PLAIN, out));
    output += &written(|out| write_problems(&view.problems, &PLAIN, out));
    expect("snapshot_problems", &output);
    expect_fits(&output, &PLAIN);
}

#[test]
fn status_tells_what_a_snapshot_would_record_and_every_seed() {
    let recorded = |id: &str, state| SeedStatus {
        state,
        latest: label(id, 1, "2026-11-20"),
        title: None,
        publisher: short("新疆日报", Basis::Stated),
        published: short("2023-05-23", Basis::Inferred),
        noise_share: Some(0.33),
        readiness: Some(Verdict::None),
    };
    let view = StatusView {
        pending: changes().into_iter().take(2).collect(),
        seeds: vec![
            recorded("003", SeedState::Pending),
            recorded("004", SeedState::Recorded),
            SeedStatus {
                publisher: None,
                published: None,
                readiness: Some(Verdict::Specification),
                ..recorded("005", SeedState::Recorded)
            },
        ],
        last_recorded: Some(moment("2026-11-20T08:00:00Z")),
        ..StatusView::default()
    };
    expect("status_plain", &written(|out| write_status(&view, &PLAIN, out)));
    let quiet = StatusView { pending: Vec::new(), seeds: view.seeds.clone(), ..view.clone() };
    expect("status_quiet", &written(|out| write_status(&quiet, &PLAIN, out)));
    let conflict = StatusView { conflicts: vec![conflict()], ..quiet };
    expect("status_conflict", &written(|out| write_status(&conflict, &NARROW, out)));
}

#[test]
fn show_quotes_what_every_claim_rests_on_and_marks_noise() {
    for (name, screen) in [("plain", PLAIN), ("narrow", NARROW), ("wide", WIDE), ("colour", COLOUR)]
    {
        let output = written(|out| write_show(&show(), &screen, out));
        expect(&format!("show_{name}"), &output);
        if name != "colour" {
            expect_fits(&output, &screen);
        }
    }
    expect("show_json", &written(|out| write_json(&show(), out)));
}

#[test]
fn inspect_lists_the_checklist_of_a_specification() {
    let view = inspect(Verdict::Specification);
    let output = written(|out| write_inspect(&view, &PLAIN, out));
    expect("inspect_plain", &output);
    expect_fits(&output, &PLAIN);
    expect("inspect_json", &written(|out| write_json(&view, out)));
}

#[test]
fn log_shows_a_straight_history_newest_first() {
    let first = || label("003", 1, "2024-01-31");
    let second = || label("003", 2, "2024-02-20");
    let view = LogView {
        entries: vec![
            LogEntry {
                equals: Some(first()),
                warnings: vec!["recorded before its parent run 7f31c9a2".to_owned()],
                ..entry(3, "2024-02-19", vec![second()])
            },
            entry(2, "2024-02-20", vec![first()]),
            entry(1, "2024-01-31", Vec::new()),
        ],
        gaps: vec!["run 91c0aa names parent 5b20ee, which is not in this history".to_owned()],
        unrecorded: vec![UnrecordedView {
            path: "seeds/009.txt".to_owned(),
            blob: "9daeafb9864cf43055ae93beb0afd6c7d144bfa4".to_owned(),
            commit: commit(),
        }],
        more_unrecorded: 2,
        notes: vec!["this clone is shallow".to_owned()],
        ..LogView::default()
    };
    let output = written(|out| write_log(&view, &PLAIN, out));
    expect("log_straight", &output);
    expect_fits(&output, &PLAIN);
}

#[test]
fn log_draws_both_lines_of_a_branched_history() {
    let first = || label("003", 1, "2024-01-31");
    let (mine, theirs) = (label("003", 2, "2024-02-20"), label("003", 2, "2024-02-21"));
    let ambiguous = |day: &str| LogEntry { ambiguous: true, ..entry(2, day, vec![first()]) };
    let view = LogView {
        entries: vec![
            entry(3, "2024-03-01", vec![mine, theirs]),
            ambiguous("2024-02-21"),
            ambiguous("2024-02-20"),
            entry(1, "2024-01-31", Vec::new()),
        ],
        ..LogView::default()
    };
    expect("log_branched", &written(|out| write_log(&view, &PLAIN, out)));
    expect("log_branched_narrow", &written(|out| write_log(&view, &NARROW, out)));
    expect("log_json", &written(|out| write_json(&view, out)));
}

#[test]
fn set_tells_what_was_outweighed() {
    let view = SetView {
        schema_version: Default::default(),
        statement: StatementId::of(b"s"),
        path: "snapshots/statements/2026-11/ab12.json".to_owned(),
        subject: label("004", 1, "2026-11-20"),
        field: "published".to_owned(),
        value: "2023-05-24".to_owned(),
        previous: inspect(Verdict::None).origin.published,
        why: "the printed edition is dated the day after".to_owned(),
        author: Some("A. Reader".to_owned()),
        stated_at: moment("2026-11-22T10:00:00Z"),
    };
    expect("set_plain", &written(|out| write_set(&view, &PLAIN, out)));
}

#[test]
fn init_tells_what_it_did_to_every_file() {
    let file = |path: &str, action, note: &str| InitFile {
        path: path.to_owned(),
        action,
        note: note.to_owned(),
    };
    let view = InitView {
        root: "/home/me/project".to_owned(),
        git: true,
        files: vec![
            file(
                ".gitattributes",
                FileAction::Extended,
                "3 lines that keep git from altering seeds",
            ),
            file("provenance.toml", FileAction::Created, "every setting, commented out"),
            file("seeds/", FileAction::Unchanged, "your documents go here"),
        ],
        next: vec!["provenance snapshot".to_owned()],
        ..InitView::default()
    };
    expect("init_plain", &written(|out| write_init(&view, &PLAIN, out)));
}

#[test]
fn verify_names_every_breach_and_gap_with_what_mends_it() {
    let sound = VerifyView {
        sound: true,
        seeds: 6,
        versions: 9,
        runs: 4,
        objects: 9,
        bytes: 48_200,
        milliseconds: 8,
        ..VerifyView::default()
    };
    assert_eq!(
        written(|out| write_verify(&sound, &PLAIN, out)),
        "sound: 6 seeds, 9 versions, 4 runs, 9 objects (48 kB) recomputed in 0.01 s\n"
    );
    let view = VerifyView {
        sound: false,
        breaches: vec![
            FaultView {
                path: "objects/3d/62ea6c…".to_owned(),
                meaning: "content is not what its name says (recorded by 003@1)".to_owned(),
                command: Some("provenance snapshot".to_owned()),
                remedy: Some("restores it from seeds/003_4641404722756e64.txt".to_owned()),
            },
            FaultView {
                path: "runs/2026-11/7f31c9a2d0e4b1f38c55.jsonl".to_owned(),
                meaning: "content is not what its name says; line 3 does not parse".to_owned(),
                command: Some("git checkout -- snapshots/runs/2026-11/7f31c9a2.jsonl".to_owned()),
                remedy: None,
            },
        ],
        gaps: vec![FaultView {
            path: "runs/2026-11/91c0…".to_owned(),
            meaning: "names parent 5b20…, which is not in this branch's history".to_owned(),
            command: None,
            remedy: Some("the next snapshot records the gap".to_owned()),
        }],
        ..sound
    };
    expect("verify_breaches", &written(|out| write_verify(&view, &PLAIN, out)));
    expect("verify_narrow", &written(|out| write_verify(&view, &NARROW, out)));
}
