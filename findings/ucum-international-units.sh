#!/usr/bin/env bash
# @lhncbc/ucum-lhc 7.1.10, and fhirpath 5.2.2 on top of it: an international unit is not itself.
#
# Expected: UCUM calls [iU] arbitrary, which keeps it from turning into any other unit. 1 k[iU] is still 1000
# [iU], and [IU] is defined in UCUM's own table as 1 [iU], a second spelling.
# Seen: no conversion from [iU] to [iU], from k[iU], or per kg to per g. In FHIRPath two doses in [iU] have no
# sum (the answer is empty, without an error), and 5 [iU] are not 5 [IU]. @atomic-ehr/ucum 0.2.5, an independent
# implementation, converts all of these.
# Matters: a rule "the doses of the course are at most ..." over heparin or interleukin is silently empty.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts \
  @lhncbc/ucum-lhc@7.1.10 fhirpath@5.2.2 @atomic-ehr/ucum@0.2.5 >> npm.log

cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
import { ucum as other } from '@atomic-ehr/ucum';
const require = createRequire(import.meta.url);
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
const fhirpath = require('fhirpath');
const r4 = require('fhirpath/fhir-context/r4');
for (const [from, to] of [['[iU]', '[iU]'], ['k[iU]', '[iU]'], ['[iU]/kg', '[iU]/g'], ['[IU]', '[iU]']])
  console.log(`1 ${from} in ${to}: ${ucum.convertUnitTo(from, 1, to).toVal}, elsewhere ${other.convert(1, from, to)}`);
for (const rule of ["5 '[iU]' + 4 '[iU]'", "5 '[iU]' = 5 '[IU]'", "5 'mg' + 4 'mg'"])
  console.log(`${rule} -> ${JSON.stringify(fhirpath.evaluate({}, rule, null, r4))}`);
JS
seen=$(node look.mjs)
expected="1 [iU] in [iU]: null, elsewhere 1
1 k[iU] in [iU]: null, elsewhere 1000
1 [iU]/kg in [iU]/g: null, elsewhere 0.001
1 [IU] in [iU]: null, elsewhere 1
5 '[iU]' + 4 '[iU]' -> []
5 '[iU]' = 5 '[IU]' -> [false]
5 'mg' + 4 'mg' -> [\"9 'mg'\"]"
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since ucum-lhc 7.1.10 and fhirpath 5.2.2" >&2; exit 1; }
