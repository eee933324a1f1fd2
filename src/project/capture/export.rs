//! `export`: captured versions as a web archive.

use std::fs::File;
use std::io;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use crate::capture::WarcWriter;
use crate::history::SeedHistory;
use crate::id::SeedId;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::past::chain;
use crate::project::past::label;
use crate::view::ExportView;
use crate::view::ProblemView;

/// What is exported, and where to.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// The seeds; all when none is named.
    pub seeds: Vec<SeedId>,
    /// The file that is written; compressed record by record when its name ends in `.gz`.
    pub path: PathBuf,
}

impl Project {
    /// Writes every version that was captured from an address into a web archive. The same record
    /// gives the same archive, byte for byte, but for the time in its first record.
    ///
    /// # Errors
    /// When the record cannot be read, a seed is not known, or the file cannot be written or is
    /// there already.
    pub fn export_archive(&self, request: &ExportRequest) -> Result<ExportView, ProjectError> {
        let past = self.past()?;
        let seeds: Vec<&SeedHistory> = match request.seeds.as_slice() {
            [] => past.history.seeds().collect(),
            some => some.iter().map(|id| past.history.require(id)).collect::<Result<_, _>>()?,
        };
        let path = &request.path;
        let failed = |source| ProjectError::Write { path: path.clone(), source };
        let mut out = BufWriter::new(create(path).map_err(failed)?);
        let is_compressed = path.extension().is_some_and(|ending| ending == "gz");
        let mut writer =
            WarcWriter::new(&mut out, is_compressed, self.surroundings.now).map_err(failed)?;
        let mut view = ExportView { path: path.display().to_string(), ..ExportView::default() };
        for seed in seeds {
            for (entry, facts) in seed.versions() {
                let Some(web) = facts.capture.as_ref().and_then(|capture| capture.web()) else {
                    view.not_captured += 1;
                    continue;
                };
                let label = label(seed, entry);
                match self.bytes_of(&past.history, seed.id(), facts) {
                    Ok(bytes) => {
                        let media_type = facts.media_type.name();
                        writer.document(web, media_type, &bytes).map_err(failed)?;
                        view.versions.push(label);
                    }
                    Err(error) => view.problems.push(ProblemView {
                        message: format!("{label} is not in the archive"),
                        causes: vec![chain(&error)],
                        hint: error.hint(),
                    }),
                }
            }
        }
        out.flush().map_err(failed)?;
        Ok(view)
    }
}

/// A new file; what is there is never written over.
fn create(path: &Path) -> io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}
