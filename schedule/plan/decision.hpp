// A decision: compute, review and release of one case. A plan adds its calendar; a row of a batch
// needs none. Both come from here.
#pragma once

#include "schedule/plan/plan_check.hpp"
#include "schedule/plan/release.hpp"
#include "schedule/plan/screening.hpp"

namespace nkdose {

/// A treatment with the choices of an order laid over it: what all cases with these choices share.
/// It points at the treatment.
struct Setting {
  Setting(const Treatment& treatment, const RuleChoices& choices);

  const Treatment* treatment;
  TreatmentRule rule;
  PrintedRule printed;
  PlanDays plan;
};

struct Decision {
  std::optional<Worksheet> sheet;     ///< none before the first case
  std::optional<Screening> screening; ///< where the case has facts and the protocol criteria
  Findings findings;                  ///< of all reviews, in the order of their tables
  Release release;

  explicit Decision(Infos infos) : findings(infos) {}
};

/// compute, review, release, into a decision that may have been used before, so that case after
/// case costs no allocation. The case has the choices of the setting. Throws DerivationsDiffer.
void decide(const Setting& setting, const Case& the_case, Decision& decision);

} // namespace nkdose
