#include "schedule/findings.hpp"

#include "dosing/review/dose_review.hpp"
#include "schedule/cohort/cohort_review.hpp"
#include "schedule/plan/plan_review.hpp"
#include "schedule/plan/release.hpp"
#include "schedule/verify/verification_review.hpp"

namespace nkdose {

std::vector<const FindingText*> all_finding_texts() {
  std::vector<const FindingText*> texts;
  for (const auto& table : review_tables())
    for (const DoseCheck& check : table)
      texts.push_back(&check.text);
  for (const auto& table : plan_tables())
    for (const PlanCheck& check : table)
      texts.push_back(&check.text);
  texts.push_back(&nothing_to_lift);
  for (const CohortCheck& check : cohort_checks())
    texts.push_back(&check.text);
  for (const DoseSlip& slip : dose_slips())
    texts.push_back(&slip.text);
  for (const OrderCheck& check : order_checks())
    texts.push_back(&check.text);
  return texts;
}

const FindingText* finding_text(std::string_view code) {
  for (const FindingText* text : all_finding_texts())
    if (text->code.text() == code) return text;
  return nullptr;
}

} // namespace nkdose
