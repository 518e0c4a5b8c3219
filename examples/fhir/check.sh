#!/usr/bin/env bash
# Are the requests of a bundle right for its patient?      check.sh BUNDLE SITE
#
# Bash with jq. Exit code 0: they agree with a plan that is ready. 1: hold, with the reasons. Anything
# else: nothing was checked, which is never a yes.
set -uo pipefail

answer=$(nkdose verify "$1" --site "$2" --format json)
code=$?
case $code in
  0 | 1)
    jq -r '"\(.verdict): \(.patient.weight_kg) kg, \(.patient.serum_creatinine_umol_per_l) umol/L",
           (.doses[] | "  \(.date) \(.drug): ordered \(.ordered_mg) mg, computed \(.dose_mg_per_day) mg"),
           (.findings[] | select(.severity != "info" and .acknowledged == null)
            | "  \(.severity) \(.code): \(.detail)")' <<<"$answer"
    ;;
  *)
    echo "NOT CHECKED"
    jq -r '.findings[]? | "  \(.where): \(.detail): \(.action)"' <<<"$answer"
    ;;
esac
exit "$code"
