"""Calendars of cases, of protocols and of cohorts; and the other pages of a case."""

import io
import csv
import json
from datetime import date, timedelta

from case_file import CaseFile
from toml import toml_of
from two_programs import Command

DESIGNS = ["3+3", "boin-0.25", "boin-0.30", "BOIN 0.25", "nonsense", "schedule/escalation/3-plus-3.toml"]
EVENTS = ["DTSTART;VALUE=DATE:{}", "DTSTART:{}", "DTSTART;VALUE=DATE:{}\nDTEND;VALUE=DATE:20270108",
          "DTSTART:{}T080000Z", "DTSTART;VALUE=DATE:{}\nRRULE:FREQ=YEARLY"]


def some_day(chance, spread=700):
    return date(2026, 12, 7) + timedelta(days=chance.randint(-spread, spread))


def holidays(chance):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for _ in range(chance.randrange(1, 8)):
        event = chance.choice([EVENTS[0]] * 8 + EVENTS).format(some_day(chance, 60).strftime("%Y%m%d"))
        lines += ["BEGIN:VEVENT", event, f"SUMMARY:{chance.choice(['Founders', 'Noël', 'a; b'])}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def shown(chance):
    """How a calendar is to look."""
    return chance.choice([
        ["--format", "text"], ["--format", "json"], ["--format", "csv"], ["--format", "ics"],
        ["--grid"], ["--study-day-one", "infusion"], ["--format", "ics", "--with-doses"],
        ["--study-day-one", "lymphodepletion", "--format", "csv"],
        ["--study-day-one", "infusion", "--format", "json"], ["--grid", "--format", "json"]])


def of_a_case(known, chance):
    case = CaseFile(known, chance)
    yield case.command("calendar", "--format", "json", counts=True)
    for _ in range(3):
        yield case.command("calendar", *shown(chance))
    for verb in ("cells", "screen"):
        yield case.command(verb, "--format", "json")
        yield case.command(verb)
    files = case.files | {"holidays.ics": holidays(chance)}
    verb = chance.choice(["plan", "cells", "calendar"])
    yield Command(case.words(verb, "--holidays", "holidays.ics"), files)


def of_a_protocol(known, chance):
    words = ["calendar", "--protocol", chance.choice(
        [*known.protocols, "examples/protocols/two-cycles.toml", "examples/protocols/weight-tiered.toml"])]
    words += chance.choice([[], ["--site", "examples/site.toml"], ["--site", "examples/pharmacy.toml"]])
    files = {}
    if chance.randrange(3) == 0:
        files["holidays.ics"] = holidays(chance)
        words += ["--holidays", "holidays.ics"]
    day = str(some_day(chance)) if chance.randrange(20) else chance.choice(["tomorrow", "2150-01-01", "2026-02-30"])
    yield Command([*words, "--day-zero", day, "--format", "json"], files, True)
    yield Command([*words, "--day-zero", day, *shown(chance)], files)
    yield Command([*words, "--find-from", day, "--format", chance.choice(["text", "json", "csv"])], files)


def cohort(chance):
    """Patients at ascending levels, more or less in the order of their infusions."""
    levels = ["5e8 cells", "1e9 cells", "2e9 cells", "3e9 cells"]
    day, patients = date(2026, 6, 1), []
    for number in range(chance.choice([0, 1, 3, 3, 6, 9, 12])):
        day += timedelta(days=chance.choice([0, 1, 7, 14, 14, 28, 35]))
        one = {"id": f"F01-{number:03}", "level": levels[min(3, number // chance.choice([3, 3, 6]))],
               "first_infusion": str(day)}
        if chance.randrange(4):
            one["dlt"] = chance.choice(["no", "no", "no", "yes"])
            if one["dlt"] == "yes" and chance.randrange(5):
                one["dlt_on"] = str(day + timedelta(days=chance.choice([0, 5, 28, 29])))
        elif chance.randrange(2):
            one |= {"evaluable": "no", "reason": chance.choice(["withdrew on Day 9", "moved, far away"])}
        if chance.randrange(30) == 0:
            one[chance.choice(["id", "level", "first_infusion", "dlt"])] = chance.choice(["", "F01-000", "x"])
        patients.append(one)
    return patients


def of_a_cohort(known, chance):
    patients, form = cohort(chance), chance.choice(["csv", "toml", "json"])
    tree = {"cohort": {"protocol": "f01"}, "escalation": {
        "design": chance.choice(DESIGNS[:4]), "levels": ["5e8 cells", "1e9 cells", "2e9 cells", "3e9 cells"],
        "stagger": "14 d", "stagger_applies_to": chance.choice(["first", "each"]), "source": "s"},
        "patient": patients, "source": [{"id": "s", "text": "invented", "verified": True}]}
    if chance.randrange(4) == 0:
        del tree["escalation"]
    if form == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, ["id", "level", "first_infusion", "dlt", "dlt_on", "evaluable", "reason"],
                                lineterminator="\n")
        writer.writeheader()
        writer.writerows(patients)
        text = out.getvalue()
    else:
        text = json.dumps(tree) if form == "json" else toml_of(tree)
    words = ["calendar", "--cohort", f"cohort.{form}"]
    if form == "csv" or "escalation" not in tree:
        words += chance.choice([[], ["--design", chance.choice(DESIGNS)],
                                ["--design", "boin-0.30", "--cohort-size", chance.choice(["3", "1", "0"])]])
        words += chance.choice([[], ["--stagger", chance.choice(["14 d first", "14 d each", "7 d", "x"])]])
    if chance.randrange(4):
        words += ["--on", str(date(2026, 6, 1) + timedelta(days=chance.randrange(300)))]
    for more in (["--format", "json"], ["--format", "text"], ["--format", "csv"]):
        yield Command([*words, *more], {f"cohort.{form}": text.encode()}, "json" in more)


def commands(known, item, chance):
    return [of_a_case, of_a_case, of_a_protocol, of_a_cohort][item % 4](known, chance)
