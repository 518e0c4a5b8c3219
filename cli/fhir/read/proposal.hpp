// What the bundle as a whole says of itself, and which RequestGroup is a plan of this program.
#pragma once

#include "cli/fhir/read/resources.hpp"

namespace nkdose {

/// A bundle of what was, or of what a server is to delete, says nothing of the patient now.
void must_be_present(const FhirElement& bundle, FhirProblems& problems);

/// Reports a page of a longer answer of a server, but for the first one of Observations that are
/// sorted with the newest first. `must_be_present` does so.
void must_be_a_whole_answer(const FhirElement& bundle, FhirProblems& problems);

/// A RequestGroup that this program has written, or that carries what only such a one does.
bool is_our_plan(const FhirElement& group);
/// A request of such a group: it says nothing without it.
bool is_proposal(const FhirElement& request);

} // namespace nkdose
