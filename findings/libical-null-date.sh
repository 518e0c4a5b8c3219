#!/usr/bin/env bash
# libical 3.0.16 (Debian 3.0.16-1+b1): a date begun with icaltime_null_date() recurs a day early.
#
# Expected: icaltime_null_date() is a DATE without a day; with year, month and day filled in it is that date, as the same
# date from icaltime_from_string() is.
# Seen: its hour, minute and second are -1. It prints as the same date and compares as equal to it, and a yearly rule counted
# from it begins on 3 December of the next year instead of 4 December of this one.
# Matters: a reader of holiday files that builds its dates so closes the day before each holiday that recurs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version=3.0.16-1+b1
apt-get -o APT::Sandbox::User=root download -qq "libical-dev=$version" "libical3=$version" libicu72 > apt.log
for package in ./*.deb; do dpkg-deb -x "$package" root; done

cat > look.c <<'C'
#include <libical/ical.h>
#include <stdio.h>

static void show(const char *name, struct icaltimetype start) {
  icalrecur_iterator *days = icalrecur_iterator_new(icalrecurrencetype_from_string("FREQ=YEARLY;COUNT=2"), start);
  printf("%s %s, hour %d:", name, icaltime_as_ical_string(start), start.hour);
  for (struct icaltimetype day = icalrecur_iterator_next(days); !icaltime_is_null_time(day);
       day = icalrecur_iterator_next(days))
    printf(" %s", icaltime_as_ical_string(day));
  printf("\n");
  icalrecur_iterator_free(days);
}

int main(void) {
  struct icaltimetype built = icaltime_null_date(), read = icaltime_from_string("20251204");
  built.year = 2025, built.month = 12, built.day = 4;
  show("built", built);
  show("read", read);
  printf("equal: %s\n", icaltime_compare(built, read) == 0 ? "yes" : "no");
  return 0;
}
C
libraries=$(echo root/usr/lib/*-linux-gnu*)
cc look.c -I root/usr/include -o look "$libraries/libical.so.3" -Wl,-rpath-link,"$libraries"
seen=$(LD_LIBRARY_PATH=$libraries ./look)
printf '%s\n' "$seen"
expected='built 20251204, hour -1: 20261203 20271203
read 20251204, hour 0: 20251204 20261204
equal: yes'
[[ $seen == "$expected" ]] || { echo "changed since libical 3.0.16" >&2; exit 1; }
