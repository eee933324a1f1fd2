//! Objects: raw bytes under their digest.

use std::io;
use std::io::Read;

use super::error::StoreError;
use super::layout::object_path;
use super::records::Store;
use super::storage::Storage;
use crate::id::ContentId;

/// What storing an object did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutOutcome {
    /// It was not there and is now.
    Written,
    /// It was there, sound, and was left alone.
    Present,
    /// What was there was not what the name says; it is now.
    Healed,
}

/// What is found under an object's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectState {
    /// The bytes that the name says, and how many they are.
    Sound(u64),
    /// Other bytes.
    Altered,
    /// Nothing.
    Missing,
}

impl<S: Storage> Store<S> {
    /// Keeps `bytes` under their digest `id`. A sound object is never overwritten.
    ///
    /// # Errors
    /// When the object cannot be read or written.
    pub fn put_object(&self, id: ContentId, bytes: &[u8]) -> Result<PutOutcome, StoreError> {
        self.put_object_from(id, || Ok(bytes))
    }

    /// Keeps what `open` gives under the digest `id`, without holding it in memory.
    ///
    /// # Errors
    /// When it cannot be read or written, and [`StoreError::Unstable`] when its bytes are not
    /// those that `id` names; then nothing is kept.
    pub fn put_object_from<R: Read>(
        &self,
        id: ContentId,
        open: impl FnOnce() -> io::Result<R>,
    ) -> Result<PutOutcome, StoreError> {
        let state = self.object_state(id)?;
        if matches!(state, ObjectState::Sound(_)) {
            return Ok(PutOutcome::Present);
        }
        let path = object_path(id);
        let failed = |source| StoreError::Io { what: "write", path: path.clone(), source };
        let mut content = Checked::new(open().map_err(failed)?, id);
        match self.storage().write(&path, &mut content) {
            Ok(()) if state == ObjectState::Altered => Ok(PutOutcome::Healed),
            Ok(()) => Ok(PutOutcome::Written),
            Err(_wrong_bytes) if content.is_refuted => Err(StoreError::Unstable),
            Err(error) => Err(failed(error)),
        }
    }

    /// The bytes of an object, checked against its name.
    ///
    /// # Errors
    /// When it is missing, altered or cannot be read.
    pub fn object(&self, id: ContentId) -> Result<Vec<u8>, StoreError> {
        let path = object_path(id);
        match self.storage().read(&path) {
            Ok(bytes) if ContentId::of(&bytes) == id => Ok(bytes),
            Ok(_) => Err(StoreError::ObjectAltered { id }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(StoreError::ObjectMissing { id })
            }
            Err(source) => Err(StoreError::Io { what: "read", path, source }),
        }
    }

    /// Whether an object is there and sound; reads it as a stream.
    ///
    /// # Errors
    /// When it is there but cannot be read.
    pub fn object_state(&self, id: ContentId) -> Result<ObjectState, StoreError> {
        let path = object_path(id);
        let mut content = match self.storage().open(&path) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(ObjectState::Missing);
            }
            Err(source) => return Err(StoreError::Io { what: "read", path, source }),
        };
        let mut hasher = blake3::Hasher::new();
        let bytes = io::copy(&mut content, &mut hasher).map_err(|source| StoreError::Io {
            what: "read",
            path,
            source,
        })?;
        match hasher.finalize().as_bytes() == id.as_bytes() {
            true => Ok(ObjectState::Sound(bytes)),
            false => Ok(ObjectState::Altered),
        }
    }
}

/// A reader that fails at its end unless everything read has the expected digest.
struct Checked<R> {
    inner: R,
    hasher: blake3::Hasher,
    expected: ContentId,
    is_refuted: bool,
}

impl<R: Read> Checked<R> {
    fn new(inner: R, expected: ContentId) -> Self {
        Self { inner, hasher: blake3::Hasher::new(), expected, is_refuted: false }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if count == 0 && !buffer.is_empty() {
            self.is_refuted = self.hasher.finalize().as_bytes() != self.expected.as_bytes();
            if self.is_refuted {
                return Err(io::Error::other("not the bytes that were hashed"));
            }
        }
        self.hasher.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::ObjectState;
    use super::PutOutcome;
    use crate::id::ContentId;
    use crate::store::MemoryStorage;
    use crate::store::Storage;
    use crate::store::Store;
    use crate::store::StoreError;
    use crate::store::object_path;

    #[test]
    fn a_sound_object_is_left_alone_and_an_altered_one_is_healed() {
        let store = Store::new(MemoryStorage::default());
        let id = ContentId::of(b"text");
        assert_eq!(store.put_object(id, b"text").unwrap(), PutOutcome::Written);
        assert_eq!(store.put_object(id, b"text").unwrap(), PutOutcome::Present);
        store.storage().write(&object_path(id), &mut &b"tex!"[..]).unwrap();
        assert!(matches!(store.object(id), Err(StoreError::ObjectAltered { .. })));
        assert_eq!(store.object_state(id).unwrap(), ObjectState::Altered);
        assert_eq!(store.put_object(id, b"text").unwrap(), PutOutcome::Healed);
        assert_eq!(store.object_state(id).unwrap(), ObjectState::Sound(4));
    }

    #[test]
    fn bytes_that_are_not_what_the_name_says_are_not_kept() {
        let store = Store::new(MemoryStorage::default());
        let id = ContentId::of(b"before");
        assert!(matches!(store.put_object(id, b"after"), Err(StoreError::Unstable)));
        assert_eq!(store.object_state(id).unwrap(), ObjectState::Missing);
    }
}
