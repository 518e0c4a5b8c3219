#!/usr/bin/env bash
# Completions and manual in the programs that they are for: shells.sh REPOSITORY_ROOT
set -euo pipefail
root=$1
source "$root/examples/packages.sh"
need_packages bash zsh fish man-db mandoc python3
program=$root/build/release/nkdose
[ -x "$program" ] || { echo "build the release preset first: bash tests/run.sh" >&2; exit 1; }
python3 "$root/tests/scenarios/completions.py" "$program" "$root" --all-shells
