// Our reading of UCUM's units beside ucum-lhc's: units.mjs PROGRAM REPOSITORY_ROOT
//
// A unit in another spelling is read exactly where ucum-lhc makes the same number of it; every other
// one is refused (exit code 2). And all codes that the program writes are valid there.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const ucum = require("@lhncbc/ucum-lhc").UcumLhcUtils.getInstance();
const [program, root] = process.argv.slice(2);
const bundle = JSON.parse(readFileSync(join(root, "examples/fhir/us-order.json"), "utf8"));
const site = join(root, "examples/site.toml");

// Where the unit stands in the example, what it is there, and how it may be written.
const level = (b) => b.entry[4].resource.dosageInstruction[0].doseAndRate[0].doseQuantity;
const dose = (b) => b.entry[4].resource.dosageInstruction[0].doseAndRate[1].doseQuantity;
const places = [
  [level, "mg/m2/d",
    ["mg/(m2.d)", "mg/m2/(24.h)", "mg/d/m2", "/d.mg/m2", "mg.m-2.d-1", "mg/m2/(1440.min)", "ug/(cm2.d)",
      "g/m2/d", "mg/m2.d", "mg/m2/24.h", "mg/m2/h", "mg/m2/wk", "mg/m3/d", "mg/m/d", "mg.m2/d", "10.mg/m2/(10.d)",
      "mg/(cm2.d)", "mg/m^2/d", "mg/m²/d", "mg.d/m2", "mg/d.m2", "mg/m2/(d)"]],
  [dose, "mg", ["10*-3.g", "1000.ug", "ug", "mg.mg/mg", "mg2", "mg/d", "MG", "Mg", "mg{fludarabine}", "cg", "10^-6.kg"]],
  [(b) => b.entry[3].resource.valueQuantity, "mg/dL",
    ["mg/dl", "mg/L", "g/dL", "10.mg/L", "mg/(10*2.mL)", "cg/L", "ug/mL", "mg%", "mg.dL"]],
  [(b) => b.entry[1].resource.valueQuantity, "[in_i]", ["[in_i]", "[ft_i]", "[ft_i]/12", "cm", "2.54.cm"]],
  [(b) => b.entry[2].resource.valueQuantity, "[lb_av]", ["[lb_av]", "16.[oz_av]", "[oz_av]", "lb", "[lb_tr]"]],
];
// Units with a meaning of their own here, and an old name of mg/dL that ucum-lhc takes by exception.
const notCompared = new Set(["cm", "mg%"]);

function isRead(put, code) {
  const changed = structuredClone(bundle);
  put(changed).code = code;
  delete put(changed).unit;
  try {
    execFileSync(program, ["plan", "--site", site], { input: JSON.stringify(changed), stdio: "pipe" });
    return true;
  } catch (failure) {
    if (failure.status === 1) return true; // a draft: another number was read
    if (failure.status !== 2) throw failure;
    return false;
  }
}

function isSame(from, to) {
  const answer = ucum.convertUnitTo(from, 1, to);
  return answer.status === "succeeded" && Math.abs(answer.toVal - 1) < 1e-12;
}

let failures = 0;
let compared = 0;
for (const [put, unit, spellings] of places)
  for (const code of spellings) {
    if (notCompared.has(code)) continue;
    compared += 1;
    if (isRead(put, code) === isSame(code, unit)) continue;
    failures += 1;
    console.log(`${code}: ${isSame(code, unit) ? "the same as" : "not"} ${unit}, by ucum-lhc`);
  }

const written = new Set();
const plan = execFileSync(program, ["plan", "--site", site, "--format", "fhir"], { input: JSON.stringify(bundle) });
JSON.stringify(JSON.parse(plan), (_key, value) => {
  if (value?.system === "http://unitsofmeasure.org") written.add(value.code);
  return value;
});
for (const code of written)
  if (ucum.validateUnitString(code).status !== "valid") {
    failures += 1;
    console.log(`${code} is written, and is no unit of UCUM`);
  }
console.log(`${compared} spellings, ${written.size} codes written, ${failures} problems`);
process.exitCode = failures > 0 || compared < 40 || written.size < 6 ? 1 : 0;
