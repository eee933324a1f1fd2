//! Which units of two passages are the same.

use std::collections::BTreeMap;
use std::collections::HashMap;

use super::unit::Role;
use super::unit::Unit;

/// The largest table that is filled for one stretch, in cells; larger stretches are first cut at
/// words that both sides hold once.
const CELLS: usize = 160_000;

/// How often a stretch is cut at most.
const DEPTH: u32 = 6;

/// The pairs of equal units of two passages, in order.
#[derive(Debug)]
pub(super) struct Alignment {
    /// For each old unit, its partner.
    pub(super) old: Vec<Option<usize>>,
    /// For each new unit, its partner.
    pub(super) new: Vec<Option<usize>>,
    /// For each old unit, how many pairs stand before it: the number of its gap.
    pub(super) old_gap: Vec<usize>,
    /// For each new unit, how many pairs stand before it.
    pub(super) new_gap: Vec<usize>,
}

impl Alignment {
    /// Pairs equal units so that as much content as possible is paired.
    pub(super) fn new<'u>(old: &'u [Unit<'_>], new: &'u [Unit<'_>]) -> Self {
        let same = |(old, new): &(&Unit<'_>, &Unit<'_>)| old.key == new.key;
        let head = old.iter().zip(new).take_while(same).count();
        let rest = |units: &'u [Unit<'_>]| units.get(head..).unwrap_or_default();
        let backwards = rest(old).iter().rev().zip(rest(new).iter().rev());
        let tail = backwards.take_while(same).count();
        let mut ids: HashMap<&'u str, usize> = HashMap::new();
        let mut symbols = |units: &'u [Unit<'_>]| {
            let mut list = Vec::with_capacity(units.len());
            for unit in units {
                let next = ids.len();
                let id = *ids.entry(unit.key.as_ref()).or_insert(next);
                list.push(Symbol { id, weight: weight(unit) });
            }
            list
        };
        let middle =
            |units: &'u [Unit<'_>]| units.get(head..units.len() - tail).unwrap_or_default();
        let (old_middle, new_middle) = (symbols(middle(old)), symbols(middle(new)));
        let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
        pair(&old_middle, &new_middle, Place { old: head, new: head, depth: 0 }, &mut pairs);
        pairs.extend((1..=tail).rev().map(|at| (old.len() - at, new.len() - at)));
        Self::from_pairs(&pairs, old.len(), new.len())
    }

    fn from_pairs(pairs: &[(usize, usize)], old_length: usize, new_length: usize) -> Self {
        let (mut old, mut new) = (vec![None; old_length], vec![None; new_length]);
        for (at_old, at_new) in pairs {
            if let (Some(first), Some(second)) = (old.get_mut(*at_old), new.get_mut(*at_new)) {
                (*first, *second) = (Some(*at_new), Some(*at_old));
            }
        }
        let gaps = |partners: &[Option<usize>]| {
            let count = |passed: &mut usize, partner: &Option<usize>| {
                let gap = *passed;
                *passed += usize::from(partner.is_some());
                Some(gap)
            };
            partners.iter().scan(0, count).collect::<Vec<usize>>()
        };
        let (old_gap, new_gap) = (gaps(&old), gaps(&new));
        Self { old, new, old_gap, new_gap }
    }
}

/// A unit as it is compared.
#[derive(Debug, Clone, Copy)]
struct Symbol {
    id: usize,
    weight: u32,
}

/// How much it counts that a unit finds its partner.
fn weight(unit: &Unit<'_>) -> u32 {
    match unit.role {
        Role::Function => 2,
        Role::Modal(_) | Role::Negator | Role::Absorbed | Role::Bound(_) => 5,
        Role::Amount(_) | Role::Name | Role::Target | Role::CrossReference => 7,
        Role::Word if unit.fold.chars().count() == 1 => 4,
        Role::Word => 6,
    }
}

/// Where two stretches start, and how often they have been cut.
#[derive(Debug, Clone, Copy)]
struct Place {
    old: usize,
    new: usize,
    depth: u32,
}

impl Place {
    fn after(self, old: usize, new: usize) -> Self {
        Self { old: self.old + old, new: self.new + new, depth: self.depth }
    }
}

/// Pairs two stretches that start at `place`.
fn pair(old: &[Symbol], new: &[Symbol], place: Place, pairs: &mut Vec<(usize, usize)>) {
    let same = |(old, new): &(&Symbol, &Symbol)| old.id == new.id;
    let head = old.iter().zip(new).take_while(same).count();
    pairs.extend((0..head).map(|at| (place.old + at, place.new + at)));
    let (old_rest, new_rest) =
        (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let middle_old = old_rest.get(..old_rest.len() - tail).unwrap_or_default();
    let middle_new = new_rest.get(..new_rest.len() - tail).unwrap_or_default();
    let start = place.after(head, head);
    if (middle_old.len() + 1).saturating_mul(middle_new.len() + 1) <= CELLS {
        fill_table(middle_old, middle_new, start, pairs);
    } else if start.depth < DEPTH {
        cut_at_unique(middle_old, middle_new, start, pairs);
    }
    let end = start.after(middle_old.len(), middle_new.len());
    pairs.extend((0..tail).map(|at| (end.old + at, end.new + at)));
}

/// The pairing of greatest weight, by the table of all prefixes (Needleman-Wunsch).
fn fill_table(old: &[Symbol], new: &[Symbol], place: Place, pairs: &mut Vec<(usize, usize)>) {
    let width = new.len() + 1;
    let mut table = vec![0_u32; (old.len() + 1) * width];
    let cell = |table: &[u32], row: usize, column: usize| {
        table.get(row * width + column).copied().unwrap_or(0)
    };
    for (row, first) in old.iter().enumerate().rev() {
        for (column, second) in new.iter().enumerate().rev() {
            let skip = cell(&table, row + 1, column).max(cell(&table, row, column + 1));
            let take = if first.id == second.id {
                cell(&table, row + 1, column + 1) + first.weight.min(second.weight)
            } else {
                0
            };
            if let Some(value) = table.get_mut(row * width + column) {
                *value = skip.max(take);
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    while let (Some(first), Some(second)) = (old.get(row), new.get(column)) {
        let best = cell(&table, row, column);
        let joined = cell(&table, row + 1, column + 1) + first.weight.min(second.weight);
        if first.id == second.id && best == joined {
            pairs.push((place.old + row, place.new + column));
            (row, column) = (row + 1, column + 1);
        } else if best == cell(&table, row + 1, column) {
            row += 1;
        } else {
            column += 1;
        }
    }
}

/// Cuts a long stretch at units that both sides hold once, in the longest order they share
/// (patience), and pairs what lies between. What is still too long and shares no such unit stays
/// unpaired, which is coarse but safe.
fn cut_at_unique(old: &[Symbol], new: &[Symbol], place: Place, pairs: &mut Vec<(usize, usize)>) {
    let anchors = increasing(&unique_in_both(old, new));
    if anchors.is_empty() {
        return;
    }
    let (mut old_at, mut new_at) = (0, 0);
    for (old_end, new_end) in anchors.into_iter().chain([(old.len(), new.len())]) {
        let old_part = old.get(old_at..old_end).unwrap_or_default();
        let new_part = new.get(new_at..new_end).unwrap_or_default();
        let start = place.after(old_at, new_at);
        pair(old_part, new_part, Place { depth: place.depth + 1, ..start }, pairs);
        if old_end < old.len() && new_end < new.len() {
            pairs.push((place.old + old_end, place.new + new_end));
        }
        (old_at, new_at) = (old_end + 1, new_end + 1);
    }
}

/// Places of the units that both stretches hold exactly once, in old order.
fn unique_in_both(old: &[Symbol], new: &[Symbol]) -> Vec<(usize, usize)> {
    let once = |symbols: &[Symbol]| {
        let mut places: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for (at, symbol) in symbols.iter().enumerate() {
            places.entry(symbol.id).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let new_places = once(new);
    let mut both: Vec<(usize, usize)> = once(old)
        .into_iter()
        .filter_map(|(id, at)| Some((at?, (*new_places.get(&id)?)?)))
        .collect();
    both.sort_unstable();
    both
}

/// The longest run of pairs that ascends on both sides.
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let new_of = |at: usize| pairs.get(at).map_or(0, |pair| pair.1);
    for (at, pair) in pairs.iter().enumerate() {
        let length = tails.partition_point(|tail| new_of(*tail) < pair.1);
        before.push(length.checked_sub(1).and_then(|shorter| tails.get(shorter).copied()));
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(at) = next {
        chain.extend(pairs.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}
