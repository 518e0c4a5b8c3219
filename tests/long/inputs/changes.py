"""Every sound case and order of tests/schema, changed in one place: what is wrong is named as before."""

import json
from functools import cache

from check import ON, Check
from toml import toml_of
from two_programs import Command


@cache
def every_change(program, root):
    return list(Check(program, root, None).changes())


def commands(known, item, chance):
    changes = every_change(known.programs[0], known.root)
    _, kind, protocol, _, _, tree = changes[item * 7919 % len(changes)]  # a prime: all of them, in time
    option = ["--protocol", f"{protocol}"] if protocol else []
    form = "json" if kind == "order" or chance.randrange(2) else "toml"
    try:
        text = toml_of(tree) if form == "toml" else json.dumps(tree)
    except (AttributeError, TypeError):
        form, text = "json", json.dumps(tree)
    files = {f"in.{form}": text.encode()}
    words = (["plan", f"in.{form}", "--on", ON, *option] if kind == "case" else
             ["verify", "examples/cases/adult-sle.toml", "--order", f"in.{form}"])
    yield Command([*words, "--format", "json"], files, True)
    yield Command(words, files)
