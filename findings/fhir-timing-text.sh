#!/usr/bin/env bash
# @medplum/core 4.5.2: formatTiming() says "Daily" for a course of three days, and for one to three times a day.
#
# Expected: the text of a FHIR Timing says how often it repeats; where it cannot say all of it, it says so, or nothing.
# Seen: count, bounds, frequencyMax and periodMax leave no trace, so four different orders read "Daily".
# 5.2.13, which wants a newer Node, does the same.
# Matters: a patient's list shows fludarabine "Daily" where the order is for three days.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts @medplum/core@4.5.2 >> npm.log

cat > look.mjs <<'JS'
import { formatTiming } from '@medplum/core';
const daily = { frequency: 1, period: 1, periodUnit: 'd' };
const orders = {
  'each day': { repeat: daily },
  'three times in all': { repeat: { ...daily, count: 3 } },
  'from 2 to 4 December': { repeat: { ...daily, boundsPeriod: { start: '2026-12-02', end: '2026-12-04' } } },
  '1 to 3 times in 1 to 2 days': { repeat: { ...daily, frequencyMax: 3, periodMax: 2 } },
};
for (const [order, timing] of Object.entries(orders)) console.log(`${order}: "${formatTiming(timing)}"`);
JS
seen=$(node look.mjs)
expected='each day: "Daily"
three times in all: "Daily"
from 2 to 4 December: "Daily"
1 to 3 times in 1 to 2 days: "Daily"'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since @medplum/core 4.5.2" >&2; exit 1; }
