//! One byte flipped, at every offset of every file of a small store.

use std::fs;

use provenance::store::MemoryStorage;
use provenance::store::Storage;
use provenance::store::Store;
use provenance::verify::verify;

use crate::project::Project;
use crate::trials::is_whole;

/// Every file of a store with two versions of a seed, a removed seed and a statement.
fn files_of_a_small_store() -> Vec<(String, Vec<u8>)> {
    let project = Project::new();
    project.write("seeds/a.txt", "The limit is 5 s.\n");
    project.write("seeds/b.txt", "一个字。\n");
    project.run(&["snapshot"]).expect(0);
    project.run(&["set", "a.txt", "title=A", "--why", "b"]).expect(0);
    project.write("seeds/a.txt", "The limit is 9 s.\n");
    project.remove("seeds/b.txt");
    project.run(&["snapshot"]).expect(0);
    let inside = |path: String| {
        let bytes = fs::read(project.path(&path)).unwrap();
        (path.strip_prefix("snapshots/").unwrap().to_owned(), bytes)
    };
    project.files("snapshots").into_iter().map(inside).collect()
}

fn store_of(files: &[(String, Vec<u8>)]) -> Store<MemoryStorage> {
    let storage = MemoryStorage::default();
    for (path, bytes) in files {
        storage.write(path, &mut bytes.as_slice()).unwrap();
    }
    Store::new(storage)
}

/// The paths of all breaches.
fn breaches(store: &Store<MemoryStorage>) -> Vec<String> {
    verify(store, &|_| None, &|_| None)
        .unwrap()
        .breaches
        .into_iter()
        .map(|fault| fault.path)
        .collect()
}

#[test]
fn a_flip_at_any_offset_of_any_file_is_a_breach_of_that_file() {
    let files = files_of_a_small_store();
    let store = store_of(&files);
    assert_eq!(breaches(&store), Vec::<String>::new());
    let masks: &[u8] = if is_whole() { &[1, 2, 4, 8, 16, 32, 64, 128] } else { &[1, 128] };
    let mut flips = 0;
    for (path, bytes) in &files {
        for at in 0..bytes.len() {
            for mask in masks {
                let mut flipped = bytes.clone();
                flipped[at] ^= mask;
                store.storage().write(path, &mut flipped.as_slice()).unwrap();
                let found = breaches(&store);
                assert!(found.contains(path), "{path}, byte {at}, bits {mask:#x}: {found:?}");
                flips += 1;
            }
        }
        store.storage().write(path, &mut bytes.as_slice()).unwrap();
    }
    eprintln!("{flips} flips in {} files were all found", files.len());
    assert_eq!(breaches(&store), Vec::<String>::new());
}

#[test]
fn a_file_cut_at_any_length_or_grown_by_a_byte_is_a_breach() {
    let files = files_of_a_small_store();
    let store = store_of(&files);
    for (path, bytes) in &files {
        let grown = [bytes.as_slice(), b"\n"].concat();
        for other in (0..bytes.len()).map(|length| &bytes[..length]).chain([grown.as_slice()]) {
            store.storage().write(path, &mut &other[..]).unwrap();
            assert!(breaches(&store).contains(path), "{path} with {} bytes", other.len());
        }
        store.storage().write(path, &mut bytes.as_slice()).unwrap();
    }
}
