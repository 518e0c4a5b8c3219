#!/usr/bin/env bash
# @medplum/core 4.5.2: its FHIRPath adds and compares the numbers of two quantities, whatever their units.
#
# Expected: FHIRPath converts comparable units (its section on quantities): 49 mg + 1 g are 1049 mg, 2 g are more
# than 900 mg, and mg and mL cannot be compared, which is empty. fhirpath 5.2.2 does so.
# Seen: 49 mg + 1 g are 50 mg, 2 g are not more than 900 mg, and 2 mL are more than 1 mg.
# 5.2.13, which wants a newer Node, does the same.
# Matters: a rule about a sum of doses, or about a highest dose, is wrong by the ratio of the units, without an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts @medplum/core@4.5.2 fhirpath@5.2.2 >> npm.log

cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
import { evalFhirPath } from '@medplum/core';
const fhirpath = createRequire(import.meta.url)('fhirpath');
for (const rule of ["49 'mg' + 1 'g'", "2 'g' > 900 'mg'", "2 'mL' > 1 'mg'"])
  console.log(`${rule}: ${JSON.stringify(evalFhirPath(rule, {}))}, elsewhere ${JSON.stringify(fhirpath.evaluate({}, rule))}`);
JS
seen=$(node look.mjs)
expected="49 'mg' + 1 'g': [{\"value\":50,\"unit\":\"mg\"}], elsewhere [\"1049 'mg'\"]
2 'g' > 900 'mg': [false], elsewhere [true]
2 'mL' > 1 'mg': [true], elsewhere []"
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since @medplum/core 4.5.2" >&2; exit 1; }
