// Plans a patient by nkdose's C library: node plan.mjs < request.json
import koffi from "koffi";
import { readFileSync } from "node:fs";

const library = koffi.load("libnkdose-c.so.1");
const Answer = koffi.disposable("Answer", "str", library.func("void nkdose_free(void *)"));
const planJson = library.func("int nkdose_plan_json(const char *, size_t, _Out_ Answer *)");

function plan(request) {
  const text = JSON.stringify(request);
  const answer = [null];
  const exitCode = planJson(text, Buffer.byteLength(text), answer);
  return [exitCode, JSON.parse(answer[0])];
}

const [exitCode, answer] = plan(JSON.parse(readFileSync(0, "utf8")));
if (exitCode >= 2) {
  // nothing was computed
  for (const { where, detail } of answer.findings) console.error(`${where}: ${detail}`);
} else {
  console.log(answer.status); // ready, draft or refused
  for (const { drug, dose_mg_per_day: dose } of answer.lymphodepletion)
    console.log(drug, dose, "mg daily"); // a refusal has no doses: null
}
process.exitCode = exitCode;
