//! Runs that are killed at random moments.

use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;
use std::time::Instant;

use crate::project::BINARY;
use crate::project::Project;
use crate::recovery::assert_recovers;
use crate::recovery::start_over;
use crate::trials::Numbers;
use crate::trials::is_whole;
use crate::trials::write_documents;

/// Starts a snapshot and kills it after a while; whether it was still at work.
fn kill_after(project: &Project, pause: Duration) -> bool {
    let mut command = project.command(BINARY);
    command.arg("snapshot").stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap().code().is_none()
}

/// How long an undisturbed snapshot takes.
fn usual_time(project: &Project) -> Duration {
    let start = Instant::now();
    project.run(&["snapshot"]).expect(0);
    start.elapsed()
}

#[test]
fn a_snapshot_that_is_killed_at_any_moment_loses_nothing() {
    let (documents, wanted) = if is_whole() { (2_000, 100) } else { (200, 6) };
    let mut numbers = Numbers::new(3);
    let project = Project::new();
    write_documents(&project, documents, &mut numbers);
    let usual = usual_time(&project);
    let moment = |numbers: &mut Numbers| usual.mul_f64(numbers.below(1_000) as f64 / 1_000.0);
    let mut killed = 0;
    for trial in 0..wanted * 4 {
        start_over(&project);
        let pause = moment(&mut numbers);
        killed += u32::from(kill_after(&project, pause));
        // Every third trial the run that would mend it is killed as well.
        if trial % 3 == 0 {
            kill_after(&project, moment(&mut numbers));
        }
        assert_recovers(&project, documents, &format!("a kill after {pause:?} (trial {trial})"));
        eprintln!("{documents} documents, trial {}: {killed} killed at work", trial + 1);
        if killed == wanted {
            return;
        }
    }
    panic!("only {killed} of {wanted} snapshots were still at work when they were to be killed");
}

#[test]
fn a_killed_update_keeps_the_versions_before_it() {
    let trials = if is_whole() { 30 } else { 4 };
    let documents = 60;
    let mut numbers = Numbers::new(4);
    let project = Project::new();
    write_documents(&project, documents, &mut numbers);
    project.run(&["snapshot"]).expect(0);
    for trial in 1..=trials {
        write_documents(&project, documents, &mut numbers);
        kill_after(&project, Duration::from_millis(numbers.below(400)));
        assert_recovers(&project, documents, &format!("a killed update (trial {trial})"));
        let log = project.json(0, &["log", "00000.txt"]);
        let versions = log["entries"].as_array().unwrap().len();
        assert_eq!(versions, trial + 1, "{log}");
    }
}
