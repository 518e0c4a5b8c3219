// A CDS Hooks request: what somebody is about to sign or has selected, and the patient's data.
#pragma once

#include "cli/fhir/read/resources.hpp"

namespace nkdose {

/// The request's document outlives it.
struct CdsRequest {
  std::string_view hook, instance;
  std::string_view patient; ///< the id that the request is about
  FhirResources resources;  ///< the drafts, and the patient's data of the prefetch
  bool concerns_us;         ///< a draft, or of order-select a selected one, is of a drug or cells
};

/// The hooks that are answered: order-sign and order-select (CDS Hooks 2.0).
std::span<const std::string_view> answered_hooks();

/// Nothing but what makes a request unreadable is a problem: what a draft lacks, a card says.
Checked<CdsRequest, Problems> read_cds_request(const Document& document);

} // namespace nkdose
