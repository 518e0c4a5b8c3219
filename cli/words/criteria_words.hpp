// Criteria as the record words them, and how the facts of a patient compare.
#pragma once

#include "schedule/plan/plan.hpp"

namespace nkdose {

/// "at least 80 g/L", "on or before 6 calendar months before screening": without a patient.
std::string limit_words(const Test& test, const Criteria& criteria);
/// The limit with the date that it comes to for this patient.
std::string limit_words(const Judgement& judgement, const Criteria& criteria);
/// "all of (gc_highest_dose: at most 20 mg/day of prednisone; ...)".
std::string rule_words(const Rule& rule, const Criteria& criteria);
/// "months" for "month": a unit as it stands behind any number but 1.
std::string_view unit_of_many(std::string_view unit);
/// A fact as it was written, "not given" where it was not.
std::string value_words(const std::optional<FactValue>& value, const Fact& fact);

/// "12 met, 1 not met, 3 unknown".
std::string count_words(const Screening& screening);
std::string indication_words(const Screening& screening);
std::string earliest_words(const EarliestDayZero& earliest);
/// "E14, E18".
std::string joined_ids(const std::vector<const Criterion*>& criteria);
/// The criteria that an ambiguity is about.
std::string ids_of(const Ambiguity& ambiguity, const Criteria& criteria);

} // namespace nkdose
