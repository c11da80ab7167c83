#!/usr/bin/env python3
"""Stops `batch` in the middle of a large table, by signals and by a full disk, and looks at what is left.

    stop.py PROGRAM TABLE_EXAMPLE [--rows 5000000]

SIGINT ends with 130, SIGTERM with 143, a full disk with 2; each says so, none leaves a file behind. The full disk is a small
file system in memory, which only root can mount; without root that part is skipped and named.
"""
import argparse, os, pathlib, signal, subprocess, sys, tempfile, time

HOW = ["--kind", "aggregator", "--as-of", "2026-11-20", "--rubric", "business-need", "--rank"]


def left(folder):
    return sorted(path.name for path in folder.iterdir())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("table")
    parser.add_argument("--rows", type=int, default=5_000_000)
    options = parser.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        table, answers = folder / "table.csv", folder / "answers"
        answers.mkdir()
        with open(table, "w") as file:
            subprocess.run([options.table, str(options.rows)], stdout=file, check=True)
        for name, expected in (("SIGINT", 130), ("SIGTERM", 143)):
            # In the first pass, which ranks, and in the second, which writes.
            for writes in (False, True):
                command = [options.program, "batch", table, "-o", answers / "out.csv", *HOW]
                process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
                while not writes or not left(answers):
                    if process.poll() is not None or not writes:
                        break
                    time.sleep(0.01)
                time.sleep(0.2)
                process.send_signal(getattr(signal, name))
                errors = process.communicate(timeout=60)[1]
                found = (process.returncode, left(answers), "nothing was written" in errors)
                print(f"{name} while {'writing' if writes else 'ranking'}: exit code {found[0]}, left behind: {found[1] or 'nothing'}")
                if found != (expected, [], True):
                    failed.append((name, found, errors[-500:]))
        small = folder / "small"
        small.mkdir()
        mounted = os.getuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small], capture_output=True).returncode == 0
        if mounted:
            try:
                done = subprocess.run([options.program, "batch", table, "-o", small / "out.csv", *HOW], capture_output=True, text=True)
                found = (done.returncode, left(small), "o space left" in done.stderr)
                print(f"full disk: exit code {found[0]}, left behind: {found[1] or 'nothing'}: {done.stderr.strip().splitlines()[-1]}")
                if found != (2, [], True):
                    failed.append(("full disk", found, done.stderr[-500:]))
            finally:
                subprocess.run(["umount", small], check=True)
        else:
            print("full disk: skipped, no file system can be mounted here")
    for line in failed:
        print(f"FAILED {line}")
    sys.exit(1 if failed else 0)


main()
