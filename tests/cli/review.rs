//! Pull requests reviewed from git alone.

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::Project;
use crate::review_trust::provenance_digest;
use crate::sarif_schema::violations;

/// A repository with the five seeds on `main` and a recorded change of them on `topic`.
pub(crate) fn pull_request() -> Project {
    let project = Project::with_seeds();
    project.git(&["checkout", "-q", "-b", "topic"]);
    project.rename("seeds/003_4641404722756e64.txt", "seeds/003_bbbbbbbbbbbbbbbb.txt");
    project.edit("seeds/003_bbbbbbbbbbbbbbbb.txt", "2.05 billion", "2.5 billion");
    project.edit("seeds/003_bbbbbbbbbbbbbbbb.txt", "845 million", "854 million");
    project.remove("seeds/000_bca16cead6d63c54.txt");
    project.write("seeds/retry.md", "# Retry\n\nThe client retries within 5 s.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("replace 003, drop 000, add retry");
    project
}

pub(crate) fn events(review: &Value) -> Vec<(&str, &str)> {
    let seeds = review["seeds"].as_array().unwrap().iter();
    seeds
        .map(|seed| {
            let change = &seed["change"];
            (change["seed"].as_str().unwrap(), change["event"].as_str().unwrap())
        })
        .collect()
}

pub(crate) fn concerns(review: &Value) -> Vec<&str> {
    let concerns = review["concerns"].as_array().unwrap().iter();
    concerns.map(|count| count["concern"].as_str().unwrap()).collect()
}

pub(crate) fn findings<'a>(review: &'a Value, concern: &str) -> Vec<&'a str> {
    let findings = review["findings"].as_array().unwrap().iter();
    let meant = findings.filter(|finding| finding["concern"] == concern);
    meant.map(|finding| finding["meaning"].as_str().unwrap()).collect()
}

/// Commits hang on the analysers' version, which expected outputs must not.
fn without_ids(project: &Project, text: &str) -> String {
    let mut text = text.to_owned();
    for (revision, name) in [("main", "BASE"), ("topic", "HEAD")] {
        let id = project.git(&["rev-parse", revision]);
        for digits in [40, 12, 8] {
            let shown = format!("{name:·<width$}", width = if digits == 8 { 8 } else { 12 });
            text = text.replace(&id[..digits], &shown);
        }
    }
    text
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../expected/cli");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn a_pull_request_is_told_to_people() {
    let project = pull_request();
    let ran = project.run(&["review", "main...topic"]);
    let shown = without_ids(&project, &ran.screen());
    settings().bind(|| assert_snapshot!("review_terminal", shown));
    let ran = project.run(&["review", "main...topic", "--format", "markdown"]);
    let shown = without_ids(&project, &ran.screen());
    settings().bind(|| assert_snapshot!("review_markdown", shown));
}

#[test]
fn every_seed_that_changed_is_there_with_what_it_was_and_is() {
    let project = pull_request();
    let review = project.json(0, &["review", "main"]);
    assert_eq!(events(&review), [("000", "removed"), ("003", "replaced"), ("retry.md", "new")]);
    assert_eq!(concerns(&review), ["removed", "quantity"]);
    let replaced = &review["seeds"][1];
    assert_eq!(replaced["recorded"], true);
    assert_eq!(replaced["before"]["version"]["version"], 1);
    assert_eq!(replaced["change"]["version"], 2);
    assert_eq!(replaced["before"]["publisher"]["value"], "Xinhua");
    assert_eq!(replaced["diff"]["changes"][0]["old_text"], "2.05");
}

#[test]
fn a_bare_and_a_shallow_clone_tell_the_same() {
    let project = pull_request();
    let expected = project.json(0, &["review", "main..topic"]);
    project.git(&["clone", "-q", "--bare", ".", "bare.git"]);
    let bare = project.json(0, &["-C", "bare.git", "review", "main..topic"]);
    assert_eq!(bare, expected);
    let url = format!("file://{}", project.root.display());
    project.git(&["clone", "-q", "--depth", "1", "--no-single-branch", &url, "shallow"]);
    let arguments = ["-C", "shallow", "review", "origin/main..origin/topic"];
    let shallow = project.json(0, &arguments);
    assert_eq!(shallow["seeds"], expected["seeds"]);
    assert_eq!(shallow["shallow"], true);
    let ran = project.run(&["-C", "shallow", "review", "origin/main...origin/topic"]).expect(2);
    assert!(ran.says("git fetch --unshallow"), "{}", ran.screen());
}

#[test]
fn a_clone_that_leaves_contents_out_is_told_and_not_taken_for_tampering() {
    let project = pull_request();
    project.git(&["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", project.root.display());
    project.git(&["clone", "-q", "--filter=blob:none", "--no-checkout", &url, "partial"]);
    let range = "origin/main..origin/topic";
    let ran = project.run(&["-C", "partial", "review", range]).expect(2);
    assert!(ran.says("origin/main:provenance.toml is not in this clone"), "{}", ran.screen());
    project.git(&["-C", "partial", "checkout", "-q", "origin/main", "--", "provenance.toml"]);
    project.git(&["-C", "partial", "checkout", "-q", "origin/main", "--", ".gitattributes"]);
    let review = project.json(0, &["-C", "partial", "review", range]);
    assert!(!concerns(&review).contains(&"tampering"), "{review}");
    assert!(concerns(&review).contains(&"unread"), "{review}");
    project.git(&["clone", "-q", "--filter=tree:0", "--no-checkout", &url, "treeless"]);
    let ran = project.run(&["-C", "treeless", "review", range]).expect(2);
    assert!(ran.says("revision origin/main is not in this clone"), "{}", ran.screen());
    assert!(ran.says("git fetch --refetch --no-filter"), "{}", ran.screen());
}

#[test]
fn the_branch_that_is_followed_is_compared_with_when_nothing_is_said() {
    let project = pull_request();
    let ran = project.run(&["review"]).expect(2);
    assert!(ran.says("provenance review origin/main...HEAD"), "{}", ran.screen());
    project.git(&["branch", "-q", "--set-upstream-to", "main"]);
    let review = project.json(0, &["review"]);
    assert_eq!(events(&review).len(), 3);
    assert_eq!(review["from_merge_base"], true);
}

#[test]
fn a_seed_that_was_not_recorded_is_a_finding_that_says_what_to_run() {
    let project = Project::new();
    project.write("seeds/a.txt", "The limit is 5 s.\n");
    project.commit("one");
    project.edit("seeds/a.txt", "5 s", "9 s");
    project.commit("two");
    let review = project.json(0, &["review", "HEAD~1"]);
    assert_eq!(findings(&review, "unrecorded"), ["HEAD has no record of it"]);
    assert_eq!(review["findings"][0]["command"], "provenance snapshot");
    assert_eq!(review["seeds"][0]["diff"]["changes"][0]["significance"][0], "quantity");
    project.run(&["snapshot"]).expect(0);
    project.commit("record");
    assert_eq!(findings(&project.json(0, &["review", "HEAD~2"]), "unrecorded"), [""; 0]);
}

#[test]
fn a_text_that_comes_back_is_told_as_the_version_it_equals() {
    let project = Project::new();
    for text in ["The limit is 5 s.\n", "The limit is 9 s.\n", "The limit is 5 s.\n"] {
        project.write("seeds/a.txt", text);
        project.run(&["snapshot"]).expect(0);
        project.commit("next");
    }
    let review = project.json(0, &["review", "HEAD~1"]);
    assert_eq!(review["seeds"][0]["change"]["equals"]["version"], 1);
    let shown = project.run(&["review", "HEAD~1", "--format", "markdown"]).expect(0);
    assert!(shown.says("equals version 1"), "{}", shown.screen());
}

#[test]
fn a_moved_seed_is_the_same_seed_and_an_edited_one_too() {
    let project = Project::new();
    let text: String =
        (0..40).map(|line| format!("The part {line} has a duty of its own.\n")).collect();
    project.write("seeds/a.txt", &text);
    project.write("seeds/b.txt", "Another text.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("one");
    project.rename("seeds/a.txt", "seeds/deep/c.txt");
    project.edit("seeds/deep/c.txt", "part 7 has", "part 7 lacks");
    project.rename("seeds/b.txt", "seeds/d.txt");
    project.run(&["snapshot"]).expect(0);
    project.commit("two");
    let review = project.json(0, &["review", "HEAD~1"]);
    assert_eq!(events(&review), [("a.txt", "replaced"), ("b.txt", "moved")]);
    assert!(!concerns(&review).contains(&"unrecorded"), "{review}");
}

#[test]
fn a_gate_fails_on_what_it_names_and_on_nothing_else() {
    let project = pull_request();
    let review = |gate: &str, status| {
        project.run(&["review", "main", "--fail-on", gate]).expect(status);
    };
    review("obligation,negation,unrecorded", 0);
    review("quantity", 1);
    review("removed,tampering", 1);
    review("any", 1);
    let ran = project.run(&["review", "main", "--fail-on", "quantities"]).expect(2);
    assert!(ran.says("specification-regression"), "{}", ran.screen());
    project.write("snapshots/notes.txt", "mine\n");
    project.commit("notes");
    review("quantity", 1);
    review("tampering", 3);
}

#[test]
fn only_the_seeds_that_are_asked_for_are_reviewed() {
    let project = pull_request();
    let review = project.json(0, &["review", "main", "--seed", "003"]);
    assert_eq!(events(&review), [("003", "replaced")]);
}

#[test]
fn a_specification_that_comes_or_goes_is_told_before_everything_else() {
    let trials = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/readiness/trials");
    let trial = |name: &str| std::fs::read(format!("{trials}/{name}")).unwrap();
    let project = Project::new();
    project.write("seeds/a.txt", trial("none-newsletter.md"));
    project.write("seeds/b.txt", "The limit is 5 s.\n");
    project.commit("one");
    project.write("seeds/a.txt", trial("specification-shall-rail.txt"));
    project.write("seeds/b.txt", "The limit is 9 s.\n");
    project.commit("two");
    let review = project.json(0, &["review", "HEAD~1"]);
    assert_eq!(review["specifications"][0]["arrived"], true);
    assert_eq!(review["seeds"][0]["change"]["seed"], "a.txt");
    let shown = project.run(&["review", "HEAD~1", "--format", "markdown"]).expect(0).stdout;
    assert!(shown.contains("**Specification arrived in a.<!-- -->txt · "), "{shown}");
    project.run(&["review", "HEAD~1", "--fail-on", "specification-regression"]).expect(0);
    project.run(&["review", "HEAD~1", "--fail-on", "specification-arrival"]).expect(1);
    let back = project.run(&["review", "HEAD..HEAD~1"]).expect(0);
    assert!(back.stdout.starts_with("Specification lost in a.txt"), "{}", back.screen());
    let gate = ["review", "HEAD..HEAD~1", "--fail-on", "specification-regression"];
    project.run(&gate).expect(1);
    project.remove("seeds/a.txt");
    project.commit("three");
    project.run(&["review", "HEAD~1", "--fail-on", "specification-regression"]).expect(1);
}

#[test]
fn a_decision_whose_passage_changes_is_told_and_one_whose_passage_stays_is_not() {
    let project = Project::new();
    let text = "# Retry\n\nThe client must retry within 5 s.\n\nThe server keeps a log.\n";
    project.write("seeds/retry.md", text);
    project.run(&["snapshot"]).expect(0);
    let digest = provenance_digest(text);
    let cite = |words: &str| {
        format!("> {words}\n>\n> — [seed retry.md@{}](../../seeds/retry.md)\n\n", &digest[..8])
    };
    let decision = format!(
        "# 1\n\n{}{}",
        cite("The client must retry within 5 s."),
        cite("The server keeps a log.")
    );
    project.write("docs/decisions/0001-retry.md", decision);
    project.commit("one");
    project.edit("seeds/retry.md", "must retry", "may retry");
    project.run(&["snapshot"]).expect(0);
    project.commit("two");
    let review = project.json(0, &["review", "HEAD~1"]);
    let citations = review["citations"].as_array().unwrap();
    assert_eq!(citations.len(), 1, "{citations:?}");
    assert_eq!(citations[0]["finding"], "obligation");
    assert_eq!(citations[0]["path"], "docs/decisions/0001-retry.md");
    assert_eq!(citations[0]["new_text"], "The client may retry within 5 s.");
    project.run(&["review", "HEAD~1", "--fail-on", "citation"]).expect(1);
    let shown = project.run(&["review", "HEAD~1"]).expect(0).stdout;
    assert!(shown.starts_with("1 citation affected · 1 obligation changed"), "{shown}");
    let without = project.json(0, &["review", "HEAD~1", "--no-citations"]);
    assert_eq!(without["citations"], Value::Null);
    project.remove("seeds/retry.md");
    project.commit("three");
    let review = project.json(0, &["review", "HEAD~1"]);
    assert_eq!(review["citations"].as_array().unwrap().len(), 2);
    assert_eq!(review["citations"][0]["finding"], "removed");
}

#[test]
fn what_came_beside_a_cited_passage_is_told_and_how_many_places_could_stand_for_one() {
    let project = Project::new();
    let text = "The client must retry within 5 s.\n\nThe server keeps a log.\n";
    project.write("seeds/retry.md", text);
    project.run(&["snapshot"]).expect(0);
    let digest = provenance_digest(text);
    let cite = |words: &str| {
        format!("> {words}\n>\n> — [seed retry.md@{}](../../seeds/retry.md)\n\n", &digest[..8])
    };
    let decision = cite("The client **must** retry within 5 s.") + &cite("server");
    project.write("docs/decisions/0001-retry.md", decision);
    project.commit("one");
    project.edit("seeds/retry.md", "5 s.", "5 s. This does not apply to a closed server.");
    project.run(&["snapshot"]).expect(0);
    project.commit("two");
    let review = project.run(&["review", "HEAD~1"]).expect(0);
    assert!(review.says("old The client must retry within 5 s."), "{}", review.screen());
    assert!(review.says("came beside it this does not apply to a closed server."));
    assert!(!review.says("new The client must retry"));
    assert!(review.says("2 places could stand for it, none is chosen"));
    for format in ["markdown", "html", "sarif"] {
        let written = project.run(&["review", "HEAD~1", "--format", format]).expect(0);
        assert!(written.says("came beside it: this does not apply"), "{}", written.screen());
    }
}

#[test]
fn what_people_accepted_counts_once_the_base_has_it_and_is_told_before() {
    let project = Project::new();
    let text = "# Retry\n\nThe client must retry within 5 s.\n";
    let words = "The client must retry within 5 s.";
    let cite = |text: &str| {
        let digest = provenance_digest(text);
        format!("> {words}\n>\n> — [seed retry.md@{}](../seeds/retry.md)\n", &digest[..8])
    };
    project.write("seeds/retry.md", text);
    project.run(&["snapshot"]).expect(0);
    project.write("docs/0001-retry.md", cite(text));
    project.commit("one");
    let weaken = |message: &str| {
        project.edit("seeds/retry.md", "must retry", "may retry");
        project.run(&["snapshot"]).expect(0);
        project.commit(message);
    };
    weaken("two");
    let audit = project.json(1, &["audit"]);
    let id = audit["citations"][0]["id"].as_str().unwrap();
    project.run(&["audit", "--accept", &id[..6], "--why", "we retry anyway"]).expect(0);
    project.commit("three");
    let review = project.json(0, &["review", "HEAD~2"]);
    assert_eq!(review["citations"][0]["finding"], "obligation");
    assert_eq!(review["citations"][0]["brought_acceptance"]["why"], "we retry anyway");
    let ran = project.run(&["review", "HEAD~2", "--fail-on", "citation"]).expect(1);
    assert!(ran.says("accepts this here, which counts once it is merged"), "{}", ran.screen());
    project.edit("seeds/retry.md", "may retry", "must retry");
    project.run(&["snapshot"]).expect(0);
    project.commit("four");
    weaken("five");
    let review = project.json(0, &["review", "HEAD~1"]);
    assert_eq!(review["citations"], Value::Array(Vec::new()), "{review}");
}

#[test]
fn seeds_that_carry_the_same_text_are_told() {
    let project = Project::new();
    let article = "The harbour office opens at nine in the morning and closes at six.\n\n\
        Boats that arrive later wait at the outer pier until the next day begins.\n\n\
        The keeper of the stores lends twine to the crews for as long as they need it.\n\n\
        Lamps on the pier are lit at dusk, and they burn until the first boats leave.\n\n\
        Every crew signs the book of the office before it leaves for the open sea.\n";
    project.write("seeds/001_1111111111111111.txt", article);
    project.write("seeds/002_2222222222222222.txt", "The tide tables are printed each spring.\n");
    project.commit("one");
    let copy = article.replace(" and closes", "\nand closes").replace("Every crew", "Each crew");
    project.write("seeds/004_4444444444444444.txt", format!("Share\n\n{copy}\nMenu\n"));
    project.commit("two");
    let review = project.json(0, &["review", "HEAD~1", "--no-citations"]);
    let shared = &review["seeds"][0]["shares_text_with"];
    assert_eq!(shared[0]["seed"], "001");
    assert_eq!(shared[1], Value::Null);
    for format in ["terminal", "markdown", "html"] {
        let ran = project.run(&["review", "HEAD~1", "--format", format]).expect(0);
        assert!(ran.says("of the text is that of seed 001"), "{}", ran.screen());
    }
}

/// What a document, its name and a statement may hold to break a comment.
const HOSTILE: &str = "</details></summary> @everyone #1 GH-2 owner/repo#3 !4 \
    [x](https://a.example) <img src=x onerror=alert(1)> | a | `````` ~~~ \
    <!-- --> &#64;team \u{1b}[2J \u{202e} www.a.example mail@a.example deadbeefdeadbeef";

#[test]
fn nothing_that_a_document_says_breaks_a_comment_or_tells_anybody() {
    let project = Project::new();
    project.write("seeds/a.md", "# A title\n\nThe client must retry.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("one");
    let text = format!("# {HOSTILE}\n\nThe client may retry. {HOSTILE}\n");
    project.write("seeds/a.md", text);
    project.write("seeds/<b>|`@x`.md", format!("{HOSTILE}\n"));
    project.write("snapshots/`@team` #9 | </details>", "mine\n");
    let why = HOSTILE.replace(['\u{1b}', '\u{202e}'], "");
    project.run(&["set", "a.md", "title=@everyone", "--why", &why]).expect(0);
    project.commit("two");
    let shown = project.run(&["review", "HEAD~1", "--format", "markdown"]).expect(0).stdout;
    for raw in [
        "@everyone",
        "#1 ",
        "GH-2",
        "repo#3",
        "!4",
        "](https",
        "<img",
        "`",
        "@team",
        "@x",
        "www.a.",
        "mail@a",
        "deadbeefd",
        "\u{1b}",
        "\u{202e}",
        "://",
    ] {
        assert!(!shown.contains(raw), "{raw}: {shown}");
    }
    assert_eq!(shown.matches("<details>").count(), shown.matches("</details>").count());
    assert_eq!(shown.matches("<summary>").count(), shown.matches("</summary>").count());
    for line in shown.lines().filter(|line| line.starts_with("| ")) {
        assert!(matches!(line.matches('|').count(), 4..=6), "{line}");
    }
    let page = project.run(&["review", "HEAD~1", "--format", "html"]).expect(0).stdout;
    assert!(!page.contains("<img") && !page.contains("<script") && !page.contains("</summary> @"));
    assert!(page.contains("default-src 'none'"));
    let sarif = project.json_of(&["review", "HEAD~1", "--format", "sarif"]);
    assert_eq!(violations(&sarif), Vec::<String>::new());
}

#[test]
fn a_comment_holds_the_most_serious_changes_and_counts_the_others() {
    let project = Project::new();
    let text = |word: &str| -> String {
        let lines = (0..3_000).map(|line| match line {
            2_500 if word == "grey" => "The client may retry within 9 s.\n\n".to_owned(),
            2_500 => "The client must retry within 5 s.\n\n".to_owned(),
            _ => format!("Paragraph {line} tells of a {word} house by the river.\n\n"),
        });
        lines.collect()
    };
    project.write("seeds/long.txt", text("green"));
    project.write("seeds/word.txt", "x".repeat(200_000));
    project.commit("one");
    project.write("seeds/long.txt", text("grey"));
    project.write("seeds/word.txt", "y".repeat(200_000));
    project.commit("two");
    let ran = project.run(&["review", "HEAD~1", "--format", "markdown"]).expect(0);
    assert!(ran.stdout.len() <= 60_000, "{} bytes", ran.stdout.len());
    assert!(ran.stdout.len() > 50_000, "{} bytes", ran.stdout.len());
    assert!(ran.stdout.contains("<del>must</del>"), "{}", ran.stdout);
    assert!(ran.says("Left out for length:"), "{}", ran.screen());
    let arguments = ["review", "HEAD~1", "--format", "markdown", "--max-bytes", "5000"];
    let ran = project.run(&arguments).expect(0);
    assert!(ran.stdout.len() <= 5_000, "{} bytes", ran.stdout.len());
    assert!(ran.stdout.contains("<del>must</del>"), "{}", ran.stdout);
    project.run(&["review", "HEAD~1", "--max-bytes", "100"]).expect(2);
}

#[test]
fn very_many_seeds_still_fit_into_a_comment() {
    let project = Project::new();
    for number in 0..1_000 {
        project.write(&format!("seeds/note-{number:04}.txt"), format!("Note {number}.\n"));
    }
    project.commit("many");
    let ran = project.run(&["review", "HEAD~1", "--format", "markdown"]).expect(0);
    assert!(ran.stdout.len() <= 60_000, "{} bytes", ran.stdout.len());
    assert!(ran.says("1000 seeds: 1000 new"), "{}", ran.screen());
    assert!(ran.says("rows of the table"), "{}", ran.screen());
}
