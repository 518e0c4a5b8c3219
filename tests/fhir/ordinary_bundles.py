#!/usr/bin/env python3
"""An ordinary bundle of a laboratory is ready without a warning: ordinary_bundles.py PROGRAM REPOSITORY_ROOT [COUNT]

Writes COUNT bundles (300 unless told) of about 60 results each: weights, heights and creatinines of the
last weeks under their LOINC codes, with the words of many laboratories in six languages; blood pressure
with components; and what laboratories report beside them, among it much that only sounds like what the
dose is computed from. Each must be ready, without a warning. Then something that bears on the dose is put
into each: never ready. Both batches are one start of the program. Exit code 1 when something else happens.
"""

import copy
import json
import random
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
FIRST_DAY = datetime(2026, 12, 2, 7, 0)

WEIGHT = ["Body weight", "Weight", "Weight (kg)", "Body weight Measured", "WEIGHT", "Wt", "Weight Measured",
          "Vital signs: weight", "体重", "体重(kg)", "Gewicht", "Körpergewicht", "Körpergewicht (gemessen)",
          "Poids", "Poids corporel", "Poids mesuré", "Peso", "Peso corporal", "Ｗｅｉｇｈｔ", "體重"]
HEIGHT = ["Body height", "Height", "Height (cm)", "HEIGHT", "Height/Length Measured", "身高", "身长", "身長",
          "Größe", "Körpergröße", "Groesse", "Taille", "Talla", "Estatura", "Altura"]
CREATININE = ["Creatinine", "Creatinine [Moles/volume] in Serum or Plasma", "Creatinine, Serum", "CREATININE",
              "Creatinine Level", "Creatinine Lvl", "Creat SerPl-sCnc", "Serum creatinine", "Plasma creatinine",
              "肌酐", "血肌酐", "肌酐(酶法)", "血清肌酐(Cr)", "肌酐(Crea)", "Kreatinin", "Kreatinin i.S.",
              "Kreatinin (Jaffé)", "Serumkreatinin", "Kreatinin enzymatisch", "Krea", "Créatinine",
              "Créatinine sérique", "Créatininémie", "Creatinina", "Creatinina en suero", "Creatinina sérica",
              "クレアチニン", "血清クレアチニン", "クレアチニン(酵素法)", "CRE", "Crea", "P-Kreatinin", "S-Creatinine"]
SPECIMEN = [None, None, "Serum", "Plasma", "Blood", "血清", "Venous blood", "Serum sample"]

# What else is reported: words, LOINC or none, value and unit.
OTHER = [
    ("Sodium", "2951-2", 140, "mmol/L"), ("Potassium", "2823-3", 4.1, "mmol/L"), ("Chloride", "2075-0", 102, "mmol/L"),
    ("Urea", "22664-7", 5.2, "mmol/L"), ("Urea nitrogen [Mass/volume] in Serum or Plasma", "3094-0", 14, "mg/dL"),
    ("Urea/Creatinine ratio", None, 60, "1"), ("BUN/Creat SerPl", "3097-3", 18, "mg/mg"),
    ("eGFR (CKD-EPI)", "62238-1", 96, "mL/min/{1.73_m2}"), ("eGFR Creatinine", None, 91, "mL/min/{1.73_m2}"),
    ("Glomerular filtration rate/1.73 sq M.predicted by Creatinine-based formula (CKD-EPI 2021)", "98979-8", 97, "mL/min/{1.73_m2}"),
    ("GFR nach Kreatinin (CKD-EPI)", None, 93, "mL/min"), ("DFG estimé (créatinine)", None, 90, "mL/min"),
    ("Creatinine clearance", None, 101, "mL/min"), ("Kreatinin-Clearance", None, 99, "mL/min"),
    ("Clairance de la créatinine", None, 98, "mL/min"), ("Aclaramiento de creatinina", None, 97, "mL/min"),
    ("肌酐清除率", None, 99, "mL/min"), ("クレアチニンクリアランス", None, 98, "mL/min"),
    ("Creatinine [Mass/volume] in Urine", "2161-8", 110, "mg/dL"), ("Creatinine, Urine", None, 9.1, "mmol/L"),
    ("Creatinine", "2161-8", 110, "mg/dL"), ("Kreatinin im Urin", None, 8.8, "mmol/L"), ("U-Kreatinin", None, 8.7, "mmol/L"),
    ("Créatinine urinaire", None, 8.9, "mmol/L"), ("Creatinina en orina", None, 8.6, "mmol/L"),
    ("尿肌酐", None, 8900, "umol/L"), ("尿中クレアチニン", None, 98, "mg/dL"),
    ("Albumin/Creatinine [Mass Ratio] in Urine", "9318-7", 12, "mg/g"), ("Microalbumin/Creatinine ratio", None, 11, "mg/g"),
    ("Albumin-Kreatinin-Quotient", None, 10, "mg/g"), ("尿白蛋白/肌酐比值", None, 10, "mg/g"), ("Protein/creatinine ratio", None, 90, "mg/g"),
    ("Creatine kinase", "2157-6", 88, "U/L"), ("Kreatinkinase", None, 90, "U/L"), ("肌酸激酶", None, 87, "U/L"),
    ("クレアチンキナーゼ", None, 91, "U/L"), ("CK-MB", None, 12, "U/L"), ("Cystatin C", "33863-2", 0.8, "mg/L"),
    ("Glucose", "2345-7", 5.1, "mmol/L"), ("Haemoglobin", "718-7", 13.1, "g/dL"), ("Leucocytes", "6690-2", 5.5, "10*9/L"),
    ("Platelets", "777-3", 230, "10*9/L"), ("Plättchengröße (MPV)", None, 10, "fL"), ("白细胞", None, 5.4, "10*9/L"),
    ("C-reactive protein", "1988-5", 2, "mg/L"), ("Albumin", "1751-7", 42, "g/L"), ("白蛋白", None, 43, "g/L"),
    ("Specific gravity of Urine", "2965-2", 1.015, "1"), ("Peso específico (orina)", None, 1.015, "1"),
    ("Spezifisches Gewicht (Urin)", None, 1.016, "1"), ("尿比重", None, 1.015, "1"),
    ("Heparin anti-Xa (low molecular weight)", None, 0.2, "U/mL"), ("Height of T wave", None, 3, "mV"),
    ("Body mass index", "39156-5", 22.1, "kg/m2"), ("BMI", None, 22.2, "kg/m2"), ("Ideal body weight", "50064-5", 54.8, "kg"),
    ("Birth weight", "8339-4", 3.2, "kg"), ("Weight change", None, -0.4, "kg"), ("Idealgewicht", None, 55, "kg"),
    ("Poids idéal", None, 55, "kg"), ("Peso ideal", None, 55, "kg"), ("理想体重", None, 55, "kg"), ("標準体重", None, 56, "kg"),
    ("Lean body weight", None, 44, "kg"), ("Waist circumference", "56115-9", 78, "cm"), ("Tour de taille", None, 78, "cm"),
    ("腰围", None, 78, "cm"), ("Bauchumfang", None, 79, "cm"), ("Body surface area", "3140-1", 1.6, "m2"),
    ("Pulse", "8867-4", 72, "/min"), ("Body temperature", "8310-5", 36.7, "Cel"), ("体温", None, 36.6, "Cel"),
    ("Oxygen saturation", "59408-5", 98, "%"), ("Pain severity", "72514-3", 2, "{score}"), ("Bilirubin", "1975-2", 0.6, "mg/dL"),
    ("ALT", "1742-6", 18, "U/L"), ("尿酸", None, 280, "umol/L"), ("Harnsäure", None, 4.1, "mg/dL"), ("TSH", "3016-3", 1.7, "mU/L"),
    ("Complement C3", "4485-9", 95, "mg/dL"), ("anti-dsDNA", None, 30, "[IU]/mL"), ("尿蛋白", None, 0.1, "g/L"),
]

# What must never be passed over: (words, LOINC or none, value, unit), newer than all else.
BEARS = [
    ("Creatinine", None, 210, "umol/L"), ("Kreatinin", None, 2.4, "mg/dL"), ("血肌酐", None, 210, "umol/L"),
    ("Créatinine plasmatique", None, 212, "umol/L"), ("Creatinina sérica", None, 2.3, "mg/dL"),
    ("クレアチニン", None, 2.4, "mg/dL"), ("S-Creatinine", None, 209, "umol/L"), ("Creatinine (lab 7, rapid)", None, 2.2, "mg/dL"),
    (None, "NPU18016", 208, "umol/L"), (None, "CREA", 207, "umol/L"), ("Crea", None, 2.2, "mg/dL"), ("Creatinine", "38483-4", 2.2, "mg/dL"),
    ("Weight", None, 71, "kg"), ("Körpergewicht", None, 71, "kg"), ("Poids", None, 71, "kg"), ("Peso", None, 71, "kg"),
    ("体重", None, 71, "kg"), ("Estimated weight", None, 71, "kg"), ("Weight, stated", None, 71, "kg"), ("Dry weight", None, 71, "kg"),
    ("Body weight", "3141-9", 71, "kg"), ("Dosing weight", None, 71, "kg"), ("身高", None, 171, "cm"), ("Größe", None, 171, "cm"),
    ("Taille", None, 171, "cm"), ("Height, reported", None, 171, "cm"), ("Talla", None, 171, "cm"), ("身長", None, 171, "cm"),
]


def instant(day):
    return day.strftime("%Y-%m-%dT%H:%M:%S+08:00")


class Bundles:
    def __init__(self, root, seed):
        self.chance = random.Random(seed)
        tree = json.loads((root / "examples/fhir/us-order.json").read_text())
        kept = [one for one in tree["entry"] if one["resource"]["resourceType"] != "Observation"]
        self.tree = {**tree, "entry": kept}

    def observation(self, words, loinc, value, unit, day, **more):
        code = {"text": words} if words else {"coding": [{"system": "urn:lab", "code": loinc}]}
        if loinc and words:
            code["coding"] = [{"system": LOINC, "code": loinc}]
            if self.chance.randrange(3) == 0:
                code["coding"][0]["display"] = words
        elif words and self.chance.randrange(2):
            code["coding"] = [{"system": "urn:oid:1.2.3.4", "code": str(self.chance.randrange(10000)), "display": words}]
        quantity = {"value": value, "unit": unit, "system": UCUM, "code": unit}
        return {"resource": {"resourceType": "Observation", "status": "final", "code": code,
                             "subject": {"reference": "Patient/us-881"}, "effectiveDateTime": instant(day),
                             "valueQuantity": quantity, **more}}

    def measured(self, words, loinc, low, high, unit, digits, **more):
        """Three of the last weeks, the newest within the site's limits; one once more."""
        entries = []
        for days in (21, 9, self.chance.choice([1, 2])):
            value = round(self.chance.uniform(low, high), digits)
            when = FIRST_DAY - timedelta(days=days, minutes=self.chance.randrange(300))
            entries.append(self.observation(self.chance.choice(words), loinc, value, unit, when, **more))
        entries.append(copy.deepcopy(entries[-1]))
        entries.append(copy.deepcopy(entries[0]))
        entries[-1]["resource"].update(status="entered-in-error")
        return entries

    def pressure(self, day):
        entry = self.observation("Blood pressure", "85354-9", 0, "mm[Hg]", day)
        del entry["resource"]["valueQuantity"]
        entry["resource"]["component"] = [
            {"code": {"coding": [{"system": LOINC, "code": code, "display": words}]},
             "valueQuantity": {"value": value, "unit": "mmHg", "system": UCUM, "code": "mm[Hg]"}}
            for code, words, value in (("8480-6", "Systolic blood pressure", 121), ("8462-4", "Diastolic blood pressure", 79))]
        return entry

    def ordinary(self):
        specimen = self.chance.choice(SPECIMEN)
        entries = self.measured(WEIGHT, "29463-7", 57, 60, "kg", 1)
        entries += self.measured(HEIGHT, "8302-2", 162, 163, "cm", 0)
        entries += self.measured(CREATININE, "14682-9", 62, 75, "umol/L", 0,
                                 **({"specimen": {"display": specimen}} if specimen else {}))
        day = FIRST_DAY - timedelta(days=1, minutes=self.chance.randrange(600))
        for words, loinc, value, unit in self.chance.sample(OTHER, 44):
            entries.append(self.observation(words, loinc, value, unit, day))
        entries.append(self.pressure(day))
        self.chance.shuffle(entries)
        return {**self.tree, "entry": self.tree["entry"] + entries}

    def with_what_bears(self):
        tree = self.ordinary()
        words, loinc, value, unit = self.chance.choice(BEARS)
        entry = self.observation(words, loinc, value, unit, FIRST_DAY - timedelta(minutes=1),
                                 status=self.chance.choice(["final", "final", "preliminary"]))
        if self.chance.randrange(4) == 0:  # in a panel
            part = {key: entry["resource"].pop(key) for key in ("code", "valueQuantity")}
            entry["resource"].update(code={"text": "Results"}, component=[part])
        return {**tree, "entry": tree["entry"] + [entry]}, words or loinc


def statuses(program, root, trees):
    text = "".join(json.dumps(tree, ensure_ascii=False) + "\n" for tree in trees)
    run = subprocess.run([program, "batch", "--site", "examples/site.toml", "--repeats-allowed"], input=text, cwd=root,
                         capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()], run.stderr


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 300
    bundles = Bundles(root, 20261202)
    ordinary = [bundles.ordinary() for _ in range(count)]
    bearing = [bundles.with_what_bears() for _ in range(count)]
    failures = 0
    rows, errors = statuses(program, root, ordinary)
    for row, tree in zip(rows, ordinary, strict=True):
        if row["status"] != "ready" or row["findings"]:
            failures += 1
            print("false alarm:", row["status"], row["findings"])
    if failures:
        print(errors[:3000])
    rows, _ = statuses(program, root, [tree for tree, _ in bearing])
    for row, (_, words) in zip(rows, bearing, strict=True):
        if row["status"] == "ready":
            failures += 1
            print("passed over:", words)
    results = sum(len(tree["entry"]) for tree in ordinary) / count
    print(f"{count} ordinary bundles of {results:.0f} entries, {count} with what bears on the dose: {failures} wrong")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
