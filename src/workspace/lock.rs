//! Weights that were locked: written down with their date before offers arrive, so that nobody bends them to a favourite
//! without seeing it (METHOD 5.1).
//!
//! A lock hinders nothing. It is what later weights are held against, and every answer says when they differ.

use std::collections::BTreeMap;

use super::points_text;
use crate::model::Date;
use crate::rubric::Rubric;
use crate::signal::Trust;
use crate::text::{Code, Diagnostic, Item, Span, TableReader};

/// Hex digits of a hash.
const HASH_LENGTH: usize = 64;

/// The table `[lock]` of `skiplevel.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Lock {
    /// The day on which the weights were locked.
    pub date: Date,
    /// Id of the rubric.
    pub rubric: String,
    /// Its version.
    pub version: u32,
    /// Its hash with the weights and trust values of that day, 64 hex digits: the hash that answers of that day name.
    pub hash: String,
    /// Points of the groups in force that day, by id; not negative, not all zero.
    pub weights: BTreeMap<String, f64>,
}

/// What the settings say about a lock.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum WrittenLock {
    /// Nothing.
    #[default]
    None,
    /// There is a table that is not whole; a problem says why.
    Broken,
    /// A lock.
    Whole(Lock),
}

/// How the rubric in force stands to the lock.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum LockState {
    /// Nothing was locked.
    #[default]
    None,
    /// There is a lock that cannot be read.
    Unreadable,
    /// Something was locked.
    Locked {
        /// What.
        lock: Lock,
        /// The rubric in force is another one than the locked one.
        is_other_rubric: bool,
        /// Group weights in force differ from the locked ones.
        weights_changed: bool,
        /// Something else that moves a number differs: curves, gates, trust values, or the lock itself.
        content_changed: bool,
        /// Today's rubric with the locked weights; `None` for another rubric, or when nothing of the lock fits it.
        rubric: Option<Box<Rubric>>,
    },
}

impl Lock {
    /// The lock of a rubric under `own` points of its groups (none, or any scale), as `[weights]` would have them.
    /// `as_filed` is the rubric with the weights of its own file.
    #[must_use]
    pub fn new(date: Date, as_filed: &Rubric, own: &BTreeMap<String, f64>, trust: &Trust) -> Self {
        let in_force = as_filed.with_group_weights(own).filter(|_| !own.is_empty());
        let points = |(id, filed): (String, f64)| {
            // Own points to the last digit as they were summed, so that the same numbers give the same hash again.
            let points = if in_force.is_some() { own.get(&id).copied().unwrap_or(filed) } else { rounded(filed) };
            (id, points)
        };
        Self {
            date,
            rubric: as_filed.id.clone(),
            version: as_filed.version,
            hash: in_force.as_ref().unwrap_or(as_filed).hash(trust),
            weights: as_filed.group_points().into_iter().map(points).collect(),
        }
    }
}

/// Points without the last digits that a multiplication left behind: 28, not 28.000000000000004.
fn rounded(points: f64) -> f64 {
    points_text(points).parse().unwrap_or(points)
}

impl LockState {
    /// Holds the rubric in force against a lock. `as_filed` is that rubric with the weights of its own file.
    #[must_use]
    pub fn of(written: &WrittenLock, as_filed: &Rubric, in_force: &Rubric, trust: &Trust) -> Self {
        let lock = match written {
            WrittenLock::None => return Self::None,
            WrittenLock::Broken => return Self::Unreadable,
            WrittenLock::Whole(lock) => lock.clone(),
        };
        if lock.rubric != in_force.id {
            return Self::Locked {
                lock,
                is_other_rubric: true,
                weights_changed: false,
                content_changed: false,
                rubric: None,
            };
        }
        let locked = as_filed.with_group_weights(&lock.weights);
        let weights_changed = locked.as_ref().is_none_or(|locked| !locked.weighs_as(in_force));
        // Weights that were written as points and read again may differ in their last digit, and a hash with them: of
        // equal weights, any way to come to them may be the one that was hashed.
        let is_hashed = |locked: &Rubric| {
            let mut equal = [locked, as_filed, in_force].into_iter().filter(|rubric| locked.weighs_as(rubric));
            equal.any(|rubric| rubric.hash(trust) == lock.hash)
        };
        let content_changed = lock.version != in_force.version || !locked.as_ref().is_some_and(is_hashed);
        Self::Locked { lock, is_other_rubric: false, weights_changed, content_changed, rubric: locked.map(Box::new) }
    }

    /// Whether what is in force is not what was locked, or nobody can tell.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        match self {
            Self::None => false,
            Self::Unreadable => true,
            Self::Locked { is_other_rubric, weights_changed, content_changed, .. } => {
                *is_other_rubric || *weights_changed || *content_changed
            }
        }
    }

    /// The lock, if one can be read.
    #[must_use]
    pub fn lock(&self) -> Option<&Lock> {
        match self {
            Self::Locked { lock, .. } => Some(lock),
            _ => None,
        }
    }

    /// Today's rubric with the locked weights, when those in force are others.
    #[must_use]
    pub fn rubric_to_compare(&self) -> Option<&Rubric> {
        match self {
            Self::Locked { rubric: Some(rubric), weights_changed: true, .. } => Some(rubric),
            _ => None,
        }
    }
}

/// A lock as the entries of its table, in the order in which they are written. Points keep every digit, so that the same
/// rubric gives the same hash again. Groups come in rubric order.
#[must_use]
pub fn lock_entries(lock: &Lock, rubric: &Rubric) -> Vec<(String, String)> {
    let points = rubric.groups.iter().filter_map(|group| Some((&group.id, lock.weights.get(&group.id)?)));
    let points: Vec<String> = points.map(|(group, points)| format!("{group} = {}", exact(*points))).collect();
    let text = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    [
        ("date", lock.date.to_string()),
        ("rubric", text(&lock.rubric)),
        ("version", lock.version.to_string()),
        ("hash", text(&lock.hash)),
        ("weights", format!("{{ {} }}", points.join(", "))),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into()
}

/// Shortest text that reads as the same number; whole points stay whole.
fn exact(points: f64) -> String {
    let short = points_text(points);
    if short.parse() == Ok(points) { short } else { format!("{points}") }
}

/// Reads `[lock]`. Whatever is wrong in it is one problem that points at the narrowest place.
pub(super) fn read_lock(item: &Item<'_>) -> WrittenLock {
    let place = item.span();
    let lock = item.table(|table| {
        let date = table.item("date").map(|item| (item.text_or_date(), item.span()));
        let rubric = table.text("rubric");
        let version = table.number("version");
        let hash = table.text("hash");
        let weights = table.item("weights").map(|item| (item.free_table(), item.span()));
        let there = [date.is_some(), rubric.is_some(), version.is_some(), hash.is_some(), weights.is_some()];
        let names = ["date", "rubric", "version", "hash", "weights"];
        let missing: Vec<&str> = names.into_iter().zip(there).filter(|(_, there)| !there).map(|(key, _)| key).collect();
        if !missing.is_empty() {
            broken(table, place, format!("the lock lacks `{}`", missing.join("`, `")));
        }
        let ((date, date_span), (weights, weights_span)) = (date?, weights?);
        let (rubric, version, hash) = (rubric?, version?, hash?);
        let Some(date) = date.and_then(|date| date.value.parse().ok()) else {
            return broken(table, date_span, "`date` is not a day; expected 2026-11-20".to_owned());
        };
        if version.value < 0.0 || version.value.fract() != 0.0 || version.value > f64::from(u32::MAX) {
            return broken(table, version.span, format!("`version` is {}; expected a whole number", version.value));
        }
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if hash.value.len() != HASH_LENGTH || !hash.value.bytes().all(is_hex) {
            return broken(table, hash.span, format!("`hash` is not a hash; expected {HASH_LENGTH} hex digits"));
        }
        let mut points = BTreeMap::new();
        for (group, weight) in weights {
            let weight = weight.number()?;
            if weight.value < 0.0 {
                let message = format!("the locked weight of `{}` is {}; expected 0 or more", group.value, weight.value);
                return broken(table, weight.span, message);
            }
            points.insert(group.value, weight.value);
        }
        if points.values().all(|points| *points <= 0.0) {
            return broken(table, weights_span, "no locked weight is above 0".to_owned());
        }
        let version = version.value as u32;
        Some(Lock { date, rubric: rubric.value, version, hash: hash.value, weights: points })
    });
    lock.flatten().map_or(WrittenLock::Broken, WrittenLock::Whole)
}

/// Reports what is wrong with a lock; there is none then.
fn broken(table: &TableReader<'_>, at: Span, message: String) -> Option<Lock> {
    let help = "put the table back as `skiplevel weigh --lock` wrote it, or lock anew with: skiplevel weigh --relock";
    table.report(Diagnostic::error(Code::BadLock, message).at(at).help(help));
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::signal::builtin_catalogue;
    use crate::text::{Diagnostics, Files};
    use crate::workspace::{LoadedRubric, Workspace, load_builtin, with_table};

    const DAY: &str = "2026-11-20";

    fn day() -> Date {
        DAY.parse().expect("a day")
    }

    /// What a workspace with these settings says, and the problems that it has.
    fn opened(settings: &str) -> (LoadedRubric, Vec<String>) {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("skiplevel.toml"), settings).expect("settings");
        let (mut workspace, mut problems) = Workspace::open(folder.path()).expect("a workspace");
        let loaded = workspace.rubric(None, &mut problems).expect("the default rubric");
        let words = problems.iter().filter(|problem| problem.code != Code::EmptyWorkspace);
        (loaded, words.map(|problem| format!("{}: {}", problem.code.id(), problem.message)).collect())
    }

    /// Settings with the lock that `weigh --lock` would write.
    fn locked(settings: &str) -> String {
        let (loaded, problems) = opened(settings);
        assert_eq!(problems, [""; 0]);
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("skiplevel.toml"), settings).expect("settings");
        let (workspace, _) = Workspace::open(folder.path()).expect("a workspace");
        let own = workspace.manifest.own_points();
        let lock = Lock::new(day(), &loaded.as_filed, &own, &workspace.trust);
        assert_eq!(lock.hash, loaded.rubric.hash(&workspace.trust), "the hash that answers name");
        with_table(settings, "lock", "", &lock_entries(&lock, &loaded.as_filed)).expect("sound")
    }

    #[test]
    fn a_lock_holds_while_nothing_changes() {
        for settings in [
            "",
            "[weights]\nopenings = 40\n",
            "[weights]\nopenings = 1\naccess = 0.1\nsponsor = 1e-3\nculture = 7\nmomentum = 3\nyou = 0.3333333333333333\n",
            "[trust]\nhearsay = 0.3\n",
        ] {
            let (loaded, problems) = opened(&locked(settings));
            assert_eq!(problems, [""; 0], "{settings}");
            assert!(!loaded.lock.is_changed(), "{settings}: {:?}", loaded.lock);
            assert_eq!(loaded.lock.lock().map(|lock| lock.date), Some(day()));
        }
    }

    #[test]
    fn other_weights_are_a_change_and_going_back_is_none() {
        let check = |before: &str, after: &str, expect: (bool, bool)| {
            let settings = locked(before);
            let settings = settings.replacen(before, after, 1);
            let (loaded, _) = opened(&settings);
            let LockState::Locked { weights_changed, content_changed, .. } = loaded.lock else { panic!("{settings}") };
            assert_eq!((weights_changed, content_changed), expect, "{before:?} to {after:?}");
        };
        check("", "[weights]\nopenings = 40\n", (true, false));
        check("[weights]\nopenings = 40\n", "[weights]\nopenings = 41\n", (true, false));
        check("[weights]\nopenings = 40\n", "", (true, false));
        check("[trust]\nhearsay = 0.2\n", "", (false, true));
        check("[trust]\nhearsay = 0.2\n", "[weights]\nopenings = 40\n", (true, true));
        // The same weights on another scale, and the rubric's own weights written out.
        check(
            "[weights]\nopenings = 40\naccess = 20\nsponsor = 10\nculture = 10\nmomentum = 10\nyou = 10\n",
            "[weights]\nopenings = 4\naccess = 2\nsponsor = 1\nculture = 1\nmomentum = 1\nyou = 1\n",
            (false, false),
        );
        check("", "[weights]\nopenings = 28\n", (false, false));
        check("rubric = \"m2-path\"\n", "", (false, false));
    }

    #[test]
    fn a_lock_that_was_changed_by_hand_is_a_change() {
        let settings = locked("");
        for (from, to) in [("openings = 28", "openings = 29"), ("version = 1", "version = 2")] {
            assert!(settings.contains(from), "{settings}");
            assert!(opened(&settings.replacen(from, to, 1)).0.lock.is_changed(), "{from}");
        }
    }

    #[test]
    fn another_rubric_is_not_the_locked_one() {
        let settings = format!("rubric = \"four-questions\"\n{}", locked(""));
        let (loaded, problems) = opened(&settings);
        assert_eq!(problems, [""; 0]);
        assert!(matches!(loaded.lock, LockState::Locked { is_other_rubric: true, .. }));
        assert!(loaded.lock.is_changed() && loaded.lock.rubric_to_compare().is_none());
    }

    #[test]
    fn a_lock_that_is_not_whole_is_named_and_never_taken_for_none() {
        let whole = locked("");
        let check = |text: &str, expect: &str| {
            let (loaded, problems) = opened(text);
            assert!(problems.iter().any(|problem| problem.contains(expect)), "{problems:?} lacks {expect}");
            assert_eq!(loaded.lock, LockState::Unreadable, "{text}");
            assert!(loaded.lock.is_changed());
        };
        check("[lock]\n", "bad-lock: the lock lacks `date`, `rubric`, `version`, `hash`, `weights`");
        check("lock = 3\n", "wrong-type: found integer; expected a table");
        for key in ["date", "rubric", "version", "hash", "weights"] {
            let line = whole.lines().find(|line| line.starts_with(key)).expect("the key");
            check(&whole.replacen(&format!("{line}\n"), "", 1), &format!("bad-lock: the lock lacks `{key}`"));
            check(&whole.replacen(line, &format!("{key} = []"), 1), "wrong-type: found array");
        }
        check(&whole.replacen(DAY, "\"soon\"", 1), "bad-lock: `date` is not a day");
        check(&whole.replacen("version = 1", "version = 1.5", 1), "bad-lock: `version` is 1.5");
        check(&whole.replacen("hash = \"", "hash = \"x", 1), "bad-lock: `hash` is not a hash");
        check(
            &whole.replacen("openings = 28", "openings = -28", 1),
            "bad-lock: the locked weight of `openings` is -28",
        );
        check(&whole.replacen("openings = 28", "openings = nan", 1), "bad-number: this number is not finite");
        let line = whole.lines().find(|line| line.starts_with("weights")).expect("the key");
        check(&whole.replacen(line, "weights = {}", 1), "bad-lock: no locked weight is above 0");
        let (loaded, problems) = opened(&whole.replacen("date =", "dates = 1\ndate =", 1));
        assert_eq!(problems, ["unknown-key: `dates` is not a key of this table"]);
        assert!(!loaded.lock.is_changed());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever weights were in force, on whatever scale, and however few groups they name.
        #[test]
        fn a_lock_holds_for_any_weights(points in proptest::collection::vec(proptest::option::of(1e-6..1e6_f64), 6)) {
            let groups = ["openings", "access", "sponsor", "culture", "momentum", "you"];
            let named = groups.iter().zip(&points).filter_map(|(group, points)| Some((group, (*points)?)));
            let lines: String = named.map(|(group, points)| format!("{group} = {points:?}\n")).collect();
            let (loaded, problems) = opened(&locked(&format!("[weights]\n{lines}")));
            prop_assert_eq!(problems, Vec::<String>::new());
            prop_assert!(!loaded.lock.is_changed(), "{}: {:?}", lines, loaded.lock);
        }
    }

    #[test]
    fn entries_of_a_lock_read_as_they_were() {
        let catalogue = builtin_catalogue();
        let loaded = load_builtin("m2-path", &catalogue, &mut Files::default(), &mut Diagnostics::default());
        let rubric = loaded.expect("built in").rubric;
        let own = BTreeMap::from([("openings".to_owned(), 1.0 / 3.0), ("you".to_owned(), 0.1 + 0.2)]);
        let lock = Lock::new(day(), &rubric, &own, &Trust::builtin());
        let text = with_table("", "lock", "", &lock_entries(&lock, &rubric)).expect("sound");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("skiplevel.toml"), text).expect("settings");
        let (workspace, _) = Workspace::open(folder.path()).expect("a workspace");
        assert_eq!(workspace.manifest.lock, WrittenLock::Whole(lock));
    }
}
