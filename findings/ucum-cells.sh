#!/usr/bin/env bash
# @atomic-ehr/ucum 0.2.5: the usual unit of a cell dose is no unit.
#
# Expected: 10*9{cells} is valid UCUM: 10* with its exponent is a unit like kg with its exponent, and a unit may
# carry an annotation. Annotations are on this package's own list of what it reads.
# Seen: 10*9{cells} is invalid, for its brace. 10*9 alone, kg2{cells} and 10*9.{cells} are valid.
# @lhncbc/ucum-lhc 7.1.10 reads all four.
# Matters: a cell dose that says what it counts is refused, a bare number is not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts @atomic-ehr/ucum@0.2.5 @lhncbc/ucum-lhc@7.1.10 >> npm.log

cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
import { ucum } from '@atomic-ehr/ucum';
const other = createRequire(import.meta.url)('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
for (const code of ['10*9{cells}', '10*9', 'kg2{cells}', '10*9.{cells}']) {
  const { valid, errors } = ucum.validate(code);
  console.log(`${code}: ${valid ? 'valid' : errors[0].message}, elsewhere ${other.validateUnitString(code).status}`);
}
JS
seen=$(node look.mjs)
expected='10*9{cells}: Unexpected token: {, elsewhere valid
10*9: valid, elsewhere valid
kg2{cells}: valid, elsewhere valid
10*9.{cells}: valid, elsewhere valid'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since @atomic-ehr/ucum 0.2.5" >&2; exit 1; }
