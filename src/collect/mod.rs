//! Asks sources about companies: all at the same time, each source on its own, so that one that fails is a line in the
//! report and nothing more.

use std::sync::Arc;

use tokio::task::JoinSet;

use crate::http::Fetcher;
use crate::model::{Page, Request, SourceState, Taken};
use crate::source::{About, Identity, Reading, Source, Subject};

/// The most pages that a source may ask for about one company.
const MOST_PAGES: usize = 60;
/// How often sources are asked again because others found out what the company is called there.
const MOST_ROUNDS: usize = 3;

/// A page that was wanted, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Its address.
    pub url: String,
    /// Where it was taken from.
    pub taken: Taken,
    /// How that went.
    pub state: SourceState,
}

/// What one source said about one company.
#[derive(Debug, Clone)]
pub struct Line {
    /// The company's file name.
    pub company: String,
    /// The source.
    pub source: About,
    /// What it said.
    pub reading: Reading,
    /// The pages that were looked at.
    pub visits: Vec<Visit>,
}

/// What the sources said about one company.
#[derive(Debug, Clone)]
pub struct Collected {
    /// The company, with what was found out about its names elsewhere.
    pub subject: Subject,
    /// One a source, in the order of the sources.
    pub lines: Vec<Line>,
}

impl Collected {
    /// Names elsewhere that were found out in this run.
    pub fn identities(&self) -> impl Iterator<Item = &Identity> {
        self.lines.iter().flat_map(|line| &line.reading.identities)
    }
}

/// Who wants to know how far things are.
pub trait Progress: Send + Sync {
    /// A page is wanted.
    fn asks(&self, company: &str, source: &str, url: &str);
    /// It is there.
    fn answered(&self, company: &str, source: &str);
}

/// What the machine can refuse.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CollectError {
    /// No threads to work in.
    #[error("cannot start work: {0}")]
    Runtime(#[from] std::io::Error),
}

/// Asks all sources about all companies. `done` gets each company as soon as its last source has answered, in whatever
/// order that happens.
///
/// # Errors
/// [`CollectError::Runtime`] when there are no threads to work in.
pub fn collect(
    subjects: Vec<Subject>,
    sources: &[&'static dyn Source],
    fetcher: &Arc<Fetcher>,
    progress: &Arc<dyn Progress>,
    mut done: impl FnMut(Collected),
) -> Result<(), CollectError> {
    let runtime = runtime()?;
    runtime.block_on(async {
        let mut companies = JoinSet::new();
        for subject in subjects {
            companies.spawn(company(subject, sources.to_vec(), fetcher.clone(), progress.clone()));
        }
        while let Some(collected) = companies.join_next().await {
            match collected {
                Ok(collected) => done(collected),
                // A reader that panics is a fault of this program, and is said as one.
                Err(error) => std::panic::resume_unwind(error.into_panic()),
            }
        }
    });
    Ok(())
}

/// The threads in which sources are asked.
fn runtime() -> Result<tokio::runtime::Runtime, CollectError> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}

/// Asks all sources about one company; again those to whom the answers of others told what to ask for.
async fn company(
    mut subject: Subject,
    sources: Vec<&'static dyn Source>,
    fetcher: Arc<Fetcher>,
    progress: Arc<dyn Progress>,
) -> Collected {
    let mut lines: Vec<Option<(Vec<Request>, Line)>> = vec![None; sources.len()];
    for _ in 0..MOST_ROUNDS {
        let mut asked = JoinSet::new();
        for (at, source) in sources.iter().copied().enumerate() {
            let first = source.read(&subject, &[]).wants;
            let is_settled = |line: &Line| matches!(line.reading.state, SourceState::Observed | SourceState::Zero);
            if lines[at].as_ref().is_some_and(|(before, line)| *before == first || is_settled(line)) {
                continue;
            }
            let (subject, fetcher, progress) = (subject.clone(), fetcher.clone(), progress.clone());
            asked.spawn(async move { (at, first, ask(source, &subject, &fetcher, &*progress).await) });
        }
        if asked.is_empty() {
            break;
        }
        while let Some(answer) = asked.join_next().await {
            match answer {
                Ok((at, first, line)) => lines[at] = Some((first, line)),
                Err(error) => std::panic::resume_unwind(error.into_panic()),
            }
        }
        for (_, line) in lines.iter().flatten() {
            line.reading.identities.iter().for_each(|identity| subject.learn(identity));
        }
    }
    Collected { subject, lines: lines.into_iter().flatten().map(|(_, line)| line).collect() }
}

/// Asks one source about one company until it wants no more pages.
async fn ask(source: &'static dyn Source, subject: &Subject, fetcher: &Fetcher, progress: &dyn Progress) -> Line {
    let about = source.about();
    let mut pages: Vec<Page> = Vec::new();
    let reading = loop {
        let reading = source.read(subject, &pages);
        let is_known = |wanted: &Request| pages.iter().any(|page| page.request == *wanted);
        let mut wants: Vec<Request> = Vec::new();
        for want in &reading.wants {
            if !is_known(want) && !wants.contains(want) {
                wants.push(want.clone());
            }
        }
        if wants.is_empty() {
            break reading;
        }
        if pages.len() + wants.len() > MOST_PAGES {
            break reading.because(format!("more than {MOST_PAGES} pages; the rest was not asked for"));
        }
        let fetches = wants.iter().map(async |want| {
            progress.asks(&subject.id, about.name, &want.url);
            let page = fetcher.fetch(want).await;
            progress.answered(&subject.id, about.name);
            page
        });
        pages.extend(futures_util::future::join_all(fetches).await);
    };
    Line { company: subject.id.clone(), source: about, reading, visits: pages.iter().map(visit).collect() }
}

fn visit(page: &Page) -> Visit {
    let state = page.answer().map_or_else(|trouble| trouble.state, |_| SourceState::Observed);
    Visit { url: page.request.url.clone(), taken: page.taken, state }
}

/// Asks each source for one page, for the first company of which it wants any: whether the service is there and answers
/// as it should.
///
/// # Errors
/// [`CollectError::Runtime`] when there are no threads to work in.
pub fn probe(
    subjects: &[Subject],
    sources: &[&'static dyn Source],
    fetcher: &Arc<Fetcher>,
    progress: &Arc<dyn Progress>,
) -> Result<Vec<Line>, CollectError> {
    let runtime = runtime()?;
    let asked = sources.iter().map(async |source| {
        let about = source.about();
        let wanted =
            subjects.iter().find_map(|subject| Some((subject, source.read(subject, &[]).wants.first()?.clone())));
        let Some((subject, want)) = wanted else {
            let reading = Reading::not_tried("no company of the workspace is known there");
            return Line { company: String::new(), source: about, reading, visits: Vec::new() };
        };
        progress.asks(&subject.id, about.name, &want.url);
        let page = fetcher.fetch(&want).await;
        progress.answered(&subject.id, about.name);
        let reading = match page.answer() {
            Ok(_) => Reading { wants: Vec::new(), ..source.read(subject, std::slice::from_ref(&page)) },
            Err(trouble) => Reading::from(trouble),
        };
        Line { company: subject.id.clone(), source: about, reading, visits: vec![visit(&page)] }
    });
    Ok(runtime.block_on(futures_util::future::join_all(asked)))
}
