//! What `init` sets up besides the project itself, on request.

use std::fs;
use std::io;
use std::path::Path;

use super::error::ProjectError;
use crate::git::Repository;
use crate::view::FileAction;
use crate::view::InitFile;
use crate::view::InitView;

/// What is asked for besides the project itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each can be asked for by itself")]
pub struct InitOptions {
    /// `git diff` shows seeds word by word.
    pub has_git_diff: bool,
    /// A commit with unrecorded seeds is stopped.
    pub has_hook: bool,
    /// A workflow for GitHub.
    pub has_github: bool,
    /// A job for GitLab.
    pub has_gitlab: bool,
    /// How git and hooks are to call this tool; `provenance` where that is on the path.
    pub program: String,
}

/// Binds seeds to the diff driver, which each clone has to be given by itself.
pub(super) const DIFF_ATTRIBUTE: &str = "seeds/** diff=provenance";

/// Lines that git shows beside `@@` in a patch: headings and numbered clauses.
const HEADINGS: &str = r"^(#{1,6}[[:space:]].*|[0-9]+(\.[0-9]+)*[.)]?[[:space:]].*)$";

const HOOK: &str = include_str!("../../integrations/git/pre-commit");
const GITHUB: &str = include_str!("../../integrations/github/provenance.yml");
const GITLAB: &str = include_str!("../../integrations/gitlab/provenance.gitlab-ci.yml");

/// Sets up what is asked for and adds it to the view.
pub(super) fn integrate(
    folder: &Path,
    repository: Option<&Repository>,
    options: &InitOptions,
    view: &mut InitView,
) -> Result<(), ProjectError> {
    if options.has_git_diff {
        git_diff(repository, &options.program, view)?;
    }
    if options.has_hook {
        hook(folder, repository, &options.program, view)?;
    }
    if options.has_github {
        let note = "reviews pull requests; put the tool's repository for OWNER/provenance";
        template(folder, (".github/workflows/provenance.yml", GITHUB, note), view)?;
    }
    if options.has_gitlab {
        let note = "reviews merge requests; include it from .gitlab-ci.yml";
        template(folder, ("provenance.gitlab-ci.yml", GITLAB, note), view)?;
    }
    Ok(())
}

/// The settings of the diff driver, for this clone.
fn git_diff(
    repository: Option<&Repository>,
    program: &str,
    view: &mut InitView,
) -> Result<(), ProjectError> {
    let settings = [
        ("diff.provenance.command", format!("{program} git-diff")),
        ("diff.provenance.textconv", format!("{program} git-text")),
        ("diff.provenance.xfuncname", HEADINGS.to_owned()),
    ];
    let Some(repository) = repository else {
        let quoted = |value: &str| format!("'{}'", value.replace('\'', r"'\''"));
        let commands =
            settings.iter().map(|(key, value)| format!("git config {key} {}", quoted(value)));
        view.next.extend(commands);
        return Ok(());
    };
    for (key, value) in settings {
        let before = repository.local_setting(key);
        let action = match &before {
            Some(before) if *before == value => FileAction::Unchanged,
            Some(_) => FileAction::Changed,
            None => FileAction::Created,
        };
        if action != FileAction::Unchanged {
            repository.set_local(key, &value)?;
        }
        view.settings.push(InitFile { path: key.to_owned(), action, note: value });
    }
    view.undo.push("git config --remove-section diff.provenance".to_owned());
    view.undo.push("remove the line `seeds/** diff=provenance` from .gitattributes".to_owned());
    Ok(())
}

/// The hook of this clone; one that is there already stays.
fn hook(
    folder: &Path,
    repository: Option<&Repository>,
    program: &str,
    view: &mut InitView,
) -> Result<(), ProjectError> {
    let Some(repository) = repository else {
        let note = "no git repository here that can be set up".to_owned();
        let path = "pre-commit".to_owned();
        view.files.push(InitFile { path, action: FileAction::Kept, note });
        return Ok(());
    };
    let path = repository.hooks_folder().join("pre-commit");
    let root = folder.canonicalize().unwrap_or_else(|_unresolved| folder.to_path_buf());
    let shown = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
    let text = HOOK.replace("${PROVENANCE:-provenance}", &format!("${{PROVENANCE:-{program}}}"));
    let before = read(&path)?;
    let (action, note) = match &before {
        None => (FileAction::Created, "stops a commit whose seeds are not recorded".to_owned()),
        Some(before) if *before == text => {
            (FileAction::Unchanged, "stops a commit whose seeds are not recorded".to_owned())
        }
        Some(_) => (
            FileAction::Kept,
            format!("another hook is there: add the line `{program} snapshot --check || exit 1`"),
        ),
    };
    if action == FileAction::Created {
        write(&path, &text)?;
        make_executable(&path)?;
        view.undo.push(format!("rm {shown}"));
    }
    view.files.push(InitFile { path: shown, action, note });
    Ok(())
}

/// A file that others may have changed since: then it stays.
fn template(
    folder: &Path,
    (name, text, note): (&str, &str, &str),
    view: &mut InitView,
) -> Result<(), ProjectError> {
    let path = folder.join(name);
    let (action, note) = match read(&path)? {
        None => (FileAction::Created, note.to_owned()),
        Some(before) if before == text => (FileAction::Unchanged, note.to_owned()),
        Some(_) => (FileAction::Kept, "it says something else and stays as it is".to_owned()),
    };
    if action == FileAction::Created {
        write(&path, text)?;
        view.undo.push(format!("rm {name}"));
    }
    view.files.push(InitFile { path: name.to_owned(), action, note });
    Ok(())
}

fn read(path: &Path) -> Result<Option<String>, ProjectError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ProjectError::Read { path: path.to_path_buf(), source }),
    }
}

fn write(path: &Path, text: &str) -> Result<(), ProjectError> {
    let failed = |source| ProjectError::Write { path: path.to_path_buf(), source };
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(failed)?;
    fs::write(path, text).map_err(failed)
}

fn make_executable(path: &Path) -> Result<(), ProjectError> {
    use std::os::unix::fs::PermissionsExt;
    let executable = fs::Permissions::from_mode(0o755);
    let failed = |source| ProjectError::Write { path: path.to_path_buf(), source };
    fs::set_permissions(path, executable).map_err(failed)
}
