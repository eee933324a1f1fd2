//! Branches, merges, cherry-picks and rebases, with real git.

use crate::project::Project;

const FIRST: &str = "seeds/003_1111111111111111.txt";

/// A recorded seed 003 on main, and a branch `side` from there, checked out.
fn forked() -> Project {
    let project = Project::new();
    project.write(FIRST, text("five", "two"));
    project.run(&["snapshot"]).expect(0);
    project.commit("first");
    project.git(&["checkout", "-q", "-b", "side"]);
    project
}

fn text(seconds: &str, times: &str) -> String {
    format!(
        "The scheduler answers within {seconds} seconds.\n\nA client that hears nothing asks \
         again {times} times.\n\nEvery refusal is written to the journal with its reason, so \
         that an operator can follow what happened and when.\n"
    )
}

fn snapshot_and_commit(project: &Project, message: &str) {
    project.run(&["snapshot"]).expect(0);
    project.commit(message);
}

fn snapshots_in_conflict(project: &Project) -> Vec<String> {
    project.unmerged().into_iter().filter(|path| path.starts_with("snapshots/")).collect()
}

/// Git may take a new object for the renamed seed and carry an edit of the seed over to it; the
/// attribute `-merge` makes it stop there and ask, and nothing else of the store is touched.
fn only_objects_in_conflict(project: &Project) -> bool {
    snapshots_in_conflict(project).iter().all(|path| path.starts_with("snapshots/objects/"))
}

#[test]
fn two_branches_that_replace_a_seed_merge_into_a_version_with_two_predecessors() {
    let project = forked();
    project.write(FIRST, text("six", "two"));
    snapshot_and_commit(&project, "side");
    project.git(&["checkout", "-q", "main"]);
    project.write(FIRST, text("seven", "two"));
    snapshot_and_commit(&project, "main");
    assert!(!project.try_git(&["merge", "-q", "--no-edit", "side"]));
    assert_eq!(snapshots_in_conflict(&project), Vec::<String>::new());
    assert_eq!(project.unmerged(), [FIRST]);

    let ran = project.run(&["snapshot"]).expect(2);
    assert!(ran.says("003"), "{}", ran.screen());
    assert_eq!(project.json(0, &["status"])["conflicts"][0]["lines"].as_array().unwrap().len(), 2);

    project.write(FIRST, text("eight", "two"));
    project.git(&["add", FIRST]);
    let settled = project.json(0, &["snapshot"]);
    assert_eq!(settled["changes"][0]["version"], 3);
    assert_eq!(settled["changes"][0]["predecessors"].as_array().unwrap().len(), 2);
    project.commit("settled");
    project.run(&["verify"]).expect(0);

    let log = project.json(0, &["log", "003"]);
    let numbers: Vec<u64> = log["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["version"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [3, 2, 2, 1]);
    let ran = project.run(&["show", "003@2"]).expect(2);
    assert!(ran.says("003@2 is ambiguous: 003@"), "{}", ran.screen());
}

#[test]
fn new_file_names_in_both_branches_leave_two_files_until_a_person_settles() {
    let project = forked();
    project.git(&["mv", FIRST, "seeds/003_2222222222222222.txt"]);
    project.write("seeds/003_2222222222222222.txt", text("six", "two"));
    snapshot_and_commit(&project, "side");
    project.git(&["checkout", "-q", "main"]);
    project.git(&["mv", FIRST, "seeds/003_3333333333333333.txt"]);
    project.write("seeds/003_3333333333333333.txt", text("seven", "two"));
    snapshot_and_commit(&project, "main");
    let _merged = project.try_git(&["merge", "-q", "--no-edit", "side"]);
    assert_eq!(snapshots_in_conflict(&project), Vec::<String>::new());
    for path in project.files("seeds") {
        assert!(path.contains("003_2") || path.contains("003_3"), "{path}");
    }
    project.run(&["snapshot"]).expect(2);
    project.remove("seeds/003_2222222222222222.txt");
    project.write("seeds/003_3333333333333333.txt", text("six", "three"));
    project.git(&["add", "-A"]);
    let settled = project.json(0, &["snapshot"]);
    assert_eq!(settled["changes"][0]["predecessors"].as_array().unwrap().len(), 2);
    project.run(&["verify"]).expect(0);
}

#[test]
fn two_updates_against_an_edit_in_place_leave_every_object_sound_after_the_next_snapshot() {
    let project = forked();
    project.git(&["mv", FIRST, "seeds/003_2222222222222222.txt"]);
    project.write("seeds/003_2222222222222222.txt", text("six", "two"));
    snapshot_and_commit(&project, "side, first");
    project.git(&["mv", "seeds/003_2222222222222222.txt", "seeds/003_3333333333333333.txt"]);
    project.write("seeds/003_3333333333333333.txt", text("six", "three"));
    snapshot_and_commit(&project, "side, second");
    project.git(&["checkout", "-q", "main"]);
    project.write(FIRST, text("five", "nine"));
    snapshot_and_commit(&project, "main, in place");
    let _merged = project.try_git(&["merge", "-q", "--no-edit", "side"]);
    assert!(only_objects_in_conflict(&project));
    settle_with(&project, &text("six", "nine"));
    project.run(&["snapshot"]).expect(0);
    project.run(&["verify"]).expect(0);
}

#[test]
fn a_seed_removed_in_one_branch_and_edited_in_the_other_keeps_both_lines() {
    let project = forked();
    project.write("seeds/other.txt", "Something else, so that seeds/ is not empty.\n");
    project.write(FIRST, text("six", "two"));
    snapshot_and_commit(&project, "side, replaced");
    project.remove(FIRST);
    snapshot_and_commit(&project, "side, removed");
    project.git(&["checkout", "-q", "main"]);
    project.write(FIRST, text("seven", "two"));
    snapshot_and_commit(&project, "main, edited");
    let _merged = project.try_git(&["merge", "-q", "--no-edit", "side"]);
    assert!(only_objects_in_conflict(&project));
    settle_with(&project, &text("seven", "two"));
    let view = project.json(0, &["snapshot"]);
    assert_eq!(view["changes"][0]["predecessors"].as_array().unwrap().len(), 2, "{view}");
    project.run(&["verify"]).expect(0);
}

/// Leaves one file of seed 003 with the given text, and nothing for git to settle.
fn settle_with(project: &Project, text: &str) {
    for path in project.files("seeds").into_iter().filter(|path| path.contains("/003_")) {
        project.remove(&path);
    }
    project.write(FIRST, text);
    project.git(&["add", "-A"]);
}

#[test]
fn a_cherry_pick_without_its_parent_is_a_gap_that_the_next_snapshot_settles() {
    let project = forked();
    project.write(FIRST, text("six", "two"));
    snapshot_and_commit(&project, "side, first");
    project.write("seeds/other.txt", "Another document that comes later.\n");
    snapshot_and_commit(&project, "side, second");
    project.git(&["checkout", "-q", "main"]);
    project.git(&["cherry-pick", "side"]);
    let found = project.json(1, &["verify"]);
    assert!(found["breaches"].as_array().unwrap().is_empty(), "{found}");
    assert_eq!(found["gaps"].as_array().unwrap().len(), 1);
    project.run(&["snapshot"]).expect(0);
    project.run(&["verify"]).expect(0);
    let ran = project.run(&["snapshot"]).expect(0);
    assert!(ran.stdout.starts_with("nothing changed"), "{}", ran.stdout);
}

#[test]
fn a_rebase_keeps_every_run_and_object() {
    let project = forked();
    project.write("seeds/side.txt", "A document of the side branch.\n");
    snapshot_and_commit(&project, "side");
    project.git(&["checkout", "-q", "main"]);
    project.write("seeds/main.txt", "A document of the main branch.\n");
    snapshot_and_commit(&project, "main");
    project.git(&["checkout", "-q", "side"]);
    project.git(&["rebase", "-q", "main"]);
    project.run(&["verify"]).expect(0);
    let ran = project.run(&["snapshot"]).expect(0);
    assert!(ran.stdout.starts_with("nothing changed: 3 seeds"), "{}", ran.stdout);
}

#[test]
fn the_same_content_recorded_in_two_branches_is_one_version() {
    let project = forked();
    project.write(FIRST, text("six", "two"));
    snapshot_and_commit(&project, "side");
    project.git(&["checkout", "-q", "main"]);
    project.write(FIRST, text("six", "two"));
    snapshot_and_commit(&project, "main");
    project.git(&["merge", "-q", "--no-edit", "side"]);
    let ran = project.run(&["snapshot"]).expect(0);
    assert!(ran.stdout.starts_with("nothing changed"), "{}", ran.stdout);
    assert_eq!(project.json(0, &["log", "003"])["entries"].as_array().unwrap().len(), 2);
    assert_eq!(project.json(0, &["show", "003@2"])["label"]["version"], 2);
    project.run(&["verify"]).expect(0);
}
