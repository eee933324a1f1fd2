//! Every command but `diff`, on made-up seeds.

use provenance::analysis::Analysis;
use provenance::analysis::Evidence;
use provenance::analysis::PerMille;
use provenance::analysis::noise::Category;
use provenance::analysis::noise::NoiseSpan;
use provenance::analysis::origin::Basis;
use provenance::analysis::origin::Claim;
use provenance::analysis::origin::Origin;
use provenance::analysis::readiness::Element;
use provenance::analysis::readiness::ElementKind;
use provenance::analysis::readiness::Readiness;
use provenance::analysis::readiness::Verdict;
use provenance::document::Document;
use provenance::document::LimitationKind;
use provenance::document::MediaType;
use provenance::id::ContentId;
use provenance::id::RunId;
use provenance::id::SeedId;
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
use provenance::text::LineIndex;
use provenance::text::Span;
use provenance::view::CategoryCount;
use provenance::view::CommitView;
use provenance::view::ConflictView;
use provenance::view::DiffSummary;
use provenance::view::Event;
use provenance::view::FaultView;
use provenance::view::FileAction;
use provenance::view::HealedView;
use provenance::view::InitFile;
use provenance::view::InitView;
use provenance::view::InspectView;
use provenance::view::LimitationView;
use provenance::view::LogEntry;
use provenance::view::LogView;
use provenance::view::LostClaim;
use provenance::view::Moment;
use provenance::view::ProblemView;
use provenance::view::ReadinessBrief;
use provenance::view::RunView;
use provenance::view::SeedChange;
use provenance::view::SeedState;
use provenance::view::SeedStatus;
use provenance::view::SetView;
use provenance::view::ShortClaim;
use provenance::view::ShowView;
use provenance::view::SignificanceCounts;
use provenance::view::SnapshotView;
use provenance::view::StatusView;
use provenance::view::UnrecordedView;
use provenance::view::VerifyView;
use provenance::view::VersionLabel;
use provenance::view::WordCount;

use crate::screens::COLOUR;
use crate::screens::NARROW;
use crate::screens::PLAIN;
use crate::screens::WIDE;
use crate::screens::expect;
use crate::screens::expect_fits;
use crate::screens::written;

const REPORT: &str = "\
石榴云记者 王小明
(资料图片仅供参考)
5月23日,数字论坛在海州市举行,系统应当在五秒内重试。
(完)
首次发布:开放接口
";

fn seed(id: &str) -> SeedId {
    SeedId::new(id).unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::from(text.parse::<jiff::Timestamp>().unwrap())
}

fn short(value: &str, basis: Basis) -> Option<ShortClaim> {
    Some(ShortClaim { value: value.to_owned(), basis })
}

fn label(id: &str, version: u32, day: &str) -> VersionLabel {
    VersionLabel {
        seed: Some(seed(id)),
        version: Some(version),
        digest: Some(ContentId::of(format!("{id}@{version}{day}").as_bytes())),
        path: Some(format!("seeds/{id}_5f3a.txt")),
        date: Some(moment(&format!("{day}T09:14:00Z"))),
    }
}

/// The span of the only place where `words` stand.
fn place(words: &str) -> Span {
    Span::at(REPORT.find(words).unwrap(), words.len())
}

fn claim(value: &str, basis: Basis, quoted: &str, reason: Option<&str>) -> Option<Claim> {
    let evidence = vec![Evidence::quote(REPORT, place(quoted))];
    let reason = reason.map(str::to_owned);
    let confidence = PerMille::new(870);
    Some(Claim { value: value.to_owned(), basis, confidence, evidence, reason })
}

fn noise(words: &str, category: Category, rule: &str) -> NoiseSpan {
    let span = place(words);
    let (first_line, last_line) = LineIndex::new(REPORT).lines_of(span);
    NoiseSpan { span, first_line, last_line, category, rule: rule.to_owned() }
}

fn readiness(verdict: Verdict) -> Readiness {
    let element = |kind, count| Element {
        kind,
        is_present: count > 0,
        count,
        evidence: (count > 0)
            .then(|| Evidence::quote(REPORT, place("系统应当在五秒内重试")))
            .into_iter()
            .collect(),
    };
    let score = if verdict == Verdict::None { 20 } else { 930 };
    Readiness {
        verdict,
        score: PerMille::new(score),
        threshold: PerMille::new(500),
        elements: vec![
            element(ElementKind::Requirements, 41),
            element(ElementKind::Interfaces, 6),
            element(ElementKind::Qualities, 12),
            element(ElementKind::Acceptance, 0),
        ],
        reasons: vec!["41 normative sentences in 300".to_owned()],
        requirements: Vec::new(),
    }
}

fn analysis(verdict: Verdict) -> Analysis {
    let from_dates = "the only year beside day and month, in the headlines below";
    Analysis {
        origin: Origin {
            publisher: claim("石榴云", Basis::Stated, "石榴云记者 王小明", None),
            author: claim("王小明", Basis::Stated, "王小明", None),
            published: claim("2023-05-23", Basis::Inferred, "5月23日", Some(from_dates)),
            language: claim("zh", Basis::Inferred, "数字论坛", Some("script of the text")),
            url: claim(
                "https://news.example/2023/05/23/a-long-address-of-a-page.html",
                Basis::Observed,
                "石榴云",
                Some("capture header"),
            ),
            ..Origin::default()
        },
        noise: vec![
            noise("(资料图片仅供参考)", Category::ImageNotice, "image-notice.for-reference"),
            noise("(完)", Category::EndMarker, "end-marker.paren"),
            noise("首次发布", Category::HeadlineList, "headline-list.dates"),
        ],
        readiness: readiness(verdict),
    }
}

fn inspect(verdict: Verdict) -> InspectView {
    let document = Document::from_text(REPORT, MediaType::Plain);
    InspectView::of("inbox/报告.txt", REPORT.as_bytes(), &document, &analysis(verdict))
}

fn show() -> ShowView {
    let inspect = inspect(Verdict::None);
    let lost = inspect.origin.published.clone().unwrap();
    ShowView {
        schema_version: inspect.schema_version,
        label: label("004", 2, "2026-11-22"),
        versions: 2,
        bytes: inspect.bytes,
        lines: inspect.lines,
        media_type: inspect.media_type,
        extractor: inspect.extractor,
        origin: inspect.origin,
        lost_claims: vec![LostClaim {
            field: "published".to_owned(),
            claim: lost,
            reason: "asserted by A. Reader on 2026-11-20".to_owned(),
        }],
        noise_by_category: CategoryCount::of(&inspect.noise),
        noise: inspect.noise,
        noise_share: inspect.noise_share,
        readiness: inspect.readiness,
        capture: None,
        equals: Some(label("004", 1, "2024-01-31")),
        commit: Some(commit()),
        recorded_in: None,
        warnings: vec!["its record came later, with commit 00a1b2c3d4".to_owned()],
        limitations: vec![LimitationView {
            kind: LimitationKind::EncodingInferred,
            detail: "read as gb18030, which the bytes look most like".to_owned(),
        }],
        kept: "bytes".to_owned(),
        out_of_reach: None,
        text: Some(REPORT.to_owned()),
    }
}

fn diff_summary() -> DiffSummary {
    DiffSummary {
        changes: 3,
        moves: 1,
        significance: SignificanceCounts { quantity: 2, noise: 4, ..Default::default() },
        words: WordCount { added: 2, removed: 2 },
        ..DiffSummary::default()
    }
}

fn changes() -> Vec<SeedChange> {
    vec![
        SeedChange {
            version: Some(2),
            publisher: short("Xinhua", Basis::Stated),
            place: short("Beijing", Basis::Stated),
            published: short("--07-14", Basis::Stated),
            noise_share: Some(0.004),
            diff: Some(diff_summary()),
            equals: Some(label("003", 1, "2024-01-31")),
            ..SeedChange::new(seed("003"), Event::Replaced, "seeds/003_bbbb.txt".to_owned())
        },
        SeedChange {
            version: Some(1),
            publisher: short("新疆日报", Basis::Stated),
            published: short("2023-05-23", Basis::Inferred),
            noise_share: Some(0.33),
            ..SeedChange::new(seed("004"), Event::New, "seeds/004_5f3a.txt".to_owned())
        },
        SeedChange {
            version: Some(1),
            publisher: short("example.org", Basis::Observed),
            readiness: Some(ReadinessBrief::of(&readiness(Verdict::Specification), false)),
            noise_share: Some(0.0),
            ..SeedChange::new(seed("005"), Event::New, "seeds/005_9a1c.md".to_owned())
        },
        SeedChange {
            previous_path: Some("seeds/policies/old/retention.md".to_owned()),
            version: Some(3),
            limitations: show().limitations,
            ..SeedChange::new(
                seed("policies/retention-of-customer-records.md"),
                Event::Moved,
                "seeds/policies/retention.md".to_owned(),
            )
        },
        SeedChange::new(seed("007"), Event::Removed, "seeds/007_0c0c.txt".to_owned()),
    ]
}

fn snapshot() -> SnapshotView {
    SnapshotView {
        changes: changes().into(),
        unchanged: 4,
        run: Some(RunView {
            id: RunId::of(b"run"),
            path: "snapshots/runs/2026-11/0d6b3c.jsonl".to_owned(),
            recorded_at: moment("2026-11-22T09:14:00Z"),
        }),
        last_recorded: Some(moment("2026-11-20T08:00:00Z")),
        ..SnapshotView::default()
    }
}

fn conflict() -> ConflictView {
    ConflictView {
        seed: seed("003"),
        lines: vec![label("003", 2, "2026-11-20"), label("003", 2, "2026-11-21")],
        paths: vec!["seeds/003_aaaa.txt".to_owned(), "seeds/003_bbbb.txt".to_owned()],
        hint: Some("keep one of the files, then run provenance snapshot".to_owned()),
    }
}

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

fn entry(version: u32, day: &str, follows: Vec<VersionLabel>) -> LogEntry {
    let label = label("003", version, day);
    LogEntry {
        seed: seed("003"),
        version: Some(version),
        ambiguous: false,
        digest: label.digest,
        recorded_at: label.date.unwrap(),
        event: if follows.is_empty() { Event::New } else { Event::Replaced },
        path: "seeds/003_5f3a.txt".to_owned(),
        captured_from: None,
        previous_path: None,
        run: RunId::of(day.as_bytes()),
        predecessors: follows,
        title: short("Xi Focus", Basis::Stated),
        publisher: short("Xinhua", Basis::Stated),
        published: short("--07-14", Basis::Stated),
        diff: (version > 1).then(diff_summary),
        equals: None,
        commit: (version == 1).then(commit),
        recorded_in: None,
        warnings: Vec::new(),
    }
}

fn commit() -> CommitView {
    CommitView {
        id: "5f3a9c2e07d14b6688aa0c1f2e3d4c5b6a798877".to_owned(),
        author: "A. Reader".to_owned(),
        date: moment("2024-01-31T10:00:00Z"),
        subject: "Bring in the report".to_owned(),
    }
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
