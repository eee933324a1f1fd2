//! Ctrl-C at a terminal while a progress bar is drawn, by script(1).

use std::io::Read;
use std::io::Write;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;

use crate::project::BINARY;
use crate::project::Project;
use crate::recovery::assert_recovers;
use crate::trials::Numbers;
use crate::trials::skip;
use crate::trials::write_documents;

/// What is drawn once a step takes longer than a second.
const BAR: &str = "reading seeds [";

const HIDE_CURSOR: &str = "\u{1b}[?25l";
const SHOW_CURSOR: &str = "\u{1b}[?25h";

/// Starts a snapshot at a terminal of its own, between two looks at the terminal's modes.
fn at_terminal(project: &Project) -> Child {
    let shell = format!("stty -g; trap : INT; '{BINARY}' snapshot; echo \"ended $?\"; stty -g");
    let mut command = project.command("script");
    command.env("TERM", "xterm").args(["-qec", &shell, "/dev/null"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Hands on what a terminal shows, as it comes.
fn screen_of(child: &mut Child) -> Receiver<String> {
    let mut shown = child.stdout.take().unwrap();
    let (tell, hear) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = shown.read(&mut buffer) {
            let text = String::from_utf8_lossy(&buffer[..count]).into_owned();
            if tell.send(text).is_err() {
                return;
            }
        }
    });
    hear
}

/// Lets a snapshot draw its bar and types Ctrl-C; what the terminal showed, and whether the bar
/// came at all.
fn interrupted(project: &Project) -> (String, bool) {
    let mut child = at_terminal(project);
    let shown = screen_of(&mut child);
    let mut screen = String::new();
    while let Ok(text) = shown.recv_timeout(Duration::from_secs(120)) {
        screen.push_str(&text);
        if screen.contains(BAR) {
            break;
        }
    }
    let has_bar = screen.contains(BAR);
    let mut typed = child.stdin.take().unwrap();
    if has_bar {
        typed.write_all(b"\x03").unwrap();
    }
    screen.extend(shown.iter());
    drop(typed);
    child.wait().unwrap();
    (screen, has_bar)
}

#[test]
fn ctrl_c_under_a_progress_bar_leaves_terminal_and_store_as_they_should_be() {
    let version = Command::new("script").arg("--version").output();
    if !version.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("util-linux")) {
        return skip("Ctrl-C at a terminal", "there is no script of util-linux on this machine");
    }
    for documents in [1_500, 6_000, 24_000] {
        let project = Project::new();
        write_documents(&project, documents, &mut Numbers::new(8));
        let (screen, has_bar) = interrupted(&project);
        if !has_bar {
            continue;
        }
        assert!(screen.contains("ended 130"), "it was interrupted: {screen:?}");
        let lines: Vec<&str> = screen.lines().map(str::trim).collect();
        let modes: Vec<&&str> = lines.iter().filter(|line| line.split(':').count() > 20).collect();
        assert_eq!(modes.len(), 2, "{screen:?}");
        assert_eq!(modes[0], modes[1], "the modes of the terminal are as they were");
        let (hidden, shown) = (screen.rfind(HIDE_CURSOR), screen.rfind(SHOW_CURSOR));
        assert!(hidden <= shown, "the cursor is to be seen: {screen:?}");
        assert_recovers(&project, documents, "Ctrl-C under a progress bar");
        return;
    }
    panic!("no snapshot took long enough to draw a bar");
}
