//! All citations together.

use std::collections::BTreeMap;

use crate::citation::Audited;
use crate::citation::Citation;
use crate::citation::Finding;
use crate::citation::Missing;
use crate::citation::Note;
use crate::citation::Outcome;
use crate::citation::ScanOptions;
use crate::citation::SeedText;
use crate::citation::SignOff;
use crate::citation::Target;
use crate::citation::Texts;
use crate::citation::audit;
use crate::citation::scan;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::text::Span;

const OLD: &str = "Each boat carries two lamps. The crew must ring the bell at noon.\n\nThe cook bakes bread on Mondays only.\n";

/// Seeds in memory: the pinned and the current text of each.
struct Shelf(BTreeMap<&'static str, (&'static str, Option<String>)>);

impl Shelf {
    fn with(new: &str) -> Self {
        Self(BTreeMap::from([("001", (OLD, Some(new.to_owned()))), ("002", (OLD, None))]))
    }

    fn text(seed: &str, text: &str) -> SeedText {
        SeedText {
            seed: SeedId::new(seed).unwrap(),
            path: format!("seeds/{seed}.txt"),
            content: ContentId::of(text.as_bytes()),
            text: text.to_owned(),
            noise: vec![Span::at(OLD.find("The cook").unwrap(), 37)],
        }
    }
}

impl Texts for Shelf {
    fn pinned(&self, target: &Target) -> Result<SeedText, Missing> {
        let seed = target.seed.as_deref().unwrap_or_default();
        let (old, _) = self.0.get(seed).ok_or(Missing::UnknownSeed)?;
        Ok(Self::text(seed, old))
    }

    fn current(&self, target: &Target) -> Result<SeedText, Missing> {
        let seed = target.seed.as_deref().unwrap_or_default();
        let new = self.0.get(seed).and_then(|(_, new)| new.as_deref()).ok_or(Missing::Removed)?;
        Ok(Self::text(seed, new))
    }
}

fn citations(quotes: &[(&str, &str)]) -> Vec<Citation> {
    let record: Vec<String> = quotes
        .iter()
        .map(|(seed, quote)| {
            format!("> {quote}\n>\n> — [seed {seed}@1f3a9c2e](seeds/{seed}.txt)\n")
        })
        .collect();
    scan("a.md", record.join("\n").as_bytes(), &ScanOptions::default()).citations
}

fn findings(audited: &[Audited]) -> Vec<Option<Finding>> {
    audited.iter().map(Audited::finding).collect()
}

#[test]
fn the_most_dangerous_finding_comes_first() {
    let cited = citations(&[
        ("001", "Each boat carries two lamps."),
        ("001", "The crew must ring the bell at noon."),
        ("001", "The cook bakes bread on Mondays only."),
        ("002", "Each boat carries two lamps."),
        ("001", "Nobody ever wrote this sentence down."),
        ("009", "Each boat carries two lamps."),
    ]);
    let new = OLD.replace("two", "three").replace("The cook bakes bread on Mondays only.", "");
    let audited = audit(&cited, &Shelf::with(&new), &[]);
    assert!(matches!(audited[0].outcome, Outcome::NeverThere { .. }));
    assert_eq!(audited[1].outcome, Outcome::NoPinned(Missing::UnknownSeed));
    assert_eq!(audited[2].outcome, Outcome::NoCurrent(Missing::Removed));
    let rest = [Some(Finding::Gone), Some(Finding::Quantity), Some(Finding::Unchanged)];
    assert_eq!(findings(&audited[3..]), rest);
    assert_eq!(audited[3].notes, [Note::InNoise]);
    assert_eq!(audited[4].old_passage.as_deref(), Some("Each boat carries two lamps."));
    assert_eq!(audited.iter().filter(|one| one.needs_person()).count(), 5);
}

#[test]
fn a_sign_off_holds_until_what_it_is_bound_to_changes() {
    let cited = citations(&[("001", "The crew must ring the bell at noon.")]);
    let should = OLD.replace("must ring", "should ring");
    let first = audit(&cited, &Shelf::with(&should), &[]);
    let accepted: Vec<SignOff> = first.iter().filter_map(|one| one.sign_off.clone()).collect();
    let is_accepted = |new: &str| audit(&cited, &Shelf::with(new), &accepted)[0].is_accepted;
    assert!(is_accepted(&should));
    assert!(
        is_accepted(&should.replace("Mondays", "Sundays")),
        "a change elsewhere does not matter"
    );
    assert!(!is_accepted(&should.replace("should ring", "may ring")));
    assert!(!is_accepted(&should.replace("at noon.", "at noon. This does not apply in fog.")));
}

#[test]
fn a_sign_off_of_a_passage_that_is_gone_is_bound_to_the_version() {
    let cited = citations(&[("001", "The cook bakes bread on Mondays only.")]);
    let gone = OLD.replace("The cook bakes bread on Mondays only.", "");
    let first = audit(&cited, &Shelf::with(&gone), &[]);
    let accepted = [first[0].sign_off.clone().unwrap()];
    assert!(audit(&cited, &Shelf::with(&gone), &accepted)[0].is_accepted);
    let later = format!("{gone}One more line.\n");
    assert!(!audit(&cited, &Shelf::with(&later), &accepted)[0].is_accepted);
}

#[test]
fn a_sign_off_reads_back_as_it_was_written() {
    let cited = citations(&[("001", "Each boat carries two lamps.")]);
    let audited = audit(&cited, &Shelf::with(&OLD.replace("two", "three")), &[]);
    let sign_off = audited[0].sign_off.clone().unwrap();
    let json = serde_json::to_string(&sign_off).unwrap();
    assert_eq!(serde_json::from_str::<SignOff>(&json).unwrap(), sign_off);
}

#[test]
fn a_path_that_names_another_file_is_noted() {
    let record = "> Each boat carries two lamps.\n> — [seed 001@1f3a9c2e](seeds/old_name.txt)\n";
    let cited = scan("a.md", record.as_bytes(), &ScanOptions::default()).citations;
    assert_eq!(audit(&cited, &Shelf::with(OLD), &[])[0].notes, [Note::OldPath]);
}
