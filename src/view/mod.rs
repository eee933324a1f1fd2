//! View models: what a command found out, as plain data.
//!
//! Owns the shape of the public JSON: every view is written as it stands, additions only. Does
//! not compute: the functions named `of` only put what the analysers and the diff found into that
//! shape. Offsets are bytes, half-open; lines are 1-based and inclusive; shares and scores are
//! fractions from 0 to 1. Start from the view of one command, such as [`InspectView`].
//!
//! ```
//! use provenance::analysis::{Rules, derive};
//! use provenance::document::{Document, Hints};
//! use provenance::id::ContentId;
//! use provenance::view::InspectView;
//! let bytes = b"A note.\n";
//! let document = Document::parse(bytes, &Hints::default());
//! let analysis = derive(&document, &Rules::default());
//! let view = InspectView::of("note.txt", bytes, &document, &analysis);
//! assert_eq!(view.digest, ContentId::of(bytes));
//! ```

mod accept;
mod audit;
mod awaiting;
mod blame;
mod capture;
mod change;
mod change_list;
mod cite;
mod coverage;
mod diff;
mod git_diff;
mod impact;
mod import;
mod init;
mod inspect;
mod locate;
mod log;
mod noise;
mod origin;
mod place;
mod problem;
mod readiness;
mod readiness_report;
mod requirements;
mod review;
mod sentence_diff;
mod set;
mod show;
mod significance;
mod snapshot;
mod status;
mod time;
mod verify;
mod version;
mod why;
mod withhold;
mod words;

pub use accept::AcceptView;
pub use audit::{
    AcceptedView, AuditSummary, AuditView, CitationFinding, CitationView, FindingCount, LinkView,
    MendedView, MiswrittenView, WordsRole, WordsView, short_id,
};
pub use awaiting::{
    AwaitedView, AwaitingView, BelongingView, MentionView, SeedMentions, SinceView,
};
pub use blame::{BlamePassage, BlameShare, BlameView, RewordingView};
pub use capture::{
    AddOutcome, AddView, AddedView, CaptureView, ExportView, FetchOutcome, FetchView, FetchedView,
    HopView,
};
pub use change::{Event, SeedChange, WordCount};
pub use change_list::SeedChanges;
pub use cite::{CiteView, LatestView};
pub use coverage::{CitingKind, CitingView, CoverageView, CoveredView};
pub use diff::{ChangeView, DiffSide, DiffSummary, DiffView, LayoutView, LinesView, NoiseNote};
pub use git_diff::GitDiffHead;
pub use impact::ImpactView;
pub use import::{ImportView, ImportedView};
pub use init::{FileAction, InitFile, InitView};
pub use inspect::InspectView;
pub use locate::{ContextView, LocateView, PassageView};
pub use log::{CommitView, LogEntry, LogView, UnrecordedView};
pub use noise::{CategoryCount, NoiseView};
pub use origin::{ClaimView, OriginView, ShortClaim};
pub use place::{EvidenceView, OnPage, Places, RangeSpace, RangeView};
pub use problem::{ConflictView, HealedView, LimitationView, ProblemView};
pub use readiness::{ElementCount, ElementView, ReadinessBrief, ReadinessView, RequirementView};
pub use readiness_report::{ExplanationView, FeatureView, ReadinessReport};
pub use requirements::{
    ChangedRequirement, PieceRole, PieceView, RequirementsSide, RequirementsView,
};
pub use review::{
    CitationEffect, Concern, ConcernCount, ReviewFinding, ReviewSummary, ReviewView, RevisionLabel,
    SeedBefore, SeedReview, SharedText, SpecificationTurn,
};
pub use sentence_diff::{SentenceDiffView, SentencePlace};
pub use set::SetView;
pub use show::{LostClaim, ShowView};
pub use significance::SignificanceCounts;
pub use snapshot::{RunView, SnapshotView};
pub use status::{SeedState, SeedStatus, StatusView};
pub use time::{Moment, SchemaVersion};
pub use verify::{FaultView, VerifyView, WithheldView};
pub use version::VersionLabel;
pub use why::{ReasonView, TrailView, WhyView};
pub use withhold::WithholdView;
