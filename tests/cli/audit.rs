//! What became of cited passages: every case in which other tools are silent or cry wolf, and what
//! people do next.

use serde_json::Value;

use crate::project::Project;
use crate::project::Ran;
use crate::sarif_schema::violations;

const SPEC: &str = "\
# Relay protocol

## 4.1 Datagrams

An endpoint MUST expand its first datagram to at least 1200 bytes.

An endpoint MUST NOT send data before the handshake is confirmed.

## 4.2 Closing

A server SHOULD close an idle connection after 30 seconds.

Servers keep a token for each client that came before.
";

const EXPAND: &str = "An endpoint MUST expand its first datagram to at least 1200 bytes.";
const EARLY: &str = "An endpoint MUST NOT send data before the handshake is confirmed.";
const IDLE: &str = "A server SHOULD close an idle connection after 30 seconds.";

/// A project with a recorded specification and a decision on each of some passages.
fn cited(quotes: &[&str]) -> Project {
    let project = Project::new();
    project.write("seeds/relay.md", SPEC);
    project.run(&["snapshot"]).expect(0);
    decide(&project, "docs/decisions/0001-relay.md", quotes);
    project.commit("decided");
    project
}

fn decide(project: &Project, file: &str, quotes: &[&str]) {
    let version = digest(project);
    let cite = |quote: &&str| {
        format!("> {quote}\n>\n> — [seed relay.md@{version}](../../seeds/relay.md)\n\nSo we do.\n")
    };
    let text: Vec<String> = quotes.iter().map(cite).collect();
    project.write(file, format!("# Decision\n\n{}", text.join("\n")));
}

fn digest(project: &Project) -> String {
    let shown = project.json(0, &["show", "relay.md"]);
    shown["label"]["digest"].as_str().unwrap()[..8].to_owned()
}

/// Replaces the seed and records it.
fn replace(project: &Project, text: &str) {
    project.write("seeds/relay.md", text);
    project.run(&["snapshot"]).expect(0);
}

fn findings(audit: &Value) -> Vec<&str> {
    let all = audit["citations"].as_array().unwrap();
    all.iter().map(|one| one["finding"].as_str().unwrap()).collect()
}

/// What is found after an edit of the seed, and the exit code.
fn found(quote: &str, new: &str) -> (String, i32) {
    let project = cited(&[quote]);
    replace(&project, new);
    let ran = project.run(&["audit", "--format", "json"]);
    let status = ran.status;
    let audit = ran.json();
    assert_eq!(audit["citations"].as_array().unwrap().len(), 1);
    (findings(&audit)[0].to_owned(), status)
}

fn edited(from: &str, to: &str) -> String {
    assert!(SPEC.contains(from), "the edit does not fit");
    SPEC.replace(from, to)
}

#[test]
fn a_changed_number_is_told_old_and_new() {
    let project = cited(&[EXPAND]);
    replace(&project, &edited("1200", "1280"));
    let audit = project.json(1, &["audit"]);
    let one = &audit["citations"][0];
    assert_eq!((one["finding"].as_str(), one["first_line"].as_u64()), (Some("quantity"), Some(3)));
    assert_eq!(one["old"]["text"], EXPAND);
    assert_eq!(one["new"]["text"], EXPAND.replace("1200", "1280"));
    assert_eq!(one["since"]["version"], 2);
    let ran = project.run(&["audit"]).expect(1);
    for words in ["1 of 1 citation needs a person", "[-1200-]", "{+1280+}", "since relay.md@2"] {
        assert!(ran.says(words), "{words}: {}", ran.screen());
    }
    assert!(ran.says("provenance audit --accept C-"), "{}", ran.screen());
}

#[test]
fn a_prohibition_that_became_a_permission_is_told() {
    assert_eq!(found(EARLY, &edited("MUST NOT", "MAY")), ("obligation".to_owned(), 1));
    assert_eq!(found(EARLY, &edited("MUST NOT", "MUST")).0, "negation");
}

#[test]
fn an_exception_right_after_the_passage_is_told() {
    let exempt = format!("{EARLY} This does not apply to a resumed session.");
    assert_eq!(found(EARLY, &edited(EARLY, &exempt)), ("context".to_owned(), 1));
}

#[test]
fn a_rewording_is_told_with_both_texts() {
    let new = edited(
        "keep a token for each client that came before",
        "hold one token for every returning client",
    );
    let quote = "Servers keep a token for each client that came before.";
    assert_eq!(found(quote, &new), ("reworded".to_owned(), 1));
}

#[test]
fn a_passage_that_went_to_another_section_is_intact() {
    let new = edited(&format!("{EXPAND}\n\n"), "").replace(IDLE, &format!("{IDLE}\n\n{EXPAND}"));
    assert_eq!(found(EXPAND, &new), ("moved".to_owned(), 0));
}

#[test]
fn a_renamed_heading_and_rewrapped_lines_leave_a_passage_as_it_was() {
    assert_eq!(found(EXPAND, &edited("4.1 Datagrams", "5 Packets")), ("unchanged".to_owned(), 0));
    let rewrapped = edited("expand its first", "expand\nits first");
    assert_eq!(found(EXPAND, &rewrapped), ("unchanged".to_owned(), 0));
}

#[test]
fn a_change_elsewhere_never_makes_a_decision_stale() {
    let new = edited("30 seconds", "60 seconds").replace("token", "ticket");
    assert_eq!(found(EXPAND, &new), ("unchanged".to_owned(), 0));
}

#[test]
fn a_deleted_passage_is_gone_although_its_twin_is_alike() {
    let twins = "Team Alpha keeps the northern ledger.\n\nTeam Beta keeps the northern ledger.\n";
    let project = Project::new();
    project.write("seeds/relay.md", twins);
    project.run(&["snapshot"]).expect(0);
    decide(&project, "docs/decisions/0001.md", &["Team Alpha keeps the northern ledger."]);
    replace(&project, "Team Beta keeps the northern ledger.\n");
    let audit = project.json(1, &["audit"]);
    assert_eq!(findings(&audit), ["gone"]);
    assert!(audit["citations"][0]["new"].is_null());
}

#[test]
fn after_a_new_edition_one_command_accepts_the_harmless_and_the_real_ones_stay() {
    let project =
        cited(&[EXPAND, EARLY, IDLE, "Servers keep a token for each client that came before."]);
    let edition = edited("4.2 Closing", "7 Closing")
        .replace(&format!("{EXPAND}\n\n"), "")
        .replace("that came before.", &format!("that came before.\n\n{EXPAND}"))
        .replace("MUST NOT send", "MUST NOT *send*")
        .replace("30 seconds", "90 seconds");
    replace(&project, &edition);
    let before = project.json(1, &["audit"]);
    assert_eq!(findings(&before), ["quantity", "moved", "cosmetic", "unchanged"]);
    let why = "read beside the new edition";
    let accept = ["audit", "--accept", "--moved", "--cosmetic", "--unchanged", "--why", why];
    let accepted = project.json(0, &accept);
    assert_eq!(accepted["citations"].as_array().unwrap().len(), 3);
    assert_eq!(accepted["still_open"], 1);
    assert_eq!(project.files("snapshots/statements").len(), 1, "one new file for all of them");
    let after = project.json(1, &["audit"]);
    assert_eq!(
        (&after["summary"]["accepted"], &after["summary"]["needs_person"]),
        (&3.into(), &1.into())
    );
    project.run(&["verify"]).expect(0);
}

/// The id of the only citation.
fn id(project: &Project) -> String {
    let audit = project.run(&["audit", "--format", "json"]).json();
    audit["citations"][0]["id"].as_str().unwrap().to_owned()
}

fn accept(project: &Project, id: &str) -> Ran {
    project.run(&["audit", "--accept", &id[..6], "--why", "we expand to 1350 anyway"])
}

#[test]
fn an_accepted_finding_is_new_again_as_soon_as_anything_it_rests_on_changes() {
    let project = cited(&[EXPAND]);
    project.git(&["config", "user.name", "Ada"]);
    project.git(&["config", "user.email", "ada@example.org"]);
    replace(&project, &edited("1200", "1280"));
    accept(&project, &id(&project)).expect(0);
    let audit = project.json(0, &["audit"]);
    let by = &audit["citations"][0]["accepted"];
    assert_eq!(
        (by["who"].as_str(), by["why"].as_str()),
        (Some("Ada <ada@example.org>"), Some("we expand to 1350 anyway"))
    );
    replace(&project, &edited("1200", "1280").replace("30", "60"));
    project.run(&["audit"]).expect(0);
    replace(&project, &edited("1200", "1300"));
    project.run(&["audit"]).expect(1);
    replace(&project, &edited("1200", "1280"));
    project.run(&["audit"]).expect(0);
}

#[test]
fn what_was_accepted_can_be_taken_back() {
    let project = cited(&[EXPAND]);
    replace(&project, &edited("1200", "1280"));
    let id = id(&project);
    accept(&project, &id).expect(0);
    project.run(&["audit", "--revoke", &format!("C-{}", &id[..8]), "--why", "a mistake"]).expect(0);
    project.run(&["audit"]).expect(1);
    assert_eq!(project.files("snapshots/statements").len(), 2);
    project.run(&["verify"]).expect(0);
    let again = project.run(&["audit", "--revoke", &id, "--why", "x"]).expect(2);
    assert!(again.says("nothing is accepted"), "{}", again.screen());
    accept(&project, &id).expect(0);
    project.run(&["audit"]).expect(0);
}

#[test]
fn sign_offs_of_two_branches_merge() {
    let project = cited(&[EXPAND, IDLE]);
    replace(&project, &edited("1200", "1280").replace("30 seconds", "60 seconds"));
    project.commit("new edition");
    let audit = project.json(1, &["audit"]);
    let id = |at: usize| audit["citations"][at]["id"].as_str().unwrap().to_owned();
    project.git(&["checkout", "-q", "-b", "side"]);
    accept(&project, &id(0)).expect(0);
    project.commit("side");
    project.git(&["checkout", "-q", "main"]);
    accept(&project, &id(1)).expect(0);
    project.commit("main");
    project.git(&["merge", "-q", "--no-edit", "side"]);
    project.run(&["audit"]).expect(0);
    project.run(&["verify"]).expect(0);
}

#[test]
fn a_reason_and_something_to_accept_are_asked_for() {
    let project = cited(&[EXPAND]);
    replace(&project, &edited("1200", "1280"));
    project.run(&["audit", "--accept", &id(&project)]).expect(2);
    project.run(&["audit", "--accept", &id(&project), "--why", " "]).expect(2);
    project.run(&["audit", "--accept", "--why", "x"]).expect(2);
    let ran = project.run(&["audit", "--accept", "ffffffff", "--why", "x"]).expect(2);
    assert!(ran.says("no citation has the id"), "{}", ran.screen());
}

#[test]
fn the_age_of_a_problem_is_the_version_in_which_it_began() {
    let project = cited(&[EXPAND]);
    replace(&project, &edited("token", "ticket"));
    replace(&project, &edited("1200", "1280"));
    replace(&project, &edited("1200", "1280").replace("token", "ticket"));
    let audit = project.json(1, &["audit"]);
    assert_eq!(audit["citations"][0]["since"]["version"], 3);
    let why = project.json(0, &["why", "docs/decisions/0001-relay.md:3"]);
    let trail = why["reasons"][0]["trail"].as_array().unwrap();
    let steps: Vec<&str> = trail.iter().map(|step| step["finding"].as_str().unwrap()).collect();
    assert_eq!(steps, ["unchanged", "quantity", "quantity"]);
}

#[test]
fn a_passage_never_there_an_unknown_version_and_a_removed_seed_are_told_first() {
    let project =
        cited(&["An endpoint MUST expand its very last datagram to at least 1200 bytes."]);
    let audit = project.json(1, &["audit"]);
    assert_eq!(findings(&audit), ["never-there"]);
    assert_eq!(audit["citations"][0]["nearest"]["text"], EXPAND);
    let ran = project.run(&["audit"]).expect(1);
    assert!(ran.says("these words never stood in relay.md@1"), "{}", ran.screen());
    project.edit("docs/decisions/0001-relay.md", "very last", "first");
    project.run(&["audit"]).expect(0);
    let version = digest(&project);
    project.edit("docs/decisions/0001-relay.md", &version, "00000000");
    assert_eq!(findings(&project.json(1, &["audit"])), ["unknown-version"]);
    project.edit("docs/decisions/0001-relay.md", "relay.md@00000000", "other.md@00000000");
    assert_eq!(findings(&project.json(1, &["audit"])), ["unknown-seed"]);
    project.edit(
        "docs/decisions/0001-relay.md",
        "other.md@00000000",
        &format!("relay.md@{version}"),
    );
    project.write("seeds/other.txt", "Something else stands here.\n");
    project.remove("seeds/relay.md");
    project.run(&["snapshot"]).expect(0);
    let audit = project.json(1, &["audit"]);
    assert_eq!(findings(&audit), ["removed"]);
    assert!(audit["citations"][0]["since"]["date"].is_string());
    accept(&project, &id(&project)).expect(0);
    project.run(&["audit"]).expect(0);
}

#[test]
fn a_citation_of_scrape_noise_is_told() {
    let project = Project::with_seeds();
    let line = project.read("seeds/004_0762e21738063759.txt");
    let hotline = line.lines().nth(22).unwrap().trim();
    let cited = project.run(&["cite", "004", hotline]).expect(0);
    assert!(cited.says("scrape noise"), "{}", cited.screen());
    project.write("docs/decisions/0001.md", &cited.stdout);
    let audit = project.json(1, &["audit"]);
    assert_eq!(findings(&audit), ["noise"]);
}

#[test]
fn a_renamed_seed_is_followed_and_its_link_mended() {
    let project = Project::with_seeds();
    let quote = "more than 2.05 billion users of Internet of Things smart devices";
    for (place, file) in [("markdown", "docs/decisions/0001.md"), ("code", "src/a.rs")] {
        let cited = project.run(&["cite", "003", quote, "--for", place]).expect(0);
        project.write(file, format!("\n{}", cited.stdout));
    }
    project.run(&["audit"]).expect(0);
    project.rename("seeds/003_4641404722756e64.txt", "seeds/003_bbbbbbbbbbbbbbbb.txt");
    project.run(&["snapshot"]).expect(0);
    let audit = project.json(0, &["audit"]);
    assert_eq!(audit["citations"][0]["notes"][0], "old-path");
    let mended = project.json(0, &["audit", "--fix"]);
    assert_eq!(mended["mended"].as_array().unwrap().len(), 2);
    for file in ["docs/decisions/0001.md", "src/a.rs"] {
        let text = project.read(file);
        assert!(text.contains("003_bbbbbbbbbbbbbbbb.txt") && !text.contains("4641404722756e64"));
    }
    assert!(project.json(0, &["audit", "--fix"])["mended"].as_array().unwrap().is_empty());
}

#[test]
fn exit_codes_follow_what_was_asked_for() {
    let project = cited(&[EXPAND]);
    replace(&project, &edited("1200", "1280"));
    project.run(&["audit", "--fail-on", "never"]).expect(0);
    project.run(&["audit", "--fail-on", "gone,obligation"]).expect(0);
    project.run(&["audit", "--fail-on", "gone,quantity"]).expect(1);
    let ran = project.run(&["audit", "--fail-on", "quantities"]).expect(2);
    assert!(ran.says("the findings are"), "{}", ran.screen());
}

#[test]
fn pull_requests_and_code_scanners_get_their_formats() {
    let project = cited(&[EXPAND]);
    replace(&project, &edited("1200", "1280"));
    let markdown = project.run(&["audit", "--format", "markdown"]).expect(1);
    assert!(
        markdown.stdout.contains("<del>1200</del>") && markdown.stdout.contains("**quantity**")
    );
    let sarif = project.run(&["audit", "--format", "sarif"]).expect(1).json();
    assert_eq!(violations(&sarif), Vec::<String>::new());
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "citation/quantity");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "docs/decisions/0001-relay.md");
    assert_eq!(place["region"]["startLine"], 3);
}

#[test]
fn an_audit_of_some_paths_looks_there_alone() {
    let project = cited(&[EXPAND]);
    decide(&project, "notes/b.md", &[IDLE]);
    assert_eq!(project.json(0, &["audit"])["summary"]["citations"], 2);
    assert_eq!(project.json(0, &["audit", "notes"])["summary"]["citations"], 1);
    let ran = project.run(&["audit", "nowhere.md"]).expect(2);
    assert!(ran.says("nowhere.md"), "{}", ran.screen());
}

#[test]
fn a_second_audit_reads_no_text_again_and_a_damaged_memory_changes_nothing() {
    let project = cited(&[EXPAND, IDLE]);
    replace(&project, &edited("1200", "1280"));
    let first = project.run(&["audit"]).expect(1);
    let memory = ".git/provenance/answers";
    let kept = project.read(memory);
    assert_eq!(project.run(&["audit"]).expect(1).stdout, first.stdout);
    project.write(memory, kept.replace("1280", "1200"));
    assert_eq!(project.run(&["audit"]).expect(1).stdout, first.stdout);
    project.write(memory, "rubbish");
    assert_eq!(project.run(&["audit"]).expect(1).stdout, first.stdout);
}

#[test]
fn words_of_the_user_judge_passages_too() {
    let project = Project::new();
    project.write("seeds/relay.md", "The keeper is bound to light the lamp at dusk.\n");
    project.run(&["snapshot"]).expect(0);
    decide(&project, "docs/decisions/1.md", &["The keeper is bound to light the lamp at dusk."]);
    replace(&project, "The keeper is free to light the lamp at dusk.\n");
    assert_eq!(findings(&project.json(1, &["audit"])), ["reworded"]);
    let words = "[[significance.modal]]\nstrength = 'required'\nphrases = ['is bound to']\n";
    project.write("provenance.toml", words);
    assert_eq!(findings(&project.json(1, &["audit"])), ["obligation"]);
}

/// Everything that a person sees, in whole.
#[test]
fn an_audit_reads_well_in_eighty_columns_and_in_a_pull_request() {
    let twin = "Servers keep a token for each client that came before.";
    let project = cited(&[EXPAND, EARLY, IDLE, twin, "Servers forget every token at noon."]);
    let edition = edited("1200", "1280")
        .replace(EARLY, &format!("{EARLY} This does not apply to a resumed session."))
        .replace(&format!("{twin}\n"), "")
        .replace("## 4.2 Closing", "## 5 Closing");
    replace(&project, &edition);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../expected/cli");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let screen = project.run(&["audit"]).expect(1).screen();
    let comment = project.run(&["audit", "--format", "markdown"]).expect(1).screen();
    settings.bind(|| {
        insta::assert_snapshot!("audit_terminal", screen);
        insta::assert_snapshot!("audit_markdown", comment);
    });
}

#[test]
fn code_that_pins_no_version_is_followed_from_the_newest_one_that_has_its_words() {
    let project = cited(&[]);
    project.write("src/relay.rs", format!("//= seeds/relay.md\n//# {IDLE}\nfn close() {{}}\n"));
    project.run(&["audit"]).expect(0);
    replace(&project, &edited("# Relay protocol", "# The relay protocol"));
    replace(&project, &edited("after 30 seconds", "after 90 seconds"));
    let audit = project.json(1, &["audit"]);
    let one = &audit["citations"][0];
    assert_eq!(one["finding"], "quantity");
    assert_eq!((&one["old_version"]["version"], &one["since"]["version"]), (&2.into(), &3.into()));
    let ran = project.run(&["audit"]).expect(1);
    assert!(ran.says("relay.md@2 is the newest with the words"), "{}", ran.screen());
}
