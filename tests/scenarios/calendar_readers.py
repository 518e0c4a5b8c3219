#!/usr/bin/env python3
"""Reads the program's calendar files with real readers: calendar_readers.py PROGRAM REPOSITORY_ROOT

Debian's python3-icalendar and python3-vobject and the calendar program khal read them under three
time zones, and a byte test of RFC 5545 of our own: line ends, folding, what must and must not be
there. Expected dates and counts come from the calendar's CSV, whose own tests are scenarios.
"""

import csv
import io
import os
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import icalendar
import vobject

ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles")


def main():
    program, root = sys.argv[1:]
    case = ["examples/cases/five-bags.toml", "--site", "examples/pharmacy.toml"]

    def told(*arguments, zone="UTC"):
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": zone}
        run = subprocess.run([program, *arguments], cwd=root, env=environment, capture_output=True,
                             check=True)
        return run.stdout

    rows = list(csv.DictReader(io.StringIO(told("calendar", *case, "--format", "csv").decode())))
    plain = told("calendar", *case, "--format", "ics")
    with_doses = told("calendar", *case, "--format", "ics", "--with-doses")
    given = told("calendar", *case, "--format", "ics", "--set", "given.0.what=fludarabine", "--set",
                 "given.0.date=2026-12-02", "--set", "given.0.dose=48 mg", "--on", "2026-12-02")
    moved = told("calendar", *case, "--format", "ics", "--set", "order.day_zero=2026-12-14",
                 "--set", "patient.weight_on=2026-12-07", "--set", "patient.creatinine_on=2026-12-07",
                 "--set", "postponed.0.from=2026-12-07", "--set", "postponed.0.reason=fever",
                 "--set", "postponed.0.by=J Doe", "--set", "postponed.0.on=2026-12-01")

    bytes_of_rfc(plain)
    bytes_of_rfc(with_doses)
    assert b"F01-007" not in plain and b"48 mg" not in plain and b"480 mg" not in plain
    assert b"METHOD" not in plain and plain.count(b"CLASS:CONFIDENTIAL") == len(rows)
    # In the summary and in the description of each dose.
    unfolded = with_doses.replace(b"\r\n ", b"")
    assert unfolded.count(b", 48 mg") == 3 and unfolded.count(b": 48 mg") == 3
    assert unfolded.count(b", 480 mg") == 3 and unfolded.count(b": 480 mg") == 3
    uids = re.findall(rb"UID:(.*)\r\n", plain)
    assert len(set(uids)) == len(uids) == len(rows)
    # The same events, whatever was given and wherever they have moved to.
    for other in (with_doses, given, moved):
        assert set(re.findall(rb"UID:(.*)\r\n", other)) == set(uids)
    assert b"SEQUENCE:0\r\n" in plain and b"SEQUENCE:1\r\n" in given
    assert b"SEQUENCE:0\r\n" not in given
    assert moved.count(b"SEQUENCE:1\r\n") == len(rows)
    another = told("calendar", *case, "--format", "ics", "--set", "patient.id=F01-008")
    assert not set(re.findall(rb"UID:(.*)\r\n", another)) & set(uids)

    days = told("calendar", *case, "--format", "ics", "--events", "day", "--alarm", "1 d")
    bytes_of_rfc(days)
    one_a_day(days, rows)

    expected = sorted(date.fromisoformat(row["date"]) for row in rows)
    for zone in ZONES:
        assert told("calendar", *case, "--format", "ics", zone=zone) == plain
        os.environ["TZ"] = zone
        events = icalendar.Calendar.from_ical(plain).walk("VEVENT")
        assert sorted(event["DTSTART"].dt for event in events) == expected
        for event in events:
            assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
            assert str(event["STATUS"]) == "CONFIRMED"  # the plan is ready
        read = vobject.readOne(plain.decode()).vevent_list
        assert sorted(event.dtstart.value for event in read) == expected
        summaries = {event.summary.value for event in read}
        assert "Day 0: F01 infusion 1 of 1" in summaries
        assert "Day minus 5: fludarabine 1 of 3" in summaries
        assert max(map(len, summaries)) <= 60
        khal(plain, zone)
    print(f"{len(rows)} events, {len(ZONES)} time zones")


def one_a_day(text, rows):
    """An entry for each date, whose description has all texts of that date, and one reminder."""
    texts = {}
    for row in rows:
        texts.setdefault(date.fromisoformat(row["date"]), []).append(row["text"].removesuffix(" [unverified]"))
    for events in (icalendar.Calendar.from_ical(text).walk("VEVENT"),
                   [event for event in vobject.readOne(text.decode()).vevent_list]):
        assert len(events) == len(texts)
    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        assert all(one in event["DESCRIPTION"] for one in texts.pop(event["DTSTART"].dt))
        assert len(event["SUMMARY"]) <= 60
        alarms = event.walk("VALARM")
        assert len(alarms) == 1 and alarms[0]["TRIGGER"].dt == timedelta(hours=-15)


def bytes_of_rfc(text):
    assert text.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith(b"END:VCALENDAR\r\n")
    lines = text.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # folded between characters
    assert b"DTSTAMP:20261202T000000Z" in text


def khal(text, zone):
    """The day of the infusion in a calendar program."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        (folder / "plan").mkdir()
        (folder / "config").write_text(
            f"[calendars]\n[[plan]]\npath = {folder}/plan\n[sqlite]\npath = {folder}/khal.db\n"
            f"[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\n"
            "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ntimeformat = %H:%M\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n")
        (folder / "plan.ics").write_bytes(text)
        command = ["khal", "-c", f"{folder}/config"]
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": zone, "HOME": home}
        subprocess.run([*command, "import", "--batch", f"{folder}/plan.ics"], env=environment,
                       check=True, capture_output=True)
        listed = subprocess.run([*command, "list", "2026-12-07", "1d"], env=environment, check=True,
                                capture_output=True).stdout.decode()
        assert "Day 0: F01 infusion 1 of 1" in listed, listed
        assert "2026-12-08" not in listed, listed  # the end is exclusive


if __name__ == "__main__":
    main()
