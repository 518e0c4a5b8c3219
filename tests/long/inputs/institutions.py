"""Random sites and protocols: those of the examples, with other choices that a file may make."""

import copy
import tomllib
from functools import cache

from toml import toml_of

PRESENTATIONS = {"fludarabine": ["solution-25", "powder-50"],
                 "cyclophosphamide": ["powder-20", "solution-100", "solution-200", "solution-500"]}
CELL_LIMITS = [
    {"kind": "residual-t-cells", "highest": "1e5 cells/kg"}, {"kind": "endotoxin", "highest": "0.1 EU/kg/h"},
    {"kind": "dmso", "highest": "0.01 g/kg", "density": "1.1 g/mL"}, {"kind": "viability", "lowest": "93 %"},
    {"kind": "nk-purity", "lowest": "97 %"}, {"kind": "thaw-expiry", "highest": "5 min"},
    {"kind": "concentration", "lowest": "6e7 cells/mL", "highest": "9e7 cells/mL"},
    {"kind": "infusion-rate", "lowest": "1 mL/min", "highest": "2 mL/min"}]


@cache
def file_of(root, name):
    return tomllib.loads((root / name).read_text(encoding="utf-8"))


class Chooser:
    """Leaves a key as it is, more often than not."""

    def __init__(self, chance):
        self.chance = chance

    def change(self, table, **choices):
        for key, values in choices.items():
            if self.chance.randrange(3) == 0:
                table[key] = self.chance.choice(values)
                if table[key] is None:
                    del table[key]


def rounding(choose, drug):
    """A policy of one of its three kinds."""
    chance, table = choose.chance, {"drug": drug, "source": "demonstration"}
    kind = chance.randrange(6)
    if kind == 0:
        table["bands"] = "nhs-20-mg-per-ml"
    else:
        table["step"] = chance.choice(["1 mg", "0.1 mg", "5 mg", "25 mg", "50 mg", "0.1 mL", "0.5 mL"])
        if table["step"] == "1 mg":
            choose.change(table, fine_step=["0.1 mg", "0.5 mg"])
            if "fine_step" in table:
                table["fine_below"] = "10 mg"
    choose.change(table, within_range=[True, False], whole_vials=["5 %", "2 %"])
    if chance.randrange(3) == 0:
        table |= chance.choice([{"warning": "1 %", "stop": "3 %"}, {"warning": "5 %", "stop": "10 %"}])
    return table


def site(known, chance):
    """A site's file: pharmacy.toml with other choices."""
    tree, choose = copy.deepcopy(file_of(known.root, "examples/pharmacy.toml")), Chooser(chance)
    choose.change(tree["site"], formula=["mosteller", "dubois", "haycock", "gehan-george", "boyd"],
                  bsa_rounding=["none", "0.01 m2"], weight_valid=["3 d", "14 d"], creatinine_valid=["1 d"])
    choose.change(tree["closed"], weekdays=[["Sun"], [], ["Mon"], ["Wed", "Sun"]],
                  range=[[{"first": "2026-12-02", "last": "2026-12-04", "name": "Works, \"part 2\""}]])
    for table in tree["preparation"]:
        if chance.randrange(4) == 0:
            table["presentation"] = chance.choice(PRESENTATIONS[table["drug"]])
            table.pop("vials", None)
            table.pop("opened_vial", None)  # not of every presentation
        volumes = chance.sample(["20 mL", "50 mL", "100 mL", "250 mL", "500 mL"], chance.choice([1, 1, 2]))
        choose.change(table, bag=[[{"volume": volume, "overfill": "5 mL"} for volume in volumes],
                                  [{"volume": volume} for volume in volumes], None],
                      convention=["added", "withdrawn"], infusion_time=["30 min", "2 h", None],
                      storage=["2 h", "48 h", None], instructions=[["a", "b \"c\""], None],
                      lowest_concentration=["0.3 mg/mL", "1 mg/mL", None],
                      highest_concentration=["2 mg/mL", "4 mg/mL"])
    tree["rounding"] = [rounding(choose, table["drug"]) if chance.randrange(2) else table
                        for table in tree["rounding"]]
    tree["cell_limit"] = [limit | {"source": "demonstration"} for limit in
                          chance.sample(CELL_LIMITS, chance.choice([0, 1, 3]))]
    choose.change(tree, verify=[{"tolerance": "1 %", "source": "demonstration"},
                                {"tolerance": "10 %", "source": "demonstration"}], adopted=[None])
    tree["source"][0]["verified"] = chance.randrange(3) > 0
    return toml_of(tree).encode()


def protocol(known, chance):
    """A protocol's file, and a level of cells, the cycle and the like that a case of it has."""
    name = chance.choice(["schedule/protocols/f01", "examples/protocols/two-cycles",
                          "examples/protocols/weight-tiered"])
    tree, choose = copy.deepcopy(file_of(known.root, f"{name}.toml")), Chooser(chance)
    choose.change(tree["protocol"], bsa_cap=["1.6 m2", "2 m2"], formula=["dubois", "haycock"])
    choose.change(tree["limits"], lowest_clearance=["80 mL/min", "30 mL/min"], age=[["40 y", "50 y"]])
    choose.change(tree["clearance"], weight=["ideal", "adjusted"])
    for drug in tree["drug"]:
        choose.change(drug, days=[[-5, -4, -3], [-4, -3], [-7, -5]])
    choose.change(tree["drug"][0], renal_basis=["absolute", "none"])
    choose.change(tree["cells"], window=["5 %", "20 %"], giving=["whole-bags", "exact-volume"],
                  per=["infusion", "unknown"])
    order = {"cells": chance.choice(["1e9 cells", "1.5e9 cells", "2e9 cells"])}
    source = tree["cells"]["source"]
    if "tier" in tree["cells"]:
        order["cells"] = chance.choice(["1e8 cells", "4e6 cells/kg"])
    elif chance.randrange(4) == 0:
        tree["cells"] |= {"range": ["1e6 cells/kg", "2e7 cells/kg"], "cap": "9e8 cells"}
        order["cells"] = chance.choice(["1e7 cells/kg", "2e7 cells/kg"])
    choose.change(tree, gap=[{"days": [2, 3], "source": source}, {"days": [4, 7], "source": source}])
    if "cycle" in tree and chance.randrange(3):
        order |= {"cycle": 2, "previous_day_zero": chance.choice(["2026-06-22", "2026-09-07", "2025-12-01"])}
    elif "cycle" in tree:
        order["cycle"] = 1
    return toml_of(tree).encode(), order | {"protocol": tree["protocol"]["id"]}
