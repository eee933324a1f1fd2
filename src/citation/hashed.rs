//! Following a quotation where only the hashes of a version's sentences are at hand.
//!
//! Hashes tell that sentences are the same, never how they differ. So a quotation of whole sentences
//! is confirmed as unchanged when they stand in both versions between the same neighbours; whatever
//! else became of it, only those who hold the document can tell.

use super::finding::Finding;
use super::followed::Answer;
use super::followed::Followed;
use super::followed::Page;
use super::followed::Placed;
use super::locate::Locator;
use super::location::Strategy;
use super::shelf::Missing;
use super::shelf::SeedText;
use crate::document::Space;
use crate::record::HashedSentence;
use crate::record::Salt;
use crate::record::SentenceHash;
use crate::record::SentenceHashes;
use crate::text::sentences;

/// What is at hand of a version.
#[derive(Debug, Clone)]
pub(super) enum AtHand {
    /// Its text.
    Text(SeedText),
    /// The hashes of its sentences, by one or several salts.
    Hashes(Vec<SentenceHashes>),
}

/// The sentences of a version by one salt.
struct Sentences {
    hashed: Vec<HashedSentence>,
    space: Space,
}

impl AtHand {
    fn salts(&self) -> Vec<Salt> {
        match self {
            Self::Text(_) => Vec::new(),
            Self::Hashes(all) => all.iter().map(|hashes| hashes.header.salt).collect(),
        }
    }

    fn by(&self, salt: Salt) -> Option<Sentences> {
        match self {
            Self::Text(text) => {
                let content = crate::id::ContentId::of(b"");
                let hashes = SentenceHashes::of(content, &text.text, text.space, salt);
                Some(Sentences { hashed: hashes.sentences, space: text.space })
            }
            Self::Hashes(all) => {
                let hashes = all.iter().find(|hashes| hashes.header.salt == salt)?;
                let space = hashes.header.space;
                Some(Sentences { hashed: hashes.sentences.clone(), space })
            }
        }
    }
}

/// Answers what became of `quote` by hashes.
pub(super) fn answer_by_hashes(quote: &str, old: &AtHand, new: &AtHand) -> Answer {
    let (olds, news) = (old.salts(), new.salts());
    let fits = |salt: &&Salt| {
        (olds.is_empty() || olds.contains(salt)) && (news.is_empty() || news.contains(salt))
    };
    let Some(salt) = olds.iter().chain(&news).find(fits).copied() else {
        return Answer::NoNew(Missing::NotHere);
    };
    let (Some(before), Some(now)) = (old.by(salt), new.by(salt)) else {
        return Answer::NoNew(Missing::NotHere);
    };
    let placed = match (old, new) {
        (AtHand::Text(text), _) => match passage(quote, text, &before.hashed) {
            Ok(found) => found,
            Err(answer) => return answer,
        },
        (AtHand::Hashes(_), _) if let Some(found) = by_sentences(quote, salt, &before) => found,
        (AtHand::Hashes(_), AtHand::Text(text)) => {
            return backwards(quote, text, &before, &now);
        }
        (AtHand::Hashes(_), AtHand::Hashes(_)) => return Answer::NoOld(Missing::NotHere),
    };
    let (runs, old_place) = placed;
    for run in &runs {
        if let Some(new_run) = same_between_neighbours(*run, &before.hashed, &now.hashed) {
            let new = place(new_run, &now, quote);
            return Answer::Followed(Box::new(unchanged(old_place, new)));
        }
    }
    Answer::NoNew(Missing::Changed)
}

/// Where only the new text is at hand: the sentences that have the words there are looked for in
/// the old version.
fn backwards(quote: &str, text: &SeedText, before: &Sentences, now: &Sentences) -> Answer {
    let unknown = Answer::NoOld(Missing::NotHere);
    let Ok((runs, new)) = passage(quote, text, &now.hashed) else { return unknown };
    let old_run =
        runs.into_iter().find_map(|run| same_between_neighbours(run, &now.hashed, &before.hashed));
    match old_run.and_then(|run| place(run, before, quote)) {
        Some(old) => Answer::Followed(Box::new(unchanged(old, Some(new)))),
        None => unknown,
    }
}

/// A run of sentences: the first one and how many.
type Run = (usize, usize);

/// Where a quotation stands in a text that is at hand: the sentences that it touches, whole.
fn passage(
    quote: &str,
    text: &SeedText,
    hashed: &[HashedSentence],
) -> Result<(Vec<Run>, Placed), Answer> {
    let page = Page::new(text);
    let found = Locator::new(&text.text, &text.text).locate(quote, None);
    let span = match found {
        Ok(location) => location.old,
        Err(_) => return Err(Answer::of(found, &page, &page)),
    };
    let first = hashed.partition_point(|sentence| sentence.end <= span.start());
    let rest = hashed.get(first..).unwrap_or_default();
    let count = rest.iter().take_while(|sentence| sentence.start < span.end()).count();
    Ok((vec![(first, count)], page.place(span)))
}

/// Every place where the sentences of a quotation stand one after the other, whole.
fn by_sentences(quote: &str, salt: Salt, old: &Sentences) -> Option<(Vec<Run>, Placed)> {
    let cut: Vec<&str> = sentences(quote).iter().map(|span| span.slice(quote).trim()).collect();
    let (last, whole) =
        cut.iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().split_last().map(
            |(last, whole)| (**last, whole.iter().map(|it| salt.hash(it)).collect::<Vec<_>>()),
        )?;
    // The stop at the end of a quotation is often left out.
    let ends = ["", ".", "。"].map(|stop| salt.hash(&format!("{last}{stop}")));
    let count = whole.len() + 1;
    let fits = |window: &[HashedSentence]| {
        let (end, before) = window.split_last()?;
        let is_same = before.iter().map(|it| it.hash).eq(whole.iter().copied());
        (is_same && ends.contains(&end.hash)).then_some(())
    };
    let windows = old.hashed.windows(count).enumerate();
    let runs: Vec<Run> =
        windows.filter_map(|(at, window)| fits(window).map(|()| (at, count))).collect();
    let first = *runs.first()?;
    Some((runs, place(first, old, quote)?))
}

/// Where a run of sentences of `old` stands in `new`, between the same neighbours.
fn same_between_neighbours(
    (first, count): Run,
    old: &[HashedSentence],
    new: &[HashedSentence],
) -> Option<Run> {
    let hash = |all: &[HashedSentence], at: Option<usize>| -> Option<SentenceHash> {
        Some(all.get(at?)?.hash)
    };
    let sought: Vec<SentenceHash> = old.iter().skip(first).take(count).map(|it| it.hash).collect();
    let around = |all: &[HashedSentence], first: usize| {
        (hash(all, first.checked_sub(1)), hash(all, Some(first + count)))
    };
    let neighbours = around(old, first);
    let is_same = |(at, window): &(usize, &[HashedSentence])| {
        window.iter().map(|it| it.hash).eq(sought.iter().copied()) && around(new, *at) == neighbours
    };
    if count == 0 {
        return None;
    }
    new.windows(count).enumerate().find(is_same).map(|(at, _)| (at, count))
}

/// The place of a run of sentences whose words are those of `quote`.
fn place((first, count): Run, all: &Sentences, quote: &str) -> Option<Placed> {
    let run = all.hashed.get(first..first + count)?;
    let (start, end) = (run.first()?, run.last()?);
    let line = |sentence: &HashedSentence| std::num::NonZeroU32::new(sentence.line);
    Some(Placed {
        span: start.span().join(end.span()),
        space: all.space,
        first_line: line(start)?,
        last_line: line(end)?,
        text: quote.to_owned(),
    })
}

fn unchanged(old: Placed, new: Option<Placed>) -> Followed {
    Followed {
        finding: Finding::Unchanged,
        also: Vec::new(),
        old,
        new,
        context: Vec::new(),
        confidence: 1000,
        strategy: Strategy::Hashes,
        candidates: Vec::new(),
        is_noise: false,
    }
}

#[cfg(test)]
mod tests {
    use super::AtHand;
    use super::answer_by_hashes;
    use crate::citation::Answer;
    use crate::citation::Finding;
    use crate::citation::Missing;
    use crate::citation::SeedText;
    use crate::document::Space;
    use crate::id::ContentId;
    use crate::record::Salt;
    use crate::record::SentenceHashes;

    const OLD: &str = "The lock opens. It must close within 5 s. Then it rests. Nobody waits.";

    fn salt() -> Salt {
        Salt::beginning_with(ContentId::of(OLD.as_bytes()))
    }

    fn hashes(text: &str) -> AtHand {
        let content = ContentId::of(text.as_bytes());
        AtHand::Hashes(vec![SentenceHashes::of(content, text, Space::Raw, salt())])
    }

    fn text(text: &str) -> AtHand {
        AtHand::Text(SeedText { text: text.to_owned(), space: Space::Raw, noise: Vec::new() })
    }

    fn finding(quote: &str, old: &AtHand, new: &AtHand) -> Result<Finding, Missing> {
        match answer_by_hashes(quote, old, new) {
            Answer::Followed(followed) => Ok(followed.finding),
            Answer::NoOld(missing) | Answer::NoNew(missing) => Err(missing),
            Answer::NeverThere { .. } => panic!("it stands there"),
        }
    }

    #[test]
    fn whole_sentences_between_the_same_neighbours_are_unchanged() {
        let longer = format!("A new beginning. {OLD}");
        for quote in ["It must close within 5 s.", "It must\nclose within 5 s"] {
            assert_eq!(finding(quote, &hashes(OLD), &hashes(&longer)), Ok(Finding::Unchanged));
            assert_eq!(finding(quote, &hashes(OLD), &text(&longer)), Ok(Finding::Unchanged));
            assert_eq!(finding(quote, &text(OLD), &hashes(&longer)), Ok(Finding::Unchanged));
        }
        let two = "It must close within 5 s. Then it rests.";
        assert_eq!(finding(two, &hashes(OLD), &hashes(&longer)), Ok(Finding::Unchanged));
    }

    #[test]
    fn a_changed_sentence_or_neighbour_is_told_as_changed() {
        let quote = "It must close within 5 s.";
        for (what, by) in [("5 s", "50 s"), ("rests", "rests unless it rains"), ("opens", "jams")] {
            let new = OLD.replace(what, by);
            assert_eq!(finding(quote, &hashes(OLD), &hashes(&new)), Err(Missing::Changed), "{by}");
            assert_eq!(finding(quote, &text(OLD), &hashes(&new)), Err(Missing::Changed), "{by}");
        }
    }

    #[test]
    fn a_part_of_a_sentence_cannot_be_told_without_the_text() {
        assert_eq!(finding("within 5 s", &hashes(OLD), &hashes(OLD)), Err(Missing::NotHere));
        assert_eq!(finding("within 5 s", &text(OLD), &hashes(OLD)), Ok(Finding::Unchanged));
        assert_eq!(finding("within 5 s", &hashes(OLD), &text(OLD)), Ok(Finding::Unchanged));
        let new = OLD.replace("must", "may");
        assert_eq!(finding("within 5 s", &hashes(OLD), &text(&new)), Err(Missing::NotHere));
    }

    #[test]
    fn hashes_by_other_salts_are_not_compared() {
        let other = Salt::beginning_with(ContentId::of(b"other"));
        let content = ContentId::of(OLD.as_bytes());
        let new = AtHand::Hashes(vec![SentenceHashes::of(content, OLD, Space::Raw, other)]);
        assert_eq!(finding("Then it rests.", &hashes(OLD), &new), Err(Missing::NotHere));
    }
}
