//! What may be asked: never what only this machine can see, unless a person named it.

use crate::project::Project;
use crate::server::Reply;
use crate::server::Server;

#[test]
fn a_redirect_into_this_machines_network_is_refused() {
    let (project, server) = (Project::new(), Server::new());
    for inside in [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]:8080/",
        "http://0x0a000001/",
        "http://localhost:1/",
        "http://[::ffff:10.0.0.1]/",
    ] {
        // The server is named by its number, which names none of the machine's other names.
        server.answer("/spec.txt", Reply::redirect("302 Found", inside));
        let ran = project.run(&["add", &server.url("/spec.txt")]).expect(2);
        let is_refused = ran.says("only this machine or its network can see");
        assert!(is_refused, "{inside}: {}", ran.screen());
    }
    assert!(project.files("seeds").is_empty());
}

#[test]
fn a_recorded_address_inside_this_network_is_asked_again_only_by_name() {
    let (project, server) = (Project::new(), Server::new());
    server.answer("/spec.txt", Reply::text("The relay must answer.\n"));
    project.run(&["add", &server.url("/spec.txt")]).expect(0);
    let ran = project.run(&["fetch"]).expect(2);
    assert!(ran.says("--allow-host 127.0.0.1"), "{}", ran.screen());
    assert_eq!(server.requests().len(), 1);
    project.run(&["fetch", "--allow-host", "127.0.0.1"]).expect(0);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn an_address_with_a_password_is_not_asked() {
    let (project, server) = (Project::new(), Server::new());
    let url = server.url("/spec.txt").replace("http://", "http://ada:secret@");
    let ran = project.run(&["add", &url]).expect(2);
    assert!(ran.says("holds a user name or password"), "{}", ran.screen());
    assert!(server.requests().is_empty());
}

#[test]
fn no_other_command_makes_a_request() {
    let (project, server) = (Project::new(), Server::new());
    let page = format!(
        "<!doctype html><link rel=canonical href=\"{0}\"><base href=\"{0}\"><title>Relay</title>\
         <img src=\"{0}\"><iframe src=\"{0}\"></iframe><p>See {0}. The relay must answer.",
        server.url("/tracker")
    );
    server
        .answer("/page.html", Reply::new("200 OK", &["Content-Type: text/html"], page.as_bytes()));
    project.run(&["add", &server.url("/page.html")]).expect(0);
    project.commit("a page");
    for arguments in [
        &["snapshot"][..],
        &["status"],
        &["show", "001"],
        &["log"],
        &["inspect", "seeds"],
        &["diff"],
        &["readiness"],
        &["audit"],
        &["verify"],
        &["review", "HEAD~1"],
    ] {
        drop(project.run(arguments));
    }
    assert_eq!(server.requests().len(), 1);
    // What a page names as its own address is not asked instead of the recorded one.
    project.run(&["fetch", "--allow-host", "127.0.0.1"]).expect(0);
    assert_eq!(server.requests()[1].path, "/page.html");
}
