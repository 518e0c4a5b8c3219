#!/usr/bin/env python3
"""A plan goes out as a FHIR bundle, comes in again, and is the same plan.

round_trip.py PROGRAM REPOSITORY_ROOT [FOLDER_OF_THE_VALIDATOR]

So it is for every example, every built-in protocol and 1,000 random cases, from a collection and from a
transaction, also with the plan of the bundle written as a bundle once more. A plan that is refused
is one OperationOutcome without a dose. Where the validator's folder is named, every bundle must be
valid R4 and the seeded faults must be found. Exit code 1 when something differs.
"""

import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True  # a test leaves nothing behind in the source tree
from cases import Drawn, GAP, levels_of

RANDOM_CASES = 1000
DRUGS = ["fludarabine", "cyclophosphamide"]
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8"}
A_DOSE = re.compile(r"\d ?(mg|g|mL|million)\b(?!/)")


class Journey:
    """One case, out and in. What goes wrong is in `problems`."""

    def __init__(self, program, root, name, case, options=()):
        self.program, self.root = program, root
        self.name, self.case, self.options = name, case, options
        self.problems, self.bundles, self.status = [], [], "error"

    def nkdose(self, command, text, *options, env=None):
        run = subprocess.run([self.program, command, "-", *options], input=text, cwd=self.root,
                             capture_output=True, text=True, env={**os.environ, **(env or {})})
        if run.returncode not in (0, 1, 2):
            self.problems.append(f"exit code {run.returncode}: {run.stderr}")
        return run.returncode, run.stdout

    def must(self, holds, *law):
        if not holds:
            self.problems.append(" ".join(map(str, law)))

    def plan(self):
        code, out = self.nkdose("plan", self.case, *self.options, "--format", "json")
        self.planned = json.loads(out)
        self.status = self.planned["status"]
        if self.status == "error":
            self.must(code == 2 and self.fhir(self.case, "collection")[0] == 2,
                      "what cannot be read has no bundle")
        elif self.planned["patient"]["id"] is None:
            self.status = "nobody's"
            self.must(self.fhir(self.case, "collection") == (2, ""), "nobody's bundle is written")
        elif self.status == "refused":
            self.refused(code)
        else:
            self.released(code)
        return self

    def fhir(self, text, kind, options=None, **more):
        options = self.options if options is None else options
        return self.nkdose("plan", text, *options, "--format", "fhir", "--fhir-bundle", kind,
                           **more)

    def refused(self, code):
        kinds = [self.fhir(self.case, kind) for kind in ("collection", "transaction")]
        self.must(kinds[0] == kinds[1] and kinds[0][0] == code == 1, "a refusal is one, exit code 1")
        outcome = json.loads(kinds[0][1])
        self.must(outcome["resourceType"] == "OperationOutcome", "a refusal is an OperationOutcome")
        self.must(set(outcome) == {"resourceType", "issue"}, "and nothing else")
        codes = [issue["details"]["coding"][0]["code"] for issue in outcome["issue"]]
        self.must(codes == [one["code"] for one in self.planned["findings"]], "its findings")
        told = [issue["diagnostics"] + issue["details"]["text"] for issue in outcome["issue"]]
        self.must(not any(map(A_DOSE.search, told)), "without a dose:", told)
        self.must(any(issue["severity"] == "error" for issue in outcome["issue"]), "one is an error")
        self.bundles.append(outcome)

    def released(self, code):
        for kind in ("collection", "transaction"):
            fhir_code, bundle = self.fhir(self.case, kind)
            self.must(fhir_code == code, "the exit code is", fhir_code, "not", code)
            if fhir_code == 2:
                self.problems.append(bundle)
                return
            self.bundles.append(json.loads(bundle))
            self.says(self.bundles[-1])
            self.comes_back(bundle, code)
            self.must(self.fhir(self.case, kind, env=ELSEWHERE) == (code, bundle),
                      "the same bytes elsewhere")
        again = self.fhir(bundle, "collection", self.again())
        self.must(again[0] == code, "the bundle of the bundle has exit code", again[0])
        if again[0] != 2:
            self.bundles.append(json.loads(again[1]))
            self.comes_back(again[1], code)
        self.agrees(bundle)

    def again(self):
        """What the bundle does not say: the site, the protocol's file and the day of the
        calculation. What was set, moved and acknowledged has become the case."""
        pairs = zip(self.options[::2], self.options[1::2])
        return [one for pair in pairs if pair[0] in ("--site", "--protocol", "--on") for one in pair]

    def comes_back(self, bundle, code):
        back_code, back = self.nkdose("plan", bundle, *self.again(), "--format", "json")
        back = json.loads(back)
        if back["status"] == "error":
            self.problems.append(f"does not come back: {back['findings']}")
            return
        self.must(back_code == code, "comes back with exit code", back_code)
        for key in {**self.planned, **back}:
            if key not in ("case_sha256", "overrides"):
                self.must(self.planned.get(key) == back.get(key), f"comes back with another {key}:",
                          json.dumps(back.get(key)), "was", json.dumps(self.planned.get(key)))

    def agrees(self, bundle):
        """The bundle, held as an order against our own plan of the case."""
        if not any(drug["dates"] for drug in self.planned["lymphodepletion"]):
            return  # an order without a dose of a drug is none
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".json") as order:
            order.write(bundle)
            order.flush()
            code, out = self.nkdose("verify", self.case, *self.options, "--order", order.name,
                                    "--format", "json")
        verdict = json.loads(out)
        expected = (0, "agrees") if self.status == "ready" else (1, "read")
        self.must((code, verdict.get("verdict"), verdict.get("texts")) == (*expected, []), "verify says",
                  code, verdict.get("verdict"), verdict.get("texts"), verdict.get("findings"))

    def says(self, bundle):
        """Read by this script alone: the bundle has the plan's doses, on its days, and no more."""
        found = collections.defaultdict(list)
        for entry in bundle["entry"]:
            found[entry["resource"]["resourceType"]].append(entry["resource"])
        wanted, said = {}, {}
        for drug in self.planned["lymphodepletion"]:
            if drug["dates"]:
                wanted[drug["drug"]] = (drug["dates"], [
                    (drug["level_mg_per_m2_per_day"], "mg/m2/d"), (drug["dose_mg_per_day"], "mg")])
        cells = self.planned["cells"]
        if cells["dates"]:
            level = cells["level_cells"]
            wanted[cells["product"]] = cells["dates"], level and [(level / 10**6, "10*6{cells}")]
        for request in found["MedicationRequest"]:
            dosage, = request["dosageInstruction"]
            doses = [(one["doseQuantity"]["value"], one["doseQuantity"]["code"])
                     for one in dosage.get("doseAndRate", [])]
            medication = request["medicationCodeableConcept"]
            name = medication["text"].lower()
            if name not in DRUGS:
                name, doses = medication["coding"][0]["code"], doses[1:] or None
            said[name] = dosage["timing"]["event"], doses
        self.must(said == wanted, "the requests say", said, "and the plan", wanted)
        dates = [action["timingDateTime"] for group in found["RequestGroup"]
                 for action in group.get("action", [])]
        self.must(dates == sorted({date for of, _ in wanted.values() for date in of}),
                  "the group's days are", dates)
        codes = [one["code"]["coding"][0]["code"] for one in found["DetectedIssue"]]
        self.must(codes == [one["code"] for one in self.planned["findings"]], "findings", codes)
        values = {one["code"]["text"]: one["valueQuantity"]["value"]
                  for one in found["Observation"]}
        patient, clearance = self.planned["patient"], self.planned["creatinine_clearance"]
        measured = {"height": patient["height_cm"], "weight": patient["weight_kg"],
                    "body surface area": self.planned["body_surface_area"]["m2"]}
        if patient["serum_creatinine_umol_per_l"] is not None:
            measured |= {"serum creatinine": patient["serum_creatinine_umol_per_l"],
                         "creatinine clearance": clearance["ml_per_min"]}
        if "age on the first drug day" in values:
            measured["age on the first drug day"] = patient["age_years"]
        self.must(values == measured, "the observations say", values, "and the plan", measured)


def journeys(program, root):
    def nkdose(*arguments):
        return subprocess.run([program, *arguments], cwd=root, check=True, capture_output=True,
                              text=True).stdout

    for file in sorted(root.glob("examples/cases/*.toml")):
        case = json.dumps(tomllib.loads(file.read_text(encoding="utf-8")), default=str)
        own = root / "examples/protocols" / file.name
        options = ["--protocol", str(own)] if own.exists() else []
        for site in ("site", "pharmacy"):
            yield Journey(program, root, f"{file.stem} at {site}", case,
                          ["--site", f"examples/{site}.toml", *options])
        yield Journey(program, root, file.stem, case, options)
    for file in sorted(root.glob("tests/schema/sound/*.json")):
        case = json.loads(file.read_text(encoding="utf-8"))
        if "order" in case:
            case["patient"].setdefault("id", "P-1")
            own = root / f"examples/protocols/{case['order']['protocol']}.toml"
            options = ["--protocol", str(own)] if own.exists() else []
            yield Journey(program, root, file.stem, json.dumps(case), ["--on", "2026-12-31", *options])
    protocols = {entry["id"]: entry for entry in
                 json.loads(nkdose("list", "protocols", "--format", "json"))["entries"]}
    for name, entry in protocols.items():
        numbers, cells = levels_of(entry)
        case = {"patient": {"id": "P-1", "sex": "male", "age": "42 y", "height": "180 cm",
                            "weight": "80 kg", "serum_creatinine": "62 umol/L"},
                "order": {"protocol": name, "day_zero": "2026-12-07", "cells": cells}}
        case["order"] |= {drug: f"{top:g} mg/m2/day" for drug, (_, top) in numbers.items()}
        if name in GAP:
            case["order"]["gap"] = GAP[name]
        if name == "tisa-cel-all":
            case["order"]["cells"] = "1e8 cells"  # above 50 kg a number, not one a kg
        yield Journey(program, root, name, json.dumps(case))
    for seed in range(2 * RANDOM_CASES):
        drawn = Drawn(seed, protocols)
        yield Journey(program, root, f"random case {seed}", drawn.text(), drawn.options)


def gone(program, root):
    """The journeys of all examples and protocols, and of the first random cases that have a plan."""
    random_cases = 0
    with ThreadPoolExecutor(2) as pool:
        waiting = collections.deque()
        for journey in journeys(program, root):
            waiting.append(pool.submit(journey.plan))
            if len(waiting) > 8:
                done = waiting.popleft().result()
                yield done
                random_cases += done.name.startswith("random") and done.status != "error"
                if random_cases == RANDOM_CASES:
                    break


def main():
    program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    statuses, failures, lines = collections.Counter(), [], []
    for journey in gone(program, root):
        statuses[journey.status] += 1
        if not journey.name.startswith("random"):
            journey.must(journey.bundles, "has no bundle")
        failures += [f"{journey.name} {' '.join(journey.options)}\n  {journey.case}\n  {problem}"
                     for problem in journey.problems]
        lines += [json.dumps(bundle) for bundle in journey.bundles]
    print(*failures[:20], sep="\n", end="\n" if failures else "")
    told = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
    print(f"{told}; {len(failures)} problems")
    if len(sys.argv) > 3:
        judge = subprocess.run(["node", f"{sys.argv[3]}/check.mjs", "--faults"], text=True,
                               input="".join(line + "\n" for line in lines))
        failures += [judge] if judge.returncode else []
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
