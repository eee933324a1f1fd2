//! `import`: passages that Web Annotations and Doorstop items name, as citations.

use std::path::Path;

use super::addresses::Addresses;
use super::cite::CiteRequest;
use super::library::Library;
use super::library::current_of;
use super::library::version_of;
use crate::citation::AnnotatedPassage;
use crate::citation::LocateError;
use crate::citation::SeedText;
use crate::citation::SeedVersion;
use crate::citation::Shelf;
use crate::citation::Standing;
use crate::citation::Target;
use crate::citation::annotated_passages;
use crate::citation::doorstop_references;
use crate::citation::find_annotated;
use crate::history::Moment;
use crate::history::Revision;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::past::Past;
use crate::text::LineIndex;
use crate::text::Span;
use crate::view::ImportView;
use crate::view::ImportedView;
use crate::view::SchemaVersion;

/// Where object paths begin that another tool may name as copies.
const OBJECTS: &str = "snapshots/objects/";

/// What is imported, and how it is to be written.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// The seed that is meant where none is named.
    pub seed: Option<SeedId>,
    /// How the citations are written; its words and version are of no account.
    pub writing: CiteRequest,
}

/// What another tool names.
enum Named {
    Annotated(AnnotatedPassage),
    /// A word in a line of the file.
    Keyword {
        path: Option<String>,
        keyword: Option<String>,
    },
}

impl Named {
    /// Whether it names a place of the web.
    fn has_address(&self) -> bool {
        let source = match self {
            Self::Annotated(passage) => passage.source.as_deref(),
            Self::Keyword { path, .. } => path.as_deref(),
        };
        source.is_some_and(|source| source.contains("://"))
    }
}

impl Project {
    /// Reads the passages that a file of another tool names (W3C Web Annotations as JSON, a
    /// Doorstop item as YAML) and writes a citation of each.
    ///
    /// # Errors
    /// When the file or the record cannot be read, or the file is neither.
    pub fn import(&self, file: &Path, request: &ImportRequest) -> Result<ImportView, ProjectError> {
        let failed = |source| ProjectError::Read { path: file.to_path_buf(), source };
        let text = std::fs::read_to_string(file).map_err(failed)?;
        let past = self.past()?;
        let library = Library::new(self, &past, &[]);
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let named = named(&text, ending).ok_or_else(|| ProjectError::Claim {
            what: format!("{} holds no Web Annotations and is no Doorstop item", file.display()),
            hint:
                "annotations are JSON (.json, .jsonld), items are YAML (.yml, .yaml) or Markdown \
                   with YAML before it (.md)"
                    .to_owned(),
        })?;
        let addresses = match named.iter().any(Named::has_address) {
            true => self.addresses(&past)?,
            false => Addresses::default(),
        };
        let shelves = (&past, &library, &addresses);
        let passages = named.iter().map(|one| self.import_one(one, request, shelves)).collect();
        library.refusal()?;
        Ok(ImportView { schema_version: SchemaVersion, passages })
    }

    fn import_one(
        &self,
        named: &Named,
        request: &ImportRequest,
        (past, library, addresses): (&Past, &Library<'_>, &Addresses),
    ) -> ImportedView {
        let (source, words) = match named {
            Named::Annotated(passage) => (passage.source.clone(), passage.exact.clone()),
            Named::Keyword { path, keyword } => (path.clone(), keyword.clone().unwrap_or_default()),
        };
        let mut view = ImportedView {
            source,
            words,
            version: None,
            block: None,
            problem: None,
            candidates: Vec::new(),
        };
        let version = match version_named(named, request, (past, library, addresses)) {
            Ok(version) => version,
            Err(problem) => {
                view.problem = Some(problem);
                return view;
            }
        };
        let Ok(text) = library.text(&version) else {
            view.problem = Some("the version cannot be read as text".to_owned());
            return view;
        };
        let standing = match places(named, &text) {
            Ok(standing) => standing,
            Err(error) => {
                view.problem = Some(error.to_string());
                return view;
            }
        };
        let quote = standing.places.first().map_or("", |place| place.slice(&text.text));
        let moment = Moment::Digest(version.content.to_string());
        let writing = CiteRequest {
            revision: Revision { seed: version.seed.clone(), moment },
            quote: quote.to_owned(),
            ..request.writing.clone()
        };
        match self.view_of(&writing, (&version, &text), &standing, past) {
            Ok(cited) => {
                view.version = Some(cited.version);
                view.problem = match (&cited.block, cited.is_short) {
                    (Some(_), _) => None,
                    (None, true) if cited.candidates.is_empty() => {
                        Some("too short to anchor".to_owned())
                    }
                    (None, _) => Some("the words fit several places".to_owned()),
                };
                view.block = cited.block;
                view.candidates = cited.candidates;
            }
            Err(error) => view.problem = Some(error.to_string()),
        }
        view
    }
}

/// What a file names; none when it is of neither kind.
fn named(text: &str, ending: &str) -> Option<Vec<Named>> {
    if matches!(ending, "yml" | "yaml" | "md") {
        let references = doorstop_references(text).into_iter();
        let keyword = |it: crate::citation::DoorstopReference| Named::Keyword {
            path: it.path,
            keyword: it.keyword,
        };
        return Some(references.map(keyword).collect());
    }
    let json = serde_json::from_str(text).ok()?;
    Some(annotated_passages(&json).into_iter().map(Named::Annotated).collect())
}

/// The version that is meant: the content itself where a copy of it is named, else the latest one
/// of the seed that is named by path or id, that was captured from the address named, or that is
/// given.
fn version_named(
    named: &Named,
    request: &ImportRequest,
    (past, library, addresses): (&Past, &Library<'_>, &Addresses),
) -> Result<SeedVersion, String> {
    let (source, cached) = match named {
        Named::Annotated(passage) => (passage.source.as_deref(), passage.cached.as_deref()),
        Named::Keyword { path, .. } => (path.as_deref(), None),
    };
    let content: Option<ContentId> = cached
        .and_then(|path| path.strip_prefix(OBJECTS))
        .and_then(|digits| digits.replace('/', "").parse().ok());
    let target = |source: &str| Target { seed: None, version: None, path: Some(source.to_owned()) };
    let by_source = source.and_then(|source| {
        let by_id = || past.history.seed(&SeedId::new(source).ok()?);
        library.seed(&target(source)).or_else(by_id)
    });
    let given = || past.history.seed(request.seed.as_ref()?);
    let seed = match by_source.or_else(given) {
        Some(seed) => seed,
        None => captured_from(source.unwrap_or_default(), (past, addresses))?,
    };
    let recorded = seed.versions().filter(|(_, facts)| Some(facts.content) == content).last();
    let current = current_of(seed).ok();
    let path = current.as_ref().map(|current| current.path.clone());
    match recorded {
        Some((_, facts)) => {
            let path = path.unwrap_or_else(|| facts.path.to_string());
            Ok(version_of(seed, facts.content, &path))
        }
        None => current.ok_or_else(|| format!("{} has no version that stands now", seed.id())),
    }
}

/// The one seed that was captured from an address.
fn captured_from<'p>(
    address: &str,
    (past, addresses): (&'p Past, &Addresses),
) -> Result<&'p SeedHistory, String> {
    let unknown = || "no recorded seed is meant; name it with --seed".to_owned();
    match addresses.seeds_at(address).as_slice() {
        [] => Err(unknown()),
        [only] => past.history.seed(only).ok_or_else(unknown),
        several => {
            let names: Vec<&str> = several.iter().map(|seed| seed.as_str()).collect();
            let names = names.join(", ");
            Err(format!("several seeds come from {address}: {names}; name one with --seed"))
        }
    }
}

fn places(named: &Named, text: &SeedText) -> Result<Standing, LocateError> {
    match named {
        Named::Annotated(passage) => find_annotated(&text.text, passage),
        Named::Keyword { keyword, .. } => {
            let keyword = keyword.as_deref().ok_or(LocateError::Empty)?;
            let lines = LineIndex::new(&text.text);
            let place = |(at, _): (usize, &str)| lines.span_of(lines.line_of(at));
            let mut places: Vec<Span> =
                text.text.match_indices(keyword).filter_map(place).collect();
            places.dedup();
            match places.is_empty() {
                true => Err(LocateError::NotFound { nearest: None }),
                false => Ok(Standing { places, is_short: false }),
            }
        }
    }
}
