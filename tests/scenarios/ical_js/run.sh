#!/usr/bin/env bash
# Reads a calendar file with ical.js, as web calendars do: run.sh PROGRAM REPOSITORY_ROOT FOLDER
#
# The pinned package is put into FOLDER once. The dates must be those of the calendar's CSV, under
# any time zone, each event a whole day; so must the summaries of the infusion and of a dose.
set -euo pipefail
program=$1 root=$2 folder=$3
source "$root/examples/packages.sh"
need_node_package "$root/tests/scenarios/ical_js" "$folder"
cd "$root"
plan=(calendar examples/cases/five-bags.toml --site examples/pharmacy.toml)
expected=$("$program" "${plan[@]}" --format csv | tail -n +2 | cut -d, -f1 | sort)
for zone in UTC Asia/Shanghai America/Los_Angeles; do
  read=$("$program" "${plan[@]}" --format ics | TZ=$zone node "$folder/read.mjs")
  diff <(echo "$expected") <(cut -f1 <<<"$read" | sort)
  while IFS=$'\t' read -r first end _; do
    [ "$(date -u -d "$first + 1 day" +%F)" = "$end" ]
  done <<<"$read"
  grep -qF $'2026-12-07\t2026-12-08\tDay 0: F01 infusion 1 of 1' <<<"$read"
  grep -qF $'2026-12-02\t2026-12-03\tDay minus 5: fludarabine 1 of 3' <<<"$read"
done
echo "$(wc -l <<<"$expected") events, 3 time zones"
