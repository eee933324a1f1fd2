//! Sentence hashes of contents whose bytes are not kept, and taking bytes away.

use std::io;

use super::error::StoreError;
use super::layout::Folder;
use super::layout::hashes_path;
use super::layout::object_path;
use super::records::Damage;
use super::records::Store;
use super::records::check;
use super::storage::Storage;
use crate::id::ContentId;
use crate::id::HashesId;
use crate::record::SentenceHashes;

/// How the files of sentence hashes of one content are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HashesState {
    /// How many have the digest of their names.
    pub sound: usize,
    /// The paths below `snapshots/` of the others.
    pub altered: Vec<String>,
}

impl<S: Storage> Store<S> {
    /// Where the hashes of a content's sentences belong, below `snapshots/`.
    ///
    /// # Errors
    /// When they have no canonical form.
    pub fn path_of_hashes(&self, hashes: &SentenceHashes) -> Result<String, StoreError> {
        Ok(hashes_path(hashes.header.content, HashesId::of(&hashes.to_bytes()?)))
    }

    /// Whether the files of sentence hashes of a content are what their names say; reads them
    /// without understanding them.
    ///
    /// # Errors
    /// When one is there and cannot be read.
    pub fn state_of_hashes(&self, content: ContentId) -> Result<HashesState, StoreError> {
        let folder = format!("{}/{content}", Folder::Hashes.name());
        let mut state = HashesState::default();
        for name in self.list(&folder)? {
            let path = format!("{folder}/{name}");
            let failed = |source| StoreError::Io { what: "read", path: path.clone(), source };
            let bytes = self.storage().read(&path).map_err(failed)?;
            match hashes_path(content, HashesId::of(&bytes)) == path {
                true => state.sound += 1,
                false => state.altered.push(path),
            }
        }
        Ok(state)
    }

    /// Writes the sentence hashes of a content; durable after [`Self::sync`]. Gives their path
    /// below `snapshots/`.
    ///
    /// # Errors
    /// When they have no canonical form or cannot be written.
    pub fn put_hashes(&self, hashes: &SentenceHashes) -> Result<String, StoreError> {
        let bytes = hashes.to_bytes()?;
        let path = hashes_path(hashes.header.content, HashesId::of(&bytes));
        let failed = |source| StoreError::Io { what: "write", path: path.clone(), source };
        self.storage().write(&path, &mut bytes.as_slice()).map_err(failed)?;
        Ok(path)
    }

    /// The sentence hashes of a content that can be believed, by their id; several when branches
    /// began the seed with different contents.
    ///
    /// # Errors
    /// When they are there and cannot be read.
    pub fn hashes_of(&self, content: ContentId) -> Result<Vec<SentenceHashes>, StoreError> {
        let folder = format!("{}/{content}", Folder::Hashes.name());
        let mut found = Vec::new();
        for name in self.list(&folder)? {
            let path = format!("{folder}/{name}");
            let failed = |source| StoreError::Io { what: "read", path: path.clone(), source };
            let bytes = self.storage().read(&path).map_err(failed)?;
            found.extend(read_hashes(&path, &bytes).ok());
        }
        Ok(found)
    }

    /// Hands every file of sentence hashes to `take`, or what is wrong with it.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub fn each_hashes(
        &self,
        mut take: impl FnMut(&str, Result<SentenceHashes, Damage>),
    ) -> Result<(), StoreError> {
        self.each_read(&self.files(Folder::Hashes)?, &read_hashes, &mut take)
    }

    /// Takes the bytes and the sentence hashes of a content away, durably. Gives the paths below
    /// `snapshots/` of what was there.
    ///
    /// # Errors
    /// When one is there and cannot be taken away.
    pub fn forget(&self, content: ContentId) -> Result<Vec<String>, StoreError> {
        let folder = format!("{}/{content}", Folder::Hashes.name());
        let listed = self.list(&folder)?;
        let hashes = listed.iter().map(|name| format!("{folder}/{name}"));
        let mut gone = Vec::new();
        for path in std::iter::once(object_path(content)).chain(hashes) {
            match self.storage().remove(&path) {
                Ok(()) => gone.push(path),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(StoreError::Io { what: "remove", path, source }),
            }
        }
        Ok(gone)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        self.storage().list(folder).map_err(|source| StoreError::Io {
            what: "list",
            path: folder.to_owned(),
            source,
        })
    }
}

/// Believes sentence hashes only under the name of their content and their own.
fn read_hashes(path: &str, bytes: &[u8]) -> Result<SentenceHashes, Damage> {
    let (id, hashes) = check(path, bytes, ".jsonl", HashesId::of, SentenceHashes::parse)?;
    match hashes_path(hashes.header.content, id) == path {
        true => Ok(hashes),
        false => Err(Damage::Name),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Space;
    use crate::id::ContentId;
    use crate::record::Salt;
    use crate::record::SentenceHashes;
    use crate::store::MemoryStorage;
    use crate::store::Storage;
    use crate::store::Store;

    #[test]
    fn hashes_are_found_by_their_content_and_not_under_another() {
        let store = Store::new(MemoryStorage::default());
        let content = ContentId::of(b"One. Two.");
        let salt = Salt::beginning_with(content);
        let hashes = SentenceHashes::of(content, "One. Two.", Space::Raw, salt);
        let path = store.put_hashes(&hashes).unwrap();
        assert_eq!(store.hashes_of(content).unwrap(), [hashes]);
        let bytes = store.storage().read(&path).unwrap();
        let other = ContentId::of(b"other");
        let elsewhere = path.replace(&content.to_string(), &other.to_string());
        store.storage().write(&elsewhere, &mut bytes.as_slice()).unwrap();
        assert_eq!(store.hashes_of(other).unwrap(), []);
    }

    #[test]
    fn what_is_forgotten_is_gone_and_told() {
        let store = Store::new(MemoryStorage::default());
        let content = ContentId::of(b"secret");
        store.put_object(content, b"secret").unwrap();
        assert_eq!(store.forget(content).unwrap().len(), 1);
        assert!(store.object(content).is_err());
        assert_eq!(store.forget(content).unwrap(), Vec::<String>::new());
    }
}
