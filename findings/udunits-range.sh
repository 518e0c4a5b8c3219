#!/usr/bin/env bash
# UDUNITS 2.2.28 (Debian 2.2.28-5): a range of doses is a product, and negative.
#
# Expected: "25-30 mg" is not a unit: the reader refuses it, as it refuses "25 - 30 mg" and "25 to 30 mg".
# Seen: two numbers side by side are multiplied, and the hyphen is the sign of the second: -750 mg.
# Matters: R's package "units" reads its texts through this library; a protocol's range becomes a number, not an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version=2.2.28-5
apt-get -o APT::Sandbox::User=root download -qq \
  "udunits-bin=$version" "libudunits2-0=$version" "libudunits2-data=$version" libexpat1 > apt.log
for package in ./*.deb; do dpkg-deb -x "$package" root; done

convert() {
  printf '%s:' "$1"
  LD_LIBRARY_PATH=$(echo root/usr/lib/*-linux-gnu*) root/usr/bin/udunits2 -A -H "$1" -W mg \
    root/usr/share/xml/udunits/udunits2.xml 2>&1 | sed -n 1p || true
}
seen=$(for text in '25-30 mg' '25 - 30 mg' '25 to 30 mg'; do convert "$text"; done)
expected='25-30 mg:    25 -30 mg = -750 mg
25 - 30 mg:udunits2: Don'"'"'t recognize "- 30 mg"
25 to 30 mg:udunits2: Don'"'"'t recognize "to 30 mg"'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since UDUNITS 2.2.28" >&2; exit 1; }
