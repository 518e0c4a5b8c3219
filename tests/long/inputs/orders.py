"""What somebody has ordered, made of our own plan and then changed, verified against the case."""

import csv
import io
import json
from datetime import date, timedelta

from bundles import several_times
from case_file import CaseFile
from toml import toml_of
from two_programs import Command

FACTORS = [(3, 1), (10, 1), (1, 10), (2, 1), (1, 2), (1, 3), (99, 100), (103, 100), (107, 100)]
SAID_OF_PATIENT = [{"id": "F01-008"}, {"sex": "male"}, {"age": "42 y"}]
SAID_OF_CELLS = [
    {"level": "1e9 cells"}, {"level": "3e9 cells"}, {"level": "1e6 cells/kg"}, {"dates": []},
    {"lots": ["L-0"]}, {"lots": ["L-1"]}, {"volume": "60 mL"}, {"volume": "1 mL"}]
SAID_OF_A_DOSE = [
    {"volume": "1.96 mL"}, {"vials": ["50 mg"]}, {"dose": "1 g"}, {"drug": "cladribine"},
    {"drug": "Fludara"}, {"level": "30 mg/m2/day"}, {"level": "300 mg/m2/day"}, {"level": "30 mg"},
    {"dose": ""}, {"dose": "49"}, {"dose": "49000 ug"}, {"dose": "49 mg/m2"}, {"dose": "-1 mg"}]


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

    def change(self):
        """Something is otherwise than our plan has it."""
        dose, pick = self.chance.choice(self.doses), self.chance.choice
        way = self.chance.randrange(12)
        if way == 0:
            dose["dose"] = self.scaled(dose["dose"])
        elif way == 1:
            self.doses.remove(dose)
        elif way == 2:
            self.doses.append(dose | {"date": "2027-01-04"})
        elif way == 3:
            dose["date"] = str(date.fromisoformat(dose["date"]) + timedelta(days=pick([-1, 1, 7, 10, 365])))
        elif way == 4:
            key = pick(["height", "weight"])
            self.patient[key] = self.scaled(self.patient[key])
        elif way == 5:
            self.patient |= pick(SAID_OF_PATIENT)
        elif way == 6:
            self.cells |= pick(SAID_OF_CELLS)
        elif way == 7:
            dose |= pick(SAID_OF_A_DOSE)
        else:
            pick([self.another_amount, self.another_amount, self.exchanged, self.sign_lost])(dose["drug"])

    def scaled(self, text):
        """The amount in a text, some times as large."""
        times, parts = self.chance.choice(FACTORS)
        number, unit = text.split(" ", 1)
        thousandths = round(float(number) * 1000) * times // parts
        return f"{thousandths // 1000}.{thousandths % 1000:03} {unit}"

    # Slips that have a name.

    def another_amount(self, name):
        """The course on a day, ten times, a tenth; of the weight, not reduced, of another area."""
        drug = next(drug for drug in self.plan["lymphodepletion"] if drug["drug"] == name)
        level, dose = drug["level_mg_per_m2_per_day"], drug["dose_mg_per_day"]
        area, weight = self.plan["body_surface_area"]["m2"], self.plan["patient"]["weight_kg"]
        amount = self.chance.choice([dose * len(drug["dates"]), dose * 10, dose / 10, level * weight,
                                     level * area, level * area * 1.1, level])
        for one in self.doses:
            if one["drug"] == name:
                one["dose"] = f"{amount:.2f} mg"

    def exchanged(self, name):
        names = [drug["drug"] for drug in self.plan["lymphodepletion"]]
        for one in self.doses:
            one["drug"] = names[(names.index(one["drug"]) + 1) % len(names)] if one["drug"] in names else name

    def sign_lost(self, name):
        """So many days after day zero as they are before it."""
        zero = date.fromisoformat(self.plan["day_zero"])
        for one in self.doses:
            if one["drug"] == name:
                one["date"] = str(zero + (zero - date.fromisoformat(one["date"])))

    # As a file

    def tree(self):
        pick = self.chance.choice
        tree = {"protocol": pick([self.plan["protocol"]["id"]] * 9 + ["kn5501"]),
                "day_zero": pick([self.plan["day_zero"]] * 9 + ["2026-12-21"]),
                "patient": self.patient, "doses": self.doses, "cells": self.cells}
        for key in self.chance.sample(["protocol", "day_zero", "patient", "cells"], pick([0, 0, 0, 1, 3])):
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
        text = self.csv() if form == "csv" else (toml_of if form == "toml" else json.dumps)(self.tree())
        return f"order.{form}", text


def order_for(known, chance, case):
    """An order's file: of the plan of the case, as a bundle or not; else an example's."""
    wanted = "fhir" if chance.randrange(4) == 0 else "json"
    plan = json.loads(known.ask(*case.words("plan", "--format", wanted), files=case.files).out or "{}")
    if plan.get("resourceType") == "Bundle":
        return "order.json", json.dumps(several_times(chance, plan))
    if plan.get("status") in ("ready", "draft") and any(drug["dates"] for drug in plan["lymphodepletion"]):
        order = WrittenOrder(chance, plan)
        for _ in range(chance.choice([0, 1, 1, 2, 4])):
            if order.doses:
                order.change()
        return order.file()
    return "order.csv", (known.root / "examples/orders/course-total.csv").read_text(encoding="utf-8")


def commands(known, item, chance):
    case = CaseFile(known, chance)
    name, text = order_for(known, chance, case)
    files = case.files | {name: text.encode()}
    for form in ("json", "text"):
        yield Command(case.words("verify", "--order", name, "--format", form), files, form == "json")
    yield Command(["verify", "examples/cases/adult-sle.toml", "--site", "examples/pharmacy.toml",
                   "--order", name], files)
