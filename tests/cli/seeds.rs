//! The five real seeds, end to end.

use insta::assert_snapshot;

use crate::project::Project;

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../expected/cli");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn the_first_snapshot_records_five_seeds_with_where_each_came_from() {
    let project = Project::new();
    for entry in std::fs::read_dir(crate::project::SEEDS).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), project.path("seeds").join(entry.file_name())).unwrap();
    }
    let ran = project.run(&["snapshot"]);
    settings().bind(|| assert_snapshot!("first_snapshot", ran.screen()));
    assert_eq!(project.files("snapshots/objects").len(), 5);
}

#[test]
fn a_second_snapshot_finds_nothing_and_writes_nothing() {
    let project = Project::with_seeds();
    let before = project.files("snapshots");
    let ran = project.run(&["snapshot"]).expect(0);
    assert!(ran.stdout.starts_with("nothing changed: 5 seeds"), "{}", ran.stdout);
    assert_eq!(project.files("snapshots"), before);
    assert_eq!(project.git(&["status", "--porcelain"]), "");
}

#[test]
fn objects_are_the_very_bytes_of_the_seeds() {
    let project = Project::with_seeds();
    let mut seeds: Vec<Vec<u8>> = contents(&project, "seeds");
    let mut objects: Vec<Vec<u8>> = contents(&project, "snapshots/objects");
    seeds.sort();
    objects.sort();
    assert_eq!(objects, seeds);
}

fn contents(project: &Project, folder: &str) -> Vec<Vec<u8>> {
    project.files(folder).iter().map(|path| std::fs::read(project.path(path)).unwrap()).collect()
}

#[test]
fn every_seed_is_shown_with_its_claims_and_what_they_rest_on() {
    let project = Project::with_seeds();
    // Its id changes with everything that is recorded.
    let commit = project.git(&["rev-parse", "--short=10", "HEAD"]);
    for seed in ["000", "001", "002", "003", "004"] {
        let screen = project.run(&["show", seed, "--no-text"]).screen();
        let screen = screen.replace(commit.trim(), "c0ffee0000");
        settings().bind(|| assert_snapshot!(format!("show_{seed}"), screen));
    }
}

#[test]
fn a_replaced_seed_shows_exactly_the_two_numbers_that_changed() {
    let project = Project::with_seeds();
    project.rename("seeds/003_4641404722756e64.txt", "seeds/003_bbbbbbbbbbbbbbbb.txt");
    project.edit("seeds/003_bbbbbbbbbbbbbbbb.txt", "2.05 billion", "2.5 billion");
    project.edit("seeds/003_bbbbbbbbbbbbbbbb.txt", "845 million", "854 million");
    let snapshot = project.json(0, &["snapshot"]);
    assert_eq!(snapshot["changes"].as_array().unwrap().len(), 1);
    assert_eq!(snapshot["changes"][0]["event"], "replaced");
    assert_eq!(snapshot["changes"][0]["seed"], "003");
    assert_eq!(snapshot["unchanged"], 4);
    let diff = project.json(0, &["diff", "003@1", "003@2"]);
    let words: Vec<(&str, &str)> = diff["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| (change["old_text"].as_str().unwrap(), change["new_text"].as_str().unwrap()))
        .collect();
    assert_eq!(words, [("2.05", "2.5"), ("845", "854")]);
    let ran = project.run(&["diff", "003@1", "003@2"]);
    settings().bind(|| assert_snapshot!("diff_003", ran.screen()));
}

#[test]
fn check_writes_nothing_and_says_that_something_is_not_recorded() {
    let project = Project::with_seeds();
    project.run(&["snapshot", "--check"]).expect(0);
    project.write("seeds/note.md", "# A note\n\nThe client retries.\n");
    let before = project.files("snapshots");
    let ran = project.run(&["snapshot", "--check"]).expect(1);
    assert!(ran.says("note.md"), "{}", ran.screen());
    assert_eq!(project.files("snapshots"), before);
}

#[test]
fn inspect_needs_no_project_and_gives_a_line_of_json_for_each_of_many_files() {
    let project = Project::without_git();
    let ran = project.run(&["inspect", "--format", "json", crate::project::SEEDS]).expect(0);
    let lines: Vec<serde_json::Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[4]["language"], "zh");
    assert!(lines.iter().all(|line| line["readiness"]["verdict"] == "none"));
}

#[test]
fn what_is_printed_for_programs_has_no_colour_and_a_version() {
    let project = Project::with_seeds();
    for arguments in [
        vec!["status"],
        vec!["log"],
        vec!["show", "001"],
        vec!["verify"],
        vec!["snapshot"],
        vec!["inspect", "seeds/000_bca16cead6d63c54.txt"],
    ] {
        let json = project.json(0, &arguments);
        assert_eq!(json["schema_version"], 1, "{arguments:?}");
    }
}
