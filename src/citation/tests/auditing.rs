//! All citations together.

use std::collections::BTreeMap;

use crate::citation::Acceptance;
use crate::citation::Audited;
use crate::citation::Citation;
use crate::citation::Finding;
use crate::citation::Memory;
use crate::citation::Missing;
use crate::citation::Note;
use crate::citation::Outcome;
use crate::citation::ScanOptions;
use crate::citation::SeedText;
use crate::citation::SeedVersion;
use crate::citation::Shelf;
use crate::citation::SignOff;
use crate::citation::Target;
use crate::citation::audit;
use crate::citation::scan;
use crate::document::Space;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::text::Span;

const OLD: &str = "Each boat carries two lamps. The crew must ring the bell at noon.\n\nThe cook bakes bread on Mondays only.\n";

/// Seeds in memory: the pinned and the current text of each.
struct Books(BTreeMap<&'static str, (&'static str, Option<String>)>);

impl Books {
    fn with(new: &str) -> Self {
        Self(BTreeMap::from([("001", (OLD, Some(new.to_owned()))), ("002", (OLD, None))]))
    }

    fn version(seed: &str, text: &str) -> SeedVersion {
        SeedVersion {
            seed: SeedId::new(seed).unwrap(),
            path: format!("seeds/{seed}.txt"),
            content: ContentId::of(text.as_bytes()),
        }
    }
}

impl Shelf for Books {
    fn pinned(&self, target: &Target) -> Result<SeedVersion, Missing> {
        let seed = target.seed.as_deref().unwrap_or_default();
        let (old, _) = self.0.get(seed).ok_or(Missing::UnknownSeed)?;
        Ok(Self::version(seed, old))
    }

    fn current(&self, target: &Target) -> Result<SeedVersion, Missing> {
        let seed = target.seed.as_deref().unwrap_or_default();
        let new = self.0.get(seed).and_then(|(_, new)| new.as_deref()).ok_or(Missing::Removed)?;
        Ok(Self::version(seed, new))
    }

    fn text(&self, version: &SeedVersion) -> Result<SeedText, Missing> {
        let texts = self.0.values().flat_map(|(old, new)| [Some(*old), new.as_deref()]);
        let is_it = |text: &&str| ContentId::of(text.as_bytes()) == version.content;
        let text = texts.flatten().find(is_it).ok_or(Missing::UnknownVersion)?.to_owned();
        let noise = vec![Span::at(OLD.find("The cook").unwrap(), 37)];
        Ok(SeedText { text, space: Space::Raw, noise })
    }
}

fn audit_now(citations: &[Citation], books: &Books, accepted: &[Acceptance]) -> Vec<Audited> {
    audit(citations, books, accepted, &mut Memory::default())
}

fn accepted_in(file: &str, sign_off: &SignOff) -> Acceptance {
    Acceptance { sign_off: sign_off.clone(), files: vec![file.to_owned()] }
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
    let audited = audit_now(&cited, &Books::with(&new), &[]);
    assert!(matches!(audited[0].outcome, Outcome::NeverThere { .. }));
    assert_eq!(audited[1].outcome, Outcome::NoPinned(Missing::UnknownSeed));
    assert_eq!(audited[2].outcome, Outcome::NoCurrent(Missing::Removed));
    let rest = [Some(Finding::Gone), Some(Finding::Quantity), Some(Finding::Unchanged)];
    assert_eq!(findings(&audited[3..]), rest);
    assert_eq!(audited[3].notes, [Note::InNoise]);
    assert_eq!(audited[4].followed().unwrap().old.text, "Each boat carries two lamps.");
    assert_eq!(audited.iter().filter(|one| one.needs_person()).count(), 5);
}

#[test]
fn a_sign_off_holds_until_what_it_is_bound_to_changes() {
    let cited = citations(&[("001", "The crew must ring the bell at noon.")]);
    let should = OLD.replace("must ring", "should ring");
    let first = audit_now(&cited, &Books::with(&should), &[]);
    let accepted: Vec<Acceptance> =
        first.iter().filter_map(|one| Some(accepted_in("a.md", one.sign_off.as_ref()?))).collect();
    let is_accepted =
        |new: &str| audit_now(&cited, &Books::with(new), &accepted)[0].acceptance.is_some();
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
    let first = audit_now(&cited, &Books::with(&gone), &[]);
    let accepted = [accepted_in("a.md", first[0].sign_off.as_ref().unwrap())];
    let audited = |new: &str| audit_now(&cited, &Books::with(new), &accepted);
    assert!(audited(&gone)[0].acceptance.is_some());
    assert!(audited(&format!("{gone}One more line.\n"))[0].acceptance.is_none());
}

#[test]
fn a_sign_off_covers_the_file_it_was_given_for_even_when_that_was_moved() {
    let mut cited = citations(&[("001", "Each boat carries two lamps.")]);
    let books = Books::with(&OLD.replace("two", "three"));
    let first = audit_now(&cited, &books, &[]);
    let accepted = [accepted_in("a.md", first[0].sign_off.as_ref().unwrap())];
    cited[0].file = "moved.md".to_owned();
    assert!(audit_now(&cited, &books, &accepted)[0].acceptance.is_some());
    let mut another = cited[0].clone();
    another.file = "a.md".to_owned();
    cited.push(another);
    let audited = audit_now(&cited, &books, &accepted);
    let open: Vec<&str> = audited
        .iter()
        .filter(|one| one.needs_person())
        .map(|one| one.citation.file.as_str())
        .collect();
    assert_eq!(open, ["moved.md"], "another decision on the same passage is asked for itself");
}

#[test]
fn a_seed_that_was_removed_can_be_signed_off_until_it_returns() {
    let cited = citations(&[("002", "Each boat carries two lamps.")]);
    let first = audit_now(&cited, &Books::with(OLD), &[]);
    assert_eq!(first[0].outcome, Outcome::NoCurrent(Missing::Removed));
    let accepted = [accepted_in("a.md", first[0].sign_off.as_ref().unwrap())];
    assert!(!audit_now(&cited, &Books::with(OLD), &accepted)[0].needs_person());
    let mut back = Books::with(OLD);
    back.0.insert("002", (OLD, Some(OLD.replace("two", "three"))));
    assert!(audit_now(&cited, &back, &accepted)[0].needs_person());
}

#[test]
fn a_sign_off_reads_back_as_it_was_written() {
    let cited = citations(&[("001", "Each boat carries two lamps.")]);
    let audited = audit_now(&cited, &Books::with(&OLD.replace("two", "three")), &[]);
    let sign_off = audited[0].sign_off.clone().unwrap();
    let json = serde_json::to_string(&sign_off).unwrap();
    assert_eq!(serde_json::from_str::<SignOff>(&json).unwrap(), sign_off);
}

#[test]
fn what_is_remembered_gives_the_same_audit_without_reading_a_text() {
    struct Closed<'b>(&'b Books);
    impl Shelf for Closed<'_> {
        fn pinned(&self, target: &Target) -> Result<SeedVersion, Missing> {
            self.0.pinned(target)
        }

        fn current(&self, target: &Target) -> Result<SeedVersion, Missing> {
            self.0.current(target)
        }

        fn text(&self, _version: &SeedVersion) -> Result<SeedText, Missing> {
            panic!("a text was read")
        }
    }
    let cited = citations(&[
        ("001", "Each boat carries two lamps."),
        ("001", "The cook bakes bread on Mondays only."),
        ("001", "Nobody ever wrote this sentence down."),
        ("002", "The crew must ring the bell at noon."),
    ]);
    let books = Books::with(&OLD.replace("two", "three"));
    let mut memory = Memory::default();
    let first = audit(&cited, &books, &[], &mut memory);
    let mut again = Memory::read(&memory.to_bytes(true).unwrap(), b"");
    assert_eq!(audit(&cited, &Closed(&books), &[], &mut again), first);
}

#[test]
fn a_path_that_names_another_file_is_noted() {
    let record = "> Each boat carries two lamps.\n> — [seed 001@1f3a9c2e](seeds/old_name.txt)\n";
    let cited = scan("a.md", record.as_bytes(), &ScanOptions::default()).citations;
    assert_eq!(audit_now(&cited, &Books::with(OLD), &[])[0].notes, [Note::OldPath]);
}
