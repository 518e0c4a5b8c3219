"""What a scenario can ask of an output; the syntax is at the top of run.py."""

import csv
import difflib
import json
import re
import unicodedata
from decimal import Decimal

# A figure that a person could give; a level per m2, a creatinine, a clearance or a limit of a
# concentration is none.
GIVABLE = r"(?<![\d.,])\d[\d.,]* ?(mg|g|mL|vials?)\b(?!/(m2|dL|min|mL))"
GIVABLE_KEY = (r"(?!.*per_m2|.*per_min)"
               r".*(_mg|mg_per_day|_ml|rate|vials|delivered_cells|deviation_percent)$")
ERROR_KEYS = ["schema", "status", "findings"]
PROBLEM_KEYS = ["code", "severity", "where", "detail", "action"]


class Wrong(Exception):
    """What a command should have done and has not."""


def read_json(text):
    """Numbers keep their digits: 1 is not 1.0."""

    def once(pairs):
        if len({key for key, _ in pairs}) < len(pairs):
            raise Wrong("a JSON key stands twice")
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=once, parse_float=Decimal, parse_int=Decimal)
    except ValueError as error:
        raise Wrong(f"the output is not JSON: {error}") from None


def must_match(what, patterns, text):
    """`...` stands for any lines, or within a line for any text."""
    regex = "".join(r"(?:.*\n)*?" if pattern == "..." else
                    re.escape(pattern).replace(r"\.\.\.", ".*") + r"\n" for pattern in patterns)
    if re.fullmatch(regex, text) is None:
        diff = difflib.unified_diff(patterns, text.splitlines(), "expected", "got", "", "", 2, "")
        raise Wrong("\n    ".join([f"{what} differs", *list(diff)[:60]]))


def at(value, path):
    """`.a[0].b`, or a list of all of them for `.a[].b`."""
    for i, step in enumerate(steps := re.findall(r"\.\w+|\[\d*\]", path)):
        try:
            if step == "[]":
                return [at(item, "".join(steps[i + 1:])) for item in value]
            value = value[int(step[1:-1])] if step[0] == "[" else value[step[1:]]
        except (KeyError, IndexError, TypeError):
            raise Wrong(f"there is no {path}") from None
    return value


def no_dose_key(value, key=""):
    pairs = value.items() if isinstance(value, dict) else ((key, item) for item in value)
    for name, item in pairs:
        if re.match(GIVABLE_KEY, name) and item is not None:
            raise Wrong(f"a dose is left: {name} = {item}")
        if isinstance(item, (dict, list)):
            no_dose_key(item, name)


def no_dose(text, numbers, root):
    """Levels, areas, clearances and dates may stay; what could be given may not."""
    if text.startswith("{"):
        no_dose_key(read_json(text))
    elif text.startswith("date,"):
        for row in csv.DictReader(text.splitlines()):
            if row["dose_mg"] != "":
                raise Wrong(f"a dose is left: {row}")
    # What somebody typed on the command line is repeated, and no dose of ours.
    plain = re.sub(r'"overrides": \[.*?\]|(OVERRIDDEN on the command line:|overridden) .*', "", text)
    plain = " ".join(plain.split())
    plain = re.sub(r"\[\d+(, unverified)?\]", "", plain)  # the number of a source is no dose
    for file in [*root.glob("schedule/protocols/*.toml"), *root.glob("dosing/drugs/*.toml")]:
        for quoted in re.findall(r'^text = "(.*)"', file.read_text(encoding="utf-8"), re.M):
            plain = plain.replace(quoted, "")  # "500 mg or more of prednisone" is no dose of ours
    for regex in [GIVABLE, *(rf"(?<![\w.,]){re.escape(n)}(?!\w|[.,]\d)" for n in numbers)]:
        if found := re.search(regex, plain):
            around = plain[max(0, found.start() - 60):found.end() + 20]
            raise Wrong(f"a dose is left: ...{around}...")


def sheet(text, verdict):
    """The order of a plan for people."""
    lines = text.splitlines() or [""]
    headings = [line for line in lines if re.match(r"[A-Z]{3}", line)]
    verdict = {"READY": "READY TO CHECK"}.get(verdict, verdict)
    lifted = "(, [0-9]+ acknowledged)?(, [0-9]+ waived)?"
    if (not re.fullmatch(f"nkdose plan +{verdict}{lifted}", lines[0])
            or not lines[-1].startswith(verdict)):
        raise Wrong(f"{verdict} is not both in the first line and in the last")
    if verdict != "READY TO CHECK" and not lines[2].strip().startswith(f"{verdict}: "):
        raise Wrong(f"{verdict} is not explained at the top")
    if headings[:2] != ["FINDINGS, WORST FIRST", "DAILY DOSES"]:
        raise Wrong("the findings and the doses do not come first")
    for who in ("Prescriber", "Prepared by", "Checked by"):
        if f"  {who}: ____" not in text:
            raise Wrong(f"no place to sign: {who}")


def findings(kind, wanted, tree):
    pairs = {f"{one['code']} {one['severity']}" for one in tree["findings"]}
    names = set() if wanted == "none" else set(wanted.split(", "))
    above = {pair for pair in pairs if not pair.endswith(" info")}
    if kind == "findings" and above != names:
        raise Wrong(f"the findings are: {', '.join(sorted(above)) or 'none'}")
    if kind == "info" and not {f"{name} info" for name in names} <= pairs:
        raise Wrong(f"not all are among the infos: {', '.join(sorted(pairs - above))}")


def value(path, word, right, tree):
    got = at(tree, path)
    if word == "keys =":
        expected, got = right.split(), list(got)
    else:
        try:
            expected = json.loads(right, parse_float=Decimal, parse_int=Decimal)
        except ValueError:
            expected = right
    holds = {"contains": lambda: expected in got, "lacks": lambda: expected not in got}.get(
        word, lambda: repr(got) == repr(expected))  # repr tells 1 from 1.0, and keeps keys in order
    if not holds():
        raise Wrong(f"{path} is {json.dumps(got, default=str, ensure_ascii=False)[:400]}")


def check(wanted, text, root):
    """One line that begins with a question mark."""
    if found := re.fullmatch(r"no dose(?:: (.*))?", wanted):
        no_dose(text, found[1].split(", ") if found[1] else [], root)
    elif found := re.fullmatch(r"sheet: (\w+)", wanted):
        sheet(text, found[1])
    elif found := re.fullmatch(r"(findings|info): (.*)", wanted):
        findings(found[1], found[2], read_json(text))
    else:
        found = re.fullmatch(r"(\.\S*) (=|contains|lacks|keys =) (.*)", wanted)
        value(*found.groups(), read_json(text))


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def laws(command, code, out, err, new_files):
    """What holds whatever is asked."""
    for text in (out, err):
        kinds = ("Cc", "Cf", "Zl", "Zp")
        if acting := [c for c in text if c != "\n" and unicodedata.category(c) in kinds]:
            raise Wrong(f"the character {acting[0]!r} reaches the terminal unescaped")
    if left := [name for name in new_files
                if re.search(r"\.\w{6}$", name) or name.split(".")[0] not in command]:
        raise Wrong(f"a file is left behind: {left}")
    if foreign := [line for line in err.splitlines() if not line.startswith(("nkdose: ", "exit "))]:
        raise Wrong(f"a message that does not begin with the program's name: {foreign[0]}")
    if "examples/order-entry/" in command or "examples/fhir/" in command:
        return  # what follows is about the program's own output
    redirected = "2>" in command
    if code == 2 and not err and not redirected:
        raise Wrong("exit code 2 without a message")
    if code in (2, 3) and out and not redirected:
        tree = read_json(out)
        if list(tree) != ERROR_KEYS or any(list(one) != PROBLEM_KEYS for one in tree["findings"]):
            raise Wrong("the error JSON has other keys than the contract's")
        if tree["schema"] != "nkdose/error/1" or len(tree["findings"]) != err.count("\n"):
            raise Wrong("the error JSON does not hold one finding a message")
    is_data = out.startswith(("{", "date,", "id,", "day_zero,", "level,", "nkdose: "))
    if not is_data and (wide := [line for line in out.splitlines() if columns(line) > 100]):
        raise Wrong(f"a line has {columns(wide[0])} columns:\n    {wide[0]}")
