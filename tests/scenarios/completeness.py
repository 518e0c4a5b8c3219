#!/usr/bin/env python3
"""Names what no scenario speaks of: completeness.py PROGRAM REPOSITORY_ROOT

Every code of `nkdose list findings` is asked for in an expectation (a line that begins with > ! or
?); every formula, protocol, drug and topic is named, a formula here or in
tests/exact/formula-cases.csv; every command, and every option of its help, stands in a command
line. Exit code 1 when one is missing.
"""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    program, root = sys.argv[1:]

    def told(*arguments):
        run = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
        return run.stdout

    def listed(topic):
        entries = json.loads(told("list", topic, "--format", "json"))["entries"]
        return [entry["id"] for entry in entries]

    def section(text, name):
        """The first words of the lines under a heading of a help."""
        found = re.search(rf"^{name}:\n((?: +.*\n|\n)*)", text, re.M)
        return re.findall(r"^ {2}(\S+)", found[1], re.M) if found else []

    scenarios = "\n".join(file.read_text(encoding="utf-8") for file in sorted(HERE.glob("*.test")))
    scenarios = re.sub(r"\\\n *", " ", scenarios)
    commands = re.findall(r"^\$ (.*)", scenarios, re.M)
    expectations = "\n".join(line for line in re.findall(r"^[>!?] .*", scenarios, re.M)
                             if " lacks " not in line)
    everything = "\n".join([*commands, expectations])
    with open(Path(root) / "tests/exact/formula-cases.csv", encoding="utf-8") as rows:
        cited = {row["formula"] for row in csv.DictReader(rows)}

    def names(text, word):
        return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None

    def asked(command, *names):
        any_name = "|".join(map(re.escape, names))
        return any(re.search(rf"\bnkdose {command}\b[^|;]* ({any_name})(?![\w-])", line)
                   for line in commands)

    def options(*command):
        """Such as ["-o", "--output"], for every option of a help."""
        return [found.split(",") for found in
                re.findall(r"^ {2}((?:-\w,)?--[\w-]+)", told(*command, "--help"), re.M)]

    raised = "\n".join(re.findall(r"^\? (?:\.?findings|info).*", scenarios, re.M))
    missing = [f"finding {code}" for code in listed("findings") if not names(raised, code)]
    sys.path.insert(0, str(Path(root) / "tests/exact"))
    sys.dont_write_bytecode = True
    from oracle import AREA
    missing += [f"formula {name} (tests/exact)" for name in listed("formulas")
                if name not in cited or name not in AREA]
    for topic in ("protocols", "drugs"):
        missing += [f"{topic[:-1]} {name}" for name in listed(topic) if not names(everything, name)]
    verbs = section(told("--help"), "Subcommands")
    missing += [f"option {name}" for spellings in options() for name in spellings
                if f"nkdose {name}" not in commands]
    missing += [f"option {verb} {spellings[-1]}" for verb in verbs for spellings in options(verb)
                if not asked(verb, *spellings)]
    for topic in ("formulas", "drugs", "protocols", "bands", "escalation", "findings", "units"):
        missing += [] if asked("list", topic) else [f"topic {topic}"]

    if len(verbs) < 7 or len(listed("findings")) < 30:
        missing.append("what the program lists could not be read")
    for one in missing:
        print(f"no scenario for: {one}")
    print(f"{len(missing)} missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
