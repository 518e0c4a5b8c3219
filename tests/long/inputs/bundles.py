"""Bundles of FHIR as cases, and requests of CDS Hooks: what a server sends, and what somebody made of it."""

import copy
import json

from case_file import CaseFile
from two_programs import Command

VALUES = [None, True, 7, 0.5, "", "x", [], {}, "2026-12-03", "mg", "kg", "active", "completed", "female"]


def places(tree, before=()):
    """The path of every key and item."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, value in steps:
        yield (*before, step)
        if isinstance(value, (dict, list)):
            yield from places(value, (*before, step))


def changed(chance, tree):
    """A copy with one place dropped, doubled, or of another value."""
    tree = copy.deepcopy(tree)
    *path, last = chance.choice(list(places(tree)))
    within = tree
    for step in path:
        within = within[step]
    way = chance.randrange(5)
    if way == 0:
        del within[last]
    elif way == 1 and isinstance(within, list):
        within.append(copy.deepcopy(within[last]))
    elif way <= 2 and isinstance(within[last], (int, float)) and not isinstance(within[last], bool):
        within[last] *= chance.choice([2, 3, 10])
    else:
        within[last] = chance.choice([*VALUES, [within[last]]])
    return tree


def several_times(chance, tree):
    for _ in range(chance.choice([0, 1, 1, 1, 2])):
        tree = changed(chance, tree)
    return tree


def of_a_plan(known, chance):
    """The bundle of a plan, changed, planned again."""
    case = CaseFile(known, chance)
    out = known.ask(*case.words("plan", "--format", "fhir"), files=case.files).out
    bundle = json.loads(out) if out.startswith(b"{") else None
    return bundle if bundle and bundle["resourceType"] == "Bundle" else None


def commands(known, item, chance):
    example = chance.choice(["us-order", "us-order", "shanghai-laboratory"])
    text = (known.root / f"examples/fhir/{example}.json").read_text(encoding="utf-8")
    bundle = of_a_plan(known, chance) or json.loads(text)
    site = ["--site", chance.choice(["examples/site.toml", "examples/pharmacy.toml"])]
    content = json.dumps(several_times(chance, bundle)).encode()
    for form in ("json", "text", "fhir"):
        yield Command(["plan", "-", *site, "--format", form], {"-": content}, form == "json")
    yield Command(["batch", "in.ndjson", *site], {"in.ndjson": content + b"\n"})
    yield Command(["screen", "bundle.json", *site], {"bundle.json": content})
    request = json.loads((known.root / "examples/fhir/order-sign.json").read_text(encoding="utf-8"))
    if item % 3 == 0:
        request["context"]["draftOrders"]["entry"] = [
            entry for entry in bundle["entry"]
            if entry["resource"]["resourceType"] == "MedicationRequest"]
    content = json.dumps(several_times(chance, request)).encode()
    yield Command(["cds", *site], {"-": content})
    yield Command(["cds", *site, "--on", "2026-12-01"], {"-": content})
