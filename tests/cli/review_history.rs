//! Every commit of whole histories, reviewed: made ones, and real revisions where they are at
//! hand.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use crate::numbers::Numbers;
use crate::project::Project;

/// Commits of the made history.
const COMMITS: usize = 30;

/// Twelve requirements on one topic.
fn text(numbers: &mut Numbers) -> String {
    let topic = numbers.word();
    let lines = (0..12).map(|line| {
        let limit = numbers.below(90) + 10;
        let verb = ["must", "may", "should", "must not"][numbers.below(4)];
        format!("{line}. Part {topic} {verb} answer within {limit} ms of the request.\n\n")
    });
    lines.collect()
}

/// The seeds of the made history, by id, with the paths of their files.
struct Made {
    project: Project,
    numbers: Numbers,
    files: BTreeMap<String, String>,
    next_name: usize,
}

impl Made {
    /// Changes one seed, or makes or removes one; gives its id.
    fn change(&mut self) -> String {
        let id = format!("{:03}", 100 + self.numbers.below(8));
        let text = text(&mut self.numbers);
        match (self.files.get(&id).cloned(), self.numbers.below(4)) {
            (Some(path), 0) => {
                self.project.remove(&path);
                self.files.remove(&id);
            }
            (Some(path), 1) => {
                let renamed = self.name(&id);
                self.project.rename(&path, &renamed);
                self.files.insert(id.clone(), renamed);
            }
            (Some(path), 2) => self.project.write(&path, text),
            (old, _) => {
                old.iter().for_each(|path| self.project.remove(path));
                let path = self.name(&id);
                self.project.write(&path, text);
                self.files.insert(id.clone(), path);
            }
        }
        id
    }

    fn name(&mut self, id: &str) -> String {
        self.next_name += 1;
        format!("seeds/{id}_{:016x}.txt", self.next_name)
    }
}

/// Reviews the last commit; gives the seeds that it tells of.
fn review_last(project: &Project) -> BTreeSet<String> {
    let markdown = project.run(&["review", "HEAD~1", "--format", "markdown"]).expect(0).stdout;
    assert!(markdown.len() <= 60_000);
    let review = project.json(0, &["review", "HEAD~1"]);
    let concerns = review["concerns"].to_string();
    for never in ["tampering", "contested", "unread"] {
        assert!(!concerns.contains(never), "{concerns} {}", review["findings"]);
    }
    let seeds = review["seeds"].as_array().unwrap().iter();
    seeds.map(|seed| seed["change"]["seed"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_commit_of_a_made_history_tells_exactly_the_seeds_that_it_changed() {
    let numbers = Numbers(11);
    let mut made = Made { project: Project::new(), numbers, files: BTreeMap::new(), next_name: 0 };
    made.project.write("seeds/.keep", "");
    for commit in 0..COMMITS {
        let mut changed = BTreeSet::from([made.change()]);
        if commit % 5 == 4 {
            changed.insert(made.change());
        }
        if commit % 3 != 2 {
            made.project.run(&["snapshot", "--allow-empty"]).expect(0);
        }
        made.project.commit("next");
        let told = review_last(&made.project);
        assert!(told.is_subset(&changed), "commit {commit}: {told:?}, not only {changed:?}");
        // A seed that came and went within one commit did not change.
        let is_here = |id: &&String| made.files.contains_key(*id);
        let missed: Vec<&String> = changed.difference(&told).filter(is_here).collect();
        assert!(missed.is_empty(), "commit {commit}: {missed:?} not told");
    }
}

/// Real revisions: `DIFF_PAIRS` names a folder that holds `NAME.old` and `NAME.new`, also in
/// folders. They are no part of this repository.
#[test]
fn every_commit_of_real_revisions_is_reviewed_where_they_are_at_hand() {
    #[allow(clippy::disallowed_methods, reason = "where the revisions are comes from outside")]
    let Some(folder) = std::env::var_os("DIFF_PAIRS") else { return };
    let mut pairs = Vec::new();
    find_pairs(Path::new(&folder), &mut pairs);
    assert!(!pairs.is_empty(), "there is no pair in {}", Path::new(&folder).display());
    let project = Project::new();
    for (index, (old, _)) in pairs.iter().enumerate() {
        project.write(&format!("seeds/{index:03}.txt"), std::fs::read(old).unwrap());
    }
    project.run(&["snapshot"]).expect(0);
    project.commit("old");
    for (index, (old, new)) in pairs.iter().enumerate() {
        project.write(&format!("seeds/{index:03}.txt"), std::fs::read(new).unwrap());
        if index % 2 == 0 {
            project.run(&["snapshot"]).expect(0);
        }
        project.git(&["add", "-A"]);
        project.git(&["commit", "-q", "--allow-empty", "-m", "new"]);
        let is_same = std::fs::read(old).unwrap() == std::fs::read(new).unwrap();
        let expected = if is_same { BTreeSet::new() } else { [format!("{index:03}.txt")].into() };
        assert_eq!(review_last(&project), expected, "{}", new.display());
    }
}

fn find_pairs(folder: &Path, pairs: &mut Vec<(std::path::PathBuf, std::path::PathBuf)>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            find_pairs(&path, pairs);
        } else if path.extension().is_some_and(|ending| ending == "old") {
            let new = path.with_extension("new");
            pairs.push((path, new));
        }
    }
}
