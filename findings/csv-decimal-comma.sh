#!/usr/bin/env bash
# xlsx 0.18.5 (the newest that npm has): the decimal comma of a table with semicolons is dropped.
#
# Expected: a CSV file with semicolons is what a spreadsheet saves where the comma is the decimal mark; 48,6 in it is
# the number 48.6, or, for a reader that does not know the place, a text.
# Seen: the semicolon is found without being told, and 48,6 is the number 486, 1,62 is 162: a comma anywhere in a
# number is taken for a separator of thousands.
# Matters: a dose is ten times, an area a hundred times what it was.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts xlsx@0.18.5 >> npm.log

cat > look.js <<'JS'
const xlsx = require('xlsx');
const table = 'drug;area;dose\nfludarabine;1,62;48,6\n';
const read = (options) => JSON.stringify(xlsx.utils.sheet_to_json(xlsx.read(table, { type: 'string', ...options }).Sheets.Sheet1));
console.log('as it is:', read({}));
console.log('raw:', read({ raw: true }));
JS
seen=$(node look.js)
expected='as it is: [{"drug":"fludarabine","area":162,"dose":486}]
raw: [{"drug":"fludarabine","area":"1,62","dose":"48,6"}]'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since xlsx 0.18.5" >&2; exit 1; }
