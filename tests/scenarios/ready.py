#!/usr/bin/env python3
"""ready.py NKDOSE ROOT: what makes a plan ready, for each answer that bears on safety.

The table stands in docs/ready.md, for a pharmacist to sign; here is only how each of its cells is
made from the example patient. A row or a column without its counterpart fails. Then 400 ordinary
patients, all answered, by a fixed seed: at least 95 % are ready without a warning.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

NKDOSE, ROOT = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
TAKEN = object()  # a key that is not there
BAG = {"lot": "L-1", "bag": "1", "product": "F01", "patient": "F01-007", "expires": "2027-06-30",
       "volume": "20 mL", "viable_cells": "5e7 cells/mL", "viability": "92 %",
       "counted": "after-thaw", "car_fraction": "100 %", "car_fraction_of": "viable"}
SAFETY = ["hypersensitivity", "pentostatin", "decompensated_haemolysis", "pregnancy_test_positive",
          "breast_feeding", "urinary_outflow_obstruction"]
COLUMNS = ["answered", "unknown", "left out", "contradictory", "old", "in the future"]


def safety(question):
    return {"answered": {f"safety.{question}": "no"}, "unknown": {f"safety.{question}": "unknown"},
            "left out": {f"safety.{question}": TAKEN},
            "contradictory": {f"safety.{question}": "yes"}}


def without(key):
    return {name: value for name, value in BAG.items() if name != key}


POSTPONED = {"--on": "2026-12-04", "order.day_zero": "2026-12-14",
             "patient.weight_on": "2026-12-04", "patient.creatinine_on": "2026-12-04"}
MEASURED = {"patient.measured_clearance": "90 mL/min",
            "patient.measured_clearance_on": "2026-11-30"}
SEEN = {"code": "D005", "reason": "seen"}
INFUSED = {
    "--on": "2026-12-08", "order.infusion_days": [0, 7], "patient.weight_on": "2026-12-07",
    "patient.creatinine_on": "2026-12-07",
    "given": [*({"date": f"2026-12-0{day}", "what": drug, "dose": dose} for day in (2, 3, 4)
                for drug, dose in (("fludarabine", "49 mg"), ("cyclophosphamide", "486 mg"))),
              {"date": "2026-12-07", "what": "infusion", "lots": ["L-1"]}]}


def postponed_on(day):
    return {"from": "2026-12-07", "reason": "no bed", "by": "J Doe", "on": day}


def given_and_left(volume):
    return [{**BAG, "infusion": 1, "volume": volume}, {**BAG, "lot": "L-2", "infusion": 2}]


# What each cell of the table changes in the example patient, who is ready.
ROWS = {
    "patient id": {"answered": {}, "left out": {"patient.id": TAKEN},
                   "contradictory": {"product": [{**BAG, "patient": "F01-070"}]}},
    "sex": {"answered": {}, "left out": {"patient.sex": TAKEN},
            "unknown": {"patient.sex": "unknown"}},
    "birth date": {"answered": {}, "left out": {"patient.birth_date": TAKEN},
                   "contradictory": {"patient.age": "42 y"},
                   "old": {"patient.birth_date": "1900-01-01"},
                   "in the future": {"patient.birth_date": "2027-01-01"}},
    "height": {"answered": {}, "left out": {"patient.height": TAKEN},
               "contradictory": {"patient.height": "62 cm"}},
    "weight": {"answered": {}, "left out": {"patient.weight": TAKEN},
               "contradictory": {"patient.weight": "5.84 kg"}},
    "weighed on": {"answered": {}, "left out": {"patient.weight_on": TAKEN},
                   "old": {"patient.weight_on": "2026-11-24"},
                   "in the future": {"patient.weight_on": "2026-12-03"}},
    "creatinine": {"answered": {}, "left out": {"patient.serum_creatinine": TAKEN,
                                                "patient.creatinine_on": TAKEN},
                   "contradictory": {"patient.serum_creatinine": "6200 umol/L"}},
    "creatinine measured on": {"answered": {}, "left out": {"patient.creatinine_on": TAKEN},
                               "old": {"patient.creatinine_on": "2026-11-24"},
                               "in the future": {"patient.creatinine_on": "2026-12-03"}},
    **{question.replace("_", " "): safety(question) for question in SAFETY},
    "level of a drug": {"answered": {}, "left out": {"order.fludarabine": TAKEN},
                        "contradictory": {"order.fludarabine": "90 mg/m2/day"}},
    "assigned cells": {"answered": {}, "left out": {"order.cells": TAKEN},
                       "contradictory": {"order.cells": "4e9 cells"}},
    "day of the calculation": {"answered": {"--on": "2026-12-01"}, "left out": {},
                               "old": {"--on": "2026-12-03"}},
    "a dose on a day that has passed": {
        "answered": {"--on": "2026-12-03", "given": [
            {"date": "2026-12-02", "what": "fludarabine", "dose": "49 mg"},
            {"date": "2026-12-02", "what": "cyclophosphamide", "dose": "486 mg"}]},
        "left out": {"--on": "2026-12-03"},
        "in the future": {"given": [
            {"date": "2026-12-03", "what": "fludarabine", "dose": "49 mg"}]}},
    "a day that passed before a postponement": {
        "answered": {**POSTPONED, "postponed": [postponed_on("2026-12-02")]},
        "left out": {**POSTPONED, "postponed": [postponed_on("2026-12-03")]},
        "in the future": {**POSTPONED, "postponed": [postponed_on("2026-12-05")]}},
    "method of a measured clearance": {
        "answered": {**MEASURED, "patient.measured_clearance_method": "iohexol"},
        "unknown": {**MEASURED, "patient.measured_clearance_method": "unknown"},
        "left out": MEASURED},
    "who acknowledges": {"answered": {"acknowledge": [{**SEEN, "by": "JD"}]},
                         "unknown": {"acknowledge": [{**SEEN, "by": "?"}]},
                         "left out": {"acknowledge": [SEEN]}},
    "cells that were given": {
        "answered": {**INFUSED, "product": given_and_left("20 mL")},
        "contradictory": {**INFUSED, "product": given_and_left("57 mL")}},
    "cells of the bags against the level": {
        "answered": {"product": [BAG]},
        "contradictory": {"product": [{**BAG, "volume": "40 mL"}], "order.cells": "5e8 cells"}},
    "viability of a bag": {"answered": {"product": [BAG]},
                           "left out": {"product": [without("viability")]},
                           "contradictory": {"product": [{**BAG, "viability": "45 %"}]}},
    "expiry of a bag": {"answered": {"product": [BAG]},
                        "left out": {"product": [without("expires")]},
                        "old": {"product": [{**BAG, "expires": "2026-12-06"}]}},
    "product of a bag": {"answered": {"product": [BAG]},
                         "contradictory": {"product": [{**BAG, "product": "F02"}]}},
    "one bag": {"answered": {"product": [BAG]},
                "contradictory": {"product": [BAG, {**BAG, "lot": "l-1", "bag": "01"}]}},
    "a criterion of the screening": {
        "answered": {"screening": "met"},
        "unknown": {"screening": "met", "screening.hemoglobin": TAKEN},
        "contradictory": {"screening": "met", "screening.hemoglobin": "70 g/L"}},
    "the site's signature": {"answered": {}, "left out": {"--site": "none"},
                             "in the future": {"--on": "2026-11-15", "patient.weight_on": "2026-11-12",
                                               "patient.creatinine_on": "2026-11-12",
                                               "order.day_zero": "2026-11-23"}},
}


def toml_case(path):
    import tomllib
    return json.loads(json.dumps(tomllib.loads((ROOT / path).read_text()), default=str))


EXAMPLE, MET = (toml_case(f"examples/cases/{name}.toml") for name in ("adult-sle", "screened-sle"))


def put(case, key, value):
    *tables, last = key.split(".")
    for table in tables:
        case = case.setdefault(table, {})
    if value is TAKEN:
        case.pop(last, None)
    else:
        case[last] = value


def verdict(changes):
    """"ready", "draft P004", "refused P006", or "error"."""
    changes, site = dict(changes), ["--site", str(ROOT / "examples/site.toml")]
    case = json.loads(json.dumps(MET if changes.pop("screening", "") else EXAMPLE))
    arguments = ["--on", changes.pop("--on")] if "--on" in changes else []
    if changes.pop("--site", ""):
        site = []
    for key, value in changes.items():
        put(case, key, value)
    run = subprocess.run([NKDOSE, "plan", *site, *arguments, "--format", "json"],
                         input=json.dumps(case).encode(), capture_output=True, check=False)
    plan = json.loads(run.stdout)
    assert run.returncode == {"ready": 0, "error": 2}.get(plan["status"], 1), plan
    codes = sorted({one["code"] for one in plan["findings"]
                    if one["severity"] in ("warning", "stop")})
    return " ".join([plan["status"], *codes]) if plan["status"] != "error" else "error"


def table():
    """The rows of docs/ready.md: {what: {column: cell}}."""
    lines = [line for line in (ROOT / "docs/ready.md").read_text().splitlines()
             if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[0] == ["what", *COLUMNS], cells[0]
    return {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in cells[2:]}


def ordinary(pick):
    """An adult with healthy kidneys and an ordinary body, about whom everything is known."""
    while True:
        sex, height = pick.choice(["female", "male"]), pick.randrange(150, 190)
        weight = round(pick.uniform(18.5, 30) * (height / 100) ** 2, 1)
        age, creatinine = pick.randrange(18, 60), pick.randrange(50, 100)
        clearance = (140 - age) * weight * (0.85 if sex == "female" else 1) * 88.4 / 72 / creatinine
        if 85 <= clearance <= 140:
            break
    case = json.loads(json.dumps(EXAMPLE))
    del case["patient"]["birth_date"]
    case["patient"] |= {"sex": sex, "age": f"{age} y", "height": f"{height} cm",
                        "weight": f"{weight} kg", "serum_creatinine": f"{creatinine} umol/L"}
    case["product"] = [BAG]
    return case


def is_ready(case):
    run = subprocess.run([NKDOSE, "plan", "--site", str(ROOT / "examples/site.toml"), "--on",
                          "2026-12-01", "--format", "json"], input=json.dumps(case).encode(),
                         capture_output=True, check=False)
    findings = json.loads(run.stdout)["findings"]
    return run.returncode == 0 and all(one["severity"] == "info" for one in findings)


def main():
    wanted = table()
    assert list(wanted) == list(ROWS), set(wanted) ^ set(ROWS)
    cells = [(what, column, changes) for what, row in ROWS.items()
             for column, changes in row.items()]
    with ThreadPoolExecutor(2) as pool:
        got = pool.map(verdict, [changes for _, _, changes in cells])
        wrong = [f"{what}, {column}: the table says {wanted[what][column]}, the program {word}"
                 for (what, column, _), word in zip(cells, got, strict=True)
                 if wanted[what][column] != word]
        wrong += [f"{what}, {column}: nothing is tried for {cell}" for what, row in wanted.items()
                  for column, cell in row.items() if (cell == "") == (column in ROWS[what])]
        pick = random.Random(20261207)
        ready = list(pool.map(is_ready, [ordinary(pick) for _ in range(400)]))
    if sum(ready) < 380:
        wrong.append(f"of 400 ordinary patients {sum(ready)} are ready")
    print("\n".join([*wrong, f"{len(cells)} answers, {sum(ready)} of 400 ordinary patients ready"]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
