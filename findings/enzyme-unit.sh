#!/usr/bin/env bash
# js-quantities 1.8.0: the enzyme unit is ten million times too small.
#
# Expected: 1 U is 1 micromole a minute (so UCUM's table), which is 1.6667e-8 katal.
# Seen: 1 U is 1.6667e-15 mol/s, so 1 U in umol/min is 0.0000001. @lhncbc/ucum-lhc 7.1.10 says 1.6667e-8.
# Matters: a liver enzyme of 40 U/L, a criterion of most trials, becomes 0.00000007 instead of 0.67 ukat/L.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts js-quantities@1.8.0 @lhncbc/ucum-lhc@7.1.10 >> npm.log

cat > look.js <<'JS'
const Qty = require('js-quantities');
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
console.log('js-quantities: 1 U is', Qty('1 U').to('mol/s').scalar.toPrecision(4), 'mol/s');
console.log('js-quantities: 1 katal is', Qty('1 katal').to('mol/s').scalar, 'mol/s');
console.log('ucum-lhc: 1 U is', ucum.convertUnitTo('U', 1, 'mol/s').toVal.toPrecision(4), 'mol/s');
console.log('js-quantities: 40 U in umol/min is', Qty('40 U').to('umol/min').scalar.toPrecision(4));
JS
seen=$(node look.js)
expected='js-quantities: 1 U is 1.667e-15 mol/s
js-quantities: 1 katal is 1 mol/s
ucum-lhc: 1 U is 1.667e-8 mol/s
js-quantities: 40 U in umol/min is 0.000004000'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since js-quantities 1.8.0" >&2; exit 1; }
