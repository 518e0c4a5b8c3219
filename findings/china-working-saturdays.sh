#!/usr/bin/env bash
# chinese-days 1.5.7: in its holiday calendar (2026.ics) almost every second event is a day on which everybody works.
#
# Expected: the package says that its calendar holds the working Saturdays and Sundays too; a standard property then
# tells them from holidays, such as CATEGORIES, STATUS or TRANSP.
# Seen: 6 of 13 events are working days, and their standard properties are those of the holidays, day and text aside: even
# CATEGORIES says "holiday" (节假日). What tells them apart is Apple's X-APPLE-SPECIAL-DAY, and one character of the
# SUMMARY: 休 (off) or 班 (work).
# Matters: a program that takes a calendar of holidays for its closed days closes six working days of the year.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts chinese-days@1.5.7 ical.js@2.2.1 >> npm.log

cat > look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
const text = readFileSync('node_modules/chinese-days/dist/years/2026.ics', 'utf8');
const kinds = new Map();
for (const event of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')) {
  const value = (name) => String(event.getFirstPropertyValue(name));
  const kind = value('x-apple-special-day');
  const standard = event.getAllProperties().map((one) => one.name).filter((name) => !name.startsWith('x-'))
    .filter((name) => !['uid', 'dtstart', 'dtend', 'summary', 'description'].includes(name));
  const seen = kinds.get(kind) ?? { days: [], alike: new Set() };
  seen.days.push(`${value('dtstart').slice(5)} ${value('summary')}`);
  seen.alike.add(standard.map((name) => `${name}=${value(name)}`).join(' '));
  kinds.set(kind, seen);
}
for (const [kind, { days, alike }] of kinds) console.log(`${kind} ${days.length}: ${days.join(', ')}\n  ${[...alike].join('\n  ')}`);
JS
seen=$(node look.mjs)
printf '%s\n' "$seen"
expected='WORK-HOLIDAY 7: 01-01 元旦(休), 02-15 春节(休), 04-04 清明(休), 05-01 劳动节(休), 06-19 端午(休), 09-25 中秋(休), 10-01 国庆节(休)
  sequence=0 dtstamp=2026-03-05T11:01:13 transp=TRANSPARENT location=北京 categories=节假日 status=CONFIRMED class=PUBLIC
ALTERNATE-WORKDAY 6: 01-04 元旦(班), 02-14 春节(班), 02-28 春节(班), 05-09 劳动节(班), 09-20 国庆节(班), 10-10 国庆节(班)
  sequence=0 dtstamp=2026-03-05T11:01:13 transp=TRANSPARENT location=北京 categories=节假日 status=CONFIRMED class=PUBLIC'
[[ $seen == "$expected" ]] || { echo "changed since chinese-days 1.5.7" >&2; exit 1; }
