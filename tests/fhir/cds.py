#!/usr/bin/env python3
"""Requests of CDS Hooks by the hundred: cds.py PROGRAM REPOSITORY_ROOT

Every response keeps the rules of the specification (cds-response.schema.json, which must find each
fault put into a response); what is wrong is never answered with a card that only informs, and what is
right never with one that warns. The corrected drafts, sent again, agree.
"""

import copy
import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema

program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
here = root / "tests" / "fhir"
judge = jsonschema.Draft202012Validator(json.loads((here / "cds-response.schema.json").read_text()))
request = json.loads((root / "examples/fhir/order-sign.json").read_text())
failures = []


def ask(body):
    run = subprocess.run([program, "cds", "--site", root / "examples/site.toml"], capture_output=True,
                         input=json.dumps(body, ensure_ascii=False).encode())
    return run.returncode, json.loads(run.stdout) if run.stdout else None


def draft(body, which):
    return body["context"]["draftOrders"]["entry"][which]["resource"]


def dose(body, which):
    return draft(body, which)["dosageInstruction"][0]["doseAndRate"][-1]["doseQuantity"]


def period(body, which):
    return draft(body, which)["dosageInstruction"][0]["timing"]["repeat"]["boundsPeriod"]


def scaled(which, factor):
    def change(body):
        value = dose(body, which)["value"] * factor
        dose(body, which)["value"] = int(value) if value == int(value) else value
    return change


def course_on_one_day(body):
    scaled(0, 3)(body)
    period(body, 0)["end"] = period(body, 0)["start"]


def exchanged(body):
    one, other = dose(body, 0)["value"], dose(body, 1)["value"]
    dose(body, 0)["value"], dose(body, 1)["value"] = other, one


def after_day_zero(body):
    period(body, 1).update(start="2026-12-10", end="2026-12-12")


# Whether the error has a name, so that the corrected draft is suggested.
wrong_orders = {
    "ten times": (scaled(0, 10), True), "a tenth": (scaled(1, 0.1), True),
    "the course on one day": (course_on_one_day, True), "exchanged": (exchanged, True),
    "sign of the day lost": (after_day_zero, True),
    "a day missing": (lambda body: period(body, 0).update(end="2026-12-03"), True),
    "a day too many": (lambda body: period(body, 1).update(end="2026-12-05"), True),
    "cells above the range": (scaled(2, 10), False),
    "another dose": (scaled(0, 1.3), False),
}

# What a draft may lack.
incomplete = {
    "no dosage": lambda body: draft(body, 0).pop("dosageInstruction"),
    "no timing": lambda body: draft(body, 0)["dosageInstruction"][0].pop("timing"),
    "no level": lambda body: draft(body, 1)["dosageInstruction"][0]["doseAndRate"].pop(0),
    "no dose": lambda body: draft(body, 1)["dosageInstruction"][0]["doseAndRate"].pop(1),
    "no unit": lambda body: [dose(body, 0).pop(key) for key in ("unit", "system", "code")],
    "no protocol": lambda body: [draft(body, i).pop("instantiatesUri") for i in range(3)],
    "no cells": lambda body: body["context"]["draftOrders"]["entry"].pop(2),
    "one drug": lambda body: body["context"]["draftOrders"]["entry"].pop(1),
    "no patient": lambda body: body["prefetch"].pop("patient"),
    "no height": lambda body: body["prefetch"].update(height=None),
    "no prefetch": lambda body: body.pop("prefetch"),
    "a height in feet": lambda body: body["prefetch"]["height"]["entry"][0]["resource"]["valueQuantity"].update(code="[ft_i]"),
    "no subject": lambda body: draft(body, 0).pop("subject"),
    "a dose as text": lambda body: dose(body, 0).update(value="49"),
    "a null": lambda body: draft(body, 0).update(dosageInstruction=None),
}


def faults_of_responses(response):
    """The response with one rule of the specification broken, by the rule."""
    def card(change):
        broken = copy.deepcopy(response)
        change(broken["cards"][0])
        return broken
    suggestion = response["cards"][0]["suggestions"][0]
    return {
        "no summary": card(lambda one: one.pop("summary")),
        "140 characters": card(lambda one: one.update(summary="x" * 140)),
        "no indicator": card(lambda one: one.pop("indicator")),
        "hard-stop": card(lambda one: one.update(indicator="hard-stop")),
        "no source": card(lambda one: one.pop("source")),
        "a source without a label": card(lambda one: one["source"].pop("label")),
        "a null": card(lambda one: one.update(detail=None)),
        "an empty list": card(lambda one: one.update(links=[])),
        "an empty text": card(lambda one: one.update(detail="")),
        "two recommended": card(lambda one: one["suggestions"].append(suggestion)),
        "no selectionBehavior": card(lambda one: one.pop("selectionBehavior")),
        "an action without description": card(
            lambda one: one["suggestions"][0]["actions"][0].pop("description")),
        "an update of nothing": card(lambda one: one["suggestions"][0]["actions"][0].pop("resource")),
        "a null in the resource": card(
            lambda one: one["suggestions"][0]["actions"][0]["resource"].update(note=None)),
        "no cards": {},
    }


def judged(name, body):
    code, response = ask(body)
    if response is None:
        failures.append(f"{name}: no response, exit code {code}")
        return code, {"cards": []}
    for error in judge.iter_errors(response):
        failures.append(f"{name}: {error.message[:200]}")
    warns = any(card["indicator"] != "info" for card in response["cards"])
    if code != (1 if warns else 0):
        failures.append(f"{name}: exit code {code}")
    return code, response


def changed(*changes):
    body = copy.deepcopy(request)
    for change in changes:
        change(body)
    return body


def wrong_order(item):
    name, (change, has_name) = item
    body = changed(change)
    code, response = judged(name, body)
    first = response["cards"][0] if response["cards"] else {}
    if code != 1 or first.get("indicator") != "critical":
        failures.append(f"{name}: is not held")
    if has_name != ("suggestions" in first):
        failures.append(f"{name}: suggestions: {'suggestions' in first}")
    for action in first.get("suggestions", [{}])[0].get("actions", []):
        for entry in body["context"]["draftOrders"]["entry"]:
            if entry["resource"]["id"] == action["resource"]["id"]:
                entry["resource"] = action["resource"]
    if has_name and judged(f"{name}, corrected", body)[0] != 0:
        failures.append(f"{name}: the corrected drafts do not agree")
    return response


def lacking(item):
    name, change = item
    code, response = judged(name, changed(change))
    if code != 1 or not response["cards"]:
        failures.append(f"{name}: goes through with exit code {code}")
    if any(card.get("suggestions") for card in response["cards"]):
        failures.append(f"{name}: has a suggestion")


def hacked(seed):
    """The request with pieces cut out or replaced anywhere: a response, or exit code 2."""
    chance = random.Random(seed)
    body = copy.deepcopy(request)
    for _ in range(chance.randint(1, 3)):
        at = body
        while True:
            keys = list(at) if isinstance(at, dict) else range(len(at))
            if not keys:
                break
            key = chance.choice(list(keys))
            if isinstance(at[key], (dict, list)) and chance.random() < 0.8:
                at = at[key]
            else:
                at[key] = chance.choice([None, "", [], {}, "x", 1e300, -1, True, [None], {"a": None}])
                break
    code, response = ask(body)
    if code not in (0, 1, 2) or (code == 2) != (response is None):
        failures.append(f"hacked {seed}: exit code {code}")
    if response is not None:
        for error in judge.iter_errors(response):
            failures.append(f"hacked {seed}: {error.message[:200]}")
        agrees = any("agrees:" in card["summary"] for card in response["cards"])
        drafts = body["context"]["draftOrders"]
        if agrees and "49" not in json.dumps(drafts):
            failures.append(f"hacked {seed}: agrees without our dose")


with ThreadPoolExecutor(2) as pool:
    if judged("as it stands", request)[0] != 0:
        failures.append("as it stands: is held")
    responses = list(pool.map(wrong_order, wrong_orders.items()))
    list(pool.map(lacking, incomplete.items()))
    list(pool.map(hacked, range(400)))
faults = faults_of_responses(responses[0])
for name, broken in faults.items():
    if judge.is_valid(broken):
        failures.append(f"the schema does not find: {name}")
print(*failures, sep="\n", end="\n" if failures else "")
print(f"{len(wrong_orders)} wrong orders, {len(incomplete)} incomplete ones, 400 hacked requests, "
      f"{len(faults)} faults of a response: {len(failures)} failures")
sys.exit(1 if failures else 0)
