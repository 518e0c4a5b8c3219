#!/usr/bin/env python3
"""Derives the built-in BOIN tables again, exactly: compare_escalation.py PROGRAM

The limits lambda are logarithms of 60 digits, the tail of the Beta posterior is the integral of its
polynomial in fractions; a share of patients nearer to a limit than 1e-30 would be undecided, and
none is. Rows 3, 6, 9 and 12 are held to the printed ones of cells-protocols-calendar.md 4 besides.
"""

import json
import re
import subprocess
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from math import comb

getcontext().prec = 60
# target: the last count to escalate, the first to de-escalate, to eliminate; of 3, 6, 9, 12
PRINTED = {"0.25": ([0, 1, 1, 2], [1, 2, 3, 4], [3, 4, 5, 6]),
           "0.30": ([0, 1, 2, 2], [2, 3, 4, 5], [3, 4, 5, 7])}
LAMBDA = {"0.25": ("0.1968", "0.2984"), "0.30": ("0.2365", "0.3585")}


def limits(target):
    """lambda_e and lambda_d of the local BOIN design."""
    phi = Decimal(target)
    low, high = phi * 6 / 10, phi * 14 / 10
    escalate = ((1 - low) / (1 - phi)).ln() / (phi * (1 - low) / (low * (1 - phi))).ln()
    de_escalate = ((1 - phi) / (1 - high)).ln() / (high * (1 - phi) / (phi * (1 - high))).ln()
    return escalate, de_escalate


def tail(target, seen, toxicities):
    """P(p > phi) under Beta(1 + toxicities, 1 + seen - toxicities)."""
    phi = Fraction(target)

    def integral(end):
        return sum(Fraction(comb(seen - toxicities, k) * (-1) ** k) * end ** (toxicities + k + 1)
                   / (toxicities + k + 1) for k in range(seen - toxicities + 1))

    return 1 - integral(phi) / integral(Fraction(1))


def action(target, seen, toxicities):
    escalate, de_escalate = limits(target)
    share = Decimal(toxicities) / seen
    assert min(abs(share - escalate), abs(share - de_escalate)) > Decimal("1e-30")
    if seen >= 3 and tail(target, seen, toxicities) > Fraction(95, 100):
        return "eliminate"
    return ("escalate" if share <= escalate else
            "de-escalate" if share >= de_escalate else "stay")


def read_row(words):
    """{0: "escalate", 1: "stay"} from "escalate at 0, stay at 1"."""
    row = {}
    for part in words.split(", "):
        name, first, last = re.fullmatch(r"([\w-]+) at (\d+)(?: to (\d+))?", part).groups()
        for count in range(int(first), int(last or first) + 1):
            assert count not in row
            row[count] = name
    return row


def main():
    told = subprocess.run([sys.argv[1], "list", "escalation", "--format", "json"],
                          capture_output=True, text=True, check=True).stdout
    wrong = checked = 0
    for entry in json.loads(told)["entries"]:
        rows = {int(key[3:]): read_row(words) for key, words in entry.items()
                if key.startswith("of ")}
        target = entry["id"].removeprefix("boin-")
        if target not in PRINTED:
            assert rows == {3: {0: "escalate", 1: "stay", 2: "eliminate", 3: "eliminate"},
                            6: {n: "escalate" if n < 2 else "eliminate" for n in range(7)}}
            continue
        for got, printed in zip(limits(target), LAMBDA[target], strict=True):
            assert round(got, 4) == Decimal(printed)
        for i, seen in enumerate((3, 6, 9, 12)):
            names = [action(target, seen, count) for count in range(seen + 1)]
            bounds = (max(n for n in range(seen + 1) if names[n] == "escalate"),
                      names.index("de-escalate"), names.index("eliminate"))
            if bounds != (expected := tuple(column[i] for column in PRINTED[target])):
                print(f"{target} of {seen}: {bounds}, printed {expected}")
                wrong += 1
        assert list(rows) == list(range(1, 21))
        for seen, row in rows.items():
            expected = {count: action(target, seen, count) for count in range(seen + 1)}
            checked += 1
            if row != expected:
                print(f"{target} of {seen}: {row}, exactly {expected}")
                wrong += 1
    assert checked == 40
    print(f"{checked - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
