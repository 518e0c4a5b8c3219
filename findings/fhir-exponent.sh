#!/usr/bin/env bash
# fhir 4.12.0: a billion cells cannot be read as 1e9, though it writes such numbers itself.
#
# Expected: a FHIR decimal may have an exponent (R4, "Data types", decimal), so <value value="1e9"/> is valid XML, as
# 1e9 is valid JSON.
# Seen: reading throws "Value should be a decimal number". Writing makes 1e-7 of 0.0000001, which its own reader then
# refuses.
# Matters: cell counts are the numbers of this field that are written so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts fhir@4.12.0 >> npm.log

cat > look.js <<'JS'
const { Fhir } = require('fhir');
const fhir = new Fhir();
const xml = (value) => `<Observation xmlns="http://hl7.org/fhir"><valueQuantity><value value="${value}"/></valueQuantity></Observation>`;
const read = (text) => {
  try {
    return fhir.xmlToObj(text).valueQuantity.value;
  } catch (error) {
    return error.message;
  }
};
for (const value of ['1000000000', '1e9']) console.log(`${value}: ${read(xml(value))}`);
const written = fhir.objToXml({ resourceType: 'Observation', valueQuantity: { value: 0.0000001 } });
console.log('written:', written.match(/<value value="[^"]*"/)[0], '| read back:', read(written));
JS
seen=$(node look.js)
expected='1000000000: 1000000000
1e9: Value should be a decimal number but got: 1e9
written: <value value="1e-7" | read back: Value should be a decimal number but got: 1e-7'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since fhir 4.12.0" >&2; exit 1; }
