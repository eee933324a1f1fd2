//! How often, how large, and at which moments: always the same for the same seed.

use crate::project::Project;

/// Whether all trials run, and not the small share of every `cargo test`.
pub(crate) fn is_whole() -> bool {
    #[allow(clippy::disallowed_methods, reason = "tests are told by the environment")]
    let told = std::env::var_os("PROVENANCE_WHOLE");
    told.is_some()
}

/// Tells why a test proves nothing on this machine.
pub(crate) fn skip(test: &str, reason: &str) {
    eprintln!("skipped: {test}: {reason}");
}

/// Numbers that look random and are the same on every machine (splitmix64, Steele, Lea and Flood
/// 2014).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

const WORDS: [&str; 16] = [
    "server", "client", "shall", "retry", "journal", "within", "seconds", "request", "refuse",
    "queue", "operator", "backup", "limit", "every", "the", "node",
];

/// Puts `count` different documents under `seeds/`, some in folders.
pub(crate) fn write_documents(project: &Project, count: u64, numbers: &mut Numbers) {
    for index in 0..count {
        let sentence = |numbers: &mut Numbers| {
            let length = 6 + numbers.below(8);
            let words: Vec<&str> = (0..length).map(|_| WORDS[numbers.below(16) as usize]).collect();
            format!("{} {}.", words.join(" "), numbers.below(10_000))
        };
        let sentences: Vec<String> = (0..4 + numbers.below(8)).map(|_| sentence(numbers)).collect();
        let path = match index % 3 {
            0 => format!("seeds/{index:05}.txt"),
            _ => format!("seeds/part{}/{index:05}.txt", index % 7),
        };
        project.write(&path, format!("Document {index}\n\n{}\n", sentences.join("\n\n")));
    }
}
