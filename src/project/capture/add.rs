//! `add`: documents become seeds.

use std::collections::BTreeSet;
use std::fs;

use super::brought::Bringing;
use super::brought::Came;
use super::brought::notes;
use super::naming::Document;
use super::naming::next_free_id;
use super::naming::path_by_name;
use super::naming::path_of_id;
use super::put::There;
use crate::capture::WebCapture;
use crate::history::History;
use crate::history::SeedHistory;
use crate::history::Tip;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::past::chain;
use crate::project::past::label;
use crate::project::progress::Progress;
use crate::project::snapshot::Captures;
use crate::project::snapshot::SnapshotOptions;
use crate::view::AddOutcome;
use crate::view::AddView;
use crate::view::AddedView;
use crate::view::CaptureView;
use crate::view::ProblemView;
use crate::view::SnapshotView;
use crate::view::VersionLabel;

/// Which seed a document shall be.
#[derive(Debug, Clone, Default)]
pub struct AddRequest {
    /// The seed; a new one under the next free id when none is named.
    pub id: Option<SeedId>,
    /// The file below `seeds/`; named by the tool when none is given.
    pub to: Option<SeedPath>,
}

impl Project {
    /// Puts documents into `seeds/` and records them with how they came, in the order in which they
    /// are given. What is there already is not brought in again.
    ///
    /// # Errors
    /// When the request makes no sense, or the store cannot be read or written. What goes wrong with
    /// single documents is told in the view, and the others are brought in.
    pub fn add(
        &self,
        documents: Vec<Bringing>,
        request: &AddRequest,
        progress: &dyn Progress,
    ) -> Result<AddView, ProjectError> {
        if documents.len() > 1 && (request.id.is_some() || request.to.is_some()) {
            return Err(ProjectError::Claim {
                what: "several documents cannot be one seed".to_owned(),
                hint: "name one document with --id or --to, or several without".to_owned(),
            });
        }
        let _lock = self.lock(&|holder| progress.wait(holder))?;
        let past = self.sound_past()?;
        let mut adding = Adding::new(self, &past.history)?;
        let mut views: Vec<AddedView> =
            documents.into_iter().map(|document| adding.take(document, request)).collect();
        let Adding { captures, touched, .. } = adding;
        if captures.is_empty() {
            return Ok(AddView { documents: views, ..AddView::default() });
        }
        let snapshot = self.record_brought(captures, touched, progress)?;
        for view in &mut views {
            let change = snapshot.changes.iter().find(|it| view.path.as_ref() == Some(&it.path));
            view.seed = change.map(|change| change.seed.clone()).or(view.seed.take());
        }
        Ok(AddView { documents: views, snapshot, ..AddView::default() })
    }

    /// Records what was put into `seeds/` just now.
    pub(super) fn record_brought(
        &self,
        captures: Captures,
        touched: BTreeSet<SeedPath>,
        progress: &dyn Progress,
    ) -> Result<SnapshotView, ProjectError> {
        let paths = captures.keys().chain(&touched).map(ToString::to_string).collect();
        let options = SnapshotOptions { paths, captures, ..SnapshotOptions::default() };
        self.snapshot_alone(&options, progress)
    }
}

/// Documents becoming seeds, one after the other.
struct Adding<'a> {
    project: &'a Project,
    history: &'a History,
    /// Ids that files under `seeds/` claim, recorded or not.
    claimed: BTreeSet<SeedId>,
    captures: Captures,
    /// Paths that lost their file.
    touched: BTreeSet<SeedPath>,
}

/// Where a document is put.
struct Place {
    path: SeedPath,
    there: There,
    /// The file that it takes the place of, under another name.
    instead_of: Option<SeedPath>,
}

impl<'a> Adding<'a> {
    fn new(project: &'a Project, history: &'a History) -> Result<Self, ProjectError> {
        let pattern = project.config.id_pattern.as_ref();
        let read = |path: &SeedPath| pattern.and_then(|pattern| pattern.read(path));
        let seeds = project.root.join(SeedPath::FOLDER);
        let claimed = match seeds.exists() {
            true => project.walk()?.files.iter().filter_map(|file| read(&file.path)).collect(),
            false => BTreeSet::new(),
        };
        let (captures, touched) = (Captures::new(), BTreeSet::new());
        Ok(Self { project, history, claimed, captures, touched })
    }

    fn take(&mut self, document: Bringing, request: &AddRequest) -> AddedView {
        let source = document.source;
        let view = |outcome, problem| AddedView {
            source: source.clone(),
            outcome,
            seed: None,
            path: None,
            bytes: None,
            same_as: None,
            capture: None,
            notes: Vec::new(),
            problem,
        };
        let came = match document.came {
            Ok(came) => came,
            Err(problem) => return view(AddOutcome::Failed, Some(problem)),
        };
        let content = ContentId::of(&came.bytes);
        if let Some(label) = self.known(content, request) {
            let seed = label.seed.clone();
            let path = label.path.clone();
            return AddedView { seed, path, same_as: Some(label), ..view(AddOutcome::Known, None) };
        }
        match self.put(&came, content, request) {
            Err(problem) => view(AddOutcome::Failed, Some(about(&source, problem))),
            Ok((place, outcome)) => {
                let added = AddedView {
                    path: Some(place.path.to_string()),
                    bytes: Some(came.bytes.len() as u64),
                    capture: Some(CaptureView::of(&came.capture)),
                    notes: notes(&came),
                    ..view(outcome, None)
                };
                self.touched.extend(place.instead_of);
                self.captures.insert(place.path, (content, came.capture));
                added
            }
        }
    }

    /// The version that has this content now.
    fn known(&self, content: ContentId, request: &AddRequest) -> Option<VersionLabel> {
        let brought = self.captures.iter().find(|(_, (other, _))| *other == content);
        if let Some((path, _)) = brought {
            let (path, digest) = (Some(path.to_string()), Some(content));
            return Some(VersionLabel { path, digest, ..VersionLabel::default() });
        }
        let has_it = |tip: &Tip<'_>| {
            tip.file.is_some_and(|file| file.content == content)
                && request.id.as_ref().is_none_or(|id| id.as_str() == tip.seed)
        };
        let place = self.history.tips().find(has_it)?.place();
        let seed = self.history.seed_at(place)?;
        let head = seed.heads().find(|head| head.content() == Some(content))?;
        Some(label(seed, head))
    }

    fn put(
        &mut self,
        came: &Came,
        content: ContentId,
        request: &AddRequest,
    ) -> Result<(Place, AddOutcome), Refused> {
        if came.bytes.is_empty() {
            return Err(Refused::new("the document is empty", "look at where it comes from"));
        }
        if let Some(withheld) = self.history.assertions().withheld(content) {
            let why = format!("{} withheld this content: {}", withheld.who, withheld.why);
            return Err(Refused::new(&why, "nothing was kept"));
        }
        let old = request.id.as_ref().and_then(|id| self.history.seed(id));
        let old = old.filter(|seed| !seed.is_removed());
        if old.is_none() && request.id.is_none() {
            self.refuse_known_address(came)?;
        }
        let (place, outcome) = match old {
            Some(seed) => (self.place_of_next(seed, came, request)?, AddOutcome::Replaced),
            None => (self.place_of_new(came, request)?, AddOutcome::Added),
        };
        let put = self.project.put_seed(&place.path, &came.bytes, place.there);
        put.map_err(|error| Refused { why: chain(&error), hint: error.hint() })?;
        if let Some(old) = &place.instead_of {
            // Left behind, it would claim the same id; the snapshot tells of it.
            drop(fs::remove_file(old.below(&self.project.root)));
        }
        Ok((place, outcome))
    }

    /// An address that a seed was captured from is asked again by `fetch`.
    fn refuse_known_address(&self, came: &Came) -> Result<(), Refused> {
        let Some(web) = came.capture.web() else { return Ok(()) };
        let is_from_there = |other: &WebCapture| other.url == web.url;
        let of_this_run =
            self.captures.values().filter_map(|(_, capture)| capture.web()).any(is_from_there);
        let seed = self.history.seeds().find(|seed| {
            !seed.is_removed()
                && seed
                    .versions()
                    .filter_map(|(_, facts)| facts.capture.as_ref()?.web())
                    .any(is_from_there)
        });
        match seed {
            Some(seed) => Err(Refused {
                why: format!(
                    "it was brought in before, as {}, and is another document now",
                    seed.id()
                ),
                hint: Some(format!("provenance fetch {}", seed.id())),
            }),
            None if of_this_run => Err(Refused::new("it was named twice", "name it once")),
            None => Ok(()),
        }
    }

    /// Where the next version of a seed is put: at its path, unless it became another kind of file.
    fn place_of_next(
        &self,
        seed: &SeedHistory,
        came: &Came,
        request: &AddRequest,
    ) -> Result<Place, Refused> {
        let old = self.project.replaceable(seed)?;
        let document = Document { bytes: &came.bytes, capture: &came.capture };
        if let Some(to) = request.to.as_ref().filter(|to| **to != old) {
            let place = self.free(to.clone())?;
            return Ok(Place { instead_of: Some(old), ..place });
        }
        let pattern = self.project.config.id_pattern.as_ref();
        let ending = old.file_name().rsplit_once('.').map_or("", |(_, ending)| ending);
        let renamed = pattern
            .filter(|pattern| pattern.read(&old).as_ref() == Some(seed.id()))
            .filter(|_| !ending.eq_ignore_ascii_case(&document.ending()))
            .and_then(|pattern| path_of_id(seed.id(), document, pattern));
        match renamed {
            Some(path) => Ok(Place { instead_of: Some(old), ..self.free(path)? }),
            None => Ok(Place { path: old, there: There::Old, instead_of: None }),
        }
    }

    fn place_of_new(&mut self, came: &Came, request: &AddRequest) -> Result<Place, Refused> {
        let pattern = self.project.config.id_pattern.as_ref();
        let document = Document { bytes: &came.bytes, capture: &came.capture };
        if let Some(to) = &request.to {
            let read = pattern.and_then(|pattern| pattern.read(to));
            let is_meant = request.id.is_none() || request.id == read;
            return match is_meant {
                true => self.free(to.clone()),
                false => Err(Refused::new(
                    &format!("{to} is not a name of that id"),
                    "leave --id or --to out",
                )),
            };
        }
        let Some(pattern) = pattern else {
            if request.id.is_some() {
                let why = "ids are not read out of file names here, but are their paths";
                return Err(Refused::new(why, "name the file below seeds/ with --to"));
            }
            let is_taken = |path: &SeedPath| path.below(&self.project.root).exists();
            let path = path_by_name(document, is_taken);
            return self.free(path.ok_or_else(|| Refused::new("no name is free", "use --to"))?);
        };
        let id = match &request.id {
            Some(id) if self.claimed.contains(id) => {
                let why = format!("a file that is not recorded claims the id {id}");
                return Err(Refused::new(&why, "run `provenance snapshot` first"));
            }
            Some(id) => id.clone(),
            None => next_free_id(self.history, &self.claimed)
                .ok_or_else(|| Refused::new("no id is free", "name one with --id"))?,
        };
        let path = path_of_id(&id, document, pattern).ok_or_else(|| {
            let why =
                format!("`identity.pattern` reads no id {id} out of the names that are given");
            Refused::new(&why, "name the file below seeds/ with --to")
        })?;
        self.claimed.insert(id);
        self.free(path)
    }

    /// A path at which nothing lies.
    fn free(&self, path: SeedPath) -> Result<Place, Refused> {
        match path.below(&self.project.root).symlink_metadata() {
            Ok(_) => Err(Refused::new(
                &format!("{path} is there already"),
                "name another file with --to, or the seed with --id",
            )),
            Err(_) => Ok(Place { path, there: There::Nothing, instead_of: None }),
        }
    }
}

impl Project {
    /// The path of a seed whose file may be replaced: it is there, and holds what is recorded.
    pub(super) fn replaceable(&self, seed: &SeedHistory) -> Result<SeedPath, Refused> {
        let id = seed.id();
        let Some(facts) = seed.tip().and_then(|tip| tip.event.facts()) else {
            let why = format!("{id} was changed in two branches, or removed");
            return Err(Refused::new(&why, "`provenance status` says how it stands"));
        };
        let is_recorded = match fs::read(facts.path.below(&self.root)) {
            Ok(bytes) => ContentId::of(&bytes) == facts.content,
            Err(_) => false,
        };
        match is_recorded {
            true => Ok(facts.path.clone()),
            false => Err(Refused::new(
                &format!("{} is not as it was recorded, and would be lost", facts.path),
                "run `provenance snapshot` first, or restore the file",
            )),
        }
    }
}

/// Why a document is not brought in.
#[derive(Debug)]
pub(super) struct Refused {
    why: String,
    hint: Option<String>,
}

impl Refused {
    fn new(why: &str, hint: &str) -> Self {
        Self { why: why.to_owned(), hint: Some(hint.to_owned()) }
    }
}

/// The same, told of a file or address.
pub(super) fn about(source: &str, refused: Refused) -> ProblemView {
    ProblemView {
        message: format!("cannot bring in {source}"),
        causes: vec![refused.why],
        hint: refused.hint,
    }
}
