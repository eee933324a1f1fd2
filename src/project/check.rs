//! `verify`, with what the working tree and git can give back.

use super::error::ProjectError;
use super::open::Project;
use crate::git::Repository;
use crate::id::ContentId;
use crate::record::Facts;
use crate::verify::verify;
use crate::view::VerifyView;

impl Project {
    /// Recomputes everything that is recorded.
    ///
    /// # Errors
    /// When the store cannot be read at all; what is wrong with it is part of the view.
    pub fn verify(&self) -> Result<VerifyView, ProjectError> {
        let lies_at = |facts: &Facts| {
            let bytes = std::fs::read(facts.path.below(&self.root)).ok()?;
            (ContentId::of(&bytes) == facts.content).then(|| facts.path.to_string())
        };
        let in_git = |facts: &Facts| {
            let repository: &Repository = self.repository.as_ref()?;
            let bytes = repository.blob(facts.blob)?;
            (ContentId::of(&bytes) == facts.content).then(|| format!("git blob {}", facts.blob))
        };
        let holdings = self.holdings();
        let held = |facts: &Facts| holdings.bytes(facts).ok();
        let again = |facts: &Facts| lies_at(facts).or_else(|| in_git(facts));
        let mut view = verify(&self.store, &again, &held)?;
        self.forget_checked_objects(&view);
        view.breaches.sort_by(|one, other| one.path.cmp(&other.path));
        view.gaps.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(view)
    }

    /// Makes the next snapshot look at every object again when one was found altered: its stamp
    /// may be one that was believed.
    fn forget_checked_objects(&self, view: &VerifyView) {
        if !view.breaches.is_empty() {
            self.forget_object_stamps();
        }
    }
}
