"""A random case as a file: of tests/fhir/cases.py, or of tests/scenarios/criteria.py, one in eight."""

import json

import criteria
from cases import Drawn
from toml import toml_of
from two_programs import Command


class CaseFile:
    """The file, and the options that the case is planned with."""

    def __init__(self, known, chance):
        if chance.randrange(8):
            drawn = Drawn(chance.random(), known.protocols)
            self.case, self.options = drawn.case, drawn.options
        else:
            self.case, self.options = criteria.random_case(chance), ["--site", "examples/site.toml"]
        is_json = chance.randrange(2)
        self.name = "case.json" if is_json else "case.toml"
        text = (json.dumps(self.case, ensure_ascii=chance.randrange(2), indent=chance.choice([None, 1]))
                if is_json else toml_of(self.case, chance.randrange(2)))
        self.files = {self.name: text.encode()}

    def words(self, verb, *more):
        return [verb, self.name, *self.options, *more]

    def command(self, verb, *more, counts=False):
        return Command(self.words(verb, *more), self.files, counts)
