//! What people put under `seeds/`, and what can happen to a store: each is told with the file,
//! the reason and the next step, and the other seeds are recorded.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;

use crate::project::BINARY;
use crate::project::Project;
use crate::project::Ran;

const CHINESE: &str = "系统在五秒之内回答每一个请求。客户端必须在三十天内保存所有的记录。\n";

/// Records a seed with these bytes; gives what `show` says of it.
fn recorded(bytes: &[u8]) -> (Project, serde_json::Value) {
    let project = Project::new();
    project.write("seeds/a.txt", bytes);
    project.run(&["snapshot"]).expect(0);
    let object = project.files("snapshots/objects").remove(0);
    assert_eq!(fs::read(project.path(&object)).unwrap(), bytes, "kept as they are");
    let shown = project.json(0, &["show", "a.txt"]);
    (project, shown)
}

/// What `show` says of the encoding, as one text.
fn limitations(shown: &serde_json::Value) -> String {
    shown["limitations"].to_string()
}

/// A good seed beside a bad one: the good one is recorded, and the run says what is wrong.
#[track_caller]
fn tells(project: &Project, says: &[&str]) -> Ran {
    project.write("seeds/good.txt", "The client shall retry.\n");
    let ran = project.run(&["snapshot"]).expect(2);
    for text in says {
        assert!(ran.says(text), "{text:?} is not in {}", ran.screen());
    }
    assert!(ran.says("hint:"), "{}", ran.screen());
    project.run(&["show", "good.txt"]).expect(0);
    project.run(&["verify"]).expect(0);
    ran
}

#[test]
fn gb_18030_is_read_and_told_as_inferred() {
    let (bytes, _, _) = encoding_rs::GB18030.encode(CHINESE);
    let (_project, shown) = recorded(&bytes.repeat(4));
    assert!(limitations(&shown).contains("read as GBK"), "{shown}");
    assert!(shown["text"].to_string().contains("五秒之内"), "{shown}");
}

#[test]
fn big5_is_read_and_told_as_inferred() {
    let text = "系統在五秒之內回答每一個請求。用戶端必須保存所有的記錄三十天。\n";
    let (bytes, _, _) = encoding_rs::BIG5.encode(text);
    let (_project, shown) = recorded(&bytes.repeat(4));
    assert!(limitations(&shown).contains("read as Big5"), "{shown}");
    assert!(shown["text"].to_string().contains("五秒之內"), "{shown}");
}

#[test]
fn latin_1_is_read_and_told_as_inferred() {
    let text = "Die Größe der Straße beträgt für die Prüfung fünf Meter.\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let (_project, shown) = recorded(&bytes.repeat(4));
    assert!(limitations(&shown).contains("read as windows-1252"), "{shown}");
    assert!(shown["text"].to_string().contains("Größe"), "{shown}");
}

#[test]
fn utf_16_with_its_mark_is_read_and_nothing_is_inferred() {
    for big_endian in [false, true] {
        let units = "\u{feff}".encode_utf16().chain(CHINESE.encode_utf16());
        let bytes: Vec<u8> = units
            .flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        let (_project, shown) = recorded(&bytes);
        assert_eq!(limitations(&shown), "[]");
        assert!(shown["text"].to_string().contains("五秒之内"), "{shown}");
    }
}

#[test]
fn what_is_no_text_is_kept_as_bytes_and_told() {
    let undecodable: Vec<u8> = b"\xff\xfe\x00\xd8A\x00".to_vec();
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 1, 2, 3].repeat(200)].concat();
    for bytes in [undecodable, picture] {
        let (project, shown) = recorded(&bytes);
        assert!(limitations(&shown).contains("kept as bytes"), "{shown}");
        project.run(&["verify"]).expect(0);
    }
}

#[test]
fn an_empty_seed_is_a_version_like_any_other() {
    let (project, shown) = recorded(b"");
    assert_eq!(shown["label"]["version"], 1);
    project.write("seeds/a.txt", "Now it says something.\n");
    let view = project.json(0, &["snapshot"]);
    assert_eq!(view["changes"][0]["event"], "replaced");
}

#[test]
fn a_link_out_of_the_seeds_is_not_followed() {
    let project = Project::new();
    project.write("secret.txt", "secret");
    symlink("../secret.txt", project.path("seeds/link.txt")).unwrap();
    let ran =
        tells(&project, &["seeds/link.txt", "leads out of seeds/", "put the document itself"]);
    assert!(!ran.says("secret.txt new"), "{}", ran.screen());
    assert_eq!(project.files("snapshots/objects").len(), 1);
}

#[test]
fn a_link_to_nothing_or_in_a_circle_is_told() {
    for target in ["nowhere.txt", "link.txt"] {
        let project = Project::new();
        symlink(target, project.path("seeds/link.txt")).unwrap();
        tells(&project, &["cannot follow seeds/link.txt", "remove the link or mend it"]);
    }
}

#[test]
fn a_fifo_and_a_socket_are_told_and_never_opened() {
    let project = Project::new();
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mkfifoat(rustix::fs::CWD, project.path("seeds/pipe"), mode).unwrap();
    let _listener = UnixListener::bind(project.path("seeds/socket")).unwrap();
    tells(&project, &["seeds/pipe: it is a FIFO", "seeds/socket: it is a socket", "move it out"]);
}

#[test]
fn a_name_that_is_not_utf_8_is_told() {
    let project = Project::new();
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    if fs::write(project.path("seeds").join(name), "x").is_err() {
        eprintln!("skipped: this file system refuses names that are not UTF-8");
        return;
    }
    tells(&project, &["cannot record seeds/caf", "its name is not UTF-8", "rename it"]);
}

#[test]
fn a_name_of_255_bytes_is_recorded_and_found_again() {
    let project = Project::new();
    let name = format!("{}.txt", "n".repeat(251));
    project.write(&format!("seeds/{name}"), "One.\n");
    project.run(&["snapshot"]).expect(0);
    let chinese = format!("{}.txt", "字".repeat(83));
    project.write(&format!("seeds/{chinese}"), "Two.\n");
    project.run(&["snapshot"]).expect(0);
    for name in [name, chinese] {
        project.run(&["show", &name]).expect(0);
    }
    project.run(&["verify"]).expect(0);
}

#[test]
fn names_that_differ_only_in_case_are_two_seeds() {
    let project = Project::new();
    project.write("seeds/Note.txt", "One.\n");
    project.write("seeds/note.txt", "Two.\n");
    if project.files("seeds").len() < 2 {
        eprintln!("skipped: this file system does not tell case apart");
        return;
    }
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/note.txt", "Three.\n");
    let view = project.json(0, &["snapshot"]);
    assert_eq!(view["changes"].as_array().unwrap().len(), 1, "{view}");
    assert_eq!(view["changes"][0]["path"], "seeds/note.txt");
}

#[test]
fn two_files_for_one_id_are_told_and_the_others_go_through() {
    let project = Project::new();
    project.write("seeds/007_1111111111111111.txt", "One.\n");
    project.run(&["snapshot"]).expect(0);
    project.write("seeds/007_2222222222222222.txt", "Two.\n");
    project.write("seeds/good.txt", "The client shall retry.\n");
    let ran = project.run(&["snapshot"]).expect(2);
    for text in ["007_1111111111111111", "007_2222222222222222", "keep one of the files"] {
        assert!(ran.says(text), "{}", ran.screen());
    }
    project.run(&["show", "good.txt"]).expect(0);
    project.remove("seeds/007_1111111111111111.txt");
    let view = project.json(0, &["snapshot"]);
    assert_eq!(view["changes"][0]["version"], 2, "{view}");
}

#[test]
fn one_content_under_two_ids_is_two_seeds_and_one_object() {
    let project = Project::new();
    project.write("seeds/a.txt", "The same.\n");
    project.write("seeds/b.txt", "The same.\n");
    project.run(&["snapshot"]).expect(0);
    assert_eq!(project.files("snapshots/objects").len(), 1);
    assert_eq!(project.json(0, &["verify"])["seeds"], 2);
    project.remove("seeds/a.txt");
    let view = project.json(0, &["snapshot"]);
    assert_eq!(view["changes"][0]["event"], "removed", "{view}");
    project.run(&["verify"]).expect(0);
}

/// Tells a writer to stop, also when the test fails.
struct StopAtEnd<'a>(&'a AtomicBool);

impl Drop for StopAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Takes a snapshot while a thread writes one letter after the other all over a file.
fn snapshot_beside_a_writer(project: &Project) -> Ran {
    let bytes = 20_000_000;
    project.write("seeds/busy.txt", "a".repeat(bytes));
    let file = fs::File::options().write(true).open(project.path("seeds/busy.txt")).unwrap();
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for letter in ["a", "b", "c", "d"].iter().cycle() {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                file.write_all_at(letter.repeat(bytes).as_bytes(), 0).unwrap();
            }
        });
        let _stop = StopAtEnd(&is_over);
        project.run(&["snapshot"])
    })
}

#[test]
fn a_file_that_changes_while_it_is_read_is_told_and_recorded_when_it_rests() {
    let project = Project::new();
    project.write("seeds/good.txt", "The client shall retry.\n");
    let is_refused = |ran: &Ran| {
        if ran.status == 2 {
            assert!(ran.says("seeds/busy.txt changes while it is read"), "{}", ran.screen());
            assert!(ran.says("again when nothing writes to it"), "{}", ran.screen());
        }
        ran.status == 2
    };
    // On a busy machine the writer may sleep for as long as one reading takes.
    assert!((0..10).any(|_| is_refused(&snapshot_beside_a_writer(&project))));
    project.run(&["show", "good.txt"]).expect(0);
    project.run(&["snapshot"]).expect(0);
    assert_eq!(project.json(0, &["verify"])["seeds"], 2);
}

#[test]
fn a_large_file_is_hashed_in_a_stream_under_100_mb_and_not_analysed() {
    let project = Project::new();
    let length = 128 << 20;
    fs::File::create(project.path("seeds/large.bin")).unwrap().set_len(length).unwrap();
    project.write("seeds/good.txt", "The client shall retry.\n");
    // The limit counts every private writable page, so it is stricter than resident memory.
    let limited = |command: &str| {
        let script = format!("ulimit -d 100000; exec {BINARY} {command}");
        let output = project.command("sh").args(["-c", &script]).output().unwrap();
        assert!(output.status.success(), "{command}: {output:?}");
        String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let told = limited("snapshot");
    assert!(told.contains("hashed and kept, but not analysed"), "{told}");
    let found = limited("verify");
    assert!(found.starts_with("sound: 2 seeds"), "{found}");
    limited("status");
}

#[test]
fn a_clock_an_hour_back_loses_nothing_and_is_told() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    project.run_at("2026-11-22T12:00:00Z", &["snapshot"]).expect(0);
    project.write("seeds/a.txt", "Two.\n");
    project.run_at("2026-11-22T11:00:00Z", &["snapshot"]).expect(0);
    project.write("seeds/a.txt", "Three.\n");
    let ran = project.run_at("2026-11-22T11:01:00Z", &["snapshot"]).expect(0);
    assert!(ran.says("some clock was wrong"), "{}", ran.screen());
    let log = project.json(0, &["log", "a.txt"]);
    let entries = log["entries"].as_array().unwrap();
    let versions: Vec<u64> =
        entries.iter().map(|entry| entry["version"].as_u64().unwrap()).collect();
    assert_eq!(versions, [3, 2, 1]);
    project.run(&["verify"]).expect(0);
}

/// A store of every kind of file, and one of its files after harm.
#[track_caller]
fn harmed(folder: &str, harm: impl Fn(&str) -> String) -> (Project, String, serde_json::Value) {
    let project = Project::new();
    for name in ["a", "b", "c"] {
        project.write(&format!("seeds/{name}.txt"), format!("The {name} document.\n"));
    }
    project.run(&["snapshot"]).expect(0);
    project.run(&["set", "a.txt", "title=A", "--why", "b"]).expect(0);
    project.commit("all");
    let path = project.files(folder).remove(0);
    let text = project.read(&path);
    let other = harm(&text);
    assert_ne!(other, text);
    project.write(&path, other);
    let found = project.json(3, &["verify"]);
    (project, path, found)
}

#[test]
fn a_stored_file_that_is_cut_reordered_or_edited_is_told_and_comes_back_from_git() {
    let cut = |text: &str| text[..text.len() - 20].to_owned();
    let reordered = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        format!("{}\n", lines.join("\n"))
    };
    let edited = |text: &str| text.replacen("\"format\":1", "\"format\":1 ", 1);
    for folder in ["runs", "analysis", "statements"] {
        let folder = format!("snapshots/{folder}");
        let mut harms: Vec<fn(&str) -> String> = vec![cut, edited];
        if !folder.ends_with("statements") {
            harms.push(reordered);
        }
        for harm in harms {
            let (project, path, found) = harmed(&folder, harm);
            let breach = &found["breaches"][0];
            let told = breach["path"].as_str().unwrap();
            assert_eq!(format!("snapshots/{told}"), path);
            assert!(breach["meaning"].as_str().unwrap().contains("not what its name says"));
            assert_eq!(breach["command"], format!("git checkout -- {path}"));
            project.git(&["checkout", "-q", "--", &path]);
            project.run(&["verify"]).expect(0);
        }
    }
}

#[test]
fn a_damaged_run_or_statement_stops_a_snapshot_and_a_damaged_analysis_does_not() {
    let cut = |text: &str| text[..text.len() - 20].to_owned();
    for (folder, status) in [("runs", 3), ("statements", 3), ("analysis", 0)] {
        let (project, path, _) = harmed(&format!("snapshots/{folder}"), cut);
        project.write("seeds/d.txt", "The d document.\n");
        let ran = project.run(&["snapshot"]);
        assert_eq!(ran.status, status, "{folder}: {}", ran.screen());
        if status == 3 {
            assert!(ran.says(&format!("{path} cannot be believed")), "{}", ran.screen());
            assert!(ran.says(&format!("git checkout -- {path}")), "{}", ran.screen());
        }
    }
}

#[test]
fn a_stored_file_of_a_newer_format_is_refused_and_not_touched() {
    for (folder, ending) in [("runs", "jsonl"), ("statements", "json")] {
        let project = Project::new();
        project.write("seeds/a.txt", "One.\n");
        project.run(&["snapshot"]).expect(0);
        project.run(&["set", "a.txt", "title=A", "--why", "b"]).expect(0);
        let path = project.files(&format!("snapshots/{folder}")).remove(0);
        let newer = project.read(&path).replacen("\"format\":1", "\"format\":99,\"more\":1", 1);
        let digest = provenance::id::ContentId::of(newer.as_bytes());
        project.remove(&path);
        let path = format!("snapshots/{folder}/2026-11/{digest}.{ending}");
        project.write(&path, &newer);
        project.write("seeds/b.txt", "Two.\n");
        let ran = project.run(&["snapshot"]).expect(2);
        assert!(ran.says(&path) && ran.says("it has format 99"), "{}", ran.screen());
        assert_eq!(project.read(&path), newer);
    }
}

#[test]
fn a_newer_format_is_told_to_need_a_newer_tool() {
    let project = Project::new();
    project.write("seeds/a.txt", "One.\n");
    project.run(&["snapshot"]).expect(0);
    let path = project.files("snapshots/runs").remove(0);
    let newer = project.read(&path).replacen("\"format\":1", "\"format\":99", 1);
    let digest = provenance::id::RunId::of(newer.as_bytes());
    project.remove(&path);
    project.write(&format!("snapshots/runs/2026-11/{digest}.jsonl"), newer);
    let ran = project.run(&["snapshot"]).expect(2);
    assert!(!ran.says("git checkout"), "{}", ran.screen());
    assert!(ran.says("a newer provenance wrote it"), "{}", ran.screen());
    project.run(&["verify"]).expect(1);
}

#[test]
fn a_file_name_with_control_characters_is_recorded_and_does_nothing_on_a_screen() {
    let project = Project::new();
    project.write("seeds/a\tb\nc\u{1b}[31m.txt", "One.\n");
    let ran = project.run(&["snapshot"]).expect(0);
    assert!(!ran.screen().contains('\u{1b}') && !ran.screen().contains('\t'), "{}", ran.screen());
    project.run(&["verify"]).expect(0);
    let log = project.json(0, &["log"]);
    assert_eq!(log["entries"][0]["seed"], "a_b_c_[31m.txt");
    assert_eq!(log["entries"][0]["path"], "seeds/a\tb\nc\u{1b}[31m.txt");
}
