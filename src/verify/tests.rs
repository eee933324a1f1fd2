//! Stores whose files are whole and yet contradict each other.

use crate::document::MediaType;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::record::Event;
use crate::record::Facts;
use crate::record::Kept;
use crate::record::Record;
use crate::record::RecordRef;
use crate::record::Run;
use crate::record::RunHeader;
use crate::store::MemoryStorage;
use crate::store::Store;
use crate::verify::verify;
use crate::view::VerifyView;

fn seed() -> SeedId {
    SeedId::new("003").unwrap()
}

fn facts(text: &str) -> Facts {
    Facts {
        path: SeedPath::new("seeds/003.txt").unwrap(),
        content: ContentId::of(text.as_bytes()),
        blob: BlobId::of(text.as_bytes()),
        bytes: text.len() as u64,
        media_type: MediaType::Plain,
        kept: Kept::Bytes,
        limitations: Vec::new(),
        capture: None,
    }
}

/// Stores a run with one record of seed 003 and the object of its content.
fn put(store: &Store<MemoryStorage>, number: u32, before: Option<RunId>, event: Event) -> RunId {
    if let Some(facts) = event.facts() {
        let text =
            ["one", "two"].into_iter().find(|it| ContentId::of(it.as_bytes()) == facts.content);
        if let Some(text) = text {
            store.put_object(facts.content, text.as_bytes()).unwrap();
        }
    }
    let predecessors = before.iter().map(|run| RecordRef { run: *run, seed: seed() }).collect();
    let record = Record { seed: seed(), number, predecessors, event };
    let time = "2026-11-22T09:14:00Z".parse().unwrap();
    let header = RunHeader::new(time, before.into_iter().collect(), None);
    store.put_run(&Run { header, records: vec![record] }).unwrap().0
}

/// What is wrong besides that nothing was analysed.
fn meanings(store: &Store<MemoryStorage>) -> Vec<String> {
    let VerifyView { breaches, .. } = verify(store, &|_| None, &|_| None).unwrap();
    breaches.into_iter().map(|fault| fault.meaning).collect()
}

#[test]
fn two_versions_in_a_row_are_no_breach() {
    let store = Store::new(MemoryStorage::default());
    let first = put(&store, 1, None, Event::Version(facts("one")));
    put(&store, 2, Some(first), Event::Version(facts("two")));
    assert_eq!(meanings(&store), Vec::<String>::new());
}

#[test]
fn a_number_that_does_not_follow_is_a_breach() {
    let store = Store::new(MemoryStorage::default());
    let first = put(&store, 1, None, Event::Version(facts("one")));
    put(&store, 3, Some(first), Event::Version(facts("two")));
    assert_eq!(meanings(&store), ["003 has number 3, but 2 follows from what came before"]);
}

#[test]
fn a_move_to_another_content_is_a_breach() {
    let store = Store::new(MemoryStorage::default());
    let first = put(&store, 1, None, Event::Version(facts("one")));
    put(&store, 1, Some(first), Event::Moved(facts("two")));
    assert_eq!(meanings(&store), ["003 is recorded as moved, but its content is another"]);
}

#[test]
fn a_length_or_blob_that_the_bytes_do_not_have_is_a_breach() {
    let store = Store::new(MemoryStorage::default());
    put(&store, 1, None, Event::Version(Facts { bytes: 4, ..facts("one") }));
    assert_eq!(meanings(&store), ["003@1 records a length of 4 bytes, it has 3"]);
}

#[test]
fn an_object_that_is_not_there_is_a_breach_that_names_its_version() {
    let store = Store::new(MemoryStorage::default());
    put(&store, 1, None, Event::Version(facts("three")));
    assert_eq!(meanings(&store), ["is missing (recorded by 003@1)"]);
}

#[test]
fn a_run_whose_parent_is_not_there_is_a_gap_and_no_breach() {
    let store = Store::new(MemoryStorage::default());
    put(&store, 2, Some(RunId::of(b"elsewhere")), Event::Version(facts("one")));
    let view = verify(&store, &|_| None, &|_| None).unwrap();
    assert!(view.breaches.is_empty());
    assert!(view.gaps.iter().any(|gap| gap.meaning.starts_with("names parent")));
}
