#!/usr/bin/env bash
# Formatting and clang-tidy over the whole tree; not part of tests/run.sh, for its tools are large.
set -euo pipefail
cd "$(dirname "$0")/.."
source examples/packages.sh
need_packages "${build_packages[@]}" "${test_packages[@]}" git clang-format clang-tidy
git ls-files '*.cpp' '*.hpp' '*.c' '*.h' | xargs clang-format --dry-run --Werror
cmake --preset dev >/dev/null
cmake --build --preset dev --target nkdose_program
git ls-files 'dosing/*.cpp' 'schedule/*.cpp' 'cli/*.cpp' 'examples/*.cpp' |
  xargs -P 2 -n 4 clang-tidy --quiet -p build/dev --extra-arg=-Wno-unknown-warning-option # GCC's own
echo "lint: clean"
