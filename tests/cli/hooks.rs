//! Hooks and templates, run for real where this machine has what they need.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::project::BINARY;
use crate::project::Project;

const HOME: &str = env!("CARGO_MANIFEST_DIR");

/// The project's `PATH` with the binary under test in front, under its own name.
fn path_with_binary(project: &Project) -> String {
    let folder = project.path("../bin");
    fs::create_dir_all(&folder).unwrap();
    let link = folder.join("provenance");
    if !link.exists() {
        symlink(BINARY, link).unwrap();
    }
    #[allow(clippy::disallowed_methods, reason = "programs are found as usual")]
    let path = std::env::var("PATH").unwrap();
    format!("{}:{path}", folder.canonicalize().unwrap().display())
}

fn has(program: &str) -> bool {
    let found = std::process::Command::new(program).arg("--version").output();
    let is_there = found.is_ok_and(|output| output.status.success());
    if !is_there {
        eprintln!("skipped: {program} is not on this machine");
    }
    is_there
}

/// Tries to commit what is staged; gives whether it worked and what was said.
fn try_commit(project: &Project) -> (bool, String) {
    let mut git = project.command("git");
    let output = git
        .env("PATH", path_with_binary(project))
        .env("PRE_COMMIT_HOME", project.path("../pre-commit"))
        .args(["commit", "-q", "-m", "change"])
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn the_plain_hook_stops_a_commit_until_the_seeds_are_recorded_and_added() {
    let project = Project::new();
    let ran = project.run(&["init", "--hook"]).expect(0);
    assert!(ran.says("pre-commit") && ran.says("undo: rm"), "{}", ran.screen());
    project.write("seeds/a.txt", "One.\n");
    project.git(&["add", "seeds"]);
    let (worked, said) = try_commit(&project);
    assert!(!worked && said.contains("provenance snapshot && git add"), "{said}");
    project.run(&["snapshot"]).expect(0);
    let (worked, said) = try_commit(&project);
    assert!(!worked && said.contains("are not added") && said.contains("snapshots/"), "{said}");
    project.git(&["add", "seeds", "snapshots"]);
    let (worked, said) = try_commit(&project);
    assert!(worked, "{said}");
    project.write("code.rs", "fn main() {}\n");
    project.write("seeds/later.txt", "Not in this commit.\n");
    project.git(&["add", "code.rs"]);
    let (worked, said) = try_commit(&project);
    assert!(worked, "a commit without seeds is none of its business: {said}");
}

#[test]
fn a_hook_that_is_there_stays_and_is_told_what_to_add() {
    let project = Project::new();
    project.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    let ran = project.run(&["init", "--hook"]).expect(0);
    assert!(ran.says("kept") && ran.says("snapshot --check || exit 1"), "{}", ran.screen());
    assert_eq!(project.read(".git/hooks/pre-commit"), "#!/bin/sh\nexit 0\n");
}

#[test]
fn the_entry_of_the_pre_commit_definition_stops_and_passes() {
    let definition = fs::read_to_string(Path::new(HOME).join(".pre-commit-hooks.yaml")).unwrap();
    let entry = definition.lines().find_map(|line| line.trim().strip_prefix("entry: ")).unwrap();
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    let run = || {
        let mut shell = project.command("sh");
        shell.env("PATH", path_with_binary(&project)).args(["-c", entry]).status().unwrap().code()
    };
    assert_eq!(run(), Some(1));
    project.run(&["snapshot"]).expect(0);
    assert_eq!(run(), Some(0));
}

#[test]
fn the_pre_commit_tool_runs_the_definition() {
    if !has("pre-commit") {
        return;
    }
    let project = Project::new();
    let hooks = project.path("../hooks");
    fs::create_dir_all(&hooks).unwrap();
    fs::copy(Path::new(HOME).join(".pre-commit-hooks.yaml"), hooks.join(".pre-commit-hooks.yaml"))
        .unwrap();
    let there = hooks.to_str().unwrap();
    project.git(&["-C", there, "init", "-q"]);
    project.git(&["-C", there, "add", "-A"]);
    project.git(&["-C", there, "commit", "-q", "-m", "hooks"]);
    let commit = project.git(&["-C", there, "rev-parse", "HEAD"]);
    project.write(
        ".pre-commit-config.yaml",
        format!(
            "repos:\n- repo: {there}\n  rev: {}\n  hooks:\n  - id: provenance-snapshot-system\n",
            commit.trim()
        ),
    );
    project.commit("configuration");
    let mut install = project.command("pre-commit");
    let output =
        install.env("PRE_COMMIT_HOME", project.path("../pre-commit")).arg("install").output();
    assert!(output.unwrap().status.success());
    project.write("seeds/a.txt", "One.\n");
    project.git(&["add", "seeds"]);
    let (worked, said) = try_commit(&project);
    assert!(!worked && said.contains("every seed is recorded"), "{said}");
    project.run(&["snapshot"]).expect(0);
    project.git(&["add", "seeds", "snapshots"]);
    let (worked, said) = try_commit(&project);
    assert!(worked, "{said}");
}
