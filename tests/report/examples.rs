//! Made-up views, for the stories.

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
use provenance::text::LineIndex;
use provenance::text::Span;
use provenance::view::CategoryCount;
use provenance::view::CommitView;
use provenance::view::ConflictView;
use provenance::view::DiffSummary;
use provenance::view::Event;
use provenance::view::InspectView;
use provenance::view::LimitationView;
use provenance::view::LogEntry;
use provenance::view::LostClaim;
use provenance::view::Moment;
use provenance::view::ReadinessBrief;
use provenance::view::RunView;
use provenance::view::SeedChange;
use provenance::view::ShortClaim;
use provenance::view::ShowView;
use provenance::view::SignificanceCounts;
use provenance::view::SnapshotView;
use provenance::view::VersionLabel;
use provenance::view::WordCount;

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

pub(crate) fn moment(text: &str) -> Moment {
    Moment::from(text.parse::<jiff::Timestamp>().unwrap())
}

pub(crate) fn short(value: &str, basis: Basis) -> Option<ShortClaim> {
    Some(ShortClaim { value: value.to_owned(), basis })
}

pub(crate) fn label(id: &str, version: u32, day: &str) -> VersionLabel {
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

pub(crate) fn inspect(verdict: Verdict) -> InspectView {
    let document = Document::from_text(REPORT, MediaType::Plain);
    InspectView::of("inbox/报告.txt", REPORT.as_bytes(), &document, &analysis(verdict))
}

pub(crate) fn show() -> ShowView {
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

pub(crate) fn changes() -> Vec<SeedChange> {
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

pub(crate) fn snapshot() -> SnapshotView {
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

pub(crate) fn conflict() -> ConflictView {
    ConflictView {
        seed: seed("003"),
        lines: vec![label("003", 2, "2026-11-20"), label("003", 2, "2026-11-21")],
        paths: vec!["seeds/003_aaaa.txt".to_owned(), "seeds/003_bbbb.txt".to_owned()],
        hint: Some("keep one of the files, then run provenance snapshot".to_owned()),
    }
}

pub(crate) fn entry(version: u32, day: &str, follows: Vec<VersionLabel>) -> LogEntry {
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

pub(crate) fn commit() -> CommitView {
    CommitView {
        id: "5f3a9c2e07d14b6688aa0c1f2e3d4c5b6a798877".to_owned(),
        author: "A. Reader".to_owned(),
        date: moment("2024-01-31T10:00:00Z"),
        subject: "Bring in the report".to_owned(),
    }
}
