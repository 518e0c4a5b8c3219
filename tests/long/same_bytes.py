#!/usr/bin/env python3
"""Two programs write the same bytes: same_bytes.py BEFORE AFTER REPOSITORY_ROOT [PART ...]

Both get the same commands; stdout, stderr and exit code are compared byte for byte:

    scenarios   every command of tests/scenarios, with the files that it writes
    rows        120,000 random batch rows, as CSV and NDJSON, at three sites, with one job and two
    plans       6,000 random cases, planned in every format
    orders      orders made of plans, with slips, verified against their cases
    calendars   calendars of cases and protocols; the cells and the screening of cases
    cohorts     cohorts of a dose escalation
    bundles     bundles of FHIR with something changed, as cases; requests of CDS Hooks
    changes     sound cases and orders with something changed: what is wrong is named
    data-files  files of sites, protocols and the like with lines changed, checked and used
    questions   helps, manual, completions, lists, explanations, schemas; options alone and misspelt

--quick: all scenarios, 10,000 rows, 500 plans, some of the rest. --seed N draws other inputs. What
is said to random inputs is counted: to compare error messages only would prove little. One difference
of each kind of command is printed, and kept with its inputs in build/same-bytes/differences. What the
first program answers is remembered, so that the next run asks only the second; trees that are compared
with the same program may share a folder of --answers. Exit code 1 when something differs.
"""

import argparse
import json
import multiprocessing
import random
import re
import resource
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

sys.dont_write_bytecode = True  # a test leaves nothing behind in the source tree
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "inputs"), *(str(HERE.parent / name) for name in ("fhir", "scenarios", "schema"))]
import bundles
import calendars
import changes
import cohorts
import data_files
import orders
import plans
import questions
import rows
from recorder import Recorder, scenario_files
from two_programs import Command, Memory, Tally, answer, digest_of, folder_of_its_own

JOBS = 2
CHUNK = 20  # items that a process takes at once
KINDS_SHOWN = 6


@dataclass
class Part:
    """A part of random inputs: the commands of an item, how many items, how many when quick."""
    commands: Callable
    items: int
    quick: int


RANDOM_PARTS = {
    "rows": Part(rows.commands, 12 * 51, 51),
    "plans": Part(plans.commands, 6000, 500),
    "orders": Part(orders.commands, 1500, 60),
    "calendars": Part(calendars.commands, 1200, 60),
    "cohorts": Part(cohorts.commands, 1000, 40),
    "bundles": Part(bundles.commands, 1000, 40),
    "changes": Part(changes.commands, 4000, 200),
    "data-files": Part(data_files.commands, 1000, 40),
    "questions": Part(questions.commands, questions.ITEMS, 20),
}


class Comparison:
    """The two programs, and what the first knows."""

    def __init__(self, before, after, root, seed):
        self.programs, self.root, self.seed = [str(before), str(after)], root, seed
        self.protocols = {entry["id"]: entry for entry in self.listed("protocols")}
        self.findings = [entry["id"] for entry in self.listed("findings")]

    def remember_in(self, folder):
        """In a folder of the first program's, and of all that it reads of the repository."""
        files = [file for folder in ("examples", "schedule", "dosing")
                 for file in self.root.glob(f"{folder}/**/*")
                 if file.is_file() and (folder == "examples" or file.suffix == ".toml")]
        state = digest_of(Path(self.programs[0]).read_bytes(), *(
            (str(file.relative_to(self.root)), file.read_bytes()) for file in sorted(files)))
        self.memories = folder / state.hex()

    def listed(self, topic):
        with folder_of_its_own(self.root):
            return json.loads(self.ask("list", topic, "--format", "json").out)["entries"]

    def ask(self, *words, files={}):
        """The first program's answer."""
        return answer(self.programs[0], Command(words, files))

    def random(self, name, part, is_quick):
        """Compares the items of a part, in several processes."""
        count = part.quick if is_quick else part.items
        memory, whole = Memory(self.memories, name), Tally()
        with multiprocessing.get_context("fork").Pool(JOBS) as pool:
            chunks = range(0, count, CHUNK)
            for tally in pool.imap(Chunk(self, name, count, memory.answers), chunks):
                whole.add(tally)
        memory.add(whole.learnt)
        whole.codes &= {code.encode() for code in self.findings}
        return whole

    def scenarios(self):
        """The present tree's scenarios; those that take longest first."""
        memory, whole = Memory(self.memories, "scenarios"), Tally()
        files = sorted(scenario_files(), key=lambda file: -file.stat().st_size)
        with ThreadPoolExecutor(2 * JOBS) as pool:
            tallies = list(pool.map(lambda file: self.scenario(file, memory.answers), files))
        for file, tally in zip(files, tallies):
            if tally.differences and all("timeout" in one.command for one in tally.first.values()):
                tally = self.scenario(file, {})  # a signal came late: once more, alone
            whole.add(tally)
        memory.add(whole.learnt)
        return whole

    def scenario(self, file, remembered):
        """Compares the commands of a .test file."""
        tally, content = Tally(), file.read_bytes()
        after = Recorder(file, self.programs[1], self.root).answers
        digests = {command: digest_of(content, str(command)) for command in after}
        tally.commands = len(after)
        if all(remembered.get(digests[one]) == after[one].digest() for one in after):
            return tally
        before = Recorder(file, self.programs[0], self.root).answers
        for command, answered in before.items():
            tally.compare(command, answered, after[command])
            tally.learnt[digests[command]] = answered.digest()
        return tally


@dataclass
class Chunk:
    """Compares items of a part, in a process of its own."""
    comparison: Comparison
    name: str
    count: int
    remembered: dict

    def __call__(self, start):
        tally, part = Tally(), RANDOM_PARTS[self.name]
        with folder_of_its_own(self.comparison.root):
            for item in range(start, min(start + CHUNK, self.count)):
                chance = random.Random(f"{self.name} {self.comparison.seed} {item}")
                for command in part.commands(self.comparison, item, chance):
                    self.compare(command, tally)
        return tally

    def compare(self, command, tally):
        tally.commands += 1
        after = answer(self.comparison.programs[1], command)
        if command.counts:
            tally.count(after)
        if self.remembered.get(command.digest()) != after.digest():
            before = answer(self.comparison.programs[0], command)
            tally.compare(command, before, after)
            tally.learnt[command.digest()] = before.digest()


def told(name, tally, seconds):
    """A line of the table."""
    everything = sum(tally.said.values())
    shares = ", ".join(f"{word} {100 * number / everything:.0f} %"
                       for word, number in tally.said.most_common())
    return (f"{name:10} {tally.commands:9,} {tally.differences.total():9,} {seconds:8.1f}   "
            f"{shares}{f' of {everything:,}' if everything else ''}")


def show(tally, folder):
    """The first difference of each kind of command, for the most frequent ones."""
    for kind, count in tally.differences.most_common(KINDS_SHOWN):
        difference = tally.first[kind]
        kept = folder / re.sub(r"\W", "-", kind)
        difference.keep(kept)
        print("", f"{count:,} of {kind} differ, such as", *difference.lines(), f"  kept in {kept}",
              sep="\n", flush=True)
    if len(tally.differences) > KINDS_SHOWN:
        print(f"\n... and of {len(tally.differences) - KINDS_SHOWN} more kinds")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("before", "after", "root"):
        parser.add_argument(name, type=lambda path: Path(path).resolve())
    names = ["scenarios", *RANDOM_PARTS]
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(names))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--answers", type=lambda path: Path(path).resolve(), metavar="FOLDER",
                        help="of the first program, remembered (default: build/same-bytes/answers)")
    asked = parser.parse_intermixed_args()
    keep = asked.root / "build/same-bytes/differences"
    shutil.rmtree(keep, ignore_errors=True)
    comparison = Comparison(asked.before, asked.after, asked.root, asked.seed)
    comparison.remember_in(asked.answers or asked.root / "build/same-bytes/answers")
    whole = Tally()
    print(f"seed {asked.seed}\npart        commands    differ  seconds   answers to random inputs")
    for name in asked.parts or names:
        begin = time.monotonic()
        tally = (comparison.scenarios() if name == "scenarios" else
                 comparison.random(name, RANDOM_PARTS[name], asked.quick))
        print(told(name, tally, time.monotonic() - begin), flush=True)
        show(tally, keep / name)
        whole.add(tally)
    never = [code for code in comparison.findings if code.encode() not in whole.codes]
    print(f"of {len(comparison.findings)} findings random inputs have not raised {len(never)}:", *never)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{whole.commands:,} commands, {whole.differences.total():,} differ; "
          f"{usage.ru_utime + usage.ru_stime:,.0f} s of the processors")
    return 1 if whole.differences else 0


if __name__ == "__main__":
    sys.exit(main())
