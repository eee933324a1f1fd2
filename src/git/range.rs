//! Two revisions to compare, as people name them.

use git2::ErrorCode;
use git2::ObjectType;

use super::error::GitError;
use super::repository::Repository;
use super::tree::Tree;

/// One end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// As it was typed; `HEAD` where nothing was.
    pub name: String,
    /// The commit's hexadecimal id, or that of the tree where a tree was named.
    pub id: String,
    /// The files of it.
    pub(super) tree: Tree,
}

/// Hexadecimal digits of an id that people see.
const SHOWN_DIGITS: usize = 8;

impl Point {
    /// The name, shortened when it is the id itself.
    #[must_use]
    pub fn shown(&self) -> &str {
        let is_id = self.id.starts_with(&self.name);
        if is_id { self.name.get(..SHOWN_DIGITS).unwrap_or(&self.name) } else { &self.name }
    }
}

/// Two revisions to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// What stood before: the named revision, or where both histories parted.
    pub base: Point,
    /// What stands after.
    pub head: Point,
    /// Whether `base` is where the history of `head` parted from the named revision.
    pub is_from_merge_base: bool,
}

/// What was typed, taken apart.
struct Typed<'a> {
    base: &'a str,
    head: &'a str,
    is_from_merge_base: bool,
}

impl<'a> Typed<'a> {
    /// `BASE...HEAD`, `BASE..HEAD` or `BASE`; a missing side is `HEAD`.
    fn read(text: &'a str) -> Self {
        let or_head = |side: &'a str| if side.is_empty() { "HEAD" } else { side };
        let (base, head, is_from_merge_base) = match (text.split_once("..."), text.split_once(".."))
        {
            (Some((base, head)), _) => (base, head, true),
            (None, Some((base, head))) => (base, head, false),
            (None, None) => (text, "HEAD", false),
        };
        Self { base: or_head(base), head: or_head(head), is_from_merge_base }
    }
}

impl Repository {
    /// Finds the two ends of `BASE..HEAD`, `BASE...HEAD` (from where they parted) or `BASE`; of
    /// nothing, the branch that the current one follows, from where they parted.
    ///
    /// # Errors
    /// When a revision does not exist, is ambiguous or names a file; when there is no commit yet,
    /// no branch is followed, or the histories have nothing in common.
    pub fn range(&self, text: Option<&str>) -> Result<Range, GitError> {
        let upstream;
        let typed = match text {
            Some(text) => Typed::read(text),
            None => {
                upstream = self.upstream()?;
                Typed { base: &upstream, head: "HEAD", is_from_merge_base: true }
            }
        };
        let (base, head) = (self.point(typed.base)?, self.point(typed.head)?);
        if !typed.is_from_merge_base {
            return Ok(Range { base, head, is_from_merge_base: false });
        }
        let base = self.parting(&base, &head)?;
        Ok(Range { base, head, is_from_merge_base: true })
    }

    /// The name of the branch that the current one follows.
    fn upstream(&self) -> Result<String, GitError> {
        let head = self.inner.head().map_err(|error| self.refuse("HEAD", &error))?;
        let branch = git2::Branch::wrap(head);
        let upstream = branch.upstream().ok();
        let name = upstream.and_then(|upstream| Some(upstream.name().ok()??.to_owned()));
        name.ok_or(GitError::NoUpstream)
    }

    fn point(&self, name: &str) -> Result<Point, GitError> {
        if let Some(others) = self.several(name) {
            return Err(GitError::AmbiguousRevision { name: name.to_owned(), meanings: others });
        }
        let object = self.inner.revparse_single(name).map_err(|error| self.refuse(name, &error))?;
        let commit = object.peel_to_commit().ok();
        // A clone without trees has commits whose files are not there.
        let not_files = |_error| match commit {
            Some(_) => GitError::Absent { path: format!("revision {name}") },
            None => GitError::NotFiles { name: name.to_owned() },
        };
        let tree = object.peel(ObjectType::Tree).map_err(not_files)?;
        let id = commit.map_or_else(|| tree.id(), |commit| commit.id());
        Ok(Point { name: name.to_owned(), id: id.to_string(), tree: Tree(tree.id()) })
    }

    /// The references that a short name means, when it means several that differ.
    fn several(&self, name: &str) -> Option<Vec<String>> {
        let full = ["refs/tags/", "refs/heads/"].map(|folder| format!("{folder}{name}"));
        let found = full.map(|full| {
            let id = self.inner.find_reference(&full).ok()?.peel(ObjectType::Any).ok()?.id();
            Some((full, id))
        });
        match found {
            [Some((tag, of_tag)), Some((branch, of_branch))] if of_tag != of_branch => {
                Some(vec![tag, branch])
            }
            _ => None,
        }
    }

    /// Where the histories of two commits parted.
    fn parting(&self, base: &Point, head: &Point) -> Result<Point, GitError> {
        let commit = |point: &Point| {
            let not_commit = |_error| GitError::NotACommit { name: point.name.clone() };
            let id = git2::Oid::from_str(&point.id).map_err(not_commit)?;
            self.inner.find_commit(id).map_err(not_commit)
        };
        let ends = (commit(base)?.id(), commit(head)?.id());
        let id = self.inner.merge_base(ends.0, ends.1).map_err(|_none| GitError::Unrelated {
            base: base.name.clone(),
            head: head.name.clone(),
            is_shallow: self.is_shallow(),
        })?;
        let failed = |error: git2::Error| GitError::Other {
            what: "read the commit where the histories parted",
            message: error.message().to_owned(),
        };
        let tree = self.inner.find_commit(id).map_err(failed)?.tree_id();
        Ok(Point { name: base.name.clone(), id: id.to_string(), tree: Tree(tree) })
    }

    fn refuse(&self, name: &str, error: &git2::Error) -> GitError {
        let name = name.to_owned();
        let has_nothing = self.inner.references().is_ok_and(|mut all| all.next().is_none());
        let is_unborn = self.inner.head().is_err() && (has_nothing || name == "HEAD");
        match error.code() {
            ErrorCode::Ambiguous => GitError::AmbiguousRevision { name, meanings: Vec::new() },
            _ if is_unborn => GitError::NoCommit,
            ErrorCode::NotFound | ErrorCode::InvalidSpec | ErrorCode::UnbornBranch => {
                GitError::UnknownRevision { name, is_shallow: self.is_shallow() }
            }
            _ => {
                GitError::Other { what: "read that revision", message: error.message().to_owned() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Typed;

    fn read(text: &str) -> (&str, &str, bool) {
        let typed = Typed::read(text);
        (typed.base, typed.head, typed.is_from_merge_base)
    }

    #[test]
    fn two_and_three_dots_are_told_apart_and_a_missing_side_is_head() {
        assert_eq!(read("main..topic"), ("main", "topic", false));
        assert_eq!(read("main...topic"), ("main", "topic", true));
        assert_eq!(read("main"), ("main", "HEAD", false));
        assert_eq!(read("main.."), ("main", "HEAD", false));
        assert_eq!(read("...topic"), ("HEAD", "topic", true));
    }
}
