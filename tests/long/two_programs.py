"""Runs a command with each of two programs, and says where their bytes differ."""

import collections
import difflib
import hashlib
import itertools
import os
import pickle
import re
import shlex
import signal
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_SECONDS = 60  # a hang, not a slow machine
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
ROWS = re.compile(rb"rows?: ([\d,]+) ready, ([\d,]+) draft, ([\d,]+) refused, ([\d,]+) error")
STATUS = re.compile(rb'"(?:status|plan_status|verdict|agreement|result)": "([\w ]+)"')
CODE = re.compile(rb"\b[A-Z]\d{3}\b")


def digest_of(*what):
    return hashlib.blake2b(repr(what).encode(), digest_size=16).digest()


@dataclass
class Command:
    """What follows the program's name; the files that it reads by name, of which - is standard
    input; and whether its answer is counted."""
    words: list
    files: dict = field(default_factory=dict)
    counts: bool = False

    def __str__(self):
        return shlex.join(["nkdose", *self.words])

    def kind(self):
        """The verb, and the format that is asked for."""
        at = self.words.index("--format") + 1 if "--format" in self.words else len(self.words)
        return " ".join([*self.words[:1], *self.words[at:at + 1]])

    def digest(self):
        return digest_of(self.words, sorted(self.files.items()))


@dataclass
class Answer:
    code: int
    out: bytes
    err: bytes
    left: dict = field(default_factory=dict)  # files that it has written, by name

    def parts(self):
        return {"exit code": b"%d" % self.code, "stdout": self.out, "stderr": self.err, **self.left}

    def digest(self):
        return digest_of(self.code, self.out, self.err, sorted(self.left.items()))


@dataclass
class Difference:
    """A command that the two programs do not answer alike."""
    command: str
    files: dict
    before: Answer
    after: Answer

    def lines(self):
        """What differs, in short."""
        yield f"$ {self.command}"
        old_parts, new_parts = self.before.parts(), self.after.parts()
        for name in old_parts | new_parts:
            old, new = old_parts.get(name, b""), new_parts.get(name, b"")
            if old == new:
                continue
            at = len(os.path.commonprefix([old, new]))
            yield f"  {name}, from byte {at} on:"
            if b"\n" not in old + new or max(map(len, (old + new).splitlines())) > 1000:
                near = slice(max(0, at - 40), at + 40)
                yield from (f"    -{old[near]!r}", f"    +{new[near]!r}")
                continue
            texts = (text.decode(errors="backslashreplace").splitlines() for text in (old, new))
            diff = list(difflib.unified_diff(*texts, "", "", "", "", 1, ""))[3:12]
            yield from (f"    {line[:160]}" for line in
                        itertools.takewhile(lambda line: not line.startswith("@@"), diff))

    def keep(self, folder):
        """The command, its files and both answers."""
        folder.mkdir(parents=True)
        (folder / "command").write_text(self.command + "\n", encoding="utf-8")
        contents = {"stdin" if name == "-" else name: text for name, text in self.files.items()}
        for side, answer in (("before", self.before), ("after", self.after)):
            contents |= {f"{side}.{name}".replace(" ", "-"): text
                         for name, text in answer.parts().items()}
        for name, content in contents.items():
            (folder / name.replace("/", "-")).write_bytes(content)


class Memory:
    """What the first program has answered in earlier runs, so that it need not be asked again: digests
    of answers by digests of commands. A folder is for one program, and one state of what both read."""

    def __init__(self, folder, part):
        self.file = folder / part
        self.answers = self.read()

    def read(self):
        return pickle.loads(self.file.read_bytes()) if self.file.exists() else {}

    def add(self, answers):
        """Another tree's run may have added some meanwhile."""
        if answers:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self.file.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(pickle.dumps(self.read() | answers))
            unfinished.replace(self.file)


class Tally:
    """How many commands of a part were compared, and what was said to those that count."""

    def __init__(self):
        self.commands = 0
        self.differences, self.first = collections.Counter(), {}  # by the kind of command
        self.said, self.codes = collections.Counter(), set()
        self.learnt = {}  # for the memory

    def add(self, other):
        self.commands += other.commands
        self.differences += other.differences
        self.first = other.first | self.first
        self.said += other.said
        self.codes |= other.codes
        self.learnt |= other.learnt

    def compare(self, command, before, after):
        if before != after:
            self.differences[command.kind()] += 1
            self.first.setdefault(command.kind(), Difference(str(command), command.files, before, after))

    def count(self, answer):
        self.codes |= set(CODE.findall(answer.out))
        if rows := ROWS.search(answer.err):
            for word, number in zip(("ready", "draft", "refused", "error"), rows.groups()):
                self.said[word] += int(number.replace(b",", b""))
        else:
            status = STATUS.search(answer.out)
            self.said[status[1].decode() if status else f"exit {answer.code}"] += 1


@contextmanager
def folder_of_its_own(root):
    """A working folder in which the repository's folders are found."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        for name in ("examples", "schedule", "dosing"):
            os.symlink(root / name, Path(folder) / name)
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir("/")


def answer(program, command):
    """Spawned, with files for pipes: the cheapest way to start a process."""
    for name, content in command.files.items():
        Path(name).write_bytes(content)
    source = "-" if "-" in command.files else os.devnull
    for_writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    child = os.posix_spawn(program, ["nkdose", *command.words], ENVIRONMENT, file_actions=[
        (os.POSIX_SPAWN_OPEN, 0, source, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, "stdout", for_writing, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, "stderr", for_writing, 0o600)])
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(LONGEST_SECONDS)
    status = os.waitpid(child, 0)[1]
    signal.alarm(0)
    return Answer(os.waitstatus_to_exitcode(status), Path("stdout").read_bytes(),
                  Path("stderr").read_bytes())
