// Cards of CDS Hooks 2.0: what somebody who signs an order is told.
#pragma once

#include "cli/fhir/read/requests.hpp"
#include "schedule/verify/verification_review.hpp"

namespace nkdose {

/// A response, and whether a card warns.
struct CdsResponse {
  std::string json;
  bool is_open = false;
};

/// No card: the drafts are none of ours.
CdsResponse no_cards();
/// One card that lists what the drafts or the patient's data lack.
CdsResponse card_of_problems(const Problems& problems);
/// The comparison, with the corrected drafts where the error is a known one; then a card each for
/// what is open in our own plan.
CdsResponse cards_of(const Verification& verification, const FhirResources& resources);

} // namespace nkdose
