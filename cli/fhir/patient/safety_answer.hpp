// An answer to a question of [safety] that a resource gives.
#pragma once

#include "cli/fhir/read/element.hpp"

namespace nkdose {

struct SafetyAnswer {
  std::string_view question; ///< "hypersensitivity"
  bool is_yes;
  FhirElement from;
};

} // namespace nkdose
