#!/usr/bin/env python3
"""A change that bears on the dose is never passed over: mutations.py PROGRAM REPOSITORY_ROOT [COUNT [SEED]]

Changes two bundles COUNT times (10,000 unless told), by chance from a seed: one change each, and up to two
that mean nothing. What a change means is decided here, without the program: nothing; another value, from
which this file computes area, clearance, doses and days on its own; or that nobody may plan with it as if
nothing were. Each bundle is planned, in one start of the program, and compared as an order with the
unchanged case. A plan that is `ready` without a finding must have the numbers that are computed here, and
an order that `agrees` without a finding or a text must be changed in nothing. Changes that mean nothing may
disturb at most two in a hundred. Exit code 1 when something else happens.
"""

import copy
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

sys.dont_write_bytecode = True  # a test leaves nothing behind in the source tree
from ordinary_bundles import BEARS, OTHER
from ordinary_orders import ANOTHER

SITE, US = "examples/site.toml", "examples/fhir/us-order.json"
LOINC, UCUM, SCT = "http://loinc.org", "http://unitsofmeasure.org", "http://snomed.info/sct"
NOTHING, NEVER = "nothing", "never"  # what a change means, beside a dict of what is another value then
MOST_DISTURBED = 0.02
UNKNOWN = [{"url": "http://example.org/not", "valueBoolean": True}]
ANOTHER_DAY = ["2026-11-25", "2026-12-01", "2026-12-05", "2026-12-12"]
IN_OURS = {"[in_i]": 2.54, "cm": 1, "[lb_av]": 0.45359237, "kg": 1, "mg/dL": 1, "umol/L": 1 / 88.4}  # cm, kg, mg/dL


def measured_value(quantity):
    return quantity["value"] * IN_OURS[quantity["code"]]


def difference(one, other):
    """Where two trees begin to differ: a path."""
    if type(one) is not type(other) or not isinstance(one, (dict, list)):
        return ""
    pairs = one.items() if isinstance(one, dict) else enumerate(one)
    there = (lambda key: key in other) if isinstance(one, dict) else (lambda key: key < len(other))
    for key, value in pairs:
        if not there(key):
            return f"/{key} gone"
        if value != other[key]:
            return f"/{key}{difference(value, other[key])}"
    more = [key for key in (other if isinstance(other, dict) else range(len(other))) if key not in (one if isinstance(one, dict) else range(len(one)))]
    return f"/{more[0]} new" if more else ""


def half_up(value, step):
    return int(value / step + 0.5 + 1e-9) * step


def computed(of):
    """Area, clearance and doses of a woman or man, by the formulas of Mosteller, and of Cockcroft and Gault."""
    area = half_up(sqrt(of["height"] * of["weight"] / 3600), 0.01)
    clearance = (140 - of["age"]) * of["weight"] / (72 * of["creatinine"]) * (0.85 if of["sex"] == "female" else 1)
    return {"bsa_m2": area, "clearance_ml_per_min": clearance, "fludarabine_mg_per_day": half_up(of["fludarabine"] * area, 1),
            "cyclophosphamide_mg_per_day": half_up(of["cyclophosphamide"] * area, 1), "cells": of["cells"] * 1e6,
            "day_minus_5": of["first_day"], "day_zero": of["day_zero"]}


class Bundle:
    """A bundle, and what it says: to be changed."""

    def __init__(self, tree, chance):
        self.tree, self.chance = copy.deepcopy(tree), chance
        self.said = {"sex": "female"}
        of_type = lambda name: [one["resource"] for one in self.tree["entry"] if one["resource"]["resourceType"] == name]
        self.patient, = of_type("Patient")
        self.observations = [one for one in of_type("Observation") if self.observed(one)]
        self.requests = of_type("MedicationRequest")
        self.answers, = of_type("QuestionnaireResponse")
        self.subject = self.requests[0]["subject"]
        self.is_ours = bool(of_type("RequestGroup"))

    @staticmethod
    def observed(one):
        codes = {coding.get("code") for coding in one["code"].get("coding", [])}
        return ("height" if "8302-2" in codes else "weight" if "29463-7" in codes else
                "creatinine" if codes & {"2160-0", "14682-9"} else None)

    def pick(self, of):
        return self.chance.choice(of)

    def add(self, resource):
        self.tree["entry"].append({"fullUrl": f"urn:uuid:{self.chance.randrange(10 ** 9)}", "resource": resource})

    def drop(self, resource):
        self.tree["entry"] = [one for one in self.tree["entry"] if one["resource"] is not resource]

    def observation(self, of=None):
        one = self.pick(of or self.observations)
        return self.observed(one), one

    def drug_request(self):
        return self.pick([one for one in self.requests if one["medicationCodeableConcept"]["text"] != "F01 CAR-NK cells" and
                          "cell" not in one["medicationCodeableConcept"]["text"].lower()])

    def another_observation(self, words, loinc, value, unit, day, status="final"):
        code = {"text": words} if words else {"coding": [{"system": "urn:lab", "code": loinc}]}
        if words and loinc:
            code["coding"] = [{"system": LOINC, "code": loinc}]
        return {"resourceType": "Observation", "status": status, "code": code, "subject": self.subject, "effectiveDateTime": day,
                "valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": unit}}


# --- What means nothing of a dose ----------------------------------------------------------------------

def nothing(b):
    def name(): b.patient["name"] = [{"family": b.pick(["Li", "Doe", "Müller"]), "given": [b.pick(["A", "B"])]}]
    def address(): b.patient["address"] = [{"city": b.pick(["Shanghai", "Lyon"])}]
    def telecom(): b.patient["telecom"] = [{"system": "phone", "value": str(b.chance.randrange(10 ** 6))}]
    def meta(): b.pick(b.observations)["meta"] = {"versionId": str(b.chance.randrange(9)), "lastUpdated": "2026-12-01T00:00:00Z"}
    def profile(): b.pick(b.requests)["meta"] = {"profile": ["http://example.org/profile"]}
    def performer(): b.pick(b.observations)["performer"] = [{"display": "Laboratory"}]
    def issued(): b.pick(b.observations)["issued"] = "2026-11-30T18:00:00+08:00"
    def category(): b.pick(b.observations)["category"] = [{"text": "laboratory"}]
    def requester(): b.pick(b.requests)["requester"] = {"display": "Dr Example"}
    def priority(): b.pick(b.requests)["priority"] = b.pick(["routine", "urgent"])
    def identifier(): b.pick(b.requests)["identifier"] = [{"value": str(b.chance.randrange(10 ** 6))}]
    def amended(): b.pick(b.observations)["status"] = b.pick(["amended", "corrected"])
    dated = [one for one in b.observations if "effectiveDateTime" in one]  # of the others no order can be told
    def again():
        _, one = b.observation(dated)
        b.add(copy.deepcopy(one))
    def older():
        _, one = b.observation(dated)
        old = copy.deepcopy(one)
        old["effectiveDateTime"] = b.pick(["2026-11-01", "2026-10-09", "2025-03-03"])
        old["valueQuantity"]["value"] *= 1.07
        old["status"] = b.pick(["final", "preliminary", "amended"])
        b.add(old)
    def taken_back():
        _, one = b.observation(dated)
        back = copy.deepcopy(one)
        back.update(status=b.pick(["entered-in-error", "cancelled"]), effectiveDateTime="2026-12-01")
        back["valueQuantity"]["value"] *= 1.5
        b.add(back)
    def other():
        words, loinc, value, unit = b.pick([one for one in OTHER if one[1]])
        b.add(b.another_observation(words, loinc, value, unit, "2026-12-01"))
    def encounter(): b.add({"resourceType": "Encounter", "status": "finished", "subject": b.subject})
    def practitioner(): b.add({"resourceType": "Practitioner", "name": [{"family": "Example"}]})
    def penicillin(): b.add({"resourceType": "AllergyIntolerance", "patient": b.subject, "code": {"text": "Penicillin"}})
    def condition(): b.add({"resourceType": "Condition", "subject": b.subject, "code": {"text": "Systemic lupus erythematosus"}})
    def benign(): b.drug_request()["note"] = [{"text": b.pick(["Independent double check required", "per protocol", "清淋化疗", "Hazardous drug"])}]
    def route(): b.drug_request()["dosageInstruction"][0]["route"] = {"coding": [{"system": SCT, "code": "47625008"}]}
    return [name, address, telecom, meta, profile, performer, issued, category, requester, priority, identifier, amended, again,
            older, taken_back, other, encounter, practitioner, penicillin, condition, benign, route]


# --- Another value, from which something else follows -----------------------------------------------------

def values(b):
    def measured():
        what, one = b.observation()
        quantity = one["valueQuantity"]
        quantity["value"] = round(quantity["value"] * b.pick([0.9, 0.97, 0.99, 1.01, 1.04, 1.1, 1.25]), 2)
        return {what: measured_value(quantity)}, NEVER
    def newer():
        what, one = b.observation()
        new = copy.deepcopy(one)
        new["effectiveDateTime"] = "2026-12-01"
        new["valueQuantity"]["value"] = round(one["valueQuantity"]["value"] * b.pick([0.95, 0.98, 1.02, 1.05]), 2)
        b.add(new)
        return {what: measured_value(new["valueQuantity"])}, NEVER
    def sex():
        b.patient["gender"] = "male"
        return {"sex": "male"}, NEVER
    def born():
        year = b.pick([1968, 1975, 1990, 1999])
        b.patient["birthDate"] = f"{year}-03-01"
        return {"age": 2026 - year}, NOTHING
    def level():
        request = b.drug_request()
        drug = request["medicationCodeableConcept"]["text"]
        quantity = request["dosageInstruction"][0]["doseAndRate"][0]["doseQuantity"]
        quantity["value"] = round(quantity["value"] * b.pick([0.9, 0.95, 1.05, 1.2]), 1)
        return {drug.lower(): quantity["value"]}, NEVER
    def cells():
        request = b.requests[-1]
        factor = b.pick([0.1, 0.5, 1.5, 10])
        for one in request["dosageInstruction"][0]["doseAndRate"]:
            one["doseQuantity"]["value"] *= factor
        return {"cells": 1000 * factor}, NEVER
    def all_days():
        shift = timedelta(days=b.pick([-7, 1, 7, 14]))
        moved = lambda day: str(date.fromisoformat(day) + shift)
        for request in b.requests:
            timing = request["dosageInstruction"][0]["timing"]
            if "event" in timing:
                timing["event"] = [moved(day) for day in timing["event"]]
            else:
                bounds = timing["repeat"]["boundsPeriod"]
                bounds.update(start=moved(bounds["start"]), end=moved(bounds["end"]))
        return {"first_day": moved("2026-12-02"), "day_zero": moved("2026-12-07")}, NEVER
    return [measured, measured, newer, sex, born, level, cells, all_days]


# --- With which nobody may plan, or agree, as if nothing were ----------------------------------------------

def serious(b):
    request = b.drug_request()
    dosage = request["dosageInstruction"][0]
    what, observation = b.observation()
    words = b.pick(ANOTHER)
    # Of a case and an order: (what it does, whether an order says it too).
    def do(change, of_order=NEVER):
        def made():
            change()
            return NEVER, of_order
        return made
    def put(where, **values): return do(lambda: where.update(values))
    def measured(**values): return do(lambda: observation.update(values))
    def bears():
        word, loinc, value, unit = b.pick(BEARS)
        one = b.another_observation(word, loinc, value, unit, "2026-12-02", b.pick(["final", "final", "preliminary"]))
        if b.chance.randrange(4) == 0:
            part = {key: one.pop(key) for key in ("code", "valueQuantity")}
            one.update(code={"text": "Results"}, component=[part])
        if b.chance.randrange(5) == 0:
            b.add({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one}]})
        else:
            b.add(one)
    def equally_new():
        one = copy.deepcopy(observation)
        one["valueQuantity"]["value"] = round(one["valueQuantity"]["value"] * 1.2, 1)
        b.add(one)
    def twice():
        b.add(copy.deepcopy(request))
    def of_case(resource): return do(lambda: b.add(resource), NOTHING)
    def answered():
        item = b.pick(b.answers["item"])
        item["answer"][0]["valueCoding"]["code"] = "Y"
    def no_days():  # which a plan takes from day zero
        timing.clear()
        return {}, NEVER
    quantity = observation["valueQuantity"]
    calculated = dosage["doseAndRate"][1]["doseQuantity"]
    timing = dosage["timing"]
    drug_words = b.pick(["fludarabine", "Endoxan", "cyclophosphamide", "氟达拉滨", "Fludara"])
    return [
        do(bears), do(bears), do(bears), do(equally_new),
        measured(status=b.pick(["preliminary", "registered", "entered-in-error", "cancelled", "Final", "unknown"])),
        measured(effectiveDateTime=b.pick(["2026-12-03", "2026-12-20", "2027-01-01"])),
        do(lambda: observation.pop("effectiveDateTime", None)), do(lambda: b.drop(observation)),
        do(lambda: quantity.update(comparator=b.pick(["<", ">", "<=", ">="]))),
        do(lambda: quantity.update(value=str(quantity["value"]))), do(lambda: observation.pop("valueQuantity")),
        do(lambda: quantity.update(unit=b.pick(["g", "mmol/d", "stone", "m", "ug/L"]))),
        do(lambda: quantity.update(code=b.pick(["g", "mmol/d", "[stone_av]", "ug/L", "%"]))),
        measured(modifierExtension=UNKNOWN), measured(subject={"reference": "Patient/somebody-else"}),
        do(lambda: observation["code"].update(text=b.pick(["Creatinine, Urine", "Ideal body weight", "Estimated weight", "尿肌酐",
                                                           "Birth weight", "Idealgewicht", "Taille assise", "Creatinine clearance"]))),
        measured(dataAbsentReason={"text": "error"}),
        *([measured(specimen={"display": "Urine"})] if what == "creatinine" else [measured(method={"text": b.pick(["stated", "estimated"])})]),
        put(b.patient, deceasedBoolean=True), put(b.patient, active=False), put(b.patient, modifierExtension=UNKNOWN),
        put(b.patient, link=[{"type": "replaced-by", "other": {"reference": "Patient/9"}}]),
        do(lambda: b.add({**b.patient, "id": "another"})), do(lambda: b.patient.pop("gender"), NOTHING),
        do(lambda: dosage.update(text=words)), do(lambda: dosage.update(text=f"{dosage.get('text', '')}, {words}")),
        do(lambda: dosage.update(patientInstruction=words)), put(request, note=[{"text": words}]),
        do(lambda: dosage.update(additionalInstruction=[{"text": b.pick(["HOLD", "twice daily", "give intrathecally", "do not give"])}])),
        put(request, statusReason={"text": words}), put(request, reasonCode=[{"text": words}]),
        put(request, status=b.pick(["cancelled", "on-hold", "stopped", "completed", "entered-in-error", "Draft"])),
        put(request, doNotPerform=True), put(request, modifierExtension=UNKNOWN), put(request, implicitRules="http://example.org"),
        put(request, dispenseRequest={"quantity": {"value": 7, "unit": "vial"}}), put(request, unheardOf="x"),
        put(request, subject={"reference": "Patient/somebody-else"}), do(twice), do(lambda: b.drop(request)),
        do(lambda: request["medicationCodeableConcept"].update(text=b.pick(["cladribine", "Endoxan and mesna", "methotrexate"]))),
        do(lambda: request["medicationCodeableConcept"]["coding"].append(
            {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "6851", "display": "methotrexate"})),
        do(lambda: b.add({**copy.deepcopy(request), "id": "more", "medicationCodeableConcept": {"text": drug_words}})),
        do(lambda: dosage.update(route={"text": b.pick(["intrathecal", "oral", "IM", "鞘内"])})),
        do(lambda: dosage.update(route={"coding": [{"system": SCT, "code": b.pick(["26643006", "72607000", "78421000"])}]})),
        do(lambda: dosage.update(method={"text": b.pick(["push", "intrathecal injection"])})),
        do(lambda: dosage.update(asNeededBoolean=True)), do(lambda: dosage.update(modifierExtension=UNKNOWN)),
        do(lambda: dosage.update(maxDosePerPeriod={"numerator": {"value": 10, "unit": "mg"}, "denominator": {"value": 1, "unit": "d"}})),
        do(lambda: dosage["doseAndRate"].append({"rateQuantity": {"value": 490, "unit": "mg/h", "system": UCUM, "code": "mg/h"}})),
        do(lambda: calculated.update(value=calculated["value"] * b.pick([10, 0.1, 3, 1.5, 0.5]))),
        do(lambda: calculated.update(code="g", unit="g")), do(lambda: calculated.update(unit="g")),
        do(lambda: dosage["doseAndRate"][0]["doseQuantity"].update(code=b.pick(["mg/m2", "mg/kg", "mg/m2.d"]))),
        do(lambda: timing.update(code={"coding": [{"code": b.pick(["BID", "Q12H", "QOD", "WK"])}]})),
        do(lambda: timing.update(event=[*ANOTHER_DAY[:2]], repeat={})), no_days,
        do(lambda: timing.setdefault("repeat", {}).update(frequency=2, period=1, periodUnit="d")),
        do(lambda: timing.setdefault("repeat", {}).update(count=5)),
        do(answered, NOTHING), do(lambda: b.answers.update(status="in-progress"), NOTHING), do(lambda: b.answers["item"].pop(), NOTHING),
        of_case({"resourceType": "AllergyIntolerance", "patient": b.subject, "code": {"text": b.pick(
            ["fludarabine", "Endoxan", "DMSO", "环磷酰胺", "Cytoxan 500 mg", "ifosfamide"])}}),
        of_case({"resourceType": "MedicationStatement", "status": "active", "subject": b.subject,
                 "medicationCodeableConcept": {"text": b.pick(["pentostatin", "Nipent", "fludarabine"])}}),
        do(lambda: b.add({"resourceType": "MedicationAdministration", "status": "completed", "subject": b.subject,
                          "effectiveDateTime": b.pick(["2026-12-02", "2026-11-28"]),
                          "medicationCodeableConcept": request["medicationCodeableConcept"]})),
        of_case({"resourceType": "Observation", "status": "final", "subject": b.subject, "effectiveDateTime": "2026-12-01",
                 "code": {"text": b.pick(["hCG", "Pregnancy test", "妊娠试验"])}, "valueCodeableConcept": {"text": b.pick(["positive", "阳性"])}}),
        of_case({"resourceType": "Condition", "subject": b.subject, "code": {"text": b.pick(["Pregnant", "Allergy to cyclophosphamide"])}}),
        do(lambda: b.tree.update(type="history")), do(lambda: b.tree.update(link=[{"relation": "next", "url": "p"}], type="searchset")),
        do(lambda: b.tree.update(total=500, type="searchset")), do(lambda: b.tree.update(implicitRules="http://example.org")),
    ]


def mutated(tree, chance):
    """A bundle, the name of its change, and what it means for a plan and for an order."""
    b = Bundle(tree, chance)
    family = chance.choices([nothing, values, serious], [2, 3, 7])[0]
    for noise in chance.sample(nothing(b), chance.choice([0, 0, 1, 2])):
        if family is nothing or noise.__name__ not in ("again", "older"):  # what is taken from one, these would still say
            noise()
    changes = family(b)
    place = chance.randrange(len(changes))
    before = copy.deepcopy(b.tree)
    meaning = changes[place]() if family is not nothing else (changes[place](), (NOTHING, NOTHING))[1]
    new = b.tree["entry"][len(before["entry"]):]
    where = f"{family.__name__} {place} {difference(before, b.tree)} {[one['resource'].get('resourceType') for one in new] or ''}"
    return b.tree, where, meaning if b.tree != before else (NOTHING, NOTHING)


class Campaign:
    def __init__(self, program, root):
        self.program, self.root, self.failures, self.counts = program, root, [], Counter()
        us = json.loads((root / US).read_text())
        ours = json.loads(self.run("plan", US, "--site", SITE, "--format", "fhir").stdout)
        self.bases = [us, us, ours]
        self.said = {"height": 162.56, "weight": 58.423, "creatinine": 0.7, "age": 38, "sex": "female", "fludarabine": 30,
                     "cyclophosphamide": 300, "cells": 1000, "first_day": "2026-12-02", "day_zero": "2026-12-07"}

    def run(self, *arguments, text=None):
        return subprocess.run([self.program, *arguments], input=text, cwd=self.root, capture_output=True, text=True)

    def expected(self, meaning):
        of = {**self.said, **(meaning if isinstance(meaning, dict) else {})}
        of["weight"] = half_up(of["weight"], 0.001)  # as pounds are read
        return computed(of)

    def fail(self, what, change, tree, answer):
        self.counts["wrong"] += 1
        self.failures.append((what, change, answer, tree))

    def judge_plan(self, row, change, meaning, tree):
        silent = row["status"] == "ready" and not row["findings"]
        if meaning == NOTHING:
            self.counts["plans with nothing"] += 1
            self.counts["plans disturbed"] += not silent
            if not silent:
                self.counts[f"disturbed by {change}"] += 1
        if meaning == NEVER and row["status"] == "ready":
            self.fail("ready", change, tree, row)
        if meaning != NEVER and silent:
            for key, value in self.expected(meaning).items():
                same = row[key] == value if isinstance(value, str) else abs(row[key] - value) < 1e-4 * max(1, abs(value))
                if not same:
                    self.fail(f"{key} is {row[key]}, not {value}", change, tree, row)

    def judge_order(self, answer, change, meaning, tree):
        if answer.get("verdict") != "agrees":
            if meaning == NOTHING:
                self.counts["orders disturbed"] += 1
                self.counts[f"order disturbed by {change}"] += 1
        elif meaning != NOTHING and not answer["texts"] and not answer["findings"]:
            self.fail("agrees", change, tree, answer)
        self.counts["orders with nothing"] += meaning == NOTHING

    def verify(self, tree):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as order:
            json.dump(tree, order)
            order.flush()
            return json.loads(self.run("verify", US, "--site", SITE, "--order", order.name, "--format", "json").stdout)

    def all(self, count, seed):
        chance = random.Random(seed)
        made = [mutated(chance.choice(self.bases), chance) for _ in range(count)]
        text = "".join(json.dumps(tree) + "\n" for tree, _, _ in made)
        rows = self.run("batch", "--site", SITE, "--repeats-allowed", text=text).stdout.splitlines()
        for row, (tree, change, (of_plan, _)) in zip(rows, made, strict=True):
            self.judge_plan(json.loads(row), change, of_plan, tree)
        with ThreadPoolExecutor(2) as pool:
            answers = pool.map(self.verify, [tree for tree, _, _ in made])
            for answer, (tree, change, (_, of_order)) in zip(answers, made, strict=True):
                self.judge_order(answer, change, of_order, tree)


def main():
    campaign = Campaign(*(Path(argument).resolve() for argument in sys.argv[1:3]))
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    campaign.all(count, int(sys.argv[4]) if len(sys.argv) > 4 else 20261209)
    counts = campaign.counts
    shown = {}
    for what, change, answer, _ in campaign.failures:
        shown.setdefault((what, change), []).append(json.dumps(answer, ensure_ascii=False)[:300])
    for (what, change), answers in list(shown.items())[:40]:
        print(f"{what} | {change} | {len(answers)} times | {answers[0]}")
    disturbed = any(counts[f"{what} disturbed"] > MOST_DISTURBED * counts[f"{what} with nothing"] for what in ("plans", "orders"))
    if disturbed:
        print({key: number for key, number in counts.most_common() if "disturbed" in key})
    print(f"{count} changed bundles: {counts['wrong']} passed over; of {counts['plans with nothing']} plans and {counts['orders with nothing']} "
          f"orders changed in nothing {counts['plans disturbed']} and {counts['orders disturbed']} disturbed")
    return 1 if campaign.failures or disturbed else 0


if __name__ == "__main__":
    sys.exit(main())
