//! What the record tells over time.

use crate::project::Project;

#[test]
fn a_then_b_then_a_again_are_three_versions_and_the_third_equals_the_first() {
    let project = Project::new();
    project.write("seeds/plan.txt", "The limit is 5 s.\n");
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/plan.txt", "The limit is 9 s.\n");
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/plan.txt", "The limit is 5 s.\n");
    let third = project.json(0, &["snapshot"]);
    assert_eq!(third["changes"][0]["equals"]["version"], 1);
    let log = project.json(0, &["log", "plan.txt"]);
    let versions: Vec<u64> = log["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["version"].as_u64().unwrap())
        .collect();
    assert_eq!(versions, [3, 2, 1]);
    assert_eq!(log["entries"][0]["equals"]["version"], 1);
    assert_eq!(project.files("snapshots/objects").len(), 2);
    let shown = project.run(&["diff", "plan.txt@2", "plan.txt@3"]).expect(0).stdout;
    assert!(shown.contains("equals"), "{shown}");
}

#[test]
fn a_seed_that_goes_and_comes_back_keeps_its_id_and_its_numbers() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    project.write("seeds/b.txt", "Two.\n");
    project.run(&["snapshot"]).expect(0);
    project.remove("seeds/a.txt");
    let gone = project.json(0, &["snapshot"]);
    assert_eq!(gone["changes"][0]["event"], "removed");
    project.write("seeds/a.txt", "One again.\n");
    let back = project.json(0, &["snapshot"]);
    assert_eq!(back["changes"][0]["event"], "returned");
    assert_eq!(back["changes"][0]["version"], 2);
}

#[test]
fn a_version_is_found_by_number_digest_and_day() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    let first = project.json(0, &["snapshot"]);
    let digest = first["changes"][0]["digest"].as_str().unwrap();
    project.write("seeds/a.txt", "Two.\n");
    project.run(&["snapshot"]).expect(0);
    for name in ["a.txt@1", &format!("a.txt@{}", &digest[..8])] {
        assert_eq!(project.json(0, &["show", name])["text"], "One.\n", "{name}");
    }
    for name in ["a.txt", "a.txt@2", "a.txt@2026-11-22", "a.txt@worktree"] {
        assert_eq!(project.json(0, &["show", name])["text"], "Two.\n", "{name}");
    }
    let ran = project.run(&["show", "a.txt@2026-11-21"]).expect(2);
    assert!(ran.says("has no version 2026-11-21"), "{}", ran.screen());
    let ran = project.run(&["show", "a.tx"]).expect(2);
    assert!(ran.says("did you mean a.txt?"), "{}", ran.screen());
}

#[test]
fn a_clock_that_went_back_is_told_and_changes_no_order() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/a.txt", "Two.\n");
    project.run_at("2026-11-22T08:00:00Z", &["snapshot"]).expect(0);
    let log = project.json(0, &["log", "a.txt"]);
    assert_eq!(log["entries"][0]["version"], 2);
    let warnings = log["entries"][0]["warnings"].as_array().unwrap();
    assert_eq!(warnings.len(), 1, "{log}");
}

#[test]
fn a_diff_against_the_working_tree_needs_no_argument() {
    let project = Project::new();
    project.write("seeds/a.txt", "The client retries after 5 s.\n");
    project.run(&["snapshot"]).expect(0);
    assert_eq!(
        project.run(&["diff"]).expect(0).stdout,
        "nothing changed: seeds/ is as it was recorded\n"
    );
    project.edit("seeds/a.txt", "5 s", "7 s");
    let diff = project.json(1, &["diff", "--exit-code"]);
    assert_eq!(diff["changes"][0]["old_text"], "5");
    assert_eq!(diff["changes"][0]["new_text"], "7");
}

#[test]
fn two_plain_files_are_compared_anywhere() {
    let project = Project::without_git();
    project.write("old.txt", "A client MUST retry within 5 s.\n");
    project.write("new.txt", "A client MUST retry\nwithin 6 s.\n");
    let diff = project.json(0, &["diff", "old.txt", "new.txt"]);
    assert_eq!(diff["changes"].as_array().unwrap().len(), 1);
    assert_eq!(diff["changes"][0]["new_text"], "6");
    assert_eq!(diff["layout"].as_array().unwrap().len(), 1);
}

#[test]
fn a_limited_log_shows_the_newest_and_says_how_many_it_leaves_out() {
    let project = Project::new();
    for number in 1..=4 {
        project.write("seeds/a.txt", format!("Text number {number}.\n"));
        project.write("seeds/b.txt", format!("Other text number {number}.\n"));
        project.run(&["snapshot"]).expect(0);
    }
    let whole = project.json(0, &["log", "a.txt"]);
    let limited = project.json(0, &["log", "a.txt", "--limit", "1"]);
    assert_eq!(limited["entries"].as_array().unwrap(), &whole["entries"].as_array().unwrap()[..1]);
    assert_eq!((&limited["more_entries"], &whole["more_entries"]), (&3.into(), &0.into()));
    assert_eq!(limited["notes"], whole["notes"]);
    let shown = project.run(&["log", "--limit", "3"]).expect(0);
    assert!(shown.says("5 older entries are left out (--limit)"), "{}", shown.screen());
    let none = project.run(&["log", "--limit", "0"]).expect(0);
    assert!(!none.says("nothing recorded yet"), "{}", none.screen());
    assert!(!project.run(&["log", "--limit", "8"]).expect(0).says("left out"));
}
