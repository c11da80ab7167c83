//! Dates as people write them: a day, a month or a year.

use std::fmt;

use jiff::civil::Date;

/// Mean length of a month in days (METHOD 0).
pub const DAYS_PER_MONTH: f64 = 30.4375;

/// Days from `from` to `to`; negative when `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// A day, or a month or year of which the day is not known.
///
/// ```
/// use skiplevel::model::PartialDate;
///
/// let month: PartialDate = "2026-03".parse()?;
/// assert_eq!(month.to_string(), "2026-03");
/// assert_eq!(month.day().to_string(), "2026-03-15");
/// assert!("2026-02-30".parse::<PartialDate>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// A month of a year, if it exists.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok().map(|_| Self { year, month: Some(month), day: None })
    }

    /// The day itself; the 15th of a month, the 1st of July of a year: the middle, so that the error is smallest.
    #[must_use]
    pub fn day(self) -> Date {
        self.with(15, 7)
    }

    /// First day of the period.
    #[must_use]
    pub fn first(self) -> Date {
        self.with(1, 1)
    }

    fn with(self, unknown_day: i8, unknown_month: i8) -> Date {
        let month = self.month.unwrap_or(unknown_month);
        let day = match (self.day, self.month) {
            (Some(day), _) => day,
            (None, Some(_)) => unknown_day,
            (None, None) => 1,
        };
        Date::new(self.year, month, day).unwrap_or(Date::MIN)
    }

    /// The year and the month that it lies in, as far as they are known, and itself; from wide to narrow.
    pub fn periods(self) -> impl Iterator<Item = Self> {
        let year = Self { month: None, day: None, ..self };
        let month = self.month.map(|_| Self { day: None, ..self });
        [Some(year), month, self.day.map(|_| self)].into_iter().flatten()
    }

    /// Whether the day is known.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.day.is_some()
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => write!(f, "{:04}-{month:02}", self.year),
            _ => write!(f, "{:04}", self.year),
        }
    }
}

impl std::str::FromStr for PartialDate {
    type Err = String;

    /// Reads `2026-03-14`, `2026-03` or `2026`.
    ///
    /// # Errors
    /// A sentence that says what was found: another form, or a day or month that does not exist.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let widths = [4, 2, 2];
        let is_digits =
            |(part, width): (&&str, &usize)| part.len() == *width && part.bytes().all(|b| b.is_ascii_digit());
        if parts.len() > 3 || !parts.iter().zip(&widths).all(is_digits) {
            return Err(format!("`{}` is not a date; expected 2026-03-14, 2026-03 or 2026", text.trim()));
        }
        let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
        let year = number(0).unwrap_or_default();
        let month = number(1).and_then(|month| i8::try_from(month).ok());
        let day = number(2).and_then(|day| i8::try_from(day).ok());
        let exists = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok();
        if !exists || !(1900..=2200).contains(&year) {
            return Err(format!("there is no day `{}`", text.trim()));
        }
        Ok(Self { year, month, day })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_the_calendar() {
        let day = |text: &str| text.parse::<PartialDate>().expect("a date").day();
        assert_eq!(days_between(day("2026-05-20"), day("2026-11-20")), 184);
        assert_eq!(days_between(day("2024-02-28"), day("2024-03-01")), 2);
        assert_eq!(days_between(day("2026-11-20"), day("2026-11-12")), -8);
    }

    #[test]
    fn odd_spellings_are_refused() {
        for text in
            ["", "26-03-01", "2026-3-1", "2026/03/01", "2026-13", "2026-00", "1066", "2026-03-14-15", "２０２６"]
        {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
