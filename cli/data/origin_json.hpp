// What an answer was made from, as JSON.
#pragma once

#include "cli/data/json_writer.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// The key "protocol".
void write_protocol(JsonWriter& json, const Protocol& protocol);
/// The key "site".
void write_site(JsonWriter& json, const Site& site);
/// The keys from "protocol" to "overrides": what a plan was made from.
void write_origin(JsonWriter& json, const Plan& plan);
/// The keys from "adopted" on: who has signed the protocol, and as of which day the plan speaks.
void write_authority(JsonWriter& json, const Plan& plan);
/// The key "overrides", where there is any: what the command line changed in the case, so that a
/// question is not taken for the plan.
void write_overrides(JsonWriter& json, const Case& the_case);

/// The key "patient".
void write_patient(JsonWriter& json, const Case& the_case);
/// The key "patient" with nothing but the id.
void write_patient_id(JsonWriter& json, const Case& the_case);

} // namespace nkdose
