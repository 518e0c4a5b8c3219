#!/usr/bin/env python3
"""Measures nkdose batch: measure.py [--bytes-only | --to ROWS] BUILD_FOLDER REPOSITORY_ROOT

Makes rows with a fixed seed, compares the bytes of nkdose and of the floor program, and prints the
tables of docs/performance.md: each time is the best of several, and a ratio is of two processor
times of one run, which other work on the machine disturbs least; two jobs are timed by the clock. Not part of the tests but for --bytes-only (10,000 rows, no times). Exit code 1 when bytes differ.
"""

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AWK = r"""
BEGIN { FS = ","; OFS = "," }
NR == 1 { next }
{ bsa = int(sqrt($4 * $5 / 3600) * 100 + 0.5) / 100
  crcl = (140 - $3) * $5 * 88.4 * ($2 == "female" ? 0.85 : 1) / (72 * $6)
  f = crcl >= 80 ? 1 : crcl >= 50 ? 0.8 : 0.6
  flu = int($7 * bsa * f + 0.5); cy = int($8 * bsa + 0.5)
  print $1, bsa, crcl, f, flu, 3 * flu, cy, 3 * cy, $9, $10 }
"""
PYTHON = r"""
import csv, sys, datetime
rows = csv.DictReader(open(sys.argv[1], newline=""))
out = csv.writer(sys.stdout)
for r in rows:
    w = float(r["weight_kg"])
    bsa = round((float(r["height_cm"]) * w / 3600) ** 0.5, 2)
    crcl = (140 - int(r["age_years"])) * w * 88.4 * (0.85 if r["sex"] == "female" else 1)
    crcl /= 72 * float(r["serum_creatinine_umol_per_l"])
    f = 1 if crcl >= 80 else 0.8 if crcl >= 50 else 0.6
    flu = round(float(r["fludarabine_mg_per_m2_per_day"]) * bsa * f)
    cy = round(float(r["cyclophosphamide_mg_per_m2_per_day"]) * bsa)
    day = datetime.date.fromisoformat(r["day_zero"])
    days = [(day - datetime.timedelta(n)).isoformat() for n in (5, 4, 3, 0)]
    out.writerow([r["id"], bsa, round(crcl, 2), f, flu, 3 * flu, cy, 3 * cy, r["cells"], *days])
"""
PANDAS = r"""
import sys, pandas as pd, numpy as np
d = pd.read_csv(sys.argv[1], parse_dates=["day_zero"])
bsa = np.floor(np.sqrt(d.height_cm * d.weight_kg / 3600) * 100 + 0.5) / 100
crcl = (140 - d.age_years) * d.weight_kg * 88.4 * np.where(d.sex == "female", 0.85, 1)
crcl /= 72 * d.serum_creatinine_umol_per_l
f = np.select([crcl >= 80, crcl >= 50], [1, 0.8], 0.6)
flu = np.floor(d.fludarabine_mg_per_m2_per_day * bsa * f + 0.5)
cy = np.floor(d.cyclophosphamide_mg_per_m2_per_day * bsa + 0.5)
out = pd.DataFrame({"id": d.id, "bsa": bsa, "crcl": crcl, "f": f, "flu": flu, "flu3": 3 * flu,
                    "cy": cy, "cy3": 3 * cy, "cells": d.cells})
for n in (5, 4, 3, 0):
    out[f"d{n}"] = d.day_zero - pd.Timedelta(days=n)
out.to_csv(sys.stdout, index=False)
"""


def json_rows(source, target):
    """The same rows as cases, a line each."""
    import csv
    import json
    with open(source, newline="", encoding="utf-8") as rows, open(target, "w", encoding="utf-8") as out:
        for r in csv.DictReader(rows):
            case = {"patient": {"id": r["id"], "sex": r["sex"], "age": r["age_years"] + " y",
                                "height": r["height_cm"] + " cm", "weight": r["weight_kg"] + " kg",
                                "serum_creatinine": r["serum_creatinine_umol_per_l"] + " umol/L"},
                    "order": {"protocol": "f01", "day_zero": r["day_zero"],
                              "fludarabine": r["fludarabine_mg_per_m2_per_day"] + " mg/m2/day",
                              "cyclophosphamide":
                                  r["cyclophosphamide_mg_per_m2_per_day"] + " mg/m2/day",
                              "cells": r["cells"] + " cells"}}
            out.write(json.dumps(case) + "\n")


class Bench:
    def __init__(self, build, root, folder):
        self.build, self.root, self.folder = build, root, folder
        self.nkdose = [str(build / "nkdose"), "batch", "--site", str(root / "examples/site.toml")]

    def rows(self, count):
        path = self.folder / f"rows-{count}.csv"
        if not path.exists():
            with path.open("wb") as out:
                subprocess.run([self.build / "benchmark_rows", str(count)], stdout=out, check=True)
        return path

    def once(self, command, out):
        """Seconds of the clock and of the processor."""
        with open(out, "wb") as target:
            begin = time.perf_counter()
            child = subprocess.Popen(command, stdout=target, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            sys.exit(f"failed: {command}")
        return seconds, usage.ru_utime + usage.ru_stime

    def best(self, command, out="/dev/null", times=5):
        results = [self.once(command, out) for _ in range(times)]
        clock, processor = (min(column) for column in zip(*results))
        return clock, processor, self.memory(command)

    def memory(self, command):
        """MiB at the peak; asked of time(1), because a child of Python begins with Python's own."""
        run = subprocess.run(["/usr/bin/time", "-f", "%M", *map(str, command)], check=False,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        return int(run.stderr.split()[-1]) / 1024

    def same_bytes(self, count):
        rows = self.rows(count)
        ours, floor = self.folder / "ours.csv", self.folder / "floor.csv"
        self.once([*self.nkdose, rows], ours)
        self.once([self.build / "benchmark_floor", rows], floor)
        def digest(path):
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() if hasattr(
                    hashlib, "file_digest") else hashlib.sha256(file.read()).hexdigest()
        if digest(ours) != digest(floor):
            with ours.open() as a, floor.open() as b:
                for one, other in zip(a, b):
                    if one != other:
                        print(f"the bytes differ:\n  nkdose {one}  floor  {other}", end="")
                        break
            sys.exit(1)
        for path in (ours, floor):
            path.unlink()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bytes-only", action="store_true")
    parser.add_argument("--to", type=int, default=10**7)
    parser.add_argument("build", type=Path)
    parser.add_argument("root", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as temp:
        bench = Bench(arguments.build.resolve(), arguments.root.resolve(), Path(temp))
        if arguments.bytes_only:
            bench.same_bytes(10_000)
            print("the bytes are the same")
            return
        bench.same_bytes(10**6)
        measure(bench, arguments.to)


def measure(bench, most):
    million = bench.rows(10**6)
    out = bench.folder / "out.csv"
    table = [("floor program", *bench.best([bench.build / "benchmark_floor", million], out))]
    floor = table[0][2]

    def add(name, command, target=out, times=5):
        table.append((name, *bench.best(command, target, times)))
        return table[-1][1]

    one = add("nkdose batch", [*bench.nkdose, million])
    two = add("nkdose batch --jobs 2", [*bench.nkdose, "--jobs", "2", million])
    cases = bench.folder / "cases.ndjson"
    json_rows(million, cases)
    add("nkdose batch, NDJSON in and out", [*bench.nkdose, cases], times=3)
    cases.unlink()
    add("awk (mawk), doubles, no checks, no dates", ["awk", AWK, million], times=2)
    add("Python csv, doubles, no checks", [sys.executable, "-c", PYTHON, million], times=2)
    if subprocess.run([sys.executable, "-c", "import pandas"], capture_output=True).returncode == 0:
        add("pandas, doubles, no checks", [sys.executable, "-c", PANDAS, million], times=2)
    print("| 1,000,000 rows | clock, s | processor, s | of the floor | rows/s | peak memory |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, clock, seconds, memory in table:
        print(f"| {name} | {clock:.2f} | {seconds:.2f} | {seconds / floor:.1f} "
              f"| {1e6 / seconds:,.0f} | {memory:.1f} MiB |")
    print(f"\ntwo jobs are {one / two:.2f} times as fast as one\n")

    print("| rows | processor, s | of the floor | peak memory |\n| --- | --- | --- | --- |")
    count = 1000
    while count <= most:
        rows = bench.rows(count)
        _, seconds, memory = bench.best([*bench.nkdose, rows], out, 3)
        _, base, _ = bench.best([bench.build / "benchmark_floor", rows], out, 3)
        print(f"| {count:,} | {seconds:.3f} | {seconds / base:.1f} | {memory:.1f} MiB |")
        if count > 10**6:
            rows.unlink()
        count *= 10

    case = bench.root / "examples/cases/adult-sle.toml"
    plan = [str(bench.build / "nkdose"), "plan", str(case), "--site",
            str(bench.root / "examples/site.toml")]
    empty = bench.folder / "empty"
    source = bench.folder / "empty.c"
    source.write_text("int main(void) { return 0; }\n")
    subprocess.run(["cc", "-O2", "-static", "-o", empty, source], check=True)
    base = bench.best([empty], times=200)[0]
    seconds = bench.best(plan, times=200)[0]
    print(f"\none plan: {1000 * seconds:.2f} ms, an empty static program {1000 * base:.2f} ms")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
