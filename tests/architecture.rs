//! The floor plan holds: every import points down, and each outside library stays in its room.

#[cfg(test)]
mod floors {
    use std::fs;
    use std::path::Path;
    use std::path::PathBuf;

    /// The rooms, by floor; rooms on one floor do not know each other. A name with a slash is a room
    /// inside a room. The table changes only in a change that says why.
    const FLOORS: [(&str, u32); 21] = [
        ("text", 1),
        ("id", 1),
        ("seeds", 2),
        ("git", 2),
        ("document", 2),
        ("capture", 2),
        ("analysis", 3),
        ("record", 4),
        ("diff", 5),
        ("store", 5),
        ("history", 6),
        ("citation", 7),
        ("watch", 7),
        ("view", 8),
        ("verify", 9),
        ("project", 10),
        ("report", 11),
        ("export", 11),
        ("web", 12),
        ("cli", 13),
        ("main.rs", 14),
    ];

    /// The three analysers have no door between them.
    const ANALYSERS: [&str; 3] = ["origin", "noise", "readiness"];

    /// Libraries that only one room may use.
    const CONFINED: [(&str, &str); 10] = [
        ("git2", "git"),
        // Nobody else opens a connection.
        ("ureq", "capture"),
        ("std::net", "capture"),
        ("httparse", "capture"),
        ("brotli_decompressor", "capture"),
        ("clap", "cli"),
        ("encoding_rs", "document"),
        ("zip", "document"),
        ("quick_xml", "document"),
        ("mailparse", "document"),
    ];

    struct Source {
        path: PathBuf,
        room: String,
        text: String,
    }

    fn sources() -> Vec<Source> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut found = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let inside = path.strip_prefix(&root).unwrap();
                    let room = inside.iter().next().unwrap().to_str().unwrap().to_owned();
                    let text = code(&fs::read_to_string(&path).unwrap());
                    found.push(Source { path: inside.to_path_buf(), room, text });
                }
            }
        }
        found.sort_by(|one, other| one.path.cmp(&other.path));
        assert!(found.len() > 50, "the sources were not found");
        found.retain(|source| source.room != "lib.rs");
        found
    }

    /// The text without comments and without the tests at its end, which may look anywhere.
    fn code(text: &str) -> String {
        let production = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = production.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What follows `prefix` wherever it stands, up to the end of the name.
    fn names_after<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let is_part = |character: char| character.is_alphanumeric() || character == '_';
        text.match_indices(prefix).filter(move |(at, _)| !text[..*at].ends_with(is_part)).map(
            move |(at, found)| {
                let rest = &text[at + found.len()..];
                &rest[..rest.find(|character| !is_part(character)).unwrap_or(rest.len())]
            },
        )
    }

    fn floor(room: &str) -> u32 {
        let found = FLOORS.iter().find(|(name, _)| *name == room);
        found.unwrap_or_else(|| panic!("room {room} is not in the floor table")).1
    }

    #[test]
    fn every_import_points_down() {
        let mut wrong = Vec::new();
        for source in sources() {
            for target in names_after(&source.text, "crate::") {
                if target != source.room && floor(target) >= floor(&source.room) {
                    wrong.push(format!("{} imports {target}", source.path.display()));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_three_analysers_do_not_know_each_other() {
        let mut wrong = Vec::new();
        for source in sources().iter().filter(|source| source.room == "analysis") {
            let inner = source.path.iter().nth(1).unwrap().to_str().unwrap();
            for target in names_after(&source.text, "crate::analysis::") {
                if ANALYSERS.contains(&inner) && ANALYSERS.contains(&target) && inner != target {
                    wrong.push(format!("{} imports {target}", source.path.display()));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn each_outside_library_stays_in_its_room() {
        let mut wrong = Vec::new();
        for source in sources() {
            for (library, room) in CONFINED {
                let is_used = source.text.contains(&format!("{library}::"));
                if is_used && source.room != room {
                    wrong.push(format!("{} uses {library}", source.path.display()));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_room_is_entered_by_its_face_and_never_by_a_glob() {
        let mut wrong = Vec::new();
        for source in sources() {
            let is_chained = source.text.contains("super::super::");
            let has_glob = source.text.lines().any(|line| {
                line.trim_start().starts_with("use ") && line.trim_end().ends_with("::*;")
            });
            if is_chained || has_glob {
                wrong.push(source.path.display().to_string());
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
