//! People's word.

use crate::project::Project;

#[test]
fn what_a_person_says_outweighs_what_was_derived_and_the_loser_is_shown() {
    let project = Project::with_seeds();
    let why = "the fifth congress met on 7 to 9 November 2018";
    let set = project.json(0, &["set", "002", "published=2018-11-08", "--why", why]);
    assert_eq!(set["previous"]["value"], "--11-08");
    let shown = project.json(0, &["show", "002"]);
    assert_eq!(shown["origin"]["published"]["value"], "2018-11-08");
    assert_eq!(shown["origin"]["published"]["basis"], "asserted");
    assert_eq!(shown["lost_claims"][0]["claim"]["value"], "--11-08");
    assert_eq!(project.files("snapshots/statements").len(), 1);
    project.run(&["verify"]).expect(0);
}

#[test]
fn a_later_word_takes_the_place_of_the_earlier_one_and_an_empty_one_withdraws_it() {
    let project = Project::with_seeds();
    for value in ["author=A", "author=B"] {
        project.run(&["set", "003", value, "--why", "a person told us"]).expect(0);
    }
    assert_eq!(project.json(0, &["show", "003"])["origin"]["author"]["value"], "B");
    project.run(&["set", "003", "author=", "--why", "that was wrong"]).expect(0);
    assert!(project.json(0, &["show", "003"])["origin"]["author"].is_null());
    assert_eq!(project.files("snapshots/statements").len(), 3);
}

#[test]
fn words_given_in_two_branches_merge_without_conflict() {
    let project = Project::with_seeds();
    project.git(&["checkout", "-q", "-b", "side"]);
    project.run(&["set", "000", "publisher=Sugon", "--why", "the speaker leads it"]).expect(0);
    project.commit("side");
    project.git(&["checkout", "-q", "main"]);
    project.run(&["set", "001", "republisher=A site", "--why", "the scraper's log"]).expect(0);
    project.commit("main");
    project.git(&["merge", "-q", "--no-edit", "side"]);
    assert_eq!(project.json(0, &["show", "000"])["origin"]["publisher"]["value"], "Sugon");
    assert_eq!(project.json(0, &["show", "001"])["origin"]["republisher"]["value"], "A site");
}

#[test]
fn a_value_that_is_no_date_and_a_field_that_is_none_are_refused() {
    let project = Project::with_seeds();
    let ran = project.run(&["set", "002", "published=soon", "--why", "x"]).expect(2);
    assert!(ran.says("2023-07-14"), "{}", ran.screen());
    let ran = project.run(&["set", "002", "colour=red", "--why", "x"]).expect(2);
    assert!(ran.says("the fields are"), "{}", ran.screen());
    assert!(project.files("snapshots/statements").is_empty());
}
