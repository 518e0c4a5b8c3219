#!/usr/bin/env python3
"""What shells complete, and the manual: completions.py PROGRAM REPOSITORY_ROOT [--all-shells]

Every command and every option of the help stands in each script and in the manual. bash is asked
what it would complete. With --all-shells so is fish, zsh reads its script, and man and mandoc read
the manual without a word; without it, those of them that are there.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BASH = """
source "$1"; shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_nkdose
printf '%s\\n' "${COMPREPLY[@]}"
"""


def main():
    program, root = sys.argv[1:3]
    wants_all = "--all-shells" in sys.argv
    failures = []

    def told(*command, **more):
        run = subprocess.run(command, capture_output=True, text=True, **more)
        if run.returncode or run.stderr:
            failures.append(f"{' '.join(command)[:80]}: exit code {run.returncode}\n{run.stderr}")
        return run.stdout

    def expect(what, found, wanted):
        if found != wanted:
            failures.append(f"{what}: {sorted(found)}, not {sorted(wanted)}")

    def there(tool):
        if not shutil.which(tool) and wants_all:
            failures.append(f"{tool} is not installed")
        return shutil.which(tool)

    overview = told(program, "--help")
    commands = re.findall(r"^ {2}(\w+) ", overview.split("Subcommands:")[1], re.M)
    options = {command: set(re.findall(r"^ {2}(?:-\w,)?(--[\w-]+)",
                                       told(program, command, "--help"), re.M))
               for command in commands}
    assert len(commands) > 10 and sum(map(len, options.values())) > 60, "the help could be read"

    texts = {shell: told(program, "completion", shell) for shell in ("bash", "zsh", "fish")}
    texts["man"] = told(program, "man")
    # Where a command's part begins and ends; and how an option is written there.
    parts = {
        "bash": lambda command: re.search(rf"^ {{4}}{command}\) options='(.*)' ;;", texts["bash"],
                                          re.M)[1],
        "zsh": lambda command: re.search(rf"^ {{4}}{command}\)\n(.*?)^ {{6}};;", texts["zsh"],
                                         re.M | re.S)[1],
        "fish": lambda command: "\n".join(re.findall(rf"_from {command}'(.*)", texts["fish"])),
        "man": lambda command: re.search(rf"^\.SS nkdose {command}\n(.*?)^\.S", texts["man"],
                                         re.M | re.S)[1].replace("\\-", "-"),
    }
    written = {"bash": r"(--[\w-]+)", "zsh": r"'\*(--[\w-]+)", "fish": r"^ -l ([\w-]+)",
               "man": r"\\fB(--[\w-]+)"}
    for name, part in parts.items():
        for command in commands:
            found = re.findall(written[name], part(command), re.M)
            if name == "fish":
                found = [f"--{option}" for option in found]
            expect(f"{name}, {command}", set(found), options[command])

    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / f"nkdose.{name}").write_text(text, encoding="utf-8")
        (Path(folder) / "a case.toml").touch()

        def bash(*words):
            found = told("bash", "--norc", "-c", BASH, "bash", "nkdose.bash", "nkdose", *words,
                         cwd=folder)
            return set(found.splitlines()) - {""}

        expect("bash, no command", bash(""), {*commands, "--help", "--version"})
        expect("bash, cl", bash("cl"), {"clearance"})
        expect("bash, plan --", bash("plan", "--"), options["plan"])
        expect("bash, plan --format", bash("plan", "--format", ""), {"text", "json", "csv", "ics", "fhir"})
        expect("bash, --format=", bash("plan", "--format", "="), {"text", "json", "csv", "ics", "fhir"})
        expect("bash, --format=j", bash("plan", "--format", "=", "j"), {"json"})
        expect("bash, bsa --sex", bash("bsa", "--sex", "f"), {"female"})
        expect("bash, --formula", bash("bsa", "--formula", "mo"), {"mosteller"})
        expect("bash, --protocol", bash("plan", "--protocol", "f0"), {"f01"})
        expect("bash, plan --on", bash("plan", "--on", ""), set())
        expect("bash, a case", bash("plan", "a"), {"a case.toml"})
        expect("bash, after a flag", bash("plan", "--template", "a"), {"a case.toml"})
        expect("bash, list", bash("list", "fo"), {"formulas"})
        expect("bash, explain", bash("explain", "R00"), {f"R00{number}" for number in range(1, 10)})
        expect("bash, completion", bash("completion", ""), {"bash", "zsh", "fish"})

        if there("zsh"):
            told("zsh", "-n", "nkdose.zsh", cwd=folder)
        if there("fish"):
            def fish(line):
                found = told("fish", "--no-config", "-c",
                             f"source nkdose.fish; complete -C '{line}'", cwd=folder)
                return {answer.split("\t")[0] for answer in found.splitlines()}
            expect("fish, no command", fish("nkdose "), set(commands))
            expect("fish, plan --", fish("nkdose plan --"), options["plan"])
            expect("fish, plan --format", fish("nkdose plan --format "),
                   {"text", "json", "csv", "ics", "fhir"})
            expect("fish, list", fish("nkdose list fo"), {"formulas"})
        if there("man"):
            told("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", "nkdose.man", cwd=folder)
        if there("mandoc"):
            lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", "nkdose.man"],
                                  capture_output=True, text=True, cwd=folder).stdout
            # It has no date: the same program prints the same bytes on every day.
            expect("mandoc", {line for line in lint.splitlines() if "missing date" not in line},
                   set())
    print(*failures, sep="\n", end="\n" if failures else "")
    print(f"{len(commands)} commands, {sum(map(len, options.values()))} options")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
