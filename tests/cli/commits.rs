//! Who brought each version in, and when, as git says; and where git and the record disagree.

use serde_json::Value;

use crate::project::Project;

/// Writes, records and commits a version.
fn version(project: &Project, text: &str, message: &str) {
    project.write("seeds/a.txt", text);
    project.run(&["snapshot"]).expect(0);
    project.commit(message);
}

/// Subject and warnings of every entry, newest first.
fn told(log: &Value) -> Vec<(String, String)> {
    let entries = log["entries"].as_array().unwrap();
    let subject = |entry: &Value| entry["commit"]["subject"].as_str().unwrap_or("-").to_owned();
    entries.iter().map(|it| (subject(it), it["warnings"].to_string())).collect()
}

fn subjects(log: &Value) -> Vec<String> {
    told(log).into_iter().map(|(subject, _)| subject).collect()
}

#[test]
fn every_version_names_the_commit_that_brought_it() {
    let project = Project::new();
    version(&project, "One.\n", "first");
    version(&project, "Two.\n", "second");
    let log = project.json(0, &["log", "a.txt"]);
    assert_eq!(subjects(&log), ["second", "first"]);
    assert_eq!(log["entries"][0]["commit"]["author"], "Ada");
    assert_eq!(log["entries"][0]["commit"]["date"], "2026-11-22T09:00:00Z");
    assert_eq!(log["entries"][0]["warnings"].to_string(), "[]");
    assert_eq!(log["unrecorded"].to_string(), "[]");
    let shown = project.json(0, &["show", "a.txt@1"]);
    assert_eq!(shown["commit"]["subject"], "first");
    let ran = project.run(&["show", "a.txt@2"]).expect(0);
    assert!(ran.says("2026-11-22, Ada: second"), "{}", ran.screen());
}

#[test]
fn a_content_that_returns_is_of_the_commit_that_brought_it_back() {
    let project = Project::new();
    version(&project, "One.\n", "first");
    version(&project, "Two.\n", "second");
    version(&project, "One.\n", "third");
    assert_eq!(subjects(&project.json(0, &["log", "a.txt"])), ["third", "second", "first"]);
}

#[test]
fn a_renamed_and_replaced_file_is_followed_by_its_content() {
    let project = Project::new();
    project.write("seeds/003_1111111111111111.txt", "One.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("first");
    project.git(&["mv", "seeds/003_1111111111111111.txt", "seeds/003_2222222222222222.txt"]);
    project.run(&["snapshot"]).expect(0);
    project.commit("moved");
    project.git(&["mv", "seeds/003_2222222222222222.txt", "seeds/003_3333333333333333.txt"]);
    project.write("seeds/003_3333333333333333.txt", "Two.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("replaced");
    assert_eq!(subjects(&project.json(0, &["log", "003"])), ["replaced", "moved", "first"]);
}

#[test]
fn what_is_recorded_and_not_committed_is_told() {
    let project = Project::new();
    version(&project, "One.\n", "first");
    project.write("seeds/a.txt", "Two.\n");
    project.run(&["snapshot"]).expect(0);
    let log = project.json(0, &["log", "a.txt"]);
    assert_eq!(told(&log)[0], ("-".to_owned(), "[]".to_owned()));
    assert_eq!(log["notes"].to_string(), r#"["1 record is not committed yet"]"#);
    let shown = project.json(0, &["show", "a.txt"]);
    assert_eq!(shown["warnings"].to_string(), r#"["not committed yet"]"#);
    project.git(&["add", "seeds"]);
    project.git(&["commit", "-q", "-m", "the document alone"]);
    let log = project.json(0, &["log", "a.txt"]);
    assert_eq!(told(&log)[0].0, "the document alone");
    assert!(told(&log)[0].1.contains("its record is not committed yet"), "{log}");
    project.commit("the record");
    let log = project.json(0, &["log", "a.txt"]);
    assert!(told(&log)[0].1.contains("its record came later"), "{log}");
    assert_eq!(log["entries"][0]["recorded_in"]["subject"], "the record");
    let ran = project.run(&["log", "a.txt"]).expect(0);
    assert!(ran.says("record in commit"), "{}", ran.screen());
}

#[test]
fn a_seed_that_was_committed_without_a_record_is_told_with_its_commit() {
    let project = Project::new();
    version(&project, "One.\n", "first");
    project.write("seeds/a.txt", "Nobody recorded this.\n");
    project.write("seeds/b.txt", "Nor this.\n");
    project.commit("forgotten");
    version(&project, "Three.\n", "third");
    let log = project.json(0, &["log", "a.txt"]);
    assert_eq!(log["unrecorded"].as_array().unwrap().len(), 1, "{log}");
    assert_eq!(log["unrecorded"][0]["path"], "seeds/a.txt");
    assert_eq!(log["unrecorded"][0]["commit"]["subject"], "forgotten");
    let ran = project.run(&["log"]).expect(0);
    assert!(ran.says("1 document was committed without a record"), "{}", ran.screen());
}

#[test]
fn a_version_of_a_squashed_branch_was_never_committed() {
    let project = Project::new();
    version(&project, "One.\n", "first");
    project.git(&["checkout", "-q", "-b", "side"]);
    version(&project, "Two.\n", "second");
    version(&project, "Three.\n", "third");
    project.git(&["checkout", "-q", "main"]);
    project.git(&["merge", "-q", "--squash", "side"]);
    project.git(&["commit", "-q", "-m", "squashed"]);
    let log = project.json(0, &["log", "a.txt"]);
    assert_eq!(subjects(&log), ["squashed", "-", "first"]);
    assert!(told(&log)[1].1.contains("its branch was dropped or squashed"), "{log}");
    assert_eq!(log["entries"][1]["recorded_in"]["subject"], "squashed");
}

#[test]
fn a_merge_names_the_commits_of_both_branches_and_not_itself() {
    let project = Project::new();
    version(&project, "One.\n", "first");
    project.git(&["checkout", "-q", "-b", "side"]);
    project.write("seeds/side.txt", "Side.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("side");
    project.git(&["checkout", "-q", "main"]);
    version(&project, "Two.\n", "main");
    project.git(&["merge", "-q", "--no-edit", "side"]);
    let log = project.json(0, &["log"]);
    let mut found = subjects(&log);
    found.sort();
    assert_eq!(found, ["first", "main", "side"]);
}

#[test]
fn a_removal_names_the_commit_of_its_record() {
    let project = Project::new();
    version(&project, "One.\n", "first");
    project.write("seeds/b.txt", "Another.\n");
    project.remove("seeds/a.txt");
    project.run(&["snapshot"]).expect(0);
    project.commit("removed");
    assert_eq!(subjects(&project.json(0, &["log", "a.txt"])), ["removed", "first"]);
}

#[test]
fn a_project_below_the_root_of_its_repository_is_found_in_its_history() {
    let outer = Project::without_git();
    outer.git(&["init", "-q", "-b", "main"]);
    std::fs::create_dir_all(outer.path("below/here")).unwrap();
    let project = outer.at("project/below/here");
    project.run(&["init"]).expect(0);
    version(&project, "One.\n", "first");
    assert_eq!(subjects(&project.json(0, &["log", "a.txt"])), ["first"]);
}

#[test]
fn without_commits_and_without_git_nothing_is_missing() {
    let bare = Project::without_git();
    bare.run(&["init"]).expect(0);
    bare.write("seeds/a.txt", "One.\n");
    bare.run(&["snapshot"]).expect(0);
    let log = bare.json(0, &["log"]);
    assert_eq!((log["notes"].to_string(), told(&log)[0].1.clone()), ("[]".into(), "[]".into()));
    bare.git(&["init", "-q"]);
    let log = bare.json(0, &["log"]);
    assert_eq!(told(&log)[0].1, "[]");
}

#[test]
fn a_shallow_clone_says_that_it_cannot_know_and_what_brings_the_rest() {
    let origin = Project::new();
    version(&origin, "One.\n", "first");
    version(&origin, "Two.\n", "second");
    version(&origin, "Three.\n", "third");
    let url = format!("file://{}", origin.root.display());
    origin.git(&["clone", "-q", "--depth", "2", &url, "../shallow"]);
    let clone = origin.at("shallow");
    let log = clone.json(0, &["log", "a.txt"]);
    assert_eq!(subjects(&log), ["third", "-", "-"]);
    assert!(told(&log).iter().all(|(_, warnings)| warnings == "[]"), "{log}");
    assert!(log["notes"].to_string().contains("git fetch --unshallow"), "{log}");
    assert_eq!(log["unrecorded"].to_string(), "[]");
}

#[test]
fn a_clone_without_blobs_knows_its_commits_and_one_without_trees_says_what_is_missing() {
    let origin = Project::new();
    version(&origin, "One.\n", "first");
    version(&origin, "Two.\n", "second");
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", origin.root.display());
    origin.git(&["clone", "-q", "--filter=blob:none", &url, "../blobless"]);
    origin.git(&["clone", "-q", "--filter=tree:0", &url, "../treeless"]);
    let blobless = origin.at("blobless");
    assert_eq!(subjects(&blobless.json(0, &["log", "a.txt"])), ["second", "first"]);
    let treeless = blobless.at("treeless");
    let log = treeless.json(0, &["log", "a.txt"]);
    assert!(log["notes"].to_string().contains("the commits cannot be told"), "{log}");
    treeless.run(&["verify"]).expect(0);
}

#[test]
fn commits_that_were_passed_once_are_not_read_again() {
    let project = Project::new();
    version(&project, "One.\n", "first");
    project.git(&["checkout", "-q", "-b", "side"]);
    version(&project, "Two.\n", "second");
    project.git(&["checkout", "-q", "main"]);
    project.write("README", "A file that is no seed.\n");
    project.commit("beside");
    project.git(&["merge", "-q", "--no-edit", "side"]);
    let many = "for number in $(seq 120); do git commit -q --allow-empty -m $number; done";
    project.command("sh").args(["-c", many]).status().unwrap();
    let cache = project.path(".git/provenance/commits");
    let answers = || [project.json(0, &["log", "a.txt"]), project.json(0, &["log"])];
    let expected = answers();
    assert_eq!(subjects(&expected[0]), ["second", "first"]);
    assert!(cache.exists());
    assert_eq!(answers(), expected);
    // A branch that left the others behind is told by what the memory holds of it alone.
    project.git(&["checkout", "-q", "HEAD~100"]);
    let short = answers();
    std::fs::remove_file(&cache).unwrap();
    assert_eq!(answers(), short);
    project.git(&["checkout", "-q", "main"]);
    assert_eq!(answers(), expected);
    let first = project.git(&["rev-parse", "HEAD~122^{tree}"]);
    let (folder, name) = first.trim().split_at(2);
    std::fs::remove_file(project.path(&format!(".git/objects/{folder}/{name}"))).unwrap();
    assert_eq!(answers(), expected);
    std::fs::remove_file(&cache).unwrap();
    let ran = project.run(&["log", "a.txt"]).expect(0);
    assert!(ran.says("the commits cannot be told"), "{}", ran.screen());
}
