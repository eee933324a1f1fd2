//! The checklist of a seed, its requirements from version to version, and the announcement of a
//! specification.

use crate::project::Project;

/// A specification that no other test knows.
const SPECIFICATION: &str = "\
# Lock gate controller: requirements specification

Version: 1.2
Status: approved

## 1 Scope

This document specifies the controller of the lock gates at one lock. It does not specify the
traffic lights.

## 2 Terms

| term | meaning |
|---|---|
| chamber | the basin between two gates |
| operator | the person on duty |

## 3 Functional requirements

- LG-1 The controller shall open a gate only when the levels on both sides differ by at most 5 cm.
- LG-2 The controller shall close both gates within 90 s after an emergency stop.
- LG-3 When a sensor reports no value for 2 s, the controller shall stop all motion and raise the
  error E-17.
- LG-4 The controller must not open both gates at the same time.
- LG-5 The controller shall log every command with its time and the operator's id.
- LG-6 The controller shall accept the commands listed in section 4 over TCP port 7001.

## 4 Interfaces

| message | parameter | type | unit | description |
|---|---|---|---|---|
| OPEN | gate | integer | - | number of the gate, 1 or 2 |
| LEVEL | value | float | cm | level in the chamber |
| STOP | reason | string | - | text for the log |

`POST /gates/{id}/open` opens a gate, `POST /gates/{id}/close` closes it, `GET /levels` returns the
levels as JSON.

## 5 Qualities

The controller shall answer every request within 200 ms. It shall be available for at least 99.9 %
of a year.

## 6 Acceptance

Each requirement is accepted when its test case passes. Given a closed gate, when the levels differ
by 6 cm, then the controller rejects OPEN with error E-03.
";

const NEWS: &str = "The mayor opened the new bridge on Monday. \"It must be a sign of hope,\" she \
                    told the guests.\n\nThe bridge cost 12 million euros.\n";

fn with_specification() -> Project {
    let project = Project::new();
    project.write("seeds/001_0123456789abcdef.txt", NEWS);
    project.run(&["snapshot"]).expect(0);
    project.remove("seeds/001_0123456789abcdef.txt");
    project.write("seeds/001_fedcba9876543210.md", SPECIFICATION);
    project
}

#[test]
fn a_specification_that_replaces_news_is_announced_before_everything_else() {
    let project = with_specification();
    let ran = project.run(&["snapshot", "--check"]).expect(1);
    assert!(ran.stdout.starts_with("SPECIFICATION ARRIVED in 001: "), "{}", ran.screen());
    let status = project.json(0, &["status"]);
    assert_eq!(status["pending"][0]["readiness"]["arrived"], true, "{status:#}");
    let ran = project.run(&["snapshot"]).expect(0);
    // The run's id, after this, changes with the settings that `init` writes.
    let (before, after) = ran.stdout.split_once("recorded 1 version in run ").unwrap();
    assert!(after.ends_with("\nnext: provenance diff 001   provenance readiness 001\n"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../expected/cli");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("specification_arrived", before));
}

#[test]
fn a_specification_that_gives_way_to_less_or_goes_away_is_told_as_lost() {
    let project = with_specification();
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/001_fedcba9876543210.md", NEWS);
    let change = &project.json(0, &["status"])["pending"][0];
    assert_eq!(change["lost_specification"], true);
    assert_eq!(change["readiness_before"], "specification");
    let ran = project.run(&["snapshot"]).expect(0);
    assert!(ran.says("SPECIFICATION LOST in 001: what replaced it is none"), "{}", ran.screen());
    project.write("seeds/001_fedcba9876543210.md", SPECIFICATION);
    project.run(&["snapshot"]).expect(0);
    project.remove("seeds/001_fedcba9876543210.md");
    let ran = project.run(&["snapshot", "--allow-empty"]).expect(0);
    assert!(ran.says("SPECIFICATION LOST in 001: it was removed"), "{}", ran.screen());
}

#[test]
fn an_expected_specification_decides_the_exit_code() {
    let project = Project::with_seeds();
    let ran = project.run(&["snapshot", "--expect-specification"]).expect(1);
    assert!(ran.says("no seed is a specification"), "{}", ran.screen());
    project.write("seeds/005_fedcba9876543210.md", SPECIFICATION);
    let found = project.json(1, &["snapshot", "--check", "--expect-specification"]);
    assert_eq!(found["specifications"], serde_json::json!(["005"]));
    project.run(&["snapshot", "--expect-specification"]).expect(0);
    let ran = project.run(&["snapshot", "--check", "--expect-specification"]).expect(0);
    assert!(ran.says("specification: 005"), "{}", ran.screen());
    let news = "seeds/003_4641404722756e64.txt";
    project.run(&["snapshot", "--check", "--expect-specification", news]).expect(1);
}

#[test]
fn the_checklist_quotes_its_evidence_and_asks_for_what_is_missing() {
    let project = with_specification();
    project.run(&["snapshot"]).expect(0);
    let found = project.json(0, &["readiness", "001"]);
    let readiness = &found["readiness"];
    assert_eq!(readiness["verdict"], "specification");
    assert_eq!(found["label"]["version"], 2);
    for element in readiness["elements"].as_array().unwrap() {
        let is_present = element["present"].as_bool().unwrap();
        assert_eq!(element["ask"].is_null(), is_present, "{element}");
        for evidence in element["evidence"].as_array().unwrap() {
            let range = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
            let quoted = &SPECIFICATION[range("start")..range("end")];
            assert!(quoted.starts_with(evidence["text"].as_str().unwrap()), "{evidence}");
            let line = SPECIFICATION[..range("start")].matches('\n').count() + 1;
            assert_eq!(evidence["first_line"], line);
        }
    }
    let first = &readiness["requirements"][0];
    assert!(first["text"].as_str().unwrap().contains("open a gate only when"), "{first}");
    assert!(first["id"].as_str().unwrap().starts_with("R-"));
    let ran = project.run(&["readiness", "001", "--version", "1"]).expect(0);
    assert!(ran.stdout.starts_with("001@1  none (0.0"), "{}", ran.screen());
    assert!(ran.says("ask for numbered or normative sentences"), "{}", ran.screen());
}

#[test]
fn requirements_are_followed_from_version_to_version() {
    let project = with_specification();
    project.run(&["snapshot"]).expect(0);
    let path = "seeds/001_fedcba9876543210.md";
    project.edit(path, "within 90 s after", "within 60 s after");
    project.edit(path, "- LG-4 The controller must not open both gates at the same time.\n", "");
    project.edit(
        path,
        "## 4 Interfaces",
        "- LG-7 The controller shall sound the horn for 3 s before a gate moves.\n\n## 4 Interfaces",
    );
    // Wrapped anew: nothing changed.
    project.edit(path, "within 200 ms. It shall", "within\n200 ms. It shall");
    project.run(&["snapshot"]).expect(0);
    let found = project.json(0, &["readiness", "001", "--from", "2"]);
    let changed = found["changed"].as_array().unwrap();
    assert_eq!(changed.len(), 1, "{found:#}");
    assert_eq!(changed[0]["significance"], serde_json::json!(["quantity"]));
    assert!(changed[0]["old"]["text"].as_str().unwrap().contains("90 s"));
    assert!(changed[0]["new"]["text"].as_str().unwrap().contains("60 s"));
    let words = |key: &str| found[key][0]["text"].as_str().unwrap().to_owned();
    assert!(words("added").contains("sound the horn"), "{found:#}");
    assert!(words("removed").contains("must not open both gates"), "{found:#}");
    let before = found["old"]["requirements"].as_u64().unwrap();
    assert_eq!(found["unchanged"], before - 2);
    let ran = project.run(&["readiness", "001", "--from", "2", "--to", "3"]).expect(0);
    assert!(ran.says("[-90-]{+60+} s after"), "{}", ran.screen());
    assert!(ran.says("1 changed, 1 added, 1 removed"), "{}", ran.screen());
    let markdown = ["readiness", "001", "--from", "2", "--format", "markdown"];
    assert!(project.run(&markdown).expect(0).says("<del>90</del> <ins><b>60</b></ins> s after"));
    let same = project.run(&["readiness", "001", "--from", "3"]).expect(0);
    assert!(same.says("requirements stand"), "{}", same.screen());
}

#[test]
fn a_plain_file_outside_any_project_is_judged_and_explained() {
    let project = Project::without_git();
    project.write("lock.md", SPECIFICATION);
    project.write("news.txt", NEWS);
    let ran = project.run(&["readiness", "lock.md"]).expect(0);
    assert!(ran.stdout.starts_with("lock.md  specification ("), "{}", ran.screen());
    let found = project.json(0, &["readiness", "lock.md", "--explain"]);
    let features = found["explanation"]["features"].as_array().unwrap();
    assert!(features.len() > 50);
    let regression = found["explanation"]["regression"].as_f64().unwrap();
    let shares: f64 = features.iter().filter_map(|feature| feature["regression"].as_f64()).sum();
    assert!(regression.is_finite() && shares.is_finite());
    assert!(project.run(&["readiness", "lock.md", "--explain"]).expect(0).says("log-odds"));
    let lines = project.run(&["readiness", "lock.md", "news.txt", "--format", "json"]).expect(0);
    let verdicts: Vec<String> = lines
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|view| view["readiness"]["verdict"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(verdicts, ["specification", "none"]);
    let weak = SPECIFICATION.replace("within 200 ms", "quickly");
    project.write("weak.md", weak);
    let ran = project.run(&["readiness", "weak.md"]).expect(0);
    assert!(ran.says("vague word: quickly"), "{}", ran.screen());
    let ran = project.run(&["readiness", "weak.md", "--from", "lock.md"]).expect(0);
    assert!(ran.says("[-within 200 ms-]{+quickly+}"), "{}", ran.screen());
}

#[test]
fn every_seed_has_a_line_and_wrong_names_are_told() {
    let project = Project::with_seeds();
    let ran = project.run(&["readiness"]).expect(0);
    assert!(ran.stdout.starts_with("no seed is a specification\n"), "{}", ran.screen());
    assert_eq!(ran.stdout.lines().count(), 6);
    let ran = project.run(&["readiness", "009"]).expect(2);
    assert!(ran.says("no seed 009 was ever recorded"), "{}", ran.screen());
    let ran = project.run(&["readiness", "003", "009"]).expect(2);
    assert!(ran.stdout.starts_with("003@1  none"), "{}", ran.screen());
    let ran = project.run(&["readiness", "003@1", "--version", "2"]).expect(2);
    assert!(ran.says("names a version already"), "{}", ran.screen());
    project.run(&["readiness", "003", "--from", "7"]).expect(2);
    let hostile = "# Spec \u{1b}]0;x\u{7}\n\nThe server shall \u{202e}answer \u{1b}[2J fast.\n";
    project.write("evil.md", hostile);
    let ran = project.run(&["readiness", "evil.md"]).expect(0);
    assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.stdout);
    let ran = project.run(&["readiness", "evil.md", "--format", "markdown"]).expect(0);
    assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.stdout);
}
