//! Several processes at once, and a person who changes their mind.

use std::io::BufRead;
use std::io::BufReader;
use std::process::Child;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use provenance::store::Lock;
use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;

use crate::project::BINARY;
use crate::project::Project;
use crate::recovery::assert_complete;
use crate::recovery::assert_recovers;
use crate::recovery::assert_sound;
use crate::recovery::start_over;
use crate::trials::Numbers;
use crate::trials::write_documents;

fn spawn_snapshot(project: &Project) -> Child {
    let mut command = project.command(BINARY);
    command.arg("snapshot").stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn project_with(documents: u64) -> Project {
    let project = Project::new();
    write_documents(&project, documents, &mut Numbers::new(5));
    project
}

#[test]
fn of_two_snapshots_one_waits_says_for_whom_and_both_succeed() {
    let project = project_with(20);
    let held = Lock::take(&project.path(".git/provenance/lock"), |_| ()).unwrap();
    let mut waiting: Vec<Child> = (0..2).map(|_| spawn_snapshot(&project)).collect();
    for child in &mut waiting {
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let holder = std::process::id();
        assert_eq!(line, format!("waiting: process {holder} is writing to snapshots/\n"));
    }
    drop(held);
    for child in waiting {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    assert_complete(&project, 20, "two snapshots at once");
    assert_eq!(project.files("snapshots/runs").len(), 1, "the second found nothing new");
}

#[test]
fn verify_diff_and_git_beside_a_snapshot_see_a_sound_store() {
    let project = project_with(30);
    project.run(&["snapshot"]).expect(0);
    let mut numbers = Numbers::new(6);
    for round in 0..3 {
        write_documents(&project, 30, &mut numbers);
        let mut writer = spawn_snapshot(&project);
        while writer.try_wait().unwrap().is_none() {
            assert_sound(&project, &format!("a snapshot at work in round {round}"));
            let shown = project.run(&["diff", "00000.txt@1"]);
            assert!(shown.status < 2, "{}", shown.screen());
            project.git(&["add", "-A"]);
            project.git(&["status", "--porcelain"]);
        }
        let output = writer.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    assert_complete(&project, 30, "readers beside the writer");
    let kept = project.git(&["ls-files", "snapshots/.tmp"]);
    assert_eq!(kept, "", "git took temporaries");
}

#[test]
fn an_interrupt_stops_the_snapshot_and_leaves_the_store_sound() {
    let project = project_with(200);
    for pause in [30, 120, 300] {
        start_over(&project);
        let child = spawn_snapshot(&project);
        sleep(Duration::from_millis(pause));
        let id = Pid::from_child(&child);
        let _ended_by_itself = kill_process(id, Signal::INT);
        let output = child.wait_with_output().unwrap();
        assert_ne!(output.status.code(), Some(3), "{output:?}");
        assert_recovers(&project, 200, &format!("an interrupt after {pause} ms"));
    }
}
