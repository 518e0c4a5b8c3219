// The texts of an order held against what the order itself states beside them.
#pragma once

#include "schedule/instruction/agreement.hpp"
#include "schedule/plan/plan.hpp"
#include "schedule/verify/written_order.hpp"

namespace nkdose {

/// A text of the order beside what the order itself states.
struct ComparedText {
  const OrderText* text;
  TextAgreement agreement;

  Name subject(const Plan& plan) const; ///< the drug, "cells" or "order"
};

/// Those that say something else, or something that is not understood.
std::vector<ComparedText> compared_texts(const Plan& plan, const WrittenOrder& order);

} // namespace nkdose
