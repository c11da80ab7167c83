//! The seat model in sentences and cells (METHOD 3, W1 to W4), for `odds`, `score` and `explain`.

use super::layout::HARD_SPACE;
use super::words::{it_is, likelihood, percent, plain, points};
use super::{Report, Row};
use crate::analysis::{Expected, Odds, Openings, Sensitivity, Wait, by_width, credibility};
use crate::score::SeatResult;
use crate::seat::{Parameter, Quantiles};

/// Seats as people call them where there is room.
const LONG_SEAT: &str = "manager-of-managers seat";

impl Report<'_> {
    /// `18 months`, the horizon in force; no line breaks inside.
    pub(super) fn horizon(&self) -> String {
        months(self.horizon_months)
    }
}

/// W1: that a seat opens.
pub(super) fn open_sentence(report: &Report<'_>, seat: &SeatResult) -> String {
    let open = seat.sweep.open;
    format!(
        "If the model's assumptions describe this company, {} ({}; {} to {} across plausible assumptions) that a \
         {LONG_SEAT} opens within reach and goes to an insider within {}.",
        it_is(open.mean),
        percent(open.mean),
        points(100.0 * open.p10),
        percent(open.p90),
        report.horizon(),
    )
}

/// W2: that it is yours.
pub(super) fn yours_sentence(report: &Report<'_>, seat: &SeatResult) -> String {
    let yours = seat.sweep.yours;
    format!(
        "That such a seat is yours within {}: {} ({}{}; {} to {} across plausible assumptions).",
        report.horizon(),
        likelihood(yours.mean),
        percent(yours.mean),
        one_in(yours.mean),
        points(100.0 * yours.p10),
        percent(yours.p90),
    )
}

/// `, about 1 in 10`, where that helps to picture a small chance.
fn one_in(p: f64) -> String {
    match p {
        p if p < 0.005 => ", less than 1 in 200".to_owned(),
        // Nobody pictures 1 in 59.
        p if p < 0.025 => format!(", about 1 in {}", points(10.0 * (0.1 / p).round())),
        p if p < 0.05 => format!(", about 1 in {}", points(5.0 * (0.2 / p).round())),
        p if p < 0.35 => format!(", about 1 in {}", points(1.0 / p)),
        _ => String::new(),
    }
}

/// W3: what the figures are not.
pub(super) fn caution(row: &Row<'_>) -> String {
    format!(
        "This is a planning figure from a simple model with stated assumptions, not validated for your case; \
         see: {}",
        command(&["explain", &row.id(), "seat"])
    )
}

/// A command to copy: no line breaks inside.
pub(super) fn command(words: &[&str]) -> String {
    format!("skiplevel {}", words.join(" ")).replace(' ', &HARD_SPACE.to_string())
}

/// W4: how long it takes at this rate.
pub(super) fn wait_sentence(seat: &SeatResult, wait: Wait) -> String {
    match wait {
        Wait::Years(years) => format!(
            "At this rate the wait would be about {} on average; the article that asks this question adds that finding a \
             good match can itself take one or two years.",
            years_words(years)
        ),
        Wait::NotExpected => "At this rate no seat is to be expected.".to_owned(),
        Wait::HorizonTooShort => format!(
            "You would hardly be considered before about {}, so this horizon is too short to say how long the wait would be.",
            months(12.0 * seat.parameters.lag_years)
        ),
    }
}

/// The wait in a cell.
pub(super) fn wait_words(wait: Wait) -> String {
    match wait {
        Wait::Years(years) => years_words(years),
        Wait::NotExpected => "none expected".to_owned(),
        Wait::HorizonTooShort => "horizon too short".to_owned(),
    }
}

fn years_words(years: f64) -> String {
    let number = if years < 10.0 { plain((10.0 * years).round() / 10.0) } else { points(years) };
    let unit = if number == "1" { "year" } else { "years" };
    format!("{number}{HARD_SPACE}{unit}")
}

pub(super) fn months(months: f64) -> String {
    let number = plain(months);
    let unit = if number == "1" { "month" } else { "months" };
    format!("{number}{HARD_SPACE}{unit}")
}

/// `43 % (28–59)`: the mean over plausible assumptions, and between which ends most of them lie.
pub(super) fn chance_words(chance: Quantiles) -> String {
    format!("{}{HARD_SPACE}({}–{})", percent(chance.mean), points(100.0 * chance.p10), points(100.0 * chance.p90))
}

/// An expected number of seats or people.
pub(super) fn count_words(x: f64) -> String {
    match x {
        x if x <= 0.0 => "0".to_owned(),
        x if x < 0.05 => format!("under{HARD_SPACE}0.1"),
        x if x < 9.95 => plain((10.0 * x).round() / 10.0),
        x if x < 1e7 => points(x),
        _ => "over 10 million".to_owned(),
    }
}

/// A value of a parameter with its unit.
pub(super) fn parameter_words(parameter: Parameter, value: f64) -> String {
    match parameter {
        Parameter::Lag => months((12.0 * value).round()),
        Parameter::Horizon => months(12.0 * value),
        _ => format!("{}{}", bare(parameter, value), unit(parameter)),
    }
}

/// `6 to 15 months`.
pub(super) fn range_words(parameter: Parameter, low: f64, high: f64) -> String {
    format!("{}{HARD_SPACE}to{HARD_SPACE}{}", bare(parameter, low), parameter_words(parameter, high))
}

fn bare(parameter: Parameter, value: f64) -> String {
    match parameter {
        Parameter::Lag | Parameter::Horizon => points(12.0 * value),
        Parameter::Strength => plain(value),
        Parameter::ManagerSeat => if value > 0.0 { "yes" } else { "no" }.to_owned(),
        _ if unit(parameter).is_empty() => plain((10.0 * value).round() / 10.0),
        _ => points(100.0 * value),
    }
}

fn unit(parameter: Parameter) -> &'static str {
    use Parameter as P;
    match parameter {
        P::Growth | P::GrowthBase | P::Persistence | P::VacatingRate | P::InternalShare => "\u{a0}%",
        P::EligibleShare | P::ManagerMovesUp | P::ExitRate => "\u{a0}%",
        _ => "",
    }
}

/// What stands above the table of courses.
pub(super) fn courses_title(report: &Report<'_>) -> String {
    format!("Three courses are mixed, each at the most plausible values, with the seats in {}:", report.horizon())
}

/// The courses in a few words, in the order of the model's scenarios.
pub(super) const COURSES: [&str; 3] = ["things go on", "growth is boosted", "a shake-up"];

/// Seats, openings by cause and rivals in sentences.
pub(super) fn structure_sentences(report: &Report<'_>, odds: &Odds) -> Vec<String> {
    let mixed = &odds.mixed;
    let horizon = report.horizon();
    let seats = format!(
        "Seats: a department like this needs about {} manager-of-managers seats today and {} in {horizon}.",
        count_words(odds.seats_today),
        count_words(mixed.seats_at_horizon)
    );
    let openings = match mixed.openings.total() {
        _ if odds.wait == Wait::HorizonTooShort => {
            format!("Openings: none counted, as you would hardly be considered within {horizon}.")
        }
        total if total <= 0.0 => format!("Openings: none within {horizon}."),
        total => format!(
            "Openings from the day you could be considered to {horizon} from now: about {}, of them {}.",
            count_words(total),
            causes(&mixed.openings)
        ),
    };
    let rivals = format!(
        "Rivals: about {} for a seat, and {} for your own manager's.",
        count_words(mixed.rivals),
        count_words(mixed.rivals_own_manager)
    );
    vec![seats, openings, rivals]
}

fn causes(openings: &Openings) -> String {
    let causes = [
        (openings.growth, "by growth"),
        (openings.departures, "as others leave"),
        (openings.own_manager, "your own manager's seat"),
        (openings.known, "posted already"),
    ];
    // What opens nothing is named all the same, but for posted seats, which are rarely known.
    let named = causes.iter().enumerate().filter(|(at, (seats, _))| *at < 3 || *seats > 0.0);
    named.map(|(_, (seats, words))| format!("{} {words}", count_words(*seats))).collect::<Vec<_>>().join(", ")
}

/// Headings of [`course_cells`].
pub(super) const COURSE_COLUMNS: [&str; 7] =
    ["course", "weight", "seats", "openings", "rivals", "a seat opens", "it is yours"];

/// One row a course, and one for all of them.
pub(super) fn course_cells(odds: &Odds) -> Vec<[String; 7]> {
    let cells = |name: &str, weight: String, e: &Expected| {
        [
            name.replace(' ', &HARD_SPACE.to_string()),
            weight,
            count_words(e.seats_at_horizon),
            count_words(e.openings.total()),
            count_words(e.rivals),
            percent(e.open),
            percent(e.yours),
        ]
    };
    let each = odds.courses.iter().zip(COURSES);
    let mut rows: Vec<_> = each.map(|(c, name)| cells(name, percent(c.scenario.weight), &c.expected)).collect();
    rows.push(cells("together", String::new(), &odds.mixed));
    rows
}

/// One row of the sensitivity table.
pub(super) struct SensitivityRow {
    pub(super) name: &'static str,
    pub(super) range: String,
    pub(super) yours: String,
    pub(super) evidence: String,
    pub(super) numbers: Sensitivity,
}

/// The sensitivity table, the widest row first.
pub(super) fn sensitivity_rows(seat: &SeatResult, odds: &Odds) -> Vec<SensitivityRow> {
    let row = |numbers: Sensitivity| {
        let moved = numbers.moved;
        let known = credibility(seat, moved.parameter);
        SensitivityRow {
            name: moved.parameter.name(),
            range: range_words(moved.parameter, moved.low, moved.high),
            yours: format!(
                "{}{HARD_SPACE}→{HARD_SPACE}{}",
                points(100.0 * numbers.yours_at_low),
                percent(numbers.yours_at_high)
            ),
            evidence: match moved.parameter {
                Parameter::Horizon => "setting".to_owned(),
                _ if known > 0.0 => percent(known),
                _ => "none".to_owned(),
            },
            numbers,
        }
    };
    by_width(&odds.sensitivity).into_iter().map(row).collect()
}

/// What is used without evidence, with the source of each default.
pub(super) fn default_sentences(seat: &SeatResult, odds: &Odds) -> Vec<String> {
    let is_known =
        |parameter: Parameter| seat.inputs.iter().any(|input| input.parameter == parameter && input.natural.is_some());
    let words = |parameter: Parameter| {
        let value = match parameter {
            Parameter::Rivals => odds.mixed.rivals,
            other => other.value(&seat.parameters).unwrap_or(0.0),
        };
        let value = match parameter.range(&seat.ranges) {
            Some(range) if range.low < range.high => {
                format!("{} ({})", parameter_words(parameter, value), range_words(parameter, range.low, range.high))
            }
            _ => parameter_words(parameter, value),
        };
        let source = parameter.source().replace(" %", "\u{a0}%");
        format!("{}: {value} — {source}", parameter.name())
    };
    Parameter::ALL.into_iter().filter(|parameter| !is_known(*parameter)).map(words).collect()
}

/// Whether no single input takes the chance anywhere else, in whole percent.
pub(super) fn is_fixed(odds: &Odds) -> bool {
    odds.sensitivity.iter().all(|row| row.width() < 0.005)
}

/// What stands above the sensitivity table, or instead of it where nothing moves.
pub(super) fn sensitivity_title(seat: &SeatResult, odds: &Odds) -> String {
    let at_modes = percent(seat.point.p_yours);
    if is_fixed(odds) {
        return format!(
            "What it hangs on: whichever input moves within its range, the chance that it is yours stays at {at_modes}."
        );
    }
    format!(
        "What it hangs on: the chance that it is yours, {at_modes} at the most plausible values, with one input at a time \
         at its low and at its high end:"
    )
}

/// Whether nobody has said anything that the model uses.
pub(super) fn nothing_known(seat: &SeatResult) -> bool {
    seat.inputs.iter().all(|input| input.natural.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        assert_eq!(one_in(0.104), ", about 1 in 10");
        assert_eq!([0.0091, 0.017, 0.0402, 0.06].map(one_in), [110, 60, 25, 17].map(|n| format!(", about 1 in {n}")));
        assert_eq!(one_in(0.0), ", less than 1 in 200");
        assert_eq!(one_in(0.6), "");
        assert_eq!([0.0, 0.01, 3.0, 9.97, 140.4].map(count_words), ["0", "under\u{a0}0.1", "3", "10", "140"]);
        assert_eq!(years_words(7.5623), "7.6\u{a0}years");
        assert_eq!([years_words(0.97), years_words(12.4)], ["1\u{a0}year", "12\u{a0}years"]);
        assert_eq!(months(1.0), "1\u{a0}month");
    }

    #[test]
    fn parameters_carry_their_units() {
        assert_eq!(range_words(Parameter::Lag, 0.5, 1.25), "6\u{a0}to\u{a0}15\u{a0}months");
        assert_eq!(range_words(Parameter::Growth, -0.1, 1.5), "-10\u{a0}to\u{a0}150\u{a0}%");
        assert_eq!(range_words(Parameter::ManagersPerSeat, 3.0, 6.0), "3\u{a0}to\u{a0}6");
        assert_eq!(parameter_words(Parameter::ManagerSeat, 1.0), "yes");
        assert_eq!(parameter_words(Parameter::Reach, 148.0), "148");
    }
}
