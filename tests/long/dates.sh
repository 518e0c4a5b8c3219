#!/usr/bin/env bash
# Ten thousand random sites, holiday files, cases and cohorts, judged a second time: dates.sh REPOSITORY_ROOT
set -euo pipefail
program=$1/build/release/nkdose
[ -x "$program" ] || { echo "build the release preset first: bash tests/run.sh" >&2; exit 1; }
python3 "$1/tests/calendar/proposals.py" "$program" "$1" 10000
