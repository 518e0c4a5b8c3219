#!/usr/bin/env bash
# ical.js 2.2.1 and node-ical 0.26.1: three dose days in one event, and each reader shows another two or one of them.
#
# Expected: an event on 2 December with RDATE:20261204,20261206 happens three times: the set of its days is made from
# DTSTART along with RRULE, RDATE and EXDATE (RFC 5545, 3.8.5.2).
# Seen: ical.js leaves out DTSTART, so its first is 4 December (reported in kewisch/ical.js, pull request 534).
# node-ical leaves out RDATE, and shows 2 December alone; so does 0.27.2, which wants a newer Node.
# Matters: a first day without its dose, or a course of one day.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts ical.js@2.2.1 node-ical@0.26.1 >> npm.log

cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
import ICAL from 'ical.js';
const nodeIcal = createRequire(import.meta.url)('node-ical');
const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//example//EN', 'BEGIN:VEVENT', 'UID:dose@example.org',
  'DTSTAMP:20261101T000000Z', 'DTSTART;VALUE=DATE:20261202', 'RDATE;VALUE=DATE:20261204,20261206', 'SUMMARY:Dose',
  'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

const days = [];
const each = new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent')).iterator();
for (let day = each.next(); day; day = each.next()) days.push(String(day));
console.log('ical.js:', days.join(' '));

const event = Object.values(nodeIcal.parseICS(file)).find((one) => one.type === 'VEVENT');
const shown = nodeIcal.expandRecurringEvent(event, { from: new Date('2026-11-01'), to: new Date('2027-02-01') });
console.log('node-ical:', shown.map((one) => one.start.toISOString().slice(0, 10)).join(' '));
JS
seen=$(TZ=UTC node look.mjs)
expected='ical.js: 2026-12-04 2026-12-06
node-ical: 2026-12-02'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since ical.js 2.2.1 and node-ical 0.26.1" >&2; exit 1; }
