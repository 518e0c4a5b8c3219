// The words of a patient's measurements, and of the area and the clearance that come from them.
#pragma once

#include "cli/words/shown.hpp"
#include "schedule/plan/plan.hpp"
#include "schedule/verify/verification.hpp"

#include <vector>

namespace nkdose {

struct MeasurementWords {
  std::string_view name, key, unit; ///< for people; for programs; for people
};
const MeasurementWords& words_of(Measurement what);

std::string_view sex_word(Sex sex);
/// Of a sex that is compared as a number: its place among the two.
std::string_view sex_word(Decimal place);

/// "height 162 cm, weight 58.4 kg, measured 3 days before 2026-12-02".
std::string body_words(const Patient& patient);
/// Who have measured, where two have; otherwise empty.
std::string confirmation_words(const Case& the_case);
/// ", 65 at enrolment on 2026-11-20"; empty where that is not known.
std::string enrolment_words(const Case& the_case);
/// "serum creatinine 88.4 umol/L (1 mg/dL), measured on 2026-12-02".
std::string creatinine_words(const Patient& patient);
/// A clearance that was measured; empty where none was.
std::string clearance_words(const Case& the_case);
/// "pentostatin: no; live vaccine: UNKNOWN".
std::string safety_words(const Patient& patient);

/// How the body surface area was calculated, a sentence a step.
std::vector<std::string> surface_steps(const Plan& plan, const Cite& cite);
/// How the creatinine clearance was calculated, a sentence a step.
std::vector<std::string> clearance_steps(const Plan& plan, const Cite& cite);

} // namespace nkdose
