//! Which column of a table is what.

use super::error::BatchError;
use crate::model::{PartialDate, SourceKind};
use crate::signal::{Catalogue, Lookup};
use crate::text::{nearest, visible};

/// How a table is to be understood, beside its header.
#[derive(Debug, Clone)]
pub struct TableOptions {
    /// Names of columns that are signals under another name: column and key.
    pub maps: Vec<(String, String)>,
    /// The source kind of all cells.
    pub kind: SourceKind,
    /// The day from which all cells are.
    pub fact_date: PartialDate,
    /// The source kind of single columns, by name or key.
    pub column_kinds: Vec<(String, SourceKind)>,
    /// The day of single columns.
    pub column_dates: Vec<(String, PartialDate)>,
    /// Columns that hold plans.
    pub plans: Vec<String>,
}

impl TableOptions {
    /// All cells of one kind and day.
    #[must_use]
    pub fn new(kind: SourceKind, fact_date: PartialDate) -> Self {
        let (maps, column_kinds, column_dates, plans) = Default::default();
        Self { maps, kind, fact_date, column_kinds, column_dates, plans }
    }
}

/// A column of values, with the columns that say more about each of them.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalColumn {
    /// Key of the signal.
    pub signal: String,
    /// Name in the header.
    pub name: String,
    /// Place of the values.
    pub value: usize,
    /// Place of `KEY.kind`, a source kind a row.
    pub kind: Option<usize>,
    /// Place of `KEY.date`, a day a row.
    pub date: Option<usize>,
    /// Place of `KEY.n`, the sample behind a share.
    pub sample: Option<usize>,
    /// Place of `KEY.low`, the lower end of a probability.
    pub low: Option<usize>,
    /// Place of `KEY.high`, the upper end.
    pub high: Option<usize>,
    /// Kind of cells whose row says none.
    pub default_kind: SourceKind,
    /// Day of cells whose row says none.
    pub default_date: PartialDate,
    /// Whether all cells are plans.
    pub forward: bool,
}

/// A column that is handed on as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherColumn {
    /// Name in the header.
    pub name: String,
    /// Its place.
    pub at: usize,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// All names, in order.
    pub names: Vec<String>,
    /// Place of `role`, the id of a row.
    pub role: Option<usize>,
    /// Place of `company`.
    pub company: Option<usize>,
    /// Place of `title`.
    pub title: Option<usize>,
    /// Place of `stage`.
    pub stage: Option<usize>,
    /// Columns of signals, in order.
    pub signals: Vec<SignalColumn>,
    /// The others, in order.
    pub others: Vec<OtherColumn>,
    /// What a reader should know: names that look like signals and are none.
    pub remarks: Vec<String>,
}

/// What says more about a value.
const COMPANIONS: [&str; 5] = [".kind", ".date", ".n", ".low", ".high"];

impl Layout {
    /// Understands a header.
    ///
    /// # Errors
    /// [`BatchError::Twice`] when two columns are the same thing, [`BatchError::NoSuchColumn`] and
    /// [`BatchError::NoSuchSignal`] when an option does not fit the header.
    pub fn new(names: Vec<String>, catalogue: &Catalogue, options: &TableOptions) -> Result<Self, BatchError> {
        let mut layout = Self { names, ..Self::default() };
        let mut companions: Vec<(usize, String, &str)> = Vec::new();
        for at in 0..layout.names.len() {
            let name = layout.names[at].clone();
            if layout.take_label(at, &name)? {
                continue;
            }
            if let Some((key, companion)) = companion_of(&name) {
                companions.push((at, key.to_owned(), companion));
                continue;
            }
            match layout.signal_of(&name, catalogue, options)? {
                Some(key) => layout.take_signal(at, key, options)?,
                None => layout.others.push(OtherColumn { name, at }),
            }
        }
        for (at, key, companion) in companions {
            layout.take_companion(at, &key, companion, catalogue, options)?;
        }
        layout.others.sort_by_key(|other| other.at);
        layout.check_options(catalogue, options)?;
        layout.set_defaults(catalogue, options);
        Ok(layout)
    }

    fn take_label(&mut self, at: usize, name: &str) -> Result<bool, BatchError> {
        let place = match name.to_lowercase().as_str() {
            "role" => &mut self.role,
            "company" => &mut self.company,
            "title" => &mut self.title,
            "stage" => &mut self.stage,
            _ => return Ok(false),
        };
        match place.replace(at) {
            Some(before) => Err(BatchError::Twice(before + 1, at + 1, name.to_lowercase())),
            None => Ok(true),
        }
    }

    /// The key of the signal that a column holds.
    fn signal_of(
        &mut self,
        name: &str,
        catalogue: &Catalogue,
        options: &TableOptions,
    ) -> Result<Option<String>, BatchError> {
        if let Some((_, key)) = options.maps.iter().find(|(column, _)| column == name) {
            return match catalogue.find(key) {
                Lookup::Found(signal) => Ok(Some(signal.key.clone())),
                Lookup::Unknown(near) => Err(BatchError::NoSuchSignal { key: visible(key), hint: did_you_mean(near) }),
                Lookup::Ambiguous(keys) => {
                    let hint = format!("; it may be {}", keys.join(" or "));
                    Err(BatchError::NoSuchSignal { key: visible(key), hint })
                }
            };
        }
        Ok(match catalogue.find(name) {
            Lookup::Found(signal) => Some(signal.key.clone()),
            Lookup::Ambiguous(keys) => {
                let keys = keys.join(", ");
                self.remarks
                    .push(format!("column `{}` may be {keys}: say which with --map; it is handed on", visible(name)));
                None
            }
            Lookup::Unknown(Some(near)) => {
                let name = visible(name);
                self.remarks.push(format!("column `{name}` is no signal (did you mean `{near}`?); it is handed on"));
                None
            }
            Lookup::Unknown(None) => None,
        })
    }

    fn take_signal(&mut self, at: usize, signal: String, options: &TableOptions) -> Result<(), BatchError> {
        if let Some(before) = self.signals.iter().find(|column| column.signal == signal) {
            return Err(BatchError::Twice(before.value + 1, at + 1, signal));
        }
        self.signals.push(SignalColumn {
            signal,
            name: self.names[at].clone(),
            value: at,
            kind: None,
            date: None,
            sample: None,
            low: None,
            high: None,
            default_kind: options.kind,
            default_date: options.fact_date,
            forward: false,
        });
        Ok(())
    }

    fn take_companion(
        &mut self,
        at: usize,
        key: &str,
        companion: &str,
        catalogue: &Catalogue,
        options: &TableOptions,
    ) -> Result<(), BatchError> {
        let Some(column) = self.column_called(key, catalogue, options) else {
            let name = self.names[at].clone();
            self.others.push(OtherColumn { name, at });
            return Ok(());
        };
        let place = match companion {
            ".kind" => &mut self.signals[column].kind,
            ".date" => &mut self.signals[column].date,
            ".low" => &mut self.signals[column].low,
            ".high" => &mut self.signals[column].high,
            _ => &mut self.signals[column].sample,
        };
        match place.replace(at) {
            Some(before) => Err(BatchError::Twice(before + 1, at + 1, self.names[at].clone())),
            None => Ok(()),
        }
    }

    /// The column of signals with this name, or of this signal.
    fn column_called(&self, name: &str, catalogue: &Catalogue, options: &TableOptions) -> Option<usize> {
        let by_name = self.signals.iter().position(|column| column.name == name);
        by_name.or_else(|| {
            let mapped = options.maps.iter().find(|(column, _)| column == name).map(|(_, key)| key.as_str());
            let Lookup::Found(signal) = catalogue.find(mapped.unwrap_or(name)) else { return None };
            self.signals.iter().position(|column| column.signal == signal.key)
        })
    }

    /// Options that name a column name one that is there.
    fn check_options(&self, catalogue: &Catalogue, options: &TableOptions) -> Result<(), BatchError> {
        let missing = |option, column: &str| {
            let near = nearest(column, self.names.iter().map(String::as_str));
            BatchError::NoSuchColumn { option, column: visible(column), hint: did_you_mean(near) }
        };
        if let Some((column, _)) = options.maps.iter().find(|(column, _)| !self.names.contains(column)) {
            return Err(missing("--map", column));
        }
        let kinds = options.column_kinds.iter().map(|(column, _)| ("--column-kind", column));
        let dates = options.column_dates.iter().map(|(column, _)| ("--column-date", column));
        let plans = options.plans.iter().map(|column| ("--plan", column));
        let is_missing = |(_, column): &(&str, &String)| self.column_called(column, catalogue, options).is_none();
        kinds.chain(dates).chain(plans).find(is_missing).map_or(Ok(()), |(option, column)| Err(missing(option, column)))
    }

    fn set_defaults(&mut self, catalogue: &Catalogue, options: &TableOptions) {
        for (name, kind) in &options.column_kinds {
            if let Some(at) = self.column_called(name, catalogue, options) {
                self.signals[at].default_kind = *kind;
            }
        }
        for (name, date) in &options.column_dates {
            if let Some(at) = self.column_called(name, catalogue, options) {
                self.signals[at].default_date = *date;
            }
        }
        for name in &options.plans {
            if let Some(at) = self.column_called(name, catalogue, options) {
                self.signals[at].forward = true;
            }
        }
    }
}

fn companion_of(name: &str) -> Option<(&str, &'static str)> {
    COMPANIONS.iter().find_map(|companion| name.strip_suffix(companion).map(|key| (key, *companion)))
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean `{}`?", visible(near))).unwrap_or_default()
}
