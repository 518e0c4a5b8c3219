#!/usr/bin/env bash
# Ten thousand changed bundles, with a judge of its own: mutations.sh REPOSITORY_ROOT
set -euo pipefail
program=$1/build/release/nkdose
[ -x "$program" ] || { echo "build the release preset first: bash tests/run.sh" >&2; exit 1; }
/usr/bin/python3 "$1/tests/fhir/mutations.py" "$program" "$1"
/usr/bin/python3 "$1/tests/fhir/ordinary_orders.py" "$program" "$1" 1000
