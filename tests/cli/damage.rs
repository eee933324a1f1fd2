//! What happens to files, and what is told.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::project::BINARY;
use crate::project::Project;
use crate::project::Ran;

fn flip(project: &Project, path: &str, at: usize) {
    let mut bytes = fs::read(project.path(path)).unwrap();
    bytes[at] ^= 1;
    project.write(path, bytes);
}

#[test]
fn a_sound_store_is_told_as_sound() {
    let project = Project::with_seeds();
    let ran = project.run(&["verify"]).expect(0);
    assert!(
        ran.stdout.starts_with("sound: 5 seeds, 5 versions, 1 run, 5 objects"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_flipped_byte_of_an_object_is_a_breach_and_the_next_snapshot_heals_it() {
    let project = Project::with_seeds();
    let object = project.files("snapshots/objects").remove(2);
    let before = fs::read(project.path(&object)).unwrap();
    flip(&project, &object, 100);
    let found = project.json(3, &["verify"]);
    let path = found["breaches"][0]["path"].as_str().unwrap();
    assert_eq!(format!("snapshots/{path}"), object);
    assert_eq!(found["breaches"][0]["command"], "provenance snapshot");
    let healed = project.json(0, &["snapshot"]);
    assert_eq!(healed["healed"][0]["path"], object.as_str());
    assert_eq!(fs::read(project.path(&object)).unwrap(), before);
    project.run(&["verify"]).expect(0);
}

#[test]
fn a_missing_object_comes_back_from_git_when_no_seed_has_it() {
    let project = Project::with_seeds();
    project.edit("seeds/002_09a95c0369b48a3f.txt", "four suggestions", "five suggestions");
    project.run(&["snapshot"]).expect(0);
    project.commit("second");
    let first = project.json(0, &["show", "002@1"])["label"]["digest"].as_str().unwrap().to_owned();
    let object = format!("snapshots/objects/{}/{}", &first[..2], &first[2..]);
    project.remove(&object);
    let found = project.json(3, &["verify"]);
    assert!(found["breaches"][0]["meaning"].as_str().unwrap().contains("is missing"));
    let healed = project.json(0, &["snapshot"]);
    assert!(healed["healed"][0]["source"].as_str().unwrap().starts_with("git blob"));
    project.run(&["verify"]).expect(0);
}

#[test]
fn an_object_that_nothing_can_give_back_is_a_broken_record_and_the_rest_goes_on() {
    let project = Project::without_git();
    project.run(&["init"]).expect(0);
    project.write("seeds/a.txt", "One.\n");
    project.run(&["snapshot"]).expect(0);
    let object = project.files("snapshots/objects").remove(0);
    project.write("seeds/a.txt", "Two.\n");
    project.run(&["snapshot"]).expect(0);
    project.remove(&object);
    project.write("seeds/b.txt", "Three.\n");
    let ran = project.run(&["snapshot"]).expect(3);
    assert!(ran.says("cannot restore snapshots/objects/"), "{}", ran.screen());
    assert!(ran.says("b.txt new"), "{}", ran.screen());
}

#[test]
fn one_flipped_byte_anywhere_in_the_store_is_found() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    project.run(&["snapshot"]).expect(0);
    project.run(&["set", "a.txt", "title=A", "--why", "b"]).expect(0);
    for path in project.files("snapshots") {
        let bytes = fs::read(project.path(&path)).unwrap();
        for at in (0..bytes.len()).step_by(1 + bytes.len() / 24) {
            flip(&project, &path, at);
            project.run(&["verify"]).expect(3);
            project.write(&path, &bytes);
        }
    }
    project.run(&["verify"]).expect(0);
}

#[test]
fn an_altered_run_stops_the_next_snapshot_and_names_the_remedy() {
    let project = Project::with_seeds();
    let run = project.files("snapshots/runs").remove(0);
    project.edit(&run, "\"number\":1", "\"number\":7");
    project.write("seeds/note.txt", "A note.\n");
    let ran = project.run(&["snapshot"]).expect(3);
    assert!(ran.says(&format!("git checkout -- {run}")), "{}", ran.screen());
    project.git(&["checkout", "-q", "--", &run]);
    project.run(&["snapshot"]).expect(0);
}

#[test]
fn a_newer_format_is_refused_with_what_to_do() {
    let project = Project::with_seeds();
    let run = project.files("snapshots/runs").remove(0);
    let newer = project.read(&run).replacen("\"format\":1", "\"format\":9", 1);
    let digest = provenance::id::RunId::of(newer.as_bytes());
    project.remove(&run);
    project.write(&format!("snapshots/runs/2026-11/{digest}.jsonl"), newer);
    let ran = project.run(&["snapshot"]).expect(2);
    assert!(ran.says("format 9"), "{}", ran.screen());
}

/// Takes a snapshot that permissions bind: the superuser gives up reading everything. None where
/// that cannot be done.
fn bound_snapshot(project: &Project, unreadable: &str) -> Option<Ran> {
    let is_bound = fs::metadata(project.path(unreadable)).is_ok()
        && fs::File::open(project.path(unreadable)).is_err();
    let mut command = match is_bound {
        true => project.command(BINARY),
        false => {
            let rights = "-dac_override,-dac_read_search";
            let mut command = project.command("setpriv");
            command.args([format!("--bounding-set={rights}"), format!("--inh-caps={rights}")]);
            command.arg(BINARY);
            command
        }
    };
    let output = command.env("PROVENANCE_NOW", "2026-11-22T10:00:00Z").arg("snapshot").output();
    let Ok(output) = output else {
        eprintln!("skipped: the superuser reads everything, and there is no setpriv");
        return None;
    };
    Some(Ran {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    })
}

fn set_mode(project: &Project, path: &str, mode: u32) {
    fs::set_permissions(project.path(path), fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn an_unreadable_seed_is_told_and_the_others_are_recorded() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    project.write("seeds/secret.txt", "Two.\n");
    set_mode(&project, "seeds/secret.txt", 0o000);
    let Some(ran) = bound_snapshot(&project, "seeds/secret.txt") else { return };
    let ran = ran.expect(2);
    assert!(ran.says("cannot read seeds/secret.txt"), "{}", ran.screen());
    assert!(ran.says("fix the permission and run `provenance snapshot` again"), "{}", ran.screen());
    assert_eq!(project.json(0, &["show", "a.txt"])["text"], "One.\n");
    set_mode(&project, "seeds/secret.txt", 0o644);
    let changes = project.json(0, &["snapshot"])["changes"].clone();
    assert_eq!((&changes[0]["seed"], changes.as_array().unwrap().len()), (&"secret.txt".into(), 1));
}

#[test]
fn what_lies_in_an_unreadable_folder_is_told_and_not_taken_for_removed() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    project.write("seeds/locked/b.txt", "Two.\n");
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/a.txt", "One, replaced.\n");
    set_mode(&project, "seeds/locked", 0o000);
    let ran = bound_snapshot(&project, "seeds/locked");
    set_mode(&project, "seeds/locked", 0o755);
    let Some(ran) = ran else { return };
    let ran = ran.expect(2);
    assert!(ran.says("cannot read seeds/locked"), "{}", ran.screen());
    assert!(!ran.says("removed"), "{}", ran.screen());
    assert_eq!(project.json(0, &["show", "a.txt"])["text"], "One, replaced.\n");
    project.run(&["snapshot", "--check"]).expect(0);
}

#[test]
fn a_cache_full_of_rubbish_changes_nothing() {
    let project = Project::with_seeds();
    for cache in ["stamps", "objects"] {
        project.write(&format!(".git/provenance/{cache}"), "rubbish");
    }
    project.run(&["snapshot"]).expect(0);
    project.edit("seeds/000_bca16cead6d63c54.txt", "2023", "2022");
    let view = project.json(0, &["snapshot"]);
    assert_eq!(view["changes"][0]["event"], "replaced");
}

#[test]
fn a_missing_or_empty_seeds_folder_is_an_error_and_no_removal() {
    let project = Project::with_seeds();
    project.rename("seeds", "elsewhere");
    let ran = project.run(&["snapshot"]).expect(2);
    assert!(ran.says("there is no folder"), "{}", ran.screen());
    fs::create_dir(project.path("seeds")).unwrap();
    let ran = project.run(&["snapshot"]).expect(2);
    assert!(ran.says("--allow-empty"), "{}", ran.screen());
    let view = project.json(0, &["snapshot", "--allow-empty"]);
    assert_eq!(view["changes"].as_array().unwrap().len(), 5);
    assert!(view["changes"].as_array().unwrap().iter().all(|it| it["event"] == "removed"));
}

#[test]
fn an_unknown_setting_names_the_nearest_one() {
    let project = Project::new();
    project.write("provenance.toml", "[identity]\npatern = ''\n");
    let ran = project.run(&["status"]).expect(2);
    assert!(ran.says("did you mean `identity.pattern`?"), "{}", ran.screen());
}
