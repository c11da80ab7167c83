#!/usr/bin/env python3
"""Runs the query of `rubric sql` in real engines and holds it to `batch`, row by row and column by column.

    check.py PROGRAM TABLE_EXAMPLE [--rows 10000] [--engines duckdb,postgres,spark] [--need duckdb,postgres]

PROGRAM is the skiplevel binary, TABLE_EXAMPLE the example `table`, which makes the rows. Numbers have to agree to 1e-9, words
exactly. An engine that is not installed is skipped and named, unless --need says that it has to be there. PostgreSQL is started
on a socket of its own in a temporary folder; Spark runs as a local cluster of two workers.
"""
import argparse, csv, os, pathlib, re, shutil, subprocess, sys, tempfile

RUBRICS = ["business-need", "four-questions", "grow-managers", "majority-of-four", "operating-system", "m2-path"]
AS_OF = "2026-11-20"


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)
    if done.returncode > 1:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


class DuckDb:
    name, dialect = "duckdb", "duckdb"

    def __init__(self, table, folder):
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute(f"CREATE TABLE roles AS SELECT * FROM read_csv('{table}', header = true, sample_size = -1)")

    def rows(self, query):
        found = self.connection.execute(query)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row)) for row in found.fetchall()]

    def close(self):
        self.connection.close()


class Postgres:
    name, dialect = "postgres", "postgres"

    def __init__(self, table, folder):
        binaries = [shutil.which("initdb"), *sorted(map(str, pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")))]
        found = [path for path in binaries if path]
        if not found or not shutil.which("psql"):
            raise ImportError("initdb or psql")
        self.bin = pathlib.Path(found[-1]).resolve().parent
        self.data, self.user = folder / "pg", []
        if os.getuid() == 0:
            # The server refuses to run as root.
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            os.chmod(folder.parent, 0o755)
            os.chmod(folder, 0o777)
        self.folder = folder
        run(*self.user, self.bin / "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", cwd="/tmp")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run(*self.user, self.bin / "pg_ctl", "-D", self.data, "-w", "-o", options, "-l", folder / "pg.log", "start", cwd="/tmp")
        with open(table, newline="") as file:
            reader = csv.reader(file)
            names, rows = next(reader), list(reader)
        kinds = [sql_type([row[at] for row in rows]) for at in range(len(names))]
        columns = ", ".join(f'"{name}" {kind}' for name, kind in zip(names, kinds))
        copied = folder / "roles.csv"
        shutil.copy(table, copied)
        os.chmod(copied, 0o644)
        self.psql(f"CREATE TABLE roles ({columns})")
        self.psql(f"\\copy roles FROM '{copied}' WITH (FORMAT csv, HEADER)")

    def psql(self, text, *options):
        return run("psql", "-h", self.folder, "-U", "postgres", "-X", "-v", "ON_ERROR_STOP=1", *options, "-c", text, cwd="/tmp")

    def rows(self, query):
        text = run("psql", "-h", self.folder, "-U", "postgres", "-X", "-v", "ON_ERROR_STOP=1", "--csv", "-f", "-", input=query, cwd="/tmp")
        return list(csv.DictReader(text.splitlines()))

    def close(self):
        run(*self.user, self.bin / "pg_ctl", "-D", self.data, "-m", "immediate", "stop", cwd="/tmp")


class Spark:
    name, dialect = "spark", "spark"

    def __init__(self, table, folder):
        from pyspark.sql import SparkSession

        if not shutil.which("java"):
            raise ImportError("java")
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("skiplevel")
        for key, value in {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.local.dir": str(folder),
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
            "spark.sql.shuffle.partitions": "2",
        }.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        frame = self.session.read.csv(str(table), header=True, inferSchema=True, escape='"')
        frame.repartition(4).createOrReplaceTempView("roles")

    def rows(self, query):
        return [row.asDict() for row in self.session.sql(query).collect()]

    def close(self):
        self.session.stop()


def sql_type(values):
    filled = [value for value in values if value]
    if all(re.fullmatch(r"-?\d+(\.\d+)?", value) for value in filled):
        return "double precision"
    return "date" if all(re.fullmatch(r"\d{4}-\d\d-\d\d", value) for value in filled) else "text"


def query_name(column):
    """The name in the query of a column of `batch`."""
    if column.startswith("criterion."):
        return column.removeprefix("criterion.").replace(".", "_") + "_best"
    return re.sub(r"\.(low|high)$", r"_\1", column.replace("gate.", "gate_", 1).replace("group.", "group_", 1)).lower()


def differences(native, found):
    by_role = {row["role"]: row for row in found}
    if len(by_role) != len(native):
        yield f"{len(by_role)} rows; batch has {len(native)}"
        return
    for row in native:
        other = by_role[row["role"]]
        for column, value in row.items():
            name = query_name(column)
            if name not in other:
                continue
            answer = other[name]
            try:
                is_same = abs(float(value) - float(answer)) <= 1e-9
            except (TypeError, ValueError):
                is_same = (value or None) == (answer or None)
            if not is_same:
                yield f"{row['role']} {column}: {answer} in the query, {value} by batch"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("table")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--engines", default="duckdb,postgres,spark")
    parser.add_argument("--need", default="")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    wanted, needed = options.engines.split(","), [name for name in options.need.split(",") if name]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        table = folder / "table.csv"
        with open(table, "w") as file:
            subprocess.run([options.table, str(options.rows), "--all", "--typed", "--sources"], stdout=file, check=True)
        how = ["--kind", "aggregator", "--column-kind", "self.m2_skills=self_report", "--column-date",
               "culture.autonomy=2026-02-10", "--column-kind", "mobility.path_reproducible=hiring_manager_said",
               "--plan", "company.growth_plan_18m", "--as-of", AS_OF]
        native = {}
        for rubric in RUBRICS:
            out = folder / f"{rubric}.csv"
            run(program, "batch", table, "-o", out, "--exact", "--rubric", rubric, "-q", *how)
            native[rubric] = list(csv.DictReader(open(out, newline="")))
            verdicts = sorted({row["verdict"] for row in native[rubric]})
            print(f"{rubric}: {len(native[rubric])} rows by batch, {', '.join(verdicts)}")
        for engine_type in (DuckDb, Postgres, Spark):
            if engine_type.name not in wanted:
                continue
            place = folder / engine_type.name
            place.mkdir()
            try:
                engine = engine_type(table, place)
            except ImportError as missing:
                print(f"{engine_type.name}: skipped, {missing} is not installed")
                failed += engine_type.name in needed
                continue
            try:
                for rubric in RUBRICS:
                    query = run(program, "rubric", "sql", rubric, "--dialect", engine.dialect, "--table", "roles", "--like", table, "-q", *how)
                    wrong = list(differences(native[rubric], engine.rows(query)))
                    print(f"{engine.name} · {rubric}: " + ("agrees" if not wrong else f"{len(wrong)} differences"))
                    for line in wrong[:5]:
                        print(f"  {line}")
                    failed += bool(wrong)
            finally:
                engine.close()
    print(f"{'FAILED' if failed else 'ok'}")
    sys.exit(1 if failed else 0)


main()
