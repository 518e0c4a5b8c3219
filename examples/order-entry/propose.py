#!/usr/bin/env python3
"""Order entry opens a form: which doses does it propose?      propose.py RECORD SITE

RECORD is a patient as this (invented) order-entry system keeps it, in JSON. Exit code 0: the doses,
a line each. 1: no proposal before a person has looked at the reasons. Anything else: not computed.
"""

import json
import subprocess
import sys


def case_of(record):
    """Every quantity goes with its unit, so that a pound cannot become a kilogram."""
    return {
        "patient": {
            "id": record["number"],
            "sex": {"F": "female", "M": "male"}.get(record["sex"], record["sex"]),
            "birth_date": record["born"],
            "height": f"{record['height_cm']} cm",
            "weight": f"{record['weight_kg']} kg",
            "weight_on": record["weighed"],
            "serum_creatinine": f"{record['creatinine_umol_l']} umol/L",
            "creatinine_on": record["sampled"],
        },
        "safety": record["safety"],
        "order": {
            "protocol": "f01",
            "day_zero": record["infusion"],
            "fludarabine": "30 mg/m2/day",
            "cyclophosphamide": "300 mg/m2/day",
            "cells": "1e9 cells",
        },
    }


def main():
    path, site = sys.argv[1:]
    with open(path, encoding="utf-8") as file:  # numbers stay as they are written: 64.0 is no double
        case = case_of(json.load(file, parse_float=str))
    run = subprocess.run(["nkdose", "plan", "-", "--site", site, "--format", "json"], check=False,
                         input=json.dumps(case), stdout=subprocess.PIPE, encoding="utf-8")
    if run.returncode not in (0, 1, 2):
        print(f"NOT COMPUTED: no answer, exit code {run.returncode}")
        return run.returncode
    plan = json.loads(run.stdout)
    if run.returncode == 2:
        print("NOT COMPUTED: the record cannot be used")
        for problem in plan["findings"]:
            print(f"  {problem['where']}: {problem['detail']}: {problem['action']}")
        return 2
    if plan["status"] == "ready":
        for drug in plan["lymphodepletion"]:
            for date in drug["dates"]:
                print(f"{date} {drug['drug']} {drug['dose_mg_per_day']} mg")
    else:
        print(f"NO PROPOSAL: the plan is {plan['status']}")
        for finding in plan["findings"]:
            if finding["severity"] != "info" and not finding["acknowledged"]:
                print(f"  {finding['severity']} {finding['code']}: {finding['detail']}. "
                      f"{finding['action']}")
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
