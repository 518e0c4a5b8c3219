#!/usr/bin/env bash
# libical 3.0.16 with ICU 72 (Debian): the lunar new year of 2027 is a day late.
#
# Expected: a yearly rule of the Chinese calendar (RFC 7529, RSCALE=CHINESE) from the new year of 2025 gives 17 February
# 2026, 6 February 2027, 26 January 2028. The new moon is on 6 February 2027 at 15:56 UTC, four minutes before midnight in
# China; chinese-days 1.5.7 and tyme4ts 1.5.2 have that day.
# Seen: 7 February 2027. The other years are right.
# Matters: a calendar with a rule for the Spring Festival moves the whole closed week of that year by a day.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version=3.0.16-1+b1
apt-get -o APT::Sandbox::User=root download -qq "libical-dev=$version" "libical3=$version" libicu72=72.1-3+deb12u1 > apt.log
for package in ./*.deb; do dpkg-deb -x "$package" root; done
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts chinese-days@1.5.7 tyme4ts@1.5.2 >> npm.log

cat > look.c <<'C'
#include <libical/ical.h>
#include <stdio.h>

int main(void) {
  const char *rule = "RSCALE=CHINESE;FREQ=YEARLY;COUNT=4";
  icalrecur_iterator *days =
      icalrecur_iterator_new(icalrecurrencetype_from_string(rule), icaltime_from_string("20250129"));
  printf("libical:");
  for (struct icaltimetype day = icalrecur_iterator_next(days); !icaltime_is_null_time(day);
       day = icalrecur_iterator_next(days))
    printf(" %04d-%02d-%02d", day.year, day.month, day.day);
  printf("\n");
  return 0;
}
C
cat > look.js <<'JS'
const { getLunarDate } = require('chinese-days');
const { LunarDay } = require('tyme4ts');
const days = [2025, 2026, 2027, 2028].map((year) => LunarDay.fromYmd(year, 1, 1).getSolarDay());
const text = (day) => `${day.getYear()}-${String(day.getMonth()).padStart(2, '0')}-${String(day.getDay()).padStart(2, '0')}`;
console.log('tyme4ts:', ...days.map(text));
const lunar = getLunarDate('2027-02-06');
console.log('chinese-days: 2027-02-06 is', lunar.lunarMonCN + lunar.lunarDayCN);
JS
libraries=$(echo root/usr/lib/*-linux-gnu*)
cc look.c -I root/usr/include -o look "$libraries/libical.so.3" -Wl,-rpath-link,"$libraries"
seen=$(LD_LIBRARY_PATH=$libraries ./look; node look.js)
printf '%s\n' "$seen"
expected='libical: 2025-01-29 2026-02-17 2027-02-07 2028-01-26
tyme4ts: 2025-01-29 2026-02-17 2027-02-06 2028-01-26
chinese-days: 2027-02-06 is 正月初一'
[[ $seen == "$expected" ]] || { echo "changed since libical 3.0.16 and ICU 72" >&2; exit 1; }
