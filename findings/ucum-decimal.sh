#!/usr/bin/env bash
# @lhncbc/ucum-lhc 7.1.10: a decimal in a unit code is a product.
#
# Expected: a clearance normalised to 1.73 m2 is refused where UCUM cannot say it. Real data write it with the
# number in it: mL/min/1.73.m2 was OMOP's standard unit until 2022 (OHDSI Vocabulary-v5.0, issue 472).
# Seen: the point is UCUM's operator for "times" and its numbers are integers, so the code is valid and means
# (mL/min/1) x 73 x m2. With the area as an annotation, mL/min/1.73{m2}, it converts to mL/min: 60 are 4380.
# Matters: the renal step of a dose is taken from that number, and 4380 mL/min passes every lower limit.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts @lhncbc/ucum-lhc@7.1.10 >> npm.log

cat > look.js <<'JS'
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
for (const [code, to] of [['mL/min/1.73.m2', 'mL.m2/min'], ['mL/min/1.73.m2', 'mL/min/m2'], ['mL/min/1.73{m2}', 'mL/min']])
  console.log(`${code} is ${ucum.validateUnitString(code).status}, 60 of it in ${to}: ${ucum.convertUnitTo(code, 60, to).toVal}`);
JS
seen=$(node look.js)
expected='mL/min/1.73.m2 is valid, 60 of it in mL.m2/min: 4380
mL/min/1.73.m2 is valid, 60 of it in mL/min/m2: null
mL/min/1.73{m2} is valid, 60 of it in mL/min: 4380'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since @lhncbc/ucum-lhc 7.1.10" >&2; exit 1; }
