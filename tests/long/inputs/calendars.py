"""Calendars of cases and of protocols, and the other pages of a case."""

from datetime import date, timedelta

from case_file import CaseFile
from cases import GAP
from questions import OWN_PROTOCOLS
from two_programs import Command

EVENTS = ["DTSTART;VALUE=DATE:{}", "DTSTART:{}", "DTSTART;VALUE=DATE:{}\nDTEND;VALUE=DATE:20270108",
          "DTSTART:{}T080000Z", "DTSTART;VALUE=DATE:{}\nRRULE:FREQ=YEARLY"]


def some_day(chance, spread=700):
    return date(2026, 12, 7) + timedelta(days=chance.randint(-spread, spread))


def holidays(chance):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for _ in range(chance.randrange(1, 8)):
        event = chance.choice([EVENTS[0]] * 8 + EVENTS).format(some_day(chance, 60).strftime("%Y%m%d"))
        name = chance.choice(["Founders", "Noël", "a; b"])
        lines += ["BEGIN:VEVENT", event, f"SUMMARY:{name}", "END:VEVENT"]
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
    with_days = [name for name in known.protocols if name not in GAP]
    words = ["calendar", "--protocol", chance.choice([*with_days, *with_days, *OWN_PROTOCOLS, *GAP])]
    words += chance.choice([[], ["--site", "examples/site.toml"], ["--site", "examples/pharmacy.toml"]])
    files = {}
    if chance.randrange(3) == 0:
        files["holidays.ics"] = holidays(chance)
        words += ["--holidays", "holidays.ics"]
    day = chance.choice([str(some_day(chance))] * 20 + ["tomorrow", "2150-01-01", "2026-02-30"])
    yield Command([*words, "--day-zero", day, "--format", "json"], files, True)
    yield Command([*words, "--day-zero", day, *shown(chance)], files)
    yield Command([*words, "--find-from", day, "--format", chance.choice(["text", "json", "csv"])], files)


def commands(known, item, chance):
    return (of_a_protocol if item % 3 == 2 else of_a_case)(known, chance)
