//! Every system call that writes, syncs, renames or links, failing once, by strace.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::process::Output;

use crate::project::BINARY;
use crate::project::Project;
use crate::recovery::assert_recovers;
use crate::recovery::assert_told;
use crate::trials::is_whole;
use crate::trials::skip;

/// The calls that change a file system; strace passes over those that a machine does not have.
const CALLS: [&str; 18] = [
    "write",
    "pwrite64",
    "writev",
    "copy_file_range",
    "sendfile",
    "fsync",
    "fdatasync",
    "syncfs",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "mkdir",
    "mkdirat",
    "ftruncate",
    "unlink",
    "unlinkat",
];

const ERRORS: [&str; 3] = ["ENOSPC", "EIO", "EINTR"];

/// A project where three seeds were recorded, and then one was replaced, one removed and one
/// added.
fn changed_project() -> Project {
    let project = Project::new();
    for name in ["kept", "replaced", "removed"] {
        project.write(&format!("seeds/{name}.txt"), format!("The {name} document, 5 s.\n"));
    }
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/replaced.txt", "The replaced document, 9 s.\n");
    project.write("seeds/added.txt", "The added document.\n");
    project.remove("seeds/removed.txt");
    project
}

/// Runs a snapshot under strace. One thread reads the seeds, so that the calls come in the same
/// order each time; strace counts them for each thread by itself.
fn traced(project: &Project, options: &[String]) -> Output {
    let mut command = project.command("strace");
    command.env("RAYON_NUM_THREADS", "1").env("PROVENANCE_NOW", "2026-11-22T12:00:00Z");
    command.args(["-f", "-qq", "-o"]).arg(project.root.with_file_name("trace"));
    command.args(options).arg(BINARY).arg("snapshot");
    command.output().unwrap()
}

fn known_calls() -> Vec<&'static str> {
    let knows = |call: &&&str| {
        let traced = Command::new("strace").args(["-e", &format!("trace={call}"), "true"]).output();
        traced.is_ok_and(|output| output.status.success())
    };
    CALLS.iter().filter(knows).copied().collect()
}

/// How often each call is made by the thread that makes it most.
fn count_calls(calls: &[&str]) -> BTreeMap<String, u64> {
    let project = changed_project();
    let output = traced(&project, &[format!("-etrace={}", calls.join(","))]);
    assert!(output.status.success(), "{output:?}");
    let trace = fs::read_to_string(project.root.with_file_name("trace")).unwrap();
    let mut by_thread: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for line in trace.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((call, _)) = rest.trim_start().split_once('(') else { continue };
        *by_thread.entry((call, thread)).or_default() += 1;
    }
    let mut most = BTreeMap::new();
    for ((call, _), count) in by_thread {
        let entry = most.entry(call.to_owned()).or_insert(0);
        *entry = count.max(*entry);
    }
    most
}

/// Hands on every trial of the whole, or about `share` of them, evenly.
fn choose<T>(trials: Vec<T>, share: usize) -> Vec<T> {
    let step = if is_whole() { 1 } else { 1.max(trials.len() / share) };
    trials.into_iter().step_by(step).collect()
}

fn all_moments() -> Option<Vec<(String, u64)>> {
    let calls = known_calls();
    if calls.is_empty() {
        return None;
    }
    let counted = count_calls(&calls);
    assert!(counted.contains_key("fsync") && counted.contains_key("syncfs"), "{counted:?}");
    let moments = counted.into_iter();
    Some(moments.flat_map(|(call, most)| (1..=most).map(move |at| (call.clone(), at))).collect())
}

fn assert_history(project: &Project, after: &str) {
    for (seed, events) in [("replaced", 2), ("removed", 2), ("kept", 1), ("added", 1)] {
        let log = project.json(0, &["log", &format!("{seed}.txt")]);
        assert_eq!(log["entries"].as_array().unwrap().len(), events, "{after}: {log}");
    }
}

#[test]
fn a_call_that_fails_is_told_and_the_next_run_completes() {
    let Some(moments) = all_moments() else {
        return skip("failing system calls", "there is no strace on this machine");
    };
    let faults: Vec<(String, &str)> = moments
        .iter()
        .flat_map(|(call, at)| ERRORS.map(|error| (format!("{call}:{at}"), error)))
        .collect();
    let trials = choose(faults, 24);
    let mut refused = 0;
    for (moment, error) in &trials {
        let (call, at) = moment.split_once(':').unwrap();
        let after = format!("{error} at {call} number {at}");
        let project = changed_project();
        let output = traced(&project, &[format!("-einject={call}:error={error}:when={at}")]);
        assert_told(&output, &after);
        refused += u32::from(!output.status.success());
        assert_recovers(&project, 4, &after);
        assert_history(&project, &after);
    }
    eprintln!("{} faults, {refused} of them ended the run with an error", trials.len());
    assert!(refused > 0);
}

#[test]
fn a_kill_at_the_very_call_loses_nothing() {
    let Some(moments) = all_moments() else {
        return skip("kills at system calls", "there is no strace on this machine");
    };
    let trials = choose(moments, 12);
    for (call, at) in &trials {
        let after = format!("a kill at {call} number {at}");
        let project = changed_project();
        let output = traced(&project, &[format!("-einject={call}:signal=KILL:when={at}")]);
        assert_ne!(output.status.code(), Some(3), "{after}: {output:?}");
        assert_recovers(&project, 4, &after);
        assert_history(&project, &after);
    }
    eprintln!("{} kills at system calls", trials.len());
}
