//! Reviews of revisions, repositories and files that are not what they should be.

use serde_json::Value;

use crate::project::Project;
use crate::review::concerns;
use crate::review::events;
use crate::review::findings;
use crate::review::pull_request;

#[test]
fn revisions_that_cannot_be_meant_are_refused_with_what_to_do() {
    let project = pull_request();
    let refused = |range: &str, message: &str| {
        let ran = project.run(&["review", range]).expect(2);
        assert!(ran.says(message), "{range}: {}", ran.screen());
    };
    refused("nowhere..topic", "there is no revision \"nowhere\"");
    refused("main...nowhere", "there is no revision \"nowhere\"");
    project.git(&["tag", "topic", "main"]);
    refused("main..topic", "refs/tags/topic, refs/heads/topic");
    project.git(&["tag", "-d", "topic"]);
    let blob = project.git(&["rev-parse", "HEAD:provenance.toml"]);
    refused(blob.trim(), "names one file");
    project.git(&["tag", "files", "main^{tree}"]);
    refused("files...topic", "\"files\" is no commit");
    let review = project.json(0, &["review", "files..topic"]);
    assert_eq!(events(&review).len(), 3, "two trees can be compared");
}

#[test]
fn repositories_without_history_without_a_project_and_none_at_all_are_told_apart() {
    let project = Project::without_git();
    let ran = project.run(&["review", "main"]).expect(2);
    assert!(ran.says("no git repository here"), "{}", ran.screen());
    project.git(&["init", "-q", "-b", "main"]);
    for arguments in [&["review"][..], &["review", "HEAD"], &["review", "main...HEAD"]] {
        let ran = project.run(arguments).expect(2);
        assert!(ran.says("the repository has no commit yet"), "{}", ran.screen());
    }
    project.write("README", "nothing here\n");
    project.commit("one");
    project.write("README", "nothing here either\n");
    project.commit("two");
    let ran = project.run(&["review", "HEAD~1"]).expect(0);
    assert!(ran.stdout.starts_with("no seed changed"), "{}", ran.screen());
}

#[test]
fn unrelated_histories_have_no_merge_base_but_can_be_compared() {
    let project = pull_request();
    project.git(&["checkout", "-q", "--orphan", "other"]);
    project.git(&["rm", "-rq", "--cached", "."]);
    project.git(&["commit", "-q", "--allow-empty", "-m", "empty"]);
    project.git(&["checkout", "-q", "-f", "topic"]);
    let ran = project.run(&["review", "other...topic"]).expect(2);
    assert!(ran.says("other and topic have no commit in common"), "{}", ran.screen());
    assert!(ran.says("provenance review other..topic"), "{}", ran.screen());
    let review = project.json(0, &["review", "other..topic"]);
    assert_eq!(review["summary"]["new"], 5);
}

#[test]
fn a_merge_is_reviewed_against_each_of_its_parents() {
    let project = pull_request();
    project.git(&["checkout", "-q", "main"]);
    project.write("seeds/side.md", "A side note.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("side");
    project.git(&["merge", "-q", "--no-edit", "topic"]);
    let first = project.json(0, &["review", "HEAD^1..HEAD"]);
    assert_eq!(events(&first), [("000", "removed"), ("003", "replaced"), ("retry.md", "new")]);
    let second = project.json(0, &["review", "HEAD^2..HEAD"]);
    assert_eq!(events(&second), [("side.md", "new")]);
    assert_eq!(concerns(&second), [""; 0]);
}

#[test]
fn links_other_repositories_pointers_and_large_files_are_told_and_not_followed() {
    let project = Project::new();
    for name in ["link", "module", "pointer", "large"] {
        project.write(&format!("seeds/{name}.txt"), "The client must retry.\n");
    }
    project.commit("one");
    project.remove("seeds/link.txt");
    std::os::unix::fs::symlink("/etc/passwd", project.path("seeds/link.txt")).unwrap();
    project.remove("seeds/module.txt");
    let commit = project.git(&["rev-parse", "HEAD"]);
    let entry = format!("160000,{},seeds/module.txt", commit.trim());
    let oid = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 9\n");
    project.write("seeds/pointer.txt", pointer);
    project.write("seeds/large.txt", vec![b'\n'; 25 << 20]);
    project.git(&["add", "-A"]);
    project.git(&["update-index", "--add", "--cacheinfo", &entry]);
    project.git(&["commit", "-q", "-m", "two"]);
    let review = project.json(0, &["review", "HEAD~1"]);
    let told = findings(&review, "unread");
    assert_eq!(told.len(), 4, "{told:?}");
    for what in ["symbolic link", "another repository", "Git LFS pointer", "25 MiB"] {
        assert!(told.iter().any(|told| told.contains(what)), "{what}: {told:?}");
    }
    assert!(!review.to_string().contains("root:"), "the link was followed");
    project.run(&["review", "HEAD~1", "--fail-on", "unread"]).expect(1);
    let back = project.json(0, &["review", "HEAD..HEAD~1"]);
    assert_eq!(findings(&back, "unread").len(), 4);
}

#[test]
fn a_name_that_no_seed_can_have_is_told() {
    let project = Project::new();
    project.write("seeds/a\nb.txt", "One.\n");
    project.commit("one");
    let review = project.json(0, &["review", "HEAD~1"]);
    let told = findings(&review, "unread");
    assert!(told[0].contains("control character"), "{told:?}");
    let shown = project.run(&["review", "HEAD~1", "--format", "markdown"]).expect(0).stdout;
    assert!(shown.contains("seeds/a␊b"), "{shown}");
}

#[test]
fn a_folder_of_seeds_that_became_a_link_is_told() {
    let project = Project::with_seeds();
    std::fs::rename(project.path("seeds"), project.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", project.path("seeds")).unwrap();
    project.commit("link");
    let ran = project.run(&["review", "HEAD~1", "--fail-on", "unread"]).expect(1);
    assert!(ran.says("seeds is no folder"), "{}", ran.screen());
    assert_eq!(project.json(0, &["review", "HEAD~1"])["summary"]["removed"], 5);
}

#[test]
fn a_project_below_the_top_of_its_repository_is_found() {
    let project = Project::without_git();
    project.git(&["init", "-q", "-b", "main"]);
    project.write("team/seeds/a.txt", "The limit is 5 s.\n");
    project.commit("one");
    project.edit("team/seeds/a.txt", "5 s", "9 s");
    project.commit("two");
    let review = project.json(0, &["-C", "team", "review", "HEAD~1"]);
    assert_eq!(events(&review), [("a.txt", "replaced")]);
    assert_eq!(review["folder"], "team");
    let sarif = project.json_of(&["-C", "team", "review", "HEAD~1", "--format", "sarif"]);
    let uri = "/runs/0/results/1/locations/0/physicalLocation/artifactLocation/uri";
    assert_eq!(sarif.pointer(uri).unwrap(), "team/seeds/a.txt");
}

#[test]
fn a_project_in_a_folder_of_a_bare_repository_is_named() {
    let project = Project::without_git();
    project.git(&["init", "-q", "-b", "main"]);
    project.write("docs/team/seeds/a.txt", "The limit is 5 s.\n");
    project.commit("one");
    project.edit("docs/team/seeds/a.txt", "5 s", "9 s");
    project.commit("two");
    let inside = project.json(0, &["-C", "docs/team", "review", "HEAD~1"]);
    project.git(&["clone", "-q", "--bare", ".", "bare.git"]);
    let review = |folder| ["-C", "bare.git", "review", "HEAD~1", "--project", folder];
    for folder in ["docs/team", "./docs/team/"] {
        assert_eq!(project.json(0, &review(folder)), inside);
    }
    let ran = project.run(&review("docs")).expect(2);
    assert!(
        ran.says("neither revision has a folder docs with a project in it"),
        "{}",
        ran.screen()
    );
    let ran = project.run(&review("../docs")).expect(2);
    assert!(ran.says("is no folder below the top"), "{}", ran.screen());
    assert_eq!(
        project.json(0, &["-C", "bare.git", "review", "HEAD~1"])["seeds"],
        Value::Array(vec![])
    );
}
