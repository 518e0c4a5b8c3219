#!/usr/bin/env bash
# date-holidays 3.37.0: two of China's statutory holidays are working days.
#
# Expected: Spring Festival is New Year's Eve and the first three days of the lunar year, Labour Day 1 and 2 May
# (State Council, decree 795, since 1 January 2025). These days are the law's, not the yearly exchange of working days.
# Seen: the third day of the lunar year (Monday 8 February in 2027) and 2 May are missing; the Spring Festival has the
# three days that it had from 2008 to 2013. chinese-days 1.5.7 has both days off in 2025, when both were Fridays.
# Matters: an infusion is put on a day on which the ward and the cell laboratory are closed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts date-holidays@3.37.0 chinese-days@1.5.7 >> npm.log

cat > look.js <<'JS'
const Holidays = require('date-holidays');
const { getDayDetail } = require('chinese-days');
const china = new Holidays('CN');
const spring = china.getHolidays(2027).filter((day) => day.name === '春节');
console.log('date-holidays, spring of 2027:', ...spring.map((day) => day.date.slice(0, 10)));
for (const day of ['2025-01-30', '2025-01-31', '2025-05-01', '2025-05-02']) {
  const holiday = Boolean(china.isHoliday(new Date(`${day}T12:00:00+08:00`)));
  console.log(`${day}: date-holidays ${holiday}, chinese-days ${!getDayDetail(day).work}`);
}
JS
seen=$(TZ=UTC node look.js)
expected='date-holidays, spring of 2027: 2027-02-05 2027-02-06 2027-02-07
2025-01-30: date-holidays true, chinese-days true
2025-01-31: date-holidays false, chinese-days true
2025-05-01: date-holidays true, chinese-days true
2025-05-02: date-holidays false, chinese-days true'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since date-holidays 3.37.0" >&2; exit 1; }
