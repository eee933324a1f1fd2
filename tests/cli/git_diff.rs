//! `git diff` and its kin on seeds, with real git.

use std::io::Write;
use std::process::Stdio;

use crate::project::BINARY;
use crate::project::Project;

const SEED: &str = "seeds/003_1111111111111111.txt";

const TEXT: &str = "1. Scope\n\nThe relay answers within 5 s. A client keeps the journal for a \
                    year. Every refusal is written down with its reason.\n\n2. Times\n\nA relay \
                    that hears nothing for a minute asks its neighbour.\n\nA neighbour that is \
                    asked answers with the number of the last request.\n\n3. Limits\n\nNobody \
                    keeps more than a thousand requests.\n";

/// A committed seed and the driver set up.
fn set_up() -> Project {
    let project = Project::new();
    project.write(SEED, TEXT);
    project.run(&["init", "--git-diff"]).expect(0);
    project.run(&["snapshot"]).expect(0);
    project.commit("seed");
    project
}

#[test]
fn git_diff_shows_changed_words_with_their_class() {
    let project = set_up();
    project.edit(SEED, "5 s", "50 s");
    let shown = project.git(&["diff"]);
    assert!(shown.starts_with(&format!("{SEED}\n")), "{shown}");
    assert!(shown.contains("→ working tree"), "{shown}");
    assert!(shown.contains("1 quantity"), "{shown}");
    assert!(shown.contains("[-5-]{+50+}"), "{shown}");
}

#[test]
fn git_log_and_git_show_have_one_sentence_a_line() {
    let project = set_up();
    project.edit(SEED, "5 s", "50 s");
    project.run(&["snapshot"]).expect(0);
    project.commit("slower");
    for arguments in [&["log", "-p", "-1", "--", "seeds"][..], &["show", "--", "seeds"]] {
        let shown = project.git(arguments);
        assert!(shown.contains("-The relay answers within 5 s.\n"), "{shown}");
        assert!(shown.contains("+The relay answers within 50 s.\n"), "{shown}");
        assert!(!shown.contains("-A client keeps"), "{shown}");
        assert!(!shown.contains("+A client keeps"), "{shown}");
    }
    let with = project.git(&["log", "-p", "-1", "--ext-diff", "--", "seeds"]);
    assert!(with.contains("[-5-]{+50+}"), "{with}");
}

#[test]
fn git_add_patch_still_stages_lines() {
    let project = set_up();
    project.edit(SEED, "5 s", "50 s");
    let mut git = project.command("git");
    let mut child = git
        .args(["add", "-p", SEED])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"y\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shown}");
    assert!(shown.contains("Stage this hunk"), "{shown}");
    assert!(shown.contains("+The relay answers within 50 s. A client"), "the raw lines: {shown}");
    assert_eq!(project.git(&["show", &format!(":{SEED}")]), TEXT.replace("5 s", "50 s"));
}

#[test]
fn a_patch_of_git_still_applies_when_asked_for_without_the_driver() {
    let project = set_up();
    project.edit(SEED, "5 s", "50 s");
    let patch = project.git(&["diff", "--no-ext-diff", "--no-textconv"]);
    project.git(&["checkout", "-q", "--", "seeds"]);
    project.write("../change.patch", patch);
    project.git(&["apply", "../change.patch"]);
    assert!(project.read(SEED).contains("50 s"));
}

#[test]
fn new_deleted_renamed_and_executable_files_are_told() {
    let project = set_up();
    project.write("seeds/new.txt", "A new one.\n");
    project.git(&["add", "-N", "seeds/new.txt"]);
    let shown = project.git(&["diff", "--", "seeds/new.txt"]);
    assert!(shown.contains("new file, mode 100644") && shown.contains("nothing →"), "{shown}");
    project.git(&["rm", "-q", "--cached", "seeds/new.txt"]);

    project.rename(SEED, "seeds/003_2222222222222222.txt");
    project.edit("seeds/003_2222222222222222.txt", "5 s", "50 s");
    project.git(&["add", "seeds"]);
    let shown = project.git(&["diff", "--cached", "-M", "--", "seeds"]);
    assert!(shown.contains("similarity index"), "{shown}");
    assert!(shown.contains("→ seeds/003_2222222222222222.txt"), "{shown}");
    assert!(shown.contains("[-5-]{+50+}"), "{shown}");
    project.git(&["reset", "-q", "--hard"]);

    project.git(&["update-index", "--chmod=+x", SEED]);
    let shown = project.git(&["diff", "--cached", "--", "seeds"]);
    assert!(shown.contains("mode 100644 → 100755"), "{shown}");
    project.git(&["reset", "-q", "--hard"]);

    project.remove(SEED);
    let shown = project.git(&["diff"]);
    assert!(shown.contains("deleted") && shown.contains("→ nothing"), "{shown}");
}

#[test]
fn a_conflict_is_told_and_git_goes_on() {
    let project = set_up();
    project.git(&["checkout", "-q", "-b", "side"]);
    project.edit(SEED, "5 s", "6 s");
    project.commit("side");
    project.git(&["checkout", "-q", "main"]);
    project.edit(SEED, "5 s", "7 s");
    project.commit("main");
    assert!(!project.try_git(&["merge", "-q", "side"]));
    let shown = project.git(&["diff"]);
    assert!(shown.contains(SEED), "{shown}");
}

#[test]
fn the_driver_can_be_given_on_the_command_line_alone() {
    let project = Project::new();
    project.write(SEED, TEXT);
    project.write(".git/info/attributes", "seeds/** diff=provenance\n");
    project.commit("seed");
    project.edit(SEED, "a year", "ten years");
    let command = format!("diff.provenance.command={BINARY} git-diff");
    let shown = project.git(&["-c", &command, "diff"]);
    assert!(shown.contains("quantity"), "{shown}");
    let plain = project.git(&["diff"]);
    assert!(plain.starts_with("diff --git"), "an unknown driver is no driver: {plain}");
}

#[test]
fn arguments_that_git_would_not_give_are_refused_with_the_way_to_set_it_up() {
    let project = Project::new();
    let ran = project.run(&["git-diff", "a", "b"]).expect(2);
    assert!(ran.says("provenance init --git-diff"), "{}", ran.screen());
}

#[test]
fn init_says_what_it_set_and_how_to_undo_it_and_undoing_works() {
    let project = Project::new();
    let ran = project.run(&["init", "--git-diff"]).expect(0);
    assert!(ran.says("diff.provenance.command"), "{}", ran.screen());
    assert!(ran.says("undo: git config --remove-section diff.provenance"), "{}", ran.screen());
    assert!(project.read(".gitattributes").contains("seeds/** diff=provenance\n"));
    let again = project.run(&["init", "--git-diff"]).expect(0);
    assert!(again.stdout.starts_with("already set up"), "{}", again.screen());
    project.git(&["config", "--remove-section", "diff.provenance"]);
    project.write(SEED, TEXT);
    project.git(&["add", "-N", SEED]);
    assert!(project.git(&["diff"]).contains("diff --git"));
}

#[test]
fn a_pointer_of_git_lfs_is_told_as_such() {
    let project = set_up();
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n";
    project.write("seeds/large.pdf", pointer);
    let ran = project.run(&["snapshot"]).expect(0);
    assert!(ran.says("Git LFS pointer"), "{}", ran.screen());
    assert!(ran.says("git lfs pull"), "{}", ran.screen());
    project.git(&["add", "-N", "seeds/large.pdf"]);
    assert!(project.git(&["diff", "--", "seeds"]).contains("Git LFS pointer"));
}

#[test]
fn below_the_pager_of_git_words_are_coloured_unless_somebody_refused() {
    let project = set_up();
    project.edit(SEED, "5 s", "50 s");
    let shown = |set: &[(&str, &str)], arguments: &[&str]| {
        let mut git = project.command("git");
        for (name, value) in set {
            git.env(name, value);
        }
        let output = git.args(arguments).arg("diff").output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let paged = ("GIT_PAGER_IN_USE", "true");
    assert!(shown(&[paged], &[]).contains("\u{1b}["));
    assert!(!shown(&[], &[]).contains("\u{1b}["));
    assert!(!shown(&[paged, ("NO_COLOR", "1")], &[]).contains("\u{1b}["));
    project.git(&["config", "color.ui", "never"]);
    assert!(!shown(&[paged], &[]).contains("\u{1b}["));
}

#[test]
fn objects_and_runs_fold_away_in_pull_and_merge_requests() {
    let project = set_up();
    let runs = project.files("snapshots/runs");
    let objects = project.files("snapshots/objects");
    let asked = ["check-attr", "linguist-generated", "gitlab-generated", "diff", "--"];
    let run = project.git(&[&asked[..], &[&runs[0]]].concat());
    assert!(run.contains("linguist-generated: set") && run.contains("gitlab-generated: set"));
    let object = project.git(&[&asked[..], &[&objects[0]]].concat());
    assert!(object.contains("diff: unset") && object.contains("linguist-generated: set"));
    let stat = project.git(&["show", "--format=", "--", "snapshots/objects"]);
    assert!(stat.contains("Binary files"), "{stat}");
}
