#!/usr/bin/env bash
# fhirpath 5.2.2: toDate() of a resource's dateTime is empty, of the same literal it is a date.
#
# Expected: a FHIR dateTime is a FHIRPath DateTime (FHIR R4, "FHIRPath", table of types), and toDate() of a
# DateTime is its date.
# Seen: Observation.effective.toDate() is empty where the time is given, and a comparison with it is empty, without
# an error. The same value as a literal, or through toDateTime(), has its date; so has one that is only a date.
# Matters: "the creatinine is of the last 7 days" is neither true nor false for every sample with a time.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts fhirpath@5.2.2 >> npm.log

cat > look.js <<'JS'
const fhirpath = require('fhirpath');
const r4 = require('fhirpath/fhir-context/r4');
const look = (taken, rule) => {
  const resource = { resourceType: 'Observation', status: 'final', code: { text: 'creatinine' }, effectiveDateTime: taken };
  console.log(`${taken}: ${rule} -> ${JSON.stringify(fhirpath.evaluate(resource, rule, null, r4))}`);
};
const timed = '2026-11-30T10:00:00+08:00';
look(timed, 'Observation.effective.toDate()');
look(timed, 'Observation.effective.toDate() >= @2026-11-25');
look(timed, `@${timed}.toDate()`);
look(timed, 'Observation.effective.toDateTime().toDate()');
look('2026-11-30', 'Observation.effective.toDate()');
JS
seen=$(TZ=UTC node look.js)
expected='2026-11-30T10:00:00+08:00: Observation.effective.toDate() -> []
2026-11-30T10:00:00+08:00: Observation.effective.toDate() >= @2026-11-25 -> []
2026-11-30T10:00:00+08:00: @2026-11-30T10:00:00+08:00.toDate() -> ["2026-11-30"]
2026-11-30T10:00:00+08:00: Observation.effective.toDateTime().toDate() -> ["2026-11-30"]
2026-11-30: Observation.effective.toDate() -> ["2026-11-30"]'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since fhirpath 5.2.2" >&2; exit 1; }
