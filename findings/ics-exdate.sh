#!/usr/bin/env bash
# ics 3.12.0 writes the excluded day of an all-day event as a time, and ical.js 2.2.1 then refuses the event.
#
# Expected: beside DTSTART;VALUE=DATE stands EXDATE;VALUE=DATE: without that parameter EXDATE is a date with a time
# (RFC 5545, 3.8.5.1).
# Seen: "EXDATE:20261203". ical.js throws as it expands the event; node-ical 0.26.1 reads what was meant. For an event
# in local time the excluded time is written in UTC, and only in one time zone are the two the same.
# Matters: a course with one day left out is a file that one calendar shows and the next does not open.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts ics@3.12.0 ical.js@2.2.1 node-ical@0.26.1 >> npm.log

cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
import ICAL from 'ical.js';
const require = createRequire(import.meta.url);
const { createEvent } = require('ics');
const nodeIcal = require('node-ical');
const course = { title: 'Dose', recurrenceRule: 'FREQ=DAILY;COUNT=3' };
const show = (file) => console.log(file.split('\r\n').filter((line) => /^(DTSTART|EXDATE)/.test(line)).join(' '));

const allDay = createEvent({ ...course, start: [2026, 12, 2], duration: { days: 1 }, exclusionDates: [[2026, 12, 3]] }).value;
show(allDay);
try {
  const each = new ICAL.Event(new ICAL.Component(ICAL.parse(allDay)).getFirstSubcomponent('vevent')).iterator();
  console.log('ical.js:', String(each.next()));
} catch (error) {
  console.log('ical.js:', error.message);
}
const event = Object.values(nodeIcal.parseICS(allDay)).find((one) => one.type === 'VEVENT');
const shown = nodeIcal.expandRecurringEvent(event, { from: new Date('2026-11-01'), to: new Date('2027-02-01') });
console.log('node-ical:', ...shown.map((one) => one.start.getDate()));

show(createEvent({ ...course, start: [2026, 12, 2, 8, 0], startInputType: 'local', startOutputType: 'local',
  duration: { minutes: 30 }, exclusionDates: [[2026, 12, 3, 8, 0]] }).value);
JS
seen=$(TZ=Asia/Shanghai node look.mjs)
expected='DTSTART;VALUE=DATE:20261202 EXDATE:20261203
ical.js: invalid date-time value: "2026-12-03T::"
node-ical: 2 4
DTSTART:20261202T080000 EXDATE:20261203T000000Z'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since ics 3.12.0 and ical.js 2.2.1" >&2; exit 1; }
