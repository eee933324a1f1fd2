//! Documents that may not be handed on, and contents that are taken out of reach.

use crate::project::Project;
use crate::project::Ran;

const OLD: &str = "Canal locks\n\nThe gate shall close within 90 s. The keeper shall see the gate at \
    all times.\n\nUnless the wind exceeds 17 m/s, the gate stays in use. A second keeper is on call.\n";

const FILE: &str = "seeds/licensed/locks.txt";

const DECISION: &str = "docs/decisions/0001-gate.md";

/// A project with a licensed document that git does not know, recorded and committed, and a
/// decision that rests on a sentence of it and on a part of one.
fn licensed() -> Project {
    let project = Project::new();
    let settings = project.read("provenance.toml");
    let rule = "[[kept]]\nfiles = [\"licensed/\"]\nkeep = \"hashes\"\n";
    project.write("provenance.toml", format!("{rule}\n{settings}"));
    project.write(".gitignore", "seeds/licensed/\n");
    project.write(FILE, OLD);
    project.write("seeds/open.txt", "The harbour opens at six. Ships wait for the pilot.\n");
    project.run(&["snapshot"]).expect(0);
    let quote = |words: &str| {
        format!("> {words}\n>\n> — [seed licensed/locks.txt@1](../../seeds/licensed/locks.txt)\n")
    };
    let whole = quote("The gate shall close within 90 s.");
    project.write(DECISION, format!("{whole}\n{}", quote("see the gate at all times")));
    project.commit("licensed");
    project
}

/// Compares a screen with the expected one, but for ids of runs and commits and for times.
fn keep_screen(name: &str, ran: &Ran) {
    let mut screen = ran.screen();
    for (pattern, shown) in [
        (r"run [0-9a-f]{8}", "run [run]"),
        (r"/[0-9a-f]{8}…", "/[id]…"),
        (r"in [0-9.]+ s\b", "in [time]"),
        (r"commit [0-9a-f]{10}", "commit [commit]"),
    ] {
        screen = regex::Regex::new(pattern).unwrap().replace_all(&screen, shown).into_owned();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../expected/cli");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, screen));
}

/// What somebody has who cloned it: everything but the document.
fn cloned(project: Project) -> Project {
    let root = project.root.to_str().unwrap().to_owned();
    project.git(&["clone", "-q", &root, "../clone"]);
    project.at("clone")
}

#[test]
fn nothing_under_snapshots_has_a_word_of_a_document_that_may_not_be_handed_on() {
    let project = licensed();
    let listed = project.git(&["ls-files"]);
    assert!(!listed.contains("licensed/"), "{listed}");
    assert!(!project.try_git(&["grep", "-il", "-e", "keeper", "-e", "wind", "--", "snapshots"]));
    project.run(&["verify"]).expect(0);
}

#[test]
fn who_has_the_document_sees_everything() {
    let project = licensed();
    assert!(project.run(&["audit"]).expect(0).says("2 hold: 2 unchanged"));
    assert!(project.run(&["show", "licensed/locks.txt"]).expect(0).says("The keeper shall see"));
    project.write(FILE, OLD.replace("90 s", "60 s"));
    assert!(project.run(&["diff"]).expect(0).says("[-90-]{+60+} s"));
    project.run(&["snapshot"]).expect(0);
    let between = ["diff", "licensed/locks.txt@1", "licensed/locks.txt@2"];
    assert!(project.run(&between).expect(0).says("[-90-]{+60+} s"));
    assert!(project.run(&["audit"]).expect(1).says("quantity"));
    assert!(project.run(&["blame", "licensed/locks.txt"]).expect(0).says("The keeper"));
    assert!(project.run(&["verify"]).expect(0).says("all checked against the bytes here"));
}

#[test]
fn a_clone_without_the_document_is_whole_and_says_what_it_cannot_show() {
    let clone = cloned(licensed());
    keep_screen("withheld_clone_status", &clone.run(&["status"]));
    assert!(clone.run(&["snapshot"]).expect(0).says("1 not here"));
    assert!(clone.run(&["snapshot", "--check"]).expect(0).says("nothing changed"));
    keep_screen("withheld_clone_verify", &clone.run(&["verify"]));
    keep_screen("withheld_clone_show", &clone.run(&["show", "licensed/locks.txt"]));
    let cite = clone.run(&["cite", "licensed/locks.txt", "the gate"]).expect(2);
    assert!(cite.says("whoever has the document puts it at seeds/licensed/locks.txt"));
    clone.run(&["coverage", "licensed/locks.txt"]).expect(2);
    assert!(clone.run(&["readiness"]).expect(0).says("open.txt"));
    assert!(clone.run(&["log", "licensed/locks.txt"]).expect(0).says("new"));
}

#[test]
fn whole_sentences_are_confirmed_by_their_hashes_and_parts_are_not_guessed() {
    let project = licensed();
    project.write(FILE, OLD.replace("17 m/s", "12 m/s"));
    project.run(&["snapshot"]).expect(0);
    project.commit("wind");
    let clone = cloned(project);
    keep_screen("withheld_clone_audit", &clone.run(&["audit"]));
    let between = ["diff", "licensed/locks.txt@1", "licensed/locks.txt@2"];
    keep_screen("withheld_clone_diff", &clone.run(&between));
    let json = clone.run(&[&between[..], &["--format", "json", "--exit-code"]].concat());
    assert_eq!(json.status, 1);
    assert_eq!(json.json()["kept"], 4);
}

#[test]
fn a_passage_that_changed_out_of_sight_needs_a_person() {
    let project = licensed();
    project.write(FILE, OLD.replace("90 s", "60 s"));
    project.run(&["snapshot"]).expect(0);
    project.commit("sooner");
    let clone = cloned(project);
    let audit = clone.run(&["audit", "--format", "json"]).expect(1).json();
    let findings: Vec<&str> = audit["citations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["finding"].as_str().unwrap())
        .collect();
    assert_eq!(findings, ["not-here", "changed"]);
    // With the new document at hand, a part of a sentence that stayed is told by the sentence.
    clone.write(FILE, OLD.replace("90 s", "60 s"));
    assert!(clone.run(&["audit"]).expect(1).says("changed"));
}

/// The project after its gate closes sooner, and a clone of it without the document.
fn sooner() -> (Project, Project) {
    let project = licensed();
    project.write(FILE, OLD.replace("90 s", "60 s"));
    project.run(&["snapshot"]).expect(0);
    project.commit("sooner");
    let root = project.root.to_str().unwrap().to_owned();
    project.git(&["clone", "-q", &root, "../clone"]);
    let clone = project.beside("clone");
    (project, clone)
}

/// The id of the citation with a finding.
fn id_of(project: &Project, finding: &str) -> String {
    let audit = project.run(&["audit", "--format", "json"]).json();
    let citations = audit["citations"].as_array().unwrap();
    let it = citations.iter().find(|one| one["finding"] == finding).unwrap();
    format!("C-{}", &it["id"].as_str().unwrap()[..8])
}

#[test]
fn what_changed_out_of_sight_is_accepted_for_that_version_alone() {
    let (_project, clone) = sooner();
    keep_screen("withheld_clone_changed", &clone.run(&["audit"]));
    let ids = ["changed", "not-here"].map(|finding| id_of(&clone, finding));
    let word = ["--why", "Ben read both in the library"];
    keep_screen(
        "withheld_clone_accept",
        &clone.run(&[&["audit", "--accept", &ids[0], &ids[1]][..], &word].concat()),
    );
    assert!(clone.run(&["audit"]).expect(0).says("2 accepted"));
    clone.run(&["verify"]).expect(0);
    clone.write(FILE, OLD.replace("90 s", "45 s"));
    clone.run(&["snapshot"]).expect(0);
    assert!(clone.run(&["audit"]).expect(1).says("changed"));
}

#[test]
fn what_the_holder_of_a_document_accepts_counts_for_those_who_have_it_not() {
    let (project, clone) = sooner();
    let id = id_of(&project, "quantity");
    let accept = ["audit", "--accept", &id, "--unchanged", "--why", "we close within 45 s"];
    assert!(project.run(&accept).expect(0).says("accepted for 2 citations"));
    project.commit("accepted");
    clone.git(&["pull", "-q"]);
    assert!(clone.run(&["audit"]).expect(0).says("2 accepted"));
    let revoke = ["audit", "--revoke", &id, "--why", "the pilot site takes 70 s"];
    clone.run(&revoke).expect(0);
    assert!(clone.run(&["audit"]).expect(1).says("changed"));
}

#[test]
fn an_acceptance_out_of_sight_is_none_of_what_the_document_shows() {
    let (project, clone) = sooner();
    let id = id_of(&clone, "changed");
    clone.run(&["audit", "--accept", &id, "--why", "Ben read it"]).expect(0);
    clone.commit("accepted");
    project.git(&["pull", "-q", clone.root.to_str().unwrap(), "main"]);
    assert!(project.run(&["audit"]).expect(1).says("quantity"));
}

#[test]
fn an_absent_document_is_not_removed_unless_its_path_is_named() {
    let clone = cloned(licensed());
    assert!(clone.run(&["status"]).expect(0).says("everything is recorded"));
    clone.remove("seeds/open.txt");
    // What is left to find is not an empty folder by mistake.
    clone.write("seeds/other.txt", "Something else.\n");
    let snapshot = clone.run(&["snapshot", FILE]).expect(0);
    assert!(snapshot.says("removed") && snapshot.says("1 removal"));
    clone.run(&["verify"]).expect(0);
}

#[test]
fn the_whole_work_tree_is_compared_though_one_old_document_is_not_here() {
    let clone = cloned(licensed());
    clone.write(FILE, OLD.replace("90 s", "60 s"));
    clone.edit("seeds/open.txt", "six", "seven");
    keep_screen("withheld_clone_work_tree", &clone.run(&["diff"]));
    clone.run(&["diff", "--exit-code"]).expect(1);
    let json = clone.run(&["diff", "--format", "json"]).expect(0).stdout;
    assert_eq!(json.lines().count(), 2);
    assert!(
        clone
            .run(&["diff", "--format", "markdown"])
            .expect(0)
            .says("left out licensed/locks.txt@1")
    );
    // Without the hashes nothing can be told of that seed; the other is compared all the same.
    let listed = clone.git(&["ls-files", "snapshots/hashes"]);
    clone.remove(listed.trim());
    let diff = clone.run(&["diff"]).expect(2);
    assert!(diff.says("{+seven+}") && diff.says("cannot compare seed licensed/locks.txt"));
}

#[test]
fn a_document_that_git_would_take_is_told() {
    let project = licensed();
    project.remove(".gitignore");
    assert!(project.run(&["status"]).expect(0).says("may not be handed on, but git takes it"));
}

#[test]
fn a_hash_that_is_not_that_of_its_sentence_is_a_breach() {
    let project = licensed();
    let listed = project.git(&["ls-files", "snapshots/hashes"]);
    let path = listed.trim();
    let bytes = project.read(path);
    let line = bytes.lines().nth(2).unwrap();
    let hash = line.split('"').nth(5).unwrap();
    let forged = bytes.replace(hash, &"0".repeat(32));
    project.write(path, &forged);
    project.run(&["verify"]).expect(3);
    // Under its own name a forged file is whole, and contradicts the document.
    let name = provenance::id::HashesId::of(forged.as_bytes()).to_string();
    let own = path.rsplit('/').next().unwrap().to_owned();
    project.rename(path, &path.replace(&own, &format!("{name}.jsonl")));
    assert!(project.run(&["verify"]).expect(3).says("does not have the hash it says"));
}

#[test]
fn missing_hashes_are_a_breach_with_the_command_that_brings_them_back() {
    let clone = cloned(licensed());
    let listed = clone.git(&["ls-files", "snapshots/hashes"]);
    clone.remove(listed.trim());
    assert!(clone.run(&["verify"]).expect(3).says("git checkout -- snapshots/hashes/"));
}

#[test]
fn a_snapshot_makes_missing_and_altered_hashes_again_where_the_document_is() {
    let project = licensed();
    project.write(FILE, OLD.replace("90 s", "60 s"));
    project.run(&["snapshot"]).expect(0);
    project.commit("sooner");
    let files = project.files("snapshots/hashes");
    let kept: Vec<String> = files.iter().map(|path| project.read(path)).collect();
    assert_eq!(files.len(), 2);
    project.remove(&files[0]);
    project.write(&files[1], kept[1].replace("\"line\":1", "\"line\":2"));
    assert!(project.run(&["snapshot"]).expect(0).says("from the document"));
    project.run(&["verify"]).expect(0);
    // All of them gone, they are the same again.
    files.iter().for_each(|path| project.remove(path));
    project.run(&["snapshot"]).expect(0);
    let again: Vec<String> = files.iter().map(|path| project.read(path)).collect();
    assert_eq!(again, kept);
    // Who has not the document learns where they are.
    let clone = cloned(project);
    clone.remove(&files[0]);
    let snapshot = clone.run(&["snapshot"]).expect(3);
    assert!(snapshot.says("git checkout -- snapshots/hashes/"));
}

#[test]
fn the_same_content_in_an_open_folder_is_kept_as_bytes() {
    let project = licensed();
    project.write("seeds/copy.txt", OLD);
    project.run(&["snapshot"]).expect(0);
    project.run(&["verify"]).expect(0);
    project.commit("copy");
    assert!(cloned(project).run(&["show", "copy.txt"]).expect(0).says("The keeper shall see"));
}

#[test]
fn a_review_of_licensed_documents_finds_no_tampering() {
    let project = licensed();
    project.git(&["checkout", "-q", "-b", "next"]);
    project.write(FILE, OLD.replace("90 s", "60 s"));
    project.run(&["snapshot"]).expect(0);
    project.commit("sooner");
    let review = project.run(&["review", "main", "--format", "json"]).json();
    assert_eq!(review["findings"].as_array().unwrap().len(), 0, "{review}");
}

/// A project whose second version of a seed holds a key.
fn leaked() -> Project {
    let project = Project::new();
    project.write("seeds/001.txt", "Ships wait for the pilot.\n");
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/001.txt", "Key: k-1852. Ships wait for the pilot.\n");
    project.run(&["snapshot"]).expect(0);
    project.write(DECISION, "> Ships wait for the pilot.\n>\n> — [seed 001.txt@2](x)\n");
    project.commit("leak");
    project
}

fn withhold(project: &Project) -> Ran {
    project.run(&["withhold", "001.txt@2", "--why", "a key leaked"])
}

#[test]
fn a_withheld_content_is_gone_for_ever_and_the_record_stays_sound() {
    let project = leaked();
    keep_screen("withhold", &withhold(&project));
    keep_screen("withheld_verify", &project.run(&["verify"]).expect(0));
    keep_screen("withheld_show", &project.run(&["show", "001.txt@2"]));
    keep_screen("withheld_snapshot", &project.run(&["snapshot"]).expect(0));
    assert!(project.run(&["audit"]).expect(1).says("withheld"));
    assert!(project.run(&["diff", "001.txt@1", "001.txt@2"]).expect(2).says("was withheld by"));
    assert!(project.run(&["log", "001.txt"]).expect(0).says("withheld by"));
    project.commit("withheld");
    assert!(!project.try_git(&["grep", "-l", "k-1852", "--", "snapshots"]));
    project.write("seeds/001.txt", "Ships wait for the pilot.\n");
    project.run(&["snapshot"]).expect(0);
    project.run(&["snapshot", "--reanalyse"]).expect(0);
    project.run(&["verify"]).expect(0);
}

#[test]
fn a_withheld_content_that_comes_back_is_not_kept_again() {
    let project = leaked();
    withhold(&project).expect(1);
    project.write("seeds/002.txt", "Key: k-1852. Ships wait for the pilot.\n");
    let snapshot = project.run(&["snapshot"]).expect(0);
    assert!(snapshot.says("seeds/002.txt holds what"));
    assert!(project.run(&["verify"]).expect(0).says("withheld"));
    assert!(project.run(&["show", "002.txt"]).expect(0).says("was withheld by"));
    let branch = project.git(&["ls-files", "--others", "snapshots/objects"]);
    assert_eq!(branch, "");
}

#[test]
fn stopped_after_the_statement_the_rest_is_done_by_the_same_command() {
    let project = leaked();
    let listed = project.git(&["ls-files", "snapshots/objects"]);
    withhold(&project).expect(1);
    for object in listed.lines() {
        project.git(&["checkout", "-q", "--", object]);
    }
    let verify = project.run(&["verify"]).expect(1);
    assert!(verify.says("is withheld since") && verify.says("provenance withhold 001.txt@2"));
    assert!(project.run(&["show", "001.txt@2"]).expect(0).says("was withheld by"));
    assert!(withhold(&project).expect(1).says("withheld before"));
    project.run(&["verify"]).expect(0);
    let statements = std::fs::read_dir(project.path("snapshots/statements/2026-11")).unwrap();
    assert_eq!(statements.count(), 1);
}

#[test]
fn a_withholding_names_a_version_and_a_reason() {
    let project = leaked();
    project.run(&["withhold", "001.txt", "--why", "x"]).expect(2);
    project.run(&["withhold", "001.txt@2", "--why", " "]).expect(2);
    project.run(&["withhold", "001.txt@9", "--why", "x"]).expect(2);
    project.run(&["verify"]).expect(0);
}

#[test]
fn a_review_tells_a_withholding_and_takes_it_for_no_tampering() {
    let project = leaked();
    project.git(&["checkout", "-q", "-b", "next"]);
    withhold(&project).expect(1);
    project.write("seeds/001.txt", "Ships wait for the pilot.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("withhold");
    let review = project.run(&["review", "main", "--format", "json"]).json();
    let concerns: Vec<&str> = review["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["concern"].as_str().unwrap())
        .collect();
    assert!(concerns.contains(&"statement"), "{review}");
    assert!(!concerns.contains(&"tampering"), "{review}");
    // Without the statement the same removal is tampering.
    project.git(&["rm", "-qr", "snapshots/statements"]);
    project.commit("unsaid");
    let review = project.run(&["review", "main"]);
    assert!(review.says("was removed; nothing that is recorded is ever removed"), "{review:?}");
}
