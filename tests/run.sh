#!/usr/bin/env bash
# Installs what is missing, has the sources looked at by formatter and linter, builds the program twice
# (as released, and with sanitizers), and runs all tests on both.
set -euo pipefail
cd "$(dirname "$0")/.."
source examples/packages.sh
need_packages "${build_packages[@]}" "${test_packages[@]}"
need_node
! git rev-parse -q --verify HEAD~1 >/dev/null 2>&1 || bash tests/lint.sh --since HEAD~1
for preset in release asan; do
  cmake --preset "$preset" -D NKDOSE_TESTS=ON >/dev/null
  cmake --build --preset "$preset"
  ctest --preset "$preset"
done
