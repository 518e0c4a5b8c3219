// The review of a comparison: what differs, named, and whether the order agrees.
#pragma once

#include "schedule/verify/verification.hpp"

namespace nkdose {

/// One row of the review, for what is not the dose itself (`dose_slip`).
struct OrderCheck {
  FindingText text;
  void (*look)(const OrderComparison&, const FindingText&, Findings&);
};
std::span<const OrderCheck> order_checks();

struct Verification {
  OrderComparison comparison;
  OrderVerdict verdict;
  /// Of the comparison, and our own plan's warnings and stops; worst first.
  std::vector<ReleasedFinding> findings;
};
Verification verify(const Plan& plan, const WrittenOrder& order);

} // namespace nkdose
