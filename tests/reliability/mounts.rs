//! Real file systems: one that is full, one that is read-only.

use std::path::PathBuf;
use std::process::Command;

use crate::project::Project;
use crate::recovery::assert_complete;
use crate::recovery::assert_recovers;
use crate::recovery::assert_sound;
use crate::trials::Numbers;
use crate::trials::skip;
use crate::trials::write_documents;

/// A file system in memory, until it is dropped.
struct Mount(PathBuf);

impl Mount {
    /// Mounts one of `size` at a folder; none where that is not allowed.
    fn new(folder: PathBuf, size: &str) -> Option<Self> {
        std::fs::create_dir_all(&folder).unwrap();
        let options = format!("size={size}");
        mount(&["-t", "tmpfs", "-o", &options, "tmpfs", folder.to_str().unwrap()])
            .then_some(Self(folder))
    }

    fn change(&self, options: &str) {
        assert!(mount(&["-o", &format!("remount,{options}"), self.0.to_str().unwrap()]));
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(&self.0).output());
    }
}

fn mount(arguments: &[&str]) -> bool {
    Command::new("mount").args(arguments).output().is_ok_and(|output| output.status.success())
}

const NO_MOUNT: &str = "this user may not mount a tmpfs";

#[test]
fn a_full_disk_is_told_and_with_room_the_next_run_completes() {
    // Whatever the room, the disk gets full at another step.
    for size in ["8k", "100k", "300k", "560k"] {
        let project = Project::new();
        write_documents(&project, 120, &mut Numbers::new(7));
        let Some(disk) = Mount::new(project.path("snapshots"), size) else {
            return skip("a full disk", NO_MOUNT);
        };
        let ran = project.run(&["snapshot"]);
        assert_eq!(ran.status, 2, "{size}: {}", ran.screen());
        assert!(ran.says("No space left on device"), "{}", ran.screen());
        assert!(ran.says("hint:"), "{}", ran.screen());
        assert_sound(&project, &format!("a disk that was full at {size}"));
        disk.change("size=16m");
        assert_recovers(&project, 120, &format!("a disk that was full at {size}"));
    }
}

#[test]
fn a_read_only_store_is_told_and_can_still_be_read() {
    let project = Project::new();
    let Some(disk) = Mount::new(project.path("snapshots"), "4m") else {
        return skip("a read-only store", NO_MOUNT);
    };
    project.write("seeds/a.txt", "One.\n");
    project.run(&["snapshot"]).expect(0);
    disk.change("ro");
    assert_sound(&project, "being made read-only");
    project.run(&["log"]).expect(0);
    project.run(&["show", "a.txt"]).expect(0);
    project.write("seeds/a.txt", "Two.\n");
    project.run(&["status"]).expect(0);
    let ran = project.run(&["snapshot"]).expect(2);
    assert!(ran.says("Read-only file system"), "{}", ran.screen());
    disk.change("rw");
    project.run(&["snapshot"]).expect(0);
    assert_complete(&project, 1, "being read-only for a while");
}
