//! Files that a person brings.

use std::fs;

use crate::project::Project;

fn bring(project: &Project, name: &str, text: impl AsRef<[u8]>) -> String {
    let folder = project.root.parent().unwrap().join("downloads");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_file_becomes_the_next_seed_and_keeps_its_name_in_the_record() {
    let project = Project::with_seeds();
    let path = bring(&project, "Relay v2.md", "# Relay\n\nThe relay must answer.\n");
    let added = project.json(0, &["add", &path]);
    assert_eq!(added["documents"][0]["seed"], "005");
    let capture = &project.json(0, &["show", "005"])["capture"];
    assert_eq!(capture["kind"], "file");
    assert_eq!(capture["file"], "Relay v2.md");
    // Where it lay on this machine is nobody else's business.
    let runs = project.files("snapshots/runs");
    assert!(runs.iter().all(|run| !project.read(run).contains("downloads")));
    project.run(&["verify"]).expect(0);
}

#[test]
fn a_file_becomes_the_next_version_of_a_named_seed() {
    let project = Project::with_seeds();
    let old = project.json(0, &["show", "003"])["text"].as_str().unwrap().to_owned();
    let path = bring(&project, "new.txt", old.replace("2.05 billion", "2.5 billion"));
    let added = project.json(0, &["add", "--id", "003", &path]);
    assert_eq!(added["documents"][0]["outcome"], "replaced");
    assert_eq!(project.json(0, &["show", "003"])["label"]["version"], 2);
    assert_eq!(project.files("seeds").len(), 5);
    // Another kind of file gets a name with its own ending, and is still the same seed.
    let path = bring(&project, "new.md", "# Relay\n\nThe relay must answer.\n");
    project.run(&["add", "--id", "003", &path]).expect(0);
    assert_eq!(project.json(0, &["show", "003"])["label"]["version"], 3);
    assert_eq!(project.files("seeds").len(), 5);
    assert!(project.files("seeds").iter().any(|path| path.ends_with(".md")));
}

#[test]
fn a_new_id_and_a_path_can_be_named() {
    let project = Project::with_seeds();
    let one = bring(&project, "one.txt", "One relay must answer.\n");
    project.run(&["add", "--id", "042", &one]).expect(0);
    project.run(&["show", "042"]).expect(0);
    let two = bring(&project, "two.txt", "Two relays must answer.\n");
    project.run(&["add", "--to", "seeds/specs/two.txt", &two]).expect(0);
    assert_eq!(project.read("seeds/specs/two.txt"), "Two relays must answer.\n");
    let ran = project.run(&["add", "--to", "seeds/../x.txt", &one]).expect(2);
    assert!(ran.says("not a path below seeds/"), "{}", ran.screen());
    let three = bring(&project, "three.txt", "Three relays must answer.\n");
    let ran = project.run(&["add", "--to", "seeds/specs/two.txt", &three]).expect(2);
    assert!(ran.says("is there already"), "{}", ran.screen());
    let ran = project.run(&["add", "--id", "050", &one, &two]).expect(2);
    assert!(ran.says("several documents cannot be one seed"), "{}", ran.screen());
}

#[test]
fn where_ids_are_paths_the_file_keeps_its_name() {
    let project = Project::new();
    project.write("provenance.toml", "[identity]\npattern = \"\"\n");
    let path = bring(&project, "Relay 规范.txt", "The relay must answer.\n");
    let added = project.json(0, &["add", &path]);
    assert_eq!(added["documents"][0]["path"], "seeds/Relay-规范.txt");
    let other = bring(&project, "Relay 规范.txt", "Another relay must answer.\n");
    let added = project.json(0, &["add", &other]);
    assert_eq!(added["documents"][0]["path"], "seeds/Relay-规范-2.txt");
}

#[test]
fn what_is_no_file_is_told() {
    let project = Project::new();
    let path = bring(&project, "one.txt", "One relay must answer.\n");
    let folder = project.root.parent().unwrap().join("downloads");
    let ran = project.run(&["add", folder.to_str().unwrap(), "missing.txt", &path]).expect(2);
    for told in ["it is no file, but a folder", "No such file", "recorded 1 version"] {
        assert!(ran.says(told), "{told}: {}", ran.screen());
    }
    assert_eq!(project.files("seeds").len(), 1);
}

#[test]
fn a_folder_that_leads_out_of_the_seeds_is_not_written_into() {
    let project = Project::new();
    let outside = project.root.parent().unwrap().join("outside");
    fs::create_dir_all(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, project.path("seeds/link")).unwrap();
    let path = bring(&project, "one.txt", "One relay must answer.\n");
    let ran = project.run(&["add", "--to", "seeds/link/one.txt", &path]).expect(2);
    assert!(ran.says("a symbolic link leads out of seeds/"), "{}", ran.screen());
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
}

#[test]
fn a_file_under_an_id_that_is_not_recorded_is_not_hidden() {
    let project = Project::with_seeds();
    project.write("seeds/007_0123456789abcdef.txt", "Not recorded yet.\n");
    let path = bring(&project, "one.txt", "One relay must answer.\n");
    assert_eq!(project.json(0, &["add", &path])["documents"][0]["seed"], "008");
    let two = bring(&project, "two.txt", "Two relays must answer.\n");
    let ran = project.run(&["add", "--id", "007", &two]).expect(2);
    assert!(ran.says("run `provenance snapshot` first"), "{}", ran.screen());
}
