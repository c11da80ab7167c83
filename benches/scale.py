#!/usr/bin/env python3
"""What `batch` costs beside what a user would otherwise run on the same table. All sides in one go, medians, and ratios.

    cargo build --release && cargo build --release --example table --example csv_copy
    pip install duckdb polars pandas pyarrow
    python3 benches/scale.py [--rows 1000000] [--runs 5] [--peers csv,duckdb,polars,pandas] [--rubrics business-need,m2-path]

Every side is a process of its own that reads the CSV and writes a CSV; time is its wall time and memory its peak, by `wait4`.
DuckDB runs the query of `rubric sql`; Polars and pandas run the same steps as expressions, which are written here by hand and held
to the answer of `batch` at 20,000 rows before anything is timed. For m2-path the table brings the seat model's answers along, since
none of the others can run the model. `--model` times `batch` with the model beside it.
"""
import argparse, csv, multiprocessing, os, pathlib, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
BIN = HERE.parent / "target" / "release"
HOW = ["--kind", "aggregator", "--as-of", "2026-11-20"]


def timed(command, out=None, **more):
    """Wall seconds and peak MiB of a process, which writes a file `out` that is not there yet."""
    if out:
        out.unlink(missing_ok=True)
    started = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command[0]} failed: {errors.decode()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def sides(options, table, out, rubric):
    batch = [BIN / "skiplevel", "batch", table, "-o", out, "--rubric", rubric, "-q", *HOW]
    found = {"batch": batch, "batch --rank": [*batch, "--rank"]}
    if "csv" in options.peers:
        found["csv crate, copy"] = [BIN / "examples" / "csv_copy", table, out]
    for peer in ("duckdb", "polars", "pandas"):
        if peer in options.peers:
            found[peer] = [sys.executable, HERE / "scale_peers.py", peer, rubric, table, out, BIN / "skiplevel"]
    return found


def check(options, folder, rubric):
    """The peers answer what `batch` answers."""
    table, out = folder / "small.csv", folder / "small.out.csv"
    with open(table, "w") as file:
        subprocess.run([BIN / "examples" / "table", "20000", "--seats", "--typed"], stdout=file, check=True)
    answers = {}
    for name, command in sides(options, table, out, rubric).items():
        if name in ("batch --rank", "csv crate, copy"):
            continue
        timed(command, out)
        answers[name] = {row["role"]: row for row in csv.DictReader(open(out, newline=""))}
    native = answers.pop("batch")
    for name, rows in answers.items():
        wrong = sum(
            rows[role]["verdict"] != row["verdict"] or abs(float(rows[role]["score"]) - float(row["score"])) > 2e-6
            for role, row in native.items()
        )
        print(f"{rubric}: {name} gives the same score and verdict in {len(native) - wrong} of {len(native)} rows", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", default="csv,duckdb,polars,pandas")
    parser.add_argument("--rubrics", default="business-need,m2-path")
    parser.add_argument("--sizes", default="", help="more sizes for batch alone, such as 10000,100000,5000000")
    parser.add_argument("--model", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for rubric in options.rubrics.split(","):
            # In a process of its own: the memory of this one would count as that of its children.
            process = multiprocessing.get_context("fork").Process(target=check, args=(options, folder, rubric))
            process.start()
            process.join()
        table, out = folder / "table.csv", folder / "out.csv"
        with open(table, "w") as file:
            subprocess.run([BIN / "examples" / "table", str(options.rows), "--seats", "--typed"], stdout=file, check=True)
        print(f"\n{options.rows:,} rows, {table.stat().st_size / 1e6:.0f} MB in")
        for rubric in options.rubrics.split(","):
            commands = sides(options, table, out, rubric)
            results = {name: [] for name in commands}
            # One after the other within a round, so that a noisy minute touches all of them.
            for _ in range(options.runs):
                for name, command in commands.items():
                    results[name].append(timed(command, out))
            base = statistics.median(seconds for seconds, _ in results["batch"])
            print(f"\n{rubric}: {'':18}    wall s   times batch   peak MiB")
            for name, runs in results.items():
                seconds = statistics.median(run[0] for run in runs)
                memory = max(run[1] for run in runs)
                print(f"  {name:30} {seconds:8.3f}      {seconds / base:8.2f}   {memory:8.1f}", flush=True)
        if options.model:
            plain = folder / "plain.csv"
            with open(plain, "w") as file:
                subprocess.run([BIN / "examples" / "table", str(options.rows)], stdout=file, check=True)
            seconds, memory = timed([BIN / "skiplevel", "batch", plain, "-o", out, "-q", *HOW], out)
            print(f"\nm2-path with the seat model: {seconds:.2f} s, {1e6 * seconds / options.rows:.1f} µs a row, {memory:.1f} MiB")
        for size in [int(size) for size in options.sizes.split(",") if size]:
            with open(table, "w") as file:
                subprocess.run([BIN / "examples" / "table", str(size), "--seats", "--typed"], stdout=file, check=True)
            for more in ([], ["--rank"]):
                command = [BIN / "skiplevel", "batch", table, "-o", out, "--rubric", "business-need", "-q", *HOW, *more]
                runs = [timed(command, out) for _ in range(options.runs)]
                seconds, memory = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
                print(f"{size:>9,} rows{' --rank' if more else '':7}: {seconds:.3f} s, {1e6 * seconds / size:.3f} µs a row, {memory:.1f} MiB")


main()
