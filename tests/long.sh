#!/usr/bin/env bash
# What takes too long, or installs too much, for every run of the tests: long.sh [PART ...]
#
#   shells   the completions in bash, zsh and fish themselves, the manual in two readers
#   rows     the two readers of a batch's row, on ten million random rows
#   caldav   the calendar file on two servers of calendars, Radicale and Xandikos, by vdirsyncer: first
#            upload, a plan that moves, one that is given up, each read back
#   mutations  ten thousand changed FHIR bundles, none of which may be ready or agree in silence where
#            the change bears on the dose; a thousand ordinary orders
#   dates    ten thousand sites, holiday files and cases: which day zeros can be kept, derived a second time
#   deb      the Debian packages: built twice in different folders to the same bytes, without a
#            word from lintian, installed and used in a Debian that has nothing else (as root)
#   fresh    the README's two commands in a Debian that has nothing else (as root), and how long
#            each of them took
#   same-bytes  only where it is named: no byte of any output is another than at an earlier revision
#
# Without a PART all the others.
set -euo pipefail
cd "$(dirname "$0")/.."
source examples/packages.sh
need_packages "${build_packages[@]}"
[ $# -gt 0 ] || set -- shells rows caldav mutations dates deb fresh
for part in "$@"; do
  "tests/long/${part//-/_}.sh" "$PWD"
  echo "long run: $part passed"
done
