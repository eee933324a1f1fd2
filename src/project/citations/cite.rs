//! `cite`: writing a citation.

use super::audit::name;
use super::library::Library;
use super::library::current_of;
use super::library::version_of;
use crate::analysis::origin::Claim;
use crate::citation::CitationForm;
use crate::citation::Cited;
use crate::citation::LocateError;
use crate::citation::SeedText;
use crate::citation::SeedVersion;
use crate::citation::Shelf;
use crate::citation::Standing;
use crate::citation::citation_block;
use crate::citation::find_quotation;
use crate::citation::locate;
use crate::citation::text_fragment;
use crate::history::Revision;
use crate::history::SeedHistory;
use crate::project::error::ProjectError;
use crate::project::holdings::out_of_reach;
use crate::project::open::Project;
use crate::project::past::Past;
use crate::project::present::weigh;
use crate::text::LineIndex;
use crate::text::Span;
use crate::view::CiteView;
use crate::view::LatestView;
use crate::view::PassageView;
use crate::view::Places;
use crate::view::SchemaVersion;

/// A citation that is to be written.
#[derive(Debug, Clone)]
pub struct CiteRequest {
    /// The version that is cited.
    pub revision: Revision,
    /// The words, as far as they are known.
    pub quote: String,
    /// Where it is to stand.
    pub form: CitationForm,
    /// The file that it is for, from the project's root: links start from it. None for a decision
    /// record in the usual folder.
    pub file: Option<String>,
    /// What begins a comment of the file's language.
    pub comment_mark: String,
    /// Whether a link to the passage is wanted, and the address of the page if it is given.
    pub link: Option<Option<String>>,
}

/// Digits of a digest that pin a version.
const PINNING_DIGITS: usize = 8;

impl Project {
    /// Finds the words in a version and writes the lines that cite them, with the version pinned.
    /// When they fit several places or are too short, the places are told and nothing is written.
    ///
    /// # Errors
    /// When the version is not found or cannot be read, or the words do not stand in it.
    pub fn cite(&self, request: &CiteRequest) -> Result<CiteView, ProjectError> {
        let past = self.past()?;
        let seed = past.history.require(&request.revision.seed)?;
        let (_, facts) = seed.find(&request.revision.moment)?;
        let mut version = version_of(seed, facts.content, facts.path.as_str());
        let library = Library::new(self, &past, &[]);
        let text = match library.text(&version) {
            Ok(text) => text,
            Err(_) => {
                library.refusal()?;
                let why = out_of_reach(&past.history, seed.id(), facts);
                return Err(why.unwrap_or_else(|| unreadable(&version)));
            }
        };
        let standing =
            find_quotation(&text.text, &request.quote).map_err(|source| never(source, &text))?;
        let current = current_of(seed).ok();
        if let Some(current) = &current {
            // Links lead to where the file lies now.
            version.path.clone_from(&current.path);
        }
        let mut view = self.view_of(request, (&version, &text), &standing, &past)?;
        if let Some(current) = current.filter(|current| current.content != version.content) {
            view.latest = latest(&library, (&text, &request.quote), &current, &past);
        }
        Ok(view)
    }

    pub(super) fn view_of(
        &self,
        request: &CiteRequest,
        (version, text): (&SeedVersion, &SeedText),
        standing: &Standing,
        past: &Past,
    ) -> Result<CiteView, ProjectError> {
        let places = Places::in_text(&text.text, text.space);
        let shown = |span: &Span| PassageView::of(*span, &text.text, &places);
        let mut view = CiteView {
            schema_version: SchemaVersion,
            version: name(version, past),
            passage: None,
            block: None,
            link: None,
            is_short: standing.is_short,
            in_noise: false,
            candidates: Vec::new(),
            latest: None,
        };
        let [place] = standing.places.as_slice() else {
            let around = |place: &Span| shown(&with_words_around(*place, &text.text));
            view.candidates = standing.places.iter().map(around).collect();
            return Ok(view);
        };
        view.passage = Some(shown(place));
        view.in_noise = self.stands_in_noise(version, *place)?;
        if let Some(address) = &request.link {
            let fragment = text_fragment(&text.text, *place).unwrap_or_default();
            let known = self.address_of(version, past)?;
            let base = address.clone().or(known).unwrap_or_default();
            let base = base.split('#').next().unwrap_or_default();
            view.link = Some(format!("{base}{fragment}"));
        }
        if !standing.is_short {
            view.block = Some(self.block(request, version, place.slice(&text.text), past));
        }
        Ok(view)
    }

    fn block(
        &self,
        request: &CiteRequest,
        version: &SeedVersion,
        passage: &str,
        past: &Past,
    ) -> String {
        // With words left out, the words as they were given say which.
        let has_gap = request.quote.contains('…') || request.quote.contains("...");
        let quote = if has_gap { request.quote.trim() } else { passage };
        let digits = past
            .history
            .seed(&version.seed)
            .map_or(PINNING_DIGITS, |seed| pinning_digits(seed, version));
        let pinned = version.content.short(digits);
        let cited =
            Cited { seed: version.seed.as_str(), version: &pinned, path: &version.path, quote };
        let usual = || format!("{}/0000.md", self.decision_folder());
        let file = request.file.clone().unwrap_or_else(usual);
        citation_block(&cited, request.form, &file, &request.comment_mark)
    }

    fn stands_in_noise(&self, version: &SeedVersion, place: Span) -> Result<bool, ProjectError> {
        let known = self.analyses_of(&[version.content].into())?;
        let noise = known.values().flat_map(|(_, analysed)| &analysed.analysis.noise);
        Ok(noise.into_iter().any(|noise| noise.span.covers(place)))
    }

    /// The address that a version was captured from, as it is known.
    fn address_of(
        &self,
        version: &SeedVersion,
        past: &Past,
    ) -> Result<Option<String>, ProjectError> {
        let known = self.analyses_of(&[version.content].into())?;
        let origin = known.into_values().next().map(|(_, analysed)| analysed.analysis.origin);
        let said = past.history.assertions();
        let weighed = weigh(origin.unwrap_or_default(), said, &version.seed, version.content).0;
        Ok(weighed.url.map(|Claim { value, .. }| value))
    }
}

/// Bytes of its line that are shown on either side of a place that words fit.
const AROUND: usize = 60;

/// A place with some of its line around it, from word to word.
fn with_words_around(place: Span, text: &str) -> Span {
    let before = text.get(..place.start()).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let from = text.ceil_char_boundary(line.max(place.start().saturating_sub(AROUND)));
    let head = text.get(from..place.start()).unwrap_or_default();
    let start = if from == line { from } else { head.find(' ').map_or(from, |at| from + at + 1) };
    let after = text.get(place.end()..).unwrap_or_default();
    let rest = after.lines().next().unwrap_or_default();
    let tail = rest.get(..rest.floor_char_boundary(AROUND)).unwrap_or_default();
    let length =
        if tail.len() == rest.len() { tail.len() } else { tail.rfind(' ').unwrap_or(tail.len()) };
    Span::new(start, place.end() + length).unwrap_or(place)
}

/// How many digits tell the version from the others of its seed.
fn pinning_digits(seed: &SeedHistory, version: &SeedVersion) -> usize {
    let others: Vec<String> = seed
        .versions()
        .map(|(_, facts)| facts.content)
        .filter(|content| *content != version.content)
        .map(|content| content.to_string())
        .collect();
    let is_enough = |digits: &usize| {
        let start = version.content.short(*digits);
        !others.iter().any(|other| other.starts_with(&start))
    };
    (PINNING_DIGITS..=64).find(is_enough).unwrap_or(64)
}

fn latest(
    library: &Library<'_>,
    (old, quote): (&SeedText, &str),
    current: &SeedVersion,
    past: &Past,
) -> Option<LatestView> {
    let new = library.text(current).ok()?;
    let location = locate(&old.text, &new.text, quote).ok()?;
    Some(LatestView { version: name(current, past), finding: location.finding })
}

fn never(source: LocateError, text: &SeedText) -> ProjectError {
    let nearest = match &source {
        LocateError::NotFound { nearest: Some(nearest) } => {
            let line = LineIndex::new(&text.text).line_of(nearest.start());
            let words = nearest.slice(&text.text).split_whitespace();
            Some((line, words.collect::<Vec<_>>().join(" ")))
        }
        _ => None,
    };
    ProjectError::Quote { nearest, source }
}

pub(super) fn unreadable(version: &SeedVersion) -> ProjectError {
    ProjectError::Claim {
        what: format!("{}@{} cannot be read as text", version.seed, version.content.short(8)),
        hint: format!("`provenance show {}` says what could not be read", version.seed),
    }
}
