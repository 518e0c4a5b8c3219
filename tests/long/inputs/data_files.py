"""The files of protocols, drugs, bands, sites and cohorts, with lines changed: checked, and used."""

import re

from questions import data_files
from two_programs import Command

NUMBERS = ["0", "1", "-1", "7", "1.5", "99999", "1e3", "x", ""]
WORDS = ["", "x", "none", "f01", "mosteller", "1 mg", "5 %", "2 d", "50 mL/min", "Sat", "2026-12-25"]


def changed_line(chance, line):
    """The line, with one thing about it changed; or none."""
    way = chance.randrange(7)
    if way == 0:
        return ""
    if way == 1:
        return line + line
    if way == 2:
        return re.sub(r"^(\w+)", chance.choice([r"\1x", "id", "days"]), line)
    if way == 3:
        return re.sub(r'"[^"]*"', lambda _: f'"{chance.choice(WORDS)}"', line, count=1)
    if way == 4:
        return re.sub(r"-?\d[\d.]*", lambda _: chance.choice(NUMBERS), line, count=1)
    if way == 5:
        return re.sub(r"= .*", f"= {chance.choice(['[]', '{}', 'true', '2026-12-07', '5'])}", line)
    return line.replace(chance.choice('"[]=]'), "", 1)


def commands(known, item, chance):
    files = [file for file in data_files(known) if file.parent.name not in ("cases", "orders")]
    file = known.root / files[item % len(files)]
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    able = [number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")]
    for number in chance.sample(able, chance.choice([0, 1, 1, 1, 2])):
        lines[number] = changed_line(chance, lines[number])
    content = {file.name: "".join(lines).encode()}
    for form in ("json", "text"):
        yield Command(["check", file.name, "--format", form], content, form == "json")
    case = ["examples/cases/adult-sle.toml"]
    if file.parent.name == "protocols":
        name = re.search(r'^id = "([\w-]*)"', "".join(lines), re.M)
        yield Command(["plan", *case, "--protocol", file.name, "--set",
                       f"order.protocol={name[1] if name else ''}"], content)
        yield Command(["calendar", "--protocol", file.name, "--day-zero", "2026-12-07"], content)
        yield Command(["schema", "case", "--protocol", file.name], content)
        yield Command(["list", "criteria", "--protocol", file.name], content)
    elif file.name == "cohort.toml":
        yield Command(["calendar", "--cohort", file.name, "--on", "2026-12-14"], content)
    elif file.parent.name == "escalation":
        yield Command(["calendar", "--cohort", "examples/cohort.toml", "--design", file.name], content)
    else:
        yield Command(["plan", "examples/cases/five-bags.toml", "--site", file.name], content)
        yield Command(["batch", "examples/patients.csv", "--site", file.name], content)
