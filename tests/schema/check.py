#!/usr/bin/env python3
"""Holds the schemas against the program: check.py PROGRAM REPOSITORY_ROOT [AJV_FOLDER]

The judge is python3-jsonschema, or ajv where its folder is named. A schema must accept all that the
program accepts; what it accepts and the program refuses is named here, with the reason.

sound/    passes schema and program; so do the examples
shape/    wrong in shape: fails in both, each by the one fault in its name
meaning/  passes the schema; the program refuses it (exit code 2, or a plan that is refused)

Every sound case and order is then changed, key by key, and both must still agree. Every output of
every scenario fits its schema, every key of the schemas of outputs occurs in one, and outputs that
are changed do not fit. Exit code 1 when something differs.
"""

import copy
import json
import re
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True  # a test leaves nothing behind in the source tree
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "scenarios"))
import run as scenarios
from judges import Ajv, Jsonschema

ON = "2026-12-31"  # the day of the calculation: after everything that has happened in a case
# What the program refuses and no schema can: by the code of the error, whatever the key; and by
# code and changed key.
MEANING = {
    "I010": "a number outside its limits",
    "I011": "a date that does not exist, or is not past",
    "I013": "two statements that cannot both hold",
    "I014": "characters that cannot be seen",
}
REASONED = {
    ("I004", "viability"): "total_cells needs it",
    ("I004", "dose"): "what a drug needs in [[given]], and an infusion has not",
    ("I004", "alt_uln"): "a value that is no multiple of the limit needs the limit",
    ("I004", "total_bilirubin_uln"): "likewise",
    ("I004", "gap"): "needed where the protocol leaves it open: in the schema with --protocol",
    ("I004", "previous_day_zero"): "needed from cycle 2 on",
    ("I012", "presentation"): "each drug has its own",
    ("I012", "infusion_days"): "each protocol has its own",
}


class Check:
    def __init__(self, program, root, judge):
        self.program, self.root, self.judge = program, root, judge
        self.failures, self.count = [], 0

    def expect(self, holds, *what):
        self.count += 1
        if not holds:
            self.failures.append(" ".join(map(str, what)))

    def nkdose(self, *arguments, value=None, lines=()):
        text = "".join(json.dumps(line) + "\n" for line in ([value] if value else lines))
        run = subprocess.run([self.program, *arguments], input=text, cwd=self.root,
                             capture_output=True, text=True)
        return run.returncode, run.stdout, run.stderr

    def learn(self, name, *arguments):
        code, out, err = self.nkdose("schema", *arguments)
        self.expect(code == 0 and not err, name, err)
        schema = json.loads(out)
        self.judge.learn(name, schema)
        self.examples(name, schema)
        return schema

    def examples(self, name, schema):
        """An example fits the schema that it stands in."""
        if isinstance(schema, dict):
            for i, one in enumerate(schema.get("examples", []) if "description" in schema else []):
                self.judge.learn("example", {k: v for k, v in schema.items() if k != "examples"})
                self.expect(not self.judge.wrong("example", one), name, one)
            for inner in schema.values():
                self.examples(name, inner)
        elif isinstance(schema, list):
            for inner in schema:
                self.examples(name, inner)

    # Inputs

    def protocol_of(self, tree):
        """The option that a case of an example's protocol needs, and the schema of that protocol."""
        order = tree.get("order")
        named = order.get("protocol") if isinstance(order, dict) else None
        file = f"examples/protocols/{named}.toml"
        return file if isinstance(named, str) and (self.root / file).exists() else None

    def refused(self, tree, protocol):
        """Whether the program refuses to read it, and its answer."""
        option = ["--protocol", protocol] if protocol else []
        code, out, _ = self.nkdose("plan", "-", "--on", ON, "--format", "json", *option,
                                   value=tree)
        return code == 2, out

    def refused_order(self, tree):
        code, out, _ = self.nkdose("verify", "examples/cases/adult-sle.toml", "--order",
                                   "/dev/stdin", "--format", "json", value=tree)
        return code == 2, out

    def verdicts(self, kind, tree, protocol):
        """What the schema and the program say, None where nothing is wrong."""
        name = f"{kind} {protocol}" if protocol else kind
        wrong = self.judge.wrong(name, tree)
        refused, out = (self.refused(tree, protocol) if kind == "case" else
                        self.refused_order(tree))
        return wrong, out if refused else None, out

    def sound_inputs(self):
        for file in sorted([*self.root.glob("examples/cases/*.toml"),
                            *self.root.glob("examples/orders/*.toml"), *HERE.glob("sound/*")]):
            text = file.read_text(encoding="utf-8")
            tree = (json.loads(json.dumps(tomllib.loads(text), default=str))
                    if file.suffix == ".toml" else json.loads(text))
            kind = "order" if "doses" in tree else "case"
            yield file.stem, kind, tree, self.protocol_of(tree)

    def inputs(self):
        for name, kind, tree, protocol in self.sound_inputs():
            wrong, refused, _ = self.verdicts(kind, tree, protocol)
            self.expect(not wrong, "sound", name, "the schema refuses:", wrong)
            self.expect(not refused, "sound", name, "the program refuses:", refused and said(refused))
        count = {name: len(list(HERE.glob(f"{name}/*"))) for name in ("sound", "shape", "meaning")}
        self.expect(count["sound"] >= 8 and count["shape"] >= 60 and count["meaning"] >= 40, count)
        for file in sorted(HERE.glob("shape/*")):
            tree = json.loads(file.read_text(encoding="utf-8"))
            kind = "order" if file.stem.startswith("order-") else "case"
            wrong, refused, out = self.verdicts(kind, tree, None)
            self.expect(wrong, "shape", file.stem, "the schema accepts it")
            self.expect(refused, "shape", file.stem, "the program accepts it")
            faults = len(said(out)) if refused else 1
            self.expect(faults == 1, "shape", file.stem, "has more than one fault:", refused and said(out))
        for file in sorted(HERE.glob("meaning/*")):
            tree = json.loads(file.read_text(encoding="utf-8"))
            kind = "order" if "doses" in tree else "case"
            wrong, refused, out = self.verdicts(kind, tree, None)
            self.expect(not wrong, "meaning", file.stem, "the schema refuses:", wrong)
            self.expect(refused or json.loads(out)["status"] == "refused",
                        "meaning", file.stem, "the program accepts it")

    def changes(self):
        """Every sound input, changed in one place."""
        units = [unit for entry in json.loads(self.nkdose("list", "units", "--format", "json")[1])
                 ["entries"] for unit in entry["title"].split(", ")]
        seen = set()
        for name, kind, tree, protocol in self.sound_inputs():
            for path in paths(tree):
                place = (kind, protocol, tuple("0" if isinstance(s, int) else s for s in path))
                if place in seen:
                    continue
                seen.add(place)
                old = at(tree, path)
                yield (name, kind, protocol, path, "dropped",
                       change(tree, path, None, drop=True))
                if isinstance(path[-1], str):
                    renamed = change(tree, path, None, drop=True)
                    at(renamed, path[:-1])[path[-1] + "x"] = old
                    yield name, kind, protocol, path, "renamed", renamed
                values = [None, True, 7, 0.5, "", " ", "7", "x", [], {}, [old], [None], "2026-02-01"]
                if isinstance(old, str):
                    values += [old + " ", " " + old, old.upper(), old + "\u0007"]
                    if old[:1].isdigit() and not old.startswith("20"):
                        values += [f"1 {unit}" for unit in units]
                for value in values:
                    if value != old or type(value) is not type(old):
                        yield (name, kind, protocol, path, json.dumps(value),
                               change(tree, path, value))

    def codes(self, changes):
        """What is wrong with each change, in codes: by a batch, which is quick, where a case needs
        no day of calculation; else one by one."""
        needs_day = {}
        for name, kind, tree, protocol in self.sound_inputs():
            needs_day[name] = kind == "case" and self.rows([tree], protocol)[0] != []
        in_batch = [one for one in changes if one[1] == "case" and not needs_day[one[0]]]
        alone = [one for one in changes if one[1] != "case" or needs_day[one[0]]]
        for protocol in sorted({one[2] for one in in_batch}, key=str):
            under = [one for one in in_batch if one[2] == protocol]
            yield from zip(under, self.rows([one[-1] for one in under], protocol), strict=True)

        def judged(one):
            refused, out = (self.refused(one[-1], one[2]) if one[1] == "case" else
                            self.refused_order(one[-1]))
            return one, [one["code"] for one in json.loads(out)["findings"]] if refused else []

        with ThreadPoolExecutor(2) as pool:
            yield from pool.map(judged, alone)

    def rows(self, trees, protocol):
        option = ["--protocol", protocol] if protocol else []
        out = self.nkdose("batch", "-", *option, lines=trees)[1]
        rows = [json.loads(line) for line in out.splitlines()]
        return [row["findings"] if row["status"] == "error" else [] for row in rows]

    def mutations(self):
        needed, changes = set(), list(self.changes())
        self.expect(len(changes) > 3000, "too few changes:", len(changes))
        for (name, kind, protocol, path, what, tree), codes in self.codes(changes):
            wrong = self.judge.wrong(f"{kind} {protocol}" if protocol else kind, tree)
            told = f"{name} /{'/'.join(map(str, path))} {what}"
            self.expect(codes or not wrong, told, "only the schema refuses:", wrong)
            if codes and not wrong:
                key = next(step for step in reversed(path) if isinstance(step, str))
                beyond = {(code, key) for code in codes if code not in MEANING}
                self.expect(beyond <= set(REASONED), told, "only the program refuses:", beyond)
                needed |= beyond
        unused = set(REASONED) - needed
        self.expect(not unused, "not needed in REASONED:", unused)

    # Outputs

    def outputs(self):
        """Every output of the scenarios, and of the sound inputs, by its schema's name."""
        collected = []

        class Collector(scenarios.Scenarios):
            def judge(self, command, wanted, code, out, err):
                collected.append((f"{self.path.name}: {command}", out))  # whatever it expects

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda file: Collector(file, self.program, self.root),
                          sorted(scenarios.HERE.glob("*.test"))))
        cases = [tree for _, kind, tree, protocol in self.sound_inputs()
                 if kind == "case" and not protocol]
        cases += [json.loads(file.read_text(encoding="utf-8")) for file in
                  sorted([*HERE.glob("meaning/*"), *HERE.glob("shape/*")])]
        for full in ([], ["--full"]):
            rows = self.nkdose("batch", "-", "--site", "examples/site.toml", *full, lines=cases)
            collected.append((f"batch {full}", rows[1]))
        for tree in cases:
            collected.append((json.dumps(tree), self.refused(tree, None)[1]))
        for name, text in collected:
            whole = text.startswith("{\n")
            for line in [text] if whole else text.splitlines():
                if '"schema": "nkdose/' in line:
                    tree = json.loads(line)
                    yield name, tree["schema"].split("/")[1], tree

    def check_outputs(self, schemas):
        seen = {name: {} for name in ("plan", "batch", "error")}
        known = set()
        for name, kind, tree in self.outputs():
            text = json.dumps(tree)
            if kind not in seen or text in known:
                continue
            known.add(text)
            self.expect(not (wrong := self.judge.wrong(kind, tree)), kind, "of", name, wrong)
            self.in_order(name, schemas[kind], tree, "", seen[kind])
        for kind, keys in seen.items():
            missing = [key for key in keys_of(schemas[kind]) if key not in keys]
            self.expect(not missing, kind, "has no output with a value of", missing)
            self.expect(len(known) > 100, "too few outputs:", len(known))
        self.samples = {kind: [json.loads(t) for t in known if f'"nkdose/{kind}/1"' in t]
                        for kind in seen}

    def in_order(self, name, schema, value, path, seen):
        """Keys stand in the schema's order; those with a value are seen."""
        if value is None:
            return
        seen[path] = True
        if isinstance(value, list):
            for item in value:
                self.in_order(name, schema.get("items", {}), item, path + "[]", seen)
        elif isinstance(value, dict):
            properties = schema["properties"]
            order = [key for key in properties if key in value]
            self.expect(order == [key for key in value if key in properties], name, path,
                        "keys in another order:", list(value))
            for key, inner in value.items():
                of = key if key in properties else pattern_for(schema, key)
                of_schema = properties.get(key) or schema["patternProperties"][of]
                self.in_order(name, of_schema, inner, f"{path}.{of}", seen)

    def wrong_outputs(self, schemas):
        """What we must never write does not fit."""
        def first(kind, status):
            found = [tree for tree in self.samples[kind] if tree["status"] == status]
            return max(found, key=lambda tree: len(json.dumps(tree)))

        for kind, status in (("plan", "ready"), ("plan", "draft"), ("plan", "refused"),
                             ("batch", "ready"), ("batch", "refused"), ("error", "error")):
            tree = first(kind, status)
            for path in paths(tree):
                for what, changed in (("dropped", change(tree, path, None, drop=True)),
                                      ("x", change(tree, path, {"x": 1}))):
                    optional = path[0] in ("cycle", "postponed") and len(path) == 1
                    column = kind == "batch" and path[0] not in schemas[kind]["properties"]
                    if what == "dropped" and (optional or column or isinstance(path[-1], int)):
                        continue
                    self.expect(self.judge.wrong(kind, changed), kind, status, path, what, "fits")
                value = at(tree, path)
                if isinstance(value, dict):
                    self.expect(self.judge.wrong(kind, change(tree, [*path, "extra"], 1)), kind,
                                path, "takes an extra key")
        for kind, doses in (("plan", ["lymphodepletion.0.dose_mg_per_day",
                                      "lymphodepletion.0.course_mg", "cells.delivered_cells",
                                      "calendar.3.dose_mg", "cells.volume_ml",
                                      "lymphodepletion.1.adjusted_mg_per_day"]),
                            ("batch", ["fludarabine_mg_per_day", "cells"])):
            refused, ready = first(kind, "refused"), first(kind, "ready")
            for dose in doses:
                path = [int(step) if step.isdigit() else step for step in dose.split(".")]
                self.expect(self.judge.wrong(kind, change(refused, path, 49)), "a refused", kind,
                            "may hold", dose)
            path = [int(step) if step.isdigit() else step for step in doses[0].split(".")]
            self.expect(self.judge.wrong(kind, change(ready, path, None)), "a ready", kind,
                        "may lack", doses[0])

    def protocols(self):
        """A case of each protocol, by the schema of that protocol; and its row of a batch."""
        listed = json.loads(self.nkdose("list", "protocols", "--format", "json")[1])["entries"]
        base = json.loads((HERE / "sound/smallest.json").read_text(encoding="utf-8"))
        for name in (entry["id"] for entry in listed):
            for kind in ("case", "order", "batch"):
                self.learn(f"{kind} {name}", kind, "--protocol", name)
        for entry in listed:
            name = entry["id"]
            tree = change(base, ["order", "protocol"], name)
            if "the case chooses" in entry.get("gap", ""):
                self.expect(self.judge.wrong(f"case {name}", tree), name, "needs no gap")
                tree = change(tree, ["order", "gap"], "3 d")
            for kind in ("case", f"case {name}"):
                self.expect(not (wrong := self.judge.wrong(kind, tree)), name, kind, wrong)
            other = "f01" if name != "f01" else "axi-cel"
            self.expect(self.judge.wrong(f"case {other}", tree), name, "fits", other)
            row = json.loads(self.nkdose("batch", "-", value=tree)[1])
            self.expect(row["status"] != "error", name, row)
            for kind in ("batch", f"batch {name}"):
                self.expect(not (wrong := self.judge.wrong(kind, row)), name, kind, wrong)
            for column in row:
                if column != "day_zero" and not column.startswith("day_"):
                    self.expect(self.judge.wrong(f"batch {name}", change(row, [column], None, True)),
                                name, "lacks", column)

    def run(self):
        schemas = {name: self.learn(name, name)
                   for name in ("case", "plan", "order", "batch", "error")}
        for name in ("weight-tiered", "two-cycles"):
            file = f"examples/protocols/{name}.toml"
            self.learn(f"case {file}", "case", "--protocol", file)
        for step in (self.protocols, self.inputs, self.mutations,
                     lambda: self.check_outputs(schemas), lambda: self.wrong_outputs(schemas)):
            step()
        print(*self.failures[:60], sep="\n", end="\n" if self.failures else "")
        print(f"{self.count - len(self.failures)} agree, {len(self.failures)} differ")
        return 1 if self.failures else 0


def said(out):
    """The findings of an error, in short."""
    return [f"{one['code']} {one['where'].split()[-1]} {one['detail']}"
            for one in json.loads(out)["findings"]]


def paths(tree, before=()):
    """The path of every key, and of the first item of each list."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree[:1])
    for step, value in steps:
        yield [*before, step]
        if isinstance(value, (dict, list)):
            yield from paths(value, [*before, step])


def at(tree, path):
    for step in path:
        tree = tree[step]
    return tree


def change(tree, path, value, drop=False):
    tree = copy.deepcopy(tree)
    within = at(tree, path[:-1])
    if drop:
        del within[path[-1]]
    else:
        within[path[-1]] = value
    return tree


def pattern_for(schema, key):
    return next((p for p in schema.get("patternProperties", {}) if re.search(p, key)), key)


def keys_of(schema, path=""):
    """The path of every key that a schema of an output knows."""
    for key, inner in {**schema.get("properties", {}),
                       **schema.get("patternProperties", {})}.items():
        yield f"{path}.{key}"
        yield from keys_of(inner, f"{path}.{key}")
    if "items" in schema:
        yield from keys_of(schema["items"], path + "[]")


def main():
    program, root = (Path(argument).resolve() for argument in sys.argv[1:3])
    judge = Ajv(sys.argv[3]) if len(sys.argv) > 3 else Jsonschema()
    return Check(program, root, judge).run()


if __name__ == "__main__":
    sys.exit(main())
