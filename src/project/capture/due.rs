//! Which addresses are to be asked again.

use jiff::Timestamp;

use super::asked::Asked;
use super::fetch::FetchRequest;
use crate::capture::Address;
use crate::capture::Known;
use crate::document::MediaType;
use crate::history::Assertions;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::record::ClaimField;
use crate::record::Facts;
use crate::view::FetchView;

/// A seed whose address is asked.
#[derive(Debug, Clone)]
pub(super) struct Due {
    pub(super) seed: SeedId,
    pub(super) url: Address,
    /// The marks of the last version, where it came from there.
    pub(super) known: Known,
    /// The last version.
    pub(super) content: ContentId,
    pub(super) path: SeedPath,
    pub(super) media_type: MediaType,
    /// The address that answered when a version was captured last.
    pub(super) answered_by: Option<Address>,
}

impl Project {
    /// The seeds that are to be asked for, by id; and a view that counts the others.
    pub(super) fn due(
        &self,
        request: &FetchRequest,
        asked: &Asked,
    ) -> Result<(Vec<Due>, FetchView), ProjectError> {
        let past = self.sound_past()?;
        let is_named = !request.seeds.is_empty();
        let mut seeds: Vec<&SeedHistory> = match is_named {
            true => {
                request.seeds.iter().map(|id| past.history.require(id)).collect::<Result<_, _>>()?
            }
            false => past.history.seeds().filter(|seed| !seed.is_removed()).collect(),
        };
        seeds.sort_by_key(|seed| seed.id());
        seeds.dedup_by_key(|seed| seed.id());
        let mut view = FetchView::default();
        let mut due = Vec::new();
        for seed in seeds {
            let last = seed.tip().and_then(|tip| tip.event.facts());
            let url = address(seed, past.history.assertions());
            let (facts, url) = match (last, url) {
                (Some(facts), Some(url)) => (facts, url),
                (None, Some(_)) if is_named => return Err(unsettled(seed.id())),
                (_, None) if is_named => return Err(without_address(seed.id())),
                (None, Some(_)) => {
                    view.unsettled.push(seed.id().clone());
                    continue;
                }
                (_, None) => {
                    view.without_address += 1;
                    continue;
                }
            };
            let one = Due {
                known: marks(seed, facts, &url),
                seed: seed.id().clone(),
                content: facts.content,
                path: facts.path.clone(),
                media_type: facts.media_type,
                answered_by: answered_by(seed, &url),
                url,
            };
            let last = last_asked(seed, &one, asked);
            match is_recent(last, request.every, self.surroundings.now) {
                true => view.not_due += 1,
                false => due.push(one),
            }
        }
        Ok((due, view))
    }
}

/// The address of the newest version that has one: what a person said, else what was asked when it
/// was captured. An address that merely stands in a document is never asked.
fn address(seed: &SeedHistory, assertions: &Assertions) -> Option<Address> {
    let versions: Vec<&Facts> = seed.versions().map(|(_, facts)| facts).collect();
    versions.into_iter().rev().find_map(|facts| {
        let said = assertions.of(seed.id(), facts.content, ClaimField::Url).last();
        let said = said.and_then(|said| Address::new(said.value.as_deref()?).ok());
        let captured = || Some(facts.capture.as_ref()?.web()?.url.clone());
        said.or_else(captured)
    })
}

/// The address that answered when `url` was asked last and a version came of it.
fn answered_by(seed: &SeedHistory, url: &Address) -> Option<Address> {
    let webs = seed.versions().filter_map(|(_, facts)| facts.capture.as_ref()?.web());
    webs.filter(|web| web.url == *url).last().map(|web| web.final_url().clone())
}

/// What makes the request conditional: the marks that the last version came with from there. From
/// any other version they would be marks of another document.
fn marks(seed: &SeedHistory, last: &Facts, url: &Address) -> Known {
    let same = seed.versions().filter(|(_, facts)| facts.content == last.content);
    let webs = same.filter_map(|(_, facts)| facts.capture.as_ref()?.web());
    let web = webs.filter(|web| web.url == *url && web.archive.is_none()).last();
    web.map_or_else(Known::default, |web| Known {
        etag: web.etag.clone(),
        last_modified: web.last_modified.clone(),
    })
}

/// When the address was asked last, as far as is known.
fn last_asked(seed: &SeedHistory, due: &Due, asked: &Asked) -> Option<Timestamp> {
    let remembered = asked.get(&due.seed);
    let remembered = remembered.filter(|last| last.url == due.url && last.content == due.content);
    let webs = seed.versions().filter_map(|(_, facts)| facts.capture.as_ref()?.web());
    let recorded = webs.filter(|web| web.url == due.url && web.archive.is_none());
    let recorded = recorded.map(|web| web.time).max();
    remembered.map(|last| last.time).max(recorded)
}

fn is_recent(last: Option<Timestamp>, every: Option<u64>, now: Timestamp) -> bool {
    let (Some(last), Some(every)) = (last, every) else { return false };
    let passed = now.as_second().saturating_sub(last.as_second());
    u64::try_from(passed).is_ok_and(|passed| passed < every)
}

fn unsettled(seed: &SeedId) -> ProjectError {
    ProjectError::Claim {
        what: format!("{seed} was changed in two branches, or removed: nothing is fetched for it"),
        hint: "`provenance status` says how it stands".to_owned(),
    }
}

fn without_address(seed: &SeedId) -> ProjectError {
    ProjectError::Claim {
        what: format!("no address is recorded for {seed}"),
        hint: format!("`provenance set {seed} url=https://… --why …` gives it one"),
    }
}
