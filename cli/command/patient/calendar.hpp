// What nkdose calendar answers with beside the calendar of a case: see calendar.cpp.
#pragma once

#include "cli/options/options.hpp"
#include "cli/outcome/reply.hpp"
#include "schedule/protocol/treatment.hpp"

#include <iosfwd>

namespace nkdose {

/// The day zeros without a closed day, from --find-from on: of a protocol's first list of
/// infusions, or of a case's own list.
Reply answer_day_zeros(const Options& options, std::istream& in);

/// The dose escalation of --cohort.
Reply answer_cohort(const Options& options);

/// The treatment of a protocol alone, which must have days of its own.
Treatment treatment_without_case(const Options& options);

} // namespace nkdose
