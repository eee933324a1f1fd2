//! The watch list, end to end.

use insta::assert_snapshot;

use crate::project::Project;

/// This repository's own settings.
const SETTINGS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/provenance.toml"));

const NEWS: &str = "The ministry praised the tidal barrier's new “Harbour\nWatch\u{2011}System” on \
                    Monday.\n\nNobody said what it does.\n";

const LIST: &str = "\
[[awaiting]]
name = 'harbour watch system'
aliases = ['港口监视系统']

[[awaiting]]
name = 'ferry booking'
";

fn specification(title: &str) -> String {
    format!(
        "# {title}\n\nVersion: 2\n\n## 1 Scope\n\nThis document specifies the system that watches \
         ships in a harbour.\n\n## 2 Requirements\n\n\
         - HW-1 The system shall report the position of every ship at least every 10 s.\n\
         - HW-2 The system shall raise an alarm within 2 s when two ships come closer than 50 m.\n\
         - HW-3 When a radar fails, the system shall switch to the second radar and log error E-7.\n\
         - HW-4 The server must store all positions for at least 90 days.\n\
         - HW-5 The system shall accept messages as JSON over HTTPS.\n\
         - HW-6 The client must authenticate itself with a certificate.\n\n\
         ## 3 Interface\n\n| field | type | unit | description |\n|---|---|---|---|\n\
         | ship | string | - | call sign |\n| speed | float | kn | speed over ground |\n\
         | course | integer | degree | 0 to 359 |\n\n`POST /positions` takes a position, \
         `GET /positions/{{ship}}` returns the last one, `GET /alarms` lists alarms.\n\n\
         ## 4 Acceptance\n\nGiven two ships, when they come closer than 50 m, then an alarm is \
         raised. Each requirement has a test case.\n"
    )
}

#[test]
fn none_of_the_systems_that_the_five_seeds_name_has_a_specification() {
    let project = Project::with_seeds();
    project.write("provenance.toml", SETTINGS);
    let ran = project.run(&["awaiting"]).expect(0);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../expected/cli");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!("awaiting_seeds", ran.screen()));
    let view = project.json(0, &["awaiting"]);
    let entries = view["awaiting"].as_array().unwrap();
    assert_eq!(entries.len(), 12);
    for entry in entries {
        assert_eq!(entry["specification"], "none", "{entry:#}");
        let seeds = entry["mentioned_in"].as_array().unwrap();
        assert!(!seeds.is_empty(), "{entry:#}");
        for seed in seeds {
            let path = seed["label"]["path"].as_str().unwrap();
            let bytes = std::fs::read(project.path(path)).unwrap();
            for mention in seed["mentions"].as_array().unwrap() {
                let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
                let named = std::str::from_utf8(&bytes[at("start")..at("end")]).unwrap();
                assert!(!named.is_empty());
                let line = bytes[..at("start")].iter().filter(|byte| **byte == b'\n').count();
                assert_eq!(at("first_line"), line + 1);
            }
        }
    }
}

#[test]
fn a_specification_belongs_by_its_title_and_its_arrival_names_the_system() {
    let project = Project::new();
    project.write("provenance.toml", LIST);
    project.write("seeds/001_0123456789abcdef.txt", NEWS);
    project.run(&["snapshot"]).expect(0);
    let before = project.json(0, &["awaiting"]);
    let entry = &before["awaiting"][0];
    assert_eq!(
        (&entry["specification"], entry["mentioned_in"][0]["mentions"][0]["first_line"].as_u64()),
        (&"none".into(), Some(1))
    );
    assert_eq!(entry["since"]["label"]["version"], 1);
    assert!(before["awaiting"][1]["since"].is_null());
    project.write(
        "seeds/002_0123456789abcdef.md",
        specification("Harbour watch-system: system requirements"),
    );
    let ran = project.run(&["snapshot"]).expect(0);
    assert!(
        ran.stdout.starts_with("SPECIFICATION ARRIVED in 002 for “harbour watch system”: "),
        "{}",
        ran.screen()
    );
    let after = project.json(0, &["awaiting"]);
    let entry = &after["awaiting"][0];
    assert_eq!(entry["specification"], "specification");
    assert_eq!(entry["specified_by"][0]["basis"], "inferred");
    assert_eq!(entry["specified_by"][0]["label"]["seed"], "002");
    assert_eq!(entry["since"]["label"]["seed"], "001");
    let ran = project.run(&["awaiting"]).expect(0);
    assert!(ran.says("2 systems are awaited; 1 specified"), "{}", ran.screen());
    assert!(ran.says("its title names it (inferred)"), "{}", ran.screen());
    assert!(ran.says("ferry booking none no seed"), "{}", ran.screen());
}

#[test]
fn a_person_may_say_which_seed_specifies_a_system() {
    let project = Project::new();
    let asserted = LIST.replace("name = 'ferry", "specification = '002'\nname = 'ferry");
    project.write("provenance.toml", &asserted);
    project.write("seeds/001_0123456789abcdef.txt", NEWS);
    project.run(&["snapshot"]).expect(0);
    let ran = project.run(&["awaiting"]).expect(1);
    assert!(
        ran.says("seed 002 as its specification, which was never recorded"),
        "{}",
        ran.screen()
    );
    project.write("seeds/002_0123456789abcdef.md", specification("A system"));
    project.run(&["snapshot"]).expect(0);
    let view = project.json(0, &["awaiting"]);
    let found = &view["awaiting"][1]["specified_by"][0];
    assert_eq!((&found["basis"], &found["verdict"]), (&"asserted".into(), &"specification".into()));
    assert_eq!(view["awaiting"][0]["specified_by"], serde_json::json!([]));
    project.remove("seeds/002_0123456789abcdef.md");
    project.run(&["snapshot"]).expect(0);
    assert!(project.run(&["awaiting"]).expect(1).says("which was removed"));
}

#[test]
fn news_whose_title_names_a_system_specifies_nothing() {
    let project = Project::new();
    project.write("provenance.toml", LIST);
    let news =
        format!("Harbour watch system opens\n\n{NEWS}\nThe harbour watch systems of others.\n");
    project.write("seeds/001_0123456789abcdef.txt", news);
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/001_0123456789abcdef.txt", "Another text.\n");
    project.run(&["snapshot"]).expect(0);
    let view = project.json(0, &["awaiting"]);
    let entry = &view["awaiting"][0];
    assert_eq!(entry["specified_by"], serde_json::json!([]));
    assert_eq!(entry["mentioned_in"], serde_json::json!([]));
    // The mention is gone, but since when the system is awaited is not forgotten.
    assert_eq!(entry["since"]["label"]["version"], 1);
}

#[test]
fn a_watch_list_that_cannot_be_used_is_refused_with_its_entry() {
    let project = Project::new();
    for (list, message) in [
        ("[[awaiting]]\naliases = ['x']", "entry 1: `name` is missing"),
        ("[[awaiting]]\nname = '!'", "too short"),
        ("[[awaiting]]\nname = 'ab'\nspecification = 5", "in quotes"),
        ("[[awaiting]]\nname = 'ab'\nalias = ['x']", "did you mean `awaiting.aliases`?"),
        ("[[awaiting]]\nname = 'ab'\n[[awaiting]]\nname = 'AB'", "entries 1 and 2 are both called"),
        ("awaiting = 'ab'", "is not a configuration"),
    ] {
        project.write("provenance.toml", list);
        let ran = project.run(&["awaiting"]).expect(2);
        assert!(ran.says(message), "{}", ran.screen());
    }
    project.write("provenance.toml", "");
    assert!(project.run(&["awaiting"]).expect(0).says("nothing is awaited"));
}
