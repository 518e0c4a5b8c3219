"""Records what the commands of the scenarios do, without judging it."""

import os
import subprocess
from dataclasses import dataclass, field

import run as scenarios
from two_programs import Answer

LARGEST_FILE = 10**7  # bytes; a scenario's larger files are inputs


def scenario_files():
    return scenarios.HERE.glob("*.test")


@dataclass(frozen=True)
class ScenarioCommand:
    """A command of the shell, at its line of a .test file."""
    place: str
    line: str = field(compare=False)  # it may have the checksum of what a program has written
    files = {}

    def __str__(self):
        return f"{self.line}   # {self.place}"

    def kind(self):
        return self.place


class Recorder(scenarios.Scenarios):
    """Records the answers to a .test file's commands, and judges none."""

    def __init__(self, path, program, root):
        self.answers, self.seen = {}, {}
        super().__init__(path, program, root)

    def command(self, number, reason, command, wanted):
        try:
            code, *texts = self.output_of(command)
        except subprocess.TimeoutExpired:
            code, *texts = -1, b"", b"it has not ended\n"
        texts = (text.replace(os.fsencode(self.folder), b"FOLDER") for text in texts)
        scenario = ScenarioCommand(f"{self.path.name}:{number}", command)
        self.answers[scenario] = Answer(code, *texts, self.written())

    def written(self):
        """The files that are new or have changed, as far as they are small enough for an output."""
        states = {}
        for file in self.folder.rglob("*"):
            state = file.lstat()
            if file.is_file() and state.st_size <= LARGEST_FILE:
                states[file] = (state.st_ino, state.st_mtime_ns, state.st_size)
        changed = [file for file, state in states.items() if self.seen.get(file) != state]
        self.seen = states
        return {str(file.relative_to(self.folder)): file.read_bytes() for file in sorted(changed)}
