// Finding the files that a treatment is read from: a protocol and a site, built in or named.
#pragma once

#include "cli/options.hpp"
#include "schedule/treatment.hpp"

namespace nkdose {

/// The texts of the files that a treatment is read from.
struct TreatmentTexts {
  std::string protocol_name, protocol, site_name, site;
  std::string holidays_name, holidays; ///< empty where none are named
  bool protocol_is_built_in = false;
  std::optional<std::string> criteria_name;
  std::string criteria;
};

/// A built-in protocol's id, or a file. Throws Invalid or Broken, as the others do.
void find_protocol(const std::string& wanted, TreatmentTexts& texts);
/// The criteria of f01.toml are f01.criteria.toml beside it, where it has any.
void find_criteria(TreatmentTexts& texts);
/// --site, else NKDOSE_SITE, else the default site; and --holidays.
void find_site(const Options& options, TreatmentTexts& texts);

Treatment treatment_of(const TreatmentTexts& texts);
/// The treatment of a case: its own protocol, unless the command line gives one. A case that names
/// none, or an unknown one, is read with f01, so that everything else that is wrong with it is said
/// too; it cannot be admitted.
Treatment treatment_of_case(const Document& the_case, const Options& options);

} // namespace nkdose
