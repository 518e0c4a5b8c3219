#!/usr/bin/env bash
# The formatter and the linter: lint.sh [--staged | --since REVISION]
#
#   --staged          over the files that are about to be committed (the pre-commit hook)
#   --since REVISION  the formatter over the whole tree, the linter over the files changed since then
#                     (tests/run.sh: since the commit before)
#
# Without an option both over the whole tree, which takes the linter about half an hour.
set -euo pipefail
cd "$(dirname "$0")/.."
source examples/packages.sh
need_packages "${build_packages[@]}" git clang-format clang-tidy

sources=('*.cpp' '*.hpp' '*.c' '*.h')
case ${1:-} in
--staged)
  mapfile -t formatted < <(git diff --cached --name-only --diff-filter=d -- "${sources[@]}")
  changed=("${formatted[@]}")
  ;;
--since)
  mapfile -t formatted < <(git ls-files -- "${sources[@]}")
  mapfile -t changed < <(git diff --name-only --diff-filter=d "$2" -- "${sources[@]}")
  ;;
*)
  mapfile -t formatted < <(git ls-files -- "${sources[@]}")
  changed=("${formatted[@]}")
  ;;
esac
[ ${#formatted[@]} -eq 0 ] || clang-format --dry-run --Werror "${formatted[@]}"

# A header is linted with the source files that include it; GCC's precompiled headers are not Clang's.
mapfile -t linted < <(printf '%s\n' "${changed[@]}" | grep -E '^(dosing|schedule|cli|examples)/.*\.cpp$')
if [ ${#linted[@]} -gt 0 ]; then
  cmake -S . -B build/lint -G Ninja -D CMAKE_BUILD_TYPE=Debug -D CMAKE_DISABLE_PRECOMPILE_HEADERS=ON \
    -D NKDOSE_TESTS=OFF >/dev/null
  printf '%s\n' "${linted[@]}" | xargs -P 2 -n 4 clang-tidy --quiet -p build/lint
fi
echo "lint: clean (${#formatted[@]} files formatted, ${#linted[@]} linted)"
