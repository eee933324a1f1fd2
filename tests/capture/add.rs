//! Documents from addresses become seeds.

use crate::project::Project;
use crate::server::Reply;
use crate::server::Server;

const SPEC: &str = "Relay\n\nThe relay must answer within 5 s.\n";

#[test]
fn a_document_is_recorded_with_the_facts_of_its_capture() {
    let (project, server) = (Project::new(), Server::new());
    let headers = [
        "Content-Type: text/plain; charset=utf-8",
        "ETag: \"v1\"",
        "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT",
        "Memento-Datetime: Fri, 20 Nov 2026 10:00:00 GMT",
    ];
    server.answer("/spec.txt", Reply::new("200 OK", &headers, SPEC.as_bytes()));
    let url = server.url("/spec.txt");
    let added = project.json(0, &["add", &url]);
    assert_eq!(added["documents"][0]["outcome"], "added");
    assert_eq!(added["documents"][0]["seed"], "001");
    let path = added["documents"][0]["path"].as_str().unwrap();
    assert_eq!(project.read(path), SPEC);
    let shown = project.json(0, &["show", "001"]);
    let capture = &shown["capture"];
    assert_eq!(capture["kind"], "web");
    assert_eq!(capture["url"], url);
    assert_eq!(capture["final_url"], url);
    assert_eq!(capture["status"], 200);
    assert_eq!(capture["etag"], "\"v1\"");
    assert_eq!(capture["last_modified"], "Sat, 21 Nov 2026 10:00:00 GMT");
    assert_eq!(capture["memento_datetime"], "Fri, 20 Nov 2026 10:00:00 GMT");
    assert_eq!(capture["content_type"], "text/plain; charset=utf-8");
    assert_eq!(capture["response"], shown["label"]["digest"]);
    assert_eq!(capture["length_known"], true);
    assert_eq!(shown["origin"]["url"]["value"], url);
    assert_eq!(shown["origin"]["url"]["basis"], "observed");
    project.run(&["verify"]).expect(0);
    let asked = &server.requests()[0];
    assert!(asked.header("user-agent").starts_with("provenance/"));
    assert_eq!(asked.header("if-none-match"), "");
}

#[test]
fn every_redirect_on_the_way_is_recorded() {
    let (project, server) = (Project::new(), Server::new());
    server.answer("/old", Reply::redirect("301 Moved Permanently", "/new?x=1"));
    server.answer("/new?x=1", Reply::redirect("302 Found", &server.url("/spec.txt")));
    server.answer("/spec.txt", Reply::text(SPEC));
    project.run(&["add", &server.url("/old")]).expect(0);
    let capture = &project.json(0, &["show", "001"])["capture"];
    assert_eq!(capture["url"], server.url("/old"));
    assert_eq!(capture["final_url"], server.url("/spec.txt"));
    assert_eq!(capture["redirects"][0]["status"], 301);
    assert_eq!(capture["redirects"][0]["permanent"], true);
    assert_eq!(capture["redirects"][1]["to"], server.url("/spec.txt"));
}

#[test]
fn a_circle_of_redirects_ends() {
    let (project, server) = (Project::new(), Server::new());
    server.answer("/a", Reply::redirect("302 Found", "/b"));
    server.answer("/b", Reply::redirect("302 Found", "/a"));
    let ran = project.run(&["add", &server.url("/a")]).expect(2);
    assert!(ran.says("2 redirects, the last one to"), "{}", ran.screen());
    assert_eq!(server.requests().len(), 2);
    server.answer_by("/c", {
        let mut next = 0;
        move |_| {
            next += 1;
            Reply::redirect("302 Found", &format!("/c?{next}"))
        }
    });
    for index in 1..20 {
        server.answer(
            &format!("/c?{index}"),
            Reply::redirect("302 Found", &format!("/c?{}", index + 1)),
        );
    }
    let ran = project.run(&["add", &server.url("/c")]).expect(2);
    assert!(ran.says("11 redirects"), "{}", ran.screen());
    assert!(project.files("seeds").is_empty());
}

#[test]
fn what_is_not_there_is_told_and_the_others_come_in() {
    let (project, server) = (Project::new(), Server::new());
    server.answer("/gone", Reply::new("410 Gone", &[], b"gone"));
    server.answer("/no", Reply::new("403 Forbidden", &[], b"no"));
    server.answer("/broken", Reply::new("500 Internal Server Error", &[], b"oops"));
    server.answer("/spec.txt", Reply::text(SPEC));
    let urls = ["/missing", "/gone", "/no", "/broken", "/spec.txt"].map(|path| server.url(path));
    let mut arguments = vec!["add"];
    arguments.extend(urls.iter().map(String::as_str));
    let ran = project.run(&arguments).expect(2);
    for told in ["status 404", "status 410", "status 403", "status 500", "recorded 1 version"] {
        assert!(ran.says(told), "{told}: {}", ran.screen());
    }
    assert_eq!(project.files("seeds").len(), 1);
}

#[test]
fn a_document_is_not_brought_in_twice() {
    let (project, server) = (Project::new(), Server::new());
    server.answer("/spec.txt", Reply::text(SPEC));
    server.answer("/copy.txt", Reply::text(SPEC));
    project.run(&["add", &server.url("/spec.txt")]).expect(0);
    let again = project.json(0, &["add", &server.url("/copy.txt")]);
    assert_eq!(again["documents"][0]["outcome"], "known");
    assert_eq!(again["documents"][0]["same_as"]["version"], 1);
    server.answer("/spec.txt", Reply::text("Another text.\n"));
    let ran = project.run(&["add", &server.url("/spec.txt")]).expect(2);
    assert!(ran.says("provenance fetch 001"), "{}", ran.screen());
    assert_eq!(project.files("seeds").len(), 1);
}

#[test]
fn the_kind_of_file_follows_from_the_bytes_and_the_header() {
    let (project, server) = (Project::new(), Server::new());
    let page = b"<!doctype html><title>Relay</title><p>The relay must answer.";
    server.answer("/page", Reply::new("200 OK", &["Content-Type: text/html"], page));
    server.answer("/note", Reply::new("200 OK", &["Content-Type: text/markdown"], b"# A\n\nB.\n"));
    project.run(&["add", &server.url("/page"), &server.url("/note")]).expect(0);
    let files = project.files("seeds");
    assert!(files[0].ends_with(".html") && files[1].ends_with(".md"), "{files:?}");
    assert_eq!(project.json(0, &["show", "001"])["media_type"], "text/html");
}

#[test]
fn a_huge_head_is_refused() {
    let (project, server) = (Project::new(), Server::new());
    let huge = format!("X-Huge: {}", "a".repeat(200_000));
    server.answer("/spec.txt", Reply::new("200 OK", &[&huge], SPEC.as_bytes()));
    let ran = project.run(&["add", &server.url("/spec.txt")]).expect(2);
    assert!(ran.says("the head of the answer is larger than"), "{}", ran.screen());
}

#[test]
fn a_header_that_would_act_on_a_terminal_is_not_recorded() {
    let (project, server) = (Project::new(), Server::new());
    let headers = ["ETag: \"\u{1b}[31mred\"", "Content-Type: text/plain"];
    server.answer("/spec.txt", Reply::new("200 OK", &headers, SPEC.as_bytes()));
    let ran = project.run(&["add", &server.url("/spec.txt")]);
    assert!(!ran.screen().contains('\u{1b}'));
    if ran.status == 0 {
        assert!(project.json(0, &["show", "001"])["capture"]["etag"].is_null());
    }
}

#[test]
fn a_server_that_names_the_wrong_encoding_is_told_of() {
    let (project, server) = (Project::new(), Server::new());
    let headers = ["Content-Type: text/plain; charset=iso-8859-1"];
    server.answer(
        "/spec.txt",
        Reply::new("200 OK", &headers, "中继器必须在五秒内应答。\n".as_bytes()),
    );
    let ran = project.run(&["add", &server.url("/spec.txt")]).expect(0);
    assert!(
        ran.says("the server says that the text is windows-1252, but it reads as UTF-8"),
        "{}",
        ran.screen()
    );
}
