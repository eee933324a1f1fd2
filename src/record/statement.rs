//! Statements: a person's word, each kept as one file that is never edited.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use super::canonical;
use super::format::FORMAT_VERSION;
use super::format::FormatError;
use super::format::HASHES_FORMAT;
use super::sign_off::AcceptedFinding;
use super::sign_off::Revocation;
use super::withholding::Withholding;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::StatementId;

/// A field of the origin that a person can assert.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the field of `Origin` with the same name")]
pub enum ClaimField {
    Title,
    Publisher,
    Republisher,
    Author,
    Place,
    Published,
    Updated,
    Language,
    Url,
}

impl ClaimField {
    /// All fields, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Publisher,
        Self::Republisher,
        Self::Author,
        Self::Place,
        Self::Published,
        Self::Updated,
        Self::Language,
        Self::Url,
    ];

    /// The name in commands and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Publisher => "publisher",
            Self::Republisher => "republisher",
            Self::Author => "author",
            Self::Place => "place",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Language => "language",
            Self::Url => "url",
        }
    }

    /// Whether its value is a date.
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Published | Self::Updated)
    }
}

/// What a person said about one field of one content of a seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssertedClaim {
    /// The seed.
    pub seed: SeedId,
    /// The content that the claim is about.
    pub content: ContentId,
    /// The field.
    pub field: ClaimField,
    /// The value; none withdraws what was said before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// A person's word that two ids are one seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityStatement {
    /// The id that is given up.
    pub seed: SeedId,
    /// The id that stands for both from now on.
    pub same_as: SeedId,
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementBody {
    /// A value of the origin.
    Claim(AssertedClaim),
    /// Two ids are one seed.
    Identity(IdentityStatement),
    /// Findings about citations that were looked at and are fine. Sorted.
    SignOff(Vec<AcceptedFinding>),
    /// An acceptance is taken back.
    Revocation(Revocation),
    /// A content is taken out of reach.
    Withholding(Withholding),
}

impl StatementBody {
    /// The lowest format that can say it.
    fn format(&self) -> u32 {
        match self {
            Self::Claim(_) | Self::Identity(_) => 1,
            Self::SignOff(findings) if findings.iter().any(AcceptedFinding::is_out_of_sight) => {
                HASHES_FORMAT
            }
            Self::SignOff(_) | Self::Revocation(_) => 2,
            Self::Withholding(_) => HASHES_FORMAT,
        }
    }
}

/// A person's word: what, why, who and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What is said.
    pub body: StatementBody,
    /// Why, in the person's words.
    pub why: String,
    /// Who says it, such as `Name <address>`.
    pub who: String,
    /// When, by the clock of that machine: display, and the order between statements that do not
    /// know each other.
    pub time: Timestamp,
    /// Earlier statements that this one takes the place of. Sorted.
    pub replaces: Vec<StatementId>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredStatement {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<AssertedClaim>,
    format: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    identity: Option<IdentityStatement>,
    kind: StatementKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replaces: Vec<StatementId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revocation: Option<Revocation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sign_off: Option<Vec<AcceptedFinding>>,
    time: Timestamp,
    who: String,
    why: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withholding: Option<Withholding>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StatementKind {
    Statement,
}

impl Statement {
    /// The canonical bytes: one line. The statement's id is their BLAKE3 digest.
    ///
    /// # Errors
    /// When a value has no canonical form.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FormatError> {
        let mut stored = StoredStatement {
            claim: None,
            format: self.body.format(),
            identity: None,
            kind: StatementKind::Statement,
            replaces: self.replaces.clone(),
            revocation: None,
            sign_off: None,
            time: self.time,
            who: self.who.clone(),
            why: self.why.clone(),
            withholding: None,
        };
        match self.body.clone() {
            StatementBody::Claim(claim) => stored.claim = Some(claim),
            StatementBody::Identity(identity) => stored.identity = Some(identity),
            StatementBody::SignOff(findings) => stored.sign_off = Some(findings),
            StatementBody::Revocation(revocation) => stored.revocation = Some(revocation),
            StatementBody::Withholding(withholding) => stored.withholding = Some(withholding),
        }
        let mut out = Vec::new();
        canonical::write_line(&stored, &mut out)?;
        Ok(out)
    }

    /// Reads a statement strictly.
    ///
    /// # Errors
    /// When the file is cut, newer, not canonical or says not exactly one thing.
    pub fn parse(bytes: &[u8]) -> Result<Self, FormatError> {
        let lines = canonical::lines(bytes)?;
        let &[(_, line)] = lines.as_slice() else {
            return Err(FormatError::Contradiction { line: 2, what: "a statement is one line" });
        };
        canonical::check_version(line, FORMAT_VERSION)?;
        let stored: StoredStatement = canonical::read_line(1, line)?;
        let contradiction = |what| FormatError::Contradiction { line: 1, what };
        let bodies = [
            stored.claim.map(StatementBody::Claim),
            stored.identity.map(StatementBody::Identity),
            stored.sign_off.map(StatementBody::SignOff),
            stored.revocation.map(StatementBody::Revocation),
            stored.withholding.map(StatementBody::Withholding),
        ];
        let mut said = bodies.into_iter().flatten();
        let (Some(body), None) = (said.next(), said.next()) else {
            return Err(contradiction("a statement says exactly one thing"));
        };
        if stored.format != body.format() {
            return Err(contradiction("its format is not that of what it says"));
        }
        if matches!(&body, StatementBody::SignOff(findings) if !findings.is_sorted()) {
            return Err(FormatError::Order { line: 1 });
        }
        let StoredStatement { why, who, time, replaces, .. } = stored;
        Ok(Self { body, why, who, time, replaces })
    }
}

#[cfg(test)]
mod tests {
    use super::AssertedClaim;
    use super::ClaimField;
    use super::Statement;
    use super::StatementBody;
    use crate::id::ContentId;
    use crate::id::SeedId;
    use crate::id::StatementId;
    use crate::record::AcceptedFinding;
    use crate::record::Revocation;

    #[test]
    fn a_statement_reads_back_as_it_was_written() {
        let statement = Statement {
            body: StatementBody::Claim(AssertedClaim {
                seed: SeedId::new("002").unwrap(),
                content: ContentId::of(b"text"),
                field: ClaimField::Published,
                value: Some("2018-11-08".to_owned()),
            }),
            why: "the congress met that day".to_owned(),
            who: "Ada <ada@example.org>".to_owned(),
            time: "2026-11-22T09:14:00Z".parse().unwrap(),
            replaces: Vec::new(),
        };
        let bytes = statement.to_bytes().unwrap();
        assert_eq!(Statement::parse(&bytes).unwrap(), statement);
        assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 1);
    }

    fn sign_off() -> Statement {
        let finding = AcceptedFinding {
            citation: "91e0d2c44f6a7b18".to_owned(),
            content: ContentId::of(b"old"),
            context: ContentId::of(b""),
            files: vec!["docs/decisions/0007.md".to_owned()],
            finding: "obligation".to_owned(),
            new_passage: Some(ContentId::of(b"should")),
            old_passage: ContentId::of(b"must"),
            seed: SeedId::new("005").unwrap(),
            version: None,
        };
        Statement {
            body: StatementBody::SignOff(vec![finding]),
            why: "we retry anyway".to_owned(),
            who: "Ada <ada@example.org>".to_owned(),
            time: "2026-11-22T09:14:00Z".parse().unwrap(),
            replaces: Vec::new(),
        }
    }

    #[test]
    fn a_sign_off_has_a_format_of_its_own_that_older_readers_know_to_be_newer() {
        let bytes = sign_off().to_bytes().unwrap();
        assert_eq!(Statement::parse(&bytes).unwrap(), sign_off());
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with(r#"{"format":2,"kind":"statement","sign_off":[{"#), "{text}");
        let as_old = text.replace(r#""format":2"#, r#""format":1"#);
        assert!(Statement::parse(as_old.as_bytes()).is_err());
    }

    #[test]
    fn a_revocation_reads_back_as_it_was_written() {
        let body = StatementBody::Revocation(Revocation {
            citation: "91e0d2c44f6a7b18".to_owned(),
            sign_offs: vec![StatementId::of(b"a statement")],
        });
        let statement = Statement { body, ..sign_off() };
        assert_eq!(Statement::parse(&statement.to_bytes().unwrap()).unwrap(), statement);
    }
}
