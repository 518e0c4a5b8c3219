"""Writes trees as TOML; null has no place in it and is left out."""

import json
import re
from datetime import date


def key_of(name):
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def value_of(item, bare_dates):
    if isinstance(item, dict):
        pairs = (f"{key_of(key)} = {value_of(one, bare_dates)}" for key, one in item.items()
                 if one is not None)
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(item, list):
        return f"[{', '.join(value_of(one, bare_dates) for one in item if one is not None)}]"
    if isinstance(item, date):
        return str(item)
    if isinstance(item, str) and bare_dates and re.fullmatch(r"\d{4}-\d\d-\d\d", item):
        return item
    return json.dumps(item, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_of(tree, bare_dates=True):
    """Tables and lists of tables under headings, what is in them on a line each. A date that is text
    may be written as a date."""
    above, below = [], []

    def write(heading, table):
        below.extend(["", heading])
        below.extend(f"{key_of(key)} = {value_of(item, bare_dates)}" for key, item in table.items()
                     if item is not None)

    for name, item in tree.items():
        if isinstance(item, dict):
            write(f"[{key_of(name)}]", item)
        elif isinstance(item, list) and item and all(isinstance(one, dict) for one in item):
            for one in item:
                write(f"[[{key_of(name)}]]", one)
        elif item is not None:
            above.append(f"{key_of(name)} = {value_of(item, bare_dates)}")
    return "\n".join([*above, *below, ""])
