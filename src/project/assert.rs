//! `set` and `identity`: recording a person's word.

use jiff::civil::Date;

use super::error::ProjectError;
use super::open::Project;
use super::open::SNAPSHOTS;
use super::past::label;
use super::present::place_of;
use super::present::weigh;
use super::progress::Progress;
use crate::history::Revision;
use crate::id::SeedId;
use crate::record::AssertedClaim;
use crate::record::ClaimField;
use crate::record::IdentityStatement;
use crate::record::Statement;
use crate::record::StatementBody;
use crate::view::ClaimView;
use crate::view::Places;
use crate::view::SchemaVersion;
use crate::view::SetView;

/// A value that a person gives to a field of a version's origin.
#[derive(Debug, Clone)]
pub struct SetRequest {
    /// The version.
    pub revision: Revision,
    /// The field.
    pub field: ClaimField,
    /// The value; empty withdraws what was said before.
    pub value: String,
    /// Why.
    pub why: String,
}

impl Project {
    /// Records a person's value for a field.
    ///
    /// # Errors
    /// When the version is not found, the value does not fit the field, or writing fails.
    pub fn set(
        &self,
        request: &SetRequest,
        progress: &dyn Progress,
    ) -> Result<SetView, ProjectError> {
        check_value(request.field, &request.value)?;
        let _lock = self.lock(&|holder| progress.wait(holder))?;
        let past = self.sound_past()?;
        let seed = past.history.require(&request.revision.seed)?;
        let (entry, facts) = seed.find(&request.revision.moment)?;
        let assertions = past.history.assertions();
        let earlier = assertions.of(seed.id(), facts.content, request.field);
        let mut replaces: Vec<_> = earlier.iter().map(|assertion| assertion.id).collect();
        replaces.sort_unstable();
        let bytes = self.bytes_of(&past.history, seed.id(), facts)?;
        let analysed = self.intake().analyse_bytes(facts.path.file_name(), &bytes);
        let (mut origin, _) = weigh(analysed.analysis.origin, assertions, seed.id(), facts.content);
        let hints = crate::document::Hints { file_name: Some(facts.path.file_name().to_owned()) };
        let places = Places::of(&crate::document::Document::parse(&bytes, &hints));
        let previous = place_of(&mut origin, request.field).take();
        let claim = AssertedClaim {
            seed: seed.id().clone(),
            content: facts.content,
            field: request.field,
            value: Some(request.value.clone()).filter(|value| !value.is_empty()),
        };
        let statement = Statement {
            body: StatementBody::Claim(claim),
            why: request.why.clone(),
            who: self.who(),
            time: self.surroundings.now,
            replaces,
        };
        let (id, path) = self.store.put_statement(&statement)?;
        Ok(SetView {
            schema_version: SchemaVersion,
            statement: id,
            path: format!("{SNAPSHOTS}/{path}"),
            subject: label(seed, entry),
            field: request.field.name().to_owned(),
            value: request.value.clone(),
            previous: previous.map(|claim| ClaimView::of(&claim, &places)),
            why: request.why.clone(),
            author: Some(statement.who),
            stated_at: self.surroundings.now.into(),
        })
    }

    /// Records that `seed` is the same seed as `same_as`, which stands for both from now on.
    /// Gives the path of the statement.
    ///
    /// # Errors
    /// When either was never recorded, they are one already, or writing fails.
    pub fn identify(
        &self,
        seed: &SeedId,
        same_as: &SeedId,
        why: &str,
        progress: &dyn Progress,
    ) -> Result<String, ProjectError> {
        let _lock = self.lock(&|holder| progress.wait(holder))?;
        let past = self.sound_past()?;
        let (seed, same_as) = (past.history.require(seed)?, past.history.require(same_as)?);
        if seed.id() == same_as.id() {
            return Err(ProjectError::Claim {
                what: format!("{} and {} are one seed already", seed.id(), same_as.id()),
                hint: format!("`provenance log {}` shows its history", seed.id()),
            });
        }
        let body = StatementBody::Identity(IdentityStatement {
            seed: seed.id().clone(),
            same_as: same_as.id().clone(),
        });
        let time = self.surroundings.now;
        let statement =
            Statement { body, why: why.to_owned(), who: self.who(), time, replaces: Vec::new() };
        let (_, path) = self.store.put_statement(&statement)?;
        Ok(format!("{SNAPSHOTS}/{path}"))
    }
}

/// Refuses a value that no such field can have.
fn check_value(field: ClaimField, value: &str) -> Result<(), ProjectError> {
    if value.chars().any(char::is_control) {
        return Err(ProjectError::Claim {
            what: format!("the value of {} holds a control character", field.name()),
            hint: "give it on one line".to_owned(),
        });
    }
    if field.is_date() && !value.is_empty() && !is_date(value) {
        return Err(ProjectError::Claim {
            what: format!("{value:?} is no date"),
            hint: "write it as 2023-07-14, 2023-07, 2023 or --07-14".to_owned(),
        });
    }
    Ok(())
}

/// ISO 8601 at any precision: year, month, day, or month and day without a year.
fn is_date(value: &str) -> bool {
    let full = match (value.strip_prefix("--"), value.len()) {
        (Some(day), _) => format!("2000-{day}"),
        (None, 4) => format!("{value}-01-01"),
        (None, 7) => format!("{value}-01"),
        (None, _) => value.to_owned(),
    };
    full.len() == 10 && full.parse::<Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_are_taken_at_every_precision_and_nothing_else() {
        for date in ["2023-07-14", "2023-07", "2023", "--07-14", "--02-29"] {
            assert!(is_date(date), "{date}");
        }
        for other in ["14.07.2023", "2023-13", "2023-02-30", "July", "--7-14", ""] {
            assert!(!is_date(other), "{other}");
        }
    }
}
