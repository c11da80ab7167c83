//! What a capture shows: read with the readers of the boards.

use serde_json::Value;

use super::places::Place;
use crate::model::{Page, Trouble};
use crate::source::Opening;
use crate::source::boards::greenhouse::Style;
use crate::source::boards::{ashby, careers, greenhouse, lever};

/// What a capture shows.
pub(super) struct Shown {
    pub(super) openings: Vec<Opening>,
    /// One a kind of page: counts of different kinds are never compared.
    pub(super) origin: &'static str,
    pub(super) is_complete: bool,
}

impl Shown {
    fn whole(openings: Vec<Opening>, origin: &'static str) -> Self {
        Self { openings, origin, is_complete: true }
    }

    /// Reads a capture of this kind of page.
    ///
    /// # Errors
    /// When it is not of that kind, or shows nothing: a script would have fetched the openings, and that is no zero.
    pub(super) fn of(place: Place, page: &Page) -> Result<Self, Trouble> {
        match place {
            Place::GreenhouseJson => {
                let listed = greenhouse::openings_of(&page.json::<Value>()?)?;
                Ok(Self::whole(listed.openings, "archived greenhouse board (json)"))
            }
            Place::LeverJson => Ok(Self::whole(lever::openings_of(&page.json()?)?, "archived lever board (json)")),
            Place::AshbyJson => Ok(Self::whole(ashby::openings_of(&page.json()?)?, "archived ashby board (json)")),
            _ => {
                let shell = || Trouble::failed("the capture shows no openings; a script would have fetched them");
                Self::on_page(place, &page.text()?).ok_or_else(shell)
            }
        }
    }

    fn on_page(place: Place, text: &str) -> Option<Self> {
        Some(match place {
            Place::LeverPage => Self::whole(lever::openings_of_page(text)?, "archived lever board (page)"),
            Place::AshbyPage => Self::whole(ashby::openings_of_page(text)?, "archived ashby board (page)"),
            Place::Careers => {
                let openings = careers::openings_linked_in(text);
                let is_empty = openings.is_empty();
                let shown = Self { openings, origin: "archived careers page (links)", is_complete: false };
                return (!is_empty).then_some(shown);
            }
            _ => {
                let board = greenhouse::read_board(text)?;
                let origin = match board.style {
                    Style::Old => "archived greenhouse board (old page)",
                    Style::New => "archived greenhouse board (new page)",
                };
                Self { openings: board.openings, origin, is_complete: board.is_complete }
            }
        })
    }
}
