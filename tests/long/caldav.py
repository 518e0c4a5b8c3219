#!/usr/bin/env python3
"""A plan in the calendars of a ward: caldav.py PROGRAM REPOSITORY_ROOT

Each server runs on loopback with a calendar that belongs to the plan alone. vdirsyncer brings the file
there as its storage `singlefile`: the first upload, the plan five weeks later, a dose given, the plan given
up. Before each but the first somebody drags an entry of the server to another day and adds one. After each,
every entry is read back from the server and compared with the file, property by property and alarm by
alarm; nothing may be doubled and nothing left behind. So docs/how-to/calendar.md tells people to do it.
What it warns of is tried too: the whole file by one PUT.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import icalendar

OWN = ["calendar", "examples/cases/adult-sle.toml", "--site", "examples/site.toml", "--format", "ics"]
MOVED = ["--set", "order.day_zero=2027-01-11", "--set", "patient.weight_on=2027-01-04",
         "--set", "patient.creatinine_on=2027-01-04", "--set", "postponed.0.from=2026-12-07",
         "--set", "postponed.0.reason=fever", "--set", "postponed.0.by=J Doe",
         "--set", "postponed.0.on=2026-12-01"]
GIVEN = [*MOVED, "--on", "2027-01-07", "--set", "given.0.what=fludarabine", "--set", "given.0.date=2027-01-07",
         "--set", "given.0.dose=49 mg"]
STEPS = [("first upload", []), ("the same again", []), ("moved", MOVED), ("a dose given, two missed", GIVEN),
         ("given up", [*GIVEN, "--given-up"])]
WARDS_OWN = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//ward//EN\r
BEGIN:VEVENT\r
UID:handover@ward\r
DTSTAMP:20261201T000000Z\r
DTSTART;VALUE=DATE:20261201\r
SUMMARY:Handover\r
END:VEVENT\r
END:VCALENDAR\r
"""


class Server:
    """One server, with the addresses of the plan's calendar and of the ward's."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(self.command(folder), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        for _ in range(150):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                break
            except OSError:
                time.sleep(0.1)
        self.host = f"http://127.0.0.1:{self.port}"
        self.plan, self.ward = self.address("plan"), self.address("ward")
        for calendar in (self.plan, self.ward):
            self.ask("MKCALENDAR", calendar, '<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
                     "<set><prop><displayname>plan</displayname></prop></set></C:mkcalendar>")

    def ask(self, method, address, body="", kind="text/xml", **headers):
        asked = urllib.request.Request(address, body.encode(), {"Content-Type": kind, **headers},
                                       method=method)
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.read().decode()

    def held(self, calendar):
        """The entries that the server has, each as its own resource: (resource, entry)."""
        listed = self.ask("PROPFIND", calendar, '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>',
                          Depth="1")
        paths = [path for path in re.findall(r"<(?:\w+:)?href>([^<]*)</", listed) if path.endswith(".ics")]
        return [(path, event) for path in sorted(set(paths))
                for event in icalendar.Calendar.from_ical(self.ask("GET", self.host + path)).walk("VEVENT")]

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


class Radicale(Server):
    def command(self, folder):
        config = folder / "radicale.ini"
        config.write_text(f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = none\n"
                          f"[rights]\ntype = owner_only\n[storage]\nfilesystem_folder = {folder}/radicale\n"
                          "[web]\ntype = none\n")
        return ["radicale", "--config", str(config)]

    def address(self, name):
        return f"http://127.0.0.1:{self.port}/nurse/{name}/"

    def ask(self, method, address, body="", kind="text/xml", **headers):
        return super().ask(method, address, body, kind, Authorization="Basic bnVyc2U6bnVyc2U=", **headers)


class Xandikos(Server):
    def command(self, folder):
        return ["xandikos", "-d", f"{folder}/xandikos", "--defaults", "-l", "127.0.0.1", "-p", str(self.port)]

    def address(self, name):
        return f"http://127.0.0.1:{self.port}/user/calendars/{name}/"


def properties(event):
    """What people see of an entry, its alarms included; not when a server has touched it."""
    alarms = [(str(alarm["ACTION"]), alarm["TRIGGER"].to_ical(), str(alarm["DESCRIPTION"]))
              for alarm in event.walk("VALARM")]
    names = ("SUMMARY", "DESCRIPTION", "STATUS", "SEQUENCE", "CLASS", "TRANSP")
    categories = event["CATEGORIES"].to_ical().decode()
    return (event["DTSTART"].dt, event["DTEND"].dt, categories, *(str(event[name]) for name in names), alarms)


def by_uid(events):
    found = {}
    for event in events:
        assert str(event["UID"]) not in found, "an entry is there twice"
        found[str(event["UID"])] = properties(event)
    return found


def meddle(server):
    """Somebody drags the first entry to the new year, and adds one of his own."""
    path = server.held(server.plan)[0][0]
    text = server.ask("GET", server.host + path)
    dragged = re.sub(r"(DTSTART;VALUE=DATE:)\d+", r"\g<1>20260101", text)
    dragged = re.sub(r"(DTEND;VALUE=DATE:)\d+", r"\g<1>20260102", dragged)
    assert dragged != text
    server.ask("PUT", server.host + path, dragged, "text/calendar")
    server.ask("PUT", server.plan + "handover.ics", WARDS_OWN, "text/calendar")


def sync(folder, url):
    (folder / "config").write_text(
        f'[general]\nstatus_path = "{folder}/status/"\n'
        '[pair plan]\na = "file"\nb = "server"\ncollections = null\nconflict_resolution = "a wins"\n'
        f'[storage file]\ntype = "singlefile"\npath = "{folder}/plan.ics"\nread_only = true\n'
        f'[storage server]\ntype = "caldav"\nurl = "{url}"\nusername = "nurse"\npassword = "nurse"\n')
    environment = {**os.environ, "VDIRSYNCER_CONFIG": f"{folder}/config", "LC_ALL": "C.UTF-8"}
    # The first sync notes what is on the server alone, and the second takes it away.
    for command in (["discover", "plan"], ["sync", "plan"], ["sync", "plan"]):
        run = subprocess.run(["vdirsyncer", *command], env=environment, capture_output=True, text=True,
                             input="y\n" * 5, timeout=300)
        assert run.returncode == 0, run.stderr


def follow(told, kind, per, home):
    """All steps of a plan on one server."""
    figures = []
    with tempfile.TemporaryDirectory(dir=home) as name:
        folder = Path(name)
        server = kind(folder)
        try:
            server.ask("PUT", server.ward + "handover.ics", WARDS_OWN, "text/calendar")
            seen = set()
            for step, changes in STEPS:
                text = told(*OWN, "--events", per, "--alarm", "1 d", *changes)
                (folder / "plan.ics").write_bytes(text)
                if seen:
                    meddle(server)
                sync(folder, server.plan)
                written = by_uid(icalendar.Calendar.from_ical(text).walk("VEVENT"))
                held = server.held(server.plan)
                assert by_uid(event for _, event in held) == written, (kind.__name__, per, step)
                assert len({path for path, _ in held}) == len(written), "an entry is not one resource"
                assert seen <= written.keys(), "an entry was left behind without a word"
                seen |= written.keys()
                assert (folder / "plan.ics").read_bytes() == text  # nobody has written into it
                cancelled = sum(entry[5] == "CANCELLED" for entry in written.values())
                for entry in written.values():
                    assert (entry[5] == "CANCELLED") == entry[3].startswith("CANCELLED: "), entry
                    assert len(entry[3]) <= 60, entry
                figures.append(f"{step}: {len(written)} entries, {cancelled} cancelled")
            held = [str(event["UID"]) for _, event in server.held(server.ward)]
            assert held == ["handover@ward"], held  # nobody touched the ward's own calendar
        finally:
            server.stop()
    print(f"{kind.__name__}, --events {per}: " + "; ".join(figures))


def one_put(told, kind, home):
    """What becomes of the ward's own calendar when somebody PUTs the whole file."""
    with tempfile.TemporaryDirectory(dir=home) as name:
        server = kind(Path(name))
        try:
            text = told(*OWN).decode()
            said, results = [], []
            for what, address in (("to the calendar", server.ward), ("as an entry", server.ward + "plan.ics")):
                server.ask("PUT", server.ward + "handover.ics", WARDS_OWN, "text/calendar")
                try:
                    server.ask("PUT", address, text, "text/calendar")
                    result = "accepted"
                except urllib.error.HTTPError as error:
                    result = f"HTTP {error.code}"
                held = server.held(server.ward)
                results.append((result, len(held), len({path for path, _ in held})))
                own = any(str(event["UID"]) == "handover@ward" for _, event in held)
                said.append(f"{what}: {result}, {len(held)} entries in {len({path for path, _ in held})} "
                            f"resources, the ward's own {'kept' if own else 'LOST'}")
        finally:
            server.stop()
    print(f"{kind.__name__}, one PUT " + "; ".join(said))
    # What the how-to says of it.
    if kind is Radicale:
        assert results[0] == ("accepted", 40, 40), results  # the ward's own is gone
    else:
        assert results[1] == ("accepted", 41, 2), results  # forty in one


def main():
    program, root = sys.argv[1:]

    def told(*arguments):
        run = subprocess.run([program, *arguments], cwd=root, capture_output=True)
        assert run.returncode < 2, run.stderr.decode()
        return run.stdout

    with tempfile.TemporaryDirectory() as home:
        for kind in (Radicale, Xandikos):
            for per in ("single", "day"):
                follow(told, kind, per, home)
        for kind in (Radicale, Xandikos):
            one_put(told, kind, home)


if __name__ == "__main__":
    main()
