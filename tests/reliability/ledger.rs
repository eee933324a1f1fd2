//! The history that a cache gives is the history that all runs together give, however they came
//! in.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use proptest::prelude::ProptestConfig;
use proptest::prelude::any;
use proptest::prop_assert_eq;
use proptest::proptest;
use provenance::document::MediaType;
use provenance::history::Assertions;
use provenance::history::History;
use provenance::history::Ledger;
use provenance::history::LedgerBuilder;
use provenance::history::SeedHistory;
use provenance::id::BlobId;
use provenance::id::ContentId;
use provenance::id::RunId;
use provenance::id::SeedId;
use provenance::id::SeedPath;
use provenance::id::StatementId;
use provenance::record::Event;
use provenance::record::Facts;
use provenance::record::IdentityStatement;
use provenance::record::Kept;
use provenance::record::Record;
use provenance::record::RecordRef;
use provenance::record::Run;
use provenance::record::RunHeader;
use provenance::record::Statement;
use provenance::record::StatementBody;

use crate::trials::Numbers;
use crate::trials::is_whole;

const SEEDS: [&str; 4] = ["001", "002", "a/b.txt", "字.md"];

fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: if is_whole() { 5_000 } else { 100 },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn event(numbers: &mut Numbers) -> Event {
    let text = ["one", "two", "three"][numbers.below(3) as usize];
    let facts = Facts {
        path: SeedPath::new(format!("seeds/{}.txt", numbers.below(2))).unwrap(),
        content: ContentId::of(text.as_bytes()),
        blob: BlobId::of(text.as_bytes()),
        bytes: text.len() as u64,
        media_type: MediaType::Markdown,
        kept: Kept::Bytes,
        limitations: Vec::new(),
        capture: None,
    };
    match numbers.below(6) {
        0 => Event::Removed,
        1 => Event::Moved(facts),
        _ => Event::Version(facts),
    }
}

/// Runs after one another and beside one another, some of whose predecessors are not there.
fn runs(numbers: &mut Numbers) -> BTreeMap<RunId, Run> {
    let mut runs: BTreeMap<RunId, Run> = BTreeMap::new();
    let mut known: Vec<RecordRef> = Vec::new();
    for minute in 0..2 + numbers.below(12) {
        let parents: Vec<RunId> = runs.keys().copied().filter(|_| numbers.below(3) == 0).collect();
        let time = format!("2026-11-22T09:{minute:02}:00Z").parse().unwrap();
        let mut run = Run { header: RunHeader::new(time, parents, None), records: Vec::new() };
        for seed in SEEDS {
            if numbers.below(3) == 0 {
                continue;
            }
            let seed = SeedId::new(seed).unwrap();
            let mut before: Vec<RecordRef> = known.clone();
            before.retain(|other| other.seed == seed && numbers.below(3) == 0);
            before.truncate(2);
            if numbers.below(9) == 0 {
                before.push(RecordRef { run: RunId::of(b"elsewhere"), seed: seed.clone() });
            }
            before.sort();
            let number = u32::try_from(before.len()).unwrap() + u32::try_from(minute).unwrap() / 3;
            run.records.push(Record { seed, number, predecessors: before, event: event(numbers) });
        }
        let id = RunId::of(&run.to_bytes().unwrap());
        let refs = run.records.iter().map(|it| RecordRef { run: id, seed: it.seed.clone() });
        known.extend(refs);
        runs.insert(id, run);
    }
    runs
}

fn shown(history: &History) -> String {
    let seeds: Vec<(&SeedId, _)> = history.seeds().map(|it| (it.id(), it.entries())).collect();
    format!("{seeds:#?} {:?} {:?}", history.run_heads(), history.gaps())
}

/// The latest ancestor of an entry with its content, found by looking at all of them.
fn latest_equal(seed: &SeedHistory, index: usize) -> Option<usize> {
    let mut open: BTreeSet<usize> = seed.entries()[index].predecessors.iter().copied().collect();
    let mut ancestors: BTreeSet<usize> = BTreeSet::new();
    while let Some(at) = open.pop_last() {
        ancestors.insert(at);
        open.extend(&seed.entries()[at].predecessors);
    }
    let content = seed.entries()[index].version()?.content;
    let is_equal =
        |at: &&usize| seed.entries()[**at].version().is_some_and(|it| it.content == content);
    ancestors.iter().rev().find(is_equal).copied()
}

fn same(seed: &str, same_as: &str) -> Statement {
    let (seed, same_as) = (SeedId::new(seed).unwrap(), SeedId::new(same_as).unwrap());
    let body = StatementBody::Identity(IdentityStatement { seed, same_as });
    let time = "2026-11-22T09:14:00Z".parse().unwrap();
    Statement { body, why: String::new(), who: String::new(), time, replaces: Vec::new() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn runs_that_come_in_one_by_one_give_the_history_of_all_at_once(seed in any::<u64>()) {
        let numbers = &mut Numbers::new(seed);
        let runs = runs(numbers);
        let statements: Vec<Statement> = match numbers.below(3) {
            0 => vec![same("002", "001")],
            1 => vec![same("001", "zzz"), same("a/b.txt", "002")],
            _ => Vec::new(),
        };
        let ids: Vec<StatementId> =
            statements.iter().map(|it| StatementId::of(&it.to_bytes().unwrap())).collect();
        let by_id: BTreeMap<StatementId, &Statement> = ids.into_iter().zip(&statements).collect();
        let whole = History::build(&runs.iter().map(|(id, run)| (*id, run)).collect(), &by_id);
        let mut order: Vec<(&RunId, &Run)> = runs.iter().collect();
        order.sort_by_key(|_| numbers.below(1000));
        let mut ledger = Ledger::default();
        while !order.is_empty() {
            let some = 1 + usize::try_from(numbers.below(3)).unwrap();
            let mut builder = LedgerBuilder::beside(&ledger);
            for (id, run) in order.split_off(order.len().saturating_sub(some)) {
                builder.add(*id, run);
            }
            let mut bytes = Vec::new();
            ledger.join(builder).pack(&mut bytes);
            ledger = Ledger::unpack(&bytes).unwrap();
        }
        let grown = History::of(ledger, Assertions::read(&by_id));
        prop_assert_eq!(shown(&grown), shown(&whole));
        for (seed, tip) in grown.seeds().zip(grown.tips()) {
            prop_assert_eq!(seed.id().as_str(), tip.seed);
            prop_assert_eq!(seed.is_forked(), tip.is_forked);
            prop_assert_eq!(seed.is_removed(), tip.is_removed);
            let file = seed.heads().next().and_then(|head| head.event.facts());
            prop_assert_eq!(file.map(|it| it.content), tip.file.map(|it| it.content));
            prop_assert_eq!(file.map(|it| it.path.as_str()), tip.file.map(|it| it.path));
            for (index, entry) in seed.entries().iter().enumerate() {
                prop_assert_eq!(entry.equals.map(|it| it.index), latest_equal(seed, index));
            }
        }
    }

    #[test]
    fn a_ledger_of_any_bytes_is_none_or_a_ledger(seed in any::<u64>(), at in any::<usize>()) {
        let numbers = &mut Numbers::new(seed);
        let mut builder = LedgerBuilder::default();
        runs(numbers).iter().for_each(|(id, run)| builder.add(*id, run));
        let mut bytes = Vec::new();
        Ledger::default().join(builder).pack(&mut bytes);
        let at = at % bytes.len();
        bytes[at] ^= 1 << numbers.below(8);
        if let Some(ledger) = Ledger::unpack(&bytes) {
            drop(shown(&History::of(ledger, Assertions::default())));
        }
    }
}
