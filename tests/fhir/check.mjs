// Reads bundles, a JSON text each line of standard input: check.mjs [--faults]
//
// Every bundle must validate and hold the laws of this program's proposals. With --faults, each fault
// below is put into the first bundle that has room for all, and must be found. Exit code 1 when
// something is wrong.
import { createInterface } from "node:readline";
import { problemsOf } from "./validate.mjs";

const resources = (bundle, type) =>
  bundle.entry.map((entry) => entry.resource).filter((one) => one.resourceType === type);

const absentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
const isAbsent = (element) => element?.extension?.[0]?.url === absentReason;

const isOurs = (extension) => extension.url === "urn:x-nkdose:case";

function isTable(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value);
  } catch {
    return false;
  }
}

// What holds of a proposal beyond what R4 asks.
function laws(bundle) {
  if (bundle.resourceType === "OperationOutcome") return [];
  const problems = [];
  const must = (holds, law) => holds || problems.push(law);
  const requests = resources(bundle, "MedicationRequest");
  const [group] = resources(bundle, "RequestGroup");
  must(resources(bundle, "RequestGroup").length === 1, "one RequestGroup");
  must(group?.status === "draft" && group?.intent === "proposal", "the group is a draft proposal");
  for (const request of requests) {
    must(request.status === "draft" && request.intent === "option", "a request is a draft option");
    for (const dosage of request.dosageInstruction) {
      must(dosage.timing?.event?.length > 0, "a request has its dates");
      const types = (dosage.doseAndRate ?? []).map((dose) => dose.type.coding[0].code);
      must(types.length === 0 || types.join() === "ordered,calculated", "a dose twice");
    }
  }
  for (const one of resources(bundle, "Observation"))
    must(
      (one.effectiveDateTime !== undefined) !== isAbsent(one._effectiveDateTime),
      "an observation has its day, or says why it has none",
    );
  for (const extension of group?.extension ?? [])
    must(isOurs(extension) && isTable(extension.valueString), "the rest of the case is JSON");
  must(group?.extension?.length === 1, "the rest of the case is there");
  const text = JSON.stringify(bundle);
  must(!/\d{4}-\d\d-\d\dT/.test(text), "no time of day");
  must(!/"status":"active"|"intent":"order"/.test(text), "nothing is active, nothing an order");
  const isTransaction = bundle.type === "transaction";
  for (const entry of bundle.entry)
    must((entry.request !== undefined) === isTransaction, "a request for the server in a transaction only");
  const urls = bundle.entry.map((entry) => entry.fullUrl);
  must(new Set(urls).size === urls.length, "full URLs are each once");
  return problems;
}

const wrong = (bundle) => [...problemsOf(bundle), ...laws(bundle)];

const request = (bundle) => resources(bundle, "MedicationRequest")[0];
const group = (bundle) => resources(bundle, "RequestGroup")[0];
const patient = (bundle) => resources(bundle, "Patient")[0];
const observation = (bundle) => resources(bundle, "Observation")[0];
const issue = (bundle) => resources(bundle, "DetectedIssue")[0];
const undated = (bundle) => resources(bundle, "Observation").find((one) => one._effectiveDateTime);
const reason = (bundle) => undated(bundle)._effectiveDateTime.extension[0];
const dose = (bundle) => request(bundle).dosageInstruction[0].doseAndRate[0];
const faults = {
  "an active request": (b) => (request(b).status = "active"),
  "an order": (b) => (request(b).intent = "order"),
  "a status that is none": (b) => (request(b).status = "drafted"),
  "no subject": (b) => delete request(b).subject,
  "no medication": (b) => delete request(b).medicationCodeableConcept,
  "a medication twice": (b) => (request(b).medicationReference = { display: "fludarabine" }),
  "a unit that UCUM has not": (b) => (dose(b).doseQuantity.code = "mg/m^2/d"),
  "a number as text": (b) => (dose(b).doseQuantity.value = "30"),
  "a unit without its system": (b) => delete dose(b).doseQuantity.system,
  "a dose once": (b) => request(b).dosageInstruction[0].doseAndRate.pop(),
  "a time of day": (b) => (request(b).dosageInstruction[0].timing.event[0] += "T08:00:00Z"),
  "a date that is none": (b) => (request(b).dosageInstruction[0].timing.event[0] = "2026-13-02"),
  "an action without a resource": (b) => delete group(b).action[0].action[0].resource,
  "a relation that is none": (b) => (group(b).action[0].relatedAction[0].relationship = "prior"),
  "an action with another's element": (b) => (group(b).action[0].dose = 49),
  "a reference to nobody": (b) => (request(b).subject.reference = "urn:uuid:0"),
  "a reference to the wrong type": (b) => (request(b).subject.reference = b.entry[1].fullUrl),
  "a null": (b) => (patient(b).birthDate = null),
  "an empty list": (b) => (patient(b).identifier = []),
  "an empty text": (b) => (group(b).note[0].text = ""),
  "a list that should be none": (b) => (observation(b).status = ["final"]),
  "a gender that is none": (b) => (patient(b).gender = "F"),
  "a birth date with a time": (b) => (patient(b).birthDate = "1984-03-02T00:00:00Z"),
  "a resource that is none": (b) => (b.entry[0].resource.resourceType = "Person2"),
  "a full URL twice": (b) => (b.entry[1].fullUrl = b.entry[0].fullUrl),
  "a severity that is none": (b) => (issue(b).severity = "warning"),
  "an observation without a code": (b) => delete observation(b).code,
  "an observation without a day": (b) => delete undated(b)._effectiveDateTime,
  "a day, and that it is not known": (b) => (undated(b).effectiveDateTime = "2026-12-02"),
  "a reason that is none": (b) => (reason(b).valueCode = "lost"),
  "a reason as a text": (b) => ((reason(b).valueString = "unknown"), delete reason(b).valueCode),
  "an extension that R4 has not": (b) => (reason(b).url += "s"),
  "an extension without its url": (b) => delete reason(b).url,
  "an extension of what is no primitive": (b) => (undated(b)._code = undated(b)._effectiveDateTime),
  "an extension in the primitive itself": (b) =>
    (undated(b).effectiveDateTime = undated(b)._effectiveDateTime),
  "the rest of the case without its text": (b) => delete group(b).extension[0].valueString,
  "the rest of the case lost": (b) => delete group(b).extension,
  "the rest of the case twice": (b) => (group(b).extension[0].valueInteger = 1),
  "the rest of the case cut off": (b) => (group(b).extension[0].valueString = '{"product": ['),
  "another's extension of the case": (b) => (group(b).extension[0].url = "urn:x-other:case"),
  "an observation with two values": (b) => (observation(b).valueString = "162 cm"),
};

// Has a place for every fault.
const isWhole = (bundle) =>
  bundle.resourceType === "Bundle" && undated(bundle) && issue(bundle) && group(bundle).action;

let read = 0;
let first;
let failures = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const bundle = JSON.parse(line);
  if (isWhole(bundle)) first ??= bundle;
  read += 1;
  for (const problem of wrong(bundle)) {
    console.log(`line ${read}: ${problem}`);
    failures += 1;
  }
}
if (process.argv.includes("--faults"))
  for (const [name, put] of Object.entries(faults)) {
    const bundle = structuredClone(first);
    put(bundle);
    if (wrong(bundle).length === 0) {
      console.log(`not found: ${name}`);
      failures += 1;
    }
  }
console.log(`${read} bundles, ${Object.keys(faults).length} faults, ${failures} problems`);
process.exitCode = failures > 0 || read === 0 ? 1 : 0;
