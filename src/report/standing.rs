//! How roles stand to each other and how far that can be trusted, in sentences and in a table of ranks (METHOD 5.2).

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::layout::{HARD_SPACE, pad, wrap};
use super::plain::is_plain;
use super::words::{listed, percent, points};
use super::{Report, Row};
use crate::analysis::{Dominance, LEVEL, NEAR_BAND, Weighting};
use crate::text::visible;

/// How many sentences say who is ahead of whom.
const STANDINGS: usize = 3;
/// For how many roles it is said whom they are for.
const TASTES: usize = 3;
/// How many names a sentence holds before it counts the rest.
const NAMES: usize = 3;
/// From so many roles on, ranks say more than pairs do.
const RANKED_ROLES: usize = 3;
/// How many roles the table of ranks shows.
const RANK_ROWS: usize = 8;
/// How many ranks it shows at most, however wide the page.
const RANKS: usize = 10;
/// Width of a rank's column.
const RANK_WIDTH: usize = 9;
/// Greatest width of a role's name in it.
const NAME_WIDTH: usize = 26;

/// How often roles take ranks, as cells.
pub(super) struct Ranks {
    /// What is counted, with its unit.
    pub(super) caption: String,
    /// `1st`, `2nd`, …; the last may be `lower`.
    pub(super) header: Vec<String>,
    /// The best roles, each with one cell a column.
    pub(super) rows: Vec<(String, Vec<String>)>,
    /// Roles that are not shown.
    pub(super) more: usize,
}

impl Report<'_> {
    /// Who is ahead of whom and how surely: one sentence for the roles that are level, one for each step between
    /// neighbours that are not. Then whom the roles are for.
    pub(super) fn standing(&self) -> Vec<String> {
        let runs = self.level_runs();
        let mut sentences = Vec::new();
        // What the shares are parts of is said once.
        let mut draws = Draws { weighting: self.comparison.assumptions.weighting, is_said: false };
        for (at, run) in runs.iter().enumerate() {
            if let Some((last, next)) = at.checked_sub(1).and_then(|before| runs[before].last()).zip(run.first()) {
                sentences.push(self.step(*last, *next, &mut draws));
            }
            if run.len() > 1 {
                sentences.push(self.level(run, &mut draws));
            }
        }
        sentences.truncate(STANDINGS);
        sentences.extend(self.tastes());
        sentences
    }

    /// Places in order, those together that are level each with each. A role that is level with only some of those
    /// before it begins anew.
    fn level_runs(&self) -> Vec<Vec<usize>> {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for place in 0..self.comparison.roles.len() {
            match runs.last_mut() {
                Some(run) if run.iter().all(|other| self.comparison.is_level(*other, place)) => run.push(place),
                _ => runs.push(vec![place]),
            }
        }
        runs
    }

    fn level(&self, run: &[usize], draws: &mut Draws) -> String {
        let mut names: Vec<String> = run.iter().take(NAMES).map(|place| self.name_at(*place)).collect();
        if run.len() > NAMES {
            names.push(format!("{} more", run.len() - NAMES));
        }
        let nobody = if run.len() == 2 { "neither is ahead of the other" } else { "none of them is ahead of another" };
        format!(
            "{} are level: {nobody} in more than {} of {}, so do not trust their order.",
            listed(&names),
            percent(1.0 - LEVEL),
            draws.words()
        )
    }

    fn step(&self, better: usize, worse: usize, draws: &mut Draws) -> String {
        let comparison = &self.comparison;
        let (ahead, behind) = (self.name_at(better), self.name_at(worse));
        let share = |a: usize, b: usize| comparison.share.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0.0);
        if share(worse, better) > 1.0 - LEVEL {
            let other = sure(share(worse, better));
            return format!(
                "Although {ahead} ranks higher by its score, {behind} is ahead of it in {other} of {}.",
                draws.words()
            );
        }
        let always = match comparison.dominance(better, worse) {
            Some(Dominance::Ranges) => {
                return format!(
                    "{ahead} is ahead of {behind} under every weighting and every reading of the evidence."
                );
            }
            Some(Dominance::BestEstimates) => ", and under every weighting of best estimates",
            None => "",
        };
        let overlap = if comparison.ranges_overlap(better, worse) { "; their ranges overlap" } else { "" };
        // Level with this neighbour, but not with all that are level before it.
        let only = if comparison.is_level(better, worse) { "only " } else { "" };
        format!(
            "{ahead} is ahead of {behind} in {only}{} of {}{always}{overlap}.",
            sure(share(better, worse)),
            draws.words()
        )
    }

    /// Whom roles are for: those who value the groups that their central weights favour.
    fn tastes(&self) -> Option<String> {
        let groups = |place: usize| -> Vec<String> {
            let favoured = self.comparison.favoured_by(place).into_iter();
            favoured
                .filter_map(|at| self.rubric.groups.get(at))
                .map(|group| visible(&group.title).to_lowercase())
                .collect()
        };
        let tastes = (0..self.comparison.roles.len()).map(|place| (self.name_at(place), groups(place)));
        let tastes = tastes.filter(|(_, groups)| !groups.is_empty()).take(TASTES).enumerate();
        let parts: Vec<String> = tastes
            .map(|(at, (name, groups))| {
                let whom = if at == 0 { "is for people" } else { "for those" };
                format!("{name} {whom} who value {}", listed(&groups))
            })
            .collect();
        (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
    }

    /// The table of ranks in at most `columns` columns, but two at least; `None` for fewer than three roles, of which the sentences say
    /// as much.
    pub(super) fn ranks(&self, columns: usize) -> Option<Ranks> {
        let shares = &self.comparison.rank_shares;
        if shares.len() < RANKED_ROLES {
            return None;
        }
        let columns = columns.clamp(2, RANKS);
        let is_cut = shares.len() > columns;
        let single = if is_cut { columns - 1 } else { shares.len() };
        let mut header: Vec<String> = (1..=single).map(ordinal).collect();
        let cells = |row: &Vec<f64>| {
            let mut cells: Vec<String> = row.iter().take(single).map(|share| whole(*share)).collect();
            if is_cut {
                cells.push(whole(row.iter().skip(single).sum()));
            }
            cells
        };
        if is_cut {
            header.push("lower".to_owned());
        }
        Some(Ranks {
            caption: format!(
                "How often each takes a rank, in percent of {} draws:",
                with_thousands(self.comparison.assumptions.draws)
            ),
            header,
            rows: shares.iter().take(RANK_ROWS).enumerate().map(|(at, row)| (self.name_at(at), cells(row))).collect(),
            more: shares.len().saturating_sub(RANK_ROWS),
        })
    }

    fn name_at(&self, place: usize) -> String {
        let id = self.comparison.roles.get(place);
        let row = id.and_then(|id| self.rows.iter().find(|row| row.role.id == **id));
        row.map(|row| self.name(row)).unwrap_or_default()
    }

    /// The company; with the title where several roles are at one company, and with the id where they have one title,
    /// too.
    pub(super) fn name(&self, row: &Row<'_>) -> String {
        let same = || self.rows.iter().filter(|other| other.role.company == row.role.company);
        if same().count() == 1 {
            row.company()
        } else if same().filter(|other| other.role.title == row.role.title).count() == 1 {
            format!("{} ({})", row.company(), row.title())
        } else {
            format!("{} ({})", row.company(), row.id())
        }
    }
}

/// What shares are parts of.
struct Draws {
    weighting: Weighting,
    is_said: bool,
}

impl Draws {
    /// In full the first time, `them` from then on.
    fn words(&mut self) -> String {
        if std::mem::replace(&mut self.is_said, true) {
            return "them".to_owned();
        }
        match self.weighting {
            Weighting::Free => "plausible weightings and readings of the evidence".to_owned(),
            Weighting::Ranked => "the readings of the evidence and weightings that keep the groups in order".to_owned(),
            Weighting::Near => {
                format!("the readings of the evidence and weightings within {} of those in force", percent(NEAR_BAND))
            }
        }
    }
}

/// The table of ranks for the terminal, at most `width` cells wide; empty where there is none.
pub(super) fn ranks_text(report: &Report<'_>, width: usize) -> String {
    let room = NAME_WIDTH.min(width / 3);
    let Some(ranks) = report.ranks((width - room) / RANK_WIDTH) else { return String::new() };
    let widest = ranks.rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0).min(room);
    let mut text = wrap(&ranks.caption, width, 2) + "\n";
    if is_plain(width) {
        for (name, cells) in &ranks.rows {
            let _ = writeln!(text, "{name}");
            for (head, cell) in ranks.header.iter().zip(cells) {
                let _ = writeln!(text, "  {head}: {cell}");
            }
        }
    }
    let mut line = |name: &str, cells: &[String]| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>RANK_WIDTH$}")).collect();
        let _ = writeln!(text, "{}{cells}", pad(name, widest));
    };
    for (name, cells) in std::iter::once((&String::new(), &ranks.header))
        .chain(ranks.rows.iter().map(|(name, cells)| (name, cells)))
        .filter(|_| !is_plain(width))
    {
        line(name, cells);
    }
    if ranks.more > 0 {
        let _ = writeln!(text, "{}", wrap(&more_words(ranks.more), width, 2));
    }
    text
}

/// `and 4 more roles; …`.
pub(super) fn more_words(more: usize) -> String {
    let roles = if more == 1 { "role" } else { "roles" };
    format!("and {more} more {roles}; --format json has them all")
}

/// A share in words that claim no certainty.
fn sure(share: f64) -> String {
    format!("{}{HARD_SPACE}%", whole(share))
}

/// The same without its unit.
fn whole(share: f64) -> String {
    match share {
        share if share > 0.99 => "over 99".to_owned(),
        share if share < 0.01 => "under 1".to_owned(),
        share => points(100.0 * share),
    }
}

fn ordinal(number: usize) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// `10,000`.
pub(super) fn with_thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_never_claim_certainty() {
        let words = [0.0, 0.004, 0.01, 0.5, 0.99, 0.991, 1.0].map(whole);
        assert_eq!(words, ["under 1", "under 1", "1", "50", "99", "over 99", "over 99"]);
        assert_eq!(sure(0.0), "under 1\u{a0}%");
    }

    #[test]
    fn numbers_are_written_as_people_do() {
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal).join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 112th"
        );
        assert_eq!([100, 1000, 10_000, 1_000_000].map(with_thousands).join(" "), "100 1,000 10,000 1,000,000");
    }
}
