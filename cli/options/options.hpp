// What the command line asks for.
#pragma once

#include "cli/options/format.hpp"

#include <optional>
#include <string>
#include <vector>

namespace nkdose {

/// What was asked for: every value still the text that was typed.
struct Options {
  std::string command;
  std::string argument; ///< a case, a topic, a code or a file; empty where there is none
  Format format = Format::text;
  std::optional<std::string> output, site, protocol, on, by;
  std::optional<std::string> sex, age, height, weight, creatinine, formula, day_zero;
  std::optional<std::string> find_from, holidays, named_workdays, move, study_day_one;
  std::optional<std::string> order; ///< a file to verify
  std::optional<std::string> jobs;
  std::optional<std::string> fhir_bundle;
  bool wants_services = false;
  std::optional<std::string> cohort, cohort_size, design, stagger;
  std::vector<std::string> settings, acknowledgements;
  bool wants_template = false, with_doses = false, grid = false;
  bool all = false;                         ///< of a search for a day zero: the lost days too
  std::optional<std::string> alarm, events; ///< of a calendar file
  bool given_up = false;                    ///< likewise
  bool ignore_extra = false, full = false;  ///< of a batch
  bool repeats_allowed = false, fail_on_errors_only = false; ///< of a batch
  std::optional<std::string> help; ///< the text to print instead of doing anything
};

} // namespace nkdose
