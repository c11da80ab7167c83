//! Personio boards: one XML text with all positions, in one language (SOURCES C5).

use quick_xml::Reader;
use quick_xml::events::Event;

use super::hosted::{Board, Host};
use crate::model::{Form, Page, Request, SourceKind, Trouble};
use crate::source::html::visible_text;
use crate::source::reading::page;
use crate::source::{About, Holds, Opening, Reading, Source, Subject, Use};

/// Boards at `*.jobs.personio.de`.
pub(in crate::source) struct Personio;

const POSITIONS: &str = "positions";
const ORIGIN: &str = "personio board";
const HOST: Host = Host { service: "personio", title: "Personio", account: "subdomain" };
const ROOT: &str = "workzag-jobs";

/// A position as far as it is read.
#[derive(Debug, Default, PartialEq, Eq)]
struct Position {
    id: String,
    subcompany: String,
    department: String,
    category: String,
    name: String,
    text: String,
}

impl Source for Personio {
    fn about(&self) -> About {
        About {
            name: HOST.service,
            title: "Personio job board",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let Some(page) = page(pages, POSITIONS) else {
            return HOST.first(subject, request);
        };
        match page.text().and_then(|text| positions(&text)) {
            Ok(positions) => read_board(subject, page, &positions),
            Err(trouble) => HOST.trouble(trouble, subject),
        }
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        text.contains("<workzag-jobs").then_some(POSITIONS)
    }
}

/// Each position is listed once per language: one is asked for.
fn request(id: &str) -> Request {
    Request::new(POSITIONS, Form::Xml, format!("https://{id}.jobs.personio.de/xml?language=en")).for_hours(6)
}

fn read_board(subject: &Subject, page: &Page, positions: &[Position]) -> Reading {
    let openings: Vec<Opening> = positions.iter().map(opening).collect();
    let named = positions.iter().map(|position| position.subcompany.as_str());
    let board = Board {
        host: HOST,
        origin: ORIGIN,
        url: &page.request.url,
        on: page.fetched,
        openings: &openings,
        is_complete: true,
        // A group lists its daughters; one of them may carry the company's name.
        named: named.clone().find(|name| subject.is_called(name)).unwrap_or_default(),
        account: "",
        has_own_address: false,
    };
    board.reading(subject)
}

fn opening(position: &Position) -> Opening {
    let Position { id, department, category, name, text, .. } = position;
    Opening {
        title: name.clone(),
        department: if department.is_empty() { category.clone() } else { department.clone() },
        requisition: id.clone(),
        text: text.clone(),
    }
}

/// The positions of a board.
fn positions(text: &str) -> Result<Vec<Position>, Trouble> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}').trim_start());
    let mut positions: Vec<Position> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut has_root = false;
    loop {
        let event =
            reader.read_event().map_err(|error| Trouble::failed(format!("the answer is broken XML: {error}")))?;
        match event {
            Event::Start(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                has_root = check_root(&path, &name, has_root)?;
                if path.len() == 1 && name == "position" {
                    positions.push(Position::default());
                }
                path.push(name);
            }
            Event::Empty(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                has_root = check_root(&path, &name, has_root)?;
            }
            Event::End(_) => {
                path.pop();
            }
            Event::Text(words) => add(&mut positions, &path, &words),
            Event::CData(words) => add(&mut positions, &path, &words),
            Event::GeneralRef(name) => add(&mut positions, &path, &character(&name)),
            Event::Eof => break,
            _ => {}
        }
    }
    if !path.is_empty() || !has_root {
        return Err(Trouble::failed(format!("the answer is cut off after {} bytes", text.len())));
    }
    for position in &mut positions {
        position.finish();
    }
    Ok(positions)
}

fn check_root(path: &[String], name: &str, has_root: bool) -> Result<bool, Trouble> {
    if !path.is_empty() {
        return Ok(has_root);
    }
    if name == ROOT {
        return Ok(true);
    }
    let what = if name.eq_ignore_ascii_case("html") { "HTML" } else { "other XML" };
    Err(Trouble::failed(format!("the answer is {what} where a list of positions is due")))
}

/// A text belongs to the element that it stands in.
fn add(positions: &mut [Position], path: &[String], words: &str) {
    let Some(position) = positions.last_mut() else { return };
    let path: Vec<&str> = path.iter().skip(2).map(String::as_str).collect();
    let field = match path.as_slice() {
        ["id"] => &mut position.id,
        ["subcompany"] => &mut position.subcompany,
        ["department"] => &mut position.department,
        ["recruitingCategory"] => &mut position.category,
        ["name"] => &mut position.name,
        ["jobDescriptions", "jobDescription", "value"] => &mut position.text,
        _ => return,
    };
    field.push_str(words);
    if path.len() > 1 {
        field.push(' ');
    }
}

/// The character that an entity of XML stands for.
fn character(name: &str) -> String {
    crate::source::html::unescaped(&format!("&{name};"))
}

impl Position {
    fn finish(&mut self) {
        for field in [&mut self.id, &mut self.subcompany, &mut self.department, &mut self.category, &mut self.name] {
            *field = field.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        self.text = visible_text(&self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceState;
    use crate::source::boards::testing::{page_of, pinned, refused, stranger};

    const POSITIONS_XML: &str = include_str!("../../../fixtures/pages/personio_positions.xml");

    fn read(text: &str) -> Reading {
        Personio.read(&pinned("personio", "dunlin"), &[page_of(request("dunlin"), text)])
    }

    #[test]
    fn one_language_is_asked_for() {
        let wants = Personio.read(&pinned("personio", "dunlin"), &[]).wants;
        assert_eq!(
            wants.first().map(|want| want.url.as_str()),
            Some("https://dunlin.jobs.personio.de/xml?language=en")
        );
        assert_eq!(Personio.read(&stranger(), &[]).state, SourceState::NotTried);
        assert_eq!(Personio.read(&pinned("personio", "dunlin/../x"), &[]).wants, []);
    }

    #[test]
    fn positions_are_openings() {
        let positions = positions(POSITIONS_XML).expect("positions");
        let openings: Vec<Opening> = positions.iter().map(opening).collect();
        let seen: Vec<(&str, &str)> = openings.iter().map(|o| (o.title.as_str(), o.department.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("Director Engineering (m/w/d)", "Entwicklung & Betrieb"),
                ("Engineering Manager Zahlung & Versand (all genders)", ""),
                ("Lagerist", "Logistik"),
            ]
        );
        assert_eq!(openings[0].text, "You lead four managers Experience with teams of > 20");
        assert_eq!(openings[0].requisition, "7100001");
        let reading = read(POSITIONS_XML);
        assert_eq!((reading.state, reading.remarks.len()), (SourceState::Observed, 0));
    }

    #[test]
    fn an_empty_board_has_no_openings() {
        assert_eq!(read("<?xml version=\"1.0\"?><workzag-jobs/>").state, SourceState::Zero);
        assert_eq!(read("\u{feff}<workzag-jobs>\r\n</workzag-jobs>").state, SourceState::Zero);
        let page = page_of(request("dunlin"), "<workzag-jobs/>");
        assert_eq!(Personio.read(&stranger(), &[page]).state, SourceState::UnknownEntity);
    }

    #[test]
    fn what_is_not_a_board_is_never_zero() {
        for text in ["<!DOCTYPE html><html><body>Hi</body></html>", "<html>", "<rss></rss>", "", "{}"] {
            assert_eq!(read(text).state, SourceState::Failed, "{text}");
        }
        for length in [30, 120, 400, POSITIONS_XML.len() - 20] {
            assert_eq!(read(&POSITIONS_XML[..length]).state, SourceState::Failed, "{length}");
        }
        assert_eq!(read("<workzag-jobs><position></workzag-jobs>").state, SourceState::Failed);
    }

    #[test]
    fn refusals_have_their_state() {
        let state = |status| {
            Personio.read(&pinned("personio", "dunlin"), &[refused(request("dunlin"), status, "<html>")]).state
        };
        assert_eq!(state(404), SourceState::UnknownEntity);
        assert_eq!(state(403), SourceState::Blocked);
        assert_eq!(state(429), SourceState::Limited);
    }

    #[test]
    fn its_own_texts_are_recognised() {
        assert_eq!(Personio.recognise(POSITIONS_XML), Some(POSITIONS));
        assert_eq!(Personio.recognise("<rss>"), None);
    }
}
