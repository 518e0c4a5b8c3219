// Prints the first day and the day after the last of each event of a calendar file on standard
// input, with its summary, as ical.js reads them: a line an event, tabs between.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  if (!event.startDate.isDate || !event.endDate.isDate) throw new Error(`a time: ${event.uid}`);
  console.log([event.startDate, event.endDate, event.summary].join("\t"));
}
