//! Findings as SARIF 2.1.0, for code-scanning annotations.
//!
//! The Static Analysis Results Interchange Format is an OASIS standard (SARIF 2.1.0, 2020). A
//! view that wants it turns its findings into a [`SarifLog`]; this writer knows no command.

use std::fmt::Write as _;
use std::io;
use std::io::Write;
use std::num::NonZeroU32;

use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use super::json::write_json;
use super::visible::visible;

/// How many results one run holds: what code-scanning services accept. The rest is counted in a
/// notification.
const RESULTS: usize = 5_000;

/// How serious a finding is, as SARIF says it (section 3.27.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SarifLevel {
    /// Has to be dealt with.
    Error,
    /// Should be looked at.
    Warning,
    /// Good to know.
    Note,
}

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SarifRule {
    /// The identifier, the same in every run, such as `citation/gone`.
    pub id: &'static str,
    /// What it is, in one sentence with a full stop.
    pub summary: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// How serious its findings are.
    pub level: SarifLevel,
}

/// One finding at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SarifResult {
    /// The rule's identifier; one of the log's rules.
    pub rule: &'static str,
    /// What was found, as plain text; text of documents in it need not be escaped.
    pub message: String,
    /// The file, from the repository's root, with `/` between its parts.
    pub path: String,
    /// The lines, first and last; `None` when the finding is about the whole file.
    pub lines: Option<(NonZeroU32, NonZeroU32)>,
    /// What makes the finding the same one in a later run, whatever its line is then.
    pub fingerprint: String,
}

/// All findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SarifLog {
    /// The kinds of findings that the command knows.
    pub rules: Vec<SarifRule>,
    /// The findings, most serious first.
    pub results: Vec<SarifResult>,
}

/// Writes findings as a SARIF 2.1.0 log of one run, with at most 5,000 results; how many were
/// left out stands in a notification of the run.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_sarif(log: &SarifLog, out: &mut dyn Write) -> io::Result<()> {
    let results: Vec<Value> =
        log.results.iter().take(RESULTS).map(|result| result_json(log, result)).collect();
    let left_out = log.results.len().saturating_sub(RESULTS);
    let mut invocation = json!({ "executionSuccessful": true });
    if left_out > 0 {
        let text = format!("{left_out} less serious findings are left out of this file.");
        let notification = json!([{ "level": "warning", "message": { "text": text } }]);
        if let Some(invocation) = invocation.as_object_mut() {
            invocation.insert("toolExecutionNotifications".to_owned(), notification);
        }
    }
    let run = json!({
        "tool": { "driver": {
            "name": "provenance",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": log.rules.iter().map(rule_json).collect::<Vec<Value>>(),
        } },
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    });
    let sarif = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    write_json(&sarif, out)
}

fn rule_json(rule: &SarifRule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": message(rule.summary) },
        "help": { "text": message(rule.help) },
        "defaultConfiguration": { "level": rule.level },
    })
}

fn result_json(log: &SarifLog, result: &SarifResult) -> Value {
    let index = log.rules.iter().position(|rule| rule.id == result.rule);
    let level =
        index.and_then(|index| log.rules.get(index)).map_or(SarifLevel::Warning, |rule| rule.level);
    let (first, last) = result.lines.unwrap_or((NonZeroU32::MIN, NonZeroU32::MIN));
    let mut value = json!({
        "ruleId": result.rule,
        "level": level,
        "message": { "text": message(&result.message) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": relative_uri(&result.path) },
            "region": { "startLine": first, "endLine": last },
        } }],
        "partialFingerprints": { "provenance/v1": result.fingerprint },
    });
    if let (Some(index), Some(value)) = (index, value.as_object_mut()) {
        value.insert("ruleIndex".to_owned(), json!(index));
    }
    value
}

/// A plain text message: what SARIF would read as a placeholder (section 3.11.5) or as a link
/// (section 3.11.6) is escaped, so that no document can place either.
fn message(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    for character in lines.join("\n").chars() {
        match character {
            '{' => escaped.push_str("{{"),
            '}' => escaped.push_str("}}"),
            '[' | ']' | '\\' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A path as a relative reference (RFC 3986, section 4.2).
fn relative_uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => _ = write!(uri, "%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use serde_json::Value;

    use super::RESULTS;
    use super::SarifLevel;
    use super::SarifLog;
    use super::SarifResult;
    use super::SarifRule;
    use super::write_sarif;

    const GONE: SarifRule = SarifRule {
        id: "citation/gone",
        summary: "A quoted passage is gone.",
        help: "Decide again, or cite what stands there now.",
        level: SarifLevel::Error,
    };

    fn result(message: &str, path: &str) -> SarifResult {
        SarifResult {
            rule: GONE.id,
            message: message.to_owned(),
            path: path.to_owned(),
            lines: NonZeroU32::new(7).zip(NonZeroU32::new(9)),
            fingerprint: "0123".to_owned(),
        }
    }

    fn written(results: Vec<SarifResult>) -> Value {
        let mut out = Vec::new();
        write_sarif(&SarifLog { rules: vec![GONE], results }, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn a_result_names_its_rule_its_level_and_its_lines() {
        let log = written(vec![result("It is gone.", "docs/a b.md")]);
        let result = log.pointer("/runs/0/results/0").unwrap();
        assert_eq!(result.pointer("/ruleIndex").unwrap(), 0);
        assert_eq!(result.pointer("/level").unwrap(), "error");
        let place = result.pointer("/locations/0/physicalLocation").unwrap();
        assert_eq!(place.pointer("/artifactLocation/uri").unwrap(), "docs/a%20b.md");
        assert_eq!(place.pointer("/region/startLine").unwrap(), 7);
        assert_eq!(place.pointer("/region/endLine").unwrap(), 9);
    }

    #[test]
    fn a_document_can_place_neither_a_link_nor_a_placeholder_nor_an_escape() {
        let log = written(vec![result("[click](https://evil) {0} \\ \u{1b}[2J", "a")]);
        let text = log.pointer("/runs/0/results/0/message/text").unwrap();
        assert_eq!(text, "\\[click\\](https://evil) {{0}} \\\\ ␛\\[2J");
    }

    #[test]
    fn a_message_keeps_its_lines() {
        let log = written(vec![result("gone\nold: {a}\nnew: \u{8}", "a")]);
        let text = log.pointer("/runs/0/results/0/message/text").unwrap();
        assert_eq!(text, "gone\nold: {{a}}\nnew: ␈");
    }

    #[test]
    fn a_path_cannot_leave_the_repository_by_a_scheme() {
        let log = written(vec![result("x", "javascript:alert(1)")]);
        let uri =
            log.pointer("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri");
        assert_eq!(uri.unwrap(), "javascript%3Aalert%281%29");
    }

    #[test]
    fn what_is_beyond_the_limit_is_counted() {
        let log = written(vec![result("x", "a"); RESULTS + 3]);
        let run = log.pointer("/runs/0").unwrap();
        assert_eq!(run.pointer("/results").unwrap().as_array().unwrap().len(), RESULTS);
        let note = run.pointer("/invocations/0/toolExecutionNotifications/0/message/text").unwrap();
        assert!(note.as_str().unwrap().starts_with("3 less serious"));
    }
}
