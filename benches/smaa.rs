//! What the sampling behind `compare` costs (SMAA-2).
//!
//! `cargo bench --bench smaa` prints the median of some runs for a few sizes; `benches/smaa.sh` holds one size against
//! numpy.
//!
//! Arguments: `ROLES GROUPS DRAWS RUNS [FOLDER]`. With a folder, the scores go to `scores.f64` in it (little-endian,
//! role by role, group by group, low, best, high), and the answer to `ours.f64` (rank shares, then win shares).

use std::path::Path;
use std::time::Instant;

use skiplevel::analysis::{Mode, Robustness, SplitMix64, robustness};
use skiplevel::score::Triple;

/// Sizes that are timed when none is asked for: roles, groups, draws, runs.
const SIZES: [[usize; 4]; 3] = [[10, 6, 10_000, 21], [100, 25, 10_000, 7], [1000, 25, 10_000, 5]];

#[expect(clippy::print_stdout, reason = "a bench says what it measured")]
fn main() {
    // `cargo bench` adds an argument of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let numbers: Vec<usize> = arguments.iter().take(4).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = <[usize; 4]>::try_from(numbers).map_or(SIZES.to_vec(), |size| vec![size]);
    for [roles, groups, draws, runs] in sizes {
        let scores = scores(roles, groups);
        let mut times: Vec<f64> = (0..runs.max(1)).map(|_| seconds(&scores, draws).0).collect();
        times.sort_by(f64::total_cmp);
        let median = times[times.len() / 2];
        println!("{roles} roles, {groups} groups, {draws} draws: median of {runs} runs {median:.4} s");
        if let Some(folder) = arguments.get(4) {
            write(Path::new(folder), &scores, &seconds(&scores, draws).1);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn seconds(scores: &[Vec<Triple>], draws: usize) -> (f64, Robustness) {
    let begin = Instant::now();
    let found = robustness(scores, Mode::Free, draws);
    (begin.elapsed().as_secs_f64(), found)
}

/// Ranges anywhere within 0 to 100.
fn scores(roles: usize, groups: usize) -> Vec<Vec<Triple>> {
    let mut numbers = SplitMix64::new(1);
    let mut score = || {
        let mut three = [100.0 * numbers.uniform(), 100.0 * numbers.uniform(), 100.0 * numbers.uniform()];
        three.sort_by(f64::total_cmp);
        Triple { low: three[0], best: three[1], high: three[2] }
    };
    (0..roles).map(|_| (0..groups).map(|_| score()).collect()).collect()
}

fn write(folder: &Path, scores: &[Vec<Triple>], found: &Robustness) {
    let bytes = |numbers: &mut dyn Iterator<Item = f64>| -> Vec<u8> { numbers.flat_map(f64::to_le_bytes).collect() };
    let inputs = bytes(&mut scores.iter().flatten().flat_map(|score| [score.low, score.best, score.high]));
    std::fs::write(folder.join("scores.f64"), inputs).expect("the scores can be written");
    let shares = found.rank_shares.iter().chain(&found.win_shares).flatten().copied();
    std::fs::write(folder.join("ours.f64"), bytes(&mut shares.into_iter())).expect("the answer can be written");
}
