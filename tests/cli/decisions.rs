//! From decisions to passages and back; hostile and odd ways to cite.

use crate::project::Project;

const SPEC: &str = "\
# Lamp rules

The keeper MUST light the lamp at dusk. The keeper SHALL note the hour in the book.

The keeper must provide:

- a lamp that burns through the night
- a bell that two people can hear

守灯人应当在黄昏点灯。守灯人不得离开灯塔。
";

fn project() -> Project {
    let project = Project::new();
    project.write("seeds/lamp.md", SPEC);
    project.run(&["snapshot"]).expect(0);
    project
}

fn cite(project: &Project, quote: &str, arguments: &[&str]) -> String {
    let all = [&["cite", "lamp.md", quote], arguments].concat();
    project.run(&all).expect(0).stdout
}

fn count(project: &Project, status: i32) -> u64 {
    project.json(status, &["audit"])["summary"]["citations"].as_u64().unwrap()
}

#[test]
fn what_cite_prints_is_found_and_unchanged_however_the_words_were_given() {
    let project = project();
    for quote in [
        "The keeper MUST light the lamp at dusk.",
        "“The keeper MUST … the lamp at dusk.”",
        "The keeper **MUST** light\nthe lamp   at dusk.",
        "a lamp that burns through the night\n- a bell that two people can hear",
        "守灯人应当在黄昏\n点灯。",
        SPEC,
    ] {
        for (place, file) in [("markdown", "docs/decisions/1.md"), ("code", "src/a.py")] {
            let block = cite(&project, quote, &["--for", place]);
            project.write(file, format!("\n{block}\n"));
            let audit = project.json(0, &["audit", file]);
            assert_eq!(audit["citations"][0]["finding"], "unchanged", "{quote}: {block}");
            assert!(audit["citations"][0]["notes"].as_array().unwrap().is_empty(), "{block}");
            project.remove(file);
        }
    }
}

#[test]
fn words_that_fit_several_places_or_are_too_short_are_told_with_them() {
    let project = project();
    let ran = project.run(&["cite", "lamp.md", "The keeper"]).expect(1);
    assert!(ran.stdout.is_empty() && ran.says("the words fit 3 places"), "{}", ran.screen());
    assert!(ran.says("line 5  The keeper must provide:"), "{}", ran.screen());
    let ran = project.run(&["cite", "lamp.md", "dusk"]).expect(1);
    assert!(ran.stdout.is_empty() && ran.says("too short to anchor"), "{}", ran.screen());
    let ran =
        project.run(&["cite", "lamp.md", "The keeper MUST light the lamp at noon."]).expect(2);
    assert!(ran.says("line 3 is most like it"), "{}", ran.screen());
}

#[test]
fn a_link_leads_to_the_passage() {
    let project = project();
    let ran = project.run(&["cite", "lamp.md", "light the lamp at dusk", "--fragment"]).expect(0);
    assert_eq!(ran.stdout, "#:~:text=light%20the%20lamp%20at%20dusk\n");
    let page = "https://example.org/lamp#old";
    let ran = project.run(&["cite", "lamp.md", "灯塔。", "--fragment", page]).expect(0);
    let link = ran.stdout.trim_end();
    assert!(link.starts_with("https://example.org/lamp#:~:text="), "{link}");
    assert!(link.ends_with("%E7%81%AF%E5%A1%94"), "{link}");
}

#[test]
fn why_tells_the_passage_its_version_and_where_it_came_from() {
    let project = Project::with_seeds();
    let quote = "the number of online shoppers in China topped 845 million";
    let block = project.run(&["cite", "003", quote, "--for", "code"]).expect(0).stdout;
    project.write("src/shop.rs", format!("fn a() {{}}\n\n{block}fn shop() {{}}\n"));
    let ran = project.run(&["why", "src/shop.rs:3"]).expect(0);
    for words in ["rests on 1 passage", "unchanged", "003@1", "Xinhua", "845 million"] {
        assert!(ran.says(words), "{words}: {}", ran.screen());
    }
    let below = project.json(0, &["why", "src/shop.rs:7"]);
    assert_eq!(below["is_nearest_above"], true);
    let above = project.json(0, &["why", "src/shop.rs:1"]);
    assert_eq!(
        (above["reasons"].as_array().unwrap().len(), &above["citations_in_file"]),
        (0, &1.into())
    );
}

#[test]
fn impact_tells_which_decisions_a_replacement_touches_also_before_it_is_recorded() {
    let project = project();
    for (file, quote) in [
        ("docs/decisions/1.md", "The keeper MUST light the lamp at dusk."),
        ("docs/decisions/2.md", "The keeper SHALL note the hour in the book."),
    ] {
        project.write(file, cite(&project, quote, &[]));
    }
    project.edit("seeds/lamp.md", "MUST light", "MAY light");
    let planned = project.json(0, &["impact", "lamp.md", "--from", "latest", "--to", "worktree"]);
    assert_eq!(planned["citations"].as_array().unwrap().len(), 1);
    assert_eq!(planned["citations"][0]["finding"], "obligation");
    assert_eq!(planned["untouched"], 1);
    project.run(&["snapshot"]).expect(0);
    project.edit("seeds/lamp.md", "two people", "three people");
    project.run(&["snapshot"]).expect(0);
    let last = project.json(0, &["impact", "lamp.md"]);
    assert!(last["citations"].as_array().unwrap().is_empty(), "that was in the version before");
    let both = project.json(1, &["impact", "lamp.md", "--from", "1", "--exit-code"]);
    assert_eq!(both["citations"][0]["file"], "docs/decisions/1.md");
}

#[test]
fn coverage_tells_which_requirements_nobody_cites() {
    let project = project();
    let before = project.json(1, &["coverage", "lamp.md", "--exit-code"]);
    let all = before["requirements"].as_array().unwrap().len() as u64;
    assert!(all >= 1 && before["uncited"] == all, "{before}");
    let dusk = "The keeper MUST light the lamp at dusk.";
    project.write("docs/decisions/1.md", cite(&project, dusk, &[]));
    project.write("src/lamp.rs", cite(&project, dusk, &["--for", "code"]));
    project.write("tests/lamp.rs", cite(&project, dusk, &["--for", "code"]));
    let after = project.json(0, &["coverage", "lamp.md"]);
    let one = serde_json::Value::from(1);
    assert_eq!([&after["in_decisions"], &after["in_code"], &after["in_tests"]], [&one, &one, &one]);
    assert_eq!(after["uncited"], all - 1);
    let ran = project.run(&["coverage", "lamp.md", "--all"]).expect(0);
    assert!(ran.says("test  tests/lamp.rs:1"), "{}", ran.screen());
}

#[test]
fn one_word_is_told_as_too_short_once_the_seed_changed() {
    let project = project();
    let block = cite(&project, "The keeper MUST light the lamp at dusk.", &[]);
    project.write("a.md", block.replace("The keeper MUST light the lamp at dusk.", "keeper"));
    project.edit("seeds/lamp.md", "dusk", "dawn");
    project.run(&["snapshot"]).expect(0);
    let ran = project.run(&["audit"]).expect(1);
    assert!(ran.says("too short to anchor"), "{}", ran.screen());
}

#[test]
fn generated_vendored_and_ignored_files_are_left_out_unless_asked_for() {
    let project = project();
    let block = cite(&project, "The keeper MUST light the lamp at dusk.", &[]);
    project.write("vendor/a/1.md", &block);
    project.write("gen.md", format!("<!-- @generated -->\n{block}"));
    project.write("scratch/2.md", &block);
    project.write(".gitignore", "/scratch/\n");
    assert_eq!(count(&project, 0), 0);
    let all = project.json(0, &["audit", "--include-generated"]);
    assert_eq!(all["summary"]["citations"], 2);
    assert_eq!(project.json(0, &["audit", "gen.md"])["summary"]["citations"], 1);
}

#[test]
fn odd_files_are_read_as_well_as_can_be_and_told() {
    let project = project();
    let block = cite(&project, "The keeper MUST light the lamp at dusk.", &[]);
    project.write("crlf.md", block.replace('\n', "\r\n"));
    let mut latin = b"caf\xe9\n\n".to_vec();
    latin.extend_from_slice(block.as_bytes());
    project.write("latin.md", latin);
    project.write("many.md", format!("{block}\n").repeat(3000));
    project.write("empty.md", "");
    project.write("unquoted.md", "> — [seed lamp.md@12345678](seeds/lamp.md)\n");
    let audit = project.json(0, &["audit"]);
    assert_eq!(audit["summary"]["citations"], 3002);
    let faults: Vec<&str> = audit["miswritten"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["fault"].as_str().unwrap())
        .collect();
    assert_eq!(faults, ["not-utf8", "without-quote"]);
}

#[test]
fn overlapping_citations_are_followed_each_by_itself() {
    let project = project();
    let both =
        "The keeper MUST light the lamp at dusk. The keeper SHALL note the hour in the book.";
    let first = "The keeper MUST light the lamp at dusk.";
    let text = format!("{}\n{}", cite(&project, both, &[]), cite(&project, first, &[]));
    project.write("a.md", text);
    project.edit("seeds/lamp.md", "SHALL note", "MAY note");
    project.run(&["snapshot"]).expect(0);
    let audit = project.json(1, &["audit"]);
    assert_eq!(audit["citations"][0]["finding"], "obligation");
    assert_eq!(audit["citations"][1]["finding"], "unchanged");
}

#[test]
fn a_wrong_path_is_told_and_mended_while_the_seed_is_known_by_its_id() {
    let project = project();
    let block = cite(&project, "The keeper MUST light the lamp at dusk.", &[]);
    project.write("docs/decisions/1.md", block.replace("../../seeds/lamp.md", "../seeds/lamp.md"));
    let ran = project.run(&["audit", "--all"]).expect(0);
    assert!(ran.says("its path ../seeds/lamp.md is ../../seeds/lamp.md now"), "{}", ran.screen());
    assert!(project.run(&["audit"]).says("1 path does not lead to its seed any more"));
    project.run(&["audit", "--fix"]).expect(0);
    assert!(project.read("docs/decisions/1.md").contains("(../../seeds/lamp.md)"));
}

#[test]
fn decision_folders_of_adr_tools_are_found_by_themselves() {
    let project = project();
    project.write(".adr-dir", "records/adr\n");
    project.write("records/adr/0001-lamp.md", "# Lamp\n");
    let block = cite(&project, "The keeper MUST light the lamp at dusk.", &[]);
    assert!(block.contains("(../../seeds/lamp.md)"), "{block}");
    let at = cite(&project, "The keeper MUST light the lamp at dusk.", &["--file", "top.md"]);
    assert!(at.contains("(seeds/lamp.md)"), "{at}");
}

#[test]
fn comment_marks_and_paths_come_from_the_settings() {
    let project = project();
    let block = cite(&project, "The keeper MUST light the lamp at dusk.", &["--for", "code"]);
    let ours = block.replace("//=", "@cite").replace("//#", "@says");
    project.write("a.tex", &ours);
    project.write("old/b.rs", &block);
    assert_eq!(count(&project, 0), 1);
    let settings = "[citations]\nexclude = ['old/']\n\n[[citations.comments]]\ntarget = '@cite'\nquote = '@says'\n";
    project.write("provenance.toml", settings);
    let audit = project.json(0, &["audit"]);
    assert_eq!(audit["citations"][0]["file"], "a.tex");
    assert_eq!(audit["summary"]["citations"], 1);
}

#[test]
fn nothing_of_a_hostile_citation_acts_on_the_terminal() {
    let project = project();
    let text = "> lamp \u{1b}[2J\u{202e} and more\n>\n> — [seed lamp.md@1](x\u{1b}]0;t\u{7})\n";
    project.write("a.md", text);
    let ran = project.run(&["audit"]).expect(1);
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stdout.contains('\u{202e}'), "{:?}", ran.stdout);
}

#[test]
fn citations_go_out_as_web_annotations_and_come_back_the_same() {
    let project = project();
    let dusk = "The keeper MUST light the lamp at dusk.";
    project.write("docs/decisions/1.md", cite(&project, dusk, &[]));
    let written = project.run(&["audit", "--format", "annotations"]).expect(0);
    let item = written.stdout.parse::<serde_json::Value>().unwrap()["first"]["items"][0].clone();
    assert_eq!(item["target"]["selector"][0]["exact"], dusk);
    assert_eq!(item["body"]["selector"]["value"], "line=0,3");
    project.write("notes.json", &written.stdout);
    let back = project.run(&["import", "notes.json"]).expect(0);
    assert_eq!(back.stdout, project.read("docs/decisions/1.md"));
    project.edit("notes.json", "at dusk", "at noon");
    let ran = project.run(&["import", "notes.json"]).expect(1);
    assert!(ran.says("does not stand in this version"), "{}", ran.screen());
}

#[test]
fn references_of_doorstop_items_become_citations() {
    let project = project();
    let item = "active: true\nreferences:\n- keyword: MUST light\n  path: seeds/lamp.md\n  type: file\n- path: seeds/lamp.md\n";
    project.write("req/REQ001.yml", item);
    let ran = project.run(&["import", "req/REQ001.yml"]).expect(1);
    assert!(ran.stdout.contains("> The keeper MUST light the lamp at dusk."), "{}", ran.screen());
    project.write("docs/decisions/1.md", &ran.stdout);
    project.run(&["audit"]).expect(0);
    project.write("req/REQ002.txt", item);
    project.run(&["import", "req/REQ002.txt"]).expect(2);
}

#[test]
fn annotations_are_found_by_the_address_that_a_seed_was_captured_from() {
    let project = project();
    let note = |source: &str| {
        format!(
            r#"{{"type":"Annotation","target":{{"source":"{source}","selector":{{"type":"TextQuoteSelector","exact":"The keeper MUST light the lamp at dusk."}}}}}}"#
        )
    };
    project.write("note.json", note("http://harbour.example/lamp/#top"));
    assert!(project.run(&["import", "note.json"]).expect(1).says("no recorded seed is meant"));
    let set = |seed: &str| {
        let url = "url=https://Harbour.example/lamp";
        project.run(&["set", seed, url, "--why", "saved from there"]).expect(0);
    };
    set("lamp.md");
    let ran = project.run(&["import", "note.json"]).expect(0);
    assert!(ran.stdout.contains("[seed lamp.md@"), "{}", ran.screen());
    project.write("note.json", note("https://harbour.example/other"));
    project.run(&["import", "note.json"]).expect(1);
    project.write("seeds/lamp-copy.md", "Another page of that address.\n");
    project.run(&["snapshot"]).expect(0);
    set("lamp-copy.md");
    project.write("note.json", note("https://harbour.example/lamp"));
    let ran = project.run(&["import", "note.json"]).expect(1);
    assert!(ran.says("lamp-copy.md, lamp.md; name one with --seed"), "{}", ran.screen());
    project.run(&["import", "note.json", "--seed", "lamp.md"]).expect(0);
}
