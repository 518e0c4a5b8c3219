#!/usr/bin/env bash
# The quick reader of a row held to the close one on ten million rows: rows.sh REPOSITORY_ROOT
set -euo pipefail
tests=$1/build/release/tests/unit/unit_tests
[ -x "$tests" ] || { echo "build the release preset first: bash tests/run.sh" >&2; exit 1; }
NKDOSE_RANDOM_ROWS=10000000 "$tests" --test-case="plain row*"
