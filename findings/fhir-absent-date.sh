#!/usr/bin/env bash
# fhir 4.12.0: the reason why one date is absent moves to the next date.
#
# Expected: in FHIR JSON a repeated primitive and its extensions are two lists of one length, null where one has
# nothing (R4, "JSON", primitive elements). An event of unknown day and an event on 3 December are
# [null, "2026-12-03"] beside [reason, null].
# Seen: XML to JSON leaves the null out of the first list, so the reason stands at 3 December. Back in XML there is one
# event, not two, and 3 December is what is unknown.
# Matters: a day that was fixed is read as not known, and a dose is lost.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts fhir@4.12.0 >> npm.log

cat > look.js <<'JS'
const { Fhir } = require('fhir');
const fhir = new Fhir();
const xml = '<MedicationRequest xmlns="http://hl7.org/fhir"><dosageInstruction><timing>'
  + '<event><extension url="http://hl7.org/fhir/StructureDefinition/data-absent-reason"><valueCode value="unknown"/></extension></event>'
  + '<event value="2026-12-03"/></timing></dosageInstruction></MedicationRequest>';
const read = fhir.xmlToObj(xml);
const { event, _event } = read.dosageInstruction[0].timing;
console.log('event', JSON.stringify(event), '_event', JSON.stringify(_event.map((one) => one && one.extension[0].valueCode)));
console.log('back:', fhir.objToXml(read).match(/<event.*<\/event>/)[0]);
JS
seen=$(node look.js)
expected='event ["2026-12-03"] _event ["unknown"]
back: <event value="2026-12-03"><extension url="http://hl7.org/fhir/StructureDefinition/data-absent-reason"><valueCode value="unknown"/></extension></event>'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since fhir 4.12.0" >&2; exit 1; }
