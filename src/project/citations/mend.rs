//! `audit --fix`: paths of citations that lead elsewhere are written anew.

use std::fs;
use std::num::NonZeroU32;
use std::path::Path;

use super::audit::AuditRequest;
use super::audit::views;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::view::AuditView;
use crate::view::CitationView;
use crate::view::LinkView;
use crate::view::MendedView;
use crate::view::ProblemView;

impl Project {
    /// Audits after mending every path in a citation that does not lead to its seed any more. What
    /// a citation pins and quotes is never changed.
    ///
    /// # Errors
    /// As [`Project::audit`]; a file that cannot be written is a problem of the view.
    pub fn mend(&self, request: &AuditRequest) -> Result<AuditView, ProjectError> {
        let past = self.past()?;
        let audit = self.audit_now(request, &past)?;
        let mut mended = Vec::new();
        let mut problems = Vec::new();
        for view in views(&audit, &past) {
            let Some(link) = view.link.clone() else { continue };
            match mend_one(&self.root.join(&view.file), &view, &link) {
                Ok(Some(line)) => mended.push(MendedView { file: view.file, line, link }),
                Ok(None) => problems.push(not_found(&view, &link)),
                Err(error) => problems.push(ProblemView {
                    message: format!("cannot write {}", view.file),
                    causes: vec![error.to_string()],
                    hint: Some("make it writable for this user and run the command again".into()),
                }),
            }
        }
        let mut view = self.audit(request)?;
        mended.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        view.mended = mended;
        view.problems.extend(problems);
        Ok(view)
    }
}

fn not_found(view: &CitationView, link: &LinkView) -> ProblemView {
    ProblemView {
        message: format!("{}: the path {} was not found again", view.file, link.written),
        causes: Vec::new(),
        hint: Some(format!("write {} in its place", link.now)),
    }
}

/// Writes the path anew in the lines of the citation, else where the file defines it as the
/// destination of a label. Gives the line.
fn mend_one(
    path: &Path,
    view: &CitationView,
    link: &LinkView,
) -> std::io::Result<Option<NonZeroU32>> {
    if fs::symlink_metadata(path)?.is_symlink() {
        return Err(std::io::Error::other("it is a symbolic link"));
    }
    let bytes = fs::read(path)?;
    let mut lines: Vec<Vec<u8>> =
        bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let Some(at) = find_line(&lines, view, &link.written) else { return Ok(None) };
    let Some(line) = lines.get_mut(at) else { return Ok(None) };
    let Some(from) = memchr::memmem::rfind(line, link.written.as_bytes()) else { return Ok(None) };
    line.splice(from..from + link.written.len(), link.now.bytes());
    let temporary = path.with_extension(format!("provenance-{}", std::process::id()));
    let write = || {
        fs::write(&temporary, lines.concat())?;
        fs::set_permissions(&temporary, fs::metadata(path)?.permissions())?;
        fs::rename(&temporary, path)
    };
    if let Err(error) = write() {
        drop(fs::remove_file(&temporary));
        return Err(error);
    }
    Ok(u32::try_from(at + 1).ok().and_then(NonZeroU32::new))
}

/// The last line of the citation that has the path, else a line that defines a label as it.
fn find_line(lines: &[Vec<u8>], view: &CitationView, written: &str) -> Option<usize> {
    let has = |line: &[u8]| memchr::memmem::find(line, written.as_bytes()).is_some();
    let own = (view.first_line as usize).saturating_sub(1)..view.last_line as usize;
    let at = own.rev().find(|at| lines.get(*at).is_some_and(|line| has(line)));
    let defines = |line: &Vec<u8>| {
        line.trim_ascii_start().starts_with(b"[")
            && memchr::memmem::find(line, b"]:").is_some()
            && has(line)
    };
    at.or_else(|| lines.iter().position(defines))
}
