// A queue of cases through one program, a verdict for each.      node stream.mjs CASES.ndjson SITE
//
// Exit code 0: all are ready. 1: some are not, and each says why. Anything else: the stream broke, and
// the cases without an answer have not been checked.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";

const [cases, site] = process.argv.slice(2);
const batch = spawn("nkdose", ["batch", "-", "--site", site, "--format", "ndjson"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const ended = new Promise((resolve) => {
  batch.on("error", () => resolve(3)); // there is no such program
  batch.on("close", (code) => resolve(code ?? 3)); // null: it was killed
});
batch.stdin.on("error", () => {}); // it has ended early, which its exit code says

let sent = 0;
async function send() {
  const file = await open(cases);
  for await (const line of file.readLines()) {
    if (line === "") continue; // no row
    sent += 1;
    // Waiting while the program is busy keeps a queue of any length out of memory.
    if (!batch.stdin.write(`${line}\n`)) await Promise.race([once(batch.stdin, "drain"), ended]);
    if (batch.stdin.destroyed) break;
  }
}
const sending = send().then(
  () => batch.stdin.end(),
  (error) => {
    console.error(`stream: ${error.message}`);
    batch.kill();
  },
);

let answered = 0;
for await (const line of createInterface({ input: batch.stdout })) {
  const row = JSON.parse(line); // one for each case, in their order
  answered += 1;
  const doses = `fludarabine ${row.fludarabine_mg_per_day} mg, cyclophosphamide ${row.cyclophosphamide_mg_per_day} mg`;
  console.log(
    `${answered} ${row.id ?? "(no id)"} ${row.status} ${row.status === "ready" ? doses : row.findings.join(" ")}`,
  );
}

await sending;
const code = await ended;
const isComplete = code <= 1 && answered === sent;
if (!isComplete) console.log(`NOT CHECKED: only ${answered} answers, exit code ${code}`);
process.exitCode = isComplete ? code : Math.max(code, 2);
