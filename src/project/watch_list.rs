//! `[[awaiting]]` of `provenance.toml`.

use std::path::Path;

use toml::Table;
use toml::Value;

use super::config::ConfigError;
use crate::id::SeedId;
use crate::watch::Awaited;
use crate::watch::Watchlist;

/// The keys of an entry.
const KEYS: [&str; 3] = ["name", "aliases", "specification"];

/// Reads the entries of the watch list; `path` is for messages.
pub(super) fn read(entries: &[Table], path: &Path) -> Result<Watchlist, ConfigError> {
    let read = |(index, table): (usize, &Table)| read_entry(index + 1, table, path);
    let entries: Result<Vec<Awaited>, ConfigError> = entries.iter().enumerate().map(read).collect();
    Watchlist::new(entries?)
        .map_err(|source| ConfigError::Awaiting { path: path.to_path_buf(), source })
}

fn read_entry(number: usize, table: &Table, path: &Path) -> Result<Awaited, ConfigError> {
    let refuse = |message: String| ConfigError::Syntax {
        path: path.to_path_buf(),
        message: format!("[[awaiting]] entry {number}: {message}"),
    };
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let distance = |other: &&str| strsim::damerau_levenshtein(key, other);
        let nearest = KEYS.into_iter().min_by_key(distance).unwrap_or_default();
        return Err(ConfigError::UnknownKey {
            path: path.to_path_buf(),
            key: format!("awaiting.{key}"),
            nearest: format!("awaiting.{nearest}"),
        });
    }
    let name = match table.get("name") {
        Some(Value::String(name)) => name.clone(),
        Some(_) => return Err(refuse("`name` must be a text".to_owned())),
        None => return Err(refuse("`name` is missing".to_owned())),
    };
    let not_texts = || refuse(format!("`aliases` of {name:?} must be a list of texts"));
    let aliases = match table.get("aliases") {
        None => Vec::new(),
        Some(Value::Array(aliases)) => {
            let texts = aliases.iter().map(|alias| alias.as_str().map(ToOwned::to_owned));
            texts.collect::<Option<Vec<String>>>().ok_or_else(not_texts)?
        }
        Some(_) => return Err(not_texts()),
    };
    let specification = match table.get("specification") {
        None => None,
        Some(Value::String(seed)) => Some(SeedId::new(seed.as_str()).map_err(|error| {
            refuse(format!("`specification` of {name:?} is no seed id: {error}"))
        })?),
        Some(_) => {
            let message =
                format!("`specification` of {name:?} must be a seed id in quotes, such as \"005\"");
            return Err(refuse(message));
        }
    };
    Ok(Awaited { name, aliases, specification })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::project::Config;
    use crate::project::ConfigError;

    fn parse(text: &str) -> Result<Config, ConfigError> {
        Config::parse(text, Path::new("provenance.toml"))
    }

    #[test]
    fn entries_have_a_name_and_may_have_aliases_and_a_specification() {
        let text = "[[awaiting]]\nname = 'data hub'\naliases = ['数据枢纽']\n\
                    specification = '005'\n[[awaiting]]\nname = '6G lab'\n";
        let config = parse(text).unwrap();
        let entries = config.awaiting.entries();
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].specification.as_ref().unwrap().as_str(), "005");
        assert!(parse("").unwrap().awaiting.entries().is_empty());
    }

    #[test]
    fn what_is_wrong_is_named_with_its_entry() {
        let message = |text: &str| {
            let error = parse(text).unwrap_err();
            let source = std::error::Error::source(&error).map(ToString::to_string);
            format!("{error} {}", source.unwrap_or_default())
        };
        assert!(message("[[awaiting]]\naliases = []").contains("entry 1: `name` is missing"));
        assert!(message("[[awaiting]]\nname = 'ab'\naliases = 'x'").contains("list of texts"));
        assert!(message("[[awaiting]]\nname = 'ab'\nspecification = 5").contains("in quotes"));
        assert!(message("[[awaiting]]\nname = 'ab'\nspecification = ''").contains("no seed id"));
        assert!(message("[[awaiting]]\nname = '?'").contains("too short"));
        let twice = "[[awaiting]]\nname = 'ab'\n[[awaiting]]\nname = 'cd'\naliases = ['AB']";
        assert!(message(twice).contains("entries 1 and 2 are both called \"AB\""));
        assert!(message("awaiting = 'ab'").contains("is not a configuration"));
        let unknown = parse("[[awaiting]]\nname = 'ab'\nalias = ['x']").unwrap_err();
        assert!(matches!(
            unknown,
            ConfigError::UnknownKey { key, nearest, .. }
                if key == "awaiting.alias" && nearest == "awaiting.aliases"
        ));
    }
}
