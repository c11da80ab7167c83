//! Progress of `batch` on stderr, and the signals that stop it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::batch::Watch;

/// Shows progress, and knows whether somebody asked to stop.
pub(super) struct Watcher {
    bar: ProgressBar,
    is_seen: bool,
    signal: Arc<AtomicUsize>,
    rows: AtomicU64,
    /// How much of the file was read, which may be packed.
    bytes: Arc<AtomicU64>,
}

impl Watcher {
    /// Listens for SIGINT and SIGTERM; the second one ends the program at once.
    pub(super) fn new(is_seen: bool) -> anyhow::Result<Self> {
        let signal = Arc::new(AtomicUsize::new(0));
        let asked_before = Arc::new(AtomicBool::new(false));
        for number in [SIGINT, SIGTERM] {
            let value = usize::try_from(number).unwrap_or_default();
            flag::register_conditional_shutdown(number, 128 + number, Arc::clone(&asked_before))
                .and_then(|_| flag::register(number, Arc::clone(&asked_before)))
                .and_then(|_| flag::register_usize(number, Arc::clone(&signal), value))
                .context("cannot listen for signals")?;
        }
        Ok(Self { bar: ProgressBar::hidden(), is_seen, signal, rows: Default::default(), bytes: Arc::default() })
    }

    /// Begins a pass over a table of so many bytes, if that is known.
    pub(super) fn begin(&self, doing: &'static str, bytes: Option<u64>) {
        let template = match bytes {
            Some(_) => "{msg} {percent:>3} %  {prefix}  {elapsed} gone, {eta} left",
            None => "{msg}  {prefix}  {elapsed} gone",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.rows.store(0, Ordering::Relaxed);
        self.bytes.store(0, Ordering::Relaxed);
        self.bar.set_message(doing);
        self.bar.set_prefix("0 rows");
        self.bar.set_length(bytes.unwrap_or(0));
        self.bar.set_position(0);
        // Once: a second target would leave the first one's line standing.
        if self.is_seen && self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.reset_elapsed();
    }

    /// Whom to tell how much of the file was read.
    pub(super) fn reader(&self) -> impl Fn(u64) + Send + use<> {
        let bytes = Arc::clone(&self.bytes);
        move |read| bytes.store(read, Ordering::Relaxed)
    }

    /// Takes the line away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// Whether a signal came.
    pub(super) fn is_asked_to_stop(&self) -> bool {
        self.signal() != 0
    }

    /// The number of the signal that came; 0 when none did.
    pub(super) fn signal(&self) -> u8 {
        u8::try_from(self.signal.load(Ordering::Relaxed)).unwrap_or(0)
    }
}

impl Watch for Watcher {
    fn advanced(&self, rows: u64) {
        let rows = self.rows.fetch_add(rows, Ordering::Relaxed) + rows;
        if self.is_seen {
            let rate = rows as f64 / self.bar.elapsed().as_secs_f64().max(1e-3);
            let count = indicatif::HumanCount;
            self.bar.set_prefix(format!("{} rows, {} a second", count(rows), count(rate as u64)));
            self.bar.set_position(self.bytes.load(Ordering::Relaxed));
        }
    }

    fn is_stopped(&self) -> bool {
        self.is_asked_to_stop()
    }
}
