//! What people said, put together.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::StatementId;
use crate::record::ClaimField;
use crate::record::Statement;
use crate::record::StatementBody;

/// A value that a person gave to a field of the origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// The statement.
    pub id: StatementId,
    /// The value; none withdraws what was said before.
    pub value: Option<String>,
    /// Why, in the person's words.
    pub why: String,
    /// Who said so.
    pub who: String,
    /// When, by that machine's clock.
    pub time: Timestamp,
}

/// All statements: which ids are one seed, and which values people gave.
#[derive(Debug, Default)]
pub struct Assertions {
    same_as: BTreeMap<SeedId, SeedId>,
    /// Those that no other statement replaces; the last one counts.
    claims: BTreeMap<(SeedId, ContentId, ClaimField), Vec<Assertion>>,
    /// The first word of each content counts.
    withheld: BTreeMap<ContentId, Withheld>,
}

/// A person's word that a content is kept no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The statement.
    pub id: StatementId,
    /// Why, in the person's words.
    pub why: String,
    /// Who said so.
    pub who: String,
    /// When, by that machine's clock.
    pub time: Timestamp,
}

impl Assertions {
    /// Reads statements that have been checked against their names. What another statement
    /// replaces is left out; of several that remain, made in branches that did not know each
    /// other, the latest counts, then the one with the larger id.
    #[must_use]
    pub fn read(statements: &BTreeMap<StatementId, &Statement>) -> Self {
        let replaced: BTreeSet<StatementId> =
            statements.values().flat_map(|statement| statement.replaces.iter().copied()).collect();
        let mut standing: Vec<(&StatementId, &&Statement)> =
            statements.iter().filter(|(id, _)| !replaced.contains(id)).collect();
        standing.sort_by_key(|(id, statement)| (statement.time, **id));
        let mut read = Self::default();
        for (id, statement) in standing {
            match &statement.body {
                StatementBody::Identity(identity) => {
                    read.join(identity.seed.clone(), identity.same_as.clone());
                }
                // What is said of citations is read by those who follow them.
                StatementBody::SignOff(_) | StatementBody::Revocation(_) => {}
                StatementBody::Withholding(withholding) => {
                    read.withheld.entry(withholding.content).or_insert_with(|| Withheld {
                        id: *id,
                        why: statement.why.clone(),
                        who: statement.who.clone(),
                        time: statement.time,
                    });
                }
                StatementBody::Claim(claim) => {
                    let key = (claim.seed.clone(), claim.content, claim.field);
                    read.claims.entry(key).or_default().push(Assertion {
                        id: *id,
                        value: claim.value.clone(),
                        why: statement.why.clone(),
                        who: statement.who.clone(),
                        time: statement.time,
                    });
                }
            }
        }
        read
    }

    /// Lets `target` stand for `seed`, unless that would close a circle.
    fn join(&mut self, seed: SeedId, target: SeedId) {
        if self.resolve(&target) != &seed {
            self.same_as.insert(seed, target);
        }
    }

    /// The id that stands for `seed`.
    #[must_use]
    pub fn resolve<'a>(&'a self, seed: &'a SeedId) -> &'a SeedId {
        let mut at = seed;
        for _ in 0..=self.same_as.len() {
            match self.same_as.get(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// The ids that others stand for.
    pub(super) fn given_up(&self) -> impl Iterator<Item = &SeedId> {
        self.same_as.keys().filter(|seed| self.resolve(seed) != *seed)
    }

    /// Who withheld a content, when and why; none when nobody did.
    #[must_use]
    pub fn withheld(&self, content: ContentId) -> Option<&Withheld> {
        self.withheld.get(&content)
    }

    /// Every content that is withheld.
    pub fn all_withheld(&self) -> impl Iterator<Item = (ContentId, &Withheld)> {
        self.withheld.iter().map(|(content, withheld)| (*content, withheld))
    }

    /// What people said of a field of a content, the one that counts last.
    #[must_use]
    pub fn of(&self, seed: &SeedId, content: ContentId, field: ClaimField) -> &[Assertion] {
        self.claims.get(&(seed.clone(), content, field)).map(Vec::as_slice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Assertions;
    use crate::id::SeedId;
    use crate::id::StatementId;
    use crate::record::IdentityStatement;
    use crate::record::Statement;
    use crate::record::StatementBody;

    fn same(seed: &str, same_as: &str) -> (StatementId, Statement) {
        let body = StatementBody::Identity(IdentityStatement {
            seed: SeedId::new(seed).unwrap(),
            same_as: SeedId::new(same_as).unwrap(),
        });
        let time = "2026-11-22T09:14:00Z".parse().unwrap();
        let statement =
            Statement { body, why: String::new(), who: String::new(), time, replaces: Vec::new() };
        (StatementId::of(&statement.to_bytes().unwrap()), statement)
    }

    #[test]
    fn ids_that_point_at_each_other_still_resolve() {
        let statements = [same("a", "b"), same("b", "a"), same("c", "a")];
        let by_id: BTreeMap<StatementId, &Statement> =
            statements.iter().map(|(id, statement)| (*id, statement)).collect();
        let read = Assertions::read(&by_id);
        let id = |text: &str| SeedId::new(text).unwrap();
        let resolved = |text: &str| read.resolve(&id(text)).to_string();
        assert_eq!(resolved("a"), resolved("b"));
        assert_eq!(resolved("c"), resolved("a"));
    }
}
