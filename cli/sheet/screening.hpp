// The faces of screening: criteria as the record words them, and how the patient's facts compare.
#pragma once

#include "cli/data/json_writer.hpp"
#include "cli/sheet/sheet.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// "at least 80 g/L", "on or before 6 calendar months before screening": without a patient.
std::string limit_words(const Test& test, const Criteria& criteria);

/// "all of (gc_dose: at most 20 mg/day of prednisone; ...)".
std::string rule_words(const Rule& rule, const Criteria& criteria);

/// The part SCREENING of a plan's sheet; nothing where the case has none.
void write_screening(TextSheet& sheet, const Plan& plan);
/// The key "screening" of a plan.
void write_screening(JsonWriter& json, const std::optional<Screening>& screening);

/// The whole screening, with the findings that come from it. The plan has one.
std::string screening_text(const Plan& plan);
/// `nkdose/screen/1`.
std::string screening_json(const Plan& plan);

/// An empty [screening] table for a protocol, in TOML: every fact a comment, by indication.
std::string screening_template(const Criteria& criteria);

} // namespace nkdose
