#!/usr/bin/env bash
# From a laboratory's bundle to a proposal for the FHIR server:
#   propose.sh LABORATORY SITE DAY_ZERO PROPOSAL
#
# Exit code 0: the proposal is ready. 1: it is a draft, or refused and then without any request.
# Anything else: nothing was computed. A server takes the file by a POST to its base URL.
set -uo pipefail

nkdose plan "$1" --site "$2" --protocol f01 --set "order.day_zero=$3" \
  --set "order.fludarabine=25 mg/m2/day" --set "order.cyclophosphamide=250 mg/m2/day" \
  --set "order.cells=1e9 cells" --format fhir --fhir-bundle transaction --output "$4"
code=$?
[ "$code" -le 1 ] || { echo "NOTHING WRITTEN: exit code $code"; exit "$code"; }
jq -r 'if .resourceType == "Bundle"
  then .entry[].resource | select(.resourceType == "MedicationRequest" and .dosageInstruction[0].text)
       | "\(.medicationCodeableConcept.text): \(.dosageInstruction[0].text)"
  else "REFUSED", (.issue[] | select(.severity == "error") | "  \(.details.text)") end' "$4"
exit "$code"
