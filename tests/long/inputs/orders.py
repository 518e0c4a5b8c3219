"""What somebody has ordered, made of our own plan and then changed, verified against the case."""

import csv
import io
import json
import re
from datetime import date, timedelta

from case_file import CaseFile
from toml import toml_of
from two_programs import Command

FACTORS = [(3, 1), (10, 1), (1, 10), (2, 1), (1, 2), (1, 3), (99, 100), (103, 100), (107, 100)]


class WrittenOrder:
    """An order that states what our plan does, until it is changed."""

    def __init__(self, chance, plan):
        self.chance, self.plan = chance, plan
        self.doses = [{"date": day, "drug": drug["drug"], "dose": f"{drug['dose_mg_per_day']} mg"}
                      for drug in plan["lymphodepletion"] for day in drug["dates"]]
        self.cells = {"level": f"{plan['cells']['level_cells']} cells", "dates": plan["cells"]["dates"]}
        patient = plan["patient"]
        self.patient = {key: patient[key] for key in ("id", "sex") if patient[key]} | {
            "height": f"{patient['height_cm']} cm", "weight": f"{patient['weight_kg']} kg"}
        if patient["serum_creatinine_umol_per_l"] is not None:
            self.patient["serum_creatinine"] = f"{patient['serum_creatinine_umol_per_l']} umol/L"

    def scaled(self, text):
        """The amount in a text, some times as large."""
        times, parts = self.chance.choice(FACTORS)
        number, unit = text.split(" ", 1)
        thousandths = round(float(number) * 1000) * times // parts
        return f"{thousandths // 1000}.{thousandths % 1000:03} {unit}"

    def change(self):
        dose = self.chance.choice(self.doses)
        way = self.chance.randrange(12)
        if way == 0:
            dose["dose"] = self.scaled(dose["dose"])
        elif way == 1:
            for one in self.doses:
                if one["drug"] == dose["drug"]:
                    one["dose"] = self.scaled(dose["dose"])
        elif way == 2:
            self.doses.remove(dose)
        elif way == 3:
            self.doses.append(dict(dose))
        elif way == 4:
            days = timedelta(days=self.chance.choice([-1, 1, 7, 10, 365]))
            dose["date"] = str(date.fromisoformat(dose["date"]) + days)
        elif way == 5:
            dose["drug"] = self.chance.choice(["fludarabine", "cyclophosphamide", "cladribine", "Fludara"])
        elif way == 6:
            dose["dose"] = self.chance.choice(["", "49", "0.049 g", "49000 ug", "49 mg/m2", "-1 mg"])
        elif way == 7:
            dose["level"] = self.chance.choice(["30 mg/m2/day", "25 mg/m2/day", "300 mg/m2/day", "30 mg"])
        elif way == 8:
            key = self.chance.choice([key for key in self.patient if key not in ("id", "sex")])
            self.patient[key] = self.scaled(self.patient[key])
        elif way == 9:
            self.patient |= self.chance.choice([{"id": "F01-008"}, {"sex": "male"}, {"age": "42 y"}])
        elif way == 10:
            self.cells |= self.chance.choice([{"level": "1e9 cells"}, {"level": "3e9 cells"}, {"dates": []},
                                              {"lots": ["L-0"]}, {"volume": "60 mL"}, {"level": "1e6 cells/kg"}])
        else:
            dose |= self.chance.choice([{"volume": "1.96 mL"}, {"vials": ["50 mg"]}, {"dose": "1 g"}])

    def tree(self):
        tree = {"protocol": self.plan["protocol"]["id"], "day_zero": self.plan["day_zero"],
                "patient": self.patient, "doses": self.doses, "cells": self.cells}
        for key in self.chance.sample(["protocol", "day_zero", "patient", "cells"],
                                      self.chance.choice([0, 0, 0, 1, 3])):
            del tree[key]
        return tree

    def csv(self):
        out = io.StringIO()
        columns = ["date", "drug", "dose_mg"]
        self.chance.shuffle(columns)
        writer = csv.DictWriter(out, columns, lineterminator=self.chance.choice(["\n", "\r\n"]))
        writer.writeheader()
        for dose in self.doses:
            writer.writerow({"date": dose["date"], "drug": dose["drug"],
                             "dose_mg": dose["dose"].removesuffix(" mg")})
        return out.getvalue()

    def file(self):
        form = self.chance.choice(["csv", "toml", "json"])
        tree = self.tree()
        text = {"csv": self.csv, "toml": lambda: toml_of(tree, self.chance.randrange(2)),
                "json": lambda: json.dumps(tree)}[form]()
        return f"order.{form}", text


def changed_bundle(chance, text):
    """A number or a day of the bundle is another one."""
    places = list(re.finditer(r'"value": \d+|"\d{4}-\d\d-\d\d"|"(active|completed|plan|mg|mg/m2/d)"', text))
    for found in chance.sample(places, min(len(places), chance.choice([0, 1, 1, 2]))):
        other = chance.choice([place[0] for place in places])
        text = text.replace(found[0], other if other[:7] == found[0][:7] else found[0] + "0"
                            if found[0][-1].isdigit() else found[0], chance.choice([1, -1]))
    return text


def commands(known, item, chance):
    case = CaseFile(known, chance)
    wanted = "fhir" if chance.randrange(4) == 0 else "json"
    answered = known.ask(*case.words("plan", "--format", wanted), files=case.files)
    plan = json.loads(answered.out or "{}")
    if wanted == "fhir":
        name, text = "order.json", changed_bundle(chance, answered.out.decode())
    elif plan["status"] in ("ready", "draft") and any(drug["dates"] for drug in plan["lymphodepletion"]):
        order = WrittenOrder(chance, plan)
        for _ in range(chance.choice([0, 1, 1, 2, 4])):
            if order.doses:
                order.change()
        name, text = order.file()
    else:
        name = "order.csv"
        text = (known.root / "examples/orders/course-total.csv").read_text(encoding="utf-8")
    files = case.files | {name: text.encode()}
    for form in ("json", "text"):
        yield Command(case.words("verify", "--order", name, "--format", form), files, form == "json")
    yield Command(["verify", "examples/cases/adult-sle.toml", "--site", "examples/pharmacy.toml",
                   "--order", name], files)
