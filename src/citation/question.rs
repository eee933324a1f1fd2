//! Many quotations between many pairs of contents, each pair read and compared once.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::PoisonError;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use super::abridged::Abridged;
use super::followed::Answer;
use super::followed::Page;
use super::hashed::AtHand;
use super::hashed::answer_by_hashes;
use super::locate::Locator;
use super::memory::Key;
use super::memory::Memory;
use super::shelf::Missing;
use super::shelf::SeedText;
use super::shelf::SeedVersion;
use super::shelf::Shelf;
use crate::id::ContentId;

/// What became, in `new`, of the passage that `quote` stands for in `old`?
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// The version that was quoted.
    pub old: SeedVersion,
    /// The version that is asked about.
    pub new: SeedVersion,
    /// The words that were quoted.
    pub quote: String,
}

/// Answers questions: what is remembered at once, the rest from the texts, in parallel.
#[must_use]
pub fn answer<S: Shelf>(
    questions: BTreeSet<Question>,
    shelf: &S,
    memory: &mut Memory,
) -> BTreeMap<Question, Answer> {
    let mut answers = BTreeMap::new();
    let mut open: BTreeMap<(ContentId, ContentId), Vec<(Key, Question)>> = BTreeMap::new();
    for question in questions {
        let key = memory.key(&question);
        if let Some(known) = memory.recall(key) {
            answers.insert(question, known);
        } else {
            let pair = (question.old.content, question.new.content);
            open.entry(pair).or_default().push((key, question));
        }
    }
    let found = Mutex::new(Vec::new());
    open.into_par_iter().for_each(|(_, questions)| {
        let answers = answer_pair(questions, shelf);
        found.lock().unwrap_or_else(PoisonError::into_inner).extend(answers);
    });
    let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    for (key, question, answer) in found {
        memory.keep(key, &answer);
        answers.insert(question, answer);
    }
    answers
}

/// Answers all questions about one pair of contents.
fn answer_pair<S: Shelf>(
    questions: Vec<(Key, Question)>,
    shelf: &S,
) -> Vec<(Key, Question, Answer)> {
    let Some((_, first)) = questions.first() else { return Vec::new() };
    let old = shelf.text(&first.old);
    let is_same = first.old.content == first.new.content;
    let new = if is_same { old.clone() } else { shelf.text(&first.new) };
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (old @ (Ok(_) | Err(Missing::NotHere)), new @ (Ok(_) | Err(Missing::NotHere))) => {
            let at_hand = |text: Result<SeedText, Missing>, version| match text {
                Ok(text) => AtHand::Text(text),
                Err(_) => AtHand::Hashes(shelf.hashes(version)),
            };
            let (old, new) = (at_hand(old, &first.old), at_hand(new, &first.new));
            let answers = questions.into_iter().map(|(key, question)| {
                let answer = answer_by_hashes(&question.quote, &old, &new);
                (key, question, answer)
            });
            return answers.collect();
        }
        (old, new) => {
            let answer = match (old, new) {
                (Err(missing), _) => Answer::NoOld(missing),
                (_, Err(missing)) => Answer::NoNew(missing),
                (Ok(_), Ok(_)) => Answer::NeverThere { nearest: None },
            };
            let all = questions.into_iter();
            return all.map(|(key, question)| (key, question, answer.clone())).collect();
        }
    };
    let abridged = (!is_same).then(|| Abridged::of(&old.text, &new.text)).flatten();
    let locator = Locator::new(&old.text, &new.text)
        .shortened(abridged.as_ref())
        .judged_by(shelf.classifier());
    let pages = (Page::new(&old), Page::new(&new));
    let answers = questions.into_iter().map(|(key, question)| {
        let found = locator.locate(&question.quote, None);
        let answer = Answer::of(found, &pages.0, &pages.1);
        (key, question, answer)
    });
    answers.collect()
}
