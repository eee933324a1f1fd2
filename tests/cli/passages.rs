//! Following a quoted passage.

use crate::project::Project;

const OLD: &str = "A client MUST retry within 5 s.\n\nA server MAY close an idle connection.\n";

#[test]
fn a_changed_duty_is_told_with_both_passages_and_a_person_must_look() {
    let project = Project::new();
    project.write("seeds/a.txt", OLD);
    project.run(&["snapshot"]).expect(0);
    project.edit("seeds/a.txt", "MUST retry", "SHOULD retry");
    project.run(&["snapshot"]).expect(0);
    let quote = "A client MUST retry within 5 s.";
    let found = project.json(1, &["locate", "--quote", quote, "a.txt@1", "a.txt@2"]);
    assert_eq!(found["finding"], "obligation");
    assert_eq!(found["new"]["text"], "A client SHOULD retry within 5 s.");
    assert_eq!((found["old"]["start"].as_u64(), found["old"]["end"].as_u64()), (Some(0), Some(31)));
    let ran = project.run(&["locate", "--quote", quote, "a.txt@1", "a.txt@2"]).expect(1);
    assert!(ran.says("obligation a.txt@1 → a.txt@2"), "{}", ran.screen());
}

#[test]
fn a_rewrapped_passage_of_a_plain_file_is_unchanged() {
    let project = Project::without_git();
    project.write("old.txt", OLD);
    project.write("new.txt", OLD.replace("retry within", "retry\nwithin"));
    let quote = "A client MUST retry within 5 s.";
    let found = project.json(0, &["locate", "--quote", quote, "old.txt", "new.txt"]);
    assert_eq!(found["finding"], "unchanged");
}

#[test]
fn a_quotation_that_never_stood_there_names_the_nearest_sentence() {
    let project = Project::without_git();
    project.write("old.txt", OLD);
    project.write("new.txt", OLD);
    let quote = "A client MUST retry within 7 s.";
    let ran = project.run(&["locate", "--quote", quote, "old.txt", "new.txt"]).expect(2);
    assert!(
        ran.says("line 1 is most like it: A client MUST retry within 5 s."),
        "{}",
        ran.screen()
    );
}
