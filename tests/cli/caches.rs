//! Caches: they may be gone, harmed, old or another project's, and no answer changes.

use std::fs;
use std::path::PathBuf;

use crate::project::Project;

/// Three seeds in several versions: one replaced often, one that comes back to an earlier text,
/// one removed, one moved.
fn with_history(words: &str) -> Project {
    let project = Project::new();
    project.write("seeds/001_1111111111111111.txt", format!("The {words} answers in 1 second.\n"));
    project.write("seeds/gone.txt", format!("A {words} that goes away after a while.\n"));
    project.write("seeds/old.txt", format!("A {words} that is moved and keeps its text.\n"));
    project.run(&["snapshot"]).expect(0);
    project.commit("first");
    for seconds in [2, 3, 1] {
        let text = format!("The {words} answers in {seconds} seconds.\n");
        project.write("seeds/001_1111111111111111.txt", text);
        project.run(&["snapshot"]).expect(0);
    }
    project.remove("seeds/gone.txt");
    project.rename("seeds/old.txt", "seeds/new.txt");
    project.run(&["snapshot"]).expect(0);
    project.commit("second");
    project
}

/// What the reading commands say.
fn answers(project: &Project) -> Vec<String> {
    let commands: [&[&str]; 7] = [
        &["log"],
        &["log", "001", "--format", "json"],
        &["status", "--format", "json"],
        &["show", "001@2"],
        &["diff", "001@1", "001@3"],
        &["snapshot", "--check", "--format", "json"],
        &["snapshot"],
    ];
    commands.iter().map(|arguments| project.run_at(NOON, arguments).screen()).collect()
}

const NOON: &str = "2026-11-22T12:00:00Z";

fn caches(project: &Project) -> Vec<PathBuf> {
    let files = project.files(".git/provenance").into_iter();
    files.filter(|path| !path.ends_with("lock")).map(|path| project.path(&path)).collect()
}

/// A number from another one, the same on every machine (splitmix64).
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    usize::try_from((mixed ^ (mixed >> 27)) >> 33).unwrap()
}

#[test]
fn caches_that_are_gone_or_harmed_change_no_answer() {
    let project = with_history("scheduler");
    let expected = answers(&project);
    assert!(caches(&project).len() >= 4, "{:?}", caches(&project));
    for cache in caches(&project) {
        fs::remove_file(&cache).unwrap();
        assert_eq!(answers(&project), expected, "without {}", cache.display());
    }
    let mut state = 7;
    for round in 0..6 {
        for cache in caches(&project) {
            let mut bytes = fs::read(&cache).unwrap();
            let at = next(&mut state) % bytes.len();
            match round % 3 {
                0 => bytes[at] ^= 1 << (next(&mut state) % 8),
                1 => bytes.truncate(at),
                _ => bytes.insert(at, b'x'),
            }
            fs::write(&cache, &bytes).unwrap();
        }
        assert_eq!(answers(&project), expected, "round {round}");
    }
}

#[test]
fn the_caches_of_another_project_or_of_an_earlier_day_change_no_answer() {
    let (project, other) = (with_history("scheduler"), with_history("gateway"));
    let (expected, foreign) = (answers(&project), answers(&other));
    assert_ne!(expected, foreign);
    let early: Vec<(PathBuf, Vec<u8>)> =
        caches(&project).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    for cache in caches(&other) {
        fs::copy(&cache, project.path(".git/provenance").join(cache.file_name().unwrap())).unwrap();
    }
    assert_eq!(answers(&project), expected);
    project.write("seeds/late.txt", "A document that the early caches do not know.\n");
    project.run(&["snapshot"]).expect(0);
    let expected = answers(&project);
    for (path, bytes) in early {
        fs::write(path, bytes).unwrap();
    }
    assert_eq!(answers(&project), expected);
}

#[test]
fn a_run_that_is_altered_or_gone_after_it_was_cached_is_told() {
    let project = with_history("scheduler");
    let runs = project.files("snapshots/runs");
    project.run(&["log"]).expect(0);
    let kept = project.read(&runs[0]);
    project.write(&runs[0], kept.replace("09:", "08:"));
    let ran = project.run(&["log"]).expect(1);
    assert!(ran.says("cannot be believed"), "{}", ran.screen());
    project.write(&runs[0], &kept);
    project.run(&["log"]).expect(0);
    project.remove(&runs[0]);
    let gone = project.run_at(NOON, &["log"]).screen();
    for cache in caches(&project) {
        fs::remove_file(cache).unwrap();
    }
    assert_eq!(project.run_at(NOON, &["log"]).screen(), gone);
}

#[test]
fn branches_with_other_runs_are_read_as_if_there_were_no_cache() {
    let project = with_history("scheduler");
    project.git(&["checkout", "-q", "-b", "side", "HEAD~1"]);
    let side = answers(&project);
    project.git(&["checkout", "-q", "main"]);
    let main = answers(&project);
    assert_ne!(side, main);
    for cache in caches(&project) {
        fs::remove_file(cache).unwrap();
    }
    assert_eq!(answers(&project), main);
    project.git(&["checkout", "-q", "side"]);
    assert_eq!(answers(&project), side);
}
