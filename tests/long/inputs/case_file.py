"""A random case as a file: of tests/fhir/cases.py, or of tests/scenarios/criteria.py, or an example's with
another body; with certificates of every kind, and at sites and under protocols of its own."""

import copy
import json

import criteria
import institutions
from cases import Drawn
from toml import toml_of
from two_programs import Command

# What a certificate may say of a lot, and of a bag; most of it is what a check looks for.
OF_A_LOT = [
    {"viable_cells": "5e4 cells/mL"}, {"viable_cells": "2e9 cells/mL"}, {"viable_cells": "1e7 cells/mL"},
    {"viable_cells": None, "total_cells": "6e7 cells/mL"}, {"counted": None, "recovery": None},
    {"expires": "2026-12-01"}, {"expires": None}, {"patient": "P-1"}, {"product": "F02"},
    {"viability": "60 %"}, {"nk_fraction": "70 %"}, {"nk_fraction": None, "car_fraction_of": "viable"},
    {"cd3_fraction": "4 %"}, {"endotoxin": "90 EU/mL"}, {"dmso": "20 %"}, {"car_fraction": "12 %"},
    {"counted": "before-freezing", "recovery": "40 %"}, {"lot": "L-1"}]
OF_A_BAG = [{"infusion": 1}, {"infusion": 2}, {"volume": "150 mL"}, {"volume": "5 mL"}, {"bag": None}]


class CaseFile:
    """The case's file and those of its options, and the options that it is planned with."""

    def __init__(self, known, chance):
        self.chance, self.files = chance, {}
        kind = chance.randrange(8)
        self.options = ["--site", chance.choice(["examples/site.toml", "examples/pharmacy.toml"])]
        if kind == 0:
            self.case = criteria.random_case(chance)
        elif kind == 1:
            self.case = self.example(known)
        else:
            drawn = Drawn(chance.random(), known.protocols)
            self.case, self.options = drawn.case, drawn.options
        if "product" in self.case:
            self.certify()
        if chance.randrange(3) == 0:
            self.at_a_site(known)
        if chance.randrange(8) == 0 and self.case["order"]["protocol"] == "f01":
            self.under_a_protocol(known)
        self.write()

    def example(self, known):
        """A patient whose plan is ready, or nearly."""
        name = self.chance.choice(["adult-sle", "five-bags", "screened-sle"])
        case = copy.deepcopy(institutions.file_of(known.root, f"examples/cases/{name}.toml"))
        case["patient"] |= {"height": Drawn.decimal(self.chance.randint(1500, 1750), 1) + " cm",
                            "weight": Drawn.decimal(self.chance.randint(5000, 7000), 2) + " kg",
                            "serum_creatinine": f"{self.chance.randint(40, 70)} umol/L"}
        return json.loads(json.dumps(case, default=str))

    def certify(self):
        bags = self.case["product"]
        for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
            of_all = self.chance.choice(OF_A_LOT)
            for bag in bags:
                bag |= of_all
        if self.chance.randrange(4) == 0:
            bags[0] |= self.chance.choice([self.chance.choice(OF_A_LOT) | {"lot": "L-9"}, *OF_A_BAG])
        if self.chance.randrange(20) == 0:
            self.case["product"] = [bags[-1] | {"bag": str(number)} for number in range(23)]

    def at_a_site(self, known):
        self.files["site.toml"] = institutions.site(known, self.chance)
        if "--site" in self.options:
            self.options[self.options.index("--site") + 1] = "site.toml"
        else:
            self.options += ["--site", "site.toml"]

    def under_a_protocol(self, known):
        self.files["protocol.toml"], order = institutions.protocol(known, self.chance)
        self.case = copy.deepcopy(self.case)
        self.case["order"] |= order
        self.case["order"].pop("infusion_days", None)
        if order["protocol"] != "f01":
            self.case.pop("screening", None)
        self.options += ["--protocol", "protocol.toml"]

    def write(self):
        self.name = self.chance.choice(["case.json", "case.toml"])
        if self.name.endswith(".json"):
            text = json.dumps(self.case, ensure_ascii=self.chance.randrange(2),
                              indent=self.chance.choice([None, 1]))
        else:
            text = toml_of(self.case, self.chance.randrange(2))
        self.files[self.name] = text.encode()

    def words(self, verb, *more):
        return [verb, self.name, *self.options, *more]

    def command(self, verb, *more, counts=False):
        return Command(self.words(verb, *more), self.files, counts)
