// What resources beside the requests say of the treatment in words: a group, a task, an issue.
#pragma once

#include "cli/fhir/read/resources.hpp"

namespace nkdose {

struct OtherText {
  FhirElement from;
  std::string text; ///< in a sentence, what others wrote in quotes
};

/// Of RequestGroups every note and what its actions say otherwise; of DetectedIssues that are not
/// ours the detail; of service and communication requests, tasks and care plans what names a drug
/// of ours, a hold or another route; and labels by which a resource is only in part here.
std::vector<OtherText> other_texts(const FhirResources& resources);

} // namespace nkdose
