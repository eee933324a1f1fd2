//! `add` and `fetch`: what was brought in, and how it came.

use schemars::JsonSchema;
use serde::Serialize;

use super::problem::ProblemView;
use super::snapshot::SnapshotView;
use super::time::Moment;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::capture::Capture;
use crate::capture::FileCapture;
use crate::capture::Hop;
use crate::capture::WebCapture;
use crate::id::ContentId;
use crate::id::SeedId;

/// One redirect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HopView {
    /// The status that sent us on.
    pub status: u16,
    /// Where to.
    pub to: String,
    /// Whether the old address was given up for good (301, 308).
    pub permanent: bool,
}

impl HopView {
    /// Shows redirects.
    #[must_use]
    pub fn of(hops: &[Hop]) -> Vec<Self> {
        let show = |hop: &Hop| Self {
            status: hop.status,
            to: hop.to.to_string(),
            permanent: hop.is_permanent(),
        };
        hops.iter().map(show).collect()
    }
}

/// How a version's bytes came. What was not observed is null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CaptureView {
    /// `file`, `web` or `archive`.
    pub kind: String,
    /// When it was brought or fetched; of an archive, when that captured it.
    pub time: Moment,
    /// The name that the file had; of an archive, the archive file's.
    pub file: Option<String>,
    /// When the file was last changed before.
    pub modified: Option<Moment>,
    /// The address that was asked.
    pub url: Option<String>,
    /// The address that answered.
    pub final_url: Option<String>,
    /// Every redirect on the way.
    pub redirects: Vec<HopView>,
    /// The status.
    pub status: Option<u16>,
    /// `Content-Type`, as the header says.
    pub content_type: Option<String>,
    /// `ETag`, as the header says.
    pub etag: Option<String>,
    /// `Last-Modified`, as the header says.
    pub last_modified: Option<String>,
    /// `Memento-Datetime`, as the header says.
    pub memento_datetime: Option<String>,
    /// `Content-Encoding`, as the header says.
    pub coding: Option<String>,
    /// The digest of the body as it was sent, before it was decoded.
    #[schemars(with = "Option<String>")]
    pub response: Option<ContentId>,
    /// Whether the server said how long the body is; where it did not, a cut one cannot be told
    /// from a whole one.
    pub length_known: Option<bool>,
    /// The id of the archive's record.
    pub record: Option<String>,
}

impl CaptureView {
    /// Shows how a version came.
    #[must_use]
    pub fn of(capture: &Capture) -> Self {
        match capture {
            Capture::File(file) => Self::of_file(file),
            Capture::Web(web) => Self::of_web(web),
        }
    }

    fn of_file(file: &FileCapture) -> Self {
        Self {
            kind: "file".to_owned(),
            time: file.time.into(),
            file: Some(file.name.clone()),
            modified: file.modified.map(Into::into),
            url: None,
            final_url: None,
            redirects: Vec::new(),
            status: None,
            content_type: None,
            etag: None,
            last_modified: None,
            memento_datetime: None,
            coding: None,
            response: None,
            length_known: None,
            record: None,
        }
    }

    fn of_web(web: &WebCapture) -> Self {
        let archive = web.archive.as_ref();
        Self {
            kind: if archive.is_some() { "archive" } else { "web" }.to_owned(),
            time: web.time.into(),
            file: archive.map(|archive| archive.file.clone()),
            modified: None,
            url: Some(web.url.to_string()),
            final_url: Some(web.final_url().to_string()),
            redirects: HopView::of(&web.hops),
            status: web.status,
            content_type: web.content_type.clone(),
            etag: web.etag.clone(),
            last_modified: web.last_modified.clone(),
            memento_datetime: web.memento_datetime.clone(),
            coding: web.coding.clone(),
            response: Some(web.response),
            length_known: Some(web.is_length_known),
            record: archive.map(|archive| archive.record.clone()),
        }
    }
}

/// What became of a document that was to be brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AddOutcome {
    /// It is a new seed.
    Added,
    /// It is the next version of a seed.
    Replaced,
    /// It is there already, so nothing was done.
    Known,
    /// It could not be brought in.
    Failed,
}

/// A document that was to be brought in.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AddedView {
    /// The file or address that was named.
    pub source: String,
    /// What became of it.
    pub outcome: AddOutcome,
    /// The seed that it is.
    #[schemars(with = "Option<String>")]
    pub seed: Option<SeedId>,
    /// Its file, from the project's root.
    pub path: Option<String>,
    /// Length of the document in bytes.
    pub bytes: Option<u64>,
    /// The version that has the same content already.
    pub same_as: Option<VersionLabel>,
    /// How it came.
    pub capture: Option<CaptureView>,
    /// What a person should know of how it came.
    pub notes: Vec<String>,
    /// Why it could not be brought in.
    pub problem: Option<ProblemView>,
}

/// What was brought in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance add")]
pub struct AddView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// One entry for every document, in the order in which they were named.
    pub documents: Vec<AddedView>,
    /// What was recorded.
    pub snapshot: SnapshotView,
}

/// What the address of a seed answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FetchOutcome {
    /// Another document than the last version, which is recorded now.
    Replaced,
    /// There is no document any more; the last version stays.
    Gone,
    /// The server does not give it to us; the last version stays.
    Blocked,
    /// No usable answer came; the last version stays.
    Failed,
    /// The document is the last version.
    Unchanged,
}

impl FetchOutcome {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Gone => "gone",
            Self::Blocked => "blocked",
            Self::Failed => "failed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A seed whose address was asked.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FetchedView {
    /// The seed.
    #[schemars(with = "String")]
    pub seed: SeedId,
    /// The address that was asked.
    pub url: String,
    /// What it answered.
    pub outcome: FetchOutcome,
    /// The status of the last answer; null when none came.
    pub status: Option<u16>,
    /// Where the document has moved for good, by the server's own word.
    pub moved_to: Option<String>,
    /// How the answer came, when it is recorded.
    pub capture: Option<CaptureView>,
    /// What a person should know of how it came.
    pub notes: Vec<String>,
    /// Why the last version stays.
    pub problem: Option<ProblemView>,
}

/// What the addresses of seeds answered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance fetch")]
pub struct FetchView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The seeds that were asked for, those first that a person should look at, then by seed id.
    pub seeds: Vec<FetchedView>,
    /// How many seeds were asked for so lately that they were left alone.
    pub not_due: u64,
    /// How many seeds have no address that was recorded when they were brought in or that a person
    /// gave.
    pub without_address: u64,
    /// Seeds that were changed in two branches: nothing is fetched for them until that is settled.
    #[schemars(with = "Vec<String>")]
    pub unsettled: Vec<SeedId>,
    /// What was recorded.
    pub snapshot: SnapshotView,
}

/// What of the record was written into a web archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "provenance export")]
pub struct ExportView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The file that was written.
    pub path: String,
    /// The versions that are in it, by seed id and number.
    pub versions: Vec<VersionLabel>,
    /// How many versions were not captured from an address, so that no archive can hold them.
    pub not_captured: u64,
    /// Versions whose bytes could not be had.
    pub problems: Vec<ProblemView>,
}
