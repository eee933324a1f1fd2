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
