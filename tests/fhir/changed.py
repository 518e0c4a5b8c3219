#!/usr/bin/env python3
"""A bundle that somebody has changed is never read as what it was not: changed.py PROGRAM REPOSITORY_ROOT

Each change of meaning below must be an error, or a difference, in plan and in verify. And whatever
element of a bundle is dropped or changed: the plan is an error, is refused, or has the same doses on
the same days. Exit code 1 when something else happens.
"""

import copy
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True  # a test leaves nothing behind in the source tree
CASE, SITE = "examples/cases/adult-sle.toml", ["--site", "examples/site.toml"]
UNKNOWN = [{"url": "http://example.org/not", "valueBoolean": True}]
GIVEN_LATER = ["2026-12-03", "2026-12-04", "2026-12-05"]
ORAL = {"coding": [{"system": "http://snomed.info/sct", "code": "26643006", "display": "Oral route"}]}


class Bundle:
    """The example's bundle, with the resources that are changed."""

    def __init__(self, tree):
        self.tree = tree
        resources = [entry["resource"] for entry in tree["entry"]]
        of_type = lambda name: [one for one in resources if one["resourceType"] == name]
        self.patient, = of_type("Patient")
        self.group, = of_type("RequestGroup")
        self.request, _, self.cells = of_type("MedicationRequest")
        self.weight = next(one for one in of_type("Observation") if one["code"]["text"] == "weight")
        self.dosage, = self.request["dosageInstruction"]
        self.timing = self.dosage["timing"]
        self.level, self.dose = (one["doseQuantity"] for one in self.dosage["doseAndRate"])

    def drop(self, resource):
        self.tree["entry"] = [one for one in self.tree["entry"] if one["resource"] is not resource]

    def twice(self, resource):
        self.tree["entry"].append({"resource": copy.deepcopy(resource)})

    def brand(self, name):
        self.twice(self.request)
        self.tree["entry"][-1]["resource"]["medicationCodeableConcept"] = {"text": name}

    def given(self, day):
        self.tree["entry"].append({"resource": {
            "resourceType": "MedicationAdministration", "status": "completed", "effectiveDateTime": day,
            "medicationCodeableConcept": self.request["medicationCodeableConcept"],
            "subject": self.request["subject"]}})

    def newer_weight(self, code):
        self.twice(self.weight)
        newer = self.tree["entry"][-1]["resource"]
        newer.update(effectiveDateTime="2026-12-01")
        newer["code"]["coding"][0]["code"] = code

    def more_cells(self, day):
        self.twice(self.cells)
        dosage, = self.tree["entry"][-1]["resource"]["dosageInstruction"]
        dosage["timing"]["event"] = [day]
        for one in dosage["doseAndRate"]:
            one["doseQuantity"]["value"] *= 2


# The change, and what plan and verify make of it: an exit code.
CHANGES = {
    "nothing": (lambda b: None, 0, 0),
    "a dose if needed": (lambda b: b.dosage.update(asNeededBoolean=True), 2, 2),
    "a dose if needed for": (lambda b: b.dosage.update(asNeededCodeableConcept={"text": "fever"}), 2, 2),
    "a dose twice a day": (lambda b: b.timing.update(code={"coding": [{"code": "BID"}]}), 2, 2),
    "a dose every 12 hours": (lambda b: b.timing.update(repeat={"period": 12, "periodUnit": "h"}), 2, 2),
    "each day twice": (lambda b: b.timing.update(event=2 * b.timing["event"]), 2, 2),
    "the same day at two times": (lambda b: b.timing["event"].append("2026-12-02T20:00:00Z"), 2, 2),
    "the dosage twice": (lambda b: b.request["dosageInstruction"].append(copy.deepcopy(b.dosage)), 2, 2),
    "the request twice": (lambda b: b.twice(b.request), 2, 2),
    "a drug on other days": (lambda b: b.timing.update(event=GIVEN_LATER), 2, 1),
    "an infusion on another day": (lambda b: b.cells["dosageInstruction"][0]["timing"].update(
        event=["2026-12-08"]), 2, 1),
    "cells of another product": (lambda b: b.cells["medicationCodeableConcept"]["coding"][0].update(
        code="F02"), 2, 2),
    "twice the cells a week later": (lambda b: b.more_cells("2026-12-14"), 2, 2),
    "a drug that is not to be given": (lambda b: b.request.update(doNotPerform=True), 2, 2),
    "a drug that was cancelled": (lambda b: b.request.update(status="cancelled"), 2, 1),
    "a drug by mouth and into a vein": (lambda b: b.dosage.update(route={"coding": [
        {"code": "47625008"}, *ORAL["coding"]]}), 2, 2),
    "a drug into the spinal canal": (lambda b: b.dosage.update(method={"text": "intrathecal injection"}), 2, 2),
    "once a day and twice": (lambda b: b.timing.update(code={"coding": [{"code": "QD"}, {"code": "BID"}]}), 2, 2),
    "text of two doses a day": (lambda b: b.dosage.update(text="49 mg twice a day"), 2, 1),
    "text of ten times the dose": (lambda b: b.dosage.update(text="490 MG/day"), 2, 1),
    "a rate of ten times the dose": (lambda b: b.dosage["doseAndRate"][1].update(
        rateQuantity={"value": 490, "code": "mg/h", "unit": "mg/h"}), 2, 2),
    "days in UTC": (lambda b: b.timing.update(event=[f"{day}T22:00:00Z" for day in b.timing["event"]]), 2, 2),
    "a period with times": (lambda b: b.timing.update(event=[], repeat={
        "frequency": 1, "period": 1, "periodUnit": "d", "boundsPeriod": {
            "start": "2026-12-02T20:00:00+08:00", "end": "2026-12-04T08:00:00+08:00"}}), 2, 2),
    "a day that is no list": (lambda b: b.timing.update(event="2026-12-08"), 2, 1),
    "the name of another drug": (lambda b: b.request["medicationCodeableConcept"].update(text="cladribine"), 2, 2),
    "a second drug's code": (lambda b: b.request["medicationCodeableConcept"]["coding"].append(
        {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "6851", "display": "methotrexate"}), 2, 2),
    "a brand of the other drug beside it": (lambda b: b.brand("Endoxan"), 2, 2),
    "a course that was given": (lambda b: (b.twice(b.request), b.tree["entry"][-1]["resource"].update(
        status="completed")), 2, 2),
    "a dose that was given": (lambda b: b.given("2026-12-02"), 2, 2),
    "a dose that was given in another course": (lambda b: b.given("2026-11-02"), 0, 0),
    "a request with an unknown status": (lambda b: b.request.update(_status={"extension": UNKNOWN}), 2, 2),
    "the plan without its group": (lambda b: b.drop(b.group), 2, 0),
    "a group that is not said to be ours": (lambda b: b.group.pop("instantiatesUri"), 0, 0),
    "an entry with a modifier": (lambda b: b.tree["entry"][0].update(modifierExtension=UNKNOWN), 2, 2),
    "a weight without a status": (lambda b: b.weight.pop("status"), 2, 2),
    "a weight with a status of its own": (lambda b: b.weight.update(status="Final"), 2, 2),
    "a newer weight under another code": (lambda b: b.newer_weight("3141-9"), 2, 2),
    "a weight that is also another thing": (lambda b: b.weight["code"]["coding"].append(
        {"system": "http://loinc.org", "code": "2161-8"}), 2, 2),
    "a weight that may not be known": (lambda b: b.weight["valueQuantity"].update(
        _value={"extension": UNKNOWN}), 2, 2),
    "a record that was replaced": (lambda b: b.patient.update(link=[{"type": "replaced-by"}]), 2, 2),
    "a drug by mouth": (lambda b: b.dosage.update(route=ORAL), 2, 2),
    "a level of a course": (lambda b: b.level.update(code="mg/m2", unit="mg/m2"), 2, 2),
    "a dose in grams": (lambda b: b.dose.update(code="g", unit="g"), 2, 1),
    "a dose in grams, for people": (lambda b: b.dose.update(unit="g"), 2, 2),
    "ten times the dose": (lambda b: b.dose.update(value=490), 2, 1),
    "a range of doses": (lambda b: b.dosage["doseAndRate"].append({"doseRange": {}}), 2, 2),
    "less than a weight": (lambda b: b.weight["valueQuantity"].update(comparator="<"), 2, 2),
    "a weight in pounds for people": (lambda b: b.weight["valueQuantity"].update(unit="lb"), 2, 2),
    "a weight in pounds": (lambda b: b.weight["valueQuantity"].update(unit="lb", code="[lb_av]"), 2, 2),
    "a weight that was a mistake": (lambda b: b.weight.update(status="entered-in-error"), 2, 2),
    "a weight of another patient": (lambda b: b.weight["subject"].update(reference="urn:uuid:0"), 2, 2),
    "a weight that stands twice": (lambda b: b.twice(b.weight), 0, 0),
    "two weights of a day": (lambda b: (b.twice(b.weight), b.tree["entry"][-1]["resource"][
        "valueQuantity"].update(value=61)), 2, 2),
    "a weight with a modifier": (lambda b: b.weight.update(modifierExtension=UNKNOWN), 2, 2),
    "a request with a modifier": (lambda b: b.request.update(modifierExtension=UNKNOWN), 2, 2),
    "a dosage with a modifier": (lambda b: b.dosage.update(modifierExtension=UNKNOWN), 2, 2),
    "a patient with a modifier": (lambda b: b.patient.update(modifierExtension=UNKNOWN), 2, 2),
    "a request by other rules": (lambda b: b.request.update(implicitRules="http://example.org"), 2, 2),
    "a patient who has died": (lambda b: b.patient.update(deceasedBoolean=True), 2, 2),
    "a patient who died on a day": (lambda b: b.patient.update(deceasedDateTime="2026-12-01"), 2, 2),
    "a record that is not in use": (lambda b: b.patient.update(active=False), 2, 2),
    "two patients": (lambda b: b.twice(b.patient), 2, 2),
    "a plan that was revoked": (lambda b: b.group.update(status="revoked"), 2, 0),
    "a plan that was a mistake": (lambda b: b.group.update(status="entered-in-error"), 2, 0),
    "the rest of the case lost": (lambda b: b.group.pop("extension"), 2, 0),
    "the rest of the case not JSON": (lambda b: b.group["extension"][0].update(valueString="{"), 2, 0),
}


class Check:
    def __init__(self, program, root):
        self.program, self.root, self.failures, self.count = program, root, [], 0
        text = self.nkdose("plan", CASE, *SITE, "--format", "fhir")[1]
        self.bundle = json.loads(text)
        self.planned = self.plan(self.bundle)[1]

    def nkdose(self, *arguments, text=""):
        run = subprocess.run([self.program, *arguments], input=text, cwd=self.root,
                             capture_output=True, text=True)
        return run.returncode, run.stdout

    def plan(self, tree):
        code, out = self.nkdose("plan", "-", *SITE, "--format", "json", text=json.dumps(tree))
        return code, json.loads(out)

    def verify(self, tree):
        """Of an order that states its patient as our case has it."""
        with tempfile.NamedTemporaryFile("w", suffix=".json") as order:
            json.dump(tree, order)
            order.flush()
            return self.nkdose("verify", CASE, *SITE, "--order", order.name)[0]

    def must(self, holds, *what):
        self.count += 1
        if not holds:
            self.failures.append(" ".join(map(str, what)))

    def changes(self):
        for name, (change, plan, verify) in CHANGES.items():
            tree = copy.deepcopy(self.bundle)
            change(Bundle(tree))
            code, out = self.plan(tree)
            told = [one["detail"] for one in out["findings"] if one["severity"] != "info"]
            self.must(code == plan, name, "planned with exit code", code, told)
            self.must((code := self.verify(tree)) == verify, name, "verified with exit code", code)

    def sweep(self):
        def judge(change):
            path, what, tree = change
            code, out = self.plan(tree)
            same = all(out.get(key) == self.planned[key] for key in ("day_zero", "lymphodepletion"))
            self.must(code == 2 or out["status"] == "refused" or same, what, *path)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(judge, self.changed_anywhere()))

    def changed_anywhere(self):
        for path in list(paths(self.bundle)):
            tree = copy.deepcopy(self.bundle)
            within = at(tree, path[:-1])
            old = within.pop(path[-1])
            yield path, "dropped", tree
            tree = copy.deepcopy(self.bundle)
            within = at(tree, path[:-1])
            within[path[-1]] = (old + "x" if isinstance(old, str) else 10 * old
                                if isinstance(old, (int, float)) else "x")
            yield path, "changed", tree


def paths(tree, before=()):
    for step, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield [*before, step]
        if isinstance(value, (dict, list)):
            yield from paths(value, [*before, step])


def at(tree, path):
    for step in path:
        tree = tree[step]
    return tree


def main():
    check = Check(*(Path(argument).resolve() for argument in sys.argv[1:3]))
    check.changes()
    check.sweep()
    print(*check.failures[:40], sep="\n", end="\n" if check.failures else "")
    print(f"{check.count - len(check.failures)} as they must be, {len(check.failures)} not")
    return 1 if check.failures else 0


if __name__ == "__main__":
    sys.exit(main())
