//! The commits that earlier walks passed: a cache, by which `log` and `show` read from git only
//! what is new.

use super::open::Project;
use super::pieces::Form;
use crate::git::Arrivals;
use crate::git::Commit;
use crate::git::Passed;
use crate::git::PassedCommits;
use crate::history::Pack;
use crate::history::Unpack;
use crate::id::BlobId;

const COMMITS: Form = Form {
    name: "commits",
    magic: concat!("provenance commits 1 ", env!("CARGO_PKG_VERSION"), "\n"),
};

/// More commits are not kept: most of them belong to branches that are gone.
const MOST_KEPT: usize = 100_000;

impl Project {
    /// The commits that earlier walks passed below `folder` of the repository; none when that is
    /// not known.
    pub(super) fn passed_commits(&self, folder: &str) -> PassedCommits {
        let mut bytes = Vec::new();
        let mut reader = self.open_cache(&COMMITS);
        while reader.as_mut().is_some_and(|reader| reader.next(&mut bytes)) {}
        unpack(&bytes, folder).unwrap_or_default()
    }

    /// Remembers the commits that walks passed below `folder`.
    pub(super) fn remember_passed_commits(&self, commits: &PassedCommits, folder: &str) {
        let none = PassedCommits::new();
        let kept = if commits.len() <= MOST_KEPT { commits } else { &none };
        self.write_cache(&COMMITS, &mut |writer| {
            writer.put(|out| out.put_bytes(folder.as_bytes()))?;
            kept.iter().try_for_each(|(id, passed)| writer.put(|out| pack(id, passed, out)))
        });
    }
}

fn pack(id: &[u8], passed: &Passed, out: &mut Vec<u8>) {
    out.extend_from_slice(id);
    out.put_u32(u32::try_from(passed.parents.len()).unwrap_or(u32::MAX));
    for (parent, seconds) in &passed.parents {
        out.extend_from_slice(parent);
        out.extend_from_slice(&seconds.to_le_bytes());
    }
    let files = passed.arrivals.as_ref().map_or(&[][..], |arrivals| &arrivals.files);
    out.put_u32(u32::try_from(files.len()).unwrap_or(u32::MAX));
    let Some(arrivals) = &passed.arrivals else { return };
    out.put_bytes(arrivals.commit.id.as_bytes());
    out.put_bytes(arrivals.commit.author.as_bytes());
    out.extend_from_slice(&arrivals.commit.seconds.to_le_bytes());
    out.put_bytes(arrivals.commit.subject.as_bytes());
    for (path, blob) in files {
        out.put_bytes(path.as_bytes());
        out.extend_from_slice(blob.as_bytes());
    }
}

fn unpack(bytes: &[u8], folder: &str) -> Option<PassedCommits> {
    let mut from = Unpack(bytes);
    if from.text()? != folder {
        return None;
    }
    let mut commits = PassedCommits::new();
    while !from.0.is_empty() {
        let id = from.array()?;
        commits.insert(id, unpack_passed(&mut from)?);
    }
    Some(commits)
}

fn unpack_passed(from: &mut Unpack<'_>) -> Option<Passed> {
    let mut passed = Passed::default();
    for _ in 0..from.length()? {
        passed.parents.push((from.array()?, i64::from_le_bytes(from.array()?)));
    }
    let count = from.length()?;
    if count > 0 {
        let commit = Commit {
            id: from.text()?.to_owned(),
            author: from.text()?.to_owned(),
            seconds: i64::from_le_bytes(from.array()?),
            subject: from.text()?.to_owned(),
        };
        let mut files = Vec::with_capacity(count.min(from.0.len()));
        for _ in 0..count {
            let path = from.text()?.to_owned();
            files.push((path, BlobId::from_bytes(from.array()?)));
        }
        passed.arrivals = Some(Box::new(Arrivals { commit, files }));
    }
    Some(passed)
}

#[cfg(test)]
mod tests {
    use super::pack;
    use super::unpack;
    use crate::git::Arrivals;
    use crate::git::Commit;
    use crate::git::Passed;
    use crate::git::PassedCommits;
    use crate::history::Pack;
    use crate::id::BlobId;

    #[test]
    fn commits_that_are_packed_unpack_and_a_cut_cache_or_another_folder_is_none() {
        let commit = Commit {
            id: "01".repeat(20),
            author: "A".to_owned(),
            seconds: -5,
            subject: "one".to_owned(),
        };
        let files = vec![("seeds/a.txt".to_owned(), BlobId::of(b"text"))];
        let arrivals = Some(Box::new(Arrivals { commit, files }));
        let passed = Passed { parents: vec![([3; 20], 7), ([4; 20], -7)], arrivals };
        let commits = PassedCommits::from([([1; 20], passed), ([2; 20], Passed::default())]);
        let mut bytes = Vec::new();
        bytes.put_bytes(b"docs");
        commits.iter().for_each(|(id, passed)| pack(id, passed, &mut bytes));
        assert_eq!(unpack(&bytes, "docs"), Some(commits));
        assert_eq!(unpack(&bytes, ""), None);
        assert_eq!(unpack(&bytes[..bytes.len() - 1], "docs"), None);
    }
}
