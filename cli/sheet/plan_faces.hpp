// The faces of a plan: text for people, JSON and CSV for programs.
#pragma once

#include "cli/data/json_writer.hpp"
#include "cli/sheet/sheet.hpp"
#include "schedule/plan/plan.hpp"

#include <string>

namespace nkdose {

/// The program's version, as every output carries it.
std::string_view program_version();

/// "DRAFT: not an order. ...": at the top and at the bottom of a sheet.
std::string verdict_line(Status status);

/// The keys from "protocol" to "overrides": what a plan was made from.
void write_origin(JsonWriter& json, const Plan& plan);
/// The key "patient".
void write_patient(JsonWriter& json, const Case& the_case);
/// The part MADE BY of a sheet.
void write_origin(TextSheet& sheet, const Plan& plan);

std::string plan_text(const Plan& plan);
/// How many lines a JSON text has: as many as it takes to be read, or one, as NDJSON needs it.
enum class JsonLines { many, one };
/// `nkdose/plan/1`.
std::string plan_json(const Plan& plan, JsonLines lines = JsonLines::many);
/// `date,drug,dose_mg`, a line a dose; the dose is empty where the plan is refused.
std::string plan_csv(const Plan& plan);

} // namespace nkdose
