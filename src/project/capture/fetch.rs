//! `fetch`: the recorded addresses are asked again.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::thread;

use jiff::Timestamp;

use super::add::about;
use super::asked::LastAsked;
use super::brought::Bringing;
use super::brought::Came;
use super::brought::notes;
use super::due::Due;
use super::put::There;
use crate::capture::Address;
use crate::capture::Answer;
use crate::capture::AskError;
use crate::capture::Capture;
use crate::capture::Client;
use crate::capture::Hop;
use crate::capture::Known;
use crate::capture::Refusal;
use crate::capture::Response;
use crate::capture::WebCapture;
use crate::document::MediaType;
use crate::history::History;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::past::chain;
use crate::project::progress::Progress;
use crate::project::snapshot::Captures;
use crate::view::CaptureView;
use crate::view::FetchOutcome;
use crate::view::FetchView;
use crate::view::FetchedView;
use crate::view::ProblemView;

/// Which addresses are asked again.
#[derive(Debug, Clone, Default)]
pub struct FetchRequest {
    /// The seeds; all that have an address when none is named.
    pub seeds: Vec<SeedId>,
    /// Only those that were not asked for so many seconds.
    pub every: Option<u64>,
}

/// The most hosts that are asked at the same time; each has one connection.
const HOSTS_AT_ONCE: usize = 8;

/// Asks an address for a document that is not there yet.
#[must_use]
pub fn bring_address(client: &Client, url: &Address, now: Timestamp) -> Bringing {
    let source = url.to_string();
    let refused = |causes: Vec<String>, hint: String| ProblemView {
        message: format!("cannot bring in {source}"),
        causes,
        hint: Some(hint),
    };
    let came = match client.ask(url, &Known::default(), now) {
        Ok(Answer::Document(response)) => {
            let Response { body, facts } = *response;
            Ok(Came { bytes: body, capture: Capture::Web(Box::new(facts)) })
        }
        Ok(Answer::Gone { status, .. }) => Err(refused(
            vec![format!("there is no document at this address (status {status})")],
            "check the address".to_owned(),
        )),
        Ok(Answer::Refused(refusal)) => {
            Err(refused(vec![told_refusal(&refusal)], hint_of_refusal(&refusal)))
        }
        Ok(Answer::Unchanged { .. }) => Err(refused(
            vec!["the server says that nothing changed, and nothing was known".to_owned()],
            "ask again later".to_owned(),
        )),
        Err(error) => Err(refused(causes(&error), error.hint())),
    };
    Bringing { source: source.clone(), came }
}

impl Project {
    /// Asks the recorded addresses again, and records every document that is another now.
    ///
    /// What is not a document any more, or not given to us, is told; the last version stays.
    ///
    /// # Errors
    /// When the store cannot be read or written, or a seed is not known. What goes wrong with single
    /// addresses is told in the view.
    pub fn fetch(
        &self,
        client: &Client,
        request: &FetchRequest,
        progress: &dyn Progress,
    ) -> Result<FetchView, ProjectError> {
        let now = self.surroundings.now;
        let mut asked = self.asked();
        let (due, mut view) = self.due(request, &asked)?;
        let answers = ask_all(client, &due, now, progress);
        let _lock = self.lock(&|holder| progress.wait(holder))?;
        let past = self.sound_past()?;
        let mut settling =
            Settling { project: self, history: &past.history, captures: Captures::new() };
        for (due, answer) in due.iter().zip(answers) {
            let fetched = settling.settle(due, answer);
            if matches!(fetched.outcome, FetchOutcome::Unchanged) {
                let (url, content) = (due.url.clone(), due.content);
                asked.insert(due.seed.clone(), LastAsked { url, content, time: now });
            }
            view.seeds.push(fetched);
        }
        let Settling { captures, .. } = settling;
        if !captures.is_empty() {
            view.snapshot = self.record_brought(captures, BTreeSet::new(), progress)?;
        }
        self.remember_asked(&asked);
        view.seeds
            .sort_by(|one, other| (one.outcome, &one.seed).cmp(&(other.outcome, &other.seed)));
        Ok(view)
    }
}

/// Answers being made sense of, one after the other.
struct Settling<'a> {
    project: &'a Project,
    history: &'a History,
    /// How documents came that were put in the place of others.
    captures: Captures,
}

impl Settling<'_> {
    /// What an answer means for its seed; another document is put in the place of the last one.
    fn settle(&mut self, due: &Due, answer: Answered) -> FetchedView {
        let mut view = FetchedView {
            seed: due.seed.clone(),
            url: due.url.to_string(),
            outcome: FetchOutcome::Failed,
            status: None,
            moved_to: None,
            capture: None,
            notes: Vec::new(),
            problem: None,
        };
        let problem = |causes: Vec<String>, hint: String| Some(kept(due, causes, Some(hint)));
        match answer {
            None => view.problem = problem(vec!["it was not asked".to_owned()], AGAIN.to_owned()),
            Some(Err(error)) => view.problem = problem(causes(&error), error.hint()),
            Some(Ok(Answer::Unchanged { status, hops })) => {
                view.outcome = FetchOutcome::Unchanged;
                view.status = Some(status);
                view.moved_to = moved_to(&hops);
            }
            Some(Ok(Answer::Gone { status, hops })) => {
                view.outcome = FetchOutcome::Gone;
                view.status = Some(status);
                view.moved_to = moved_to(&hops);
            }
            Some(Ok(Answer::Refused(refusal))) => {
                view.outcome = FetchOutcome::Blocked;
                view.status = Some(refusal.status);
                view.problem = problem(vec![told_refusal(&refusal)], hint_of_refusal(&refusal));
            }
            Some(Ok(Answer::Document(response))) => {
                view.status = response.facts.status;
                view.moved_to = moved_to(&response.facts.hops);
                self.compare(due, *response, &mut view);
            }
        }
        view
    }

    /// Whether a document is the last version, and what is done when it is not.
    fn compare(&mut self, due: &Due, Response { body, facts }: Response, view: &mut FetchedView) {
        let content = ContentId::of(&body);
        if let Some(why) = is_another_thing(&body, due) {
            let hint = format!(
                "open the address; if it is meant, `provenance add --id {} {}`",
                due.seed, due.url
            );
            view.outcome = FetchOutcome::Blocked;
            view.problem = Some(kept(due, vec![why], Some(hint)));
            return;
        }
        let elsewhere = elsewhere(&facts, due);
        let came = Came { bytes: body, capture: Capture::Web(Box::new(facts)) };
        match self.put(due, &came) {
            Err(problem) => view.problem = Some(problem),
            Ok(path) => {
                view.outcome = FetchOutcome::Replaced;
                view.notes = elsewhere.into_iter().chain(notes(&came)).collect();
                view.capture = Some(CaptureView::of(&came.capture));
                self.captures.insert(path, (content, came.capture));
            }
        }
    }

    /// Puts a document in the place of the last version of its seed.
    fn put(&self, due: &Due, came: &Came) -> Result<SeedPath, ProblemView> {
        let seed = self.history.require(&due.seed);
        let seed = seed.map_err(|error| kept(due, vec![error.to_string()], None))?;
        let path = self.project.replaceable(seed).map_err(|refused| {
            let ProblemView { causes, hint, .. } = about("", refused);
            kept(due, causes, hint)
        })?;
        let put = self.project.put_seed(&path, &came.bytes, There::Old);
        put.map_err(|error| kept(due, vec![chain(&error)], error.hint()))?;
        Ok(path)
    }
}

/// Why the last version of a seed stays.
fn kept(due: &Due, causes: Vec<String>, hint: Option<String>) -> ProblemView {
    let message = format!("{} stays as it is: {}", due.seed, due.url);
    ProblemView { message, causes, hint }
}

/// Another address than the last time answers: it may be a page to sign in, or the document may have
/// moved.
fn elsewhere(facts: &WebCapture, due: &Due) -> Option<String> {
    let before = due.answered_by.as_ref().filter(|before| *before != facts.final_url())?;
    Some(format!("the last version was answered by {before}, this one by {}", facts.final_url()))
}

const AGAIN: &str = "run `provenance fetch` again";

/// What an address answered; none when it was not asked.
type Answered = Option<Result<Answer, AskError>>;

/// Asks all addresses, hosts side by side, those of one host one after the other.
fn ask_all(client: &Client, due: &[Due], now: Timestamp, progress: &dyn Progress) -> Vec<Answered> {
    let answers: Vec<Mutex<Answered>> = due.iter().map(|_| Mutex::new(None)).collect();
    let mut hosts: BTreeMap<String, Vec<(&Due, &Mutex<Answered>)>> = BTreeMap::new();
    for (due, place) in due.iter().zip(&answers) {
        hosts.entry(due.url.host()).or_default().push((due, place));
    }
    let hosts: Vec<_> = hosts.into_values().collect();
    let next = AtomicUsize::new(0);
    let ask_host = |host: &Vec<(&Due, &Mutex<Answered>)>| {
        for (due, place) in host {
            let answer = client.ask(&due.url, &due.known, now);
            let answer = answer.map(|answer| without_same(answer, due));
            *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
            progress.advance();
        }
    };
    progress.begin("asking addresses", due.len() as u64);
    thread::scope(|scope| {
        for _ in 0..hosts.len().min(HOSTS_AT_ONCE) {
            scope.spawn(|| {
                while let Some(host) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    ask_host(host);
                }
            });
        }
    });
    progress.end();
    let take = |answer: Mutex<_>| answer.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.into_iter().map(take).collect()
}

/// A document that is the last version is not held in memory until all addresses have answered.
fn without_same(answer: Answer, due: &Due) -> Answer {
    match answer {
        Answer::Document(response) if ContentId::of(&response.body) == due.content => {
            let status = response.facts.status.unwrap_or_default();
            Answer::Unchanged { status, hops: response.facts.hops }
        }
        other => other,
    }
}

/// Why a document is hardly the next version: an answer that is a page, where the document was a
/// file of another kind, is most often a page about the document, or about an error.
fn is_another_thing(body: &[u8], due: &Due) -> Option<String> {
    if body.is_empty() {
        return Some("the server sent an empty document".to_owned());
    }
    let is = MediaType::of(body, Some(due.path.file_name()));
    let had = due.media_type;
    let is_page_for_file = is == MediaType::Html && had != MediaType::Html;
    is_page_for_file.then(|| {
        format!("the server sent a page of HTML, where the last version is {}", had.name())
    })
}

/// Where a document has moved for good: as far as every redirect before was for good.
fn moved_to(hops: &[Hop]) -> Option<String> {
    let permanent = hops.iter().take_while(|hop| hop.is_permanent());
    permanent.last().map(|hop| hop.to.to_string())
}

fn told_refusal(refusal: &Refusal) -> String {
    let what = match refusal.status {
        401 | 407 => "the server asks who we are",
        402 => "the server asks for money",
        403 => "the server does not give it to us",
        429 => "the server says that it was asked too often",
        451 => "the server may not give it, for legal reasons",
        _ => "the server cannot answer now",
    };
    let wait = refusal.retry_after.map(|seconds| format!(", and to come back in {seconds} s"));
    format!("{what} (status {}){}", refusal.status, wait.unwrap_or_default())
}

fn hint_of_refusal(refusal: &Refusal) -> String {
    match refusal.status {
        429 | 503 => "ask again later",
        _ => "save the document with a browser, and `provenance add --id` the file",
    }
    .to_owned()
}

/// An error and what lies behind it.
fn causes(error: &AskError) -> Vec<String> {
    let mut causes = vec![error.to_string()];
    let mut at = std::error::Error::source(error);
    while let Some(cause) = at {
        let text = cause.to_string();
        if causes.last() != Some(&text) {
            causes.push(text);
        }
        at = cause.source();
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::moved_to;
    use super::told_refusal;
    use crate::capture::Address;
    use crate::capture::Hop;
    use crate::capture::Refusal;

    #[test]
    fn a_document_has_moved_as_far_as_the_redirects_are_for_good() {
        let hop = |status, to: &str| Hop { status, to: Address::new(to).unwrap() };
        let (a, b) = ("https://example.org/a", "https://example.org/b");
        assert_eq!(moved_to(&[hop(301, a), hop(302, b)]).as_deref(), Some(a));
        assert_eq!(moved_to(&[hop(308, a), hop(301, b)]).as_deref(), Some(b));
        assert_eq!(moved_to(&[hop(302, a), hop(301, b)]), None);
    }

    #[test]
    fn a_refusal_says_when_to_come_back() {
        let refusal = Refusal { status: 429, retry_after: Some(90) };
        assert!(told_refusal(&refusal).ends_with("(status 429), and to come back in 90 s"));
    }
}
