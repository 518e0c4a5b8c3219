#!/usr/bin/env python3
"""Open days and day zeros, derived a second time: proposals.py PROGRAM REPOSITORY_ROOT [COUNT [SEED]]

Makes random sites (weekdays, dates, ranges, open days, slots), holiday files (single days, spans, yearly and
weekly rules, working days), cases (dates of measurements, bags, the day of the calculation) and cohorts, derives
from them by the rules of docs/how-to/day-zero.md which day zeros can be kept, and compares every listed day: its
state, and each day that stands against it. f01: drugs on Day minus 5, minus 4 and minus 3, infusions on Day 0 or
on Day 0 and Day 7. Shares no code and no table with the program.
"""

import json
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
DRUG_DAYS = [-5, -4, -3]
BASE = date(2026, 1, 1)


def day(number):
    return timedelta(days=number)


class World:
    """One site, one holiday file, one case, and what follows from them."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.closed_weekdays = self.chance.choice([[], [5, 6], [5, 6], [5, 6], [6], [2, 5, 6]])
        self.site_dates = {self.any_day() for _ in range(self.chance.randint(0, 8))}
        self.site_ranges = [(first, first + day(self.chance.randint(0, 10)))
                            for first in (self.any_day() for _ in range(self.chance.randint(0, 2)))]
        self.site_open = {self.any_day() for _ in range(self.chance.randint(0, 6))} - self.site_dates
        self.known_to = self.chance.choice([None, None, date(2027, 6, 30), date(2027, 12, 31)])
        self.slots_a_day = self.chance.choice([None, None, 1, 2])
        self.infusion_weekdays = self.chance.choice([[], [], [0, 1], [0, 1, 2, 3]])
        self.preparation_weekdays = self.chance.choice([[], [], [0, 1, 2, 3, 4], [2, 3, 4, 5]])
        self.make_holidays()
        self.infusions = self.chance.choice([[0], [0], [0, 7]])
        self.day_zero = date(2026, 12, 7)
        self.weight_on = date(2026, 11, 30) - day(self.chance.randint(0, 10))
        self.creatinine_on = date(2026, 11, 30) - day(self.chance.randint(0, 10))
        self.weight_valid = self.chance.choice([None, 7, 14, 40])
        self.creatinine_valid = self.chance.choice([None, 7, 14, 40])
        self.on = self.chance.choice([None, date(2026, 12, 1), date(2026, 12, 20)])
        self.bags = [date(2026, 12, 7) + day(self.chance.randint(-10, 60))
                     for _ in range(self.chance.choice([0, 0, 1, 2]))]
        self.others = [date(2026, 12, 1) + day(self.chance.randint(0, 40))
                       for _ in range(self.chance.choice([0, 0, 5, 12]))]
        self.start = date(2026, 11, 20) + day(self.chance.randint(0, 60))

    def any_day(self):
        return date(2026, 11, 1) + day(self.chance.randint(0, 120))

    # --- the holiday file -----------------------------------------------------------------------

    def make_holidays(self):
        self.holidays, self.working, self.events, dated = set(), set(), [], []
        self.endless = False
        for number in range(self.chance.choice([0, 3, 8, 20])):
            first = self.any_day()
            length = self.chance.choice([1, 1, 1, 2, 7])
            kind = self.chance.choice(["day", "day", "work", "yearly", "weekly", "endless", "dates"])
            lines = [f"UID:{number}", f"DTSTART;VALUE=DATE:{first:%Y%m%d}"]
            starts = [first]
            if length > 1:
                lines.append(self.chance.choice([f"DTEND;VALUE=DATE:{first + day(length):%Y%m%d}",
                                                 f"DURATION:P{length}D"]))
            if kind == "yearly":
                lines.append("RRULE:FREQ=YEARLY;COUNT=2")
                starts.append(first.replace(year=first.year + 1))
            elif kind == "weekly":
                lines += ["RRULE:FREQ=WEEKLY;COUNT=5", f"EXDATE;VALUE=DATE:{first + day(14):%Y%m%d}"]
                starts = [first + day(7 * week) for week in (0, 1, 3, 4)]
            elif kind == "dates":
                lines.append(f"RDATE;VALUE=DATE:{first + day(30):%Y%m%d},{first + day(45):%Y%m%d}")
                starts += [first + day(30), first + day(45)]
            elif kind == "endless":
                lines.append("RRULE:FREQ=YEARLY")
                starts = [first.replace(year=year) for year in range(first.year, 2030)]
            elif kind == "work":
                lines.append("X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY")
            days = {one + day(step) for one in starts for step in range(length)}
            (self.working if kind == "work" else self.holidays).update(days)
            if kind != "endless":
                dated += [(min(starts), max(starts) + day(length - 1))]
            self.events.append(lines)
        self.known = None
        if dated:
            first, last = min(one[0] for one in dated), max(one[1] for one in dated)
            years = {one.year for span in dated for one in span}
            is_list = first.month <= 4 or first.year == last.year
            self.known = [(date(year, 1, 1), date(year, 12, 31)) for year in sorted(years)]
            if not is_list or last.month < 9:
                self.known[-1] = (self.known[-1][0], last)
        elif self.events:
            self.known = "everything"
        self.holidays -= self.working

    def ics(self):
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
        for event in self.events:
            lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
        return "\r\n".join(lines + ["END:VCALENDAR", ""])

    # --- what follows ---------------------------------------------------------------------------

    def is_closed(self, one):
        if one in self.site_open:
            return False
        if one in self.site_dates or any(first <= one <= last for first, last in self.site_ranges):
            return True
        if one in self.working:
            return False
        return one in self.holidays or one.weekday() in self.closed_weekdays

    def is_known(self, one):
        stated = self.known_to is not None and one <= self.known_to
        if not self.events:
            return self.known_to is None or stated
        if self.known == "everything":
            return True
        return any(first <= one <= last for first, last in self.known) or (
            stated and one >= self.known[0][0])

    def judged(self, zero):
        """The days that stand against a day zero, and those on which something is too old."""
        against, renew = [], []
        drugs = [zero + day(number) for number in DRUG_DAYS]
        infusions = [zero + day(number) for number in self.infusions]
        for one in sorted({*drugs, *infusions}):
            if self.is_closed(one) or not self.is_known(one):
                against.append(one)
        if self.preparation_weekdays:
            against += [one for one in drugs if one.weekday() not in self.preparation_weekdays]
        for one in infusions:
            if self.infusion_weekdays and one.weekday() not in self.infusion_weekdays:
                against.append(one)
            if self.slots_a_day and self.others.count(one) >= self.slots_a_day:
                against.append(one)
        first = drugs[0]
        if self.on and first < self.on:
            against.append(first)
        for taken, valid in ((self.weight_on, self.weight_valid),
                             (self.creatinine_on, self.creatinine_valid)):
            if first < taken:
                against.append(first)
            if valid is not None and (first - taken).days > valid:
                renew.append(first)
        against += [zero for expires in self.bags if expires < zero]
        return sorted(map(str, against)), sorted(map(str, renew))

    def expected(self):
        found, offered, zero = [], 0, self.start
        while offered < 8 and (zero - self.start).days <= 365:
            against, renew = self.judged(zero)
            found.append((str(zero), against, renew))
            offered += not against
            zero += day(1)
        return found

    # --- the files ------------------------------------------------------------------------------

    def site(self, text):
        def names(list_of_days):
            return json.dumps([WEEKDAYS[one] for one in list_of_days])

        lines = ["[closed]", f"weekdays = {names(self.closed_weekdays)}",
                 f"dates = [{', '.join(map(str, self.site_dates))}]",
                 f"open = [{', '.join(map(str, self.site_open))}]"]
        if self.known_to:
            lines.append(f"known_to = {self.known_to}")
        for first, last in self.site_ranges:
            lines += ["[[closed.range]]", f"first = {first}", f"last = {last}"]
        lines += ["[slots]"]
        if self.slots_a_day:
            lines.append(f"infusions_a_day = {self.slots_a_day}")
        lines += [f"infusion_weekdays = {names(self.infusion_weekdays)}",
                  f"preparation_weekdays = {names(self.preparation_weekdays)}", ""]
        before, after = text.split("[closed]")
        after = after[after.index("[["):]
        for key, valid in (("weight_valid", self.weight_valid), ("creatinine_valid", self.creatinine_valid)):
            line = f'{key} = "7 d"'
            assert line in before
            before = before.replace(line, "" if valid is None else f'{key} = "{valid} d"')
        return before + "\n".join(lines) + after

    def settings(self):
        set_to = {"order.day_zero": self.day_zero, "patient.weight_on": self.weight_on,
                  "patient.creatinine_on": self.creatinine_on}
        for place, number in enumerate(self.infusions):
            set_to[f"order.infusion_days.{place}"] = number
        for place, expires in enumerate(self.bags):
            bag = {"lot": f"L{place}", "bag": place + 1, "expires": expires, "volume": "20 mL",
                   "viable_cells": "5e7 cells/mL", "viability": "92 %", "counted": "after-thaw",
                   "nk_fraction": "95 %", "car_fraction": "60 %", "car_fraction_of": "nk"}
            set_to.update({f"product.{place}.{key}": value for key, value in bag.items()})
        return [part for key, value in set_to.items() for part in ("--set", f"{key}={value}")]


def compare(program, root, seed):
    world = World(seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "site.toml").write_text(world.site((root / "examples/site.toml").read_text()))
        command = [program, "calendar", str(root / "examples/cases/adult-sle.toml"), "--site",
                   str(folder / "site.toml"), "--find-from", str(world.start), "--format", "json",
                   *world.settings()]
        if world.events:
            (folder / "holidays.ics").write_text(world.ics(), newline="")
            command += ["--holidays", str(folder / "holidays.ics")]
        if world.others:
            rows = [f"F09-{place:03},1e9 cells,{one},unknown" for place, one in enumerate(world.others)]
            (folder / "cohort.csv").write_text("\n".join(["id,level,first_infusion,dlt", *rows, ""]))
            command += ["--cohort", str(folder / "cohort.csv")]
        if world.on:
            command += ["--on", str(world.on)]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        return f"seed {seed}: {done.stderr}"
    got = [(one["date"], sorted(x["date"] for x in one["closed"]), sorted(x["date"] for x in one["renew"]))
           for one in json.loads(done.stdout)["day_zeros"]]
    wanted = world.expected()
    if got == wanted:
        return None
    other = next(((a, b) for a, b in zip(got, wanted) if a != b), (len(got), len(wanted)))
    return f"seed {seed}: program {other[0]}, expected {other[1]}"


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    with ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda seed: compare(program, root, seed), range(first, first + count))
        wrong = [one for one in results if one]
    print("\n".join(wrong[:20]))
    print(f"{count} worlds, {len(wrong)} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
