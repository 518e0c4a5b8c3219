"""Writes a case as TOML: tables, lists of tables, and values of JSON."""

import json
import re


def value(item, bare_dates):
    if isinstance(item, list):
        return f"[{', '.join(value(one, bare_dates) for one in item)}]"
    if isinstance(item, str) and bare_dates and re.fullmatch(r"\d{4}-\d\d-\d\d", item):
        return item
    return json.dumps(item, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_of(tree, bare_dates=True):
    """What has no place in TOML is left out: null."""
    lines = []

    def table(heading, keys):
        lines.append(heading)
        lines.extend(f"{json.dumps(key, ensure_ascii=False) if not re.fullmatch(r'[A-Za-z0-9_-]+', key) else key}"
                     f" = {value(item, bare_dates)}" for key, item in keys.items() if item is not None)

    for name, item in tree.items():
        if isinstance(item, dict):
            table(f"\n[{name}]", item)
        elif isinstance(item, list) and item and all(isinstance(one, dict) for one in item):
            for one in item:
                table(f"\n[[{name}]]", one)
        elif item is not None:
            lines.insert(0, f"{name} = {value(item, bare_dates)}")
    return "\n".join(lines) + "\n"
