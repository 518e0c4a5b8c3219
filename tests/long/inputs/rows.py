"""Random sheets of a batch: the rows of a ward, good and broken, as CSV and as NDJSON.

Most rows are people whose plan is ready or a draft; the others are edges, or have a cell that cannot
be read, or a line that is no row. A seed alone decides them. Nothing here computes a dose.
"""

import csv
import io
import json
from datetime import date, timedelta

from cases import GAP, Drawn, levels_of
from two_programs import Command

IDS = ["=1+1", "'=1+1", "@x", "+1", "-1", "'x", "O'Hara", '"quoted"', "a, b", "Müller", "患者-7",
       "x" * 64, "0007", "1e5", "a b"]
BAD_IDS = ["", " ", "x" * 65, "a\tb", "esc\x1b[31m", "n\0ul", " x", "\u200b", "F01 "]
BAD_NUMBERS = ["", " ", "abc", "1e309", "0x50", "5O", "１６２", "30,5", "58.4 kg", "-62", "nan",
               "1.2.3", " 162", "162 ", "0", "1.62", "99999", "+5", ".5", "5.", "1_000", "12.3456789012",
               "--", "?", "null", "<45", "62 umol/L", "1 e9", "1e", "٤٢", "=4*10", "999999999999999999999"]
BAD_DATES = ["", "2026-12-32", "07.12.2026", "2026/12/07", "20261207", "2027-02-29", "1889-01-01",
             "2400-01-01", "never", "2026-12-7", "2026-12-07T08:00", "12/07/2026", " 2026-12-07"]
BAD_SEXES = ["Female", "f", "M", "", "weiblich", "fem", "malee", "unknown"]
BAD_NAMES = ["", "kn5501", "F01", "f0l", "f01 ", "nonsense"]
BAD_LINES = ["", ",", ",,,,,,,,,", '"', 'x,"female', "id,sex", '"a"b,female', "{}", "\xff", "x;y;z"]
BAD_JSON = ["", "{", "[]", "null", "7", '"text"', '{"patient": }', '{"patient": {}, "patient": {}}',
            '{"patient": [1]}', "{} {}", "{'patient': 1}", '{"order": {"protocol": "f01"}}', "\xff"]
UNITS = {"age_years": "y", "height_cm": "cm", "weight_kg": "kg",
         "serum_creatinine_umol_per_l": "umol/L", "serum_creatinine_mg_per_dl": "mg/dL",
         "cells": "cells", "cells_per_kg": "cells/kg"}


class Sheet:
    """Rows under one header and one protocol, in all the forms that a file may have."""

    def __init__(self, chance, protocol, count):
        self.chance, self.protocol = chance, protocol
        creatinine = "umol_per_l" if self.likely(70) else "mg_per_dl"
        self.is_per_kg = protocol.cells.endswith("/kg") != self.likely(1)
        self.columns = ["id", "sex", "age_years" if self.likely(70) else "birth_date", "height_cm",
                        "weight_kg", f"serum_creatinine_{creatinine}",
                        *(f"{drug}_mg_per_m2_per_day" for drug in protocol.levels),
                        "cells_per_kg" if self.is_per_kg else "cells", "day_zero"]
        if self.likely(25) or protocol.name != "f01":
            self.columns.append("protocol")
        if self.likely(30):
            chance.shuffle(self.columns)
        self.options = []
        self.spoil_header()
        self.rows = [self.row() for _ in range(count)]

    def likely(self, percent):
        return self.chance.randrange(100) < percent

    def spoil_header(self):
        self.header = list(self.columns)
        if self.likely(8):
            self.header[self.chance.randrange(len(self.header))] += self.chance.choice(["s", " ", "x"])
            self.options = ["--ignore-extra"] if self.likely(50) else []
        elif self.likely(2):
            self.header.append(self.chance.choice(self.header))

    def row(self):
        """The cells by column, or text that is no row."""
        kind = self.chance.randrange(100)
        if kind < 1:
            return self.chance.choice(BAD_LINES), self.chance.choice(BAD_JSON)
        cells = {column: self.cell(column, is_edge=60 <= kind < 86) for column in self.columns}
        if kind >= 86:
            for column in self.chance.sample(self.columns, self.chance.choice([1, 1, 1, 2, 3])):
                cells[column] = self.chance.choice(self.bad(column))
        return cells

    @staticmethod
    def bad(column):
        lists = {"id": BAD_IDS, "sex": BAD_SEXES, "birth_date": BAD_DATES, "day_zero": BAD_DATES,
                 "protocol": BAD_NAMES}
        return lists.get(column, BAD_NUMBERS)

    def cell(self, column, is_edge):
        between = self.chance.randint
        if column.endswith("_mg_per_m2_per_day"):
            return self.level(column.removesuffix("_mg_per_m2_per_day"), is_edge)
        if column.startswith("cells"):
            return self.cells(is_edge)
        if column.startswith("serum_creatinine") and is_edge and self.likely(15):
            return ""  # nobody has measured it: no error
        if column == "id":
            return self.chance.choice(IDS) if is_edge else f"F01-{between(1, 99999):05}"
        if column == "sex":
            return self.chance.choice(["female", "male"])
        if column == "protocol":
            return self.protocol.name
        if column in ("birth_date", "day_zero"):
            return self.day(column, is_edge)
        ordinary, edge = {
            "age_years": ((18, 65, 0), (10, 95, 0)),
            "height_cm": ((1480, 1980, 1), (900, 2300, 1)),
            "weight_kg": ((480, 900, 1), (150, 2500, 1)),
            "serum_creatinine_umol_per_l": ((400, 900, 1), (1500, 60000, 2)),
            "serum_creatinine_mg_per_dl": ((50, 105, 2), (100, 4000, 3)),
        }[column]
        low, high, places = edge if is_edge and self.likely(30) else ordinary
        return Drawn.decimal(between(low, high), places)

    def level(self, drug, is_edge):
        low, high = self.protocol.levels[drug]
        if is_edge and self.likely(20):
            low, high = low / 2, high * 3
        places = self.chance.choice([0, 0, 1, 3])
        return Drawn.decimal(round(self.chance.uniform(low, high) * 10 ** places), places)

    def cells(self, is_edge):
        number = self.protocol.cells.split(" ")[0]
        if is_edge and self.likely(30):
            return self.chance.choice(["", "1e9", "2.5e6", "1e8", "4e9", "1234567890", "1e5"])
        if self.protocol.name == "f01":
            return self.chance.choice(["5e8", "1e9", "1500000000", "2000000000", "3e9", "1.25e9"])
        return number

    def day(self, column, is_edge):
        if column == "birth_date":
            return str(date(1962, 1, 1) + timedelta(days=self.chance.randrange(45 * 365)))
        if is_edge and self.likely(30):
            return str(date(2025, 1, 1) + timedelta(days=self.chance.randrange(1500)))
        return str(date(2026, 1, 19) + timedelta(days=7 * self.chance.randrange(48)))

    # The same rows in a file's forms

    def csv(self):
        out = io.StringIO()
        quoting = csv.QUOTE_ALL if self.likely(6) else csv.QUOTE_MINIMAL
        writer = csv.writer(out, quoting=quoting, lineterminator="\n")
        writer.writerow(self.header)
        for row in self.rows:
            if isinstance(row, tuple):
                out.write(row[0] + "\n")
                continue
            cells = [row[column] for column in self.columns]
            if self.likely(1):
                cells = cells[:-1] if self.likely(50) else [*cells, "x"]
            writer.writerow(cells)
        return self.in_form(out.getvalue())

    def in_form(self, text):
        """With the line ends, the mark and the last line that some other program writes."""
        form = self.chance.randrange(20)
        if form == 0:
            text = text.replace("\n", "\r\n")
        elif form == 1:
            text = "\ufeff" + text
        elif form == 2:
            text = text.removesuffix("\n")
        elif form == 3:
            text = text.replace("\n", "\n\n", 3)
        return text.encode("utf-8").replace("\xff".encode(), b"\xff")

    def ndjson(self):
        lines = [row[1] if isinstance(row, tuple) else self.case(row) for row in self.rows]
        return self.in_form("".join(line + "\n" for line in lines))

    def case(self, row):
        patient, order = {}, {"protocol": self.protocol.name}
        if self.protocol.name in GAP and self.likely(95):
            order["gap"] = GAP[self.protocol.name]
        for column in self.columns:
            text = row[column]
            name, unit = column, UNITS.get(column)
            if column.endswith("_mg_per_m2_per_day"):
                name, unit = column.removesuffix("_mg_per_m2_per_day"), "mg/m2/day"
            elif unit and "_" in column:
                name = "serum_creatinine" if column.startswith("serum") else column.split("_")[0]
            if text == "" and self.likely(80):
                continue
            in_order = name in ("cells", "day_zero", "protocol") or name in self.protocol.levels
            (order if in_order else patient)[name] = f"{text} {unit}" if unit else text
        return json.dumps({"patient": patient, "order": order}, ensure_ascii=self.likely(50))


class Protocol:
    """What a row needs to know of a protocol."""

    def __init__(self, entry):
        self.name = entry["id"]
        self.levels, self.cells = levels_of(entry)
        if self.name == "tisa-cel-all":
            self.cells = "1e8 cells"  # above 50 kg a number, not one a kg


SITES = [[], ["--site", "examples/site.toml"], ["--site", "examples/pharmacy.toml"]]


def commands(known, item, chance):
    """The runs of a sheet: one of 51 is longer than what a job works on at once."""
    name = "f01" if chance.randrange(3) else chance.choice(sorted(known.protocols))
    sheet = Sheet(chance, Protocol(known.protocols[name]), 100 if item % 51 else 5000)
    contents = {"csv": sheet.csv(), "ndjson": sheet.ndjson()}
    for form, content in contents.items():
        batch, files = ["batch", f"in.{form}", *sheet.options], {f"in.{form}": content}
        for site in SITES:
            yield Command([*batch, *site], files, counts=True)
            yield Command([*batch, *site, "--jobs", "2"], files)
        other = "ndjson" if form == "csv" else "csv"
        yield Command(["batch", "-", *chance.choice(SITES), "--format", other], {"-": content})
        if item % 10 == 1:
            yield Command([*batch, *chance.choice(SITES), "--full", "--format", "ndjson"], files)
