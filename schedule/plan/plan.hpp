// A plan: everything that is known about one patient's treatment, released.
#pragma once

#include "schedule/calendar/calendar.hpp"
#include "schedule/plan/release.hpp"
#include "schedule/plan/screening.hpp"

namespace nkdose {

/// What a renderer may print. The worksheet's doses are not in here: they are in `release`, and
/// only where it made an order.
struct Plan {
  const Treatment* treatment;
  const Case* the_case;
  TreatmentRule rule;
  SurfaceSteps surface;
  std::optional<Clearances> clearances;         ///< the estimate
  std::optional<CreatinineClearance> clearance; ///< as it is used: measured, or the estimate
  std::array<RenalAdjustment, most_drugs> adjustments;
  CellAssignment cells; ///< a level and a range; what is given is in `release`
  Calendar calendar;
  std::optional<Screening> screening; ///< where the case has facts and the protocol criteria
  Release release;
};

/// compute, review, release. The treatment and the case outlive the plan. Throws DerivationsDiffer.
Plan make_plan(const Treatment& treatment, const Case& the_case);

} // namespace nkdose
