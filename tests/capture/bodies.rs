//! Bodies: coded, cut, slow, endless.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::project::Project;
use crate::server::Reply;
use crate::server::Server;

const SPEC: &str = "The relay must answer within 5 s.\n";

/// The same, in Brotli.
const SPEC_IN_BROTLI: &[u8] = b"\x8b\x10\x80The relay must answer within 5 s.\n\x03";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Adds what is answered and expects that nothing was recorded; gives what a person sees.
#[track_caller]
fn refused(reply: Reply, arguments: &[&str]) -> String {
    let (project, server) = (Project::new(), Server::new());
    server.answer("/spec.txt", reply);
    let url = server.url("/spec.txt");
    let ran = project.run(&[&["add", &url], arguments].concat()).expect(2);
    assert!(project.files("seeds").is_empty());
    assert!(project.files("snapshots/runs").is_empty());
    ran.screen().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn coded_bodies_are_kept_decoded_with_the_digest_of_what_was_sent() {
    let (project, server) = (Project::new(), Server::new());
    let coded = gzip(SPEC.as_bytes());
    server.answer("/gzip", Reply::new("200 OK", &["Content-Encoding: gzip"], &coded));
    project.run(&["add", &server.url("/gzip")]).expect(0);
    let shown = project.json(0, &["show", "001"]);
    assert_eq!(shown["text"], SPEC);
    assert_eq!(shown["capture"]["coding"], "gzip");
    assert_eq!(shown["capture"]["response"], blake3::hash(&coded).to_hex().as_str());
    let project = Project::new();
    server.answer("/br", Reply::new("200 OK", &["Content-Encoding: br"], SPEC_IN_BROTLI));
    project.run(&["add", &server.url("/br")]).expect(0);
    assert_eq!(project.json(0, &["show", "001"])["text"], SPEC);
    assert_eq!(server.requests()[0].header("accept-encoding"), "gzip, br");
}

#[test]
fn a_cut_body_is_never_a_version() {
    let length = ["Content-Length: 1000"];
    let told = refused(Reply::raw("200 OK", &length, SPEC.as_bytes()), &[]);
    assert!(told.contains("the body was cut after 34 bytes"), "{told}");
    let chunked = ["Transfer-Encoding: chunked"];
    let told = refused(Reply::raw("200 OK", &chunked, b"22\r\nThe relay must"), &[]);
    assert!(told.contains("the body was cut"), "{told}");
    let coded = gzip(SPEC.as_bytes());
    let half = &coded[..coded.len() - 5];
    let told = refused(Reply::new("200 OK", &["Content-Encoding: gzip"], half), &[]);
    assert!(told.contains("it is no gzip, or cut"), "{told}");
    let half = &SPEC_IN_BROTLI[..SPEC_IN_BROTLI.len() - 5];
    let told = refused(Reply::new("200 OK", &["Content-Encoding: br"], half), &[]);
    assert!(told.contains("it is no br, or cut"), "{told}");
}

#[test]
fn what_follows_the_length_that_was_said_is_not_part_of_the_document() {
    let (project, server) = (Project::new(), Server::new());
    let reply = Reply::raw("200 OK", &["Content-Length: 9"], b"The relayHTTP/1.1 200 OK\r\n\r\n");
    server.answer("/spec.txt", reply);
    project.run(&["add", &server.url("/spec.txt")]).expect(0);
    assert_eq!(project.json(0, &["show", "001"])["text"], "The relay");
}

#[test]
fn a_body_whose_end_cannot_be_told_is_recorded_as_such() {
    let (project, server) = (Project::new(), Server::new());
    server.answer("/spec.txt", Reply::raw("200 OK", &[], SPEC.as_bytes()));
    let ran = project.run(&["add", &server.url("/spec.txt")]).expect(0);
    assert!(ran.says("the server did not say how long the document is"), "{}", ran.screen());
    assert_eq!(project.json(0, &["show", "001"])["capture"]["length_known"], false);
}

#[test]
fn a_stalled_body_ends_with_the_time_that_it_may_take() {
    let reply = Reply::raw("200 OK", &["Content-Length: 1000"], b"The relay");
    let told = refused(reply.after(Duration::from_secs(30), b"more"), &["--timeout", "1s"]);
    assert!(told.contains("took longer than 1 s"), "{told}");
}

#[test]
fn a_body_that_drips_ends_with_the_time_that_it_may_take() {
    let mut reply = Reply::raw("200 OK", &["Content-Length: 1000"], b"The relay");
    for _ in 0..40 {
        reply = reply.after(Duration::from_millis(100), b".");
    }
    let told = refused(reply, &["--timeout", "1s"]);
    assert!(told.contains("took longer than 1 s"), "{told}");
}

#[test]
fn a_server_that_never_answers_is_left() {
    let told = refused(Reply::default().after(Duration::from_secs(30), b""), &["--timeout", "1s"]);
    assert!(told.contains("took longer than 1 s"), "{told}");
}

#[test]
fn a_bomb_costs_no_more_than_the_limit() {
    let bomb = gzip(&vec![b' '; 20 << 20]);
    assert!(bomb.len() < 100_000);
    let reply = Reply::new("200 OK", &["Content-Encoding: gzip"], &bomb);
    let told = refused(reply, &["--max-bytes", "1M"]);
    assert!(told.contains("the document is larger than 1048576 bytes"), "{told}");
}

#[test]
fn a_document_that_is_too_large_is_told() {
    let told = refused(Reply::text(&"a".repeat(5000)), &["--max-bytes", "4k"]);
    assert!(told.contains("the document is larger than 4096 bytes"), "{told}");
    assert!(told.contains("--max-bytes"), "{told}");
}

#[test]
fn an_empty_document_is_no_document() {
    let told = refused(Reply::text(""), &[]);
    assert!(told.contains("the document is empty"), "{told}");
}

#[test]
fn a_coding_that_nobody_asked_for_is_told() {
    let told = refused(Reply::new("200 OK", &["Content-Encoding: zstd"], b"abc"), &[]);
    assert!(told.contains("the coding \"zstd\" is not known"), "{told}");
}
