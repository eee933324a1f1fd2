//! A pull request cannot fool its own review.

use crate::project::Project;
use crate::review::concerns;
use crate::review::events;
use crate::review::findings;
use crate::review::pull_request;

#[test]
fn what_the_tool_would_not_have_written_is_told_first() {
    let project = Project::with_seeds();
    let run = project.files("snapshots/runs").remove(0);
    let analysis = project.files("snapshots/analysis").remove(0);
    let objects = project.files("snapshots/objects");
    let original = project.read(&run);
    project.write(&run, original.replacen("\"number\":1", "\"number\":2", 1));
    project.remove(&analysis);
    project.write(&objects[0], "something else\n");
    project.remove(&objects[1]);
    project.write("snapshots/runs/2026-11/notes.txt", "mine\n");
    std::os::unix::fs::symlink("/etc/passwd", project.path("snapshots/link")).unwrap();
    project.commit("tamper");
    let review = project.json(0, &["review", "HEAD~1"]);
    let told: Vec<(&str, &str)> = review["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            assert_eq!(finding["concern"], "tampering");
            (finding["path"].as_str().unwrap(), finding["meaning"].as_str().unwrap())
        })
        .collect();
    let about = |path: &str| told.iter().find(|(told, _)| *told == path).unwrap().1;
    assert_eq!(told.len(), 6, "{told:?}");
    assert!(about(&run).contains("edited"), "{told:?}");
    assert!(about(&analysis).contains("removed"), "{told:?}");
    assert!(about(&objects[0]).contains("not what its name says"), "{told:?}");
    assert!(about(&objects[1]).contains("removed"), "{told:?}");
    assert!(about("snapshots/runs/2026-11/notes.txt").contains("no stored file"), "{told:?}");
    assert!(about("snapshots/link").contains("is no file"), "{told:?}");
    let shown = project.run(&["review", "HEAD~1"]).expect(0).stdout;
    assert!(shown.starts_with("6 stored files tampered with"), "{shown}");
}

#[test]
fn a_run_that_records_what_no_file_holds_is_told() {
    let project = Project::with_seeds();
    project.edit("seeds/003_4641404722756e64.txt", "2.05 billion", "2.5 billion");
    project.run(&["snapshot"]).expect(0);
    project.git(&["checkout", "-q", "--", "seeds"]);
    project.commit("a record of nothing");
    let review = project.json(0, &["review", "HEAD~1"]);
    let told = findings(&review, "tampering");
    assert!(told.iter().any(|told| told.contains("does not have")), "{told:?}");
}

#[test]
fn a_forged_analysis_neither_hides_a_change_nor_goes_unnoticed() {
    let project = Project::new();
    project.write("seeds/a.txt", "The client must retry within 5 s.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("one");
    project.edit("seeds/a.txt", "must", "may");
    project.run(&["snapshot"]).expect(0);
    let before = project.files("snapshots/analysis");
    let forged = before
        .iter()
        .map(|path| project.read(path))
        .find(|text| text.contains("\"end\":") || text.contains("\"noise\":[]"))
        .unwrap();
    let noise = "\"noise\":[{\"category\":\"advertisement\",\"first_line\":1,\"last_line\":1,\
                 \"rule\":\"none\",\"span\":{\"end\":33,\"start\":0}}]";
    let forged = forged.replacen("\"noise\":[]", noise, 1);
    let digest = provenance_digest(&forged);
    for path in before.iter().filter(|path| project.git(&["ls-files", path]).is_empty()) {
        project.remove(path);
    }
    project.write(&format!("snapshots/analysis/2026-11/{digest}.jsonl"), &forged);
    project.commit("two");
    let review = project.json(0, &["review", "HEAD~1"]);
    assert!(concerns(&review).contains(&"obligation"), "{review}");
    assert!(concerns(&review).contains(&"tampering"), "{review}");
}

pub(crate) fn provenance_digest(text: &str) -> String {
    provenance::id::ContentId::of(text.as_bytes()).to_string()
}

#[test]
fn the_settings_of_the_base_count_and_a_change_of_them_is_told() {
    let project = pull_request();
    project.write("provenance.toml", "[seeds]\nexclude = [\"*.txt\", \"*.md\"]\n");
    project.write(".gitattributes", "");
    project.commit("hide");
    let review = project.json(0, &["review", "main"]);
    assert_eq!(events(&review).len(), 3);
    let told = findings(&review, "configuration");
    assert!(told.iter().any(|told| told.contains("`seeds.exclude`")), "{told:?}");
    assert!(told.iter().any(|told| told.contains("no more `seeds/**")), "{told:?}");
    project.write("provenance.toml", "[seeds\n");
    project.commit("break");
    assert_eq!(project.json(0, &["review", "main"])["seeds"], review["seeds"]);
    let ran = project.run(&["review", "HEAD", "--format", "json"]).expect(2);
    assert!(ran.says("HEAD:provenance.toml is not a configuration"), "{}", ran.screen());
}

#[test]
fn what_a_person_states_in_a_pull_request_is_told_and_does_not_count_yet() {
    let project = pull_request();
    project.run(&["set", "003", "publisher=IETF", "--why", "it says so"]).expect(0);
    project.commit("state");
    let review = project.json(0, &["review", "main"]);
    let told = findings(&review, "statement");
    assert!(told[0].contains("publisher of 003 is \"IETF\": it says so"), "{told:?}");
    assert_eq!(review["seeds"][1]["change"]["publisher"]["value"], "Xinhua");
}

#[test]
fn a_file_that_claims_a_seed_beside_another_is_compared_with_it() {
    let project = Project::with_seeds();
    let text = project.read("seeds/003_4641404722756e64.txt");
    let text = text.replace("2.05 billion", "2.5 billion");
    project.write("seeds/003_cccccccccccccccc.txt", text);
    project.commit("a second 003");
    let review = project.json(0, &["review", "HEAD~1"]);
    assert_eq!(concerns(&review), ["contested", "unrecorded", "quantity"]);
}

#[test]
fn words_that_the_base_added_judge_the_changes_and_those_of_the_branch_do_not() {
    let words = |phrase: &str| {
        format!("[[significance.modal]]\nstrength = 'required'\nphrases = ['{phrase}']\n")
    };
    let project = Project::new();
    project.write("provenance.toml", words("is bound to"));
    project.write("seeds/a.txt", "The guard stays at the gate. The cook rests at noon.\n");
    project.commit("one");
    project.write("provenance.toml", words("is sworn to"));
    let text = "The guard is bound to stay at the gate. The cook is sworn to rest at noon.\n";
    project.write("seeds/a.txt", text);
    project.commit("two");
    let review = project.json(0, &["review", "HEAD~1", "--no-citations"]);
    let changes = review["seeds"][0]["diff"]["changes"].as_array().unwrap();
    let has_duty = |words: &str| {
        let mut here = changes.iter().filter(|it| it["new_text"].as_str().unwrap().contains(words));
        here.any(|it| it["significance"].as_array().unwrap().contains(&"obligation".into()))
    };
    assert!(has_duty("bound") && !has_duty("sworn"), "{changes:?}");
}
