//! Dictionaries.

use std::rc::Rc;

use super::object::Object;

/// Names with objects, as they stand in the file; of a name that stands there twice the last one
/// counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Dict(Vec<(Rc<[u8]>, Object)>);

impl Dict {
    pub(crate) fn new(entries: Vec<(Rc<[u8]>, Object)>) -> Self {
        Self(entries)
    }

    /// The object as it stands there, maybe a reference; null when there is none.
    pub(crate) fn raw(&self, key: &str) -> &Object {
        let found = self.0.iter().rev().find(|(name, _)| **name == *key.as_bytes());
        found.map_or(&Object::Null, |(_, object)| object)
    }

    /// The object of a name given in bytes.
    pub(crate) fn named(&self, key: &[u8]) -> &Object {
        let found = self.0.iter().rev().find(|(name, _)| **name == *key);
        found.map_or(&Object::Null, |(_, object)| object)
    }

    pub(crate) fn entries(&self) -> &[(Rc<[u8]>, Object)] {
        &self.0
    }

    /// The same with one entry more, which counts before an older one of the same name.
    pub(crate) fn with(mut self, key: &str, object: Object) -> Self {
        self.0.push((Rc::from(key.as_bytes()), object));
        self
    }
}
