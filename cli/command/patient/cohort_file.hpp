// The file of a cohort as the command line names it, and what else the command line states of the
// escalation.
#pragma once

#include "cli/admit/admission.hpp"
#include "cli/case/cohort_reader.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/options.hpp"

namespace nkdose {

struct CohortFile {
  Document document;
  std::string sha256;
};
/// Throws Invalid or Broken.
CohortFile read_cohort_file(const std::string& path);

/// --design, --cohort-size and --stagger; what is wrong with them is reported.
EscalationRule escalation_of(const Options& options, OptionReader& reader);

/// Gives an admitted case the cohort that --cohort names, if any. Throws Invalid where the file
/// cannot be used, or is of another protocol; what is wrong with the case is said with it.
void add_cohort(const Options& options, Admission& admission);

} // namespace nkdose
