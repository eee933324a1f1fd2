//! The lines of a branched history, drawn beside its entries.

use crate::id::ContentId;
use crate::view::LogEntry;
use crate::view::VersionLabel;

/// What names an entry: its number and its digest.
type Key = (Option<u32>, Option<ContentId>);

/// The lanes that are open while entries pass by, newest first. Each waits for the entry that
/// the ones above follow.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    waiting: Vec<Key>,
}

/// What is drawn for an entry.
pub(super) struct Drawing {
    /// A row above the entry, where lanes join; empty when none do.
    pub(super) join: String,
    /// Beside the entry's first row.
    pub(super) node: String,
    /// Beside its further rows.
    pub(super) rest: String,
    /// A row below the entry, where a lane opens; empty when none does.
    pub(super) open: String,
}

impl Lanes {
    /// Whether these entries, of one seed, need lanes at all.
    pub(super) fn are_needed(entries: &[LogEntry]) -> bool {
        let seed = entries.first().map(|entry| &entry.seed);
        let is_one_seed = entries.iter().all(|entry| Some(&entry.seed) == seed);
        let follows = |pair: &[LogEntry]| match pair {
            [newer, older] => newer.predecessors.iter().any(|it| key_of(it) == key(older)),
            _ => true,
        };
        is_one_seed
            && (entries.iter().any(|entry| entry.predecessors.len() > 1)
                || !entries.windows(2).all(follows))
    }

    /// Draws the next entry.
    pub(super) fn draw(&mut self, entry: &LogEntry) -> Drawing {
        let key = key(entry);
        let first = self.waiting.iter().position(|waiting| *waiting == key);
        let column = first.unwrap_or_else(|| {
            self.waiting.push(key);
            self.waiting.len() - 1
        });
        let mut join = String::new();
        let twins = (column + 1..self.waiting.len()).rev();
        let twins: Vec<usize> = twins.filter(|at| self.waiting.get(*at) == Some(&key)).collect();
        for twin in twins {
            join = self.bend(column, twin, '╯');
            self.waiting.remove(twin);
        }
        let node = self.row(|at| if at == column { '●' } else { '│' });
        let open = self.follow(column, &entry.predecessors);
        let rest = self.row(|_| '│');
        Drawing { join, node, rest, open }
    }

    /// Lets a lane wait for what its entry follows, and opens lanes for the rest.
    fn follow(&mut self, column: usize, predecessors: &[VersionLabel]) -> String {
        let Some((first, rest)) = predecessors.split_first() else {
            self.waiting.remove(column);
            return String::new();
        };
        if let Some(lane) = self.waiting.get_mut(column) {
            *lane = key_of(first);
        }
        let mut open = String::new();
        for predecessor in rest {
            self.waiting.push(key_of(predecessor));
            open = self.bend(column, self.waiting.len() - 1, '╮');
        }
        open
    }

    /// A row in which one lane meets another.
    fn bend(&self, from: usize, to: usize, corner: char) -> String {
        let mut row = String::new();
        for at in 0..self.waiting.len() {
            row.push(match at {
                _ if at == from => '├',
                _ if at == to => corner,
                _ if from < at && at < to => '┼',
                _ => '│',
            });
            row.push(if from <= at && at < to { '─' } else { ' ' });
        }
        row
    }

    fn row(&self, mark: impl Fn(usize) -> char) -> String {
        (0..self.waiting.len()).flat_map(|at| [mark(at), ' ']).collect()
    }
}

fn key(entry: &LogEntry) -> Key {
    (entry.version, entry.digest)
}

fn key_of(label: &VersionLabel) -> Key {
    (label.version, label.digest)
}
