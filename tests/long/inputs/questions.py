"""What is asked without a case: every help, list, explanation, schema and script, every option alone
and misspelt, and areas and clearances of random people."""

import re
from functools import cache

from cases import Drawn
from two_programs import Command

ITEMS = 100  # all of them in so many parts
FORMATS = ["text", "json", "csv", "ics", "ndjson", "fhir", "xml"]
OWN_PROTOCOLS = ["examples/protocols/two-cycles.toml", "examples/protocols/weight-tiered.toml"]


def of_the_command_line(known, help_of):
    verbs = re.findall(r"^  ([a-z]+)  ", help_of().split("Subcommands:")[1], re.M)
    yield from ([], ["--help"], ["-h"], ["--version"], ["nonsense"], ["plam"], ["--nonsense"])
    for verb in verbs:
        yield from ([verb], [verb, "--help"], [verb, "-h"], [verb, "--version"], [verb, "x", "y"])
        yield from ([verb, "--format", form] for form in FORMATS)
        for option in sorted(set(re.findall(r"--[a-z-]+", help_of(verb)))):
            yield from ([verb, option], [verb, f"{option}x"], [verb, f"{option}=", "--format", "json"],
                        [verb, option, "7"])


def of_what_is_known(known):
    topics = ["formulas", "drugs", "protocols", "bands", "escalation", "findings", "units", "criteria", "x"]
    codes = [*known.findings, *(f"I{number:03}" for number in range(1, 30)), "r003", "X999"]
    protocols = [*known.protocols, *OWN_PROTOCOLS, "f0l"]
    for form in (["--format", "json"], []):
        yield from (["list", topic, *form] for topic in topics)
        yield from (["explain", code, *form] for code in codes)
        yield from (["list", "criteria", "--protocol", protocol, *form] for protocol in protocols)
        yield from (["check", str(file), *form] for file in data_files(known))
    for name in ("case", "plan", "order", "batch", "error", "x"):
        yield ["schema", name]
        yield from (["schema", name, "--protocol", protocol] for protocol in protocols)
    for verb in ("plan", "screen"):
        yield from ([verb, "--template", "--protocol", protocol] for protocol in protocols)
    yield from (["completion", shell] for shell in ("bash", "zsh", "fish", "tcsh"))
    yield from (["man"], ["cds", "--services"])


def data_files(known):
    """By their paths from the repository's root."""
    patterns = ("schedule/*/*.toml", "dosing/*/*.toml", "examples/*.toml", "examples/*/*.toml")
    return sorted(file.relative_to(known.root) for pattern in patterns for file in known.root.glob(pattern))


@cache
def every_question(known):
    def help_of(*verb):
        return known.ask(*verb, "--help").out.decode()
    return [*of_the_command_line(known, help_of), *of_what_is_known(known)]


def amount(chance, low, high, *units):
    """A number of some places, now and then with a unit that is none."""
    places = chance.choice([0, 1, 1, 2, 3])
    number = Drawn.decimal(chance.randint(low * 10 ** places, high * 10 ** places), places)
    return number + chance.choice(["", " "]) + chance.choice([*units * 10, "", "x", "kg", "cm"])


def of_a_person(chance):
    words = ["--weight", amount(chance, 30, 160, "kg")]
    words += chance.choice([[], ["--sex", "female"], ["--sex", "male"]])
    words += chance.choice([[], ["--height", amount(chance, 140, 210, "cm")]])
    words += chance.choice([[], ["--format", "json"]])
    if chance.randrange(2):
        return ["bsa", *words, *chance.choice([[], ["--formula", "all"], ["--formula", "dubois"]])]
    return ["clearance", *words, "--age", amount(chance, 15, 90, "y"), "--creatinine",
            chance.choice([amount(chance, 40, 400, "umol/L"), amount(chance, 1, 4, "mg/dL")])]


def commands(known, item, chance):
    for words in every_question(known)[item::ITEMS]:
        yield Command(words)
    for _ in range(10):
        yield Command(of_a_person(chance))
