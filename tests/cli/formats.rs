//! Documents in formats of their own: pages of HTML and what lies in them.

use crate::project::Project;

/// A page as a site serves it: markup, scripts, metadata, and words that a browser hides.
const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Pump controller, requirements | Valley Works</title>
<meta property="og:site_name" content="Valley Works">
<meta name="author" content="Ann Lee">
<script type="application/ld+json">{"@type":"TechArticle","headline":"Pump controller, requirements",
"datePublished":"2026-03-04T09:00:00+01:00"}</script>
<style>p { color: red }</style></head>
<body><h1>Pump controller, requirements</h1>
<p>Published on 9 January 2026 by Ann Lee.</p>
<h2>1 Scope</h2>
<p>The controller <b>shall</b> close the valve
within 5&nbsp;s.</p>
<table><tr><th>Limit</th><th>Value</th></tr><tr><td>pressure</td><td>6 bar</td></tr></table>
<div style="display:none">Subscribe to our newsletter and win a pump today.</div>
<script>document.write("never read")</script>
</body></html>
"#;

fn with_page(page: &str) -> Project {
    let project = Project::new();
    project.write("seeds/001_pump.html", page);
    project
}

#[test]
fn a_page_is_shown_as_its_reader_sees_it() {
    let project = with_page(PAGE);
    project.run(&["snapshot"]).expect(0);
    let shown = project.run(&["show", "001_pump.html", "--format", "json"]).expect(0).json();
    let text = shown["text"].as_str().unwrap();
    assert!(text.contains("# Pump controller, requirements\n"), "{text}");
    assert!(text.contains("The controller shall close the valve within 5 s.\n"), "{text}");
    assert!(text.contains("| pressure | 6 bar |\n"), "{text}");
    assert!(!text.contains("newsletter") && !text.contains("never read"), "{text}");
    assert_eq!(shown["media_type"], "text/html");
    assert_eq!(shown["extractor"], "html/1");
    assert_eq!(shown["limitations"][0]["kind"], "hidden-text");
}

#[test]
fn what_a_page_says_about_itself_is_observed_and_contradictions_are_told() {
    let project = with_page(PAGE);
    project.run(&["snapshot"]).expect(0);
    let shown = project.run(&["show", "001_pump.html", "--format", "json"]).expect(0).json();
    let origin = &shown["origin"];
    assert_eq!(origin["title"]["value"], "Pump controller, requirements");
    assert_eq!(origin["publisher"]["value"], "Valley Works");
    assert_eq!(origin["author"]["value"], "Ann Lee");
    assert_eq!(origin["published"]["value"], "2026-03-04");
    assert_eq!(origin["published"]["basis"], "observed");
    assert_eq!(origin["published"]["reason"], "JSON-LD TechArticle datePublished");
    let lost = shown["lost_claims"].as_array().unwrap();
    let other = lost.iter().find(|lost| lost["field"] == "published").unwrap();
    assert_eq!(other["claim"]["value"], "2026-01-09");
    assert_eq!(other["claim"]["basis"], "stated");
    let inspected = project.run(&["inspect", "seeds/001_pump.html", "--format", "json"]);
    assert_eq!(inspected.expect(0).json()["lost_claims"], shown["lost_claims"]);
}

#[test]
fn other_markup_around_the_same_words_is_no_change_of_words() {
    let project = with_page(PAGE);
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/001_pump.html", PAGE.replace("<b>shall</b>", "<em class=x>shall</em>"));
    let diff = project.run(&["diff"]).expect(0);
    assert!(diff.says("other bytes, the same text"), "{}", diff.screen());
    let replaced = project.run(&["snapshot"]).expect(0);
    assert!(replaced.says("other bytes, the same text"), "{}", replaced.screen());
}

#[test]
fn a_changed_duty_in_a_page_is_found_and_a_citation_of_it_is_weakened() {
    let project = with_page(PAGE);
    project.run(&["snapshot"]).expect(0);
    let quote = "The controller shall close the valve within 5 s.";
    let cited = project.run(&["cite", "001_pump.html", quote]).expect(0).stdout;
    project.write("docs/decisions/0001-valve.md", format!("# Valve\n\n{cited}\n"));
    project.run(&["audit"]).expect(0);
    project.write("seeds/001_pump.html", PAGE.replace("<b>shall</b>", "<b>should</b>"));
    project.run(&["snapshot"]).expect(0);
    let diff = project.run(&["diff", "001_pump.html@1", "001_pump.html@2", "--format", "json"]);
    let diff = diff.expect(0).json();
    assert_eq!(diff["changes"][0]["significance"][0], "obligation");
    assert_eq!(diff["changes"][0]["old"]["space"], "derived");
    let audit = project.run(&["audit"]).expect(1);
    assert!(audit.says("obligation"), "{}", audit.screen());
}

#[test]
fn a_store_with_pages_verifies_and_says_that_it_needs_a_newer_reader() {
    let project = with_page(&PAGE.replace("display:none", ""));
    project.run(&["snapshot"]).expect(0);
    project.run(&["verify"]).expect(0);
    let first = project.read(&project.files("snapshots/analysis")[0]);
    assert!(first.starts_with("{\"format\":3,"), "{first}");
    let first = project.read(&project.files("snapshots/runs")[0]);
    assert!(first.starts_with("{\"format\":1,"), "an old reader knows text/html: {first}");
}

#[test]
fn nesting_without_end_costs_only_its_own_text() {
    let project = with_page(&format!("<!doctype html><p>Begin.{}", "<div>".repeat(200_000)));
    project.write("seeds/002_note.txt", "A note.\n");
    project.run(&["snapshot"]).expect(0);
    let shown = project.run(&["show", "001_pump.html", "--format", "json"]).expect(0).json();
    assert_eq!(shown["text"], "Begin.\n");
    assert_eq!(shown["limitations"][0]["kind"], "damaged");
}

/// An interface in YAML.
const INTERFACE: &str = "openapi: 3.0.3\ninfo:\n  title: Orders\n  version: 1.4.0\n  contact:\n    \
     name: Ann Lee\npaths:\n  /orders/{id}:\n    get:\n      summary: One order\n      parameters:\n      \
     - name: id\n        in: path\n        required: true\n        schema: {type: string, maxLength: 40}\n      \
     - name: fields\n        in: query\n        required: true\n        schema: {type: string}\n      \
     responses:\n        '200': {description: Updated on 9 January 2024 by Bo Kim.}\n";

#[test]
fn an_interface_is_compared_by_meaning_not_by_key_order() {
    let project = Project::new();
    project.write("seeds/001_orders.yaml", INTERFACE);
    project.run(&["snapshot"]).expect(0);
    let shown = project.run(&["show", "001_orders.yaml", "--format", "json"]).expect(0).json();
    assert_eq!(shown["media_type"], "application/yaml");
    assert_eq!(shown["extractor"], "openapi/1");
    assert_eq!(shown["origin"]["title"]["value"], "Orders");
    assert_eq!(shown["origin"]["author"]["value"], "Ann Lee");
    assert_eq!(shown["origin"]["author"]["basis"], "observed");
    assert!(shown["origin"]["updated"].is_null(), "{shown}");
    let text = shown["text"].as_str().unwrap();
    assert!(text.contains("### GET /orders/{id}\n\nOne order\n"), "{text}");
    let reordered = "info: {version: '1.4.0', contact: {name: Ann Lee}, title: \"Orders\"}\npaths:\n  \
         \"/orders/{id}\":\n      get:\n          responses: {200: {description: Updated on 9 January 2024 by Bo Kim.}}\n          \
         parameters:\n            - {in: path, name: id, schema: {maxLength: 40, type: string}, required: true}\n            \
         - {in: query, name: fields, schema: {type: string}, required: true}\n          summary: One order\nopenapi: 3.0.3\n";
    project.write("seeds/001_orders.yaml", reordered);
    let diff = project.run(&["diff"]).expect(0);
    assert!(diff.says("other bytes, the same text"), "{}", diff.screen());
    project.run(&["snapshot"]).expect(0);
    project.run(&["verify"]).expect(0);
}

#[test]
fn what_an_interface_demands_and_allows_is_told_as_obligation_and_quantity() {
    let project = Project::new();
    project.write("old.yaml", INTERFACE);
    let optional = INTERFACE.replace("in: query\n        required: true", "in: query");
    project.write("new.yaml", optional.replace("maxLength: 40", "maxLength: 64"));
    let diff = project.run(&["diff", "old.yaml", "new.yaml", "--format", "json"]).expect(0).json();
    let changes = diff["changes"].as_array().unwrap();
    let classes: Vec<&str> =
        changes.iter().map(|change| change["significance"][0].as_str().unwrap()).collect();
    assert_eq!(classes, ["quantity", "obligation"], "{diff}");
}

#[test]
fn tables_and_listings_of_asciidoc_and_restructuredtext_stand_under_their_headings() {
    let project = Project::new();
    let asciidoc = "= Pump\n\n== Limits\n\n|===\n|Name |Value\n\n|stop\n|within 5 s\n|===\n\n\
                    [source,sh]\n----\npump --stop\n----\n";
    project.write("old.adoc", asciidoc);
    project.write("new.adoc", asciidoc.replace("5 s", "6 s"));
    let diff = project.run(&["diff", "old.adoc", "new.adoc"]).expect(0);
    assert!(diff.says("§ Limits") && diff.says("quantity"), "{}", diff.screen());
    let rst = "======\nLimits\n======\n\n=====  ===========\nName   Value\n=====  ===========\n\
               stop   must be 5 s\n=====  ===========\n\n.. code-block:: sh\n\n   pump --stop\n";
    project.write("old.rst", rst);
    project.write("new.rst", rst.replace("must", "should"));
    let diff = project.run(&["diff", "old.rst", "new.rst"]).expect(0);
    assert!(diff.says("§ Limits") && diff.says("obligation"), "{}", diff.screen());
}
