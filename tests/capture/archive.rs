//! Web archives in and out.

use std::fs;

use crate::project::Project;
use crate::server::Reply;
use crate::server::Server;

const OLD: &str = "Relay\n\nThe relay must answer within 5 s.\n";
const NEW: &str = "Relay\n\nThe relay should answer within 50 s.\n";

/// A record of an archive.
fn record(fields: &[(&str, &str)], block: &[u8]) -> Vec<u8> {
    let mut head = "WARC/1.0\r\n".to_owned();
    for (name, value) in fields {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", block.len()));
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// An answer as a crawler keeps it.
fn response(url: &str, date: &str, answer: &[u8]) -> Vec<u8> {
    let fields = [
        ("WARC-Type", "response"),
        ("WARC-Target-URI", url),
        ("WARC-Date", date),
        ("WARC-Record-ID", "<urn:uuid:6cba1e0a-4d8d-4cb3-9a77-a9b3c5b9a9b1>"),
        ("Content-Type", "application/http; msgtype=response"),
    ];
    record(&fields, answer)
}

fn ok(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nETag: \"v1\"\r\n\r\n{body}")
        .into_bytes()
}

fn archive(project: &Project, name: &str, records: &[Vec<u8>]) -> String {
    let path = project.root.parent().unwrap().join(name);
    fs::write(&path, records.concat()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_only_document_of_an_archive_comes_in_with_its_facts() {
    let project = Project::new();
    let records = [
        record(&[("WARC-Type", "warcinfo")], b"software: x\r\n"),
        record(&[("WARC-Type", "request"), ("WARC-Target-URI", "https://example.org/")], b"GET"),
        response("https://example.org/spec.txt", "2025-03-04T05:06:07Z", &ok(OLD)),
    ];
    let path = archive(&project, "a.warc", &records);
    project.run(&["add", "--from-warc", &path]).expect(0);
    let shown = project.json(0, &["show", "001"]);
    assert_eq!(shown["text"], OLD);
    let capture = &shown["capture"];
    assert_eq!(capture["kind"], "archive");
    assert_eq!(capture["url"], "https://example.org/spec.txt");
    assert_eq!(capture["time"], "2025-03-04T05:06:07Z");
    assert_eq!(capture["etag"], "\"v1\"");
    assert_eq!(capture["file"], "a.warc");
    assert!(capture["record"].as_str().unwrap().starts_with("<urn:uuid:6cba"));
    project.run(&["verify"]).expect(0);
}

#[test]
fn of_several_documents_a_person_chooses() {
    let project = Project::new();
    let records = [
        response("https://example.org/a", "2025-03-04T05:06:07Z", &ok(OLD)),
        response("https://example.org/b", "2025-03-04T05:06:07Z", &ok("Another text.\n")),
        response("https://example.org/a", "2025-05-04T05:06:07Z", &ok(NEW)),
        response("https://example.org/c", "2025-03-04T05:06:07Z", b"HTTP/1.1 404 No\r\n\r\nno"),
    ];
    let path = archive(&project, "a.warc", &records);
    let ran = project.run(&["add", "--from-warc", &path]).expect(2);
    assert!(ran.says("holds 2 documents: https://example.org/a, https://example.org/b"));
    project.run(&["add", "--from-warc", &path, "https://example.org/a"]).expect(0);
    assert_eq!(project.json(0, &["show", "001"])["text"], NEW);
    let ran = project.run(&["add", "--from-warc", &path, "https://example.org/c"]).expect(2);
    assert!(ran.says("holds no document captured from https://example.org/c"));
    project.run(&["add", "--from-warc", &path, "--all"]).expect(0);
    assert_eq!(project.files("seeds").len(), 2);
}

#[test]
fn chunks_and_codings_are_undone_and_digests_believed_only_when_they_are_right() {
    let project = Project::new();
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nThe relay\r\n7\r\n must. \r\n0\r\n\r\n";
    let fields = |digest: &'static str| {
        vec![
            ("WARC-Type", "response"),
            ("WARC-Target-URI", "https://example.org/a"),
            ("WARC-Date", "2025-03-04T05:06:07Z"),
            ("WARC-Payload-Digest", digest),
        ]
    };
    let path = archive(
        &project,
        "bad.warc",
        &[record(&fields("sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), chunked)],
    );
    let ran = project.run(&["add", "--from-warc", &path]).expect(2);
    assert!(
        ran.says("its bytes do not have the digest that the archive names"),
        "{}",
        ran.screen()
    );
    assert!(project.files("seeds").is_empty());
    let path = archive(&project, "good.warc", &[record(&fields("sha9:unknown"), chunked)]);
    project.run(&["add", "--from-warc", &path]).expect(0);
    assert_eq!(project.json(0, &["show", "001"])["text"], "The relay must. ");
}

#[test]
fn a_cut_archive_gives_what_stands_before_the_cut_and_says_so() {
    let project = Project::new();
    let first = response("https://example.org/a", "2025-03-04T05:06:07Z", &ok(OLD));
    let second = response("https://example.org/b", "2025-03-04T05:06:07Z", &ok(NEW));
    let half = second[..second.len() - 20].to_vec();
    let path = archive(&project, "cut.warc", &[first.clone(), half]);
    let ran = project.run(&["add", "--from-warc", &path, "--all"]).expect(2);
    assert!(ran.says("it was cut: it ends inside a record"), "{}", ran.screen());
    assert_eq!(project.json(0, &["show", "001"])["text"], OLD);
    for (name, bytes) in
        [("no.warc", &b"not an archive"[..]), ("empty.warc", b""), ("z.gz", b"\x1f\x8bno")]
    {
        let path = archive(&project, name, &[bytes.to_vec()]);
        project.run(&["add", "--from-warc", &path]).expect(2);
    }
}

#[test]
fn a_document_that_was_cut_when_it_was_captured_is_no_version() {
    let project = Project::new();
    let fields = [
        ("WARC-Type", "resource"),
        ("WARC-Target-URI", "https://example.org/a"),
        ("WARC-Date", "2025-03-04T05:06:07Z"),
        ("WARC-Truncated", "length"),
    ];
    let path = archive(&project, "a.warc", &[record(&fields, b"half")]);
    let ran = project.run(&["add", "--from-warc", &path]).expect(2);
    assert!(ran.says("it was cut when it was captured (length)"), "{}", ran.screen());
}

#[test]
fn captured_versions_go_out_as_an_archive_and_come_in_again() {
    let (project, server) = (Project::with_seeds(), Server::new());
    server.answer("/spec.txt", Reply::text(OLD));
    project.run(&["add", &server.url("/spec.txt")]).expect(0);
    server.answer("/spec.txt", Reply::text(NEW));
    project.run(&["fetch", "--allow-host", "127.0.0.1"]).expect(1);
    let ran = project.run(&["export", "--format", "warc", "-o", "../all.warc.gz"]).expect(0);
    assert!(ran.says("2 captured versions in ../all.warc.gz; 5 versions not captured"));
    let again = project.run(&["export", "--format", "warc", "-o", "../all.warc.gz"]).expect(2);
    assert!(again.says("cannot write"), "{}", again.screen());
    let other = Project::new();
    let path = project.root.parent().unwrap().join("all.warc.gz");
    other.run(&["add", "--from-warc", path.to_str().unwrap()]).expect(0);
    assert_eq!(other.json(0, &["show", "001"])["text"], NEW);
    assert_eq!(other.json(0, &["show", "001"])["capture"]["url"], server.url("/spec.txt"));
}
