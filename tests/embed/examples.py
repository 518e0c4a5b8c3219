#!/usr/bin/env python3
"""Runs an example of the C library with requests that are right and wrong:
examples.py REPOSITORY_ROOT COMMAND...

The numbers are those of the README's patient: 30 mg/m2/day and 300 mg/m2/day x 1.62 m2, rounded.
"""

import json
import subprocess
import sys
from pathlib import Path


def main():
    root, command = Path(sys.argv[1]), sys.argv[2:]
    failures = []

    def expect(what, request, exit_code, out=(), err=(), never=()):
        run = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True)
        told = [text for text in out if text not in run.stdout]
        told += [text for text in err if text not in run.stderr]
        told += [f"not {text}" for text in never if text in run.stdout + run.stderr]
        if run.returncode != exit_code or told:
            failures.append(f"{what}: exit code {run.returncode}, missing: {told}\n"
                            f"{run.stdout}{run.stderr}")

    request = json.loads((root / "examples/embed/request.json").read_text(encoding="utf-8"))
    site = (root / "examples/site.toml").read_text(encoding="utf-8")
    expect("a draft", request, 1, ["draft", "49", "486"])
    expect("ready", request | {"site": site}, 0, ["ready", "49", "486"])
    refused = json.loads(json.dumps(request))
    refused["case"]["safety"]["pentostatin"] = "yes"
    expect("refused", refused | {"site": site}, 1, ["refused"], never=[": 49,", " 49 mg", "486", "48.6"])
    wrong = json.loads(json.dumps(request))
    wrong["case"]["patient"]["weight"] = "58.4"
    expect("no unit", wrong, 2, err=["/case/patient/weight"], never=["draft", "ready", "49"])
    print(*failures, sep="\n", end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
