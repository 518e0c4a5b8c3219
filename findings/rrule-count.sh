#!/usr/bin/env bash
# ts-ics 2.4.6: COUNT counts the days that the rule leaves out.
#
# Expected: "daily on weekdays, seven times" from Wednesday 2 December is seven doses, the last on Thursday 10
# December: COUNT is the number of occurrences (RFC 5545, 3.3.10). rrule 2.8.1 says so.
# Seen: five doses, the last on Tuesday 8 December: Saturday and Sunday are counted, then taken out.
# Matters: the last two doses of a course are not on the calendar.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts ts-ics@2.4.6 rrule@2.8.1 >> npm.log

cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
import { convertIcsRecurrenceRule, extendByRecurrenceRule } from 'ts-ics';
const { rrulestr } = createRequire(import.meta.url)('rrule');
const rule = 'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=7';
const days = (times) => `${times.length} ${times.map((time) => time.toISOString().slice(5, 10)).join(' ')}`;
const read = convertIcsRecurrenceRule(undefined, { value: rule, options: {} });
console.log('ts-ics', days(extendByRecurrenceRule(read, { start: new Date('2026-12-02T08:00:00Z') })));
console.log('rrule', days(rrulestr(`DTSTART:20261202T080000Z\nRRULE:${rule}`).all()));
JS
seen=$(TZ=UTC node look.mjs)
expected='ts-ics 5 12-02 12-03 12-04 12-07 12-08
rrule 7 12-02 12-03 12-04 12-07 12-08 12-09 12-10'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since ts-ics 2.4.6" >&2; exit 1; }
