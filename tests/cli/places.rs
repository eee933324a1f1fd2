//! Repositories of every kind, and none.

use crate::project::Project;

#[test]
fn a_clone_that_changes_line_ends_still_verifies() {
    let origin = Project::new();
    origin.write("seeds/a.txt", "One line.\nAnother.\n");
    origin.run(&["snapshot"]).expect(0);
    origin.commit("seed");
    origin.git(&["clone", "-q", "-c", "core.autocrlf=true", ".", "../crlf"]);
    let clone = origin.at("crlf");
    clone.run(&["verify"]).expect(0);
    let ran = clone.run(&["snapshot"]).expect(0);
    assert!(ran.stdout.starts_with("nothing changed: 1 seed"), "{}", ran.stdout);
}

#[test]
fn a_shallow_clone_has_the_whole_record() {
    let origin = Project::new();
    for text in ["One.\n", "Two.\n", "Three.\n"] {
        origin.write("seeds/a.txt", text);
        origin.run(&["snapshot"]).expect(0);
        origin.commit(text);
    }
    let url = format!("file://{}", origin.root.display());
    origin.git(&["clone", "-q", "--depth", "1", &url, "../shallow"]);
    let clone = origin.at("shallow");
    clone.run(&["verify"]).expect(0);
    assert_eq!(clone.json(0, &["log", "a.txt"])["entries"].as_array().unwrap().len(), 3);
}

#[test]
fn a_worktree_and_a_detached_head_record_like_any_other() {
    let origin = Project::with_seeds();
    origin.git(&["worktree", "add", "-q", "--detach", "../tree"]);
    let tree = origin.at("tree");
    tree.write("seeds/a.txt", "One.\n");
    tree.run(&["snapshot"]).expect(0);
    tree.run(&["verify"]).expect(0);
    assert!(!tree.path(".git/provenance").exists());
    assert_eq!(tree.git(&["status", "--porcelain", "snapshots/.tmp"]), "");
}

#[test]
fn a_bare_repository_has_no_seeds_and_says_so() {
    let origin = Project::with_seeds();
    origin.git(&["clone", "-q", "--bare", ".", "../bare"]);
    let bare = origin.at("bare");
    let ran = bare.run(&["snapshot"]).expect(2);
    assert!(ran.says("bare repository"), "{}", ran.screen());
}

#[test]
fn without_any_repository_everything_but_git_works() {
    let project = Project::without_git();
    project.run(&["init"]).expect(0);
    project.write("seeds/a.txt", "One.\n");
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/a.txt", "Two.\n");
    project.run(&["snapshot"]).expect(0);
    project.run(&["verify"]).expect(0);
    assert_eq!(project.json(0, &["log"])["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn a_folder_that_is_no_project_is_told_how_to_become_one() {
    let project = Project::without_git();
    let ran = project.run(&["status"]).expect(2);
    assert!(ran.says("provenance init"), "{}", ran.screen());
}

#[test]
fn a_seed_that_a_sparse_checkout_leaves_out_is_not_removed() {
    let project = Project::new();
    project.write("seeds/near/a.txt", "One.\n");
    project.write("seeds/far/b.txt", "Two.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("seeds");
    project.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/seeds/far/"]);
    assert!(!project.path("seeds/far/b.txt").exists());
    let view = project.json(0, &["snapshot"]);
    assert_eq!(view["changes"].as_array().unwrap().len(), 0, "{view}");
}

#[test]
fn a_command_in_a_folder_below_finds_the_project() {
    let project = Project::with_seeds();
    let ran = project.run(&["-C", "seeds", "status"]).expect(0);
    assert!(ran.says("5 seeds"), "{}", ran.screen());
}

#[test]
fn a_project_inside_a_submodule_has_its_own_history_and_settings() {
    let inner = Project::new();
    inner.write("seeds/a.txt", "One.\n");
    inner.run(&["snapshot"]).expect(0);
    inner.commit("inner");
    let origin = inner.root.display().to_string();
    inner.git(&["init", "-q", "-b", "main", "../outer"]);
    let outer = inner.at("outer");
    outer.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &origin, "sub"]);
    outer.git(&["commit", "-q", "-m", "outer"]);
    let sub = outer.at("outer/sub");
    let log = sub.json(0, &["log"]);
    assert_eq!(log["entries"][0]["commit"]["subject"], "inner");
    sub.run(&["init", "--git-diff", "--hook"]).expect(0);
    assert!(!sub.path("../.git/hooks/pre-commit").exists());
    assert!(sub.path("../.git/modules/sub/hooks/pre-commit").exists());
    sub.edit("seeds/a.txt", "One", "Two");
    assert!(sub.git(&["diff", "--", "seeds"]).contains("[-One-]{+Two+}"));
}

#[test]
fn seeds_in_a_submodule_that_is_not_checked_out_are_not_removed() {
    let documents = Project::without_git();
    documents.git(&["init", "-q", "-b", "main"]);
    documents.write("b.txt", "Two.\n");
    documents.commit("documents");
    let origin = documents.root.display().to_string();
    documents.git(&["init", "-q", "-b", "main", "../main"]);
    let project = documents.at("main");
    project.run(&["init"]).expect(0);
    project.write("seeds/a.txt", "One.\n");
    let file = "protocol.file.allow=always";
    project.git(&["-c", file, "submodule", "--quiet", "add", &origin, "seeds/far"]);
    let view = project.json(0, &["snapshot"]);
    assert_eq!(view["changes"].as_array().unwrap().len(), 2, "{view}");
    project.commit("both");
    project.git(&["submodule", "--quiet", "deinit", "-f", "seeds/far"]);
    assert!(!project.path("seeds/far/b.txt").exists());
    let view = project.json(0, &["snapshot"]);
    assert_eq!(view["changes"].as_array().unwrap().len(), 0, "{view}");
}

/// A repository of a kind that the git library does not read; none where git cannot make one.
fn of_kind(option: &str) -> Option<Project> {
    let project = Project::without_git();
    if !project.try_git(&["init", "-q", "-b", "main", option]) {
        eprintln!("skipped: this git knows no {option}");
        return None;
    }
    Some(project)
}

#[test]
fn repositories_that_cannot_be_read_are_told_and_everything_but_git_works() {
    for option in ["--object-format=sha256", "--ref-format=reftable"] {
        let Some(project) = of_kind(option) else { continue };
        let ran = project.run(&["init", "--git-diff", "--hook"]).expect(0);
        assert!(
            ran.says("git is not used") && !ran.says("no git repository here:"),
            "{}",
            ran.screen()
        );
        assert!(
            ran.says("next: put") || ran.says("git config diff.provenance.command"),
            "{}",
            ran.screen()
        );
        project.write("seeds/a.txt", "One.\n");
        let ran = project.run(&["snapshot"]).expect(0);
        assert!(ran.says("git is not used"), "{}", ran.screen());
        project.write("seeds/a.txt", "Two.\n");
        project.run(&["snapshot"]).expect(0);
        project.run(&["verify"]).expect(0);
        project.run(&["blame", "a.txt"]).expect(0);
        let log = project.json(0, &["log"]);
        assert!(log["notes"].to_string().contains("git is not used"), "{log}");
        let ran = project.run(&["diff", "a.txt@git:HEAD", "a.txt@1"]).expect(2);
        assert!(ran.says("has a format that cannot be read here"), "{}", ran.screen());
    }
}

#[test]
fn the_diff_driver_works_in_repositories_that_cannot_be_read() {
    for option in ["--object-format=sha256", "--ref-format=reftable"] {
        let Some(project) = of_kind(option) else { continue };
        project.run(&["init", "--git-diff"]).expect(0);
        project.write("seeds/a.txt", "The limit is 5 s.\n");
        project.commit("seed");
        project.edit("seeds/a.txt", "5 s", "9 s");
        let command = format!("diff.provenance.command={} git-diff", crate::project::BINARY);
        let shown = project.git(&["-c", &command, "diff"]);
        assert!(shown.contains("[-5-]{+9+}"), "{shown}");
    }
}

#[test]
fn a_repository_of_somebody_else_is_told_with_the_remedy() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    let nobody = Some(65_534);
    if std::os::unix::fs::chown(&project.root, nobody, None).is_err()
        || std::os::unix::fs::chown(project.path(".git"), nobody, None).is_err()
    {
        eprintln!("skipped: this user cannot give files away");
        return;
    }
    let ran = project.run(&["snapshot"]).expect(0);
    assert!(ran.says("belongs to another user"), "{}", ran.screen());
    assert!(ran.says("git config --global --add safe.directory"), "{}", ran.screen());
    let log = project.json(0, &["log"]);
    assert!(log["notes"].to_string().contains("safe.directory"), "{log}");
    let root = project.root.display().to_string();
    project.git(&["config", "--global", "--add", "safe.directory", &root]);
    let ran = project.run(&["status"]).expect(0);
    assert!(!ran.says("belongs to another user"), "{}", ran.screen());
}

#[test]
fn the_diff_driver_of_a_worktree_is_that_of_its_repository() {
    let origin = Project::with_seeds();
    origin.run(&["init", "--git-diff"]).expect(0);
    origin.commit("driver");
    origin.git(&["worktree", "add", "-q", "--detach", "../tree"]);
    let tree = origin.at("tree");
    tree.write("seeds/new.txt", "One.\n");
    tree.git(&["add", "-N", "seeds/new.txt"]);
    assert!(tree.git(&["diff"]).contains("new file"));
    let ran = tree.run(&["init", "--git-diff"]).expect(0);
    assert!(ran.stdout.starts_with("already set up"), "{}", ran.screen());
    assert_eq!(tree.json(0, &["log", "003"])["entries"][0]["commit"]["subject"], "seeds");
}
