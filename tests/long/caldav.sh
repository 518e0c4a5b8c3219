#!/usr/bin/env bash
# A plan in the calendars of a ward: caldav.sh REPOSITORY_ROOT
#
# Radicale and Xandikos, both on loopback, get the calendar file by vdirsyncer; what they then hold is
# what was written: see caldav.py.
set -euo pipefail
root=$1
source "$root/examples/packages.sh"
need_packages radicale xandikos vdirsyncer python3 python3-icalendar
program=$root/build/release/nkdose
[ -x "$program" ] || { echo "build the release preset first: bash tests/run.sh" >&2; exit 1; }
/usr/bin/python3 "$root/tests/long/caldav.py" "$program" "$root"
