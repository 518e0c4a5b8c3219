// Judges values by schemas with ajv, in its strict mode. A line in is {"name", "schema"}, which is
// learnt, or {"name", "value"}; a line out is true, or what is wrong.
import { createInterface } from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";

const known = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const { name, schema, value } = JSON.parse(line);
  let answer = true;
  try {
    if (schema) known.set(name, new Ajv2020({ strict: true, logger: false }).compile(schema));
    else if (!known.get(name)(value)) answer = known.get(name).errors[0];
  } catch (error) {
    answer = String(error);
  }
  console.log(JSON.stringify(answer));
}
