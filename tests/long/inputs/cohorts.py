"""Cohorts of a dose escalation, as CSV, TOML and JSON, with what the command line adds to them."""

import csv
import io
import json
from datetime import date, timedelta

from toml import toml_of
from two_programs import Command

BEGIN = date(2026, 6, 1)
LEVELS = ["5e8 cells", "1e9 cells", "2e9 cells", "3e9 cells"]
DESIGNS = ["3+3", "boin-0.25", "boin-0.30", "BOIN 0.25", "3+4"]
SIZES = ["3", "3", "1", "0"]
STAGGERS = 4 * ["14 d first", "14 d each"] + ["7 d", "x"]
COLUMNS = ["id", "level", "first_infusion", "dlt", "dlt_on", "evaluable", "reason"]


def outcome(chance, infused):
    """What became of a patient, if anybody says so."""
    kind = chance.randrange(12)
    if kind < 6:
        return {"dlt": "no"}
    if kind < 8:
        return {"dlt": "yes", "dlt_on": str(infused + timedelta(days=chance.choice([0, 5, 28, 29])))}
    if kind < 10:
        return {"evaluable": "no", "reason": chance.choice(["withdrew on Day 9", "moved, far away"])}
    return {"dlt": "yes"} if chance.randrange(12) == 0 else {}


def patients(chance):
    """At ascending levels, more or less, in the order of their infusions."""
    day, step, all_of_them = BEGIN, chance.choice([3, 3, 6]), []
    for number in range(chance.choice([0] + 4 * [1, 3, 6, 9, 12])):
        day += timedelta(days=chance.choice([0, 1, 7, 14, 14, 28, 35]))
        at = min(3, number // step + (chance.randrange(20) == 0))
        one = {"id": f"F01-{number:03}", "level": LEVELS[at] if chance.randrange(30) else "7e8 cells",
               "first_infusion": str(day), **outcome(chance, day)}
        if chance.randrange(60) == 0:
            one[chance.choice(list(one))] = chance.choice(["", "F01-000", "x"])
        all_of_them.append(one)
    return all_of_them


def csv_of(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def commands(known, item, chance):
    form, rows, pick = chance.choice(["csv", "toml", "json"]), patients(chance), chance.choice
    tree = {"cohort": {"protocol": "f01"}, "patient": rows,
            "source": [{"id": "s", "text": "invented", "verified": True}]}
    is_stated = form != "csv" and chance.randrange(4) > 0
    if is_stated:
        tree["escalation"] = {"levels": LEVELS, "stagger": "14 d", "source": "s", "design": pick(DESIGNS[:4]),
                              "stagger_applies_to": pick(["first", "each"])}
    words = ["calendar", "--cohort", f"cohort.{form}"]
    if not is_stated or chance.randrange(20) == 0:
        words += pick([[], ["--design", pick(DESIGNS)],
                       ["--design", "boin-0.30", "--cohort-size", pick(SIZES)]])
        words += pick([[], ["--stagger", pick(STAGGERS)]])
    if chance.randrange(4):
        words += ["--on", str(BEGIN + timedelta(days=chance.randrange(300)))]
    text = csv_of(rows) if form == "csv" else (toml_of if form == "toml" else json.dumps)(tree)
    for shown in ("json", "text", "csv"):
        yield Command([*words, "--format", shown], {f"cohort.{form}": text.encode()}, shown == "json")
