//! The whole check.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::absent;
use super::absent::Held;
use super::faults::contradicts;
use super::faults::damaged;
use super::faults::foreign;
use super::faults::newer;
use super::graph;
use super::objects;
use super::objects::Recorded;
use crate::history::Assertions;
use crate::id::ContentId;
use crate::id::StatementId;
use crate::record::AnalysisFile;
use crate::record::Kept;
use crate::record::Statement;
use crate::record::StatementBody;
use crate::store::Damage;
use crate::store::Folder;
use crate::store::Loaded;
use crate::store::Storage;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::object_path;
use crate::store::statement_path;
use crate::view::FaultView;
use crate::view::VerifyView;

/// Tells where the bytes that a record speaks of can be had again, such as a seed's path.
pub type Sources<'a> = dyn Fn(&crate::record::Facts) -> Option<String> + 'a;

/// What was recomputed and what was wrong.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) breaches: Vec<FaultView>,
    pub(super) gaps: Vec<FaultView>,
    pub(super) objects: u64,
    pub(super) bytes: u64,
}

/// Recomputes every digest, id and link of a store.
///
/// # Errors
/// When a folder cannot be listed or a run, analysis or statement cannot be read at all. What can
/// be read and is wrong is a breach, not an error.
pub fn verify<S: Storage>(
    store: &Store<S>,
    sources: &Sources<'_>,
    held: &Held<'_>,
) -> Result<VerifyView, StoreError> {
    let mut findings = Findings::default();
    let statements = store.statements()?;
    let said = statements.sound.iter().map(|(id, (_, statement))| (*id, statement));
    let assertions = Assertions::read(&said.collect());
    let runs = store.runs()?;
    note_damage(&runs.damaged, &mut findings);
    graph::check(&runs.sound, &mut findings);
    let (mut recorded, mut hashed) = (Vec::new(), Vec::new());
    let mut withheld_versions: BTreeMap<ContentId, String> = BTreeMap::new();
    let mut seeds: BTreeSet<&crate::id::SeedId> = BTreeSet::new();
    let mut versions: Vec<(&crate::id::SeedId, u32, ContentId)> = Vec::new();
    for record in runs.sound.values().flat_map(|(_, run)| &run.records) {
        seeds.insert(&record.seed);
        let Some(facts) = record.event.facts() else { continue };
        versions.push((&record.seed, record.number, facts.content));
        let one = Recorded { facts, seed: &record.seed, number: record.number };
        match facts.kept {
            _ if assertions.withheld(facts.content).is_some() => {
                withheld_versions.insert(facts.content, one.version());
            }
            Kept::Bytes => recorded.push(one),
            Kept::Hashes => hashed.push(one),
            // Nothing of it was kept, and the statement that withheld it is not here.
            Kept::Withheld => findings.gaps.push(unsaid(&one)),
        }
    }
    versions.sort_unstable();
    versions.dedup();
    let (seeds, versions) = (seeds.len() as u64, versions.len() as u64);
    recorded.sort_by_key(|record| record.facts.content);
    objects::check(store, &recorded, sources, &mut findings)?;
    check_analyses(store, &recorded, &mut findings)?;
    check_statements(&statements, &mut findings);
    let absent = absent::check_hashes(store, &hashed, held, &mut findings)?;
    let versions_of = &withheld_versions;
    let withheld = absent::check_withheld(store, &assertions, versions_of, &mut findings)?;
    Ok(VerifyView {
        hashed: absent.hashed,
        checked_hashes: absent.checked,
        withheld,
        sound: findings.breaches.is_empty() && findings.gaps.is_empty(),
        seeds,
        versions,
        runs: runs.sound.len() as u64,
        objects: findings.objects,
        bytes: findings.bytes,
        breaches: findings.breaches,
        gaps: findings.gaps,
        ..VerifyView::default()
    })
}

pub(super) fn note_damage(damage: &[(String, Damage)], findings: &mut Findings) {
    for (path, damage) in damage {
        match damage {
            Damage::Name => findings.gaps.push(foreign(path)),
            other if other.is_newer() => findings.gaps.push(newer(path, other)),
            other => findings.breaches.push(damaged(path, other)),
        }
    }
}

/// Analyses can be made again, but an altered one is a breach like any other.
fn check_analyses<S: Storage>(
    store: &Store<S>,
    recorded: &[Recorded<'_>],
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let contents = |_: &[u8], file: AnalysisFile| -> Vec<ContentId> {
        file.contents.iter().map(|analysed| analysed.content).collect()
    };
    let mut analysed: Vec<ContentId> = Vec::new();
    let paths = store.files(Folder::Analysis)?;
    store.each_analysis_in(&paths, &contents, &mut |path, file| match file {
        Ok(contents) => analysed.extend(contents),
        Err(damage) => note_damage(&[(path.to_owned(), damage)], findings),
    })?;
    analysed.sort_unstable();
    let of_one_content =
        |one: &Recorded<'_>, next: &Recorded<'_>| one.facts.content == next.facts.content;
    let lacking: Vec<&Recorded<'_>> = recorded
        .chunk_by(of_one_content)
        .filter_map(|records| records.first())
        .filter(|record| analysed.binary_search(&record.facts.content).is_err())
        .collect();
    if let Some(first) = lacking.first() {
        findings.gaps.push(FaultView {
            path: Folder::Analysis.name().to_owned(),
            meaning: format!(
                "{} contents have no analysis, such as {}",
                lacking.len(),
                first.version()
            ),
            command: Some("provenance snapshot --reanalyse".to_owned()),
            remedy: Some("derives it again".to_owned()),
        });
    }
    Ok(())
}

fn check_statements(statements: &Loaded<StatementId, Statement>, findings: &mut Findings) {
    note_damage(&statements.damaged, findings);
    for (id, (path, statement)) in &statements.sound {
        if *path != statement_path(*id, statement.time) {
            let meaning = "does not lie in the folder of its month".to_owned();
            findings.breaches.push(contradicts(path, meaning));
        }
        let is_missing = |other: &&StatementId| !statements.sound.contains_key(other);
        let revoked = match &statement.body {
            StatementBody::Revocation(revocation) => revocation.sign_offs.as_slice(),
            StatementBody::Claim(_)
            | StatementBody::Identity(_)
            | StatementBody::SignOff(_)
            | StatementBody::Withholding(_) => &[],
        };
        let replaced = statement.replaces.iter().map(|it| (it, "takes the place of"));
        let named = replaced.chain(revoked.iter().map(|it| (it, "takes back")));
        for (missing, what) in named.filter(|(it, _)| is_missing(it)) {
            findings.gaps.push(FaultView {
                path: path.clone(),
                meaning: format!("{what} statement {}, which is not here", missing.short(8)),
                command: Some(format!("git log --all -- 'snapshots/statements/*/{missing}.json'")),
                remedy: Some("finds it".to_owned()),
            });
        }
    }
}

/// A content that is recorded as withheld, by a statement that is not here.
fn unsaid(record: &Recorded<'_>) -> FaultView {
    FaultView {
        path: object_path(record.facts.content),
        meaning: format!("{} was withheld by a statement that is not here", record.version()),
        command: Some("git log --all -- snapshots/statements".to_owned()),
        remedy: Some("finds the branch that has it".to_owned()),
    }
}
