//! How breaches and gaps are worded.

use crate::store::Damage;
use crate::view::FaultView;

/// A stored file that cannot be believed.
pub(super) fn damaged(path: &str, damage: &Damage) -> FaultView {
    let meaning = match damage {
        Damage::Altered(Some(error)) => format!("content is not what its name says; {error}"),
        Damage::Altered(None) => "content is not what its name says".to_owned(),
        Damage::Format(error) => format!("cannot be read: {error}"),
        other => other.to_string(),
    };
    FaultView {
        path: path.to_owned(),
        meaning,
        command: Some(format!("git checkout -- snapshots/{path}")),
        remedy: None,
    }
}

/// A file that only a newer tool reads.
pub(super) fn newer(path: &str, damage: &Damage) -> FaultView {
    let FaultView { meaning, .. } = damaged(path, damage);
    FaultView {
        path: path.to_owned(),
        meaning,
        command: None,
        remedy: Some("a newer provenance reads it".to_owned()),
    }
}

/// A file that the tool would not have written.
pub(super) fn foreign(path: &str) -> FaultView {
    FaultView {
        path: path.to_owned(),
        meaning: "no stored file has such a name".to_owned(),
        command: None,
        remedy: Some("move it out of snapshots/".to_owned()),
    }
}

/// A stored file that contradicts the others.
pub(super) fn contradicts(path: &str, meaning: String) -> FaultView {
    FaultView {
        path: path.to_owned(),
        meaning,
        command: Some(format!("git log -p -- snapshots/{path}")),
        remedy: Some("shows who changed it".to_owned()),
    }
}
