#!/usr/bin/env bash
# Proves that a change of the code changes no byte of what the program says:
# same_bytes.sh REPOSITORY_ROOT [REVISION [OPTION ...]]
#
# Builds the release program of a revision (else $REVISION, else the last one before the rooms of the
# house were built) and that of the present tree, and compares them by same_bytes.py, which has the
# options, such as --quick. $BEFORE and $AFTER name programs that are built already. The revision's
# program stays in build/same-bytes, for the next time.
set -euo pipefail
root=$(realpath "$1")
revision=${2:-${REVISION:-7315f76}}
source "$root/examples/packages.sh"
need_packages "${build_packages[@]}" git python3

built_in() { # SOURCE_FOLDER: prints the program that is built there
  (cd "$1" && cmake --preset release && cmake --build --preset release --target nkdose_program) >&2
  echo "$1/build/release/nkdose"
}

if [ -z "${BEFORE:-}" ]; then
  commit=$(git -C "$root" rev-parse --verify "$revision^{commit}")
  source_then=$root/build/same-bytes/$commit
  mkdir -p "$source_then"
  [ -x "$source_then/build/release/nkdose" ] || git -C "$root" archive "$commit" | tar -x -C "$source_then"
  BEFORE=$(built_in "$source_then")
fi
AFTER=${AFTER:-$(built_in "$root")}
exec python3 "$root/tests/long/same_bytes.py" "$BEFORE" "$AFTER" "$root" "${@:3}"
