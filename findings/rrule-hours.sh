#!/usr/bin/env bash
# rrule 2.8.1: the hours of a day are taken in the order in which they are written.
#
# Expected: BYHOUR is a list without an order (RFC 5545, 3.3.10), and COUNT bounds the occurrences in time. From
# 2 December 20:00, "daily at 20 and 8, twice" is 20:00 and the next 08:00. rrule-temporal 2.2.8 says so, and so does
# rrule itself for BYHOUR=8,20.
# Seen: with BYHOUR=20,8 the second is 3 December 20:00; all() is not in order, and 08:00 is lost to COUNT. ical.js
# 2.2.1 does the same.
# Matters: a dose twelve hours after the first comes twenty-four hours after it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts rrule@2.8.1 ical.js@2.2.1 rrule-temporal@2.2.8 >> npm.log

cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
const { rrulestr } = createRequire(import.meta.url)('rrule');
const short = (text) => text.slice(5, 16);
for (const rule of ['FREQ=DAILY;BYHOUR=20,8;COUNT=2', 'FREQ=DAILY;BYHOUR=8,20;COUNT=2']) {
  const text = `DTSTART:20261202T200000Z\nRRULE:${rule}`;
  const each = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString('2026-12-02T20:00:00Z'));
  const times = [String(each.next()), String(each.next())];
  console.log(rule);
  console.log('  rrule', ...rrulestr(text).all().map((time) => short(time.toISOString())));
  console.log('  ical.js', ...times.map(short));
  console.log('  rrule-temporal', ...new RRuleTemporal({ rruleString: text }).all().map((time) => short(String(time.toInstant()))));
}
JS
seen=$(TZ=UTC node look.mjs)
expected='FREQ=DAILY;BYHOUR=20,8;COUNT=2
  rrule 12-02T20:00 12-03T20:00
  ical.js 12-02T20:00 12-03T20:00
  rrule-temporal 12-02T20:00 12-03T08:00
FREQ=DAILY;BYHOUR=8,20;COUNT=2
  rrule 12-02T20:00 12-03T08:00
  ical.js 12-02T20:00 12-03T08:00
  rrule-temporal 12-02T20:00 12-03T08:00'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since rrule 2.8.1" >&2; exit 1; }
