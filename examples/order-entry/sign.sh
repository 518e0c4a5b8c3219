#!/usr/bin/env bash
# At the signature: may this order be signed?      sign.sh CASE ORDER SITE
#
# Bash with jq. Exit code 0: sign. 1: hold, with the reasons. Anything else: nothing was checked,
# which is no reason to sign either.
set -uo pipefail

answer=$(nkdose verify "$1" --order "$2" --site "$3" --format json)
code=$?
case $code in
  0) echo "SIGN: the order agrees with a plan that is ready" ;;
  1)
    jq -r '"HOLD: the order \(.verdict); our own plan is \(.plan_status)",
           (.findings[] | select(.severity != "info" and .acknowledged == null)
            | "  \(.severity) \(.code): \(.detail). \(.action)")' <<<"$answer"
    ;;
  2)
    echo "NOT CHECKED: the input cannot be used"
    jq -r '.findings[] | "  \(.where): \(.detail): \(.action)"' <<<"$answer"
    ;;
  *) echo "NOT CHECKED: no answer, exit code $code" ;;
esac
exit "$code"
