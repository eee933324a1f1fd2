//! `git-diff`: the external diff that git calls, with its own kind of arguments.

use std::path::Path;
use std::path::PathBuf;

use super::compare::Comparison;
use super::compare::Side;
use super::error::ProjectError;
use super::past::chain;
use crate::view::GitDiffHead;
use crate::view::ProblemView;
use crate::view::VersionLabel;

/// One side, as git hands it over.
#[derive(Debug, Clone, PartialEq, Eq)]
struct GitSide {
    /// A temporary file, the file in the working tree, or `/dev/null`.
    file: String,
    /// The blob's id; zeros for the working tree, `.` where nothing stands.
    hex: String,
    /// The mode in octal digits; `.` where nothing stands.
    mode: String,
}

/// What git asks an external diff to show: see `GIT_EXTERNAL_DIFF` in git(1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitDiffRequest {
    path: String,
    sides: Option<(GitSide, GitSide)>,
    /// The new path and git's remarks, for a file that was renamed or copied.
    renamed: Option<(String, String)>,
}

impl GitDiffRequest {
    /// Reads git's arguments: the path alone (a conflict), `path old-file old-hex old-mode
    /// new-file new-hex new-mode`, or these seven with the new path and git's remarks.
    #[must_use]
    pub fn parse(arguments: &[String]) -> Option<Self> {
        let side = |file: &String, hex: &String, mode: &String| GitSide {
            file: file.clone(),
            hex: hex.clone(),
            mode: mode.clone(),
        };
        match arguments {
            [path] => Some(Self { path: path.clone(), sides: None, renamed: None }),
            [path, old, old_hex, old_mode, new, new_hex, new_mode, rest @ ..] => {
                let renamed = match rest {
                    [] => None,
                    [to] => Some((to.clone(), String::new())),
                    [to, remarks] => Some((to.clone(), remarks.clone())),
                    _ => return None,
                };
                let sides = (side(old, old_hex, old_mode), side(new, new_hex, new_mode));
                Some(Self { path: path.clone(), sides: Some(sides), renamed })
            }
            _ => None,
        }
    }

    /// Compares the two sides; paths that are not absolute start from `folder`. A side that
    /// cannot be read is told in the headline, so that git goes on with the other files.
    #[must_use]
    pub fn compare(&self, folder: &Path) -> (GitDiffHead, Option<Comparison>) {
        let (path, previous) = match &self.renamed {
            Some((to, _)) => (to.clone(), Some(self.path.clone())),
            None => (self.path.clone(), None),
        };
        let mut head = GitDiffHead { path, previous_path: previous, ..GitDiffHead::default() };
        let Some((old, new)) = &self.sides else {
            head.notes.push("in conflict: settle it, then `git add` it".to_owned());
            return (head, None);
        };
        head.notes.extend(self.renamed.iter().flat_map(|(_, remarks)| remarks_of(remarks)));
        head.notes.extend(mode_note(old, new));
        match (old.read(&self.path, folder), new.read(&head.path, folder)) {
            (Ok(old), Ok(new)) => (head, Some(Comparison::new(old, new))),
            (Err(error), _) | (_, Err(error)) => {
                head.problem = Some(ProblemView {
                    message: format!("cannot show {}: {}", head.path, chain(&error)),
                    causes: Vec::new(),
                    hint: Some("git diff --no-ext-diff shows it without provenance".to_owned()),
                });
                (head, None)
            }
        }
    }
}

/// Where nothing stands.
const NOTHING: &str = "/dev/null";

impl GitSide {
    fn is_nothing(&self) -> bool {
        self.file == NOTHING
    }

    /// Digits of the blob's id, or what stands in its place.
    fn name(&self) -> String {
        let is_blob = self.hex.bytes().any(|byte| byte.is_ascii_hexdigit() && byte != b'0');
        match () {
            () if self.is_nothing() => "nothing".to_owned(),
            () if is_blob => self.hex.chars().take(7).collect(),
            () => "working tree".to_owned(),
        }
    }

    fn read(&self, path: &str, folder: &Path) -> Result<Side, ProjectError> {
        let label = VersionLabel { path: Some(self.name()), ..VersionLabel::default() };
        let name = path.rsplit('/').next().unwrap_or_default();
        if self.is_nothing() {
            return Ok(Side::read(label, b"", name, Some(Vec::new())));
        }
        let file: PathBuf = folder.join(&self.file);
        let is_link = self.mode == "120000" && file.is_symlink();
        let bytes = if is_link {
            std::fs::read_link(&file).map(|to| to.as_os_str().as_encoded_bytes().to_vec())
        } else {
            std::fs::read(&file)
        };
        let bytes = bytes.map_err(|source| ProjectError::Read { path: file, source })?;
        Ok(Side::read(label, &bytes, name, None))
    }
}

/// What git says of a renamed file, without the paths, which the headline names.
fn remarks_of(remarks: &str) -> Vec<String> {
    let lines = remarks.lines().map(str::trim).filter(|line| !line.is_empty());
    let told = lines.filter(|line| {
        let is_known = ["rename ", "copy ", "index ", "old mode", "new mode"];
        !is_known.iter().any(|start| line.starts_with(start))
    });
    told.map(ToOwned::to_owned).collect()
}

fn mode_note(old: &GitSide, new: &GitSide) -> Option<String> {
    match (old.is_nothing(), new.is_nothing()) {
        (true, _) => Some(format!("new file, mode {}", new.mode)),
        (_, true) => Some("deleted".to_owned()),
        _ => (old.mode != new.mode).then(|| format!("mode {} → {}", old.mode, new.mode)),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::GitDiffRequest;

    fn request(arguments: &[&str]) -> Option<GitDiffRequest> {
        let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
        GitDiffRequest::parse(&arguments)
    }

    #[test]
    fn one_seven_and_nine_arguments_are_read_and_others_refused() {
        let seven = ["p", "o", "aa", "100644", "n", "bb", "100644"];
        assert!(request(&["p"]).is_some());
        assert!(request(&seven).is_some());
        assert!(request(&[&seven[..], &["q", "similarity index 90%\n"]].concat()).is_some());
        assert!(request(&[]).is_none());
        assert!(request(&seven[..5]).is_none());
    }

    #[test]
    fn a_new_file_is_compared_with_nothing() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "One line.\n").unwrap();
        let path = file.path().to_str().unwrap();
        let request =
            request(&["seeds/a.txt", "/dev/null", ".", ".", path, "0000000", "100755"]).unwrap();
        let (head, comparison) = request.compare(Path::new("/"));
        assert_eq!(head.notes, ["new file, mode 100755"]);
        assert_eq!(comparison.unwrap().view().old_text, "");
    }

    #[test]
    fn a_side_that_is_not_there_is_told_and_ends_nothing() {
        let request =
            request(&["a", "/nowhere/at/all", "aa", "100644", "/dev/null", ".", "."]).unwrap();
        let (head, comparison) = request.compare(Path::new("/"));
        assert!(comparison.is_none());
        assert!(head.problem.unwrap().message.contains("/nowhere/at/all"));
    }
}
