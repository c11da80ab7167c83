"""SMAA-2 in vectorised numpy: what `skiplevel::analysis::robustness` computes, to hold time and result against.

    smaa_numpy.py FOLDER ROLES GROUPS DRAWS RUNS [--numbers ours]

Reads `scores.f64` of the folder (written by `benches/smaa.rs`). Prints the median seconds of the runs, and the greatest
difference of any share from `ours.f64`. Weights are those of the R-sequence. Scores are drawn with numpy's own
generator, the quickest it has; with `--numbers ours` they come from SplitMix64 in the order of the method, and then
both sides have to agree in every share.
"""

import argparse
import pathlib
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit("numpy is missing; install it with: python3 -m pip install numpy")

SEED = 0x4D325F5345415453
GAMMA = np.uint64(0x9E3779B97F4A7C15)


def weights(first, count, steps):
    """Uniform on the simplex, from points first + 1, first + 2, … of the R-sequence."""
    points = 0.5 + np.arange(first + 1, first + count + 1)[:, None] * steps
    points -= np.floor(points)
    exponential = -np.log(np.maximum(points, 1e-16))
    return exponential / exponential.sum(axis=1, keepdims=True)


def r_steps(dimensions):
    root = 2.0
    for _ in range(100):
        root = (1.0 + root) ** (1.0 / (dimensions + 1))
    steps = (1.0 / root) ** np.arange(1, dimensions + 1)
    return steps - np.floor(steps)


def split_mix(first, count):
    """Uniform numbers first, first + 1, … of the sequence that the program uses."""
    with np.errstate(over="ignore"):
        z = np.uint64(SEED) + GAMMA * np.arange(first + 1, first + count + 1, dtype=np.uint64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return ((z >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53


def smaa(scores, draws, numbers):
    """Rank shares, win shares and central weights of `scores[role, group, (low, best, high)]`."""
    roles, groups, _ = scores.shape
    low, best, high = (scores[:, :, part] for part in range(3))
    above = (best - low) / (high - low)
    turn = 1.0 - above
    below_slope, above_slope = (best - low) / turn, (high - best) / above
    steps, generator = r_steps(groups), np.random.default_rng(7)
    ranks = np.zeros(roles * roles, np.int64)
    wins = np.zeros((roles, roles), np.int64)
    central = np.zeros((roles, groups))
    own_number = np.arange(roles)
    # As many draws at once as numpy is quickest with: some megabytes. Four and ten times as many are no quicker.
    batch = max(16, min(draws, 2_000_000 // (roles * groups)))
    for first in range(0, draws, batch):
        count = min(batch, draws - first)
        if numbers == "ours":
            uniform = split_mix(first * roles * groups, count * roles * groups).reshape(count, roles, groups)
        else:
            uniform = generator.random((count, roles, groups))
        uniform -= turn
        drawn = np.minimum(uniform, 0.0)
        drawn *= below_slope
        np.maximum(uniform, 0.0, out=uniform)
        uniform *= above_slope
        drawn += uniform
        drawn += best
        weight = weights(first, count, steps)
        total = np.matmul(drawn, weight[:, :, None])[:, :, 0]
        order = np.argsort(-total, axis=1, kind="stable")
        ranks += np.bincount((order * roles + own_number).ravel(), minlength=roles * roles)
        np.add.at(central, order[:, 0], weight)
        by_role = np.ascontiguousarray(total.T)
        for role in range(roles - 1):
            later = by_role[role + 1 :]
            wins[role, role + 1 :] += (by_role[role] > later).sum(axis=1)
    # Ties do not happen among scores that are drawn from ranges.
    wins += np.tril(draws - wins.T, -1)
    ranks = ranks.reshape(roles, roles)
    return ranks / draws, wins / draws, central / np.maximum(ranks[:, :1], 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    for name in ("roles", "groups", "draws", "runs"):
        parser.add_argument(name, type=int)
    parser.add_argument("--numbers", choices=("numpy", "ours"), default="numpy")
    asked = parser.parse_args()
    scores = np.fromfile(asked.folder / "scores.f64", "<f8").reshape(asked.roles, asked.groups, 3)
    times = []
    for _ in range(max(1, asked.runs)):
        begin = time.perf_counter()
        found = smaa(scores, asked.draws, asked.numbers)
        times.append(time.perf_counter() - begin)
    times.sort()
    ours = np.fromfile(asked.folder / "ours.f64", "<f8").reshape(2, asked.roles, asked.roles)
    difference = max(np.abs(ours[part] - found[part]).max() for part in range(2))
    print(f"{times[len(times) // 2]:.4f} {difference:.6f}")


if __name__ == "__main__":
    main()
