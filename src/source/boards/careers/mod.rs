//! A company's own site: which job boards it links, and the openings that its pages carry for search engines
//! (SOURCES C9). A link from here is what proves that a board is the company's.

mod linked_data;
mod links;

use std::collections::BTreeMap;

use url::Url;

use super::ats::{Board, boards_in};
use super::board::{Count, is_html};
use crate::model::{Page, Request, SourceKind, SourceState, Taken, Trouble};
use crate::source::{About, Domain, Holds, Identity, Opening, Proof, Reading, Source, Subject, Use, name_key};

pub(super) use links::openings_linked_in;

/// Pages of `domain:`.
pub(in crate::source) struct Careers;

const HOME: &str = "home";
const CAREERS: &str = "careers";

/// The most pages that are looked at.
const MOST_PAGES: usize = 10;
/// The most links that are followed at once.
const MOST_LINKS: usize = 3;

const ORIGIN: &str = "careers page (schema.org)";
const LINKS_ORIGIN: &str = "careers page (links)";

impl Source for Careers {
    fn about(&self) -> About {
        About {
            name: "jobposting",
            title: "Careers pages",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        match pages {
            [] => first_wants(subject),
            _ => Site::of(subject, pages).reading(),
        }
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(CAREERS)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let is_board =
            super::greenhouse::is_board(text) || super::lever::is_board(text) || super::ashby::is_board(text);
        if !is_html(text) || is_board || super::wayback::is_archived(text) {
            return None;
        }
        let has_postings = text.contains("application/ld+json") && text.contains("JobPosting");
        let has_boards = || links::is_about_jobs(text) && boards_in(text).iter().any(|board| is_read(board.service));
        (has_postings || has_boards()).then_some(CAREERS)
    }
}

/// The careers page that a person wrote down, else the home page.
fn first_wants(subject: &Subject) -> Reading {
    match (pinned(subject), &subject.domain) {
        (Some(Ok(address)), _) => Reading::wanting(vec![Request::html(CAREERS, address)]),
        (Some(Err(why)), _) => Reading::not_tried(why),
        (None, Some(domain)) => Reading::wanting(vec![Request::html(HOME, format!("https://{domain}/"))]),
        (None, None) => Reading::not_tried("no web domain known; `domain:` in the company's front matter names it"),
    }
}

/// The address at `careers:`, which is the company's by word of a person, wherever it is.
fn pinned(subject: &Subject) -> Option<Result<String, String>> {
    let written = subject.id("careers")?.id.trim();
    let address = if written.contains("://") { written.to_owned() } else { format!("https://{written}") };
    let is_one = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.host_str().is_some_and(|host| host.contains('.'))
    };
    let url = Url::parse(&address).ok().filter(is_one);
    Some(url.map(String::from).ok_or_else(|| format!("`careers: {written}` is not a web address")))
}

/// Whether the boards of a service are read at all.
fn is_read(service: &str) -> bool {
    !matches!(service, "teamtailor" | "bamboohr")
}

/// What the pages of a site say.
struct Site<'a> {
    subject: &'a Subject,
    pages: &'a [Page],
    read: Vec<Read<'a>>,
    troubles: Vec<Trouble>,
}

/// A page of the site that was read.
struct Read<'a> {
    page: &'a Page,
    text: String,
    /// Where it really is.
    address: String,
    /// As a person would write it.
    name: String,
    whose: Whose,
    boards: Vec<Board>,
}

/// Whose a page turned out to be.
#[derive(PartialEq)]
enum Whose {
    Companys,
    /// The address led to a board.
    Board,
    /// The address led to somebody else's site.
    Others(Domain),
}

impl<'a> Site<'a> {
    fn of(subject: &'a Subject, pages: &'a [Page]) -> Self {
        let mut site = Self { subject, pages, read: Vec::new(), troubles: Vec::new() };
        for page in pages {
            match read(subject, page) {
                Ok(read) => site.read.push(read),
                Err(trouble) => site.troubles.push(trouble),
            }
        }
        site
    }

    fn reading(&self) -> Reading {
        let mut reading = Reading { wants: self.wants(), ..Reading::of(SourceState::UnknownEntity) };
        self.tell_boards(&mut reading);
        self.tell_openings(&mut reading);
        for read in &self.read {
            if let Whose::Others(domain) = &read.whose {
                let asked = name_of(&read.page.request.url);
                reading.remarks.push(format!("{asked} leads to {domain}: what is linked there proves nothing"));
            }
        }
        if !reading.observations.is_empty() || !reading.identities.is_empty() {
            reading.state = SourceState::Observed;
            return reading;
        }
        if !reading.candidates.is_empty() {
            return reading.because("several boards are linked, or not by the company itself; pin the one that is its");
        }
        match (self.read.is_empty(), self.troubles.first()) {
            (true, Some(trouble)) => {
                reading.state = trouble.state;
                reading.because(trouble.why.clone())
            }
            _ => {
                let names: Vec<&str> = self.read.iter().map(|read| read.name.as_str()).collect();
                reading.because(format!("no job board that is read is linked on {}", names.join(", ")))
            }
        }
    }

    /// Boards that the company's pages lead to: one of a service is its; of several a person must choose.
    fn tell_boards(&self, reading: &mut Reading) {
        let has_careers = self.read.iter().any(|read| read.page.request.label == CAREERS && !read.boards.is_empty());
        let mut services: BTreeMap<&str, Vec<(&Board, &Read<'_>)>> = BTreeMap::new();
        for read in &self.read {
            for board in &read.boards {
                let is_at_home = read.page.request.label == HOME && !self.resembles(&board.token);
                if self.subject.rules_out(board.service, &board.token) || is_at_home && has_careers {
                    continue;
                }
                let known = services.entry(board.service).or_default();
                if !known.iter().any(|(known, _)| known.token.eq_ignore_ascii_case(&board.token)) {
                    known.push((board, read));
                }
            }
        }
        for (service, boards) in services {
            if !is_read(service) {
                let names: Vec<&str> = boards.iter().map(|(board, _)| board.token.as_str()).collect();
                reading
                    .remarks
                    .push(format!("its openings are at {service} ({}), which is not read", names.join(", ")));
                continue;
            }
            if let Some(pinned) = self.subject.id(service).filter(|known| known.proof == Proof::Pinned)
                && !boards.iter().any(|(board, _)| board.token.eq_ignore_ascii_case(&pinned.id))
            {
                let names: Vec<&str> = boards.iter().map(|(board, _)| board.token.as_str()).collect();
                let names = names.join(", ");
                reading.remarks.push(format!("`{service}: {}` is pinned, and the site links {names}", pinned.id));
            }
            match self.the_one(&boards) {
                Some((board, read)) => reading.identities.push(Identity {
                    service: service.to_owned(),
                    id: board.token.clone(),
                    proof: Proof::ByDomain,
                    how: if read.whose == Whose::Board {
                        format!("{} leads there", name_of(&read.page.request.url))
                    } else {
                        format!("linked on {}", read.name)
                    },
                }),
                None => {
                    reading.candidates.extend(boards.iter().map(|(board, read)| {
                        (format!("{service}: {}", board.token), format!("linked on {}", read.name))
                    }))
                }
            }
        }
        self.tell_hidden(reading);
    }

    /// The one board of a service that is the company's: the only one, or the only one of its careers pages, since home
    /// pages show those of customers and partners, too.
    fn the_one<'b>(&self, boards: &[(&'b Board, &'b Read<'a>)]) -> Option<(&'b Board, &'b Read<'a>)> {
        let own = boards.iter().filter(|(_, read)| !matches!(read.whose, Whose::Others(_)));
        let of_careers: Vec<_> = own.clone().filter(|(board, _)| self.is_on_careers(board)).collect();
        let own: Vec<_> = own.collect();
        match (own.as_slice(), of_careers.as_slice()) {
            (_, [only]) => Some(**only),
            ([only], _) if only.1.whose == Whose::Board || self.resembles(&only.0.token) => Some(**only),
            _ => None,
        }
    }

    /// Whether a token looks like the company's name or domain. Home pages link the boards of customers, too.
    fn resembles(&self, token: &str) -> bool {
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let token = plain(token.split('/').next().unwrap_or_default().trim_start_matches("eu:"));
        let domain = self.subject.domain.as_ref().and_then(|domain| domain.as_str().split('.').next().map(plain));
        let names = std::iter::once(&self.subject.name).chain(&self.subject.aliases).map(|name| plain(&name_key(name)));
        token.len() > 2
            && names.chain(domain).any(|name| name.len() > 2 && (name.contains(&token) || token.contains(&name)))
    }

    fn is_on_careers(&self, board: &Board) -> bool {
        self.read.iter().any(|read| read.page.request.label == CAREERS && read.boards.contains(board))
    }

    /// Boards that are there, and whose names no page tells.
    fn tell_hidden(&self, reading: &mut Reading) {
        for (mark, service, title) in [("gh_jid=", "greenhouse", "Greenhouse"), ("ashby_jid=", "ashby", "Ashby")] {
            let is_told = reading.identities.iter().any(|identity| identity.service == service);
            if let Some(read) = self.read.iter().find(|read| read.text.contains(mark)).filter(|_| !is_told) {
                let remark = format!("{} uses {title}, without naming its board; `{service}:` would", read.name);
                reading.remarks.push(remark);
            }
        }
    }

    fn tell_openings(&self, reading: &mut Reading) {
        let (mut openings, mut url) = (Vec::<Opening>::new(), None);
        let mut origin = ORIGIN;
        for read in self.read.iter().filter(|read| !matches!(read.whose, Whose::Others(_))) {
            let data = linked_data::read(self.subject, &read.text, read.page.fetched);
            let mut found = data.openings;
            // Live boards are asked themselves; a saved page is all there is.
            if found.is_empty() && read.page.taken == Taken::File {
                found = openings_linked_in(&read.text);
                origin = LINKS_ORIGIN;
            }
            if !found.is_empty() {
                url = url.or(Some(read.page));
            }
            openings.append(&mut found);
            let remarks = [
                (data.broken > 0).then(|| format!("{}: data for search engines is broken, in part", read.name)),
                (data.expired > 0).then(|| format!("{}: {} openings have expired", read.name, data.expired)),
                data.foreign.map(|name| format!("{}: openings of {name} are left out", read.name)),
                data.employees.map(|number| format!("{} states {number} employees, without a date", read.name)),
            ];
            reading.remarks.extend(remarks.into_iter().flatten());
        }
        if let Some(page) = url {
            let count = Count { is_complete: false, ..Count::of_today(page, origin, Proof::ByDomain.credibility()) };
            reading.observations = count.observe(self.subject, &openings);
            if reading.observations.is_empty() {
                reading.remarks.push(format!("{} openings, none of them in engineering", openings.len()));
            }
        }
    }

    /// The pages to look at next: linked ones first, then those that many sites have.
    fn wants(&self) -> Vec<Request> {
        let Some(domain) = &self.subject.domain else { return Vec::new() };
        if self.pages.iter().any(|page| page.taken == Taken::File) {
            return Vec::new();
        }
        let left = MOST_PAGES.saturating_sub(self.pages.len());
        let is_new = |address: &String| !self.pages.iter().any(|page| is_same(&page.request.url, address));
        if self.read.is_empty() {
            let is_new = |want: &Request| !self.pages.iter().any(|page| page.request.url == want.url);
            return self.wants_elsewhere(domain).into_iter().filter(is_new).take(left).collect();
        }
        let is_at_home = self.pages.iter().all(|page| page.request.label == HOME);
        let is_found = self.read.iter().any(|read| !read.boards.is_empty());
        if is_found && !is_at_home {
            return Vec::new();
        }
        let own = self.read.iter().filter(|read| read.whose == Whose::Companys);
        let mut linked: Vec<String> = Vec::new();
        for address in own.flat_map(|read| links::careers_in(domain, &read.address, &read.text)) {
            if is_new(&address) && !linked.iter().any(|known| is_same(known, &address)) {
                linked.push(address);
            }
        }
        linked.truncate(MOST_LINKS);
        if linked.is_empty() && !is_found {
            linked = guesses(domain).into_iter().filter(is_new).collect();
        }
        linked.into_iter().take(left).map(|address| Request::html(CAREERS, address)).collect()
    }

    /// Where to look when nothing could be read: not when somebody refuses.
    fn wants_elsewhere(&self, domain: &Domain) -> Vec<Request> {
        let is = |state: SourceState| self.troubles.iter().any(|trouble| trouble.state == state);
        if is(SourceState::Blocked) || is(SourceState::Limited) {
            return Vec::new();
        }
        if self.pages.len() == 1 {
            return vec![Request::html(HOME, format!("https://www.{domain}/"))];
        }
        if is(SourceState::Failed) {
            return Vec::new();
        }
        guesses(domain).into_iter().map(|address| Request::html(CAREERS, address)).collect()
    }
}

/// Pages that many sites have.
fn guesses(domain: &Domain) -> Vec<String> {
    vec![
        format!("https://{domain}/careers"),
        format!("https://{domain}/jobs"),
        format!("https://careers.{domain}/"),
        format!("https://jobs.{domain}/"),
    ]
}

/// Whether two addresses are of one page, but for a slash at the end, `www.` and the scheme.
fn is_same(a: &str, b: &str) -> bool {
    name_of(a) == name_of(b)
}

/// An address as a person would write it: `acme.example/careers`.
fn name_of(address: &str) -> String {
    let plain = address.split(['#', '?']).next().unwrap_or_default();
    let plain = plain.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    plain.trim_end_matches('/').to_owned()
}

fn read<'a>(subject: &Subject, page: &'a Page) -> Result<Read<'a>, Trouble> {
    let text = page.text()?;
    let address = page.answer()?.url.clone();
    let landed = Board::of(&address);
    let whose = match (&landed, Domain::of(&address)) {
        (Some(_), _) => Whose::Board,
        _ if page.taken == Taken::File && subject.is_vouched => Whose::Companys,
        _ if pinned(subject).is_some_and(|address| address.as_ref() == Ok(&page.request.url)) => Whose::Companys,
        (None, Some(domain)) if subject.domain.as_ref() != Some(&domain) => Whose::Others(domain),
        _ => Whose::Companys,
    };
    let boards = landed.map_or_else(|| boards_in(&text), |board| vec![board]);
    Ok(Read { page, name: name_of(&address), text, address, whose, boards })
}

#[cfg(test)]
mod tests;
