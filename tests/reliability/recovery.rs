//! What must hold after anything went wrong.

use std::process::Output;

use crate::project::Project;

/// The store is sound as it is, or nothing was written yet.
#[track_caller]
pub(crate) fn assert_sound(project: &Project, after: &str) {
    let ran = project.run(&["verify"]);
    assert_eq!(ran.status, 0, "after {after}: {}", ran.screen());
}

/// The store is sound, a plain re-run completes, and then everything is recorded and nothing
/// else is left.
#[track_caller]
pub(crate) fn assert_recovers(project: &Project, seeds: u64, after: &str) {
    assert_sound(project, after);
    let again = project.run(&["snapshot"]);
    assert_eq!(again.status, 0, "the next run after {after}: {}", again.screen());
    assert_complete(project, seeds, after);
}

/// Everything is recorded, soundly, and no temporary is left.
#[track_caller]
pub(crate) fn assert_complete(project: &Project, seeds: u64, after: &str) {
    let found = project.json(0, &["verify"]);
    assert_eq!(found["seeds"], seeds, "after {after}: {found}");
    let open = project.run(&["snapshot", "--check"]);
    assert_eq!(open.status, 0, "not everything is recorded after {after}: {}", open.screen());
    assert_eq!(project.files("snapshots/.tmp"), Vec::<String>::new(), "after {after}");
}

/// A run that met an error told it: no panic, and an exit code that says so.
#[track_caller]
pub(crate) fn assert_told(output: &Output, after: &str) {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{after}: {errors}");
    match output.status.code() {
        Some(0) => assert!(!errors.contains("error:"), "{after}: exit 0 with {errors}"),
        Some(2) => assert!(errors.contains("error:"), "{after}: exit 2 and no reason: {errors}"),
        other => panic!("{after}: ended with {other:?} ({:?}): {errors}", output.status),
    }
}

/// Forgets everything that was recorded and cached.
pub(crate) fn start_over(project: &Project) {
    for folder in ["snapshots", ".git/provenance"] {
        let folder = project.path(folder);
        if folder.exists() {
            std::fs::remove_dir_all(folder).unwrap();
        }
    }
}
