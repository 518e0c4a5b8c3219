#!/usr/bin/env bash
# Every night: each open order of a database, computed again.      nightly.sh DATABASE SITE
#
# SQL on both ends of the batch stream. Exit code 0: every order is what a plan that is ready gives,
# within 5 %. 1: the orders to look at, a line each. 3: the check did not happen.
set -uo pipefail
database=$1 site=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
not_checked() {
  echo "NOT CHECKED: $1"
  exit 3
}

# The ordered doses go with the row: what is compared below is what was computed, whatever the
# database becomes meanwhile. The batch ignores them.
sqlite3 -readonly -csv -header "$database" "
  SELECT patient AS id, sex, age_years, height_cm, weight_kg,
         creatinine_umol_per_l AS serum_creatinine_umol_per_l, weighed AS weight_on, sampled AS creatinine_on,
         hypersensitivity, pentostatin, haemolysis AS decompensated_haemolysis,
         pregnant AS pregnancy_test_positive, breast_feeding, outflow AS urinary_outflow_obstruction,
         fludarabine_level AS fludarabine_mg_per_m2_per_day,
         cyclophosphamide_level AS cyclophosphamide_mg_per_m2_per_day, cells, day_zero,
         number, fludarabine_mg, cyclophosphamide_mg
  FROM orders WHERE state = 'open' ORDER BY number" >"$work/ordered.csv" ||
  not_checked "the database cannot be read"
[ -s "$work/ordered.csv" ] || exit 0 # no open order

nkdose batch "$work/ordered.csv" --ignore-extra --site "$site" --output "$work/computed.csv" \
  2>"$work/messages"
code=$?
if [ $code -gt 1 ]; then
  cat "$work/messages" >&2
  not_checked "no answer, exit code $code"
fi

# Rows in are rows out in order, so the row's number joins them: two orders of one patient stay two.
# Hundredths of a milligram are whole numbers, so 5 % is exactly 5 %.
sqlite3 :memory: >"$work/report" <<SQL || not_checked "the answers cannot be compared"
.bail on
.import --csv $work/ordered.csv ordered
.import --csv $work/computed.csv computed
CREATE TEMP VIEW doses AS
  SELECT ordered.number, ordered.id, status, findings, 'fludarabine' AS drug,
         fludarabine_mg AS ordered_mg, fludarabine_mg_per_day AS computed_mg
  FROM ordered LEFT JOIN computed ON computed.rowid = ordered.rowid
  UNION ALL
  SELECT ordered.number, ordered.id, status, findings, 'cyclophosphamide',
         cyclophosphamide_mg, cyclophosphamide_mg_per_day
  FROM ordered LEFT JOIN computed ON computed.rowid = ordered.rowid;
SELECT format('order %s of %s: %s: ordered %s mg, ours %s', number, id, drug,
              iif(ordered_mg = '', 'no', ordered_mg),
              iif(status = 'ready', computed_mg || ' mg',
                  coalesce(status || ' (' || findings || ')', 'no answer')))
FROM doses
WHERE status IS NOT 'ready'
   OR ordered_mg GLOB '*[^0-9.]*'
   OR 20 * abs(round(100 * ordered_mg) - round(100 * computed_mg)) > round(100 * computed_mg)
ORDER BY CAST(number AS INTEGER), drug DESC;
SQL
cat "$work/report"
[ ! -s "$work/report" ]
