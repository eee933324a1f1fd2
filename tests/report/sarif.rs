//! Findings as SARIF satisfy the published schema, whatever documents say.

#[cfg(test)]
#[path = "../support/sarif_schema.rs"]
mod schema;

#[cfg(test)]
mod logs {
    use std::num::NonZeroU32;

    use provenance::report::SarifLevel;
    use provenance::report::SarifLog;
    use provenance::report::SarifResult;
    use provenance::report::SarifRule;
    use provenance::report::write_sarif;
    use serde_json::Value;
    use serde_json::json;

    use super::schema::violations;

    const RULE: SarifRule = SarifRule {
        id: "change/obligation",
        summary: "An obligation changed.",
        help: "Read the passage.",
        level: SarifLevel::Warning,
    };

    fn written(results: Vec<SarifResult>) -> Value {
        let mut out = Vec::new();
        write_sarif(&SarifLog { rules: vec![RULE], results }, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    fn result(message: &str, path: &str) -> SarifResult {
        SarifResult {
            rule: RULE.id,
            message: message.to_owned(),
            path: path.to_owned(),
            lines: NonZeroU32::new(3).map(|line| (line, line)),
            fingerprint: "1f3a9c2e".to_owned(),
        }
    }

    #[test]
    fn empty_full_and_hostile_logs_satisfy_the_published_schema() {
        let hostile = result("[x](javascript:1) {0} \u{1b}[2J \u{202e}", "seeds/甲 ?#%\n\"x.txt");
        let whole_file = SarifResult { lines: None, ..result("gone", "seeds/001.txt") };
        for results in [vec![], vec![hostile, whole_file], vec![result("x", "a"); 6_000]] {
            assert_eq!(violations(&written(results)), Vec::<String>::new());
        }
    }

    #[test]
    fn the_published_schema_refuses_what_is_not_sarif() {
        assert!(!violations(&json!({ "version": "2.1.0" })).is_empty());
        let mut log = written(vec![result("x", "a")]);
        log["runs"][0]["results"][0]["level"] = json!("fatal");
        assert!(!violations(&log).is_empty());
    }
}
