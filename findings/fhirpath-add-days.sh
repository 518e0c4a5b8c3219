#!/usr/bin/env bash
# fhirpath 5.2.2: a dateTime that days are added to moves to the time zone of the machine.
#
# Expected: FHIRPath adds calendar days to the calendar value, so half past midnight in Shanghai on 30 November
# plus 2 days is half past midnight in Shanghai on 2 December. @atomic-ehr/fhirpath 0.1.4 and cql-execution 3.3.2
# say so.
# Seen: the sum is written in the zone of the process. On a server in UTC its date is 1 December, and even 0 days
# change the date; on a server in Shanghai it is 2 December.
# Matters: "sample plus 2 days", read as a date, is another day on another server.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts \
  fhirpath@5.2.2 @atomic-ehr/fhirpath@0.1.4 cql-execution@3.3.2 >> npm.log

cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
import * as atomic from '@atomic-ehr/fhirpath';
const require = createRequire(import.meta.url);
const fhirpath = require('fhirpath');
const { DateTime } = require('cql-execution');
const taken = '2026-11-30T00:30:00+08:00';
for (const days of [0, 2]) {
  const sum = `(@${taken} + ${days} days)`;
  console.log(sum, String(fhirpath.evaluate({}, sum)), '| date', String(fhirpath.evaluate({}, `${sum}.dateOf()`)));
}
const other = await atomic.evaluate(`(@${taken} + 2 days).toDate()`, { input: {} });
console.log('elsewhere', String(other), String(DateTime.parse(taken).add(2, 'day').getDate()));
JS
seen=$(for zone in UTC Asia/Shanghai; do echo "in $zone"; TZ=$zone node look.mjs; done)
expected='in UTC
(@2026-11-30T00:30:00+08:00 + 0 days) 2026-11-29T16:30:00-00:00 | date 2026-11-29
(@2026-11-30T00:30:00+08:00 + 2 days) 2026-12-01T16:30:00-00:00 | date 2026-12-01
elsewhere @2026-12-02 2026-12-02
in Asia/Shanghai
(@2026-11-30T00:30:00+08:00 + 0 days) 2026-11-30T00:30:00+08:00 | date 2026-11-30
(@2026-11-30T00:30:00+08:00 + 2 days) 2026-12-02T00:30:00+08:00 | date 2026-12-02
elsewhere @2026-12-02 2026-12-02'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since fhirpath 5.2.2" >&2; exit 1; }
