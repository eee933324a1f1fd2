//! Changes of settings: they must not act on the review that tells of them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use toml::Table;
use toml::Value;

use crate::git::GitError;
use crate::git::Point;
use crate::git::Range;
use crate::git::Repository;
use crate::id::SeedPath;
use crate::project::config::Config;
use crate::project::error::ProjectError;
use crate::project::open::SNAPSHOTS;
use crate::view::Concern;
use crate::view::ReviewFinding;

/// The file with git's attributes.
const ATTRIBUTES: &str = ".gitattributes";

/// The settings of a revision.
pub(super) fn settings_at(repository: &Repository, point: &Point) -> Result<Config, ProjectError> {
    let text = text_at(repository, point, Config::FILE)?.unwrap_or_default();
    let path = format!("{}:{}", point.name, Config::FILE);
    Ok(Config::parse(&text, Path::new(&path))?)
}

/// What of the settings differs between the revisions.
pub(super) fn changed_settings(
    repository: &Repository,
    range: &Range,
) -> Result<Vec<ReviewFinding>, ProjectError> {
    let mut findings = Vec::new();
    let old = text_at(repository, &range.base, Config::FILE)?;
    let new = text_at(repository, &range.head, Config::FILE)?;
    if old != new {
        findings.push(of_settings(old.as_deref(), new.as_deref(), range));
    }
    for folder in ["", SeedPath::FOLDER, SNAPSHOTS] {
        let path = if folder.is_empty() {
            ATTRIBUTES.to_owned()
        } else {
            format!("{folder}/{ATTRIBUTES}")
        };
        let old = text_at(repository, &range.base, &path)?.unwrap_or_default();
        let new = text_at(repository, &range.head, &path)?.unwrap_or_default();
        let lines = differing_lines(&old, &new, !folder.is_empty());
        if !lines.is_empty() {
            findings.push(finding(&path, &format!("sets other attributes: {}", lines.join("; "))));
        }
    }
    Ok(findings)
}

fn of_settings(old: Option<&str>, new: Option<&str>, range: &Range) -> ReviewFinding {
    let settings = |text: Option<&str>| text.unwrap_or_default().parse::<Table>();
    let what = match (settings(old), settings(new)) {
        (Ok(old), Ok(new)) => {
            let keys = differing_keys(&old, &new);
            let is_refused = Config::parse(&new.to_string(), Path::new(Config::FILE));
            match is_refused {
                Err(error) => format!("is refused from now on: {error}"),
                Ok(_) if keys.is_empty() => "changed, but no setting did".to_owned(),
                Ok(_) => format!("sets {}", keys.into_iter().collect::<Vec<_>>().join(", ")),
            }
        }
        _ => "is no TOML from now on".to_owned(),
    };
    let base = range.base.shown();
    finding(Config::FILE, &format!("{what}; this review goes by the settings of {base}"))
}

fn finding(path: &str, meaning: &str) -> ReviewFinding {
    ReviewFinding {
        concern: Concern::Configuration,
        seed: None,
        path: Some(path.to_owned()),
        meaning: meaning.to_owned(),
        command: None,
        remedy: None,
    }
}

/// The full names of settings that are not the same.
fn differing_keys(old: &Table, new: &Table) -> BTreeSet<String> {
    let (mut old_values, mut new_values) = (BTreeMap::new(), BTreeMap::new());
    flatten(old, "", &mut old_values);
    flatten(new, "", &mut new_values);
    let keys = old_values.keys().chain(new_values.keys());
    let differs = |key: &&String| old_values.get(*key) != new_values.get(*key);
    keys.filter(differs).map(|key| format!("`{key}`")).collect()
}

fn flatten<'a>(table: &'a Table, above: &str, values: &mut BTreeMap<String, &'a Value>) {
    for (key, value) in table {
        match value {
            Value::Table(table) => flatten(table, &format!("{above}{key}."), values),
            value => drop(values.insert(format!("{above}{key}"), value)),
        }
    }
}

/// Lines that stand in one text alone: all that set something, or those for seeds and records.
fn differing_lines(old: &str, new: &str, is_all: bool) -> Vec<String> {
    let lines = |text: &str| -> BTreeSet<String> {
        let lines = text.lines().map(str::trim);
        let matters = |line: &&str| {
            let is_set = !line.is_empty() && !line.starts_with('#');
            let is_ours = line.contains(SeedPath::FOLDER) || line.contains(SNAPSHOTS);
            is_set && (is_all || is_ours || line.starts_with('*'))
        };
        lines.filter(matters).map(ToOwned::to_owned).collect()
    };
    let (old, new) = (lines(old), lines(new));
    let gone = old.difference(&new).map(|line| format!("no more `{line}`"));
    let come = new.difference(&old).map(|line| format!("now `{line}`"));
    gone.chain(come).collect()
}

fn text_at(
    repository: &Repository,
    point: &Point,
    path: &str,
) -> Result<Option<String>, ProjectError> {
    let Some(entry) = repository.entry(point, path)? else { return Ok(None) };
    let absent = || GitError::Absent { path: format!("{}:{path}", point.name) };
    let bytes = repository.blob(entry.blob).ok_or_else(absent)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::differing_keys;
    use super::differing_lines;

    #[test]
    fn settings_that_differ_are_named_in_full() {
        let table = |text: &str| text.parse().unwrap();
        let (old, new) = ("[identity]\npattern = 'a'", "noise = []\n[identity]\npattern = 'b'");
        let keys = differing_keys(&table(old), &table(new));
        assert_eq!(keys.into_iter().collect::<Vec<_>>(), ["`identity.pattern`", "`noise`"]);
    }

    #[test]
    fn only_attributes_of_seeds_and_records_matter() {
        let lines = differing_lines("*.png binary", "*.png -diff\nseeds/** text\n# x", false);
        assert!(lines.contains(&"now `seeds/** text`".to_owned()), "{lines:?}");
        assert!(differing_lines("a/*.png binary", "", false).is_empty());
    }
}
