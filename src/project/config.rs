//! `provenance.toml`: parsed once, into checked values.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use toml::Table;
use toml::Value;

use super::kept_rules::KeptRules;
use super::kept_rules::RawKept;
use super::watch_list;
use crate::analysis::Rules;
use crate::analysis::noise;
use crate::citation::CommentStyle;
use crate::citation::ScanOptions;
use crate::diff::Classifier;
use crate::diff::Lexicon;
use crate::seeds::Excludes;
use crate::seeds::IdPattern;
use crate::seeds::PatternError;
use crate::seeds::WalkError;
use crate::watch::WatchError;
use crate::watch::Watchlist;

/// The settings of a project, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Files under `seeds/` that are no seeds.
    pub excludes: Excludes,
    /// Of which files something else than the bytes is kept.
    pub kept: KeptRules,
    /// How a file name claims an id; none when that is turned off.
    pub id_pattern: Option<IdPattern>,
    /// The rules of the analysers, built in ones and the user's.
    pub rules: Rules,
    /// The systems that the team waits for a specification of.
    pub awaiting: Watchlist,
    /// The word lists that judge significance, when the user has added to them.
    pub classifier: Option<Arc<Classifier>>,
    /// Those word lists as they are written; empty when there are none.
    pub words_as_written: String,
    /// Where citations are looked for.
    pub citations: CitationSettings,
}

/// Where citations are looked for, and how they are written.
#[derive(Debug, Clone)]
pub struct CitationSettings {
    /// Folders of decision records, from the project's root; none when the layouts of MADR and
    /// adr-tools are to be looked for.
    pub decisions: Vec<String>,
    /// Files that hold tests.
    pub tests: Excludes,
    /// Files that are not searched.
    pub excludes: Excludes,
    /// How citations are written, and which files are generated or of another house.
    pub scan: ScanOptions,
}

impl CitationSettings {
    /// Whether a folder holds generated or foreign files alone.
    pub(super) fn is_foreign_folder(&self, folder: &Path) -> bool {
        let name = folder.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| self.scan.generated.folders.iter().any(|it| it == name))
    }
}

/// Why a configuration is refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file is there but cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is no TOML, or a value has the wrong type.
    #[error("{} is not a configuration: {message}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        message: String,
    },
    /// The file has a key that means nothing.
    #[error("{} has an unknown key `{key}`", path.display())]
    UnknownKey {
        /// The file.
        path: PathBuf,
        /// The key, with the tables it stands in.
        key: String,
        /// The known key that is most like it.
        nearest: String,
    },
    /// The identity pattern is refused.
    #[error("{}: `identity.pattern` is refused", path.display())]
    Pattern {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: PatternError,
    },
    /// A noise pattern is refused.
    #[error("{}: `[[noise]]` is refused", path.display())]
    Noise {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: noise::PatternError,
    },
    /// The watch list is refused.
    #[error("{}: `[[awaiting]]` is refused", path.display())]
    Awaiting {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: WatchError,
    },
    /// A pattern of files that cite is refused.
    #[error("{}: `citations.{key}` is refused", path.display())]
    CitationPattern {
        /// The file.
        path: PathBuf,
        /// The key.
        key: &'static str,
        /// Why.
        #[source]
        source: WalkError,
    },
    /// A pattern of files of which something else than the bytes is kept is refused.
    #[error("{}: `[[kept]]` is refused", path.display())]
    Kept {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: WalkError,
    },
    /// A pattern of excluded files is refused.
    #[error("{}: `seeds.exclude` is refused", path.display())]
    Exclude {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: WalkError,
    },
}

#[derive(Deserialize)]
struct RawCitations {
    decisions: Vec<String>,
    tests: Vec<String>,
    exclude: Vec<String>,
    generated: Vec<String>,
    comments: Vec<CommentStyle>,
}

#[derive(Deserialize)]
struct RawConfig {
    awaiting: Vec<Table>,
    citations: RawCitations,
    kept: Vec<RawKept>,
    noise: Vec<RawNoise>,
    seeds: RawSeeds,
    identity: RawIdentity,
    origin: RawOrigin,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNoise {
    #[serde(rename = "match")]
    matches: Option<String>,
    keep: Option<String>,
}

#[derive(Deserialize)]
struct RawOrigin {
    publishers: Vec<String>,
}

#[derive(Deserialize)]
struct RawSeeds {
    exclude: Vec<String>,
}

#[derive(Deserialize)]
struct RawIdentity {
    pattern: String,
}

impl Config {
    /// The file's name, in the project's root.
    pub const FILE: &str = "provenance.toml";

    /// All settings with their defaults, as a commented file.
    pub const DEFAULTS: &str = include_str!("defaults.toml");

    /// Reads the configuration of the project at `root`; a missing file means the defaults.
    ///
    /// # Errors
    /// When the file cannot be read, has an unknown key or a refused value.
    pub fn read(root: &Path) -> Result<Self, ConfigError> {
        let path = root.join(Self::FILE);
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text, &path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::parse("", &path),
            Err(source) => Err(ConfigError::Unreadable { path, source }),
        }
    }

    /// Parses a configuration; `path` is for messages.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let syntax = |message: &dyn std::fmt::Display| ConfigError::Syntax {
            path: path.to_path_buf(),
            message: message.to_string().trim_end().to_owned(),
        };
        let mut known: Table = Self::DEFAULTS.parse().map_err(|error| syntax(&error))?;
        let mut given: Table = text.parse().map_err(|error| syntax(&error))?;
        let written = given.get("significance").map(ToString::to_string).unwrap_or_default();
        let words = given.remove("significance").map(Value::try_into::<Lexicon>);
        let words =
            words.transpose().map_err(|error| syntax(&format!("[significance]: {error}")))?;
        check_keys(&given, &known, "").map_err(|(key, nearest)| ConfigError::UnknownKey {
            path: path.to_path_buf(),
            key,
            nearest,
        })?;
        overlay(&mut known, given);
        let raw: RawConfig = known.try_into().map_err(|error| syntax(&error))?;
        let checked = Self::check(raw, path)?;
        Ok(Self { classifier: words.map(classifier), words_as_written: written, ..checked })
    }

    fn check(raw: RawConfig, path: &Path) -> Result<Self, ConfigError> {
        let awaiting = watch_list::read(&raw.awaiting, path)?;
        let path = || path.to_path_buf();
        let excludes = Excludes::new(&raw.seeds.exclude)
            .map_err(|source| ConfigError::Exclude { path: path(), source })?;
        let kept = KeptRules::new(&raw.kept)
            .map_err(|source| ConfigError::Kept { path: path(), source })?;
        let id_pattern = match raw.identity.pattern.as_str() {
            "" => None,
            pattern => Some(
                IdPattern::new(pattern)
                    .map_err(|source| ConfigError::Pattern { path: path(), source })?,
            ),
        };
        let compile = |pattern: &String| {
            noise::Pattern::new(pattern)
                .map_err(|source| ConfigError::Noise { path: path(), source })
        };
        let mut rules = Rules::default();
        for noise in &raw.noise {
            rules.noise.matches.extend(noise.matches.as_ref().map(compile).transpose()?);
            rules.noise.keeps.extend(noise.keep.as_ref().map(compile).transpose()?);
        }
        rules.origin.publishers = raw.origin.publishers;
        let citations = raw.citations.check(path)?;
        let words_as_written = String::new();
        Ok(Self {
            excludes,
            kept,
            id_pattern,
            rules,
            classifier: None,
            words_as_written,
            citations,
            awaiting,
        })
    }
}

impl RawCitations {
    fn check(self, path: impl Fn() -> PathBuf) -> Result<CitationSettings, ConfigError> {
        let compile = |key: &'static str, patterns: &[String]| {
            Excludes::new(patterns).map_err(|source| ConfigError::CitationPattern {
                path: path(),
                key,
                source,
            })
        };
        let empty = |style: &CommentStyle| style.target.is_empty() || style.quote.is_empty();
        if self.comments.iter().any(empty) {
            let message = "`[[citations.comments]]` has an empty mark".to_owned();
            return Err(ConfigError::Syntax { path: path(), message });
        }
        let mut scan = ScanOptions { comments: self.comments, ..ScanOptions::default() };
        scan.generated.folders = self.generated;
        let slashes = |folder: String| folder.trim_matches('/').to_owned();
        Ok(CitationSettings {
            decisions: self.decisions.into_iter().map(slashes).collect(),
            tests: compile("tests", &self.tests)?,
            excludes: compile("exclude", &self.exclude)?,
            scan,
        })
    }
}

/// The built-in word lists with the user's.
fn classifier(words: Lexicon) -> Arc<Classifier> {
    let mut lexicon = Lexicon::default_lists().clone();
    lexicon.extend(words);
    Arc::new(Classifier::new(&lexicon))
}

/// Finds the first key of `given` that `known` lacks; gives it and the known key most like it.
fn check_keys(given: &Table, known: &Table, above: &str) -> Result<(), (String, String)> {
    for (key, value) in given {
        let full = format!("{above}{key}");
        match (value, known.get(key)) {
            (Value::Table(given), Some(Value::Table(known))) => {
                check_keys(given, known, &format!("{full}."))?;
            }
            (_, Some(_)) => {}
            (_, None) => {
                let distance = |other: &&String| strsim::damerau_levenshtein(key, other);
                let nearest = known.keys().min_by_key(distance).cloned().unwrap_or_default();
                return Err((full, format!("{above}{nearest}")));
            }
        }
    }
    Ok(())
}

/// Puts the given values over the defaults.
fn overlay(known: &mut Table, given: Table) {
    for (key, value) in given {
        match (known.get_mut(&key), value) {
            (Some(Value::Table(known)), Value::Table(given)) => overlay(known, given),
            (_, value) => drop(known.insert(key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Config;
    use super::ConfigError;
    use crate::diff::Significance;
    use crate::id::SeedPath;
    use crate::record::Kept;
    use crate::seeds::IdPattern;

    fn parse(text: &str) -> Result<Config, ConfigError> {
        Config::parse(text, Path::new("provenance.toml"))
    }

    #[test]
    fn the_embedded_defaults_parse_and_hold_the_documented_pattern() {
        assert!(parse("").is_ok());
        assert!(Config::DEFAULTS.contains(IdPattern::DEFAULT));
    }

    #[test]
    fn an_unknown_key_names_the_nearest_known_one() {
        let Err(ConfigError::UnknownKey { key, nearest, .. }) = parse("[identity]\npatern = ''")
        else {
            panic!("it was accepted")
        };
        assert_eq!((key.as_str(), nearest.as_str()), ("identity.patern", "identity.pattern"));
    }

    #[test]
    fn noise_patterns_and_publishers_become_rules() {
        let text = "[[noise]]\nmatch = '^Read more'\n[[noise]]\nkeep = '^Note:'\n\
            [origin]\npublishers = ['The Harbour Post']\n";
        let rules = parse(text).unwrap().rules;
        assert_eq!((rules.noise.matches.len(), rules.noise.keeps.len()), (1, 1));
        assert_eq!(rules.origin.publishers, ["The Harbour Post"]);
        assert!(matches!(parse("[[noise]]\nmatch = '('"), Err(ConfigError::Noise { .. })));
        assert!(matches!(parse("[[noise]]\nmach = 'x'"), Err(ConfigError::Syntax { .. })));
    }

    #[test]
    fn words_of_the_user_judge_significance_beside_the_built_in_ones() {
        let text = "[[significance.modal]]\nstrength = 'required'\nphrases = ['Is Bound To']\n";
        let classifier = parse(text).unwrap().classifier.unwrap();
        let first = |old, new| classifier.classify_passages(old, new).first().copied();
        let duty = Some(Significance::Obligation);
        assert_eq!(first("The guard stays.", "The guard is bound to stay."), duty);
        assert_eq!(first("The guard stays.", "The guard must stay."), duty);
        let unknown = parse("[significance]\nverbs = []");
        assert!(matches!(unknown, Err(ConfigError::Syntax { .. })));
    }

    #[test]
    fn citations_are_looked_for_where_the_file_says() {
        let text = "[citations]\ndecisions = ['/choices/']\nexclude = ['old/']\n\
            [[citations.comments]]\ntarget = '@cite'\nquote = '@says'\n";
        let citations = parse(text).unwrap().citations;
        assert_eq!(citations.decisions, ["choices"]);
        assert!(citations.excludes.matches("old", true));
        assert_eq!(citations.scan.comments[0].quote, "@says");
        let empty = "[[citations.comments]]\ntarget = ''\nquote = 'x'\n";
        assert!(matches!(parse(empty), Err(ConfigError::Syntax { .. })));
    }

    #[test]
    fn the_last_rule_says_what_is_kept_of_a_file() {
        let text = "[[kept]]\nfiles = ['licensed/']\nkeep = 'hashes'\n\
            [[kept]]\nfiles = ['licensed/free/']\nkeep = 'bytes'\n";
        let kept = parse(text).unwrap().kept;
        let of = |path: &str| kept.of(&SeedPath::new(path).unwrap());
        assert_eq!(of("seeds/001.txt"), Kept::Bytes);
        assert_eq!(of("seeds/licensed/001.txt"), Kept::Hashes);
        assert_eq!(of("seeds/licensed/free/001.txt"), Kept::Bytes);
        let other = parse("[[kept]]\nfiles = ['a']\nkeep = 'nothing'\n");
        assert!(matches!(other, Err(ConfigError::Syntax { .. })));
    }

    #[test]
    fn a_value_of_the_wrong_type_is_told() {
        assert!(matches!(parse("[seeds]\nexclude = 3"), Err(ConfigError::Syntax { .. })));
    }
}
