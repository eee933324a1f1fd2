//! Which seed a file is.

use crate::project::Project;

const LONG: &str = "The gateway accepts a request, checks its signature, and forwards it to the \
    scheduler. The scheduler answers within two seconds or the request is refused. Every refusal \
    is written to the journal with its reason, so that an operator can follow what happened.\n";

fn events(project: &Project) -> Vec<(String, String)> {
    let view = project.json(0, &["snapshot"]);
    let changes = view["changes"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    changes.map(|change| (text(&change["seed"]), text(&change["event"]))).collect()
}

fn event(seed: &str, event: &str) -> Vec<(String, String)> {
    vec![(seed.to_owned(), event.to_owned())]
}

#[test]
fn the_same_bytes_at_another_path_are_a_move() {
    let project = Project::new();
    project.write("seeds/a.txt", LONG);
    assert_eq!(events(&project), event("a.txt", "new"));
    project.rename("seeds/a.txt", "seeds/deep/b.txt");
    assert_eq!(events(&project), event("a.txt", "moved"));
    assert_eq!(project.json(0, &["show", "a.txt"])["label"]["version"], 1);
}

#[test]
fn mostly_the_same_words_at_another_path_are_the_same_seed_replaced() {
    let project = Project::new();
    project.write("seeds/a.txt", LONG);
    assert_eq!(events(&project), event("a.txt", "new"));
    project.remove("seeds/a.txt");
    project.write("seeds/b.txt", LONG.replace("two seconds", "five seconds"));
    assert_eq!(events(&project), event("a.txt", "replaced"));
}

#[test]
fn other_words_at_another_path_are_another_seed() {
    let project = Project::new();
    project.write("seeds/a.txt", LONG);
    assert_eq!(events(&project), event("a.txt", "new"));
    project.remove("seeds/a.txt");
    project.write("seeds/b.txt", "Nothing of the kind stands in this short note about gardens.\n");
    let found = events(&project);
    assert_eq!(found, [event("a.txt", "removed"), event("b.txt", "new")].concat());
}

#[test]
fn a_path_taken_anew_gets_an_id_of_its_own() {
    let project = Project::new();
    project.write("seeds/a.txt", LONG);
    assert_eq!(events(&project), event("a.txt", "new"));
    project.rename("seeds/a.txt", "seeds/b.txt");
    assert_eq!(events(&project), event("a.txt", "moved"));
    project.write("seeds/a.txt", "Quite another document about gardens and their keeping.\n");
    assert_eq!(events(&project), event("a.txt~2", "new"));
}

#[test]
fn two_files_for_one_id_are_an_error_that_names_both_and_the_others_go_through() {
    let project = Project::with_seeds();
    project.write("seeds/003_cccccccccccccccc.txt", "Another text.\n");
    project.write("seeds/note.txt", "A note.\n");
    let ran = project.run(&["snapshot"]).expect(2);
    for path in ["seeds/003_4641404722756e64.txt", "seeds/003_cccccccccccccccc.txt"] {
        assert!(ran.says(path), "{}", ran.screen());
    }
    assert!(ran.says("note.txt"), "{}", ran.screen());
    project.remove("seeds/003_4641404722756e64.txt");
    assert_eq!(events(&project), event("003", "replaced"));
}

#[test]
fn a_pattern_of_the_users_reads_the_id_out_of_the_file_name() {
    let project = Project::new();
    project.write("provenance.toml", "[identity]\npattern = '^(?<id>[A-Z]+-\\d+)'\n");
    project.write("seeds/REQ-12 draft.txt", LONG);
    assert_eq!(events(&project), event("REQ-12", "new"));
    project.remove("seeds/REQ-12 draft.txt");
    project.write("seeds/REQ-12 final.txt", "Wholly rewritten.\n");
    assert_eq!(events(&project), event("REQ-12", "replaced"));
}

#[test]
fn an_identity_statement_joins_two_histories() {
    let project = Project::new();
    project.write("seeds/a.txt", LONG);
    assert_eq!(events(&project), event("a.txt", "new"));
    project.remove("seeds/a.txt");
    project.write("seeds/b.txt", "A wholly new edition with other words.\n");
    drop(events(&project));
    project
        .run(&["identity", "b.txt", "--same-as", "a.txt", "--why", "the second edition"])
        .expect(0);
    let log = project.json(0, &["log", "b.txt"]);
    assert_eq!(log["entries"].as_array().unwrap().len(), 3, "{log}");
    assert!(log["entries"].as_array().unwrap().iter().all(|entry| entry["seed"] == "a.txt"));
}
