//! Recorded addresses are asked again.

use crate::project::Project;
use crate::server::Reply;
use crate::server::Request;
use crate::server::Server;

const OLD: &str = "Relay\n\nThe relay must answer within 5 s.\n";
const NEW: &str = "Relay\n\nThe relay should answer within 50 s.\n";

/// Lets the tests ask this machine.
const HERE: [&str; 2] = ["--allow-host", "127.0.0.1"];

/// A project with one captured seed.
fn captured(server: &Server, reply: Reply) -> Project {
    let project = Project::new();
    server.answer("/spec.txt", reply);
    project.run(&["add", &server.url("/spec.txt")]).expect(0);
    project
}

fn fetch(project: &Project, status: i32, arguments: &[&str]) -> serde_json::Value {
    project.json(status, &[&["fetch"], arguments, &HERE].concat())
}

#[test]
fn another_document_is_recorded_with_what_changed() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    server.answer("/spec.txt", Reply::text(NEW));
    let ran = project.run(&[&["fetch"][..], &HERE].concat()).expect(1);
    assert!(ran.says("1 obligation, 1 quantity"), "{}", ran.screen());
    assert!(ran.says("1 address asked: 1 replaced"), "{}", ran.screen());
    let files = project.files("seeds");
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(project.read(&files[0]), NEW);
    assert_eq!(project.json(0, &["show", "001"])["label"]["version"], 2);
    assert_eq!(project.json(0, &["show", "001@1"])["text"], OLD);
    project.run(&["verify"]).expect(0);
    fetch(&project, 0, &[]);
}

#[test]
fn what_did_not_change_is_asked_for_by_its_marks_and_not_recorded() {
    let server = Server::new();
    let headers = ["ETag: \"v1\"", "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT"];
    let project = captured(&server, Reply::new("200 OK", &headers, OLD.as_bytes()));
    server.answer_by("/spec.txt", |request: &Request| {
        let is_known = request.header("if-none-match") == "\"v1\""
            && request.header("if-modified-since") == "Sat, 21 Nov 2026 10:00:00 GMT";
        match is_known {
            true => Reply::raw("304 Not Modified", &["ETag: \"v1\""], b""),
            false => Reply::text("asked without marks"),
        }
    });
    let runs = project.files("snapshots/runs");
    let fetched = fetch(&project, 0, &[]);
    assert_eq!(fetched["seeds"][0]["outcome"], "unchanged");
    assert_eq!(fetched["seeds"][0]["status"], 304);
    assert_eq!(project.files("snapshots/runs"), runs);
}

#[test]
fn marks_of_another_version_are_not_sent() {
    let server = Server::new();
    let project = captured(&server, Reply::new("200 OK", &["ETag: \"v1\""], OLD.as_bytes()));
    let files = project.files("seeds");
    project.write(&files[0], NEW);
    project.run(&["snapshot"]).expect(0);
    server.answer("/spec.txt", Reply::text(NEW));
    fetch(&project, 0, &[]);
    assert_eq!(server.requests()[1].header("if-none-match"), "");
}

#[test]
fn the_same_bytes_are_no_new_version_even_without_marks() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    let fetched = fetch(&project, 0, &[]);
    assert_eq!(fetched["seeds"][0]["outcome"], "unchanged");
    assert_eq!(fetched["seeds"][0]["status"], 200);
    assert_eq!(project.json(0, &["log", "001"])["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn a_document_that_is_gone_stays_as_it_was() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    for status in ["404 Not Found", "410 Gone"] {
        server.answer("/spec.txt", Reply::new(status, &[], b"<html>nothing</html>"));
        let ran = project.run(&[&["fetch"][..], &HERE].concat()).expect(1);
        assert!(ran.says("the last version stays"), "{}", ran.screen());
    }
    assert_eq!(project.json(0, &["show", "001"])["text"], OLD);
}

#[test]
fn a_document_that_moved_for_good_is_told_with_its_new_address() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    server.answer("/spec.txt", Reply::redirect("308 Permanent Redirect", "/v2/spec.txt"));
    server.answer("/v2/spec.txt", Reply::text(OLD));
    let fetched = fetch(&project, 1, &[]);
    assert_eq!(fetched["seeds"][0]["outcome"], "unchanged");
    assert_eq!(fetched["seeds"][0]["moved_to"], server.url("/v2/spec.txt"));
    let value = format!("url={}", server.url("/v2/spec.txt"));
    project.run(&["set", "001", &value, "--why", "it moved"]).expect(0);
    let fetched = fetch(&project, 0, &[]);
    assert_eq!(fetched["seeds"][0]["url"], server.url("/v2/spec.txt"));
}

#[test]
fn a_page_in_the_place_of_a_file_is_not_taken_for_its_next_version() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    let page = b"<!doctype html><title>Sign in</title><form>Who are you?</form>";
    server.answer("/spec.txt", Reply::new("200 OK", &["Content-Type: text/html"], page));
    let ran = project.run(&[&["fetch"][..], &HERE].concat()).expect(1);
    assert!(ran.says("the server sent a page of HTML"), "{}", ran.screen());
    assert_eq!(project.json(0, &["show", "001"])["text"], OLD);
    let url = server.url("/spec.txt");
    project.run(&["add", "--id", "001", &url]).expect(0);
    assert_eq!(project.json(0, &["show", "001"])["media_type"], "text/html");
    assert_eq!(project.files("seeds").len(), 1);
}

#[test]
fn a_document_that_another_address_answers_is_told() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    server.answer("/spec.txt", Reply::redirect("302 Found", "/sign-in.txt"));
    server.answer("/sign-in.txt", Reply::text("Who are you?\n"));
    let ran = project.run(&[&["fetch"][..], &HERE].concat()).expect(1);
    let told = format!(
        "the last version was answered by {}, this one by {}",
        server.url("/spec.txt"),
        server.url("/sign-in.txt")
    );
    assert!(ran.says(&told), "{}", ran.screen());
}

#[test]
fn a_server_that_asks_to_wait_is_obeyed_or_told() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    let mut asked = 0;
    server.answer_by("/spec.txt", move |_| {
        asked += 1;
        match asked {
            1 => Reply::new("429 Too Many Requests", &["Retry-After: 1"], b""),
            _ => Reply::text(NEW),
        }
    });
    let fetched = fetch(&project, 1, &[]);
    assert_eq!(fetched["seeds"][0]["outcome"], "replaced");
    server.answer("/spec.txt", Reply::new("429 Too Many Requests", &["Retry-After: 7200"], b""));
    let ran = project.run(&[&["fetch"][..], &HERE].concat()).expect(1);
    assert!(ran.says("come back in 7200 s"), "{}", ran.screen());
}

#[test]
fn a_server_that_always_asks_to_wait_is_asked_three_times() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    server.answer("/spec.txt", Reply::new("503 Service Unavailable", &["Retry-After: 0"], b""));
    let fetched = fetch(&project, 1, &[]);
    assert_eq!(fetched["seeds"][0]["outcome"], "blocked");
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn what_was_asked_lately_is_left_alone() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    let at = |now: &str| {
        let arguments = ["fetch", "--every", "7d", "--allow-host", "127.0.0.1", "--format", "json"];
        project.run_at(now, &arguments).expect(0).json()
    };
    assert_eq!(at("2026-11-25T09:00:00Z")["not_due"], 1);
    assert_eq!(at("2026-11-30T09:00:00Z")["not_due"], 0);
    assert_eq!(at("2026-12-02T09:00:00Z")["not_due"], 1);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_file_that_is_not_as_recorded_is_not_written_over() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    let files = project.files("seeds");
    project.write(&files[0], "my own notes in it\n");
    server.answer("/spec.txt", Reply::text(NEW));
    let ran = project.run(&[&["fetch"][..], &HERE].concat()).expect(2);
    assert!(ran.says("run `provenance snapshot` first"), "{}", ran.screen());
    assert_eq!(project.read(&files[0]), "my own notes in it\n");
}

#[test]
fn one_address_that_fails_leaves_the_others() {
    let server = Server::new();
    let project = captured(&server, Reply::text(OLD));
    server.answer("/b.txt", Reply::text("Another relay must answer.\n"));
    project.run(&["add", &server.url("/b.txt")]).expect(0);
    server.answer("/spec.txt", Reply::raw("200 OK", &["Content-Length: 1000"], b"cut"));
    server.answer("/b.txt", Reply::text("Another relay may answer.\n"));
    let ran = project.run(&[&["fetch"][..], &HERE].concat()).expect(2);
    assert!(ran.says("2 addresses asked: 1 replaced, 1 failed"), "{}", ran.screen());
    assert_eq!(project.json(0, &["show", "001"])["text"], OLD);
    assert_eq!(project.json(0, &["show", "002"])["label"]["version"], 2);
}

#[test]
fn seeds_without_an_address_are_counted_and_refused_by_name() {
    let project = Project::with_seeds();
    let fetched = project.json(0, &["fetch"]);
    assert_eq!(fetched["without_address"], 5);
    let ran = project.run(&["fetch", "001"]).expect(2);
    assert!(ran.says("provenance set 001 url="), "{}", ran.screen());
}
