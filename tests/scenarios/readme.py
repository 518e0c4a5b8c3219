#!/usr/bin/env python3
"""Runs the examples of README.md and docs/: readme.py PROGRAM REPOSITORY_ROOT

An example is a fenced block that begins with ```console. Each line "$ nkdose ..." in it (continued
by a backslash), that runs a script of examples/, or that feeds it by sed, is run in the repository, and must print, output
and messages together, the lines that follow it; "..." stands for any lines, or within a line for any
text. Other commands are not run.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # a test leaves nothing behind in the source tree
from checks import Wrong, must_match


def examples(path):
    """(line number, command, expected lines) of every command that the program is asked."""
    text = path.read_text(encoding="utf-8")
    for block in re.finditer(r"^( *)```console\n(.*?)^\1```", text, re.M | re.S):
        first = text.count("\n", 0, block.start(2)) + 1
        lines = [line.removeprefix(block[1]) for line in block[2].splitlines()]
        starts = [i for i, line in enumerate(lines) if line.startswith("$ ")]
        for start, end in zip(starts, [*starts[1:], len(lines)]):
            after = start + 1
            command = lines[start][2:]
            while command.endswith("\\"):
                command = f"{command[:-1].rstrip()} {lines[after].strip()}"
                after += 1
            if re.match(r"(\S*/)?nkdose\b|(bash|python3|node) examples/(order-entry|fhir)/|sed .*\| nkdose ",
                        command):
                command = re.sub(r"^(\S*/)?nkdose\b", "nkdose", command)
                yield first + start, command, lines[after:end]


def main():
    program, root = (Path(argument).resolve() for argument in sys.argv[1:])
    failures, count = [], {}
    with tempfile.TemporaryDirectory() as tools:
        os.symlink(program, Path(tools) / "nkdose")
        environment = {"PATH": f"{tools}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        for path in filter(Path.exists, [root / "README.md", *sorted(root.glob("docs/**/*.md"))]):
            count[path.name] = 0
            for number, command, expected in examples(path):
                count[path.name] += 1
                run = subprocess.run(["bash", "-c", command], cwd=root, env=environment, timeout=10,
                                     stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                     stderr=subprocess.STDOUT)
                try:
                    must_match("the output", expected, run.stdout.decode())
                    if run.returncode > 3:
                        raise Wrong(f"the exit code is {run.returncode}")
                except Wrong as wrong:
                    failures.append(f"{path.relative_to(root)}:{number}\n$ {command}\n{wrong}\n")
    if count.get("README.md") == 0:
        failures.append("README.md has no example\n")
    print(*failures, sep="\n", end="\n" if failures else "")
    print(f"{sum(count.values()) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
