#!/usr/bin/env python3
"""Random histories of a dose escalation against what the tables say: escalation_histories.py PROGRAM

Derived here apart from the program's tables, in integers and fractions. BOIN: a share d/n is at or
below lambda_e = ln A / ln B exactly where B^d <= A^n; a level is eliminated from 3 patients on where
P(p > phi) under Beta(1 + d, 1 + n - d), which is P(Bin(n + 1, phi) <= d), is above 0.95. 3+3: the
textbook's two rows. A level is then judged with those beside it: what eliminates a level eliminates
those above it, and nobody escalates into a level that was eliminated. Under such a level 3+3 wants 6
patients, and with 6 it is the maximum tolerated dose; BOIN stays.
"""

import datetime
import json
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from functools import cache
from math import comb
from pathlib import Path

LEVELS = ["5e8 cells", "1e9 cells", "2e9 cells", "3e9 cells"]
ON = datetime.date(2027, 6, 30)
MOST = {"boin-0.25": 20, "boin-0.30": 20, "3+3": 6}  # patients in a table's last row
BOLDNESS = ["escalate", "stay", "de-escalate", "eliminate"]


@cache
def boin(target, seen, toxicities):
    phi = Fraction(target)
    low, high = phi * Fraction(6, 10), phi * Fraction(14, 10)
    if seen >= 3:
        tail = sum(comb(seen + 1, k) * phi**k * (1 - phi) ** (seen + 1 - k)
                   for k in range(toxicities + 1))
        if tail > Fraction(95, 100):
            return "eliminate"
    share_low = (1 - low) / (1 - phi), phi * (1 - low) / (low * (1 - phi))
    share_high = (1 - phi) / (1 - high), high * (1 - phi) / (phi * (1 - high))
    if share_low[1] ** toxicities <= share_low[0] ** seen:
        return "escalate"
    if share_high[1] ** toxicities >= share_high[0] ** seen:
        return "de-escalate"
    return "stay"


def row_says(design, seen, toxicities):
    if design == "3+3":
        if seen == 3:
            return ["escalate", "stay", "eliminate", "eliminate"][toxicities]
        return "escalate" if toxicities < 2 else "eliminate"
    return boin(design.removeprefix("boin-"), seen, toxicities)


def rows_of(design, size):
    return [n for n in ([3, 6] if design == "3+3" else range(1, 21)) if n % size == 0]


def alone(design, size, outcomes):
    """What the table says of one level by itself; outcomes: yes, no or open, in order."""
    for seen in rows_of(design, size):  # an elimination is never taken back
        if seen <= len(outcomes) and row_says(
                design, seen, outcomes[:seen].count("yes")) == "eliminate":
            return "eliminate"
    row = next((n for n in rows_of(design, size) if n >= len(outcomes)), None)
    if not outcomes or row is None:
        return None
    # The boldest that can still come: nobody else has a toxicity.
    boldest = row_says(design, row, outcomes.count("yes"))
    is_waiting, is_missing = "open" in outcomes, len(outcomes) < row
    if is_missing:
        return boldest if boldest == "eliminate" else None
    if is_waiting:
        return boldest if BOLDNESS.index(boldest) >= 2 else None
    return boldest


def together(design, size, history):
    """The action of every level; None where the table is silent."""
    own = [alone(design, size, outcomes) for outcomes in history]
    actions = []
    for i, action in enumerate(own):
        seen = len(history[i])
        if "eliminate" in own[:i] and action in ("escalate", "stay"):
            action = None
        elif action == "escalate" and own[i + 1:i + 2] == ["eliminate"]:
            has_more = any(n > seen for n in rows_of(design, size))
            action = ("maximum-tolerated-dose" if design == "3+3" and seen >= 6 else
                      "stay" if has_more else None)
        actions.append(action)
    return actions


def as_designed(chance, design, size):
    """A trial that does what the table says, until it ends or has enough."""
    history, level = [[] for _ in LEVELS], 0
    risks = sorted(chance.random() * 0.7 for _ in LEVELS)
    for _ in range(chance.randrange(1, 14)):
        if len(history[level]) + size > MOST[design]:
            break
        history[level] += ["yes" if chance.random() < risks[level] else "no" for _ in range(size)]
        action = together(design, size, history)[level]
        step = {"escalate": 1, "de-escalate": -1, "eliminate": -1}.get(action, 0)
        if action in (None, "maximum-tolerated-dose") or not 0 <= level + step < len(LEVELS):
            break
        level += step
    return history


def at_random(chance, design):
    """Anybody at any level, some windows open."""
    risk = chance.random()
    return [[("open" if chance.random() < 0.05 else "yes" if chance.random() < risk else "no")
             for _ in range(chance.choice([0, 1, 2, 3, 3, 3, 4, 6, 6, 7]))] for _ in LEVELS]


def cohort_of(history):
    """Windows of 28 days: closed by ON, or begun on it."""
    patients, day = [], datetime.date(2024, 1, 1)
    for level, outcomes in zip(LEVELS, history, strict=True):
        for outcome in outcomes:
            day += datetime.timedelta(1)
            patient = {"id": f"P-{len(patients) + 1}", "level": level, "first_infusion": str(day)}
            if outcome == "yes":
                patient |= {"dlt": "yes", "dlt_on": str(day)}
            elif outcome == "no":
                patient["dlt"] = "no"
            patients.append(patient)
    # Those still open have begun last at their level, so the order of the others stays.
    return {"escalation": {"levels": LEVELS, "source": "random"}, "patient": patients,
            "source": [{"id": "random", "text": "invented", "verified": True}]}


def with_open_windows_last(history):
    return [sorted(outcomes, key=lambda one: one == "open") for outcomes in history]


def told(program, folder, design, size, history):
    cohort = cohort_of(history)
    for patient in cohort["patient"]:
        if "dlt" not in patient:
            patient["first_infusion"] = str(ON)
    path = Path(folder) / "cohort.json"
    path.write_text(json.dumps(cohort), encoding="utf-8")
    run = subprocess.run([program, "calendar", "--cohort", str(path), "--protocol", "f01",
                          "--design", design, "--cohort-size", str(size), "--on", str(ON),
                          "--format", "json"], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return [level["table_says"] and level["table_says"]["action"]
            for level in json.loads(run.stdout)["levels"]]


def main():
    chance, wrong, reached = random.Random(20261201), 0, set()
    assert boin("0.30", 3, 3) == "eliminate" and boin("0.30", 6, 1) == "escalate"
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(360):
            design = ["3+3", "boin-0.25", "boin-0.30"][turn % 3]
            size = 3 if design == "3+3" else chance.choice([1, 2, 3])
            history = with_open_windows_last(as_designed(chance, design, size) if turn % 2 else
                                             at_random(chance, design))
            if not any(history):
                continue
            expected = together(design, size, history)
            got = told(sys.argv[1], folder, design, size, history)
            own = [alone(design, size, outcomes) for outcomes in history]
            reached |= {(design[:2], before, after) for before, after in zip(own, expected)}
            into_eliminated = any(action == "escalate" and "eliminate" in own[:i + 2]
                                  for i, action in enumerate(got))
            if got != expected or into_eliminated:
                print(f"{design} by {size}: {history}: {got}, not {expected}")
                wrong += 1
    for rare in [("3+", "escalate", "stay"), ("3+", "escalate", "maximum-tolerated-dose"),
                 ("bo", "escalate", "stay"), ("bo", "stay", None), ("3+", "escalate", None)]:
        assert rare in reached, f"no history leads to {rare}"
    print(f"360 histories, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
