//! Which version introduced each sentence.

use insta::assert_snapshot;

use crate::project::Project;

const FIRST: &str = "# Relay\n\nThe relay answers within 5 s. A client MUST keep the journal for a \
                     year.\n\nEvery refusal is written down with its reason, so that an operator \
                     can follow it.\n";

/// Three versions: a sentence comes, a duty is weakened, a paragraph moves.
fn three() -> Project {
    let project = Project::new();
    project.write("seeds/007_relay.md", FIRST);
    project.run(&["snapshot"]).expect(0);
    project.edit("seeds/007_relay.md", "5 s.", "5 s. It never blocks.");
    project.run(&["snapshot"]).expect(0);
    project.edit("seeds/007_relay.md", "MUST keep", "SHOULD keep");
    project.run(&["snapshot"]).expect(0);
    project
}

fn expect(name: &str, output: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../expected/cli");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, output));
}

#[test]
fn every_sentence_is_shown_behind_its_version_and_day() {
    let project = three();
    expect("blame", &project.run(&["blame", "007_relay.md"]).expect(0).screen());
}

#[test]
fn programs_get_every_byte_once_with_its_version() {
    let project = three();
    let view = project.json(0, &["blame", "007_relay.md"]);
    let text = project.read("seeds/007_relay.md");
    let mut at = 0;
    for passage in view["passages"].as_array().unwrap() {
        assert_eq!(passage["start"], at);
        at = passage["end"].as_u64().unwrap();
        let span = &text[passage["start"].as_u64().unwrap() as usize..at as usize];
        assert_eq!(passage["text"], span.trim());
    }
    assert_eq!(at, text.len() as u64);
    let told: Vec<(u64, bool)> = view["passages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["introduced"]["version"].as_u64().unwrap(), it["reworded_from"].is_object()))
        .collect();
    assert_eq!(told, [(1, false), (1, false), (2, false), (3, true), (1, false)]);
    let reworded = &view["passages"][3]["reworded_from"];
    assert_eq!(reworded["significance"][0], "obligation");
    assert_eq!(reworded["introduced"]["version"], 1);
}

#[test]
fn since_and_line_ask_for_less_and_say_how_much_is_left_out() {
    let project = three();
    let view = project.json(0, &["blame", "007_relay.md", "--since", "1"]);
    assert_eq!(view["passages"].as_array().unwrap().len(), 2);
    assert_eq!(view["left_out"], 3);
    let view = project.json(0, &["blame", "007_relay.md", "--line", "5"]);
    assert_eq!(view["passages"].as_array().unwrap().len(), 1);
    let view = project.json(0, &["blame", "007_relay.md", "--since", "2026-11-22"]);
    assert!(view["passages"].as_array().unwrap().is_empty(), "{view}");
    project.run(&["blame", "007_relay.md", "--line", "0"]).expect(2);
    let ran = project.run(&["blame", "007_relay.md", "--since", "9"]).expect(2);
    assert!(ran.says("has no version 9"), "{}", ran.screen());
}

#[test]
fn what_is_not_recorded_yet_is_told_as_new() {
    let project = three();
    project.edit("seeds/007_relay.md", "It never blocks.", "It never blocks. It never lies.");
    let ran = project.run(&["blame", "007_relay.md@worktree", "--line", "3"]).expect(0);
    assert!(ran.says("new not yet 3 It never lies."), "{}", ran.screen());
}

#[test]
fn a_sentence_that_came_back_says_when_it_was_there_before() {
    let project = Project::new();
    for text in ["One stays. Two goes away.\n", "One stays.\n", "One stays. Two goes away.\n"] {
        project.write("seeds/a.txt", text);
        project.run(&["snapshot"]).expect(0);
    }
    let view = project.json(0, &["blame", "a.txt"]);
    assert_eq!(view["passages"][0]["introduced"]["version"], 1);
    assert_eq!(view["passages"][1]["introduced"]["version"], 3);
    assert_eq!(view["passages"][1]["first_seen"]["version"], 1);
}

#[test]
fn a_move_of_the_file_and_its_removal_change_no_age() {
    let project = Project::new();
    project.write("seeds/a.txt", FIRST);
    project.write("seeds/b.txt", "Another document, so that seeds/ is never empty.\n");
    project.run(&["snapshot"]).expect(0);
    project.rename("seeds/a.txt", "seeds/kept/a.txt");
    project.run(&["snapshot"]).expect(0);
    project.remove("seeds/kept/a.txt");
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/kept/a.txt", format!("{FIRST}\nAnd one more.\n"));
    project.run(&["snapshot"]).expect(0);
    let view = project.json(0, &["blame", "a.txt"]);
    let versions: Vec<u64> = view["passages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["introduced"]["version"].as_u64().unwrap())
        .collect();
    assert_eq!(versions, [1, 1, 1, 1, 2]);
}

#[test]
fn two_branches_that_met_again_keep_the_age_of_each_side() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n\nTwo.\n\nThree.\n");
    project.run(&["snapshot"]).expect(0);
    project.commit("first");
    project.git(&["checkout", "-q", "-b", "side"]);
    project.edit("seeds/a.txt", "One.", "One. Side.");
    project.run(&["snapshot"]).expect(0);
    project.commit("side");
    project.git(&["checkout", "-q", "main"]);
    project.edit("seeds/a.txt", "Three.", "Three. Main.");
    project.run(&["snapshot"]).expect(0);
    project.commit("main");
    project.try_git(&["merge", "-q", "--no-edit", "side"]);
    project.write("seeds/a.txt", "One. Side.\n\nTwo.\n\nThree. Main.\n");
    project.git(&["add", "-A"]);
    project.run(&["snapshot"]).expect(0);
    let view = project.json(0, &["blame", "a.txt"]);
    let merged = view["label"]["version"].as_u64().unwrap();
    for passage in view["passages"].as_array().unwrap() {
        assert_ne!(passage["introduced"]["version"].as_u64(), Some(merged), "{passage}");
    }
    assert_eq!(view["shares"].as_array().unwrap().len(), 3);
}

#[test]
fn a_hostile_document_cannot_act_on_the_terminal() {
    let project = Project::new();
    project.write("seeds/a.txt", "Red \u{1b}[31m and \u{202e}turned.\n");
    project.run(&["snapshot"]).expect(0);
    let ran = project.run(&["blame", "a.txt"]).expect(0);
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stdout.contains('\u{202e}'), "{}", ran.stdout);
}

#[test]
fn what_is_no_text_has_no_sentences_and_says_so() {
    let project = Project::new();
    project
        .write("seeds/a.bin", [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 1, 2, 3].repeat(50)].concat());
    project.run(&["snapshot"]).expect(0);
    let ran = project.run(&["blame", "a.bin"]).expect(0);
    assert!(ran.says("kept as bytes"), "{}", ran.screen());
}
