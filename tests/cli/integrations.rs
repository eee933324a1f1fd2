//! The templates for other people's machines: they parse, their shell is sound, and their steps
//! do what they say, with stand-ins for the services they talk to.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use serde_json::Value;

use crate::project::BINARY;
use crate::project::Project;

const HOME: &str = env!("CARGO_MANIFEST_DIR");

const TEMPLATES: [&str; 7] = [
    ".pre-commit-hooks.yaml",
    "integrations/github/review/action.yml",
    "integrations/github/comment/action.yml",
    "integrations/github/notify/action.yml",
    "integrations/github/provenance.yml",
    "integrations/github/arrivals.yml",
    "integrations/gitlab/provenance.gitlab-ci.yml",
];

const SCRIPTS: [&str; 4] = [
    "integrations/review.sh",
    "integrations/notify.sh",
    "integrations/github/comment/comment.sh",
    "integrations/git/pre-commit",
];

/// Says what `review` would, so that these tests are about the scripts alone.
const REVIEW: &str = r#"#!/bin/sh
[ "$1" = review ] || exit 2
echo "$*" >> "$HOME/provenance.log"
case "$*" in
    *json*) echo '{"specifications":[{"seed":"005","arrived":true},{"seed":"006","arrived":false}]}' ;;
    *html*) echo '<!doctype html>' ;;
    *) echo "**Specification arrived** in 005" ;;
esac
case "$*" in *--fail-on*) exit 1 ;; esac
"#;

/// Answers as GitHub does: comments are read from a file, what is sent goes to another.
const GH: &str = r#"#!/bin/sh
echo "$*" >> "$HOME/gh.log"
case "$*" in
    *--paginate*) cat "$HOME/comments.json" ;;
    *--input*) cat >> "$HOME/sent.json"; [ -z "$REFUSE" ] || { echo "gh: $REFUSE" >&2; exit 1; } ;;
esac
"#;

/// Notes what it is asked to send.
const CURL: &str = r#"#!/bin/sh
echo "$*" >> "$HOME/curl.log"
case "$*" in
    *--data*) cat >> "$HOME/sent.json" ;;
    *) cat "$HOME/comments.json" ;;
esac
"#;

/// A project with stand-ins on its path.
fn with_stand_ins() -> Project {
    let project = Project::new();
    for (name, text) in [("provenance", REVIEW), ("gh", GH), ("curl", CURL)] {
        project.write(&format!("../bin/{name}"), text);
        let path = project.path("../bin").join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    project.write("../comments.json", "[]");
    project
}

fn command(project: &Project, program: &str) -> Command {
    let mut command = project.command(program);
    #[allow(clippy::disallowed_methods, reason = "programs are found as usual")]
    let path = std::env::var("PATH").unwrap();
    let bin = project.path("../bin").canonicalize().unwrap();
    command.env("PATH", format!("{}:{path}", bin.display()));
    command
}

fn said(output: &Output) -> String {
    let (out, errors) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(errors))
}

/// A template as Python reads it; nothing where this machine cannot.
fn parsed(template: &str) -> Option<Value> {
    let program =
        "import sys, yaml, json; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)";
    let output =
        Command::new("python3").args(["-c", program]).arg(Path::new(HOME).join(template)).output();
    let output = output.ok()?;
    if String::from_utf8_lossy(&output.stderr).contains("No module named") {
        eprintln!("skipped: python3 has no yaml on this machine");
        return None;
    }
    assert!(output.status.success(), "{template}: {}", said(&output));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Every piece of shell in a template.
fn shell_of(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let mut found = Vec::new();
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("run", Value::String(text)) => found.push(text.clone()),
                    ("script", Value::Array(steps)) => {
                        let steps = steps.iter().filter_map(Value::as_str);
                        found.push(steps.collect::<Vec<_>>().join("\n"));
                    }
                    _ => found.extend(shell_of(value)),
                }
            }
            found
        }
        Value::Array(items) => items.iter().flat_map(shell_of).collect(),
        _ => Vec::new(),
    }
}

fn has_jq() -> bool {
    let is_there = Command::new("jq").arg("--version").output().is_ok();
    if !is_there {
        eprintln!("skipped: jq is not on this machine");
    }
    is_there
}

#[test]
fn every_template_parses_and_its_shell_is_sound() {
    for template in TEMPLATES {
        let Some(value) = parsed(template) else { return };
        for text in shell_of(&value) {
            let checked = Command::new("bash").args(["-n", "-c", &text]).output().unwrap();
            assert!(checked.status.success(), "{template}: {}", said(&checked));
        }
    }
}

#[test]
fn every_script_is_sound_and_can_be_run() {
    for script in SCRIPTS {
        let path = Path::new(HOME).join(script);
        let checked = Command::new("bash").arg("-n").arg(&path).output().unwrap();
        assert!(checked.status.success(), "{script}: {}", said(&checked));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o111, 0o111, "{script}");
    }
}

#[test]
fn nothing_of_a_pull_request_runs_with_a_token_that_can_write() {
    let Some(workflow) = parsed("integrations/github/provenance.yml") else { return };
    assert_eq!(workflow["permissions"].to_string(), "{}");
    let (review, comment) = (&workflow["jobs"]["review"], &workflow["jobs"]["comment"]);
    assert_eq!(review["permissions"].to_string(), r#"{"contents":"read"}"#);
    let steps = |job: &Value| job["steps"].to_string();
    assert!(!steps(review).contains("pull_request.head"), "the head is never checked out");
    assert!(!steps(comment).contains("checkout"), "the job that writes has no files");
}

#[test]
fn the_recipe_writes_three_files_and_ends_as_the_gate_does() {
    let project = with_stand_ins();
    let recipe = Path::new(HOME).join("integrations/review.sh");
    let run = |gate: &str| {
        let mut bash = command(&project, "bash");
        bash.env("PROVENANCE_FAIL_ON", gate).arg(&recipe).args(["main", "HEAD", "out"]);
        bash.status().unwrap().code()
    };
    assert_eq!(run(""), Some(0));
    assert_eq!(project.files("out"), ["out/review.html", "out/review.json", "out/review.md"]);
    assert_eq!(run("removed"), Some(1));
    let asked = project.read("../provenance.log");
    assert!(
        asked.contains("review main...HEAD --format markdown --max-bytes 60000 --fail-on removed")
    );
}

#[test]
fn the_review_step_of_the_action_fills_the_summary_and_fails_with_the_gate() {
    let Some(action) = parsed("integrations/github/review/action.yml") else { return };
    let project = with_stand_ins();
    let steps = action["runs"]["steps"].as_array().unwrap();
    let head = project.git(&["rev-parse", "HEAD"]);
    let run = |index: usize, gate: &str| {
        let mut bash = command(&project, "bash");
        bash.args(["-e", "-c", steps[index]["run"].as_str().unwrap()])
            .env("GITHUB_ACTION_PATH", Path::new(HOME).join("integrations/github/review"))
            .env("RUNNER_TEMP", project.path("../runner"))
            .env("GITHUB_OUTPUT", project.path("../output"))
            .env("GITHUB_STEP_SUMMARY", project.path("../summary"))
            .env("GITHUB_PATH", project.path("../paths"))
            .env("BASE", head.trim())
            .env("HEAD", head.trim())
            .env("PROVENANCE_FAIL_ON", gate);
        bash.output().unwrap()
    };
    assert!(run(0, "").status.success(), "provenance is on the path: nothing is built");
    assert!(run(1, "").status.success(), "both ends are here: nothing is fetched");
    let reviewed = run(2, "");
    assert!(reviewed.status.success(), "{}", said(&reviewed));
    assert!(project.read("../output").starts_with("folder="));
    assert!(project.read("../summary").contains("Specification arrived"));
    assert!(project.path("../runner/provenance-review/review.html").exists());
    assert_eq!(run(2, "removed").status.code(), Some(1));
}

#[test]
fn one_comment_is_posted_and_then_kept_up_to_date() {
    if !has_jq() {
        return;
    }
    let project = with_stand_ins();
    project.write("review.md", "**Two** \"quoted\" lines\nand `code`\n");
    let comment = |refusal: &str, number: &str| {
        let mut bash = command(&project, "bash");
        bash.env("REFUSE", refusal)
            .arg(Path::new(HOME).join("integrations/github/comment/comment.sh"))
            .args(["team/project", number, "review.md"]);
        bash.output().unwrap()
    };
    let posted = comment("", "7");
    assert!(posted.status.success(), "{}", said(&posted));
    let sent: Value = serde_json::from_str(&project.read("../sent.json")).unwrap();
    let body = sent["body"].as_str().unwrap();
    assert_eq!(body, "<!-- provenance review -->\n**Two** \"quoted\" lines\nand `code`\n");
    assert!(project.read("../gh.log").contains("POST repos/team/project/issues/7/comments"));
    let theirs = serde_json::json!([
        {"id": 1, "user": {"type": "User"}, "body": body},
        {"id": 2, "user": {"type": "Bot"}, "body": body},
    ]);
    project.write("../comments.json", theirs.to_string());
    assert!(comment("", "7").status.success());
    assert!(project.read("../gh.log").contains("PATCH repos/team/project/issues/comments/2"));
    let refused = comment("Resource not accessible (HTTP 403)", "7");
    assert!(refused.status.success() && said(&refused).contains("may not comment"));
    assert!(!comment("server error (HTTP 500)", "7").status.success());
    assert!(said(&comment("", "7; rm -rf /")).contains("not a pull request"));
}

#[test]
fn a_specification_that_arrived_is_told_once_and_nothing_else_is() {
    if !has_jq() {
        return;
    }
    let project = with_stand_ins();
    let notify = |review: &str, webhook: &str| {
        project.write("review.json", review);
        let mut bash = command(&project, "bash");
        bash.env("PROVENANCE_WEBHOOK", webhook)
            .arg(Path::new(HOME).join("integrations/notify.sh"))
            .arg("review.json");
        let output = bash.output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    };
    let arrived =
        r#"{"specifications":[{"seed":"005","arrived":true},{"seed":"6","arrived":false}]}"#;
    assert!(notify(r#"{"specifications":[]}"#, "https://chat").contains("no specification"));
    assert!(notify(arrived, "").contains("005; set PROVENANCE_WEBHOOK"));
    assert!(!project.path("../sent.json").exists());
    assert!(notify(arrived, "https://chat").contains("told"));
    let sent: Value = serde_json::from_str(&project.read("../sent.json")).unwrap();
    assert_eq!(sent["text"], "A system specification arrived: 005. ");
}

#[test]
fn the_job_of_gitlab_reviews_posts_and_ends_as_the_gate_does() {
    let Some(template) = parsed("integrations/gitlab/provenance.gitlab-ci.yml") else { return };
    if !has_jq() {
        return;
    }
    let project = with_stand_ins();
    let script = shell_of(&template).remove(0);
    let run = |token: &str| {
        let mut bash = command(&project, "bash");
        bash.args(["-e", "-c", &script])
            .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", "aaa")
            .env("CI_COMMIT_SHA", "bbb")
            .env("CI_API_V4_URL", "https://git.example/api/v4")
            .env("CI_PROJECT_ID", "4")
            .env("CI_MERGE_REQUEST_IID", "7")
            .env("PROVENANCE_FAIL_ON", "removed")
            .env("PROVENANCE_TOKEN", token);
        bash.output().unwrap()
    };
    let without = run("");
    assert_eq!(without.status.code(), Some(1), "{}", said(&without));
    assert!(!project.path("../curl.log").exists());
    let with = run("secret");
    assert_eq!(with.status.code(), Some(1), "{}", said(&with));
    let sent: Value = serde_json::from_str(&project.read("../sent.json")).unwrap();
    assert!(sent["body"].as_str().unwrap().contains("Specification arrived"));
    assert!(project.read("../curl.log").contains("--request POST"));
    project.write("../comments.json", r#"[{"id":9,"body":"<!-- provenance review -->\nold"}]"#);
    run("secret");
    assert!(project.read("../curl.log").contains("--request PUT"));
}

#[test]
fn init_writes_the_templates_once_and_leaves_what_others_made_of_them() {
    let project = Project::new();
    let ran = project.run(&["init", "--github", "--gitlab"]).expect(0);
    assert!(ran.says("undo: rm .github/workflows/provenance.yml"), "{}", ran.screen());
    let template = fs::read_to_string(Path::new(HOME).join("integrations/github/provenance.yml"));
    assert_eq!(project.read(".github/workflows/provenance.yml"), template.unwrap());
    project.edit("provenance.gitlab-ci.yml", "stage: test", "stage: review");
    let again = project.run(&["init", "--github", "--gitlab"]).expect(0);
    assert!(again.says("kept provenance.gitlab-ci.yml"), "{}", again.screen());
    assert!(project.read("provenance.gitlab-ci.yml").contains("stage: review"));
}

#[test]
fn the_recipe_reviews_a_branch_with_the_real_tool() {
    let project = Project::with_seeds();
    project.git(&["checkout", "-q", "-b", "side"]);
    let seed = "seeds/003_4641404722756e64.txt";
    project.edit(seed, "2.05 billion", "2.5 billion");
    project.run(&["snapshot"]).expect(0);
    project.commit("replaced");
    let run = |gate: &str| {
        let mut bash = project.command("bash");
        bash.env("PROVENANCE", BINARY)
            .env("PROVENANCE_FAIL_ON", gate)
            .arg(Path::new(HOME).join("integrations/review.sh"))
            .args(["main", "HEAD", "out"]);
        bash.output().unwrap()
    };
    let passed = run("removed,unrecorded");
    assert!(passed.status.success(), "{}", said(&passed));
    assert!(project.read("out/review.md").contains("003"));
    assert!(project.read("out/review.html").contains("<html"));
    let review: Value = serde_json::from_str(&project.read("out/review.json")).unwrap();
    assert_eq!(review["specifications"].to_string(), "[]");
    assert_eq!(run("quantity").status.code(), Some(1));
}
