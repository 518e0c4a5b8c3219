"""Random cases for the FHIR face: ordinary people and edges, by a seed that alone decides them.

A case of a random protocol, at its levels or a little beside them, in every unit that a case may
have; with bags, given doses, days that were given up, waivers, acknowledgements and screening.
Nothing here computes a dose.
"""

import json
import random
import re
from datetime import date, timedelta

ADOPTED = "f01"  # by the sites of the examples: of the other protocols every plan is a draft
GAP = {"cilta-cel": "3 d", "ide-cel": "2 d", "liso-cel": "4 d", "qn-139b": "3 d",
       "tisa-cel-all": "5 d", "tisa-cel-dlbcl": "2 d", "tisa-cel-fl": "6 d"}
IDS = ["a b", "O'Hara", '"quoted"', "a\\b", "x&y=z", "50%25", "<b>", "Müller", "患者-7", "#1",
       "http://x/y?z|w", "=1+1", "{}", "null", "x" * 64]
PEOPLE = ["J Doe", "sponsor, Dr Example", "Mme Noël \"N\"", "a\\b", "李 医生"]
QUESTIONS = ["hypersensitivity", "pentostatin", "decompensated_haemolysis",
             "pregnancy_test_positive", "breast_feeding", "urinary_outflow_obstruction"]
WARNINGS = ["A001", "C009", "D005", "D009", "S001", "S002", "S003", "S010", "P002", "R004"]


def levels_of(protocol):
    """(lowest, highest) of each drug's level, and the cells as a case writes them."""
    numbers = {drug: [float(n) for n in re.match(r"(\S+) to (\S+) ", protocol[drug]).groups()]
               for drug in ("fludarabine", "cyclophosphamide")}
    per_kg = re.search(r"([\d.]+) x 10\^(\d+) [^;]*cells/kg", protocol["cells"])
    count = re.search(r"([\d.]+) x 10\^(\d+) ", protocol["cells"])
    number = "{}e{} cells".format(*(per_kg or count).groups())
    return numbers, number + ("/kg" if per_kg else "")


class Drawn:
    """A random case and the options it is planned with."""

    def __init__(self, seed, protocols):
        self.chance = random.Random(seed)
        self.calm = self.one_in(2)  # nothing that a finding of a warning is for
        self.protocol = protocols[ADOPTED if self.calm or self.one_in(3) else
                                  self.pick(sorted(protocols))]
        self.numbers, self.cells = levels_of(self.protocol)
        self.day_zero = date(2026, 12, 7)
        if self.calm:
            self.day_zero += timedelta(days=7 * self.chance.randrange(2))
        elif self.one_in(2):
            self.day_zero += timedelta(days=self.chance.randrange(-600, 600))
        self.first_day = self.day_zero - timedelta(days=5)
        self.case = {"patient": self.patient(), "order": self.order()}
        self.options = self.drawn_options()
        for often, key in ((2, "safety"), (3, "product"), (5, "given"), (8, "postponed"),
                           (8, "waiver"), (3, "acknowledge"), (6, "screening"), (6, "preparation")):
            if self.one_in(often) or (self.calm and key == "safety"):
                self.case[key] = getattr(self, key)()

    def one_in(self, n):
        return self.chance.randrange(n) == 0

    def pick(self, of):
        return self.chance.choice(of)

    def tenths(self, low, high):
        return self.decimal(round(self.chance.uniform(low, high) * 10), 1)

    @staticmethod
    def decimal(number, places):
        """An integer with a decimal point put into it: no floating point."""
        whole, rest = divmod(number, 10 ** places)
        return f"{whole}.{rest:0{places}}" if places else str(whole)

    def day(self, before, latest=0):
        """A day up to so many days before the first drug day."""
        return str(self.first_day - timedelta(days=self.chance.randint(latest, before)))

    def patient(self):
        patient = {"id": self.pick(IDS) if self.one_in(8) else f"P-{self.chance.randrange(99999)}",
                   "sex": self.pick(["female", "male"])}
        if self.one_in(40) and not self.calm:
            del patient["id"]
        years = self.pick([18, 42, 65, 80]) if self.one_in(3) else self.chance.randrange(17, 67)
        if self.one_in(3):
            patient["age"] = f"{years} y"
        else:
            patient["birth_date"] = str(self.day_zero - timedelta(
                days=years * 365 + self.chance.randrange(366)))
        patient["height"] = self.pick([
            lambda: self.tenths(145, 200) + " cm",
            lambda: self.decimal(self.chance.randrange(145, 200), 2) + " m",
            lambda: self.decimal(self.chance.randrange(1450, 2000), 0) + " mm",
            lambda: self.decimal(self.chance.randrange(5700, 7800), 2) + " in"])()
        low, high = (20, 200) if self.one_in(15) else (45, 90)
        patient["weight"] = self.pick([
            lambda: self.tenths(low, high) + " kg",
            lambda: self.decimal(self.chance.randrange(low * 10**6, high * 10**6), 6) + " kg",
            lambda: str(self.chance.randrange(low * 1000, high * 1000)) + " g",
            lambda: self.tenths(low * 2.2, high * 2.2) + " lb"])()
        if self.calm or not self.one_in(5):
            patient["weight_on"] = self.day(*(6, 4) if self.calm else (12, 1))
        if self.calm or not self.one_in(15):
            patient["serum_creatinine"] = self.pick([
                lambda: self.tenths(40, 100) + " umol/L",
                lambda: self.decimal(self.chance.randrange(45, 110), 2) + " mg/dL",
                lambda: self.decimal(self.chance.randrange(450, 1900), 3) + " mg/dL"])()
            if self.calm or not self.one_in(5):
                patient["creatinine_on"] = self.day(*(6, 4) if self.calm else (12, 1))
        return patient

    def level(self, drug):
        low, high = self.numbers[drug]
        if self.one_in(40):
            low, high = low * 0.8, high * 1.2
        number = round(self.chance.uniform(low, high) * 1000)
        places = self.pick([0, 1, 3])
        return self.decimal(number // 10 ** (3 - places), places) + " mg/m2/day"

    def order(self):
        name = self.protocol["id"]
        order = {"protocol": name, "day_zero": str(self.day_zero), "cells": self.cells}
        for drug in self.numbers:
            order[drug] = self.level(drug)
        if name in GAP:
            order["gap"] = GAP[name]
        if name == ADOPTED:
            order["cells"] = self.pick(["1e9 cells", "1.5e9 cells", "500000000 cells", "3e9 cells",
                                        "1234567890 cells", "1.25e9 cells"])
            if self.one_in(3):
                order["infusion_days"] = [0, 7]
        if self.one_in(20) and not self.calm:
            del order["cells"]
        if self.one_in(6):
            order["formula"] = self.pick(["mosteller", "dubois", "haycock", "boyd"])
        return order

    def drawn_options(self):
        options = []
        if self.calm or not self.one_in(4):
            options += ["--site", self.pick(["examples/site.toml", "examples/pharmacy.toml"])]
        if self.one_in(4):
            on = self.first_day + timedelta(days=self.chance.randint(-1, 3))
            options += ["--on", str(on)]
        if self.one_in(6):
            options += ["--by", self.pick(PEOPLE), "--acknowledge",
                        f"{self.pick(WARNINGS)}={self.pick(['seen', 'told by phone: “yes”'])}"]
        if self.one_in(8):
            options += ["--set", self.pick(["patient.weight=61 kg", "order.cells=1e9 cells",
                                            "patient.creatinine_on=" + self.day(3)])]
        if self.one_in(12):
            options += ["--move", self.pick(["7", "-7", "1"])]
        return options

    def safety(self):
        return {question: "no" if self.calm or not self.one_in(20) else
                self.pick(["yes", "unknown"])
                for question in QUESTIONS if self.calm or not self.one_in(10)}

    def product(self):
        certificate = {"lot": "L-0", "expires": "2029-06-30", "car_fraction": "60 %",
                       "viable_cells": self.pick(["5e7 cells/mL", "4.2e7 cells/mL"]),
                       "viability": "92 %", "nk_fraction": "95 %", "car_fraction_of": "nk",
                       "counted": "after-thaw"}
        if self.one_in(3):
            certificate |= {"counted": "before-freezing", "recovery": "80 %"}
        if self.one_in(3):
            certificate |= {"cd3_fraction": "0.05 %", "endotoxin": "0.5 EU/mL", "dmso": "5 %"}
        bags = []
        for number in range(1, self.pick([2, 3, 5])):
            bags.append(certificate | {"bag": str(number), "volume": self.pick(
                ["30 mL", "30 mL", "20 mL", "33.3 mL"])})
        return bags

    def given(self):
        day = self.first_day
        self.options += [] if "--on" in self.options else ["--on", str(self.day_zero)]
        given = []
        for days in range(self.pick([1, 1, 2, 3])):
            for drug, dose in (("fludarabine", "49 mg"), ("cyclophosphamide", "0.486 g")):
                if not self.one_in(6):
                    given.append({"date": str(day + timedelta(days=days)), "what": drug,
                                  "dose": dose})
        if self.one_in(3):
            given.append({"date": str(self.day_zero), "what": "infusion", "lots": ["L-0"]})
        return given

    def postponed(self):
        return [{"from": str(self.day_zero - timedelta(days=7)), "by": self.pick(PEOPLE),
                 "reason": self.pick(["fever", "no \"slot\""]),
                 "on": str(self.first_day - timedelta(days=8))}]

    def waiver(self):
        return [{"finding": self.pick(["R003", "P003"]), "by": self.pick(PEOPLE),
                 "on": self.day(9), "reference": "waiver 12"}]

    def acknowledge(self):
        seen = []
        for code in self.chance.sample(WARNINGS, self.pick([1, 2])):
            seen.append({"code": code, "by": self.pick(PEOPLE), "reason": self.pick(
                ["two-person check", "line one; \"two\"", "é ✓ \\n"])})
            if self.one_in(2):
                seen[-1]["subject"] = self.pick(["fludarabine", "cyclophosphamide"])
        return seen

    def screening(self):
        return {"date": self.day(30, 10), "indication": "sle", "sledai_2k": 12, "lvef": "62 %",
                "alt": "0.6 x ULN", "last_biologic": self.pick(["never", self.day(300)]),
                "informed_consent": "yes", "gc_highest_dose": "12 mg/day methylprednisolone"}

    def preparation(self):
        return [{"drug": "fludarabine", "presentation": "solution-25", "bag": "100 mL"}]

    def text(self):
        return json.dumps(self.case, ensure_ascii=self.one_in(2))
