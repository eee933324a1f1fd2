//! `init`: making a folder a project.

use std::fs;
use std::io;
use std::path::Path;

use super::brought::git_note;
use super::config::Config;
use super::error::ProjectError;
use super::integrations::DIFF_ATTRIBUTE;
use super::integrations::InitOptions;
use super::integrations::integrate;
use crate::git::Repository;
use crate::view::FileAction;
use crate::view::InitFile;
use crate::view::InitView;

/// What git and the forges must know: the store's files are never changed or merged, objects are
/// not shown as text, all of them fold away in pull and merge requests, and seeds keep their bytes.
const ATTRIBUTES: [&str; 4] = [
    "snapshots/** -text -merge -filter -ident -working-tree-encoding linguist-generated",
    "snapshots/** gitlab-generated",
    "snapshots/objects/** -diff",
    "seeds/** -text -ident -working-tree-encoding",
];

/// What git must not keep.
const IGNORED: [&str; 1] = ["/snapshots/.tmp/"];

/// Makes `folder` a project: `provenance.toml`, `.gitattributes`, `.gitignore`, `seeds/`. What is
/// there already stays. Then sets up what `options` ask for besides.
///
/// # Errors
/// When a file cannot be read or written.
pub fn init(folder: &Path, options: &InitOptions) -> Result<InitView, ProjectError> {
    let found = Repository::discover(folder);
    let is_in_git = !matches!(found, Ok(None));
    let seeds = folder.join("seeds");
    let had_seeds = seeds.is_dir();
    let failed = |source| ProjectError::Write { path: seeds.clone(), source };
    fs::create_dir_all(&seeds).map_err(failed)?;
    let seeds_file = InitFile {
        path: "seeds/".to_owned(),
        action: if had_seeds { FileAction::Unchanged } else { FileAction::Created },
        note: "the documents, as obtained".to_owned(),
    };
    let mut attributes = ATTRIBUTES.to_vec();
    let mut attributes_note = "seeds and snapshots keep their bytes";
    if options.has_git_diff {
        attributes.push(DIFF_ATTRIBUTE);
        attributes_note = "seeds and snapshots keep their bytes; git diff shows seeds word by word";
    }
    let files = vec![
        ensure_lines(folder, ".gitattributes", &attributes, attributes_note)?,
        ensure_lines(folder, ".gitignore", &IGNORED, "temporaries stay out of git")?,
        ensure_config(folder)?,
        seeds_file,
    ];
    let next = match had_seeds {
        true => vec!["provenance snapshot".to_owned()],
        false => vec!["put documents under seeds/".to_owned(), "provenance snapshot".to_owned()],
    };
    let git_problem = found.as_ref().err().map(git_note);
    let mut view = InitView {
        root: folder.display().to_string(),
        git: is_in_git,
        files,
        next,
        notes: git_problem.into_iter().collect(),
        ..InitView::default()
    };
    let repository = found.ok().flatten();
    integrate(folder, repository.as_ref(), options, &mut view)?;
    Ok(view)
}

/// Writes the defaults as comments, so that nothing is fixed that a later version may better.
fn ensure_config(folder: &Path) -> Result<InitFile, ProjectError> {
    let path = folder.join(Config::FILE);
    let action = if path.exists() {
        Config::read(folder)?;
        FileAction::Unchanged
    } else {
        let commented: String = Config::DEFAULTS.lines().map(comment_out).collect();
        fs::write(&path, commented).map_err(|source| ProjectError::Write { path, source })?;
        FileAction::Created
    };
    let note = "settings, all optional".to_owned();
    Ok(InitFile { path: Config::FILE.to_owned(), action, note })
}

fn comment_out(line: &str) -> String {
    match line {
        "" => "\n".to_owned(),
        line if line.starts_with(['#', '[']) => format!("{line}\n"),
        line => format!("# {line}\n"),
    }
}

/// Appends the lines that a file lacks.
fn ensure_lines(
    folder: &Path,
    name: &str,
    lines: &[&str],
    note: &str,
) -> Result<InitFile, ProjectError> {
    let path = folder.join(name);
    let before = match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(source) => return Err(ProjectError::Read { path, source }),
    };
    let text = before.clone().unwrap_or_default();
    let is_there = |line: &&&str| text.lines().any(|other| other.trim() == **line);
    let missing: Vec<&str> = lines.iter().filter(|line| !is_there(line)).copied().collect();
    let action = match (before, missing.is_empty()) {
        (_, true) => FileAction::Unchanged,
        (None, false) => FileAction::Created,
        (Some(_), false) => FileAction::Extended,
    };
    if !missing.is_empty() {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        let extended = format!("{text}{gap}{}\n", missing.join("\n"));
        fs::write(&path, extended).map_err(|source| ProjectError::Write { path, source })?;
    }
    Ok(InitFile { path: name.to_owned(), action, note: note.to_owned() })
}
