//! What a block is by how it starts: a definition, a log line, a scenario, a label.

use crate::analysis::readiness::lexicon::Class;
use crate::analysis::readiness::lexicon::Hit;
use crate::text::Span;

/// Words that open a definition in code.
const DEFINITIONS: &[&str] = &[
    "message ",
    "struct ",
    "enum ",
    "interface ",
    "type ",
    "class ",
    "typedef ",
    "record ",
    "service ",
    "rpc ",
    "create table",
    "CREATE TABLE",
    "export interface ",
    "export type ",
    "pub struct ",
    "pub enum ",
    "syntax = ",
    "def ",
    "func ",
    "fn ",
    "function ",
    "variant ",
];

/// Words that open a line of a log or of a test's output.
const LOGS: &[&str] = &[
    "PASS",
    "FAIL",
    "ok ",
    "not ok ",
    "--- PASS",
    "--- FAIL",
    "[INFO",
    "[ERROR",
    "[WARN",
    "[DEBUG",
    "INFO ",
    "ERROR ",
    "WARN ",
    "DEBUG ",
    "[ OK ]",
    "[  PASSED",
    "[ RUN",
    "[       OK",
    "✓ ",
    "✗ ",
    "test ",
];

/// Words that open a scenario.
const SCENARIO_OPENERS: &[&str] =
    &["Given ", "Scenario:", "Scenario Outline:", "**Given**", "场景:", "场景：", "假如", "假设"];

/// Words that continue a scenario.
const SCENARIO_STEPS: &[&str] =
    &["When ", "Then ", "And ", "But ", "**When**", "**Then**", "**And**", "当", "那么", "并且"];

fn opens_with(line: &str, openers: &[&str]) -> bool {
    let first = line.as_bytes().first();
    openers.iter().any(|opener| opener.as_bytes().first() == first && line.starts_with(opener))
}

/// Whether a line of code defines something.
pub(super) fn is_definition(line: &str) -> bool {
    line.contains("::=") || line.contains(" = %") || opens_with(line, DEFINITIONS)
}

/// Whether a line of code gives a key its value, as JSON does.
pub(super) fn is_sample(line: &str) -> bool {
    line.starts_with('"') && line.contains("\":")
}

/// Whether a block is the label of a part of an interface, such as `Request body:`, `**返回参数**`
/// or `Method: POST`.
pub(super) fn is_interface_label(text: &str, span: Span, hits: &[Hit<Class>]) -> bool {
    let Some(start) = hits.first().map(|hit| hit.start) else { return false };
    let opening = hits.iter().take_while(|hit| hit.start == start);
    let Some(label) = opening.clone().find(|hit| hit.class == Class::Interface) else {
        return false;
    };
    let is_markup = |c: char| c.is_whitespace() || matches!(c, '*' | '`' | '】' | '_');
    let after = text.get(label.end..span.end()).unwrap_or_default();
    let after = after.trim_start_matches('s').trim_start_matches(is_markup);
    span.len() < 200
        && start <= span.start() + 6
        && (after.is_empty() || after.starts_with([':', '：', '(', '（', '<']))
}

/// Whether a line starts as a log's does: with a time, a level or a result.
pub(super) fn is_log(line: &str) -> bool {
    let bytes = line.trim_start_matches('[').as_bytes();
    let is_clock = |at: usize| matches!(bytes.get(at..at + 6), Some([a, b, b':', c, d, b':']) if [a, b, c, d].iter().all(|x| x.is_ascii_digit()));
    is_clock(0) || is_clock(11) || opens_with(line, LOGS)
}

/// Whether a line is a step of a scenario or a user story; `is_open` tells whether the line
/// before was one.
pub(super) fn is_scenario(line: &str, is_open: bool) -> bool {
    if line.len() > 400 {
        return false;
    }
    let line = line.trim_start_matches(['*', '|', ' ', '-']);
    opens_with(line, SCENARIO_OPENERS)
        || (is_open && opens_with(line, SCENARIO_STEPS))
        || is_story(line)
}

/// Whether a step of a scenario says what must come out of it.
pub(super) fn is_outcome(line: &str) -> bool {
    ["Then ", "**Then**", "And ", "那么"].iter().any(|step| line.starts_with(step))
        || is_story(line)
}

/// A user story names its role within this many characters: an identifier may stand before it.
const STORY_OPENING: usize = 16;

/// "As a clerk, I want to ...", "作为...，我希望..."
fn is_story(line: &str) -> bool {
    let opening = line.char_indices().nth(STORY_OPENING).map_or(line.len(), |(at, _)| at);
    let opening = line.get(..opening).unwrap_or_default();
    // The first bytes of "As" and of "作为".
    if !opening.bytes().any(|byte| matches!(byte, b'A' | 0xe4)) {
        return false;
    }
    let english = ["As a ", "As an ", "As the "].iter().any(|opener| opening.contains(opener))
        && ["I want", "I can", "I need", "I would like", "I should"]
            .iter()
            .any(|w| line.contains(w));
    let chinese = opening.contains("作为")
        && ["我希望", "我想", "我需要", "我要", "我可以", "希望能"]
            .iter()
            .any(|w| line.contains(w));
    english || chinese
}

/// Whether a block is a label such as `Status: draft` or `版本：1.0`.
pub(super) fn is_label(text: &str, span: Span, hits: &[Hit<Class>]) -> bool {
    let Some(first) = hits.iter().find(|hit| hit.class == Class::Version) else { return false };
    let after = text.get(first.end..span.end()).unwrap_or_default();
    let opens = after.trim_start_matches(['*', ' ', '_']);
    span.len() < 200
        && first.start <= span.start() + 12
        && (opens.starts_with([':', '：', '|']) || after.contains(":** "))
}

#[cfg(test)]
mod tests {
    use super::is_log;
    use super::is_scenario;

    #[test]
    fn a_when_sentence_alone_is_no_scenario() {
        assert!(!is_scenario("When the timer expires, the server shall retry.", false));
        assert!(is_scenario("When the timer expires", true));
        assert!(is_scenario("As a clerk, I want to see all orders.", false));
        assert!(is_scenario("作为管理员，我希望能够导出报表。", false));
    }

    #[test]
    fn lines_of_a_log_start_with_a_time_or_a_result() {
        assert!(is_log("[2024-01-31 12:30:01] started"));
        assert!(is_log("12:30:01 started"));
        assert!(is_log("--- PASS: TestOpen (0.00s)"));
        assert!(!is_log("The server logs 12:30."));
    }
}
