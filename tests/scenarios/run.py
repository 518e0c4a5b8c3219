#!/usr/bin/env python3
"""Runs the scenarios beside this file: run.py PROGRAM REPOSITORY_ROOT [NAME ...]

A .test file is read from top to bottom, in a fresh folder of its own:

    # why this scenario exists, and where its numbers come from
    -- copy {root}/examples/site.toml site.toml     a file of the repository, under a new name
    -- replace site.toml "0.01 m2" "none"            a text that stands in it exactly once
    -- file case.json                               a file written here, up to the next empty line
    -- write deep.json "[" 100000 "]" 100000        pieces, each so many times; \\n, \\xff are bytes
    -- sparse large.toml 100000000                  so many zero bytes
    -- folder site                                  an empty folder
    $ nkdose plan case.toml --set "patient.weight=61 kg" \\
        --format json                               a command of the shell, and what it must do:
    > a line of its output                          "..." alone: any lines; within a line: any text
    ! a line of its messages                        likewise; without such lines there must be none
    ? .lymphodepletion[0].dose_mg_per_day = 49      a value of its JSON output, exactly as written
    ? .findings[].code contains R003                also: lacks; and `? .patient keys = id sex`
    ? findings: R003 stop, R004 warning             exactly these warnings and stops; or: none
    ? info: D008, D009                              infos that are among the findings
    ? no dose: 49, 486                              (any format) nothing that could be given, and
                                                    none of these numbers
    ? sheet: READY                                  a plan for people, with this verdict
    = 0                                             the exit code: every command ends with it

{root} is the repository, {sha256 NAME} a file's checksum. checks.laws holds for every command: no
control characters, no line above 100 columns, the contract's error JSON, no file left behind.
The closing line counts commands. Exit code 1 when one failed.
"""

import hashlib
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True  # a test leaves nothing behind in the source tree
from checks import Wrong, check, laws, must_match

HERE = Path(__file__).resolve().parent
LONGEST_SECONDS = 300  # a hang, not a slow machine


class Scenarios:
    """The scenarios of one .test file."""

    def __init__(self, path, program, root):
        self.path, self.root, self.failures, self.count = path, root, [], 0
        with tempfile.TemporaryDirectory() as tools, tempfile.TemporaryDirectory() as folder:
            os.symlink(program, Path(tools) / "nkdose")
            self.folder = Path(folder)
            self.environment = {"PATH": f"{tools}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
            self.run(path.read_text(encoding="utf-8").splitlines())

    def run(self, lines):
        total, reason, last = len(lines), [], ""
        while lines:
            line, number = lines.pop(0), total - len(lines)
            if line.startswith("#"):
                reason = [*(reason if last.startswith("#") else []), line]
            elif line.startswith("-- "):
                self.prepare(line, lines)
            elif line.startswith("$ "):
                while line.endswith("\\"):
                    line = line[:-1].rstrip() + " " + lines.pop(0).strip()
                wanted = []
                while lines and lines[0].startswith((">", "!", "?", "=")):
                    wanted.append(self.filled(lines.pop(0)))
                self.command(number, reason, self.filled(line[2:]), wanted)
            elif line:
                sys.exit(f"{self.path.name}:{number}: cannot be read: {line}")
            last = line

    def filled(self, text):
        text = text.replace("{root}", str(self.root))
        return re.sub(r"\{sha256 ([^\s}]+)\}", lambda found: hashlib.sha256(
            (self.folder / found[1]).read_bytes()).hexdigest(), text)

    def prepare(self, line, rest):
        what, name, *more = shlex.split(self.filled(line[3:]))
        file = self.folder / (more[0] if what == "copy" else name)
        if what == "copy":
            file.write_bytes((self.folder / name).read_bytes())
        elif what == "replace":
            old, new = (text.replace("\\n", "\n") for text in more)
            content = file.read_text(encoding="utf-8")
            if content.count(old) != 1:
                sys.exit(f"{self.path.name}: does not stand exactly once in {name}: {old}")
            file.write_text(content.replace(old, new), encoding="utf-8")
        elif what == "file":
            end = rest.index("") if "" in rest else len(rest)
            content = "".join(self.filled(text) + "\n" for text in rest[:end])
            file.write_text(content, encoding="utf-8")
            del rest[:end]
        elif what == "write":
            pieces = [p.encode().decode("unicode_escape").encode("latin-1") for p in more[::2]]
            file.write_bytes(b"".join(p * int(n) for p, n in zip(pieces, more[1::2], strict=True)))
        elif what == "sparse":
            with file.open("wb") as stream:
                stream.truncate(int(more[0]))
        elif what == "folder":
            file.mkdir()
        else:
            sys.exit(f"{self.path.name}: cannot be read: {line}")

    def command(self, number, reason, command, wanted):
        self.count += 1
        before = set(os.listdir(self.folder))
        try:
            code, *texts = self.output_of(command)
            out, err = (text.decode() for text in texts)
            self.judge(command, wanted, code, out, err)
            laws(command, code, out, err, set(os.listdir(self.folder)) - before)
            if re.search(rf"(?<![\w.]){re.escape(str(self.root))}(?!\w)", out):
                raise Wrong("the output names the folder of this clone: copy the file first")
        except subprocess.TimeoutExpired:
            wrong = f"it has not ended after {LONGEST_SECONDS} seconds"
        except (Wrong, UnicodeDecodeError) as error:
            wrong = str(error)
        else:
            return
        place = f"{self.path.name}:{number}"
        self.failures.append("\n".join([place, *reason, f"$ {command}", wrong[:6000], ""]))

    def output_of(self, command):
        shell = subprocess.Popen(["bash", "-o", "pipefail", "-c", command], cwd=self.folder,
                                 env=self.environment, start_new_session=True,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
        try:
            out, err = shell.communicate(timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(shell.pid, signal.SIGKILL)  # the shell, and what it has started
            shell.communicate()
            raise
        return shell.returncode, out, err

    def judge(self, command, wanted, code, out, err):
        *lines, last = wanted or [""]
        if not re.fullmatch(r"= \d", last):
            sys.exit(f"{self.path.name}: no exit code after: {command}")
        if code != int(last[2:]):
            raise Wrong(f"the exit code is {code}, not {last[2:]}\n{err}".rstrip())
        wanted = {mark: [line[2:] for line in lines if line[0] == mark] for mark in ">!?"}
        must_match("the message", wanted["!"], err)
        if wanted[">"] or not wanted["?"]:
            must_match("the output", wanted[">"], out)
        for question in wanted["?"]:
            try:
                check(question, out, self.root)
            except Wrong as wrong:
                raise Wrong(f"? {question}\n    {wrong}") from None


def main():
    program, root = (Path(argument).resolve() for argument in sys.argv[1:3])
    names = sys.argv[3:]
    files = sorted(file for file in HERE.glob("*.test") if not names or file.stem in names)
    if not files:
        sys.exit("no such scenario")
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda file: Scenarios(file, program, root), files))
    failures = [failure for one in done for failure in one.failures]
    print(*failures, sep="\n", end="\n" if failures else "")
    print(f"{sum(one.count for one in done) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
