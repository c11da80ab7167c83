#!/usr/bin/env python3
"""The rubric in DuckDB, Polars and pandas, for `scale.py`: scale_peers.py PEER RUBRIC IN OUT SKIPLEVEL"""
import os, re, subprocess, sys, tomllib, pathlib

peer, rubric_id, table, out, program = sys.argv[1:6]
HOW = ["--kind", "aggregator", "--as-of", "2026-11-20"]
THREADS = "2"

if peer == "duckdb":
    import duckdb

    query = subprocess.run(
        [program, "rubric", "sql", rubric_id, "--dialect", "duckdb", "--table", f"read_csv('{table}', header = true)", "--like", table, "-q", *HOW],
        check=True, capture_output=True, text=True,
    ).stdout
    connection = duckdb.connect(config={"threads": THREADS})
    connection.execute(f"COPY ({query}) TO '{out}' (HEADER)")
    sys.exit()

root = pathlib.Path(__file__).resolve().parent.parent / "rubrics"
rubric = tomllib.loads((root / f"{rubric_id}.toml").read_text())
catalogue = tomllib.loads((root / "signals.toml").read_text())
signals = {entry["key"]: entry for kind in ("signal", "raw", "derived") for entry in catalogue[kind]}
trust = {entry["key"]: entry for entry in tomllib.loads((root / "trust.toml").read_text())["kind"]}
AS_OF = "2026-11-20"
EVENTS = {"company.funding_recency": "company.funding_round", "company.layoffs_recency": "company.layoff", "company.shakeup_recency": "company.shakeup"}
with open(table) as file:
    HEADER = file.readline().strip().split(",")
CREDIBILITY = {"department.eng_growth_12m": 0.35, "mobility.m2_internal_fill_share": 0.25, "department.eng_headcount": 0.15,
               "mobility.competing_peers": 0.15, "department.ics_per_em": 0.05, "department.ems_per_m2": 0.05}
criteria = [(group, criterion) for group in rubric["group"] for criterion in group["criterion"]]
total = sum(criterion["weight"] for _, criterion in criteria)
necessary = [group["id"] for group in rubric["group"] if group.get("necessary")]


def column_of(key):
    raw = EVENTS.get(key)
    return raw if raw in HEADER else key if key in HEADER else None


def leaves(condition):
    if "any" in condition or "all" in condition:
        return [leaf for part in condition.get("any", condition.get("all")) for leaf in leaves(part)]
    return [condition]


class Polars:
    """Expressions over columns; `None` is unknown."""

    def __init__(self):
        os.environ["POLARS_MAX_THREADS"] = THREADS
        import polars as pl

        self.pl = pl
        text = [name for name in HEADER if name.endswith(".kind") or name in ("role", "company", "title", "location", "url")]
        schema = {name: pl.String if name in text else pl.Float64 for name in HEADER}
        schema |= {name: pl.Date for name in HEADER if name.endswith(".date") or name in EVENTS.values()}
        schema |= {name: pl.String for name in HEADER if signals.get(name, {}).get("type") == "bool"}
        self.frame = pl.scan_csv(table, schema=schema)

    def days(self, name):
        import datetime

        return (self.pl.lit(datetime.date.fromisoformat(AS_OF)) - self.pl.col(name)).dt.total_days().cast(self.pl.Float64)

    def add(self, **columns):
        self.frame = self.frame.with_columns(**columns)

    col = property(lambda self: self.pl.col)
    lit = property(lambda self: self.pl.lit)

    def where(self, condition, then, other):
        lift = lambda x: x if isinstance(x, self.pl.Expr) else self.pl.lit(x)
        return self.pl.when(condition).then(lift(then)).otherwise(lift(other))

    def fill(self, x, value):
        return x.fill_null(value)

    def least(self, *xs):
        return self.pl.min_horizontal(*xs)

    def most(self, *xs):
        return self.pl.max_horizontal(*xs)

    def words(self, name, table):
        return self.pl.col(name).replace_strict(table, default=None, return_dtype=self.pl.Float64)

    def is_null(self, x):
        return x.is_null()

    def finish(self, names):
        self.frame.select(names).sink_csv(out)


class Pandas:
    """Whole columns; NaN is unknown."""

    def __init__(self):
        import numpy as np, pandas as pd

        self.np, self.pd = np, pd
        dates = [name for name in HEADER if name.endswith(".date") or name in EVENTS.values()]
        frame = pd.read_csv(table, engine="pyarrow")
        self.columns = {name: frame[name] for name in frame.columns}
        for name in dates:
            self.columns[name] = pd.to_datetime(self.columns[name])

    def days(self, name):
        return (self.pd.Timestamp(AS_OF) - self.columns[name]).dt.days.astype("float64")

    def add(self, **columns):
        self.columns |= columns

    def col(self, name):
        return self.columns[name]

    def lit(self, x):
        return x

    def where(self, condition, then, other):
        return self.pd.Series(self.np.where(condition, then, other))

    def fill(self, x, value):
        return x.fillna(value) if hasattr(x, "fillna") else x

    def least(self, *xs):
        return self.reduce(self.np.fmin, xs)

    def most(self, *xs):
        return self.reduce(self.np.fmax, xs)

    def reduce(self, function, xs):
        found = xs[0]
        for x in xs[1:]:
            found = function(found, x)
        return found

    def words(self, name, table):
        column = self.columns[name]
        # A column of yes and no may have been read as truth values.
        text = column.map({True: "yes", False: "no"}) if column.dtype == bool else column
        return text.map(table).astype("float64")

    def is_null(self, x):
        return self.pd.isna(x)

    def finish(self, names):
        self.pd.DataFrame({name: self.columns[name] for name in names}).to_csv(out, index=False)


def curve(e, points, x):
    """Linear between points, as a sum of clipped segments; unknown stays unknown."""
    found = points[0][1] + 0.0 * x
    for (x0, v0), (x1, v1) in zip(points, points[1:]):
        slope = (v1 - v0) / (x1 - x0)
        if slope:
            clipped = e.most(e.least(x, e.lit(float(x1)) if peer == "polars" else float(x1)), e.lit(float(x0)) if peer == "polars" else float(x0))
            found = found + (clipped - x0) * slope
    # Minimum and maximum pass over unknown values, so that they are put back.
    return found + 0.0 * x


def read(e, key):
    """Value and trust of a signal, unknown where the row says nothing usable."""
    name = column_of(key)
    if not name:
        return False
    signal, short = signals[key], key.replace(".", "_")
    if name != key:
        months = e.days(name) / 30.4375
        value = months if name == "company.shakeup" else e.where(months >= 0.0, months, None if peer == "polars" else float("nan"))
    elif signal["type"] == "bool":
        value = e.words(name, {"yes": 1.0, "no": 0.0, "partly": 0.5})
    else:
        low, high = signal["range"]
        x = e.col(name)
        value = e.where((x >= low) & (x <= high), x, None if peer == "polars" else float("nan"))
    base = trust["aggregator"]["trust"]
    if f"{key}.kind" in HEADER and name == key:
        base = e.fill(e.words(f"{key}.kind", {kind: entry["trust"] for kind, entry in trust.items()}), base)
    half_life = signal.get("half_life_days")
    if f"{key}.date" in HEADER and name == key and half_life:
        age = e.days(f"{key}.date")
        fresh = 2.0 ** (-1.0 * e.fill(age, 0.0) / half_life)
        base = e.where(e.fill(age, 0.0) >= 0.0, base * fresh, 0.0)
    t = base
    odds = t / (1.0 - t)
    if f"{key}.n" in HEADER:
        # 1 / ((1 - t) / t + 1 / n)
        n = e.col(f"{key}.n")
        weight = 1.0 / (e.fill((1.0 - t) / t + 1.0 / n, float("inf")))
    else:
        weight = odds
    known = e.is_null(value)
    e.add(**{short: value})
    e.add(**{f"{short}_w": e.where(known, 0.0, weight), f"{short}_o": e.where(known, 0.0, odds), f"{short}_t": e.where(known, 0.0, t)})
    if f"{key}.kind" in HEADER and name == key:
        outside = {kind: float(entry["party"] != "company") for kind, entry in trust.items()}
        e.add(**{f"{short}_out": e.fill(e.words(f"{key}.kind", outside), 1.0)})
    return True


def score(e, key, criterion):
    short, signal = key.replace(".", "_"), signals[key]
    points = criterion.get("curve", signal["curve"])
    prior = float(criterion.get("prior", signal.get("prior", 0.0)))
    if key in ("seat.p_open", "seat.p_yours"):
        p = e.col(key)
        unknown = e.is_null(p)
        v = curve(e, points, p)
        trusts = 0.0
        for other, part in CREDIBILITY.items():
            if column_of(other):
                w = e.col(other.replace(".", "_") + "_w")
                trusts = trusts + part * w / (1.0 + w)
        # Where the table is silent, the model answers from its defaults.
        best, low, high = (curve_at(points, x) for x in NOTHING)
        e.add(**{f"{short}_best": e.where(unknown, best, v), f"{short}_low": e.where(unknown, min(best, low), v),
                 f"{short}_high": e.where(unknown, max(best, high), v), f"{short}_trust": trusts + 0.0 * e.fill(p, 0.0)})
        return
    if not column_of(key):
        one = e.lit(1.0) if peer == "polars" else e.pd.Series(1.0, index=next(iter(e.columns.values())).index)
        e.add(**{f"{short}_best": prior * one, f"{short}_low": 0.0 * one, f"{short}_high": 100.0 * one, f"{short}_trust": 0.0 * one})
        return
    x, w = e.col(short), e.col(f"{short}_w")
    width = signal.get("tolerance", 0.0)
    width = (width * x).abs() if signal.get("tolerance_relative") else width
    v, below, above = (e.fill(curve(e, points, at), 0.0) for at in (x, x - width, x + width))
    t = w / (1.0 + w)
    best = (prior + w * v) / (1.0 + w)
    e.add(**{f"{short}_best": best, f"{short}_low": e.least(best, t * e.least(below, above)),
             f"{short}_high": e.most(best, t * e.most(below, above) + (1.0 - t) * 100.0), f"{short}_trust": t})


def curve_at(points, x):
    if x <= points[0][0]:
        return float(points[0][1])
    for (x0, v0), (x1, v1) in zip(points, points[1:]):
        if x <= x1:
            return v0 + (v1 - v0) * (x - x0) / (x1 - x0)
    return float(points[-1][1])


def answer(e, condition, crosscheck):
    """1 holds, -1 does not, 0 is not known."""
    if "any" in condition:
        return e.most(*[answer(e, part, crosscheck) for part in condition["any"]])
    if "all" in condition:
        return e.least(*[answer(e, part, crosscheck) for part in condition["all"]])
    if "seats_below" in condition:
        return seats_below(e, condition["seats_below"])
    (form, bound), = condition.items()
    key = bound["signal"]
    short = key.replace(".", "_")
    if not column_of(key):
        return e.lit(0.0) if peer == "polars" else 0.0 * e.pd.Series(1.0, index=next(iter(e.columns.values())).index)
    x, o = e.col(short), e.col(f"{short}_o")
    holds = e.where(x >= bound["value"] if form == "at_least" else x <= bound["value"], 100.0, 0.0)
    p = (50.0 + o * holds) / (1.0 + o) / 100.0
    may_pass = p >= 0.7
    if crosscheck:
        may_pass = may_pass & (e.col(f"{short}_t") >= 0.3)
        if f"{key}.kind" in HEADER:
            may_pass = may_pass & (e.col(f"{short}_out") > 0.0)
    return e.where(may_pass, 1.0, e.where(p <= 0.3, -1.0, 0.0))


def seats_below(e, limit):
    of = lambda key, default: e.fill(e.col(key.replace(".", "_")), default) if column_of(key) else default
    if not column_of("department.eng_headcount"):
        return e.lit(0.0)
    size = e.col("department_eng_headcount")
    ems = size / (of("department.ics_per_em", 7.0) + 1.0)
    each = of("department.ems_per_m2", 4.0)
    seats = e.where(ems <= 6.0, 0.0, e.where(ems < each * 6.0, (ems - 6.0) / (each - 1.0), ems / each))
    return e.where(e.is_null(size), 0.0, e.where(seats < limit, 1.0, -1.0))


# Mean, P10 and P90 of the seat model when nothing is known, as `rubric sql` writes them.
NOTHING = (0.0, 0.0, 0.0)
if any(criterion["signal"] == "seat.p_open" for _, criterion in criteria):
    text = subprocess.run([program, "rubric", "sql", rubric_id, "--dialect", "duckdb", "--like", table, "-q", *HOW], check=True, capture_output=True, text=True).stdout
    find = lambda name: float(re.search(rf"([0-9.]+)e0[^\n]*\bAS \"{name}\"", text).group(1))
    ends = [float(re.search(rf"IS NULL THEN ([0-9.]+)e0 [^\n]*AS \"seat_open_{end}\"", text).group(1)) for end in ("p10", "p90")]
    mean = float(re.search(r"COALESCE\([^\n]*, ([0-9.]+)e0\) AS \"seat_open\"", text).group(1))
    NOTHING = (mean, *ends)

e = Polars() if peer == "polars" else Pandas()
conditions = [gate["when"] for gate in rubric.get("gate", [])] + [cap["unless"] for cap in rubric.get("cap", [])]
conditions += [gate["not_applicable"]["when"] for gate in rubric.get("gate", []) if "when" in gate.get("not_applicable", {})]
wanted = [criterion["signal"] for _, criterion in criteria]
wanted += [next(iter(leaf.values()))["signal"] for condition in conditions for leaf in leaves(condition) if "seats_below" not in leaf]
wanted += list(CREDIBILITY)
for key in dict.fromkeys(key for key in wanted if not key.startswith("seat.")):
    read(e, key)
for _, criterion in criteria:
    score(e, criterion["signal"], criterion)
names = []
for group in rubric["group"]:
    weight = sum(criterion["weight"] for criterion in group["criterion"])
    for end in ("best", "low", "high", "trust"):
        parts = sum(criterion["weight"] / weight * e.col(criterion["signal"].replace(".", "_") + "_" + end) for criterion in group["criterion"])
        e.add(**{f"group_{group['id']}_{end}": parts})
    names += [f"group_{group['id']}_{end}" for end in ("best", "low", "high")]
whole = {end: sum(c["weight"] / total * e.col(c["signal"].replace(".", "_") + "_" + end) for _, c in criteria) for end in ("best", "low", "high", "trust")}
deviations = []
for _, c in criteria:
    low, best, high = (e.col(c["signal"].replace(".", "_") + "_" + end) for end in ("low", "best", "high"))
    deviations.append(c["weight"] / total * (e.most((best - low) * (high - best) / 3.0, e.lit(0.0) if peer == "polars" else 0.0)) ** 0.5)
squares = sum(one * one for one in deviations)
e.add(spread=(0.7 * squares + 0.3 * sum(deviations) ** 2) ** 0.5, coverage=whole["trust"])
gate_names = []
for gate in rubric.get("gate", []):
    state, exempt = answer(e, gate["when"], gate.get("crosscheck", False)), gate.get("not_applicable", {})
    if "when" in exempt:
        state = e.where((state < 0.5) & (answer(e, exempt["when"], False) > 0.5), 2.0, state)
    elif "with" in exempt:
        state = e.where((state < 0.5) & (e.col(f"state_{exempt['with']}") > 1.5), 2.0, state)
    e.add(**{f"state_{gate['id']}": state})
    e.add(**{f"gate_{gate['id']}": e.where(state > 1.5, "not-applicable", e.where(state > 0.5, "pass", e.where(state < -0.5, "fail", "unknown")))})
    gate_names.append(gate["id"])
    names.append(f"gate_{gate['id']}")
for end in ("best", "low", "high"):
    value = whole[end]
    if "weakest_group_margin" in rubric:
        value = e.least(value, *[e.col(f"group_{id}_{end}") + rubric["weakest_group_margin"] for id in necessary])
    for cap in rubric.get("cap", []):
        value = e.where(answer(e, cap["unless"], False) < -0.5, e.least(value, e.lit(float(cap["limit"])) if peer == "polars" else float(cap["limit"])), value)
    e.add(**{f"score_{end}": value})
best, low, high = (e.col(f"score_{end}") for end in ("best", "low", "high"))
e.add(score=best, cautious=(2.0 * best + low) / 3.0, hopeful=(2.0 * best + high) / 3.0)
state = lambda id: e.col(f"state_{id}")
never = e.col("coverage") < -1.0
failed, unanswered = never, never
for id in gate_names:
    failed, unanswered = failed | (state(id) < -0.5), unanswered | ((state(id) > -0.5) & (state(id) < 0.5))
hardly = never
for id in necessary:
    hardly = hardly | (e.col(f"group_{id}_trust") < 0.25)
coverage = e.col("coverage")
verdict = e.where(coverage >= 0.8, "toss-up", "ask-more")
verdict = e.where(e.col("cautious") >= 55.0, "pursue", verdict)
verdict = e.where(unanswered | (coverage < 0.5) | hardly, "ask-more", verdict)
verdict = e.where(failed | ((coverage >= 0.5) & (e.col("hopeful") < 45.0)), "decline", verdict)
far = (e.col("score") - 50.0) / e.col("spread")
lean = e.where(failed | (far <= -0.1256613), "decline", e.where(far >= 0.1256613, "pursue", "even"))
grade = "E"
for least, letter in ((38.0, "D"), (50.0, "C"), (62.0, "B"), (75.0, "A")):
    grade = e.where(e.col("score") >= least, letter, grade)
e.add(verdict=verdict, lean=lean, grade=grade)
labels = ["role", "company", "title", "verdict", "lean", "grade", "score", "score_low", "score_high", "coverage", "cautious", "hopeful"]
e.finish(labels + names + [c["signal"].replace(".", "_") + "_best" for _, c in criteria] + ["location", "url"])
