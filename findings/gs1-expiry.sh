#!/usr/bin/env bash
# bark-js 1.2.1: a vial that expires "in December" expires on a day that does not exist.
#
# Expected: the day 00 of an expiry date (AI 17) is the last day of the month (GS1 General Specifications); healthcare
# packs have been marked so until 2025 (GSCN 21-040). This package gives dates as ISO 8601, and gs1-barcode-parser-mod
# 1.2.1 gives 31 December.
# Seen: 17261200 is "2026-12-00", without an error. As text it sorts before every day of December; as a JavaScript
# date it is invalid, and every comparison with it is false.
# Matters: "expired?" is yes all month, or never, by how it is compared.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts bark-js@1.2.1 gs1-barcode-parser-mod@1.2.1 >> npm.log

cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const pack = '01095011015300031726120010LOT7';
const expiry = require('bark-js')(pack).elements.find((one) => one.ai === '17').value;
const other = require('gs1-barcode-parser-mod').parseBarcode(pack).parsedCodeItems.find((one) => one.ai === '17').data;
const day = new Date('2026-12-02');
console.log('bark-js:', expiry, '| before 2026-12-02 as text', expiry < '2026-12-02', '| as a date', new Date(expiry) < day, '| after it', new Date(expiry) > day);
console.log('elsewhere:', `${other.getFullYear()}-${other.getMonth() + 1}-${other.getDate()}`);
JS
seen=$(TZ=UTC node look.mjs)
expected='bark-js: 2026-12-00 | before 2026-12-02 as text true | as a date false | after it false
elsewhere: 2026-12-31'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since bark-js 1.2.1" >&2; exit 1; }
