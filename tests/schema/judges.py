"""The two validators that judge by our schemas: ajv, and Debian's python3-jsonschema."""

import json
import subprocess


class Jsonschema:
    """Debian's python3-jsonschema."""

    def __init__(self):
        from jsonschema import Draft202012Validator
        self.make, self.known = Draft202012Validator, {}

    def learn(self, name, schema):
        self.make.check_schema(schema)
        self.known[name] = self.make(schema)

    def wrong(self, name, value):
        """What is wrong with a value; None where nothing is."""
        error = next(self.known[name].iter_errors(value), None)
        return error and f"{error.json_path}: {error.message[:300]}"


class Ajv:
    """ajv 8 in its strict mode, which also refuses a schema that is careless."""

    def __init__(self, folder):
        self.process = subprocess.Popen(["node", f"{folder}/judge.mjs"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def ask(self, **line):
        print(json.dumps(line), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def learn(self, name, schema):
        if (answer := self.ask(name=name, schema=schema)) is not True:
            raise ValueError(f"{name}: {answer}")

    def wrong(self, name, value):
        answer = self.ask(name=name, value=value)
        return None if answer is True else str(answer)
