//! `diff` without versions: every seed that is not as it was recorded.

use super::compare::Comparison;
use super::compare::read_file;
use super::error::ProjectError;
use super::object_stamps::ObjectWatch;
use super::open::Project;
use super::past::Past;
use super::past::chain;
use super::planned::Planned;
use super::progress::Progress;
use super::progress::Silent;
use super::scan::ScanOptions;
use crate::view::ProblemView;
use crate::view::SentenceDiffView;

/// What was compared.
#[derive(Debug, Default)]
pub struct Compared {
    /// What could be compared word by word.
    pub word_by_word: Vec<Comparison>,
    /// Seeds whose recorded bytes are rightly not here, compared by the hashes of their sentences.
    pub by_hashes: Vec<SentenceDiffView>,
    /// Seeds that could not be compared at all while the others were.
    pub problems: Vec<ProblemView>,
}

impl Project {
    pub(super) fn diff_work_tree(&self, past: &Past) -> Result<Compared, ProjectError> {
        let options = ScanOptions { is_recording: false, paths: Vec::new() };
        let unwatched = (&Silent as &dyn Progress, ObjectWatch::default());
        let mut scan = self.scan(self.walk()?, &past.history, &options, unwatched)?;
        let plan = self.plan(&past.history, &mut scan, &options)?;
        let mut compared = Compared::default();
        for (_, planned) in plan.planned.others() {
            if let Err(error) = self.compare_planned(past, planned, &mut compared) {
                compared.problems.push(ProblemView {
                    message: format!("cannot compare seed {}: {}", planned.seed, chain(&error)),
                    causes: Vec::new(),
                    hint: error.hint(),
                });
            }
        }
        Ok(compared)
    }

    /// Compares what would be recorded of a seed with what was recorded last.
    fn compare_planned(
        &self,
        past: &Past,
        planned: &Planned,
        compared: &mut Compared,
    ) -> Result<(), ProjectError> {
        let Some(seed) = past.history.seed(&planned.seed) else { return Ok(()) };
        let Some(head) = seed.heads().next() else { return Ok(()) };
        let Some((entry, facts)) = seed.version_at(head) else { return Ok(()) };
        if planned.observed.as_ref().is_none_or(|found| found.content == facts.content) {
            return Ok(());
        }
        let mut new = read_file(&planned.path.below(&self.root))?;
        new.label.seed = Some(planned.seed.clone());
        new.label.path = Some(planned.path.to_string());
        match self.version_side(past, (seed, entry, facts)) {
            Ok(old) => compared.word_by_word.push(self.comparison(old, new)),
            Err(error @ ProjectError::NotHere { .. }) => {
                let told = self.compare_by_hashes((seed, entry, facts), new)?;
                compared.by_hashes.push(told.ok_or(error)?);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
