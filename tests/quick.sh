#!/usr/bin/env bash
# The loop between two edits: quick.sh [AREA ...]
#
# Builds for debugging and runs the unit tests and the scenarios of an area: a folder below tests/unit,
# a file below tests/scenarios without its .test, or both. Without an AREA all that is quick.
set -euo pipefail
cd "$(dirname "$0")/.."
source examples/packages.sh
need_packages "${build_packages[@]}" "${test_packages[@]}"
[ -e build/dev/build.ninja ] || cmake --preset dev >/dev/null

for area in "$@"; do
  if [ ! -d "tests/unit/$area" ] && [ ! -f "tests/scenarios/$area.test" ]; then
    echo "quick.sh: no area is called $area; there are:" \
      $({ cd tests && ls -d unit/*/ scenarios/*.test; } | xargs -n 1 basename -s .test | sort -u) >&2
    exit 2
  fi
done
cmake --build build/dev --target unit_tests nkdose_program
if [ $# -eq 0 ]; then
  build/dev/unit_tests --minimal --test-suite-exclude=exhaustive
  python3 tests/scenarios/run.py build/dev/nkdose .
fi
for area in "$@"; do
  [ ! -d "tests/unit/$area" ] || build/dev/unit_tests --minimal --test-suite-exclude=exhaustive --source-file="*/unit/$area/*"
  [ ! -f "tests/scenarios/$area.test" ] || python3 tests/scenarios/run.py build/dev/nkdose . "$area"
done
