#!/usr/bin/env python3
"""The ward's day beside Python's: zones.py PROGRAM REPOSITORY_ROOT

An infusion is ordered for an instant in UTC: a second before, at and after each midnight around every
change of the clock from 2000 to 2037, and at random. Day zero must be zoneinfo's.
"""

import json
import random
import subprocess
import sys
import tempfile
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

ZONES = ["Asia/Shanghai", "America/New_York", "Europe/Paris", "America/St_Johns", "Asia/Kathmandu",
         "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo",
         "Europe/London", "Asia/Tehran", "Pacific/Chatham"]


def instants(zone):
    """UTC, both sides of each midnight of the days around a change of the clock."""
    found = []
    day, last = date(2000, 1, 1), date(2037, 12, 31)
    while day < last:
        midnight = datetime.combine(day, time(), zone)
        after = datetime.combine(day + timedelta(days=1), time(), zone)
        if after.utcoffset() != midnight.utcoffset():
            for one in (midnight, after):
                found += [one.astimezone(timezone.utc) + timedelta(seconds=s) for s in (-1, 0, 1)]
        day += timedelta(days=1)
    chance = random.Random(zone.key)
    begin = datetime(2000, 1, 1, tzinfo=timezone.utc)
    found += [begin + timedelta(seconds=chance.randrange(38 * 365 * 86_400)) for _ in range(60)]
    return found


def bundle_at(bundle, instant):
    """The order of example us-order, infused at an instant and measured ten days before."""
    for entry in bundle["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] == "Observation":
            resource["effectiveDateTime"] = str((instant - timedelta(days=10)).date())
        for dosage in resource.get("dosageInstruction", []):
            if "event" in dosage["timing"]:
                dosage["timing"]["event"] = [instant.strftime("%Y-%m-%dT%H:%M:%SZ")]
    return json.dumps(bundle)


def main(program, root):
    """Exit code 1 where a day differs."""
    bundle = json.loads((root / "examples/fhir/us-order.json").read_text(encoding="utf-8"))
    site = (root / "examples/site.toml").read_text(encoding="utf-8")
    compared = differ = 0
    with tempfile.TemporaryDirectory() as folder:
        site_file = Path(folder) / "site.toml"
        for name in ZONES:
            zone = ZoneInfo(name)
            site_file.write_text(site.replace("[site]", f'[site]\ntime_zone = "{name}"'),
                                 encoding="utf-8")
            wanted = instants(zone)
            rows = "\n".join(bundle_at(bundle, one) for one in wanted) + "\n"
            run = subprocess.run(
                [program, "batch", "--full", "--repeats-allowed", "--site", site_file],
                input=rows, capture_output=True, text=True, check=False)
            plans = [json.loads(line) for line in run.stdout.splitlines()]
            assert len(plans) == len(wanted), run.stderr[:1000]
            for instant, plan in zip(wanted, plans):
                day = str(instant.astimezone(zone).date())
                given = plan.get("day_zero")
                compared += 1
                if given != day:
                    differ += 1
                    print(f"{name}: {instant:%Y-%m-%dT%H:%M:%SZ} is {day}, not {given}")
    print(f"{compared} instants, {differ} of another day than zoneinfo's")
    return 1 if differ or compared < 1000 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
