//! Putting a file into `seeds/`: whole or not at all, and over nothing that is not recorded.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;

use crate::id::SeedPath;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::open::SNAPSHOTS;
use crate::store::TEMPORARY;

/// What may lie where a file is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum There {
    /// Nothing.
    Nothing,
    /// The file that is replaced.
    Old,
}

impl Project {
    /// Writes a file below `seeds/`; durable and under its name, or not there at all.
    pub(super) fn put_seed(
        &self,
        path: &SeedPath,
        bytes: &[u8],
        there: There,
    ) -> Result<(), ProjectError> {
        let target = path.below(&self.root);
        let failed = |source| ProjectError::Write { path: target.clone(), source };
        let folder = target.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(failed)?;
        self.check_inside(folder).map_err(failed)?;
        let temporaries = self.root.join(SNAPSHOTS).join(TEMPORARY);
        fs::create_dir_all(&temporaries).map_err(failed)?;
        let temporary = temporaries.join(format!("seed-{}", std::process::id()));
        let put = write_whole(&temporary, bytes).and_then(|()| match there {
            There::Old => fs::rename(&temporary, &target),
            // Unlike a rename, a link never takes the place of what is there.
            There::Nothing => fs::hard_link(&temporary, &target),
        });
        let put = put.and_then(|()| File::open(folder)?.sync_all());
        // After a rename there is nothing to take away.
        drop(fs::remove_file(&temporary));
        put.map_err(failed)
    }

    /// Refuses folders that a symbolic link leads out of the project.
    fn check_inside(&self, folder: &Path) -> io::Result<()> {
        let seeds = self.root.canonicalize()?.join(SeedPath::FOLDER);
        match folder.canonicalize()?.starts_with(seeds) {
            true => Ok(()),
            false => Err(io::Error::other("a symbolic link leads out of seeds/")),
        }
    }
}

fn write_whole(temporary: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(temporary)?;
    file.write_all(bytes)?;
    file.sync_all()
}
