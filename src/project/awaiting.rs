//! `awaiting`: what there is of the systems that the team waits for.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::annotate::Brief;
use super::error::ProjectError;
use super::holdings::is_rightly_absent;
use super::intake::Intake;
use super::open::Project;
use super::past::Past;
use super::past::label;
use crate::analysis::Evidence;
use crate::analysis::origin::Basis;
use crate::analysis::readiness::ElementKind;
use crate::analysis::readiness::Readiness;
use crate::analysis::readiness::Verdict;
use crate::document::Document;
use crate::document::Hints;
use crate::history::Entry;
use crate::history::History;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::record::AnalysedContent;
use crate::record::Facts;
use crate::record::Kept;
use crate::text::Span;
use crate::view::AwaitedView;
use crate::view::AwaitingView;
use crate::view::BelongingView;
use crate::view::MentionView;
use crate::view::Places;
use crate::view::SeedMentions;
use crate::view::SinceView;
use crate::watch::Awaited;
use crate::watch::Mention;
use crate::watch::Subject;
use crate::watch::Watchlist;
use crate::watch::subjects;

/// Bytes of text that are quoted on either side of a name.
const AROUND: usize = 90;

/// What a content says of the awaited systems.
#[derive(Debug)]
struct Reading {
    analysed: AnalysedContent,
    /// The mentions of each entry that is mentioned.
    mentions: BTreeMap<usize, Vec<MentionView>>,
    /// Why the document is about an entry.
    subjects: BTreeMap<usize, Subject>,
}

/// One recorded version.
type Version<'a> = (&'a SeedHistory, &'a Entry, &'a Facts);

impl Project {
    /// What there is of every system on the watch list. Reads the bytes of every version once.
    ///
    /// # Errors
    /// When the history or a content cannot be read.
    pub fn awaiting(&self) -> Result<AwaitingView, ProjectError> {
        let list = &self.config.awaiting;
        if list.entries().is_empty() {
            return Ok(AwaitingView::default());
        }
        let past = self.past()?;
        let versions: Vec<Version<'_>> = past
            .history
            .seeds()
            .flat_map(|seed| seed.versions().map(move |(entry, facts)| (seed, entry, facts)))
            .collect();
        let readings = self.read_versions(&past.history, &versions, list)?;
        let mut view = AwaitingView::default();
        view.notes.extend(unread(&versions, &readings));
        for (index, entry) in list.entries().iter().enumerate() {
            let survey = Survey { past: &past, readings: &readings, index, entry };
            view.awaiting.push(survey.view(&versions));
            view.problems.extend(survey.problem());
        }
        Ok(view)
    }

    /// The awaited systems whose specification a seed is: by its title or scope, or because the
    /// configuration says so.
    pub(super) fn awaited_by(&self, bytes: &[u8], file_name: &str, seed: &SeedId) -> Vec<String> {
        let list = &self.config.awaiting;
        if list.entries().is_empty() {
            return Vec::new();
        }
        let reading = read_content(self.intake(), (file_name, bytes), None, list);
        let entries = list.entries().iter().enumerate();
        let belongs = entries.filter(|(index, entry)| {
            reading.subjects.contains_key(index) || entry.specification.as_ref() == Some(seed)
        });
        belongs.map(|(_, entry)| entry.name.clone()).collect()
    }

    fn read_versions(
        &self,
        history: &History,
        versions: &[Version<'_>],
        list: &Watchlist,
    ) -> Result<BTreeMap<ContentId, Reading>, ProjectError> {
        let wanted: BTreeMap<ContentId, &Facts> =
            versions.iter().map(|(_, _, facts)| (facts.content, *facts)).collect();
        let known = self.analyses_of(&wanted.keys().copied().collect())?;
        let (intake, holdings) = (self.intake(), self.holdings());
        let read = |(content, facts): (&ContentId, &&Facts)| {
            let bytes = match holdings.bytes(facts) {
                Err(_) if is_rightly_absent(history, facts) => return None,
                Err(error) => return Some(Err(error.into())),
                Ok(bytes) => bytes,
            };
            let recorded = known.get(content).filter(|_| facts.kept == Kept::Bytes);
            let analysed = recorded.map(|(_, analysed)| analysed.clone());
            let named = (facts.path.file_name(), bytes.as_slice());
            Some(Ok((*content, read_content(intake, named, analysed, list))))
        };
        let wanted: Vec<(&ContentId, &&Facts)> = wanted.iter().collect();
        wanted.par_iter().filter_map(|it| read(*it)).collect()
    }
}

/// What is told of versions whose bytes are not here.
fn unread(versions: &[Version<'_>], readings: &BTreeMap<ContentId, Reading>) -> Option<String> {
    let is_unread = |(_, _, facts): &&Version<'_>| !readings.contains_key(&facts.content);
    let mut unread = versions.iter().filter(is_unread);
    let (seed, entry, _) = unread.next()?;
    let more = match unread.count() {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    Some(format!(
        "what {}{more} says is not known here: the bytes are not here",
        label(seed, entry)
    ))
}

/// What one content says; `analysed` as it was recorded, else found now.
fn read_content(
    intake: Intake<'_>,
    (file_name, bytes): (&str, &[u8]),
    analysed: Option<AnalysedContent>,
    list: &Watchlist,
) -> Reading {
    let document = Document::parse(bytes, &Hints { file_name: Some(file_name.to_owned()) });
    let analysed = analysed.unwrap_or_else(|| intake.analyse_bytes(file_name, bytes));
    let text = document.text();
    let places = Places::of(&document);
    let found = list.mentions(text);
    let about = match found.is_empty() || analysed.analysis.readiness.verdict == Verdict::None {
        true => Vec::new(),
        false => about(text, &analysed),
    };
    let mut reading = Reading { analysed, mentions: BTreeMap::new(), subjects: BTreeMap::new() };
    for mention in found {
        let holds = |subject: &&Subject| subject.span().overlaps(mention.span);
        if let Some(subject) = about.iter().find(holds) {
            reading.subjects.entry(mention.entry).or_insert(*subject);
        }
        let view = quote(&mention, text, &places, (list, &reading.analysed));
        reading.mentions.entry(mention.entry).or_default().push(view);
    }
    reading
}

/// Title and scope of a document.
fn about(text: &str, analysed: &AnalysedContent) -> Vec<Subject> {
    let analysis = &analysed.analysis;
    let spans = |evidence: &[Evidence]| evidence.iter().map(|it| it.span).collect::<Vec<_>>();
    let titles = analysis.origin.title.as_ref().map(|title| spans(&title.evidence));
    let scopes = analysis.readiness.elements.iter().filter(|it| it.kind == ElementKind::Scope);
    let scopes: Vec<Span> = scopes.flat_map(|scope| spans(&scope.evidence)).collect();
    subjects(text, &titles.unwrap_or_default(), &scopes)
}

fn quote(
    mention: &Mention,
    text: &str,
    places: &Places,
    (list, analysed): (&Watchlist, &AnalysedContent),
) -> MentionView {
    let (first_line, last_line) = places.lines_of(mention.span);
    let entry = list.entries().get(mention.entry);
    let name = entry.and_then(|entry| entry.names().nth(mention.name)).unwrap_or_default();
    let noise = &analysed.analysis.noise;
    let first = noise.partition_point(|found| found.span.end() <= mention.span.start());
    let is_noise = noise.get(first).is_some_and(|found| found.span.overlaps(mention.span));
    MentionView {
        start: mention.span.start(),
        end: mention.span.end(),
        space: places.space(),
        first_line,
        last_line,
        name: name.to_owned(),
        quote: around(text, mention.span),
        noise: is_noise,
    }
}

/// The name with words around it in one line, cut where words end, `…` where something was cut;
/// nothing of the paragraphs before and after.
fn around(text: &str, span: Span) -> String {
    let start = text.floor_char_boundary(span.start().saturating_sub(AROUND));
    let end = text.ceil_char_boundary(span.end().saturating_add(AROUND).min(text.len()));
    let before = text.get(start..span.start()).unwrap_or_default();
    let after = text.get(span.end()..end).unwrap_or_default();
    let from = paragraph_start(before);
    let to = paragraph_end(after);
    let (mut before, mut after) =
        (before.get(from..).unwrap_or(before), after.get(..to).unwrap_or(after));
    let (mut open, mut close) = ("", "");
    if from == 0 && start > 0 {
        let word = before.find(is_word_end).map_or(before, |at| before.get(at..).unwrap_or(before));
        before = word.trim_start_matches(is_word_end);
        open = "…";
    }
    if to == end - span.end() && end < text.len() {
        after = after.rfind(is_word_end).and_then(|at| after.get(..at)).unwrap_or(after);
        close = "…";
    }
    let name = span.slice(text);
    let whole = format!("{before}{name}{after}");
    let words = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{open}{words}{close}")
}

fn is_word_end(c: char) -> bool {
    c.is_whitespace() || "，。、；：,;".contains(c)
}

/// Where the paragraph begins whose text goes on after `before`.
fn paragraph_start(before: &str) -> usize {
    let mut ends = before.match_indices('\n').filter(|(at, _)| {
        let line = before.get(..*at).unwrap_or_default().trim_end_matches([' ', '\r']);
        line.is_empty() || line.ends_with('\n') || ends_sentence(line)
    });
    ends.next_back().map_or(0, |(at, _)| at + 1)
}

/// Where the paragraph ends that goes on in `after`.
fn paragraph_end(after: &str) -> usize {
    let mut ends = after.match_indices('\n').filter(|(at, _)| {
        let line = after.get(..*at).unwrap_or_default().trim_end_matches([' ', '\r']);
        let next = after.get(at + 1..).unwrap_or_default();
        ends_sentence(line) || next.trim_start_matches([' ', '\r']).starts_with('\n')
    });
    ends.next().map_or(after.len(), |(at, _)| at)
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', '。', '！', '？', '：', '”', '"'])
}

/// One entry and everything that was read.
struct Survey<'a> {
    past: &'a Past,
    readings: &'a BTreeMap<ContentId, Reading>,
    index: usize,
    entry: &'a Awaited,
}

impl Survey<'_> {
    fn view(&self, versions: &[Version<'_>]) -> AwaitedView {
        let current = versions.iter().filter(|(seed, entry, _)| is_current(seed, entry));
        let current: Vec<&Version<'_>> = current.collect();
        let mut specified_by: Vec<BelongingView> =
            current.iter().filter_map(|version| self.belonging(version)).collect();
        specified_by.sort_by_key(|it| std::cmp::Reverse(it.verdict));
        AwaitedView {
            name: self.entry.name.clone(),
            aliases: self.entry.aliases.clone(),
            specification: specified_by.first().map_or(Verdict::None, |best| best.verdict),
            specified_by,
            mentioned_in: current.iter().filter_map(|version| self.mentioned(version)).collect(),
            since: self.since(versions),
        }
    }

    /// What keeps the asserted specification from being looked at.
    fn problem(&self) -> Option<String> {
        let seed = self.entry.specification.as_ref()?;
        let name = &self.entry.name;
        match self.past.history.seed(seed) {
            None => Some(format!(
                "{name:?} names seed {seed} as its specification, which was never recorded"
            )),
            Some(history) if history.is_removed() => {
                Some(format!("{name:?} names seed {seed} as its specification, which was removed"))
            }
            Some(_) => None,
        }
    }

    fn brief(&self, seed: &SeedId, reading: &Reading, bytes: u64) -> Brief {
        let said = (seed, self.past.history.assertions());
        Brief::of(&reading.analysed, Some(said), bytes)
    }

    fn belonging(&self, (seed, entry, facts): &Version<'_>) -> Option<BelongingView> {
        let reading = self.readings.get(&facts.content)?;
        let readiness: &Readiness = &reading.analysed.analysis.readiness;
        let (basis, reason) = if self.entry.specification.as_ref() == Some(seed.id()) {
            (Basis::Asserted, "provenance.toml says so".to_owned())
        } else {
            let subject = reading.subjects.get(&self.index)?;
            (Basis::Inferred, format!("its {} names it", subject.name()))
        };
        let missing = readiness.elements.iter().filter(|element| !element.is_present);
        Some(BelongingView {
            label: label(seed, entry),
            basis,
            reason,
            verdict: readiness.verdict,
            score: readiness.score.fraction(),
            requirements: readiness.requirements.len() as u64,
            missing: missing.map(|element| element.kind).collect(),
        })
    }

    fn mentioned(&self, (seed, entry, facts): &Version<'_>) -> Option<SeedMentions> {
        let reading = self.readings.get(&facts.content)?;
        let mentions = reading.mentions.get(&self.index)?.clone();
        let brief = self.brief(seed.id(), reading, facts.bytes);
        Some(SeedMentions {
            label: label(seed, entry),
            title: brief.title,
            published: brief.published,
            mentions,
        })
    }

    /// The version that was recorded first of those that name the entry.
    fn since(&self, versions: &[Version<'_>]) -> Option<SinceView> {
        let names = |facts: &Facts| {
            let reading = self.readings.get(&facts.content);
            reading.is_some_and(|reading| reading.mentions.contains_key(&self.index))
        };
        let naming = versions.iter().filter(|(_, _, facts)| names(facts));
        let (seed, entry, facts) =
            naming.min_by_key(|(seed, entry, _)| (entry.time, seed.id().clone(), entry.number))?;
        let reading = self.readings.get(&facts.content)?;
        Some(SinceView {
            label: label(seed, entry),
            recorded_at: entry.time.into(),
            published: self.brief(seed.id(), reading, facts.bytes).published,
        })
    }
}

/// Whether a version stands last on a line of its seed that is still open.
fn is_current(seed: &SeedHistory, entry: &Entry) -> bool {
    let heads: BTreeSet<_> = seed
        .heads()
        .filter(|head| head.event.facts().is_some())
        .filter_map(|head| seed.version_at(head))
        .map(|(head, _)| &head.at)
        .collect();
    heads.contains(&entry.at)
}

#[cfg(test)]
mod tests {
    use super::around;
    use crate::text::Span;

    fn quoted(text: &str, name: &str) -> String {
        around(text, Span::at(text.find(name).unwrap(), name.len()))
    }

    #[test]
    fn a_quotation_keeps_to_its_paragraph_and_cuts_between_words() {
        let text = "Before that.\nThe new\nharbour system opens.\nAfter it.\n";
        assert_eq!(quoted(text, "harbour system"), "The new harbour system opens.");
        let long = format!("{}harbour{}", "word ".repeat(40), " word".repeat(40));
        let found = quoted(&long, "harbour");
        assert!(found.starts_with("…word ") && found.ends_with(" word…"), "{found}");
        assert!(found.contains("word harbour word"));
    }

    #[test]
    fn a_quotation_never_loses_the_name() {
        for text in ["系统".repeat(100) + "枢纽" + &"数据".repeat(100), "枢纽".to_owned()] {
            assert!(quoted(&text, "枢纽").contains("枢纽"));
        }
    }
}
